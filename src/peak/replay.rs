//! One replay of a peak: day by day, orders come, wait at the warehouse, are
//! handed over, wait at the carrier's gate, travel and arrive.

use super::chance::Chance;
use super::clock::{Clock, LEAST_WORK};
use super::gate::Gate;
use super::setup::{Setup, Way};
use super::stage::speed;
use std::collections::BTreeMap;

/// So many parcels are followed for each day; each stands for its share of the
/// day's orders, so that more orders weigh more, and draw no other chances.
pub const PARCELS: usize = 120;
/// A stage feels the load of so many days.
const FELT_DAYS: usize = 7;
/// Conditions of the past come in runs of so many weeks.
const RUN_WEEKS: usize = 4;

/// A parcel that is followed, and what becomes of it; days count from the
/// plan's day, and are below zero before it.
#[derive(Clone, Debug)]
pub struct Parcel {
    /// The place of its destination in the setup.
    pub destination: usize,
    /// How many it stands for.
    pub weight: f64,
    /// When it was placed.
    pub placed: f64,
    /// The last day that keeps the promise.
    pub promised: i64,
    /// When the carrier got it.
    pub handed_over: Option<f64>,
    /// When it arrived.
    pub delivered: Option<f64>,
    way: Way,
    transit: f64,
}

impl Parcel {
    /// So many days after the promise it arrived; 0 for in time, and all the
    /// days until the end for what never did.
    #[must_use]
    pub fn days_late(&self, end: usize) -> i64 {
        let came = self.delivered.map_or(end as i64, |at| at.floor() as i64);
        (came - self.promised).max(0)
    }
}

/// What a replay leaves.
#[derive(Clone, Debug)]
pub struct Run {
    /// The parcels of the days that were replayed, in the order of their days.
    pub parcels: Vec<Parcel>,
    /// Those that were open before.
    pub earlier: Vec<Parcel>,
    /// Orders placed each day.
    pub orders: Vec<f64>,
    /// Handed over each day.
    pub handed_over: Vec<f64>,
    /// Waiting to be handed over at the end of each day.
    pub at_warehouse: Vec<f64>,
    /// At carriers at the end of each day.
    pub at_carriers: Vec<f64>,
    /// Everything that arrived.
    pub arrived: f64,
    /// How each stage went.
    pub course: Course,
}

/// How the stages went, from which the end of any parcel can be read.
#[derive(Clone, Debug)]
pub struct Course {
    warehouse: Clock,
    warehouse_gate: Option<Gate>,
    carriers: Vec<Clock>,
    gates: Vec<Gate>,
    /// For each week, how long handling and transit take against usual.
    weeks: Vec<(f64, Vec<f64>)>,
}

impl Course {
    /// The day on which an order arrives that is placed at a time.
    #[must_use]
    pub fn arrives(&self, placed: f64, way: Way, handling: f64, transit: f64) -> Option<i64> {
        let (slow, slower) = self.week_of(placed);
        let mut at = self.warehouse.done(placed, handling * slow)?;
        if let Some(gate) = &self.warehouse_gate {
            at = gate.lets_through(at)?;
        }
        if let Some(gate) = way.gate.and_then(|gate| self.gates.get(gate)) {
            at = gate.lets_through(at)?;
        }
        let done = self.carriers[way.clock].done(at, transit * slow_there(slower, way))?;
        Some(done.floor() as i64)
    }

    fn week_of(&self, placed: f64) -> (f64, &[f64]) {
        let week = (placed.max(0.0) / 7.0) as usize;
        let (slow, slower) = &self.weeks[week.min(self.weeks.len() - 1)];
        (*slow, slower)
    }
}

/// How long the carrier of a way takes against usual; as usual where nothing is
/// known of it.
fn slow_there(slower: &[f64], way: Way) -> f64 {
    slower.get(way.carrier).copied().unwrap_or(1.0)
}

/// Parcels at work in a stage, by what its clock will show at their end.
#[derive(Clone, Debug, Default)]
struct AtWork {
    ends: BTreeMap<(u64, usize), f64>,
    weight: f64,
}

impl AtWork {
    fn begin(&mut self, parcel: usize, end: f64, weight: f64) {
        // Of numbers not below zero, the order of the bits is their own.
        self.ends.insert((end.max(0.0).to_bits(), parcel), weight);
        self.weight += weight;
    }

