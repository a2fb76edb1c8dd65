//! Which journeys play on the live site, and which have broken off. It is kept
//! in memory alone: each step is whole once it is taken in, so nothing is lost
//! but the place where one stood.

use super::telling::Course;
use app::texts::{BrokeOff, Playing, RehearsalProblem};
use std::collections::{BTreeMap, HashMap};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

/// How fast a journey is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pace {
    /// How long after each other two steps are told.
    pub every: Duration,
    /// How much longer a step is waited after that brings a message: a message
    /// waits a minute for what belongs to it, and the next step would overtake
    /// it.
    pub lingers: Duration,
}

/// Slow enough to look at the page in between.
pub const PACE: Pace = Pace {
    every: Duration::from_secs(15),
    lingers: Duration::from_secs(65),
};

/// So many journeys play at a time.
const MOST: usize = 5;

/// So many that broke off are known; those of the oldest orders are let go.
const MOST_BROKEN: usize = 50;

/// A journey that broke off.
#[derive(Clone, Copy, Debug)]
pub struct Broken {
    /// What was told.
    pub course: Course,
    /// How many of its steps were.
    pub told: usize,
    /// Why no more was.
    pub why: BrokeOff,
}

#[derive(Debug, Default)]
struct All {
    playing: HashMap<i64, Playing>,
    broken: BTreeMap<i64, Broken>,
}

/// The journeys that play and those that broke off, by order; cheap to clone.
#[derive(Clone, Debug, Default)]
pub struct Plays {
    all: Arc<Mutex<All>>,
    pace: Arc<Mutex<Option<Pace>>>,
}

/// An order's place among those that play; given back when this is dropped,
/// whatever happened. One that was begun and has not ended by then has broken
/// off.
#[derive(Debug)]
pub struct Place {
    plays: Plays,
    order_id: i64,
    begun: Option<Course>,
    /// Why it breaks off, unless it ends first.
    why: BrokeOff,
}

impl Plays {
    fn locked(&self) -> MutexGuard<'_, All> {
        self.all.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Tells the steps of journeys that begin from now on at another pace.
    pub fn set_pace(&self, pace: Pace) {
        *self.pace.lock().unwrap_or_else(PoisonError::into_inner) = Some(pace);
    }

    /// How fast journeys that begin now are told.
    #[must_use]
    pub fn pace(&self) -> Pace {
        let pace = self.pace.lock().unwrap_or_else(PoisonError::into_inner);
        pace.unwrap_or(PACE)
    }

    /// Where the journey of an order stands, while one plays.
    #[must_use]
    pub fn of_order(&self, order_id: i64) -> Option<Playing> {
        self.locked().playing.get(&order_id).copied()
    }

    /// The journey of an order that broke off, unless one has begun since.
    #[must_use]
    pub fn broken_of_order(&self, order_id: i64) -> Option<Broken> {
        self.locked().broken.get(&order_id).copied()
    }

    /// A place for a journey of so many steps.
    ///
    /// # Errors
    /// When one plays with this order, or as many as there may.
    pub fn place(&self, order_id: i64, steps: usize) -> Result<Place, RehearsalProblem> {
        self.taken(&mut self.locked(), order_id, 0, steps)
    }

    /// A place for the journey of an order to go on that broke off.
    ///
    /// # Errors
    /// As [`Self::place`]; and when none broke off.
    pub fn place_again(&self, order_id: i64) -> Result<(Place, Broken), RehearsalProblem> {
        let mut all = self.locked();
        let broken = all.broken.get(&order_id).copied();
        let broken = broken.ok_or(RehearsalProblem::NotBroken)?;
        let steps = broken.course.steps().len();
        let place = self.taken(&mut all, order_id, broken.told, steps)?;
        Ok((place, broken))
    }

    fn taken(
        &self,
        all: &mut All,
        order_id: i64,
        told: usize,
        steps: usize,
    ) -> Result<Place, RehearsalProblem> {
        if all.playing.contains_key(&order_id) {
            return Err(RehearsalProblem::Plays);
        }
        if all.playing.len() >= MOST {
            return Err(RehearsalProblem::TooMany);
        }
        let begins = Playing {
            told,
            steps,
            every: self.pace().every.as_secs(),
        };
        all.playing.insert(order_id, begins);
        Ok(Place {
            plays: self.clone(),
            order_id,
            begun: None,
            why: BrokeOff::NotTaken,
        })
    }
}

