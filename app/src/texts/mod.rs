//! Every word people read, one folder per language, behind typed keys.
//!
//! Pages and messages ask here; no other module holds prose. A language is
//! one more implementation of [`ShopperTexts`] and a line in
//! [`Language`]; the compiler says what it lacks. What staff alone read
//! ([`Texts`]) is English.

mod alike;
mod brand;
mod charts;
mod choice;
mod console;
mod de;
mod delivery;
mod desk;
mod en;
mod es;
mod film;
mod flags;
mod keys;
mod language;
mod mails;
mod messages;
pub mod notices;
mod pane;
pub mod performance;
mod promises;
pub mod own;
pub mod plain;
mod rehearsal;
mod search;
mod senders;
mod staff;
mod templates;
mod report;
#[cfg(test)]
mod tests;
mod voice;
mod ways;
mod history;
mod webhooks;
pub mod wording;

pub use brand::{
    BrandTexts, SampleWords, SettingWords, SettingsTexts, SettingsWords, SupportWords,
};
pub use charts::{ChartTexts, ChartWords};
pub use choice::{Language, first_asked, for_brand, for_language, for_staff};
pub use console::{
    ActWords, ConsoleTexts, ConsoleWords, ContactReason, DeskPageWords, Left, QueueWords, Resolved,
    Stands,
};
pub use delivery::{DeliveryTexts, NoticeStanding, NoticesWords};
pub use desk::{ClaimDeadline, DeskTexts, ParcelFact, Said, ShipmentChange, StaffWindow};
pub use film::{
    BrokeOff, FilmTexts, FilmWords, Playing, RehearsalFault, RehearsalProblem, Standstill, StepTold,
};
pub use flags::{FlagReason, FlagTexts};
pub use keys::{
    ActionKey, CalendarEntry, DemoJourney, Freshness, Headline, Hearing, HomeWords, Linking,
    MapWords, NoticePage, PromiseNote, Remainder, Renamed, ScanLine, Whereabouts,
};
pub use pane::{IncidentWords, PaneWords};

pub use history::{HistoryStage, HistoryTexts, HistoryWords};
pub use mails::{
    FactLabels, HelpDeskMail, LinkMail, LinkTexts, MailDropped, MailStanding, MailTexts, MailWords,
    OutboxWords,
};
pub use messages::{FollowWords, MessagesTexts, MessagesWords, UnsubscribeWords};
pub use notices::{Answered, Lateness, NoticeSaid, NoticeTexts, NoticeWords};
pub use promises::{CalendarWords, PromiseTexts};
pub use rehearsal::{RehearsalTexts, RehearsedJourney};
pub use report::{ReportAsk, ReportBody, ReportDeskTexts, ReportTexts, ReportWords};
pub use search::SearchTexts;
pub use senders::{SenderFrom, SenderTexts, SenderWords};
pub use staff::{
    AccountWords, FrameWords, NotAllowedWords, PeopleWords, SecondFactorWords, SignInWords,
    StaffTexts, TrailWords, WelcomeWords,
};
pub use templates::{ReplyTexts, TemplateTexts, TemplateWords, TemplatesPageWords};
pub use voice::VoiceTexts;
pub use ways::{DeviceWords, FindWords, MailboxWords, MyOrdersWords, ProblemWords};
pub use webhooks::{
    DeliveryStanding, EndpointMail, EndpointMailWords, EndpointStanding, WebhookTexts, WebhookWords,
};
pub use wording::{WordingTexts, WordingWords};

use chrono::{NaiveDate, NaiveDateTime, NaiveTime};
use doorstep::answers::{Act, Happened, Next};
use doorstep::reading::Estimate;
use doorstep::scan::{Precision, Reason, Status};
use doorstep::shipment::{Direction, PromiseSource};
use doorstep::status::Step;
use doorstep::view::tracking::Labels;
use doorstep::view::ways::FindProblem;
use doorstep::window::Window;

