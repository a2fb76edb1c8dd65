//! A history file as it lies on a disk: CSV of one line an order, plain or
//! gzipped. It is read line by line, whatever its size: once to see what it
//! says, and once more to take it in.

mod import;
mod mapping;
mod progress;
mod survey;
pub mod upload;

pub use import::{Source, import};
pub use mapping::{Understood, keep, understood};
pub use progress::{Histories, Progress, Running, Stage};
pub use survey::survey;

use crate::error::Error;
use crate::separator::separator;
use csv::{Reader, ReaderBuilder, StringRecord};
use doorstep::history::{self, Column, LineFault, Mapping, MappingFault, PastOrder};
use flate2::read::MultiGzDecoder;
use std::fs::File;
use std::io::{BufRead, BufReader, Read};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use thiserror::Error;

/// What a gzipped file begins with (RFC 1952).
const GZIP: [u8; 2] = [0x1f, 0x8b];

type Input = BufReader<Box<dyn Read + Send>>;

/// A file that was opened, of which the header was read.
pub struct HistoryFile {
    reader: Reader<Input>,
    headers: Vec<String>,
    size: u64,
    read: Arc<AtomicU64>,
    since_line: Arc<AtomicU64>,
}

/// Counts the bytes that are read of a file: of a gzipped one those on the
/// disk.
struct Counted {
    file: File,
    read: Arc<AtomicU64>,
}

impl Read for Counted {
    fn read(&mut self, into: &mut [u8]) -> std::io::Result<usize> {
        let more = self.file.read(into)?;
        self.read.fetch_add(more as u64, Ordering::Relaxed);
        Ok(more)
    }
}

/// No line of a history is longer, in bytes: a quote that is opened and never
/// closed makes one line of all that follows it.
const LONGEST_LINE: u64 = 1 << 20;

/// Gives no more than the longest line between two lines that were read.
struct Bounded {
    plain: Box<dyn Read + Send>,
    since_line: Arc<AtomicU64>,
}

impl Read for Bounded {
    fn read(&mut self, into: &mut [u8]) -> std::io::Result<usize> {
        if self.since_line.load(Ordering::Relaxed) > LONGEST_LINE {
            return Err(std::io::Error::other(
                "a line longer than 1 MiB: a quote is opened and not closed; nothing after it was read",
            ));
        }
        let more = self.plain.read(into)?;
        self.since_line.fetch_add(more as u64, Ordering::Relaxed);
        Ok(more)
    }
}

/// Why a line gives no order.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum Fault {
    /// A cell of it cannot be read.
    #[error("{0}")]
    Cell(LineFault),
    /// It is no line of a CSV file.
    #[error("{0}")]
    Unreadable(String),
}

impl Fault {
    /// Which cell, where it is one.
    #[must_use]
    pub const fn cell(&self) -> Option<LineFault> {
        match self {
            Self::Cell(fault) => Some(*fault),
            Self::Unreadable(_) => None,
        }
    }
}

/// An order with the line of the file it begins at, or why there is none.
pub type Row = (u64, Result<PastOrder, Fault>);

impl HistoryFile {
    /// Opens a file and reads its header.
    ///
    /// # Errors
    /// When it cannot be opened, or has no header.
    pub fn open(path: &Path) -> Result<Self, Error> {
        let told = |error| Error::file(path.display().to_string(), error);
        let file = File::open(path).map_err(told)?;
        let size = file.metadata().map_err(told)?.len();
        let read = Arc::new(AtomicU64::new(0));
        let counted = Counted {
            file,
            read: Arc::clone(&read),
        };
        let mut file = BufReader::new(counted);
        let is_gzipped = file.fill_buf().map_err(told)?.starts_with(&GZIP);
        let plain: Box<dyn Read + Send> = if is_gzipped {
            Box::new(MultiGzDecoder::new(file))
        } else {
            Box::new(file)
        };
        let since_line = Arc::new(AtomicU64::new(0));
        let bounded: Box<dyn Read + Send> = Box::new(Bounded {
            plain,
            since_line: Arc::clone(&since_line),
        });
        let mut input = BufReader::new(bounded);
        let mut reader = ReaderBuilder::new()
            .delimiter(separator(&mut input))
            .flexible(true)
            .from_reader(input);
        let headers = reader
            .headers()
            .map_err(|error| Error::refused(format!("{}: {error}", path.display())))?
            .iter()
            .map(str::to_owned)
            .collect();
        Ok(Self {
            reader,
            headers,
            size,
            read,
            since_line,
        })
    }

    /// The names of its columns.
    #[must_use]
    pub fn headers(&self) -> Vec<&str> {
        self.headers.iter().map(String::as_str).collect()
    }

