//! The journeys as data: on which ways they go, and each step with its time
//! and place. No code stands here but the words of the tables.

pub mod customs;
pub mod delayed;
pub mod early;
pub mod failed_attempt;
pub mod hostile;
pub mod lost;
pub mod not_handed_over;
pub mod not_received;
pub mod on_time;
pub mod out_of_order;
pub mod pickup_point;
pub mod refused;
pub mod two_parcels;
pub mod wrong_address;

use super::brands::Shop;
use super::cast::{Carriage, Lane};
use app::texts::DemoJourney;

#[cfg(test)]
pub use hostile::MARKUP;

/// Every journey, in the order of the home page.
pub static ALL: [&Journey; 14] = [
    &early::JOURNEY,
    &on_time::JOURNEY,
    &delayed::JOURNEY,
    &customs::JOURNEY,
    &failed_attempt::JOURNEY,
    &pickup_point::JOURNEY,
    &wrong_address::JOURNEY,
    &refused::JOURNEY,
    &lost::JOURNEY,
    &not_handed_over::JOURNEY,
    &two_parcels::JOURNEY,
    &not_received::JOURNEY,
    &out_of_order::JOURNEY,
    &hostile::JOURNEY,
];

/// One journey.
#[derive(Debug)]
pub struct Journey {
    /// Which one.
    pub code: DemoJourney,
    /// A new copy begins every so many days.
    pub every: u8,
    /// The day promised at checkout, counted from the order's.
    pub expected: u8,
    /// How many of the order's lines are in each of its parcels.
    pub parcels: &'static [usize],
    /// The ways it goes; its copies take turns.
    pub ways: &'static [Way],
    /// What happens, in the order in which it is told; the order comes first.
    pub steps: &'static [Step],
}

/// A way a journey goes.
#[derive(Debug)]
pub struct Way {
    /// Whose order it is.
    pub shop: Shop,
    /// From where to where.
    pub lane: &'static Lane,
    /// Who carries each parcel.
    pub carriages: &'static [Carriage],
}

/// A place on a journey's way, whichever it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stop {
    /// Where it is packed.
    Warehouse,
    /// The first building on the way.
    Hub,
    /// The next one; across the border where there is one.
    NextHub,
    /// The building it is delivered from.
    Depot,
    /// Where the buyer lives.
    Door,
}

/// A time of a journey: its day, counted from the order's, and the clock of
/// the place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct At {
    /// Days since the order.
    pub day: u8,
    /// Hour.
    pub hour: u8,
    /// Minute.
    pub minute: u8,
}

/// One step of a journey.
#[derive(Debug)]
pub struct Step {
    /// When it happens.
    pub at: At,
    /// When it is told, where that is later.
    pub told: Option<At>,
    /// What happens.
    pub what: What,
}

/// What happens in a step.
#[derive(Debug, PartialEq, Eq)]
pub enum What {
    /// The order is placed.
    Ordered,
    /// The shop packs a parcel and names its number.
    Packed {
        /// Which parcel.
        parcel: usize,
    },
    /// The shop calls the order off.
    Cancelled,
    /// A carrier scans a parcel.
    Scanned {
        /// Which parcel.
        parcel: usize,
        /// What the carrier says.
        event: Event,
        /// Where.
        stop: Stop,
        /// When it now expects to deliver, where that is news.
        expected: Option<Expected>,
    },
}

/// What carriers say; each in its own codes and words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Event {
    /// A label was made.
    Label,
    /// The carrier says once more that it waits for the parcel.
    Awaited,
    /// The carrier took it over.
    PickedUp,
    /// It left a building on the way.
    Departed,
    /// It reached a building on the way.
    Arrived,
    /// It reached the building it is delivered from.
    AtDestination,
    /// Bad weather holds it up.
    Weather,
    /// It is late, and nobody says why.
    Late,
    /// Customs waits for papers.
    Documents,
    /// Customs lets it go.
    Released,
    /// It is on the van.
    OutForDelivery,
    /// Nobody was home.
    NotHome,
    /// The address cannot be found.
    AddressWrong,
    /// It waits at a counter.
    AtCounter,
    /// It was collected there.
    Collected,
    /// It was turned down at the door.
    Refused,
    /// It is sent back.
    Returning,
    /// It is back with the shop.
    Returned,
    /// The carrier has given up looking for it.
    Lost,
    /// It was left at this place.
    Delivered(&'static str),
    /// It moves, in somebody else's words.
    Says(&'static str),
}

/// A delivery as a carrier expects it: a day of the journey, and hours where
/// it is that sure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Expected {
    /// Days since the order.
    pub day: u8,
    /// The first and the last time of that day, each as hour and minute.
    pub hours: Option<[(u8, u8); 2]>,
}

