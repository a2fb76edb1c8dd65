//! A tracking reply of the JSON interface, or a pushed message, read into
//! parcels and scans.

use super::payload::{self, first_text};
use crate::carriers::dhl_express::{codes, lines, lines::Line, places};
use crate::carriers::history::{self, Listed};
use crate::carriers::json::{field, list_at, number, text_at};
use crate::carriers::{Unreadable, times, words};
use doorstep::carrier::Carrier;
use doorstep::reading::{Estimate, ParcelReading, Problem, ProblemKind, Reading, Report};
use doorstep::scan::{Place, Scan, ScanTime, Status};
use serde_json::Value;

const SOURCE: &str = "dhl_express_rest";

/// Both interfaces are of one carrier.
const CARRIER: &str = "dhl_express";

/// Reads a reply or a pushed message.
///
/// # Errors
/// When the bytes are no JSON, or JSON of another kind.
pub fn read(bytes: &[u8]) -> Result<Reading, Unreadable> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    if is_web_page(bytes) {
        return Ok(refused("The carrier answered with a web page.".to_owned()));
    }
    let payload: Value = serde_json::from_slice(bytes)
        .map_err(|error| Unreadable(format!("This is no JSON: {error}.")))?;
    let mut reading = Reading::default();
    let shipments = payload::shipments(&payload);
    for shipment in &shipments {
        read_shipment(shipment, &mut reading);
    }
    if !shipments.is_empty() {
        return Ok(reading);
    }
    if let Some(complaint) = payload::complaint(&payload) {
        return Ok(refused(words::clean(&format!(
            "The carrier answered: {complaint}"
        ))));
    }
    if field(&payload, &["shipments"]).is_some() {
        return Ok(refused(
            "The carrier answered without any shipment.".to_owned(),
        ));
    }
    Err(Unreadable(
        "This JSON is no tracking reply of DHL Express.".to_owned(),
    ))
}

fn is_web_page(bytes: &[u8]) -> bool {
    bytes.trim_ascii_start().starts_with(b"<")
}

fn refused(detail: String) -> Reading {
    Reading {
        parcels: Vec::new(),
        problems: vec![Problem::new(ProblemKind::CarrierError, detail)],
    }
}

fn read_shipment(shipment: &Value, reading: &mut Reading) {
    let number = payload::number(shipment);
    let number = number.as_deref();
    let events = payload::events(shipment);
    let told: Vec<_> = payload::pieces(shipment)
        .into_iter()
        .filter(|piece| !payload::events(piece).is_empty())
        .collect();
    let is_silent = events.is_empty() && told.is_empty();
    if let Some(complaint) = payload::complaint(shipment).filter(|_| is_silent) {
        let number = number.unwrap_or("a shipment");
        let detail = words::clean(&format!("The carrier answered for {number}: {complaint}"));
        reading
            .problems
            .push(Problem::new(ProblemKind::CarrierError, detail));
        return;
    }
    let problems = &mut reading.problems;
    let report = report(shipment, problems);
    if !events.is_empty() || told.is_empty() {
        let head = Some(head(shipment));
        reading
            .parcels
            .push(parcel(&events, number, None, report, head, problems));
        return;
    }
    // One piece's delivery is not the others': where the shipment itself has
    // no history, each piece stands for itself.
    for piece in &told {
        let own = first_text(piece, &[&["trackingNumber"], &["number"]]).filter(|_| told.len() > 1);
        let events = payload::events(piece);
        let parcel = parcel(
            &events,
            number,
            own.as_deref(),
            report.clone(),
            None,
            problems,
        );
        reading.parcels.push(parcel);
    }
}

fn parcel(
    events: &[&Value],
    number: Option<&str>,
    piece: Option<&str>,
    mut report: Report,
    head: Option<Scan>,
    problems: &mut Vec<Problem>,
) -> ParcelReading {
    let mut scans = Vec::with_capacity(events.len());
    for event in events {
        let line = line(event);
        let Some(scan) = line.scan(SOURCE, problems) else {
            continue;
        };
        report.signed_by = report.signed_by.or_else(|| line.signed_by(scan.status));
        scans.push(scan);
    }
    let mut scans = history::oldest_first(scans, Listed::NewestFirst);
    let number = words::clean_opt(piece.or(number));
    let is_told = scans.iter().any(|scan| scan.status.is_some());
    if let Some(head) = head.filter(|head| !(is_told && is_wide(head))) {
        history::square_with_head(&mut scans, head, number.as_deref(), problems);
    }
    ParcelReading {
        carrier: Carrier::from_code(CARRIER),
        number,
        unique_id: words::clean_opt(piece),
        shipment_id: None,
        scans,
        report,
    }
}

/// The shipment's own status as a scan without any time. "Success" says only
/// that the question was answered.
fn head(shipment: &Value) -> Scan {
    let status = field(shipment, &["status"]).unwrap_or(&Value::Null);
    let said = |name| text_at(status, &[name]);
    let text = text_at(shipment, &["status"])
        .or_else(|| said("description"))
        .or_else(|| said("status"))
        .map(|text| words::clean(&text))
        .unwrap_or_default();
    let meaning = said("statusCode")
        .and_then(|category| codes::by_words(&category))
        .or_else(|| codes::by_words(&text))
        .unwrap_or_default();
    Scan {
        source: SOURCE.to_owned(),
        code: None,
        status: meaning.0,
        reason: meaning.1,
        text,
        time: ScanTime::default(),
        place: Place::default(),
        position: 0,
        place_offset_min: None,
    }
}

