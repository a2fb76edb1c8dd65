//! A plan: a question, its answers, and what they change while they apply.

use super::answer::{
    Basis, DayAnswer, DestinationAnswer, Interval, LastOrder, PromiseChange, ReplyFacts, Total,
};
use super::digest::{Digest, MOST_PADDING, OfDay, OfDestination, share};
use super::last_order::last_orders;
use super::past::Past;
use super::question::{Demand, Question};
use super::replay::{Run, replay};
use super::setup::{Setup, days_from};
use serde::{Deserialize, Serialize};
use thiserror::Error;

/// Days after the peak that are told as well.
const AFTER_DAYS: i64 = 28;
/// A plan rests on so many finished orders at least.
const LEAST_SAMPLES: usize = 50;
/// A plan looks so many days ahead at most.
const LONGEST_DAYS: i64 = 400;
/// A peak is replayed so often at most.
const MOST_REPLAYS: u32 = 1_000;

/// Why a question has no answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum PlanFault {
    /// It begins before the last day that was seen, or ends before it begins.
    #[error("the peak has to lie after the days that were seen")]
    NotAhead,
    /// It lies too far ahead.
    #[error("the peak lies too far ahead")]
    TooFar,
    /// Too few finished orders are known.
    #[error("too few finished orders are known")]
    TooFewOrders,
    /// The past peak that is to come again had no orders.
    #[error("the past peak has no orders")]
    NoSuchPeak,
    /// A factor, a share or a number of the question makes no sense.
    #[error("a figure of the question makes no sense")]
    WrongFigure,
}

/// A plan for a peak.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Plan {
    /// What was asked.
    pub question: Question,
    /// What the answers rest on.
    pub basis: Basis,
    /// The whole peak.
    pub total: Total,
    /// Day by day, from its first to four weeks after its last.
    pub days: Vec<DayAnswer>,
    /// By destination, those with the most orders first.
    pub destinations: Vec<DestinationAnswer>,
    /// The last days to order.
    pub last_orders: Vec<LastOrder>,
}

impl Plan {
    /// Answers a question from the past.
    ///
    /// # Errors
    /// When it cannot be answered.
    pub fn of(past: &Past, question: Question) -> Result<Self, PlanFault> {
        check(past, &question)?;
        let setup = Setup::of(past, &question);
        let mut digests = Vec::new();
        let mut courses = Vec::new();
        for number in 0..question.replays.clamp(1, MOST_REPLAYS) {
            let run: Run = replay(&setup, number.into());
            digests.push(Digest::of(&setup, &run));
            courses.push(run.course);
        }
        Ok(Self {
            basis: basis(&setup),
            total: total(&question, &digests),
            days: days(&setup, &digests),
            destinations: destinations(&setup, &digests),
            last_orders: last_orders(&setup, &courses),
            question,
        })
    }

    /// What it changes in what is promised: the padding of each destination, for
    /// orders of the peak's days.
    #[must_use]
    pub fn promise_changes(&self) -> Vec<PromiseChange> {
        let change = |of: &DestinationAnswer| PromiseChange {
            destination: of.destination.clone(),
            from: self.question.from,
            to: self.question.to,
            days: of.padding.expected as u16,
        };
        let changes = self.destinations.iter().map(change);
        changes.filter(|change| change.days > 0).collect()
    }

    /// What replies can say of each destination while it applies.
    #[must_use]
    pub fn reply_facts(&self) -> Vec<ReplyFacts> {
        let whole = |days: f64| days.round().max(0.0) as u16;
        let facts = |of: &DestinationAnswer| {
            let there = self.last_orders.iter();
            let there = there.filter(|last| last.lane.to == of.destination);
            ReplyFacts {
                destination: of.destination.clone(),
                from: self.question.from,
                to: self.question.to,
                longer_by: whole(of.days.expected - of.usual_days),
                usual_days: whole(of.usual_days),
                order_by: there.map(|last| last.order_by).min().flatten(),
            }
        };
        self.destinations.iter().map(facts).collect()
    }
}

fn check(past: &Past, question: &Question) -> Result<(), PlanFault> {
    let Question { from, to, .. } = *question;
    if from < past.until || to < from {
        return Err(PlanFault::NotAhead);
    }
    let last = to.max(question.deliver_by.unwrap_or(to));
    if (last - past.until).num_days() > LONGEST_DAYS {
        return Err(PlanFault::TooFar);
    }
    if past.samples.len() < LEAST_SAMPLES {
        return Err(PlanFault::TooFewOrders);
    }
    let is_amount = |of: f64| of.is_finite() && of >= 0.0;
    let is_share = |of: f64| (0.0..=1.0).contains(&of);
    let factors_fit = match &question.demand {
        Demand::Again { from, to, growth } => {
            if past.placed.range(*from..=*(to.max(from))).next().is_none() {
                return Err(PlanFault::NoSuchPeak);
            }
            is_amount(*growth)
        }
        Demand::Calendar { growth, promotions } => {
            growth.is_none_or(is_amount) && promotions.iter().all(|one| is_amount(one.uplift))
        }
    };
    let contacts = question.contacts;
    let fits = factors_fit
        && is_amount(question.spread)
        && is_share(question.by_chance)
        && is_share(question.on_time_goal)
        && is_amount(contacts.per_late_parcel)
        && is_amount(contacts.per_order)
        && is_amount(contacts.per_rep)
        && contacts.per_rep > 0.0;
    if fits {
        Ok(())
    } else {
        Err(PlanFault::WrongFigure)
    }
}

