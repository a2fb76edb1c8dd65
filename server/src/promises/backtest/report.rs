//! What the back-test says, and the file that it writes.

use super::dirt::Dirt;
use super::figures::{Figures, P10, P50, P90, P95, P97, ShopFigures};
use super::past::Past;
use super::replay::Line;
use chrono::NaiveDate;
use doorstep::promise::Stage;
use std::collections::BTreeMap;
use std::fmt;
use std::io::{self, Write};

/// Regions of fewer orders are not judged one by one.
const REGION: u32 = 200;

/// The columns of the figures, as wide as `Row` writes them.
const HEADER: &str = "                n   pinball .1     .5     .9     MAE   T<=P10  <=P50  <=P90   [10,90]  width   P90 on time, days   P95 on time, days   P97 on time, days";

/// The figures of both stages, for the orders placed from a date on.
pub struct Report<'a> {
    past: &'a Past,
    lines: &'a [Line],
    from: Option<NaiveDate>,
}

impl<'a> Report<'a> {
    /// Judges what would have been promised in a history.
    #[must_use]
    pub const fn of(past: &'a Past, lines: &'a [Line], from: Option<NaiveDate>) -> Self {
        Self { past, lines, from }
    }

    fn judged(&self, stage: Stage) -> Judged {
        let mut judged = Judged::default();
        for line in self.lines.iter().filter(|line| line.stage == stage) {
            let past = &self.past.orders[line.past];
            let placed_on = past.order.placed_at.date();
            if self.from.is_some_and(|from| placed_on < from) {
                continue;
            }
            let Some(at) = past.delivered_at else {
                judged.not_delivered += 1;
                continue;
            };
            let month = placed_on.format("%Y-%m").to_string();
            let region = past.order.destination.region_name();
            let groups = [
                judged.months.entry(month).or_default(),
                judged.regions.entry(region).or_default(),
                &mut judged.model,
            ];
            for figures in groups {
                figures.add(past, at, line.start, &line.answer.days);
            }
            judged.table.add(past, at, line.start, &line.table);
            judged.shop.add(past, at);
        }
        judged
    }
}

impl fmt::Display for Report<'_> {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(to, "{}{}", self.past, Dirt::of(&self.past.orders))?;
        for stage in [Stage::Purchase, Stage::HandOver] {
            write!(to, "\n{}: {}", stage.code(), self.judged(stage))?;
        }
        Ok(())
    }
}

/// What came of one stage's promises.
#[derive(Default)]
struct Judged {
    model: Figures,
    table: Figures,
    shop: ShopFigures,
    months: BTreeMap<String, Figures>,
    regions: BTreeMap<String, Figures>,
    not_delivered: usize,
}

impl fmt::Display for Judged {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(
            to,
            "{} orders judged; {} not delivered: left out.",
            self.model.n, self.not_delivered
        )?;
        if self.model.n == 0 {
            return Ok(());
        }
        writeln!(to, "{HEADER}")?;
        writeln!(to, "{}", Row("model", &self.model))?;
        writeln!(to, "{}", Row("table 60 d", &self.table))?;
        match self.shop.promise() {
            Some((on_time, days)) => {
                writeln!(
                    to,
                    "the shop's own promise: {on_time:.1} % on time, {days:.1} days"
                )?;
            }
            None => writeln!(to, "the shop promised nothing")?,
        }
        let gain = 100.0 * (1.0 - self.model.mean_miss() / self.table.mean_miss());
        writeln!(to, "MAE of P50: {gain:.1} % below the table's")?;
        writeln!(to, "by month of purchase")?;
        for (month, figures) in &self.months {
            writeln!(to, "{}", Row(month, figures))?;
        }
        writeln!(to, "by destination region")?;
        for (region, figures) in &self.regions {
            writeln!(to, "{}", Row(region, figures))?;
        }
        self.worst_regions(to)
    }
}

impl Judged {
    /// Between what the coverage of the regions lies that are large enough.
    fn worst_regions(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        let large = self.regions.values().filter(|of| of.n >= REGION);
        let inside: Vec<f64> = large.map(Figures::inside).collect();
        if inside.is_empty() {
            return Ok(());
        }
        let low = inside.iter().copied().fold(100.0, f64::min);
        let high = inside.iter().copied().fold(0.0, f64::max);
        writeln!(
            to,
            "[P10, P90] in the {} regions with {REGION} orders or more: {low:.1} to {high:.1} %",
            inside.len()
        )
    }
}

/// The figures of some orders in one line.
struct Row<'a>(&'a str, &'a Figures);

impl fmt::Display for Row<'_> {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self(name, figures) = self;
        let [low, middle, high] = figures.pinball();
        write!(
            to,
            "{name:10} {:6}        {low:5.3}  {middle:5.3}  {high:5.3}  {:6.3}    {:5.1}  {:5.1}  {:5.1}     {:5.1}  {:5.2} ",
            figures.n,
            figures.mean_miss(),
            figures.coverage(P10),
            figures.coverage(P50),
            figures.coverage(P90),
            figures.inside(),
            figures.width(),
        )?;
        for quantile in [P90, P95, P97] {
            let (on_time, days) = figures.promise(quantile);
            write!(to, "      {on_time:5.1} % {days:5.1} ")?;
        }
        Ok(())
    }
}

/// Writes one line per order and stage, in the order of their moments.
///
/// # Errors
/// When the output cannot be written.
pub fn write_lines(to: &mut impl Write, past: &Past, lines: &[Line]) -> io::Result<()> {
    let mut csv = csv::Writer::from_writer(to);
    csv.write_record([
        "order_number",
        "stage",
        "known_at",
        "p10",
        "p50",
        "p90",
        "p95",
        "p97",
        "n",
        "pool",
    ])?;
    for line in lines {
        let quantiles = [P10, P50, P90, P95, P97].map(|at| format!("{:.6}", line.answer.days[at]));
        let mut cells = vec![
            past.orders[line.past].number.clone(),
            line.stage.code().to_owned(),
            line.known_at.format("%Y-%m-%dT%H:%M:%S").to_string(),
        ];
        let basis = &line.answer.basis;
        cells.extend(quantiles);
        cells.extend([basis.n.to_string(), basis.pool.to_string()]);
        csv.write_record(&cells)?;
    }
    csv.flush()
}
