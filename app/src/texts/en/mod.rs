//! English: plain words, short sentences, nothing a newcomer would look up.

mod answers;
mod dates;
mod labels;
mod pages;
mod reasons;

#[cfg(test)]
mod snapshot;
#[cfg(test)]
mod tests;

use super::{
    ActionKey, CalendarEntry, DemoJourney, Freshness, Headline, HomeWords, Linking, NoticePage,
    PromiseNote, Remainder, ScanLine, Texts, Whereabouts,
};
use chrono::{Duration, NaiveDate, NaiveDateTime, NaiveTime};
use doorstep::answers::{Act, Happened, Next};
use doorstep::reading::Estimate;
use doorstep::scan::{Precision, Reason, Status};
use doorstep::shipment::{Direction, PromiseSource};
use doorstep::status::Step;
use doorstep::view::tracking::Labels;
use doorstep::window::Window;

/// The English texts.
pub struct English;

/// The carrier's name within a sentence.
fn carrier_or_word(carrier: Option<&str>) -> &str {
    carrier.unwrap_or("the carrier")
}

/// The carrier's name at the beginning of a sentence.
fn carrier_first(carrier: Option<&str>) -> &str {
    carrier.unwrap_or("The carrier")
}

impl Texts for English {
    fn tag(&self) -> &'static str {
        "en"
    }

    fn status_label(&self, status: Status) -> &'static str {
        labels::status(status)
    }

    fn headline(&self, of: &Headline<'_>) -> String {
        labels::headline(of)
    }

    fn order_headline(&self, parcels: &[Status], remainder: Remainder) -> String {
        labels::order_headline(parcels, remainder)
    }

    fn reason_words(&self, reason: Reason) -> &'static str {
        reasons::words(reason)
    }

    fn step_label(&self, step: Step) -> &'static str {
        labels::step(step)
    }

    fn labels(&self) -> Labels {
        labels::fixed()
    }

    fn happened(&self, key: &Happened, carrier: Option<&str>) -> String {
        answers::happened(key, carrier)
    }

    fn reopened(&self, carrier: Option<&str>) -> String {
        answers::reopened(carrier)
    }

    fn next(&self, key: Next, carrier: Option<&str>) -> String {
        answers::next(key, carrier)
    }

    fn act(&self, key: Act, carrier: Option<&str>) -> String {
        answers::act(key, carrier)
    }

    fn window(&self, window: &Window, status: Status, today: NaiveDate) -> String {
        dates::window(window, status, today)
    }

    fn whereabouts(&self, key: Whereabouts<'_>) -> String {
        answers::whereabouts(key)
    }

    fn pickup_until(&self, day: NaiveDate, today: NaiveDate) -> String {
        dates::pickup_until(day, today)
    }

    fn estimate(&self, estimate: &Estimate, today: NaiveDate) -> String {
        dates::estimate(estimate, today)
    }

    fn promise_note(&self, note: &PromiseNote<'_>, today: NaiveDate) -> String {
        dates::promise_note(note, today)
    }

    fn scan_line(&self, scan: &ScanLine<'_>) -> Option<String> {
        labels::scan_line(scan)
    }

    fn scan_without_words(&self) -> &'static str {
        "Update without details"
    }

    fn no_time(&self) -> &'static str {
        "Time not given"
    }

    fn freshness(&self, key: &Freshness<'_>, today: NaiveDate) -> String {
        dates::freshness(key, today)
    }

    fn date(&self, date: NaiveDate, today: NaiveDate) -> String {
        dates::date(date, today)
    }

    fn clock(&self, time: NaiveTime) -> String {
        dates::clock(time)
    }

    fn moment(&self, at: NaiveDateTime, precision: Precision, today: NaiveDate) -> String {
        dates::moment(at, precision, today)
    }

    fn short_moment(&self, at: NaiveDateTime, precision: Precision, today: NaiveDate) -> String {
        dates::short_moment(at, precision, today)
    }

    fn ago(&self, ago: Duration) -> String {
        dates::ago(ago)
    }

    fn action(&self, key: ActionKey, carrier: Option<&str>) -> String {
        answers::action(key, carrier)
    }

    fn share(&self, headline: &str, window: &str) -> String {
        pages::share(headline, window)
    }

    fn calendar_title(&self, entry: &CalendarEntry<'_>) -> String {
        pages::calendar_title(entry)
    }

    fn calendar_note(&self, source: PromiseSource, carrier: Option<&str>) -> String {
        pages::calendar_note(source, carrier)
    }

    fn placed(&self, on: NaiveDate) -> String {
        format!("Ordered on {}", on.format("%-d %B %Y"))
    }

    fn parcel_heading(&self, direction: Direction, index: usize, total: usize) -> String {
        pages::parcel_heading(direction, index, total)
    }

    fn carrier_name(&self, carrier: &str, service: Option<&str>) -> String {
        pages::carrier_name(carrier, service)
    }

    fn unshipped_headline(&self) -> &'static str {
        "Not shipped yet"
    }

    fn unshipped_text(&self, remainder: Remainder) -> &'static str {
        pages::unshipped_text(remainder)
    }

    fn announcement(&self, headline: &str, window: &str) -> String {
        pages::announcement(headline, window)
    }

    fn tracking_title(&self, order_number: &str, brand: &str) -> String {
        format!("Order {order_number} - {brand}")
    }

    fn order_label(&self, order_number: &str) -> String {
        format!("Order {order_number}")
    }

    fn linking(&self) -> Linking {
        pages::linking()
    }

    fn not_found(&self) -> NoticePage {
        pages::not_found()
    }

    fn unavailable(&self) -> NoticePage {
        pages::unavailable()
    }

    fn home(&self) -> HomeWords {
        pages::home()
    }

    fn demo_title(&self, journey: DemoJourney) -> &'static str {
        pages::demo_title(journey)
    }
}
