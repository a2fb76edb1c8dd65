//! Small payloads of our own making, one for each behaviour.

use super::*;
use serde_json::json;

fn reading(payload: &Value) -> Reading {
    read(payload.to_string().as_bytes()).expect("a readable payload")
}

/// A reply with one package of these activities, newest first.
fn reply(activities: &Value) -> Value {
    json!({"trackResponse": {"shipment": [{
        "inquiryNumber": "1Z0000000000000001",
        "package": [{"trackingNumber": "1Z0000000000000001", "activity": activities}],
    }]}})
}

fn activity(kind: &str, code: &str, date: &str, time: &str) -> Value {
    json!({
        "location": {"address": {"city": "Ghent", "stateProvince": "", "countryCode": "BE", "country": "BE"}},
        "status": {"type": kind, "code": code, "description": "Some words "},
        "date": date,
        "time": time,
    })
}

/// One line for each scan: code, local time, offset, instant, status.
fn lines(parcel: &ParcelReading) -> Vec<String> {
    let line = |scan: &Scan| {
        format!(
            "{} {} {} {} {}",
            scan.code.as_deref().unwrap_or("-"),
            scan.time
                .local
                .map_or("-".to_owned(), |at| at.format("%m-%dT%H:%M:%S").to_string()),
            scan.time
                .offset_min
                .map_or("-".to_owned(), |offset| offset.to_string()),
            scan.time
                .instant
                .map_or("-".to_owned(), |at| at.format("%m-%dT%H:%MZ").to_string()),
            scan.status.map_or("-", Status::code),
        )
    };
    parcel.scans.iter().map(line).collect()
}

fn check(payload: &Value, wanted: &[&str], problems: &[ProblemKind]) -> ParcelReading {
    let Reading {
        mut parcels,
        problems: met,
    } = reading(payload);
    assert_eq!(parcels.len(), 1, "{payload}");
    assert_eq!(lines(&parcels[0]), wanted, "{payload}");
    assert_eq!(
        met.iter().map(|problem| problem.kind).collect::<Vec<_>>(),
        problems,
        "{met:?}"
    );
    parcels.remove(0)
}

#[test]
fn a_reply_gives_its_scans_oldest_first() {
    let parcel = check(
        &reply(&json!([
            activity("D", "FS", "20240423", "143316"),
            activity("I", "OT", "20240423", "092215"),
            activity("I", "DP", "20240422", "235900"),
            activity("M", "MP", "20240421", "140229"),
        ])),
        &[
            "MP 04-21T14:02:29 - - label_created",
            "DP 04-22T23:59:00 - - in_transit",
            "OT 04-23T09:22:15 - - out_for_delivery",
            "FS 04-23T14:33:16 - - delivered",
        ],
        &[],
    );
    assert_eq!(parcel.number.as_deref(), Some("1Z0000000000000001"));
    assert_eq!(parcel.carrier, Carrier::from_code("ups"));
    assert_eq!(
        parcel
            .scans
            .iter()
            .map(|scan| scan.position)
            .collect::<Vec<_>>(),
        [0, 1, 2, 3]
    );
    assert_eq!(parcel.scans[0].text, "Some words");
    let ghent = Place {
        city: Some("Ghent".into()),
        country: Some("BE".into()),
        ..Place::default()
    };
    assert_eq!(parcel.scans[0].place, ghent);
}

#[test]
fn a_reply_in_the_other_order_is_left_in_it() {
    check(
        &reply(&json!([
            activity("I", "DP", "20240422", "235900"),
            activity("I", "OT", "20240423", "092215"),
        ])),
        &[
            "DP 04-22T23:59:00 - - in_transit",
            "OT 04-23T09:22:15 - - out_for_delivery",
        ],
        &[],
    );
}

#[test]
fn single_objects_stand_for_lists_and_nothing_for_nothing() {
    let mut one = activity("I", "AR", "20240422", "0915");
    one["status"]["statusCode"] = json!(5);
    one["location"]["address"] = json!([]);
    let payload = json!({"trackResponse": {"shipment": {
        "inquiryNumber": "1Z0000000000000001",
        "userRelation": null,
        "package": {
            "trackingNumber": "string", "activity": one, "deliveryDate": {}, "deliveryTime": [],
            "packageAddress": null, "weight": "", "service": [], "currentStatus": {},
        },
    }}});
    let parcel = check(&payload, &["AR 04-22T09:15:00 - - in_transit"], &[]);
    assert_eq!(parcel.number.as_deref(), Some("1Z0000000000000001"));
    assert!(parcel.report.is_empty() && parcel.scans[0].place.is_empty());
}

