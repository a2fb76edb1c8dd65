//! One reply to many rows: each order its own, and what cannot be answered is
//! said.

use super::{Session, contact, fresh, raise, rep, said};
use crate::harness::payloads::{door_shipment, with};
use crate::harness::{Site, on_both, stored};
use doorstep::contact::Topic;
use doorstep::flag::Flag;
use doorstep::staff::{Role, Serves};
use doorstep::template::TemplateKey;
use serde_json::json;
use server::db::outbox::mails_of_order;
use server::db::{contact as contacts, mail};
use server::intake::desk::template::{Edited, save};
use server::staff::Actor;

on_both!(
    many_rows_are_answered_each_with_its_own_facts,
    nobody_answers_over_another,
    a_fact_that_all_of_them_lack_brings_the_form_back,
);

const DUE: &str = "2026-05-16T09:00:00Z";

/// An order with a buyer and, where it is to have left, a parcel of UPS's.
async fn placed(site: &Site, brand: &str, id: &str, number: Option<&str>) {
    let door = site.door(&[brand]).await;
    let email = format!("{}@example.com", id.to_lowercase());
    let order = with(fresh(id), &json!({ "email": email }));
    site.accept(&door.post("orders", &order)).await;
    if let Some(number) = number {
        let parcel = door_shipment(&format!("S-{id}"), id, number);
        site.accept(&door.post("shipments", &parcel)).await;
    }
}

/// The brand's own words for a lost parcel, which need to know the carrier.
async fn words_that_name_the_carrier(site: &Site) {
    let brand = site.services.book.now().brands[0].clone();
    let admin = Actor {
        id: 7,
        public_id: "stf_maya".to_owned(),
        name: "Maya".to_owned(),
        role: Role::Rep,
        serves: Serves::All,
    };
    let own = Edited {
        brand_id: brand.id,
        key: TemplateKey::Lost,
        subject: "Order {{order}}",
        body: "{{carrier}} looks for order {{order}}.",
        version: 0,
    };
    save(&site.services, &admin, own)
        .await
        .expect("it is stored");
}

/// What was written to the buyer of an order.
async fn written(site: &Site, order: &str) -> Vec<mail::Model> {
    let order = stored::order(&site.services, order).await;
    let mails = mails_of_order(site.services.database.read(), order.id).await;
    let mails = mails.expect("mails can be read");
    mails.into_iter().filter_map(|mail| mail.words).collect()
}

/// Answers rows with the words for a lost parcel; what is said of it, and
/// the answer's status.
async fn answer(rep: &Session, rows: &[String]) -> (u16, String) {
    let mut fields: Vec<(&str, &str)> = rows.iter().map(|row| ("row", row.as_str())).collect();
    fields.extend([("template", "lost"), ("act", "reply")]);
    let response = rep.post("/console/queue", &fields).await;
    let status = response.status().as_u16();
    if status == 303 {
        return (status, rep.page(&super::location(&response)).await);
    }
    (status, response.text().await.expect("a page is text"))
}

