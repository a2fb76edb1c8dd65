use super::*;
use crate::shops::compact;
use doorstep::contact::Topic;
use proptest::prelude::*;
use serde_json::json;
use std::collections::BTreeSet;

fn now() -> DateTime<Utc> {
    "2026-05-10T12:00:00Z".parse().unwrap()
}

fn told(result: &Result<Change, FieldErrors>) -> String {
    match result {
        Ok(change) => compact::change(change),
        Err(FieldErrors(errors)) => errors
            .iter()
            .map(|error| format!("{}: {}", error.path, error.problem))
            .collect::<Vec<_>>()
            .join("\n"),
    }
}

fn check(door: Door, item: &Value, wanted: &str) {
    assert_eq!(told(&read(door, item, now())), wanted, "{item}");
}

/// An object with some of its fields replaced; null takes one away.
fn with(mut object: Value, fields: &Value) -> Value {
    for (key, value) in fields.as_object().unwrap() {
        object[key] = value.clone();
    }
    object
}

fn order() -> Value {
    json!({"id": 7001, "number": "#1001", "placed_at": "2026-05-09T10:00:00+02:00",
           "items": [{"title": "Hat", "quantity": 1}]})
}

const ORDER: &str = "order 7001 #1001: placed=2026-05-09T08:00:00Z version=2026-05-10T12:00:00Z";
const HAT: &str = "\n  1: 1 x Hat";

fn shipment() -> Value {
    json!({"order_id": 7001, "id": "S-1"})
}

const SHIPMENT: &str = "shipment S-1 of 7001: version=2026-05-10T12:00:00Z";

fn scan() -> Value {
    json!({"carrier": "UPS", "number": "1z 999", "status": "in_transit",
           "time": "2026-05-09T10:00:00+02:00"})
}

const SCAN: &str = "parcel carrier=ups number=1Z999\n  json: code=in_transit status=in_transit";
const WHEN: &str = "local=2026-05-09 10:00:00 offset=120 instant=2026-05-09T08:00:00Z Second";

#[test]
fn the_least_of_each() {
    check(Door::Orders, &order(), &format!("{ORDER}{HAT}"));
    check(Door::Shipments, &shipment(), SHIPMENT);
    check(Door::Scans, &scan(), &format!("{SCAN} {WHEN}"));
}

#[test]
fn a_whole_order() {
    check(
        Door::Orders,
        &json!({
            "id": "A-1", "number": "#1001", "placed_at": "2026-05-09T10:00:00Z",
            "updated_at": "2026-05-09T11:00:00Z", "test": true, "email": "ada@example.com",
            "phone": "+43 1 2345", "first_name": "Ada", "last_name": "Lang", "locale": "de_AT",
            "currency": "eur", "total": "57.98",
            "ship_to": {"name": "Ada Lang", "street": ["Ringstraße 1", "Tür 4"], "city": "Wien",
                        "region": "9", "postal_code": 1010, "country": "Austria"},
            "items": [
                {"id": 11, "title": "Trail <b>shoe</b>", "variant": "blue / 42", "sku": "TS-42",
                 "quantity": "2"},
                {"title": "Gift card", "quantity": 1, "ships": false}],
            "expected": {"from": "2026-05-14", "to": "2026-05-15", "hours_from": "10:00",
                         "hours_to": "14:00"},
            "service": "Express", "cancelled_at": "2026-05-09T12:00:00Z"}),
        "order A-1 #1001: kind=test placed=2026-05-09T10:00:00Z version=2026-05-09T11:00:00Z \
         buyer=Ada Lang email=ada@example.com phone=+43 1 2345 locale=de-AT currency=EUR \
         total=5798 to=Ada Lang/Ringstraße 1 + Tür 4/Wien/9/1010/AT \
         expected=2026-05-14..2026-05-15@10:00:00-14:00:00 service=Express \
         cancelled=2026-05-09T12:00:00Z\n  11: 2 x Trail shoe (blue / 42) sku=TS-42\n  \
         2: 1 x Gift card stays",
    );
}