/// A way of the first shop's.
pub const fn juniper(lane: &'static Lane, carriages: &'static [Carriage]) -> Way {
    let shop = Shop::Juniper;
    Way {
        shop,
        lane,
        carriages,
    }
}

/// A way of the second shop's.
pub const fn ridgeline(lane: &'static Lane, carriages: &'static [Carriage]) -> Way {
    let shop = Shop::Ridgeline;
    Way {
        shop,
        lane,
        carriages,
    }
}

/// A time of a journey.
pub const fn at(day: u8, hour: u8, minute: u8) -> At {
    At { day, hour, minute }
}

pub const fn step(at: At, what: What) -> Step {
    Step {
        at,
        told: None,
        what,
    }
}

/// The order is placed.
pub const fn ordered(at: At) -> Step {
    step(at, What::Ordered)
}

/// The order is called off.
pub const fn cancelled(at: At) -> Step {
    step(at, What::Cancelled)
}

/// The shop packs a parcel.
pub const fn packed(at: At, parcel: usize) -> Step {
    step(at, What::Packed { parcel })
}

/// The carrier of an order's only parcel scans it.
pub const fn scan(at: At, event: Event, stop: Stop) -> Step {
    scan_of(0, at, event, stop)
}

/// A carrier scans one of several parcels.
pub const fn scan_of(parcel: usize, at: At, event: Event, stop: Stop) -> Step {
    step(
        at,
        What::Scanned {
            parcel,
            event,
            stop,
            expected: None,
        },
    )
}

/// All day long.
pub const fn on(day: u8) -> Expected {
    Expected { day, hours: None }
}

/// Between two times of a day.
pub const fn between(day: u8, from: (u8, u8), to: (u8, u8)) -> Expected {
    Expected {
        day,
        hours: Some([from, to]),
    }
}

impl Step {
    /// Whether it is the order itself.
    #[must_use]
    pub const fn places_order(&self) -> bool {
        matches!(self.what, What::Ordered)
    }

    /// Told later than it happened.
    pub const fn told(mut self, at: At) -> Self {
        self.told = Some(at);
        self
    }

    /// With a new expected delivery.
    pub const fn expects(self, expected: Expected) -> Self {
        match self.what {
            What::Scanned {
                parcel,
                event,
                stop,
                ..
            } => Self {
                what: What::Scanned {
                    parcel,
                    event,
                    stop,
                    expected: Some(expected),
                },
                ..self
            },
            What::Ordered | What::Packed { .. } | What::Cancelled => self,
        }
    }
}

impl Journey {
    /// How many days it takes until all is told.
    #[must_use]
    pub fn days(&self) -> u8 {
        let told = self.steps.iter().map(|step| step.told.unwrap_or(step.at));
        told.map(|at| at.day + 1).max().unwrap_or(1)
    }

    /// What the carrier expects of a parcel at a step: the newest it said by
    /// then.
    #[must_use]
    pub fn expected(&self, of: usize, at: At) -> Option<Expected> {
        let said = self.steps.iter().filter_map(|step| match step.what {
            What::Scanned {
                parcel,
                expected: Some(expected),
                ..
            } if parcel == of && step.at.order_key() <= at.order_key() => {
                Some((step.at.order_key(), expected))
            }
            _ => None,
        });
        said.max_by_key(|(at, _)| *at).map(|(_, expected)| expected)
    }
}

impl At {
    /// Orders the times of one parcel, whose towns' clocks differ little.
    #[must_use]
    pub const fn order_key(self) -> (u8, u8, u8) {
        (self.day, self.hour, self.minute)
    }
}
