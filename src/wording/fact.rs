//! What a brand's words may ask for in a message, and where.

use super::{News, Part, Spot};
use crate::codes::codes;
use crate::recipient::Medium;
use crate::template::pieces::Ask;
use std::collections::{BTreeMap, BTreeSet};

codes! {
    /// What the words of a message may ask for; closed.
    Fact {
        /// The buyer's first name.
        FirstName = "first_name",
        /// The order's number as the buyer knows it.
        Order = "order",
        /// The shop's name.
        Shop = "shop",
        /// The news in one line, in our words.
        Headline = "headline",
        /// What happened, in our words.
        Happened = "happened",
        /// What happens next, in our words.
        Next = "next",
        /// What to do, in our words.
        Act = "act",
        /// What stands on the button, in our words.
        Button = "button",
        /// When it comes, as a sentence.
        Window = "window",
        /// Who carries it.
        Carrier = "carrier",
        /// Why it is late or stands still, in a few words.
        Why = "why",
        /// The address of the reader's own page.
        Link = "link",
    }
}

impl Ask for Fact {
    fn named(name: &str) -> Option<Self> {
        Self::from_code(name)
    }
}

impl Fact {
    /// Whether a message knows it at all.
    #[must_use]
    pub const fn is_known_to(self, spot: Spot) -> bool {
        match self {
            Self::FirstName
            | Self::Order
            | Self::Shop
            | Self::Headline
            | Self::Happened
            | Self::Next
            | Self::Act => true,
            // Nothing is awaited of a parcel that is lost, or goes back.
            Self::Window => !matches!(
                spot.news,
                News::Lost | News::Returning | News::Returned | News::Cancelled
            ),
            Self::Carrier => !matches!(spot.news, News::OrderConfirmed | News::Cancelled),
            Self::Why => matches!(
                spot.news,
                News::Attempted | News::Delay | News::Late | News::Exception | News::Returning
            ),
            Self::Button => matches!(spot.medium, Medium::Email),
            // In an e-mail the one button leads there.
            Self::Link => matches!(spot.medium, Medium::Sms),
        }
    }

    /// Whether an order may lack it, or its reader must not be told: words say
    /// what stands there then.
    #[must_use]
    pub const fn may_be_missing(self, spot: Spot) -> bool {
        match self {
            Self::FirstName | Self::Order | Self::Window | Self::Carrier | Self::Why => true,
            // A text message says what can be done from a doorstep, and
            // nothing else.
            Self::Act => matches!(spot.medium, Medium::Sms),
            Self::Shop
            | Self::Headline
            | Self::Happened
            | Self::Next
            | Self::Button
            | Self::Link => false,
        }
    }

    /// Whether a part has room for it: a button holds a few words, and no
    /// sentence.
    #[must_use]
    pub const fn has_room_in(self, part: Part) -> bool {
        match part {
            Part::Button => matches!(
                self,
                Self::FirstName | Self::Order | Self::Shop | Self::Carrier | Self::Button
            ),
            _ => true,
        }
    }

    /// Of these a part has to ask for at least one: what they say is another
    /// thing each time, and no fixed words can say it.
    #[must_use]
    pub const fn needed_by(spot: Spot, part: Part) -> &'static [&'static [Self]] {
        let is_late = matches!(spot.news, News::Delay | News::Late);
        let has_cause = matches!(
            spot.news,
            News::Attempted | News::Exception | News::Returning
        );
        let is_dated = matches!(
            spot.news,
            News::OrderConfirmed
                | News::Shipped
                | News::Milestone
                | News::OutForDelivery
                | News::Delay
                | News::Late
        );
        let is_to_do = matches!(
            spot.news,
            News::Attempted | News::Exception | News::AvailableForPickup | News::PickupReminder
        );
        match part {
            Part::Happened if is_late || has_cause => &[&[Self::Happened, Self::Why]],
            Part::Next if is_late => &[&[Self::Next, Self::Window]],
            Part::Act if is_to_do => &[&[Self::Act]],
            Part::Text if is_dated => &[&[Self::Link], &[Self::Window]],
            Part::Text if is_to_do => &[&[Self::Link], &[Self::Act]],
            Part::Text => &[&[Self::Link]],
            _ => &[],
        }
    }
}

/// What a message knows for its reader.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Facts {
    known: BTreeMap<Fact, String>,
    /// What differs between the parcels it tells of.
    differing: BTreeSet<Fact>,
}

impl Facts {
    /// With a fact, where it is known. Some come from carriers and shoppers:
    /// braces are taken out, so that no fact asks for another.
    #[must_use]
    pub fn with(mut self, fact: Fact, known: Option<String>) -> Self {
        let known = known.unwrap_or_default().replace(['{', '}'], "");
        let known = known.trim();
        if known.is_empty() {
            self.known.remove(&fact);
        } else {
            self.known.insert(fact, known.to_owned());
        }
        self
    }

    /// What holds for several parcels told of together, from what is known of
    /// each: where two of them differ, nothing is said of either.
    #[must_use]
    pub fn of_all(each: impl IntoIterator<Item = Self>) -> Self {
        let mut each = each.into_iter();
        let mut all = each.next().unwrap_or_default();
        for one in each {
            for fact in Fact::ALL {
                if all.get(*fact) != one.get(*fact) {
                    all.differing.insert(*fact);
                }
            }
        }
        all.known.retain(|fact, _| !all.differing.contains(fact));
        all
    }

    /// Whether it is one thing of one parcel and another of the next, so that
    /// a line about it must not be said of both: not even the words for what
    /// nobody knows.
    #[must_use]
    pub fn differs(&self, fact: Fact) -> bool {
        self.differing.contains(&fact)
    }

    /// A fact.
    #[must_use]
    pub fn get(&self, fact: Fact) -> Option<&str> {
        self.known.get(&fact).map(String::as_str)
    }
}
