//! One playing of a journey: an order of its own, with its way, its buyer,
//! its dates, ids and numbers. All of it follows from the day the demo began,
//! so that a resumed demo goes on with the same orders.

use super::brands::Shop;
use super::cast::{Buyer, Carriage, Good, Lane, Town};
use super::journeys::{self, At, Expected, Journey, Step, Stop, Way, What};
use super::numbers::tracking_number;
use crate::zones;
use chrono::{DateTime, Days, NaiveDate, NaiveTime, TimeDelta, TimeZone, Utc};
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
    /// What its buyer reads, where that is not what this one would.
    reads: Option<&'static str>,
    /// How it is told as it happens, where it is.
    live: Option<Live>,
}

/// How a journey is told to a site whose clock nobody hurries: its days are
/// pressed into minutes, and each step is dated by the clock on the wall.
#[derive(Clone, Copy, Debug)]
pub struct Live {
    /// When its first step is told.
    pub begun: DateTime<Utc>,
    /// How long after each other its steps are told.
    pub every: TimeDelta,
    /// What tells its numbers from every other's.
    pub serial: u64,
    /// Which day of the journey is told of.
    pub day: u8,
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
            reads: None,
            live: None,
        }
    }

    /// A copy that stands alone: on the way of this index, from a day on, for
    /// a buyer who reads this language.
    #[must_use]
    pub const fn alone(
        journey: &'static Journey,
        index: u64,
        starts: NaiveDate,
        reads: &'static str,
    ) -> Self {
        Self {
            journey,
            index,
            starts,
            reads: Some(reads),
            live: None,
        }
    }

    /// A copy that is told as it happens, on a way that ends in this country
    /// where one does.
    #[must_use]
    pub fn live(journey: &'static Journey, country: Option<&str>, live: Live) -> Self {
        let ends_there = |way: &Way| {
            let mut buyers = way.lane.buyers.iter();
            buyers.any(|buyer| Some(buyer.town.country) == country)
        };
        let way = journey.ways.iter().position(ends_there).unwrap_or_default();
        Self {
            journey,
            index: way as u64,
            starts: live.begun.date_naive(),
            reads: None,
            live: Some(live),
        }
    }

    /// The same at a step.
    #[must_use]
    pub fn at(mut self, step: &Step) -> Self {
        if let Some(live) = &mut self.live {
            live.day = step.at.day;
        }
        self
    }

    /// The same, told as it happens, with this step told now: it stood still
    /// before it.
    #[must_use]
    pub fn going_on(mut self, step: &'static Step, now: DateTime<Utc>) -> Self {
        let mut steps = self.journey.steps.iter();
        let at = steps.position(|one| std::ptr::eq(one, step));
        let turns = i32::try_from(at.unwrap_or_default().saturating_sub(1)).unwrap_or(0);
        if let Some(live) = &mut self.live {
            live.begun = now - live.every * turns;
        }
        self
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

    /// The language the order was placed in, as a BCP 47 tag.
    #[must_use]
    pub fn locale(&self) -> &'static str {
        self.reads.unwrap_or_else(|| self.buyer().locale())
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
        if let Some(live) = self.live {
            return live.serial;
        }
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

    /// A day of the journey, on the calendar. Told as it happens, the day that
    /// is told of is today, and what is to come counts from today too.
    #[must_use]
    pub fn day(&self, day: u8) -> NaiveDate {
        if let Some(live) = self.live {
            let today = live.begun.with_timezone(&zone(&self.buyer().town));
            let ahead = if day > live.day { day } else { 0 };
            return later(today.date_naive(), ahead.into());
        }
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
        if let Some(live) = self.live {
            let zone = self.zone_of(step);
            return self.now_at(live, step).with_timezone(&zone);
        }
        self.moment(step.at, self.zone_of(step))
    }

    /// When a step happens that is told as it happens: each after those before
    /// it, and none after it is told.
    fn now_at(&self, live: Live, step: &Step) -> DateTime<Utc> {
        let steps = self.journey.steps;
        let key = step.at.order_key();
        let mut keys = steps.iter().map(|one| one.at.order_key());
        let told = keys.position(|one| one >= key).unwrap_or_default();
        let before = steps.iter().filter(|one| one.at.order_key() < key).count();
        let seconds = |count: usize| TimeDelta::seconds(i64::try_from(count).unwrap_or(0));
        let turns = i32::try_from(told.saturating_sub(1)).unwrap_or(0);
        live.begun + live.every * turns + seconds(before) - seconds(steps.len())
    }

    /// What the carrier expects of a parcel at a step. On the day itself
    /// hours are left out where they may have passed on the wall's clock.
    #[must_use]
    pub fn expected(&self, parcel: usize, step: &Step) -> Option<Expected> {
        let expected = self.journey.expected(parcel, step.at)?;
        let is_today = self.live.is_some() && expected.day <= step.at.day;
        Some(Expected {
            hours: expected.hours.filter(|_| !is_today),
            ..expected
        })
    }

    /// When a step is told.
    #[must_use]
    pub fn told(&self, step: &Step) -> DateTime<Utc> {
        self.moment(step.told.unwrap_or(step.at), self.zone_of(step))
            .with_timezone(&Utc)
    }

    /// The step that places the order.
    #[must_use]
    pub fn placed_by(&self) -> &'static Step {
        &self.journey.steps[0]
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
            What::Ordered | What::Packed { .. } | What::Cancelled => zone(&self.lane().warehouse),
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

#[cfg(test)]
mod tests {
    use super::*;

    fn live(journey: &'static Journey, day: u8) -> Round {
        let live = Live {
            begun: "2026-05-11T12:00:00Z".parse().unwrap(),
            every: TimeDelta::seconds(15),
            serial: 4_711,
            day,
        };
        Round::live(journey, Some("US"), live)
    }

    #[test]
    fn what_is_told_as_it_happens_is_never_told_before_it_happens() {
        for journey in journeys::ALL {
            let round = live(journey, 0);
            let begun: DateTime<Utc> = "2026-05-11T12:00:00Z".parse().unwrap();
            for (turn, step) in journey.steps.iter().enumerate().skip(1) {
                let told = begun + TimeDelta::seconds(15) * i32::try_from(turn - 1).unwrap();
                assert!(round.happens(step) <= told, "{:?} {step:?}", journey.code);
                for other in journey.steps {
                    let is_later = other.at.order_key() > step.at.order_key();
                    let happens_later = round.happens(other) > round.happens(step);
                    assert!(!is_later || happens_later, "{step:?} and {other:?}");
                }
            }
        }
    }

    #[test]
    fn what_is_to_come_counts_from_today() {
        let round = live(journeys::ALL[1], 2);
        let today: NaiveDate = "2026-05-11".parse().unwrap();
        assert_eq!(round.day(2), today);
        assert_eq!(round.day(5), later(today, 5));
        assert_eq!(round.at(&journeys::ALL[1].steps[0]).day(2), later(today, 2));
    }
}
