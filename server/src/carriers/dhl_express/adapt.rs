//! A tracking reply of the XML interface, read into parcels and scans.

use super::lines::{self, Line};
use super::payload::{self, Element};
use super::places;
use crate::carriers::history::{self, Listed};
use crate::carriers::{Unreadable, words};
use doorstep::carrier::Carrier;
use doorstep::reading::{ParcelReading, Problem, ProblemKind, Reading, Report};
use doorstep::scan::Place;

const SOURCE: &str = "dhl_express";

/// Reads a reply to a tracking request.
///
/// # Errors
/// When the bytes are no XML, or XML that is no reply of the carrier.
pub fn read(bytes: &[u8]) -> Result<Reading, Unreadable> {
    let document = payload::parse(bytes)
        .map_err(|error| Unreadable(format!("This is no XML document: {error}.")))?;
    let mut reading = Reading::default();
    if document.root.name.eq_ignore_ascii_case("html") {
        reading
            .problems
            .push(carrier_error("The carrier answered with a web page", None));
        return Ok(reading);
    }
    report_errors(&document.root, &mut reading.problems);
    for waybill in waybills(&document.root) {
        read_waybill(waybill, &mut reading);
    }
    if let Some(broken) = document.broken {
        reading.problems.push(Problem::new(
            ProblemKind::Malformed,
            format!("The reply breaks off: {}.", words::clean(&broken)),
        ));
    }
    if reading.parcels.is_empty() && reading.problems.is_empty() {
        return Err(Unreadable(
            "This XML is no tracking reply of DHL Express.".to_owned(),
        ));
    }
    Ok(reading)
}

fn waybills(root: &Element) -> Vec<&Element> {
    if root.name == "AWBInfo" {
        return vec![root];
    }
    root.everywhere("AWBInfo")
}

/// What the reply as a whole complains of, outside its waybills.
fn report_errors(root: &Element, problems: &mut Vec<Problem>) {
    let statuses = if waybills(root).is_empty() {
        root.everywhere("Status")
    } else {
        root.at(&["Response", "Status"]).into_iter().collect()
    };
    for status in statuses {
        report_status(status, None, problems);
    }
    if let Some(fault) = root.everywhere("Fault").first() {
        let words = fault
            .text_at(&["faultstring"])
            .or(fault.text_at(&["Reason", "Text"]));
        problems.push(carrier_error("The carrier answered with a fault", words));
    }
}

/// Reports a status that is no success; whether it was one.
fn report_status(status: &Element, number: Option<&str>, problems: &mut Vec<Problem>) -> bool {
    let action = status.text_at(&["ActionStatus"]);
    let is_success = action.is_none_or(|action| action.eq_ignore_ascii_case("success"));
    let conditions: Vec<_> = status.all("Condition").collect();
    let subject = number.map_or("The carrier answered".to_owned(), |number| {
        format!("The carrier answered for {}", words::clean(number))
    });
    for condition in &conditions {
        let code = condition.text_at(&["ConditionCode"]).unwrap_or_default();
        let data = condition
            .text_at(&["ConditionData"])
            .or(action)
            .unwrap_or_default();
        problems.push(carrier_error(&subject, Some(&format!("{code} {data}"))));
    }
    if conditions.is_empty() && !is_success {
        problems.push(carrier_error(&subject, action));
    }
    is_success && conditions.is_empty()
}

fn carrier_error(subject: &str, quoted: Option<&str>) -> Problem {
    let detail = match words::clean_opt(quoted) {
        Some(quoted) => format!("{subject}: {quoted}"),
        None => subject.to_owned(),
    };
    Problem::new(ProblemKind::CarrierError, detail)
}

