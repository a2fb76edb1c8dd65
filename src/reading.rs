//! What an adapter made of one payload: parcels, their scans, what was said
//! beside the scans, and what could not be read.

use crate::carrier::Carrier;
use crate::scan::{Fingerprint, Place, Scan};
use chrono::{DateTime, NaiveDate, NaiveDateTime, Utc};
use serde::{Deserialize, Serialize};

/// A payload, read.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reading {
    /// The parcels it speaks of, in its own order.
    pub parcels: Vec<ParcelReading>,
    /// What could not be read or fully trusted; never silently dropped.
    pub problems: Vec<Problem>,
}

/// What one payload says of one parcel.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ParcelReading {
    /// Who carries it.
    pub carrier: Carrier,
    /// The tracking number as the carrier returns it.
    pub number: Option<String>,
    /// The carrier's own unique id, for numbers that are used again.
    pub unique_id: Option<String>,
    /// The sender's own id of the shipment, where a source (a shop, a packing
    /// tool) speaks of that in place of a tracking number.
    pub shipment_id: Option<String>,
    /// Its scans, oldest first.
    pub scans: Vec<Scan>,
    /// What it says beside the scans.
    pub report: Report,
}

/// What a payload says of a parcel beside its scans. Kept as immutable as
/// the scans are; the newest one that has a value for a field wins.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Report {
    /// The payload's own clock, where it has one ("updated at").
    pub stated_at: Option<DateTime<Utc>>,
    /// When the carrier now expects to deliver.
    pub estimate: Option<Estimate>,
    /// The service, in the carrier's words ("UPS Ground").
    pub service: Option<String>,
    /// Where the parcel was left ("Front door").
    pub left_at: Option<String>,
    /// Who signed, as the carrier gives it; shown as initials only.
    pub signed_by: Option<String>,
    /// Where the carrier takes it.
    pub destination: Option<Place>,
    /// The pickup point's name and address lines, when it waits at one.
    pub pickup_point: Option<String>,
    /// When the pickup point is open, in its own words ("Mon-Fri 9:00-18:00").
    #[serde(default)]
    pub pickup_hours: Option<String>,
    /// The last day it is kept there, on the destination's calendar.
    #[serde(default)]
    pub pickup_until: Option<NaiveDate>,
    /// Weight in grams.
    pub weight_g: Option<u32>,
}

/// An expected delivery as somebody stated it: a day, a window on the
/// destination's clock, or an instant.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Estimate {
    /// The first expected day, on the destination's calendar.
    pub from: NaiveDate,
    /// The last expected day; the same as `from` for a single day.
    pub to: NaiveDate,
    /// The hours within the last day, on the destination's clock, where given.
    pub hours: Option<Hours>,
}

/// A span of hours on one day, on the destination's clock.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Hours {
    /// The earliest time; `None` for "by".
    pub from: Option<chrono::NaiveTime>,
    /// The latest time.
    pub to: chrono::NaiveTime,
}

impl Estimate {
    /// A single day without hours.
    #[must_use]
    pub const fn day(day: NaiveDate) -> Self {
        Self {
            from: day,
            to: day,
            hours: None,
        }
    }

    /// By a time on a day; midnight means the carrier gave the day only, and
    /// so does the last minute of the day.
    #[must_use]
    pub fn by(at: NaiveDateTime) -> Self {
        use chrono::Timelike;
        let time = at.time();
        let day_only =
            (time.hour(), time.minute()) == (0, 0) || (time.hour(), time.minute()) == (23, 59);
        Self {
            from: at.date(),
            to: at.date(),
            hours: (!day_only).then_some(Hours {
                from: None,
                to: time,
            }),
        }
    }
}

impl Report {
    /// Whether the payload said nothing beside its scans.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self
            == Self {
                stated_at: self.stated_at,
                ..Self::default()
            }
    }

    /// Two reports with one fingerprint, on one newest scan, are one.
    #[must_use]
    pub fn fingerprint(&self, as_of: DateTime<Utc>) -> Fingerprint {
        // Only where there are any, so that what was stored before pickup
        // points had hours keeps its fingerprint.
        let pickup = [
            self.pickup_hours.clone(),
            self.pickup_until.map(|day| day.to_string()),
        ];
        let pickup = pickup.iter().filter(|part| part.is_some());
        let texts = [
            Some(as_of.timestamp_millis().to_string()),
            self.stated_at.map(|at| at.timestamp_millis().to_string()),
            self.estimate
                .as_ref()
                .map(|e| format!("{} {}", e.from, e.to)),
            self.estimate
                .as_ref()
                .and_then(|e| e.hours)
                .map(|h| format!("{:?} {}", h.from, h.to)),
            self.service.clone(),
            self.left_at.clone(),
            self.signed_by.clone(),
            self.destination.as_ref().map(|p| {
                format!(
                    "{:?}\u{0}{:?}\u{0}{:?}\u{0}{:?}",
                    p.city, p.region, p.postal_code, p.country
                )
            }),
            self.pickup_point.clone(),
            self.weight_g.map(|grams| grams.to_string()),
        ];
        let parts = texts.iter().chain(pickup);
        Fingerprint::of_parts(parts.map(|text| text.as_deref().map(str::as_bytes)))
    }
}

impl ParcelReading {
    /// How old this payload's word is: as old as its newest scan.
    #[must_use]
    pub fn as_of(&self) -> DateTime<Utc> {
        self.scans
            .iter()
            .map(Scan::sort_instant)
            .max()
            .unwrap_or(DateTime::<Utc>::MIN_UTC)
    }
}

/// Something in a payload that could not be read or trusted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Problem {
    /// What kind, for counting and for staff.
    pub kind: ProblemKind,
    /// What was found, in words for staff, with the value quoted.
    pub detail: String,
}

/// The kinds of trouble an adapter meets.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ProblemKind {
    /// A code that is in no table; its status was taken from the carrier's
    /// category or words.
    UnknownCode,
    /// A time that could not be read.
    UnreadableTime,
    /// A time that cannot be right (year, zone roll-over).
    ImplausibleTime,
    /// The head of the payload and its newest scan disagree.
    Contradiction,
    /// The carrier answered with an error in place of a parcel.
    CarrierError,
    /// The message is about something else than orders and parcels (a batch, an
    /// invoice): nothing is wrong with it, and nothing is taken in.
    OtherMatter,
    /// A field that should be there is not, or has another shape.
    Malformed,
}

impl Problem {
    /// A problem with its words for staff.
    pub fn new(kind: ProblemKind, detail: impl Into<String>) -> Self {
        Self {
            kind,
            detail: detail.into(),
        }
    }
}
