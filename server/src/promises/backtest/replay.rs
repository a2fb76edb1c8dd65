//! The replay: every event at its moment, every question at its moment.
//!
//! Lines come in the order of their moments, one for each order that was placed
//! and each hand-over, whatever became of them later. So a history that is cut
//! at a moment gives the first lines of the full one.

use super::table::Table;
use chrono::NaiveDateTime;
use doorstep::history::PastOrder;
use doorstep::promise::{Answer, Model, QUANTILES, Stage, Ticket};

/// What would have been promised for an order.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    /// The place of its order in the history.
    pub past: usize,
    /// Promised at which stage.
    pub stage: Stage,
    /// The moment of the promise.
    pub known_at: NaiveDateTime,
    /// The moment from which its days count.
    pub start: NaiveDateTime,
    /// What the model says.
    pub answer: Answer,
    /// What the table of the last 60 days says.
    pub table: [f64; QUANTILES.len()],
}

/// What can happen, in the order in which it happens within a second.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Event {
    Placed,
    HandedOver,
    Delivered,
}

/// Replays a history.
#[must_use]
pub fn replay(orders: &[PastOrder]) -> Vec<Line> {
    let mut stand = Replay {
        orders,
        tickets: vec![None; orders.len()],
        arrived: vec![false; orders.len()],
        model: Model::default(),
        tables: [Table::default(), Table::default()],
        lines: Vec::with_capacity(2 * orders.len()),
    };
    for (at, event, past) in events(orders) {
        stand.model.advance(at);
        match event {
            Event::Placed => stand.placed(past, at),
            Event::HandedOver => stand.handed_over(past, at),
            Event::Delivered => stand.delivered(past, at),
        }
    }
    stand.lines
}

/// Nothing is known of an order before it is placed: what the file says
/// happened earlier is learned of then.
fn events(orders: &[PastOrder]) -> Vec<(NaiveDateTime, Event, usize)> {
    let mut events = Vec::with_capacity(3 * orders.len());
    for (index, past) in orders.iter().enumerate() {
        let placed_at = past.order.placed_at;
        events.push((placed_at, Event::Placed, index));
        let later = [
            (past.handed_over_at, Event::HandedOver),
            (past.delivered_at, Event::Delivered),
        ];
        for (at, event) in later {
            if let Some(at) = at {
                events.push((at.max(placed_at), event, index));
            }
        }
    }
    events.sort_by(|one, other| {
        let number = |index: usize| &orders[index].number;
        (one.0, one.1, number(one.2)).cmp(&(other.0, other.1, number(other.2)))
    });
    events
}

struct Replay<'a> {
    orders: &'a [PastOrder],
    tickets: Vec<Option<Ticket>>,
    arrived: Vec<bool>,
    model: Model,
    /// For purchase and for hand-over.
    tables: [Table; 2],
    lines: Vec<Line>,
}

impl Replay<'_> {
    fn placed(&mut self, past: usize, at: NaiveDateTime) {
        let order = &self.orders[past].order;
        let answer = self.model.from_purchase(order, at);
        self.lines.push(Line {
            past,
            stage: Stage::Purchase,
            known_at: at,
            start: at,
            answer,
            table: self.tables[0].answer(order, at),
        });
        self.tickets[past] = Some(self.model.placed(order.clone()));
    }

    /// A hand-over that is told after the delivery leaves nothing to promise.
    fn handed_over(&mut self, past: usize, at: NaiveDateTime) {
        let PastOrder {
            order,
            handed_over_at,
            ..
        } = &self.orders[past];
        let (Some(start), Some(ticket)) = (*handed_over_at, &mut self.tickets[past]) else {
            return;
        };
        if self.arrived[past] {
            return;
        }
        self.lines.push(Line {
            past,
            stage: Stage::HandOver,
            known_at: at,
            start,
            answer: self.model.from_hand_over(order, start, at),
            table: self.tables[1].answer(order, at),
        });
        self.model.handed_over(ticket, start, at);
    }

    fn delivered(&mut self, past: usize, at: NaiveDateTime) {
        let PastOrder {
            order,
            handed_over_at,
            ..
        } = &self.orders[past];
        let Some(ticket) = &self.tickets[past] else {
            return;
        };
        self.arrived[past] = true;
        self.model.delivered(ticket, at);
        self.tables[0].learn(order, order.placed_at, at);
        if let Some(start) = handed_over_at.filter(|start| *start <= at) {
            self.tables[1].learn(order, start, at);
        }
    }
}
