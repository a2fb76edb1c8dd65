//! `doorstep normalise`: one payload in, our reading of it out, for whoever
//! wants to see what we make of a carrier's words.

use super::run::Failure;
use super::terminal::say;
use crate::carriers::{self, Unreadable};
use crate::error::Error;
use crate::shops::{self, ShopReading};
use chrono::{DateTime, SecondsFormat, Utc};
use doorstep::derive::Facts;
use doorstep::journey::Journey;
use doorstep::reading::{ParcelReading, Reading};
use doorstep::scan::{Scan, Status};
use doorstep::shipment::Change;
use serde_json::{Value, json};
use std::path::Path;
use std::process::ExitCode;

/// What was made of a payload.
#[derive(Debug)]
struct Normalised {
    /// One JSON object.
    json: Value,
    /// Whether it carried any shipment.
    understood: bool,
}

/// Reads a payload file and prints what was made of it.
pub fn normalised(source: &str, file: &Path) -> Result<ExitCode, Failure> {
    let Some(normalised) = normalise(source, file)? else {
        return Err(Failure::Usage(format!(
            "no source is called {source}: use one of {}",
            sources().join(", ")
        )));
    };
    say(&normalised.json.to_string());
    Ok(if normalised.understood {
        ExitCode::SUCCESS
    } else {
        ExitCode::from(2)
    })
}

/// Reads a payload file; `None` when no source has that name.
fn normalise(source: &str, file: &Path) -> Result<Option<Normalised>, Error> {
    let read: &dyn Fn(&[u8]) -> Result<Normalised, Unreadable> =
        match (carriers::adapter(source), shops::shop(source)) {
            (Some(adapter), _) => &|body| (adapter.read)(body).map(|reading| whole(&reading)),
            (None, Some(shop)) => &|body| {
                let topic = (shop.topic_of)(body).unwrap_or_default();
                (shop.read)(topic, body).map(|reading| of_shop(&reading))
            },
            (None, None) => return Ok(None),
        };
    let body =
        std::fs::read(file).map_err(|error| Error::file(file.display().to_string(), error))?;
    Ok(Some(read(&body).unwrap_or_else(|Unreadable(why)| {
        Normalised {
            json: json!({ "shipments": [], "problems": [{ "kind": "unreadable", "detail": why }] }),
            understood: false,
        }
    })))
}

/// Every source that can be read.
fn sources() -> Vec<&'static str> {
    let carriers = carriers::ADAPTERS.iter().map(|adapter| adapter.name);
    carriers
        .chain(shops::SHOPS.iter().map(|shop| shop.name))
        .collect()
}

/// A shop speaks of orders too: they stand beside its shipments.
fn of_shop(reading: &ShopReading) -> Normalised {
    let mut shipments = Vec::new();
    let mut orders = Vec::new();
    for change in &reading.changes {
        match change {
            Change::Parcel(parcel) => shipments.push(shipment(parcel)),
            Change::Shipment(update) => shipments.push(json!({
                "tracking_number": update.trackings.first().map(|tracking| &tracking.number),
                "status": if update.trackings.is_empty() { Status::Packed } else { Status::LabelCreated },
                "delivered": false,
                "scans": [],
                "shipment": update,
            })),
            Change::Order(order) => orders.push(json!(order)),
        }
    }
    Normalised {
        understood: !reading.changes.is_empty(),
        json: json!({ "shipments": shipments, "orders": orders, "problems": reading.problems }),
    }
}

fn whole(reading: &Reading) -> Normalised {
    let shipments: Vec<Value> = reading.parcels.iter().map(shipment).collect();
    Normalised {
        understood: !shipments.is_empty(),
        json: json!({ "shipments": shipments, "problems": reading.problems }),
    }
}

fn shipment(parcel: &ParcelReading) -> Value {
    let journey = Journey::from_facts(&Facts {
        scans: parcel.scans.clone(),
        ..Facts::default()
    });
    let status = journey
        .newest_stop()
        .map_or(Status::Unknown, |(newest, _)| newest.status);
    json!({
        "tracking_number": parcel.number,
        "carrier": parcel.carrier,
        "unique_id": parcel.unique_id,
        "status": status,
        "delivered": status == Status::Delivered,
        "scans": parcel.scans.iter().map(scan).collect::<Vec<_>>(),
        "report": parcel.report,
    })
}

fn scan(scan: &Scan) -> Value {
    let local = scan
        .time
        .local
        .map(|local| local.format("%Y-%m-%dT%H:%M:%S").to_string());
    json!({
        "code": scan.code,
        "local": local,
        "offset": scan.time.offset_min.map(offset),
        "at": scan.time.instant.map(instant),
        "precision": scan.time.precision,
        "status": scan.status,
        "reason": scan.reason,
        "text": scan.text,
        "city": scan.place.city,
        "region": scan.place.region,
        "postal_code": scan.place.postal_code,
        "country": scan.place.country,
    })
}

fn instant(at: DateTime<Utc>) -> String {
    at.to_rfc3339_opts(SecondsFormat::Secs, true)
}

/// "-05:00" of -300.
fn offset(minutes: i32) -> String {
    let sign = if minutes < 0 { '-' } else { '+' };
    let minutes = minutes.unsigned_abs();
    format!("{sign}{:02}:{:02}", minutes / 60, minutes % 60)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn offsets_are_written_with_sign_and_two_digits() {
        assert_eq!(offset(-300), "-05:00");
        assert_eq!(offset(330), "+05:30");
        assert_eq!(offset(0), "+00:00");
    }
}