#[test]
fn empty_and_null_are_left_out() {
    let fields = json!({"email": "", "phone": null, "ship_to": {"street": "Main St 1", "city": " "},
                        "total": 5.5, "currency": "USD", "expected": null, "test": "false"});
    check(
        Door::Orders,
        &with(order(), &fields),
        &format!("{ORDER} currency=USD total=550 to=-/Main St 1/-/-/-/-{HAT}"),
    );
}

#[test]
fn an_expected_delivery_comes_in_three_forms() {
    for (expected, wanted) in [
        (json!("2026-05-14"), "2026-05-14"),
        (json!("2026-05-14T18:00"), "2026-05-14@-18:00:00"),
        (json!({"from": "2026-05-14"}), "2026-05-14"),
        (
            json!({"from": "2026-05-14", "to": "2026-05-16"}),
            "2026-05-14..2026-05-16",
        ),
        (
            json!({"from": "2026-05-14", "hours_to": "18:00"}),
            "2026-05-14@-18:00:00",
        ),
    ] {
        check(
            Door::Orders,
            &with(order(), &json!({ "expected": expected })),
            &format!("{ORDER} expected={wanted}{HAT}"),
        );
    }
}

#[test]
fn every_mistake_of_an_order_is_told_at_once() {
    check(
        Door::Orders,
        &json!({
            "id": 1.5, "placed_at": "2026-05-09T10:00:00", "updated_at": "2062-05-09T10:00:00Z",
            "test": "perhaps", "email": "ada at home", "locale": "deutsch!", "currency": "Euro",
            "total": "much", "qty": 1, "ship_to": {"zip": "1010", "country": "Atlantis"},
            "items": [{"titel": "Hat", "quantity": 1}, 5, {"title": "Cap", "quantity": -1},
                      {"id": "3", "title": "Cap", "quantity": 1.5}],
            "expected": {"from": "2026-05-16", "to": "2026-05-14", "hours_from": "10:00"}}),
        r#"qty: is not a field of an order; known are id, number, placed_at, updated_at, test, email, phone, first_name, last_name, locale, currency, total, ship_to, items, expected, service, cancelled_at
id: is 1.5; send a whole number or a text
number: is missing; send the number the buyer knows
placed_at: is "2026-05-09T10:00:00"; send the time with its offset, like 2026-05-14T09:30:00+02:00
updated_at: lies in the future; send when it happened
test: is "perhaps"; send true or false
email: is "ada at home"; send one e-mail address
locale: is "deutsch!"; send a language tag, like de-AT
currency: is "Euro"; send three letters, like EUR
ship_to.zip: is not a field of an address; did you mean "postal_code"?
ship_to.country: is "Atlantis"; send two letters, like AT
items[0].titel: is not a field of an order's item; did you mean "title"?
items[0].title: is missing; send what it is called
items[1]: is a number; send an object, an order's item
items[2].quantity: is "-1"; send a whole number, 0 or more
items[3].id: is "3" like an item before; send each id once
items[3].quantity: is "1.5"; send a whole number, 0 or more
expected.to: is before "from"; send the last day
expected.hours_to: is missing; send an hour, like 14:30"#,
    );
}

#[test]
fn an_amount_needs_its_currency() {
    for (fields, wanted) in [
        (
            json!({"total": "5.00"}),
            "currency: is missing; send the currency of the total, like EUR",
        ),
        (
            json!({"total": "5.001", "currency": "EUR"}),
            "total: is no amount of EUR; send a decimal text with up to 2 decimals, like 57.98",
        ),
        (
            json!({"total": "5.5", "currency": "JPY"}),
            "total: is no amount of JPY; send a decimal text with up to 0 decimals, like 5798",
        ),
        (
            json!({"total": -5, "currency": "EUR"}),
            "total: is no amount of EUR; send a decimal text with up to 2 decimals, like 57.98",
        ),
    ] {
        check(Door::Orders, &with(order(), &fields), wanted);
    }
}

