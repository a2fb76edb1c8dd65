//! The history that is replayed, as far as its file could be read.

use crate::error::Error;
use crate::history::{Fault, HistoryFile, Row};
use doorstep::history::PastOrder;
use std::fmt;
use std::path::Path;

/// So many lines that could not be read are told one by one.
const TOLD: usize = 5;

/// A history in memory.
#[derive(Clone, Debug, Default)]
pub struct Past {
    /// The orders that were understood, in the file's order.
    pub orders: Vec<PastOrder>,
    /// How many lines were not.
    faults: usize,
    /// The first of them, by their numbers.
    first: Vec<(u64, Fault)>,
}

impl Past {
    /// Reads a file, plain or gzipped; lines that cannot be read are counted.
    ///
    /// # Errors
    /// When the file cannot be opened, or no order of it can be read.
    pub fn read(path: &Path) -> Result<Self, Error> {
        let told = |why: &dyn fmt::Display| Error::refused(format!("{}: {why}", path.display()));
        let rows = HistoryFile::open(path)?
            .orders(&[])
            .map_err(|fault| told(&fault))?;
        let past: Self = rows.collect();
        if past.orders.is_empty() {
            return Err(match past.first.first() {
                Some((line, fault)) => told(&format!("no order in it; line {line}: {fault}")),
                None => told(&"no order in it"),
            });
        }
        Ok(past)
    }
}

impl FromIterator<Row> for Past {
    fn from_iter<R: IntoIterator<Item = Row>>(rows: R) -> Self {
        let mut past = Self::default();
        for (line, row) in rows {
            match row {
                Ok(order) => past.orders.push(order),
                Err(fault) => {
                    past.faults += 1;
                    if past.first.len() < TOLD {
                        past.first.push((line, fault));
                    }
                }
            }
        }
        past
    }
}

/// How many orders were read, and which lines were not.
impl fmt::Display for Past {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(to, "{} orders read.", self.orders.len())?;
        if self.faults == 0 {
            return Ok(());
        }
        writeln!(to, "{} lines could not be read: left out.", self.faults)?;
        for (line, fault) in &self.first {
            writeln!(to, "  line {line}: {fault}")?;
        }
        match self.faults - self.first.len() {
            0 => Ok(()),
            more => writeln!(to, "  and {more} more"),
        }
    }
}
