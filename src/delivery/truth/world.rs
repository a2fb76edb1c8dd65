//! Random journeys, and what the rules say of them.
//!
//! A journey is drawn as it would happen: an order, a parcel, borders, vans,
//! doors, counters and troubles, each told by its carrier at the time it
//! happens. What is due of it is stated here from the happenings themselves,
//! in a page of plain rules, and never asked of the code that is tested.

use crate::derive::Facts;
use crate::journey::TimedReport;
use crate::notice::{DueNotice, Notice};
use crate::reading::{Estimate, Report};
use crate::scan::{Place, Precision, Reason, Scan, ScanTime, Status};
use chrono::{DateTime, Duration, NaiveDate, NaiveDateTime, NaiveTime, Timelike, Utc};
use std::collections::BTreeMap;

/// Minutes.
pub const HOUR: i64 = 60;
pub const DAY: i64 = 24 * HOUR;

/// Chance that repeats: everything follows the seed (splitmix64).
#[derive(Clone, Debug)]
pub struct Dice(pub u64);

impl Dice {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut bits = self.0;
        bits = (bits ^ (bits >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        bits = (bits ^ (bits >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        bits ^ (bits >> 31)
    }

    /// From one number up to another, without that one.
    pub fn between(&mut self, from: i64, to: i64) -> i64 {
        let span = u64::try_from(to - from).expect("upwards");
        from + i64::try_from(self.next() % span).expect("a small number")
    }

    /// So often in a hundred.
    pub fn percent(&mut self, many: i64) -> bool {
        self.between(0, 100) < many
    }

    pub fn of<T: Copy>(&mut self, these: &[T]) -> T {
        let many = i64::try_from(these.len()).expect("a few");
        these[usize::try_from(self.between(0, many)).expect("one of them")]
    }

    pub fn shuffle<T>(&mut self, these: &mut [T]) {
        for end in (1..these.len()).rev() {
            let many = i64::try_from(end + 1).expect("a few");
            these.swap(end, usize::try_from(self.between(0, many)).expect("one"));
        }
    }
}

/// One thing a carrier tells.
#[derive(Clone, Debug)]
pub struct Told {
    /// When it happened, in minutes.
    pub at: i64,
    pub status: Status,
    reason: Option<Reason>,
    place: Option<(&'static str, &'static str)>,
    date: Option<NaiveDate>,
}

/// An order with one parcel, and all that is ever told of it.
#[derive(Clone, Debug)]
pub struct World {
    offset_hours: i64,
    /// The date the shop named at the checkout.
    promised: Option<NaiveDate>,
    cancelled: Option<i64>,
    home: (&'static str, &'static str),
    /// What the carrier tells, as it happens.
    pub told: Vec<Told>,
    /// When nothing more comes.
    pub end: i64,
}

/// What is so by the news of a moment.
#[derive(Debug)]
pub struct Truth {
    pub status: Status,
    /// What is due, and since when it is so.
    pub due: BTreeMap<DueNotice, i64>,
    /// The date that is awaited, or that has passed.
    pub awaited: Option<NaiveDate>,
    pub missed: Option<NaiveDate>,
    /// The first date anybody named.
    pub first: Option<NaiveDate>,
}

pub fn instant(at: i64) -> DateTime<Utc> {
    let start = NaiveDate::from_ymd_opt(2026, 5, 10).expect("a day");
    start.and_time(NaiveTime::MIN).and_utc() + Duration::minutes(at)
}

fn end_of(day: NaiveDate) -> NaiveDateTime {
    day.and_hms_opt(23, 59, 59).expect("its last second")
}

impl World {
    pub fn local(&self, at: i64) -> NaiveDateTime {
        instant(at).naive_utc() + Duration::hours(self.offset_hours)
    }

    fn day(&self, at: i64) -> NaiveDate {
        self.local(at).date()
    }

    /// The minute that a local clock shows this.
    fn minute(&self, local: NaiveDateTime) -> i64 {
        let utc = local - Duration::hours(self.offset_hours);
        (utc.and_utc() - instant(0)).num_minutes()
    }

    /// Whether it was at the door, or lost to it, by the end of a day.
    pub fn came_by(&self, day: NaiveDate) -> bool {
        use Status as S;
        self.told.iter().any(|told| {
            let is_there = matches!(
                told.status,
                S::Attempted | S::AvailableForPickup | S::Delivered | S::Returning | S::Returned
            );
            is_there && self.local(told.at) <= end_of(day)
        })
    }

    /// The facts once these have been heard, in this order and maybe twice.
    pub fn facts(&self, heard: &[usize]) -> Facts {
        let mut facts = Facts {
            placed_at: Some(instant(0)),
            cancelled_at: self.cancelled.map(instant),
            fulfilled: true,
            numbered: true,
            tracked: true,
            to_country: Some(self.home.0.to_owned()),
            to_region: Some(self.home.1.to_owned()),
            order_expected: self.promised.map(Estimate::day),
            ..Facts::default()
        };
        for told in heard.iter().map(|index| &self.told[*index]) {
            let scan = self.scan(told);
            facts.reports.push(TimedReport {
                as_of: scan.sort_instant(),
                report: Report {
                    estimate: told.date.map(Estimate::day),
                    ..Report::default()
                },
            });
            facts.scans.push(scan);
        }
        facts
    }

    fn scan(&self, told: &Told) -> Scan {
        let offset = i32::try_from(self.offset_hours * HOUR).expect("a few hours");
        Scan {
            source: "carrier".into(),
            code: None,
            status: Some(told.status),
            reason: told.reason,
            text: told.status.code().into(),
            time: ScanTime::with_offset(self.local(told.at), offset, Precision::Minute),
            place: told
                .place
                .map_or_else(Place::default, |(country, region)| Place {
                    country: Some(country.to_owned()),
                    region: Some(region.to_owned()),
                    ..Place::default()
                }),
            position: 0,
            place_offset_min: None,
        }
    }
}

// ---- how a journey is drawn ----

/// A journey on its way.
struct Drawn {
    dice: Dice,
    world: World,
    at: i64,
    date: Option<NaiveDate>,
}

pub fn journey(seed: u64) -> World {
    let mut dice = Dice(seed);
    let offset_hours = dice.of(&[-8, 0, 9]);
    let mut drawn = Drawn {
        world: World {
            offset_hours,
            promised: None,
            cancelled: None,
            home: ("DE", "BE"),
            told: Vec::new(),
            end: 0,
        },
        at: dice.between(0, DAY),
        date: None,
        dice,
    };
    if drawn.dice.percent(70) {
        let days = drawn.dice.between(2, 8);
        drawn.world.promised = Some(drawn.world.day(drawn.at) + Duration::days(days));
        drawn.date = drawn.world.promised;
    }
    drawn.play();
    let last = drawn.world.told.last().map_or(drawn.at, |told| told.at);
    drawn.world.end = last + drawn.dice.between(1, 8 * DAY);
    drawn.world
}

impl Drawn {
    fn wait(&mut self, from: i64, to: i64) {
        self.at += self.dice.between(from, to);
    }

    /// Until a time of the next day's morning.
    fn until_morning(&mut self) {
        let local = self.world.local(self.at);
        let today = i64::from(local.hour()) * HOUR + i64::from(local.minute());
        self.at += DAY - today + self.dice.between(7 * HOUR, 10 * HOUR);
    }

    fn tell(
        &mut self,
        status: Status,
        reason: Option<Reason>,
        place: Option<(&'static str, &'static str)>,
    ) {
        let date = self.names().then_some(()).and(self.date);
        self.world.told.push(Told {
            at: self.at,
            status,
            reason,
            place,
            date,
        });
    }

    /// Whether a date is named this time, and which; carriers name the same
    /// again and again, mostly.
    fn names(&mut self) -> bool {
        if !self.dice.percent(40) {
            return false;
        }
        let today = self.world.day(self.at);
        let days = |many: i64| Duration::days(many);
        let date = match self.date {
            None => today + days(self.dice.between(1, 5)),
            Some(date) if self.dice.percent(65) => date,
            Some(date) if self.dice.percent(80) => date + days(self.dice.between(1, 4)),
            Some(date) => date - days(1),
        };
        self.date = Some(date.max(today));
        true
    }

    /// At the door no more dates are named.
    fn at_door(&mut self, status: Status, reason: Option<Reason>) {
        self.world.told.push(Told {
            at: self.at,
            status,
            reason,
            place: None,
            date: None,
        });
    }

    fn play(&mut self) {
        if self.dice.percent(4) {
            self.world.cancelled = Some(self.at + self.dice.between(HOUR, 2 * DAY));
            return;
        }
        if self.dice.percent(60) {
            self.wait(HOUR, 20 * HOUR);
            self.tell(Status::LabelCreated, None, None);
        }
        let goes_by: &[(&str, &str)] = match self.dice.between(0, 4) {
            0 => &[("DE", "BY"), ("DE", "HE"), ("DE", "BE")],
            1 => &[("DE", "BY"), ("DE", "SN")],
            2 => &[("CN", "GD"), ("NL", "NH"), ("DE", "NW"), ("DE", "BE")],
            _ => &[("PL", "MZ"), ("DE", "BB"), ("DE", "BE")],
        };
        self.wait(4 * HOUR, 60 * HOUR);
        self.tell(Status::PickedUp, None, Some(goes_by[0]));
        for place in goes_by {
            for _ in 0..self.dice.between(0, 3) {
                let is_slow = self.dice.percent(8);
                self.wait(3 * HOUR, if is_slow { 8 * DAY } else { 30 * HOUR });
                self.tell(Status::InTransit, None, Some(*place));
                self.trouble();
            }
        }
        self.arrive();
    }

    fn trouble(&mut self) {
        let reasons = [
            Some(Reason::Weather),
            Some(Reason::Documents),
            Some(Reason::Vehicle),
            Some(Reason::Unknown),
            None,
        ];
        let mut percent = 6;
        while self.dice.percent(percent) {
            self.wait(HOUR, 12 * HOUR);
            let reason = self.dice.of(&reasons);
            self.tell(Status::Exception, reason, None);
            percent = 40;
        }
    }

    fn arrive(&mut self) {
        self.wait(2 * HOUR, 20 * HOUR);
        match self.dice.between(0, 100) {
            0..=1 => {}
            2..=4 => self.at_door(Status::Exception, Some(Reason::Lost)),
            5..=8 => self.goes_back(Some(Reason::Refused)),
            9..=16 => self.waits_at_a_counter(),
            _ => self.comes_by_van(),
        }
    }

    fn comes_by_van(&mut self) {
        for _ in 0..2 {
            self.until_morning();
            self.at_door(Status::OutForDelivery, None);
            if self.dice.percent(10) {
                self.wait(10, 90);
                self.at_door(Status::OutForDelivery, None);
            }
            self.wait(HOUR, 7 * HOUR);
            match self.dice.between(0, 400) {
                // Nobody says what became of it.
                0..=1 => {}
                2..=40 => self.at_door(Status::Attempted, Some(Reason::NotHome)),
                _ => return self.at_door(Status::Delivered, None),
            }
        }
        self.waits_at_a_counter();
    }

    fn waits_at_a_counter(&mut self) {
        self.wait(HOUR, 6 * HOUR);
        self.at_door(Status::AvailableForPickup, None);
        match self.dice.between(0, 10) {
            0 => {}
            1..=2 => {
                self.wait(6 * DAY, 8 * DAY);
                self.goes_back(Some(Reason::Unclaimed));
            }
            _ => {
                self.wait(HOUR, 6 * DAY);
                self.at_door(Status::Delivered, None);
            }
        }
    }

    fn goes_back(&mut self, reason: Option<Reason>) {
        self.at_door(Status::Returning, reason);
        self.wait(DAY, 5 * DAY);
        self.at_door(Status::Returning, None);
        if self.dice.percent(70) {
            self.wait(DAY, 3 * DAY);
            self.at_door(Status::Returned, None);
        }
    }
}

// ---- what the rules say ----

impl World {
    /// What is so at a moment, given what has been heard by then.
    pub fn truth(&self, heard: &[usize], now: i64) -> Truth {
        let mut heard = heard.to_vec();
        heard.sort_unstable();
        heard.dedup();
        let heard: Vec<&Told> = heard.iter().map(|index| &self.told[*index]).collect();
        let mut truth = Truth {
            status: self.status(&heard),
            due: BTreeMap::new(),
            awaited: None,
            missed: None,
            first: None,
        };
        if truth.status == Status::Cancelled {
            truth.is_due(Notice::Cancelled, "cancelled", self.cancelled.unwrap_or(0));
        }
        shipped(&heard, &mut truth);
        self.borders(&heard, &mut truth);
        self.vans_and_doors(&heard, &mut truth);
        troubles(&heard, &mut truth);
        counters(&heard, now, &mut truth);
        self.dates(&heard, now, &mut truth);
        truth
    }

    /// The newest news wins; before any, the shop's word stands.
    fn status(&self, heard: &[&Told]) -> Status {
        let has_left = heard.iter().any(|told| told.status != Status::LabelCreated);
        match (self.cancelled, heard.last()) {
            (Some(_), _) if !has_left => Status::Cancelled,
            (_, Some(told)) => told.status,
            (_, None) => Status::LabelCreated,
        }
    }

    /// Each further country is news; its own region only after a long way: a
    /// week within the country, or three days after the border.
    fn borders(&self, heard: &[&Told], truth: &mut Truth) {
        let is_move = |told: &&&Told| matches!(told.status, Status::PickedUp | Status::InTransit);
        let moves: Vec<(i64, &str, &str)> = heard
            .iter()
            .filter(is_move)
            .filter_map(|told| {
                told.place
                    .map(|(country, region)| (told.at, country, region))
            })
            .collect();
        let Some(&(_, origin, from)) = moves.first() else {
            return;
        };
        for (at, country, _) in &moves {
            if *country != origin {
                truth.is_due(Notice::Milestone, &format!("country-{country}"), *at);
            }
        }
        let (home, region) = self.home;
        let entered = moves.iter().find(|(_, country, _)| *country == home);
        let reached = moves
            .iter()
            .find(|(_, country, at)| *country == home && *at == region);
        let long = if origin == home { 7 * DAY } else { 3 * DAY };
        if let (Some((entered, ..)), Some((reached, ..))) = (entered, reached)
            && reached - entered >= long
            && (origin, from) != self.home
        {
            truth.is_due(Notice::Milestone, &format!("region-{region}"), *reached);
        }
    }

    /// A van is news once a day, and so is a driver who could not deliver;
    /// delivered, on its way back and back are news once.
    fn vans_and_doors(&self, heard: &[&Told], truth: &mut Truth) {
        for told in heard {
            let by_day = || format!("0.{}", self.day(told.at));
            match told.status {
                Status::OutForDelivery => truth.is_due(Notice::OutForDelivery, &by_day(), told.at),
                Status::Attempted => truth.is_due(Notice::Attempted, &by_day(), told.at),
                Status::Delivered => truth.is_due(Notice::Delivered, "0", told.at),
                Status::Returning => truth.is_due(Notice::Returning, "0", told.at),
                Status::Returned => truth.is_due(Notice::Returned, "0", told.at),
                _ => {}
            }
        }
    }

    /// A date later than the first is news each time it is come to, and so is
    /// one that passed, and one that is about to.
    fn dates(&self, heard: &[&Told], now: i64, truth: &mut Truth) {
        let mut named: Vec<(i64, NaiveDate)> = Vec::new();
        let of_shop = self.promised.map(|day| (0, day));
        let of_carrier = heard.iter().filter_map(|told| Some((told.at, told.date?)));
        for (at, day) in of_shop.into_iter().chain(of_carrier) {
            if named.last().is_some_and(|(_, before)| *before == day) {
                continue;
            }
            let times = named.iter().filter(|(_, named)| *named == day).count();
            if named.first().is_some_and(|(_, first)| day > *first) {
                let again = match times {
                    0 => String::new(),
                    before => format!(".{}", before + 1),
                };
                truth.is_due(Notice::Delay, &format!("to-{day}{again}"), at);
            }
            named.push((at, day));
        }
        let newest = heard.last();
        let at_door = newest.map(|told| self.day(told.at));
        let mut last = named.last().map(|(_, day)| *day);
        truth.first = named.first().map(|(_, day)| *day);
        match truth.status {
            Status::OutForDelivery => last = at_door,
            // The driver came when it was awaited.
            Status::Attempted if last <= at_door => last = None,
            _ => {}
        }
        truth.first = truth.first.or(last);
        let Some(day) = last.filter(|_| truth.waits_for_it(newest)) else {
            return;
        };
        if self.local(now) > end_of(day) {
            truth.missed = Some(day);
            let since = self.minute(end_of(day));
            truth.is_due(Notice::Delay, &format!("missed-{day}"), since);
            return;
        }
        truth.awaited = Some(day);
        let evening = day.and_hms_opt(18, 0, 0).expect("a time of day");
        let is_in_trouble = truth.status == Status::Exception;
        if truth.is_before_the_van() && !is_in_trouble && self.local(now) >= evening {
            truth.is_due(Notice::Delay, &format!("risk-{day}"), self.minute(evening));
        }
    }
}

impl Truth {
    fn is_due(&mut self, notice: Notice, milestone: &str, at: i64) {
        let milestone = milestone.to_owned();
        let first = self.due.entry(DueNotice { notice, milestone });
        first.or_insert(at);
    }

    pub fn is_before_the_van(&self) -> bool {
        use Status as S;
        matches!(
            self.status,
            S::LabelCreated | S::PickedUp | S::InTransit | S::Exception
        )
    }

    /// Whether anything is awaited still.
    fn waits_for_it(&self, newest: Option<&&Told>) -> bool {
        let is_lost = newest.is_some_and(|told| told.reason == Some(Reason::Lost));
        let is_over = matches!(
            self.status,
            Status::Delivered
                | Status::Returned
                | Status::Returning
                | Status::Cancelled
                | Status::AvailableForPickup
        );
        !is_lost && !is_over
    }
}

/// The carrier has it: whatever it does with it says so, but for the label.
fn shipped(heard: &[&Told], truth: &mut Truth) {
    if let Some(first) = heard
        .iter()
        .find(|told| told.status != Status::LabelCreated)
    {
        truth.is_due(Notice::Shipped, "shipped", first.at);
    }
}

/// Trouble is news by its cause; without one only where it is new.
fn troubles(heard: &[&Told], truth: &mut Truth) {
    let mut before = None;
    for told in heard {
        let in_trouble = matches!(before, Some(Status::Exception | Status::Attempted));
        before = Some(told.status);
        if told.status != Status::Exception {
            continue;
        }
        match told.reason.filter(|reason| *reason != Reason::Unknown) {
            Some(reason) => truth.is_due(Notice::Exception, &format!("0.{reason}"), told.at),
            None if in_trouble => {}
            None => truth.is_due(Notice::Exception, "0.unknown", told.at),
        }
    }
}

/// Each counter is news, and three days later a reminder where it still waits.
fn counters(heard: &[&Told], now: i64, truth: &mut Truth) {
    let arrivals: Vec<i64> = heard
        .iter()
        .enumerate()
        .filter(|(_, told)| told.status == Status::AvailableForPickup)
        .filter(|(index, _)| *index == 0 || heard[index - 1].status != Status::AvailableForPickup)
        .map(|(_, told)| told.at)
        .collect();
    for (visit, at) in arrivals.iter().enumerate() {
        truth.is_due(Notice::AvailableForPickup, &format!("0.{visit}"), *at);
    }
    let (Some(visit), Some(since)) = (arrivals.len().checked_sub(1), arrivals.last()) else {
        return;
    };
    if truth.status == Status::AvailableForPickup && now >= since + 3 * DAY {
        truth.is_due(
            Notice::PickupReminder,
            &format!("0.{visit}"),
            since + 3 * DAY,
        );
    }
}
