//! Messages in whatever order and however often they come: one truth.

use crate::harness::payloads::{
    JOURNEY, fulfilment, line, line_of, order, tracker, tracker_expected, with,
};
use crate::harness::{Post, Random, Sender, Site, at, on_both, stored};
use futures::future::join_all;
use serde_json::{Value, json};

on_both!(
    scans_come_before_their_order,
    an_order_comes_before_its_scans,
    a_shipment_comes_before_its_order,
    the_same_webhook_ten_times_is_one,
    scans_come_out_of_order_and_twice,
    any_order_of_arrival_ends_the_same,
    what_comes_at_once_ends_the_same,
    a_shipment_and_its_scans_meet_though_they_come_at_once,
    a_line_read_in_two_ways_ends_the_same,
);

struct Senders {
    shop: Sender,
    carrier: Sender,
}

impl Senders {
    async fn of(site: &Site) -> Self {
        Self {
            shop: site.connect("shopify", &[]).await,
            carrier: site.connect("easypost", &[]).await,
        }
    }

    fn order(&self, id: u64) -> Post {
        self.shop.shopify("orders/create", &order(id))
    }

    fn fulfilment(&self, order: u64, numbers: &[&str]) -> Post {
        let body = fulfilment(order * 100, order, numbers);
        self.shop.shopify("fulfillments/create", &body)
    }

    fn tracker(&self, number: &str, lines: usize) -> Post {
        self.carrier.easypost(&tracker(number, &JOURNEY[..lines]))
    }
}

const DELIVERED: [&str; 4] = [
    "100/0 delivered 0",
    "100/0 out_for_delivery 0.2026-05-13",
    "100/0 shipped shipped",
    "order order_confirmed order",
];

async fn is_delivered(site: &Site) {
    let view = site.view("1").await;
    assert_eq!(view["status"], "delivered", "{view:#}");
    assert_eq!(view["parcels"][0]["carrier"]["number"], "1Z0001");
    assert_eq!(scans_shown(&view), 5, "{view:#}");
    assert_eq!(stored::scans(&site.services, "1Z0001").await.len(), 5);
    assert_eq!(stored::notices(&site.services, "1").await, DELIVERED);
}

fn scans_shown(view: &Value) -> usize {
    let parcels = view["parcels"].as_array().into_iter().flatten();
    parcels
        .flat_map(|parcel| parcel["days"].as_array().into_iter().flatten())
        .flat_map(|day| day["scans"].as_array().into_iter().flatten())
        .count()
}

async fn scans_come_before_their_order(site: Site) {
    let senders = Senders::of(&site).await;
    site.accept(&senders.tracker("1Z0001", 2)).await;
    site.accept(&senders.tracker("1Z0001", 5)).await;
    site.accept(&senders.order(1)).await;
    let view = site.view("1").await;
    assert_eq!(
        view["status"], "ordered",
        "no parcel is known yet: {view:#}"
    );
    site.accept(&senders.fulfilment(1, &["1Z0001"])).await;
    is_delivered(&site).await;
    site.stop().await;
}

async fn an_order_comes_before_its_scans(site: Site) {
    let senders = Senders::of(&site).await;
    site.accept(&senders.order(1)).await;
    site.accept(&senders.fulfilment(1, &["1Z0001"])).await;
    let view = site.view("1").await;
    assert_eq!(view["status"], "label_created", "{view:#}");
    let before = view["revision"].as_i64();
    site.accept(&senders.tracker("1Z0001", 2)).await;
    let view = site.view("1").await;
    assert_eq!(view["status"], "picked_up", "{view:#}");
    assert!(view["revision"].as_i64() > before, "{view:#}");
    site.accept(&senders.tracker("1Z0001", 5)).await;
    is_delivered(&site).await;
    site.stop().await;
}

async fn a_shipment_comes_before_its_order(site: Site) {
    let senders = Senders::of(&site).await;
    site.accept(&senders.fulfilment(1, &["1Z0001"])).await;
    site.accept(&senders.tracker("1Z0001", 5)).await;
    let path = site.path("1").await;
    let early = site.get(&format!("{path}/view.json")).await.status();
    assert_eq!(early, 404, "an order that was not placed has no page");
    site.accept(&senders.order(1)).await;
    is_delivered(&site).await;
    assert_eq!(site.path("1").await, path, "its link stays");
    site.stop().await;
}

