//! What does not fit in a history, and what is done about it.

use doorstep::history::PastOrder;
use std::collections::HashSet;
use std::fmt;

/// One thing that an order of a history can have wrong.
struct Kind {
    told: &'static str,
    applies: fn(&PastOrder) -> bool,
}

const KINDS: [Kind; 7] = [
    Kind {
        told: "hand-overs before the purchase: known at the purchase, days count from the hand-over",
        applies: |past| {
            past.handed_over_at
                .is_some_and(|at| at < past.order.placed_at)
        },
    },
    Kind {
        told: "deliveries before the purchase: taken as at the purchase",
        applies: |past| {
            past.delivered_at
                .is_some_and(|at| at < past.order.placed_at)
        },
    },
    Kind {
        told: "deliveries before the hand-over: judged at purchase, no promise left to make at hand-over",
        applies: |past| {
            let both = past.handed_over_at.zip(past.delivered_at);
            both.is_some_and(|(handed_over, delivered)| delivered < handed_over)
        },
    },
    Kind {
        told: "called delivered without a time: left out as not delivered",
        applies: |past| past.status.as_deref() == Some("delivered") && past.delivered_at.is_none(),
    },
    Kind {
        told: "delivered without a hand-over: judged at purchase only",
        applies: |past| past.delivered_at.is_some() && past.handed_over_at.is_none(),
    },
    Kind {
        told: "orders without items: kept, what is not known is a level like any other",
        applies: |past| past.order.items.is_none(),
    },
    Kind {
        told: "orders without a point at one end: kept, with no distance",
        applies: |past| {
            let (from, to) = (&past.order.origin, &past.order.destination);
            from.point.is_none() || to.point.is_none()
        },
    },
];

/// How often each thing is wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Dirt {
    repeated: usize,
    kinds: [usize; KINDS.len()],
}

impl Dirt {
    /// Counts a history's.
    pub fn of(orders: &[PastOrder]) -> Self {
        let numbers: HashSet<&str> = orders.iter().map(|past| past.number.as_str()).collect();
        Self {
            repeated: orders.len() - numbers.len(),
            kinds: KINDS.map(|kind| orders.iter().filter(|past| (kind.applies)(past)).count()),
        }
    }
}

impl fmt::Display for Dirt {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        let repeated = "order numbers that came before: replayed as orders of their own";
        writeln!(to, "  {:6} {repeated}", self.repeated)?;
        for (count, kind) in self.kinds.iter().zip(&KINDS) {
            writeln!(to, "  {count:6} {}", kind.told)?;
        }
        Ok(())
    }
}
