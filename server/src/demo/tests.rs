use super::journeys::{self, Event, Journey, What};
use super::round::{EVERY_DAYS, LONGEST_DAYS, Round};
use super::senders::{Message, Source, message};
use super::{FACTOR, round};
use crate::shops::door::{self, Door};
use crate::{carriers, shops};
use app::texts::DemoJourney;
use axum::http::HeaderMap;
use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use doorstep::number;
use doorstep::order::OrderUpdate;
use doorstep::reading::ParcelReading;
use doorstep::scan::Status;
use doorstep::shipment::{Change, ShipmentUpdate};

const SECRET: &str = "a secret of the test's";

fn began() -> NaiveDate {
    "2026-05-11".parse().unwrap()
}

fn rounds() -> impl Iterator<Item = Round> {
    journeys::ALL
        .into_iter()
        .flat_map(|journey| [0, 5].map(|index| Round::new(journey, index, began())))
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
    if message.source == Source::Door {
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
    parcels: Vec<(usize, Event, ParcelReading)>,
}

fn said(round: &Round) -> Said {
    let mut said = Said::default();
    for step in round.journey.steps {
        for change in read(&message(round, step), round.told(step)) {
            match (change, &step.what) {
                (Change::Order(order), What::Ordered) => said.orders.push(*order),
                (Change::Shipment(shipment), What::Fulfilled { .. }) => {
                    said.shipments.push(*shipment);
                }
                (Change::Parcel(reading), What::Scanned { parcel, event, .. }) => {
                    said.parcels.push((*parcel, *event, *reading));
                }
                (change, what) => panic!("{what:?} was read as {change:?}"),
            }
        }
    }
    said
}

const fn status(event: Event) -> Status {
    match event {
        Event::Label => Status::LabelCreated,
        Event::PickedUp => Status::PickedUp,
        Event::Departed | Event::Arrived | Event::AtDestination | Event::Weather => {
            Status::InTransit
        }
        Event::OutForDelivery => Status::OutForDelivery,
        Event::NotHome => Status::Attempted,
        Event::Delivered(_) => Status::Delivered,
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
            Some(round.day(round.journey.order.expected))
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
        for (parcel, event, reading) in said(&round).parcels {
            let scan = reading.scans.last().unwrap();
            assert_eq!(scan.status, Some(status(event)), "{reading:?}");
            let told = &round.journey.parcels[parcel];
            let number = round.tracking_number(parcel);
            assert_eq!(reading.carrier.code(), told.carrier);
            assert_eq!(reading.number.as_deref(), Some(number.as_str()));
            assert!(scan.time.instant.is_some() && scan.time.offset_min.is_some());
            assert!(scan.place.city.is_some() && scan.place.region.is_some());
            let left = matches!(event, Event::Delivered(_));
            assert_eq!(reading.report.left_at.is_some(), left, "{reading:?}");
            let delivered_by_ups = left && told.told_by == Source::Ups;
            assert_eq!(
                reading.report.estimate.is_none(),
                delivered_by_ups,
                "{reading:?}"
            );
            let best = number::candidates(&number).into_iter().next().unwrap();
            assert_eq!(best.carrier.code(), told.carrier);
        }
    }
}

/// The statuses of a parcel by the time of their scans, each once.
fn check(journey: DemoJourney, parcel: usize, wanted: &[Status]) {
    let journey: &'static Journey = journeys::ALL
        .into_iter()
        .find(|known| known.code == journey)
        .unwrap();
    let readings = said(&Round::new(journey, 1, began())).parcels;
    let mut scans: Vec<_> = readings
        .into_iter()
        .filter(|(of, ..)| *of == parcel)
        .filter_map(|(_, _, reading)| reading.scans.into_iter().last())
        .collect();
    scans.sort_by_key(|scan| scan.order_key());
    let mut statuses: Vec<_> = scans.iter().filter_map(|scan| scan.status).collect();
    statuses.dedup();
    assert_eq!(statuses, wanted, "{journey:?} {parcel}");
}

#[test]
fn each_journey_goes_its_way() {
    use Status::{Attempted, Delivered, InTransit, LabelCreated, OutForDelivery, PickedUp};
    let straight = [LabelCreated, PickedUp, InTransit, OutForDelivery, Delivered];
    for journey in DemoJourney::ALL {
        if journey != DemoJourney::FailedAttempt {
            check(journey, 0, &straight);
        }
    }
    check(DemoJourney::TwoParcels, 1, &straight);
    check(
        DemoJourney::FailedAttempt,
        0,
        &[
            LabelCreated,
            PickedUp,
            InTransit,
            OutForDelivery,
            Attempted,
            OutForDelivery,
            Delivered,
        ],
    );
}

#[test]
fn the_home_page_lists_every_journey_in_its_order() {
    let played = journeys::ALL.map(|journey| journey.code);
    assert_eq!(played, DemoJourney::ALL);
}

#[test]
fn steps_are_told_in_order_and_never_before_they_happen() {
    for round in rounds() {
        let steps = round.journey.steps;
        assert!(matches!(steps[0].what, What::Ordered));
        let told: Vec<_> = steps.iter().map(|step| round.told(step)).collect();
        assert!(told.is_sorted(), "{:?}", round.journey.code);
        for step in steps {
            assert!(round.happens(step).with_timezone(&Utc) <= round.told(step));
        }
        let took = told[told.len() - 1] - told[0];
        assert!(took < TimeDelta::days(LONGEST_DAYS.cast_signed()));
    }
}

#[test]
fn one_journey_comes_late_twice_and_mixed_up() {
    let round = Round::new(journeys::ALL[5], 0, began());
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

/// A page that is watched for a minute must move, whenever that minute is.
#[test]
fn each_journey_has_a_copy_that_moves_within_a_minute() {
    for journey in journeys::ALL {
        let copies = (0..6).map(|index| Round::new(journey, index, began()));
        let mut news: Vec<_> = copies
            .flat_map(|round| {
                let steps = round.journey.steps.iter().enumerate();
                let is_news = |(place, step): &(usize, &'static journeys::Step)| {
                    !round.journey.steps[..*place]
                        .iter()
                        .any(|before| before.at == step.at)
                };
                let new: Vec<_> = steps
                    .filter(is_news)
                    .map(|(_, step)| round.told(step))
                    .collect();
                new
            })
            .collect();
        news.sort();
        let steady = news
            .iter()
            .position(|at| *at >= news[0] + TimeDelta::days(4))
            .unwrap();
        let longest = news[steady..news.len() - 12]
            .windows(2)
            .map(|pair| pair[1] - pair[0])
            .max()
            .unwrap();
        let seconds = longest.num_seconds() / i64::from(FACTOR);
        assert!(seconds < 45, "{:?}: {seconds} s", journey.code);
    }
}

#[test]
fn two_copies_of_each_journey_are_on_their_way() {
    for journey in journeys::ALL {
        for after in 0..20 {
            let today = began() + TimeDelta::days(after);
            let oldest = Round::oldest_on(journey, began(), today);
            let days = (today - oldest.day(0)).num_days();
            let longest = i64::try_from(LONGEST_DAYS).unwrap();
            assert!(days < longest, "{:?} {after}: {days}", journey.code);
            let is_first = oldest.index == 0;
            let every = i64::try_from(EVERY_DAYS).unwrap();
            assert!(
                is_first || days + every >= longest,
                "{:?} {after}",
                journey.code
            );
        }
    }
}

#[test]
fn a_resumed_demo_says_the_same_again() {
    let journey = journeys::ALL[4];
    let texts = || -> Vec<String> {
        let round = Round::new(journey, 3, began());
        let steps = journey.steps.iter();
        steps.map(|step| message(&round, step).body).collect()
    };
    assert_eq!(texts(), texts());
    assert_eq!(round::SHOP_ZONE.name(), "America/New_York");
}