fn read_waybill(waybill: &Element, reading: &mut Reading) {
    let number = waybill
        .text_at(&["AWBNumber"])
        .or(waybill.text_at(&["AWBNumber", "ArrayOfAWBNumberItem"]));
    let is_fine = waybill
        .at(&["Status"])
        .is_none_or(|status| report_status(status, number, &mut reading.problems));
    let info = waybill.at(&["ShipmentInfo"]);
    let pieces = waybill.everywhere("PieceInfo");
    let Some(info) = info.filter(|info| is_fine || !info.children.is_empty()) else {
        if is_fine && pieces.is_empty() {
            reading.problems.push(Problem::new(
                ProblemKind::Malformed,
                format!(
                    "The waybill {} says nothing.",
                    number.unwrap_or("without number")
                ),
            ));
        }
        read_pieces(&pieces, number, &Report::default(), reading);
        return;
    };
    let report = report(info, &mut reading.problems);
    let events: Vec<_> = info.all("ShipmentEvent").collect();
    if events.is_empty()
        && pieces
            .iter()
            .any(|piece| piece.at(&["PieceEvent"]).is_some())
    {
        read_pieces(&pieces, number, &report, reading);
        return;
    }
    let parcel = parcel(&events, number, None, report, &mut reading.problems);
    reading.parcels.push(parcel);
}

/// Pieces stand for themselves only where their shipment has no history: one
/// piece's delivery is not the others'.
fn read_pieces(pieces: &[&Element], number: Option<&str>, report: &Report, reading: &mut Reading) {
    let told: Vec<_> = pieces
        .iter()
        .filter(|piece| piece.at(&["PieceEvent"]).is_some())
        .collect();
    for piece in &told {
        let plate = piece
            .text_at(&["PieceDetails", "LicensePlate"])
            .filter(|_| told.len() > 1);
        let events: Vec<_> = piece.all("PieceEvent").collect();
        let parcel = parcel(
            &events,
            number,
            plate,
            report.clone(),
            &mut reading.problems,
        );
        reading.parcels.push(parcel);
    }
}

fn parcel(
    events: &[&Element],
    number: Option<&str>,
    piece: Option<&str>,
    mut report: Report,
    problems: &mut Vec<Problem>,
) -> ParcelReading {
    let mut scans = Vec::with_capacity(events.len());
    for event in events {
        let line = line(event);
        let Some(scan) = line.scan(SOURCE, problems) else {
            continue;
        };
        report.signed_by = line.signed_by(scan.status).or(report.signed_by);
        scans.push(scan);
    }
    ParcelReading {
        carrier: Carrier::from_code(SOURCE),
        number: words::clean_opt(piece.or(number)),
        unique_id: words::clean_opt(piece),
        shipment_id: None,
        scans: history::oldest_first(scans, Listed::OldestFirst),
        report,
    }
}

fn line(event: &Element) -> Line {
    let text = |path: &[&str]| event.text_at(path).map(str::to_owned);
    let area = event
        .text_at(&["ServiceArea", "Description"])
        .or(event.text_at(&["ServiceArea", "ServiceAreaCode"]));
    Line {
        code: text(&["ServiceEvent", "EventCode"]),
        description: text(&["ServiceEvent", "Description"]),
        remarks: text(&["EventRemarks", "FurtherDetails"]),
        day: text(&["Date"]),
        clock: text(&["Time"]),
        offset: text(&["GMTOffset"]),
        signatory: text(&["Signatory"]),
        place: area.map(places::service_area).unwrap_or_default(),
    }
}

fn report(info: &Element, problems: &mut Vec<Problem>) -> Report {
    let weight = info
        .text_at(&["Weight"])
        .and_then(|weight| weight.parse().ok())
        .and_then(|weight| lines::grams(weight, info.text_at(&["WeightUnit"])));
    Report {
        estimate: info
            .text_at(&["EstDlvyDate"])
            .and_then(|written| lines::estimate(written, problems)),
        service: info
            .text_at(&["GlobalProductCode"])
            .and_then(lines::product)
            .map(str::to_owned),
        destination: destination(info),
        weight_g: weight,
        ..Report::default()
    }
}

fn destination(info: &Element) -> Option<Place> {
    let consignee = |name: &str| words::clean_opt(info.text_at(&["Consignee", name]));
    let address = Place {
        city: consignee("City"),
        region: consignee("DivisionCode"),
        postal_code: consignee("PostalCode"),
        country: consignee("CountryCode").and_then(|country| words::country(&country)),
    };
    if !address.is_empty() {
        return Some(address);
    }
    info.text_at(&["DestinationServiceArea", "Description"])
        .map(places::service_area)
        .filter(|place| !place.is_empty())
}
