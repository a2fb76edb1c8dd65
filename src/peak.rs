//! Peaks: what a rush of orders would do to hand-over, transit and promises,
//! learned from the past and replayed day by day.
//!
//! A [`Question`] about a [`Past`] gives a [`Plan`]. The peak is replayed some
//! 200 times; each figure is the mean over the replays, with the interval in
//! which eight of ten lie.
//!
//! **The orders.** An ordinary week is exp(a + b w): the line through the
//! logarithms of the last 13 weeks (`demand`), w weeks ahead, that a few of them
//! cannot bend; its days share it as they did lately. A promotion makes its days u times as large. Or a past
//! peak comes again, its days moved to the same weekdays and multiplied by a
//! growth. Uncertain are b (by its standard error), all weeks together and each
//! of them (by how far the past ones lay from the line), and growth and uplift less one (by a factor
//! e^(spread z - spread^2 / 2), z normal).
//!
//! **Each order** is a finished order of the past again, one of the same weekday,
//! with its lane, its promise, and its two times in worked days: to the hand-over,
//! and from there to the delivery (`past`). They are brought to the pace of lately: times what
//! was typical in the last weeks, divided by what was in its own. Then a week
//! of the last year is drawn, in runs of four, and both are multiplied by how
//! that week lay against the eight before it (`stage`): bad weather and strikes
//! come again as they came.
//!
//! **A stage** (the warehouse, and the transit of each carrier) is a clock that
//! runs on working days (`clock`). With W parcels in it, the mean of the last
//! seven days, it runs at the speed
//!
//! v = 1 where W <= H D, else (W / (H D))^(-s)
//!
//! H is the most that is proven: parcels a day over the best two weeks. D is the
//! mean time in the stage, so H D is how many are in it then (Little's law). The
//! slowness s says what becomes of the rest: with 0 the stage takes whatever
//! comes, with 1 it never does more than is proven.
//!
//! How slow a stage is can only be seen when it was strained. Each of s = 0,
//! 0.1 ... 0.9 is believed alike at first; each week that got more than was
//! proven before weighs it by how well the time it took was foretold: by the
//! same stage, two weeks at that load (`stage`). The first half year of a stage
//! does not count: a young shop proves something new each week. So the first peak of a shop is planned with s anywhere in between,
//! and wide intervals; the next one from what the first did.
//!
//! **A limit** that somebody gives takes the place of all this: no more than so
//! many pass on a working day, first come, first served (`gate`), and the clock
//! behind it never slows down.
//!
//! **What is open** at the start goes on: each by the times of those of the past
//! that took longer than it has, and only as likely as it is still to come.
//!
//! **Late** is what is delivered on a later date than promised. *Padding* is the
//! fewest days with which the goal is kept in a destination, over all replays
//! together. The *last day to order* is the last day the warehouse works on which
//! an order arrives in time likely enough, by the lane's own orders on the clocks
//! of the replays.
//!
//! Nothing looks past the day of the plan; the same past and question give the
//! same plan to the last bit. All warehouses together are one stage. Orders that
//! never arrive are left out of shares.

mod answer;
mod chance;
mod clock;
mod days;
mod demand;
mod digest;
mod gate;
mod last_order;
mod past;
mod plan;
mod question;
mod replay;
mod setup;
mod sketch;
mod stage;
#[cfg(test)]
mod tests;

pub use answer::{
    Basis, DayAnswer, DestinationAnswer, Interval, LastOrder, PromiseChange, ReplyFacts, Total,
};
pub use days::WorkDays;
pub use past::{Lane, Learner, Open, Past, Sample};
pub use plan::{Plan, PlanFault};
pub use question::{Capacity, Contacts, Demand, Limit, PromiseInForce, Promotion, Question};
pub use stage::Stage;
