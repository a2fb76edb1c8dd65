//! Ways out: each delivers a letter it is given and says how that went.

pub mod email;
pub mod recorded;
pub mod shown;
pub mod webhook;
pub mod sms;

use chrono::{DateTime, TimeDelta, Utc};
use doorstep::mail::Taken;
use futures::future::BoxFuture;
use std::fmt::Debug;

/// A mail in words, ready to go.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Letter {
    /// What it is called; always the same, however often it is sent.
    pub name: String,
    /// The name of who writes: the shop's.
    pub from_name: String,
    /// The address it comes from.
    pub from: String,
    /// The address answers go to.
    pub reply_to: Option<String>,
    /// The address it goes to.
    pub to: String,
    /// The subject.
    pub subject: String,
    /// The text.
    pub body: String,
    /// The same as mark-up, where there is some.
    pub html: Option<String>,
    /// Where one click ends such letters (RFC 8058).
    pub unsubscribe: Option<String>,
    /// When it was written.
    pub date: DateTime<Utc>,
    /// Whether no person decided on it.
    pub is_automatic: bool,
}

/// How a delivery went.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// The other side has taken it.
    Sent {
        /// What the other side calls it, where it says so.
        sent_as: Option<String>,
    },
    /// It may work later.
    Later {
        /// How long the other side asks us to wait, where it does.
        hint: Option<TimeDelta>,
        /// What went wrong, without anything personal.
        why: String,
        /// Whose trouble it is.
        whose: Whose,
        /// Whether it may have been taken all the same.
        taken: Taken,
    },
    /// The other side has had it before, knows it by its key, and does not say
    /// what became of it.
    Repeated {
        /// How long it asks us to wait, where it does.
        hint: Option<TimeDelta>,
        /// What it says, without anything personal.
        why: String,
    },
    /// It never will.
    Never {
        /// What that says of the address.
        verdict: Verdict,
        /// The other side's words, without anything personal.
        reason: String,
    },
}

/// Whose trouble a delivery in vain is; closed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Whose {
    /// The provider's, or the way there: another message fares no better.
    Provider,
    /// This message's or its recipient's: others go out.
    Message,
}

/// What a refusal for good says of an address; closed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// Its owner wants nothing more.
    Stopped,
    /// It takes no messages, or is nobody's.
    Invalid,
    /// Nothing: the message was at fault.
    Message,
}

/// A way out.
pub trait Channel: Debug + Send + Sync {
    /// Delivers a letter. It ends by itself, within a time of its own.
    fn deliver<'a>(&'a self, letter: &'a Letter) -> BoxFuture<'a, Outcome>;
}
