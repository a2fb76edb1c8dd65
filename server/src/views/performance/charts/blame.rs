//! Who or what is to blame?

use super::super::{Look, Read};
use super::{Drawing, counted, figure, parcels};
use doorstep::performance::{Count, Dimension, Figure, Mark, Span, finding};
use doorstep::scan::Reason;
use doorstep::view::chart::{self, Bars, ChartView, Lay, Picture, Row, Split, Unit};

impl Look<'_> {
    /// Carriers and their services side by side.
    pub(in super::super) fn carriers(&self, read: &Read) -> ChartView {
        let by = [Dimension::Carrier, Dimension::Service];
        self.bars_on_time("carriers", Dimension::Carrier, &read.services, &by)
    }

    /// How much of the time is the warehouse's, and how much the way's.
    pub(in super::super) fn split(&self, read: &Read) -> ChartView {
        let spans = [Span::ToHandOver, Span::Transit];
        let of = |tally| {
            let mean = |span| figure(Figure::Mean(span).of(tally), None);
            spans.map(mean).to_vec()
        };
        let whole = Row {
            label: self.texts.performance_words().all.to_owned(),
            figures: of(&read.whole),
        };
        let warehouses = self.largest(&read.warehouses, &[Dimension::Warehouse], parcels);
        let rows = warehouses.iter().map(|named| Row {
            label: named.name.clone(),
            figures: of(named.tally),
        });
        self.chart(Drawing {
            name: "split",
            finding: finding::split(&read.whole),
            names: Vec::new(),
            note: None,
            n: read.whole.of(Count::Delivered),
            picture: Picture::Split(Split {
                over: self.texts.dimension_label(Dimension::Warehouse).to_owned(),
                measure: chart::Measure {
                    name: self.texts.axis_words().mean_days.to_owned(),
                    unit: Unit::Days,
                },
                parts: spans
                    .map(|span| self.texts.span_label(span).to_owned())
                    .to_vec(),
                rows: std::iter::once(whole).chain(rows).collect(),
            }),
        })
    }

    /// What stands in the way.
    pub(in super::super) fn troubles(&self, read: &Read) -> ChartView {
        let mut reasons: Vec<(Reason, i64)> = Reason::ALL
            .into_iter()
            .map(|reason| (reason, read.whole.of(Count::Trouble(reason))))
            .filter(|(_, n)| *n > 0)
            .collect();
        reasons.sort_by_key(|(_, n)| std::cmp::Reverse(*n));
        reasons.truncate(super::BARS);
        let link = self.orders_link(&[(super::super::MARK, Mark::Troubled.code())]);
        let rows = reasons.iter().map(|(reason, n)| Row {
            label: self.texts.reason_words(*reason).to_owned(),
            figures: vec![counted(*n, Some(link.clone()))],
        });
        self.chart(Drawing {
            name: "troubles",
            finding: finding::trouble(&read.whole),
            names: Vec::new(),
            note: None,
            n: read.whole.of(Count::Followed),
            picture: Picture::Bars(Bars {
                over: self.texts.axis_words().reason.to_owned(),
                measure: chart::Measure {
                    name: self.texts.axis_words().parcels.to_owned(),
                    unit: Unit::Count,
                },
                series: vec![self.texts.axis_words().parcels.to_owned()],
                rows: rows.collect(),
                lay: Lay::Along,
                marker: None,
            }),
        })
    }
}
