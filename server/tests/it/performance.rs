//! What became of parcels: counted from what really came in, kept true by
//! every change, and proved by counting again.

use crate::harness::payloads::{JOURNEY, Line, door_order, door_shipment, line_of, tracker, with};
use crate::harness::{Post, Random, Site, at, on_both};
use doorstep::performance::{Against, Block, Count, Span, Tally};
use doorstep::scan::Reason;
use doorstep::scope::Scope;
use serde_json::{Value, json};
use server::db::rollup::{self, Tallies};
use server::db::{outcome, outcome_due};
use server::jobs::performance::catch_up;
use server::performance::recount::{self, Recount};

on_both!(
    whatever_comes_late_twice_or_corrected_counts_like_a_recount,
    days_that_pass_make_what_is_due,
    a_rollup_that_is_wrong_is_mended,
    who_asks_is_counted_once_an_order,
    rehearsals_count_nothing,
);

async fn brand_id(site: &Site, slug: &str) -> i64 {
    let brands = server::db::brand::all(site.services.database.read()).await;
    let brands = brands.expect("brands can be read");
    let found = brands.iter().find(|brand| brand.slug == slug);
    found.expect("it is there").id
}

/// The one whose pages stand where no other's do.
async fn default_brand(site: &Site) -> i64 {
    let brands = server::db::brand::all(site.services.database.read()).await;
    brands.expect("brands can be read")[0].id
}

async fn is_counted(site: &Site) {
    catch_up(&site.services).await.expect("all can be counted");
    let due = outcome_due::next_of_any_brand(site.services.database.read(), 1).await;
    assert_eq!(due.expect("what is due can be read"), [0; 0]);
}

/// Everything that is kept of a brand.
async fn kept(site: &Site, brand_id: i64) -> Tallies {
    let database = site.services.database.read();
    let mut kept = Tallies::new();
    let blocks = rollup::blocks_of_brand(database, brand_id).await;
    for block in blocks.expect("its weeks can be read") {
        let of_these = rollup::of_brand_in_block(database, brand_id, block).await;
        kept.extend(of_these.expect("tallies can be read"));
    }
    kept
}

/// Everything of a brand together.
async fn all(site: &Site, brand_id: i64) -> Tally {
    let mut all = Tally::default();
    for (place, tally) in kept(site, brand_id).await {
        let is_whole = place.cut == 0 && matches!(place.period, rollup::Period::Block(_));
        if is_whole {
            all.merge(&tally, 1);
        }
    }
    all
}

/// A parcel that a driver tried to deliver in vain, and that came a day later.
const TRIED: [Line; 3] = [
    line_of(
        "in_transit",
        "arrived_at_facility",
        "2026-05-11T20:00:00Z",
        "Picked up",
    ),
    line_of(
        "failure",
        "delivery_attempted",
        "2026-05-13T15:00:00Z",
        "Business closed",
    ),
    line_of(
        "delivered",
        "arrived_at_destination",
        "2026-05-14T16:00:00Z",
        "Delivered",
    ),
];

