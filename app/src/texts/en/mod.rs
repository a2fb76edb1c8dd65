//! English: plain words, short sentences, nothing a newcomer would look up.

mod answers;
mod demo;
mod brand;
mod console;
mod dates;
mod desk;
mod faults;
mod flags;
mod labels;
mod mails;
mod pages;
mod pane;
mod reasons;
mod report;
mod search;
mod settings;
mod staff;
mod templates;
mod voice;
mod ways;

#[cfg(test)]
mod snapshot;
#[cfg(test)]
mod tests;

use super::own::{Own, OwnText};
use super::{
    ActionKey, CalendarEntry, DemoJourney, DeviceWords, FindWords, Freshness, Headline, HomeWords,
    Linking, MailboxWords, MapWords, MyOrdersWords, NoticePage, ProblemWords, PromiseNote,
    Remainder, ScanLine, Texts, Whereabouts,
};
use chrono::{Duration, NaiveDate, NaiveDateTime, NaiveTime};
use doorstep::answers::{Act, Happened, Next};
use doorstep::reading::Estimate;
use doorstep::scan::{Precision, Reason, Status};
use doorstep::shipment::{Direction, PromiseSource};
use doorstep::status::Step;
use doorstep::view::tracking::Labels;
use doorstep::view::ways::FindProblem;
use doorstep::window::Window;
use std::collections::BTreeMap;

/// The English texts, and what a brand says in its own words.
#[derive(Debug, Default)]
pub struct English {
    own: Own,
}

/// Without a brand's own words.
pub static ENGLISH: English = English { own: Own::none() };

impl English {
    /// With the words of a brand.
    pub fn with(own: &BTreeMap<String, String>) -> Self {
        Self { own: Own::of(own) }
    }
}

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
        let own = || {
            // A return is told apart by its words alone.
            let outbound = of.direction == Direction::Outbound;
            let text = outbound.then(|| OwnText::of_headline(of.status))?;
            self.own.about(text, carrier_or_word(of.carrier))
        };
        own().unwrap_or_else(|| labels::headline(of))
    }

    fn order_headline(&self, parcels: &[Status]) -> String {
        labels::order_headline(parcels)
    }

    fn rest(&self) -> &'static str {
        "The rest is still at the shop"
    }

    fn reason_words(&self, reason: Reason) -> &'static str {
        reasons::words(reason)
    }

    fn why(&self, reason: Reason) -> String {
        reasons::why(reason)
    }

    fn step_label(&self, step: Step) -> &str {
        let own = self.own.get(OwnText::of_step(step));
        own.unwrap_or_else(|| labels::step(step))
    }

    fn labels(&self) -> Labels {
        labels::in_words_of(&self.own)
    }

    fn happened(&self, key: &Happened, carrier: Option<&str>) -> String {
        answers::happened(key, carrier)
    }

    fn reopened(&self, carrier: Option<&str>) -> String {
        answers::reopened(carrier)
    }

    fn next(&self, key: Next, carrier: Option<&str>) -> String {
        OwnText::of_next(key)
            .and_then(|text| self.own.about(text, carrier_or_word(carrier)))
            .unwrap_or_else(|| answers::next(key, carrier))
    }

    fn act(&self, key: Act, carrier: Option<&str>) -> String {
        OwnText::of_act(key)
            .and_then(|text| self.own.about(text, carrier_or_word(carrier)))
            .unwrap_or_else(|| answers::act(key, carrier))
    }

    fn window(&self, window: &Window, status: Status, today: NaiveDate) -> String {
        dates::window(window, status, today)
    }

    fn short_window(&self, window: &Window, status: Status, today: NaiveDate) -> String {
        dates::short_window(window, status, today)
    }

    fn short_pickup_until(&self, day: NaiveDate, today: NaiveDate) -> String {
        dates::short_pickup_until(day, today)
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

    fn map_words(&self, key: &MapWords<'_>) -> String {
        pages::map_words(key)
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

    fn unshipped_headline(&self) -> &str {
        let own = self.own.get(OwnText::UnshippedHeadline);
        own.unwrap_or("Not shipped yet")
    }

    fn unshipped_text(&self, remainder: Remainder) -> &str {
        let own = self.own.get(OwnText::UnshippedText);
        own.unwrap_or_else(|| pages::unshipped_text(remainder))
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
        pages::linking(&self.own)
    }

    fn not_found(&self) -> NoticePage {
        pages::not_found(&self.own)
    }

    fn unavailable(&self) -> NoticePage {
        pages::unavailable()
    }

    fn home(&self) -> HomeWords {
        pages::home(&self.own)
    }

    fn find(&self) -> FindWords {
        ways::find()
    }

    fn find_problem(&self, problem: FindProblem) -> ProblemWords {
        ways::find_problem(problem)
    }

    fn find_problem_title(&self, headline: &str, brand: &str) -> String {
        format!("{headline} - {brand}")
    }

    fn mail_sent(&self) -> NoticePage {
        ways::mail_sent()
    }

    fn my_orders(&self) -> MyOrdersWords {
        ways::my_orders()
    }

    fn link_over(&self) -> NoticePage {
        ways::link_over()
    }

    fn device(&self) -> DeviceWords {
        ways::device()
    }

    fn mailbox(&self) -> MailboxWords {
        ways::mailbox()
    }

    fn demo_title(&self, journey: DemoJourney) -> &'static str {
        demo::title(journey)
    }

    fn demo_look_for(&self, journey: DemoJourney) -> &'static str {
        demo::look_for(journey)
    }

    fn demo_how_far(&self, day: Option<u32>) -> String {
        demo::how_far(day)
    }
}
