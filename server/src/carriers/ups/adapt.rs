//! UPS's packages and activities in our words.

use super::codes::{self, Found, Line, Product};
use super::payload::{self, Activity, Package, Payload, StatusText};
use super::{SOURCE, report};
use crate::carriers::history::{self, Listed};
use crate::carriers::json::{list, text_at};
use crate::carriers::words::{clean, clean_opt, country};
use crate::carriers::{Unreadable, times};
use chrono::{DateTime, TimeDelta, Utc};
use doorstep::carrier::Carrier;
use doorstep::reading::{ParcelReading, Problem, ProblemKind, Reading};
use doorstep::scan::{Place, Precision, Scan, ScanTime, Status};
use serde_json::Value;

/// Reads a reply of the tracking interface or the body of a Track Alert.
///
/// # Errors
/// When the body is neither.
pub(super) fn read(body: &[u8]) -> Result<Reading, Unreadable> {
    let Payload {
        packages,
        errors,
        malformed,
    } = payload::parse(body)?;
    let mut problems = Vec::new();
    for error in errors {
        report_problem(&mut problems, ProblemKind::CarrierError, &error);
    }
    for detail in malformed {
        report_problem(&mut problems, ProblemKind::Malformed, &detail);
    }
    let parcels = packages
        .iter()
        .map(|package| parcel(package, &mut problems))
        .collect();
    Ok(Reading { parcels, problems })
}

/// Reports a problem in clean words.
pub(super) fn report_problem(problems: &mut Vec<Problem>, kind: ProblemKind, detail: &str) {
    history::note(problems, Problem::new(kind, clean(detail)));
}

fn parcel(package: &Package, problems: &mut Vec<Problem>) -> ParcelReading {
    let product = product(package);
    let number = clean_opt(package.number.as_deref());
    let scans = package
        .activities
        .iter()
        .map(|activity| scan(activity, product, problems))
        .collect();
    let mut scans = history::oldest_first(scans, Listed::NewestFirst);
    if let Some(head) = &package.head {
        let head = head_scan(head, product);
        history::square_with_head(&mut scans, head, number.as_deref(), problems);
    }
    let newest = scans
        .iter()
        .filter(|scan| scan.status.is_some())
        .max_by_key(|scan| scan.order_key());
    let report = report::of(package, newest, problems);
    ParcelReading {
        carrier: Carrier::from_code(SOURCE),
        number,
        unique_id: None,
        shipment_id: None,
        scans,
        report,
    }
}

/// Mail Innovations and freight have lists of codes of their own.
fn product(package: &Package) -> Product {
    let service = text_at(&package.rest, &["service", "description"])
        .unwrap_or_default()
        .to_lowercase();
    let is_freight_kind = package
        .activities
        .iter()
        .any(|activity| ["W", "DO", "DD"].contains(&activity.status.kind.as_str()));
    if service.contains("mail innovations") {
        return Product::Mail;
    }
    // "Worldwide Express Freight" moves with the parcels.
    if is_freight_kind || service.contains("freight") && !service.contains("express freight") {
        return Product::Freight;
    }
    Product::Package
}

fn found(status: &StatusText, product: Product) -> Found {
    codes::find(Line {
        kind: &status.kind,
        code: status.code.as_deref(),
        numeric: status.numeric.as_deref(),
        words: &clean(&status.words),
        product,
    })
}

fn scan(activity: &Activity, product: Product, problems: &mut Vec<Problem>) -> Scan {
    let status = &activity.status;
    let found = found(status, product);
    if !found.is_listed {
        report_problem(
            problems,
            ProblemKind::UnknownCode,
            &format!(
                "Type \"{}\", code \"{}\", number \"{}\": \"{}\" is in no list of UPS's.",
                status.kind,
                status.code.as_deref().unwrap_or_default(),
                status.numeric.as_deref().unwrap_or_default(),
                clean(&status.words),
            ),
        );
    }
    Scan {
        source: SOURCE.to_owned(),
        code: clean_opt(status.code.as_deref().or(status.numeric.as_deref())),
        status: found.meaning.status,
        reason: found.meaning.reason,
        text: clean(&status.words),
        time: time(activity, problems),
        place: place(&activity.address),
        position: 0,
        place_offset_min: None,
    }
}