/// All that shop and carrier say of four orders: one as planned, one tried
/// twice, one in two parcels, one that nothing is heard of.
fn said(brand: &str) -> Vec<(&'static str, Value)> {
    let name = |of: &str| format!("{brand}-{of}");
    let number = |of: &str| format!("1Z{brand}{of}").to_uppercase();
    let order = |of: &str, promised: &str| {
        let fields = json!({ "expected": promised });
        ("orders", with(door_order(&name(of)), &fields))
    };
    let shipment = |of: &str, parcel: &str, version: &str| {
        let fields = json!({
            "service": "Ground", "warehouse": "Newark", "updated_at": version
        });
        let id = format!("S-{brand}-{parcel}");
        (
            "shipments",
            with(door_shipment(&id, &name(of), &number(parcel)), &fields),
        )
    };
    let tracked = |parcel: &str, lines: &[Line]| ("", tracker(&number(parcel), lines));
    vec![
        order("1", "2026-05-13"),
        order("2", "2026-05-13"),
        order("3", "2026-05-12"),
        order("4", "2026-05-15"),
        shipment("1", "a", "2026-05-11T09:00:00Z"),
        shipment("2", "b", "2026-05-11T09:00:00Z"),
        shipment("3", "c", "2026-05-11T09:00:00Z"),
        shipment("3", "d", "2026-05-11T09:00:00Z"),
        // The one before it named another warehouse; whichever comes first.
        (
            "shipments",
            with(
                shipment("1", "a", "2026-05-11T08:00:00Z").1,
                &json!({ "warehouse": "Reno" }),
            ),
        ),
        tracked("a", &JOURNEY[..2]),
        tracked("a", &JOURNEY),
        tracked("b", &TRIED[..2]),
        tracked("b", &TRIED),
        tracked("c", &JOURNEY[1..3]),
        tracked("c", &JOURNEY[..4]),
        tracked("d", &JOURNEY),
    ]
}

async fn whatever_comes_late_twice_or_corrected_counts_like_a_recount(site: Site) {
    site.services.clock.step_to(at("2026-05-20T12:00:00Z"));
    let mut random = Random::new("performance");
    let mut tallies = Vec::new();
    for (turn, slug) in ["as", "bs", "cs"].into_iter().enumerate() {
        site.brand(slug).await;
        let door = site.door(&[slug]).await;
        let carrier = site.connect("easypost", &[slug]).await;
        let mut posts: Vec<Post> = said(slug)
            .iter()
            .map(|(path, body)| match *path {
                "" => carrier.easypost(body),
                path => door.post(path, body),
            })
            .collect();
        if turn > 0 {
            random.shuffle(&mut posts);
            let twice = posts[..5].to_vec();
            posts.extend(twice);
        }
        for post in &posts {
            site.accept(post).await;
            if random.one_in(3) {
                catch_up(&site.services).await.expect("all can be counted");
            }
        }
        is_counted(&site).await;
        tallies.push(kept(&site, brand_id(&site, slug).await).await);
    }
    let recounted = recount::everything(&site.services)
        .await
        .expect("it can be counted again");
    assert_eq!(recounted.mended, 0, "{recounted:?}");
    assert!(recounted.tallies > 100, "{recounted:?}");
    let [first, others @ ..] = tallies.as_slice() else {
        unreachable!()
    };
    for other in others {
        assert_eq!(other, first, "the order of arrival changes nothing");
    }

    let all = all(&site, brand_id(&site, "as").await).await;
    let checkout = Against::Checkout;
    let counts = [
        (Count::Parcels, 5),
        (Count::Orders, 4),
        (Count::Delivered, 3),
        (Count::Shipped, 4),
        // The fourth order's day has passed as well.
        (Count::Due(checkout), 5),
        (Count::Kept(checkout), 1),
        // The van came on the 13th, and again on the 14th.
        (Count::KeptByTry(checkout), 2),
        (Count::Late, 4),
        (Count::LateFor(Reason::BusinessClosed), 1),
        (Count::Trouble(Reason::BusinessClosed), 1),
        (Count::Tried, 3),
        (Count::FirstTry, 2),
    ];
    for (count, expected) in counts {
        assert_eq!(all.of(count), expected, "{count:?}: {all:#?}");
    }
    let transit = all.spread(Span::Transit).expect("parcels were delivered");
    // Twice from the 11th at 18:00 to the 13th at 17:30, once from the 11th at
    // 20:00 to the 14th at 16:00.
    assert_eq!(transit.sum(), 2 * (47 * 3_600 + 1_800) + 68 * 3_600);
    site.stop().await;
}

