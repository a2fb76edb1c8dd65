//! Texts of a brand's own, in the place of ours: which there are, and what
//! each may ask for in braces ("{carrier} has it"). A key alone is in the
//! brand's language; one with a language before it ("de.home.text") in that.

use super::Language;
use doorstep::answers::{Act, Next};
use doorstep::brand::Trouble;
use doorstep::nearest::nearest;
use doorstep::scan::Status;
use doorstep::status::Step;
use std::collections::BTreeMap;

/// What a text may ask for where the carrier is known.
const CARRIER: &[&str] = &["carrier"];
const NOTHING: &[&str] = &[];

macro_rules! own_texts {
    ($($name:ident $key:literal $arguments:ident),+ $(,)?) => {
        /// A text that a brand may replace.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum OwnText {
            $(#[doc = $key] $name),+
        }

        impl OwnText {
            /// Every text that a brand may replace.
            pub const ALL: &[Self] = &[$(Self::$name),+];

            /// Its key in a brand file, below `texts`.
            #[must_use]
            pub const fn key(self) -> &'static str {
                match self { $(Self::$name => $key),+ }
            }

            /// What it may ask for.
            #[must_use]
            pub const fn arguments(self) -> &'static [&'static str] {
                match self { $(Self::$name => $arguments),+ }
            }
        }
    };
}

own_texts! {
    HeadlineUnknown "headline.unknown" CARRIER,
    HeadlineOrdered "headline.ordered" NOTHING,
    HeadlinePacked "headline.packed" NOTHING,
    HeadlineLabelCreated "headline.label_created" CARRIER,
    HeadlinePickedUp "headline.picked_up" CARRIER,
    HeadlineInTransit "headline.in_transit" CARRIER,
    HeadlineException "headline.exception" CARRIER,
    HeadlineOutForDelivery "headline.out_for_delivery" CARRIER,
    HeadlineAttempted "headline.attempted" CARRIER,
    HeadlineAvailableForPickup "headline.available_for_pickup" CARRIER,
    HeadlineDelivered "headline.delivered" CARRIER,
    HeadlineReturning "headline.returning" CARRIER,
    HeadlineReturned "headline.returned" CARRIER,
    HeadlineCancelled "headline.cancelled" NOTHING,
    StepOrdered "step.ordered" NOTHING,
    StepPacked "step.packed" NOTHING,
    StepShipped "step.shipped" NOTHING,
    StepOutForDelivery "step.out_for_delivery" NOTHING,
    StepDelivered "step.delivered" NOTHING,
    StepReadyForPickup "step.ready_for_pickup" NOTHING,
    StepCancelled "step.cancelled" NOTHING,
    StepLost "step.lost" NOTHING,
    StepReturned "step.returned" NOTHING,
    NextShopPrepares "next.shop_prepares" NOTHING,
    NextCarrierCollects "next.carrier_collects" CARRIER,
    NextTravelsOn "next.travels_on" CARRIER,
    NextComesToday "next.comes_today" CARRIER,
    NextTriesAgain "next.tries_again" CARRIER,
    NextWaitsForPickup "next.waits_for_pickup" CARRIER,
    NextShopReceives "next.shop_receives" NOTHING,
    NextShopSettles "next.shop_settles" NOTHING,
    NextNothing "next.nothing" NOTHING,
    NextWaitForNews "next.wait_for_news" CARRIER,
    ActNothing "act.nothing" CARRIER,
    ActBeThere "act.be_there" CARRIER,
    ActCollect "act.collect" CARRIER,
    ActLookAround "act.look_around" CARRIER,
    ActContactShop "act.contact_shop" CARRIER,
    LabelHappened "label.happened" NOTHING,
    LabelNext "label.next" NOTHING,
    LabelAct "label.act" NOTHING,
    LabelPromises "label.promises" NOTHING,
    LabelScans "label.scans" NOTHING,
    LabelItems "label.items" NOTHING,
    UnshippedHeadline "unshipped.headline" NOTHING,
    UnshippedText "unshipped.text" NOTHING,
    PolicyLate "policy.late" NOTHING,
    PolicyLost "policy.lost" NOTHING,
    PolicyReturned "policy.returned" NOTHING,
    PolicyUndeliverable "policy.undeliverable" NOTHING,
    HelpHeading "help.heading" NOTHING,
    HelpAskShop "help.ask_shop" NOTHING,
    HelpToShop "help.to_shop" NOTHING,
    NotFoundHeadline "not_found.headline" NOTHING,
    NotFoundText "not_found.text" NOTHING,
    NotFoundAct "not_found.act" NOTHING,
    HomeHeadline "home.headline" NOTHING,
    HomeText "home.text" NOTHING,
}

