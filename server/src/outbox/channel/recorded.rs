//! A rehearsal's way out: nothing leaves, and everything is kept for its film.

use super::sms::{Delivery, Text, Texting};
use super::{Channel, Letter, Outcome};
use doorstep::recipient::Medium;
use futures::future::{BoxFuture, ready};
use std::sync::{Arc, Mutex, PoisonError};

/// A message that went out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recorded {
    /// What it is called, as its row is.
    pub name: String,
    /// How it went.
    pub medium: Medium,
    /// Whom it went to.
    pub to: String,
    /// An e-mail's subject.
    pub subject: String,
    /// An e-mail's mark-up.
    pub html: Option<String>,
    /// The plain text.
    pub text: String,
}

/// Keeps every message, and passes none on; cheap to clone.
#[derive(Clone, Debug, Default)]
pub struct Recorder(Arc<Mutex<Vec<Recorded>>>);

impl Recorder {
    /// What went out since it was last asked.
    #[must_use]
    pub fn take(&self) -> Vec<Recorded> {
        std::mem::take(&mut *self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }

    fn keep(&self, message: Recorded) {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        kept.push(message);
    }
}

impl Channel for Recorder {
    fn deliver<'a>(&'a self, letter: &'a Letter) -> BoxFuture<'a, Outcome> {
        self.keep(Recorded {
            name: letter.name.clone(),
            medium: Medium::Email,
            to: letter.to.clone(),
            subject: letter.subject.clone(),
            html: letter.html.clone(),
            text: letter.body.clone(),
        });
        Box::pin(ready(Outcome::Sent { sent_as: None }))
    }
}

impl Texting for Recorder {
    fn deliver<'a>(&'a self, text: &'a Text) -> BoxFuture<'a, Delivery> {
        self.keep(Recorded {
            name: text.name.clone(),
            medium: Medium::Sms,
            to: text.to.clone(),
            subject: String::new(),
            html: None,
            text: text.body.clone(),
        });
        Box::pin(ready(Delivery::Sent { sent_as: None }))
    }
}
