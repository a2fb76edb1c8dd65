//! Admins and whoever runs the server set webhooks: on pages without scripts,
//! and on the command line.

use super::{PATIENCE, all_are, command, deliveries, endpoint_of, stand, stored_endpoint};
use crate::harness::{Receiver, Reply, Site, Store, on_both};
use chrono::TimeDelta;
use doorstep::audit::Deed;
use doorstep::staff::Role;
use doorstep::webhook::EventType;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
use server::admin::WebhookCommand;
use server::db::audit;

on_both!(two_keys_sign_for_a_day_after_a_rotation);

async fn two_keys_sign_for_a_day_after_a_rotation(site: Site) {
    let site = site.telling(PATIENCE).await;
    let receiver = Receiver::start().await;
    let endpoint = endpoint_of(&site, &receiver.url(), None, &[]).await;
    let rotate = WebhookCommand::Rotate {
        endpoint: endpoint.id.clone(),
    };
    let said = command(&site, rotate).await.expect("it is rotated");
    let fresh = crate::harness::word_after(&said, "secret");
    assert_ne!(fresh, endpoint.secret);
    let signed = async |count: usize| {
        let test = WebhookCommand::Test {
            endpoint: endpoint.id.clone(),
        };
        command(&site, test).await.expect("it is queued");
        let now = site.services.clock.now().timestamp();
        let got = receiver.waits_for(count).await;
        let last = got.last().expect("it came").clone();
        (
            last.is_signed_with(&fresh, now),
            last.is_signed_with(&endpoint.secret, now),
        )
    };
    assert_eq!(signed(1).await, (true, true));
    let began = site.services.clock.now();
    site.services.clock.step_to(began + TimeDelta::hours(24));
    assert_eq!(signed(2).await, (true, false));
    site.stop().await;
}

