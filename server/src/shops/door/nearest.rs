//! The known name somebody probably meant.

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

/// The longest name compared; beyond it nobody mistyped one of ours.
const LONGEST: usize = 40;

/// The nearest of the known names; `None` when none is near.
pub fn nearest<'a>(name: &str, known: &[&'a str]) -> Option<&'a str> {
    if name.len() > LONGEST {
        return None;
    }
    let folded = fold(name);
    let meant = OTHER_NAMES
        .iter()
        .filter(|(other, _)| fold(other) == folded)
        .find_map(|(_, ours)| known.iter().find(|known| *known == ours));
    if let Some(meant) = meant {
        return Some(meant);
    }
    known
        .iter()
        .map(|known| (distance(&folded, &fold(known)), *known))
        .min_by_key(|(distance, _)| *distance)
        .filter(|(distance, known)| *distance * 2 <= known.len())
        .map(|(_, known)| known)
}

/// "placedAt", "Placed-At" and "placed_at" are one name.
fn fold(name: &str) -> String {
    name.chars()
        .filter(|letter| letter.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect()
}

/// How many letters must be put in, taken out or changed (Levenshtein).
fn distance(from: &str, to: &str) -> usize {
    let to: Vec<char> = to.chars().collect();
    let mut row: Vec<usize> = (0..=to.len()).collect();
    for (index, letter) in from.chars().enumerate() {
        let mut diagonal = row[0];
        row[0] = index + 1;
        for column in 1..row.len() {
            let changed = diagonal + usize::from(to[column - 1] != letter);
            diagonal = row[column];
            row[column] = changed.min(diagonal + 1).min(row[column - 1] + 1);
        }
    }
    row.last().copied().unwrap_or_default()
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
