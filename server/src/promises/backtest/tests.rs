//! The replay on a small history, and the figures by hand.

use super::dirt::Dirt;
use super::figures::{Figures, P50, P95, ShopFigures};
use super::*;
use crate::history::Fault;
use chrono::{Duration, NaiveDate, NaiveDateTime};
use doorstep::history::{Column, LineFault, PastOrder, Wrong};
use doorstep::promise::{End, Order};

fn at(day: u32, hour: u32) -> NaiveDateTime {
    let first = NaiveDate::from_ymd_opt(2024, 1, 1).unwrap();
    first.and_hms_opt(hour, 0, 0).unwrap() + Duration::days(i64::from(day))
}

fn past(number: u32, placed_at: NaiveDateTime) -> PastOrder {
    let end = |region: u32| End {
        country: Some("XX".into()),
        region: Some(format!("R{region}")),
        postal_prefix: Some(format!("{region}00{}", number % 7)),
        point: Some((f64::from(region), 0.0)),
    };
    PastOrder {
        number: format!("N{number:05}"),
        order: Order {
            origin: end(1),
            destination: end(number % 3),
            warehouse: Some(format!("W{}", number % 5)),
            items: Some(1),
            weight_g: Some(500.0),
            ..Order::placed_at(placed_at)
        },
        approved_at: None,
        handed_over_at: None,
        cancelled_at: None,
        delivered_at: None,
        promised_on: None,
        status: None,
    }
}

/// 200 days with 15 orders each; some are never handed over, some never
/// arrive, some are handed over before they are placed or after they arrive.
fn history() -> Past {
    let orders = (0..3_000_u32).map(|number| {
        let scatter = number.wrapping_mul(2_654_435_761) >> 16;
        let placed_at =
            at(number / 15, scatter % 24) + Duration::seconds(i64::from(scatter % 3_600));
        let mut past = past(number, placed_at);
        let hours = i64::from(scatter % 60) - i64::from(number.is_multiple_of(97)) * 90;
        past.handed_over_at =
            (!number.is_multiple_of(41)).then(|| placed_at + Duration::hours(hours));
        let hours = 40 + i64::from(scatter % 300) + i64::from(number % 3) * 48;
        past.delivered_at = (!number.is_multiple_of(29)).then(|| {
            placed_at + Duration::hours(hours - i64::from(number.is_multiple_of(53)) * 30)
        });
        past
    });
    of(orders)
}

fn of(orders: impl IntoIterator<Item = PastOrder>) -> Past {
    let rows = orders.into_iter().zip(2..);
    rows.map(|(past, line)| (line, Ok(past))).collect()
}

/// What the history said at a moment.
fn cut(history: &Past, moment: NaiveDateTime) -> Past {
    let placed = history
        .orders
        .iter()
        .filter(|past| past.order.placed_at < moment);
    of(placed.cloned().map(|mut past| {
        past.handed_over_at = past.handed_over_at.filter(|at| *at < moment);
        past.delivered_at = past.delivered_at.filter(|at| *at < moment);
        past.status = Some("open".into());
        past
    }))
}

fn file_of(history: &Past) -> String {
    let mut file = Vec::new();
    write_lines(&mut file, history, &replay(&history.orders)).unwrap();
    String::from_utf8(file).unwrap()
}

#[test]
fn what_is_promised_does_not_depend_on_what_comes_later() {
    let history = history();
    let full = file_of(&history);
    for moment in [at(60, 0), at(111, 13), at(170, 23)] {
        let short = file_of(&cut(&history, moment));
        assert!(short.len() > 1_000 && short.len() < full.len());
        assert!(full.starts_with(&short), "cut at {moment}");
    }
}

#[test]
fn the_order_of_the_lines_in_the_file_does_not_matter() {
    let history = history();
    let turned = of(history.orders.iter().rev().cloned());
    assert_eq!(file_of(&history), file_of(&turned));
}

