//! Webhooks out: what a brand's own systems can be told, and how telling them
//! stands. Standard Webhooks 1.0 says how it travels.

use serde::{Deserialize, Serialize};

macro_rules! events {
    ($($(#[$doc:meta])* $name:ident = $code:literal,)+) => {
        /// What happened; closed.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        pub enum EventType {
            $(
                $(#[$doc])*
                #[serde(rename = $code)]
                $name,
            )+
            /// Nothing: somebody wants to see whether an endpoint answers.
            #[serde(rename = "webhook.test")]
            Test,
        }

        impl EventType {
            /// Every type an endpoint can ask for.
            pub const ALL: &'static [Self] = &[$(Self::$name,)+];

            /// The name it travels under.
            #[must_use]
            pub const fn code(self) -> &'static str {
                match self {
                    $(Self::$name => $code,)+
                    Self::Test => "webhook.test",
                }
            }

            /// Reads a name that can be asked for; `None` for any other.
            #[must_use]
            pub fn from_code(code: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|kind| kind.code() == code)
            }
        }
    };
}

events! {
    /// An order came in.
    OrderCreated = "order.created",
    /// The shop changed it, or called it off.
    OrderUpdated = "order.updated",
    /// A parcel is new, or its status or the reason for it is another.
    ParcelUpdated = "parcel.updated",
    /// The day it is expected on is another.
    WindowChanged = "window.changed",
    /// A reason for a human to look is up.
    FlagRaised = "flag.raised",
    /// It is gone.
    FlagCleared = "flag.cleared",
    /// A shopper asked or reported something.
    ContactOpened = "contact.opened",
    /// More was told of it, or somebody answered, took, closed or reopened it.
    ContactUpdated = "contact.updated",
}

/// Which events an endpoint is told of.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter(Vec<EventType>);

impl Filter {
    /// These types; none for all there are and will be.
    #[must_use]
    pub fn of(mut types: Vec<EventType>) -> Self {
        types.retain(|kind| EventType::ALL.contains(kind));
        types.sort_unstable();
        types.dedup();
        Self(types)
    }

    /// Reads it as it is stored.
    #[must_use]
    pub fn parse(text: &str) -> Self {
        Self::of(
            text.split_whitespace()
                .filter_map(EventType::from_code)
                .collect(),
        )
    }

    /// As it is stored: names with a blank between them.
    #[must_use]
    pub fn text(&self) -> String {
        let codes: Vec<&str> = self.0.iter().map(|kind| kind.code()).collect();
        codes.join(" ")
    }

    /// The types it names; none for all.
    #[must_use]
    pub fn types(&self) -> &[EventType] {
        &self.0
    }

    /// Whether it lets a type through.
    #[must_use]
    pub fn takes(&self, kind: EventType) -> bool {
        self.0.is_empty() || self.0.contains(&kind)
    }
}

/// How telling one endpoint of one event stands; closed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum DeliveryState {
    /// It waits to be sent, or to be tried again.
    Queued,
    /// It was taken.
    Sent,
    /// It was given up; it can be sent again.
    Dead,
}

impl DeliveryState {
    /// Every state.
    pub const ALL: [Self; 3] = [Self::Queued, Self::Sent, Self::Dead];

    /// The code kept in the database.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Queued => "queued",
            Self::Sent => "sent",
            Self::Dead => "dead",
        }
    }

    /// Reads a code back; `None` when it is not one of ours.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.code() == code)
    }
}

/// Why an endpoint is told nothing; closed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum DisabledWhy {
    /// Somebody disabled it.
    ByHand,
    /// It answered 410: it wants nothing more.
    Gone,
    /// It took nothing for five days.
    Failing,
}

impl DisabledWhy {
    /// Every reason.
    pub const ALL: [Self; 3] = [Self::ByHand, Self::Gone, Self::Failing];

    /// The code kept in the database.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::ByHand => "by_hand",
            Self::Gone => "gone",
            Self::Failing => "failing",
        }
    }

    /// Reads a code back; `None` when it is not one of ours.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|why| why.code() == code)
    }
}

/// Why something about an endpoint cannot be; closed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum WebhookFault {
    /// The address is none.
    NoAddress,
    /// It is not encrypted, and the operator has not opened that.
    NotHttps,
    /// It lies inside a network that is not reached.
    Inside,
    /// It holds a user or a password.
    WithPassword,
    /// It is too long.
    TooLong,
    /// The brand has as many endpoints as it may have.
    TooMany,
    /// The endpoint is disabled.
    IsDisabled,
    /// No such delivery was given up or sent.
    NothingToReplay,
    /// The day is none.
    NoDay,
    /// Somebody else has changed the endpoint since it was read.
    ChangedMeanwhile,
}

/// The beginning of an address as it is kept, up to its path: what follows is
/// often a secret, and is not for a mail.
#[must_use]
pub fn origin(url: &str) -> &str {
    let from = url.find("://").map_or(0, |at| at + "://".len());
    let rest = url.get(from..).unwrap_or_default();
    let end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
    url.get(..from + end).unwrap_or(url)
}

/// The longest address, in bytes.
pub const LONGEST_ADDRESS: usize = 2_000;

/// The longest description, in characters.
pub const LONGEST_DESCRIPTION: usize = 200;

/// How many endpoints a brand may have.
pub const MOST_ENDPOINTS: u64 = 20;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_read_back() {
        for kind in EventType::ALL {
            assert_eq!(EventType::from_code(kind.code()), Some(*kind));
        }
        assert_eq!(EventType::from_code("webhook.test"), None);
        for state in DeliveryState::ALL {
            assert_eq!(DeliveryState::from_code(state.code()), Some(state));
        }
        for why in DisabledWhy::ALL {
            assert_eq!(DisabledWhy::from_code(why.code()), Some(why));
        }
    }

    #[test]
    fn of_an_address_only_its_beginning_is_for_everybody() {
        for (url, wanted) in [
            (
                "https://hooks.acme.example/T0/s3cret?key=1",
                "https://hooks.acme.example",
            ),
            (
                "https://[2606:4700::1]:8443/",
                "https://[2606:4700::1]:8443",
            ),
            ("https://acme.example?key=1", "https://acme.example"),
            ("acme/é", "acme"),
            ("", ""),
        ] {
            assert_eq!(origin(url), wanted);
        }
    }

    #[test]
    fn no_filter_takes_all_and_one_takes_what_it_names() {
        let all = Filter::default();
        assert_eq!(all.text(), "");
        assert!(EventType::ALL.iter().all(|kind| all.takes(*kind)));
        let two = Filter::parse("flag.raised order.created nonsense flag.raised webhook.test");
        assert_eq!(two.text(), "order.created flag.raised");
        assert_eq!(Filter::parse(&two.text()), two);
        assert!(two.takes(EventType::FlagRaised));
        assert!(!two.takes(EventType::FlagCleared));
    }
}
