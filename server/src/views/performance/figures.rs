//! The figures of the whole, and how each is calculated.

use super::{Look, Read};
use doorstep::performance::{Against, Figure, Mark, Span};
use doorstep::view::performance::{FigureView, FormulaView};

/// Those at the top.
fn shown(look: &Look<'_>) -> Vec<(Figure, Option<Mark>)> {
    let against = look.asked.measure.against;
    vec![
        (
            look.asked.measure.figure(),
            Some(Mark::missing(look.asked.measure)),
        ),
        (Figure::Median(Span::Whole), None),
        (Figure::Median(Span::ToHandOver), None),
        (Figure::Median(Span::Transit), None),
        (Figure::NinetiethPercentile(Span::Transit), None),
        (Figure::PromisedDays(against), None),
        (Figure::ShippedInTime, Some(Mark::ShippedLate)),
        (Figure::FirstTry, Some(Mark::TriedAgain)),
        (Figure::Trouble, Some(Mark::Troubled)),
        (Figure::Lost, Some(Mark::Lost)),
        (Figure::Wismo, Some(Mark::Asked)),
        (Figure::ClaimsPaid, None),
    ]
}

/// Every one that a page shows somewhere.
fn all() -> Vec<Figure> {
    let spans = [
        Span::ToHandOver,
        Span::Transit,
        Span::Whole,
        Span::Claim,
        Span::Lag,
        Span::Silence,
    ];
    let mut all: Vec<Figure> = Against::ALL
        .into_iter()
        .flat_map(|against| [Figure::OnTime(against), Figure::OnTimeByTry(against)])
        .collect();
    all.extend(spans.into_iter().flat_map(|span| {
        [
            Figure::Median(span),
            Figure::NinetiethPercentile(span),
            Figure::Mean(span),
        ]
    }));
    all.extend([
        Figure::ShippedInTime,
        Figure::Trouble,
        Figure::Late,
        Figure::LateOnTheWay,
        Figure::LateInTheHouse,
        Figure::Lost,
        Figure::FirstTry,
        Figure::Wismo,
        Figure::ClaimsPaid,
        Figure::FirstScanInTime,
        Figure::ScansPerDay,
        Figure::OnTheDay(Against::Checkout),
        Figure::DaysOff(Against::Checkout),
        Figure::DaysOff(Against::FirstEstimate),
        Figure::PromisedDays(Against::Checkout),
    ]);
    all
}

impl Look<'_> {
    pub(super) fn figures(&self, read: &Read) -> Vec<FigureView> {
        let view = |(figure, mark): (Figure, Option<Mark>)| {
            let reading = figure.of(&read.whole);
            let before = read.before_whole.as_ref().and_then(|then| figure.of(then));
            FigureView {
                label: self.texts.figure_label(figure),
                value: reading.map(|reading| self.texts.reading(&reading)),
                rests_on: reading.map_or_else(String::new, |reading| self.texts.rests_on(&reading)),
                before: before.map(|before| self.texts.reading(&before)),
                thin: reading.is_some_and(|reading| reading.is_thin()),
                link: reading
                    .and(mark)
                    .map(|mark| self.orders_link(&[(super::MARK, mark.code())])),
            }
        };
        shown(self).into_iter().map(view).collect()
    }

    pub(super) fn formulas(&self) -> Vec<FormulaView> {
        all()
            .into_iter()
            .map(|figure| FormulaView {
                name: self.texts.figure_label(figure),
                formula: self.texts.formula(figure),
            })
            .collect()
    }

    /// Where the orders behind a point are listed.
    pub(super) fn orders_link(&self, fields: &[(&str, &str)]) -> String {
        format!("/performance/orders{}", self.asked.query_with(fields))
    }
}
