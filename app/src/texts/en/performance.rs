//! English for the performance page.

use super::{English, dates};
use crate::texts::performance::{
    AxisWords, Basic, Choice, PerformanceTexts, PerformanceWords, Question,
};
use chrono::NaiveDate;
use doorstep::performance::{
    Against, Cause, Compare, Dimension, Evidence, Figure, Finding, Mark, Reading, Season, Span,
};
use figures::{formula, label};
use findings::told;
use values::{percent, thousands, value};

mod figures;
mod findings;
mod values;

const WORDS: PerformanceWords = PerformanceWords {
    title: "Performance",
    about: "Are we keeping our promises, who or what is to blame, and where is it getting worse?",
    look: "Show",
    all: "All",
    compared: "Compared with",
    basics: "First things first",
    basics_right: "Nothing is missing: orders leave in time, have numbers, and their buyers hear of them.",
    figures: "The figures",
    before: "before",
    orders: "Open these orders",
    bottlenecks: "What hurts orders most",
    no_bottleneck: "Nothing stands out: no carrier, destination or warehouse is surely worse than the rest, or than it was.",
    formulas: "How each figure is calculated",
    nothing: "No orders were placed in this time. Choose a longer one, or bring your past orders in with \"doorstep history import\".",
    too_fine: "Figures are not kept by all of these together. Choose fewer.",
    orders_title: "The orders behind it",
    back: "Back to the figures",
    no_orders: "There are none.",
    next: "The next ones",
    columns: [
        "Order",
        "Placed",
        "Promised",
        "Delivered",
        "Carrier",
        "Way",
        "What was wrong",
    ],
    imported: "history",
};

const AXES: AxisWords = AxisWords {
    week: "Week of",
    reason: "Reason",
    parcels: "Parcels",
    days_from_the_order: "Days from the order",
    it_took: "It took",
    was_promised: "Promised",
    mean_days: "Days on average",
    silent_longer: "Parcels silent for longer",
};

impl PerformanceTexts for English {
    fn performance_words(&self) -> PerformanceWords {
        WORDS
    }

