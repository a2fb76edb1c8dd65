//! One parcel as staff see it: the carrier's truth with its own words and
//! codes, and beside it what staff know.

use crate::scan::Status;
use crate::view::map::MapView;
use crate::view::tracking::{CarrierView, ItemView, WindowView};
use serde::Serialize;

/// One parcel.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PaneParcelView {
    /// The shipment's public id; the order's, while nothing has left.
    pub id: String,
    /// "Parcel 1 of 2", where there are several.
    pub heading: Option<String>,
    /// Its status, for colour and picture.
    pub status: Status,
    /// Its status in staff words, with the reason where there is one.
    pub headline: String,
    /// "since Thu 14 May, 03:00", where somebody said so.
    pub since: Option<String>,
    /// Where it is, as far as anybody said.
    pub place: Option<String>,
    /// When it comes, with who said so.
    pub window: WindowView,
    /// Where it was left, who signed, where it waits: each with its name.
    pub facts: Vec<FactView>,
    /// Who carries it, under which number.
    pub carrier: Option<CarrierView>,
    /// Every date ever shown, oldest first.
    pub promises: Vec<LedgerView>,
    /// What staff know of it, the newest first.
    pub marks: Vec<MarkView>,
    /// Incidents that touch it, in the words shoppers read.
    pub incidents: Vec<IncidentNote>,
    /// Its way on a map.
    pub map: Option<MapView>,
    /// What it holds.
    pub items: Vec<ItemView>,
    /// Its scans, newest first.
    pub scans: Vec<PaneScanView>,
    /// When we last heard of it, and how we hear next.
    pub freshness: String,
    /// Counts the changes of what the shop or staff said of it: a form that
    /// changes it names the one it saw.
    pub version: i64,
    /// Whether it has left: only then is there a parcel to act on.
    pub is_shipped: bool,
    /// Whether staff wrote it down themselves.
    pub by_hand: bool,
}

/// One thing that is known of a parcel.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct FactView {
    /// What ("Left").
    pub label: String,
    /// And how it is ("at the front door").
    pub value: String,
}

/// One date that was shown.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct LedgerView {
    /// "Tuesday 12 May".
    pub date: String,
    /// Who named it ("UPS").
    pub source: String,
    /// When it was named, where that is known.
    pub made: Option<String>,
    /// Why it differs from the one before.
    pub reason: Option<String>,
    /// Whether this is the one that holds now.
    pub current: bool,
}

/// What one of the staff knows of a parcel.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct MarkView {
    /// As what it was marked, in staff words.
    pub label: String,
    /// How they know.
    pub why: String,
    /// Who, and when.
    pub by: String,
    /// That it was taken back, and when.
    pub withdrawn: Option<String>,
}

/// An incident that touches a parcel.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct IncidentNote {
    /// Its id (`inc_...`).
    pub id: String,
    /// "UPS, US-NJ, 12 May to 15 May".
    pub label: String,
    /// What shoppers read.
    pub words: String,
}

/// One scan, with all that is known of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PaneScanView {
    /// Its time as the carrier gave it ("Thu 14 May, 14:05").
    pub at: Option<String>,
    /// The zone as the carrier gave it ("UTC-4", "no zone").
    pub zone: String,
    /// What it means, in our words; `None` where it is no movement.
    pub text: Option<String>,
    /// The status it was read as, as a code; for colours.
    pub status: Option<Status>,
    /// "Louisville, KY".
    pub place: Option<String>,
    /// The carrier's code, as it came.
    pub code: Option<String>,
    /// The carrier's words, as they came.
    pub words: Option<String>,
    /// Which connection brought it.
    pub source: String,
    /// When it came to us.
    pub arrived: String,
    /// How long that was after it was made, where its instant is known.
    pub lag: Option<String>,
}
