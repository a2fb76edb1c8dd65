//! Shop platforms: each one's payload, read into our words, and the plain
//! JSON door for every shop and tool that has none of its own.
//!
//! A platform is a folder of its own and a line in [`SHOPS`].

#[cfg(test)]
mod compact;
pub mod door;
mod iso;
mod money;
pub mod shopify;
mod untracked;

use crate::carriers::Unreadable;
use crate::carriers::tracking_part::TrackingPart;
use axum::http::HeaderMap;
use doorstep::reading::Problem;
use doorstep::shipment::Change;
use serde::{Deserialize, Serialize};

/// One shop platform's side of the conversation.
pub struct Shop {
    /// Its name, and the last part of its webhook's path.
    pub name: &'static str,
    /// The header that says what a webhook is about.
    pub topic_header: &'static str,
    /// Reads a webhook's body by its topic.
    pub read: fn(&str, &[u8]) -> Result<ShopReading, Unreadable>,
    /// Tells the topic of a body that came without one, by its shape.
    pub topic_of: fn(&[u8]) -> Option<&'static str>,
    /// Whether a webhook is authentic, by one secret of the connection. It is
    /// called with each present secret in turn.
    pub verify: fn(&HeaderMap, &[u8], &[u8]) -> bool,
    /// What a webhook asks on behalf of a person, where it asks something.
    pub asks: fn(&str, &[u8]) -> Result<Option<Asks>, Unreadable>,
    /// What is left of its messages when they grow old: ids, numbers, times
    /// and quantities.
    pub tracking_part: TrackingPart,
}

/// What a platform asks on behalf of people.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Asks {
    /// To see what is held about somebody.
    Export(Somebody),
    /// To erase it.
    Erase(Somebody),
    /// To erase it of everybody: the shop has left the platform.
    EraseAll,
}

impl Asks {
    /// What is asked, in a word.
    #[must_use]
    pub const fn kind(&self) -> &'static str {
        match self {
            Self::Export(_) => "export",
            Self::Erase(_) => "erase",
            Self::EraseAll => "erase_all",
        }
    }
}

/// A person as a platform names them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Somebody {
    /// The e-mail address.
    pub email: Option<String>,
    /// The platform's ids of their orders.
    pub orders: Vec<String>,
}

/// A shop's payload, read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ShopReading {
    /// What it asks to be taken in: an order before its shipments.
    pub changes: Vec<Change>,
    /// What could not be read or fully trusted; never silently dropped.
    pub problems: Vec<Problem>,
}

/// Every platform we read.
pub static SHOPS: &[Shop] = &[shopify::SHOP];

/// Finds a platform by its name.
#[must_use]
pub fn shop(name: &str) -> Option<&'static Shop> {
    SHOPS.iter().find(|shop| shop.name == name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn platforms_are_found_by_name() {
        assert_eq!(shop("shopify").map(|shop| shop.name), Some("shopify"));
        assert!(shop("Shopify ").is_none());
    }
}
