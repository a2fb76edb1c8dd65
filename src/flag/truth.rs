//! Are the flags right? Thousands of parcels whose trouble is known, because
//! it was drawn before their first scan, are watched as the server watches
//! them: at each piece of news, and whenever a rule asked to look again.

use super::*;
use crate::derive::derive_journey;
use crate::journey::TimedReport;
use crate::reading::Report;
use crate::silence::{self, Histogram, Table};
use crate::workdays::{Keeps, Workplace};
use std::collections::BTreeMap;
use world::{Cause, Dice, End, News, Story, story};

#[cfg(test)]
mod world;

/// How many parcels are watched.
const PARCELS: usize = 8_000;

/// How many others the table of silence was counted from.
const COUNTED: usize = 20_000;

/// So long after the last news a parcel is watched.
const WATCHED_DAYS: i64 = 45;

/// The flags a trouble must raise, and those that are right beside them.
fn wanted(cause: Cause) -> (&'static [Flag], &'static [Flag]) {
    use Flag as F;
    match cause {
        Cause::Healthy => (&[], &[]),
        Cause::Slow => (&[], &[F::PromiseMissed]),
        Cause::Lost => (&[F::Stuck, F::Lost, F::PromiseMissed], &[]),
        Cause::Forgotten => (&[F::Stuck], &[F::PromiseMissed]),
        Cause::Held => (&[F::Exception], &[F::Stuck, F::PromiseMissed]),
        Cause::Overlooked => (&[F::NotShipped], &[]),
        Cause::Unnumbered => (&[F::NoNumber], &[]),
        Cause::LeftStanding => (&[F::NoFirstScan], &[]),
        Cause::Uncollected => (&[F::PickupWaiting], &[F::Returning]),
        Cause::Unreachable => (&[F::Attempted, F::Returning], &[F::PromiseMissed]),
        Cause::Broken => (&[F::Damaged], &[F::PromiseMissed]),
        Cause::WrongAddress => (
            &[F::AddressProblem],
            &[F::Attempted, F::Stuck, F::PromiseMissed],
        ),
        Cause::Refused => (&[F::Attempted, F::Returning], &[F::PromiseMissed]),
        Cause::Misdelivered => (&[F::DeliveredNotReceived], &[]),
        Cause::Misscanned => (&[F::Contradiction], &[]),
    }
}

/// A flag as it was seen to come and go.
#[derive(Debug)]
struct Seen {
    flag: Flag,
    at: DateTime<Utc>,
    raised: Raised,
    /// By which news it was gone; `None` while it is up.
    gone_by: Option<usize>,
}

/// What is known of a parcel by now.
struct Watched<'a> {
    story: &'a Story,
    limits: &'a Limits,
    facts: Facts,
    contacts: Vec<OpenContact>,
}

impl<'a> Watched<'a> {
    fn of(story: &'a Story, limits: &'a Limits) -> Self {
        Self {
            story,
            limits,
            facts: Facts {
                placed_at: Some(story.placed_at),
                tracked: true,
                ..Facts::default()
            },
            contacts: Vec::new(),
        }
    }

    fn hear(&mut self, at: DateTime<Utc>, news: &News) {
        match news {
            News::Shipped { numbered } => {
                self.facts.fulfilled = true;
                self.facts.numbered = *numbered;
                self.facts.handed_over_at = Some(at);
            }
            News::Numbered => self.facts.numbered = true,
            News::Scanned(scan, estimate) => {
                self.facts.reports.push(TimedReport {
                    as_of: scan.sort_instant(),
                    report: Report {
                        estimate: estimate.clone(),
                        ..Report::default()
                    },
                });
                self.facts.scans.push((**scan).clone());
            }
            News::Complained => self.contacts.push(OpenContact {
                complaint: Complaint::NotReceived,
                opened_at: at,
            }),
            News::Settled => self.contacts.clear(),
        }
    }

