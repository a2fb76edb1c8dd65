//! A table as CSV (RFC 4180) that no spreadsheet takes for a program: what
//! begins like a formula gets an apostrophe before it, numbers excepted.

use super::Unit;
use super::table::{Cell, Table};
use crate::money;

/// What a formula begins with in a spreadsheet. The wide forms are read as
/// the narrow ones in some.
const BEGINS_A_FORMULA: [char; 8] = ['=', '+', '-', '@', '＝', '＋', '－', '＠'];
/// Breaks and tabs before a formula do not keep it from being one.
const HIDES_A_FORMULA: [char; 3] = ['\t', '\r', '\n'];

/// A table as the text of a file, its headings in words; numbers as programs
/// read them, whatever the reader's language.
#[must_use]
pub fn csv(table: &Table, headings: &[String]) -> String {
    let mut file = String::new();
    line(&mut file, headings.iter().map(|heading| guarded(heading)));
    for row in &table.lines {
        line(&mut file, row.cells.iter().map(cell));
    }
    file
}

/// A text that no spreadsheet takes for a formula.
#[must_use]
pub fn guarded(text: &str) -> String {
    let hides = text.trim_start_matches(' ').starts_with(HIDES_A_FORMULA);
    if hides || text.trim_start().starts_with(BEGINS_A_FORMULA) {
        format!("'{text}")
    } else {
        text.to_owned()
    }
}

fn cell(cell: &Cell) -> String {
    match cell {
        Cell::Text(text) => guarded(text),
        Cell::Number(value, unit) => number(*value, unit),
        Cell::Thin(true) => "1".into(),
        Cell::Thin(false) => "0".into(),
        Cell::Empty => String::new(),
    }
}

fn number(value: f64, unit: &Unit) -> String {
    match unit {
        Unit::Money(currency) => {
            let places = money::exponent(currency);
            let scale = 10f64.powi(places as i32);
            format!("{:.places$}", value / scale)
        }
        Unit::Percent | Unit::Days | Unit::Hours | Unit::Count | Unit::PerHundredOrders => {
            let text = format!("{value:.4}");
            let short = text.trim_end_matches('0').trim_end_matches('.');
            if short == "-0" { "0" } else { short }.to_owned()
        }
    }
}

fn line(file: &mut String, cells: impl Iterator<Item = String>) {
    for (index, cell) in cells.enumerate() {
        if index > 0 {
            file.push(',');
        }
        file.push_str(&quoted(&cell));
    }
    file.push_str("\r\n");
}

fn quoted(cell: &str) -> String {
    if cell.contains([',', '"', '\r', '\n']) {
        format!("\"{}\"", cell.replace('"', "\"\""))
    } else {
        cell.to_owned()
    }
}