impl OwnText {
    /// The headline of a status.
    #[must_use]
    pub const fn of_headline(status: Status) -> Self {
        match status {
            Status::Unknown => Self::HeadlineUnknown,
            Status::Ordered => Self::HeadlineOrdered,
            Status::Packed => Self::HeadlinePacked,
            Status::LabelCreated => Self::HeadlineLabelCreated,
            Status::PickedUp => Self::HeadlinePickedUp,
            Status::InTransit => Self::HeadlineInTransit,
            Status::Exception => Self::HeadlineException,
            Status::OutForDelivery => Self::HeadlineOutForDelivery,
            Status::Attempted => Self::HeadlineAttempted,
            Status::AvailableForPickup => Self::HeadlineAvailableForPickup,
            Status::Delivered => Self::HeadlineDelivered,
            Status::Returning => Self::HeadlineReturning,
            Status::Returned => Self::HeadlineReturned,
            Status::Cancelled => Self::HeadlineCancelled,
        }
    }

    /// A step of the bar.
    #[must_use]
    pub const fn of_step(step: Step) -> Self {
        match step {
            Step::Ordered => Self::StepOrdered,
            Step::Packed => Self::StepPacked,
            Step::Shipped => Self::StepShipped,
            Step::OutForDelivery => Self::StepOutForDelivery,
            Step::Delivered => Self::StepDelivered,
            Step::ReadyForPickup => Self::StepReadyForPickup,
            Step::Cancelled => Self::StepCancelled,
            Step::Lost => Self::StepLost,
            Step::Returned => Self::StepReturned,
        }
    }

    /// What the shop does in trouble, where its policy has to be said in another
    /// language.
    #[must_use]
    pub const fn of_policy(trouble: Trouble) -> Self {
        match trouble {
            Trouble::Late => Self::PolicyLate,
            Trouble::Lost => Self::PolicyLost,
            Trouble::Returned => Self::PolicyReturned,
            Trouble::Undeliverable => Self::PolicyUndeliverable,
        }
    }

    /// What happens next; what depends on a reason is not replaced.
    #[must_use]
    pub const fn of_next(next: Next) -> Option<Self> {
        Some(match next {
            Next::ShopPrepares => Self::NextShopPrepares,
            Next::CarrierCollects => Self::NextCarrierCollects,
            Next::TravelsOn => Self::NextTravelsOn,
            Next::ComesToday => Self::NextComesToday,
            Next::TriesAgain => Self::NextTriesAgain,
            Next::WaitsForPickup => Self::NextWaitsForPickup,
            Next::ShopReceives => Self::NextShopReceives,
            Next::ShopSettles => Self::NextShopSettles,
            Next::Nothing => Self::NextNothing,
            Next::WaitForNews => Self::NextWaitForNews,
            Next::CarrierResolves(_)
            | Next::ShopResolves(_)
            | Next::WaitsForRecipient(_)
            | Next::CustomsReleases(_)
            | Next::NatureAllows(_) => return None,
        })
    }

    /// What to do; what depends on a reason is not replaced.
    #[must_use]
    pub const fn of_act(act: Act) -> Option<Self> {
        Some(match act {
            Act::Nothing => Self::ActNothing,
            Act::BeThere => Self::ActBeThere,
            Act::Collect => Self::ActCollect,
            Act::LookAround => Self::ActLookAround,
            Act::ContactShop => Self::ActContactShop,
            Act::Resolve(_) => return None,
        })
    }
}

/// What is wrong with a text of a brand's own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum OwnFault {
    /// No text has that key.
    Unknown {
        /// The key that was probably meant.
        nearest: Option<&'static str>,
    },
    /// It asks for something that is not known where it stands.
    Argument {
        /// What it asks for.
        argument: String,
        /// What is known there.
        known: &'static [&'static str],
    },
}