#[test]
fn each_package_is_a_parcel() {
    let payload = json!({"trackResponse": {"shipment": [{"inquiryNumber": "1Z1", "package": [
        {"trackingNumber": "1Z1", "activity": [activity("I", "AR", "20240422", "101500")]},
        {"trackingNumber": "1Z2", "activity": [activity("I", "OT", "20240422", "101500")]},
        {"activity": [activity("I", "AR", "20240422", "101500")]},
    ]}]}});
    let numbers = reading(&payload)
        .parcels
        .into_iter()
        .map(|parcel| parcel.number);
    assert_eq!(
        numbers.collect::<Vec<_>>(),
        [Some("1Z1".into()), Some("1Z2".into()), None]
    );
}

#[test]
fn times_are_as_exact_as_ups_gives_them() {
    let timed = |more: Value| {
        let mut timed = activity("I", "AR", "20240423", "001000");
        for (key, value) in more.as_object().into_iter().flatten() {
            timed[key] = value.clone();
        }
        reply(&json!([timed]))
    };
    let gmt = |date: &str, time: &str, offset: &str| {
        timed(json!({"gmtDate": date, "gmtTime": time, "gmtOffset": offset}))
    };
    let exact = "AR 04-23T00:10:00 -240 04-23T04:10Z in_transit";
    check(&gmt("20240423", "041000", "-04:00"), &[exact], &[]);
    check(&gmt("20240423", "04:10:00", "-4:00"), &[exact], &[]);
    check(&timed(json!({"gmtOffset": "-0400"})), &[exact], &[]);
    // UPS's own GMT is a day off, or an hour: local and offset are believed.
    check(
        &gmt("20240422", "041000", "-04:00"),
        &[exact],
        &[ProblemKind::ImplausibleTime],
    );
    check(
        &gmt("20240423", "041000", ""),
        &["AR 04-23T00:10:00 - 04-23T04:10Z in_transit"],
        &[],
    );
    check(
        &gmt("20240421", "041000", ""),
        &["AR 04-23T00:10:00 - - in_transit"],
        &[ProblemKind::ImplausibleTime],
    );
    check(
        &gmt("", "", "ET"),
        &["AR 04-23T00:10:00 - - in_transit"],
        &[ProblemKind::UnreadableTime],
    );
    check(
        &timed(
            json!({"date": 20240423, "time": 1000, "gmtDate": 20240423, "gmtTime": 41000, "gmtOffset": -4}),
        ),
        &[exact],
        &[],
    );
    check(
        &timed(json!({"time": null})),
        &["AR 04-23T00:00:00 - - in_transit"],
        &[],
    );
    check(
        &timed(
            json!({"date": null, "gmtDate": "20240423", "gmtTime": "041000", "gmtOffset": "-04:00"}),
        ),
        &[exact],
        &[ProblemKind::UnreadableTime],
    );
}

#[test]
fn a_day_alone_is_a_day() {
    let parcel = check(
        &reply(&json!([activity("I", "AR", "20240423", "")])),
        &["AR 04-23T00:00:00 - - in_transit"],
        &[],
    );
    assert_eq!(parcel.scans[0].time.precision, Precision::Date);
}

#[test]
fn an_unreadable_activity_costs_no_neighbour() {
    check(
        &reply(&json!([
            activity("D", "FS", "20240423", "143316"),
            "nonsense",
            {"status": 7, "location": "Ghent", "date": {}, "time": []},
            activity("I", "AR", "tomorrow", "101500"),
            activity("I", "AR", "10240422", "101500"),
            activity("I", "DP", "20240422", "soon"),
            null,
        ])),
        &[
            "DP 04-22T00:00:00 - - in_transit",
            "AR - - - in_transit",
            "AR - - - in_transit",
            "- - - - unknown",
            "FS 04-23T14:33:16 - - delivered",
        ],
        &[
            ProblemKind::Malformed,
            ProblemKind::UnreadableTime,
            ProblemKind::UnreadableTime,
            ProblemKind::ImplausibleTime,
            ProblemKind::UnreadableTime,
        ],
    );
}

