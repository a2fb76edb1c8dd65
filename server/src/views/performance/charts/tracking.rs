//! How well do carriers tell of it?

use super::super::{Look, Read};
use super::{Drawing, figure};
use doorstep::performance::{Count, Dimension, Figure, Span, Spread, Tally, finding};
use doorstep::view::chart::{self, Bars, ChartView, Curve, Lay, Picture, Row, Spot, Steps, Unit};

const HOUR: f64 = 3_600.0;

/// So many carriers have a curve.
const CURVES: usize = 3;

impl Look<'_> {
    /// How many parcels are silent for how long.
    pub(in super::super) fn silence(&self, read: &Read) -> ChartView {
        let by = [Dimension::Carrier, Dimension::Service];
        let silent = |tally: &Tally| tally.spread(Span::Silence).map_or(0, Spread::n);
        let mut curves = vec![curve(
            self.texts.performance_words().all.to_owned(),
            read.whole.spread(Span::Silence),
        )];
        let each = self.largest(&read.services, &by, silent);
        curves.extend(
            each.iter()
                .take(CURVES)
                .map(|named| curve(named.name.clone(), named.tally.spread(Span::Silence))),
        );
        self.chart(Drawing {
            name: "silence",
            finding: finding::silence(&read.whole),
            names: Vec::new(),
            note: None,
            n: silent(&read.whole),
            picture: Picture::Steps(Steps {
                across: chart::Measure {
                    name: self.texts.span_label(Span::Silence).to_owned(),
                    unit: Unit::Hours,
                },
                measure: chart::Measure {
                    name: self.texts.axis_words().silent_longer.to_owned(),
                    unit: Unit::Percent,
                },
                curves,
                markers: Vec::new(),
            }),
        })
    }

    /// Whose first scans come in time.
    pub(in super::super) fn first_scans(&self, read: &Read) -> ChartView {
        let by = [Dimension::Carrier, Dimension::Service];
        let due = |tally: &Tally| tally.of(Count::FirstScanDue);
        let all = self.largest(&read.services, &by, due);
        let row = |named: &super::Named<'_>| Row {
            label: named.name.clone(),
            figures: vec![figure(Figure::FirstScanInTime.of(named.tally), None)],
        };
        let label = self.texts.figure_label(Figure::FirstScanInTime);
        self.chart(Drawing {
            name: "first-scans",
            finding: finding::first_scans(&read.whole),
            names: Vec::new(),
            note: None,
            n: due(&read.whole),
            picture: Picture::Bars(Bars {
                over: self.texts.dimension_label(Dimension::Carrier).to_owned(),
                measure: chart::Measure {
                    name: label.clone(),
                    unit: Unit::Percent,
                },
                series: vec![label],
                rows: all.iter().map(row).collect(),
                lay: Lay::Along,
                marker: None,
            }),
        })
    }
}

/// The share of parcels that are silent for longer, after how long.
fn curve(name: String, spread: Option<&Spread>) -> Curve {
    let mut steps = Vec::new();
    if let Some(spread) = spread.filter(|spread| spread.n() > 0) {
        let n = spread.n();
        let share = |left: i64| chart::Figure {
            value: Some(100.0 * left as f64 / n as f64),
            n: n.unsigned_abs(),
            ..chart::Figure::default()
        };
        let step = |across: f64, left: i64| Spot {
            label: String::new(),
            across,
            figure: share(left),
        };
        steps.push(step(0.0, n));
        let mut left = n;
        // Hour by hour: a curve of a thousand steps says no more.
        let mut hours: std::collections::BTreeMap<u32, i64> = Default::default();
        for (seconds, seen) in spread.buckets() {
            *hours.entry((seconds / HOUR).ceil() as u32).or_default() += seen;
        }
        for (hour, seen) in hours {
            left -= seen;
            steps.push(step(f64::from(hour), left));
        }
    }
    Curve { name, steps }
}
