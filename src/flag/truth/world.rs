//! A world of parcels: shops, carriers with their habits and their own days
//! off, and what befalls a parcel, drawn before anything is scanned.
//!
//! It knows nothing of the rules: its calendar is a list of days, its times
//! are drawn from what carriers do, and the cause of a trouble says what
//! happens, never how long it must take to count.

use crate::reading::Estimate;
use crate::scan::{Place, Precision, Reason, Scan, ScanTime, Status};
use chrono::{DateTime, Datelike, Duration, FixedOffset, NaiveDate, NaiveTime, Utc, Weekday};

/// What befalls a parcel, drawn first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Cause {
    /// Nothing that needs anybody: at worst a missed connection, weather, a
    /// door that opens the next day.
    Healthy,
    /// The whole of its way is slow; nothing else is wrong.
    Slow,
    /// It falls out of the network, for good.
    Lost,
    /// It lies in a corner until a depot is cleared.
    Forgotten,
    /// Somebody holds it, and says so.
    Held,
    /// The shop overlooks the order.
    Overlooked,
    /// The shop sends it and forgets to say its number.
    Unnumbered,
    /// It is labelled, and left standing at the shop.
    LeftStanding,
    /// Nobody collects it.
    Uncollected,
    /// Nobody ever opens.
    Unreachable,
    /// It breaks on its way.
    Broken,
    /// There is no such door.
    WrongAddress,
    /// It is turned down at the door.
    Refused,
    /// It is delivered to somebody else.
    Misdelivered,
    /// A delivery is scanned on the wrong parcel.
    Misscanned,
}

/// How often each befalls, in a thousand; the rest is healthy.
const SHARES: [(Cause, u64); 14] = [
    (Cause::Slow, 15),
    (Cause::Lost, 12),
    (Cause::Forgotten, 15),
    (Cause::Held, 12),
    (Cause::Overlooked, 5),
    (Cause::Unnumbered, 4),
    (Cause::LeftStanding, 5),
    (Cause::Uncollected, 5),
    (Cause::Unreachable, 4),
    (Cause::Broken, 4),
    (Cause::WrongAddress, 4),
    (Cause::Refused, 4),
    (Cause::Misdelivered, 4),
    (Cause::Misscanned, 3),
];

/// Chance, repeatable.
pub struct Dice(u64);

impl Dice {
    /// Dice that always fall the same for a seed.
    pub fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1)
    }

    fn bits(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0.wrapping_mul(0x2545_f491_4f6c_dd1d)
    }

    /// Between 0 and 1.
    #[expect(clippy::cast_precision_loss, reason = "53 bits fit")]
    fn unit(&mut self) -> f64 {
        (self.bits() >> 11) as f64 / (1_u64 << 53) as f64
    }

    fn between(&mut self, low: f64, high: f64) -> f64 {
        low + (high - low) * self.unit()
    }

    fn happens(&mut self, chance: f64) -> bool {
        self.unit() < chance
    }

    fn count(&mut self, low: u64, high: u64) -> u64 {
        low + self.bits() % (high - low + 1)
    }

    fn of<T: Copy>(&mut self, things: &[T]) -> T {
        let index = self.bits() % things.len() as u64;
        things[usize::try_from(index).expect("a small number")]
    }

    /// A length around a median, as handling times are: a few much longer.
    fn long_tailed(&mut self, median: f64, spread: f64) -> f64 {
        let angle = std::f64::consts::TAU * self.unit();
        let normal = (-2.0 * (1.0 - self.unit()).ln()).sqrt() * angle.cos();
        median * (spread * normal).exp()
    }
}

/// One end of a way.
#[derive(Clone, Copy)]
pub struct End {
    pub country: &'static str,
    pub region: &'static str,
    pub city: &'static str,
    pub offset_hours: i32,
}

/// A carrier's service on a lane, by its habits.
#[derive(Clone, Copy)]
pub struct Service {
    pub carrier: &'static str,
    pub from: End,
    pub to: End,
    saturdays: bool,
    hops: (u64, u64),
    hop_hours: f64,
    spread: f64,
    missed: f64,
    /// Working days it says it takes.
    quoted: u64,
}

const fn end(country: &'static str, region: &'static str, city: &'static str, offset: i32) -> End {
    End {
        country,
        region,
        city,
        offset_hours: offset,
    }
}

