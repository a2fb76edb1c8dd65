//! Every journey on every way, through the real server: how it stands at its
//! point, and how it ends. The clock is moved by hand.

use crate::clock::Clock;
use crate::config::{self, Config};
use crate::db::{orders, shipment, state};
use crate::demo::account;
use crate::demo::folder::Before;
use crate::demo::journeys::{self, Event, MARKUP, Step, What};
use crate::demo::player::Player;
use crate::demo::round::Round;
use crate::serve::{self, Opening};
use crate::services::Services;
use crate::site;
use crate::views::Views;
use app::texts::DemoJourney;
use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use doorstep::view::tracking::{TrackingView, WindowStanding};
use std::net::SocketAddr;
use std::path::PathBuf;
use tokio::net::TcpListener;
use tokio::task::JoinHandle;

/// The real server, and the demo's accounts at it.
struct Stage {
    services: Services,
    address: String,
    folder: PathBuf,
    served: JoinHandle<()>,
}

impl Stage {
    async fn set() -> Self {
        let folder = config::temporary_folder(&format!("doorstep-ends-{}", site::random_secret()));
        std::fs::create_dir_all(&folder).unwrap();
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let listen: SocketAddr = listener.local_addr().unwrap();
        let config = Config::for_file(&folder.join("demo.sqlite"), listen);
        let clock = Clock::stepped("2026-05-11T15:00:00Z".parse().unwrap());
        let Opening::Opened(opened) = serve::open(&config, clock).await.unwrap() else {
            panic!("somebody holds the file of this test");
        };
        let services = opened.services.clone();
        let stopped = services.stopping.clone().cancelled_owned();
        let served = tokio::spawn(async move {
            serve::serve(*opened, &config, listener, stopped)
                .await
                .unwrap();
        });
        Self {
            services,
            address: format!("http://{listen}"),
            folder,
            served,
        }
    }

    async fn clear(self) {
        self.services.stopping.cancel();
        drop(self.services);
        self.served.await.unwrap();
        std::fs::remove_dir_all(&self.folder).unwrap();
    }

    /// Plays a copy as far as a moment, which it then is.
    async fn play_until(&self, round: &Round, now: DateTime<Utc>) -> Stands {
        self.services.clock.step_to(now);
        let accounts = account::open(&self.services).await.unwrap();
        let player = Player::new(
            self.services.clone(),
            accounts,
            &self.address,
            began(),
            Before::Emptied,
        );
        let failed = player.unwrap().catch_up(round).await;
        assert_eq!(failed, 0, "{:?} {}", round.journey.code, round.index);
        self.stands(round).await
    }

    async fn stands(&self, round: &Round) -> Stands {
        let read = self.services.database.read();
        let connections = self.services.book.now();
        let mut found = Vec::new();
        for connection in connections.connections.values() {
            let id = [round.order_id().to_string()];
            let of_it = orders::of_connection_by_external_id(read, connection.id, &id);
            found.extend(of_it.await.unwrap());
        }
        let [order] = found.as_slice() else {
            panic!("one order, not {found:?}");
        };
        let brand = connections.brand(order.brand_id).unwrap();
        assert_eq!(brand.slug, round.shop().slug());
        let mut shipments = shipment::of_orders(read, &[order.id]).await.unwrap();
        shipments.retain(|shipment| !shipment.removed);
        shipments.sort_by(|a, b| a.external_id.cmp(&b.external_id));
        let ids: Vec<i64> = shipments.iter().map(|shipment| shipment.id).collect();
        let states = state::of_shipments(read, &ids).await.unwrap();
        let now = ids.iter().filter_map(|id| {
            let state = states.iter().find(|state| state.shipment_id == *id)?;
            let reason = state.reason.clone().unwrap_or_default();
            Some(format!("{} {reason}", state.status).trim().to_owned())
        });
        let views = Views(self.services.clone());
        let path = format!("{}{}", self.address, views.path(order));
        let html = reqwest::get(path).await.unwrap();
        Stands {
            parcels: now.collect(),
            view: views.tracking_view(order.clone()).await.unwrap(),
            html: html.text().await.unwrap(),
        }
    }
}

/// How an order stands.
struct Stands {
    /// Status and reason of each parcel.
    parcels: Vec<String>,
    view: TrackingView,
    html: String,
}

fn began() -> NaiveDate {
    "2026-05-11".parse().unwrap()
}

/// The event a journey is about, how its parcels stand then (one of these),
/// and how they stand in the end.
struct Point {
    event: Event,
    then: &'static [&'static [&'static str]],
    end: &'static [&'static str],
}

const fn point(
    event: Event,
    then: &'static [&'static [&'static str]],
    end: &'static [&'static str],
) -> Point {
    Point { event, then, end }
}

