//! What the pages before an order's own receive: the form that finds it, the
//! list a mailed link opens, the demo's mailbox.
//!
//! What was typed as proof (an e-mail address, a postal code) has no field
//! here, so no answer can repeat it.

use crate::mail::MailKind;

/// The form that finds an order, as it is drawn.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FindView {
    /// The number that is filled in.
    pub order: String,
    /// What came of the last try.
    pub problem: Option<FindProblem>,
}

/// Why a form is shown again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FindProblem {
    /// No order number was typed.
    NoNumber,
    /// Neither an e-mail address nor a postal code was typed.
    NoProof,
    /// Nothing was typed at all.
    Nothing,
    /// No order fits; the same for a wrong guess and an unknown number.
    NotFound,
    /// Too many tries: so many seconds are to be waited.
    Wait(u64),
    /// What was typed to have a link sent is no e-mail address.
    NoAddress,
}

/// The newest order this device has opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RememberedView {
    /// The path of its page.
    pub path: String,
    /// Its number as the buyer knows it.
    pub order_number: String,
}

/// One order in the list of a buyer's orders.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MyOrderView {
    /// The path of its page.
    pub path: String,
    /// Its number as the buyer knows it.
    pub order_number: String,
    /// "Ordered on 9 May 2026".
    pub placed: String,
    /// How it stands, in plain words.
    pub headline: String,
    /// When it comes; empty when nothing is awaited.
    pub window: String,
}

/// One mail of the demo's mailbox.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MailView {
    /// What tells it from the others, as long as it is there.
    pub name: String,
    /// What it is; `None` of a notice.
    pub kind: Option<MailKind>,
    /// The page it leads to, as a path.
    pub path: Option<String>,
    /// Whom it is to, with most of the name hidden.
    pub to: String,
    /// The subject.
    pub subject: String,
    /// The text.
    pub body: String,
    /// The path to its mark-up, where it has some.
    pub drawn: Option<String>,
}
