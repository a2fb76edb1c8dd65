//! Replies of our own making, in the shapes the carrier's come in.

use super::ADAPTER;
use doorstep::reading::{ProblemKind, Reading};
use doorstep::scan::Status;

fn reply(waybills: &str) -> String {
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?><req:TrackingResponse xmlns:req=\"http://www.dhl.com\">\
         <Response><ServiceHeader><SiteID>x</SiteID></ServiceHeader></Response>{waybills}\
         </req:TrackingResponse><!-- x -->"
    )
}

fn waybill(number: &str, inside: &str) -> String {
    format!(
        "<AWBInfo><AWBNumber>{number}</AWBNumber><Status><ActionStatus>success</ActionStatus></Status>\
         {inside}</AWBInfo>"
    )
}

fn event(tag: &str, day: &str, clock: &str, code: &str, words: &str) -> String {
    format!(
        "<{tag}><Date>{day}</Date><Time>{clock}</Time><ServiceEvent><EventCode>{code}</EventCode>\
         <Description>{words}</Description></ServiceEvent><Signatory>A. BEE</Signatory><ServiceArea>\
         <ServiceAreaCode>LEJ</ServiceAreaCode><Description>LEIPZIG - GERMANY</Description>\
         </ServiceArea></{tag}>"
    )
}

/// One line a parcel: number, then each scan's code, local time and status.
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

fn kinds(reading: &Reading) -> Vec<ProblemKind> {
    reading
        .problems
        .iter()
        .map(|problem| problem.kind)
        .collect()
}

#[track_caller]
fn check(xml: &str, wanted: &[&str], problems: &[ProblemKind]) -> Reading {
    let reading = (ADAPTER.read)(xml.as_bytes()).expect("a reply");
    assert_eq!(lines(&reading), wanted);
    assert_eq!(kinds(&reading), problems, "{:?}", reading.problems);
    reading
}

#[test]
fn a_parcel_with_all_there_is() {
    let inside = format!(
        "<ShipmentInfo><DestinationServiceArea><Description>OSLO - NORWAY</Description>\
         </DestinationServiceArea><Pieces>1</Pieces><Weight>0.5</Weight><WeightUnit>K</WeightUnit>\
         <EstDlvyDate>2026-05-07 23:59:00 GMT+02:00</EstDlvyDate><GlobalProductCode>P</GlobalProductCode>\
         <Consignee><City>Oslo</City><PostalCode>0150</PostalCode><CountryCode>NO</CountryCode></Consignee>\
         {}{}</ShipmentInfo>",
        event(
            "ShipmentEvent",
            "2026-05-05",
            "09:42:00",
            "PU",
            "Shipment picked up"
        ),
        event(
            "ShipmentEvent",
            "2026-05-06",
            "10:09:30",
            "OK",
            "Shipment\n   delivered"
        )
    );
    let reading = check(
        &reply(&waybill("1234567890", &inside)),
        &["1234567890 PU@05.09:42=picked_up OK@06.10:09=delivered"],
        &[],
    );
    let parcel = &reading.parcels[0];
    let scan = &parcel.scans[1];
    assert_eq!(
        (scan.text.as_str(), scan.position),
        ("Shipment delivered", 1)
    );
    assert_eq!((scan.time.offset_min, scan.time.instant), (None, None));
    assert_eq!(scan.place.city.as_deref(), Some("LEIPZIG"));
    assert_eq!(scan.place.country.as_deref(), Some("DE"));
    let report = &parcel.report;
    assert_eq!(report.signed_by.as_deref(), Some("A. BEE"));
    assert_eq!(report.service.as_deref(), Some("Express Worldwide"));
    assert_eq!(report.weight_g, Some(500));
    let destination = report.destination.clone().unwrap_or_default();
    assert_eq!(destination.country.as_deref(), Some("NO"));
    let estimate = report.estimate.clone().expect("an estimate");
    assert_eq!(
        (estimate.to.to_string().as_str(), estimate.hours),
        ("2026-05-07", None)
    );
}

