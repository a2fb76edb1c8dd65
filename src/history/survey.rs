//! What a history file is found to say, before anything of it is kept.

use super::{Column, LineFault, MappingFault, PastOrder};
use crate::performance::Ending;
use chrono::{NaiveDate, NaiveDateTime};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// So many bad lines are named; the rest are counted.
pub const NAMED_LINES: usize = 100;

/// So many orders are shown as they were understood.
const SHOWN: usize = 5;

/// Who said what a file's columns mean.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Known {
    /// It was guessed from the headers.
    #[default]
    Guessed,
    /// It was so for the last file of these headers.
    Saved,
    /// Somebody says so now.
    Said,
}

/// A line that is not taken in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BadLine {
    /// Which, counted from 1.
    pub line: u64,
    /// What is wrong; nothing where it is no line of a CSV file at all.
    pub fault: Option<LineFault>,
}

/// An order as it was understood.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sample {
    /// Its number.
    pub number: String,
    /// When it was placed.
    pub placed_at: NaiveDateTime,
    /// When a carrier took it over.
    pub handed_over_at: Option<NaiveDateTime>,
    /// When it arrived.
    pub delivered_at: Option<NaiveDateTime>,
    /// The day the shop named.
    pub promised_on: Option<NaiveDate>,
    /// How it ended.
    pub ending: Ending,
    /// Where it went: a country and a region.
    pub destination: String,
}

/// What a file says.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Survey {
    /// The names of its columns.
    pub headers: Vec<String>,
    /// What each of them means.
    pub columns: Vec<Option<Column>>,
    /// Who says so.
    pub known: Known,
    /// Why no order can be read so.
    pub fault: Option<MappingFault>,
    /// How many orders were read.
    pub orders: u64,
    /// How many lines were not.
    pub bad: u64,
    /// When its first order was placed.
    pub first: Option<NaiveDateTime>,
    /// The latest moment that it tells of: its orders are looked at as of then.
    pub as_of: Option<NaiveDateTime>,
    /// How many orders ended how.
    pub endings: BTreeMap<Ending, u64>,
    /// The first bad lines.
    pub bad_lines: Vec<BadLine>,
    /// How many lines are bad for each reason.
    pub reasons: Vec<(Option<LineFault>, u64)>,
    /// The first orders, as they were understood.
    pub samples: Vec<Sample>,
}

impl Survey {
    /// A file of which only the headers were read.
    #[must_use]
    pub fn of(headers: Vec<String>, columns: Vec<Option<Column>>, known: Known) -> Self {
        Self {
            headers,
            columns,
            known,
            ..Self::default()
        }
    }

    /// Takes an order in.
    pub fn good(&mut self, past: &PastOrder) {
        let (placed, latest) = (past.order.placed_at, past.latest());
        self.orders += 1;
        self.first = Some(self.first.map_or(placed, |first| first.min(placed)));
        self.as_of = Some(self.as_of.map_or(latest, |as_of| as_of.max(latest)));
        *self.endings.entry(past.ending()).or_default() += 1;
        if self.samples.len() < SHOWN {
            self.samples.push(Sample::of(past));
        }
    }

    /// Counts a line that is not taken in.
    pub fn bad(&mut self, line: u64, fault: Option<LineFault>) {
        self.bad += 1;
        match self.reasons.iter_mut().find(|(known, _)| *known == fault) {
            Some((_, times)) => *times += 1,
            None => self.reasons.push((fault, 1)),
        }
        if self.bad_lines.len() < NAMED_LINES {
            self.bad_lines.push(BadLine { line, fault });
        }
    }

    /// Whether there is anything to import.
    #[must_use]
    pub const fn can_be_imported(&self) -> bool {
        self.fault.is_none() && self.orders > 0
    }
}

impl Sample {
    fn of(past: &PastOrder) -> Self {
        let to = &past.order.destination;
        let named: Vec<&str> = [&to.country, &to.region]
            .into_iter()
            .flatten()
            .map(String::as_str)
            .collect();
        Self {
            number: past.number.clone(),
            placed_at: past.order.placed_at,
            handed_over_at: past.handed_over_at,
            delivered_at: past.delivered_at,
            promised_on: past.promised_on,
            ending: past.ending(),
            destination: named.join(" "),
        }
    }
}

/// What came of an import.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Imported {
    /// Orders that were not known.
    pub added: u64,
    /// Orders of which more is known now.
    pub replaced: u64,
    /// Orders that were known so already.
    pub known: u64,
    /// Orders that are known from the shop itself, and better so.
    pub live: u64,
    /// Orders of which a newer file has told.
    pub newer: u64,
    /// Lines that were not taken in.
    pub bad: u64,
}

impl Imported {
    /// All orders that were read.
    #[must_use]
    pub const fn orders(&self) -> u64 {
        self.added + self.replaced + self.known + self.live + self.newer
    }
}
