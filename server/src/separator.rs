//! What separates the cells of a CSV file.

use std::io::BufRead;

/// The separator the header uses most: a comma, a semicolon or a tab.
pub fn separator(reader: &mut impl BufRead) -> u8 {
    // What cannot be read now is met again, and told, at the first row.
    let start = reader.fill_buf().unwrap_or_default();
    let header = start.split(|byte| *byte == b'\n').next().unwrap_or(start);
    let count = |separator: u8| header.iter().filter(|byte| **byte == separator).count();
    b"\t;,"
        .iter()
        .copied()
        .max_by_key(|separator| count(*separator))
        .filter(|separator| count(*separator) > 0)
        .unwrap_or(b',')
}
