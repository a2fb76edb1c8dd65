//! What the back-test says: the plan beside what came.

use super::assumed::Assumed;
use super::seen::{Held, Seen, held, padding, within};
use doorstep::history::PastOrder;
use doorstep::peak::{DayAnswer, Interval, Plan};
use std::fmt;

/// Destinations of fewer orders are not told one by one.
const LEAST: usize = 30;

/// A plan, and what came.
pub struct Report<'a> {
    orders: &'a [PastOrder],
    assumed: &'a Assumed,
    plan: &'a Plan,
    seen: Seen,
}

impl<'a> Report<'a> {
    /// Judges a plan by a history that goes on after it.
    #[must_use]
    pub fn of(orders: &'a [PastOrder], assumed: &'a Assumed, plan: &'a Plan) -> Self {
        let seen = Seen::of(orders, plan.question.from, plan.question.to);
        Self {
            orders,
            assumed,
            plan,
            seen,
        }
    }
}

impl fmt::Display for Report<'_> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.basis(out)?;
        self.total(out)?;
        self.destinations(out)?;
        self.last_orders(out)?;
        self.days(out)
    }
}

impl Report<'_> {
    fn basis(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (question, basis) = (&self.plan.question, &self.plan.basis);
        let last = basis.until.pred_opt().unwrap_or(basis.until);
        writeln!(
            out,
            "Orders of {} to {}, planned from what was known at the end of {last}.",
            question.from, question.to
        )?;
        writeln!(out, "\nAssumed")?;
        write!(out, "{}", self.assumed)?;
        let spread = 100.0 * question.spread;
        writeln!(
            out,
            "  growth and uplifts within {spread:.0} %, two times in three; an ordinary week gains {:+.1} %",
            100.0 * (basis.weekly_gain - 1.0)
        )?;
        writeln!(
            out,
            "  {} finished orders are drawn from, {} times over",
            basis.samples, question.replays
        )?;
        writeln!(
            out,
            "  warehouse: {:.0} a day proven, slowness {:.2} beyond",
            basis.warehouse_proven, basis.warehouse_slowness
        )?;
        for (carrier, proven, slowness) in &basis.carriers {
            let name = if carrier.is_empty() {
                "carrier (none named)"
            } else {
                carrier
            };
            writeln!(
                out,
                "  {name}: {proven:.0} a day proven, slowness {slowness:.2} beyond"
            )?;
        }
        if question.warehouse != doorstep::peak::Capacity::Learned || !question.limits.is_empty() {
            writeln!(out, "  limits as said, in place of what is proven")?;
        }
        Ok(())
    }

    fn total(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (total, seen) = (&self.plan.total, &self.seen);
        let (judged, late) = seen.late();
        let rows = [
            ("orders", total.orders, 1.0, seen.placed() as f64, 0),
            ("late, %", total.late_share, 100.0, 100.0 * late, 1),
            (
                "to hand-over, days, mean",
                total.handling_days,
                1.0,
                seen.handling().0,
                2,
            ),
            (
                "to hand-over, days, median",
                total.handling_median,
                1.0,
                seen.handling().1,
                2,
            ),
            (
                "in transit, days, mean",
                total.transit_days,
                1.0,
                seen.transit().0,
                2,
            ),
            (
                "in transit, days, median",
                total.transit_median,
                1.0,
                seen.transit().1,
                2,
            ),
        ];
        writeln!(
            out,
            "\n                               expected          [8 of 10]      seen"
        )?;
        for (name, figure, by, seen, digits) in rows {
            let verdict = if inside(figure, seen / by) {
                ""
            } else {
                "  outside"
            };
            writeln!(
                out,
                "{name:28} {}  {seen:8.digits$}{verdict}",
                Figure(figure, by, digits)
            )?;
        }
        for (name, figure, digits) in [
            ("contacts, busiest day", total.contacts, 0),
            ("reps, busiest day", total.reps, 0),
        ] {
            writeln!(out, "{name:28} {}   not seen", Figure(figure, 1.0, digits))?;
        }
        let contacts = self.plan.question.contacts;
        writeln!(
            out,
            "Seen are the {judged} orders that were delivered and had a promise. The history has no contacts: theirs are counted by {} a day and late parcel, {} an order, {} a rep and day.",
            contacts.per_late_parcel, contacts.per_order, contacts.per_rep
        )
    }

    fn destinations(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let goal = 100.0 * self.plan.question.on_time_goal;
        let (on_time, days) = self.seen.padded(self.plan);
        let without = 100.0 * (1.0 - self.seen.late().1);
        writeln!(
            out,
            "\nPadding for {goal:.0} % on time: {without:.1} % on time without, {:.1} % with {days:.1} days more",
            100.0 * on_time
        )?;
        writeln!(
            out,
            "                  n   late, %   [8 of 10]   seen   padding [8 of 10]   on time then"
        )?;
        for of in &self.plan.destinations {
            let Some(late_by) = self.seen.destinations.get(&of.destination) else {
                continue;
            };
            if late_by.len() < LEAST {
                continue;
            }
            let n = late_by.len() as f64;
            let padding = padding(self.plan, &of.destination);
            let late = 100.0 * (1.0 - within(late_by, 0) as f64 / n);
            let then = 100.0 * within(late_by, padding) as f64 / n;
            writeln!(
                out,
                "{:12} {n:6}     {:5.1} [{:4.1}, {:4.1}]  {late:5.1}       {padding:3} [{:2.0}, {:2.0}]          {then:5.1} %",
                named(&of.destination),
                100.0 * of.late_share.expected,
                100.0 * of.late_share.low,
                100.0 * of.late_share.high,
                of.padding.low,
                of.padding.high,
            )?;
        }
        Ok(())
    }

    fn last_orders(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Some(first) = self.plan.last_orders.first() else {
            return Ok(());
        };
        let chance = 100.0 * self.plan.question.by_chance;
        writeln!(
            out,
            "\nLast days to order for a delivery by {} with {chance:.0} %; seen: the lane's orders of the two weeks up to then",
            first.deliver_by
        )?;
        let (mut kept, mut judged) = (0, 0);
        for last in &self.plan.last_orders {
            let lane = format!(
                "{} > {} {}",
                named(&last.lane.from),
                named(&last.lane.to),
                last.lane.carrier
            );
            let Some(order_by) = last.order_by else {
                writeln!(out, "  {lane:20} none: too late already")?;
                continue;
            };
            let [earliest, latest] = [last.earliest, last.latest]
                .map(|day| day.map_or("none".to_owned(), |day| day.to_string()));
            write!(out, "  {lane:20} {order_by} [{earliest}, {latest}]  ")?;
            match held(self.orders, self.plan.basis.until, last, order_by) {
                Held::TooFew(n) => writeln!(out, "{n} orders: too few to say")?,
                Held::Share(n, share) => {
                    let holds = share >= self.plan.question.by_chance;
                    judged += 1;
                    kept += usize::from(holds);
                    let verdict = if holds { "held" } else { "did not hold" };
                    writeln!(out, "{n} orders, {:.1} % in time: {verdict}", 100.0 * share)?;
                }
            }
        }
        writeln!(out, "{kept} of {judged} held")
    }

    fn days(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(
            out,
            "\nday           orders          [8 of 10]      seen     late, %          [8 of 10]      seen"
        )?;
        let peak = self
            .plan
            .days
            .iter()
            .filter(|of| of.day <= self.plan.question.to);
        for DayAnswer {
            day,
            orders,
            late_share,
            ..
        } in peak
        {
            let seen = self.seen.days.get(day).copied().unwrap_or_default();
            let late = 100.0 * seen.late as f64 / seen.judged.max(1) as f64;
            writeln!(
                out,
                "{day} {}  {:8} {}  {late:8.1}",
                Figure(*orders, 1.0, 0),
                seen.placed,
                Figure(*late_share, 100.0, 1)
            )?;
        }
        Ok(())
    }
}

fn inside(figure: Interval, seen: f64) -> bool {
    figure.low <= seen && seen <= figure.high
}

fn named(region: &str) -> &str {
    if region.is_empty() { "unknown" } else { region }
}

/// A figure with its interval, times a factor, with so many digits.
struct Figure(Interval, f64, usize);

impl fmt::Display for Figure {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self(
            Interval {
                low,
                expected,
                high,
            },
            by,
            digits,
        ) = self;
        let (low, expected, high) = (low * by, expected * by, high * by);
        let interval = format!("[{low:.digits$}, {high:.digits$}]");
        write!(out, "{expected:9.digits$} {interval:>18}")
    }
}
