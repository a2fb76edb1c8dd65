//! What the past shows of a stage (the warehouse, or a carrier's transit): how
//! long it takes lately, how weeks differ, how much it is proven to get done,
//! and how far it slows down beyond that.

use super::chance::Chance;
use serde::{Deserialize, Serialize};

/// Parcels younger than so many weeks are no sample of how long they take: the
/// slow ones are still on their way.
pub const MATURE: usize = 6;
/// Parcels older than so many weeks are of other times.
pub const SAMPLED: usize = MATURE + 26;
/// A stage has to be known for so many weeks before one above the proven counts:
/// what a young shop gets through for the first time is growth, and tells
/// nothing of limits.
const YOUNG_WEEKS: usize = 26;
/// Steps of a histogram: each is so much longer than the one before.
const STEP: f64 = 0.03;
/// Below this, in days, all is alike.
const SHORTEST: f64 = 0.02;
/// Steps up to 400 days and more.
const STEPS: usize = 340;
/// Weeks of which the usual time is made: their middle one.
const USUAL_WEEKS: usize = 8;
/// Weeks that say how long it takes now.
const NOW_WEEKS: usize = 4;
/// A week of fewer parcels says nothing.
const LEAST_PARCELS: u32 = 20;
/// Slowness as far as it is told apart: 0, 0.1 ... 0.9.
pub const BELIEFS: usize = 10;
/// Weeks that go wrong go wrong together: a week tells half of what it would
/// tell if each stood for itself.
const WORTH: f64 = 0.5;
/// Weeks differ by 10 % at least, as far as a few of them can tell.
const LEAST_NOISE: f64 = 0.01;

/// One week of a stage: counted back from the day of the plan.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Week {
    /// How many came in.
    pub entered: u32,
    /// How many went out, whenever they came in.
    pub left: u32,
    /// Of those that came in and went out: how long they took, in steps; empty
    /// until there is one, for a file may name very many carriers.
    pub steps: Vec<u32>,
}

impl Week {
    /// Counts one that took so many worked days.
    pub fn took(&mut self, days: f64) {
        let step = (days.max(SHORTEST) / SHORTEST).ln() / STEP;
        if self.steps.is_empty() {
            self.steps = vec![0; STEPS];
        }
        self.steps[(step as usize).min(STEPS - 1)] += 1;
    }

    /// What is typical of those that came in: the mean of the times in which a
    /// quarter, a half and three quarters of them had gone out; those still there
    /// took longer. `None` while that is not known, or where too few came.
    fn typical(&self) -> Option<f64> {
        if self.entered < LEAST_PARCELS {
            return None;
        }
        let quarters = (1..=3).map(|quarters| self.gone(quarters));
        quarters.sum::<Option<f64>>().map(|sum| sum / 3.0)
    }

    /// The time in which so many quarters had gone out.
    fn gone(&self, quarters: u32) -> Option<f64> {
        let wanted = (self.entered * quarters).div_ceil(4);
        let mut counted = 0;
        let step = self.steps.iter().position(|count| {
            counted += count;
            counted >= wanted
        })?;
        Some(SHORTEST * ((step as f64 + 0.5) * STEP).exp())
    }
}

/// What is known of a stage.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Stage {
    /// The worked days that are typical lately; 0 where unknown.
    pub lately: f64,
    /// Mean days that a parcel is in it, days off included.
    pub mean_days: f64,
    /// The share of what came in that never went out.
    pub lost: f64,
    /// The most parcels a day that went out over two weeks in a row.
    pub proven: f64,
    /// By weeks counted back: the typical time of each against the usual one.
    pub weeks: Vec<Option<f64>>,
    /// The typical time of each week, in worked days.
    pub typical: Vec<Option<f64>>,
    /// How far each step of slowness is believed; they sum up to 1.
    pub slowness: [f64; BELIEFS],
    /// How many weeks ran above what had been proven before them.
    pub strained_weeks: u32,
}

impl Stage {
    /// Learns from the weeks, the latest first; parcels are in it for so many days
    /// on average.
    #[must_use]
    pub fn learned(weeks: &[Week], mean_days: f64) -> Self {
        let typical: Vec<Option<f64>> = weeks.iter().map(Week::typical).collect();
        let known: Vec<f64> = typical.iter().copied().flatten().take(NOW_WEEKS).collect();
        let against: Vec<Option<f64>> = (0..typical.len())
            .map(|week| Some(typical[week]? / usual(&typical[week + 1..])?))
            .collect();
        let (slowness, strained_weeks) = believed(weeks, &against, mean_days);
        Self {
            lately: middle_of(known).unwrap_or(0.0),
            mean_days,
            lost: lost(weeks.get(MATURE..SAMPLED).unwrap_or_default()),
            proven: proven(weeks),
            weeks: against,
            typical,
            slowness,
            strained_weeks,
        }
    }

    /// How many can be in it before it slows down: as many as are there when the
    /// most that is proven goes through in the usual time (Little's law).
    #[must_use]
    pub fn holds(&self) -> f64 {
        self.proven * self.mean_days
    }

