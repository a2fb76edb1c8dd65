//! The tracking history: scans by day, newest first, our words before the
//! carrier's.

use super::parcel::{Setting, is_movement, shown_time};
use app::texts::ScanLine;
use chrono::{NaiveDate, NaiveDateTime};
use doorstep::derive::place_words;
use doorstep::journey::Journey;
use doorstep::scan::{Precision, Scan};
use doorstep::shipment::Direction;
use doorstep::view::tracking::{ScanDay, ScanView};
use doorstep::words;

/// The days of a journey. A day is the date where the scan was made; scans
/// that follow each other on one date share a heading.
pub fn of(
    setting: &Setting,
    journey: &Journey,
    direction: Direction,
    carrier: Option<&str>,
) -> Vec<ScanDay> {
    let mut days: Vec<(Option<NaiveDate>, ScanDay)> = Vec::new();
    for scan in journey.scans().iter().rev() {
        let at = shown_time(scan, setting.zone);
        let day = at.map(|at| at.date());
        let view = line(setting, scan, at, direction, carrier);
        match days.last_mut() {
            Some((last, held)) if *last == day => held.scans.push(view),
            _ => days.push((
                day,
                ScanDay {
                    label: label(setting, day),
                    scans: vec![view],
                },
            )),
        }
    }
    days.into_iter().map(|(_, day)| day).collect()
}

fn label(setting: &Setting, day: Option<NaiveDate>) -> String {
    match day {
        Some(day) => setting.texts.date(day, setting.today()),
        None => setting.texts.no_time().to_owned(),
    }
}

fn line(
    setting: &Setting,
    scan: &Scan,
    at: Option<NaiveDateTime>,
    direction: Direction,
    carrier: Option<&str>,
) -> ScanView {
    let ours = setting
        .texts
        .scan_line(&ScanLine {
            status: scan.status,
            reason: scan.reason,
            direction,
            carrier,
        })
        .filter(|_| is_movement(scan.status));
    let theirs = said(scan, carrier);
    let (text, carrier_words) = match (ours, theirs) {
        (Some(ours), theirs) => {
            let more = theirs.filter(|theirs| !theirs.eq_ignore_ascii_case(&ours));
            (ours, more)
        }
        (None, Some(theirs)) => (theirs, None),
        (None, None) => (setting.texts.scan_without_words().to_owned(), None),
    };
    ScanView {
        time: at
            .filter(|_| scan.time.precision != Precision::Date)
            .map(|at| setting.texts.clock(at.time())),
        text,
        place: place_words(&scan.place),
        carrier_words,
    }
}

/// The carrier's own words, as far as they tell of the parcel alone.
fn said(scan: &Scan, carrier: Option<&str>) -> Option<String> {
    let place = &scan.place;
    let named: Vec<&str> = [&place.city, &place.region, &place.country]
        .into_iter()
        .filter_map(Option::as_deref)
        .chain(carrier)
        .collect();
    words::cleaned(&scan.text, &named)
}