    /// Derives as the server does, and hands all of it over.
    fn look<T>(
        &self,
        at: DateTime<Utc>,
        with: impl FnOnce(&Journey, &Derived, &Around<'_>, Flags) -> T,
    ) -> T {
        let service = &self.story.service;
        let zones = [service.from.zone(), service.to.zone()];
        let place = |end: End, zone| Workplace {
            zone,
            country: Some(end.country),
            keeps: Keeps::Common,
            week: None,
            closures: &[],
        };
        let shop = place(service.from, &zones[0]);
        let now = Now {
            instant: at,
            at_destination: at.with_timezone(&zones[1]).naive_local(),
        };
        let journey = Journey::from_facts(&self.facts);
        let derived = derive_journey(&self.facts, &journey, now);
        let around = Around {
            shop: WorkingTime::at(shop),
            carrier: WorkingTime::of_both(place(service.to, &zones[1]), shop),
            handling: Handling::default(),
            carrier_code: service.carrier,
            lane: Lane::of(&journey, Some(service.to.country), Some(service.to.region)),
            limits: self.limits,
            contacts: &self.contacts,
        };
        let mut flags = flags(&self.facts, &journey, &derived, &around, now);
        flags.next_check = flags.next_check.into_iter().chain(derived.next_check).min();
        with(&journey, &derived, &around, flags)
    }
}

/// Watches a parcel to its end, and hands over every flag it had.
fn watch(story: &Story, limits: &Limits) -> Vec<Seen> {
    let mut watched = Watched::of(story, limits);
    let mut seen = Vec::new();
    let last = story.news.last().map_or(story.placed_at, |(at, _)| *at);
    let end = last + Duration::days(WATCHED_DAYS);
    let mut next = see(&watched, story.placed_at, None, &mut seen);
    for (index, (at, news)) in story.news.iter().enumerate() {
        pass(&watched, next, *at, &mut seen);
        watched.hear(*at, news);
        // What becomes known at one moment comes in one message.
        if story
            .news
            .get(index + 1)
            .is_some_and(|(then, _)| then == at)
        {
            next = None;
            continue;
        }
        next = see(&watched, *at, Some(index), &mut seen);
    }
    pass(&watched, next, end, &mut seen);
    seen
}

/// Time passes until a moment; the parcel is looked at whenever it asked.
fn pass(
    watched: &Watched<'_>,
    mut next: Option<DateTime<Utc>>,
    until: DateTime<Utc>,
    seen: &mut Vec<Seen>,
) {
    while let Some(at) = next.filter(|next| *next < until) {
        next = see(watched, at, None, seen);
        assert!(next.is_none_or(|next| next > at), "it asks for the past");
    }
}

fn see(
    watched: &Watched<'_>,
    at: DateTime<Utc>,
    news: Option<usize>,
    seen: &mut Vec<Seen>,
) -> Option<DateTime<Utc>> {
    let flags = watched.look(at, |_, _, _, flags| flags);
    for open in seen.iter_mut().filter(|seen| seen.gone_by.is_none()) {
        if !flags.raised.iter().any(|raised| raised.flag == open.flag) {
            open.gone_by = Some(news.unwrap_or(usize::MAX));
        }
    }
    for raised in flags.raised {
        let is_up = |seen: &Seen| seen.flag == raised.flag && seen.gone_by.is_none();
        if !seen.iter().any(is_up) {
            seen.push(Seen {
                flag: raised.flag,
                at,
                raised,
                gone_by: None,
            });
        }
    }
    flags.next_check
}

/// Counts the waits of parcels as intake does, once each.
fn counted(seed: u64, parcels: usize, only: Option<Cause>) -> Limits {
    let mut dice = Dice::new(seed);
    let mut table = Table::default();
    let none = Limits::default();
    for _ in 0..parcels {
        let story = story(&mut dice, only);
        let mut watched = Watched::of(&story, &none);
        for (at, news) in &story.news {
            watched.hear(*at, news);
        }
        let end = story.news.last().map_or(story.placed_at, |(at, _)| *at);
        watched.look(end + Duration::days(30), |journey, derived, around, _| {
            for wait in silence::waits(&watched.facts, journey, derived, &around.carrier) {
                let step = Histogram::step(wait.worked);
                table.count(around.carrier_code, &around.lane, wait.stage, step, 1);
            }
        });
    }
    table.limits()
}

/// What was found of one flag.
#[derive(Default)]
struct Found {
    wanted: usize,
    raised_for: usize,
    right: usize,
    wrong: usize,
    /// From the cause to the flag.
    hours: Vec<f64>,
    cleared_late: usize,
    ended: usize,
}

/// The outcome over all parcels.
#[derive(Default)]
struct Score {
    flags: BTreeMap<Flag, Found>,
    healthy: usize,
    healthy_stuck: usize,
    parcels: usize,
    wrong: BTreeMap<(Flag, Cause), usize>,
}

impl Score {
    fn take(&mut self, story: &Story, seen: &[Seen]) {
        let (must, may) = wanted(story.cause);
        self.parcels += 1;
        self.healthy += usize::from(story.cause == Cause::Healthy);
        let stuck = seen.iter().any(|seen| seen.flag == Flag::Stuck);
        self.healthy_stuck += usize::from(story.cause == Cause::Healthy && stuck);
        for flag in must {
            let found = self.flags.entry(*flag).or_default();
            found.wanted += 1;
            let first = seen
                .iter()
                .filter(|seen| seen.flag == *flag && Some(seen.at) >= story.began_at)
                .map(|seen| seen.at)
                .min();
            if let (Some(first), Some(began)) = (first, story.began_at) {
                found.raised_for += 1;
                let minutes = first.signed_duration_since(began).num_minutes();
                found.hours.push(minutes as f64 / 60.0);
            }
        }
        for seen in seen {
            let found = self.flags.entry(seen.flag).or_default();
            let after = Some(seen.at) >= story.began_at;
            if after && (must.contains(&seen.flag) || may.contains(&seen.flag)) {
                found.right += 1;
            } else {
                found.wrong += 1;
                *self.wrong.entry((seen.flag, story.cause)).or_default() += 1;
            }
        }
        self.take_end(story, seen);
    }

