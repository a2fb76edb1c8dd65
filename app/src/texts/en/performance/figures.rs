//! Figures by their names, and how each is calculated.

use super::super::{flags, labels, reasons};
use super::values::percent;
use doorstep::performance::{Against, Cause, Count, Figure, Formula, Span};

pub fn label(figure: Figure) -> String {
    let fixed = match figure {
        Figure::OnTime(Against::Checkout) => "On time by the promise at the checkout",
        Figure::OnTime(Against::FirstEstimate) => "On time by the carrier's first estimate",
        Figure::OnTime(Against::LastShown) => "On time by the last date shown",
        Figure::OnTimeByTry(Against::Checkout) => "Tried by the promised day",
        Figure::OnTimeByTry(Against::FirstEstimate) => "Tried by the carrier's first estimate",
        Figure::OnTimeByTry(Against::LastShown) => "Tried by the last date shown",
        Figure::Median(span) => return format!("{}, median", of_span(span)),
        Figure::NinetiethPercentile(span) => {
            return format!("{}, nine in ten within", of_span(span));
        }
        Figure::Mean(span) => return format!("{}, mean", of_span(span)),
        Figure::ShippedInTime => "Shipped in the shop's own time",
        Figure::Trouble => "With trouble on the way",
        Figure::TroubleFor(reason) => {
            return format!("With trouble on the way: {}", reasons::words(reason));
        }
        Figure::Late => "Late",
        Figure::LateFor(reason) => return format!("Late: {}", reasons::words(reason)),
        Figure::LateOnTheWay => "Of the late, made so on the way",
        Figure::LateInTheHouse => "Of the late, made so in the warehouse",
        Figure::Lost => "Lost",
        Figure::FirstTry => "Delivered at the first try",
        Figure::Wismo => "\"Where is my order?\" contacts",
        Figure::WismoFor(cause) => {
            return format!("\"Where is my order?\" contacts: {}", of_cause(cause));
        }
        Figure::Visits => "Openings of the tracking page",
        Figure::Opened => "Openings from a message",
        Figure::ClaimsPaid => "Claims that were paid",
        Figure::FirstScanInTime => "First scan in time",
        Figure::ScansPerDay => "Scans a day in the carrier's hands",
        Figure::OnTheDay(_) => "Came on the very day",
        Figure::DaysOff(_) => "Days off the promised day, early or late",
        Figure::PromisedDays(_) => "Days promised",
    };
    fixed.to_owned()
}

pub const fn of_span(span: Span) -> &'static str {
    match span {
        Span::ToHandOver => "Order to hand-over",
        Span::Transit => "Hand-over to delivery",
        Span::Whole => "Order to delivery",
        Span::Promised => "Order to the promised day",
        Span::Claim => "Claim filed to decided",
        Span::Lag => "A scan's way to us",
        Span::Silence => "Longest silence",
    }
}

pub fn of_cause(cause: Cause) -> String {
    match cause {
        Cause::Flag(flag) => flags::label(flag).to_lowercase(),
        Cause::Status(status) => labels::status(status).to_lowercase(),
    }
}

pub fn formula(figure: Figure) -> String {
    match figure.formula() {
        Formula::Share(some, all) => format!("{} / {}", counted(some), counted(all)),
        Formula::PerHundred(some, all) => {
            format!("100 x {} / {}", counted(some), counted(all))
        }
        Formula::Ratio(sum, all, _) => format!("{} / {}", counted(sum), counted(all)),
        Formula::PerDay(sum, seconds) => {
            format!("{} / ({} / 86,400)", counted(sum), counted(seconds))
        }
        Formula::Mean(span) => format!("sum of the times from {} / how many", from_to(span)),
        Formula::Quantile(span, share) => format!(
            "the shortest time from {} that {} of them do not exceed (read to 1 %)",
            from_to(span),
            percent(share)
        ),
    }
}

