//! The journeys as data: who orders what, in which parcels, and each step
//! with its time and place. No code stands here but the words of the tables.

mod delayed;
mod delivered;
mod failed_attempt;
mod on_time;
mod out_of_order;
mod towns;
mod two_parcels;

use super::senders::Source;
use app::texts::DemoJourney;

/// Where the demo's parcels travel.
pub const COUNTRY: &str = "US";

/// Every journey, in the order of the home page.
pub static ALL: [&Journey; 6] = [
    &on_time::JOURNEY,
    &delayed::JOURNEY,
    &failed_attempt::JOURNEY,
    &delivered::JOURNEY,
    &two_parcels::JOURNEY,
    &out_of_order::JOURNEY,
];

/// One journey.
#[derive(Debug)]
pub struct Journey {
    /// Which one.
    pub code: DemoJourney,
    /// How many days its furthest copy is on its way when a demo begins.
    pub days_in: u8,
    /// The order.
    pub order: Order,
    /// Its parcels.
    pub parcels: &'static [Parcel],
    /// What happens, in the order in which it is told; the order comes first.
    pub steps: &'static [Step],
}

/// An order of a journey.
#[derive(Debug)]
pub struct Order {
    /// Who tells of it.
    pub told_by: Source,
    /// The buyer's first name.
    pub first_name: &'static str,
    /// The buyer's last name.
    pub last_name: &'static str,
    /// Street and house number.
    pub street: &'static str,
    /// The town it goes to.
    pub town: Town,
    /// The delivery option chosen.
    pub service: &'static str,
    /// The day promised at checkout.
    pub expected: u8,
    /// Its lines.
    pub lines: &'static [Line],
}

/// A line of an order.
#[derive(Debug)]
pub struct Line {
    /// What it is called.
    pub title: &'static str,
    /// Its variant.
    pub variant: &'static str,
    /// The shop's article number.
    pub sku: &'static str,
    /// How many.
    pub quantity: u32,
    /// The price of one, in cents.
    pub cents: u32,
}

/// A parcel of an order.
#[derive(Debug)]
pub struct Parcel {
    /// The carrier's code.
    pub carrier: &'static str,
    /// The service, in the carrier's words.
    pub service: &'static str,
    /// Who tells of its scans.
    pub told_by: Source,
    /// The order's lines in it, by their place.
    pub lines: &'static [usize],
}

/// A town with a carrier's building or a buyer's door in it.
#[derive(Clone, Copy, Debug)]
pub struct Town {
    /// Its name.
    pub city: &'static str,
    /// Its state.
    pub region: &'static str,
    /// A postal code of it.
    pub postal_code: &'static str,
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
#[derive(Debug)]
pub enum What {
    /// The order is placed.
    Ordered,
    /// The shop packs a parcel and names its number.
    Fulfilled {
        /// Which parcel.
        parcel: usize,
    },
    /// A carrier scans a parcel.
    Scanned {
        /// Which parcel.
        parcel: usize,
        /// What the carrier says.
        event: Event,
        /// Where.
        town: Town,
        /// When it now expects to deliver, where that is news.
        expected: Option<Expected>,
    },
}

/// What carriers say; each in its own codes and words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Event {
    /// A label was made.
    Label,
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
    /// It is on the van.
    OutForDelivery,
    /// Nobody was home.
    NotHome,
    /// It was left at this place.
    Delivered(&'static str),
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

/// A time of a journey.
const fn at(day: u8, hour: u8, minute: u8) -> At {
    At { day, hour, minute }
}

const fn step(at: At, what: What) -> Step {
    Step {
        at,
        told: None,
        what,
    }
}

/// The order is placed.
const fn ordered(at: At) -> Step {
    step(at, What::Ordered)
}

/// The shop packs a parcel.
const fn fulfilled(at: At, parcel: usize) -> Step {
    step(at, What::Fulfilled { parcel })
}

/// The carrier of an order's only parcel scans it.
const fn scan(at: At, event: Event, town: Town) -> Step {
    scan_of(0, at, event, town)
}

/// A carrier scans one of several parcels.
const fn scan_of(parcel: usize, at: At, event: Event, town: Town) -> Step {
    step(
        at,
        What::Scanned {
            parcel,
            event,
            town,
            expected: None,
        },
    )
}

/// All day long.
const fn on(day: u8) -> Expected {
    Expected { day, hours: None }
}

/// Between two times of a day.
const fn between(day: u8, from: (u8, u8), to: (u8, u8)) -> Expected {
    Expected {
        day,
        hours: Some([from, to]),
    }
}

impl Step {
    /// Told later than it happened.
    const fn told(mut self, at: At) -> Self {
        self.told = Some(at);
        self
    }

    /// With a new expected delivery.
    const fn expects(self, expected: Expected) -> Self {
        match self.what {
            What::Scanned {
                parcel,
                event,
                town,
                ..
            } => Self {
                what: What::Scanned {
                    parcel,
                    event,
                    town,
                    expected: Some(expected),
                },
                ..self
            },
            What::Ordered | What::Fulfilled { .. } => self,
        }
    }
}

impl Journey {
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