    /// Those that are done when the clock shows so much, in their order.
    fn done(&mut self, shown: f64) -> Vec<(usize, f64)> {
        let later = self.ends.split_off(&(shown.to_bits(), usize::MAX));
        let done = std::mem::replace(&mut self.ends, later);
        self.weight -= done.values().sum::<f64>();
        let told = |((end, parcel), _): ((u64, usize), f64)| (parcel, f64::from_bits(end));
        done.into_iter().map(told).collect()
    }
}

/// The mean load of the last days.
#[derive(Clone, Debug, Default)]
struct Felt(Vec<f64>);

impl Felt {
    fn now(&mut self, load: f64) -> f64 {
        self.0.push(load.max(0.0));
        let last = &self.0[self.0.len().saturating_sub(FELT_DAYS)..];
        // Before the first day it was as on the first.
        let before = (FELT_DAYS - last.len()) as f64 * self.0[0];
        (last.iter().sum::<f64>() + before) / FELT_DAYS as f64
    }
}

struct Replay<'a> {
    setup: &'a Setup<'a>,
    parcels: Vec<Parcel>,
    course: Course,
    slowness: (f64, Vec<f64>),
    packing: AtWork,
    travelling: Vec<AtWork>,
    felt: (Felt, Vec<Felt>),
    handed_over: f64,
    arrived: f64,
}

/// Replays a peak once; the number of the replay decides its chances.
#[must_use]
pub fn replay(setup: &Setup<'_>, number: u64) -> Run {
    let seed = setup.question.seed;
    let mut chance = Chance::of_part(seed, number, 0);
    let orders = setup.outlook.drawn(setup.days, &mut chance);
    let mut replay = Replay::begun(setup, &mut Chance::of_part(seed, number, 1));
    replay.take_over(&mut Chance::of_part(seed, number, 2));
    let earlier = replay.parcels.len();
    let mut run = Run {
        parcels: Vec::new(),
        earlier: Vec::new(),
        handed_over: Vec::new(),
        at_warehouse: Vec::new(),
        at_carriers: Vec::new(),
        arrived: 0.0,
        course: replay.course.clone(),
        orders,
    };
    for day in 0..setup.days {
        let mut chance = Chance::of_part(seed, number, 3 + day as u64);
        replay.set_speeds(day);
        replay.place(day, run.orders[day], &mut chance);
        replay.hand_over(day);
        replay.travel(day);
        run.handed_over
            .push(std::mem::take(&mut replay.handed_over));
        run.at_warehouse.push(replay.at_warehouse());
        run.at_carriers.push(replay.at_carriers());
    }
    run.arrived = replay.arrived;
    run.course = replay.course;
    run.parcels = replay.parcels.split_off(earlier);
    run.earlier = replay.parcels;
    run
}

impl<'a> Replay<'a> {
    fn begun(setup: &'a Setup<'a>, chance: &mut Chance) -> Self {
        let slowness = setup.slowness(chance);
        let clocks = setup.stages.len();
        Self {
            setup,
            parcels: Vec::new(),
            course: Course {
                warehouse: Clock::default(),
                warehouse_gate: setup.warehouse_gate.map(|most| Gate::of(Some(most))),
                carriers: vec![Clock::default(); clocks],
                gates: setup.gates.iter().map(|most| Gate::of(*most)).collect(),
                weeks: setup.weeks(RUN_WEEKS, chance),
            },
            slowness,
            packing: AtWork::default(),
            travelling: vec![AtWork::default(); clocks],
            felt: (Felt::default(), vec![Felt::default(); clocks]),
            handed_over: 0.0,
            arrived: 0.0,
        }
    }

    /// What was open before the first day goes on.
    fn take_over(&mut self, chance: &mut Chance) {
        for open in &self.setup.open {
            let rest = open.rest(self.setup, chance);
            let parcel = Parcel {
                destination: open.destination,
                weight: open.weight,
                placed: open.placed,
                promised: open.promised,
                handed_over: open.in_transit.then_some(0.0),
                delivered: None,
                way: open.way,
                transit: rest.transit,
            };
            let at = self.parcels.len();
            self.parcels.push(parcel);
            if open.in_transit {
                self.travelling[open.way.clock].begin(
                    at,
                    rest.transit.max(LEAST_WORK),
                    open.weight,
                );
            } else {
                self.packing
                    .begin(at, rest.handling.max(LEAST_WORK), open.weight);
            }
        }
    }

