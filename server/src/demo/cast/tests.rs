use super::{Lane, Town};
use crate::demo::journeys;
use crate::demo::round::{Round, zone};
use crate::{places, zones};
use app::texts::Language;
use chrono::{NaiveDate, NaiveDateTime, TimeZone};
use doorstep::scan::Place;
use std::collections::HashSet;

fn lanes() -> impl Iterator<Item = &'static Lane> {
    let ways = journeys::ALL.into_iter().flat_map(|journey| journey.ways);
    ways.map(|way| way.lane)
}

fn towns(lane: &'static Lane) -> impl Iterator<Item = Town> {
    let stops = [lane.warehouse, lane.hub, lane.next_hub, lane.depot];
    stops
        .into_iter()
        .chain(lane.buyers.iter().map(|buyer| buyer.town))
}

fn place(town: &Town) -> Place {
    let region = (!town.region.is_empty()).then(|| town.region.to_owned());
    Place {
        city: Some(town.city.to_owned()),
        region,
        postal_code: Some(town.postal_code.to_owned()),
        country: Some(town.country.to_owned()),
    }
}

#[test]
fn every_town_is_on_the_map_and_keeps_the_clock_it_has_there() {
    for town in lanes().flat_map(towns) {
        let spot = places::find(&place(&town)).unwrap_or_else(|| panic!("{town:?} is nowhere"));
        assert_eq!(spot.country, town.country, "{town:?}");
        for day in ["2026-01-15T12:00:00", "2026-07-15T12:00:00"] {
            let noon: NaiveDateTime = day.parse().unwrap();
            let there = spot.zone.from_local_datetime(&noon).unwrap();
            let here = zone(&town).from_local_datetime(&noon).unwrap();
            assert_eq!(here, there, "{town:?}");
        }
        assert_eq!(zones::of_place(&place(&town)), Some(spot.zone));
    }
}

#[test]
fn parcels_travel_on_both_sides_of_the_atlantic_and_across_it() {
    let crosses = |lane: &Lane| lane.warehouse.country != lane.buyers[0].town.country;
    assert!(lanes().any(|lane| lane.buyers[0].town.country == "US"));
    assert!(lanes().any(|lane| lane.warehouse.country != "US"));
    assert!(lanes().any(|lane| lane.warehouse.country == "US" && crosses(lane)));
}

#[test]
fn buyers_read_every_language_that_pages_are_written_in() {
    let spoken: HashSet<&str> = journeys::ALL
        .into_iter()
        .flat_map(|journey| (0..12).map(|index| Round::new(journey, index, began())))
        .filter_map(|round| Some(Language::of(round.buyer().locale())?.tag()))
        .collect();
    assert_eq!(spoken, HashSet::from(Language::ALL.map(Language::tag)));
}

fn began() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 5, 11).unwrap()
}
