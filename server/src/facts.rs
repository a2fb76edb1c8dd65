//! Gathers all that was said of a shipment: the shop's word, and the scans
//! and reports of the parcels that go by its number. Intake derives from it
//! what is stored; views derive from it what is shown.

use crate::db::orders::{self, Terms};
use crate::db::{self, Connected, connection, from_ms, parcel, shipment};
use crate::error::Error;
use chrono::{DateTime, Duration, Utc};
use chrono_tz::Tz;
use doorstep::carrier::Carrier;
use doorstep::derive::{Facts, Now};
use doorstep::journey::TimedReport;
use doorstep::number;
use doorstep::scan::Scan;
use doorstep::shipment::ShipmentItem;
use std::collections::HashMap;

/// A shipment with all that was said of it.
#[derive(Clone, Debug)]
pub struct Told {
    /// The shipment's row.
    pub shipment: shipment::Model,
    /// Everything said.
    pub facts: Facts,
    /// The parcels it was said of.
    pub parcels: Vec<parcel::Model>,
    /// When we last heard of any of them.
    pub heard: Option<DateTime<Utc>>,
}

/// Gathers the facts of shipments, given their orders' terms.
///
/// # Errors
/// When the database refuses.
pub async fn gather(
    database: &impl Connected,
    shipments: Vec<shipment::Model>,
    orders: &HashMap<i64, Terms>,
) -> Result<Vec<Told>, Error> {
    let mut keys: Vec<String> = shipments
        .iter()
        .flat_map(shipment::Model::parcel_keys)
        .collect();
    keys.sort_unstable();
    keys.dedup();
    let parcels = parcel::by_key_of_any_connection(database, &keys).await?;
    let serves = connection::served_brands(database).await?;
    let ids: Vec<i64> = parcels.iter().map(|parcel| parcel.id).collect();
    let mut said = Said::default();
    for row in db::scan::of_parcels(database, &ids).await? {
        let heard = said.heard.entry(row.parcel_id).or_default();
        *heard = row.received_ms.max(*heard);
        said.scans.entry(row.parcel_id).or_default().push(row.scan);
    }
    for (parcel, report) in db::report::of_parcels(database, &ids).await? {
        said.reports.entry(parcel).or_default().push(report);
    }
    let mut by_key: HashMap<&str, Vec<&parcel::Model>> = HashMap::new();
    for parcel in &parcels {
        by_key.entry(&parcel.key).or_default().push(parcel);
    }
    Ok(shipments
        .into_iter()
        .filter_map(|shipment| {
            let order = orders.get(&shipment.order_id)?;
            let candidates = shipment
                .parcel_keys()
                .iter()
                .flat_map(|key| by_key.get(key.as_str()).into_iter().flatten().copied())
                .filter(|parcel| is_of(parcel, &shipment, &serves))
                .collect();
            let parcels = said.chosen(candidates, order.placed_at());
            let facts = said.facts(order, &shipment, &parcels);
            let heard = parcels
                .iter()
                .filter_map(|parcel| said.heard.get(&parcel.id));
            Some(Told {
                facts,
                heard: heard.max().copied().map(from_ms),
                parcels: parcels.into_iter().cloned().collect(),
                shipment,
            })
        })
        .collect())
}

/// An order of which nothing has been shipped, told as the one shipment that
/// it is going to be: so its page has the same shape before and after.
#[must_use]
pub fn before_shipping(order: &orders::Model) -> Told {
    let items: Vec<ShipmentItem> = order
        .order_lines()
        .into_iter()
        .filter(|line| line.ships)
        .map(|line| ShipmentItem {
            line_id: line.external_id,
            quantity: line.quantity,
        })
        .collect();
    let shipment = shipment::Model {
        removed: false,
        items: serde_json::to_string(&items).unwrap_or_default(),
        ..shipment::Model::placeholder(
            order.public_id.clone(),
            order.brand_id,
            order.id,
            String::new(),
            0,
        )
    };
    Told {
        shipment,
        facts: of_unshipped(&Terms::from(order)),
        parcels: Vec::new(),
        heard: None,
    }
}

/// Who carries it: the shop's word, else the carrier that was heard from,
/// else the one certain guess the number allows.
#[must_use]
pub fn carrier_of(told: &Told) -> Carrier {
    let shops = Carrier::from_code(&told.shipment.carrier);
    if !shops.is_unnamed() {
        return shops;
    }
    let heard = told
        .parcels
        .iter()
        .map(|parcel| Carrier::from_code(&parcel.carrier))
        .find(|carrier| !carrier.is_unnamed());
    heard
        .or_else(|| {
            let guesses = number::candidates(told.shipment.number.as_deref()?);
            match guesses.as_slice() {
                [only] if only.checked => Some(only.carrier.clone()),
                _ => None,
            }
        })
        .unwrap_or(Carrier::UNNAMED)
}

