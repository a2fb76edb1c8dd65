//! What goes because it has grown old: raw messages are cut to their tracking
//! part, personal data goes some time after delivery, both as each brand has
//! it, and exports are not kept for long.

use super::raw::tracking_part;
use crate::db::connection::{self, Connection};
use crate::db::{Compaction, brand, erase, from_ms, orders, person, raw, request, shipment};
use crate::error::Error;
use crate::facts;
use crate::intake::forget::{self, Erased, Run};
use crate::services::Services;
use chrono::{DateTime, Days, Months, Utc};
use doorstep::brand::Privacy;
use doorstep::derive;
use doorstep::scan::{Scan, Status};
use std::collections::HashMap;

/// How many rows are looked at in one go.
const AT_ONCE: u64 = 200;

/// How long an export waits to be handed over.
const EXPORT_DAYS: u64 = 30;

/// What went.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Purged {
    /// Raw messages cut to their tracking part.
    pub cut: u64,
    /// Raw messages deleted.
    pub deleted: u64,
    /// Orders whose person was forgotten.
    pub orders: u64,
    /// Parcels without an order that told of a person.
    pub parcels: u64,
    /// Exports dropped.
    pub exports: u64,
}

/// Lets go of everything that is old enough at this moment.
///
/// # Errors
/// When the database refuses; what is left goes the next time.
pub async fn purge(services: &Services) -> Result<Purged, Error> {
    let now = services.clock.now();
    let brands = brand::all(services.database.read()).await?;
    let mut purged = Purged::default();
    for connection in connection::all_ever(services.database.read()).await? {
        let age = Age::of(&brands, &connection, now);
        purged.cut += cut(services, &connection, age.raw, now).await?;
        purged.deleted += delete(services, &connection, age.personal).await?;
        purged.parcels += orphans(services, &connection, age.personal, now).await?;
    }
    for brand in &brands {
        let before = months_before(now, brand.privacy.personal_months);
        purged.orders += people(services, brand, before, now).await?;
    }
    let transaction = services.database.begin().await?;
    let exports_before = now - Days::new(EXPORT_DAYS);
    purged.exports = request::drop_exports_made_before(&transaction, exports_before).await?;
    transaction.commit().await?;
    // Forgotten orders are spoken of again, and what was said is taken out
    // again: something may always have gone.
    services.database.compact(Compaction::Weekly, now).await?;
    if purged != Purged::default() {
        tracing::info!(
            cut = purged.cut,
            deleted = purged.deleted,
            orders = purged.orders,
            "old raw messages and personal data went"
        );
    }
    Ok(purged)
}

/// The moments before which a connection's messages are old. One that serves
/// several brands keeps as little as the strictest of them.
struct Age {
    raw: DateTime<Utc>,
    personal: DateTime<Utc>,
}

impl Age {
    fn of(brands: &[brand::Stored], connection: &Connection, now: DateTime<Utc>) -> Self {
        let usual = Privacy::default();
        let served = || {
            brands
                .iter()
                .filter(|brand| connection.brands.contains(&brand.id))
        };
        let days = served().map(|brand| brand.privacy.raw_days).min();
        let days = days.unwrap_or(usual.raw_days);
        let months = served().map(|brand| brand.privacy.personal_months).min();
        let months = months.unwrap_or(usual.personal_months);
        Self {
            raw: now - Days::new(days.into()),
            personal: months_before(now, months),
        }
    }
}

fn months_before(now: DateTime<Utc>, months: u16) -> DateTime<Utc> {
    now - Months::new(months.into())
}

async fn cut(
    services: &Services,
    connection: &Connection,
    before: DateTime<Utc>,
    now: DateTime<Utc>,
) -> Result<u64, Error> {
    let mut count = 0;
    loop {
        let read = services.database.read();
        let old = raw::whole_of_connection_before(read, connection.id, before, AT_ONCE).await?;
        if old.is_empty() {
            return Ok(count);
        }
        count += old.len() as u64;
        let transaction = services.database.begin().await?;
        for message in &old {
            let part = tracking_part(&connection.source, &message.topic);
            let rest = part.and_then(|part| part.cut(&message.body));
            raw::cut(&transaction, message, rest.unwrap_or_default(), now).await?;
        }
        transaction.commit().await?;
    }
}

