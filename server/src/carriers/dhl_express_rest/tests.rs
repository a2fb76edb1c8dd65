//! Messages of our own making, in the shapes the carrier's come in.

use super::ADAPTER;
use doorstep::reading::{ProblemKind, Reading};
use doorstep::scan::Status;
use serde_json::{Value, json};

fn event(day: &str, clock: &str, code: &str, words: &str) -> Value {
    json!({
        "date": day, "time": clock, "typeCode": code, "description": words,
        "serviceArea": [{"code": "BNE", "description": "Brisbane-AU"}],
    })
}

fn lines(reading: &Reading) -> Vec<String> {
    let parcel = |parcel: &doorstep::reading::ParcelReading| {
        let scans = parcel.scans.iter().map(|scan| {
            format!(
                " {}@{}={}",
                scan.code.as_deref().unwrap_or("-"),
                scan.time
                    .local
                    .map_or("-".to_owned(), |local| local.format("%d.%H:%M").to_string()),
                scan.status.map_or("-", Status::code),
            )
        });
        parcel.number.as_deref().unwrap_or("-").to_owned() + &scans.collect::<String>()
    };
    reading.parcels.iter().map(parcel).collect()
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
    let mut delivered = event("2026-05-07", "18:00:00", "OK", "Delivered");
    delivered["GMTOffset"] = json!("+10:00");
    delivered["signedBy"] = json!("C. Dee");
    let payload = json!({"shipments": [{
        "shipmentTrackingNumber": 1_234_567_890_u64, "status": "Success", "productCode": "P",
        "description": "a lamp", "totalWeight": 1.5, "unitOfMeasurements": "metric",
        "estimatedDeliveryDate": "2026-05-08",
        "receiverDetails": {"name": "", "postalAddress": {"cityName": "Brisbane", "countryCode": "AU"}},
        "events": [delivered, event("2026-05-05", "10:00", "PU", "Picked up")],
        "pieces": [{"number": 1, "events": [event("2026-05-06", "10:00", "WC", "With courier")]}],
    }]});
    let reading = check(
        &payload,
        &["1234567890 PU@05.10:00=picked_up OK@07.18:00=delivered"],
        &[],
    );
    let parcel = &reading.parcels[0];
    assert_eq!(parcel.carrier.code(), "dhl_express");
    let time = parcel.scans[1].time;
    assert_eq!(time.offset_min, Some(600));
    assert_eq!(
        time.instant.map(|at| at.to_string()).as_deref(),
        Some("2026-05-07 08:00:00 UTC")
    );
    assert_eq!(parcel.scans[0].time.instant, None);
    assert_eq!(parcel.scans[0].place.country.as_deref(), Some("AU"));
    assert_eq!(parcel.report.signed_by.as_deref(), Some("C. Dee"));
    assert_eq!(parcel.report.service.as_deref(), Some("Express Worldwide"));
    assert_eq!(parcel.report.weight_g, Some(1500));
    assert_eq!(
        parcel
            .report
            .estimate
            .as_ref()
            .map(|day| day.to.to_string())
            .as_deref(),
        Some("2026-05-08")
    );
    assert_eq!(
        parcel
            .report
            .destination
            .clone()
            .unwrap_or_default()
            .city
            .as_deref(),
        Some("Brisbane")
    );
}

#[test]
fn a_head_speaks_only_where_no_scan_does() {
    let shipment = |events: Value| json!({"shipments": [{"shipmentTrackingNumber": "1", "status": "delivered", "events": events}]});
    check(&shipment(json!([])), &["1 -@-=delivered"], &[]);
    check(&shipment(Value::Null), &["1 -@-=delivered"], &[]);
    check(
        &shipment(json!([event("2026-05-05", "10:00", "WC", "With courier")])),
        &["1 WC@05.10:00=out_for_delivery"],
        &[ProblemKind::Contradiction],
    );
    let silent = json!({"shipments": [{"shipmentTrackingNumber": "1", "status": "Success"}]});
    check(&silent, &["1"], &[]);
}