async fn many_rows_are_answered_each_with_its_own_facts(site: Site) {
    let home = super::home(&site).await;
    site.brand("north").await;
    words_that_name_the_carrier(&site).await;
    placed(&site, &home, "P-1", Some("1ZMANY1")).await;
    placed(&site, &home, "P-2", Some("1ZMANY2")).await;
    placed(&site, &home, "P-3", Some("1ZMANY3")).await;
    placed(&site, &home, "P-4", None).await;
    placed(&site, "north", "P-6", Some("1ZMANY6")).await;
    let door = site.door(&[]).await;
    site.accept(&door.post("orders", &fresh("P-5"))).await;
    site.accept(&door.post("shipments", &door_shipment("S-P-5", "P-5", "1ZMANY5")))
        .await;
    let asks = contact(&site, "P-1", Topic::WhereIsIt, DUE).await;
    let theirs = contact(&site, "P-3", Topic::WhereIsIt, DUE).await;
    let foreign = contact(&site, "P-6", Topic::WhereIsIt, DUE).await;
    let mut rows = vec![
        format!("flag:{}:0", raise(&site, "P-1", Flag::Lost, DUE).await),
        format!("contact:{asks}:0"),
        format!("contact:{theirs}:0"),
        format!("contact:{foreign}:0"),
    ];
    for order in ["P-2", "P-4", "P-5"] {
        let flag = raise(&site, order, Flag::Lost, DUE).await;
        rows.push(format!("flag:{flag}:0"));
    }
    let (ada, grace) = (rep(&site).await, rep(&site).await);
    let taken = format!("contact:{theirs}:0");
    super::act(&grace, &[("row", &taken), ("act", "take")]).await;

    let (status, html) = answer(&ada, &rows).await;
    assert_eq!(status, 303);
    let lines = said(&html);
    let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
    let took = format!(
        "#P-3: {} took it a moment ago. It was left as it is.",
        grace.actor.name
    );
    assert_eq!(
        lines,
        [
            "Reply queued: 2 rows.",
            &took,
            "A row is gone: it cleared itself, or is not yours to see.",
            "#P-4: A fact the text needs is not known yet: fill in what is marked, or take it out.",
            "#P-5: The buyer has no e-mail address: ring them, or ask the shop.",
        ]
    );
    for (order, address, body) in [
        ("P-1", "p-1@example.com", "UPS looks for order #P-1."),
        ("P-2", "p-2@example.com", "UPS looks for order #P-2."),
    ] {
        let mails = written(&site, order).await;
        assert_eq!(mails.len(), 1, "once an order: {mails:?}");
        assert_eq!((&*mails[0].recipient, &*mails[0].body), (address, body));
    }
    for order in ["P-3", "P-4", "P-5", "P-6"] {
        assert!(written(&site, order).await.is_empty(), "{order}");
    }
    // It answers the contact, whose reference stands in the subject.
    let order = stored::order(&site.services, "P-1").await;
    let held = contacts::of_order(site.services.database.read(), order.id).await;
    let held = held.expect("contacts can be read").remove(0);
    assert!(held.answered_ms.is_some());
    let subject = &written(&site, "P-1").await[0].subject;
    assert!(subject.contains(&held.reference), "{subject}");
    site.stop().await;
}

async fn nobody_answers_over_another(site: Site) {
    let home = super::home(&site).await;
    words_that_name_the_carrier(&site).await;
    placed(&site, &home, "P-1", Some("1ZMANY1")).await;
    let asks = contact(&site, "P-1", Topic::WhereIsIt, DUE).await;
    let flag = raise(&site, "P-1", Flag::Lost, DUE).await;
    let rows = [format!("flag:{flag}:0"), format!("contact:{asks}:0")];
    let (ada, grace) = (rep(&site).await, rep(&site).await);
    let (hers, theirs) = tokio::join!(answer(&ada, &rows), answer(&grace, &rows));
    let queued = ["Reply queued: 1 row.".to_owned()];
    let left = "#P-1: somebody changed it a moment ago. Look again, then decide.";
    let mut lines = [said(&hers.1), said(&theirs.1)];
    lines.sort();
    assert_eq!(lines, [vec![left.to_owned()], queued.to_vec()]);
    assert_eq!(written(&site, "P-1").await.len(), 1, "one mail, not two");
    // Whoever looks again may still write.
    let again = [format!("contact:{asks}:1")];
    let late = if said(&hers.1) == queued {
        &grace
    } else {
        &ada
    };
    let (_, html) = answer(late, &again).await;
    assert_eq!(said(&html), queued);
    assert_eq!(written(&site, "P-1").await.len(), 2);
    site.stop().await;
}

async fn a_fact_that_all_of_them_lack_brings_the_form_back(site: Site) {
    let home = super::home(&site).await;
    words_that_name_the_carrier(&site).await;
    placed(&site, &home, "P-1", None).await;
    let flag = raise(&site, "P-1", Flag::Lost, DUE).await;
    let row = format!("flag:{flag}:0");
    let ada = rep(&site).await;
    let (status, html) = answer(&ada, std::slice::from_ref(&row)).await;
    assert_eq!(status, 422);
    assert!(
        html.contains("A fact the text needs is not known yet"),
        "{html}"
    );
    assert!(html.contains(&format!("value=\"{row}\"")), "{html}");
    let again = answer(&ada, &[row]).await;
    assert_eq!(again.0, 422, "nothing of it was changed");
    assert!(written(&site, "P-1").await.is_empty());
    site.stop().await;
}
