//! `doorstep peak`: a rush of orders, planned ahead and judged on a shop's own
//! past. It needs no server and no database.

use super::run::Failure;
use super::terminal::say;
use crate::error::Error;
use crate::peaks::backtest::{Assumed, MonthName, Report, Said, learned};
use crate::promises::backtest::Past;
use chrono::{Datelike, NaiveDate};
use clap::{Args, Subcommand};
use doorstep::history::PastOrder;
use doorstep::peak::{Plan, Promotion};
use std::path::PathBuf;
use std::process::ExitCode;

/// Peak commands.
#[derive(Debug, Subcommand)]
pub enum Peak {
    /// Plan months of a history from what was known before them, and compare
    /// the plan with what came.
    Backtest(PeakArguments),
}

/// What is to be planned, from what.
#[derive(Clone, Debug, Args)]
pub struct PeakArguments {
    /// The history: a CSV file of one line an order, plain or gzipped.
    pub file: PathBuf,
    /// Know what happened up to this day and nothing later; the day before the
    /// first month where it is not said.
    #[arg(long, value_name = "DATE")]
    pub until: Option<NaiveDate>,
    /// The months to plan, from the first of them to the last; the last
    /// November of the history where none is said.
    #[arg(long, value_name = "YEAR-MONTH")]
    pub peak: Vec<MonthName>,
    /// How many times the orders of the last peak, or of an ordinary day.
    #[arg(long, value_name = "TIMES")]
    pub growth: Option<f64>,
    /// Days that sell so many times what an ordinary day does, in place of
    /// those that were known.
    #[arg(long, value_name = "DATE[..DATE]=TIMES", value_parser = promotion)]
    pub promotion: Vec<Promotion>,
    /// Tell the last days to order for a delivery by this day.
    #[arg(long, value_name = "DATE")]
    pub by: Option<NaiveDate>,
    /// What the warehouse hands over on a working day at most.
    #[arg(long, value_name = "PARCELS")]
    pub warehouse_limit: Option<u32>,
    /// What the carriers take on a working day at most.
    #[arg(long, value_name = "PARCELS")]
    pub carrier_limit: Option<u32>,
}

/// Carries a peak command out.
pub fn planned(asked: Peak) -> Result<ExitCode, Failure> {
    match asked {
        Peak::Backtest(asked) => backtested(asked),
    }
}

fn backtested(asked: PeakArguments) -> Result<ExitCode, Failure> {
    let history = Past::read(&asked.file)?;
    let (from, to) = days(&asked, &history.orders)?;
    let last_known = asked.until.or_else(|| from.pred_opt()).unwrap_or(from);
    let until = last_known.succ_opt().unwrap_or(last_known);
    let said = Said {
        growth: asked.growth,
        promotions: asked.promotion,
        deliver_by: asked.by,
        warehouse: asked.warehouse_limit,
        carriers: asked.carrier_limit,
    };
    let past = learned(&history.orders, until);
    let assumed = Assumed::of(&past, from, to, &said);
    let plan = Plan::of(&past, assumed.question.clone());
    let plan =
        plan.map_err(|fault| Error::refused(format!("{}: {fault}", asked.file.display())))?;
    let report = Report::of(&history.orders, &assumed, &plan);
    say(&format!("{history}{report}"));
    Ok(ExitCode::SUCCESS)
}

/// The days to plan: from the first month asked for to the last, else the last
/// November that the history has all of.
fn days(asked: &PeakArguments, orders: &[PastOrder]) -> Result<(NaiveDate, NaiveDate), Error> {
    let first = asked.peak.iter().min();
    let last = asked.peak.iter().max();
    if let (Some(first), Some(last)) = (first, last) {
        return Ok((first.first(), last.last()));
    }
    let placed = || orders.iter().map(|past| past.order.placed_at.date());
    let november = placed()
        .max()
        .and_then(|end| {
            let of_year = |year: i32| NaiveDate::from_ymd_opt(year, 11, 1).map(MonthName::of);
            let years = [end.year(), end.year() - 1];
            years
                .into_iter()
                .filter_map(of_year)
                .find(|month| month.last() <= end)
        })
        .filter(|month| placed().any(|day| day < month.first()));
    let month =
        november.ok_or_else(|| Error::refused("no November to plan: say --peak YEAR-MONTH"))?;
    Ok((month.first(), month.last()))
}

/// "2017-11-24=5" or "2017-11-25..2017-11-27=2".
fn promotion(said: &str) -> Result<Promotion, String> {
    let told = || "a promotion is said as 2017-11-24=5 or 2017-11-25..2017-11-27=2".to_owned();
    let (days, uplift) = said.split_once('=').ok_or_else(told)?;
    let (from, to) = days.split_once("..").unwrap_or((days, days));
    let day = |said: &str| said.parse::<NaiveDate>().map_err(|_| told());
    let (from, to) = (day(from)?, day(to)?);
    if to < from {
        return Err(format!("a promotion ends after it begins: {said}"));
    }
    Ok(Promotion {
        from,
        to,
        uplift: uplift.parse().map_err(|_| told())?,
    })
}
