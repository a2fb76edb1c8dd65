//! The performance page as it crosses the wire: what is asked, the few numbers
//! first, what is found, and the charts.

use super::chart::ChartView;
use serde::Serialize;

/// The page.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct PerformanceView {
    /// What is looked at.
    pub form: FormView,
    /// The days it is of ("2 Mar to 31 May 2026").
    pub period: String,
    /// What it is compared with, where it is.
    pub compared: Option<String>,
    /// What has to be right before any figure is: each a count that opens its
    /// orders.
    pub basics: Vec<BasicView>,
    /// The figures of the whole.
    pub figures: Vec<FigureView>,
    /// What hurts orders, worst first.
    pub bottlenecks: Vec<BottleneckView>,
    /// How many more there are.
    pub more_bottlenecks: usize,
    /// The charts, each under its question.
    pub sections: Vec<SectionView>,
    /// How each figure is calculated.
    pub formulas: Vec<FormulaView>,
    /// Why there is nothing to show, where there is not.
    pub nothing: Option<String>,
}

/// What is looked at, as a form shows it.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct FormView {
    /// The choices, each with a name that stands in the address.
    pub choices: Vec<ChoiceView>,
    /// The address with all of it.
    pub query: String,
}

/// One choice.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ChoiceView {
    /// Its name in the address.
    pub name: String,
    /// Its label.
    pub label: String,
    /// What there is to choose.
    pub options: Vec<OptionView>,
}

/// One of them.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct OptionView {
    /// As it stands in the address; empty for all.
    pub value: String,
    /// As it is read.
    pub label: String,
    /// Whether it is chosen.
    pub chosen: bool,
}

/// Something that has to be right first.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct BasicView {
    /// What it is, in one short line.
    pub label: String,
    /// How many.
    pub count: u64,
    /// Where they are listed; none where there are none.
    pub link: Option<String>,
}

/// A figure of the whole.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct FigureView {
    /// Its name.
    pub label: String,
    /// Its value with its unit; none where there is nothing to count.
    pub value: Option<String>,
    /// Its interval and how many it rests on.
    pub rests_on: String,
    /// What it was in the time that is compared with.
    pub before: Option<String>,
    /// Whether it rests on too few to say.
    pub thin: bool,
    /// Its very orders.
    pub link: Option<String>,
}

/// Something that hurts orders.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct BottleneckView {
    /// What and since when, in one sentence.
    pub words: String,
    /// How many orders it hurt.
    pub hurt: String,
    /// On how many it rests.
    pub n: u64,
    /// Its very orders.
    pub link: String,
}

/// A question with the charts that answer it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct SectionView {
    /// Its name in the address.
    pub name: String,
    /// The question.
    pub heading: String,
    /// A word on it.
    pub note: Option<String>,
    /// The charts.
    pub charts: Vec<ChartView>,
}

/// How a figure is calculated.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct FormulaView {
    /// Its name.
    pub name: String,
    /// Its formula.
    pub formula: String,
}

/// The orders behind a point.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct OrdersView {
    /// What they have in common.
    pub about: Vec<String>,
    /// The orders, the newest first.
    pub rows: Vec<OrderRowView>,
    /// Where the next ones are.
    pub next: Option<String>,
    /// Back to the figures.
    pub back: String,
}

/// One parcel of them.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct OrderRowView {
    /// The order's number.
    pub number: String,
    /// Its page in the console; none of an imported one.
    pub link: Option<String>,
    /// The day it was placed.
    pub placed: String,
    /// The day it was promised for.
    pub promised: Option<String>,
    /// The day it came.
    pub delivered: Option<String>,
    /// Who carries it.
    pub carrier: String,
    /// From where to where.
    pub lane: String,
    /// What is wrong with it.
    pub marks: Vec<String>,
}
