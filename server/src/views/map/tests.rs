//! Ways of parcels as their maps tell them. Where towns lie is the table of
//! places' to say; no test names a coordinate.

use super::*;
use chrono::Days;
use doorstep::derive::{Facts, Now, derive_journey};
use doorstep::scan::{Precision, Scan, ScanTime};

const NOON: &str = "2026-05-10T12:00:00";

fn scan(day: u64, status: Status, city: &str, region: &str, country: &str) -> Scan {
    let noon: chrono::NaiveDateTime = NOON.parse().unwrap();
    let text = |text: &str| (!text.is_empty()).then(|| text.to_owned());
    Scan {
        source: "test".to_owned(),
        code: None,
        status: Some(status),
        reason: None,
        text: String::new(),
        time: ScanTime::with_offset(noon + Days::new(day), 0, Precision::Minute),
        place: scan::Place {
            city: text(city),
            region: text(region),
            postal_code: None,
            country: text(country),
        },
        position: 0,
        place_offset_min: None,
    }
}

fn us(day: u64, status: Status, city: &str, region: &str) -> Scan {
    scan(day, status, city, region, "US")
}

fn address(city: &str, region: &str, country: &str) -> Address {
    let text = |text: &str| (!text.is_empty()).then(|| text.to_owned());
    Address {
        city: text(city),
        region: text(region),
        country: text(country),
        street: vec!["418 7th Avenue".to_owned()],
        postal_code: Some("11215".to_owned()),
        ..Address::default()
    }
}

fn brooklyn() -> Address {
    address("Brooklyn", "NY", "US")
}

fn map_of(direction: Direction, scans: Vec<Scan>, goal: &Address) -> Option<MapView> {
    let noon: chrono::NaiveDateTime = NOON.parse().unwrap();
    let facts = Facts {
        direction,
        placed_at: Some(noon.and_utc()),
        fulfilled: true,
        numbered: true,
        tracked: true,
        scans,
        ..Facts::default()
    };
    let now = Now {
        instant: noon.and_utc(),
        at_destination: noon,
    };
    let journey = Journey::from_facts(&facts);
    let derived = derive_journey(&facts, &journey, now);
    let texts = app::texts::for_language("en");
    view(
        texts,
        &journey,
        &derived,
        direction,
        destination(goal).as_ref(),
    )
}

fn outbound(scans: Vec<Scan>, goal: &Address) -> MapView {
    map_of(Direction::Outbound, scans, goal).unwrap()
}

fn journey_to_brooklyn() -> Vec<Scan> {
    vec![
        us(0, Status::LabelCreated, "Reno", "NV"),
        us(1, Status::PickedUp, "Columbus", "OH"),
        us(2, Status::InTransit, "Columbus", "OH"),
        us(3, Status::InTransit, "Harrisburg", "PA"),
        us(4, Status::InTransit, "Nowhere at All", "PA"),
    ]
}

#[test]
fn a_parcel_on_its_way_has_a_way_behind_it_and_one_before_it() {
    let map = outbound(journey_to_brooklyn(), &brooklyn());
    assert_eq!(
        map.words,
        "Columbus, OH to Brooklyn, NY. Newest: Harrisburg, PA."
    );
    // Two scans in one town are one stop, a label is none, and a town that
    // nobody knows is left out.
    assert_eq!(map.travelled.matches(['M', 'L']).count(), 2);
    assert_eq!(map.ahead.matches(['M', 'L']).count(), 2);
    assert_eq!(map.stops.matches('M').count(), 1);
    let (newest, goal) = (map.newest.unwrap(), map.destination.unwrap());
    assert!(newest.x < goal.x, "{newest:?} {goal:?}");
    let from = format!("M{} {}L", newest.x, newest.y);
    assert!(map.ahead.starts_with(&from), "{}", map.ahead);
    let names: Vec<&str> = map.labels.iter().map(|label| label.text.as_str()).collect();
    assert_eq!(names, ["Harrisburg", "Brooklyn", "Columbus"]);
}

#[test]
fn nothing_finer_than_a_town_is_said() {
    let map = outbound(journey_to_brooklyn(), &brooklyn());
    let said = serde_json::to_string(&map).unwrap();
    for finer in ["11215", "7th Avenue"] {
        assert!(!said.contains(finer), "{said}");
    }
}

