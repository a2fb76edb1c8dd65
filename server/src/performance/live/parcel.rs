//! What became of one parcel.

use super::end;
use crate::db::{orders, scan};
use crate::facts::{self, Told};
use crate::zones;
use chrono::{DateTime, Duration, NaiveDate, Utc};
use chrono_tz::Tz;
use doorstep::brand::Brand;
use doorstep::derive::{self, Derived, Now};
use doorstep::flag::{self, Handling};
use doorstep::journey::{Journey, Stop};
use doorstep::performance::{Claimed, Ending, Moment, Outcome, Spread, Tracked};
use doorstep::scan::{Reason, Scan, Status};
use doorstep::shipment::PromiseSource;
use doorstep::silence;
use doorstep::workdays::{WorkingTime, Zone};
use std::collections::HashMap;

/// A parcel with what was said of it.
pub(super) struct Parcel<'a, R> {
    pub told: &'a Told,
    /// The clock of its destination.
    pub zone: Tz,
    pub at: Now,
    pub brand: Option<&'a Brand>,
    /// Its scans, with when they came.
    pub received: R,
}

/// An order of which nothing has left.
pub(super) fn unshipped(
    order: &orders::Model,
    mut whole: Outcome,
    at: Now,
    (zone, brand): (Tz, Option<&Brand>),
) -> Outcome {
    whole.ship_by = ship_by(&whole, zone, brand);
    let derived = derive::derive(&facts::of_unshipped(&order.into()), at);
    if derived.status == Status::Cancelled {
        whole.ending = Ending::Withdrawn;
    }
    whole.last_shown = derived.promises.last().map(|promise| promise.estimate.to);
    whole
}

impl<'a, R: Iterator<Item = &'a scan::Stored>> Parcel<'a, R> {
    /// What became of it, given what all parcels of its order share.
    pub(super) fn outcome(self, whole: &Outcome, claims: &HashMap<i64, Vec<Claimed>>) -> Outcome {
        let (told, facts) = (self.told, &self.told.facts);
        let journey = Journey::from_facts(facts);
        let derived = derive::derive_journey(facts, &journey, self.at);
        let mut of = whole.clone();
        let carrier = facts::carrier_of(told);
        of.order.carrier = (!carrier.is_unnamed()).then(|| carrier.code().to_owned());
        let named = told.shipment.service.as_ref().or(derived.service.as_ref());
        of.order.service = named.or(whole.order.service.as_ref()).cloned();
        of.order.warehouse.clone_from(&told.shipment.warehouse);
        of.order.weight_g = journey.newest(|report| report.weight_g).map(f64::from);
        of.package.clone_from(&told.shipment.package_type);
        let first = silence::first_place(&journey);
        of.order.origin = first.map(end).unwrap_or_default();
        of.handed_over = journey
            .first_possession()
            .and_then(|scan| self.moment(scan))
            .or_else(|| facts.handed_over_at.map(|at| self.instant(at)));
        of.ship_by = ship_by(&of, self.zone, self.brand);
        of.ending = ending(&derived);
        of.delivered = (of.ending == Ending::Delivered)
            .then(|| arrived(&journey))
            .flatten()
            .and_then(|scan| self.moment(scan));
        of.tried = journey
            .stops()
            .iter()
            .find(|stop| is_a_try(stop))
            .and_then(|stop| self.moment(journey.scan_of(stop)));
        self.promises(&derived, &mut of);
        of.troubles = troubles(&journey);
        let known = |reason: &&Reason| **reason != Reason::Unknown;
        of.late_because = of.troubles.iter().rev().find(known).copied();
        of.troubles.sort_unstable();
        of.claims = claims.get(&told.shipment.id).cloned().unwrap_or_default();
        of.tracked = facts.tracked.then(|| self.tracked(&journey, &of));
        of
    }

    /// What was promised: by the shop, by the carrier first, and last of all.
    fn promises(&self, derived: &Derived, of: &mut Outcome) {
        let days = |source: PromiseSource| {
            let of_it = derived
                .promises
                .iter()
                .filter(move |one| one.source == source);
            of_it.map(|promise| promise.estimate.to)
        };
        of.promised = of.promised.or_else(|| days(PromiseSource::Shop).next());
        of.first_estimate = days(PromiseSource::Carrier).next();
        let came: Option<NaiveDate> = of.delivered.map(|at| at.local.date());
        // A van's own day is no promise that it could break.
        let before =
            |made: DateTime<Utc>| came.is_none_or(|came| self.zone.clock(made).date() < came);
        let mut shown = derived
            .promises
            .iter()
            .filter(|promise| promise.made_at.is_none_or(before));
        of.last_shown = shown
            .next_back()
            .map(|promise| promise.estimate.to)
            .or(of.promised);
    }

    fn tracked(self, journey: &Journey, of: &Outcome) -> Tracked {
        let announced = silence::label_from(&self.told.facts, journey);
        let possessed = journey.first_possession();
        let mut lag = Spread::default();
        let first_scan = possessed.and_then(|scan| self.moment(scan));
        let silent = silent(journey);
        let announced = announced.map(|at| self.instant(at));
        for stored in self.received {
            let Some(instant) = stored.scan.time.instant else {
                continue;
            };
            let late = stored.received_ms - instant.timestamp_millis();
            // A clock that runs ahead tells no time before.
            if let Ok(seconds) = u32::try_from(late.max(0) / 1_000) {
                lag.count(seconds, 1);
            }
        }
        Tracked {
            announced,
            first_scan,
            scans: u32::try_from(journey.scans().len()).unwrap_or(u32::MAX),
            lag,
            silent: silent.filter(|_| of.handed_over.is_some()),
        }
    }

    /// When a scan was made: on the clock at the destination, where the clock
    /// it was read from is known, else on that clock.
    fn moment(&self, scan: &Scan) -> Option<Moment> {
        let at = scan.sort_instant();
        if at == DateTime::<Utc>::MIN_UTC {
            return None;
        }
        if scan.has_zone() {
            return Some(self.instant(at));
        }
        scan.time.local.map(Moment::local)
    }

    fn instant(&self, at: DateTime<Utc>) -> Moment {
        Moment {
            local: self.zone.clock(at),
            instant: Some(at),
        }
    }
}