/// All there is to read, staff's words with the shoppers': in English alone.
pub trait Texts:
    ShopperTexts
    + FlagTexts
    + StaffTexts
    + ChartTexts
    + ConsoleTexts
    + DeskTexts
    + MailTexts
    + performance::PerformanceTexts
    + DeliveryTexts
    + FilmTexts
    + HistoryTexts
    + TemplateTexts
    + PromiseTexts
    + RehearsalTexts
    + ReportDeskTexts
    + SearchTexts
    + SenderTexts
    + SettingsTexts
    + WebhookTexts
    + WordingTexts
{
}

/// What shoppers and buyers read, in one language.
///
/// `carrier` is always the carrier's name as people know it, or `None` while
/// nobody has named one. `today` is the reader's day, in the same zone as the
/// dates beside it: dates within this year are shown without the year.
pub trait ShopperTexts:
    BrandTexts
    + VoiceTexts
    + ReportTexts
    + LinkTexts
    + ReplyTexts
    + MessagesTexts
    + NoticeTexts
    + Send
    + Sync
{
    /// The language, as a BCP 47 tag.
    fn tag(&self) -> &'static str;

    /// A status in the shopper's words, with nothing else known.
    fn status_label(&self, status: Status) -> &'static str;
    /// A parcel's headline: its status, made more exact by what is known.
    fn headline(&self, of: &Headline<'_>) -> String;
    /// The headline of an order with several parcels.
    fn order_headline(&self, parcels: &[Status]) -> String;
    /// Below a headline, where a part of the order has not left.
    fn rest(&self) -> &'static str;
    /// A reason in a few words, to stand after a colon ("bad weather").
    fn reason_words(&self, reason: Reason) -> &'static str;
    /// The same standing alone, below a headline.
    fn why(&self, reason: Reason) -> String;
    /// A step of the bar.
    fn step_label(&self, step: Step) -> &str;
    /// The fixed words of the tracking page.
    fn labels(&self) -> Labels;

    /// What happened.
    fn happened(&self, key: &Happened, carrier: Option<&str>) -> String;
    /// Said before what happened, where a delivery turned out not to be the
    /// end ([`doorstep::answers::Answers::reopened`]).
    fn reopened(&self, carrier: Option<&str>) -> String;
    /// What happens next.
    fn next(&self, key: Next, carrier: Option<&str>) -> String;
    /// What the shopper should do.
    fn act(&self, key: Act, carrier: Option<&str>) -> String;

    /// Where a parcel is, in a few words.
    fn whereabouts(&self, key: Whereabouts<'_>) -> String;
    /// The window sentence under a headline; empty when nothing is awaited.
    fn window(&self, window: &Window, status: Status, today: NaiveDate) -> String;
    /// The window in two words ("Thu 14 May", "Late"); empty where no day is
    /// named.
    fn short_window(&self, window: &Window, status: Status, today: NaiveDate) -> String;
    /// The same of a parcel that waits to be collected.
    fn short_pickup_until(&self, day: NaiveDate, today: NaiveDate) -> String;
    /// The window sentence of a parcel that waits to be collected.
    fn pickup_until(&self, day: NaiveDate, today: NaiveDate) -> String;
    /// A date or window that was named, for the list of expected dates.
    fn estimate(&self, estimate: &Estimate, today: NaiveDate) -> String;
    /// Who named a date, when, and why it changed.
    fn promise_note(&self, note: &PromiseNote<'_>, today: NaiveDate) -> String;

    /// One line of the tracking history; `None` where the scan is no movement
    /// and the carrier's own words must do.
    fn scan_line(&self, scan: &ScanLine<'_>) -> Option<String>;
    /// A line for a scan of which neither meaning nor words are known.
    fn scan_without_words(&self) -> &'static str;
    /// The heading over scans whose time nobody gave.
    fn no_time(&self) -> &'static str;
    /// When we last heard of a parcel, and how we hear next.
    fn freshness(&self, key: &Freshness<'_>, today: NaiveDate) -> String;

    /// A day ("Thursday 14 May"; with the year when it is not this one).
    fn date(&self, date: NaiveDate, today: NaiveDate) -> String;
    /// A time of day ("14:05").
    fn clock(&self, time: NaiveTime) -> String;
    /// A day with its time, as far as the precision allows.
    fn moment(&self, at: NaiveDateTime, precision: Precision, today: NaiveDate) -> String;
    /// The same in little room ("Thu 14 May, 14:05").
    fn short_moment(&self, at: NaiveDateTime, precision: Precision, today: NaiveDate) -> String;
    /// How long ago ("12 min ago", "just now").
    fn ago(&self, ago: chrono::Duration) -> String;

    /// The one thing to press where the shopper has something to do.
    fn action(&self, key: ActionKey, carrier: Option<&str>) -> String;
    /// Where a parcel stands, to be told to others: its headline and window.
    fn share(&self, headline: &str, window: &str) -> String;
    /// What a calendar shows.
    fn calendar_title(&self, entry: &CalendarEntry<'_>) -> String;
    /// What stands beside it there: who named the day, and that it may change.
    fn calendar_note(&self, source: PromiseSource, carrier: Option<&str>) -> String;
    /// What a map shows ("Louisville, KY to Newark, NJ. Newest: Indianapolis,
    /// IN.").
    fn map_words(&self, key: &MapWords<'_>) -> String;

    /// "Ordered on 9 May 2026".
    fn placed(&self, on: NaiveDate) -> String;
    /// "Parcel 1 of 2"; returns are counted on their own.
    fn parcel_heading(&self, direction: Direction, index: usize, total: usize) -> String;
    /// The carrier with its service, said once ("UPS Ground").
    fn carrier_name(&self, carrier: &str, service: Option<&str>) -> String;
    /// The heading over what has not left.
    fn unshipped_headline(&self) -> &str;
    /// What is being waited for before it leaves.
    fn unshipped_text(&self, remainder: Remainder) -> &str;
    /// What a screen reader says when a page changed by itself.
    fn announcement(&self, headline: &str, window: &str) -> String;

    /// The title of an order's page.
    fn tracking_title(&self, order_number: &str, brand: &str) -> String;
    /// The order's number over its page ("Order 1001").
    fn order_label(&self, order_number: &str) -> String;
    /// The links under every page.
    fn linking(&self) -> Linking;

    /// The page for a link that leads to no order; the same for a wrong guess.
    fn not_found(&self) -> NoticePage;
    /// The page for when we cannot look right now.
    fn unavailable(&self) -> NoticePage;
    /// The home page.
    fn home(&self) -> HomeWords;
    /// The forms of the home page.
    fn find(&self) -> FindWords;
    /// Why the form is shown again.
    fn find_problem(&self, problem: FindProblem) -> ProblemWords;
    /// The title of the form when it is shown again.
    fn find_problem_title(&self, headline: &str, brand: &str) -> String;
    /// The page after a link was asked for.
    fn mail_sent(&self) -> NoticePage;
    /// The list of a buyer's orders.
    fn my_orders(&self) -> MyOrdersWords;
    /// The page for a mailed link whose time is over.
    fn link_over(&self) -> NoticePage;
    /// What a device remembers, and how it forgets.
    fn device(&self) -> DeviceWords;
    /// The demo's mailbox.
    fn mailbox(&self) -> MailboxWords;
    /// A demo journey, as its link says it.
    fn demo_title(&self, journey: DemoJourney) -> &'static str;
    /// What to look for on a demo journey's pages.
    fn demo_look_for(&self, journey: DemoJourney) -> &'static str;
    /// How far a demo's order is: its day, counted from 1, or that its end is
    /// reached.
    fn demo_how_far(&self, day: Option<u32>) -> String;
}
