use super::*;
use crate::shops::compact;
use proptest::prelude::*;
use serde_json::json;

fn check(topic: &str, body: &str, wanted: &str) {
    let read = match read(topic, body.as_bytes()) {
        Err(Unreadable(why)) => format!("unreadable: {why}"),
        Ok(reading) => {
            let problems = reading
                .problems
                .iter()
                .map(|problem| format!("\n! {:?}: {}", problem.kind, problem.detail));
            compact::changes(&reading.changes) + &problems.collect::<String>()
        }
    };
    assert_eq!(read, wanted, "{topic} {body}");
}

const ORDER: &str = r##"{
  "id": 820982911946154777, "name": "#2041", "order_number": 2041, "test": false,
  "email": "ada@example.com", "contact_email": "other@example.com", "phone": null,
  "created_at": "2026-05-02T10:15:01+02:00", "processed_at": "2026-05-02T10:15:00+02:00",
  "updated_at": "2026-05-03T09:00:00+02:00", "cancelled_at": null,
  "currency": "EUR", "total_price": "57.98", "customer_locale": "de_AT",
  "customer": {"first_name": "Ada", "last_name": "Lang", "phone": "+43 1 2345"},
  "shipping_address": {"name": "Ada Lang", "first_name": "Ada", "last_name": "Lang",
    "address1": "Ringstraße 1", "address2": "Tür 4", "city": "Wien", "province": null,
    "zip": "1010", "country": "Austria", "country_code": "AT", "phone": "+43 9 9999"},
  "billing_address": {"city": "Elsewhere"},
  "shipping_lines": [{"title": "Old", "is_removed": true}, {"title": "Express", "code": "exp"}],
  "line_items": [
    {"id": 11, "title": "Trail shoe", "variant_title": "blue / 42", "sku": "TS-42",
     "quantity": 2, "current_quantity": 1, "requires_shipping": true},
    {"id": 12, "title": "Gift card", "variant_title": "Default Title", "sku": "",
     "quantity": 1, "gift_card": true, "requires_shipping": false}],
  "fulfillments": [
    {"id": 901, "order_id": 820982911946154777, "status": "success", "service": "manual",
     "created_at": "2026-05-03T08:00:00+02:00", "updated_at": "2026-05-03T08:30:00+02:00",
     "tracking_company": "UPS", "tracking_numbers": ["1Z 999-AA1", "1Z999AA2"],
     "tracking_urls": ["https://ups.example/1", "https://ups.example/2"],
     "line_items": [{"id": 11, "quantity": 1}]},
    {"id": 902, "status": "cancelled", "created_at": "2026-05-02T08:00:00Z",
     "updated_at": "2026-05-02T09:00:00Z", "tracking_numbers": [], "line_items": null}]
}"##;

const READ_ORDER: &str = "\
order 820982911946154777 #2041: placed=2026-05-02T08:15:00Z version=2026-05-03T07:00:00Z \
buyer=Ada Lang email=ada@example.com phone=+43 1 2345 locale=de-AT currency=EUR total=5798 \
to=Ada Lang/Ringstraße 1 + Tür 4/Wien/-/1010/AT service=Express
  11: 1 x Trail shoe (blue / 42) sku=TS-42
  12: 1 x Gift card stays
shipment 901 of 820982911946154777: version=2026-05-03T06:30:00Z \
[ups 1Z999AA1 <https://ups.example/1>] [ups 1Z999AA2 <https://ups.example/2>] 1x11 \
packed=2026-05-03T06:00:00Z
shipment 902 of 820982911946154777: version=2026-05-02T09:00:00Z cancelled=2026-05-02T09:00:00Z";

#[test]
fn an_order_comes_with_its_fulfilments() {
    check("orders/create", ORDER, READ_ORDER);
    check(" Orders/Updated ", ORDER, READ_ORDER);
    check("ORDERS_UPDATED", ORDER, READ_ORDER);
    check(
        "orders/updated",
        &format!("\u{feff}{{\"order\":{ORDER}}}"),
        READ_ORDER,
    );
    check(
        "orders/updated",
        &format!("{{\"orders\":[{ORDER}]}}"),
        READ_ORDER,
    );
}

#[test]
fn a_bare_order_reads_with_what_it_has() {
    check(
        "orders/create",
        r#"{"id": "gid://shopify/Order/77", "created_at": "2026-05-02T10:00:00Z", "test": true,
            "email": "", "customer": {"email": "c@example.com"}, "shipping_address": null,
            "line_items": [{"name": "Hat - red", "quantity": "3"}], "order_number": "9"}"#,
        "order 77 #9: kind=test placed=2026-05-02T10:00:00Z version=2026-05-02T10:00:00Z \
         email=c@example.com\n  1: 3 x Hat - red\n! Malformed: line_item.id is missing: null",
    );
}