const fn point_of(journey: DemoJourney) -> Point {
    use DemoJourney as J;
    const DELIVERED: &[&str] = &["delivered"];
    match journey {
        J::Early => point(Event::AtDestination, &[&["in_transit"]], DELIVERED),
        J::OnTime => point(Event::OutForDelivery, &[&["out_for_delivery"]], DELIVERED),
        J::Delayed => point(Event::Weather, &[&["in_transit weather"]], DELIVERED),
        J::Customs => point(
            Event::Documents,
            &[&["exception documents", "in_transit"]],
            &["delivered", "delivered"],
        ),
        J::FailedAttempt => point(Event::NotHome, &[&["attempted not_home"]], DELIVERED),
        J::PickupPoint => point(Event::AtCounter, &[&["available_for_pickup"]], DELIVERED),
        J::WrongAddress => point(
            Event::AddressWrong,
            &[&["exception address_incorrect"]],
            DELIVERED,
        ),
        J::Refused => point(
            Event::Refused,
            &[&["attempted refused"], &["exception refused"]],
            &["returned refused"],
        ),
        J::Lost => point(Event::Lost, &[&["exception lost"]], &["exception lost"]),
        J::NotHandedOver => point(Event::Awaited, &[&["label_created"]], &["label_created"]),
        J::TwoParcels => point(
            Event::Late,
            &[
                &["delivered", "in_transit unknown"],
                &["delivered", "in_transit vehicle"],
            ],
            &["delivered", "delivered"],
        ),
        J::NotReceived => point(Event::Delivered("Mail Room"), &[DELIVERED], DELIVERED),
        J::OutOfOrder => point(Event::Arrived, &[&["in_transit"]], DELIVERED),
        J::Hostile => point(Event::Says(MARKUP), &[&["in_transit"]], DELIVERED),
    }
}

fn is_about(step: &Step, event: Event) -> bool {
    matches!(step.what, What::Scanned { event: of, .. } if of == event)
}

/// What the page owes beside the status, at the journey's point.
fn check_point(code: DemoJourney, stands: &Stands) {
    let parcels = &stands.view.parcels;
    let dates = parcels.iter().map(|parcel| parcel.promises.len()).max();
    match code {
        DemoJourney::Early => assert!(dates >= Some(3), "each day is kept: {parcels:#?}"),
        DemoJourney::Delayed | DemoJourney::TwoParcels => {
            assert!(dates >= Some(2), "the old date is kept: {parcels:#?}");
        }
        DemoJourney::Hostile => is_harmless(&stands.html),
        _ => {}
    }
}

fn check_end(code: DemoJourney, stands: &Stands) {
    let parcels = &stands.view.parcels;
    match code {
        DemoJourney::NotHandedOver => {
            let standing = parcels[0].window.standing;
            assert_eq!(standing, WindowStanding::Missed, "{parcels:#?}");
        }
        DemoJourney::NotReceived => {
            assert!(parcels[0].happened.contains("Mail Room"), "{parcels:#?}");
            let look = match stands.view.language.as_str() {
                "de" => "umsehen",
                "es" => "Busque",
                _ => "Look",
            };
            assert!(parcels[0].act.contains(look), "{parcels:#?}");
        }
        DemoJourney::OutOfOrder => {
            let days = parcels[0].days.iter();
            let told: Vec<_> = days.flat_map(|day| &day.scans).collect();
            assert_eq!(told.len(), 11, "each scan stands once: {told:#?}");
        }
        DemoJourney::Hostile => is_harmless(&stands.html),
        _ => {}
    }
}

/// Nothing in the hostile scan is more than words, and none of them tells of
/// a person.
fn is_harmless(html: &str) {
    assert!(html.contains("11:30"), "the scan itself is shown");
    for personal in ["yrolla", "Mallory", "Elm Street", "0187"] {
        assert!(!html.contains(personal), "{personal} in {html}");
    }
    for bad in [
        "alert(",
        "onerror",
        "onclick",
        "steal()",
        "doorstep')</script",
        "</td>",
    ] {
        assert!(!html.contains(bad), "{bad} in {html}");
    }
    for hidden in ['\u{202e}', '\u{202c}', '\u{7}', '\u{200b}'] {
        assert!(!html.contains(hidden), "{hidden:?} in {html}");
    }
}

async fn check(stage: &Stage, round: Round) {
    let code = round.journey.code;
    let point = point_of(code);
    let minute = TimeDelta::minutes(1);
    let steps = round.journey.steps;
    let about = steps.iter().find(|step| is_about(step, point.event));
    let about = about.unwrap_or_else(|| panic!("{code:?} has no {:?}", point.event));
    let then = stage.play_until(&round, round.told(about) + minute).await;
    let is_as_told = point.then.iter().any(|one| then.parcels == **one);
    assert!(
        is_as_told,
        "{code:?} {}: {:?} {:#?}",
        round.index, then.parcels, then.view
    );
    check_point(code, &then);
    let last = steps.iter().map(|step| round.told(step)).max().unwrap();
    let end = stage.play_until(&round, last + TimeDelta::days(2)).await;
    assert_eq!(end.parcels, point.end, "{code:?} {}", round.index);
    check_end(code, &end);
    assert!(end.view.parcels.iter().all(|parcel| parcel.map.is_some()));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn every_journey_ends_as_it_is_called_on_each_of_its_ways() {
    let stage = Stage::set().await;
    for journey in journeys::ALL {
        for index in 0..journey.ways.len() as u64 {
            check(&stage, Round::new(journey, index, began())).await;
        }
    }
    stage.clear().await;
}
