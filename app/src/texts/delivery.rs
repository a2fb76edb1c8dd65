//! The words of what becomes of due notices, and of the page on which a brand
//! sets which of them it sends.

use chrono::{NaiveDate, NaiveDateTime};
use doorstep::delivery::settings::NoticeFault;
use doorstep::delivery::{Dropped, NoticeState, Wait};
use doorstep::notice::Notice;
use doorstep::recipient::Medium;

/// How a due notice stands.
#[derive(Clone, Copy, Debug)]
pub struct NoticeStanding<'a> {
    /// Its state.
    pub state: NoticeState,
    /// Why it was dropped, in words.
    pub why: Option<&'a str>,
    /// Whether it would have been sent.
    pub is_held_back: bool,
    /// What it waits for.
    pub waits: Option<Wait>,
    /// When it is looked at next, on the reader's clock.
    pub next: Option<NaiveDateTime>,
    /// What it was told with.
    pub told_with: Option<Notice>,
    /// The reader's day.
    pub today: NaiveDate,
}

/// The words of the page on which notices are set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NoticesWords {
    /// The heading.
    pub heading: &'static str,
    /// What it is about.
    pub text: &'static str,
    /// The head of the column of notices.
    pub notice: &'static str,
    /// The head over the boxes to tick.
    pub which: &'static str,
    /// Said while there is no way to send text messages.
    pub no_texts: &'static str,
    /// Said of the order confirmation where Shopify sends its own.
    pub shopify: &'static str,
    /// The head over the bounds.
    pub bounds: &'static str,
    /// The field of a delay's days.
    pub delay_days: &'static str,
    /// What it does.
    pub delay_days_hint: &'static str,
    /// The field of the beginning of the quiet hours.
    pub quiet_from: &'static str,
    /// The field of their end.
    pub quiet_to: &'static str,
    /// What they do.
    pub quiet_hint: &'static str,
    /// The field of the messages a day.
    pub daily: &'static str,
    /// What it does.
    pub daily_hint: &'static str,
    /// The field of the testers.
    pub testers: &'static str,
    /// What they do.
    pub testers_hint: &'static str,
    /// The button.
    pub save: &'static str,
    /// Said once it is done.
    pub saved: &'static str,
    /// Said where somebody else has changed them meanwhile, over what differs.
    pub changed_meanwhile: &'static str,
    /// Of a message that is switched on.
    pub on: &'static str,
    /// Of one that is switched off.
    pub off: &'static str,
    /// Of a field that was left empty.
    pub nothing: &'static str,
    /// In the outbox: the heading over what would have been sent.
    pub held_back: &'static str,
    /// What that is.
    pub held_back_text: &'static str,
    /// The link to a message in words.
    pub read: &'static str,
    /// The heading over a message in words.
    pub message: &'static str,
    /// Said where it cannot be put into words any more.
    pub no_message: &'static str,
}

/// The words of due notices, in one language.
pub trait DeliveryTexts {
    /// Why a notice or a message does not go out, to stand after a colon.
    fn notice_dropped(&self, why: Dropped) -> &'static str;
    /// How a notice stands, in one sentence.
    fn notice_standing(&self, of: &NoticeStanding<'_>) -> String;
    /// A way to reach somebody.
    fn medium_label(&self, medium: Medium) -> &'static str;
    /// A notice's message to somebody: "Shipped, by e-mail to a***@b.example".
    fn message_to(&self, notice: &str, medium: Medium, to: Option<&str>) -> String;
    /// What is wrong with what was set.
    fn notice_fault(&self, fault: NoticeFault) -> String;
    /// The page on which notices are set.
    fn notices_page(&self) -> NoticesWords;
}