/// What is known of an order of which nothing has been shipped.
#[must_use]
pub fn of_unshipped(order: &Terms) -> Facts {
    Facts {
        placed_at: order.placed_at(),
        cancelled_at: order.cancelled_ms.map(from_ms),
        tracked: true,
        to_country: order.country.clone(),
        to_region: order.region.clone(),
        order_expected: order.expected(),
        ..Facts::default()
    }
}

/// A parcel is a shipment's when its connection serves the brand and neither
/// side names another carrier.
fn is_of(
    parcel: &parcel::Model,
    shipment: &shipment::Model,
    serves: &HashMap<i64, Vec<i64>>,
) -> bool {
    let served = serves
        .get(&parcel.connection_id)
        .is_some_and(|brands| brands.contains(&shipment.brand_id));
    let same_carrier = parcel.carrier.is_empty()
        || shipment.carrier.is_empty()
        || parcel.carrier == shipment.carrier;
    served && same_carrier
}

#[derive(Default)]
struct Said {
    scans: HashMap<i64, Vec<Scan>>,
    reports: HashMap<i64, Vec<TimedReport>>,
    heard: HashMap<i64, i64>,
}

impl Said {
    /// Carriers use numbers again: of parcels that differ only in the
    /// carrier's unique id, the order's is the first one after it was placed.
    fn chosen<'a>(
        &self,
        mut candidates: Vec<&'a parcel::Model>,
        placed: Option<DateTime<Utc>>,
    ) -> Vec<&'a parcel::Model> {
        let earliest = placed.map_or(DateTime::<Utc>::MIN_UTC, |at| at - Duration::days(21));
        let rank = |parcel: &parcel::Model| {
            let times = || {
                self.scans
                    .get(&parcel.id)
                    .into_iter()
                    .flatten()
                    .map(Scan::sort_instant)
            };
            let first = times().min().unwrap_or(DateTime::<Utc>::MAX_UTC);
            let last = times().max().unwrap_or(DateTime::<Utc>::MIN_UTC);
            (
                first < earliest,
                first,
                std::cmp::Reverse(last),
                parcel.unique_id.clone(),
            )
        };
        candidates.sort_by_key(|parcel| rank(parcel));
        let mut chosen: Vec<&parcel::Model> = Vec::new();
        for parcel in candidates {
            let taken = chosen.iter().any(|other| {
                (other.connection_id, &other.carrier, &other.key)
                    == (parcel.connection_id, &parcel.carrier, &parcel.key)
            });
            if !taken {
                chosen.push(parcel);
            }
        }
        chosen
    }

    fn facts(
        &self,
        order: &Terms,
        shipment: &shipment::Model,
        parcels: &[&parcel::Model],
    ) -> Facts {
        let ids = || parcels.iter().map(|parcel| parcel.id);
        Facts {
            direction: shipment.direction(),
            placed_at: order.placed_at(),
            packed_at: shipment.packed_ms.map(from_ms),
            handed_over_at: shipment.handed_over_ms.map(from_ms),
            cancelled_at: shipment.cancelled_ms.or(order.cancelled_ms).map(from_ms),
            fulfilled: true,
            numbered: shipment.number.is_some(),
            tracked: shipment.tracked,
            to_country: order.country.clone(),
            to_region: order.region.clone(),
            order_expected: order.expected(),
            shipment_expected: shipment
                .expected()
                .map(|expected| (from_ms(shipment.version_ms), expected)),
            scans: ids()
                .filter_map(|id| self.scans.get(&id))
                .flatten()
                .cloned()
                .collect(),
            reports: ids()
                .filter_map(|id| self.reports.get(&id))
                .flatten()
                .cloned()
                .collect(),
        }
    }
}

/// The two clocks of a derivation, in the destination's zone where it is
/// known, else the brand's.
#[must_use]
pub fn now_at(order: &Terms, brand_zone: &str, now: DateTime<Utc>) -> Now {
    Now {
        instant: now,
        at_destination: now.with_timezone(&zone_of(order, brand_zone)).naive_local(),
    }
}

/// The zone in which an order's dates are kept or missed.
#[must_use]
pub fn zone_of(order: &Terms, brand_zone: &str) -> Tz {
    order
        .zone
        .as_deref()
        .and_then(|zone| zone.parse().ok())
        .or_else(|| brand_zone.parse().ok())
        .unwrap_or(Tz::UTC)
}
