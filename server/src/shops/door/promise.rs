//! What a checkout asks a promise for. As strict as the rest of the door.

use super::fields::{Errors, FieldErrors, Fields};
use super::order::A_COUNTRY;
use super::schema::{END, PROMISE, Promise};
use crate::carriers::words;
use chrono::{DateTime, Utc};
use doorstep::carrier::Carrier;
use doorstep::scan::Place;
use serde_json::Value;

const AN_AMOUNT: &str = "send a number, 0 or more, like 12.5";

/// Reads what is asked.
///
/// # Errors
/// All that is wrong with it, field by field.
pub fn promise(value: &Value, now: DateTime<Utc>) -> Result<Promise, FieldErrors> {
    let errors = Errors::new(now);
    let promise = Fields::open(value, "", "a question", PROMISE, &errors).map(|fields| Promise {
        brand: fields.id("brand"),
        placed_at: fields.instant("placed_at"),
        ship_to: end(&fields, "ship_to").unwrap_or_default(),
        origin: end(&fields, "origin").unwrap_or_default(),
        warehouse: fields.text("warehouse"),
        carrier: fields
            .text("carrier")
            .map(|words| Carrier::from_words(&words)),
        service: fields.text("service"),
        category: fields.text("category"),
        items: fields.count("items"),
        weight_g: amount(&fields, "weight_g"),
        volume_l: amount(&fields, "volume_l"),
        goods_value: amount(&fields, "goods_value"),
        freight_value: amount(&fields, "freight_value"),
    });
    if promise
        .as_ref()
        .is_some_and(|asked| asked.ship_to.country.is_none())
    {
        errors.add_missing("ship_to.country", "send the country it goes to, like AT");
    }
    errors.unless_any(promise)
}

fn end(fields: &Fields<'_>, key: &str) -> Option<Place> {
    let value = fields.value(key)?;
    let path = fields.path_to(key);
    let fields = Fields::open(value, &path, "a place", END, fields.errors())?;
    Some(Place {
        city: fields.text("city"),
        region: fields.text("region"),
        postal_code: fields.text("postal_code"),
        country: fields.read("country", A_COUNTRY, words::country),
    })
}

fn amount(fields: &Fields<'_>, key: &str) -> Option<f64> {
    fields.read(key, AN_AMOUNT, |text| {
        let amount: f64 = text.parse().ok()?;
        (amount.is_finite() && amount >= 0.0).then_some(amount)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn now() -> DateTime<Utc> {
        "2026-05-15T12:00:00Z".parse().unwrap()
    }

    fn wrong(value: &Value) -> Vec<String> {
        let errors = promise(value, now()).unwrap_err();
        errors.0.into_iter().map(|error| error.path).collect()
    }

    #[test]
    fn a_destination_is_enough() {
        let asked = promise(&json!({ "ship_to": { "country": "us" } }), now()).unwrap();
        assert_eq!(asked.ship_to.country.as_deref(), Some("US"));
        assert_eq!((asked.placed_at, asked.items), (None, None));
        let asked = promise(
            &json!({
                "ship_to": { "country": "US", "region": "CA", "postal_code": 94107 },
                "carrier": "UPS Ground", "items": "2", "weight_g": 1250.5, "goods_value": "59.90"
            }),
            now(),
        )
        .unwrap();
        assert_eq!(asked.carrier.unwrap().code(), "ups");
        assert_eq!(asked.ship_to.postal_code.as_deref(), Some("94107"));
        assert_eq!(asked.items, Some(2));
        assert_eq!(
            (asked.weight_g, asked.goods_value),
            (Some(1_250.5), Some(59.9))
        );
    }

    #[test]
    fn what_is_missing_or_wrong_is_named() {
        assert_eq!(wrong(&json!({})), ["ship_to.country"]);
        assert_eq!(wrong(&json!([])), [""]);
        let strange = json!({
            "ship_to": { "country": "Nowhere", "zip": "1" }, "placed_at": "yesterday",
            "weight_g": -1, "items": "some", "volume_l": "NaN", "mood": "good"
        });
        let fields = wrong(&strange);
        for field in [
            "mood",
            "placed_at",
            "ship_to.zip",
            "ship_to.country",
            "items",
            "weight_g",
            "volume_l",
        ] {
            assert!(
                fields.iter().any(|path| path == field),
                "{field}: {fields:?}"
            );
        }
        assert_eq!(fields.len(), 7);
    }
}
