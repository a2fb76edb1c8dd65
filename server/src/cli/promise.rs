//! `doorstep promise`: what would be promised, judged on a shop's own past.
//! It needs no server and no database.

use super::run::Failure;
use super::terminal::say;
use crate::error::Error;
use crate::promises::backtest::{Past, Report, replay, write_lines};
use chrono::NaiveDate;
use clap::{Args, Subcommand};
use std::fs::File;
use std::io::BufWriter;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// Promise commands.
#[derive(Debug, Subcommand)]
pub enum Promise {
    /// Replay a history of orders in time order, and compare what would have
    /// been promised with what became of them.
    Backtest(BacktestArguments),
}

/// What is to be replayed.
#[derive(Clone, Debug, Args)]
pub struct BacktestArguments {
    /// The history: a CSV file of one line an order, plain or gzipped.
    pub file: PathBuf,
    /// Judge the orders placed from this day on; all are learned from.
    #[arg(long, value_name = "DATE")]
    pub from: Option<NaiveDate>,
    /// Write what would have been promised to this file, a line per order and
    /// stage.
    #[arg(long, value_name = "FILE.csv")]
    pub out: Option<PathBuf>,
}

/// Carries a promise command out.
pub fn promised(asked: Promise) -> Result<ExitCode, Failure> {
    match asked {
        Promise::Backtest(asked) => backtested(&asked),
    }
}

fn backtested(asked: &BacktestArguments) -> Result<ExitCode, Failure> {
    let past = Past::read(&asked.file)?;
    // A file that cannot be written is said before the long replay.
    let out = match &asked.out {
        Some(path) if is_same(path, &asked.file) => {
            return Err(Failure::Usage(
                "--out would overwrite the history: name another file".to_owned(),
            ));
        }
        Some(path) => Some((path, File::create(path).map_err(|error| told(path, error))?)),
        None => None,
    };
    let lines = replay(&past.orders);
    if let Some((path, file)) = out {
        write_lines(&mut BufWriter::new(file), &past, &lines).map_err(|error| told(path, error))?;
    }
    say(&Report::of(&past, &lines, asked.from).to_string());
    Ok(ExitCode::SUCCESS)
}

fn told(path: &Path, error: std::io::Error) -> Error {
    Error::file(path.display().to_string(), error)
}

/// Whether two paths lead to one file that is there.
fn is_same(one: &Path, other: &Path) -> bool {
    one.canonicalize()
        .is_ok_and(|one| other.canonicalize().is_ok_and(|other| one == other))
}
