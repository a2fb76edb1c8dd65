//! Text messages: one trait for every provider, and how a delivery went in
//! words of ours. A provider's own words may quote the number, so they stay
//! with it.

mod other;
mod twilio;
mod web;

use super::{Outcome, Whose};
use crate::config::{SmsProvider, SmsService};
use crate::error::Error;
use chrono::TimeDelta;
use doorstep::mail::Taken;
use doorstep::view::messages::TextsEnd;
use futures::future::BoxFuture;
use other::Other;
use std::fmt::Debug;
use std::sync::Arc;
use twilio::Twilio;

pub use super::Verdict;
pub use twilio::{in_words, is_signed, verdict};

/// A text message, ready to go.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Text {
    /// What it is called; always the same, however often it is sent.
    pub name: String,
    /// The number it goes to, in its international form.
    pub to: String,
    /// The words.
    pub body: String,
    /// Where the provider may say what became of it.
    pub callback: Option<String>,
    /// Whether the provider may have taken it before, and never said so.
    pub is_repeat: bool,
}

/// How a delivery went.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Delivery {
    /// The provider has taken it.
    Sent {
        /// What the provider calls it, where it says so.
        sent_as: Option<String>,
    },
    /// It may work later.
    Later {
        /// How long the provider asks us to wait, where it does.
        hint: Option<TimeDelta>,
        /// What went wrong, without anything personal.
        why: String,
        /// Whose trouble it is.
        whose: Whose,
        /// Whether it may have been taken all the same.
        taken: Taken,
    },
    /// The provider has had it before, knows it by its key, and does not say
    /// what became of it.
    Repeated {
        /// How long the provider asks us to wait, where it does.
        hint: Option<TimeDelta>,
        /// What it says, without anything personal.
        why: String,
    },
    /// It never will.
    Never {
        /// What that says of the number.
        verdict: Verdict,
        /// What went wrong, without anything personal.
        why: String,
    },
}

impl From<Delivery> for Outcome {
    fn from(delivery: Delivery) -> Self {
        match delivery {
            Delivery::Sent { sent_as } => Self::Sent { sent_as },
            Delivery::Later {
                hint,
                why,
                whose,
                taken,
            } => Self::Later {
                hint,
                why,
                whose,
                taken,
            },
            Delivery::Repeated { hint, why } => Self::Repeated { hint, why },
            Delivery::Never { verdict, why } => Self::Never {
                verdict,
                reason: why,
            },
        }
    }
}

/// A provider of text messages.
pub trait Texting: Debug + Send + Sync {
    /// Delivers a message. It ends by itself, within a time of its own.
    fn deliver<'a>(&'a self, text: &'a Text) -> BoxFuture<'a, Delivery>;
}

/// The site's provider, where it has one; cheap to clone.
#[derive(Clone, Debug, Default)]
pub struct Sms(Option<Arc<Provider>>);

#[derive(Debug)]
enum Provider {
    Twilio(Twilio),
    Other(Other),
}

impl Sms {
    /// The provider of a site; without one, nothing is texted.
    ///
    /// # Errors
    /// When its secret cannot be read.
    pub fn of(service: Option<&SmsService>) -> Result<Self, Error> {
        let Some(service) = service else {
            return Ok(Self::default());
        };
        let provider = match &service.provider {
            SmsProvider::Twilio(account) => {
                Provider::Twilio(Twilio::new(account, service.timeout)?)
            }
            SmsProvider::Other(other) => Provider::Other(Other::new(other, service.timeout)?),
        };
        Ok(Self(Some(Arc::new(provider))))
    }

    /// Whether there is one.
    #[must_use]
    pub const fn is_set_up(&self) -> bool {
        self.0.is_some()
    }

    /// The provider.
    #[must_use]
    pub fn provider(&self) -> Option<&dyn Texting> {
        match self.0.as_deref()? {
            Provider::Twilio(twilio) => Some(twilio),
            Provider::Other(other) => Some(other),
        }
    }

    /// How somebody ends its messages: answers come from Twilio alone.
    #[must_use]
    pub fn texts_end(&self) -> TextsEnd {
        match self.0.as_deref() {
            Some(Provider::Twilio(_)) => TextsEnd::ByAnswer,
            Some(Provider::Other(_)) | None => TextsEnd::ByLink,
        }
    }

    /// What Twilio signs its requests with, where it is the provider.
    #[must_use]
    pub fn twilio_token(&self) -> Option<&str> {
        match self.0.as_deref()? {
            Provider::Twilio(twilio) => Some(twilio.token()),
            Provider::Other(_) => None,
        }
    }
}
