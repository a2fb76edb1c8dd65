//! What is promised at the checkout: the model's days as dates of the calendar,
//! with what they rest on.

use super::learner::Learner;
use super::story::{clock_of, counted};
use crate::db::brand::Stored;
use crate::performance::ends::end;
use crate::zones;
use chrono::{DateTime, Days, Duration, NaiveDate, NaiveDateTime, Utc};
use chrono_tz::Tz;
use doorstep::delivery_days::delivery_day;
use doorstep::promise::{Basis, Order, QUANTILES};
use doorstep::scan::Place;
use doorstep::workdays::Zone;

/// The shares of orders that a date is promised for, by their names.
pub const SHARES: [&str; 4] = ["p50", "p80", "p90", "p95"];

/// What somebody is about to order.
#[derive(Clone, Debug)]
pub struct Asked {
    /// When it is, or was, placed.
    pub placed_at: DateTime<Utc>,
    /// Where it goes.
    pub to: Place,
    /// Where it leaves from, where that is known.
    pub from: Place,
    /// What else is known of it; its ends and times are not read.
    pub order: Order,
}

/// What may be promised.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Offer {
    /// The day from which the order counts, at the warehouse's calendar.
    pub counts_from: NaiveDate,
    /// The last day of a window that holds so large a share of orders, for each
    /// of [`SHARES`]; `None` while too little is known, or where nobody ever
    /// delivers.
    pub days: Option<[NaiveDate; SHARES.len()]>,
    /// What it rests on.
    pub basis: Basis,
    /// What the brand promises where nothing is known, if it does.
    pub usual: Option<NaiveDate>,
}

/// What may be promised for an order when it is placed, by what was learned so
/// far.
#[must_use]
pub fn offer(learner: &Learner, brand: &Stored, asked: &Asked) -> Offer {
    let clock = clock_of(brand);
    let warehouse = asked.order.warehouse.as_deref();
    let order = Order {
        placed_at: clock.clock(asked.placed_at),
        counts_from: counted(brand, warehouse, asked.placed_at),
        origin: end(&asked.from),
        destination: end(&asked.to),
        ..asked.order.clone()
    };
    let start = order.start();
    let answer = learner.from_purchase(brand.id, &order, order.placed_at);
    let calendar = Calendar {
        clock,
        start,
        zone: zones::of_place(&asked.to).unwrap_or(clock),
        carrier: order.carrier.as_deref().unwrap_or_default(),
        country: order.destination.country.as_deref(),
        brand,
    };
    let is_known = answer.basis.is_enough();
    let days = || -> Option<[NaiveDate; SHARES.len()]> {
        let days: Option<Vec<NaiveDate>> = SHARES
            .into_iter()
            .map(|share| calendar.day_after(of_share(&answer.days, share)?))
            .collect();
        days?.try_into().ok()
    };
    Offer {
        counts_from: start.date(),
        days: is_known.then(days).flatten(),
        usual: (!is_known).then(|| calendar.usual()).flatten(),
        basis: answer.basis,
    }
}

fn of_share(days: &[f64; QUANTILES.len()], share: &str) -> Option<f64> {
    let at = QUANTILES.iter().position(|(name, _)| *name == share)?;
    days.get(at).copied()
}

/// From days to dates, where it goes.
struct Calendar<'a> {
    clock: Tz,
    start: NaiveDateTime,
    zone: Tz,
    carrier: &'a str,
    country: Option<&'a str>,
    brand: &'a Stored,
}

impl Calendar<'_> {
    /// The day, at the destination, on which so many days have passed; the next
    /// on which somebody delivers, where nobody does then.
    fn day_after(&self, days: f64) -> Option<NaiveDate> {
        let seconds = Duration::try_seconds((days * 86_400.0).ceil() as i64)?;
        let arrives = self.clock.moment(self.start.checked_add_signed(seconds)?);
        self.delivery_day(self.zone.clock(arrives).date())
    }

    fn usual(&self) -> Option<NaiveDate> {
        let days = self.brand.calendar.promise_days?;
        let begins = self.zone.clock(self.clock.moment(self.start)).date();
        self.delivery_day(begins.checked_add_days(Days::new(days.into()))?)
    }

    fn delivery_day(&self, day: NaiveDate) -> Option<NaiveDate> {
        let delivering = self.brand.calendar.delivering(self.carrier, self.country);
        delivery_day(delivering.at(&self.zone, self.country), day)
    }
}
