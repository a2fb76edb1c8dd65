//! Reading the table's bytes: on from a position, and numbers in columns.

/// Numbers of a fixed width, all lowest bytes first, then all next ones.
#[derive(Clone, Copy)]
pub struct Column {
    start: usize,
    rows: usize,
    width: usize,
}

impl Column {
    /// How many numbers it has.
    #[must_use]
    pub const fn rows(self) -> usize {
        self.rows
    }

    /// The number in a row; `None` behind the last one.
    #[must_use]
    pub fn get(self, bytes: &[u8], row: usize) -> Option<u32> {
        if row >= self.rows {
            return None;
        }
        let mut planes = bytes.get(self.start + row..)?.iter().step_by(self.rows);
        (0..self.width).try_fold(0, |number, plane| {
            Some(number | u32::from(*planes.next()?) << (8 * plane))
        })
    }
}

/// Reads on from a position; `None` where the bytes end too early.
pub struct Cursor<'a> {
    /// What is read.
    pub bytes: &'a [u8],
    /// Where it is read next.
    pub at: usize,
}

impl<'a> Cursor<'a> {
    /// So many bytes.
    pub fn take(&mut self, count: usize) -> Option<&'a [u8]> {
        let taken = self.bytes.get(self.at..self.at.checked_add(count)?)?;
        self.at += count;
        Some(taken)
    }

    /// A number of one byte.
    pub fn u8(&mut self) -> Option<u8> {
        Some(self.take(1)?[0])
    }

    /// A number of three bytes.
    pub fn u24(&mut self) -> Option<u32> {
        let bytes = self.take(3)?;
        Some(u32::from_le_bytes([bytes[0], bytes[1], bytes[2], 0]))
    }

    /// A number of four bytes that counts something.
    pub fn count(&mut self) -> Option<usize> {
        let bytes = self.take(4)?.first_chunk()?;
        usize::try_from(u32::from_le_bytes(*bytes)).ok()
    }

    /// Passes over a column, to be read from later.
    pub fn column(&mut self, rows: usize, width: usize) -> Option<Column> {
        let start = self.at;
        self.take(rows.checked_mul(width)?)?;
        Some(Column { start, rows, width })
    }

    /// Where each of so many lines begins, and where the last one ends.
    pub fn lines(&mut self, count: usize) -> Option<Vec<usize>> {
        let mut starts = vec![self.at];
        for _ in 0..count {
            let rest = self.bytes.get(self.at..)?;
            self.at += rest.iter().position(|byte| *byte == b'\n')? + 1;
            starts.push(self.at);
        }
        Some(starts)
    }
}
