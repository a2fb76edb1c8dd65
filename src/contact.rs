//! A contact: one question or report from a shopper. What it can be about,
//! which of it a state offers, how soon it should be answered, and what it is
//! counted as.

use crate::flag::Complaint;
use crate::scan::Status;
use serde::{Deserialize, Serialize};

/// What a contact is about; closed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Topic {
    /// Marked as delivered, and not there.
    NotReceived,
    /// It has not arrived: where is it?
    WhereIsIt,
    /// It is broken.
    Damaged,
    /// Something is missing from the box, or wrong in it.
    WrongContents,
    /// It goes to the wrong address.
    WrongAddress,
    /// It came back: what happens now?
    Returned,
    /// Anything else.
    Other,
}

impl Topic {
    /// Every topic.
    pub const ALL: [Self; 7] = [
        Self::NotReceived,
        Self::WhereIsIt,
        Self::Damaged,
        Self::WrongContents,
        Self::WrongAddress,
        Self::Returned,
        Self::Other,
    ];

    /// The code kept in the database and taken by the API.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::NotReceived => "not_received",
            Self::WhereIsIt => "where_is_it",
            Self::Damaged => "damaged",
            Self::WrongContents => "wrong_contents",
            Self::WrongAddress => "wrong_address",
            Self::Returned => "returned",
            Self::Other => "other",
        }
    }

    /// Reads a code back; `None` when it is not one of ours.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|topic| topic.code() == code)
    }

    /// What a flag makes of it while it is open.
    #[must_use]
    pub const fn complaint(self) -> Option<Complaint> {
        match self {
            Self::NotReceived => Some(Complaint::NotReceived),
            Self::Damaged => Some(Complaint::Damaged),
            Self::WrongAddress => Some(Complaint::Address),
            Self::WhereIsIt | Self::WrongContents | Self::Returned | Self::Other => None,
        }
    }

    /// Whether it only asks where the order is.
    #[must_use]
    pub const fn is_wismo(self) -> bool {
        matches!(self, Self::WhereIsIt)
    }

    /// Within how many of the shop's working hours it should be answered:
    /// what can still be turned, or costs money, first.
    #[must_use]
    pub const fn answer_within_hours(self) -> i64 {
        match self {
            Self::NotReceived | Self::Damaged | Self::WrongAddress => 8,
            Self::WhereIsIt | Self::WrongContents | Self::Returned | Self::Other => 24,
        }
    }

    /// What a parcel's state offers, the likeliest first; `Other` always
    /// closes the list.
    #[must_use]
    pub fn offered(status: Status) -> Vec<Self> {
        let before = match status {
            Status::Delivered => vec![Self::NotReceived, Self::Damaged, Self::WrongContents],
            Status::Returning | Status::Returned => vec![Self::Returned],
            Status::Cancelled => Vec::new(),
            Status::AvailableForPickup => vec![Self::WhereIsIt],
            Status::Ordered
            | Status::Packed
            | Status::LabelCreated
            | Status::PickedUp
            | Status::InTransit
            | Status::OutForDelivery
            | Status::Attempted
            | Status::Exception
            | Status::Unknown => vec![Self::WhereIsIt, Self::WrongAddress],
        };
        before.into_iter().chain([Self::Other]).collect()
    }
}

/// Where a contact came from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Channel {
    /// The tracking page.
    Page,
    /// A help desk, through the API.
    Api,
    /// One of the staff wrote it down (a call, a chat).
    Staff,
}

impl Channel {
    /// Every channel.
    pub const ALL: [Self; 3] = [Self::Page, Self::Api, Self::Staff];

    /// The code kept in the database.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Page => "page",
            Self::Api => "api",
            Self::Staff => "staff",
        }
    }

    /// Reads a code back; `None` when it is not one of ours.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|channel| channel.code() == code)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_offered_fits_the_state() {
        assert_eq!(Topic::offered(Status::Delivered)[0], Topic::NotReceived);
        assert_eq!(Topic::offered(Status::Returned)[0], Topic::Returned);
        for status in [Status::InTransit, Status::Ordered, Status::Exception] {
            let offered = Topic::offered(status);
            assert_eq!(offered[0], Topic::WhereIsIt);
            assert!(
                !offered.contains(&Topic::NotReceived),
                "it is not delivered"
            );
        }
        for status in [Status::Delivered, Status::Cancelled, Status::Returning] {
            assert_eq!(Topic::offered(status).last(), Some(&Topic::Other));
        }
    }

    #[test]
    fn codes_read_back() {
        for topic in Topic::ALL {
            assert_eq!(Topic::from_code(topic.code()), Some(topic));
        }
        for channel in Channel::ALL {
            assert_eq!(Channel::from_code(channel.code()), Some(channel));
        }
    }

    #[test]
    fn only_asking_where_it_is_counts_as_wismo() {
        let wismo: Vec<Topic> = Topic::ALL
            .into_iter()
            .filter(|topic| topic.is_wismo())
            .collect();
        assert_eq!(wismo, [Topic::WhereIsIt]);
    }
}
