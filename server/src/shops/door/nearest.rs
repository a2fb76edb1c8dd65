//! The known name somebody probably meant: a slip, or another system's name.

use doorstep::nearest::fold;

/// Names other systems use, and ours for the same thing. One name may mean
/// different fields at different doors.
const OTHER_NAMES: &[(&str, &str)] = &[
    ("address", "ship_to"),
    ("address1", "street"),
    ("barcode", "number"),
    ("carrier_code", "carrier"),
    ("company", "carrier"),
    ("count", "quantity"),
    ("created_at", "placed_at"),
    ("customer_email", "email"),
    ("date", "time"),
    ("datetime", "time"),
    ("delivery_date", "expected"),
    ("description", "text"),
    ("description", "title"),
    ("estimated_delivery", "estimate"),
    ("eta", "estimate"),
    ("eta", "expected"),
    ("event", "status"),
    ("language", "locale"),
    ("line_id", "id"),
    ("line_items", "items"),
    ("lines", "items"),
    ("message", "text"),
    ("name", "title"),
    ("occurred_at", "time"),
    ("order_number", "number"),
    ("ordered_at", "placed_at"),
    ("postcode", "postal_code"),
    ("products", "items"),
    ("province", "region"),
    ("qty", "quantity"),
    ("shipped_at", "handed_over_at"),
    ("shipping_address", "ship_to"),
    ("signature", "signed_by"),
    ("state", "region"),
    ("timestamp", "time"),
    ("total_price", "total"),
    ("town", "city"),
    ("tracking_number", "number"),
    ("tracking_numbers", "numbers"),
    ("tracking_url", "link"),
    ("url", "link"),
    ("zip", "postal_code"),
];

/// The nearest of the known names; `None` when none is near.
pub fn nearest<'a>(name: &str, known: &[&'a str]) -> Option<&'a str> {
    let folded = fold(name);
    let meant = OTHER_NAMES
        .iter()
        .filter(|(other, _)| fold(other) == folded)
        .find_map(|(_, ours)| known.iter().find(|known| *known == ours));
    meant
        .copied()
        .or_else(|| doorstep::nearest::nearest(name, known))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::shops::door::schema;

    fn check(name: &str, known: &[&str], wanted: Option<&str>) {
        assert_eq!(nearest(name, known), wanted, "{name}");
    }

    #[test]
    fn slips_and_other_spellings_find_the_name() {
        check("quantiy", schema::ITEM, Some("quantity"));
        check("placedAt", schema::ORDER, Some("placed_at"));
        check("Carrier ", schema::SCAN, Some("carrier"));
        check("emails", schema::ORDER, Some("email"));
        check("numer", schema::SHIPMENT, Some("number"));
    }

    #[test]
    fn other_systems_names_find_ours() {
        check("qty", schema::ITEM, Some("quantity"));
        check("zip", schema::SHIP_TO, Some("postal_code"));
        check("description", schema::ITEM, Some("title"));
        check("description", schema::SCAN, Some("text"));
        check("trackingNumber", schema::SHIPMENT, Some("number"));
    }

    #[test]
    fn what_nobody_meant_finds_nothing() {
        check("gift_wrapping_colour", schema::ITEM, None);
        check("", schema::ITEM, None);
        check("日本", schema::ITEM, None);
        check(&"quantity".repeat(1000), schema::ITEM, None);
    }

    #[test]
    fn every_other_name_leads_to_a_field() {
        let all = [
            schema::ORDER,
            schema::SHIP_TO,
            schema::ITEM,
            schema::SHIPMENT,
            schema::SCAN,
        ];
        for (other, ours) in OTHER_NAMES {
            assert!(all.iter().any(|known| known.contains(ours)), "{other}");
        }
    }
}
