//! The pages on which people choose what they hear of an order: the buyer's
//! own, a follower's, and the one that ends it. No address or number stands
//! in them, only hints of one.

use crate::choice::{Kinds, StopReason};
use crate::view::tracking::TrackingView;

/// The page of an order's messages.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MessagesView {
    /// The path of the order's page.
    pub path: String,
    /// The order's number.
    pub order_number: String,
    /// Who hears by e-mail; `None` for an order without an address.
    pub email: Option<EmailView>,
    /// How it stands with text messages.
    pub sms: SmsView,
    /// Others who follow the order.
    pub followers: Vec<FollowerView>,
    /// Whether one more may be asked.
    pub has_room: bool,
    /// What was just done.
    pub said: Option<Said>,
    /// What has to be mended.
    pub problem: Option<MessagesProblem>,
}

/// The buyer's e-mail.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EmailView {
    /// A hint of the address.
    pub hint: String,
    /// The kinds it gets.
    pub kinds: Kinds,
    /// Why it gets none, whatever is chosen.
    pub stopped: Option<StopReason>,
}

/// How it stands with text messages.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SmsView {
    /// The shop sends none.
    NotOffered,
    /// A number can be given.
    Ask {
        /// How the messages are ended later.
        ends: TextsEnd,
    },
    /// A code was sent there, and is awaited.
    Code {
        /// A hint of the number.
        hint: String,
        /// The code itself, where a demo sends nothing.
        shown: Option<String>,
    },
    /// It gets messages.
    On {
        /// A hint of the number.
        hint: String,
        /// The kinds it gets.
        kinds: Kinds,
    },
    /// It gets none any more.
    Stopped {
        /// A hint of the number.
        hint: String,
        /// Why.
        why: StopReason,
    },
}

/// How somebody ends text messages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TextsEnd {
    /// They answer STOP, and the provider tells us.
    ByAnswer,
    /// They open the link in one: answers do not reach us.
    ByLink,
}

/// Somebody who follows the order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FollowerView {
    /// Their public id.
    pub id: String,
    /// A hint of their address.
    pub hint: String,
    /// Whether they have said yes.
    pub is_confirmed: bool,
}

/// What was done; closed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Said {
    /// The choice is kept.
    Saved,
    /// A code is on its way.
    CodeSent,
    /// The number gets messages.
    NumberConfirmed,
    /// The number gets none any more, and is not kept.
    NumberGone,
    /// Somebody was asked whether they want to follow.
    Invited,
    /// Somebody follows no more.
    FollowerGone,
}

impl Said {
    /// Every one.
    pub const ALL: [Self; 6] = [
        Self::Saved,
        Self::CodeSent,
        Self::NumberConfirmed,
        Self::NumberGone,
        Self::Invited,
        Self::FollowerGone,
    ];

    /// Its name in an address.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Saved => "saved",
            Self::CodeSent => "code-sent",
            Self::NumberConfirmed => "number-confirmed",
            Self::NumberGone => "number-gone",
            Self::Invited => "invited",
            Self::FollowerGone => "follower-gone",
        }
    }

    /// Reads a name; `None` when it is not one of ours.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|said| said.code() == code)
    }
}

/// What has to be mended; closed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MessagesProblem {
    /// What was typed is no phone number, or its country cannot be told.
    NoNumber,
    /// The number takes no text messages.
    DeafNumber,
    /// Whoever has the number wants none.
    StoppedNumber,
    /// No consent was given.
    NoConsent,
    /// The code is another.
    WrongCode,
    /// The code's time is over, or it was tried too often.
    CodeOver,
    /// What was typed is no e-mail address.
    NoEmail,
    /// It is the buyer's own address.
    OwnEmail,
    /// The order is a test, and this address is none of the testers'.
    NoTester,
    /// So many follow already.
    TooManyFollowers,
    /// Text messages cannot be sent now.
    CannotText,
    /// Too much was asked: in so many seconds again.
    Wait(u64),
}

impl MessagesProblem {
    /// Whether it stands with the number or its code.
    #[must_use]
    pub const fn is_of_sms(self) -> bool {
        !self.is_of_followers() && !matches!(self, Self::Wait(_))
    }

    /// Whether it stands with those who follow.
    #[must_use]
    pub const fn is_of_followers(self) -> bool {
        matches!(
            self,
            Self::NoEmail | Self::OwnEmail | Self::NoTester | Self::TooManyFollowers
        )
    }
}

/// The page of somebody who follows an order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FollowView {
    /// Its own path.
    pub path: String,
    /// What it shows.
    pub step: FollowStep,
}

/// What a follower's page shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FollowStep {
    /// Whether they want to follow.
    Ask,
    /// Where the parcel is.
    Shown(Box<TrackingView>),
    /// That they follow no more.
    Ended,
}

/// The page on which somebody ends what they get.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnsubscribeView {
    /// Its own path.
    pub path: String,
    /// A hint of the address; `None` once nothing is known of it.
    pub hint: Option<String>,
    /// How it stands.
    pub step: UnsubscribeStep,
}

/// How it stands with what somebody gets; closed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum UnsubscribeStep {
    /// They get messages.
    Gets,
    /// None of this order any more.
    NoneOfOrder,
    /// None of this shop any more.
    NoneOfShop,
    /// None, since they could not be delivered or were not wanted.
    NoneEver,
}