#[test]
fn each_order_has_a_line_at_purchase_and_one_at_hand_over() {
    let mut first = past(1, at(0, 12));
    first.handed_over_at = Some(at(1, 12));
    let file = file_of(&of([first, past(2, at(2, 0))]));
    let cells = |line: &str| line.split(',').map(str::to_owned).collect::<Vec<_>>();
    let lines: Vec<Vec<String>> = file.lines().map(cells).collect();
    assert_eq!(
        lines[0].join(","),
        "order_number,stage,known_at,p10,p50,p90,p95,p97,n,pool"
    );
    for (line, starts) in lines[1..].iter().zip([
        ["N00001", "purchase", "2024-01-01T12:00:00"],
        ["N00001", "hand_over", "2024-01-02T12:00:00"],
        ["N00002", "purchase", "2024-01-03T00:00:00"],
    ]) {
        assert_eq!(line[..3], starts);
        assert_eq!(line[8..], ["0", "all"]);
    }
    // Nothing is known of the first: a guess.
    assert_eq!(
        (lines[1][4].as_str(), lines[2][4].as_str()),
        ("10.000000", "10.000000")
    );
    assert_eq!(lines.len(), 4);
}

#[test]
fn figures_are_what_their_definitions_say() {
    let mut past = past(1, at(0, 22));
    // Handed over a day later, delivered 2.25 days after that.
    let start = at(1, 20);
    let delivered_at = at(4, 2);
    past.promised_on = Some(at(3, 0).date());
    let mut figures = Figures::default();
    let days = [1.0, 1.25, 2.0, 2.25, 3.0, 4.0];
    figures.add(&past, delivered_at, start, &days);
    let [low, middle, high] = figures.pinball();
    assert!((low - 0.125).abs() < 1e-12 && (middle - 0.5).abs() < 1e-12 && high.abs() < 1e-12);
    assert_eq!((figures.inside(), figures.width()), (100.0, 1.25));
    // Start + 1.25 is the day before at 02:00: late, three days after the purchase.
    assert_eq!(figures.promise(P50), (0.0, 3.0));
    assert_eq!(figures.promise(P95), (100.0, 4.0));
    assert_eq!(figures.coverage(P50), 0.0);
    let mut shop = ShopFigures::default();
    assert_eq!(shop.promise(), None);
    shop.add(&past, delivered_at);
    assert_eq!(shop.promise(), Some((0.0, 3.0)));
}

#[test]
fn dirt_is_counted() {
    let mut orders = vec![
        past(1, at(0, 12)),
        past(2, at(1, 12)),
        past(2, at(1, 12)),
        past(3, at(2, 12)),
    ];
    orders[0].handed_over_at = Some(at(0, 11));
    orders[1].handed_over_at = Some(at(4, 11));
    orders[1].delivered_at = Some(at(3, 11));
    orders[2].status = Some("delivered".into());
    orders[3].delivered_at = Some(at(2, 11));
    orders[3].order.items = None;
    orders[3].order.origin.point = None;
    let dirt = Dirt::of(&orders).to_string();
    let counts: Vec<&str> = dirt.lines().map(|line| line[..8].trim()).collect();
    assert_eq!(counts, ["1", "1", "1", "1", "1", "1", "1", "1"]);
}

#[test]
fn lines_that_cannot_be_read_are_counted_and_the_first_are_named() {
    let (column, wrong) = (Column::PlacedAt, Wrong::NoTime);
    let fault = |line: u64| (line, Err(Fault::Cell(LineFault { column, wrong })));
    let good = (2, Ok(past(1, at(0, 12))));
    let past: Past = std::iter::once(good).chain((3..10).map(fault)).collect();
    let told = past.to_string();
    let lines: Vec<&str> = told.lines().collect();
    assert_eq!(
        lines[..3],
        [
            "1 orders read.",
            "7 lines could not be read: left out.",
            "  line 3: placed_at: it is no date with a time",
        ]
    );
    assert_eq!((lines.len(), lines[7]), (8, "  and 2 more"));
}

#[test]
fn the_report_leaves_out_and_counts_what_was_not_delivered() {
    let history = history();
    let lines = replay(&history.orders);
    let report = Report::of(&history, &lines, Some(at(150, 0).date())).to_string();
    let wanted = "purchase: 724 orders judged; 26 not delivered: left out.";
    assert!(report.contains(wanted), "{report}");
    assert!(report.contains("the shop promised nothing"), "{report}");
    let none = Report::of(&history, &lines, Some(at(900, 0).date())).to_string();
    assert!(none.contains("purchase: 0 orders judged; 0 not"), "{none}");
    assert!(!none.contains("NaN"), "{none}");
}
