//! What became of the parcels of live orders, derived from all that was said
//! of them.

use super::ends::{end, settlement};
use crate::db::orders::{self, Terms};
use crate::db::outcome::{self, Model, NewOutcome};
use crate::db::{Connected, brand, claim, contact, from_ms, person, scan, shipment};
use crate::error::Error;
use crate::facts::{self, Told};
use chrono::{DateTime, TimeDelta, Utc};
use chrono_tz::Tz;
use doorstep::claim::ClaimState;
use doorstep::order::OrderKind;
use doorstep::performance::{Cause, Claimed, OfOrder, Outcome};
use doorstep::promise::{End, Order};
use doorstep::scan::Place;
use doorstep::shipment::Direction;
use doorstep::workdays::Zone;
use std::collections::HashMap;

mod parcel;

/// An order's outcomes as they should be.
#[derive(Debug)]
pub struct Counted {
    /// The order.
    pub order_id: i64,
    /// Its brand.
    pub brand_id: i64,
    /// The revision they are of: what has another since is counted again.
    pub revision: i64,
    /// What is to be stored; nothing of a rehearsal.
    pub outcomes: Vec<NewOutcome>,
}

/// Counts orders as they are now.
///
/// # Errors
/// When the database refuses, or a stored row cannot be read.
pub async fn of_orders(
    database: &impl Connected,
    ids: &[i64],
    now: DateTime<Utc>,
) -> Result<Vec<Counted>, Error> {
    let said = Said::read(database, ids, now).await?;
    let mut before: HashMap<i64, Vec<Model>> = HashMap::new();
    for row in outcome::of_orders(database, ids).await? {
        let of_order = before.entry(row.order_id.unwrap_or_default()).or_default();
        of_order.push(row);
    }
    let counted = said.orders.iter().map(|order| {
        let before = before.remove(&order.id).unwrap_or_default();
        Ok(Counted {
            order_id: order.id,
            brand_id: order.brand_id,
            revision: order.revision,
            outcomes: said.outcomes(order, &before)?,
        })
    });
    counted.collect()
}

/// All that was said of some orders.
struct Said {
    now: DateTime<Utc>,
    orders: Vec<orders::Model>,
    brands: HashMap<i64, brand::Stored>,
    zones: HashMap<i64, Tz>,
    people: HashMap<i64, person::Model>,
    told: HashMap<i64, Vec<Told>>,
    /// When each scan came, by its parcel.
    received: HashMap<i64, Vec<scan::Stored>>,
    of_order: HashMap<i64, OfOrder>,
    claims: HashMap<i64, Vec<Claimed>>,
}

impl Said {
    async fn read(
        database: &impl Connected,
        ids: &[i64],
        now: DateTime<Utc>,
    ) -> Result<Self, Error> {
        let orders = orders::by_id(database, ids).await?;
        let terms: HashMap<i64, Terms> = orders
            .iter()
            .map(|order| (order.id, Terms::from(order)))
            .collect();
        let brands = brand::all(database).await?;
        let zone_of = |order: &orders::Model| {
            let of_brand = brands.iter().find(|brand| brand.id == order.brand_id);
            let zone = of_brand.map_or("UTC", |brand| brand.zone.as_str());
            (order.id, facts::zone_of(&terms[&order.id], zone))
        };
        let shipments = shipment::of_orders(database, ids).await?;
        let mut told: HashMap<i64, Vec<Told>> = HashMap::new();
        for one in facts::gather(database, shipments, &terms).await? {
            told.entry(one.shipment.order_id).or_default().push(one);
        }
        let parcels: Vec<i64> = told
            .values()
            .flatten()
            .flat_map(|told| told.parcels.iter().map(|parcel| parcel.id))
            .collect();
        let mut received: HashMap<i64, Vec<scan::Stored>> = HashMap::new();
        for stored in scan::of_parcels(database, &parcels).await? {
            received.entry(stored.parcel_id).or_default().push(stored);
        }
        let people = person::of_orders(database, ids).await?;
        Ok(Self {
            now,
            zones: orders.iter().map(zone_of).collect(),
            brands: brands.into_iter().map(|brand| (brand.id, brand)).collect(),
            people: people
                .into_iter()
                .map(|person| (person.order_id, person))
                .collect(),
            told,
            received,
            of_order: contacts(database, ids).await?,
            claims: claims(database, ids).await?,
            orders,
        })
    }