async fn delete(
    services: &Services,
    connection: &Connection,
    before: DateTime<Utc>,
) -> Result<u64, Error> {
    let mut count = 0;
    loop {
        let transaction = services.database.begin().await?;
        let gone =
            raw::delete_of_connection_before(&transaction, connection.id, before, AT_ONCE).await?;
        transaction.commit().await?;
        count += gone;
        if gone == 0 {
            return Ok(count);
        }
    }
}

async fn orphans(
    services: &Services,
    connection: &Connection,
    before: DateTime<Utc>,
    now: DateTime<Utc>,
) -> Result<u64, Error> {
    let mut count = 0;
    let mut after = 0;
    loop {
        let read = services.database.read();
        let found =
            erase::orphans_of_connection(read, connection.id, before, after, AT_ONCE).await?;
        let Some(last) = found.last() else {
            return Ok(count);
        };
        after = *last;
        forget::forget_parcels(&services.database, &found, now).await?;
        count += found.len() as u64;
    }
}

async fn people(
    services: &Services,
    brand: &brand::Stored,
    before: DateTime<Utc>,
    now: DateTime<Utc>,
) -> Result<u64, Error> {
    let mut erased = Erased::default();
    let mut after = 0;
    loop {
        let read = services.database.read();
        let placed =
            person::orders_of_brand_placed_before(read, brand.id, before, after, AT_ONCE).await?;
        let Some(last) = placed.last() else {
            return Ok(erased.people);
        };
        after = last.id;
        let ended = ended(services, &brand.zone, placed, now).await?;
        let due = ended.into_iter().filter(|(_, at)| *at < before);
        let due: Vec<i64> = due.map(|(id, _)| id).collect();
        if !due.is_empty() {
            let Services { database, bus, .. } = services;
            erased.add(forget::forget(database, bus, &due, (Run::ForGood, None), now).await?);
        }
    }
}

/// When each order's last parcel was delivered; of one that was not, when
/// anything was last said of it.
async fn ended(
    services: &Services,
    zone: &str,
    placed: Vec<orders::Model>,
    now: DateTime<Utc>,
) -> Result<HashMap<i64, DateTime<Utc>>, Error> {
    let read = services.database.read();
    let said = |order: &orders::Model| {
        from_ms(
            order
                .placed_ms
                .max(Some(order.version_ms))
                .unwrap_or_default(),
        )
    };
    let terms: HashMap<i64, orders::Terms> = placed
        .iter()
        .map(|order| (order.id, orders::Terms::from(order)))
        .collect();
    let ids: Vec<i64> = terms.keys().copied().collect();
    let mut shipments = shipment::of_orders(read, &ids).await?;
    shipments.retain(|shipment| !shipment.removed);
    let mut ended: HashMap<i64, DateTime<Utc>> = HashMap::new();
    for told in facts::gather(read, shipments, &terms).await? {
        let Some(order) = terms.get(&told.shipment.order_id) else {
            continue;
        };
        let end = end_of(&told, facts::now_at(order, zone, now));
        let latest = ended.entry(order.id).or_insert(end);
        *latest = end.max(*latest);
    }
    for order in &placed {
        ended.entry(order.id).or_insert_with(|| said(order));
    }
    Ok(ended)
}

fn end_of(told: &facts::Told, now: derive::Now) -> DateTime<Utc> {
    let derived = derive::derive(&told.facts, now);
    if let (Status::Delivered, Some(since)) = (derived.status, derived.since) {
        // A carrier's clock may be wrong; ours was not when we heard of it.
        return told.heard.map_or(since, |heard| since.min(heard));
    }
    let scanned = told.facts.scans.iter().map(Scan::sort_instant).max();
    let shops = from_ms(told.shipment.version_ms);
    let last = told.heard.or(scanned).map_or(shops, |at| at.max(shops));
    told.facts.placed_at.map_or(last, |at| at.max(last))
}