    /// The news that ends a trouble takes its flag down in the same breath.
    fn take_end(&mut self, story: &Story, seen: &[Seen]) {
        let Some(flag) = wanted(story.cause).0.last() else {
            return;
        };
        let Some(ended_by) = story.ended_by else {
            return;
        };
        let flag = if story.cause == Cause::Unreachable {
            &Flag::Attempted
        } else {
            flag
        };
        let found = self.flags.entry(*flag).or_default();
        let before = story.news[ended_by].0;
        for seen in seen
            .iter()
            .filter(|seen| seen.flag == *flag && seen.at < before)
        {
            found.ended += 1;
            found.cleared_late += usize::from(seen.gone_by.is_none_or(|gone| gone > ended_by));
        }
    }

    fn recall(&self) -> f64 {
        let sum = |of: fn(&Found) -> usize| self.flags.values().map(of).sum::<usize>();
        share(sum(|found| found.raised_for), sum(|found| found.wanted))
    }

    fn precision(&self) -> f64 {
        let sum = |of: fn(&Found) -> usize| self.flags.values().map(of).sum::<usize>();
        let right = sum(|found| found.right);
        share(right, right + sum(|found| found.wrong))
    }

    #[expect(clippy::print_stdout, reason = "the table is what is to be read")]
    fn print(&self, title: &str) {
        println!(
            "\n{title}: {} parcels, {} of them healthy",
            self.parcels, self.healthy
        );
        println!(
            "flag                    wanted recall  right wrong precision  hours to flag: median   95 %"
        );
        for (flag, found) in &self.flags {
            let mut hours = found.hours.clone();
            hours.sort_by(f64::total_cmp);
            let at = |part: f64| hours.get(((hours.len() as f64 - 1.0) * part) as usize);
            let shown = |hours: Option<&f64>| hours.map_or("-".to_owned(), |h| format!("{h:.1}"));
            println!(
                "{:<22} {:>7} {:>6.1} {:>6} {:>5} {:>9.1} {:>22} {:>6}",
                flag.code(),
                found.wanted,
                100.0 * share(found.raised_for, found.wanted),
                found.right,
                found.wrong,
                100.0 * share(found.right, found.right + found.wrong),
                shown(at(0.5)),
                shown(at(0.95)),
            );
        }
        println!("wrong: {:?}", self.wrong);
        println!(
            "over all: recall {:.1} %, precision {:.1} %; healthy parcels that were ever stuck: {} of {}",
            100.0 * self.recall(),
            100.0 * self.precision(),
            self.healthy_stuck,
            self.healthy,
        );
    }
}

#[expect(clippy::cast_precision_loss, reason = "counts of a test")]
fn share(part: usize, whole: usize) -> f64 {
    if whole == 0 {
        1.0
    } else {
        part as f64 / whole as f64
    }
}

fn scored(seed: u64, parcels: usize, limits: &Limits) -> Score {
    let mut dice = Dice::new(seed);
    let mut score = Score::default();
    for _ in 0..parcels {
        let story = story(&mut dice, None);
        score.take(&story, &watch(&story, limits));
    }
    score
}

#[test]
fn flags_find_what_is_wrong_and_little_else() {
    let limits = counted(71, COUNTED, Some(Cause::Healthy));
    let score = scored(5, PARCELS, &limits);
    score.print("limits from healthy parcels");
    assert!(share(score.healthy, score.parcels) >= 0.9);
    assert!(score.recall() >= 0.95, "{}", score.recall());
    assert!(score.precision() >= 0.8, "{}", score.precision());
    let alarms = share(score.healthy_stuck, score.healthy);
    assert!(alarms < silence::MOST_ALARMS, "{alarms}");
    for (flag, found) in &score.flags {
        assert_eq!(found.cleared_late, 0, "{flag:?}");
    }
    let ended: usize = score.flags.values().map(|found| found.ended).sum();
    assert!(ended > 100, "{ended} flags were seen to be ended by news");
}

/// On a real site the waits of parcels that were forgotten and found are
/// counted with the others, as far as they arrived in time; and before that
/// there is nothing to count.
#[test]
fn flags_are_right_with_what_a_site_can_know() {
    let limits = counted(72, COUNTED / 2, None);
    let score = scored(6, PARCELS / 2, &limits);
    score.print("limits from all parcels that arrived well");
    assert!(score.recall() >= 0.95, "{}", score.recall());
    assert!(score.precision() >= 0.8, "{}", score.precision());

    let score = scored(7, PARCELS / 2, &Limits::default());
    score.print("the carriers' defaults, before anything was counted");
    assert!(score.recall() >= 0.95, "{}", score.recall());
    assert!(score.precision() >= 0.8, "{}", score.precision());
}

/// No flag but for days that were worked: counted by hand, hour by hour, on
/// the world's own calendar.
#[test]
fn no_flag_is_raised_by_days_off_alone() {
    let limits = counted(73, COUNTED / 4, Some(Cause::Healthy));
    let mut dice = Dice::new(8);
    let mut looked_at = 0;
    for _ in 0..PARCELS / 2 {
        let story = story(&mut dice, None);
        for seen in watch(&story, &limits) {
            looked_at += usize::from(check_worked(&story, &seen));
        }
    }
    assert!(looked_at > 100, "{looked_at} flags hung on time alone");
}

fn check_worked(story: &Story, seen: &Seen) -> bool {
    let (from, to) = (story.service.from, story.service.to);
    let since = seen.raised.since;
    let (silent, limit) = match &seen.raised.because {
        Because::Silent { since, limit, .. } => (*since, limit.hours),
        Because::NoFirstScan { ready_at, limit } => (*ready_at, limit.hours),
        Because::PickupWaiting { since, .. } => (*since, 96),
        Because::NotShipped { .. } | Because::PromiseMissed { .. } => {
            let last = since - Duration::minutes(1);
            let end = if seen.flag == Flag::NotShipped {
                from
            } else {
                to
            };
            let day = last.with_timezone(&end.zone()).date_naive();
            assert!(end.works_on(day, false), "{seen:?}");
            return true;
        }
        _ => return false,
    };
    let ends = if seen.flag == Flag::NoFirstScan {
        [from, from]
    } else {
        [from, to]
    };
    let step = Duration::minutes(15);
    let works = |at: &DateTime<Utc>| {
        ends.iter()
            .all(|end| end.works_on(at.with_timezone(&end.zone()).date_naive(), false))
    };
    let steps = std::iter::successors(Some(silent), |at| Some(*at + step));
    let worked = steps.take_while(|at| *at < since).filter(works).count();
    assert!(
        worked as f64 / 4.0 >= f64::from(limit) - 1.0,
        "{worked} {seen:?}"
    );
    true
}
