//! The model as a caller meets it: tell it what happens, in the order in which
//! it happens, and ask it for what comes.

use super::clues::{self, Clue, Names};
use super::leg::Leg;
use super::load::Load;
use super::{Answer, Basis, Order, Pool, days_of};
use chrono::{DateTime, NaiveDate, NaiveDateTime};
use serde::{Deserialize, Serialize};

/// An order that the model was told of: what its later events are told by.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Ticket {
    order: Order,
    whole: usize,
    transit: Option<usize>,
}

impl Ticket {
    /// More is known of the order by now: its hand-over is told with it.
    pub fn know(&mut self, order: Order) {
        self.order = order;
    }
}

/// What was learned so far.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Model {
    names: Names,
    load: Load,
    whole: Leg,
    transit: Leg,
    /// The midnight up to which all is learned, in days since 1970.
    learned_until: Option<f64>,
}

/// The clues of both legs, with how many orders half convince.
const CENTRE: [(Clue, f64); 17] = [
    (Clue::Region, 20.0),
    (Clue::Distance, 20.0),
    (Clue::Lane, 25.0),
    (Clue::Prefix2, 30.0),
    (Clue::Prefix3, 20.0),
    (Clue::Prefix, 10.0),
    (Clue::Origin, 30.0),
    (Clue::PrefixLane, 25.0),
    (Clue::Warehouse, 10.0),
    (Clue::Service, 30.0),
    (Clue::Category, 40.0),
    (Clue::Weight, 40.0),
    (Clue::Freight, 40.0),
    (Clue::Volume, 40.0),
    (Clue::Value, 60.0),
    (Clue::Items, 40.0),
    (Clue::Weekday, 20.0),
];

/// What else is known at purchase, and at hand-over.
const AT_PURCHASE: [(Clue, f64); 3] = [
    (Clue::ShopLoad, 100.0),
    (Clue::WarehouseLoad, 50.0),
    (Clue::RegionLoad, 50.0),
];
const AT_HAND_OVER: [(Clue, f64); 2] = [(Clue::Waited, 40.0), (Clue::RegionLoad, 50.0)];

impl Default for Model {
    fn default() -> Self {
        Self {
            names: Names::default(),
            load: Load::default(),
            whole: Leg::new(&[&CENTRE[..], &AT_PURCHASE].concat()),
            transit: Leg::new(&[&CENTRE[..], &AT_HAND_OVER].concat()),
            learned_until: None,
        }
    }
}

impl Model {
    /// Learns from all before the midnight that has passed last. To be called
    /// before anything that happens at `now` is told or asked.
    pub fn advance(&mut self, now: NaiveDateTime) {
        let midnight = days_of(now).floor();
        if self.learned_until.is_none_or(|until| until < midnight) {
            self.learned_until = Some(midnight);
            self.whole.learn(midnight);
            self.transit.learn(midnight);
        }
    }

    /// What to promise for an order at its purchase, or later, when it has not
    /// been handed over by `now`; days count from the order's start.
    #[must_use]
    pub fn from_purchase(&self, order: &Order, now: NaiveDateTime) -> Answer {
        let clues = self.purchase_clues(order);
        let gone = days_of(now) - days_of(order.start());
        self.answer(&self.whole, order, &clues, gone)
    }

    /// What to promise for an order at its hand-over, or later, when it has not
    /// been delivered by `now`; days count from the hand-over.
    #[must_use]
    pub fn from_hand_over(&self, order: &Order, at: NaiveDateTime, now: NaiveDateTime) -> Answer {
        let clues = self.hand_over_clues(order, at, now);
        let gone = days_of(now) - days_of(at);
        self.answer(&self.transit, order, &clues, gone)
    }

    fn answer(&self, leg: &Leg, order: &Order, clues: &[(Clue, String)], gone_days: f64) -> Answer {
        let levels = self.names.find(clues);
        let days = leg.days(&levels, leg.forecast(&levels), gone_days);
        let (n, pool) = leg.pool(&levels);
        let to = order.destination.region_name();
        let pool = match pool {
            Some(Clue::Lane) => Pool::Lane {
                from: order.origin.region_name(),
                to,
            },
            Some(_) => Pool::Region(to),
            None => Pool::All,
        };
        let learned_on = self.learned_on();
        let basis = Basis {
            n,
            pool,
            learned_on,
        };
        Answer { days, basis }
    }

    /// The day before which all that had happened was learned.
    #[must_use]
    pub fn learned_on(&self) -> Option<NaiveDate> {
        let seconds = (self.learned_until? * 86_400.0) as i64;
        DateTime::from_timestamp(seconds, 0).map(|midnight| midnight.date_naive())
    }

    /// An order was placed.
    pub fn placed(&mut self, order: Order) -> Ticket {
        let clues = self.purchase_clues(&order);
        let levels = self.names.meet(clues);
        let forecast = self.whole.forecast(&levels);
        self.load.placed(&order);
        let whole = self.whole.open(days_of(order.start()), levels, forecast);
        Ticket {
            order,
            whole,
            transit: None,
        }
    }

    /// The carrier took it over, which is known from `now` on.
    pub fn handed_over(&mut self, ticket: &mut Ticket, at: NaiveDateTime, now: NaiveDateTime) {
        let clues = self.hand_over_clues(&ticket.order, at, now);
        let levels = self.names.meet(clues);
        let forecast = self.transit.forecast(&levels);
        self.load.handed_over(&ticket.order, days_of(now));
        ticket.transit = Some(self.transit.open(days_of(at), levels, forecast));
    }

    /// It arrived.
    pub fn delivered(&mut self, ticket: &Ticket, at: NaiveDateTime) {
        let at = days_of(at);
        self.load.delivered(&ticket.order, at);
        self.whole.arrived(ticket.whole, at);
        if let Some(transit) = ticket.transit {
            self.transit.arrived(transit, at);
        }
    }

    /// It will never arrive: cancelled, or lost for sure. Orders of which
    /// nobody says so are seen through by their age.
    pub fn withdrawn(&mut self, ticket: &Ticket) {
        self.whole.withdrawn(ticket.whole);
        if let Some(transit) = ticket.transit {
            self.transit.withdrawn(transit);
        }
    }

    fn purchase_clues(&self, order: &Order) -> Vec<(Clue, String)> {
        let mut clues = clues::of_order(order);
        clues.extend(clues::of_start(days_of(order.start())));
        clues.extend(self.load.clues(order, days_of(order.placed_at)));
        clues
    }

    fn hand_over_clues(
        &self,
        order: &Order,
        at: NaiveDateTime,
        now: NaiveDateTime,
    ) -> Vec<(Clue, String)> {
        let start = days_of(at);
        let mut clues = clues::of_order(order);
        clues.extend(clues::of_start(start));
        clues.extend(self.load.clues(order, days_of(now)));
        clues.push(clues::of_wait(start - days_of(order.start())));
        clues
    }
}
