//! Who hears of an order, where, and of what.

use crate::notice::Notice;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// A way to reach somebody; closed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Medium {
    /// By e-mail.
    Email,
    /// By text message.
    Sms,
}

impl Medium {
    /// Every medium.
    pub const ALL: [Self; 2] = [Self::Email, Self::Sms];

    /// The code kept in the database.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Email => "email",
            Self::Sms => "sms",
        }
    }

    /// Reads a code back; `None` when it is not one of ours.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|medium| medium.code() == code)
    }
}

/// What somebody is to an order, which says how much they are told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reader {
    /// Who bought it.
    Buyer,
    /// A second person, the recipient of a gift for one: hears where it is
    /// and when it comes, and neither what is in it nor what it is called at
    /// the shop.
    Follower,
}

/// Somebody who hears of an order at one address.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Recipient {
    /// What makes them one recipient of this order for good, whatever else
    /// changes: "buyer.email", or a follower's public id.
    pub key: String,
    /// What they are to the order.
    pub reader: Reader,
    /// How they are reached.
    pub medium: Medium,
    /// The e-mail address, or the phone number in its international form.
    pub address: String,
    /// The notices they want; empty when they want none.
    pub wants: BTreeSet<Notice>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_read_back() {
        for medium in Medium::ALL {
            assert_eq!(Medium::from_code(medium.code()), Some(medium));
        }
    }
}