async fn the_same_webhook_ten_times_is_one(site: Site) {
    let senders = Senders::of(&site).await;
    let posts = [
        senders.order(1),
        senders.fulfilment(1, &["1Z0001"]),
        senders.tracker("1Z0001", 5),
    ];
    for post in &posts {
        for _ in 0..4 {
            site.accept(post).await;
        }
        join_all((0..6).map(|_| site.accept(post))).await;
    }
    is_delivered(&site).await;
    assert_eq!(stored::messages(&site.services).await.len(), posts.len());
    let revision = site.view("1").await["revision"].clone();
    for post in &posts {
        site.accept(post).await;
    }
    let again = site.view("1").await["revision"].clone();
    assert_eq!(again, revision, "a repetition is no news");
    site.stop().await;
}

async fn scans_come_out_of_order_and_twice(site: Site) {
    let senders = Senders::of(&site).await;
    site.accept(&senders.order(1)).await;
    site.accept(&senders.fulfilment(1, &["1Z0001"])).await;
    for index in [4, 1, 3, 1, 0, 4, 2] {
        let mut body = tracker("1Z0001", &[JOURNEY[index]]);
        // The same scan in another message.
        body["id"] = json!(format!("evt_{index}_{}", server::site::random_bits()));
        site.accept(&senders.carrier.easypost(&body)).await;
        let view = site.view("1").await;
        assert_eq!(
            view["status"], "delivered",
            "the door is the newest: {view:#}"
        );
    }
    is_delivered(&site).await;
    site.stop().await;
}

/// Everything that is said of one order: it is packed twice over, one parcel
/// gets another number, and one is late.
fn story(senders: &Senders, id: u64) -> Vec<Post> {
    let [first, moved, second] = numbers(id);
    let version = |body: Value, at: &str| {
        let body = with(body, &json!({ "updated_at": at }));
        senders.shop.shopify("fulfillments/update", &body)
    };
    let ones = |body: Value, line: u64| {
        let items = json!([{ "id": line, "quantity": 1 }]);
        with(body, &json!({ "line_items": items }))
    };
    let line = line(id);
    let one = ones(fulfilment(id * 100, id, &[&first]), line);
    let one_moved = ones(fulfilment(id * 100, id, &[&moved]), line);
    let two = ones(fulfilment(id * 100 + 1, id, &[&second]), line);
    let two = with(two, &json!({ "created_at": "2026-05-11T15:00:00Z" }));
    vec![
        senders.order(id),
        version(one, "2026-05-11T09:00:00Z"),
        version(one_moved, "2026-05-11T11:00:00Z"),
        version(two, "2026-05-11T15:00:00Z"),
        senders.tracker(&first, 1),
        senders
            .carrier
            .easypost(&tracker_expected(&moved, &JOURNEY[..2], "2026-05-13")),
        senders
            .carrier
            .easypost(&tracker_expected(&moved, &JOURNEY[..3], "2026-05-18")),
        senders.tracker(&second, 4),
        senders.tracker(&second, 5),
    ]
}

fn numbers(id: u64) -> [String; 3] {
    ["A", "B", "C"].map(|letter| format!("1Z{letter}{id:06}"))
}

/// What a page says, without what depends on when it was said, and with
/// names in place of the order's own.
async fn essence(site: &Site, id: u64) -> String {
    let mut view = site.view(&id.to_string()).await;
    let object = view.as_object_mut().expect("a view is an object");
    object.remove("revision");
    object.remove("announcement");
    for parcel in view["parcels"].as_array_mut().into_iter().flatten() {
        let parcel = parcel.as_object_mut().expect("a parcel is an object");
        // The ledger is a record of what was shown; the rest must not be.
        for key in ["id", "freshness", "promises"] {
            parcel.remove(key);
        }
    }
    let mut text = format!(
        "{view:#}\n{:#?}",
        stored::notices(&site.services, &id.to_string()).await
    );
    for (number, name) in numbers(id).iter().zip(["FIRST", "MOVED", "SECOND"]) {
        text = text.replace(number, name);
    }
    text.replace(&id.to_string(), "ORDER")
}

/// A parcel on no van by the evening of its last day may be late, and a van
/// whose delivery is not known yet is once that day is over: a matter of time
/// and not of order.
fn before_the_day_ends(site: &Site) {
    site.services.clock.step_to(at("2026-05-13T16:00:00Z"));
}

/// The differing lines alone: a whole page is too much to read.
fn same(end: &str, straight: &str, how: &str) {
    let missing = |text: &str, other: &str| {
        let lines = text
            .lines()
            .filter(|line| !other.lines().any(|known| known == *line));
        lines.collect::<Vec<_>>().join("\n")
    };
    let (more, less) = (missing(end, straight), missing(straight, end));
    assert!(
        end == straight,
        "{how}\nonly this way:\n{more}\nonly straight:\n{less}"
    );
}