    fn set_speeds(&mut self, day: usize) {
        let setup = self.setup;
        let waiting = self.at_warehouse();
        let pace = match &setup.warehouse {
            Some(stage) => speed(self.felt.0.now(waiting), stage.holds(), self.slowness.0),
            None => 1.0,
        };
        let worked = |works: bool, pace: f64| if works { pace } else { 0.0 };
        self.course
            .warehouse
            .pass(worked(setup.packs_on[day], pace));
        for clock in 0..setup.stages.len() {
            let felt = self.felt.1[clock].now(self.travelling[clock].weight);
            let pace = match &setup.stages[clock] {
                Some(stage) => speed(felt, stage.holds(), self.slowness.1[clock]),
                None => 1.0,
            };
            self.course.carriers[clock].pass(worked(setup.delivers_on[day], pace));
        }
    }

    fn place(&mut self, day: usize, orders: f64, chance: &mut Chance) {
        let setup = self.setup;
        for _ in 0..PARCELS {
            let at = setup.drawn(day, chance);
            let sample = &setup.past.samples[at];
            let kind = &setup.kinds[at];
            let placed = day as f64 + sample.placed;
            let (slow, slower) = self.course.week_of(placed);
            let (handling, transit) = (
                sample.handling * slow,
                sample.transit * slow_there(slower, kind.way),
            );
            let end = self.course.warehouse.at(placed) + handling.max(LEAST_WORK);
            let weight = orders / PARCELS as f64;
            self.packing.begin(self.parcels.len(), end, weight);
            self.parcels.push(Parcel {
                destination: kind.destination,
                weight,
                placed,
                promised: day as i64 + kind.promised,
                handed_over: None,
                delivered: None,
                way: kind.way,
                transit,
            });
        }
    }

    fn hand_over(&mut self, day: usize) {
        let clock = &self.course.warehouse;
        let done = self.packing.done(clock.shows());
        let timed = |(parcel, end): (usize, f64)| {
            let at = clock.time_of(end).unwrap_or(day as f64);
            (parcel, at.max(self.parcels[parcel].placed))
        };
        let mut out: Vec<(usize, f64)> = done.into_iter().map(timed).collect();
        if let Some(gate) = &mut self.course.warehouse_gate {
            for (parcel, at) in out {
                gate.comes(parcel, at, self.parcels[parcel].weight);
            }
            out = gate.close(day, self.setup.packs_on[day]);
        }
        for (parcel, at) in out {
            let one = &mut self.parcels[parcel];
            one.handed_over = Some(at);
            self.handed_over += one.weight;
            match one.way.gate {
                Some(gate) => self.course.gates[gate].comes(parcel, at, one.weight),
                None => self.depart(parcel, at),
            }
        }
    }

    fn travel(&mut self, day: usize) {
        for gate in 0..self.course.gates.len() {
            let worked = self.setup.delivers_on[day];
            for (parcel, at) in self.course.gates[gate].close(day, worked) {
                self.depart(parcel, at);
            }
        }
        for (clock, travelling) in self.course.carriers.iter().zip(&mut self.travelling) {
            for (parcel, end) in travelling.done(clock.shows()) {
                let one = &mut self.parcels[parcel];
                let at = clock.time_of(end).unwrap_or(day as f64);
                one.delivered = Some(at.max(one.handed_over.unwrap_or(at)));
                self.arrived += one.weight;
            }
        }
    }

    fn depart(&mut self, parcel: usize, at: f64) {
        let one = &self.parcels[parcel];
        let clock = one.way.clock;
        let end = self.course.carriers[clock].at(at) + one.transit.max(LEAST_WORK);
        self.travelling[clock].begin(parcel, end, one.weight);
    }

    fn at_warehouse(&self) -> f64 {
        let gate = self.course.warehouse_gate.as_ref();
        self.packing.weight + gate.map_or(0.0, Gate::waits)
    }

    fn at_carriers(&self) -> f64 {
        let travelling: f64 = self.travelling.iter().map(|stage| stage.weight).sum();
        travelling + self.course.gates.iter().map(Gate::waits).sum::<f64>()
    }
}