#[test]
fn an_order_has_items() {
    for items in [json!([]), json!(null)] {
        check(
            Door::Orders,
            &with(order(), &json!({ "items": items })),
            "items: is missing; send a list with one item or more",
        );
    }
    check(
        Door::Orders,
        &with(order(), &json!({"items": {"title": "Hat"}})),
        "items: is an object; send a list",
    );
}

#[test]
fn what_is_no_object_is_no_item() {
    for (item, kind) in [
        (json!(null), "null"),
        (json!([]), "a list"),
        (json!("x"), "a text"),
    ] {
        check(
            Door::Orders,
            &item,
            &format!(": is {kind}; send an object, an order"),
        );
    }
    check(
        Door::Scans,
        &json!(7),
        ": is a number; send an object, a scan",
    );
}

#[test]
fn a_whole_shipment() {
    check(
        Door::Shipments,
        &json!({
            "order_id": "A-1", "id": "S-1", "updated_at": "2026-05-09T11:00:00Z",
            "direction": "return", "carrier": "DHL Express", "numbers": ["12 34-5678", "12345678", 99999],
            "items": [{"id": 11, "quantity": 2}, {"sku": "TS-42", "quantity": "1"}],
            "packed_at": "2026-05-09T10:00:00Z", "handed_over_at": "2026-05-09T10:30:00Z",
            "cancelled_at": "2026-05-09T11:00:00Z", "service": "Worldwide", "warehouse": "Graz",
            "package_type": "Box M", "expected": "2026-05-14"}),
        "shipment S-1 of A-1: direction=return version=2026-05-09T11:00:00Z \
         [dhl_express 12345678] [dhl_express 99999] 2x11 1xsku:TS-42 packed=2026-05-09T10:00:00Z \
         handed_over=2026-05-09T10:30:00Z cancelled=2026-05-09T11:00:00Z service=Worldwide \
         warehouse=Graz package=Box M expected=2026-05-14",
    );
}

#[test]
fn tracked_is_said_or_follows_from_the_words() {
    for (fields, wanted) in [
        (json!({"carrier": "Letter"}), " tracked=no"),
        (
            json!({"service": "Local pickup"}),
            " tracked=no service=Local pickup",
        ),
        (json!({"carrier": "Letter", "tracked": true}), ""),
        (
            json!({"carrier": "Letter", "number": "RR12345"}),
            " [letter RR12345]",
        ),
        (
            json!({"number": "RR12345", "tracked": "no"}),
            " [ RR12345] tracked=no",
        ),
        (
            json!({"number": "RR12345", "link": "https://post.example/RR12345"}),
            " [ RR12345 <https://post.example/RR12345>]",
        ),
    ] {
        check(
            Door::Shipments,
            &with(shipment(), &fields),
            &format!("{SHIPMENT}{wanted}"),
        );
    }
}

#[test]
fn every_mistake_of_a_shipment_is_told_at_once() {
    check(
        Door::Shipments,
        &json!({
            "direction": "back", "number": "??", "numbers": ["ok12", "x", {}], "tracked": 7,
            "link": "javascript:alert(1)", "items": [{"quantity": 0}, {"id": [], "sku": "A"}],
            "shipped_at": "2026-05-09T10:00:00Z", "packed_at": "9.5.2026"}),
        r#"shipped_at: is not a field of a shipment; did you mean "handed_over_at"?
order_id: is missing; send the id of its order
id: is missing; send your own id of the shipment
direction: is "back"; send "outbound" or "return"
number: is "??"; send a tracking number of 4 to 60 letters and digits
numbers[2]: is an object; send a text
numbers: holds "x"; send a tracking number of 4 to 60 letters and digits
link: is "javascript:alert(1)"; send a link that starts with https://
tracked: is "7"; send true or false
items[0].quantity: is "0"; send how many, 1 or more
items[0].id: is missing; send the id of the order's item, or its sku
items[1].quantity: is missing; send how many, 1 or more
items[1].id: is a list; send a text
packed_at: is "9.5.2026"; send the time with its offset, like 2026-05-14T09:30:00+02:00"#,
    );
}

