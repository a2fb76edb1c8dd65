//! Templates of replies: which there are, what they may ask for, and what an
//! order answers.
//!
//! [`render`] fills one in, [`check`] says what is wrong with one that is
//! being edited, and [`suggest`] which fits an order. What a template asks for
//! and an order does not know stays in the text as it was asked for, where
//! nobody overlooks it, and no mail goes out with it.

pub(crate) mod pieces;
mod render;
mod suggest;

pub use render::{LINK, Part, Rendered, TemplateFault, check, is_unfinished, render, render_mail};
pub use suggest::{Situation, suggest};

use crate::brand::Trouble;
use crate::codes::codes;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

codes! {
    /// A template; closed. A brand may have its own words for each.
    TemplateKey {
        /// Where is it?
        WhereIsIt = "where_is_it",
        /// It missed its date.
        Late = "late",
        /// Nobody has scanned it for too long.
        Stuck = "stuck",
        /// Marked as delivered, and not there.
        NotReceived = "not_received",
        /// It goes to the wrong address.
        WrongAddress = "wrong_address",
        /// It is broken.
        Damaged = "damaged",
        /// It is gone.
        Lost = "lost",
        /// Customs has it.
        Customs = "customs",
        /// It comes back, or is back.
        Returned = "returned",
        /// Money back, or once more?
        RefundOrResend = "refund_or_resend",
    }
}

impl TemplateKey {
    /// The trouble whose policy it quotes; `None` for that of the order.
    #[must_use]
    pub const fn trouble(self) -> Option<Trouble> {
        match self {
            Self::Late | Self::Stuck => Some(Trouble::Late),
            Self::Lost => Some(Trouble::Lost),
            Self::Returned => Some(Trouble::Returned),
            Self::WrongAddress => Some(Trouble::Undeliverable),
            Self::WhereIsIt
            | Self::NotReceived
            | Self::Damaged
            | Self::Customs
            | Self::RefundOrResend => None,
        }
    }
}

codes! {
    /// What a template may ask for; closed.
    Placeholder {
        /// The buyer's first name.
        FirstName = "first_name",
        /// The order's number as the buyer knows it.
        Order = "order",
        /// The parcel's status in a few words.
        Status = "status",
        /// What happened, in a sentence.
        Happened = "happened",
        /// What happens next, in a sentence.
        Next = "next",
        /// What the buyer should do, in a sentence.
        Act = "act",
        /// When it comes, in a sentence.
        Window = "window",
        /// Who carries it.
        Carrier = "carrier",
        /// Its tracking number.
        Number = "number",
        /// The newest scan in plain words, with its place.
        LastScan = "last_scan",
        /// When that was.
        LastScanWhen = "last_scan_when",
        /// Why it stands still, in a few words.
        Reason = "reason",
        /// The address of the order's page.
        Link = "link",
        /// The shop's name.
        Shop = "shop",
        /// When somebody answers.
        SupportHours = "support_hours",
        /// What the shop does in this trouble, in its own words.
        Policy = "policy",
        /// What is known of a disruption the parcel is caught in.
        Incident = "incident",
        /// The contact's reference.
        Reference = "reference",
        /// Who writes.
        Rep = "rep",
    }
}

/// What an order answers to a template: the facts that are known.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Known(BTreeMap<Placeholder, String>);

impl Known {
    /// With a fact, where it is known. Some come from carriers and shoppers:
    /// braces are taken out, so that no fact asks for another.
    #[must_use]
    pub fn with(mut self, placeholder: Placeholder, fact: Option<String>) -> Self {
        let fact = fact.unwrap_or_default().replace(['{', '}'], "");
        let fact = fact.trim();
        if !fact.is_empty() {
            self.0.insert(placeholder, fact.to_owned());
        }
        self
    }

    /// Without a fact, for whoever may not read it.
    #[must_use]
    pub fn without(mut self, placeholder: Placeholder) -> Self {
        self.0.remove(&placeholder);
        self
    }

    /// A fact.
    #[must_use]
    pub fn get(&self, placeholder: Placeholder) -> Option<&str> {
        self.0.get(&placeholder).map(String::as_str)
    }
}

/// A reply as a template makes it, for somebody to read over.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Draft {
    /// The template it is made of.
    pub template: TemplateKey,
    /// The mail's subject.
    pub subject: String,
    /// The mail's text.
    pub body: String,
    /// What it asks for and nobody knows: it stands in the text as it was
    /// asked for.
    pub missing: Vec<Placeholder>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_read_back() {
        for key in TemplateKey::ALL {
            assert_eq!(TemplateKey::from_code(key.code()), Some(*key));
        }
        for placeholder in Placeholder::ALL {
            assert_eq!(
                Placeholder::from_code(placeholder.code()),
                Some(*placeholder)
            );
        }
        assert_eq!(TemplateKey::ALL.len(), 10);
    }

    #[test]
    fn a_fact_asks_for_nothing() {
        let known = Known::default()
            .with(Placeholder::Carrier, Some("{{link}} Express".to_owned()))
            .with(Placeholder::Number, Some("  ".to_owned()));
        assert_eq!(known.get(Placeholder::Carrier), Some("link Express"));
        assert_eq!(known.get(Placeholder::Number), None);
    }
}