/// The services of the world.
pub const SERVICES: [Service; 5] = [
    Service {
        carrier: "ups",
        from: end("US", "CA", "Ontario", -8),
        to: end("US", "NY", "Brooklyn", -5),
        saturdays: false,
        hops: (4, 7),
        hop_hours: 8.0,
        spread: 0.55,
        missed: 0.015,
        quoted: 5,
    },
    Service {
        carrier: "usps",
        from: end("US", "TX", "Dallas", -6),
        to: end("US", "FL", "Tampa", -5),
        saturdays: true,
        hops: (4, 7),
        hop_hours: 10.0,
        spread: 0.7,
        missed: 0.02,
        quoted: 7,
    },
    Service {
        carrier: "dhl",
        from: end("DE", "NW", "Bonn", 1),
        to: end("DE", "BY", "Augsburg", 1),
        saturdays: true,
        hops: (2, 4),
        hop_hours: 7.0,
        spread: 0.45,
        missed: 0.01,
        quoted: 3,
    },
    Service {
        carrier: "dpd",
        from: end("FR", "69", "Lyon", 1),
        to: end("DE", "BY", "Augsburg", 1),
        saturdays: false,
        hops: (3, 6),
        hop_hours: 10.0,
        spread: 0.55,
        missed: 0.015,
        quoted: 5,
    },
    Service {
        carrier: "dhl_express",
        from: end("DE", "NW", "Bonn", 1),
        to: end("US", "NY", "Brooklyn", -5),
        saturdays: false,
        hops: (5, 8),
        hop_hours: 5.0,
        spread: 0.7,
        missed: 0.02,
        quoted: 5,
    },
];

/// The days of 2026 on which hardly anybody works, as the wall calendar of
/// each country has them; weekends left out.
const DAYS_OFF: [(&str, &[&str]); 3] = [
    (
        "US",
        &[
            "2026-01-01",
            "2026-05-25",
            "2026-07-03",
            "2026-09-07",
            "2026-11-26",
            "2026-12-25",
            "2027-01-01",
        ],
    ),
    (
        "DE",
        &[
            "2026-01-01",
            "2026-01-06",
            "2026-04-03",
            "2026-04-06",
            "2026-05-01",
            "2026-05-14",
            "2026-05-25",
            "2026-06-04",
            "2026-12-25",
            "2027-01-01",
            "2027-01-06",
        ],
    ),
    (
        "FR",
        &[
            "2026-01-01",
            "2026-04-06",
            "2026-05-01",
            "2026-05-08",
            "2026-05-14",
            "2026-05-25",
            "2026-07-14",
            "2026-11-11",
            "2026-12-25",
            "2027-01-01",
        ],
    ),
];

impl End {
    /// Its clock.
    pub fn zone(&self) -> FixedOffset {
        FixedOffset::east_opt(self.offset_hours * 3_600).expect("an offset")
    }

    fn clock(&self, at: DateTime<Utc>) -> chrono::NaiveDateTime {
        at.with_timezone(&self.zone()).naive_local()
    }

    fn moment(&self, day: NaiveDate, hour: f64) -> DateTime<Utc> {
        let midnight = day.and_time(NaiveTime::MIN).and_utc();
        midnight - Duration::hours(self.offset_hours.into()) + hours(hour)
    }

    /// Whether people work there on a day of its calendar.
    pub fn works_on(&self, day: NaiveDate, saturdays: bool) -> bool {
        let weekday = match day.weekday() {
            Weekday::Sun => false,
            Weekday::Sat => saturdays,
            _ => true,
        };
        let holiday = |days: &[&str]| days.contains(&day.to_string().as_str());
        weekday
            && !DAYS_OFF
                .iter()
                .any(|(country, days)| *country == self.country && holiday(days))
    }

    fn next_day(&self, after: NaiveDate, saturdays: bool) -> NaiveDate {
        let days = after.iter_days().skip(1);
        days.take(30)
            .find(|day| self.works_on(*day, saturdays))
            .expect("nobody rests for a month")
    }

    /// The moment when so many hours have been worked there.
    fn worked(&self, from: DateTime<Utc>, length: f64, saturdays: bool) -> DateTime<Utc> {
        let mut at = from;
        let mut left = hours(length);
        loop {
            let day = self.clock(at).date();
            let midnight = self.moment(day + Duration::days(1), 0.0);
            if self.works_on(day, saturdays) {
                if at + left < midnight {
                    return at + left;
                }
                left -= midnight - at;
            }
            at = midnight;
        }
    }
}

fn hours(length: f64) -> Duration {
    #[expect(clippy::cast_possible_truncation, reason = "seconds of some weeks")]
    Duration::seconds((length * 3_600.0) as i64)
}

