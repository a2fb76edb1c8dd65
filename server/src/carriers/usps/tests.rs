//! Replies of our own making, in the shapes the carrier's come in.

use super::ADAPTER;
use doorstep::reading::{ProblemKind, Reading};
use doorstep::scan::{Reason, Status};
use serde_json::{Value, json};

fn event(at: &str, code: &str, words: &str) -> Value {
    json!({
        "eventType": words, "eventTimestamp": at, "GMTOffset": "-05:00", "eventCode": code,
        "eventCity": "HERNANDO", "eventState": "FL", "eventZIP": "34442", "eventCountry": null,
        "firm": null, "name": null,
    })
}

fn parcel(status: &str, category: &str, events: Value) -> Value {
    json!({
        "trackingNumber": "9400100000000000000000", "status": status, "statusCategory": category,
        "trackingEvents": events,
    })
}

fn lines(reading: &Reading) -> Vec<String> {
    let parcels = reading.parcels.iter();
    let scans = parcels.flat_map(|parcel| &parcel.scans).map(|scan| {
        format!(
            "{}@{}={}",
            scan.code.as_deref().unwrap_or("-"),
            scan.time
                .local
                .map_or("-".to_owned(), |local| local.format("%d.%H:%M").to_string()),
            scan.status.map_or("-", Status::code),
        )
    });
    scans.collect()
}

#[track_caller]
fn check(payload: &Value, wanted: &[&str], problems: &[ProblemKind]) -> Reading {
    let reading = (ADAPTER.read)(payload.to_string().as_bytes()).expect("a reply");
    assert_eq!(lines(&reading), wanted);
    let kinds: Vec<_> = reading
        .problems
        .iter()
        .map(|problem| problem.kind)
        .collect();
    assert_eq!(kinds, problems, "{:?}", reading.problems);
    reading
}

#[test]
fn a_parcel_with_all_there_is() {
    let mut payload = parcel(
        "Delivered, Front Door/Porch",
        "Delivered",
        json!([
            event("2026-05-06T13:58:00", "01", "Delivered, Front Door/Porch"),
            event("2026-05-06T09:10:00", "OF", "Out for Delivery"),
            event(
                "2026-05-04T11:32:00",
                "GX",
                "Shipping Label Created, USPS Awaiting Item"
            ),
        ]),
    );
    payload["mailClass"] = json!("USPS Ground Advantage<SUP>&#153;</SUP>");
    payload["uniqueMailPieceID"] = json!(110_158_946);
    payload["destinationZIP"] = json!("34442");
    payload["trackingEvents"][0]["name"] = json!("E FOX");
    let reading = check(
        &payload,
        &[
            "GX@04.11:32=label_created",
            "OF@06.09:10=out_for_delivery",
            "01@06.13:58=delivered",
        ],
        &[],
    );
    let parcel = &reading.parcels[0];
    assert_eq!(parcel.unique_id.as_deref(), Some("110158946"));
    assert_eq!(
        parcel.report.service.as_deref(),
        Some("USPS Ground Advantage™")
    );
    assert_eq!(parcel.report.left_at.as_deref(), Some("Front Door/Porch"));
    assert_eq!(parcel.report.signed_by.as_deref(), Some("E FOX"));
    let scan = &parcel.scans[2];
    assert_eq!(
        scan.time.instant.map(|at| at.to_string()).as_deref(),
        Some("2026-05-06 18:58:00 UTC")
    );
    assert_eq!(scan.place.region.as_deref(), Some("FL"));
    assert_eq!(scan.place.country, None);
}

#[track_caller]
fn check_time(fields: Value, instant: Option<&str>, offset: Option<i32>, problems: &[ProblemKind]) {
    let mut payload = parcel("Out for Delivery", "Out for Delivery", json!([fields]));
    payload["trackingEvents"][0]["eventCode"] = json!("OF");
    let reading = (ADAPTER.read)(payload.to_string().as_bytes()).expect("a reply");
    let time = reading.parcels[0].scans[0].time;
    assert_eq!(
        time.instant.map(|at| at.to_string()).as_deref(),
        instant,
        "{payload}"
    );
    assert_eq!(time.offset_min, offset, "{payload}");
    let kinds: Vec<_> = reading
        .problems
        .iter()
        .map(|problem| problem.kind)
        .collect();
    assert_eq!(kinds, problems, "{payload}");
}