#[test]
fn each_waybill_stands_for_itself() {
    let fine = format!(
        "<ShipmentInfo>{}</ShipmentInfo>",
        event(
            "ShipmentEvent",
            "2026-05-05",
            "09:42",
            "WC",
            "With delivery courier"
        )
    );
    let missing = "<AWBInfo><AWBNumber>222</AWBNumber><Status><ActionStatus>No Shipments Found</ActionStatus>\
         <Condition><ConditionCode>209</ConditionCode><ConditionData>No Shipments Found for 222</ConditionData>\
         </Condition></Status></AWBInfo>";
    let both = waybill("111", &fine) + missing + &waybill("333", "<ShipmentInfo/>");
    let reading = check(
        &reply(&both),
        &["111 WC@05.09:42=out_for_delivery", "333"],
        &[ProblemKind::CarrierError],
    );
    assert!(
        reading.problems[0].detail.contains("222"),
        "{:?}",
        reading.problems
    );
}

#[test]
fn errors_are_no_parcels() {
    let failure = "<req:ShipmentTrackingErrorResponse xmlns:req=\"http://www.dhl.com\"><Response><Status>\
         <ActionStatus>Failure</ActionStatus><Condition><ConditionCode>111</ConditionCode>\
         <ConditionData> Error &apos;x&apos;\n  again</ConditionData></Condition></Status></Response>\
         </req:ShipmentTrackingErrorResponse>";
    let reading = check(failure, &[], &[ProblemKind::CarrierError]);
    assert!(
        reading.problems[0].detail.ends_with("111 Error 'x' again"),
        "{:?}",
        reading.problems
    );
    check(
        "<!DOCTYPE html><HTML><body><h1>503</h1><br></body></HTML>",
        &[],
        &[ProblemKind::CarrierError],
    );
    for other in ["", "Service Unavailable", "{}", "<other/>"] {
        assert!((ADAPTER.read)(other.as_bytes()).is_err(), "{other}");
    }
}

#[test]
fn a_bad_line_does_not_spoil_its_neighbours() {
    let inside = format!(
        "<ShipmentInfo><ShipmentEvent/>{}{}{}",
        event("ShipmentEvent", "someday", "09:42:00", "AF", "Arrived"),
        event(
            "ShipmentEvent",
            "2026-05-05",
            "10:00:00",
            "ZZ",
            "Awaiting collection <b>now</b>"
        ),
        "<ShipmentEvent><Date>2026-05-06</Da"
    );
    let reading = check(
        &format!("<TrackingResponse><AWBInfo><AWBNumber>1</AWBNumber>{inside}"),
        &["1 AF@-=in_transit ZZ@05.10:00=available_for_pickup -@06.00:00=-"],
        &[
            ProblemKind::Malformed,
            ProblemKind::UnreadableTime,
            ProblemKind::UnknownCode,
            ProblemKind::Malformed,
        ],
    );
    assert_eq!(reading.parcels[0].scans[1].text, "Awaiting collection now");
}

#[test]
fn pieces_speak_where_their_shipment_is_silent() {
    let piece = |plate: &str, events: &str| {
        format!(
            "<PieceInfo><PieceDetails><LicensePlate>{plate}</LicensePlate></PieceDetails>{events}</PieceInfo>"
        )
    };
    let delivered = event("PieceEvent", "2026-05-06", "10:00:00", "OK", "Delivered");
    let held = event(
        "PieceEvent",
        "2026-05-06",
        "11:00:00",
        "OH",
        "Shipment on hold",
    );
    let two = piece("JD01", &delivered) + &piece("JD02", &held);
    check(
        &reply(&waybill(
            "9",
            &format!("<ShipmentInfo/><Pieces>{two}</Pieces>"),
        )),
        &["JD01 OK@06.10:00=delivered", "JD02 OH@06.11:00=exception"],
        &[],
    );
    check(
        &reply(&waybill(
            "9",
            &format!("<Pieces>{}</Pieces>", piece("JD01", &delivered)),
        )),
        &["9 OK@06.10:00=delivered"],
        &[],
    );
    let shipment = event("ShipmentEvent", "2026-05-05", "09:00:00", "PL", "Processed");
    check(
        &reply(&waybill(
            "9",
            &format!("<ShipmentInfo>{shipment}</ShipmentInfo><Pieces>{two}</Pieces>"),
        )),
        &["9 PL@05.09:00=in_transit"],
        &[],
    );
}