#[test]
fn a_cancelled_order_is_cancelled_even_without_its_time() {
    let body = r#"{"id": 5, "updated_at": "2026-05-02T10:00:00Z", "cancelled_at": null}"#;
    let order = "order 5 5: placed=2026-05-02T10:00:00Z version=2026-05-02T10:00:00Z";
    check(
        "orders/cancelled",
        body,
        &format!("{order} cancelled=2026-05-02T10:00:00Z"),
    );
    check("orders/updated", body, order);
}

#[test]
fn money_is_in_minor_units_of_its_currency() {
    for (currency, price, wanted) in [
        ("USD", "\"57.98\"", "currency=USD total=5798"),
        ("JPY", "\"5800\"", "currency=JPY total=5800"),
        ("KWD", "\"5.125\"", "currency=KWD total=5125"),
        ("usd", "57.98", "currency=USD total=5798"),
    ] {
        check(
            "orders/create",
            &format!(
                r#"{{"id": 5, "updated_at": "2026-05-02T10:00:00Z", "currency": "{currency}",
                    "total_price": {price}}}"#
            ),
            &format!(
                "order 5 5: placed=2026-05-02T10:00:00Z version=2026-05-02T10:00:00Z {wanted}"
            ),
        );
    }
}

#[test]
fn a_delivery_day_in_the_notes_is_the_shops_word() {
    for (name, value, wanted) in [
        ("Delivery-Date", "2026/05/14", " expected=2026-05-14"),
        (
            "estimated_delivery",
            "2026-05-14 - 2026-05-16",
            " expected=2026-05-14..2026-05-16",
        ),
        ("Delivery Date", "14/05/2026", ""),
        ("engraving", "2026-05-14", ""),
    ] {
        check(
            "orders/create",
            &format!(
                r#"{{"id": 5, "updated_at": "2026-05-02T10:00:00Z",
                    "note_attributes": [{{"name": "{name}", "value": "{value}"}}]}}"#
            ),
            &format!("order 5 5: placed=2026-05-02T10:00:00Z version=2026-05-02T10:00:00Z{wanted}"),
        );
    }
}

/// A fulfilment with the given fields beside those every one has.
fn fulfilment(fields: &str) -> String {
    format!(
        r#"{{"id": 901, "order_id": 77, "created_at": "2026-05-03T08:00:00Z",
            "updated_at": "2026-05-03T08:30:00Z" {fields}}}"#
    )
}

const SHIPMENT: &str = "shipment 901 of 77: version=2026-05-03T08:30:00Z";
const PACKED: &str = "packed=2026-05-03T08:00:00Z";

#[test]
fn a_fulfilment_is_one_shipment() {
    let body = fulfilment(
        r#", "status": "success", "tracking_company": "UPS Ground", "service": "shipwire",
            "tracking_number": "1z999", "tracking_url": "https://ups.example/1",
            "shipment_status": "delivered", "line_items": {"id": 11, "quantity": 2}"#,
    );
    let wanted = format!(
        "{SHIPMENT} [ups 1Z999 <https://ups.example/1>] 2x11 {PACKED} service=UPS Ground \
         warehouse=shipwire"
    );
    for topic in ["fulfillments/create", "fulfillments/update"] {
        check(topic, &body, &wanted);
        check(topic, &format!("{{\"fulfillment\":{body}}}"), &wanted);
        check(topic, &format!("{{\"fulfillments\":[{body}]}}"), &wanted);
    }
}

#[test]
fn a_fulfilment_says_the_same_alone_and_in_its_order() {
    let order: Value = serde_json::from_str(ORDER).unwrap();
    let inside = read("orders/updated", ORDER.as_bytes()).unwrap().changes;
    let alone = order["fulfillments"][0].to_string();
    let alone = read("fulfillments/update", alone.as_bytes())
        .unwrap()
        .changes;
    assert_eq!(inside[1..2], alone[..]);
}

