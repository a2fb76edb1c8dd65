//! Which row of a shipment each of its numbers is. A number keeps its row,
//! wherever a newer version lists it: what staff know of a parcel, what they
//! demand for it and every date named for it hang on the row.

use crate::db::shipment::Model;
use doorstep::shipment::Tracking;

/// The part that each of a shipment's rows becomes, in the order of the rows.
///
/// A number that is new takes the place of the one that stood there, as if it
/// had been mistyped; else a row that was never used; a row whose number was
/// taken away comes last, for somebody may have written beside it.
pub fn parts(rows: &[&Model], trackings: &[Tracking]) -> Vec<i32> {
    if trackings.is_empty() {
        return rows.iter().map(|row| row.part).collect();
    }
    let mut part_of: Vec<Option<usize>> = vec![None; rows.len()];
    let mut new = Vec::new();
    for (part, tracking) in trackings.iter().enumerate() {
        match row_of(rows, &part_of, tracking) {
            Some(row) => part_of[row] = Some(part),
            None => new.push(part),
        }
    }
    for part in new {
        if let Some(row) = row_for(rows, &part_of, part) {
            part_of[row] = Some(part);
        }
    }
    let mut rest: Vec<usize> = (0..rows.len())
        .filter(|row| part_of[*row].is_none())
        .collect();
    rest.sort_by_key(|row| rows[*row].part);
    for (row, part) in rest.into_iter().zip(trackings.len()..) {
        part_of[row] = Some(part);
    }
    let number = |part: Option<usize>| part.and_then(|part| i32::try_from(part).ok());
    part_of
        .into_iter()
        .map(|part| number(part).unwrap_or(i32::MAX))
        .collect()
}

/// How many rows a shipment with so many numbers lacks, should all of them be
/// new: one whose number was taken away is not used again.
pub fn lacking(rows: &[&Model], numbers: usize) -> usize {
    let usable = rows.iter().filter(|row| !is_given_up(row)).count();
    numbers.saturating_sub(usable)
}

/// Whether a row's number was taken away. The first row is the shipment's own:
/// it stays, with a number or without.
const fn is_given_up(row: &Model) -> bool {
    row.removed && row.part > 0 && !is_unused(row)
}

const fn is_unused(row: &Model) -> bool {
    row.version_ms == i64::MIN
}

fn row_of(rows: &[&Model], part_of: &[Option<usize>], tracking: &Tracking) -> Option<usize> {
    let has = |row: &&usize| {
        let number = rows[**row].number.as_deref();
        part_of[**row].is_none() && number == Some(&*tracking.number)
    };
    let all: Vec<usize> = (0..rows.len()).collect();
    let same = |row: &&usize| has(row) && rows[**row].carrier == tracking.carrier.code();
    let found = all.iter().find(same).or_else(|| all.iter().find(has));
    found.copied()
}

fn row_for(rows: &[&Model], part_of: &[Option<usize>], part: usize) -> Option<usize> {
    let stands_there = |row: &Model| usize::try_from(row.part) == Ok(part) && !is_given_up(row);
    let rank = |row: usize| {
        let row = rows[row];
        let worse = (!stands_there(row), !is_unused(row), is_given_up(row));
        (worse, row.part)
    };
    (0..rows.len())
        .filter(|row| part_of[*row].is_none())
        .min_by_key(|row| rank(*row))
}

#[cfg(test)]
mod tests {
    use super::*;
    use doorstep::carrier::Carrier;

    /// Rows by their numbers; "-" is one that was never used, "x" one whose
    /// number was taken away.
    fn check(stand: &[&str], named: &[&str], wanted: &[i32]) {
        let rows: Vec<Model> = (0..)
            .zip(stand)
            .map(|(part, number)| row(part, number))
            .collect();
        let rows: Vec<&Model> = rows.iter().collect();
        let trackings: Vec<Tracking> = named
            .iter()
            .map(|number| Tracking {
                carrier: Carrier::from_code("ups"),
                number: (*number).to_owned(),
                link: None,
            })
            .collect();
        assert_eq!(parts(&rows, &trackings), wanted, "{stand:?} -> {named:?}");
    }

    fn row(part: i32, number: &str) -> Model {
        let placeholder = Model::placeholder(String::new(), 1, 1, "S".to_owned(), part);
        match number {
            "-" => placeholder,
            "x" => Model {
                version_ms: 1,
                ..placeholder
            },
            number => Model {
                version_ms: 1,
                removed: false,
                carrier: "ups".to_owned(),
                number: Some(number.to_owned()),
                ..placeholder
            },
        }
    }

    #[test]
    fn a_number_keeps_its_row() {
        check(&["A", "B"], &["A", "B"], &[0, 1]);
        check(&["A", "B"], &["B"], &[1, 0]);
        check(&["A", "B"], &["B", "A"], &[1, 0]);
        check(&["A", "B", "C"], &["C", "A"], &[1, 2, 0]);
        check(&["A", "-"], &["X", "A"], &[1, 0]);
    }

    #[test]
    fn a_new_number_takes_the_place_of_the_one_that_stood_there() {
        check(&["A"], &["X"], &[0]);
        check(&["A", "B"], &["A", "X"], &[0, 1]);
        check(&["A", "B"], &["X", "B"], &[0, 1]);
        check(&["-", "-"], &["A", "B"], &[0, 1]);
    }

    #[test]
    fn a_row_that_was_given_up_is_not_used_again() {
        check(&["B", "x", "-"], &["B", "C"], &[0, 2, 1]);
        // Unless there is no other.
        check(&["B", "x"], &["B", "C"], &[0, 1]);
        let rows = [row(0, "B"), row(1, "x")];
        let rows: Vec<&Model> = rows.iter().collect();
        assert_eq!((lacking(&rows, 1), lacking(&rows, 2)), (0, 1));
    }

    #[test]
    fn without_numbers_all_stays_where_it_is() {
        check(&["A", "B"], &[], &[0, 1]);
    }
}
