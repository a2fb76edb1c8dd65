//! The table of results.

use std::fmt::Write;

/// What a result is held against.
#[derive(Clone, Copy)]
pub enum Goal {
    /// At least so much.
    AtLeast(f64),
    /// At most so much.
    AtMost(f64),
    /// At most so many milliseconds.
    AtMostMs(f64),
    /// At most so many megabytes.
    AtMostMegabytes(f64),
    /// Nothing: it is reported.
    Reported,
}

/// One line of the table.
pub struct Line {
    /// What was measured.
    pub what: String,
    /// How much it came to, in words.
    pub measured: String,
    /// Against what, in words.
    pub against: String,
    /// The number that the goal is about.
    pub figure: f64,
    /// The goal.
    pub goal: Goal,
}

impl Line {
    /// A pace against another.
    pub fn ratio(what: &str, pace: f64, against: &str, other: f64, goal: Goal) -> Self {
        Self {
            what: what.to_owned(),
            measured: format!("{pace:.0} a second"),
            against: format!("{against}: {other:.0} a second"),
            figure: pace / other,
            goal,
        }
    }

    fn cells(&self) -> [String; 6] {
        let is_ratio = !self.against.is_empty();
        let (goal, met) = match self.goal {
            Goal::AtLeast(least) => (format!("{least} or more"), Some(self.figure >= least)),
            Goal::AtMost(most) => (format!("{most} or less"), Some(self.figure <= most)),
            Goal::AtMostMegabytes(most) => {
                (format!("{most} MB or less"), Some(self.figure <= most))
            }
            Goal::AtMostMs(most) => (format!("{most} ms or less"), Some(self.figure <= most)),
            Goal::Reported => ("reported".to_owned(), None),
        };
        let met = match met {
            Some(true) => "met",
            Some(false) => "MISSED",
            None => "",
        };
        [
            self.what.clone(),
            self.measured.clone(),
            self.against.clone(),
            if is_ratio {
                format!("{:.3}", self.figure)
            } else {
                String::new()
            },
            goal,
            met.to_owned(),
        ]
    }
}

/// The lines below their headings, in columns.
pub fn table(lines: &[Line]) -> String {
    let headings = ["what", "measured", "against", "ratio", "goal", ""].map(str::to_owned);
    let rows: Vec<[String; 6]> = std::iter::once(headings)
        .chain(lines.iter().map(Line::cells))
        .collect();
    let mut widths = [0; 6];
    for row in &rows {
        for (width, cell) in widths.iter_mut().zip(row) {
            *width = (*width).max(cell.chars().count());
        }
    }
    let mut text = String::new();
    for row in &rows {
        let cells: Vec<String> = row
            .iter()
            .zip(widths)
            .map(|(cell, width)| format!("{cell:width$}"))
            .collect();
        // Writing to a String cannot fail.
        let _ = writeln!(text, "{}", cells.join("  ").trim_end());
    }
    text
}