/// Something that becomes known.
#[derive(Clone, Debug)]
pub enum News {
    /// The shop made a shipment of it.
    Shipped { numbered: bool },
    /// The shop added the number.
    Numbered,
    /// A scan, with the carrier's date where it gives one.
    Scanned(Box<Scan>, Option<Estimate>),
    /// The shopper says it is not there.
    Complained,
    /// The shopper has found it, or has been helped.
    Settled,
}

/// One parcel's story.
pub struct Story {
    pub cause: Cause,
    pub service: Service,
    pub placed_at: DateTime<Utc>,
    /// What becomes known, and when; in that order.
    pub news: Vec<(DateTime<Utc>, News)>,
    /// When the trouble began, where there was any.
    pub began_at: Option<DateTime<Utc>>,
    /// The news that ended it, by its place, where something did.
    pub ended_by: Option<usize>,
}

struct Telling<'a> {
    dice: &'a mut Dice,
    service: Service,
    at: DateTime<Utc>,
    position: u32,
    news: Vec<(DateTime<Utc>, News)>,
    promised: Option<NaiveDate>,
    /// Without its number nobody hears of its scans.
    unheard_until: DateTime<Utc>,
    began_at: Option<DateTime<Utc>>,
    /// The news that ended the trouble, as it was told.
    over_after: Option<usize>,
}

/// Tells the story of a parcel; `only` one cause where it is given.
pub fn story(dice: &mut Dice, only: Option<Cause>) -> Story {
    let cause = only.unwrap_or_else(|| draw(dice));
    let service = dice.of(&SERVICES);
    let day = NaiveDate::from_ymd_opt(2026, 1, 5).expect("a day")
        + Duration::days(i64::try_from(dice.count(0, 320)).expect("days"));
    let placed_at = service.from.moment(day, dice.between(6.0, 23.5));
    let mut telling = Telling {
        dice,
        service,
        at: placed_at,
        position: 0,
        news: Vec::new(),
        promised: None,
        unheard_until: placed_at,
        began_at: None,
        over_after: None,
    };
    telling.tell(cause);
    let Telling {
        mut news,
        began_at,
        over_after,
        ..
    } = telling;
    let end = over_after.map(|index| news[index].0);
    news.sort_by_key(|(at, _)| *at);
    Story {
        cause,
        service,
        placed_at,
        ended_by: end.and_then(|end| news.iter().rposition(|(at, _)| *at == end)),
        news,
        began_at,
    }
}

fn draw(dice: &mut Dice) -> Cause {
    let mut drawn = dice.count(0, 999);
    for (cause, share) in SHARES {
        if drawn < share {
            return cause;
        }
        drawn -= share;
    }
    Cause::Healthy
}

