//! The words of the performance page: read by staff alone.

use chrono::NaiveDate;
use doorstep::performance::{
    Against, Cause, Compare, Dimension, Evidence, Figure, Finding, Mark, Reading, Season, Span,
};

/// The fixed words of the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PerformanceWords {
    /// Its title.
    pub title: &'static str,
    /// What it is for, in one sentence.
    pub about: &'static str,
    /// The button that looks again with other choices.
    pub look: &'static str,
    /// All of a choice.
    pub all: &'static str,
    /// Before what it is compared with.
    pub compared: &'static str,
    /// Over what has to be right first.
    pub basics: &'static str,
    /// Where all of that is right.
    pub basics_right: &'static str,
    /// Over the figures of the whole.
    pub figures: &'static str,
    /// Before what a figure was.
    pub before: &'static str,
    /// Opens the very orders.
    pub orders: &'static str,
    /// Over what hurts orders.
    pub bottlenecks: &'static str,
    /// Where nothing does.
    pub no_bottleneck: &'static str,
    /// Over the formulas.
    pub formulas: &'static str,
    /// Where there is nothing yet.
    pub nothing: &'static str,
    /// Where figures are not kept so finely.
    pub too_fine: &'static str,
    /// Over the orders behind a point.
    pub orders_title: &'static str,
    /// Back to the figures.
    pub back: &'static str,
    /// Where there are none.
    pub no_orders: &'static str,
    /// The next ones.
    pub next: &'static str,
    /// The columns of the orders: number, placed, promised, delivered, carrier,
    /// way, marks.
    pub columns: [&'static str; 7],
    /// An order that is only in the history.
    pub imported: &'static str,
}

/// What stands on axes and over columns.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AxisWords {
    /// A week.
    pub week: &'static str,
    /// A reason.
    pub reason: &'static str,
    /// Parcels.
    pub parcels: &'static str,
    /// Days since an order was placed.
    pub days_from_the_order: &'static str,
    /// The days it took.
    pub it_took: &'static str,
    /// The days that were promised.
    pub was_promised: &'static str,
    /// Days, on average.
    pub mean_days: &'static str,
    /// The share of parcels that are silent for longer.
    pub silent_longer: &'static str,
}

/// What can be chosen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Choice {
    /// Of which shop front.
    Brand,
    /// Over how many weeks.
    Weeks,
    /// Up to which day.
    Until,
    /// Compared with what.
    Compare,
    /// By which promise.
    Against,
    /// By delivery or by the first try.
    By,
    /// By what the last chart tells parcels apart.
    ToldApart,
    /// Of what parcels have in common.
    Of(Dimension),
}

/// A question that charts answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Question {
    /// Are we keeping our promises?
    Promises,
    /// Who or what is to blame?
    Blame,
    /// Where is it getting worse?
    Where,
    /// What does it cost?
    Cost,
    /// How reliably do carriers tell?
    Tracking,
}

/// What has to be right before any figure is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Basic {
    /// Orders not shipped in time.
    NotShipped,
    /// Shipped without a number.
    NoNumber,
    /// Shipped with a number that no carrier has scanned.
    NoFirstScan,
    /// Buyers that cannot be reached.
    NotReachable,
    /// Messages that failed.
    NotSent,
    /// Notices that are switched off.
    SwitchedOff,
    /// Parcels whose carrier has gone silent.
    Silent,
}

/// The words of the page.
pub trait PerformanceTexts {
    /// The fixed ones.
    fn performance_words(&self) -> PerformanceWords;
    /// The label of a choice.
    fn choice_label(&self, choice: Choice) -> &'static str;
    /// So many weeks.
    fn weeks(&self, weeks: u16) -> String;
    /// What a time is compared with.
    fn compare_label(&self, compare: Compare) -> &'static str;
    /// By which promise.
    fn against_label(&self, against: Against) -> &'static str;
    /// By the first try, or by the delivery.
    fn by_label(&self, by_try: bool) -> &'static str;
    /// A dimension.
    fn dimension_label(&self, dimension: Dimension) -> &'static str;
    /// A value of a dimension that is a code of ours; any other as it is.
    fn dimension_value(&self, dimension: Dimension, value: &str) -> String;
    /// A season.
    fn season_label(&self, season: Season) -> &'static str;
    /// The days of some weeks.
    fn span_of_days(&self, from: NaiveDate, to: NaiveDate) -> String;
    /// A question.
    fn question(&self, question: Question) -> &'static str;
    /// A word on it, where it needs one.
    fn question_note(&self, question: Question) -> Option<&'static str>;
    /// What has to be right.
    fn basic_label(&self, basic: Basic) -> &'static str;
    /// What a parcel is marked with.
    fn mark_label(&self, mark: Mark) -> &'static str;
    /// The name of a figure.
    fn figure_label(&self, figure: Figure) -> String;
    /// Its formula.
    fn formula(&self, figure: Figure) -> String;
    /// Its value with its unit.
    fn reading(&self, reading: &Reading) -> String;
    /// What it rests on: its interval and n.
    fn rests_on(&self, reading: &Reading) -> String;
    /// Why somebody asks.
    fn cause_label(&self, cause: Cause) -> String;
    /// A span of time.
    fn span_label(&self, span: Span) -> &'static str;
    /// A week by its Monday, in little room ("2 Mar").
    fn week_label(&self, monday: NaiveDate) -> String;
    /// A day in a list.
    fn day_label(&self, day: NaiveDate, today: NaiveDate) -> String;
    /// A value that a chart points at: the median, what nine in ten do not
    /// exceed.
    fn marker(&self, figure: Figure) -> &'static str;
    /// What stands on axes and over columns.
    fn axis_words(&self) -> AxisWords;
    /// A finding as a title; `names` are those of the things it is about.
    fn finding(&self, finding: &Finding, names: &[String]) -> String;
    /// A bottleneck as a sentence.
    fn bottleneck(&self, of: &str, evidence: &Evidence) -> String;
    /// How many orders it hurt.
    fn hurt(&self, orders: i64) -> String;
    /// Parcels of one thing to another ("UPS Ground to US-KY").
    fn towards(&self, what: &str, destination: &str) -> String;
    /// That more of something is not shown.
    fn more_bottlenecks(&self, count: usize) -> String;
}