    /// A slowness, drawn as far as each is believed.
    pub fn drawn(&self, chance: &mut Chance) -> f64 {
        let mut left = chance.share();
        let step = self.slowness.iter().position(|belief| {
            left -= belief;
            left < 0.0
        });
        slowness_of(step.unwrap_or(0))
    }

    /// The slowness that is expected.
    #[must_use]
    pub fn mean_slowness(&self) -> f64 {
        let weighed = self.slowness.iter().enumerate();
        weighed
            .map(|(step, belief)| slowness_of(step) * belief)
            .sum()
    }

    /// How many times as long a week took as usual; 1 where that is not known.
    #[must_use]
    pub fn of_week(&self, week: usize) -> f64 {
        self.weeks.get(week).copied().flatten().unwrap_or(1.0)
    }

    /// How many times as long it takes lately as in a week; 1 where that is not
    /// known.
    #[must_use]
    pub fn lately_against(&self, week: usize) -> f64 {
        match self.typical.get(week).copied().flatten() {
            Some(then) if self.lately > 0.0 => self.lately / then,
            _ => 1.0,
        }
    }
}

/// The speed of a stage in which so many are, against what it can hold.
#[must_use]
pub fn speed(is_in: f64, holds: f64, slowness: f64) -> f64 {
    if is_in <= holds || holds <= 0.0 {
        return 1.0;
    }
    (is_in / holds).powf(-slowness)
}

fn slowness_of(step: usize) -> f64 {
    step as f64 / BELIEFS as f64
}

/// The usual time before a week, of the weeks before it.
fn usual(before: &[Option<f64>]) -> Option<f64> {
    let known: Vec<f64> = before.iter().take(USUAL_WEEKS).copied().flatten().collect();
    if known.len() < USUAL_WEEKS / 2 {
        return None;
    }
    middle_of(known)
}

/// The share of some weeks' parcels that never went out.
fn lost(weeks: &[Week]) -> f64 {
    let entered: u32 = weeks.iter().map(|week| week.entered).sum();
    let out: u32 = weeks.iter().flat_map(|week| &week.steps).sum();
    1.0 - f64::from(out) / f64::from(entered.max(1)).max(f64::from(out))
}

/// The most a day that went out over two weeks in a row.
fn proven(weeks: &[Week]) -> f64 {
    let pairs = weeks.windows(2).map(|two| two[0].left + two[1].left);
    f64::from(pairs.max().unwrap_or(0)) / 14.0
}

/// The middle one of some values.
pub fn middle_of(mut of: Vec<f64>) -> Option<f64> {
    of.sort_by(f64::total_cmp);
    let half = of.len() / 2;
    let upper = *of.get(half)?;
    if of.len() % 2 == 1 {
        return Some(upper);
    }
    Some(f64::midpoint(of[half - 1], upper))
}

/// What weeks above the proven say of slowness, and how many such weeks there
/// were. Before any, each step is believed alike.
fn believed(weeks: &[Week], against: &[Option<f64>], mean_days: f64) -> ([f64; BELIEFS], u32) {
    let known: Vec<f64> = against.iter().flatten().map(|of| of.ln()).collect();
    let noise = known.iter().map(|of| of * of).sum::<f64>() / known.len().max(1) as f64;
    let noise = noise.max(LEAST_NOISE);
    let mut weight = [0.0; BELIEFS];
    let mut strained = 0;
    let is_small = |week: &Week| week.entered < LEAST_PARCELS;
    let known_weeks = weeks.iter().position(is_small).unwrap_or(weeks.len());
    for week in 0..known_weeks.saturating_sub(YOUNG_WEEKS) {
        let Some(took) = against[week] else { continue };
        let into = f64::from(weeks[week].entered + weeks[week + 1].entered) / 14.0;
        let load = into / proven(&weeks[(week + 1)..]).max(f64::MIN_POSITIVE);
        if load <= 1.0 {
            continue;
        }
        strained += 1;
        for (step, weight) in weight.iter_mut().enumerate() {
            let expected = slowed(load, slowness_of(step), mean_days).ln();
            *weight -= WORTH * (took.ln() - expected).powi(2) / (2.0 * noise);
        }
    }
    let most = weight.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    let shares = weight.map(|of| (of - most).exp());
    let all: f64 = shares.iter().sum();
    (shares.map(|share| share / all), strained)
}

/// How many times as long a stage takes that held what is proven, after it got
/// so many times as much for two weeks: with L times as many in it, L^(1 - s)
/// times as many go out.
fn slowed(load: f64, slowness: f64, mean_days: f64) -> f64 {
    const STEPS_A_DAY: u32 = 4;
    let step = 1.0 / (f64::from(STEPS_A_DAY) * mean_days.max(1.0));
    let holds = (0..14 * STEPS_A_DAY).fold(1.0_f64, |holds, _| {
        holds + step * (load - holds.powf(1.0 - slowness))
    });
    holds.powf(slowness)
}
