//! The map of a parcel's page: it moves with the parcel, and the picture
//! behind it is everybody's.

use crate::harness::payloads::{JOURNEY, fulfilment, order, tracker};
use crate::harness::{Site, on_both};
use serde_json::Value;

on_both!(
    the_map_moves_with_the_parcel,
    pictures_are_for_everyone_and_for_ever,
);

const NUMBER: &str = "1ZMAP1";

fn map(view: &Value) -> &Value {
    &view["parcels"][0]["map"]
}

async fn the_map_moves_with_the_parcel(site: Site) {
    let shop = site.connect("shopify", &[]).await;
    let carrier = site.connect("easypost", &[]).await;
    site.accept(&shop.shopify("orders/create", &order(1))).await;
    let words = |view: &Value| map(view)["words"].as_str().unwrap_or_default().to_owned();
    assert_eq!(words(&site.view("1").await), "Going to Brooklyn, NY.");

    let shipment = fulfilment(11, 1, &[NUMBER]);
    site.accept(&shop.shopify("fulfillments/create", &shipment))
        .await;
    site.accept(&carrier.easypost(&tracker(NUMBER, &JOURNEY[..3])))
        .await;
    let view = site.view("1").await;
    assert_eq!(
        words(&view),
        "Newark, NJ to Brooklyn, NY. Newest: Newark, NJ."
    );
    assert!(map(&view)["newest"]["x"].as_i64() < map(&view)["destination"]["x"].as_i64());

    let path = site.path("1").await;
    let page = site.get(&path).await.text().await.expect("a page is text");
    let picture = map(&view)["picture"].as_str().expect("a map has a picture");
    assert!(page.contains(&format!("href=\"{picture}\"")), "{page}");
    assert!(
        page.contains("aria-label=\"Newark, NJ to Brooklyn, NY."),
        "{page}"
    );
    site.stop().await;
}

async fn pictures_are_for_everyone_and_for_ever(site: Site) {
    let response = site.get("/map/1_-86_49_16").await;
    assert_eq!(response.status(), 200);
    let header = |name: &str| response.headers()[name].to_str().unwrap_or_default();
    assert_eq!(header("content-type"), "image/svg+xml");
    assert!(header("cache-control").contains("immutable"));
    let policy = header("content-security-policy");
    assert!(policy.contains("style-src 'sha256-"), "{policy}");
    let picture = response.text().await.expect("a picture is text");
    assert!(picture.starts_with("<svg") && !picture.contains("<text"));

    for other in [
        "1_-86_49_17",
        "0_-86_49_16",
        "x",
        "1_-86_49_16.svg",
        "..%2f..%2fx",
    ] {
        let response = site.get(&format!("/map/{other}")).await;
        assert_eq!(response.status(), 404, "{other}");
    }
    site.stop().await;
}
