//! What a rehearsal shows: a filmstrip of what the shopper sees and gets.

use super::review::links::Links;
use app::texts::{Language, RehearsedJourney, StepTold};
use bytes::Bytes;
use chrono::{DateTime, Utc};
use doorstep::recipient::Medium;
use std::collections::BTreeMap;

pub use app::texts::RehearsalFault as Fault;

/// What is to be rehearsed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Wanted {
    /// Which journey.
    pub journey: RehearsedJourney,
    /// What the buyer reads.
    pub language: Language,
    /// Whether the buyer has asked for text messages too.
    pub sms: bool,
}

/// A journey as it was played, step by step.
#[derive(Clone, Debug)]
pub struct Film {
    /// Which journey.
    pub journey: RehearsedJourney,
    /// The slug of the brand that was copied.
    pub brand: String,
    /// The number of the test order.
    pub order_number: String,
    /// What its buyer reads.
    pub language: Language,
    /// What was to be seen, in order.
    pub frames: Vec<Frame>,
    /// What is wrong with it.
    pub findings: Vec<Finding>,
    /// What its pages are drawn with, by its path, for whoever looks at them
    /// once the private instance is gone.
    pub files: Files,
    /// What its links were answered with.
    pub links: Links,
}

/// Style sheets and pictures, by their paths.
pub type Files = BTreeMap<String, File>;

/// One of them.
#[derive(Clone, Debug)]
pub struct File {
    /// What kind it is ("text/css").
    pub kind: String,
    /// What is in it.
    pub body: Bytes,
}

/// One moment of it.
#[derive(Clone, Debug)]
pub struct Frame {
    /// When.
    pub at: DateTime<Utc>,
    /// What the shop or a carrier told us then, each in a line; empty where
    /// only time has passed.
    pub told: Vec<StepTold>,
    /// The tracking page as it was served then, whole.
    pub page: String,
    /// What went out then, and soon after.
    pub messages: Vec<Shown>,
}

/// A message that would have reached the buyer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shown {
    /// When it went out.
    pub at: DateTime<Utc>,
    /// The notice's code ("out_for_delivery").
    pub notice: String,
    /// How it goes.
    pub medium: Medium,
    /// Whom it goes to.
    pub to: String,
    /// An e-mail's subject; empty for a text message.
    pub subject: String,
    /// An e-mail's mark-up.
    pub html: Option<String>,
    /// The plain text.
    pub text: String,
    /// Whether the brand has switched this notice on; a real order would
    /// bring none otherwise.
    pub is_on: bool,
}

/// Something that must not be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// The frame it stands in, counted from 0.
    pub frame: usize,
    /// What kind it is.
    pub fault: Fault,
    /// What exactly.
    pub detail: String,
}