async fn deeds(site: &Site) -> Vec<String> {
    let of_it = audit::Entity::find()
        .filter(audit::Column::Action.eq(Deed::SettingChanged.code()))
        .filter(audit::Column::Detail.contains("webhook"))
        .all(site.services.database.read())
        .await
        .expect("the trail can be read");
    of_it.into_iter().filter_map(|one| one.detail).collect()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_admin_sets_endpoints_and_reads_the_log() {
    let site = Site::on(Store::sqlite()).await.telling(PATIENCE).await;
    site.brand("north").await;
    let receiver = Receiver::start().await;
    let hostile = "<script>alert(1)</script>";
    receiver.always(Reply::With(400, String::new(), hostile.to_owned()));
    let admin = site.staff(Role::Admin, &["shop"]).await;

    let wrong = admin
        .post(
            "/settings/webhooks",
            &[("url", "ftp://x"), ("brand", "shop")],
        )
        .await;
    assert_eq!(wrong.status(), 422);
    let text = wrong.text().await.expect("a page");
    assert!(text.contains("Type a whole address") && text.contains("ftp://x"));
    let fields = [
        ("url", receiver.url()),
        ("brand", "shop".to_owned()),
        ("description", "Our <b>shop</b>".to_owned()),
        ("event", "flag.raised".to_owned()),
    ];
    let fields = fields
        .each_ref()
        .map(|(name, value)| (*name, value.as_str()));
    let added = admin.post("/settings/webhooks", &fields).await;
    assert_eq!(added.status(), 200);
    let shown = added.text().await.expect("a page");
    let secret = shown.split("whsec_").nth(1).expect("its key is shown");
    let secret = format!("whsec_{}", secret.split('<').next().unwrap_or_default());

    let list = admin.page("/settings/webhooks").await;
    assert!(list.contains("Our &lt;b&gt;shop&lt;/b&gt;"), "{list}");
    assert!(
        list.contains("flag.raised") && !list.contains("whsec_"),
        "{list}"
    );
    let id = list.split("data-endpoint=\"").nth(1).expect("it is listed");
    let id = id.split('"').next().unwrap_or_default().to_owned();
    let page = format!("/settings/webhooks/{id}");
    assert!(!admin.page(&page).await.contains("whsec_"), "shown once");
    assert_eq!(stored_endpoint(&site, &id).await.secret, secret);

    // A colleague of another brand sees nothing of it, and does nothing to it.
    let other = site.staff(Role::Admin, &["north"]).await;
    assert_eq!(other.get(&page).await.status(), 404);
    for what in ["save", "rotate", "disable", "test", "replay_all", ""] {
        let status = other.post(&page, &[("do", what)]).await.status();
        assert_eq!(status, 404, "{what}");
    }
    let theirs = [("url", "https://x.example/"), ("brand", "shop")];
    assert_eq!(
        other.post("/settings/webhooks", &theirs).await.status(),
        404
    );
    assert!(!other.page("/settings/webhooks").await.contains(&id));

    let sent = admin.post(&page, &[("do", "test")]).await;
    assert_eq!(sent.status(), 303);
    stand(&site, |all| {
        all.len() == 1 && all[0].last_status == Some(400)
    })
    .await;
    let log = admin.page(&page).await;
    assert!(
        log.contains("webhook.test") && log.contains("HTTP 400"),
        "{log}"
    );
    assert!(
        log.contains("&lt;script&gt;") && !log.contains("<script>alert"),
        "{log}"
    );
    assert!(log.contains("It has taken nothing since"), "{log}");

    let url = receiver.url();
    let save = [
        ("do", "save"),
        ("version", "0"),
        ("url", url.as_str()),
        ("description", "New"),
        ("event", "order.created"),
    ];
    assert_eq!(admin.post(&page, &save).await.status(), 303);
    let stored = stored_endpoint(&site, &id).await;
    assert_eq!(
        (stored.types.as_str(), stored.description.as_str()),
        ("order.created", "New")
    );
    assert_eq!(admin.post(&page, &[("do", "disable")]).await.status(), 303);
    let refused = admin.post(&page, &[("do", "replay_all")]).await;
    assert_eq!(refused.status(), 409, "a disabled one is told nothing");
    let disabled = admin.page(&page).await;
    assert!(disabled.contains("value=\"enable\"") && disabled.contains("1 given up"));
    assert_eq!(admin.post(&page, &[("do", "enable")]).await.status(), 303);
    receiver.always(Reply::status(200));
    let no_day = admin
        .post(&page, &[("do", "replay_all"), ("since", "soon")])
        .await;
    assert_eq!(no_day.status(), 422);
    let again = [("do", "replay_all"), ("since", "2026-05-15")];
    assert_eq!(admin.post(&page, &again).await.status(), 303);
    let taken = stand(&site, |all| all_are(all, "sent")).await;
    let one = [("do", "replay"), ("delivery", taken[0].public_id.as_str())];
    assert_eq!(admin.post(&page, &one).await.status(), 303);
    receiver.waits_for(3).await;
    let rotated = admin.post(&page, &[("do", "rotate")]).await;
    let shown = rotated.text().await.expect("a page");
    assert!(
        shown.contains("whsec_") && !shown.contains(&secret),
        "{shown}"
    );
    assert!(shown.contains("signs too until"), "{shown}");
    let trail = deeds(&site).await.join("\n");
    for deed in ["added", "changed", "disabled", "enabled", "rotated"] {
        assert!(trail.contains(deed), "{deed}: {trail}");
    }
    assert!(!trail.contains("whsec_"), "{trail}");
    site.stop().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_address_is_changed_with_the_checks_of_a_new_one() {
    let site = Site::on(Store::sqlite()).await;
    let old = "https://hooks.acme.example/old-secret?key=s3cret";
    let endpoint = endpoint_of(&site, old, None, &[]).await;
    let admin = site.staff(Role::Admin, &[]).await;
    let page = format!("/settings/webhooks/{}", endpoint.id);
    let shown = admin.page(&page).await;
    assert!(
        shown.contains("name=\"url\"") && shown.contains(old),
        "{shown}"
    );
    let post = async |version: &str, url: &str| {
        let fields = [
            ("do", "save"),
            ("version", version),
            ("url", url),
            ("description", "Warehouse"),
        ];
        let answer = admin.post(&page, &fields).await;
        let status = answer.status().as_u16();
        (status, answer.text().await.expect("an answer is text"))
    };
    for (url, why) in [
        ("", "Type a whole address"),
        ("nonsense", "Type a whole address"),
        ("http://hooks.acme.example/", "must begin with https://"),
        ("https://127.0.0.1/in", "inside a network"),
        ("https://169.254.169.254/in", "inside a network"),
        ("https://me:pass@acme.example/", "Leave user and password"),
    ] {
        let (status, text) = post("0", url).await;
        assert_eq!(status, 422, "{url}");
        assert!(text.contains(why), "{url}: {text}");
        // What was typed can be mended.
        assert!(text.contains(&format!("value=\"{url}\"")), "{url}: {text}");
        assert!(text.contains("value=\"Warehouse\""), "{url}: {text}");
        assert_eq!(stored_endpoint(&site, &endpoint.id).await.url, old);
    }
    let new = "https://hooks.acme.example:8443/new-secret";
    assert_eq!(post("0", new).await.0, 303);
    let stored = stored_endpoint(&site, &endpoint.id).await;
    assert_eq!((stored.url.as_str(), stored.version), (new, 1));
    assert_eq!(stored.description, "Warehouse");
    assert_eq!(stored.secret, endpoint.secret, "the key stays");
    // A form that was open meanwhile, and one of nobody's, undo nothing.
    for version in ["0", "", "x", "2"] {
        let (status, text) = post(version, old).await;
        assert_eq!(status, 409, "{version}");
        assert!(text.contains("A colleague changed this endpoint"), "{text}");
        assert!(text.contains(new) && !text.contains(old), "{text}");
        assert_eq!(stored_endpoint(&site, &endpoint.id).await, stored);
    }
    // A path is often a secret: the trail names none.
    let trail = deeds(&site).await;
    let moved: Vec<&String> = trail.iter().filter(|one| one.contains("from")).collect();
    assert_eq!(moved.len(), 1, "{trail:?}");
    assert!(
        moved[0].contains("https://hooks.acme.example:8443"),
        "{moved:?}"
    );
    let all = trail.join("\n");
    assert!(!all.contains("secret") && !all.contains("s3cret"), "{all}");
    site.stop().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_command_line_says_how_endpoints_stand() {
    let site = Site::on(Store::sqlite()).await;
    let list = || command(&site, WebhookCommand::List);
    assert!(
        list()
            .await
            .is_ok_and(|said| said.contains("no endpoint yet"))
    );
    let events = [EventType::OrderCreated, EventType::FlagRaised];
    let url = "https://hooks.acme.example/in";
    let endpoint = endpoint_of(&site, url, None, &events).await;
    let said = list().await.expect("it can be listed");
    for part in [
        endpoint.id.as_str(),
        url,
        "active",
        "order.created flag.raised",
        "shop",
    ] {
        assert!(said.contains(part), "{part}: {said}");
    }
    assert!(!said.contains("whsec_"), "{said}");
    let disable = WebhookCommand::Disable {
        endpoint: endpoint.id.clone(),
    };
    command(&site, disable).await.expect("it is disabled");
    let said = list().await.expect("it can be listed");
    assert!(said.contains("disabled (by_hand)"), "{said}");
    let unknown = WebhookCommand::Rotate {
        endpoint: "whe_nobody".to_owned(),
    };
    let refused = command(&site, unknown).await;
    assert!(refused.is_err_and(|why| why.contains("doorstep webhook list")));
    let add = |brand: &str| WebhookCommand::Add {
        url: url.to_owned(),
        brand: Some(brand.to_owned()),
        events: Vec::new(),
        description: String::new(),
    };
    assert!(command(&site, add("nobody")).await.is_err());
    for _ in 1..20 {
        command(&site, add("shop")).await.expect("there is room");
    }
    let full = command(&site, add("shop")).await;
    assert!(full.is_err_and(|why| why.contains("20 endpoints")));
    assert_eq!(deliveries(&site).await, []);
    site.stop().await;
}