#[test]
fn number_and_numbers_do_not_stand_together() {
    check(
        Door::Shipments,
        &with(
            shipment(),
            &json!({"number": "RR12345", "numbers": ["RR12346"]}),
        ),
        "numbers: stands beside \"number\"; send one of the two",
    );
}

#[test]
fn a_whole_scan() {
    check(
        Door::Scans,
        &json!({
            "shipment_id": "S-1", "status": "Attempted", "reason": "not-home",
            "time": "2026-05-09T10:00", "text": "Nobody&nbsp;there", "code": 17, "city": "Wien",
            "region": "9", "postal_code": "1010", "country": "at", "estimate": "2026-05-14",
            "left_at": "Front door", "signed_by": "A. Lang", "pickup_point": "Kiosk 7",
            "pickup_hours": "Mon-Fri 8-20", "pickup_until": "2026-05-21"}),
        "parcel shipment=S-1 estimate=2026-05-14 left_at=Front door signed_by=A. Lang \
         pickup_point=Kiosk 7 pickup_hours=Mon-Fri 8-20 pickup_until=2026-05-21\n  json: code=17 status=attempted reason=not_home text=Nobody there \
         local=2026-05-09 10:00:00 Minute at=Wien/9/1010/AT",
    );
}

#[test]
fn a_scans_time_is_as_honest_as_it_was_sent() {
    for (time, wanted) in [
        ("2026-05-09", "local=2026-05-09 00:00:00 Date"),
        ("2026-05-09 10:00:00", "local=2026-05-09 10:00:00 Second"),
        (
            "2026-05-09T10:00:00Z",
            "instant=2026-05-09T10:00:00Z Second",
        ),
    ] {
        check(
            Door::Scans,
            &with(scan(), &json!({ "time": time })),
            &format!("{SCAN} {wanted}"),
        );
    }
}

#[test]
fn a_scan_may_be_no_movement_on_purpose() {
    check(
        Door::Scans,
        &with(scan(), &json!({"status": "none", "estimate": "2026-05-14"})),
        &format!("parcel carrier=ups number=1Z999 estimate=2026-05-14\n  json: {WHEN}"),
    );
}

#[test]
fn a_scan_names_its_parcel() {
    for (fields, wanted) in [
        (
            json!({"carrier": null}),
            "carrier: is missing; send who carries this number, like ups",
        ),
        (
            json!({"carrier": "other"}),
            "carrier: is missing; send who carries this number, like ups",
        ),
        (
            json!({"number": null}),
            "number: is missing; send number and carrier, or shipment_id",
        ),
    ] {
        check(Door::Scans, &with(scan(), &fields), wanted);
    }
}

#[test]
fn a_scans_codes_are_ours() {
    for (fields, wanted) in [
        (json!({"status": "in transit"}), format!("{SCAN} {WHEN}")),
        (
            json!({"status": "out_for_delivry"}),
            "status: is \"out_for_delivry\"; did you mean \"out_for_delivery\"?".to_owned(),
        ),
        (
            json!({"reason": "customs delay!"}),
            "reason: is \"customs delay!\"; did you mean \"customs_delay\"?".to_owned(),
        ),
        (
            json!({"status": null}),
            "status: is missing; send one of unknown, ordered, packed, label_created, picked_up, \
             in_transit, exception, out_for_delivery, attempted, available_for_pickup, delivered, \
             returning, returned, cancelled, none"
                .to_owned(),
        ),
        (
            json!({"time": "2062-05-09"}),
            "time: lies in the future; send when it happened".to_owned(),
        ),
    ] {
        check(Door::Scans, &with(scan(), &fields), &wanted);
    }
}