#[test]
fn numbers_come_in_every_shape() {
    for (fields, wanted) in [
        (r#""tracking_numbers": "1Z999""#, "[ 1Z999]"),
        (
            r#""tracking_numbers": [123456789012345678, null, ""]"#,
            "[ 123456789012345678]",
        ),
        (
            r#""tracking_number": "1Z999, 1Z998;1Z999""#,
            "[ 1Z999] [ 1Z998]",
        ),
        (
            r#""tracking_numbers": ["\n1Z9\n---99 "], "tracking_number": "1Z999""#,
            "[ 1Z999]",
        ),
        (
            r#""tracking_info": [{"number": "1Z999", "company": "DHL Express", "url": "http://x/1"}]"#,
            "[dhl_express 1Z999 <http://x/1>]",
        ),
        (
            r#""tracking_numbers": ["AAAA1", "BBBB2"], "tracking_urls": ["https://x/?n=BBBB2"]"#,
            "[ AAAA1] [ BBBB2 <https://x/?n=BBBB2>]",
        ),
        (
            r#""tracking_number": "1Z999", "tracking_url": "javascript:alert(1)""#,
            "[ 1Z999]",
        ),
    ] {
        let wanted = format!("{SHIPMENT} {wanted} {PACKED}");
        check(
            "fulfillments/create",
            &fulfilment(&format!(", {fields}")),
            &wanted,
        );
    }
}

#[test]
fn fillers_are_no_numbers() {
    for filler in ["n/a", "none", "0"] {
        check(
            "fulfillments/create",
            &fulfilment(&format!(r#", "tracking_number": "{filler}""#)),
            &format!(
                "{SHIPMENT} {PACKED}\n! Malformed: fulfillment.tracking_number is not a tracking \
                 number: \"{filler}\""
            ),
        );
    }
}

#[test]
fn without_a_number_the_words_say_whether_scans_will_come() {
    let handed_over = "tracked=no packed=2026-05-03T08:00:00Z handed_over=2026-05-03T08:00:00Z";
    for (fields, wanted) in [
        ("", PACKED.to_owned()),
        (
            r#", "tracking_company": "Letter""#,
            format!("{handed_over} service=Letter"),
        ),
        (
            r#", "service": "local_delivery""#,
            format!("{handed_over} warehouse=local_delivery"),
        ),
        (
            r#", "tracking_company": "Letter", "tracking_number": "RR123456""#,
            format!("[letter RR123456] {PACKED}"),
        ),
    ] {
        let read = format!("{SHIPMENT} {wanted}").replace(" service=Letter", "");
        check("fulfillments/create", &fulfilment(fields), &read);
    }
}

#[test]
fn a_fulfilment_is_packed_once_it_is_done() {
    for (status, wanted) in [
        ("success", " packed=2026-05-03T08:00:00Z"),
        ("pending", ""),
        ("open", ""),
        ("failure", ""),
        ("cancelled", " cancelled=2026-05-03T08:30:00Z"),
        (
            "lost_in_space",
            "\n! UnknownCode: fulfillment.status is not known: \"lost_in_space\"",
        ),
    ] {
        check(
            "fulfillments/update",
            &fulfilment(&format!(r#", "status": "{status}""#)),
            &format!("{SHIPMENT}{wanted}"),
        );
    }
}

/// An event with the given fields beside those every one has.
fn event(fields: &str) -> String {
    format!(
        r#"{{"id": 31, "fulfillment_id": 2608403447971, "order_id": 77,
            "happened_at": "2026-05-04T16:32:23-05:00", "updated_at": "2026-05-04T22:00:00Z",
            {fields}}}"#
    )
}

const PARCEL: &str = "parcel shipment=2608403447971 stated=2026-05-04T22:00:00Z";
const WHEN: &str = "local=2026-05-04 16:32:23 offset=-300 instant=2026-05-04T21:32:23Z Second";

#[test]
fn an_event_is_one_scan_of_its_fulfilment() {
    let body = event(
        r#""status": "out_for_delivery", "message": "On the <b>van</b>", "city": "Montreal",
            "province": "QC", "country": "Canada", "zip": "H2X 1Y4", "latitude": 45.5,
            "estimated_delivery_at": "2026-05-04T20:00:00-05:00""#,
    );
    let wanted = format!(
        "{PARCEL} estimate=2026-05-04@-20:00:00\n  shopify: code=out_for_delivery \
         status=out_for_delivery text=On the van {WHEN} at=Montreal/QC/H2X 1Y4/CA"
    );
    check("fulfillment_events/create", &body, &wanted);
    check(
        "FULFILLMENT_EVENTS_CREATE",
        &format!("{{\"fulfillment_event\":{body}}}"),
        &wanted,
    );
    check(
        "fulfillment_events/create",
        &format!("{{\"fulfillment_events\":[{body}, null]}}"),
        &wanted,
    );
}

#[test]
fn every_event_status_has_its_meaning() {
    for (code, wanted) in [
        ("label_printed", "status=label_created"),
        ("label_purchased", "status=label_created"),
        ("confirmed", "status=label_created"),
        ("carrier_picked_up", "status=picked_up"),
        ("in_transit", "status=in_transit"),
        ("delayed", "status=in_transit reason=unknown"),
        ("out_for_delivery", "status=out_for_delivery"),
        ("attempted_delivery", "status=attempted"),
        ("ready_for_pickup", "status=available_for_pickup"),
        ("picked_up", "status=delivered"),
        ("delivered", "status=delivered"),
        ("failure", "status=exception reason=unknown"),
        ("returning_to_sender", "status=returning"),
    ] {
        // Through GraphQL the same codes come in capitals.
        for spelling in [code.to_owned(), code.to_uppercase()] {
            check(
                "fulfillment_events/create",
                &event(&format!(
                    r#""status": "{spelling}", "message": "{spelling}""#
                )),
                &format!("{PARCEL}\n  shopify: code={code} {wanted} {WHEN}"),
            );
        }
    }
}

#[test]
fn a_code_nobody_knows_is_kept_and_reported() {
    check(
        "fulfillment_events/create",
        &event(r#""status": "teleported""#),
        &format!(
            "{PARCEL}\n  shopify: code=teleported {WHEN}\n! UnknownCode: \
             fulfillment_event.status is not known: \"teleported\""
        ),
    );
}

#[test]
fn an_events_time_is_what_was_written() {
    for (fields, wanted) in [
        (
            r#""happened_at": "2026-05-04T21:32:23Z""#,
            "instant=2026-05-04T21:32:23Z Second",
        ),
        (
            r#""happened_at": "2026-05-04T21:32""#,
            "local=2026-05-04 21:32:00 Minute",
        ),
        (
            r#""happened_at": "soon", "created_at": "2026-05-04T21:32:23Z""#,
            "instant=2026-05-04T21:32:23Z Second\n! UnreadableTime: \
             fulfillment_event.happened_at is not a time we can read: \"soon\"",
        ),
        (
            r#""happened_at": null"#,
            "Second\n! UnreadableTime: fulfillment_event.happened_at is missing: null",
        ),
    ] {
        let stated = if fields.contains("created") {
            " stated=2026-05-04T21:32:23Z"
        } else {
            ""
        };
        check(
            "fulfillment_events/create",
            &format!(r#"{{"fulfillment_id": "5", "status": "delivered", {fields}}}"#),
            &format!(
                "parcel shipment=5{stated}\n  shopify: code=delivered status=delivered {wanted}"
            ),
        );
    }
}

#[test]
fn wrong_types_cost_only_themselves() {
    check(
        "orders/updated",
        r#"{"id": 5, "updated_at": "2026-05-02T10:00:00Z", "name": {"a": 1}, "email": ["x", "y"],
            "customer": "Bob", "currency": "EURO", "total_price": true, "test": "no",
            "shipping_address": [], "customer_locale": "<b>", "processed_at": 20260502,
            "line_items": [7, {"id": 1, "title": "Hat", "quantity": -1}],
            "fulfillments": ["x", {"id": 1.5}, {"id": 9, "updated_at": "2026-05-02"},
                             {"id": 8, "updated_at": "2026-05-02T11:00:00Z",
                              "tracking_numbers": [{"a": 1}, "1Z999"]}]}"#,
        "order 5 5: placed=2026-05-02T10:00:00Z version=2026-05-02T10:00:00Z
  1: 1 x Hat
shipment 8 of 5: version=2026-05-02T11:00:00Z [ 1Z999]
! Malformed: order.currency is not a currency: \"EURO\"
! Malformed: order.name is not a text: {\"a\":1}
! UnreadableTime: order.processed_at is not a time we can read: 20260502
! Malformed: order.customer is not an object: \"Bob\"
! Malformed: order.email is not a text: [\"x\",\"y\"]
! Malformed: order.line_items holds something that is not an object: 7
! Malformed: line_item.quantity is not a count: -1
! Malformed: line_item.quantity is taken as 1: -1
! Malformed: order.fulfillments holds something that is not an object: \"x\"
! Malformed: fulfillment.id is not an id: 1.5
! UnreadableTime: fulfillment.updated_at has no offset: \"2026-05-02\"
! Malformed: fulfillment.updated_at is missing: \"2026-05-02\"
! Malformed: fulfillment.tracking_numbers holds something that is not a text: {\"a\":1}",
    );
}

#[test]
fn an_unreadable_order_does_not_cost_its_fulfilments() {
    check(
        "orders/updated",
        r#"{"id": 5, "fulfillments": [{"id": 8, "created_at": "2026-05-02T11:00:00Z"}]}"#,
        "shipment 8 of 5: version=2026-05-02T11:00:00Z packed=2026-05-02T11:00:00Z\n! Malformed: \
         order.updated_at is missing: null",
    );
}

#[test]
fn what_is_no_payload_says_why() {
    check(
        "orders/delete",
        "{}",
        "unreadable: the topic \"orders/delete\" is not read",
    );
    check("", "{}", "unreadable: the topic \"\" is not read");
    check(
        "orders/create",
        "id=1",
        "unreadable: not JSON: expected value at line 1 column 1",
    );
    check("orders/create", "{}", "unreadable: there is no order in it");
    check(
        "orders/create",
        "null",
        "unreadable: there is no order in it",
    );
    check(
        "orders/create",
        "7",
        "unreadable: order is not an object: 7",
    );
    check(
        "orders/create",
        "[[]]",
        "unreadable: order is not an object: []",
    );
    check(
        "orders/create",
        r#"{"a":1}"#,
        "unreadable: order.id is missing: null",
    );
    check(
        "fulfillments/create",
        r#"{"id": 1, "updated_at": "2026-05-02T11:00:00Z"}"#,
        "unreadable: fulfillment.order_id is missing: null",
    );
    check(
        "fulfillment_events/create",
        r#"{"status": "delivered"}"#,
        "unreadable: fulfillment_event.fulfillment_id is missing: null",
    );
}

#[test]
fn bytes_that_are_no_text_cost_their_letters_only() {
    let body = b"{\"id\": 5, \"updated_at\": \"2026-05-02T10:00:00Z\", \"name\": \"#1\xff\"}";
    let reading = read("orders/create", body).unwrap();
    assert_eq!(
        compact::changes(&reading.changes),
        "order 5 #1\u{fffd}: placed=2026-05-02T10:00:00Z version=2026-05-02T10:00:00Z"
    );
}

#[test]
fn a_body_without_topic_is_told_by_its_shape() {
    let orders = format!("{{\"orders\":[{ORDER}]}}");
    for (body, topic) in [
        (ORDER, Some("orders/updated")),
        (&orders, Some("orders/updated")),
        (
            &fulfilment(r#", "line_items": []"#),
            Some("fulfillments/update"),
        ),
        (
            &event(r#""status": "delivered""#),
            Some("fulfillment_events/create"),
        ),
        ("{}", None),
        ("no json", None),
    ] {
        assert_eq!(topic_of(body.as_bytes()), topic, "{body}");
    }
}

/// Any JSON, made of the names and values that matter here.
fn any_json() -> impl Strategy<Value = Value> {
    let keys = [
        "id",
        "order",
        "orders",
        "name",
        "line_items",
        "fulfillments",
        "updated_at",
        "created_at",
        "quantity",
        "tracking_numbers",
        "tracking_url",
        "customer",
        "shipping_address",
        "status",
        "fulfillment_id",
        "order_id",
        "happened_at",
        "total_price",
        "currency",
        "note_attributes",
    ];
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        any::<String>().prop_map(Value::from),
        Just(json!("2026-05-02T10:00:00Z")),
        Just(json!("EUR")),
        Just(json!(7)),
    ];
    leaf.prop_recursive(4, 40, 6, move |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
            prop::collection::vec((prop::sample::select(keys.to_vec()), inner), 0..8).prop_map(
                |fields| fields
                    .into_iter()
                    .map(|(key, value)| (key.to_owned(), value))
                    .collect()
            ),
        ]
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn nothing_makes_it_panic_and_a_good_neighbour_survives(value in any_json()) {
        let good = json!({"id": 1, "updated_at": "2026-05-02T10:00:00Z"});
        let good_fulfilment = json!({"id": 2, "order_id": 1, "updated_at": "2026-05-02T10:00:00Z"});
        for (topic, good) in [("orders/updated", &good), ("fulfillments/update", &good_fulfilment)] {
            let body = json!([value, good]).to_string();
            let reading = read(topic, body.as_bytes()).unwrap();
            let alone = read(topic, good.to_string().as_bytes()).unwrap();
            prop_assert!(reading.changes.ends_with(&alone.changes));
        }
        let _ = read("fulfillment_events/create", value.to_string().as_bytes());
        let _ = topic_of(value.to_string().as_bytes());
    }

    #[test]
    fn any_bytes_are_read_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        prop_assert!(read("orders/updated", &bytes).is_err());
    }
}
