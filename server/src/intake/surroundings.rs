//! What stands around a shipment while its flags are derived: who works when
//! at both ends of its way, when its shop ships, and how long healthy parcels
//! are silent, and what its shopper has written. And from that its flags, and
//! the waits it adds to the table.

use crate::db::contact::OpenComplaint;
use crate::db::orders::Terms;
use crate::db::{brand, silence as table};
use crate::facts::{self, Told};
use crate::zones;
use chrono::{DurationRound, TimeDelta};
use chrono_tz::Tz;
use doorstep::brand::Brand;
use doorstep::delivery_days::{Calendar, Packing};
use doorstep::derive::{Derived, Facts, Now};
use doorstep::flag::{self, Around, Complaint, Flags, Handling, OpenContact};
use doorstep::journey::Journey;
use doorstep::scan::Place;
use doorstep::shipment::Direction;
use doorstep::silence::{self, Histogram, Lane, Limits};
use doorstep::workdays::WorkingTime;
use std::collections::HashMap;

/// What every shipment of a batch has around it.
#[derive(Debug)]
pub struct Surroundings<'a> {
    brands: HashMap<i64, brand::Stored>,
    contacts: HashMap<i64, Vec<OpenComplaint>>,
    limits: &'a Limits,
}

impl<'a> Surroundings<'a> {
    /// Of these brands, and of what shoppers have written about the orders.
    pub fn new(
        brands: Vec<brand::Stored>,
        written: Vec<OpenComplaint>,
        limits: &'a Limits,
    ) -> Self {
        let mut contacts: HashMap<i64, Vec<OpenComplaint>> = HashMap::new();
        for contact in written {
            contacts.entry(contact.order_id).or_default().push(contact);
        }
        Self {
            brands: brands.into_iter().map(|brand| (brand.id, brand)).collect(),
            contacts,
            limits,
        }
    }

    /// What is open about a shipment, or about what has not left. What was
    /// written about the whole order concerns every parcel to the buyer that
    /// it fits; broken is only what has left.
    fn written(&self, of: &Case<'_>, journey: &Journey) -> Vec<OpenContact> {
        let Some(contacts) = self.contacts.get(&of.order.id) else {
            return Vec::new();
        };
        let has_left =
            of.shipment_id.is_some() && (!of.tracked || journey.first_possession().is_some());
        let concerns = |contact: &&OpenComplaint| match contact.shipment_id {
            Some(id) => of.shipment_id == Some(id),
            None => {
                let fits = contact.complaint != Complaint::Damaged || has_left;
                fits && of.direction == Direction::Outbound
            }
        };
        let of_this = contacts.iter().filter(concerns);
        let open = of_this.map(|contact| OpenContact {
            complaint: contact.complaint,
            // Flags count in whole seconds, and this one is to rise at once.
            opened_at: contact
                .opened
                .duration_trunc(TimeDelta::seconds(1))
                .unwrap_or(contact.opened),
        });
        open.collect()
    }

    fn brand(&self, order: &Terms) -> Option<&Brand> {
        self.brands.get(&order.brand_id).map(|brand| &**brand)
    }

    /// The zone of an order's brand.
    pub fn zone(&self, order: &Terms) -> &str {
        self.brand(order).map_or("UTC", |brand| brand.zone.as_str())
    }

    /// The flags of a shipment whose state was derived at the same moment.
    pub fn flags(
        &self,
        of: &Case<'_>,
        facts: &Facts,
        journey: &Journey,
        derived: &Derived,
        now: Now,
    ) -> Flags {
        self.around(of, journey, |around| {
            flag::flags(facts, journey, derived, around, now)
        })
    }

    /// Counts the waits of a parcel that has arrived.
    pub fn count(
        &self,
        of: &Case<'_>,
        facts: &Facts,
        journey: &Journey,
        derived: &Derived,
    ) -> table::Counts {
        self.around(of, journey, |around| {
            let mut counts = table::Counts::new();
            for wait in silence::waits(facts, journey, derived, &around.carrier) {
                let step = Histogram::step(wait.worked);
                let key = (
                    around.carrier_code.to_owned(),
                    around.lane.clone(),
                    wait.stage,
                    step,
                );
                *counts.entry(key).or_default() += 1;
            }
            counts
        })
    }

