//! Are the notices right? Ten thousand parcels whose whole story is known,
//! because it was drawn before their first scan, are heard of promptly or in
//! any order, and watched as the server watches them: at each piece of news,
//! and whenever a rule asked to look again.

use super::*;
use crate::derive::{Derived, derive};
use crate::recipient::Reader;
use std::collections::{BTreeMap, BTreeSet};
use std::io::Write;
use world::{DAY, Dice, HOUR, Truth, World, instant, journey};

#[cfg(test)]
mod world;

/// How many journeys are watched.
const JOURNEYS: u64 = 10_000;

/// More looks than any of them needs.
const MOST_LOOKS: usize = 500;

/// Of a hundred parcels that come late, so many at least are told before the
/// end of the window that was shown.
const TOLD_IN_TIME: usize = 99;

/// What of the rest decides on a notice, drawn too.
struct Setting {
    kind: OrderKind,
    connected: DateTime<Utc>,
    brand: NoticeSettings,
    recipients: Vec<Recipient>,
}

impl Setting {
    fn draw(dice: &mut Dice) -> Self {
        let some = |dice: &mut Dice| -> BTreeSet<Notice> {
            let all = Notice::ALL.into_iter();
            all.filter(|_| dice.percent(70)).collect()
        };
        let mut brand = NoticeSettings::with_all_on();
        if dice.percent(15) {
            let on = some(dice);
            brand.on.retain(|(notice, _)| on.contains(notice));
        }
        if dice.percent(40) {
            brand.delay_days = u16::try_from(dice.between(1, 4)).expect("a few");
        }
        let jo = Recipient {
            key: "buyer.email".to_owned(),
            reader: Reader::Buyer,
            medium: Medium::Email,
            address: "jo@example.com".to_owned(),
            wants: if dice.percent(15) {
                some(dice)
            } else {
                Notice::ALL.into()
            },
        };
        let kind = match dice.between(0, 50) {
            0 => OrderKind::Imported,
            1 => OrderKind::Test,
            _ => OrderKind::Live,
        };
        let is_reached = kind == OrderKind::Live && dice.percent(96);
        let connected = match dice.percent(6) {
            true => instant(dice.between(HOUR, 10 * DAY)),
            false => DateTime::<Utc>::MIN_UTC,
        };
        Self {
            kind,
            connected,
            brand,
            recipients: is_reached.then_some(jo).into_iter().collect(),
        }
    }
}

/// A parcel that is heard of bit by bit, with what becomes of its notices.
struct Watched {
    world: World,
    setting: Setting,
    heard_of: Vec<usize>,
    queued: Vec<Queued>,
    /// By row: how it ended.
    ended: BTreeMap<i64, Turn>,
    told: Vec<(Option<i64>, DueNotice)>,
    due: BTreeSet<DueNotice>,
    heard: Heard,
    /// The last day of the window that was shown last.
    shown: Option<NaiveDate>,
    /// Once it is late: whether that was said in time.
    in_time: Option<bool>,
}

impl Watched {
    /// Looks at a moment: what is due and what becomes of it is what the
    /// rules say; when to look again.
    fn look(&mut self, at: i64) -> Option<i64> {
        let now = Now {
            instant: instant(at),
            at_destination: self.world.local(at),
        };
        let derived = derive(&self.world.facts(&self.heard_of), now);
        let truth = self.world.truth(&self.heard_of, at);
        let stands = (&self.world, &self.heard_of, at);
        let wanted: Vec<&DueNotice> = truth.due.keys().collect();
        let due: Vec<&DueNotice> = derived.notices.iter().collect();
        assert_eq!(due, wanted, "{stands:?}");
        assert_eq!(derived.status, truth.status, "{stands:?}");
        for (due, happened) in &truth.due {
            if let Some(known) = derived.happened.get(due) {
                // The rules count in minutes.
                let off = (*known - instant(*happened)).abs();
                assert!(off < Duration::minutes(1), "{due:?} {known} {stands:?}");
            }
            if self.due.insert(due.clone()) {
                self.queued.push(Queued {
                    row: i64::try_from(self.due.len()).expect("a few"),
                    shipment: Some(1),
                    due: due.clone(),
                    since: now.instant,
                    happened: instant(*happened),
                });
            }
        }
        self.is_shown(&derived, now);
        let waits = self.decide(&derived, &truth, now);
        let looks = [derived.next_check, waits];
        let next = looks.into_iter().flatten().min()?;
        // Rounded up to the minute.
        Some((next - instant(0)).num_seconds().div_euclid(60) + 1)
    }

