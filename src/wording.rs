//! Messages in a brand's own words: which there are, what their words may ask
//! for, and in which order an e-mail is built.
//!
//! [`check`] says what is wrong with words that are being edited, line by
//! line, [`lines`] fills them in, and [`fitted`] makes a text message of them.
//! Words are words: there is no mark-up in them, and nothing but the facts of
//! the order is put in. Whatever comes out empty is said in our words instead,
//! so that no message lacks an answer.

mod check;
mod fact;
mod fill;
mod layout;
mod markup;
mod versions;

#[cfg(test)]
mod tests;

pub use check::{Bounds, Fault, Wrong, check};
pub use fact::{Fact, Facts};
pub use fill::{fitted, lines, sms_parts};
pub use layout::{Block, Layout, Way};
pub use versions::Versions;

use crate::answers::Happened;
use crate::codes::codes;
use crate::notice::Notice;
use crate::recipient::Medium;
use crate::scan::Status;
use crate::window::Window;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

codes! {
    /// A message as its words go: a notice, divided where the reason makes
    /// other news of it; closed.
    News {
        /// The order was taken.
        OrderConfirmed = "order_confirmed",
        /// The carrier has it.
        Shipped = "shipped",
        /// It crossed a border, or came near after a long way.
        Milestone = "milestone",
        /// It comes today.
        OutForDelivery = "out_for_delivery",
        /// It is there.
        Delivered = "delivered",
        /// It waits to be collected.
        AvailableForPickup = "available_for_pickup",
        /// It still waits to be collected.
        PickupReminder = "pickup_reminder",
        /// The driver could not deliver.
        Attempted = "attempted",
        /// There is a later date.
        Delay = "delay",
        /// The date has passed, and there is no other.
        Late = "late",
        /// Something stands in the way.
        Exception = "exception",
        /// It is lost.
        Lost = "lost",
        /// It goes back.
        Returning = "returning",
        /// It is back.
        Returned = "returned",
        /// It was called off.
        Cancelled = "cancelled",
    }
}

impl News {
    /// What a notice is, as things stand.
    #[must_use]
    pub fn of(notice: Notice, happened: &Happened, window: &Window) -> Self {
        match notice {
            Notice::OrderConfirmed => Self::OrderConfirmed,
            Notice::Shipped => Self::Shipped,
            Notice::Milestone => Self::Milestone,
            Notice::OutForDelivery => Self::OutForDelivery,
            Notice::Delivered => Self::Delivered,
            Notice::AvailableForPickup => Self::AvailableForPickup,
            Notice::PickupReminder => Self::PickupReminder,
            Notice::Attempted => Self::Attempted,
            Notice::Delay if matches!(window, Window::Missed { .. }) => Self::Late,
            Notice::Delay => Self::Delay,
            Notice::Exception if *happened == Happened::Lost => Self::Lost,
            Notice::Exception => Self::Exception,
            Notice::Returning => Self::Returning,
            Notice::Returned => Self::Returned,
            Notice::Cancelled => Self::Cancelled,
        }
    }

    /// The notice it is of.
    #[must_use]
    pub const fn notice(self) -> Notice {
        match self {
            Self::OrderConfirmed => Notice::OrderConfirmed,
            Self::Shipped => Notice::Shipped,
            Self::Milestone => Notice::Milestone,
            Self::OutForDelivery => Notice::OutForDelivery,
            Self::Delivered => Notice::Delivered,
            Self::AvailableForPickup => Notice::AvailableForPickup,
            Self::PickupReminder => Notice::PickupReminder,
            Self::Attempted => Notice::Attempted,
            Self::Delay | Self::Late => Notice::Delay,
            Self::Exception | Self::Lost => Notice::Exception,
            Self::Returning => Notice::Returning,
            Self::Returned => Notice::Returned,
            Self::Cancelled => Notice::Cancelled,
        }
    }

