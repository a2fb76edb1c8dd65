//! English for staff: how an order stands, what to do about it, and what was
//! said and done.

use super::{English, carrier_first, carrier_or_word, dates, pane, reasons};
use crate::texts::desk::{ClaimDeadline, DeskTexts, ParcelFact, Said, ShipmentChange, StaffWindow};
use crate::texts::flags::FlagTexts;
use crate::texts::pane::{IncidentWords, PaneWords};
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
use doorstep::scan::{Precision, Reason, Status};
use doorstep::shipment::PromiseSource;

mod labels;
mod window;

#[cfg(test)]
mod tests;

impl DeskTexts for English {
    fn pane_words(&self) -> &'static PaneWords {
        &pane::PANE
    }

    fn incident_words(&self) -> &'static IncidentWords {
        &pane::INCIDENTS
    }

    fn staff_status(&self, status: Status, reason: Option<Reason>) -> String {
        labels::status(status, reason)
    }

    fn staff_headline(&self, parcels: &[String], is_partly_unshipped: bool) -> String {
        let said = match parcels {
            [only] => only.clone(),
            several => format!("{} parcels: {}", several.len(), several.join(", ")),
        };
        if is_partly_unshipped {
            format!("{said}; the rest is not shipped")
        } else {
            said
        }
    }

    fn staff_window(&self, of: &StaffWindow<'_>) -> String {
        window::window(of)
    }

    fn promise_source(&self, source: PromiseSource, carrier: Option<&str>) -> String {
        window::source(source, carrier).to_owned()
    }

    fn order_kind(&self, kind: OrderKind) -> Option<&'static str> {
        match kind {
            OrderKind::Live => None,
            OrderKind::Test => Some("Test order"),
            OrderKind::Imported => Some("Imported order"),
        }
    }

    fn parcel_fact(&self, fact: ParcelFact) -> &'static str {
        match fact {
            ParcelFact::Delivered => "Delivered",
            ParcelFact::LeftAt => "Left at",
            ParcelFact::SignedBy => "Signed by",
            ParcelFact::WaitsAt => "Waits at",
            ParcelFact::Open => "Open",
            ParcelFact::KeptUntil => "Kept until",
        }
    }

    fn situation(&self, situation: Situation, carrier: Option<&str>) -> String {
        labels::situation(situation, carrier_first(carrier), carrier_or_word(carrier))
    }

    fn do_label(&self, action: Do) -> &'static str {
        match action {
            Do::Reply => "Reply",
            Do::Claim => "Open a claim",
            Do::FollowClaim => "Go on with the claim",
            Do::Correct => "Write down the right address",
            Do::Tell => "Say that they were told",
            Do::AddNumber => "Add the number",
            Do::Mark => "Mark the parcel",
            Do::Nothing => "Nothing to do",
        }
    }

    fn notice_label(&self, notice: Notice) -> &'static str {
        labels::notice(notice)
    }

    fn other_message(&self) -> &'static str {
        "Message"
    }

    fn contact_opened(&self, channel: Channel, at: NaiveDateTime, today: NaiveDate) -> String {
        let how = match channel {
            Channel::Page => "from the tracking page",
            Channel::Api => "from a help desk",
            Channel::Staff => "written down by staff",
        };
        format!("{how}, {}", moment(at, today))
    }

    fn asked_state(&self, state: State, why: Option<&str>) -> String {
        match (state, why) {
            (State::Received, _) => "nobody has it yet".into(),
            (State::LookedAt, _) => "somebody deals with it".into(),
            (State::Answered, _) => "answered, open".into(),
            (State::Closed, None) => "resolved".into(),
            (State::Closed, Some(why)) => format!("resolved: {why}"),
        }
    }

    fn event(&self, event: &Event) -> String {
        let of = |flag: &Option<Flag>| {
            flag.map_or_else(String::new, |flag| format!(" ({})", self.flag_label(flag)))
        };
        match event {
            Event::HandedOver { flag, to } => format!("Handed over to {to}{}", of(flag)),
            Event::Resolved { flag, why } => format!("Resolved{}: {why}", of(flag)),
            Event::Reopened { flag } => format!("Opened again{}", of(flag)),
        }
    }

    fn claim_kind(&self, kind: ClaimKind) -> &'static str {
        labels::claim_kind(kind)
    }

    fn claim_state(&self, state: ClaimState) -> &'static str {
        labels::claim_state(state)
    }

    fn claim_step(&self, state: ClaimState) -> &'static str {
        labels::claim_step(state)
    }

    fn evidence(&self, evidence: Evidence) -> &'static str {
        labels::evidence(evidence)
    }

    fn claim_deadline(&self, of: &ClaimDeadline<'_>) -> String {
        window::deadline(of)
    }

    fn marked(&self, marked: Marked) -> &'static str {
        match marked {
            Marked::Delivered => "Delivered",
            Marked::Lost => "Lost",
            Marked::Damaged => "Damaged",
            Marked::Returned => "Back at the shop",
            Marked::Stopped => "Stopped at our word",
        }
    }

    fn correction_kind(&self, kind: CorrectionKind) -> &'static str {
        match kind {
            CorrectionKind::Address => "New address",
            CorrectionKind::Instruction => "Instruction for the driver",
        }
    }

    fn shipment_change(&self, change: ShipmentChange) -> &'static str {
        match change {
            ShipmentChange::Replace => "Put this number in the place of its own",
            ShipmentChange::Add => "Give it this number too",
            ShipmentChange::RemoveNumber => "Take its number away",
            ShipmentChange::Remove => "Take all of it off the order",
            ShipmentChange::New => "Add a shipment",
            ShipmentChange::NewReturn => "Add a return",
        }
    }

    fn told(&self, who: Party, at: Option<NaiveDateTime>, today: NaiveDate) -> String {
        let who = match who {
            Party::Shop => "The shop",
            Party::Carrier => "The carrier",
        };
        match at {
            Some(at) => format!("{who} was told, {}", moment(at, today)),
            None => format!("{who} still has to be told"),
        }
    }

    fn said(&self, said: Said) -> &'static str {
        labels::said(said)
    }

    fn changed_meanwhile(&self) -> &'static str {
        "A colleague changed this meanwhile. This is how it stands now: look again, then decide."
    }

    fn gone(&self) -> &'static str {
        "This is not there any more. Look at how the order stands now."
    }

    fn snoozed(&self, until: NaiveDateTime, today: NaiveDate) -> String {
        format!("out of sight until {}", moment(until, today))
    }

    fn by(&self, who: &str, at: NaiveDateTime, today: NaiveDate) -> String {
        format!("{who}, {}", moment(at, today))
    }

    fn resolved(
        &self,
        who: &str,
        why: Option<&str>,
        at: NaiveDateTime,
        today: NaiveDate,
    ) -> String {
        let why = why.map_or_else(String::new, |why| format!(": {why}"));
        format!("Resolved by {who}, {}{why}", moment(at, today))
    }

    fn cleared(&self, flag: Flag, at: NaiveDateTime, today: NaiveDate) -> String {
        format!("{} ({})", self.flag_cleared(flag), moment(at, today))
    }

    fn ended(&self, at: NaiveDateTime, today: NaiveDate) -> String {
        format!("over since {}", moment(at, today))
    }

    fn withdrawn(&self, at: NaiveDateTime, today: NaiveDate) -> String {
        format!("taken back {}", moment(at, today))
    }

    fn scan_zone(&self, offset_min: Option<i32>, is_instant: bool) -> String {
        match offset_min {
            Some(0) => "UTC".into(),
            Some(offset) => {
                let sign = if offset < 0 { '-' } else { '+' };
                let (hours, minutes) = (offset.abs() / 60, offset.abs() % 60);
                if minutes == 0 {
                    format!("UTC{sign}{hours}")
                } else {
                    format!("UTC{sign}{hours}:{minutes:02}")
                }
            }
            None if is_instant => "UTC".into(),
            None => "no zone given".into(),
        }
    }

    fn lag(&self, lag: Duration) -> String {
        match (lag.num_minutes(), lag.num_hours(), lag.num_days()) {
            (..1, _, _) => "at once".into(),
            (minutes, ..1, _) => format!("after {minutes} min"),
            (minutes, hours, ..2) => format!("after {hours} h {} min", minutes % 60),
            (_, _, days) => format!("after {days} days"),
        }
    }

    fn photo_words(&self, index: usize, reference: &str) -> String {
        format!("Photo {index} of {reference}")
    }

    fn incident_label(&self, carrier: &str, region: Option<&str>, days: &str) -> String {
        match region {
            Some(region) => format!("{carrier} in {region}, {days}"),
            None => format!("{carrier}, {days}"),
        }
    }

    fn days(&self, from: NaiveDate, to: Option<NaiveDate>, today: NaiveDate) -> String {
        let from_words = dates::short_date(from, today);
        match to {
            Some(to) if to == from => from_words,
            Some(to) => format!("{from_words} to {}", dates::short_date(to, today)),
            None => format!("since {from_words}"),
        }
    }
}

fn moment(at: NaiveDateTime, today: NaiveDate) -> String {
    dates::short_moment(at, Precision::Minute, today)
}

/// Why a date moved or was missed after a colon, where it is known.
fn because_of_date(reason: Option<Reason>) -> String {
    let known = reason.filter(|reason| *reason != Reason::Unknown);
    known.map_or_else(String::new, |reason| {
        format!(": {}", reasons::of_date(reason))
    })
}

/// A reason after a colon, where one is known.
fn because(reason: Option<Reason>) -> String {
    let known = reason.filter(|reason| *reason != Reason::Unknown);
    known.map_or_else(String::new, |reason| {
        format!(": {}", reasons::words(reason))
    })
}