async fn days_that_pass_make_what_is_due(site: Site) {
    site.services.clock.step_to(at("2026-05-11T12:00:00Z"));
    site.brand("days").await;
    let door = site.door(&["days"]).await;
    let order = with(door_order("D-1"), &json!({ "expected": "2026-05-13" }));
    site.accept(&door.post("orders", &order)).await;
    is_counted(&site).await;
    let brand = brand_id(&site, "days").await;
    let due = Count::Due(Against::Checkout);
    assert_eq!(all(&site, brand).await.of(due), 0);
    // Brooklyn's day ends at four in the morning of UTC.
    site.services.clock.step_to(at("2026-05-14T03:59:59Z"));
    is_counted(&site).await;
    assert_eq!(all(&site, brand).await.of(due), 0);
    site.services.clock.step_to(at("2026-05-14T04:00:00Z"));
    is_counted(&site).await;
    let after = all(&site, brand).await;
    assert_eq!((after.of(due), after.of(Count::Late)), (1, 1));
    let nothing = outcome::orders_to_look_at_of_any_brand(
        site.services.database.read(),
        at("2027-05-14T04:00:00Z"),
        10,
    );
    assert_eq!(nothing.await.expect("it can be read"), [0; 0]);
    site.stop().await;
}

async fn a_rollup_that_is_wrong_is_mended(site: Site) {
    site.services.clock.step_to(at("2026-05-20T12:00:00Z"));
    let door = site.door(&[]).await;
    site.accept(&door.post("orders", &door_order("W-1"))).await;
    is_counted(&site).await;
    let brand = default_brand(&site).await;
    let right = kept(&site, brand).await;
    let (place, _) = right.iter().next().expect("something is kept");
    let mut wrong = Tally::default();
    wrong.add(Count::Lost, 7);
    let transaction = site.services.database.begin().await.expect("it begins");
    let more = Tallies::from([(place.clone(), wrong)]);
    rollup::add(&transaction, brand, &more)
        .await
        .expect("it is added");
    transaction.commit().await.expect("it is kept");
    let again = || recount::everything(&site.services);
    assert_eq!(again().await.expect("it is counted").mended, 1);
    assert_eq!(kept(&site, brand).await, right);
    let proved = again().await.expect("it is counted");
    assert_eq!(
        proved,
        Recount {
            mended: 0,
            tallies: right.len()
        }
    );
    site.stop().await;
}

async fn who_asks_is_counted_once_an_order(site: Site) {
    site.services.clock.step_to(at("2026-05-12T12:00:00Z"));
    let door = site.door(&[]).await;
    site.accept(&door.post("orders", &door_order("A-1"))).await;
    for parcel in ["1ZASK1", "1ZASK2"] {
        let shipment = door_shipment(parcel, "A-1", parcel);
        site.accept(&door.post("shipments", &shipment)).await;
    }
    let desk = site.door_for(&[], &[Scope::ContactsWrite]).await;
    let asked = json!({ "order": "A-1", "topic": "where_is_it", "text": "Where is it?" });
    let mut post = desk.post("contacts", &asked);
    post.headers.push(("Idempotency-Key", "once".to_owned()));
    site.accept(&post).await;
    is_counted(&site).await;
    let brand = default_brand(&site).await;
    let all = all(&site, brand).await;
    let counts = [Count::Parcels, Count::Orders, Count::Contacts, Count::Wismo];
    assert_eq!(counts.map(|count| all.of(count)), [2, 1, 1, 1], "{all:#?}");
    site.stop().await;
}

async fn rehearsals_count_nothing(site: Site) {
    site.services.clock.step_to(at("2026-05-12T12:00:00Z"));
    let door = site.door(&[]).await;
    let order = with(door_order("T-1"), &json!({ "test": true }));
    site.accept(&door.post("orders", &order)).await;
    is_counted(&site).await;
    let brand = default_brand(&site).await;
    assert!(kept(&site, brand).await.is_empty());
    let any: Vec<Block> = rollup::blocks_of_brand(site.services.database.read(), brand)
        .await
        .expect("they can be read");
    assert_eq!(any, []);
    site.stop().await;
}