    /// Where a parcel can stand that it is told of.
    #[must_use]
    pub const fn statuses(self) -> &'static [Status] {
        match self {
            Self::OrderConfirmed => &[Status::Ordered, Status::Packed, Status::LabelCreated],
            Self::Shipped | Self::Milestone => &[Status::PickedUp, Status::InTransit],
            Self::OutForDelivery => &[Status::OutForDelivery],
            Self::Delivered => &[Status::Delivered],
            Self::AvailableForPickup | Self::PickupReminder => &[Status::AvailableForPickup],
            Self::Attempted => &[Status::Attempted],
            Self::Delay | Self::Late => &[
                Status::Ordered,
                Status::Packed,
                Status::LabelCreated,
                Status::PickedUp,
                Status::InTransit,
            ],
            Self::Exception | Self::Lost => &[Status::Exception],
            Self::Returning => &[Status::Returning],
            Self::Returned => &[Status::Returned],
            Self::Cancelled => &[Status::Cancelled],
        }
    }

    /// Whether a parcel that stands so could be told of with it.
    #[must_use]
    pub fn fits(self, status: Status, happened: &Happened, window: &Window) -> bool {
        let was_moved = matches!(window, Window::Expected { was: Some(_), .. });
        self.statuses().contains(&status)
            && Self::of(self.notice(), happened, window) == self
            && (self != Self::Delay || was_moved)
    }
}

codes! {
    /// A part of a message that has words of its own; closed.
    Part {
        /// The subject of an e-mail.
        Subject = "subject",
        /// What mail programs show beside the subject.
        Preview = "preview",
        /// Whom it greets, and how.
        Greeting = "greeting",
        /// The news in one line, over everything else.
        Heading = "heading",
        /// The first answer: what happened.
        Happened = "happened",
        /// The second: what happens next, and what that means for the date.
        Next = "next",
        /// The third: what the reader should do.
        Act = "act",
        /// On the one button; where it leads is ours to say.
        Button = "button",
        /// What the shop says below everything else. Why they get it and the
        /// way out stand there whatever it says.
        Footer = "footer",
        /// A whole text message.
        Text = "text",
    }
}

impl Part {
    /// The parts a message has.
    #[must_use]
    pub const fn of(medium: Medium) -> &'static [Self] {
        match medium {
            Medium::Email => &[
                Self::Subject,
                Self::Preview,
                Self::Greeting,
                Self::Heading,
                Self::Happened,
                Self::Next,
                Self::Act,
                Self::Button,
                Self::Footer,
            ],
            Medium::Sms => &[Self::Text],
        }
    }

    /// Whether it is one line.
    #[must_use]
    pub const fn is_one_line(self) -> bool {
        matches!(
            self,
            Self::Subject | Self::Preview | Self::Greeting | Self::Heading | Self::Button
        )
    }

    /// Whether it may be left empty: ours is said there then, where we say
    /// something.
    #[must_use]
    pub const fn may_be_empty(self) -> bool {
        matches!(self, Self::Greeting | Self::Button | Self::Footer)
    }

    /// Whether it answers one of the three questions.
    #[must_use]
    pub const fn is_answer(self) -> bool {
        matches!(self, Self::Happened | Self::Next | Self::Act)
    }

    /// How many characters there is room for.
    #[must_use]
    pub const fn most(self) -> usize {
        match self {
            Self::Button => 40,
            Self::Greeting => 80,
            Self::Subject | Self::Heading => 150,
            Self::Preview => 250,
            Self::Happened | Self::Next | Self::Act | Self::Footer => 800,
            Self::Text => 600,
        }
    }
}

/// Which message words belong to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Spot {
    /// The news.
    pub news: News,
    /// How it is sent.
    pub medium: Medium,
    /// The tag of the language.
    pub language: &'static str,
}

/// The words of a message, by part.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Words(BTreeMap<Part, String>);

impl Words {
    /// With the words of a part.
    #[must_use]
    pub fn with(mut self, part: Part, words: impl Into<String>) -> Self {
        self.0.insert(part, words.into());
        self
    }

    /// With others' words in the parts that may be left empty, and are.
    #[must_use]
    pub fn or(mut self, others: &Self) -> Self {
        for part in Part::ALL.iter().filter(|part| part.may_be_empty()) {
            if self.of(*part).trim().is_empty() {
                self.0.insert(*part, others.of(*part).to_owned());
            }
        }
        self
    }

    /// The words of a part; empty where there are none.
    #[must_use]
    pub fn of(&self, part: Part) -> &str {
        self.0.get(&part).map_or("", String::as_str)
    }
}
