//! The words of mails nobody writes by hand, and of how a mail stands.

use chrono::{NaiveDate, NaiveDateTime};
use doorstep::contact::Topic;
use doorstep::delivery::Wait;
use doorstep::mail::{MailKind, MailState};
use doorstep::recipient::Medium;
use doorstep::wording::Versions;

/// A mail in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MailWords {
    /// The subject.
    pub subject: String,
    /// The text.
    pub body: String,
}

/// What the mail with an order's link is made from.
#[derive(Clone, Copy, Debug)]
pub struct LinkMail<'a> {
    /// The buyer's first name, where it is known.
    pub first_name: Option<&'a str>,
    /// The order's number.
    pub order: &'a str,
    /// How it stands, in a few words.
    pub status: &'a str,
    /// When it comes, in a sentence; empty where nothing is awaited.
    pub window: &'a str,
    /// The address of its page.
    pub link: &'a str,
    /// The shop's name.
    pub shop: &'a str,
}

/// What the mail to a brand's help desk is made from.
#[derive(Clone, Copy, Debug)]
pub struct HelpDeskMail<'a> {
    /// What the contact is about.
    pub topic: Topic,
    /// Its reference.
    pub reference: &'a str,
    /// The order's number.
    pub order: &'a str,
    /// What the shopper wrote, an entry each.
    pub words: &'a [String],
    /// What is known of the order, as lines with their labels.
    pub facts: &'a [(&'static str, String)],
    /// The order in the console.
    pub console: &'a str,
}

/// The labels of an order's facts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FactLabels {
    /// The order's number.
    pub order: &'static str,
    /// The parcel's status.
    pub status: &'static str,
    /// When it comes.
    pub window: &'static str,
    /// Who carries it.
    pub carrier: &'static str,
    /// The tracking number.
    pub number: &'static str,
    /// The newest scan.
    pub last_scan: &'static str,
    /// What the shopper sees.
    pub page: &'static str,
}

/// How a mail stands.
#[derive(Clone, Copy, Debug)]
pub struct MailStanding<'a> {
    /// Its state.
    pub state: MailState,
    /// When it ended, on the reader's clock.
    pub ended: Option<NaiveDateTime>,
    /// When it is tried next, on the reader's clock.
    pub next_try: Option<NaiveDateTime>,
    /// How often it was tried.
    pub attempts: u32,
    /// What went wrong the last time, or why it does not go out.
    pub why: Option<&'a str>,
    /// How it goes out.
    pub medium: Medium,
    /// What it waits for beside its turn.
    pub waits: Option<Wait>,
    /// In which versions of the brand's own words it went out.
    pub versions: Option<&'a Versions>,
    /// Whether there is a way out at all.
    pub is_set_up: bool,
    /// The reader's day.
    pub today: NaiveDate,
}

/// The words of the outbox's page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OutboxWords {
    /// The heading.
    pub heading: &'static str,
    /// What it lists.
    pub text: &'static str,
    /// Said while no mail server is set up.
    pub not_set_up: &'static str,
    /// When nothing waits.
    pub empty: &'static str,
    /// The heading over mails that were given up.
    pub dead: &'static str,
    /// The heading over mails that wait.
    pub waiting: &'static str,
    /// The button that sends one again.
    pub replay: &'static str,
    /// The button that sends all again.
    pub replay_all: &'static str,
    /// Said once they are queued again.
    pub replayed: &'static str,
}

/// The mails with a link that a buyer asked for, in one language.
pub trait LinkTexts {
    /// The mail with a link to the list of a buyer's orders.
    fn list_link_mail(&self, shop: &str, link: &str) -> MailWords;
    /// The mail with an order's link.
    fn link_mail(&self, of: &LinkMail<'_>) -> MailWords;
    /// The mail that asks somebody whether they want to follow an order.
    fn invitation_mail(&self, shop: &str, link: &str) -> MailWords;
}

/// The words of mails to staff, and of how a mail stands.
pub trait MailTexts {
    /// What a mail is, in a few words.
    fn mail_kind(&self, kind: MailKind) -> &'static str;
    /// How a mail stands, in one sentence.
    fn mail_standing(&self, of: &MailStanding<'_>) -> String;
    /// Why a mail does not go out, for staff, to stand after a colon.
    fn mail_dropped(&self, why: MailDropped) -> &'static str;
    /// A contact for the brand's help desk.
    fn help_desk_mail(&self, of: &HelpDeskMail<'_>) -> MailWords;
    /// What a contact is about, in a few words to staff.
    fn asked_about(&self, topic: Topic) -> &'static str;
    /// The labels of an order's facts.
    fn fact_labels(&self) -> FactLabels;
    /// The page of the outbox.
    fn outbox_words(&self) -> OutboxWords;
}

/// Why a mail does not go out, now or ever; closed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MailDropped {
    /// Nobody is there to write to.
    NoAddress,
    /// Whoever reads it wants nothing more of the shop.
    Stopped,
    /// The order is a test, and the address is none of the testers'.
    NoTester,
    /// The link it holds opens nothing any more.
    LinkOver,
    /// What it tells of is gone.
    Gone,
    /// Nobody has said what the site is called, so no link can be put in yet.
    NoSiteAddress,
    /// Nobody has said which address it comes from yet.
    NoSender,
}
