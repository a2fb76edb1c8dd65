//! The door's items as CSV: flat columns, one row an item, or one row a line
//! of it. Rows are read one by one, whatever the size of the file.

use super::columns::{self, Cell, Column, column_of, columns, identity};
use super::fields::quote;
use super::nearest::nearest;
use super::{Door, FieldError, FieldErrors, MOST_ITEMS, read};
use crate::separator::separator;
use chrono::{DateTime, Utc};
use csv::{ByteRecord, Reader, ReaderBuilder, StringRecord, Terminator};
use doorstep::shipment::Change;
use serde_json::{Map, Value};
use std::collections::{HashSet, VecDeque};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::io::{BufReader, Read};

/// One item, with the line of the file it begins at.
type Row = (u64, Result<Change, FieldErrors>);

/// Put after every file, so that each record ends with a line break and the
/// line it begins at can be counted back from where it ends. (Blank lines and
/// a carriage return before the break are told as part of the next record.)
const LAST_LINE_BREAK: &[u8] = b"\n";

/// Reads CSV: a header with the names of [`columns`], then rows. Rows of one
/// order or shipment stand together, each a line of it; what they repeat must
/// be the same or empty. The separator is a comma, a semicolon or a tab.
///
/// An unknown column ends the reading with an error at the header: the rows
/// would all be read wrongly.
pub fn csv(door: Door, reader: impl Read, now: DateTime<Utc>) -> impl Iterator<Item = Row> {
    let mut reader = BufReader::new(reader);
    let separator = separator(&mut reader);
    Rows {
        door,
        now,
        file: ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .delimiter(separator)
            .terminator(Terminator::Any(b'\n'))
            .from_reader(reader.chain(LAST_LINE_BREAK)),
        header: None,
        open: None,
        seen: HashSet::new(),
        ready: VecDeque::new(),
        ended: false,
    }
}

struct Rows<R> {
    door: Door,
    now: DateTime<Utc>,
    file: Reader<R>,
    header: Option<Vec<Column>>,
    open: Option<Item>,
    /// Hashes of the items that are done, so that a stray row of one is
    /// noticed in place of silently taking its other lines away.
    seen: HashSet<u64>,
    ready: VecDeque<Row>,
    ended: bool,
}

/// An item whose rows are still being read.
struct Item {
    key: Option<Vec<String>>,
    line: u64,
    first_row: StringRecord,
    object: Map<String, Value>,
    lines: Vec<Value>,
    lines_at: Vec<u64>,
    errors: Vec<FieldError>,
}

impl<R: Read> Iterator for Rows<R> {
    type Item = Row;

    fn next(&mut self) -> Option<Row> {
        while self.ready.is_empty() && !self.ended {
            self.step();
        }
        self.ready.pop_front()
    }
}

impl<R: Read> Rows<R> {
    /// Reads one record, and what follows from it.
    fn step(&mut self) {
        let mut bytes = ByteRecord::new();
        match self.file.read_byte_record(&mut bytes) {
            Ok(true) => {}
            Ok(false) => return self.end(),
            Err(error) => {
                self.close();
                let line = error.position().map_or(0, csv::Position::line);
                self.refuse(line, "", &format!("cannot be read: {error}"));
                self.ended = true;
                return;
            }
        }
        let within = bytes.as_slice().iter().filter(|byte| **byte == b'\n');
        let line_after = self.file.position().line();
        let line = line_after.saturating_sub(1 + within.count() as u64).max(1);
        let is_utf8 = std::str::from_utf8(bytes.as_slice()).is_ok();
        let row = StringRecord::from_byte_record_lossy(bytes);
        if row.iter().all(|cell| cell.trim().is_empty()) {
            return;
        }
        match self.header.take() {
            None => self.take_header(line, &row),
            Some(header) => {
                self.take_row(line, &row, &header, is_utf8);
                self.header = Some(header);
            }
        }
    }

    fn end(&mut self) {
        if self.header.is_none() {
            self.refuse(1, "", "has no header; send the names of the columns first");
        }
        self.close();
        self.ended = true;
    }

    fn refuse(&mut self, line: u64, path: &str, problem: &str) {
        let error = FieldError {
            path: path.to_owned(),
            problem: problem.to_owned(),
        };
        self.ready.push_back((line, Err(FieldErrors(vec![error]))));
    }

    fn take_header(&mut self, line: u64, row: &StringRecord) {
        match header(self.door, row) {
            Ok(header) => self.header = Some(header),
            Err(errors) => {
                self.ready.push_back((line, Err(errors)));
                self.header = Some(Vec::new());
                self.ended = true;
            }
        }
    }

    fn take_row(&mut self, line: u64, row: &StringRecord, header: &[Column], is_utf8: bool) {
        let key = key(self.door, header, row);
        let goes_on = key.is_some() && self.open.as_ref().is_some_and(|open| open.key == key);
        if !goes_on {
            self.close();
            self.open = Some(Item::new(key, line, row.clone()));
        }
        let Some(open) = self.open.as_mut() else {
            return;
        };
        if !is_utf8 {
            open.fail(line, "", "is not UTF-8; save the file as UTF-8");
        }
        if row.len() > header.len() {
            let problem = format!(
                "has {} cells and the header {}; put cells that hold the separator in quotes",
                row.len(),
                header.len()
            );
            open.fail(line, "", &problem);
        }
        open.take(line, row, header);
    }

