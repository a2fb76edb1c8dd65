//! `doorstep history`: what became of orders before the server knew of them.

use super::run::Failure;
use crate::admin::{Command, HistoryImport};
use crate::config;
use clap::{Args, Subcommand};
use doorstep::history::Column;
use std::path::PathBuf;

/// History commands.
#[derive(Clone, Debug, Subcommand)]
pub enum History {
    /// Import a file of one line an order; a line that cannot be read stops
    /// none of the others.
    Import(HistoryArguments),
    /// Show what the columns of the files mean that were imported.
    Mapping {
        /// Of this brand; of the default one when left out.
        #[arg(long)]
        brand: Option<String>,
    },
}

/// What is to be imported.
#[derive(Clone, Debug, Args)]
pub struct HistoryArguments {
    /// The history: a CSV file, plain or gzipped.
    pub file: PathBuf,
    /// Whose orders they are; the default brand's when left out.
    #[arg(long)]
    pub brand: Option<String>,
    /// Say what would be imported, and import nothing.
    #[arg(long)]
    pub dry_run: bool,
    /// What a header means, as COLUMN=HEADER; may be repeated. A column called
    /// "none" has the header ignored.
    #[arg(long = "column", value_name = "COLUMN=HEADER", value_parser = column)]
    pub columns: Vec<(String, Option<Column>)>,
    /// Write every line that is left out to this file, with the reason.
    #[arg(long, value_name = "FILE")]
    pub faults: Option<PathBuf>,
}

fn column(said: &str) -> Result<(String, Option<Column>), String> {
    let (code, header) = said
        .split_once('=')
        .ok_or_else(|| "write COLUMN=HEADER".to_owned())?;
    if code == "none" {
        return Ok((header.to_owned(), None));
    }
    let known: Vec<&str> = Column::ALL.iter().map(|column| column.code()).collect();
    let column =
        Column::from_code(code).ok_or_else(|| format!("use one of {}, none", known.join(", ")))?;
    Ok((header.to_owned(), Some(column)))
}

/// The command that is sent to the server.
pub fn command(asked: History) -> Result<Command, Failure> {
    Ok(match asked {
        History::Mapping { brand } => Command::HistoryMapping { brand },
        History::Import(asked) => Command::HistoryImport(HistoryImport {
            file: config::absolute(&asked.file)?,
            brand: asked.brand,
            is_dry: asked.dry_run,
            columns: asked.columns,
            faults: asked.faults.as_deref().map(config::absolute).transpose()?,
        }),
    })
}