#[test]
fn errors_are_no_parcels() {
    check(
        &json!({"status": 404, "title": "Not Found", "detail": "No shipments"}),
        &[],
        &[ProblemKind::CarrierError],
    );
    check(
        &json!({"instance": "/x", "message": "Bad request", "status": "400"}),
        &[],
        &[ProblemKind::CarrierError],
    );
    check(&json!({"shipments": []}), &[], &[ProblemKind::CarrierError]);
    let mixed = json!({"shipments": [
        {"shipmentTrackingNumber": "1", "title": "Not Found"},
        {"shipmentTrackingNumber": "2", "events": [event("2026-05-05", "10:00", "CC", "")]},
    ]});
    check(
        &mixed,
        &["2 CC@05.10:00=available_for_pickup"],
        &[ProblemKind::CarrierError],
    );
    assert_eq!(
        (ADAPTER.read)(b"<html>").map(|reading| reading.problems.len()),
        Ok(1)
    );
    for other in ["", "no json", "{}", "[]", "null", "7", "{\"a\": 1}"] {
        assert!((ADAPTER.read)(other.as_bytes()).is_err(), "{other}");
    }
}

#[test]
fn odd_lines_do_not_spoil_their_neighbours() {
    let payload = json!({"shipments": {"shipmentTrackingNumber": "1", "events": [
        7, null, {}, {"date": {}, "typeCode": ["OK"], "description": 9},
        event("2026-05-05", "10:00:00", "DF", "<b>Departed</b>"),
        {"date": "2026-05-06", "typeCode": "??", "description": "no words of ours", "serviceArea": {"code": "LEJ"}},
    ]}});
    check(
        &payload,
        &["1 OK@-=delivered DF@05.10:00=in_transit ??@06.00:00=-"],
        &[
            ProblemKind::Malformed,
            ProblemKind::Malformed,
            ProblemKind::UnknownCode,
        ],
    );
}

#[test]
fn pieces_speak_where_their_shipment_is_silent() {
    let piece = |number: &str, code: &str| json!({"trackingNumber": number, "events": [event("2026-05-05", "10:00", code, "")]});
    let pieces = |pieces: Value| json!({"shipments": [{"shipmentTrackingNumber": "1", "events": [], "pieces": pieces}]});
    check(
        &pieces(json!([piece("JD1", "OK")])),
        &["1 OK@05.10:00=delivered"],
        &[],
    );
    check(
        &pieces(json!([piece("JD1", "OK"), piece("JD2", "WC")])),
        &[
            "JD1 OK@05.10:00=delivered",
            "JD2 WC@05.10:00=out_for_delivery",
        ],
        &[],
    );
}

#[test]
fn pushed_messages_have_other_names() {
    let payload = json!({"shipments": [{
        "id": "1", "service": "express",
        "status": {"timestamp": "2026-05-06T09:00:00", "statusCode": "transit", "description": "Processed"},
        "estimatedDeliveryTimeFrame": {"estimatedFrom": "2026-05-08T09:00:00", "estimatedThrough": "2026-05-08T12:00:00"},
        "events": [{
            "timestamp": "2026-05-06T09:00:00+02:00", "statusCode": "transit", "status": "PL",
            "description": "Processed", "location": {"address": {"addressLocality": "LEIPZIG", "countryCode": "DE"}},
        }],
    }]});
    let reading = check(&payload, &["1 PL@06.09:00=in_transit"], &[]);
    let parcel = &reading.parcels[0];
    assert_eq!(parcel.scans[0].time.offset_min, Some(120));
    assert_eq!(parcel.scans[0].place.city.as_deref(), Some("LEIPZIG"));
    let hours = parcel
        .report
        .estimate
        .as_ref()
        .and_then(|estimate| estimate.hours)
        .expect("hours");
    assert_eq!(
        (
            hours.from.map(|at| at.to_string()).as_deref(),
            hours.to.to_string().as_str()
        ),
        (Some("09:00:00"), "12:00:00")
    );
}