    /// Puts together what stands around a shipment. Where nobody said where it
    /// left from, it left from the shop.
    fn around<T>(
        &self,
        of: &Case<'_>,
        journey: &Journey,
        with: impl FnOnce(&Around<'_>) -> T,
    ) -> T {
        let brand = self.brand(of.order);
        let packing = brand.map_or(UNKNOWN_SHOP, |brand| brand.packing(of.warehouse));
        let shop_zone: Tz = packing.zone.parse().unwrap_or(Tz::UTC);
        let to_zone = facts::zone_of(of.order, self.zone(of.order));
        let first = silence::first_place(journey);
        let from_zone = first.and_then(zone_of_region).unwrap_or(shop_zone);
        let shop_country = zones::country_of(shop_zone);
        let to = of.order.country.as_deref();
        let there = to.or_else(|| zones::country_of(to_zone));
        let from = first.and_then(|place| place.country.as_deref());
        let from = from.or(shop_country);
        let nothing_said = Calendar::default();
        let calendar = brand.map_or(&nothing_said, |brand| &brand.calendar);
        let at_destination = calendar.delivering(of.carrier, there);
        let at_origin = calendar.delivering(of.carrier, from);
        let (country, region) = match of.direction {
            Direction::Outbound => (to, of.order.region.as_deref()),
            // A return goes to the shop, of which no address is known.
            Direction::Return => (None, None),
        };
        let written = self.written(of, journey);
        with(&Around {
            shop: WorkingTime::at(packing.at(&shop_zone, shop_country)),
            carrier: WorkingTime::of_both(
                at_destination.at(&to_zone, there),
                at_origin.at(&from_zone, from),
            ),
            handling: Handling {
                days: brand.and_then(|brand| brand.shipping.handling_days),
                cut_off: packing.cut_off,
            },
            carrier_code: of.carrier,
            lane: Lane::of(journey, country, region),
            limits: self.limits,
            contacts: &written,
        })
    }
}

/// A shop of whose brand nothing is known.
const UNKNOWN_SHOP: Packing<'_> = Packing {
    week: None,
    cut_off: None,
    zone: "UTC",
    closures: &[],
};

fn zone_of_region(place: &Place) -> Option<Tz> {
    zones::of(place.country.as_deref(), place.region.as_deref())
}

/// Whose flags are asked for.
#[derive(Clone, Copy, Debug)]
pub struct Case<'a> {
    /// The order.
    pub order: &'a Terms,
    /// Who carries it; empty where nobody has said.
    pub carrier: &'a str,
    /// Where it was packed, where the shop has said so.
    pub warehouse: Option<&'a str>,
    /// Which way it goes.
    pub direction: Direction,
    /// The shipment; none for what has not left.
    pub shipment_id: Option<i64>,
    /// Whether scans are expected of it.
    pub tracked: bool,
}

impl<'a> Case<'a> {
    /// A shipment's.
    pub fn of_shipment(order: &'a Terms, told: &'a Told) -> Self {
        let by_carriers = told.parcels.iter().map(|parcel| parcel.carrier.as_str());
        let named = std::iter::once(told.shipment.carrier.as_str()).chain(by_carriers);
        Self {
            order,
            carrier: named
                .into_iter()
                .find(|code| !code.is_empty())
                .unwrap_or(""),
            warehouse: told.shipment.warehouse.as_deref(),
            direction: told.facts.direction,
            shipment_id: Some(told.shipment.id),
            tracked: told.facts.tracked,
        }
    }

    /// That of what has not left.
    pub const fn of_order(order: &'a Terms) -> Self {
        Self {
            order,
            carrier: "",
            warehouse: None,
            direction: Direction::Outbound,
            shipment_id: None,
            tracked: true,
        }
    }
}
