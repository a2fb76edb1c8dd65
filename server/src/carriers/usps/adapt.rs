//! A tracking reply, read into parcels and scans.

use super::payload::{self, first_text};
use super::{beside, codes};
use crate::carriers::history::{self, Listed};
use crate::carriers::{Unreadable, times, words};
use chrono::{DateTime, Duration, Timelike, Utc};
use doorstep::carrier::Carrier;
use doorstep::reading::{ParcelReading, Problem, ProblemKind, Reading};
use doorstep::scan::{Place, Precision, Scan, ScanTime, Status};
use serde_json::Value;

const SOURCE: &str = "usps";

/// Reads a reply for one number or for several.
///
/// # Errors
/// When the bytes are no JSON, or JSON of another kind.
pub fn read(bytes: &[u8]) -> Result<Reading, Unreadable> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let mut reading = Reading::default();
    if bytes.trim_ascii_start().starts_with(b"<") {
        reading.problems.push(refused("a web page"));
        return Ok(reading);
    }
    let payload: Value = serde_json::from_slice(bytes)
        .map_err(|error| Unreadable(format!("This is no JSON: {error}.")))?;
    for item in payload::items(&payload) {
        read_item(item, &mut reading);
    }
    if reading.parcels.is_empty() && reading.problems.is_empty() {
        return Err(Unreadable(
            "This JSON is no tracking reply of USPS.".to_owned(),
        ));
    }
    Ok(reading)
}

fn refused(said: &str) -> Problem {
    let detail = words::clean(&format!("The carrier answered: {said}"));
    Problem::new(ProblemKind::CarrierError, detail)
}

fn read_item(item: &Value, reading: &mut Reading) {
    let says_something = first_text(item, &["status", "statusCategory", "statusSummary"]).is_some();
    let is_parcel =
        payload::is_parcel(item) && (says_something || !payload::events(item).is_empty());
    match payload::complaint(item) {
        Some(said) if !is_parcel => {
            let number = first_text(item, &["trackingNumber"]);
            let subject = number
                .map(|number| format!("{number}: "))
                .unwrap_or_default();
            reading.problems.push(refused(&format!("{subject}{said}")));
        }
        _ if payload::is_parcel(item) => {
            let parcel = parcel(item, &mut reading.problems);
            reading.parcels.push(parcel);
        }
        _ => {}
    }
}

fn parcel(item: &Value, problems: &mut Vec<Problem>) -> ParcelReading {
    let number = words::clean_opt(first_text(item, &["trackingNumber"]).as_deref());
    let mut report = beside::report(item, problems);
    let mut scans = Vec::new();
    let mut wrong_utc = 0_usize;
    for event in payload::events(item) {
        if !payload::says_something(event) {
            let problem = Problem::new(ProblemKind::Malformed, "an event says nothing");
            history::note(problems, problem);
            continue;
        }
        let (time, utc_is_wrong) = time(event, problems);
        wrong_utc += usize::from(utc_is_wrong);
        let scan = scan(event, time, problems);
        beside::add_ending(&mut report, event, &scan);
        scans.push(scan);
    }
    if wrong_utc > 0 {
        problems.push(Problem::new(
            ProblemKind::ImplausibleTime,
            format!(
                "the UTC of {wrong_utc} events is not that of their local time, which was taken"
            ),
        ));
    }
    let mut scans = history::oldest_first(scans, Listed::NewestFirst);
    let category = first_text(item, &["statusCategory"]);
    take_category(&mut scans, category.as_deref());
    history::square_with_head(
        &mut scans,
        head(item, category.as_deref()),
        number.as_deref(),
        problems,
    );
    ParcelReading {
        carrier: Carrier::from_code(SOURCE),
        number,
        unique_id: words::clean_opt(
            first_text(
                item,
                &["uniqueMailPieceID", "uniqueMailPieceId", "uniqueTrackingId"],
            )
            .as_deref(),
        ),
        shipment_id: None,
        scans,
        report,
    }
}

fn scan(event: &Value, time: ScanTime, problems: &mut Vec<Problem>) -> Scan {
    let text = words::clean_opt(first_text(event, payload::WORDS).as_deref()).unwrap_or_default();
    let code = words::clean_opt(first_text(event, payload::CODE).as_deref());
    let known = code.as_deref().and_then(codes::by_code);
    if let (Some(code), None) = (&code, known) {
        history::note(
            problems,
            Problem::new(
                ProblemKind::UnknownCode,
                format!("event code \"{code}\" is not listed; its words: \"{text}\""),
            ),
        );
    }
    let (status, reason) = known
        .map(|meaning| codes::sharpen(meaning, &text))
        .or_else(|| codes::by_words(&text))
        .unwrap_or_default();
    Scan {
        source: SOURCE.to_owned(),
        code,
        status,
        reason,
        text,
        time,
        place: place(event),
        position: 0,
        place_offset_min: None,
    }
}

fn place(event: &Value) -> Place {
    let said = |names| words::clean_opt(first_text(event, names).as_deref());
    let country = said(&["eventCountry", "eventCountryCode"]);
    let read = country.as_deref().and_then(words::country);
    Place {
        // A country that cannot be read is at least a place.
        city: said(&["eventCity"]).or_else(|| country.filter(|_| read.is_none())),
        region: said(&["eventState"]),
        postal_code: said(&["eventZIP", "eventZIPCode", "eventZip"]),
        country: read,
    }
}