#[test]
fn the_local_time_and_its_offset_make_the_instant() {
    let local = "2026-05-06T20:05:00";
    check_time(
        json!({"eventTimestamp": local, "GMTTimestamp": "2026-05-07T01:05:40Z", "GMTOffset": "-05:00"}),
        Some("2026-05-07 01:05:40 UTC"),
        Some(-300),
        &[],
    );
    // The date of the UTC stands still at its midnight.
    check_time(
        json!({"eventTimestamp": local, "GMTTimestamp": "2026-05-06T01:05:40Z", "GMTOffset": "-5:00"}),
        Some("2026-05-07 01:05:40 UTC"),
        Some(-300),
        &[ProblemKind::ImplausibleTime],
    );
    check_time(
        json!({"eventTimestamp": format!("{local}Z"), "GMTOffset": "-7:00"}),
        Some("2026-05-07 03:05:00 UTC"),
        Some(-420),
        &[],
    );
    check_time(
        json!({"eventTimestamp": format!("{local}Z")}),
        None,
        None,
        &[],
    );
    check_time(
        json!({"eventTimestamp": local, "GMTTimestamp": "2026-05-06T01:05:40Z"}),
        None,
        None,
        &[],
    );
    check_time(
        json!({"eventTimestamp": "2026-05-06T12:05:00", "GMTTimestamp": "2026-05-06T17:05:40Z"}),
        Some("2026-05-06 17:05:40 UTC"),
        None,
        &[],
    );
    check_time(
        json!({"eventTimestamp": "05/06/2026 8:05 pm", "GMTOffset": "-05:00"}),
        Some("2026-05-07 01:05:00 UTC"),
        Some(-300),
        &[],
    );
    check_time(
        json!({"eventTimestamp": "2026-05-06", "GMTOffset": "-05:00"}),
        None,
        Some(-300),
        &[],
    );
    check_time(
        json!({"eventTimestamp": "yesterday"}),
        None,
        None,
        &[ProblemKind::UnreadableTime],
    );
    check_time(
        json!({"eventTimestamp": "0001-01-01T00:00:00"}),
        None,
        None,
        &[ProblemKind::ImplausibleTime],
    );
    check_time(
        json!({"eventTimestamp": null, "eventCode": "OF"}),
        None,
        None,
        &[],
    );
}

#[test]
fn an_unknown_code_takes_the_category_then_the_words() {
    let events = json!([
        event("2026-05-06T09:00:00", "Q1", "Something new"),
        event("2026-05-05T09:00:00", "Q2", "Arrived at USPS Facility"),
        event("2026-05-04T09:00:00", "Q3", "Something new"),
    ]);
    let unknown = ProblemKind::UnknownCode;
    check(
        &parcel("Something new", "Available for Pickup", events),
        &[
            "Q3@04.09:00=-",
            "Q2@05.09:00=in_transit",
            "Q1@06.09:00=available_for_pickup",
        ],
        &[unknown, unknown, unknown],
    );
    let held = json!([event(
        "2026-05-06T09:00:00",
        "Q1",
        "Notice Left (Business Closed)"
    )]);
    let reading = check(
        &parcel("Notice Left", "Alert", held),
        &["Q1@06.09:00=attempted"],
        &[unknown],
    );
    assert_eq!(
        reading.parcels[0].scans[0].reason,
        Some(Reason::BusinessClosed)
    );
}

#[test]
fn the_head_speaks_only_where_no_event_does() {
    check(
        &parcel("Delivered, PO Box", "Delivered", Value::Null),
        &["-@-=delivered"],
        &[],
    );
    check(
        &parcel("Delivered, To Original Sender", "Delivered", json!([])),
        &["-@-=returned"],
        &[],
    );
    let summary =
        json!({"trackingNumber": "1", "statusSummary": "Your item was delivered at 1:58 pm."});
    check(&summary, &["-@-=delivered"], &[]);
    check(
        &parcel(
            "Delivered",
            "Delivered",
            json!([event("2026-05-06T09:00:00", "07", "Arrived at Post Office")]),
        ),
        &["07@06.09:00=in_transit"],
        &[ProblemKind::Contradiction],
    );
    check(&json!({"trackingNumber": "1"}), &[], &[]);
}

#[test]
fn errors_are_no_parcels() {
    let error = ProblemKind::CarrierError;
    check(
        &json!({"error": "invalid_client", "error_description": "No."}),
        &[],
        &[error],
    );
    check(
        &json!({"apiVersion": "v3", "error": {"code": "404", "message": "No."}}),
        &[],
        &[error],
    );
    let mixed = json!([
        {"trackingNumber": "1", "error": {"message": "No."}},
        parcel("Out for Delivery", "Out for Delivery", json!([event("2026-05-06T09:00:00", "OF", "Out for Delivery")])),
    ]);
    let reading = check(&mixed, &["OF@06.09:00=out_for_delivery"], &[error]);
    assert_eq!(reading.parcels.len(), 1);
    assert_eq!(
        (ADAPTER.read)(b" <html>").map(|reading| reading.problems.len()),
        Ok(1)
    );
    for other in ["", "no json", "{}", "[]", "null", "7", "{\"a\": 1}"] {
        assert!((ADAPTER.read)(other.as_bytes()).is_err(), "{other}");
    }
}

#[test]
fn odd_events_do_not_spoil_their_neighbours() {
    let payload = parcel(
        "In Transit",
        "In Transit",
        json!([
            7, null, {}, {"eventCode": ["07"], "eventType": {}, "eventTimestamp": 20},
            event("2026-05-06T09:00:00", "10", "Arrived &amp; <b>sorted</b>"),
        ]),
    );
    let reading = check(
        &payload,
        &["10@06.09:00=in_transit", "07@-=in_transit"],
        &[ProblemKind::Malformed, ProblemKind::UnreadableTime],
    );
    assert_eq!(reading.parcels[0].scans[0].text, "Arrived & sorted");
}