/// Local time with UPS's offset where it gives one, else with UPS's own
/// instant where it gives that, else alone.
fn time(activity: &Activity, problems: &mut Vec<Problem>) -> ScanTime {
    let local = local(activity, problems);
    let offset = activity.gmt_offset.as_deref().and_then(|text| {
        let offset = times::offset_minutes(text);
        if offset.is_none() {
            report_problem(
                problems,
                ProblemKind::UnreadableTime,
                &format!("The offset \"{text}\" cannot be read."),
            );
        }
        offset
    });
    let instant = instant(activity);
    match (local, offset) {
        (Some(local), Some(offset)) if local.precision != Precision::Date => {
            let time = times::at_offset(local, Some(offset));
            if time
                .instant
                .zip(instant)
                .is_some_and(|(ours, theirs)| ours != theirs)
            {
                report_problem(
                    problems,
                    ProblemKind::ImplausibleTime,
                    &disagreement(activity),
                );
            }
            time
        }
        (Some(local), _) => match (local.local, instant) {
            (Some(clock), Some(instant)) if local.precision != Precision::Date => {
                if times::agree(clock, instant) {
                    return ScanTime {
                        instant: Some(instant),
                        ..local
                    };
                }
                report_problem(
                    problems,
                    ProblemKind::ImplausibleTime,
                    &disagreement(activity),
                );
                local
            }
            _ => times::at_offset(local, offset),
        },
        (None, offset) => instant.map_or_else(ScanTime::default, |instant| at(instant, offset)),
    }
}

/// The moment UPS gives beside the local time, sure or not.
fn instant(activity: &Activity) -> Option<DateTime<Utc>> {
    let given = times::local(activity.gmt_date.as_deref()?, activity.gmt_time.as_deref())?;
    let is_whole = given.precision != Precision::Date;
    let local = given.local.filter(|_| is_whole)?;
    times::is_plausible(local.date()).then(|| local.and_utc())
}

/// A moment, with the local time too when the offset is known.
fn at(instant: DateTime<Utc>, offset: Option<i32>) -> ScanTime {
    let local = offset.and_then(|minutes| {
        let local = instant
            .naive_utc()
            .checked_add_signed(TimeDelta::minutes(i64::from(minutes)))?;
        Some(ScanTime::with_offset(local, minutes, Precision::Second))
    });
    local.unwrap_or(ScanTime::instant(instant))
}

fn disagreement(activity: &Activity) -> String {
    let part = |text: &Option<String>| text.clone().unwrap_or_default();
    format!(
        "The local time {} {} ({}) and UPS's own GMT {} {} are not one moment.",
        part(&activity.date),
        part(&activity.time),
        part(&activity.gmt_offset),
        part(&activity.gmt_date),
        part(&activity.gmt_time),
    )
}

fn local(activity: &Activity, problems: &mut Vec<Problem>) -> Option<ScanTime> {
    let Some(date) = activity.date.as_deref() else {
        report_problem(
            problems,
            ProblemKind::UnreadableTime,
            &format!("The activity \"{}\" has no date.", activity.status.words),
        );
        return None;
    };
    // Some write date and time into one field.
    let written = match activity.time.as_deref() {
        None => times::iso(date).or_else(|| times::local(date, None)),
        clock => times::local(date, clock),
    };
    let Some(read) = written else {
        report_problem(
            problems,
            ProblemKind::UnreadableTime,
            &format!("The date \"{date}\" cannot be read."),
        );
        return None;
    };
    if let (Precision::Date, Some(clock)) = (read.precision, &activity.time) {
        report_problem(
            problems,
            ProblemKind::UnreadableTime,
            &format!("The time \"{clock}\" cannot be read."),
        );
    }
    match times::plausible(read, date) {
        Ok(read) => Some(read),
        Err(problem) => {
            report_problem(problems, problem.kind, &problem.detail);
            None
        }
    }
}

/// A place out of an address object, or a plain name.
pub(super) fn place(address: &Value) -> Place {
    let Some(address) = list(address).first().copied() else {
        return Place::default();
    };
    if let Some(name) = address.as_str() {
        return Place {
            city: clean_opt(Some(name)),
            ..Place::default()
        };
    }
    let first = |keys: &[&str]| {
        keys.iter()
            .find_map(|key| clean_opt(text_at(address, &[key]).as_deref()))
    };
    let mut countries = ["countryCode", "country"]
        .iter()
        .filter_map(|key| text_at(address, &[key]));
    Place {
        city: first(&["city"]),
        region: first(&["stateProvince", "stateProvinceCode", "state"]),
        postal_code: first(&["postalCode"]),
        country: countries.find_map(|name| country(&name)),
    }
}

/// The head as a scan without any time.
fn head_scan(head: &StatusText, product: Product) -> Scan {
    let meaning = found(head, product).meaning;
    Scan {
        source: SOURCE.to_owned(),
        code: clean_opt(head.code.as_deref().or(head.numeric.as_deref())),
        status: meaning.status.filter(|status| *status != Status::Unknown),
        reason: meaning.reason,
        text: clean(&head.words),
        time: ScanTime::default(),
        place: Place::default(),
        position: 0,
        place_offset_min: None,
    }
}

#[cfg(test)]
mod tests;