/// The last day of the shop's own time, on the clock of the destination: by its
/// own the time ends with a day.
fn ship_by(of: &Outcome, to: Tz, brand: Option<&Brand>) -> Option<NaiveDate> {
    let brand = brand?;
    let packing = brand.packing(of.order.warehouse.as_deref());
    let zone: Tz = packing.zone.parse().unwrap_or(Tz::UTC);
    let shop = WorkingTime::at(packing.at(&zone, zones::country_of(zone)));
    let handling = Handling {
        days: brand.shipping.handling_days,
        cut_off: packing.cut_off,
    };
    let ends = flag::own_time_ends(&shop, handling, of.placed?)?;
    let last = ends.checked_sub_signed(Duration::seconds(1))?;
    Some(to.clock(last).date())
}

fn ending(derived: &Derived) -> Ending {
    match (derived.status, derived.reason) {
        (Status::Delivered, _) => Ending::Delivered,
        (Status::Returned, _) => Ending::Returned,
        (Status::Cancelled, _) => Ending::Withdrawn,
        (Status::Exception, Some(Reason::Lost)) => Ending::Lost,
        _ => Ending::Open,
    }
}

/// The scan that people mean by "delivered at": the first of the newest
/// delivery.
fn arrived(journey: &Journey) -> Option<&Scan> {
    let (newest, first) = journey.newest_stop()?;
    (newest.status == Status::Delivered).then(|| journey.scan_of(&first))
}

/// Whether somebody came to the door with it, or it lay ready.
const fn is_a_try(stop: &Stop) -> bool {
    matches!(
        stop.status,
        Status::Attempted | Status::AvailableForPickup | Status::Delivered
    )
}

/// What stood in its way, each reason once, the newest last.
fn troubles(journey: &Journey) -> Vec<Reason> {
    let mut found: Vec<Reason> = Vec::new();
    for stop in journey.stops() {
        let is_trouble = matches!(stop.status, Status::Exception | Status::Attempted);
        if !is_trouble {
            continue;
        }
        let reason = stop.reason.unwrap_or(Reason::Unknown);
        found.retain(|known| *known != reason);
        found.push(reason);
    }
    found
}

/// The longest time between two scans in the carrier's hands, in seconds.
fn silent(journey: &Journey) -> Option<u32> {
    let stops: Vec<&Scan> = journey
        .stops()
        .iter()
        .filter(|stop| !stop.status.is_before_possession())
        .map(|stop| journey.scan_of(stop))
        .collect();
    let gaps = stops.windows(2).filter_map(|pair| {
        let (from, until) = (pair[0].sort_instant(), pair[1].sort_instant());
        // Two clocks of which only one is known tell no time between them.
        let is_known = from != DateTime::<Utc>::MIN_UTC && pair[0].has_zone() == pair[1].has_zone();
        let gap = until.signed_duration_since(from).max(Duration::zero());
        is_known.then(|| gap.num_seconds())
    });
    gaps.max().and_then(|seconds| u32::try_from(seconds).ok())
}
