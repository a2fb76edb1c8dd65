//! Who may say what: signatures, secrets that change, brands apart.

use crate::harness::payloads::{JOURNEY, door_order, fulfilment, order, tracker};
use crate::harness::{Post, Site, at, on_both, stored};
use serde_json::json;
use server::admin::{Command, Renewal};
use server::metrics::Outcome;

on_both!(
    a_wrong_signature_leaves_no_trace,
    a_signature_is_over_the_bytes_as_they_came,
    a_rotated_secret_is_accepted_for_a_while,
    a_revoked_key_opens_nothing,
    a_connections_messages_reach_its_brands_alone,
    a_revoked_link_leads_nowhere,
);

async fn a_wrong_signature_leaves_no_trace(site: Site) {
    let shop = site.connect("shopify", &[]).await;
    let carrier = site.connect("easypost", &[]).await;
    let signed = shop.shopify("orders/create", &order(1));
    let tampered = Post {
        body: order(2).to_string().into_bytes(),
        ..signed.clone()
    };
    let unsigned = Post {
        headers: Vec::new(),
        ..signed.clone()
    };
    let elsewhere = Post {
        path: format!("/hooks/shopify/{}", carrier.id),
        ..signed.clone()
    };
    let unknown = Post {
        path: "/hooks/shopify/con_0000000000000000000000".to_owned(),
        ..signed.clone()
    };
    let other_secret = shop
        .with_secret("another")
        .shopify("orders/create", &order(1));
    let empty_secret = shop.with_secret("").shopify("orders/create", &order(1));
    let other_source = Post {
        path: format!("/hooks/easypost/{}", shop.id),
        ..carrier
            .with_secret(&shop.secret)
            .easypost(&tracker("1ZX001", &JOURNEY))
    };
    let wrong = [
        tampered,
        unsigned,
        elsewhere,
        unknown,
        other_secret,
        empty_secret,
        other_source,
        carrier
            .with_secret("another")
            .easypost(&tracker("1ZX001", &JOURNEY)),
    ];
    for post in &wrong {
        assert_eq!(site.send(post).await.status(), 401, "{post:?}");
    }
    assert!(stored::messages(&site.services).await.is_empty());
    assert!(stored::scans(&site.services, "1ZX001").await.is_empty());
    let refused = site.services.metrics.webhooks(Outcome::Refused);
    assert_eq!(refused, wrong.len() as u64, "they are counted");
    site.accept(&signed).await;
    site.stop().await;
}

async fn a_signature_is_over_the_bytes_as_they_came(site: Site) {
    let shop = site.connect("shopify", &[]).await;
    let loose = format!("  {:#} \r\n", order(1)).replace("\"id\": 1,", "\"id\":\t1 ,");
    assert!(loose.contains('\t'));
    site.accept(&shop.shopify_bytes("orders/create", loose.into_bytes()))
        .await;
    assert_eq!(site.view("1").await["order_number"], "#1");
    site.stop().await;
}

async fn a_rotated_secret_is_accepted_for_a_while(site: Site) {
    let shop = site.connect("shopify", &[]).await;
    let rotate = |secret: &str| Command::ConnectionRotate {
        connection: shop.id.clone(),
        secret: Some(secret.to_owned()),
    };
    site.command(rotate("the second"))
        .await
        .expect("it is rotated");
    let second = shop.with_secret("the second");
    site.accept(&shop.shopify("orders/create", &order(1))).await;
    site.accept(&second.shopify("orders/create", &order(2)))
        .await;

    site.services.clock.step_to(at("2026-05-17T11:59:00Z"));
    site.accept(&shop.shopify("orders/create", &order(3))).await;
    site.services.clock.step_to(at("2026-05-17T12:00:00Z"));
    let too_late = shop.shopify("orders/create", &order(4));
    assert_eq!(site.send(&too_late).await.status(), 401);
    site.accept(&second.shopify("orders/create", &order(4)))
        .await;

    // A second rotation does not wake the first secret.
    site.command(rotate("the third"))
        .await
        .expect("it is rotated");
    assert_eq!(site.send(&too_late).await.status(), 401);
    let third = shop.with_secret("the third");
    let site = site.restart().await;
    site.accept(&second.shopify("orders/create", &order(5)))
        .await;
    site.accept(&third.shopify("orders/create", &order(6)))
        .await;
    assert_eq!(site.send(&too_late).await.status(), 401);
    site.stop().await;
}