/// "transit" is all there is between pick-up and delivery: it contradicts no
/// scan.
fn is_wide(head: &Scan) -> bool {
    head.status == Some(Status::InTransit)
}

fn line(event: &Value) -> Line {
    Line {
        code: text_at(event, &["typeCode"]).or_else(|| pushed_code(event)),
        description: first_text(event, &[&["description"], &["statusDetailed"], &["status"]]),
        remarks: first_text(
            event,
            &[
                &["remark", "furtherDetails"],
                &["remarks", "furtherDetails"],
                &["remark"],
                &["remarks"],
            ],
        ),
        day: first_text(event, &[&["date"], &["timestamp"]]),
        clock: text_at(event, &["time"]),
        offset: first_text(event, &[&["GMTOffset"], &["gmtOffset"]]),
        signatory: first_text(event, &[&["signedBy"], &["signatory"]]),
        place: place(event),
    }
}

/// A pushed event keeps its code in `status`, where others keep words, and a
/// category beside it.
fn pushed_code(event: &Value) -> Option<String> {
    let is_code =
        |text: &String| text.len() <= 3 && text.bytes().all(|byte| byte.is_ascii_alphanumeric());
    text_at(event, &["status"]).filter(is_code)
}

fn place(event: &Value) -> Place {
    let address = field(event, &["location", "address"]).unwrap_or(&Value::Null);
    let pushed = address_place(
        address,
        [
            &["addressLocality"],
            &["addressRegion"],
            &["postalCode"],
            &["countryCode"],
        ],
    );
    if !pushed.is_empty() {
        return pushed;
    }
    service_area(event).unwrap_or_default()
}

fn service_area(holder: &Value) -> Option<Place> {
    let areas = list_at(holder, &["serviceArea"]);
    areas
        .iter()
        .find_map(|area| first_text(area, &[&["description"], &["code"]]))
        .map(|description| places::service_area(&description))
        .filter(|place| !place.is_empty())
}

fn address_place(address: &Value, [city, region, postal_code, country]: [&[&str]; 4]) -> Place {
    let said = |path| words::clean_opt(text_at(address, path).as_deref());
    Place {
        city: said(city),
        region: said(region),
        postal_code: said(postal_code),
        country: said(country).and_then(|country| words::country(&country)),
    }
}

fn report(shipment: &Value, problems: &mut Vec<Problem>) -> Report {
    let unit = text_at(shipment, &["unitOfMeasurements"]);
    Report {
        estimate: estimate(shipment, problems),
        service: text_at(shipment, &["productCode"])
            .and_then(|code| lines::product(&code).map(str::to_owned)),
        signed_by: words::clean_opt(
            first_text(
                shipment,
                &[
                    &["signedBy"],
                    &["details", "proofOfDelivery", "signed", "name"],
                ],
            )
            .as_deref(),
        ),
        destination: destination(shipment),
        weight_g: field(shipment, &["totalWeight"])
            .and_then(number)
            .and_then(|weight| lines::grams(weight, unit.as_deref())),
        ..Report::default()
    }
}

fn estimate(shipment: &Value, problems: &mut Vec<Problem>) -> Option<Estimate> {
    if let Some(window) = window(shipment) {
        return Some(window);
    }
    let written = first_text(
        shipment,
        &[
            &["estimatedDeliveryDate"],
            &["estimatedTimeOfDelivery"],
            &["estimatedDelivery"],
        ],
    )?;
    lines::estimate(&written, problems)
}

fn window(shipment: &Value) -> Option<Estimate> {
    let end = |end| {
        let written = text_at(shipment, &["estimatedDeliveryTimeFrame", end])?;
        let local = times::iso(&written)?.local?;
        times::is_plausible(local.date()).then_some(local)
    };
    let (from, to) = (end("estimatedFrom")?, end("estimatedThrough")?);
    let last_day = times::estimate(to.date(), Some(from.time()), Some(to.time()));
    (from <= to).then(|| Estimate {
        from: from.date(),
        ..last_day
    })
}

fn destination(shipment: &Value) -> Option<Place> {
    let receiver = field(shipment, &["receiverDetails"]).unwrap_or(&Value::Null);
    let address = address_place(
        field(receiver, &["postalAddress"]).unwrap_or(&Value::Null),
        [
            &["cityName"],
            &["provinceCode"],
            &["postalCode"],
            &["countryCode"],
        ],
    );
    let pushed = address_place(
        field(shipment, &["destination", "address"]).unwrap_or(&Value::Null),
        [
            &["addressLocality"],
            &["addressRegion"],
            &["postalCode"],
            &["countryCode"],
        ],
    );
    [address, pushed]
        .into_iter()
        .find(|place| !place.is_empty())
        .or_else(|| service_area(receiver))
}