#[test]
fn hostile_words_are_cleaned() {
    let mut hostile = activity("I", "<b>ar</b>", "20240422", "101500");
    hostile["status"]["description"] =
        json!("Arrived&amp;nbsp;at <script>alert(1)</script> facility\u{202e}");
    hostile["location"]["address"] =
        json!({"city": "<i>Ghent</i>  Sud", "postalCode": 9000, "country": "BELGIUM"});
    let read = reading(&reply(&json!([hostile])));
    let scan = &read.parcels[0].scans[0];
    assert_eq!(scan.text, "Arrived at facility");
    assert_eq!(scan.code.as_deref(), Some("AR"));
    assert_eq!(scan.place.city.as_deref(), Some("Ghent Sud"));
    assert_eq!(scan.place.postal_code.as_deref(), Some("9000"));
    assert_eq!(scan.place.country.as_deref(), Some("BE"));
}

#[test]
fn a_code_in_no_list_is_said_to_be_so_once() {
    check(
        &reply(&json!([
            activity("X", "?1", "20240423", "101500"),
            activity("X", "?1", "20240422", "101500")
        ])),
        &[
            "?1 04-22T10:15:00 - - exception",
            "?1 04-23T10:15:00 - - exception",
        ],
        &[ProblemKind::UnknownCode],
    );
}

#[test]
fn an_internal_activity_is_no_movement() {
    let mut internal = activity("X", "KB", "20240423", "101500");
    internal["status"]["description"] = json!("UPS INTERNAL ACTIVITY CODE");
    check(
        &reply(&json!([
            internal,
            activity("D", "FS", "20240422", "101500")
        ])),
        &["FS 04-22T10:15:00 - - delivered", "KB 04-23T10:15:00 - - -"],
        &[],
    );
}

fn with_head(head: Value, activities: &Value) -> Value {
    let mut payload = reply(activities);
    payload["trackResponse"]["shipment"][0]["package"][0]["currentStatus"] = head;
    payload
}

#[test]
fn the_head_stands_in_for_missing_scans() {
    let head = json!({"type": "", "code": "011", "description": "Delivered"});
    check(
        &with_head(head.clone(), &json!([])),
        &["011 - - - delivered"],
        &[],
    );
    let note = activity("X", "RF", "20240423", "101500");
    check(
        &with_head(head, &json!([note])),
        &["RF 04-23T10:15:00 - - -", "011 - - - delivered"],
        &[],
    );
}

#[test]
fn a_head_that_disagrees_is_reported_and_the_scan_believed() {
    let delivered = activity("D", "FS", "20240423", "101500");
    let scan = "FS 04-23T10:15:00 - - delivered";
    let head = |code: &str| json!({"code": code, "description": "Words"});
    check(
        &with_head(head("011"), &json!([delivered.clone()])),
        &[scan],
        &[],
    );
    check(
        &with_head(head("000"), &json!([delivered.clone()])),
        &[scan],
        &[],
    );
    check(
        &with_head(head("005"), &json!([delivered])),
        &[scan],
        &[ProblemKind::Contradiction],
    );
}

fn check_error(payload: &Value, detail: &str) {
    let read = reading(payload);
    assert!(read.parcels.is_empty(), "{payload}");
    let told = read
        .problems
        .iter()
        .map(|problem| (problem.kind, problem.detail.as_str()));
    assert_eq!(
        told.collect::<Vec<_>>(),
        [(ProblemKind::CarrierError, detail)],
        "{payload}"
    );
}

#[test]
fn error_replies_carry_no_parcel() {
    let error = json!({"code": "X1", "message": "Not <b>today</b>"});
    check_error(&json!({"response": {"errors": [error]}}), "X1: Not today");
    check_error(&json!({"response": {"errors": error}}), "X1: Not today");
    check_error(&json!({"errors": [{"errorCode": 7}]}), "7");
    check_error(&json!({"error": "invalid_client"}), "invalid_client");
    check_error(
        &json!({"trackResponse": {"shipment": [{"inquiryNumber": "1Z1", "warnings": [error]}]}}),
        "X1: Not today",
    );
    check_error(
        &json!({"trackResponse": {"shipment": [{"warnings": [error], "package": [{"trackingNumber": "1Z1", "activity": []}]}]}}),
        "X1: Not today",
    );
    check_error(
        &json!({"trackResponse": {"shipment": []}}),
        "The reply names no shipment.",
    );
}

