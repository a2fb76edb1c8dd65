//! What a sentence must know, where one domain value is not enough.

use chrono::{Duration, NaiveDate, NaiveDateTime};
use doorstep::scan::{Reason, Status};
use doorstep::shipment::{Direction, PromiseSource};

/// What a parcel's headline is made from.
#[derive(Clone, Copy, Debug)]
pub struct Headline<'a> {
    /// The status shown.
    pub status: Status,
    /// Its reason.
    pub reason: Option<Reason>,
    /// Which way it travels.
    pub direction: Direction,
    /// Who carries it.
    pub carrier: Option<&'a str>,
}

/// Whether a part of the order has not left.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Remainder {
    /// All of it is in the parcels.
    None,
    /// Some of it is still at the shop.
    Some,
    /// None of it has left.
    All,
}

/// How a named date relates to the one before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Renamed {
    /// It was the first.
    First,
    /// It moved away.
    Later,
    /// It came nearer, or became more exact.
    Sooner,
}

/// What the note beside an expected date is made from.
#[derive(Clone, Copy, Debug)]
pub struct PromiseNote<'a> {
    /// Who named it.
    pub source: PromiseSource,
    /// Who carries the parcel.
    pub carrier: Option<&'a str>,
    /// The day it was named, where that is known.
    pub made_on: Option<NaiveDate>,
    /// Why it changed, where a cause is known.
    pub reason: Option<Reason>,
    /// Whether the parcel is lost now, so that nobody has found it since.
    pub is_lost: bool,
    /// How it relates to the one before.
    pub renamed: Renamed,
}

/// What a line of the tracking history is made from.
#[derive(Clone, Copy, Debug)]
pub struct ScanLine<'a> {
    /// What the scan means; `None` when it is no movement.
    pub status: Option<Status>,
    /// Its reason.
    pub reason: Option<Reason>,
    /// Which way the parcel travels.
    pub direction: Direction,
    /// Who carries it.
    pub carrier: Option<&'a str>,
}

/// How news of a parcel reaches us.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hearing {
    /// The carrier tells us at each scan.
    Pushed,
    /// We ask; the next time in so long.
    Polled(Duration),
    /// No connection of ours brings word of this carrier.
    Unconnected,
    /// Nothing more is awaited.
    Over,
}

/// Where a parcel is, as far as anybody said.
#[derive(Clone, Copy, Debug)]
pub enum Whereabouts<'a> {
    /// The shop, of this name, has not given it away yet.
    AtShop(&'a str),
    /// The buyer has not given away yet what goes back.
    AtBuyer,
    /// The carrier has it; no scan has named a place.
    AtCarrier(Option<&'a str>),
    /// Where a scan last saw it.
    Seen(&'a str),
    /// Where it waits to be collected.
    WaitsAt(&'a str),
    /// Where it was left.
    LeftAt(&'a str),
    /// The town it was delivered in.
    DeliveredIn(&'a str),
}

/// Where the shopper does what is to be done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ActionKey {
    /// On the carrier's page.
    AtCarrier,
    /// By a mail to the shop.
    WriteToShop,
}

/// What the entry in a calendar is made from.
#[derive(Clone, Copy, Debug)]
pub struct CalendarEntry<'a> {
    /// The shop front.
    pub brand: &'a str,
    /// Which parcel of how many, where there are several.
    pub which: Option<&'a str>,
    /// The latest hour, where no earliest one is known.
    pub by: Option<chrono::NaiveTime>,
}

/// When we last heard of a parcel, and how we hear next.
#[derive(Clone, Copy, Debug)]
pub enum Freshness<'a> {
    /// The carrier has told us of scans.
    Heard {
        /// Who carries it.
        carrier: Option<&'a str>,
        /// When we last heard, on the reader's clock.
        at: NaiveDateTime,
        /// How long ago that was.
        ago: Duration,
        /// How we hear next.
        hearing: Hearing,
    },
    /// It has a number, and the carrier has not scanned it.
    NotScanned {
        /// Who carries it.
        carrier: Option<&'a str>,
        /// How we hear next.
        hearing: Hearing,
    },
    /// The shop has not named a number yet.
    NoNumber,
    /// It travels without tracking.
    Untracked,
}

/// What a map is told in words from; places as people write them
/// ("Newark, NJ").
#[derive(Clone, Copy, Debug)]
pub struct MapWords<'a> {
    /// Where it was first seen.
    pub from: Option<&'a str>,
    /// Where it goes, while it goes anywhere, or where it was delivered.
    pub to: Option<&'a str>,
    /// Where it was last seen.
    pub newest: Option<&'a str>,
}

/// A page of a few words, for when there is no order to show.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NoticePage {
    /// The page's title and headline.
    pub headline: String,
    /// What it means.
    pub text: String,
    /// What to do.
    pub act: String,
}

/// The words of the home page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HomeWords {
    /// The headline.
    pub headline: String,
    /// What this is.
    pub text: String,
    /// The heading over the demo's links.
    pub demo_headline: String,
    /// What the demo's links are.
    pub demo_text: String,
}

/// The words under every page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Linking {
    /// The heading.
    pub help: String,
    /// Before the support address.
    pub write_to: String,
    /// Where no support address is known.
    pub ask_shop: String,
    /// The link back to the shop.
    pub to_shop: String,
    /// The link that skips to the content.
    pub skip: String,
}

/// The journeys the demo plays.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DemoJourney {
    /// It comes before the day that was promised.
    Early,
    /// Everything goes to plan.
    OnTime,
    /// Bad weather, and a new date.
    Delayed,
    /// Customs waits for papers.
    Customs,
    /// Nobody was home, and it came the next day.
    FailedAttempt,
    /// It waits at a counter.
    PickupPoint,
    /// The address cannot be found.
    WrongAddress,
    /// Turned down at the door, and back with the shop.
    Refused,
    /// The carrier finds it no more.
    Lost,
    /// There is a label, and no carrier has seen the parcel.
    NotHandedOver,
    /// One order in two parcels, one of them late.
    TwoParcels,
    /// The carrier says delivered; the shopper may not have it.
    NotReceived,
    /// Scans that arrive late, twice and in the wrong order.
    OutOfOrder,
    /// A scan whose words would like to be more than words.
    Hostile,
}

impl DemoJourney {
    /// Every journey, in the order of the home page.
    pub const ALL: [Self; 14] = [
        Self::Early,
        Self::OnTime,
        Self::Delayed,
        Self::Customs,
        Self::FailedAttempt,
        Self::PickupPoint,
        Self::WrongAddress,
        Self::Refused,
        Self::Lost,
        Self::NotHandedOver,
        Self::TwoParcels,
        Self::NotReceived,
        Self::OutOfOrder,
        Self::Hostile,
    ];

    /// The code in the home page's markup; never shown to people.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Early => "early",
            Self::OnTime => "on-time",
            Self::Delayed => "delayed",
            Self::Customs => "customs",
            Self::FailedAttempt => "failed-attempt",
            Self::PickupPoint => "pickup-point",
            Self::WrongAddress => "wrong-address",
            Self::Refused => "refused",
            Self::Lost => "lost",
            Self::NotHandedOver => "not-handed-over",
            Self::TwoParcels => "two-parcels",
            Self::NotReceived => "not-received",
            Self::OutOfOrder => "out-of-order",
            Self::Hostile => "hostile",
        }
    }
}
