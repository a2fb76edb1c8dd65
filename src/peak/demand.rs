//! How many orders come on each day: ordinary days from the trend of the last
//! weeks, promotions on top, or a peak of the past again.

use super::chance::Chance;
use super::past::Past;
use super::question::{Demand, Promotion, Question};
use super::stage::middle_of;
use chrono::{Datelike, Days, Duration, NaiveDate};

/// The trend is drawn through so many weeks, and goes on no longer than that.
const TREND_WEEKS: u64 = 13;
/// The standard deviation of a normal distribution against its middle distance
/// from its centre.
const NORMAL: f64 = 1.4826;
/// A trend needs so many weeks.
const LEAST_WEEKS: usize = 4;
/// Said growth counts from the mean of so many weeks.
const LEVEL_WEEKS: u64 = 4;
/// Weekdays share as they did in so many weeks.
const SHARE_WEEKS: u64 = 8;

/// What is known of the orders to come.
#[derive(Clone, Debug)]
pub struct Outlook<'a> {
    past: &'a Past,
    question: &'a Question,
    /// Logarithm of the orders of a week now, what it gains a week, and how far
    /// that may be off.
    level: f64,
    gain: f64,
    gain_error: f64,
    /// How far the weeks to come may lie from the trend together.
    error: f64,
    /// How far each week lay from the trend.
    off: Vec<f64>,
    /// The share of each weekday in the week, from Monday.
    weekdays: [f64; 7],
}

impl<'a> Outlook<'a> {
    /// Learns from the days before the plan.
    #[must_use]
    pub fn of(past: &'a Past, question: &'a Question) -> Self {
        let mut outlook = Self {
            past,
            question,
            level: 0.0,
            gain: 0.0,
            gain_error: 0.0,
            error: 0.0,
            off: Vec::new(),
            weekdays: weekdays(past),
        };
        outlook.draw_trend();
        if let Demand::Calendar {
            growth: Some(growth),
            ..
        } = &question.demand
        {
            let weeks = (0..LEVEL_WEEKS).map(|week| of_week(past, week));
            let mean = weeks.sum::<f64>() / LEVEL_WEEKS as f64;
            outlook.level = (mean * growth).max(f64::MIN_POSITIVE).ln();
            outlook.gain = 0.0;
            outlook.gain_error = 0.0;
        }
        outlook
    }

    /// A straight line through the logarithms of the last weeks, that a few of
    /// them cannot bend (Theil and Sen): a rush just behind is no trend.
    fn draw_trend(&mut self) {
        let weeks = (0..TREND_WEEKS).map(|week| of_week(self.past, week));
        // A week in which the shop was closed is no trend.
        let known: Vec<f64> = weeks
            .skip_while(|orders| *orders <= 0.0)
            .take_while(|orders| *orders > 0.0)
            .map(f64::ln)
            .collect();
        self.level = middle_of(known.clone()).unwrap_or(f64::MIN);
        if known.len() < LEAST_WEEKS {
            return;
        }
        // The latest week is week 0, the one before it -1.
        let pairs = (0..known.len())
            .flat_map(|late| (late + 1..known.len()).map(move |early| (late, early)));
        let gains = pairs.map(|(late, early)| (known[late] - known[early]) / (early - late) as f64);
        self.gain = middle_of(gains.collect()).unwrap_or(0.0);
        let levels = known.iter().enumerate();
        let levels = levels.map(|(at, value)| value + self.gain * at as f64);
        self.level = middle_of(levels.collect()).unwrap_or(self.level);
        let off = |at: usize| known[at] - (self.level - self.gain * at as f64);
        let off: Vec<f64> = (0..known.len()).map(off).collect();
        self.error = NORMAL * middle_of(off.iter().map(|off| off.abs()).collect()).unwrap_or(0.0);
        let n = known.len() as f64;
        let squares = n * (n * n - 1.0) / 12.0;
        self.gain_error = self.error / squares.sqrt();
        self.off = off
            .into_iter()
            .filter(|off| off.abs() <= 3.0 * self.error)
            .collect();
    }

    /// What the ordinary week gains a week, as a factor.
    #[must_use]
    pub fn weekly_gain(&self) -> f64 {
        self.gain.exp()
    }

    /// Orders of each day from the plan's day on, drawn once.
    #[must_use]
    pub fn drawn(&self, days: usize, chance: &mut Chance) -> Vec<f64> {
        let gain = self.gain + self.gain_error * chance.normal();
        let level = self.level + self.error * chance.normal();
        let weeks = days.div_ceil(7);
        let off: Vec<f64> = (0..weeks)
            .map(|_| {
                self.off
                    .get(chance.below(self.off.len()))
                    .copied()
                    .unwrap_or(0.0)
            })
            .collect();
        let ordinary = |day: usize| {
            let ahead = ((day as f64 + 4.0) / 7.0).min(TREND_WEEKS as f64);
            let week = (level + gain * ahead + off[day / 7]).exp();
            week * self.weekdays[self.day(day).weekday().num_days_from_monday() as usize]
        };
        let mut orders: Vec<f64> = (0..days).map(ordinary).collect();
        let factor = |chance: &mut Chance| {
            let spread = self.question.spread;
            (spread * chance.normal() - spread * spread / 2.0).exp()
        };
        match &self.question.demand {
            Demand::Again { from, growth, .. } => {
                let growth = growth * factor(chance);
                for (day, orders) in orders.iter_mut().enumerate() {
                    if let Some(then) = self.then(*from, self.day(day)) {
                        *orders = self.past.placed_on(then) * growth;
                    }
                }
            }
            Demand::Calendar { promotions, .. } => {
                for Promotion { from, to, uplift } in promotions {
                    let uplift = 1.0 + (uplift - 1.0) * factor(chance);
                    for (day, orders) in orders.iter_mut().enumerate() {
                        if (*from..=*to).contains(&self.day(day)) {
                            *orders *= uplift.max(0.0);
                        }
                    }
                }
            }
        }
        orders
    }

    fn day(&self, day: usize) -> NaiveDate {
        let later = self.past.until.checked_add_days(Days::new(day as u64));
        later.unwrap_or(self.past.until)
    }

    /// The day of the past peak that a day of the peak repeats: the one as many
    /// days from its start, moved by up to three days to the same weekday.
    fn then(&self, from: NaiveDate, day: NaiveDate) -> Option<NaiveDate> {
        let Question {
            from: first, to, ..
        } = *self.question;
        if !(first..=to).contains(&day) {
            return None;
        }
        let weekday = |day: NaiveDate| i64::from(day.weekday().num_days_from_monday());
        let shift = (weekday(first) - weekday(from) + 3).rem_euclid(7) - 3;
        from.checked_add_signed(Duration::days((day - first).num_days() + shift))
    }
}

/// Orders of a week counted back from the plan's day, 0 for the last.
fn of_week(past: &Past, week: u64) -> f64 {
    (1..=7)
        .map(|day| past.placed_on(past.day_before(7 * week + day)))
        .sum()
}

fn weekdays(past: &Past) -> [f64; 7] {
    let mut shares = [1e-9; 7];
    for back in 1..=(7 * SHARE_WEEKS) {
        let day = past.day_before(back);
        shares[day.weekday().num_days_from_monday() as usize] += past.placed_on(day);
    }
    let all: f64 = shares.iter().sum();
    shares.map(|share| share / all)
}
