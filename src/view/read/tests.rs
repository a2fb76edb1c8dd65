//! What the server writes is what a browser reads.

use super::*;
use serde::Serialize;
use serde_json::{Value, json};

impl Parsed for Value {
    fn member(&self, name: &str) -> Option<Self> {
        let members = self.as_object()?;
        Some(members.get(name).cloned().unwrap_or(Self::Null))
    }

    fn items(&self) -> Option<Vec<Self>> {
        self.as_array().cloned()
    }

    fn text(&self) -> Option<String> {
        self.as_str().map(str::to_owned)
    }

    fn number(&self) -> Option<f64> {
        self.as_f64()
    }

    fn truth(&self) -> Option<bool> {
        self.as_bool()
    }

    fn is_null(&self) -> bool {
        Self::is_null(self)
    }
}

/// Written and read again.
fn again<T: Serialize + Read>(written: &T) -> Option<T> {
    T::read(&serde_json::to_value(written).unwrap())
}

fn text(words: &str) -> String {
    words.to_owned()
}

fn labels() -> Labels {
    let mut count = 0;
    loop {
        let words = (0..count).map(|at| at.to_string()).collect();
        if let Some(labels) = Labels::from_words(words) {
            return labels;
        }
        count += 1;
    }
}

fn map() -> MapView {
    let at = MapPoint { x: 574, y: 452 };
    let label = |(side, room)| MapLabel {
        at,
        text: text("Harrisburg"),
        side,
        room,
    };
    MapView {
        picture: text("/map/1_-86_50_16"),
        travelled: text("M188 500L574 452"),
        ahead: text("M574 452L752 440"),
        stops: text("M188 500h0"),
        newest: Some(at),
        destination: None,
        labels: [
            (Side::Right, Room::Phone),
            (Side::Left, Room::Wide),
            (Side::Above, Room::Phone),
            (Side::Below, Room::Wide),
        ]
        .map(label)
        .into(),
        words: text("Columbus, OH to Brooklyn, NY."),
    }
}

fn parcel(status: Status, standing: WindowStanding) -> ParcelView {
    let step = |state| StepView {
        label: text("Shipped"),
        state,
        time: None,
    };
    ParcelView {
        id: text("shp_1"),
        heading: Some(text("Parcel 1 of 2")),
        status,
        headline: text("On its way"),
        why: None,
        place: Some(text("Last seen: \"Louisville\"")),
        window: WindowView {
            text: text("Arriving Thursday 14 May"),
            short: text("Thu 14 May"),
            standing,
        },
        incident: Some(text("Snow in Kentucky.")),
        steps: [
            StepState::Done,
            StepState::Current,
            StepState::Ahead,
            StepState::Ended,
        ]
        .map(step)
        .into(),
        map: Some(map()),
        happened: text("It moves."),
        next: text("It comes."),
        act: text("Nothing."),
        action: Some(ActionView {
            label: text("Arrange it"),
            link: text("https://carrier.example"),
        }),
        policy: Some(PolicyView {
            heading: text("If it is late"),
            text: text("Write to us."),
        }),
        pickup: Some(PickupView {
            name: text("Corner Kiosk"),
            lines: vec![text("3 Harbour Row")],
            hours: None,
        }),
        calendar: true,
        promises: vec![PromiseView {
            date: text("Thursday 14 May"),
            note: text("UPS"),
            current: true,
        }],
        carrier: Some(CarrierView {
            name: text("UPS"),
            number: Some(text("1Z")),
            link: None,
        }),
        days: vec![ScanDay {
            label: text("Wednesday 13 May"),
            scans: vec![ScanView {
                time: Some(text("14:05")),
                text: text("On its way"),
                place: None,
                carrier_words: Some(text("Arrived")),
            }],
        }],
        items: vec![ItemView {
            title: text("Mug"),
            quantity: 12,
        }],
        freshness: text("Just now."),
        share: text("My parcel."),
    }
}

fn view() -> TrackingView {
    let standings = [
        WindowStanding::Open,
        WindowStanding::Moved,
        WindowStanding::Missed,
    ];
    let parcels = Status::ALL
        .into_iter()
        .zip(standings.into_iter().cycle())
        .map(|(status, standing)| parcel(status, standing));
    TrackingView {
        revision: 1_700_000_000_007,
        brand_version: 3,
        language: text("en"),
        order_number: text("1001"),
        placed: text("Ordered on 9 May 2026"),
        headline: text("On its way"),
        status: Status::InTransit,
        parcels: parcels.collect(),
        unshipped: Some(UnshippedView {
            headline: text("Not shipped yet"),
            rest: text("The rest is still at the shop"),
            text: text("It follows."),
            items: Vec::new(),
        }),
        report: Some(ReportLineView {
            label: text("Something is wrong"),
            told: vec![ToldLineView {
                part: text("shp_1"),
                text: text("K7P2-9QXM: received"),
            }],
        }),
        labels: labels(),
        announcement: text("New: On its way."),
    }
}

#[test]
fn what_is_written_is_read() {
    let view = view();
    assert_eq!(again(&view), Some(view));
}

#[test]
fn what_another_version_writes_is_not_read() {
    let mut written = serde_json::to_value(view()).unwrap();
    written["parcels"][0]["steps"][0]["state"] = json!("skipped");
    assert_eq!(TrackingView::read(&written), None);
    let mut written = serde_json::to_value(view()).unwrap();
    written["parcels"][0]["act"] = json!(7);
    assert_eq!(TrackingView::read(&written), None);
    let mut written = serde_json::to_value(view()).unwrap();
    written.as_object_mut().unwrap().remove("headline");
    assert_eq!(TrackingView::read(&written), None);
    assert_eq!(TrackingView::read(&json!("view")), None);
}
