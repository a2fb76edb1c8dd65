mod ends;

use super::brands::Shop;
use super::journeys::{self, At, Event, Journey, What};
use super::round::Round;
use super::senders::{Message, Source, message};
use crate::shops::door::{self, Door};
use crate::{carriers, shops};
use app::texts::DemoJourney;
use axum::http::HeaderMap;
use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use doorstep::number;
use doorstep::order::OrderUpdate;
use doorstep::reading::ParcelReading;
use doorstep::scan::{Reason, Status};
use doorstep::shipment::{Change, ShipmentUpdate};

const SECRET: &str = "a secret of the test's";

fn began() -> NaiveDate {
    "2026-05-11".parse().unwrap()
}

/// Each journey on each of its ways.
fn rounds() -> impl Iterator<Item = Round> {
    journeys::ALL.into_iter().flat_map(|journey| {
        let ways = 0..journey.ways.len() as u64;
        ways.map(|index| Round::new(journey, index, began()))
    })
}

fn journey(code: DemoJourney) -> &'static Journey {
    let known = |journey: &&'static Journey| journey.code == code;
    journeys::ALL.into_iter().find(known).unwrap()
}

fn headers(message: &Message) -> HeaderMap {
    let mut map = HeaderMap::new();
    for (name, value) in message.headers(SECRET) {
        map.append(name, value.parse().unwrap());
    }
    map
}

/// Reads a message as the server would; nothing may be wrong with it.
fn read(message: &Message, now: DateTime<Utc>) -> Vec<Change> {
    let body = message.body.as_bytes();
    let name = message.source.name();
    if matches!(message.source, Source::Door | Source::Couriers) {
        let items = door::items(None, body).unwrap();
        let door = Door::from_name(message.topic).unwrap();
        let read = items.iter().map(|item| door::read_item(door, item, now));
        return read.map(|change| change.unwrap()).collect();
    }
    if let Some(shop) = shops::shop(name) {
        assert!((shop.verify)(&headers(message), body, SECRET.as_bytes()));
        let reading = (shop.read)(message.topic, body).unwrap();
        assert_eq!(reading.problems, [], "{}", message.body);
        return reading.changes;
    }
    let adapter = carriers::adapter(name).unwrap();
    assert!((adapter.verify)(&headers(message), body, SECRET.as_bytes()));
    let reading = (adapter.read)(body).unwrap();
    assert_eq!(reading.problems, [], "{}", message.body);
    let parcels = reading.parcels.into_iter();
    parcels
        .map(|parcel| Change::Parcel(Box::new(parcel)))
        .collect()
}

#[derive(Default)]
struct Said {
    orders: Vec<OrderUpdate>,
    shipments: Vec<ShipmentUpdate>,
    parcels: Vec<(usize, Event, At, ParcelReading)>,
}

fn said(round: &Round) -> Said {
    let mut said = Said::default();
    for step in round.journey.steps {
        for change in read(&message(round, step), round.told(step)) {
            match (change, &step.what) {
                (Change::Order(order), What::Ordered) => said.orders.push(*order),
                (Change::Shipment(shipment), What::Packed { .. }) => {
                    said.shipments.push(*shipment);
                }
                (Change::Parcel(reading), What::Scanned { parcel, event, .. }) => {
                    said.parcels.push((*parcel, *event, step.at, *reading));
                }
                (change, what) => panic!("{what:?} was read as {change:?}"),
            }
        }
    }
    said
}

/// What it means; carriers call a refusal an attempt or an exception.
const fn statuses(event: Event) -> &'static [Status] {
    match event {
        Event::Label | Event::Awaited => &[Status::LabelCreated],
        Event::PickedUp => &[Status::PickedUp],
        Event::Departed
        | Event::Arrived
        | Event::AtDestination
        | Event::Weather
        | Event::Late
        | Event::Released
        | Event::Says(_) => &[Status::InTransit],
        Event::OutForDelivery => &[Status::OutForDelivery],
        Event::NotHome => &[Status::Attempted],
        Event::Refused => &[Status::Attempted, Status::Exception],
        Event::Documents | Event::AddressWrong | Event::Lost => &[Status::Exception],
        Event::AtCounter => &[Status::AvailableForPickup],
        Event::Returning => &[Status::Returning],
        Event::Returned => &[Status::Returned],
        Event::Collected | Event::Delivered(_) => &[Status::Delivered],
    }
}

/// Why, where the carrier must say so.
const fn reason(event: Event) -> Option<Reason> {
    match event {
        Event::Weather => Some(Reason::Weather),
        Event::Documents => Some(Reason::Documents),
        Event::NotHome => Some(Reason::NotHome),
        Event::AddressWrong => Some(Reason::AddressIncorrect),
        Event::Refused => Some(Reason::Refused),
        Event::Lost => Some(Reason::Lost),
        _ => None,
    }
}