#[test]
fn the_order_of_arrival_does_not_matter() {
    let mut scans = journey_to_brooklyn();
    let told = outbound(scans.clone(), &brooklyn());
    scans.reverse();
    scans.push(scans[2].clone());
    assert_eq!(outbound(scans, &brooklyn()), told);
}

#[test]
fn before_the_first_scan_the_map_shows_where_it_goes() {
    let label = us(0, Status::LabelCreated, "Columbus", "OH");
    for scans in [vec![], vec![label]] {
        let map = outbound(scans, &brooklyn());
        assert_eq!(map.words, "Going to Brooklyn, NY.");
        assert_eq!((map.newest, map.ahead.as_str()), (None, ""));
        assert!(map.destination.is_some());
    }
}

#[test]
fn in_the_town_it_goes_to_the_way_is_over() {
    let mut scans = journey_to_brooklyn();
    scans.push(us(5, Status::OutForDelivery, "Brooklyn", "NY"));
    let words = "Columbus, OH to Brooklyn, NY. Newest: Brooklyn, NY.";
    for _ in 0..2 {
        let map = outbound(scans.clone(), &brooklyn());
        assert_eq!((map.ahead.as_str(), map.destination), ("", None));
        assert_eq!(map.words, words);
        scans.push(us(6, Status::Delivered, "Brooklyn", "NY"));
    }
}

#[test]
fn a_parcel_on_its_way_back_goes_nowhere_we_know() {
    let mut scans = journey_to_brooklyn();
    scans.push(us(5, Status::Returning, "Newark", "NJ"));
    let map = outbound(scans.clone(), &brooklyn());
    assert_eq!(map.words, "From Columbus, OH. Newest: Newark, NJ.");
    assert_eq!((map.ahead.as_str(), map.destination), ("", None));
    // A return does not go to the buyer either.
    let scans = vec![us(1, Status::PickedUp, "Brooklyn", "NY")];
    let map = map_of(Direction::Return, scans, &brooklyn()).unwrap();
    assert_eq!(map.words, "Newest: Brooklyn, NY.");
    assert_eq!(map_of(Direction::Return, vec![], &brooklyn()), None);
}

#[test]
fn without_a_known_place_there_is_no_map() {
    let nowhere = address("Nowhere at All", "", "XX");
    let scans = vec![scan(1, Status::InTransit, "Nowhere at All", "", "XX")];
    assert_eq!(map_of(Direction::Outbound, scans, &nowhere), None);
}

#[test]
fn an_unknown_town_of_a_known_region_is_shown_as_that() {
    let goal = address("Nowhere at All", "TX", "US");
    let map = outbound(journey_to_brooklyn(), &goal);
    assert_eq!(map.words, "Columbus, OH to TX. Newest: Harrisburg, PA.");
    assert!(map.destination.is_some());
}

#[test]
fn towns_abroad_are_said_by_their_name() {
    let scans = vec![
        scan(1, Status::PickedUp, "HONG KONG", "", "HK"),
        us(2, Status::InTransit, "ANCHORAGE", "AK"),
        us(3, Status::InTransit, "LOUISVILLE", "KY"),
    ];
    let map = outbound(scans, &brooklyn());
    assert_eq!(
        map.words,
        "Hong Kong to Brooklyn, NY. Newest: Louisville, KY."
    );
    // Eastward over the Pacific: each place further right than the one
    // before.
    let across: Vec<u16> = map
        .travelled
        .split(['M', 'L'])
        .filter_map(|point| point.split(' ').next()?.parse().ok())
        .collect();
    assert_eq!(across.len(), 3);
    assert!(across.is_sorted(), "{across:?}");
}

#[test]
fn a_very_long_way_shows_its_newest_part() {
    let scans = (1..200)
        .map(|day| {
            let (city, region) = [("Columbus", "OH"), ("Chicago", "IL")][day as usize % 2];
            us(day, Status::InTransit, city, region)
        })
        .collect();
    let map = outbound(scans, &brooklyn());
    assert_eq!(map.travelled.matches(['M', 'L']).count(), MOST_STOPS);
    assert_eq!(map.stops.matches('M').count(), 1);
}