    /// Decides, and holds each decision against the rules; until when the
    /// first of what waits does.
    fn decide(&mut self, derived: &Derived, truth: &Truth, now: Now) -> Option<DateTime<Utc>> {
        let story = Story {
            kind: self.setting.kind,
            placed: Some(instant(0)),
            connected: self.setting.connected,
            is_cancelled: truth.status == Status::Cancelled,
            parcels: vec![Parcel {
                shipment: 1,
                status: derived.status,
                first_day: derived.promises.first().map(|first| first.estimate.to),
                window: derived.window.clone(),
            }],
            window: Window::Unknown,
            first_day: None,
            told: self.told.clone(),
        };
        let heard = self.heard.clone();
        let audience = Audience {
            settings: &self.setting.brand,
            recipients: &self.setting.recipients,
            heard: &heard,
        };
        let turns = turns(&story, audience, &self.queued, now);
        let rows: BTreeSet<i64> = turns.iter().map(|(row, _)| *row).collect();
        let waiting: BTreeSet<i64> = self.queued.iter().map(|one| one.row).collect();
        assert_eq!(rows, waiting, "each has its turn");
        for one in &self.queued {
            let (_, turn) = turns
                .iter()
                .find(|(row, _)| *row == one.row)
                .expect("it has a turn");
            let said = match turn {
                Turn::Dropped(why) => Some(*why),
                Turn::Send(_) | Turn::Wait(..) | Turn::Merged(_) => None,
            };
            let wanted = self.why_not(one, truth, now);
            assert_eq!(said, wanted, "{one:?} {truth:?} {:?}", self.world);
        }
        let mut waits = None;
        for (row, turn) in turns {
            if let Turn::Wait(until, _) = turn {
                assert!(until > now.instant, "a wait has an end that is to come");
                waits = waits.into_iter().chain([until]).min();
            } else {
                self.end(row, turn);
            }
        }
        waits
    }

    /// Why a notice does not go out, by the rules.
    fn why_not(&self, one: &Queued, truth: &Truth, now: Now) -> Option<Dropped> {
        let setting = &self.setting;
        if setting.kind == OrderKind::Imported {
            return Some(Dropped::Imported);
        }
        if instant(0) < setting.connected && one.happened < setting.connected {
            return Some(Dropped::BeforeConnection);
        }
        if let Some(why) = self.no_news(&one.due, truth, now) {
            return Some(why);
        }
        let asks = matches!(
            one.due.notice,
            Notice::Attempted
                | Notice::Delay
                | Notice::AvailableForPickup
                | Notice::PickupReminder
                | Notice::Exception
        );
        if !asks && now.instant - one.happened > Duration::days(3) {
            return Some(Dropped::TooOld);
        }
        let Some(jo) = setting.recipients.first() else {
            let is_test = setting.kind == OrderKind::Test;
            return Some(if is_test {
                Dropped::NoTester
            } else {
                Dropped::NobodyToTell
            });
        };
        let is_on = setting.brand.on.contains(&(one.due.notice, Medium::Email));
        match jo.wants.contains(&one.due.notice) {
            false => Some(Dropped::NotWanted),
            true => (!is_on).then_some(Dropped::SwitchedOff),
        }
    }

