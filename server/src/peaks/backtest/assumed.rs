//! The question a planner would have asked on the day of the plan: from what
//! was known then, or from what the command line says.

use chrono::{Datelike, Days, Months, NaiveDate, Weekday};
use doorstep::peak::{Capacity, Demand, Limit, Past, Promotion, Question};
use std::fmt;
use std::str::FromStr;

/// A year ago on the same weekday.
const YEAR: Days = Days::new(364);
/// Growth over the year is measured on so many days before the plan.
const COMPARED_DAYS: u64 = 56;
/// A shop that has grown by more in a year is another shop: its last peak tells
/// nothing about the next one.
const MOST_GROWTH: f64 = 3.0;
/// What Black Friday itself, and the three days after it, are taken for where
/// nobody says: times an ordinary day. Rough figures of the trade, of before.
const BLACK_FRIDAY: [f64; 2] = [5.0, 2.0];

/// A month of a year ("2017-11").
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct MonthName(NaiveDate);

impl FromStr for MonthName {
    type Err = String;

    fn from_str(said: &str) -> Result<Self, String> {
        let first = format!("{said}-01").parse();
        first
            .map(Self)
            .map_err(|_| "a month is said as 2017-11".to_owned())
    }
}

impl MonthName {
    /// The month of a day.
    #[must_use]
    pub fn of(day: NaiveDate) -> Self {
        Self(day.with_day(1).unwrap_or(day))
    }

    /// Its first day.
    #[must_use]
    pub const fn first(self) -> NaiveDate {
        self.0
    }

    /// Its last day.
    #[must_use]
    pub fn last(self) -> NaiveDate {
        let next = self.0.checked_add_months(Months::new(1));
        next.and_then(|next| next.pred_opt()).unwrap_or(self.0)
    }
}

/// What the command line says of the question.
#[derive(Clone, Debug, Default)]
pub struct Said {
    /// Instead of the growth that was known.
    pub growth: Option<f64>,
    /// Instead of the promotions that were known.
    pub promotions: Vec<Promotion>,
    /// The day of delivery that last-order days are worked out for.
    pub deliver_by: Option<NaiveDate>,
    /// What the warehouse hands over on a working day.
    pub warehouse: Option<u32>,
    /// What all carriers together take on a working day.
    pub carriers: Option<u32>,
}

/// Where the growth of a plan comes from.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Known {
    /// Somebody said it.
    Said,
    /// The orders of the weeks before, against the same of a year before.
    YearOnYear,
    /// A year ago the shop was too small, or not there: the trend of the last
    /// weeks goes on. The growth over the year, where there were any orders.
    Trend(Option<f64>),
}

/// A question, and what it assumes.
#[derive(Clone, Debug, PartialEq)]
pub struct Assumed {
    /// The question.
    pub question: Question,
    /// Where its growth comes from.
    pub known: Known,
}

impl Assumed {
    /// The question about some days.
    #[must_use]
    pub fn of(past: &Past, from: NaiveDate, to: NaiveDate, said: &Said) -> Self {
        let (demand, known) = demand(past, from, to, said);
        let mut question = Question::about(from, to, demand);
        question.deliver_by = Some(said.deliver_by.unwrap_or_else(|| usual_day(to)));
        if let Some(most) = said.warehouse {
            question.warehouse = Capacity::PerDay(most);
        }
        question.limits = said
            .carriers
            .map(|most| Limit {
                capacity: Capacity::PerDay(most),
                ..Limit::default()
            })
            .into_iter()
            .collect();
        Self { question, known }
    }
}

fn demand(past: &Past, from: NaiveDate, to: NaiveDate, said: &Said) -> (Demand, Known) {
    let over_year = growth_over_year(past);
    let has_peak = over_year.is_some_and(|growth| growth <= MOST_GROWTH);
    if has_peak && said.promotions.is_empty() {
        let back = |day: NaiveDate| day.checked_sub_days(YEAR).unwrap_or(day);
        let (growth, known) = match said.growth {
            Some(growth) => (growth, Known::Said),
            None => (over_year.unwrap_or(1.0), Known::YearOnYear),
        };
        let again = Demand::Again {
            from: back(from),
            to: back(to),
            growth,
        };
        return (again, known);
    }
    let promotions = match said.promotions.as_slice() {
        [] => known_promotions(from, to),
        said => said.to_vec(),
    };
    let known = said.growth.map_or(Known::Trend(over_year), |_| Known::Said);
    let growth = said.growth;
    (Demand::Calendar { growth, promotions }, known)
}

/// The orders of the last weeks against those of the same weeks a year before;
/// `None` where there were none.
fn growth_over_year(past: &Past) -> Option<f64> {
    let sum = |years_back: u64| {
        let days = (1..=COMPARED_DAYS).map(|day| past.day_before(day + 364 * years_back));
        days.map(|day| past.placed_on(day)).sum::<f64>()
    };
    let before = sum(1);
    (before > 0.0).then(|| sum(0) / before)
}

/// The promotions everybody knew of: Black Friday is the day after the fourth
/// Thursday of November, and goes on until Monday.
fn known_promotions(from: NaiveDate, to: NaiveDate) -> Vec<Promotion> {
    let of_year = |year: i32| {
        let thursday = NaiveDate::from_weekday_of_month_opt(year, 11, Weekday::Thu, 4)?;
        let after = |days: u64| thursday.checked_add_days(Days::new(days));
        let [friday, rest] = BLACK_FRIDAY;
        Some([
            Promotion {
                from: after(1)?,
                to: after(1)?,
                uplift: friday,
            },
            Promotion {
                from: after(2)?,
                to: after(4)?,
                uplift: rest,
            },
        ])
    };
    let promotions = (from.year()..=to.year()).filter_map(of_year).flatten();
    promotions
        .filter(|one| one.from <= to && from <= one.to)
        .collect()
}

/// The day by which people want it: Christmas Eve for what is bought in
/// November and December, else the end of the peak.
fn usual_day(to: NaiveDate) -> NaiveDate {
    if to.month() < 11 {
        return to;
    }
    NaiveDate::from_ymd_opt(to.year(), 12, 24).unwrap_or(to)
}

impl fmt::Display for Assumed {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let source = match self.known {
            Known::Said => "as said".to_owned(),
            Known::YearOnYear => format!("the last {COMPARED_DAYS} days against a year before"),
            Known::Trend(Some(over_year)) => format!(
                "{over_year:.1} times the orders of a year ago: too small then for a peak to repeat"
            ),
            Known::Trend(None) => "no orders a year ago".to_owned(),
        };
        match &self.question.demand {
            Demand::Again { from, to, growth } => {
                writeln!(
                    out,
                    "  the peak of {from} to {to} again, {growth:.2} times as large: {source}"
                )
            }
            Demand::Calendar { growth, promotions } => {
                match growth {
                    Some(growth) => writeln!(
                        out,
                        "  ordinary days {growth:.2} times those of the last four weeks: {source}"
                    )?,
                    None => writeln!(
                        out,
                        "  ordinary days by the trend of the last 13 weeks; {source}"
                    )?,
                }
                for Promotion { from, to, uplift } in promotions {
                    writeln!(
                        out,
                        "  promotion {from} to {to}: {uplift:.1} times an ordinary day"
                    )?;
                }
                Ok(())
            }
        }
    }
}