impl Place {
    /// The journey begins, or goes on: what broke off before it is forgotten.
    pub fn begins(&mut self, course: Course) {
        self.begun = Some(course);
        self.plays.locked().broken.remove(&self.order_id);
    }

    /// One more step is told.
    pub fn told(&self) {
        if let Some(playing) = self.plays.locked().playing.get_mut(&self.order_id) {
            playing.told += 1;
        }
    }

    /// All is told that will be.
    pub fn ends(mut self) {
        self.begun = None;
    }

    /// No more can be told.
    pub fn broke_off(mut self, why: BrokeOff) {
        self.why = why;
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        let why = self.why;
        let mut all = self.plays.locked();
        let told = all.playing.remove(&self.order_id);
        if let Some(course) = self.begun.take() {
            let told = told.map_or(0, |playing| playing.told);
            all.broken
                .insert(self.order_id, Broken { course, told, why });
            while all.broken.len() > MOST_BROKEN {
                all.broken.pop_first();
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use app::texts::RehearsedJourney;
    use chrono::{DateTime, TimeDelta, Utc};

    fn course() -> Course {
        let begun: DateTime<Utc> = "2026-05-11T12:00:00Z".parse().unwrap();
        Course::new(
            RehearsedJourney::OnTime,
            Some("US"),
            (begun, TimeDelta::seconds(15)),
            7,
        )
        .unwrap()
    }

    #[test]
    fn an_order_plays_one_journey_and_a_site_a_few() {
        let plays = Plays::default();
        let first = plays.place(1, 7).unwrap();
        assert_eq!(plays.place(1, 7).unwrap_err(), RehearsalProblem::Plays);
        let others: Vec<Place> = (2..=5).map(|id| plays.place(id, 7).unwrap()).collect();
        assert_eq!(plays.place(6, 7).unwrap_err(), RehearsalProblem::TooMany);
        first.told();
        assert_eq!(plays.of_order(1).map(|one| one.told), Some(1));
        drop(first);
        assert_eq!(plays.of_order(1), None);
        assert!(plays.place(6, 7).is_ok());
        drop(others);
    }

    #[test]
    fn what_was_begun_and_does_not_end_has_broken_off() {
        let plays = Plays::default();
        let begun = |id: i64| {
            let mut place = plays.place(id, 7).unwrap();
            place.begins(course());
            place.told();
            place
        };
        begun(1).ends();
        assert!(plays.broken_of_order(1).is_none());
        begun(2).broke_off(BrokeOff::NoShop);
        let broken = plays.broken_of_order(2).unwrap();
        assert_eq!((broken.told, broken.why), (1, BrokeOff::NoShop));
        // Whoever told of it has fallen over.
        drop(begun(3));
        let broken = plays.broken_of_order(3).unwrap();
        assert_eq!(broken.why, BrokeOff::NotTaken);
        assert!(plays.of_order(2).is_none() && plays.of_order(3).is_none());
    }

    #[test]
    fn it_goes_on_once_and_from_where_it_stood() {
        let plays = Plays::default();
        assert_eq!(
            plays.place_again(1).unwrap_err(),
            RehearsalProblem::NotBroken
        );
        let mut place = plays.place(1, 7).unwrap();
        place.begins(course());
        place.told();
        place.broke_off(BrokeOff::NoCarrier);
        // One that is not begun after all leaves what broke off as it was.
        drop(plays.place_again(1).unwrap());
        let (mut place, broken) = plays.place_again(1).unwrap();
        assert_eq!(plays.place_again(1).unwrap_err(), RehearsalProblem::Plays);
        place.begins(broken.course);
        assert_eq!(plays.of_order(1).map(|one| one.told), Some(1));
        place.ends();
        assert!(plays.broken_of_order(1).is_none());
    }

    #[test]
    fn only_so_many_that_broke_off_are_known() {
        let plays = Plays::default();
        for id in 1..=60 {
            let mut place = plays.place(id, 7).unwrap();
            place.begins(course());
            place.broke_off(BrokeOff::Over);
        }
        assert!(plays.broken_of_order(10).is_none());
        assert!(plays.broken_of_order(11).is_some());
    }
}