    fn choice_label(&self, choice: Choice) -> &'static str {
        match choice {
            Choice::Brand => "Shop",
            Choice::Weeks => "Orders placed in",
            Choice::Until => "Up to",
            Choice::Compare => "Compare with",
            Choice::Against => "On time by",
            Choice::By => "Counted by",
            Choice::ToldApart => "Told apart by",
            Choice::Of(dimension) => self.dimension_label(dimension),
        }
    }

    fn weeks(&self, weeks: u16) -> String {
        match weeks {
            1 => "1 week".to_owned(),
            52 => "52 weeks (a year)".to_owned(),
            many => format!("{many} weeks"),
        }
    }

    fn compare_label(&self, compare: Compare) -> &'static str {
        match compare {
            Compare::Before => "the weeks before",
            Compare::YearBefore => "the same weeks a year before",
            Compare::Nothing => "nothing",
        }
    }

    fn against_label(&self, against: Against) -> &'static str {
        match against {
            Against::Checkout => "the promise at the checkout",
            Against::FirstEstimate => "the carrier's first estimate",
            Against::LastShown => "the last date shown",
        }
    }

    fn by_label(&self, by_try: bool) -> &'static str {
        if by_try {
            "the first try"
        } else {
            "the delivery"
        }
    }

    fn dimension_label(&self, dimension: Dimension) -> &'static str {
        match dimension {
            Dimension::Carrier => "Carrier",
            Dimension::Service => "Service",
            Dimension::Origin => "From",
            Dimension::Destination => "To",
            Dimension::Border => "Domestic or abroad",
            Dimension::Settlement => "City, town or country",
            Dimension::Weight => "Weight",
            Dimension::Size => "Size",
            Dimension::Package => "Package",
            Dimension::Warehouse => "Warehouse",
            Dimension::Category => "Goods",
        }
    }

    fn dimension_value(&self, dimension: Dimension, value: &str) -> String {
        let known = match (dimension, value) {
            (_, "") => "not known",
            (Dimension::Border, "domestic") => "domestic",
            (Dimension::Border, "international") => "abroad",
            (Dimension::Settlement, "city") => "cities from 100,000 people",
            (Dimension::Settlement, "town") => "towns from 10,000 people",
            (Dimension::Settlement, "rural") => "smaller places",
            (Dimension::Weight, "to_500_g") => "up to 500 g",
            (Dimension::Weight, "to_1_kg") => "up to 1 kg",
            (Dimension::Weight, "to_2_kg") => "up to 2 kg",
            (Dimension::Weight, "to_5_kg") => "up to 5 kg",
            (Dimension::Weight, "to_10_kg") => "up to 10 kg",
            (Dimension::Weight, "to_20_kg") => "up to 20 kg",
            (Dimension::Weight, "over_20_kg") => "over 20 kg",
            (Dimension::Size, "to_2_l") => "up to 2 l",
            (Dimension::Size, "to_10_l") => "up to 10 l",
            (Dimension::Size, "to_30_l") => "up to 30 l",
            (Dimension::Size, "to_60_l") => "up to 60 l",
            (Dimension::Size, "to_120_l") => "up to 120 l",
            (Dimension::Size, "over_120_l") => "over 120 l",
            (_, other) => other,
        };
        known.to_owned()
    }

    fn season_label(&self, season: Season) -> &'static str {
        match season {
            Season::First => "January to March",
            Season::Second => "April to June",
            Season::Third => "July to September",
            Season::Fourth => "October to December",
        }
    }

    fn span_of_days(&self, from: NaiveDate, to: NaiveDate) -> String {
        format!("{} to {}", dates::in_full(from), dates::in_full(to))
    }

    fn question(&self, question: Question) -> &'static str {
        match question {
            Question::Promises => "Are we keeping our promises?",
            Question::Blame => "Who or what is to blame?",
            Question::Where => "Where is it getting worse?",
            Question::Cost => "What does it cost us?",
            Question::Tracking => "How well do carriers tell of it?",
        }
    }

    fn question_note(&self, question: Question) -> Option<&'static str> {
        match question {
            Question::Cost => Some(
                "\"Where is my order?\" contacts (the trade calls them WISMO) are those that ask for nothing else.",
            ),
            Question::Promises => Some(
                "A parcel counts in the week its order was placed, once its promised day has passed.",
            ),
            Question::Blame | Question::Where | Question::Tracking => None,
        }
    }

    fn basic_label(&self, basic: Basic) -> &'static str {
        match basic {
            Basic::NotShipped => "orders not shipped in time",
            Basic::NoNumber => "parcels that left without a number",
            Basic::NoFirstScan => "parcels whose number no carrier has scanned",
            Basic::NotReachable => "parcels of this time whose buyer cannot be reached",
            Basic::NotSent => "messages given up",
            Basic::SwitchedOff => "notices switched off",
            Basic::Silent => "parcels their carrier says nothing of",
        }
    }

    fn mark_label(&self, mark: Mark) -> &'static str {
        match mark {
            Mark::Late => "late",
            Mark::Lost => "lost",
            Mark::Returned => "came back",
            Mark::Troubled => "trouble on the way",
            Mark::TriedAgain => "not at the first try",
            Mark::ShippedLate => "shipped late",
            Mark::FirstScanLate => "first scan late",
            Mark::Asked => "somebody asked",
            Mark::LateOnTheWay => "late on the way",
            Mark::LateInTheHouse => "late in the warehouse",
            Mark::Unshipped => "not shipped",
            Mark::Unreachable => "nobody can be reached",
            Mark::TriedLate => "not tried by the promised day",
            Mark::LateByEstimate => "late by the carrier's first estimate",
            Mark::TriedLateByEstimate => "not tried by the carrier's first estimate",
            Mark::LateByShown => "late by the last date shown",
            Mark::TriedLateByShown => "not tried by the last date shown",
        }
    }

    fn figure_label(&self, figure: Figure) -> String {
        label(figure)
    }

    fn formula(&self, figure: Figure) -> String {
        formula(figure)
    }

    fn reading(&self, reading: &Reading) -> String {
        value(reading.value, reading.unit)
    }

    fn rests_on(&self, reading: &Reading) -> String {
        let n = format!("n = {}", thousands(reading.n));
        match reading.interval {
            Some((low, high)) => format!(
                "{} to {}, {n}",
                value(low, reading.unit),
                value(high, reading.unit)
            ),
            None => n,
        }
    }

    fn cause_label(&self, cause: Cause) -> String {
        figures::of_cause(cause)
    }

    fn span_label(&self, span: Span) -> &'static str {
        figures::of_span(span)
    }

    fn week_label(&self, monday: NaiveDate) -> String {
        // Both years of a comparison stand under one axis.
        monday.format("%-d %b").to_string()
    }

    fn day_label(&self, day: NaiveDate, today: NaiveDate) -> String {
        dates::short_date(day, today)
    }

    fn marker(&self, figure: Figure) -> &'static str {
        match figure {
            Figure::NinetiethPercentile(_) => "nine in ten",
            _ => "half",
        }
    }

    fn axis_words(&self) -> AxisWords {
        AXES
    }

    fn finding(&self, finding: &Finding, names: &[String]) -> String {
        told(finding, names)
    }

    fn bottleneck(&self, of: &str, evidence: &Evidence) -> String {
        match evidence {
            Evidence::Outlier { late, rest } => format!(
                "{of}: {} late, {} of the rest",
                percent(*late),
                percent(*rest)
            ),
            Evidence::Change {
                since,
                before,
                after,
            } => format!(
                "{of}: {} late since the week of {}, {} before",
                percent(*after),
                dates::in_full(since.monday()),
                percent(*before)
            ),
        }
    }

    fn hurt(&self, orders: i64) -> String {
        match orders {
            1 => "1 order late beyond the usual".to_owned(),
            many => format!("{} orders late beyond the usual", thousands(many)),
        }
    }

    fn towards(&self, what: &str, destination: &str) -> String {
        format!("{what} to {destination}")
    }

    fn more_bottlenecks(&self, count: usize) -> String {
        format!("and {count} more")
    }
}