/// An event's time, and whether the payload's own UTC contradicts it.
///
/// `eventTimestamp` is the local clock, whatever `Z` it may carry; the UTC
/// beside it keeps the local date after its midnight, so it lends the instant
/// its seconds and nothing else.
fn time(event: &Value, problems: &mut Vec<Problem>) -> (ScanTime, bool) {
    let utc = first_text(event, payload::UTC).and_then(|text| utc(&text));
    let Some(written) = first_text(event, payload::LOCAL) else {
        let time = utc.map(ScanTime::instant).unwrap_or_default();
        return (split_time(event).unwrap_or(time), false);
    };
    let Some(read) = local_time(&written) else {
        problems.push(Problem::new(
            ProblemKind::UnreadableTime,
            format!("the time \"{}\" cannot be read", words::clean(&written)),
        ));
        return (utc.map(ScanTime::instant).unwrap_or_default(), false);
    };
    let (time, is_wrong) = with_utc(at_offset(event, &written, read, problems), utc);
    match times::plausible(time, &written) {
        Ok(time) => (time, is_wrong),
        Err(problem) => {
            problems.push(problem);
            (ScanTime::default(), false)
        }
    }
}

/// An ISO time, a day, or a day and an American time of day ("1:05 pm").
fn local_time(written: &str) -> Option<ScanTime> {
    let is_american = written.trim_end().ends_with(['m', 'M', '.']);
    let apart = written
        .split_once(' ')
        .filter(|_| is_american)
        .and_then(|(day, clock)| times::local(day, Some(clock)));
    apart
        .or_else(|| times::iso(written))
        .or_else(|| times::local(written, None))
}

fn utc(text: &str) -> Option<DateTime<Utc>> {
    let time = times::iso(text)?;
    time.instant
        .or_else(|| time.local.map(|local| local.and_utc()))
        .filter(|at| times::is_plausible(at.date_naive()))
}

/// Older replies have the date and the time of day apart.
fn split_time(event: &Value) -> Option<ScanTime> {
    let day = first_text(event, &["eventDate"])?;
    times::local(&day, first_text(event, &["eventTime"]).as_deref()).filter(|time| {
        time.local
            .is_some_and(|local| times::is_plausible(local.date()))
    })
}

fn at_offset(
    event: &Value,
    written: &str,
    read: ScanTime,
    problems: &mut Vec<Problem>,
) -> ScanTime {
    let Some(local) = read.local else {
        return read;
    };
    let bare = ScanTime::local(local, read.precision);
    let is_lying = written.trim_end().ends_with(['Z', 'z']);
    let own = read.offset_min.filter(|_| !is_lying);
    let Some(offset) = first_text(event, &["GMTOffset", "gmtOffset"]) else {
        return times::at_offset(bare, own);
    };
    let minutes = times::offset_minutes(&offset);
    if minutes.is_none() {
        problems.push(Problem::new(
            ProblemKind::UnreadableTime,
            format!("the offset \"{}\" cannot be read", words::clean(&offset)),
        ));
    }
    times::at_offset(bare, minutes.or(own))
}

fn with_utc(time: ScanTime, utc: Option<DateTime<Utc>>) -> (ScanTime, bool) {
    let Some(utc) = utc else {
        return (time, false);
    };
    let (Some(instant), Some(local)) = (time.instant, time.local) else {
        // Without an offset the UTC is believed where it can be that of an
        // American clock and its date has not stood still.
        let is_possible = time.local.is_some_and(|local| {
            (Duration::zero()..=Duration::hours(12)).contains(&(utc.naive_utc() - local))
        });
        let is_believed = is_possible && time.precision != Precision::Date;
        let instant = if is_believed { Some(utc) } else { time.instant };
        return (ScanTime { instant, ..time }, false);
    };
    let same_minute = instant.minute() == utc.minute();
    let seconds = if local.second() == 0 && same_minute {
        utc.second()
    } else {
        0
    };
    let instant = instant + Duration::seconds(i64::from(seconds));
    let is_wrong = (instant - utc).abs() > Duration::minutes(1);
    (
        ScanTime {
            instant: Some(instant),
            ..time
        },
        is_wrong,
    )
}

/// Lets the head's category say what the newest event means where its code
/// does not. "Alert" is so wide that words go before it.
fn take_category(scans: &mut [Scan], category: Option<&str>) {
    let Some(status) = category.and_then(codes::by_category) else {
        return;
    };
    let Some(newest) = scans.iter_mut().max_by_key(|scan| scan.order_key()) else {
        return;
    };
    let code = newest.code.as_deref().unwrap_or_default();
    let is_open = codes::by_code(code).is_none() || codes::is_ambiguous(code);
    let is_said = status == Status::Exception && codes::by_words(&newest.text).is_some();
    if !is_open || is_said {
        return;
    }
    (newest.status, newest.reason) = codes::sharpen((Some(status), None), &newest.text);
}

/// The head of the payload as a scan without any time.
fn head(item: &Value, category: Option<&str>) -> Scan {
    let said: Vec<_> = ["status", "statusSummary"]
        .iter()
        .filter_map(|name| words::clean_opt(first_text(item, &[name]).as_deref()))
        .collect();
    let readable = said.iter().find(|words| codes::by_words(words).is_some());
    let text = readable.or(said.first()).cloned().unwrap_or_default();
    let (status, reason) = match category.and_then(codes::by_category) {
        Some(Status::Exception) => {
            codes::by_words(&text).unwrap_or((Some(Status::Exception), None))
        }
        Some(status) => codes::sharpen((Some(status), None), &text),
        None => codes::by_words(&text).unwrap_or_default(),
    };
    Scan {
        source: SOURCE.to_owned(),
        code: None,
        status,
        reason,
        text,
        time: ScanTime::default(),
        place: Place::default(),
        position: 0,
        place_offset_min: None,
    }
}