    /// What became of an order's parcels; the first carries what is counted
    /// once an order.
    fn outcomes(&self, order: &orders::Model, before: &[Model]) -> Result<Vec<NewOutcome>, Error> {
        let Some(placed) = order.placed_at() else {
            return Ok(Vec::new());
        };
        if order.kind() == OrderKind::Test {
            return Ok(Vec::new());
        }
        let zone = self.zones.get(&order.id).copied().unwrap_or(Tz::UTC);
        let whole = self.before_shipping(order, placed, zone, before)?;
        let mut told: Vec<&Told> = self
            .told
            .get(&order.id)
            .into_iter()
            .flatten()
            .filter(|told| !told.shipment.removed && told.facts.direction == Direction::Outbound)
            .collect();
        told.sort_by_key(|told| told.shipment.id);
        let at = facts::now_at(&Terms::from(order), zone.name(), self.now);
        let brand = self.brands.get(&order.brand_id).map(|brand| &**brand);
        let mut outcomes: Vec<(Option<&Told>, Outcome)> = told
            .into_iter()
            .map(|told| {
                let of = parcel::Parcel {
                    told,
                    zone,
                    at,
                    brand,
                    received: told
                        .parcels
                        .iter()
                        .filter_map(|parcel| self.received.get(&parcel.id))
                        .flatten(),
                };
                (Some(told), of.outcome(&whole, &self.claims))
            })
            .collect();
        if outcomes.is_empty() {
            outcomes.push((None, parcel::unshipped(order, whole, at, (zone, brand))));
        }
        let mut of_order = self.of_order.get(&order.id).cloned();
        Ok(outcomes
            .into_iter()
            .enumerate()
            .map(|(place, (told, mut outcome))| {
                outcome.of_order = (place == 0).then(|| of_order.take().unwrap_or_default());
                NewOutcome {
                    key: told.map_or_else(
                        || order.public_id.clone(),
                        |told| told.shipment.public_id.clone(),
                    ),
                    order_id: Some(order.id),
                    shipment_id: told.map(|told| told.shipment.id),
                    // Never now: the hour that autumn repeats would be counted
                    // over and over.
                    next_look: outcome
                        .next_look()
                        .map(|clock| zone.moment(clock).max(self.now + TimeDelta::minutes(1))),
                    outcome,
                }
            })
            .collect())
    }

    /// What all parcels of an order share.
    fn before_shipping(
        &self,
        order: &orders::Model,
        placed: DateTime<Utc>,
        zone: Tz,
        before: &[Model],
    ) -> Result<Outcome, Error> {
        let lines = order.order_lines();
        let items = lines.iter().filter(|line| line.ships);
        let mut known = Order::placed_at(zone.clock(placed));
        known.items = Some(items.map(|line| line.quantity).sum());
        known.service.clone_from(&order.service);
        known.goods_value = order.total_minor.map(|minor| minor as f64 / 100.0);
        let person = self.people.get(&order.id);
        let place = person.map(|person| person.address().place());
        let named = Place {
            region: order.region.clone(),
            country: order.country.clone(),
            ..Place::default()
        };
        known.destination = end(place.as_ref().unwrap_or(&named));
        let mut of = Outcome::placed_at(order.number.clone(), known, zone.clock(self.now));
        of.placed = Some(placed);
        of.settlement = place.as_ref().and_then(settlement);
        of.promised = Terms::from(order).expected().map(|expected| expected.to);
        of.unreachable = person.is_some_and(|person| {
            let buyer = person.buyer();
            buyer.email.is_none() && buyer.phone.is_none()
        });
        // Who is forgotten takes the street along, not what was counted.
        if let (None, Some(row)) = (&place, before.first()) {
            let was = row.outcome()?;
            of.settlement = was.settlement;
            of.unreachable = was.unreachable;
            of.order.destination = End {
                postal_prefix: None,
                point: None,
                ..was.order.destination
            };
        }
        Ok(of)
    }
}

async fn contacts(database: &impl Connected, ids: &[i64]) -> Result<HashMap<i64, OfOrder>, Error> {
    let mut found: HashMap<i64, OfOrder> = HashMap::new();
    for (order, topic, cause) in contact::topics_of_orders(database, ids).await? {
        let of = found.entry(order).or_default();
        of.contacts += 1;
        if topic.is_some_and(doorstep::contact::Topic::is_wismo) {
            of.wismo.extend(Cause::from_code(&cause));
        }
    }
    for of in found.values_mut() {
        of.wismo.sort_unstable();
    }
    Ok(found)
}

/// By shipment.
async fn claims(
    database: &impl Connected,
    ids: &[i64],
) -> Result<HashMap<i64, Vec<Claimed>>, Error> {
    let mut claims = claim::of_orders(database, ids).await?;
    claims.sort_by_key(|claim| claim.id);
    let mut found: HashMap<i64, Vec<Claimed>> = HashMap::new();
    for claim in claims {
        let paid = match claim.claim_state() {
            Some(ClaimState::Withdrawn) => continue,
            Some(ClaimState::Paid) => Some(true),
            Some(ClaimState::Refused) => Some(false),
            Some(ClaimState::Open | ClaimState::Filed) | None => None,
        };
        let took = claim
            .filed_ms
            .zip(claim.decided_ms)
            .and_then(|(from, until)| {
                let span = from_ms(until).signed_duration_since(from_ms(from));
                u32::try_from(span.num_seconds()).ok()
            });
        let took = took.filter(|_| paid.is_some());
        found
            .entry(claim.shipment_id)
            .or_default()
            .push(Claimed { paid, took });
    }
    Ok(found)
}
