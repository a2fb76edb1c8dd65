//! What the find box found, and the orders somebody keeps at hand.

use crate::flag::Flag;
use crate::order::OrderKind;
use serde::{Deserialize, Serialize};

/// What was found.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct FindView {
    /// What was typed.
    pub typed: String,
    /// What fits, best first.
    pub found: Vec<FoundView>,
    /// Whether more fits than is shown.
    pub more: bool,
}

/// An order that was found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FoundView {
    /// Its public id.
    pub order: String,
    /// Its number as the buyer knows it.
    pub number: String,
    /// Live, test or imported.
    pub kind: OrderKind,
    /// The brand's name.
    pub brand: String,
    /// The buyer's name, as far as whoever looks may read it.
    pub name: Option<String>,
    /// "Order number": what fits.
    pub matched: String,
    /// What fits before the part that was typed.
    pub before: String,
    /// The part that was typed; empty where slips were forgiven.
    pub part: String,
    /// What comes after it.
    pub after: String,
    /// Whether exactly this was typed.
    pub exact: bool,
    /// "On its way".
    pub headline: String,
    /// "Ordered on 9 May 2026"; empty while only a parcel of it is known.
    pub placed: String,
    /// Its worst flag.
    pub flag: Option<Flag>,
}

/// The orders somebody opened last or pinned.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct AtHandView {
    /// Those that stay on top.
    pub pinned: Vec<HandView>,
    /// The others, the last one first.
    pub recent: Vec<HandView>,
}

/// An order at hand.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HandView {
    /// Its public id.
    pub order: String,
    /// Its number as the buyer knows it.
    pub number: String,
    /// The brand's name.
    pub brand: String,
    /// "On its way".
    pub headline: String,
    /// "opened 5 min ago".
    pub opened: String,
}