    /// Reads the open item, now that all of its rows are there.
    fn close(&mut self) {
        let Some(open) = self.open.take() else {
            return;
        };
        let line = open.line;
        let stray = open.key.as_ref().is_some_and(|key| {
            let mut hash = DefaultHasher::new();
            key.hash(&mut hash);
            !self.seen.insert(hash.finish())
        });
        let mut result = open.read(self.door, self.now);
        if stray {
            let problem = "has been in the file before; put the rows of one item together";
            let error = FieldError {
                path: "id".to_owned(),
                problem: problem.to_owned(),
            };
            result = Err(FieldErrors(vec![error]));
        }
        self.ready.push_back((line, result));
    }
}

impl Item {
    fn new(key: Option<Vec<String>>, line: u64, first_row: StringRecord) -> Self {
        Self {
            key,
            line,
            first_row,
            object: Map::new(),
            lines: Vec::new(),
            lines_at: Vec::new(),
            errors: Vec::new(),
        }
    }

    fn fail(&mut self, line: u64, column: &str, problem: &str) {
        self.errors.push(FieldError {
            path: at(column, line, self.line),
            problem: problem.to_owned(),
        });
    }

    /// Takes in one of its rows.
    fn take(&mut self, line: u64, row: &StringRecord, header: &[Column]) {
        let is_first = line == self.line;
        let mut fields = Map::new();
        for (index, (name, cell)) in header.iter().enumerate() {
            let text = row.get(index).unwrap_or_default().trim();
            if text.is_empty() {
                continue;
            }
            if is_first || matches!(cell, Cell::Line(_)) {
                if let Err(problem) = columns::put(*cell, text, &mut self.object, &mut fields) {
                    self.fail(line, name, &problem);
                }
            } else if self.first_row.get(index).map(str::trim) != Some(text) {
                let shown = quote(text);
                let first = self.line;
                let problem = format!("is \"{shown}\", and not so in line {first}; send one value");
                self.fail(line, name, &problem);
            }
        }
        if !fields.is_empty() && self.lines.len() <= MOST_ITEMS {
            self.lines.push(Value::Object(fields));
            self.lines_at.push(line);
        }
    }

    fn read(mut self, door: Door, now: DateTime<Utc>) -> Result<Change, FieldErrors> {
        if !self.lines.is_empty() {
            self.object
                .insert("items".to_owned(), Value::Array(self.lines));
        }
        let change = read(door, &Value::Object(self.object), now);
        let errors = match change {
            Ok(change) if self.errors.is_empty() => return Ok(change),
            Ok(_) => Vec::new(),
            Err(FieldErrors(errors)) => errors,
        };
        let in_columns = errors.into_iter().map(|error| {
            let (column, position) = column_of(door, &error.path);
            let line = position.and_then(|position| self.lines_at.get(position));
            FieldError {
                path: at(
                    column.unwrap_or(&error.path),
                    line.copied().unwrap_or(self.line),
                    self.line,
                ),
                problem: error.problem,
            }
        });
        self.errors.extend(in_columns);
        Err(FieldErrors(self.errors))
    }
}

/// A column's name, with its line where that is not the item's first.
fn at(column: &str, line: u64, first_line: u64) -> String {
    match (column, line == first_line) {
        (column, true) => column.to_owned(),
        ("", false) => format!("line {line}"),
        (column, false) => format!("{column} (line {line})"),
    }
}

/// The columns a header names, in its order.
fn header(door: Door, row: &StringRecord) -> Result<Vec<Column>, FieldErrors> {
    let known: Vec<&str> = columns(door).iter().map(|(name, _)| *name).collect();
    let mut found: Vec<Column> = Vec::new();
    let mut errors = Vec::new();
    for name in row {
        let folded = name.trim().to_lowercase().replace([' ', '-', '.'], "_");
        let column = columns(door).iter().find(|(known, _)| *known == folded);
        let problem = match column {
            Some(column) if found.contains(column) => {
                "stands twice in the header; send it once".to_owned()
            }
            Some(column) => {
                found.push(*column);
                continue;
            }
            None => nearest(&folded, &known).map_or_else(
                || format!("is no column; known are {}", known.join(", ")),
                |meant| format!("is no column; did you mean \"{meant}\"?"),
            ),
        };
        errors.push(FieldError {
            path: quote(name.trim()),
            problem,
        });
    }
    if errors.is_empty() {
        Ok(found)
    } else {
        Err(FieldErrors(errors))
    }
}

/// What says that rows belong together; `None` where every row is an item, or
/// where this one does not say.
fn key(door: Door, header: &[Column], row: &StringRecord) -> Option<Vec<String>> {
    let cells: Vec<String> = identity(door)
        .iter()
        .filter_map(|wanted| {
            let index = header.iter().position(|(name, _)| name == wanted)?;
            let cell = row.get(index)?.trim();
            (!cell.is_empty()).then(|| cell.to_owned())
        })
        .collect();
    let is_whole = !cells.is_empty() && cells.len() == identity(door).len();
    is_whole.then_some(cells)
}
