//! English for search: what a rep reads beside an order that was found.

use super::English;
use crate::texts::search::SearchTexts;
use doorstep::order::OrderKind;
use doorstep::search::Kind;

impl SearchTexts for English {
    fn search_kind(&self, kind: Kind) -> &'static str {
        match kind {
            Kind::Number => "Order number",
            Kind::External => "Shop's own id",
            Kind::Tracking => "Tracking number",
            Kind::Email => "E-mail",
            Kind::Phone => "Phone",
            Kind::Name => "Name",
            Kind::PostalCode => "Postal code",
        }
    }

    fn search_order_kind(&self, kind: OrderKind) -> Option<&'static str> {
        match kind {
            OrderKind::Live => None,
            OrderKind::Test => Some("Test"),
            OrderKind::Imported => Some("Imported"),
        }
    }

    fn search_more(&self) -> &'static str {
        "More orders fit than these. Type more of what you look for."
    }
}