#[test]
fn a_warning_beside_a_parcel_is_kept() {
    let mut payload = reply(&json!([activity("I", "AR", "20240423", "101500")]));
    payload["trackResponse"]["shipment"][0]["warnings"] =
        json!([{"code": "W1", "message": "Partly"}]);
    check(
        &payload,
        &["AR 04-23T10:15:00 - - in_transit"],
        &[ProblemKind::CarrierError],
    );
}

#[test]
fn other_bodies_are_refused() {
    for body in [
        "",
        "<html></html>",
        "null",
        "7",
        "{}",
        "[]",
        r#"{"orders": []}"#,
        r#""text""#,
        "{\"trackResponse\"",
    ] {
        assert!(read(body.as_bytes()).is_err(), "{body}");
    }
    assert!(read(&[0xff, 0xfe, 0x00]).is_err());
}

#[test]
fn wrong_types_everywhere_do_no_harm() {
    for wrong in [
        json!(null),
        json!(7),
        json!("x"),
        json!([]),
        json!({}),
        json!([[]]),
        json!(true),
    ] {
        for path in [
            "/trackResponse",
            "/trackResponse/shipment",
            "/trackResponse/shipment/0",
            "/trackResponse/shipment/0/package",
            "/trackResponse/shipment/0/package/0",
            "/trackResponse/shipment/0/package/0/activity",
            "/trackResponse/shipment/0/package/0/activity/0",
            "/trackResponse/shipment/0/package/0/activity/0/status",
            "/trackResponse/shipment/0/package/0/activity/0/status/code",
            "/trackResponse/shipment/0/package/0/activity/0/location",
            "/trackResponse/shipment/0/package/0/activity/0/date",
            "/trackResponse/shipment/0/package/0/activity/0/time",
        ] {
            let mut payload = reply(&json!([
                activity("I", "AR", "20240423", "101500"),
                activity("I", "DP", "20240422", "101500")
            ]));
            *payload.pointer_mut(path).expect("a path of the payload") = wrong.clone();
            let scans = read(payload.to_string().as_bytes())
                .map(|read| read.parcels.iter().map(|parcel| parcel.scans.len()).sum());
            let neighbour_is_left = path.contains("activity/0");
            assert!(
                !neighbour_is_left || scans.is_ok_and(|scans: usize| scans >= 1),
                "{path} {wrong}"
            );
        }
    }
}

fn alert() -> Value {
    json!({
        "trackingNumber": "1Z0000000000000001",
        "localActivityDate": "20240423", "localActivityTime": "091519",
        "gmtActivityDate": "20240423", "gmtActivityTime": "131519",
        "activityLocation": {"city": "Ghent", "stateProvince": "", "postalCode": "9000", "country": "BE"},
        "activityStatus": {"type": "I", "code": "OT", "description": "Out for Delivery", "descriptionCode": "021"},
        "scheduledDeliveryDate": "20240423", "deliveryTimeDescription": "end of day",
    })
}

#[test]
fn an_alert_is_one_scan_with_its_instant_and_no_invented_offset() {
    let parcel = check(
        &alert(),
        &["OT 04-23T09:15:19 - 04-23T13:15Z out_for_delivery"],
        &[],
    );
    assert_eq!(parcel.number.as_deref(), Some("1Z0000000000000001"));
    assert_eq!(parcel.scans[0].place.postal_code.as_deref(), Some("9000"));
    let many = reading(&json!([alert(), alert()]));
    assert_eq!(many.parcels.len(), 2);
    let inside = json!(alert().to_string());
    assert_eq!(reading(&inside).parcels, [parcel]);
}

#[test]
fn an_alert_without_code_is_read_by_its_number() {
    let mut payload = alert();
    payload["activityStatus"] = json!({"descriptionCode": 11, "description": "Delivered"});
    check(
        &payload,
        &["11 04-23T09:15:19 - 04-23T13:15Z delivered"],
        &[],
    );
}

#[test]
fn an_update_alert_is_no_movement() {
    let mut payload = alert();
    payload["activityStatus"] = json!({"type": "U", "code": "UP", "description": "Updated Delivery Date", "descriptionCode": "154"});
    let parcel = check(&payload, &["UP 04-23T09:15:19 - 04-23T13:15Z -"], &[]);
    assert!(parcel.report.estimate.is_some());
}
