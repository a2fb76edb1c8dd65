//! What Shopify asks on behalf of people, as the law of many places has it:
//! `customers/data_request`, `customers/redact` and `shop/redact`.

use super::parse;
use super::payload::{Notes, Part};
use crate::carriers::Unreadable;
use crate::shops::{Asks, Somebody};

/// What a webhook asks; `None` when it is about orders or parcels.
///
/// # Errors
/// When its body names nobody.
pub fn asks(topic: &str, body: &[u8]) -> Result<Option<Asks>, Unreadable> {
    let topic = topic.trim().to_ascii_lowercase().replace('/', "_");
    Ok(match topic.as_str() {
        "customers_data_request" => Some(Asks::Export(somebody(body, "orders_requested")?)),
        "customers_redact" => Some(Asks::Erase(somebody(body, "orders_to_redact")?)),
        "shop_redact" => Some(Asks::EraseAll),
        _ => None,
    })
}

fn somebody(body: &[u8], orders: &str) -> Result<Somebody, Unreadable> {
    let value = parse(body)?;
    let notes = Notes::default();
    let request = Part::of("request", &value, &notes)
        .ok_or_else(|| Unreadable("the request is not an object".to_owned()))?;
    let customer = request.part("customer", "customer");
    let somebody = Somebody {
        email: customer.and_then(|customer| customer.text("email")),
        orders: request.ids(orders),
    };
    if somebody == Somebody::default() {
        return Err(Unreadable("the request names nobody".to_owned()));
    }
    Ok(somebody)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(topic: &str, body: &str, wanted: Result<Option<Asks>, ()>) {
        let asked = asks(topic, body.as_bytes()).map_err(|_| ());
        assert_eq!(asked, wanted, "{topic} {body}");
    }

    fn somebody(email: Option<&str>, orders: &[&str]) -> Somebody {
        Somebody {
            email: email.map(str::to_owned),
            orders: orders.iter().map(|&order| order.to_owned()).collect(),
        }
    }

    #[test]
    fn requests_name_a_person_by_address_and_orders() {
        let ada = r#""customer": {"id": 7, "email": "Ada@example.com", "phone": null}"#;
        check(
            "customers/data_request",
            &format!(r#"{{"shop_id": 1, {ada}, "orders_requested": [820982911946154508, "2"]}}"#),
            Ok(Some(Asks::Export(somebody(
                Some("Ada@example.com"),
                &["820982911946154508", "2"],
            )))),
        );
        check(
            "CUSTOMERS_REDACT",
            &format!("{{{ada}}}"),
            Ok(Some(Asks::Erase(somebody(Some("Ada@example.com"), &[])))),
        );
        check(
            "customers/redact",
            r#"{"orders_to_redact": [3]}"#,
            Ok(Some(Asks::Erase(somebody(None, &["3"])))),
        );
        check("shop/redact", "{}", Ok(Some(Asks::EraseAll)));
    }

    #[test]
    fn requests_that_name_nobody_cannot_be_carried_out() {
        for body in [
            "{}",
            "[]",
            "no",
            r#"{"customer": {"id": 1}, "orders_to_redact": []}"#,
        ] {
            check("customers/redact", body, Err(()));
        }
        check("orders/create", "{}", Ok(None));
    }
}
