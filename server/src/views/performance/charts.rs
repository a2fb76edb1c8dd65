//! The charts, each with its finding for a title.

mod blame;
mod cost;
mod place;
mod promises;
mod tracking;

use super::{Apart, Look};
use app::texts::performance::Question;
use doorstep::performance::{
    Asked, Count, Dimension, Finding, Mark, Measure, Reading, Tally, Unit,
};
use doorstep::view::chart::{self, ChartView, Interval, Picture, Row};

/// The name of a question in addresses.
pub const fn name_of(question: Question) -> &'static str {
    match question {
        Question::Promises => "promises",
        Question::Blame => "blame",
        Question::Where => "where",
        Question::Cost => "cost",
        Question::Tracking => "tracking",
    }
}

/// So many bars a chart has at most; the rest are in its file.
const BARS: usize = 12;

/// A chart without its title.
struct Drawing<'a> {
    name: &'a str,
    finding: Finding,
    /// What the finding is about.
    names: Vec<String>,
    note: Option<String>,
    n: i64,
    picture: Picture,
}

impl Look<'_> {
    fn chart(&self, drawing: Drawing<'_>) -> ChartView {
        let thin = matches!(drawing.finding, Finding::TooFew { .. });
        ChartView {
            finding: self.texts.finding(&drawing.finding, &drawing.names),
            note: drawing.note,
            n: drawing.n.unsigned_abs(),
            thin,
            why_empty: None,
            csv: Some(format!(
                "/performance/csv/{}{}",
                drawing.name,
                self.asked.query()
            )),
            name: drawing.name.to_owned(),
            picture: drawing.picture,
        }
    }

    /// On time, as it is measured here.
    fn share_on_time(&self) -> chart::Measure {
        chart::Measure {
            name: self.texts.figure_label(self.asked.measure.figure()),
            unit: chart::Unit::Percent,
        }
    }

    /// The share on time of some parcels, with the late ones behind it.
    fn on_time_of(&self, tally: &Tally, late: Option<String>) -> chart::Figure {
        figure(self.asked.measure.figure().of(tally), late)
    }

    /// The largest of what is told apart, each with its name.
    fn largest<'t>(
        &self,
        apart: &'t Apart,
        by: &[Dimension],
        of: impl Fn(&Tally) -> i64,
    ) -> Vec<Named<'t>> {
        let mut all: Vec<Named<'t>> = apart
            .iter()
            .filter(|(_, tally)| of(tally) > 0)
            .map(|(values, tally)| Named {
                name: self.names(by, values),
                asked: by
                    .iter()
                    .zip(values)
                    .fold(self.asked.clone(), |asked, (by, value)| {
                        asked.and(*by, value)
                    }),
                tally,
            })
            .collect();
        all.sort_by(|one, other| {
            let order = of(other.tally).cmp(&of(one.tally));
            order.then_with(|| one.name.cmp(&other.name))
        });
        all.truncate(BARS);
        all
    }

    /// Bars of the share on time, the worst first, and what they say.
    fn bars_on_time(
        &self,
        name: &str,
        over: Dimension,
        apart: &Apart,
        by: &[Dimension],
    ) -> ChartView {
        let measure = self.asked.measure;
        let mut all = self.largest(apart, by, |tally| measure.of(tally).1);
        let share = |named: &Named<'_>| measure.figure().of(named.tally);
        let value = |named: &Named<'_>| share(named).map_or(1.0, |reading| reading.value);
        all.sort_by(|one, other| value(one).total_cmp(&value(other)));
        let tallies: Vec<Tally> = all.iter().map(|named| named.tally.clone()).collect();
        let row = |named: &Named<'_>| Row {
            label: named.name.clone(),
            figures: vec![self.on_time_of(named.tally, Some(named.late_link()))],
        };
        let rows = all.iter().map(row).collect();
        self.chart(Drawing {
            name,
            finding: doorstep::performance::finding::worst(&tallies, measure),
            names: all.iter().map(|named| named.name.clone()).collect(),
            note: None,
            n: due(&tallies, measure),
            picture: Picture::Bars(chart::Bars {
                over: self.texts.dimension_label(over).to_owned(),
                measure: self.share_on_time(),
                series: vec![self.texts.figure_label(measure.figure())],
                rows,
                lay: chart::Lay::Along,
                marker: None,
            }),
        })
    }
}

/// Some parcels with what they are called.
struct Named<'t> {
    name: String,
    asked: Asked,
    tally: &'t Tally,
}

impl Named<'_> {
    /// Where the late ones among them are listed.
    fn late_link(&self) -> String {
        let fields = [(super::MARK, Mark::missing(self.asked.measure).code())];
        format!("/performance/orders{}", self.asked.query_with(&fields))
    }
}

fn due(tallies: &[Tally], measure: Measure) -> i64 {
    tallies.iter().map(|tally| measure.of(tally).1).sum()
}

/// A reading as a chart takes it.
fn figure(reading: Option<Reading>, link: Option<String>) -> chart::Figure {
    let Some(reading) = reading else {
        return chart::Figure::default();
    };
    let scale = match reading.unit {
        Unit::Share => 100.0,
        Unit::Seconds => 1.0 / 86_400.0,
        Unit::PerHundred | Unit::Days | Unit::PerDay => 1.0,
    };
    chart::Figure {
        value: Some(reading.value * scale),
        n: reading.n.unsigned_abs(),
        interval: reading.interval.map(|(low, high)| Interval {
            low: low * scale,
            high: high * scale,
        }),
        thin: reading.is_thin(),
        link: link.filter(|_| reading.n > 0),
    }
}

/// How often something was counted.
fn counted(n: i64, link: Option<String>) -> chart::Figure {
    chart::Figure {
        value: Some(n as f64),
        n: n.unsigned_abs(),
        interval: None,
        thin: false,
        link: link.filter(|_| n > 0),
    }
}

/// How many parcels there are.
fn parcels(tally: &Tally) -> i64 {
    tally.of(Count::Parcels)
}
