//! Takes in what carriers say: scans and reports, each stored once, on the
//! parcel of that number, whether or not its order is known yet.

use super::batch::{Kept, Touched};
use crate::db::report::NewReport;
use crate::db::scan::NewScan;
use crate::db::{Transaction, parcel, report, scan};
use crate::error::Error;
use chrono::{DateTime, Utc};
use doorstep::reading::{ParcelReading, Report};
use doorstep::scan::Scan;
use doorstep::shipment::Change;
use std::borrow::Cow;
use std::collections::{BTreeSet, HashMap};

type Natural = (String, i64, String, String);

/// A reading with where it belongs.
struct Said<'a> {
    natural: Natural,
    message_id: i64,
    received: DateTime<Utc>,
    scans: &'a [Scan],
    as_of: DateTime<Utc>,
    report: &'a Report,
}

/// Stores what the messages say of parcels.
pub async fn take(
    transaction: &Transaction,
    messages: &[Kept<'_>],
    touched: &mut Touched,
) -> Result<(), Error> {
    let said: Vec<Said<'_>> = messages.iter().flat_map(said).collect();
    if said.is_empty() {
        return Ok(());
    }
    let naturals: BTreeSet<Natural> = said.iter().map(|said| said.natural.clone()).collect();
    let found = find_or_make(transaction, naturals).await?;
    let ids: HashMap<Natural, i64> = found
        .iter()
        .map(|parcel| (natural_of(parcel), parcel.id))
        .collect();
    let changed = store(transaction, &said, &ids).await?;
    touched.parcel_keys.extend(
        found
            .into_iter()
            .filter(|parcel| changed.contains(&parcel.id))
            .map(|parcel| parcel.key),
    );
    Ok(())
}

/// The parcels' rows, and others of the same keys. Most have been heard of
/// before, so they are looked for first.
async fn find_or_make(
    transaction: &Transaction,
    naturals: BTreeSet<Natural>,
) -> Result<Vec<parcel::Model>, Error> {
    let keys: BTreeSet<&String> = naturals.iter().map(|(key, ..)| key).collect();
    let keys: Vec<String> = keys.into_iter().cloned().collect();
    let found = parcel::by_key_of_any_connection(transaction, &keys).await?;
    let known: BTreeSet<Natural> = found.iter().map(natural_of).collect();
    let new: Vec<parcel::Model> = naturals.difference(&known).map(row).collect();
    if new.is_empty() {
        return Ok(found);
    }
    parcel::make(transaction, new).await?;
    parcel::by_key_of_any_connection(transaction, &keys).await
}

/// Every key that the messages speak of, as a carrier's or as a shop's.
pub fn keys(messages: &[Kept<'_>]) -> BTreeSet<String> {
    let mut keys = BTreeSet::new();
    for kept in messages {
        for change in &kept.incoming.changes {
            match change {
                Change::Order(_) => {}
                Change::Parcel(reading) => {
                    let natural = natural(kept.incoming.connection.id, reading);
                    keys.extend(natural.map(|(key, ..)| key));
                }
                Change::Shipment(update) => {
                    keys.insert(parcel::shipment_key(&update.external_id));
                    keys.extend(
                        update
                            .trackings
                            .iter()
                            .map(|tracking| tracking.number.clone()),
                    );
                }
            }
        }
    }
    keys
}

/// The keys of the parcels that a message brings scans or reports of.
pub fn keys_scanned(kept: &Kept<'_>) -> Vec<String> {
    kept.incoming
        .changes
        .iter()
        .filter_map(|change| match change {
            Change::Parcel(reading) => parcel::key_of(reading),
            Change::Order(_) | Change::Shipment(_) => None,
        })
        .collect()
}

async fn store(
    transaction: &Transaction,
    said: &[Said<'_>],
    ids: &HashMap<Natural, i64>,
) -> Result<BTreeSet<i64>, Error> {
    let mut scans = Vec::new();
    let mut reports = Vec::new();
    for said in said {
        let Some(parcel_id) = ids.get(&said.natural).copied() else {
            continue;
        };
        scans.extend(said.scans.iter().map(|scan| NewScan {
            parcel_id,
            message_id: said.message_id,
            scan: Cow::Borrowed(scan),
            received: said.received,
        }));
        if !said.report.is_empty() {
            reports.push(NewReport {
                parcel_id,
                message_id: said.message_id,
                as_of: said.as_of,
                report: said.report,
                received: said.received,
            });
        }
    }
    let mut changed: BTreeSet<i64> = scan::store(transaction, &scans)
        .await?
        .into_iter()
        .collect();
    changed.extend(report::store(transaction, &reports).await?);
    Ok(changed)
}

fn said<'a>(kept: &Kept<'a>) -> Vec<Said<'a>> {
    let connection_id = kept.incoming.connection.id;
    kept.incoming
        .changes
        .iter()
        .filter_map(|change| match change {
            Change::Parcel(reading) => Some(&**reading),
            Change::Order(_) | Change::Shipment(_) => None,
        })
        .filter_map(|reading| {
            Some(Said {
                natural: natural(connection_id, reading)?,
                message_id: kept.message_id,
                received: kept.incoming.received,
                as_of: reading.as_of(),
                scans: &reading.scans,
                report: &reading.report,
            })
        })
        .collect()
}

/// What makes a parcel one; `None` for a reading that names none.
fn natural(connection_id: i64, reading: &ParcelReading) -> Option<Natural> {
    Some((
        parcel::key_of(reading)?,
        connection_id,
        reading.carrier.code().to_owned(),
        reading.unique_id.clone().unwrap_or_default(),
    ))
}

fn row((key, connection_id, carrier, unique_id): &Natural) -> parcel::Model {
    parcel::Model {
        id: 0,
        connection_id: *connection_id,
        carrier: carrier.clone(),
        key: key.clone(),
        unique_id: unique_id.clone(),
    }
}

fn natural_of(parcel: &parcel::Model) -> Natural {
    (
        parcel.key.clone(),
        parcel.connection_id,
        parcel.carrier.clone(),
        parcel.unique_id.clone(),
    )
}