async fn any_order_of_arrival_ends_the_same(site: Site) {
    before_the_day_ends(&site);
    let senders = Senders::of(&site).await;
    let mut random = Random::new("any order of arrival");
    let told = |id: u64, mut story: Vec<Post>, mut random: Random| {
        let site = &site;
        if id > 7001 {
            let twice = usize::try_from(random.below(9)).unwrap_or(0);
            story.push(story[twice].clone());
            random.shuffle(&mut story);
        }
        async move {
            for post in &story {
                site.accept(post).await;
            }
            let paths: Vec<&str> = story.iter().map(|post| post.path.as_str()).collect();
            (essence(site, id).await, format!("{paths:?}"))
        }
    };
    let ids = 7001..7041;
    let told = ids.map(|id| told(id, story(&senders, id), random.part()));
    let ends = join_all(told).await;
    let (straight, _) = &ends[0];
    assert!(
        straight.contains("MOVED") && !straight.contains("FIRST"),
        "{straight}"
    );
    assert!(straight.contains("delay to-2026-05-18"), "{straight}");
    for (end, story) in &ends {
        same(end, straight, story);
    }
    site.stop().await;
}

async fn what_comes_at_once_ends_the_same(site: Site) {
    before_the_day_ends(&site);
    let senders = Senders::of(&site).await;
    for post in &story(&senders, 7001) {
        site.accept(post).await;
    }
    let straight = essence(&site, 7001).await;
    let mut random = Random::new("all at once");
    let ids: Vec<u64> = (7002..7042).collect();
    let mut posts: Vec<Post> = ids.iter().flat_map(|id| story(&senders, *id)).collect();
    random.shuffle(&mut posts);
    join_all(posts.iter().map(|post| site.accept(post))).await;
    for id in ids {
        same(&essence(&site, id).await, &straight, "all at once");
    }
    site.stop().await;
}

async fn a_shipment_and_its_scans_meet_though_they_come_at_once(site: Site) {
    before_the_day_ends(&site);
    let senders = Senders::of(&site).await;
    let mut random = Random::new("both at once");
    let ids: Vec<u64> = (1..=120).collect();
    let number = |id: u64| format!("1ZMEET{id:04}");
    join_all(
        ids.iter()
            .map(async |id| site.accept(&senders.order(*id)).await),
    )
    .await;
    let mut posts: Vec<Post> = Vec::new();
    for id in &ids {
        // Side by side, so that different writers take them.
        let both = [
            senders.fulfilment(*id, &[&number(*id)]),
            senders.tracker(&number(*id), 5),
        ];
        posts.extend(both);
    }
    for some in posts.chunks_mut(16) {
        random.shuffle(some);
        join_all(some.iter().map(|post| site.accept(post))).await;
    }
    for id in ids {
        let due = stored::notices(&site.services, &id.to_string()).await;
        let wanted = DELIVERED.map(|notice| notice.replace("100/0", &format!("{id}00/0")));
        assert_eq!(due, wanted, "order {id}");
    }
    site.stop().await;
}

/// A feed may send a line again with a better status beside the same words.
async fn a_line_read_in_two_ways_ends_the_same(site: Site) {
    let senders = Senders::of(&site).await;
    let said = |detail| line_of("in_transit", detail, "2026-05-12T08:00:00Z", "Scan 7");
    let first = said("departed_facility");
    let better = said("weather_delay");
    for (id, lines) in [(1, [&first, &better]), (2, [&better, &first])] {
        let number = format!("1Z000{id}");
        site.accept(&senders.order(id)).await;
        site.accept(&senders.fulfilment(id, &[&number])).await;
        for line in lines {
            let body = tracker(&number, std::slice::from_ref(line));
            site.accept(&senders.carrier.easypost(&body)).await;
        }
    }
    let read = |scans: Vec<server::db::scan::Model>| -> Vec<_> {
        scans
            .into_iter()
            .map(|scan| (scan.status, scan.reason, scan.text))
            .collect()
    };
    let one = read(stored::scans(&site.services, "1Z0001").await);
    let other = read(stored::scans(&site.services, "1Z0002").await);
    assert_eq!(one, other);
    assert_eq!(one.len(), 1, "{one:?}");
    assert_eq!(one[0].1.as_deref(), Some("weather"), "{one:?}");
    site.stop().await;
}