fn basis(setup: &Setup<'_>) -> Basis {
    let past = setup.past;
    let carriers = past.carriers.iter();
    Basis {
        until: past.until,
        samples: past.samples.len() as u32,
        weekly_gain: setup.outlook.weekly_gain(),
        warehouse_proven: past.warehouse.proven,
        warehouse_slowness: past.warehouse.mean_slowness(),
        carriers: carriers
            .map(|(carrier, stage)| (carrier.clone(), stage.proven, stage.mean_slowness()))
            .collect(),
        usual_promise: setup.usual_promise,
    }
}

fn reps(question: &Question, contacts: f64) -> f64 {
    (contacts / question.contacts.per_rep).ceil()
}

fn total(question: &Question, digests: &[Digest]) -> Total {
    let all = |figure: &dyn Fn(&Digest) -> f64| Interval::of(digests.iter().map(figure));
    let busiest = |digest: &Digest| {
        let contacts = digest.days.iter().map(|day| day.contacts);
        contacts.fold(0.0, f64::max)
    };
    Total {
        orders: all(&|digest| digest.orders),
        late_share: all(&Digest::late_share),
        handling_days: all(&|digest| digest.handling.0),
        handling_median: all(&|digest| digest.handling.1),
        transit_days: all(&|digest| digest.transit.0),
        transit_median: all(&|digest| digest.transit.1),
        contacts: all(&busiest),
        reps: all(&|digest| reps(question, busiest(digest))),
    }
}

fn days(setup: &Setup<'_>, digests: &[Digest]) -> Vec<DayAnswer> {
    let question = setup.question;
    let told = (question.to - question.from).num_days() + AFTER_DAYS;
    let first = (question.from - setup.past.until).num_days() as usize;
    let dates = days_from(setup.past.until, setup.days)
        .enumerate()
        .skip(first);
    let answer = |(at, day)| {
        let all = |figure: &dyn Fn(&OfDay) -> f64| {
            Interval::of(digests.iter().map(|digest| figure(&digest.days[at])))
        };
        DayAnswer {
            day,
            orders: all(&|of| of.orders),
            handed_over: all(&|of| of.handed_over),
            at_warehouse: all(&|of| of.at_warehouse),
            at_carriers: all(&|of| of.at_carriers),
            late_share: all(&|of| share(of.late, of.orders)),
            contacts: all(&|of| of.contacts),
            reps: all(&|of| reps(question, of.contacts)),
        }
    };
    dates.take(told as usize + 1).map(answer).collect()
}

fn destinations(setup: &Setup<'_>, digests: &[Digest]) -> Vec<DestinationAnswer> {
    let goal = setup.question.on_time_goal;
    let answer = |at: usize| {
        let of: Vec<&OfDestination> = digests
            .iter()
            .map(|digest| &digest.destinations[at])
            .collect();
        let all =
            |figure: &dyn Fn(&OfDestination) -> f64| Interval::of(of.iter().map(|one| figure(one)));
        let padding = together(&of).padding(goal);
        let name = &setup.destinations[at];
        let there = setup
            .past
            .samples
            .iter()
            .filter(|sample| sample.lane.to == *name);
        let (days, n) = there.fold((0.0, 0.0), |(sum, n), sample| {
            (sum + sample.took(), n + 1.0)
        });
        let single = of.iter().map(|one| one.padding(goal) as f64).collect();
        DestinationAnswer {
            destination: name.clone(),
            orders: all(&|one| one.orders),
            late_share: all(&|one| 1.0 - one.within(0)),
            days: all(&|one| share(one.days, one.orders)),
            usual_days: share(days, n),
            padding: Interval::around(padding as f64, single),
            on_time_padded: all(&|one| one.within(padding)),
        }
    };
    let mut answers: Vec<DestinationAnswer> = (0..setup.destinations.len()).map(answer).collect();
    answers.sort_by(|one, other| other.orders.expected.total_cmp(&one.orders.expected));
    answers
}

/// The orders of a destination from all replays.
fn together(of: &[&OfDestination]) -> OfDestination {
    let late_by = |days: usize| of.iter().map(|one| one.late_by[days]).sum();
    OfDestination {
        orders: of.iter().map(|one| one.orders).sum(),
        late_by: (0..=MOST_PADDING).map(late_by).collect(),
        days: of.iter().map(|one| one.days).sum(),
    }
}