#[test]
fn texts_have_a_length_and_no_control_characters() {
    let long = "x".repeat(501);
    check(
        Door::Scans,
        &with(
            scan(),
            &json!({"text": long, "code": &long[..101], "city": "Wi\u{0}en"}),
        ),
        "text: is 501 characters long; send at most 500\ncode: is 101 characters long; send at \
         most 100\ncity: holds control characters; send plain text",
    );
    let most = "ü".repeat(500);
    check(
        Door::Scans,
        &with(scan(), &json!({ "text": most })),
        &format!("{SCAN} text={most} {WHEN}"),
    );
}

#[test]
fn a_flood_of_mistakes_is_cut() {
    let fields: Value = (0..1_000)
        .map(|n| (format!("x{n}\u{1b}"), json!(n)))
        .collect();
    let Err(FieldErrors(errors)) = read(Door::Scans, &fields, now()) else {
        panic!("it has no status");
    };
    assert_eq!(errors.len(), 50);
    assert!(errors.iter().all(|error| !error.path.contains('\u{1b}')));
}

#[test]
fn a_broken_line_of_ndjson_is_an_item_with_an_error() {
    let body = format!("{}\n{{oops\n{}", scan(), scan());
    let items = items(None, body.as_bytes()).unwrap();
    let lines: Vec<String> = items
        .iter()
        .map(|item| told(&read_item(Door::Scans, item, now())))
        .collect();
    assert_eq!(
        lines,
        [
            format!("{SCAN} {WHEN}"),
            ": This is not JSON: key must be a string (line 2, column 2)".to_owned(),
            format!("{SCAN} {WHEN}")
        ]
    );
}

#[test]
fn errors_read_as_one_sentence_too() {
    let Err(errors) = read(Door::Shipments, &json!({"id": true}), now()) else {
        panic!("it has no order");
    };
    assert_eq!(
        errors.to_string(),
        "order_id is missing; send the id of its order; id is true or false; send a text"
    );
}

#[test]
fn doors_are_found_by_name() {
    for door in Door::ALL {
        assert_eq!(Door::from_name(door.name()), Some(door));
    }
    assert_eq!(Door::from_name("quotes"), None);
}

#[test]
fn the_known_names_are_the_schemas_fields() {
    let item = schema::Item {
        id: None,
        title: String::new(),
        variant: None,
        sku: None,
        quantity: 0,
        ships: true,
    };
    let ship_to = schema::ShipTo {
        name: None,
        street: Vec::new(),
        city: None,
        region: None,
        postal_code: None,
        country: None,
    };
    let expected = schema::Expected {
        from: now().date_naive(),
        to: None,
        hours_from: None,
        hours_to: None,
    };
    let shipped = schema::ShippedItem {
        id: None,
        sku: None,
        quantity: 1,
    };
    let contact = schema::Contact {
        order: String::new(),
        parcel: None,
        topic: Topic::Other,
        text: String::new(),
        via: None,
    };
    for (value, known) in [
        (serde_json::to_value(item), schema::ITEM),
        (serde_json::to_value(ship_to), schema::SHIP_TO),
        (serde_json::to_value(expected), schema::EXPECTED),
        (serde_json::to_value(shipped), schema::SHIPPED_ITEM),
        (serde_json::to_value(empty_order()), schema::ORDER),
        (serde_json::to_value(empty_shipment()), schema::SHIPMENT),
        (serde_json::to_value(empty_scan()), schema::SCAN),
        (serde_json::to_value(contact), schema::CONTACT),
        (
            serde_json::to_value(schema::LookUp::default()),
            schema::LOOK_UP,
        ),
        (serde_json::to_value(nothing_asked()), schema::PROMISE),
        (
            serde_json::to_value(doorstep::scan::Place::default()),
            schema::END,
        ),
    ] {
        let value = value.unwrap();
        let fields: BTreeSet<&str> = value
            .as_object()
            .unwrap()
            .keys()
            .map(String::as_str)
            .collect();
        assert_eq!(fields, known.iter().copied().collect());
    }
}