impl Telling<'_> {
    fn tell(&mut self, cause: Cause) {
        self.leave_the_shop(cause);
        self.hand_over(cause);
        if self.travel(cause) {
            self.arrive(cause);
        }
    }

    fn trouble(&mut self) {
        self.began_at = self.began_at.or(Some(self.at));
    }

    fn over(&mut self) {
        self.over_after = Some(self.news.len() - 1);
    }

    /// Healthy shops pack on the first or second working day.
    fn leave_the_shop(&mut self, cause: Cause) {
        let from = self.service.from;
        let mut day = from.clock(self.at).date();
        if !from.works_on(day, false) || from.clock(self.at).time() > NaiveTime::MIN + hours(13.0) {
            day = from.next_day(day, false);
        }
        if self.dice.happens(0.3) {
            day = from.next_day(day, false);
        }
        if cause == Cause::Overlooked {
            self.trouble();
            for _ in 0..self.dice.count(3, 12) {
                day = from.next_day(day, false);
            }
        }
        self.at = self.at.max(from.moment(day, self.dice.between(9.0, 16.0)));
        let numbered = cause != Cause::Unnumbered;
        self.news.push((self.at, News::Shipped { numbered }));
        if cause == Cause::Overlooked {
            self.over();
        }
        if !numbered {
            self.trouble();
            let told = from.worked(self.at, self.dice.between(30.0, 120.0), false);
            self.news.push((told, News::Numbered));
            self.over();
            self.unheard_until = told;
        }
    }

    /// Vans fetch in the evening; now and then they forget a shop.
    fn hand_over(&mut self, cause: Cause) {
        let (from, saturdays) = (self.service.from, self.service.saturdays);
        if self.dice.happens(0.9) {
            self.scan_at(from, Status::LabelCreated, None);
        }
        let mut day = from.clock(self.at).date();
        if from.clock(self.at).time() > NaiveTime::MIN + hours(17.0) {
            day = from.next_day(day, false);
        }
        if self.dice.happens(0.04) {
            day = from.next_day(day, false);
        }
        if cause == Cause::LeftStanding {
            self.trouble();
            for _ in 0..self.dice.count(4, 15) {
                day = from.next_day(day, false);
            }
        }
        self.at = self.at.max(from.moment(day, self.dice.between(17.0, 19.5)));
        let mut due = from.clock(self.at).date();
        for _ in 0..self.service.quoted {
            due = self.service.to.next_day(due, saturdays);
        }
        self.promised = Some(due);
        self.scan_at(from, Status::PickedUp, None);
        if cause == Cause::LeftStanding {
            self.over();
        }
    }

    /// From depot to depot; `false` when it never gets to the last one.
    fn travel(&mut self, cause: Cause) -> bool {
        let service = self.service;
        let hops = self.dice.count(service.hops.0, service.hops.1);
        let bad = self.dice.count(0, hops - 1);
        let pace = if cause == Cause::Slow {
            self.trouble();
            self.dice.between(1.8, 3.0)
        } else {
            1.0
        };
        for hop in 0..hops {
            let place = if 2 * hop < hops {
                service.from
            } else {
                service.to
            };
            let length = self.dice.long_tailed(service.hop_hours, service.spread) * pace;
            if hop == bad && !self.befall(cause, place) {
                return false;
            }
            self.at = place.worked(self.at, length, service.saturdays);
            self.delays(place);
            self.scan_at(place, Status::InTransit, None);
            let found = matches!(cause, Cause::Forgotten | Cause::Held) && hop == bad;
            if found {
                self.over();
            }
        }
        true
    }

    /// A truck leaves without it, or does not leave at all.
    fn delays(&mut self, place: End) {
        let saturdays = self.service.saturdays;
        if self.dice.happens(self.service.missed) {
            self.at = place.worked(self.at, 24.0, saturdays);
            if self.dice.happens(0.5) {
                self.promised = self
                    .promised
                    .map(|day| self.service.to.next_day(day, saturdays));
            }
        }
        if self.dice.happens(0.003) {
            let reason = self
                .dice
                .of(&[Reason::Weather, Reason::Vehicle, Reason::Capacity]);
            self.scan_at(place, Status::Exception, Some(reason));
            self.at = place.worked(self.at, self.dice.between(4.0, 30.0), saturdays);
        }
    }

    /// What befalls it between two depots; `false` when that was the end.
    fn befall(&mut self, cause: Cause, place: End) -> bool {
        let saturdays = self.service.saturdays;
        match cause {
            Cause::Lost => {
                self.trouble();
                if self.dice.happens(0.35) {
                    let days = self.dice.between(8.0, 20.0);
                    self.at = place.worked(self.at, 24.0 * days, saturdays);
                    self.scan_at(place, Status::Exception, Some(Reason::Lost));
                }
                return false;
            }
            // Depots are cleared once a week, and the first time it is
            // overlooked: else nobody had forgotten it.
            Cause::Forgotten => {
                self.trouble();
                let mut days = 5.0 + self.dice.between(0.0, 5.0);
                while self.dice.happens(0.3) {
                    days += 5.0;
                }
                self.at = place.worked(self.at, 24.0 * days, saturdays);
            }
            Cause::Held => {
                self.trouble();
                let reasons: &[Reason] = if self.service.from.country == self.service.to.country {
                    &[
                        Reason::PaymentDue,
                        Reason::Packaging,
                        Reason::Disruption,
                        Reason::ProcessingDelay,
                    ]
                } else {
                    &[
                        Reason::Inspection,
                        Reason::Documents,
                        Reason::Duties,
                        Reason::CustomsDelay,
                    ]
                };
                let reason = self.dice.of(reasons);
                self.scan_at(place, Status::Exception, Some(reason));
                let days = self.dice.between(2.0, 10.0);
                self.at = place.worked(self.at, 24.0 * days, saturdays);
            }
            Cause::Broken => {
                self.trouble();
                self.scan_at(place, Status::Exception, Some(Reason::Damaged));
                self.at = place.worked(self.at, self.dice.between(10.0, 60.0), saturdays);
            }
            _ => {}
        }
        true
    }

    /// On the van the next morning.
    fn van(&mut self) {
        let to = self.service.to;
        let mut day = to.clock(self.at).date();
        let early = to.clock(self.at).time() < NaiveTime::MIN + hours(6.0);
        if !early || !to.works_on(day, self.service.saturdays) {
            day = to.next_day(day, self.service.saturdays);
        }
        self.at = to.moment(day, self.dice.between(6.5, 9.5));
        self.scan_at(to, Status::OutForDelivery, None);
        self.at += hours(self.dice.between(1.0, 9.5));
    }

    fn arrive(&mut self, cause: Cause) {
        let to = self.service.to;
        self.van();
        match cause {
            Cause::WrongAddress => {
                self.trouble();
                let (status, reason) = self.dice.of(&[
                    (Status::Attempted, Reason::AddressIncorrect),
                    (Status::Exception, Reason::AddressIncorrect),
                    (Status::Exception, Reason::WrongAddressData),
                ]);
                self.scan_at(to, status, Some(reason));
                self.at = to.worked(self.at, self.dice.between(20.0, 90.0), false);
                self.van_again();
                self.deliver();
            }
            Cause::Unreachable => {
                self.trouble();
                self.scan_at(to, Status::Attempted, Some(Reason::NotHome));
                for _ in 0..self.dice.count(1, 2) {
                    self.van();
                    self.scan_at(to, Status::Attempted, Some(Reason::NotHome));
                }
                self.go_back();
            }
            Cause::Refused => {
                self.trouble();
                self.scan_at(to, Status::Attempted, Some(Reason::Refused));
                self.go_back();
                self.over();
            }
            Cause::Uncollected => {
                self.scan_at(to, Status::AvailableForPickup, None);
                self.trouble();
                self.at = to.worked(self.at, 24.0 * self.dice.between(5.0, 8.0), false);
                self.go_back();
            }
            Cause::Misscanned => {
                self.scan_at(to, Status::Delivered, None);
                self.trouble();
                self.at = to.worked(self.at, self.dice.between(8.0, 20.0), false);
                self.scan_at(to, Status::InTransit, None);
                self.at = to.worked(self.at, self.dice.between(20.0, 40.0), false);
                self.van_again();
                self.deliver();
            }
            _ => self.arrive_well(cause),
        }
        if cause == Cause::Broken {
            self.over();
        }
    }

    /// At the door, at the second try, or from the counter.
    fn arrive_well(&mut self, cause: Cause) {
        let to = self.service.to;
        if self.dice.happens(0.05) {
            self.scan_at(to, Status::Attempted, Some(Reason::NotHome));
            if self.dice.happens(0.25) {
                self.at += hours(self.dice.between(1.0, 5.0));
                self.scan_at(to, Status::AvailableForPickup, None);
                self.at += hours(self.dice.long_tailed(26.0, 0.6).min(100.0));
            } else {
                self.van();
            }
        }
        self.deliver();
        if cause == Cause::Misdelivered {
            self.trouble();
            self.at += hours(self.dice.between(3.0, 72.0));
            self.news.push((self.at, News::Complained));
            self.at += hours(self.dice.between(24.0, 120.0));
            self.news.push((self.at, News::Settled));
            self.over();
        }
    }

    fn van_again(&mut self) {
        self.van();
        // The van is what ends the trouble before it.
        let van = self.news.len() - 1;
        self.over_after = self.over_after.or(Some(van));
    }

    fn deliver(&mut self) {
        self.scan_at(self.service.to, Status::Delivered, None);
    }

    fn go_back(&mut self) {
        let (to, from) = (self.service.to, self.service.from);
        self.at = to.worked(self.at, self.dice.between(6.0, 20.0), false);
        self.scan_at(to, Status::Returning, None);
        self.over();
        for _ in 0..3 {
            let length = self
                .dice
                .long_tailed(self.service.hop_hours, self.service.spread);
            self.at = from.worked(self.at, length, false);
            self.scan_at(from, Status::Returning, None);
        }
        self.at = from.worked(self.at, 10.0, false);
        self.scan_at(from, Status::Returned, None);
    }

    /// A scan, and when it becomes known: within half an hour as a rule.
    fn scan_at(&mut self, place: End, status: Status, reason: Option<Reason>) {
        self.at += Duration::minutes(1);
        self.position += 1;
        let local = place.clock(self.at);
        let scan = Scan {
            source: self.service.carrier.into(),
            code: Some(status.code().into()),
            status: Some(status),
            reason,
            text: status.code().into(),
            time: ScanTime::with_offset(local, place.offset_hours * 60, Precision::Second),
            place: Place {
                city: Some(place.city.into()),
                region: Some(place.region.into()),
                country: Some(place.country.into()),
                postal_code: None,
            },
            position: self.position,
            place_offset_min: None,
        };
        let lag = if self.dice.happens(0.04) {
            self.dice.between(0.5, 5.0)
        } else {
            self.dice.between(0.02, 0.5)
        };
        let estimate = self.promised.map(Estimate::day);
        let known = (self.at + hours(lag)).max(self.unheard_until);
        self.news
            .push((known, News::Scanned(Box::new(scan), estimate)));
    }
}
