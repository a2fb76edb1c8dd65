//! Words of the order pane, where staff answer for an order: the fixed ones,
//! and those made from what is known. Read by staff alone.

use super::pane::{IncidentWords, PaneWords};
use chrono::{Duration, NaiveDate, NaiveDateTime};
use doorstep::advice::{Do, Situation};
use doorstep::claim::{ClaimKind, ClaimState, Evidence};
use doorstep::contact::{Channel, State};
use doorstep::correction::{CorrectionKind, Party};
use doorstep::desk::Event;
use doorstep::flag::Flag;
use doorstep::mark::Marked;
use doorstep::notice::Notice;
use doorstep::order::OrderKind;
use doorstep::scan::{Reason, Status};
use doorstep::shipment::PromiseSource;
use doorstep::window::Window;

/// A parcel's delivery window, with who said so.
#[derive(Clone, Copy, Debug)]
pub struct StaffWindow<'a> {
    /// The window.
    pub window: &'a Window,
    /// How the parcel stands.
    pub status: Status,
    /// Who carries it.
    pub carrier: Option<&'a str>,
    /// The reader's day, in the zone the dates are in.
    pub today: NaiveDate,
}

/// One thing known of a parcel, by its name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ParcelFact {
    /// When it was delivered.
    Delivered,
    /// Where it was left.
    LeftAt,
    /// Who signed.
    SignedBy,
    /// Where it waits.
    WaitsAt,
    /// When it is open there.
    Open,
    /// Until when it is kept.
    KeptUntil,
}

/// Until when a carrier takes a claim.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ClaimDeadline<'a> {
    /// The first day, where the carrier makes one wait.
    pub not_before: Option<NaiveDate>,
    /// The last day.
    pub last: NaiveDate,
    /// Whether the carrier's own terms say so.
    pub is_known: bool,
    /// The reader's day.
    pub today: NaiveDate,
    /// Who takes it.
    pub carrier: Option<&'a str>,
}

/// What was done just now, as an address says it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Said {
    /// A note was written.
    Noted,
    /// A reply waits to be sent.
    Replied,
    /// A link waits to be sent.
    LinkSent,
    /// A claim was opened.
    Claimed,
    /// A claim was changed.
    ClaimChanged,
    /// A shipment was changed.
    Shipped,
    /// A correction was written down.
    Corrected,
    /// Somebody was told of one.
    Told,
    /// A parcel was marked.
    Marked,
    /// A mark was taken back.
    Unmarked,
    /// The order is kept at hand.
    Pinned,
    /// It is no longer.
    Unpinned,
    /// A contact was written down.
    ContactOpened,
    /// An incident was declared.
    Declared,
    /// It was declared over.
    Ended,
    /// A flag or a contact was changed.
    Changed,
}

impl Said {
    /// Everything that can be said.
    pub const ALL: [Self; 16] = [
        Self::Noted,
        Self::Replied,
        Self::LinkSent,
        Self::Claimed,
        Self::ClaimChanged,
        Self::Shipped,
        Self::Corrected,
        Self::Told,
        Self::Marked,
        Self::Unmarked,
        Self::Pinned,
        Self::Unpinned,
        Self::ContactOpened,
        Self::Declared,
        Self::Ended,
        Self::Changed,
    ];

    /// The code an address carries.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Noted => "noted",
            Self::Replied => "replied",
            Self::LinkSent => "link_sent",
            Self::Claimed => "claimed",
            Self::ClaimChanged => "claim_changed",
            Self::Shipped => "shipped",
            Self::Corrected => "corrected",
            Self::Told => "told",
            Self::Marked => "marked",
            Self::Unmarked => "unmarked",
            Self::Pinned => "pinned",
            Self::Unpinned => "unpinned",
            Self::ContactOpened => "contact_opened",
            Self::Declared => "declared",
            Self::Ended => "ended",
            Self::Changed => "changed",
        }
    }

    /// Reads a code back; `None` when it is not one of ours.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|said| said.code() == code)
    }
}

/// What staff change of an order's shipments.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ShipmentChange {
    /// Another number in the place of its own; its first one, where it has
    /// none.
    Replace,
    /// One more number.
    Add,
    /// Its number goes.
    RemoveNumber,
    /// All of it goes.
    Remove,
    /// A shipment more.
    New,
    /// A return more.
    NewReturn,
}

impl ShipmentChange {
    /// Every change.
    pub const ALL: [Self; 6] = [
        Self::Replace,
        Self::Add,
        Self::New,
        Self::NewReturn,
        Self::RemoveNumber,
        Self::Remove,
    ];

