//! What people choose to hear: kinds of message, in words few enough for a
//! form, and why an address hears nothing any more.

use crate::notice::Notice;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// A kind of message, as people choose it; closed. Each notice is of one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// The order itself: taken, called off.
    Order,
    /// It is on its way.
    OnItsWay,
    /// It comes today, is there, or waits to be collected.
    Arrival,
    /// It is late, something stands in its way, or it goes back.
    Trouble,
}

impl Kind {
    /// Every kind, in the order of a parcel's story.
    pub const ALL: [Self; 4] = [Self::Order, Self::OnItsWay, Self::Arrival, Self::Trouble];

    /// The kind of a notice.
    #[must_use]
    pub const fn of(notice: Notice) -> Self {
        match notice {
            Notice::OrderConfirmed | Notice::Cancelled => Self::Order,
            Notice::Shipped | Notice::Milestone => Self::OnItsWay,
            Notice::OutForDelivery
            | Notice::Delivered
            | Notice::AvailableForPickup
            | Notice::PickupReminder => Self::Arrival,
            Notice::Attempted
            | Notice::Delay
            | Notice::Exception
            | Notice::Returning
            | Notice::Returned => Self::Trouble,
        }
    }

    /// The code kept in the database and sent by forms.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Order => "order",
            Self::OnItsWay => "on_its_way",
            Self::Arrival => "arrival",
            Self::Trouble => "trouble",
        }
    }

    /// Reads a code back; `None` when it is not one of ours.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }
}

/// Some kinds.
pub type Kinds = BTreeSet<Kind>;

/// The codes of some kinds, as they are kept.
#[must_use]
pub fn joined(kinds: &Kinds) -> String {
    let codes: Vec<&str> = kinds.iter().map(|kind| kind.code()).collect();
    codes.join(" ")
}

/// Reads what was kept; a code that is none of ours is no kind.
#[must_use]
pub fn split(kept: &str) -> Kinds {
    kept.split(' ').filter_map(Kind::from_code).collect()
}

/// The notices of some kinds.
#[must_use]
pub fn notices(kinds: &Kinds) -> BTreeSet<Notice> {
    Notice::ALL
        .into_iter()
        .filter(|notice| kinds.contains(&Kind::of(*notice)))
        .collect()
}

/// What somebody hears of who follows an order of another: its way, and not
/// what the shop and its buyer have between them.
#[must_use]
pub fn of_follower() -> Kinds {
    Kinds::from([Kind::OnItsWay, Kind::Arrival, Kind::Trouble])
}

/// Why nothing is sent to an address any more, the weakest reason first;
/// closed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum StopReason {
    /// Whoever reads it asked for no more of the shop's messages.
    Unsubscribed,
    /// STOP was texted.
    Stop,
    /// What was sent there could not be delivered, for good.
    Bounced,
    /// Its reader called a message unwanted.
    Complained,
}

impl StopReason {
    /// Every reason.
    pub const ALL: [Self; 4] = [
        Self::Unsubscribed,
        Self::Stop,
        Self::Bounced,
        Self::Complained,
    ];

    /// The code kept in the database.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Unsubscribed => "unsubscribed",
            Self::Stop => "stop",
            Self::Bounced => "bounced",
            Self::Complained => "complained",
        }
    }

    /// Reads a code back; `None` when it is not one of ours.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|reason| reason.code() == code)
    }
}

/// What a text message asks of a machine; closed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Keyword {
    /// No more messages.
    Stop,
    /// Messages again.
    Start,
    /// Who writes, and how to end it.
    Help,
}

impl Keyword {
    /// Reads an answer: the word alone, however it is spelled, as networks
    /// know it.
    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        let letters = text.chars().filter(|letter| letter.is_alphanumeric());
        let word: String = letters.flat_map(char::to_uppercase).collect();
        match word.as_str() {
            "STOP" | "STOPALL" | "UNSUBSCRIBE" | "CANCEL" | "END" | "QUIT" | "REVOKE"
            | "OPTOUT" | "STOPP" | "ALTO" | "BAJA" => Some(Self::Stop),
            "START" | "UNSTOP" | "YES" => Some(Self::Start),
            "HELP" | "INFO" => Some(Self::Help),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_read_back() {
        let all = Kinds::from(Kind::ALL);
        assert_eq!(split(&joined(&all)), all);
        assert_eq!(split(""), Kinds::new());
        assert_eq!(split("order parcels"), Kinds::from([Kind::Order]));
        for reason in StopReason::ALL {
            assert_eq!(StopReason::from_code(reason.code()), Some(reason));
        }
    }

    #[test]
    fn every_notice_is_of_one_kind_and_every_kind_has_some() {
        assert_eq!(notices(&Kinds::from(Kind::ALL)), Notice::ALL.into());
        let counts = Kind::ALL.map(|kind| notices(&Kinds::from([kind])).len());
        assert_eq!(counts, [2, 2, 4, 5]);
        assert!(!notices(&of_follower()).contains(&Notice::OrderConfirmed));
    }

    #[test]
    fn keywords_are_known_however_they_are_typed() {
        for text in [
            "STOP", "stop", " Stop. ", "STOP!", "\"stop\"", "Stopp", "opt out",
        ] {
            assert_eq!(Keyword::read(text), Some(Keyword::Stop), "{text}");
        }
        assert_eq!(Keyword::read("start"), Some(Keyword::Start));
        assert_eq!(Keyword::read("Help?"), Some(Keyword::Help));
        for text in ["", "please stop by", "It has stopped", "?"] {
            assert_eq!(Keyword::read(text), None, "{text}");
        }
    }
}
