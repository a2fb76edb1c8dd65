//! What does it cost us?

use super::super::{Look, Read};
use super::{Drawing, figure};
use doorstep::performance::{Cause, Count, Figure, Mark, Tally, finding};
use doorstep::view::chart::{
    self, Bars, ChartView, Joined, Lay, Picture, Row, Scatter, Spot, Unit,
};

impl Look<'_> {
    /// Those who ask where their order is, against how late orders were.
    pub(in super::super) fn asking(&self, read: &Read) -> ChartView {
        let weeks: Vec<Tally> = read.weeks.values().cloned().collect();
        let spots = read.weeks.iter().filter_map(|(week, tally)| {
            let late = Figure::Late.of(tally)?;
            let label = self.texts.week_label(week.monday());
            Some(Spot {
                label,
                across: 100.0 * late.value,
                figure: figure(Figure::Wismo.of(tally), None),
            })
        });
        self.chart(Drawing {
            name: "asking",
            finding: finding::asking(&read.whole, &weeks),
            names: Vec::new(),
            note: None,
            n: read.whole.of(Count::Askable),
            picture: Picture::Scatter(Scatter {
                over: self.texts.axis_words().week.to_owned(),
                across: chart::Measure {
                    name: self.texts.figure_label(Figure::Late),
                    unit: Unit::Percent,
                },
                measure: chart::Measure {
                    name: self.texts.figure_label(Figure::Wismo),
                    unit: Unit::PerHundredOrders,
                },
                spots: spots.collect(),
                joined: Joined::Apart,
            }),
        })
    }

    /// Why they ask.
    pub(in super::super) fn causes(&self, read: &Read) -> ChartView {
        let mut causes: Vec<(Cause, i64)> = read
            .whole
            .counts()
            .filter_map(|(count, n)| match count {
                Count::WismoFor(cause) => Some((cause, n)),
                _ => None,
            })
            .collect();
        causes.sort_by_key(|(_, n)| std::cmp::Reverse(*n));
        causes.truncate(super::BARS);
        let link = self.orders_link(&[(super::super::MARK, Mark::Asked.code())]);
        let rows = causes.iter().map(|(cause, _)| Row {
            label: self.texts.cause_label(*cause),
            figures: vec![figure(
                Figure::WismoFor(*cause).of(&read.whole),
                Some(link.clone()),
            )],
        });
        self.chart(Drawing {
            name: "causes",
            finding: finding::cause(&read.whole),
            names: causes
                .first()
                .map(|(cause, _)| self.texts.cause_label(*cause))
                .into_iter()
                .collect(),
            note: None,
            n: read.whole.of(Count::Wismo),
            picture: Picture::Bars(Bars {
                over: self.texts.axis_words().reason.to_owned(),
                measure: chart::Measure {
                    name: self.texts.figure_label(Figure::Wismo),
                    unit: Unit::PerHundredOrders,
                },
                series: vec![self.texts.figure_label(Figure::Wismo)],
                rows: rows.collect(),
                lay: Lay::Along,
                marker: None,
            }),
        })
    }
}