    /// The code forms send.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Replace => "replace",
            Self::Add => "add",
            Self::RemoveNumber => "remove_number",
            Self::Remove => "remove",
            Self::New => "new",
            Self::NewReturn => "new_return",
        }
    }

    /// Reads a code back; `None` when it is not one of ours.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|change| change.code() == code)
    }

    /// Whether it changes a shipment that is there.
    #[must_use]
    pub const fn is_of_shipment(self) -> bool {
        !matches!(self, Self::New | Self::NewReturn)
    }
}

/// Words for staff beside an order. `at` is a moment on the reader's clock,
/// `today` their day.
pub trait DeskTexts {
    /// The fixed words of the order pane.
    fn pane_words(&self) -> &'static PaneWords;
    /// The fixed words of the incidents' page.
    fn incident_words(&self) -> &'static IncidentWords;

    /// A status in staff words, with its reason where there is one.
    fn staff_status(&self, status: Status, reason: Option<Reason>) -> String;
    /// How an order with several parcels stands, in one line.
    fn staff_headline(&self, parcels: &[String], is_partly_unshipped: bool) -> String;
    /// When a parcel comes, and who said so; empty when nothing is awaited.
    fn staff_window(&self, of: &StaffWindow<'_>) -> String;
    /// Who named a date.
    fn promise_source(&self, source: PromiseSource, carrier: Option<&str>) -> String;
    /// The kind of an order; `None` for a live one.
    fn order_kind(&self, kind: OrderKind) -> Option<&'static str>;
    /// The name of something known of a parcel.
    fn parcel_fact(&self, fact: ParcelFact) -> &'static str;

    /// What to do next, in one or two sentences.
    fn situation(&self, situation: Situation, carrier: Option<&str>) -> String;
    /// The button that begins it.
    fn do_label(&self, action: Do) -> &'static str;

    /// A notice of the order's in a few words.
    fn notice_label(&self, notice: Notice) -> &'static str;
    /// A message of a kind nobody knows any more.
    fn other_message(&self) -> &'static str;

    /// Where it came from, and when.
    fn contact_opened(&self, channel: Channel, at: NaiveDateTime, today: NaiveDate) -> String;
    /// Where it stands; of a resolved one, why it was.
    fn asked_state(&self, state: State, why: Option<&str>) -> String;
    /// What staff did about it.
    fn event(&self, event: &Event) -> String;

    /// What is claimed.
    fn claim_kind(&self, kind: ClaimKind) -> &'static str;
    /// Where a claim stands.
    fn claim_state(&self, state: ClaimState) -> &'static str;
    /// The button that brings a claim there.
    fn claim_step(&self, state: ClaimState) -> &'static str;
    /// What a carrier wants to see.
    fn evidence(&self, evidence: Evidence) -> &'static str;
    /// Until when a carrier takes a claim.
    fn claim_deadline(&self, of: &ClaimDeadline<'_>) -> String;

    /// What a parcel is marked as.
    fn marked(&self, marked: Marked) -> &'static str;
    /// What is corrected.
    fn correction_kind(&self, kind: CorrectionKind) -> &'static str;
    /// What is changed of a shipment.
    fn shipment_change(&self, change: ShipmentChange) -> &'static str;
    /// Whether somebody was told of a correction.
    fn told(&self, who: Party, at: Option<NaiveDateTime>, today: NaiveDate) -> String;

    /// What was done just now.
    fn said(&self, said: Said) -> &'static str;
    /// That somebody changed it meanwhile.
    fn changed_meanwhile(&self) -> &'static str;
    /// That it is not there, or not any more.
    fn gone(&self) -> &'static str;

    /// "out of sight until Fri 15 May, 17:00".
    fn snoozed(&self, until: NaiveDateTime, today: NaiveDate) -> String;
    /// "Rea, Thu 14 May, 12:03".
    fn by(&self, who: &str, at: NaiveDateTime, today: NaiveDate) -> String;
    /// That somebody dealt with a flag.
    fn resolved(&self, who: &str, why: Option<&str>, at: NaiveDateTime, today: NaiveDate)
    -> String;
    /// That a flag cleared itself.
    fn cleared(&self, flag: Flag, at: NaiveDateTime, today: NaiveDate) -> String;
    /// That an incident was declared over.
    fn ended(&self, at: NaiveDateTime, today: NaiveDate) -> String;
    /// That a mark was taken back.
    fn withdrawn(&self, at: NaiveDateTime, today: NaiveDate) -> String;

    /// The zone of a scan's time, as the carrier gave it.
    fn scan_zone(&self, offset_min: Option<i32>, is_instant: bool) -> String;
    /// How long after it was made a scan came to us.
    fn lag(&self, lag: Duration) -> String;
    /// The name of a photo.
    fn photo_words(&self, index: usize, reference: &str) -> String;
    /// An incident by where and when it is.
    fn incident_label(&self, carrier: &str, region: Option<&str>, days: &str) -> String;
    /// From one day to another, or to no known one.
    fn days(&self, from: NaiveDate, to: Option<NaiveDate>, today: NaiveDate) -> String;
}
