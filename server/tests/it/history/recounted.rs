//! What is kept of a history is what another program counts in the same file.

use super::{given, import_of, imported, kept};
use crate::harness::{Random, Site, on_both};
use doorstep::performance::{Against, Count, Dimension, Period, Season, Span, Tally};
use serde_json::Value;
use server::db::rollup::Tallies;
use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::Path;

on_both!(figures_are_those_of_an_independent_recount);

/// A year of orders, with the dirt that real ones have.
fn year() -> String {
    let mut random = Random::new("history");
    let mut text = "order_number,placed_at,approved_at,handed_over_at,delivered_at,promised_on,\
                    status,warehouse,destination_country,destination_region,weight_g\n"
        .to_owned();
    let day = |hours: u64| {
        let start: chrono::NaiveDateTime = "2025-01-01T00:00:00".parse().expect("it is a time");
        start + chrono::TimeDelta::minutes(i64::try_from(hours).expect("it fits"))
    };
    for number in 0..700 {
        let placed = random.below(365 * 1_440);
        let left = placed + random.below(4 * 1_440);
        let came = left + 600 + random.below(9 * 1_440);
        let (mut left, mut came) = (Some(left), Some(came));
        let mut status = "delivered";
        match random.below(20) {
            0 => (came, status) = (None, "shipped"),
            1 => (left, came, status) = (None, None, "canceled"),
            2 => left = Some(placed.saturating_sub(30)),
            3 => left = came.map(|came| came + 60),
            4 => came = None,
            5 => (left, came, status) = (None, None, "processing"),
            _ => {}
        }
        let time = |at: Option<u64>| {
            at.map_or_else(String::new, |at| day(at).to_string().replace(' ', "T"))
        };
        let promised = match random.below(10) {
            0 => String::new(),
            days => day(placed + days * 1_440).date().to_string(),
        };
        let weight = match random.below(6) {
            0 => String::new(),
            step => (step * step * 400).to_string(),
        };
        let region = ["NY", "CA", "TX"][usize::try_from(random.below(3)).expect("it fits")];
        let house = ["Reno", "Newark", ""][usize::try_from(random.below(3)).expect("it fits")];
        let _ = writeln!(
            text,
            "{number},{},,{},{},{promised},{status},{house},US,{region},{weight}",
            time(Some(placed)),
            time(left),
            time(came),
        );
    }
    text
}

async fn figures_are_those_of_an_independent_recount(site: Site) {
    let given = given("year.csv", year().as_bytes());
    imported(&site, import_of(&given.path)).await;
    let compared = compare(&kept(&site).await, &given.path);
    assert!(compared > 10 * 15, "{compared} figures were compared");
    site.stop().await;
}

/// Compares all that applies; says how many numbers it compared.
pub fn compare(kept: &Tallies, file: &Path) -> usize {
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/it/history/recount.py");
    let said = std::process::Command::new("python3")
        .arg(script)
        .arg(file)
        .output()
        .expect("Python is there");
    assert!(
        said.status.success(),
        "{}",
        String::from_utf8_lossy(&said.stderr)
    );
    let groups: Vec<Value> = serde_json::from_slice(&said.stdout).expect("it is JSON");
    let ours = ours(kept);
    let mut compared = 0;
    for group in &groups {
        let of = (text(&group["by"]), text(&group["value"]));
        if of.0 == "month" {
            continue;
        }
        let tally = ours
            .get(&of)
            .unwrap_or_else(|| panic!("{of:?} is not kept"));
        for (name, count) in COUNTS {
            let theirs = group["counts"][name].as_i64().unwrap_or(0);
            assert_eq!(tally.of(count), theirs, "{of:?}: {name}");
            compared += 1;
        }
        for (name, span) in SPANS {
            let theirs = &group["spans"][name];
            if theirs.is_null() {
                assert!(
                    tally.spread(span).is_none_or(|spread| spread.n() == 0),
                    "{of:?}: {name}"
                );
                continue;
            }
            let spread = tally
                .spread(span)
                .unwrap_or_else(|| panic!("{of:?}: {name}"));
            assert_eq!(Some(spread.n()), theirs["n"].as_i64(), "{of:?}: {name}");
            assert_eq!(Some(spread.sum()), theirs["sum"].as_i64(), "{of:?}: {name}");
            for (share, quantile) in [(0.5, "p50"), (0.9, "p90")] {
                let exact = theirs[quantile].as_f64().expect("it is a number");
                let read = spread.quantile(share).expect("it is not empty");
                assert!(
                    (read - exact).abs() <= 0.01 * exact,
                    "{of:?}: {name} {quantile} {read} {exact}"
                );
                compared += 1;
            }
            compared += 2;
        }
    }
    compared
}

const COUNTS: [(&str, Count); 12] = [
    ("parcels", Count::Parcels),
    ("withdrawn", Count::Withdrawn),
    ("delivered", Count::Delivered),
    ("shipped", Count::Shipped),
    ("dirt", Count::Dirt),
    ("promised", Count::Promised(Against::Checkout)),
    ("promised_days", Count::PromisedDays(Against::Checkout)),
    ("due", Count::Due(Against::Checkout)),
    ("kept", Count::Kept(Against::Checkout)),
    ("late", Count::Late),
    ("came", Count::Came(Against::Checkout)),
    ("on_the_day", Count::OnTheDay(Against::Checkout)),
];

const SPANS: [(&str, Span); 3] = [
    ("to_hand_over", Span::ToHandOver),
    ("transit", Span::Transit),
    ("whole", Span::Whole),
];

fn text(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}

/// What is kept, by each dimension that the recount knows: from the blocks, and
/// by season from the weeks.
fn ours(kept: &Tallies) -> BTreeMap<(String, String), Tally> {
    let mut ours: BTreeMap<(String, String), Tally> = BTreeMap::new();
    let known = [
        Dimension::Destination,
        Dimension::Warehouse,
        Dimension::Weight,
    ];
    for (place, tally) in kept {
        let of = match (place.cut, place.period) {
            (0, Period::Block(_)) => ("all".to_owned(), String::new()),
            (0, Period::Week(week)) => {
                ("season".to_owned(), Season::code(week.season()).to_owned())
            }
            (cut, Period::Block(_)) => {
                let alone = known.into_iter().find(|dimension| {
                    doorstep::performance::Cut::telling(&[*dimension])
                        .is_some_and(|telling| telling.id == cut)
                });
                let Some(dimension) = alone else { continue };
                (dimension.code().to_owned(), place.key.as_str().to_owned())
            }
            _ => continue,
        };
        ours.entry(of).or_default().merge(tally, 1);
    }
    ours
}
