//! What the model is told of an order: what was known when it was placed, and
//! what became of it so far, all on the brand's clock.

use crate::zones;
use chrono::{DateTime, NaiveDateTime, Utc};
use chrono_tz::Tz;
use doorstep::brand::Brand;
use doorstep::delivery_days::counts_from;
use doorstep::performance::{Ending, Moment, Outcome};
use doorstep::promise::Order;
use doorstep::workdays::{WorkingTime, Zone};

/// An order, as far as it has got.
#[derive(Clone, Debug, PartialEq)]
pub struct Story {
    /// What makes it one order of its brand.
    pub number: String,
    /// What was known when it was placed.
    pub order: Order,
    /// When the carrier took it over.
    pub handed_over_at: Option<NaiveDateTime>,
    /// When it arrived.
    pub delivered_at: Option<NaiveDateTime>,
    /// Whether it will never arrive: called off, lost or sent back.
    pub withdrawn: bool,
}

/// The clock by which a brand's orders are told.
#[must_use]
pub fn clock_of(brand: &Brand) -> Tz {
    brand.zone.parse().unwrap_or(Tz::UTC)
}

impl Story {
    /// The story of an outcome. An order is learned by its first parcel: of
    /// the others there is none.
    #[must_use]
    pub fn of(outcome: &Outcome, brand: &Brand) -> Option<Self> {
        outcome.of_order.as_ref()?;
        let zone = clock_of(brand);
        // Without an instant it is of a file, whose clock is the brand's.
        let told = |moment: Moment| moment.instant.map_or(moment.local, |at| zone.clock(at));
        let mut order = outcome.order.clone();
        order.placed_at = told(outcome.placed());
        let placed = outcome
            .placed
            .unwrap_or_else(|| zone.moment(order.placed_at));
        order.counts_from = counted(brand, order.warehouse.as_deref(), placed);
        Some(Self {
            number: outcome.number.clone(),
            handed_over_at: outcome.handed_over.map(told),
            delivered_at: outcome.delivered.map(told),
            withdrawn: matches!(
                outcome.ending,
                Ending::Withdrawn | Ending::Lost | Ending::Returned
            ),
            order,
        })
    }
}

/// From when on an order counts at its warehouse, on the brand's clock; `None`
/// where that is when it was placed.
#[must_use]
pub fn counted(
    brand: &Brand,
    warehouse: Option<&str>,
    placed: DateTime<Utc>,
) -> Option<NaiveDateTime> {
    let packing = brand.packing(warehouse);
    let zone: Tz = packing.zone.parse().unwrap_or(Tz::UTC);
    let shop = WorkingTime::at(packing.at(&zone, zones::country_of(zone)));
    let from = counts_from(&shop, packing.cut_off, placed);
    (from > placed).then(|| clock_of(brand).clock(from))
}
