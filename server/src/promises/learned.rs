//! What was learned of one brand: the model, and the orders it has been told
//! of that may still tell it something.

mod lessons;

pub use lessons::Lessons;

use super::story::Story;
use chrono::{Days, NaiveDate, NaiveDateTime};
use doorstep::promise::{Answer, End, Model, Order, Ticket};
use serde::{Deserialize, Serialize};
use std::collections::HashMap;

/// Orders that were placed so long ago tell the model nothing new.
const TOLD_DAYS: Days = Days::new(450);

/// What was learned, and from what.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Learned {
    model: Model,
    /// Of so many orders one is learned from, so that a large shop's model is
    /// no larger than it must be.
    one_in: u32,
    orders: HashMap<String, Known>,
    /// Where each warehouse was last seen to send from.
    origins: HashMap<String, End>,
}

/// An order that the model was told of.
#[derive(Clone, Debug, Serialize, Deserialize)]
struct Known {
    placed_on: NaiveDate,
    /// By what its later events are told; `None` once there are none.
    ticket: Option<Box<Ticket>>,
    is_handed_over: bool,
}

/// What can happen, in the order in which it happens within a second.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Event {
    Placed,
    HandedOver,
    Delivered,
    Withdrawn,
}

impl Default for Learned {
    fn default() -> Self {
        Self::of_one_in(1)
    }
}

impl Learned {
    /// Nothing yet, of one in so many orders.
    #[must_use]
    pub fn of_one_in(one_in: u32) -> Self {
        Self {
            model: Model::default(),
            one_in: one_in.max(1),
            orders: HashMap::new(),
            origins: HashMap::new(),
        }
    }

    /// What to promise for an order at the checkout. Where it leaves from is
    /// known of its warehouse, where nobody says so.
    #[must_use]
    pub fn from_purchase(&self, order: &Order, now: NaiveDateTime) -> Answer {
        let mut answer = self.model.from_purchase(&self.located(order), now);
        answer.basis.n = answer.basis.n.saturating_mul(self.one_in);
        answer
    }

    /// The day before which all that had happened was learned.
    #[must_use]
    pub fn learned_on(&self) -> Option<NaiveDate> {
        self.model.learned_on()
    }

    /// How many orders it knows.
    #[must_use]
    pub fn orders(&self) -> usize {
        self.orders.len()
    }

    /// Tells it how orders stand, in the order in which things happened. What
    /// it has been told before changes nothing; what is said to happen after
    /// `now` has not yet.
    pub fn tell(&mut self, stories: &[Story], now: NaiveDateTime) {
        // Of those that were let go of nothing is learned again.
        let since = now.date().checked_sub_days(TOLD_DAYS);
        let is_of_now =
            |story: &&Story| since.is_none_or(|since| story.order.placed_at.date() >= since);
        let mut events: Vec<(NaiveDateTime, Event, &Story)> = stories
            .iter()
            .filter(is_of_now)
            .flat_map(|story| events(story, now).map(move |(at, event)| (at, event, story)))
            .filter(|(at, ..)| *at <= now)
            .collect();
        events.sort_by(|one, other| {
            (one.0, one.1, &one.2.number).cmp(&(other.0, other.1, &other.2.number))
        });
        for (at, event, story) in events {
            self.happened(at, event, story);
        }
    }

    /// Learns from all before the midnight that has passed last, and lets go of
    /// orders that have nothing more to tell. It takes a while.
    pub fn learn(&mut self, now: NaiveDateTime) {
        self.model.advance(now);
        let since = now.date().checked_sub_days(TOLD_DAYS);
        self.orders
            .retain(|_, known| since.is_none_or(|since| known.placed_on >= since));
    }

    fn happened(&mut self, at: NaiveDateTime, event: Event, story: &Story) {
        match event {
            Event::Placed => self.placed(story),
            Event::HandedOver => self.handed_over(at, story),
            Event::Delivered => {
                if let Some(ticket) = self.done(story) {
                    self.model.delivered(&ticket, at);
                }
            }
            Event::Withdrawn => {
                if let Some(ticket) = self.done(story) {
                    self.model.withdrawn(&ticket);
                }
            }
        }
    }

    fn placed(&mut self, story: &Story) {
        if self.orders.contains_key(&story.number) || !self.is_learned_from(&story.number) {
            return;
        }
        let order = self.located(&story.order);
        let placed_on = order.placed_at.date();
        let ticket = self.model.placed(order);
        let known = Known {
            placed_on,
            ticket: Some(Box::new(ticket)),
            is_handed_over: false,
        };
        self.orders.insert(story.number.clone(), known);
    }

    /// By then it is known who packed it and where it left from.
    fn handed_over(&mut self, at: NaiveDateTime, story: &Story) {
        let order = self.located(&story.order);
        if order.origin != End::default() {
            let warehouse = order.warehouse.clone().unwrap_or_default();
            self.origins.insert(warehouse, order.origin.clone());
        }
        let Some(known) = self.orders.get_mut(&story.number) else {
            return;
        };
        if let (Some(ticket), false) = (&mut known.ticket, known.is_handed_over) {
            known.is_handed_over = true;
            ticket.know(order);
            self.model.handed_over(ticket, at, at);
        }
    }

    fn done(&mut self, story: &Story) -> Option<Box<Ticket>> {
        self.orders.get_mut(&story.number)?.ticket.take()
    }

    /// The same orders in every run: by the hash of their numbers (FNV-1a).
    fn is_learned_from(&self, number: &str) -> bool {
        let mix = |hash: u32, byte: u8| (hash ^ u32::from(byte)).wrapping_mul(16_777_619);
        let hash = number.bytes().fold(2_166_136_261, mix);
        hash.is_multiple_of(self.one_in)
    }

    fn located(&self, order: &Order) -> Order {
        let mut order = order.clone();
        if order.origin == End::default() {
            let warehouse = order.warehouse.as_deref().unwrap_or_default();
            order.origin = self.origins.get(warehouse).cloned().unwrap_or_default();
        }
        order
    }
}

/// What happened to an order. Nothing is known of it before it was placed, and
/// that it will not come is known from `now` on.
fn events(story: &Story, now: NaiveDateTime) -> impl Iterator<Item = (NaiveDateTime, Event)> {
    let placed_at = story.order.placed_at;
    let later = [
        (story.handed_over_at, Event::HandedOver),
        (story.delivered_at, Event::Delivered),
        (story.withdrawn.then_some(now), Event::Withdrawn),
    ];
    let later = later
        .into_iter()
        .filter_map(move |(at, event)| Some((at?.max(placed_at), event)));
    std::iter::once((placed_at, Event::Placed)).chain(later)
}
