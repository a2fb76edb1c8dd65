//! Which of the declared incidents touch which parcels: read for a page, a
//! template or the order's pane, and for those who are to be told.

use crate::db::orders::{self, Terms};
use crate::db::{Connected, incident, shipment};
use crate::error::Error;
use crate::facts::{self, Told};
use crate::places;
use chrono::{DateTime, NaiveDate, Utc};
use doorstep::derive;
use doorstep::incident::{self as rules, Incident, Region, Underway};
use doorstep::journey::Journey;
use doorstep::scan::Status;
use doorstep::shipment::Direction;
use std::collections::{BTreeSet, HashMap};

/// The incidents of a brand that nobody has declared over.
#[derive(Clone, Debug, Default)]
pub struct Current(Vec<(incident::Model, Incident)>);

impl Current {
    /// Reads them.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn of_brand(database: &impl Connected, brand_id: i64) -> Result<Self, Error> {
        let open = incident::open_of_brand(database, brand_id).await?;
        Ok(Self::of_rows(open))
    }

    /// These incidents, whether or not they are over.
    #[must_use]
    pub fn of_rows(rows: Vec<incident::Model>) -> Self {
        let read = |row: incident::Model| {
            let mut told = row.incident()?;
            told.place = told
                .place
                .and_then(|place| region(Some(&place.country), place.region.as_deref()));
            Some((row, told))
        };
        Self(rows.into_iter().filter_map(read).collect())
    }

    /// Whether there is none.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Those that touch a parcel on a day of its destination's, the newest
    /// first.
    #[must_use]
    pub fn touching(&self, parcel: &Underway, day: NaiveDate) -> Vec<&incident::Model> {
        self.0
            .iter()
            .filter(|(_, incident)| rules::touches(incident, parcel, day))
            .map(|(row, _)| row)
            .collect()
    }

    /// A parcel as far as incidents ask; none for one that is not under way.
    #[must_use]
    pub fn underway(
        told: &Told,
        journey: &Journey,
        status: Status,
        goes_to: Option<&Region>,
    ) -> Option<Underway> {
        if told.shipment.removed || !rules::is_under_way(status) {
            return None;
        }
        let seen = journey.newest_place();
        Some(Underway {
            carrier: facts::carrier_of(told).code().to_owned(),
            status,
            // A return goes to the shop, of which no address is known.
            destination: goes_to
                .filter(|_| told.facts.direction == Direction::Outbound)
                .cloned(),
            seen: seen.and_then(|place| region(place.country.as_deref(), place.region.as_deref())),
        })
    }
}

/// A place in the one spelling in which places are compared; none where the
/// country is not known.
#[must_use]
pub fn region(country: Option<&str>, region: Option<&str>) -> Option<Region> {
    let country = places::country(country?)?;
    let region = region.filter(|region| !region.trim().is_empty());
    Some(Region {
        region: region.map(|region| places::region(&country, region)),
        country,
    })
}

/// The incidents that touch some parcel of an order, the newest first: for
/// who answers a question about it. `zone` is the brand's.
///
/// # Errors
/// When the database refuses.
pub async fn touching_order(
    database: &impl Connected,
    order: &orders::Model,
    zone: &str,
    now: DateTime<Utc>,
) -> Result<Vec<incident::Model>, Error> {
    let current = Current::of_brand(database, order.brand_id).await?;
    if current.is_empty() {
        return Ok(Vec::new());
    }
    let shipments = shipment::of_orders(database, &[order.id]).await?;
    let orders = HashMap::from([(order.id, Terms::from(order))]);
    let mut touching: BTreeSet<i64> = BTreeSet::new();
    for told in facts::gather(database, shipments, &orders).await? {
        let ids = ids_touching(&current, &told, &orders[&order.id], zone, now);
        touching.extend(ids);
    }
    let rows = current.0.into_iter().map(|(row, _)| row);
    Ok(rows.filter(|row| touching.contains(&row.id)).collect())
}

/// Those orders of some shipments of a brand that an incident touches.
///
/// # Errors
/// When the database refuses.
pub async fn touched(
    database: &impl Connected,
    row: &incident::Model,
    shipments: Vec<shipment::Model>,
    zone: &str,
    now: DateTime<Utc>,
) -> Result<BTreeSet<i64>, Error> {
    let current = Current::of_rows(vec![row.clone()]);
    let ids: BTreeSet<i64> = shipments.iter().map(|row| row.order_id).collect();
    let ids: Vec<i64> = ids.into_iter().collect();
    let known = orders::terms_by_id(database, &ids).await?;
    let orders: HashMap<i64, Terms> = known.into_iter().map(|order| (order.id, order)).collect();
    let told = facts::gather(database, shipments, &orders).await?;
    let is_touched = |told: &&Told| {
        let order = &orders[&told.shipment.order_id];
        !ids_touching(&current, told, order, zone, now).is_empty()
    };
    Ok(told
        .iter()
        .filter(is_touched)
        .map(|told| told.shipment.order_id)
        .collect())
}

fn ids_touching(
    current: &Current,
    told: &Told,
    order: &Terms,
    zone: &str,
    now: DateTime<Utc>,
) -> Vec<i64> {
    let now = facts::now_at(order, zone, now);
    let journey = Journey::from_facts(&told.facts);
    let derived = derive::derive_journey(&told.facts, &journey, now);
    let goes_to = region(order.country.as_deref(), order.region.as_deref());
    let underway = Current::underway(told, &journey, derived.status, goes_to.as_ref());
    underway.map_or_else(Vec::new, |parcel| {
        let touching = current.touching(&parcel, now.at_destination.date());
        touching.iter().map(|row| row.id).collect()
    })
}
