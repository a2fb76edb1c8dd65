//! The last day to order for a delivery by a day, lane by lane.

use super::answer::LastOrder;
use super::past::{Lane, Sample};
use super::replay::Course;
use super::setup::{Setup, Way, days_from};
use chrono::NaiveDate;
use std::collections::BTreeMap;

/// A lane is answered for when its sample has so many orders.
const LEAST: usize = 30;
/// So many of them are followed.
const FOLLOWED: usize = 60;
/// So many lanes are answered for, those with the most orders first.
const LANES: usize = 40;
/// So many replays are enough for a day.
const REPLAYS: usize = 60;
/// One replay in so many may say less, and one more.
const OUTSIDE: usize = 10;

/// The last days to order, for the lanes with the most orders.
#[must_use]
pub fn last_orders(setup: &Setup<'_>, courses: &[Course]) -> Vec<LastOrder> {
    let Some(asked) = setup.question.deliver_by else {
        return Vec::new();
    };
    let past = setup.past;
    let deliver_by = past.delivery_days.last_until(asked);
    let mut lanes: BTreeMap<&Lane, Vec<&Sample>> = BTreeMap::new();
    for sample in &past.samples {
        lanes.entry(&sample.lane).or_default().push(sample);
    }
    let mut lanes: Vec<(&Lane, Vec<&Sample>)> = lanes.into_iter().collect();
    lanes.retain(|(_, samples)| samples.len() >= LEAST);
    lanes.sort_by(|one, other| other.1.len().cmp(&one.1.len()).then(one.0.cmp(other.0)));
    lanes.truncate(LANES);
    let courses = &courses[..courses.len().min(REPLAYS)];
    let of_lane = |(lane, samples): (&Lane, Vec<&Sample>)| {
        let way = setup.way_of(lane);
        Asked {
            setup,
            courses,
            deliver_by,
            way,
            samples: &samples,
        }
        .answer(lane)
    };
    lanes.into_iter().map(of_lane).collect()
}

struct Asked<'a> {
    setup: &'a Setup<'a>,
    courses: &'a [Course],
    deliver_by: NaiveDate,
    way: Way,
    samples: &'a [&'a Sample],
}

impl Asked<'_> {
    fn answer(&self, lane: &Lane) -> LastOrder {
        let until = self.setup.past.until;
        let last = (self.deliver_by - until).num_days();
        let days: Vec<NaiveDate> =
            days_from(until, usize::try_from(last + 1).unwrap_or(0)).collect();
        let chances: Vec<Vec<f64>> = self
            .courses
            .iter()
            .map(|course| {
                (0..days.len())
                    .map(|day| self.chance(course, day, last))
                    .collect()
            })
            .collect();
        let mean = |day: usize| {
            let of_day = chances.iter().map(|of_course| of_course[day]);
            of_day.sum::<f64>() / chances.len().max(1) as f64
        };
        let order_by = self.latest(&days, mean);
        // Days compare, and none at all is the earliest.
        let mut single: Vec<Option<NaiveDate>> = chances
            .iter()
            .map(|of_course| self.latest(&days, |day| of_course[day]))
            .collect();
        single.sort();
        let outside = single.len() / OUTSIDE;
        let at = |place: usize| single.get(place).copied().unwrap_or(order_by);
        LastOrder {
            lane: lane.clone(),
            deliver_by: self.deliver_by,
            order_by,
            earliest: at(outside).min(order_by),
            latest: at(single.len().saturating_sub(1 + outside)).max(order_by),
            n: self.samples.len() as u32,
        }
    }

    /// The last day on which the warehouse works that is likely enough.
    fn latest(&self, days: &[NaiveDate], chance: impl Fn(usize) -> f64) -> Option<NaiveDate> {
        let enough = self.setup.question.by_chance;
        let worked = (0..days.len())
            .rev()
            .filter(|day| self.setup.packs_on[*day]);
        let mut fits = worked.filter(|day| chance(*day) >= enough);
        fits.next().map(|day| days[day])
    }

    /// The share of the lane's orders, were they placed on a day, that arrive in
    /// time.
    fn chance(&self, course: &Course, day: usize, last: i64) -> f64 {
        let followed = self.samples.len().min(FOLLOWED);
        let each = |at: usize| self.samples[at * self.samples.len() / followed];
        let in_time = (0..followed).map(each).filter(|sample| {
            let placed = day as f64 + sample.placed;
            let arrives = course.arrives(placed, self.way, sample.handling, sample.transit);
            arrives.is_some_and(|arrives| arrives <= last)
        });
        in_time.count() as f64 / followed.max(1) as f64
    }
}