#[test]
fn every_message_is_authentic_and_read_without_a_problem() {
    for round in rounds() {
        let said = said(&round);
        let [order] = said.orders.as_slice() else {
            panic!("one order, not {:?}", said.orders);
        };
        assert_eq!(order.number, round.order_number());
        assert_eq!(order.external_id, round.order_id().to_string());
        assert_eq!(
            order.expected.as_ref().map(|expected| expected.to),
            Some(round.day(round.journey.expected))
        );
        assert_eq!(said.shipments.len(), round.journey.parcels.len());
        let lines = order
            .lines
            .iter()
            .map(|line| (line.external_id.clone(), line.quantity));
        let items = said.shipments.iter().flat_map(|shipment| &shipment.items);
        let packed = items.map(|item| (item.line_id.clone(), item.quantity));
        assert!(lines.eq(packed), "all that was ordered is packed");
    }
}

#[test]
fn every_scan_says_what_its_table_says() {
    for round in rounds() {
        for (parcel, event, at, reading) in said(&round).parcels {
            let scan = reading.scans.last().unwrap();
            let is_said = scan
                .status
                .is_some_and(|said| statuses(event).contains(&said));
            assert!(is_said, "{event:?}: {reading:?}");
            let why = reason(event);
            assert!(why.is_none() || scan.reason == why, "{event:?}: {scan:?}");
            let told = round.carriage(parcel);
            let number = round.tracking_number(parcel);
            assert_eq!(reading.carrier.code(), told.carrier);
            assert_eq!(reading.number.as_deref(), Some(number.as_str()));
            assert!(scan.time.instant.is_some() && scan.time.offset_min.is_some());
            assert!(scan.place.city.is_some() && scan.place.country.is_some());
            let left = matches!(event, Event::Delivered(_));
            assert_eq!(reading.report.left_at.is_some(), left, "{reading:?}");
            let is_over = left || event == Event::Collected;
            let expected = round.journey.expected(parcel, at);
            let is_expected = expected.is_some() && !(is_over && told.told_by == Source::Ups);
            assert_eq!(
                reading.report.estimate.is_some(),
                is_expected,
                "{reading:?}"
            );
            let best = number::candidates(&number).into_iter().next().unwrap();
            assert_eq!(best.carrier.code(), told.carrier, "{number}");
        }
    }
}

#[test]
fn the_home_page_lists_every_journey_in_its_order() {
    let played = journeys::ALL.map(|journey| journey.code);
    assert_eq!(played, DemoJourney::ALL);
}

#[test]
fn both_shops_take_turns_and_orders_of_several_parcels_are_among_them() {
    for journey in journeys::ALL {
        let shops: Vec<Shop> = journey.ways.iter().map(|way| way.shop).collect();
        assert_eq!(shops, [Shop::ALL, Shop::ALL].concat(), "{:?}", journey.code);
    }
    let several = journeys::ALL.iter().filter(|one| one.parcels.len() > 1);
    assert_eq!(several.count(), 2);
}

#[test]
fn steps_are_told_in_order_and_never_before_they_happen() {
    for round in rounds() {
        let steps = round.journey.steps;
        assert!(matches!(steps[0].what, What::Ordered));
        let told: Vec<_> = steps.iter().map(|step| round.told(step)).collect();
        assert!(told.is_sorted(), "{:?} {}", round.journey.code, round.index);
        for step in steps {
            assert!(round.happens(step).with_timezone(&Utc) <= round.told(step));
        }
        let took = told[told.len() - 1] - told[0];
        assert!(took < TimeDelta::days(round.journey.days().into()));
    }
}

#[test]
fn one_journey_comes_late_twice_and_mixed_up() {
    let round = Round::new(journey(DemoJourney::OutOfOrder), 0, began());
    let happened: Vec<_> = round
        .journey
        .steps
        .iter()
        .map(|step| round.happens(step))
        .collect();
    let mut unique = happened.clone();
    unique.sort();
    unique.dedup();
    assert!(!happened.is_sorted());
    assert!(unique.len() + 2 < happened.len(), "some scans come twice");
}

#[test]
fn the_oldest_copy_on_its_way_is_the_oldest() {
    for journey in journeys::ALL {
        for after in 0..20 {
            let today = began() + TimeDelta::days(after);
            let days = |round: Round| (today - round.day(0)).num_days();
            let oldest = Round::oldest_on(journey, began(), today);
            let is_on_its_way = days(oldest) < i64::from(journey.days());
            assert!(is_on_its_way, "{:?} {after}", journey.code);
            let before = Round::new(journey, oldest.index - 1, began());
            let has_ended = days(before) >= i64::from(journey.days());
            assert!(has_ended, "{:?} {after}", journey.code);
        }
    }
}

#[test]
fn a_resumed_demo_says_the_same_again() {
    for round in rounds() {
        let again = Round::new(round.journey, round.index, began());
        for step in round.journey.steps {
            assert_eq!(message(&round, step).body, message(&again, step).body);
        }
    }
}