    /// Its orders, read by what is guessed of its columns and by what somebody
    /// says of them.
    ///
    /// # Errors
    /// When no order can be read so.
    pub fn orders(self, said: &[(String, Option<Column>)]) -> Result<Orders, MappingFault> {
        let headers = self.headers();
        let guessed = Mapping::guessed(&headers);
        let mapping = guessed.corrected(&headers, said)?.checked()?;
        Ok(self.orders_by(mapping))
    }

    /// Its orders, read by a mapping that was checked.
    #[must_use]
    pub fn orders_by(self, mapping: Mapping) -> Orders {
        Orders {
            reader: self.reader,
            since_line: self.since_line,
            mapping,
            open: None,
            ended: false,
        }
    }

    /// How large it is on the disk, and how much of that has been read; the
    /// latter goes on while its orders are read.
    #[must_use]
    pub fn extent(&self) -> (u64, Arc<AtomicU64>) {
        (self.size, Arc::clone(&self.read))
    }
}

/// The orders of a file, in its order.
pub struct Orders {
    reader: Reader<Input>,
    since_line: Arc<AtomicU64>,
    mapping: Mapping,
    /// The order whose lines are being read.
    open: Option<Row>,
    ended: bool,
}

impl Iterator for Orders {
    type Item = Row;

    fn next(&mut self) -> Option<Row> {
        while !self.ended {
            let mut line = StringRecord::new();
            let at = self.reader.position().line();
            self.since_line.store(0, Ordering::Relaxed);
            let row = match self.reader.read_record(&mut line) {
                Ok(true) => self.read(&line),
                Ok(false) => {
                    self.ended = true;
                    break;
                }
                Err(error) => {
                    let at = error.position().map_or(at, csv::Position::line);
                    // Letters of another alphabet end a line; a broken file ends all.
                    self.ended = !matches!(error.kind(), csv::ErrorKind::Utf8 { .. });
                    Some((at, Err(Fault::Unreadable(error.to_string()))))
                }
            };
            if let Some(row) = row
                && let Some(done) = self.open.replace(row)
            {
                return Some(done);
            }
        }
        self.open.take()
    }
}

impl Orders {
    /// What a line says; nothing where it goes on with the order before it.
    fn read(&mut self, line: &StringRecord) -> Option<Row> {
        let cell = |at: usize| line.get(at);
        if let Some((_, Ok(before))) = &mut self.open
            && let Some(pieces) = history::continues(before, &self.mapping, cell)
        {
            before.join(pieces);
            return None;
        }
        let at = line.position().map_or(0, csv::Position::line);
        Some((at, history::read(&self.mapping, cell).map_err(Fault::Cell)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use flate2::Compression;
    use flate2::write::GzEncoder;
    use std::io::Write;

    fn read(bytes: &[u8]) -> Vec<Row> {
        let name = format!("doorstep-history-{}", crate::site::random_secret());
        let path = crate::config::temporary_folder(&name);
        std::fs::write(&path, bytes).unwrap();
        let rows = HistoryFile::open(&path).unwrap().orders(&[]).unwrap();
        let rows = rows.collect();
        std::fs::remove_file(path).unwrap();
        rows
    }

    fn said(rows: &[Row]) -> Vec<String> {
        let of = |(line, row): &Row| match row {
            Ok(past) => format!("{line}: {} x{:?}", past.number, past.order.items),
            Err(Fault::Cell(fault)) => {
                format!("{line}: {} {:?}", fault.column.code(), fault.wrong)
            }
            Err(Fault::Unreadable(_)) => format!("{line}: unreadable"),
        };
        rows.iter().map(of).collect()
    }

    #[test]
    fn good_lines_are_read_whatever_stands_between_them() {
        let file = b"order_number;placed_at;items\n\
            1;2026-05-12 10:00:00;2\n\
            2;yesterday;1\n\
            \"3\nand more\";2026-05-12 10:00:00;1\n\
            \xff;2026-05-12 10:00:00;1\n\
            5;2026-05-12 10:00:00\n";
        let wanted = [
            "2: 1 xSome(2)",
            "3: placed_at NoTime",
            "4: 3\nand more xSome(1)",
            "6: unreadable",
            "7: 5 xNone",
        ];
        assert_eq!(said(&read(file)), wanted);
        let mut packed = GzEncoder::new(Vec::new(), Compression::fast());
        packed.write_all(file).unwrap();
        assert_eq!(said(&read(&packed.finish().unwrap())), wanted, "gzipped");
    }

    #[test]
    fn an_order_may_take_several_lines() {
        let rows = read(
            b"Name,Created at,Lineitem quantity\n\
              #1,2026-05-12 10:00:00 -0400,1\n\
              #1,,2\n\
              #2,2026-05-12 11:00:00 -0400,5\n\
              #1,,7\n",
        );
        assert_eq!(
            said(&rows),
            ["2: #1 xSome(3)", "4: #2 xSome(5)", "5: placed_at Missing"]
        );
    }
}
