//! Names of things with a life outside the database.
//!
//! Row ids stay on the server; what leaves it is one of these.

use serde::{Deserialize, Serialize};
use std::fmt;
use thiserror::Error;

const BASE62: &[u8; 62] = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
const WIDTH: usize = 22;

/// Writes 128 bits as 22 characters of 0-9, A-Z, a-z, most significant first.
#[must_use]
pub fn base62(bits: u128) -> String {
    let mut rest = bits;
    let mut digits = [b'0'; WIDTH];
    for digit in digits.iter_mut().rev() {
        *digit = BASE62[(rest % 62) as usize];
        rest /= 62;
    }
    digits.iter().map(|digit| char::from(*digit)).collect()
}

macro_rules! public_id {
    ($(#[$doc:meta])* $name:ident, $prefix:literal) => {
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(String);

        impl $name {
            /// Makes the id from 128 random bits.
            #[must_use]
            pub fn from_random(bits: u128) -> Self {
                Self(format!(concat!($prefix, "_{}"), base62(bits)))
            }

            /// Takes an id that was kept or handed in.
            #[must_use]
            pub fn from_text(text: impl Into<String>) -> Self {
                Self(text.into())
            }

            /// The id as text.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }
    };
}

public_id!(
    /// An order, as logs, exports and the shop's own tools name it.
    OrderId, "ord"
);
public_id!(
    /// A shipment.
    ShipmentId, "shp"
);
public_id!(
    /// A flag: why a human should look at an order.
    FlagId, "flg"
);
public_id!(
    /// A raw message as it arrived, quarantined ones among them.
    MessageId, "msg"
);
public_id!(
    /// What a person asked for: to see what is held about them, or to be
    /// forgotten.
    RequestId, "req"
);
public_id!(
    /// A connection: one account at a carrier or a shop platform.
    ConnectionId, "con"
);

public_id!(
    /// One of the staff.
    StaffId, "stf"
);
public_id!(
    /// A contact: one question or report from a shopper.
    ContactId, "cnt"
);
public_id!(
    /// A photo that a shopper sent with a contact.
    PhotoId, "pho"
);
public_id!(
    /// A claim: a demand on a carrier.
    ClaimId, "clm"
);
public_id!(
    /// An incident: trouble of a carrier's that staff declared.
    IncidentId, "inc"
);
public_id!(
    /// A correction: an address or an instruction that staff took down.
    CorrectionId, "cor"
);

public_id!(
    /// An endpoint: an address that a brand's own systems are told at.
    EndpointId, "whe"
);
public_id!(
    /// An event that endpoints are told of; also the id it travels under,
    /// by which a receiver knows a repetition.
    EventId, "evt"
);
public_id!(
    /// A delivery: one event on its way to one endpoint.
    DeliveryId, "whd"
);

public_id!(
    /// A mailed link to the list of a buyer's orders.
    ListLinkId, "lnk"
);
public_id!(
    /// Somebody who follows an order that is not theirs.
    FollowerId, "fol"
);
public_id!(
    /// A consent to text messages, asked for or given.
    ConsentId, "sms"
);

/// Why a text is not the secret part of a link.
#[derive(Debug, Error, PartialEq, Eq)]
#[error("a link ends in {WIDTH} letters and digits")]
pub struct NotAToken;

macro_rules! link_secret {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(String);

        impl $name {
            /// Makes it from the first 128 bits of a keyed hash.
            #[must_use]
            pub fn from_bits(bits: u128) -> Self {
                Self(base62(bits))
            }

            /// Reads it out of an address.
            ///
            /// # Errors
            /// When the text cannot be one.
            pub fn parse(text: &str) -> Result<Self, NotAToken> {
                let fits =
                    text.len() == WIDTH && text.bytes().all(|byte| byte.is_ascii_alphanumeric());
                fits.then(|| Self(text.to_owned())).ok_or(NotAToken)
            }

            /// As it stands in the link.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(concat!(stringify!($name), "(..)"))
            }
        }
    };
}

link_secret!(
    /// The secret part of a shopper's private link: 22 base62 characters.
    ///
    /// Whoever holds it may read one order's page, so it has no `Display` and
    /// hides itself in logs.
    TrackingToken
);
link_secret!(
    /// The secret part of a mailed link to the list of a buyer's orders, as
    /// guarded as the one of an order's own link.
    ListToken
);
link_secret!(
    /// The secret part of the link of somebody who follows an order: it shows
    /// less than the order's own.
    FollowerToken
);
link_secret!(
    /// The secret part of a link that lets one of the staff in once: to set
    /// the site up, to take up an invitation, to choose a new password.
    EntryToken
);
link_secret!(
    /// The secret of a signed-in browser's cookie.
    SessionToken
);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tokens_are_22_characters_whatever_the_bits() {
        for bits in [0, 1, 61, 62, u128::MAX] {
            let token = TrackingToken::from_bits(bits);
            assert_eq!(TrackingToken::parse(token.as_str()), Ok(token));
        }
        assert_eq!(base62(u128::MAX), "7n42DGM5Tflk9n8mt7Fhc7");
    }

    #[test]
    fn a_token_does_not_show_itself() {
        assert_eq!(
            format!("{:?}", TrackingToken::from_bits(7)),
            "TrackingToken(..)"
        );
    }

    #[test]
    fn other_texts_are_no_tokens() {
        for text in [
            "",
            "short",
            "../../etc/passwd......",
            "00000000000000000000000",
        ] {
            assert_eq!(TrackingToken::parse(text), Err(NotAToken));
        }
    }
}
