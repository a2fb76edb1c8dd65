//! One playing of a journey: an order of its own, with its way, its buyer,
//! its dates, ids and numbers. All of it follows from the day the demo began,
//! so that a resumed demo goes on with the same orders.

use super::brands::Shop;
use super::cast::{Buyer, Carriage, Good, Lane, Town};
use super::journeys::{self, At, Journey, Step, Stop, Way, What};
use super::numbers::tracking_number;
use crate::zones;
use chrono::{DateTime, Days, NaiveDate, NaiveTime, TimeZone, Utc};
use chrono_tz::Tz;
use std::ops::Range;

/// The zone in whose mornings a demo begins.
pub const SHOP_ZONE: Tz = Tz::America__New_York;

/// A demo begins with the orders of so many days, most of them finished.
pub const DAYS_BEFORE: u64 = 60;

/// One copy of a journey.
#[derive(Clone, Copy, Debug)]
pub struct Round {
    /// What is played.
    pub journey: &'static Journey,
    /// Which copy, counted from the first of the days before the demo.
    pub index: u64,
    /// The day on which the order is placed.
    starts: NaiveDate,
}

impl Round {
    /// A copy of a journey in the demo that began on a day. Not every journey
    /// has a new copy on the same days.
    #[must_use]
    pub fn new(journey: &'static Journey, index: u64, began: NaiveDate) -> Self {
        let every = u64::from(journey.every);
        let before = DAYS_BEFORE + place(journey) % every;
        let first = began.checked_sub_days(Days::new(before)).unwrap_or(began);
        Self {
            journey,
            index,
            starts: later(first, index * every),
        }
    }

    /// The oldest copy that is still on its way on a day.
    #[must_use]
    pub fn oldest_on(journey: &'static Journey, began: NaiveDate, today: NaiveDate) -> Self {
        let first = Self::new(journey, 0, began);
        let since = (today - first.starts).num_days();
        let ended = since - i64::from(journey.days());
        let index = u64::try_from(ended).map_or(0, |days| days / u64::from(journey.every) + 1);
        Self::new(journey, index, began)
    }

    /// The way it goes.
    #[must_use]
    pub fn way(&self) -> &'static Way {
        let ways = self.journey.ways;
        &ways[turn(self.index, ways.len())]
    }

    /// Whose order it is.
    #[must_use]
    pub fn shop(&self) -> Shop {
        self.way().shop
    }

    /// From where to where.
    #[must_use]
    pub fn lane(&self) -> &'static Lane {
        self.way().lane
    }

    /// Who ordered.
    #[must_use]
    pub fn buyer(&self) -> &'static Buyer {
        let buyers = self.lane().buyers;
        let times = self.index / self.journey.ways.len().max(1) as u64;
        &buyers[turn(times + place(self.journey), buyers.len())]
    }

    /// Who carries a parcel.
    #[must_use]
    pub fn carriage(&self, parcel: usize) -> &'static Carriage {
        &self.way().carriages[parcel]
    }

    /// The town of a stop.
    #[must_use]
    pub fn town(&self, stop: Stop) -> &'static Town {
        let lane = self.lane();
        match stop {
            Stop::Warehouse => &lane.warehouse,
            Stop::Hub => &lane.hub,
            Stop::NextHub => &lane.next_hub,
            Stop::Depot => &lane.depot,
            Stop::Door => &self.buyer().town,
        }
    }

    /// The places of all lines.
    #[must_use]
    pub fn lines(&self) -> Range<usize> {
        0..self.journey.parcels.iter().sum()
    }

    /// The places of a parcel's lines.
    #[must_use]
    pub fn lines_of(&self, parcel: usize) -> Range<usize> {
        let before = self.journey.parcels[..parcel].iter().sum();
        before..before + self.journey.parcels[parcel]
    }

    /// What a line is, and how many of it.
    #[must_use]
    pub fn line(&self, line: usize) -> (&'static Good, u32) {
        let goods = self.shop().goods();
        let good = &goods[turn(self.serial() * 3 + line as u64, goods.len())];
        let quantity = 1 + u32::from((self.serial() + line as u64).is_multiple_of(4));
        (good, quantity)
    }

    /// What tells it from every other copy of this demo.
    fn serial(&self) -> u64 {
        self.index * journeys::ALL.len() as u64 + place(self.journey)
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
        let carrier = self.carriage(parcel).carrier;
        tracking_number(carrier, self.serial() * 2 + parcel as u64)
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
        self.moment(step.at, self.zone_of(step))
    }

    /// When a step is told.
    #[must_use]
    pub fn told(&self, step: &Step) -> DateTime<Utc> {
        self.moment(step.told.unwrap_or(step.at), self.zone_of(step))
            .with_timezone(&Utc)
    }

    /// When it is first told of.
    #[must_use]
    pub fn begins(&self) -> DateTime<Utc> {
        let first = self.journey.steps.first();
        first.map_or(DateTime::<Utc>::MAX_UTC, |step| self.told(step))
    }

    /// When something is next told of it; `None` once all is.
    #[must_use]
    pub fn next_told(&self, now: DateTime<Utc>) -> Option<DateTime<Utc>> {
        let told = self.journey.steps.iter().map(|step| self.told(step));
        told.filter(|told| *told > now).min()
    }

    /// The shop's desk is where it packs.
    fn zone_of(&self, step: &Step) -> Tz {
        match &step.what {
            What::Ordered | What::Packed { .. } => zone(&self.lane().warehouse),
            What::Scanned { stop, .. } => zone(self.town(*stop)),
        }
    }
}

fn place(journey: &Journey) -> u64 {
    let place = journeys::ALL
        .iter()
        .position(|known| known.code == journey.code);
    place.unwrap_or_default() as u64
}

/// Whose turn it is among so many.
fn turn(count: u64, of: usize) -> usize {
    usize::try_from(count % of.max(1) as u64).unwrap_or_default()
}

fn later(day: NaiveDate, days: u64) -> NaiveDate {
    day.checked_add_days(Days::new(days)).unwrap_or(day)
}

/// The zone of a town.
#[must_use]
pub fn zone(town: &Town) -> Tz {
    zones::of(Some(town.country), Some(town.region)).unwrap_or(SHOP_ZONE)
}
