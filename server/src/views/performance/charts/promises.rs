//! Are we keeping our promises?

use super::super::{Look, Read};
use super::Drawing;
use doorstep::performance::{Against, Figure, Mark, Span, Spread, Tally, Week, finding};
use doorstep::view::chart::{
    self, Bin, ChartView, Distribution, Histogram, Line, Marker, Picture, Point, Series, Unit,
};
use std::collections::BTreeMap;

impl Look<'_> {
    /// On time week by week, beside the time it is compared with.
    pub(in super::super) fn on_time(&self, read: &Read) -> ChartView {
        let measure = self.asked.measure;
        let points = |weeks: &BTreeMap<Week, Tally>, from: Week, to: Week| -> Vec<Point> {
            (from.0..=to.0)
                .map(|week| {
                    let week = Week(week);
                    let tally = weeks.get(&week);
                    let late = tally.map(|_| self.week_link(week));
                    let figure = tally.map(|tally| self.on_time_of(tally, late));
                    Point {
                        label: self.texts.week_label(week.monday()),
                        figure: figure.unwrap_or_default(),
                    }
                })
                .collect()
        };
        let before = self.before.zip(read.before.as_ref());
        let finding = finding::on_time(&read.whole, read.before_whole.as_ref(), measure);
        self.chart(Drawing {
            name: "on-time",
            finding,
            names: Vec::new(),
            note: None,
            n: measure.of(&read.whole).1,
            picture: Picture::Line(Line {
                over: self.texts.axis_words().week.to_owned(),
                measure: self.share_on_time(),
                now: Series {
                    name: self
                        .texts
                        .span_of_days(self.wanted.from.monday(), self.wanted.to.sunday()),
                    points: points(&read.weeks, self.wanted.from, self.wanted.to),
                },
                before: before.map(|((from, to), weeks)| Series {
                    name: self.texts.span_of_days(from.monday(), to.sunday()),
                    points: points(weeks, from, to),
                }),
                goal: None,
            }),
        })
    }

    fn week_link(&self, week: Week) -> String {
        let monday = week.monday().to_string();
        let fields = [
            (super::super::MARK, Mark::missing(self.asked.measure).code()),
            ("from", monday.as_str()),
            ("to", monday.as_str()),
        ];
        self.orders_link(&fields)
    }

    /// The days it took beside the days that were promised.
    pub(in super::super) fn distribution(&self, read: &Read) -> ChartView {
        let against = self.asked.measure.against;
        let took = read.whole.spread(Span::Whole);
        let promised = read.whole.spread(Span::Promised);
        let bins = longest(took).max(longest(promised)).min(LONGEST);
        let mut series = vec![Histogram {
            name: self.texts.axis_words().it_took.to_owned(),
            bins: in_days(took, bins, f64::floor),
        }];
        // How the carrier's estimates are spread is not kept.
        if against == Against::Checkout {
            series.push(Histogram {
                name: self.texts.axis_words().was_promised.to_owned(),
                // Whole days, read to 1 %.
                bins: in_days(promised, bins, f64::round),
            });
        }
        let days = |figure: Figure| figure.of(&read.whole).map(|of| of.value / DAY);
        let markers = [
            (
                Figure::Median(Span::Whole),
                days(Figure::Median(Span::Whole)),
            ),
            (
                Figure::NinetiethPercentile(Span::Whole),
                days(Figure::NinetiethPercentile(Span::Whole)),
            ),
        ];
        self.chart(Drawing {
            name: "days",
            finding: finding::distribution(&read.whole, against),
            names: Vec::new(),
            note: None,
            n: took.map_or(0, Spread::n),
            picture: Picture::Distribution(Distribution {
                across: chart::Measure {
                    name: self.texts.axis_words().days_from_the_order.to_owned(),
                    unit: Unit::Days,
                },
                from: 0.0,
                width: 1.0,
                series,
                markers: markers
                    .into_iter()
                    .filter_map(|(figure, at)| {
                        Some(Marker {
                            label: self.texts.marker(figure).to_owned(),
                            at: at?,
                        })
                    })
                    .collect(),
            }),
        })
    }
}

const DAY: f64 = 86_400.0;

/// More days than this are one bin, the last.
const LONGEST: usize = 60;

fn longest(spread: Option<&Spread>) -> usize {
    let last = spread.and_then(|spread| spread.quantile(0.995));
    last.map_or(1, |seconds| (seconds / DAY) as usize + 1)
}

fn in_days(spread: Option<&Spread>, bins: usize, whole: fn(f64) -> f64) -> Vec<Bin> {
    let mut found = vec![Bin::default(); bins];
    for (seconds, n) in spread.into_iter().flat_map(Spread::buckets) {
        let day = (whole(seconds / DAY) as usize).min(bins.saturating_sub(1));
        if let Some(bin) = found.get_mut(day) {
            bin.n += n.unsigned_abs();
        }
    }
    found
}
