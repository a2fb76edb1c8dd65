//! A contact: one question or report from a shopper. What it can be about,
//! which of it a state offers, how soon it should be answered, and what it is
//! counted as.

use crate::brand::Trouble;
use crate::flag::Complaint;
use crate::scan::Status;
use crate::shipment::Direction;
use serde::{Deserialize, Serialize};

/// The most characters of what is written at once.
pub const LONGEST: usize = 4_000;

/// The most photos that come at once.
pub const MOST_PHOTOS: usize = 4;

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

    /// The same for a parcel that may travel back or be in trouble: what
    /// cannot be delivered asks what happens now before anything else, and
    /// what a buyer sends back is not theirs to receive.
    #[must_use]
    pub fn offered_for(
        direction: Direction,
        status: Status,
        trouble: Option<Trouble>,
    ) -> Vec<Self> {
        if direction == Direction::Return {
            let asks = (!status.is_final()).then_some(Self::WhereIsIt);
            return asks.into_iter().chain([Self::Other]).collect();
        }
        let first = (trouble == Some(Trouble::Undeliverable)).then_some(Self::Returned);
        first.into_iter().chain(Self::offered(status)).collect()
    }

    /// Whether it says too little without words, or a photo in their place.
    #[must_use]
    pub const fn needs_words(self) -> bool {
        match self {
            Self::Damaged | Self::WrongContents | Self::WrongAddress | Self::Other => true,
            Self::NotReceived | Self::WhereIsIt | Self::Returned => false,
        }
    }

    /// Whether a photo tells something about it.
    #[must_use]
    pub const fn takes_photos(self) -> bool {
        match self {
            Self::Damaged | Self::WrongContents | Self::Other => true,
            Self::NotReceived | Self::WhereIsIt | Self::WrongAddress | Self::Returned => false,
        }
    }
}

/// How far a contact is, as its shopper is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum State {
    /// It is there.
    Received,
    /// Somebody deals with it.
    LookedAt,
    /// It was answered.
    Answered,
    /// It is resolved.
    Closed,
}

impl State {
    /// Every state.
    pub const ALL: [Self; 4] = [Self::Received, Self::LookedAt, Self::Answered, Self::Closed];

    /// The code told to programs.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Received => "received",
            Self::LookedAt => "looked_at",
            Self::Answered => "answered",
            Self::Closed => "closed",
        }
    }
}

/// Where somebody has looked for what is marked as delivered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Looked {
    /// Where the carrier left it.
    WhereLeft,
    /// With the neighbours.
    Neighbours,
    /// With everybody at the address.
    AtHome,
}

impl Looked {
    /// Every place.
    pub const ALL: [Self; 3] = [Self::WhereLeft, Self::Neighbours, Self::AtHome];

    /// The code a form sends.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::WhereLeft => "where_left",
            Self::Neighbours => "neighbours",
            Self::AtHome => "at_home",
        }
    }

    /// Reads a code back; `None` when it is not one of ours.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|looked| looked.code() == code)
    }
}

/// Who wrote an entry, and to whom.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum EntryKind {
    /// The shopper.
    Shopper,
    /// Staff to the shopper.
    Reply,
    /// Staff among themselves.
    Note,
    /// What staff did, told by us.
    Event,
}

impl EntryKind {
    /// Every kind.
    pub const ALL: [Self; 4] = [Self::Shopper, Self::Reply, Self::Note, Self::Event];

    /// The code kept in the database.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Shopper => "shopper",
            Self::Reply => "reply",
            Self::Note => "note",
            Self::Event => "event",
        }
    }

    /// Reads a code back; `None` when it is not one of ours.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }
}

/// What a reference is written in: nothing that is taken for something else
/// when it is read out, and no vowels that would make words of it.
const REFERENCE: &[u8; 28] = b"23456789BCDFGHJKMNPQRSTVWXYZ";

/// What a person reads out on the phone ("K7P2-9QXM"), of random bits.
#[must_use]
pub fn reference(bits: u128) -> String {
    let mut rest = bits;
    let mut text = String::with_capacity(9);
    for place in 0..8 {
        if place == 4 {
            text.push('-');
        }
        text.push(char::from(REFERENCE[(rest % 28) as usize]));
        rest /= 28;
    }
    text
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
    fn trouble_and_direction_change_what_is_offered() {
        let check = |direction, status, trouble, wanted: &[Topic]| {
            assert_eq!(Topic::offered_for(direction, status, trouble), wanted);
        };
        let undeliverable = Some(Trouble::Undeliverable);
        check(
            Direction::Outbound,
            Status::Attempted,
            undeliverable,
            &[
                Topic::Returned,
                Topic::WhereIsIt,
                Topic::WrongAddress,
                Topic::Other,
            ],
        );
        check(Direction::Return, Status::Delivered, None, &[Topic::Other]);
        check(
            Direction::Return,
            Status::InTransit,
            None,
            &[Topic::WhereIsIt, Topic::Other],
        );
    }

    #[test]
    fn a_reference_is_short_and_tells_its_bits_apart() {
        for bits in [0, 1, 27, 28, u128::MAX] {
            let text = reference(bits);
            assert_eq!((text.len(), text.find('-')), (9, Some(4)), "{text}");
            for unclear in ['0', 'O', '1', 'I', 'L', 'U'] {
                assert!(!text.contains(unclear), "{text}");
            }
        }
        assert_ne!(reference(1), reference(28));
        assert_eq!(reference(0), "2222-2222");
    }

    #[test]
    fn codes_read_back() {
        for looked in Looked::ALL {
            assert_eq!(Looked::from_code(looked.code()), Some(looked));
        }
        for kind in EntryKind::ALL {
            assert_eq!(EntryKind::from_code(kind.code()), Some(kind));
        }
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
