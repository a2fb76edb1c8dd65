//! The words of the pages on which admins set webhooks out.

use chrono::{NaiveDate, NaiveDateTime};
use doorstep::webhook::{DeliveryState, DisabledWhy, EventType, WebhookFault};

/// How an endpoint stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EndpointStanding {
    /// It takes what it is told.
    Works,
    /// It has taken nothing since then.
    Fails {
        /// Since when.
        since: NaiveDateTime,
    },
    /// It is told nothing.
    Disabled {
        /// Why; none where that is not known.
        why: Option<DisabledWhy>,
        /// Since when.
        since: NaiveDateTime,
    },
}

/// How a delivery stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DeliveryStanding {
    /// In one word.
    pub state: DeliveryState,
    /// How often it was tried.
    pub attempts: u32,
    /// When it is tried next, while it waits.
    pub next_try: Option<NaiveDateTime>,
    /// When it was sent or given up.
    pub ended: Option<NaiveDateTime>,
    /// The last answer's HTTP status.
    pub status: Option<i32>,
    /// How long the last try took, in milliseconds.
    pub took_ms: Option<i64>,
    /// What went wrong the last time.
    pub why: Option<String>,
}

/// What the mail about an endpoint that is told nothing any more is made from.
#[derive(Clone, Copy, Debug)]
pub struct EndpointMail<'a> {
    /// Who reads it.
    pub name: &'a str,
    /// Why it is told nothing.
    pub why: DisabledWhy,
    /// The beginning of its address.
    pub address: &'a str,
    /// What staff call it; may be empty.
    pub description: &'a str,
    /// Since when it has taken nothing, on the brand's clock.
    pub failing_since: Option<NaiveDateTime>,
    /// Since when it is told nothing.
    pub disabled: Option<NaiveDateTime>,
    /// What it said last, where that is known.
    pub answer: Option<&'a str>,
    /// The brand's name.
    pub shop: &'a str,
    /// The brand's day.
    pub today: NaiveDate,
}

/// That mail in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EndpointMailWords {
    /// The subject.
    pub subject: String,
    /// What mail programs show beside it.
    pub preview: String,
    /// Whom it greets.
    pub greeting: String,
    /// The news in one line.
    pub headline: String,
    /// What is said, each with the heading over it.
    pub said: Vec<(&'static str, String)>,
    /// The button to its settings.
    pub button: &'static str,
    /// Why they get it.
    pub because: String,
}

/// The fixed words of the pages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WebhookWords {
    /// The heading.
    pub heading: &'static str,
    /// What they are.
    pub text: &'static str,
    /// Where there is none.
    pub empty: &'static str,
    /// The heading over the form for one more.
    pub add: &'static str,
    /// Over the address.
    pub url: &'static str,
    /// What the address must be like.
    pub url_hint: &'static str,
    /// Over what staff call it.
    pub description: &'static str,
    /// Over the brand.
    pub brand: &'static str,
    /// Over the events to choose from.
    pub events: &'static str,
    /// What choosing none means.
    pub events_hint: &'static str,
    /// Before the events of an endpoint that asks for all.
    pub all_events: &'static str,
    /// The button that makes one.
    pub add_go: &'static str,
    /// Back to the list.
    pub back: &'static str,
    /// Before a key, which is shown this once.
    pub secret: &'static str,
    /// What to do with it.
    pub secret_text: &'static str,
    /// The heading over what is set.
    pub set: &'static str,
    /// What becomes of what waits when the address is changed.
    pub moves_hint: &'static str,
    /// The button that saves it.
    pub save: &'static str,
    /// The heading over what can be done.
    pub acts: &'static str,
    /// The button that sends a test event.
    pub test: &'static str,
    /// The button that makes a new key.
    pub rotate: &'static str,
    /// The button that disables it.
    pub disable: &'static str,
    /// The button that enables it again.
    pub enable: &'static str,
    /// Over the day since which what was given up is sent again.
    pub since: &'static str,
    /// What leaving it empty means.
    pub since_hint: &'static str,
    /// The button that sends all of that again.
    pub replay_all: &'static str,
    /// The heading over the log.
    pub log: &'static str,
    /// Where nothing was told yet.
    pub log_empty: &'static str,
    /// Opens how an answer began.
    pub response: &'static str,
    /// Where it was empty.
    pub response_empty: &'static str,
    /// The button that sends one again.
    pub replay: &'static str,
    /// Said once something is saved.
    pub saved: &'static str,
    /// Said once something is queued.
    pub queued: &'static str,
}

/// The words of webhooks out, in one language.
pub trait WebhookTexts: Send + Sync {
    /// The fixed words.
    fn webhook_words(&self) -> WebhookWords;
    /// What happened, in a few words.
    fn event_label(&self, kind: EventType) -> &'static str;
    /// How an endpoint stands, in one sentence.
    fn endpoint_standing(&self, of: EndpointStanding, today: NaiveDate) -> String;
    /// How a delivery stands, in one sentence.
    fn delivery_standing(&self, of: &DeliveryStanding, today: NaiveDate) -> String;
    /// Until when the key before signs too.
    fn previous_key(&self, until: NaiveDateTime, today: NaiveDate) -> String;
    /// How many deliveries wait, and how many were given up.
    fn deliveries_counted(&self, waiting: u64, dead: u64) -> String;
    /// The mail that tells an admin that an endpoint is told nothing any more.
    fn endpoint_mail(&self, of: &EndpointMail<'_>) -> EndpointMailWords;
    /// What cannot be, and what to do.
    fn webhook_fault(&self, fault: WebhookFault) -> &'static str;
}