    /// Why it is not so any more.
    fn no_news(&self, due: &DueNotice, truth: &Truth, now: Now) -> Option<Dropped> {
        use Status as S;
        let is_so = match due.notice {
            Notice::OutForDelivery => {
                let today = format!("0.{}", now.at_destination.date());
                truth.status == S::OutForDelivery && due.milestone >= today
            }
            Notice::Delivered => truth.status == S::Delivered,
            Notice::AvailableForPickup | Notice::PickupReminder => {
                truth.status == S::AvailableForPickup
            }
            Notice::Attempted => {
                matches!(truth.status, S::Attempted | S::InTransit | S::Exception)
            }
            Notice::Exception => truth.status == S::Exception,
            Notice::Returning => truth.status == S::Returning,
            Notice::Returned => truth.status == S::Returned,
            Notice::Cancelled => truth.status == S::Cancelled,
            Notice::Delay | Notice::Shipped | Notice::Milestone | Notice::OrderConfirmed => {
                truth.is_before_the_van()
            }
        };
        if !is_so {
            return Some(Dropped::Passed);
        }
        (due.notice == Notice::Delay)
            .then(|| self.no_delay(&due.milestone, truth))
            .flatten()
    }

    /// Why a delay need not be told.
    fn no_delay(&self, milestone: &str, truth: &Truth) -> Option<Dropped> {
        let (kind, day) = milestone.split_once('-').expect("a kind and a day");
        let day = of_occasion(day);
        let told: Vec<&str> = self
            .told
            .iter()
            .filter(|(_, told)| told.notice == Notice::Delay)
            .map(|(_, told)| told.milestone.as_str())
            .collect();
        let holds = match kind {
            "missed" => truth.missed,
            _ => truth.awaited,
        };
        if holds != Some(day) {
            return Some(Dropped::DateMoved);
        }
        let foreseen = format!("risk-{day}");
        if told.contains(&milestone) || (kind == "missed" && told.contains(&foreseen.as_str())) {
            return Some(Dropped::AlreadyTold);
        }
        let newest = told.last().and_then(|told| told.split_once('-'));
        let newest = newest.map(|(_, day)| of_occasion(day));
        let known: NaiveDate = newest.or(truth.first)?;
        let threshold = Duration::days(i64::from(self.setting.brand.delay_days));
        (kind == "to" && day - known <= threshold).then_some(Dropped::SmallMove)
    }

    fn end(&mut self, row: i64, turn: Turn) {
        if let Turn::Send(deliveries) = &turn {
            assert_eq!(deliveries.len(), 1, "{deliveries:?}");
            let on = deliveries[0].at.0.date_naive();
            self.heard.count("buyer.email", on);
        }
        let at = self.queued.iter().position(|one| one.row == row);
        let one = self.queued.remove(at.expect("it is one that waits"));
        if matches!(turn, Turn::Send(_) | Turn::Merged(_)) {
            self.told.push((one.shipment, one.due));
        }
        assert!(self.ended.insert(row, turn).is_none(), "it ends once");
    }

    /// It becomes late when the window that was shown passes, or gives way to
    /// a later one, and it has not come by then. That is said in time when a
    /// delay, or what stands in its way, fell due before the end of that window.
    fn is_shown(&mut self, derived: &Derived, now: Now) {
        let before = self.shown;
        let became_late = match &derived.window {
            Window::Expected { estimate, .. } => {
                self.shown = Some(estimate.to);
                before.filter(|before| estimate.to > *before)
            }
            Window::Missed { estimate, .. } => before.filter(|before| estimate.to == *before),
            Window::Closed | Window::Unknown => None,
        };
        let is_late = |day: &NaiveDate| self.in_time.is_none() && !self.world.came_by(*day);
        let Some(day) = became_late.filter(is_late) else {
            return;
        };
        let is_over = now.at_destination.date() > day;
        let says_so = |due: &DueNotice| match due.notice {
            Notice::Delay => !due.milestone.starts_with("missed"),
            Notice::Exception => true,
            _ => false,
        };
        self.in_time = Some(!is_over || self.due.iter().any(says_so));
    }
}

/// The day of "2026-05-18", or of "2026-05-18.2" where it is come back to.
fn of_occasion(text: &str) -> NaiveDate {
    let day = text.split('.').next().expect("there is a first part");
    day.parse().expect("a day")
}

