//! What can be rehearsed: the demo's journeys and more, each with the messages
//! that it should bring. These are written down by hand, from the rules for
//! messages, so that they are a second opinion on the code that sends them.

mod demo;
mod door;
mod late;
mod parcels;
mod smooth;
mod trouble;

use crate::demo::brands::Shop;
use crate::demo::cast::{Carriage, Lane};
use crate::demo::journeys::{Journey, Step, Way};
use crate::demo::round::Round;
use app::texts::{DemoJourney, Language, RehearsedJourney};
use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use doorstep::notice::Notice;

/// The day on which every rehearsal's order is placed: a Monday with no
/// holiday near it, so that a journey plays the same whenever it is rehearsed.
const STARTS: NaiveDate = match NaiveDate::from_ymd_opt(2026, 9, 14) {
    Some(day) => day,
    None => NaiveDate::MIN,
};

/// A journey with what it should bring.
#[derive(Debug)]
pub struct Rehearsed {
    /// Which one.
    pub name: RehearsedJourney,
    /// Its tables.
    pub journey: &'static Journey,
    /// How many days it is watched after the last thing that is told.
    pub watched: u8,
    /// The e-mails it should bring, in order.
    pub gives: &'static [Due],
}

/// An e-mail that should come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Due {
    /// On which day of the journey, by the buyer's calendar.
    pub day: u8,
    /// Which notice leads it.
    pub notice: Notice,
    /// Of a delay with a new date.
    pub moved: Option<Moved>,
}

/// A date that moves away.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Moved {
    /// Of which parcel.
    pub parcel: usize,
    /// To which day of the journey.
    pub to: u8,
    /// What leads the message where a brand does not tell of so small a move.
    pub instead: Option<Notice>,
}

/// A notice on a day.
const fn due(day: u8, notice: Notice) -> Due {
    Due {
        day,
        notice,
        moved: None,
    }
}

/// The day named for a parcel moves to another.
const fn later(day: u8, parcel: usize, to: u8) -> Due {
    Due {
        day,
        notice: Notice::Delay,
        moved: Some(Moved {
            parcel,
            to,
            instead: None,
        }),
    }
}

/// The same in one message with another notice.
const fn later_with(day: u8, parcel: usize, to: u8, other: Notice) -> Due {
    Due {
        day,
        notice: Notice::Delay,
        moved: Some(Moved {
            parcel,
            to,
            instead: Some(other),
        }),
    }
}

/// The day named is nearly over, and the parcel on no van.
const fn at_risk(day: u8) -> Due {
    due(day, Notice::Delay)
}

/// The day named has passed.
const fn missed(day: u8) -> Due {
    due(day, Notice::Delay)
}

/// A journey of rehearsals alone; the demo's nearest names it there.
const fn journey(
    like: DemoJourney,
    expected: u8,
    parcels: &'static [usize],
    ways: &'static [Way],
    steps: &'static [Step],
) -> Journey {
    Journey {
        code: like,
        every: 1,
        expected,
        parcels,
        ways,
        steps,
    }
}

/// A way for a shop that sells through Shopify.
const fn by_shopify(lane: &'static Lane, carriages: &'static [Carriage]) -> Way {
    Way {
        shop: Shop::Juniper,
        lane,
        carriages,
    }
}

/// A way for a shop whose own system speaks through the JSON door.
const fn by_door(lane: &'static Lane, carriages: &'static [Carriage]) -> Way {
    Way {
        shop: Shop::Ridgeline,
        lane,
        carriages,
    }
}

/// Every journey, in the order in which they are listed.
pub fn all() -> impl Iterator<Item = &'static Rehearsed> {
    RehearsedJourney::ALL.iter().filter_map(|name| of(*name))
}

/// A journey by its name.
pub fn of(name: RehearsedJourney) -> Option<&'static Rehearsed> {
    demo::ALL
        .iter()
        .chain(&smooth::ALL)
        .chain(&late::ALL)
        .chain(&door::ALL)
        .chain(&parcels::ALL)
        .chain(&trouble::ALL)
        .find(|one| one.name == name)
        .copied()
}

impl Rehearsed {
    /// A playing of it for a buyer who reads this language.
    #[must_use]
    pub fn round(&self, language: Language) -> Round {
        Round::alone(self.journey, 0, STARTS, language.tag())
    }

    /// Until when a playing of it is watched.
    #[must_use]
    pub fn ends(&self, round: &Round) -> DateTime<Utc> {
        let told = self.journey.steps.iter().map(|step| round.told(step));
        let last = told.max().unwrap_or(DateTime::<Utc>::MIN_UTC);
        last + TimeDelta::days(self.watched.into())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::demo::journeys::What;

    #[test]
    fn every_journey_can_be_played() {
        assert!(RehearsedJourney::ALL.len() >= 40);
        assert_eq!(all().count(), RehearsedJourney::ALL.len());
        for rehearsed in all() {
            let round = rehearsed.round(Language::English);
            let steps = rehearsed.journey.steps;
            assert_eq!(steps[0].what, What::Ordered, "{:?}", rehearsed.name);
            let told: Vec<_> = steps.iter().map(|step| round.told(step)).collect();
            assert!(told.is_sorted(), "{:?}", rehearsed.name);
            let days = rehearsed.gives.iter().map(|due| due.day);
            assert!(days.is_sorted(), "{:?}", rehearsed.name);
            assert_eq!(rehearsed.gives[0], due(0, Notice::OrderConfirmed));
        }
    }

    #[test]
    fn together_they_bring_every_notice() {
        let given: Vec<Notice> = all()
            .flat_map(|one| one.gives.iter().map(|due| due.notice))
            .collect();
        for notice in Notice::ALL {
            assert!(given.contains(&notice), "{notice:?} is never rehearsed");
        }
    }
}
