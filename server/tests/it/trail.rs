//! What is done at the command line and by shops' programs stands in the same
//! trail as what staff do.

use crate::harness::payloads::{door_order, order, with};
use crate::harness::{Site, at, on_both, stored};
use bytes::Bytes;
use doorstep::staff::Role;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};
use serde_json::json;
use server::admin::{Command, Renewal};
use server::db::audit;
use server::intake::forget::Run;
use server::intake::{Incoming, Repeats};
use server::privacy::{self, Whom};
use std::sync::Arc;

on_both!(
    what_the_command_line_does_is_in_the_trail,
    who_is_forgotten_through_a_shop_is_in_the_trail,
    what_grows_old_is_nobodys_deed,
);

/// What the trail holds of somebody, oldest first: what, and to what.
async fn of(site: &Site, actor: &str) -> Vec<(String, Option<String>)> {
    let rows = audit::Entity::find()
        .filter(audit::Column::Actor.eq(actor))
        .filter(audit::Column::Action.ne("setting_changed"))
        .order_by_asc(audit::Column::Id)
        .all(site.services.database.read())
        .await
        .expect("the trail can be read");
    for row in &rows {
        let told = row.detail.as_deref().unwrap_or_default();
        assert!(!told.contains('@'), "nothing personal: {row:?}");
    }
    let short = |row: audit::Model| (row.action, row.subject);
    rows.into_iter().map(short).collect()
}

fn forget(whom: &str, run: Run) -> Command {
    Command::Forget {
        whom: Whom::parse(whom),
        brand: None,
        run,
    }
}

/// A message that a version of ours that could not read it quarantined; its id.
async fn quarantined(site: &Site) -> String {
    let shop = site.connect("shopify", &[]).await;
    let book = site.services.book.now();
    let connection = book.connections.get(&shop.id).expect("it is open");
    let incoming = Incoming::new(
        Arc::clone(connection),
        "orders/create",
        Bytes::from(order(7).to_string()),
        Vec::new(),
        at("2026-05-10T09:30:00Z"),
        Repeats::AreTheSame,
    );
    let kept = site.services.intake.quarantine(&incoming, "not yet").await;
    kept.expect("it is quarantined");
    let messages = stored::messages(&site.services).await;
    let last = messages.last().expect("there is one");
    last.public_id.clone()
}

async fn what_the_command_line_does_is_in_the_trail(site: Site) {
    let door = site.door(&[]).await;
    let hers = with(door_order("A-1"), &json!({ "email": "jo@example.com" }));
    site.accept(&door.post("orders", &hers)).await;
    let id = stored::order(&site.services, "A-1").await.public_id;
    let message = quarantined(&site).await;
    let link = |renewal| Command::Link {
        number: "#A-1".to_owned(),
        renewal,
    };
    let replay = || Command::QuarantineReplay {
        message: Some(message.clone()),
    };
    let export = || Command::Export {
        whom: Whom::parse("jo@example.com"),
        brand: None,
    };
    for command in [
        // These two change nothing.
        link(Renewal::Keep),
        forget("#A-1", Run::Dry),
        link(Renewal::Revoke),
        replay(),
        export(),
        forget("#A-1", Run::ForGood),
        // No order bears it any more; messages might.
        forget("jo@example.com", Run::ForGood),
    ] {
        site.command(command).await.expect("it is done");
    }
    let deed = |action: &str, subject: &str| (action.to_owned(), Some(subject.to_owned()));
    assert_eq!(
        of(&site, "cli").await,
        [
            deed("link_revoked", &id),
            deed("message_read_again", &message),
            deed("person_exported", &id),
            deed("person_forgotten", &id),
            ("person_forgotten".to_owned(), None),
        ]
    );
    let refused = site.command(link(Renewal::Revoke)).await;
    refused.expect("a forgotten order keeps its page");
    let unknown = forget("#404", Run::ForGood);
    site.command(unknown).await.expect_err("there is none");
    assert_eq!(of(&site, "cli").await.len(), 6);

    // Admins read it; those of another brand do not.
    let admin = site.staff(Role::Admin, &[]).await;
    let of_order = format!("/settings/audit?person=cli&order={id}");
    let page = admin.page(&of_order).await;
    let page = page.replace("&#x27;", "'").replace("&#39;", "'");
    for label in ["Link taken back", "Person's data shown", "Person forgotten"] {
        let cell = format!("<td data-label=\"What\">{label}");
        assert!(page.contains(&cell), "{label} in {page}");
    }
    site.brand("north").await;
    let north = site.staff(Role::Admin, &["north"]).await;
    let page = north.page("/settings/audit?person=cli").await;
    let cell = "<td data-label=\"What\">Link taken back";
    assert!(!page.contains(cell), "{page}");
    // The order's own page says it too, in words.
    let shop = site.services.book.now().brands[0].slug.clone();
    let rep = site.staff(Role::Rep, &[&shop]).await;
    let page = rep.page(&format!("/console/orders/{id}")).await;
    assert!(page.contains("Link taken back"), "{page}");
    site.stop().await;
}

async fn who_is_forgotten_through_a_shop_is_in_the_trail(site: Site) {
    let shop = site.connect("shopify", &[]).await;
    site.accept(&shop.shopify("orders/create", &order(1))).await;
    let redact = json!({
        "shop_id": 9, "shop_domain": "acme.example",
        "customer": { "id": 7, "email": "ada@example.com", "phone": null },
        "orders_to_redact": [1]
    });
    site.accept(&shop.shopify("customers/redact", &redact))
        .await;
    let done = privacy::carry_out_open(&site.services).await;
    assert_eq!(done.expect("it is carried out"), 1);
    let id = stored::order(&site.services, "1").await.public_id;
    let wanted = ("person_forgotten".to_owned(), Some(id));
    assert_eq!(of(&site, &shop.id).await, [wanted]);
    site.stop().await;
}

async fn what_grows_old_is_nobodys_deed(site: Site) {
    let door = site.door(&[]).await;
    let ada = with(door_order("A-1"), &json!({ "email": "ada@example.com" }));
    site.accept(&door.post("orders", &ada)).await;
    site.services.clock.step_to(at("2028-05-15T12:00:00Z"));
    let purged = privacy::purge(&site.services).await;
    assert_eq!(purged.expect("it goes").orders, 1);
    let order = stored::order(&site.services, "A-1").await;
    assert!(order.forgotten_ms.is_some(), "{order:?}");
    let trail = audit::Entity::find()
        .filter(audit::Column::Action.eq("person_forgotten"))
        .all(site.services.database.read())
        .await;
    assert_eq!(trail.expect("the trail can be read"), []);
    site.stop().await;
}