const fn from_to(span: Span) -> &'static str {
    match span {
        Span::ToHandOver => {
            "the order to the carrier's first scan, or else the shop's word of the hand-over"
        }
        Span::Transit => "the hand-over to the delivery",
        Span::Whole => "the order to the delivery",
        Span::Promised => "the order to the day promised at the checkout",
        Span::Claim => "a claim's filing to its decision",
        Span::Lag => "a scan to its arrival here",
        Span::Silence => "one scan to the next, the longest of each parcel,",
    }
}

fn counted(count: Count) -> String {
    let promise = |against: Against| match against {
        Against::Checkout => "the checkout's promise",
        Against::FirstEstimate => "the carrier's first estimate",
        Against::LastShown => "the last date shown",
    };
    match count {
        Count::Parcels => "parcels".to_owned(),
        Count::Orders => "orders".to_owned(),
        Count::Askable => "orders, those of an imported history aside".to_owned(),
        Count::Followed => "parcels handed over whose carrier tells of them".to_owned(),
        Count::Unreachable => "parcels whose buyer has left no address".to_owned(),
        Count::Withdrawn => "parcels called off".to_owned(),
        Count::Shipped => "parcels handed over".to_owned(),
        Count::Delivered => "parcels delivered".to_owned(),
        Count::Lost => "parcels the carrier says are lost".to_owned(),
        Count::Returned => "parcels that came back".to_owned(),
        Count::Dirt => "parcels whose times contradict themselves".to_owned(),
        Count::Due(of) => format!(
            "parcels whose day by {} has passed, come or not",
            promise(of)
        ),
        Count::Kept(of) => format!(
            "those of them delivered on or before the day of {}",
            promise(of)
        ),
        Count::KeptByTry(of) => format!(
            "those of them first tried on or before the day of {}",
            promise(of)
        ),
        Count::Came(of) => format!("parcels delivered that had {}", promise(of)),
        Count::OnTheDay(_) => "those of them that came on that very day".to_owned(),
        Count::DaysOff(_) => "the days between, early or late, added up".to_owned(),
        Count::Promised(of) => format!("parcels with {}", promise(of)),
        Count::PromisedDays(_) => {
            "the days from the order to the promised day, added up".to_owned()
        }
        Count::Late => "parcels not delivered by the day of the checkout's promise".to_owned(),
        Count::LateFor(reason) => format!(
            "late parcels for which the carrier said: {}",
            reasons::words(reason)
        ),
        Count::LateOnTheWay => "late parcels handed over in the shop's own time".to_owned(),
        Count::LateInTheHouse => {
            "late parcels handed over late by as many days as they came late, or more".to_owned()
        }
        Count::LateByBoth => {
            "late parcels handed over late by fewer days than they came late".to_owned()
        }
        Count::ShipDue => "parcels whose day to be handed over has passed".to_owned(),
        Count::ShippedInTime => "those of them handed over by then".to_owned(),
        Count::Troubled => "parcels with a problem or a failed try".to_owned(),
        Count::Trouble(reason) => format!("parcels with this problem: {}", reasons::words(reason)),
        Count::Tried => "parcels delivered whose first try is known".to_owned(),
        Count::FirstTry => "those of them delivered at it".to_owned(),
        Count::Contacts => "contacts".to_owned(),
        Count::Wismo => "contacts that ask where the order is".to_owned(),
        Count::WismoFor(cause) => format!(
            "those of them that came while it stood so: {}",
            of_cause(cause)
        ),
        Count::Visits => "openings of tracking pages".to_owned(),
        Count::Opened => "those of them by a message's link".to_owned(),
        Count::Claims => "claims".to_owned(),
        Count::ClaimsDecided => "claims decided".to_owned(),
        Count::ClaimsPaid => "claims paid".to_owned(),
        Count::FirstScanDue => "tracked parcels announced 24 hours ago or longer".to_owned(),
        Count::FirstScanInTime => "those of them first scanned within 24 hours".to_owned(),
        Count::Scans => "scans of delivered parcels".to_owned(),
        Count::CarriedSeconds => "the seconds from their first scan to their delivery".to_owned(),
    }
}
