//! The words of search: read by staff alone.

use doorstep::order::OrderKind;
use doorstep::search::Kind;

/// The words of search.
pub trait SearchTexts {
    /// What an order was found by, in a few words.
    fn search_kind(&self, kind: Kind) -> &'static str;
    /// What an order is for, where it is no real one of today's.
    fn search_order_kind(&self, kind: OrderKind) -> Option<&'static str>;
    /// Said below a list that is not the whole.
    fn search_more(&self) -> &'static str;
}