async fn a_revoked_key_opens_nothing(site: Site) {
    let door = site.door(&[]).await;
    let post = door.post("orders", &door_order("A-1"));
    site.accept(&post).await;
    let public: String = door.key.chars().take("dsk_".len() + 12).collect();
    let revoke = || Command::KeyRevoke {
        key: public.clone(),
    };
    site.command(revoke()).await.expect("it is revoked");
    assert_eq!(site.send(&post).await.status(), 401);
    let again = site.command(revoke()).await;
    assert!(again.is_err_and(|said| said.contains("no open key")));
    let site = site.restart().await;
    assert_eq!(site.send(&post).await.status(), 401);
    site.stop().await;
}

async fn a_connections_messages_reach_its_brands_alone(site: Site) {
    for brand in ["north", "south"] {
        site.brand(brand).await;
    }
    let north = site.connect("shopify", &["north"]).await;
    let south = site.connect("shopify", &["south"]).await;
    let carrier_of_north = site.connect("easypost", &["north"]).await;
    let carrier_of_both = site.connect("easypost", &["north", "south"]).await;
    // One number in two brands' orders: numbers are used again.
    for (shop, id) in [(&north, 1), (&south, 2)] {
        site.accept(&shop.shopify("orders/create", &order(id)))
            .await;
        let parcel = fulfilment(11, id, &["1ZSHARED"]);
        site.accept(&shop.shopify("fulfillments/create", &parcel))
            .await;
    }
    let untouched = site.view("2").await;
    site.accept(&carrier_of_north.easypost(&tracker("1ZSHARED", &JOURNEY[..2])))
        .await;
    assert_eq!(site.view("1").await["status"], "picked_up");
    assert_eq!(site.view("2").await, untouched);
    assert_eq!(
        stored::notices(&site.services, "2").await,
        ["order order_confirmed order"]
    );

    // The same fulfilment id at another shop is another fulfilment.
    let event = json!({
        "id": 900, "fulfillment_id": 11, "status": "out_for_delivery",
        "happened_at": "2026-05-13T12:00:00Z"
    });
    site.accept(&north.shopify("fulfillment_events/create", &event))
        .await;
    assert_eq!(site.view("1").await["status"], "out_for_delivery");
    assert_eq!(site.view("2").await, untouched);

    site.accept(&carrier_of_both.easypost(&tracker("1ZSHARED", &JOURNEY)))
        .await;
    assert_eq!(site.view("1").await["status"], "delivered");
    assert_eq!(site.view("2").await["status"], "delivered");
    site.stop().await;
}

async fn a_revoked_link_leads_nowhere(site: Site) {
    let door = site.door(&[]).await;
    site.accept(&door.post("orders", &door_order("A-1"))).await;
    let old = site.path("A-1").await;
    assert_eq!(site.get(&old).await.status(), 200);
    let number = stored::order(&site.services, "A-1").await.number;
    let link = |renewal| Command::Link {
        number: number.clone(),
        renewal,
    };
    let kept = site
        .command(link(Renewal::Keep))
        .await
        .expect("it is there");
    assert!(kept.ends_with(&old), "{kept}");

    let said = site
        .command(link(Renewal::Revoke))
        .await
        .expect("it is revoked");
    let new = site.path("A-1").await;
    assert_ne!(new, old);
    assert!(said.ends_with(&new), "{said}");
    assert_eq!(site.get(&new).await.status(), 200);
    for gone in [
        old.clone(),
        format!("{old}/view.json"),
        format!("{old}/live"),
    ] {
        assert_eq!(site.get(&gone).await.status(), 404, "{gone}");
    }
    site.stop().await;
}