/// When each piece of news comes: at once, or whenever.
fn arrivals(world: &World, dice: &mut Dice) -> Vec<(i64, usize)> {
    let longest = dice.of(&[10, 10, HOUR, 5 * DAY]);
    let mut arrivals: Vec<(i64, usize)> = Vec::new();
    for (index, told) in world.told.iter().enumerate() {
        arrivals.push((told.at + dice.between(0, longest), index));
        if dice.percent(10) {
            arrivals.push((told.at + dice.between(0, longest), index));
        }
    }
    arrivals.sort_unstable();
    arrivals
}

fn watch(seed: u64) -> Watched {
    let world = journey(seed);
    let mut dice = Dice(!seed);
    let setting = Setting::draw(&mut dice);
    let arrivals = arrivals(&world, &mut dice);
    let end = world.end.max(arrivals.last().map_or(0, |(at, _)| *at));
    let mut watched = Watched {
        world,
        setting,
        heard_of: Vec::new(),
        queued: Vec::new(),
        ended: BTreeMap::new(),
        told: Vec::new(),
        due: BTreeSet::new(),
        heard: Heard::default(),
        shown: None,
        in_time: None,
    };
    let mut coming = arrivals.into_iter().peekable();
    let mut again = Some(0);
    for _ in 0..MOST_LOOKS {
        let news = coming.peek().map(|(at, _)| *at);
        let look = again.filter(|at| *at <= end || !watched.queued.is_empty());
        let Some(at) = news.into_iter().chain(look).min() else {
            break;
        };
        while let Some((_, index)) = coming.next_if(|(when, _)| *when <= at) {
            watched.heard_of.push(index);
        }
        again = watched.look(at);
    }
    watched
}

#[test]
fn ten_thousand_journeys_are_told_as_the_rules_say() {
    let mut late = 0;
    let mut in_time = 0;
    let mut reasons: BTreeMap<Dropped, usize> = BTreeMap::new();
    let mut sent = 0;
    for seed in 0..JOURNEYS {
        let watched = watch(seed);
        assert!(watched.queued.is_empty(), "{seed}: {:?}", watched.queued);
        assert_eq!(watched.ended.len(), watched.due.len(), "{seed}");
        for turn in watched.ended.values() {
            match turn {
                Turn::Dropped(why) => *reasons.entry(*why).or_default() += 1,
                Turn::Send(_) => sent += 1,
                Turn::Merged(into) => {
                    let leads = matches!(watched.ended.get(into), Some(Turn::Send(_)));
                    assert!(leads, "{seed}: what is merged is told");
                }
                Turn::Wait(..) => panic!("{seed}: a wait is no end"),
            }
        }
        in_any_order(&watched, seed);
        late += usize::from(watched.in_time.is_some());
        in_time += usize::from(watched.in_time == Some(true));
    }
    let said = format!("{sent} sent, {reasons:?}; {late} late, {in_time} told in time");
    // Nobody to tell is no reason to fail.
    let _ = writeln!(std::io::stderr(), "{said}");
    // They are no ten thousand smooth ones.
    assert!(
        late * 10 > usize::try_from(JOURNEYS).expect("it fits"),
        "{said}"
    );
    let can_be = [Dropped::BeforeSending, Dropped::Gone, Dropped::NoWay];
    for why in Dropped::ALL.iter().filter(|why| !can_be.contains(why)) {
        assert!(
            reasons.contains_key(why),
            "{why:?} is the end of some: {said}"
        );
    }
    assert!(in_time * 100 >= late * TOLD_IN_TIME, "{said}");
}

/// All at once and in another order, the same is due.
fn in_any_order(watched: &Watched, seed: u64) {
    let mut dice = Dice(seed ^ 0xfeed);
    let world = &watched.world;
    let at = world.end;
    let now = Now {
        instant: instant(at),
        at_destination: world.local(at),
    };
    let mut heard: Vec<usize> = (0..world.told.len()).collect();
    let wanted: Vec<DueNotice> = world.truth(&heard, at).due.into_keys().collect();
    heard.extend((0..world.told.len()).filter(|_| dice.percent(20)));
    for _ in 0..3 {
        dice.shuffle(&mut heard);
        let due = derive(&world.facts(&heard), now).notices;
        assert_eq!(due, wanted, "{seed}: {heard:?} of {world:?}");
    }
}
