//! The whole scan history: what each scan means, and beside it the carrier's
//! own words and code, who brought it and when it came.

use super::super::super::parcel::{Parcel, is_movement};
use super::Pane;
use crate::db::from_ms;
use app::texts::ScanLine;
use chrono::{DateTime, Utc};
use doorstep::derive::place_words;
use doorstep::scan::{Precision, Scan};
use doorstep::view::console::parcel::PaneScanView;

/// A parcel's scans, newest first.
pub fn of(pane: &Pane<'_>, parcel: &Parcel) -> Vec<PaneScanView> {
    let carrier = parcel.carrier.name();
    let scans = parcel.journey.scans().iter().rev();
    scans
        .map(|scan| view(pane, parcel, scan, carrier.as_deref()))
        .collect()
}

fn view(pane: &Pane<'_>, parcel: &Parcel, scan: &Scan, carrier: Option<&str>) -> PaneScanView {
    let reader = &pane.reader;
    let (texts, today) = (reader.texts, reader.today());
    let arrival = pane.rows.arrivals.get(&scan.fingerprint());
    let text = texts
        .scan_line(&ScanLine {
            status: scan.status,
            reason: scan.reason,
            direction: parcel.told.facts.direction,
            carrier,
        })
        .filter(|_| is_movement(scan.status));
    let local = scan.time.local;
    let given = local.or_else(|| scan.time.instant.map(|at| at.naive_utc()));
    let source = arrival.and_then(|came| pane.rows.connections.get(&came.connection_id));
    let received = arrival.map(|came| from_ms(came.received_ms));
    let lag = received.zip(made(scan)).map(|(came, made)| came - made);
    PaneScanView {
        at: given.map(|at| texts.short_moment(at, scan.time.precision, today)),
        zone: texts.scan_zone(scan.time.offset_min, local.is_none() && given.is_some()),
        text,
        status: scan.status,
        place: place_words(&scan.place),
        code: scan.code.clone(),
        words: Some(reader.said(&scan.text)).filter(|words| !words.trim().is_empty()),
        source: source.cloned().unwrap_or_else(|| scan.source.clone()),
        arrived: received.map_or_else(String::new, |came| {
            texts.short_moment(reader.clock(came), Precision::Minute, today)
        }),
        lag: lag.map(|lag| texts.lag(lag)),
    }
}

/// When a scan was made, where that instant is known: a day has none.
fn made(scan: &Scan) -> Option<DateTime<Utc>> {
    scan.time
        .instant
        .filter(|_| scan.time.precision != Precision::Date)
}