/// What is wrong with a text at a key; `None` when it can be used.
#[must_use]
pub fn fault(key: &str, text: &str) -> Option<OwnFault> {
    let (_, key) = in_language(key);
    let Some(own) = OwnText::ALL.iter().find(|own| own.key() == key) else {
        let keys: Vec<&'static str> = OwnText::ALL.iter().map(|own| own.key()).collect();
        let nearest = nearest(key, &keys);
        return Some(OwnFault::Unknown { nearest });
    };
    let known = own.arguments();
    let stranger = arguments(text).find(|argument| !known.contains(argument));
    stranger.map(|argument| OwnFault::Argument {
        argument: argument.to_owned(),
        known,
    })
}

/// The language before a key, where one is named, and the key itself.
fn in_language(key: &str) -> (Option<Language>, &str) {
    key.split_once('.')
        .and_then(|(tag, rest)| {
            let mut all = Language::ALL.into_iter();
            let language = all.find(|language| language.tag() == tag)?;
            Some((Some(language), rest))
        })
        .unwrap_or((None, key))
}

/// What stands in braces; a brace that never closes takes all that follows.
fn arguments(text: &str) -> impl Iterator<Item = &str> {
    text.split('{')
        .skip(1)
        .map(|rest| rest.split('}').next().unwrap_or(rest))
}

/// The texts a brand has of its own.
#[derive(Clone, Debug, Default)]
pub struct Own(BTreeMap<String, String>);

impl Own {
    /// None at all.
    #[must_use]
    pub const fn none() -> Self {
        Self(BTreeMap::new())
    }

    /// Those of a brand in a language; `home` is the brand's own.
    #[must_use]
    pub fn of(texts: &BTreeMap<String, String>, language: Language, home: Language) -> Self {
        let mut own = BTreeMap::new();
        // What names its language stands before what does not.
        for named in [None, Some(language)] {
            let is_read = named.is_some() || language == home;
            let read = texts.iter().filter(|_| is_read).filter_map(|(key, text)| {
                let (of, key) = in_language(key);
                (of == named).then(|| (key.to_owned(), text.clone()))
            });
            own.extend(read);
        }
        Self(own)
    }

    /// A text without arguments, where the brand has one of its own.
    #[must_use]
    pub fn get(&self, text: OwnText) -> Option<&str> {
        self.0.get(text.key()).map(String::as_str)
    }

    /// Puts the brand's own text in the place of ours, where it has one.
    pub fn replace(&self, text: OwnText, ours: &mut String) {
        if let Some(own) = self.get(text) {
            own.clone_into(ours);
        }
    }

    /// A text of the brand's own with the carrier's name in its place.
    #[must_use]
    pub fn about(&self, text: OwnText, carrier: &str) -> Option<String> {
        Some(self.get(text)?.replace("{carrier}", carrier))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_and_arguments_are_checked() {
        assert_eq!(
            fault("headline.picked_up", "{carrier} has your books"),
            None
        );
        assert_eq!(
            fault("headline.pickedup", "x"),
            Some(OwnFault::Unknown {
                nearest: Some("headline.picked_up")
            })
        );
        assert_eq!(fault("de.headline.picked_up", "{carrier} hat es"), None);
        let nearest = Some("home.text");
        for key in ["de.home.texts", "fr.home.text"] {
            assert_eq!(fault(key, "x"), Some(OwnFault::Unknown { nearest }));
        }
        let stranger = |key, text: &str, argument: &str, known| {
            let argument = argument.to_owned();
            assert_eq!(
                fault(key, text),
                Some(OwnFault::Argument { argument, known })
            );
        };
        stranger("headline.picked_up", "{courier} has it", "courier", CARRIER);
        stranger("home.text", "{carrier}", "carrier", NOTHING);
        stranger(
            "headline.picked_up",
            "{carrier has it",
            "carrier has it",
            CARRIER,
        );
    }

    #[test]
    fn keys_are_there_once() {
        let mut keys: Vec<_> = OwnText::ALL.iter().map(|own| own.key()).collect();
        keys.sort_unstable();
        let count = keys.len();
        keys.dedup();
        assert_eq!(keys.len(), count);
    }
}