fn nothing_asked() -> schema::Promise {
    schema::Promise {
        brand: None,
        placed_at: None,
        ship_to: doorstep::scan::Place::default(),
        origin: doorstep::scan::Place::default(),
        warehouse: None,
        carrier: None,
        service: None,
        category: None,
        items: None,
        weight_g: None,
        volume_l: None,
        goods_value: None,
        freight_value: None,
    }
}

fn empty_order() -> schema::Order {
    schema::Order {
        id: String::new(),
        number: String::new(),
        placed_at: now(),
        updated_at: None,
        test: false,
        email: None,
        phone: None,
        first_name: None,
        last_name: None,
        locale: None,
        currency: None,
        total: None,
        ship_to: None,
        items: Vec::new(),
        expected: None,
        service: None,
        cancelled_at: None,
    }
}

fn empty_shipment() -> schema::Shipment {
    schema::Shipment {
        order_id: String::new(),
        id: String::new(),
        updated_at: None,
        direction: doorstep::shipment::Direction::Outbound,
        carrier: None,
        number: None,
        numbers: Vec::new(),
        link: None,
        tracked: None,
        items: Vec::new(),
        packed_at: None,
        handed_over_at: None,
        cancelled_at: None,
        service: None,
        warehouse: None,
        package_type: None,
        expected: None,
    }
}

fn empty_scan() -> schema::Scan {
    schema::Scan {
        carrier: None,
        number: None,
        shipment_id: None,
        status: None,
        reason: None,
        time: doorstep::scan::ScanTime::default(),
        text: None,
        code: None,
        city: None,
        region: None,
        postal_code: None,
        country: None,
        estimate: None,
        left_at: None,
        signed_by: None,
        pickup_point: None,
        pickup_hours: None,
        pickup_until: None,
    }
}

/// Any JSON, made of the names and values that matter here.
fn any_json() -> impl Strategy<Value = Value> {
    let keys: Vec<&'static str> = [
        schema::ORDER,
        schema::SHIP_TO,
        schema::ITEM,
        schema::EXPECTED,
        schema::SHIPMENT,
        schema::SCAN,
    ]
    .concat();
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        any::<String>().prop_map(Value::from),
        Just(json!("2026-05-02T10:00:00Z")),
        Just(json!("2026-05-02")),
        Just(json!("delivered")),
        Just(json!("EUR")),
        Just(json!(7)),
    ];
    leaf.prop_recursive(3, 40, 12, move |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
            prop::collection::vec((prop::sample::select(keys.clone()), inner), 0..16).prop_map(
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
    fn an_item_is_read_or_told_what_is_wrong(value in any_json()) {
        for door in Door::ALL {
            if let Err(FieldErrors(errors)) = read(door, &value, now()) {
                prop_assert!(!errors.is_empty());
            }
        }
    }

    #[test]
    fn any_list_is_taken_apart_into_its_own_texts(values in prop::collection::vec(any_json(), 0..6)) {
        for body in [json!(values).to_string(), serde_json::to_string_pretty(&values).unwrap()] {
            let items = items(None, body.as_bytes()).unwrap();
            let texts: Vec<Value> =
                items.iter().map(|item| serde_json::from_str(&item.text).unwrap()).collect();
            let read: Vec<Value> = items.into_iter().map(|item| item.value.unwrap()).collect();
            prop_assert_eq!(&texts, &read);
            prop_assert_eq!(texts.len(), values.len());
        }
    }
}

mod files;
