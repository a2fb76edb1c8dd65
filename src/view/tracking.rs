//! What the shopper's page receives: every word ready-made in the reader's
//! language, so that neither rules nor languages travel to the browser.
//!
//! Nothing here may identify the recipient: no street, phone, e-mail address
//! or full name has a field to stand in.

use super::brand::PolicyView;
pub use super::labels::Labels;
use crate::scan::Status;
use crate::view::map::MapView;
use serde::{Deserialize, Serialize};

/// One order, as its shopper sees it now.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct TrackingView {
    /// Counts the order's changes; the stream sends only larger ones.
    pub revision: i64,
    /// Counts the brand's changes; another one needs the page anew.
    pub brand_version: i64,
    /// The language of all words below, as a BCP 47 tag.
    pub language: String,
    /// The order's number as the buyer knows it ("1001").
    pub order_number: String,
    /// "Ordered on 9 May 2026".
    pub placed: String,
    /// What has left in one line; the parcel's own where there is one.
    pub headline: String,
    /// The status behind the headline, for its colour and icon.
    pub status: Status,
    /// The parcels in the order they were packed, and shipments without a
    /// number.
    pub parcels: Vec<ParcelView>,
    /// What has not been shipped yet.
    pub unshipped: Option<UnshippedView>,
    /// The way to say that something is wrong, and what was said; `None`
    /// where nothing can be taken any more.
    pub report: Option<ReportLineView>,
    /// Section headings and other fixed words.
    pub labels: Labels,
    /// What a screen reader says when this view replaces an older one.
    pub announcement: String,
}

/// One parcel.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ParcelView {
    /// The shipment's public id, stable between updates.
    pub id: String,
    /// "Parcel 1 of 2", where there are several.
    pub heading: Option<String>,
    /// Its status, for colour and icon; never shown as a code.
    pub status: Status,
    /// Its status in plain words ("On its way").
    pub headline: String,
    /// Why it stands still ("Bad weather"); the window does not say it again.
    pub why: Option<String>,
    /// Where it is, as far as anybody said ("Last seen: Louisville, KY").
    pub place: Option<String>,
    /// When it comes; when it came.
    pub window: WindowView,
    /// What the shop says of trouble at the carrier that touches it.
    pub incident: Option<String>,
    /// The bar of steps.
    pub steps: Vec<StepView>,
    /// Its way on a map, where a place of it is known.
    pub map: Option<MapView>,
    /// What happened.
    pub happened: String,
    /// What happens next.
    pub next: String,
    /// What to do.
    pub act: String,
    /// Where to do it, where there is one place for that.
    pub action: Option<ActionView>,
    /// What the shop does in the trouble it is in, where it has said so.
    pub policy: Option<PolicyView>,
    /// Where it waits, while it waits to be collected.
    pub pickup: Option<PickupView>,
    /// Whether a day is expected that can be put into a calendar.
    pub calendar: bool,
    /// Every date ever shown, oldest first; empty while none was named.
    pub promises: Vec<PromiseView>,
    /// Who carries it, under which number.
    pub carrier: Option<CarrierView>,
    /// Its scans by day, newest first.
    pub days: Vec<ScanDay>,
    /// What it holds.
    pub items: Vec<ItemView>,
    /// When we last heard of it, and how we hear next.
    pub freshness: String,
    /// Where it stands in one line, to be told to others: nothing of the
    /// order, nothing of the buyer.
    pub share: String,
}

/// When a parcel comes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct WindowView {
    /// The sentence: "Arriving Thursday 14 May, 10:00-14:00", "We expected it
    /// on Tuesday. It is late.", or that no date is known; empty when the
    /// parcel waits for nothing more.
    pub text: String,
    /// The same in two words, for a row of several parcels ("Thu 14 May",
    /// "Late"); empty where no day is named.
    pub short: String,
    /// How it stands with the date, for its colour.
    pub standing: WindowStanding,
}

/// How it stands with an expected date.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum WindowStanding {
    /// As first named, or nothing is awaited.
    #[default]
    Open,
    /// It is expected later than it was.
    Moved,
    /// It passed without the parcel.
    Missed,
}

/// The one thing to press where the shopper has something to do.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ActionView {
    /// What it says.
    pub label: String,
    /// Where it leads: https, or a plain mail address behind `mailto:`.
    pub link: String,
}

/// Where a parcel waits to be collected; until when, the window says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PickupView {
    /// The shop's or locker's name.
    pub name: String,
    /// Its street and town, an entry a line.
    pub lines: Vec<String>,
    /// When it is open, in its own words.
    pub hours: Option<String>,
}

/// One step of the bar.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct StepView {
    /// Its name ("Shipped").
    pub label: String,
    /// Where it stands.
    pub state: StepState,
    /// When it was reached, where somebody said so.
    pub time: Option<String>,
}

/// Where a step stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum StepState {
    /// Passed.
    Done,
    /// The newest one reached.
    Current,
    /// Still to come.
    Ahead,
    /// The journey ended here in another way than planned.
    Ended,
}

/// One date that was shown.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PromiseView {
    /// "Tuesday 12 May".
    pub date: String,
    /// Who named it, when, and why it changed: "UPS, on 11 May: bad weather".
    pub note: String,
    /// Whether this is the one that holds now.
    pub current: bool,
}

/// Who carries a parcel.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct CarrierView {
    /// "UPS", or "UPS Ground" where the service is known.
    pub name: String,
    /// The tracking number.
    pub number: Option<String>,
    /// The carrier's own page for it; always https.
    pub link: Option<String>,
}

/// The scans of one day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ScanDay {
    /// "Wednesday 13 May"; "Time not given" for scans without one.
    pub label: String,
    /// Newest first.
    pub scans: Vec<ScanView>,
}

/// One scan.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ScanView {
    /// "14:05", where the carrier gave a time of day.
    pub time: Option<String>,
    /// What it means, in our words; the carrier's where it is no movement.
    pub text: String,
    /// "Louisville, KY".
    pub place: Option<String>,
    /// The carrier's own words, where they say more than ours.
    pub carrier_words: Option<String>,
}

/// One item and how many.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ItemView {
    /// "Trail shoe, blue / 42".
    pub title: String,
    /// How many.
    pub quantity: u32,
}

/// The part of an order that has not left.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct UnshippedView {
    /// "Not shipped yet".
    pub headline: String,
    /// The same below the headline of what has left ("The rest is still at
    /// the shop").
    pub rest: String,
    /// What is being waited for.
    pub text: String,
    /// The items.
    pub items: Vec<ItemView>,
}

/// The way to say that something is wrong.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ReportLineView {
    /// The words of the link.
    pub label: String,
    /// What was said, and how far that is; newest first.
    pub told: Vec<ToldLineView>,
}

/// One thing that was said: neither its words nor anybody's name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ToldLineView {
    /// The part it stands with: a parcel's id, or [`super::report::REST`].
    pub part: String,
    /// "K7P2-9QXM: received".
    pub text: String,
}

/// One journey on the demo's home page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DemoJourneyView {
    /// Which ("delayed").
    pub journey: String,
    /// In words ("A storm, and a new date").
    pub title: String,
    /// What to look for on its pages.
    pub look_for: String,
    /// The orders that play it: those that move first.
    pub links: Vec<DemoLink>,
}

/// One order of a journey on the demo's home page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DemoLink {
    /// The order's number.
    pub order_number: String,
    /// The shop's name.
    pub shop: String,
    /// The page's path, or its whole address where another host shows it.
    pub path: String,
    /// Where the page stands beside its mailbox, in the same way.
    pub beside: String,
    /// How far it is, in words ("day 2").
    pub how_far: String,
}
