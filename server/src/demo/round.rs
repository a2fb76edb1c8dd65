//! One playing of a journey: an order of its own, with its dates, ids and
//! numbers. All of it follows from the day the demo began, so that a resumed
//! demo goes on with the same orders.

use super::journeys::{self, At, Journey, Step, Town, What};
use super::numbers::tracking_number;
use crate::zones;
use chrono::{DateTime, Days, NaiveDate, NaiveTime, TimeZone, Utc};
use chrono_tz::Tz;

/// The zone of the shop's desk, by which orders come in.
pub const SHOP_ZONE: Tz = Tz::America__New_York;

/// A new copy of each journey starts every so many days.
pub const EVERY_DAYS: u64 = 3;

/// No journey takes longer; two copies of each are on their way at a time.
pub const LONGEST_DAYS: u64 = 6;

/// One copy of a journey.
#[derive(Clone, Copy, Debug)]
pub struct Round {
    /// What is played.
    pub journey: &'static Journey,
    /// Which copy, counted from the demo's first.
    pub index: u64,
    /// The shop's day on which the order is placed.
    starts: NaiveDate,
}

impl Round {
    /// A copy of a journey in the demo that began on a day.
    #[must_use]
    pub fn new(journey: &'static Journey, index: u64, began: NaiveDate) -> Self {
        let first = began
            .checked_sub_days(Days::new(journey.days_in.into()))
            .unwrap_or(began);
        Self {
            journey,
            index,
            starts: later(first, index * EVERY_DAYS),
        }
    }

    /// The oldest copy that is still on its way on a day.
    #[must_use]
    pub fn oldest_on(journey: &'static Journey, began: NaiveDate, today: NaiveDate) -> Self {
        let first = Self::new(journey, 0, began);
        let days = (today - first.starts)
            .num_days()
            .try_into()
            .unwrap_or(0_u64);
        let ended = (days + EVERY_DAYS).saturating_sub(LONGEST_DAYS) / EVERY_DAYS;
        Self::new(journey, ended, began)
    }

    /// What tells it from every other copy of this demo.
    fn serial(&self) -> u64 {
        let journeys = journeys::ALL.len() as u64;
        let place = journeys::ALL
            .iter()
            .position(|journey| journey.code == self.journey.code);
        self.index * journeys + place.unwrap_or_default() as u64
    }

    /// The number the buyer knows.
    #[must_use]
    pub fn order_number(&self) -> String {
        format!("#{}", 20_001 + self.serial())
    }

    /// The shop's id of the order.
    #[must_use]
    pub fn order_id(&self) -> u64 {
        6_204_880_000_000 + self.serial() * 100
    }

    /// The shop's id of one of its lines.
    #[must_use]
    pub fn line_id(&self, line: usize) -> u64 {
        16_310_500_000_000 + self.serial() * 100 + line as u64
    }

    /// The shop's id of one of its fulfilments.
    #[must_use]
    pub fn fulfilment_id(&self, parcel: usize) -> u64 {
        5_517_700_000_000 + self.serial() * 100 + parcel as u64
    }

    /// A parcel's tracking number.
    #[must_use]
    pub fn tracking_number(&self, parcel: usize) -> String {
        let carrier = self.journey.parcels[parcel].carrier;
        // Counted by tens, since a carrier's numbers are far apart in one shop.
        tracking_number(carrier, 41_000 + (self.serial() * 2 + parcel as u64) * 7)
    }

    /// A day of the journey, on the calendar.
    #[must_use]
    pub fn day(&self, day: u8) -> NaiveDate {
        later(self.starts, day.into())
    }

    /// A moment of the journey on the clock of a zone.
    #[must_use]
    pub fn moment(&self, at: At, zone: Tz) -> DateTime<Tz> {
        let clock = NaiveTime::from_hms_opt(at.hour.into(), at.minute.into(), 0);
        let local = self.day(at.day).and_time(clock.unwrap_or_default());
        // In the hour that spring skips there is no such clock.
        zone.from_local_datetime(&local)
            .earliest()
            .unwrap_or_else(|| zone.from_utc_datetime(&local))
    }

    /// When a step happens, on the clock of its place.
    #[must_use]
    pub fn happens(&self, step: &Step) -> DateTime<Tz> {
        self.moment(step.at, zone_of(step))
    }

    /// When a step is told.
    #[must_use]
    pub fn told(&self, step: &Step) -> DateTime<Utc> {
        self.moment(step.told.unwrap_or(step.at), zone_of(step))
            .with_timezone(&Utc)
    }
}

fn later(day: NaiveDate, days: u64) -> NaiveDate {
    day.checked_add_days(Days::new(days)).unwrap_or(day)
}

/// The zone of a town.
#[must_use]
pub fn zone(town: &Town) -> Tz {
    zones::of(Some(journeys::COUNTRY), Some(town.region)).unwrap_or(SHOP_ZONE)
}

fn zone_of(step: &Step) -> Tz {
    match &step.what {
        What::Ordered | What::Fulfilled { .. } => SHOP_ZONE,
        What::Scanned { town, .. } => zone(town),
    }
}
