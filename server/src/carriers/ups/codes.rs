//! What UPS's codes mean: by the type of the activity and its code, else by
//! the numeric status, else by other lists, words and the type itself.

mod tables;
mod words;

use doorstep::scan::{Reason, Status};
use tables::Row;

/// What a status line means to us.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Meaning {
    /// The status; `None` when the line is no movement.
    pub(super) status: Option<Status>,
    /// The cause, where the line gives one.
    pub(super) reason: Option<Reason>,
}

impl Meaning {
    const fn of(status: Status) -> Self {
        Self {
            status: Some(status),
            reason: None,
        }
    }

    const fn because(status: Status, reason: Reason) -> Self {
        Self {
            status: Some(status),
            reason: Some(reason),
        }
    }

    const NO_MOVEMENT: Self = Self {
        status: None,
        reason: None,
    };
}

/// A status as an activity or the head of a package gives it.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Line<'a> {
    /// The type: I, X, D, M and so on; empty when not given.
    pub(super) kind: &'a str,
    /// The code of letters and digits.
    pub(super) code: Option<&'a str>,
    /// The numeric status.
    pub(super) numeric: Option<&'a str>,
    /// The description.
    pub(super) words: &'a str,
    /// Which product's lists come first.
    pub(super) product: Product,
}

/// Products with lists of their own; the same letters mean other things there.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Product {
    /// Parcels.
    #[default]
    Package,
    /// Mail Innovations, delivered by a post office.
    Mail,
    /// Freight.
    Freight,
}

/// What was found for a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Found {
    /// Its meaning.
    pub(super) meaning: Meaning,
    /// Whether its codes are in any list; if not, the meaning is a fallback
    /// on the type and the words.
    pub(super) is_listed: bool,
}

/// Codes that real replies carry and no published list has.
const OBSERVED: &[(&str, &str, Meaning)] = &[
    ("D", "FS", Meaning::of(Status::Delivered)),
    ("X", "KB", Meaning::NO_MOVEMENT),
    ("X", "SR", Meaning::of(Status::InTransit)),
];

/// Finds what a line means.
pub(super) fn find(line: Line<'_>) -> Found {
    let credible = |meaning: &Meaning| is_credible(line.kind, *meaning);
    let own = own_meaning(line).filter(credible);
    let by_number = || {
        let number = in_table(tables::NUMERIC, line.numeric?).filter(credible)?;
        // "Delay" by number is better told with the cause the code gives.
        let told_better = (number.reason == Some(Reason::Unknown))
            .then(|| elsewhere(line))
            .flatten()
            .filter(|other| other.status == number.status && other.reason.is_some());
        Some(told_better.unwrap_or(number))
    };
    let meaning = decided_by_kind(line.kind)
        .or(own)
        .or_else(by_number)
        .or_else(|| elsewhere(line).filter(credible));
    Found {
        meaning: meaning.unwrap_or_else(|| guess(line)),
        is_listed: own.is_some() || is_listed(line),
    }
}

/// Types that say all there is, whatever code stands beside them.
fn decided_by_kind(kind: &str) -> Option<Meaning> {
    match kind {
        "MV" => Some(Meaning::of(Status::Cancelled)),
        "U" => Some(Meaning::NO_MOVEMENT),
        _ => None,
    }
}

/// The meaning in the lists that belong to the line's type.
fn own_meaning(line: Line<'_>) -> Option<Meaning> {
    let code = line.code?;
    // One code for a label and for a scan at the origin: the words tell.
    if code == "OC" && words::has(line.words, &["origin"]) {
        return Some(Meaning::of(Status::InTransit));
    }
    let observed = OBSERVED
        .iter()
        .find(|(kind, observed, _)| *kind == line.kind && *observed == code)
        .map(|(.., meaning)| *meaning);
    observed.or_else(|| {
        product_tables(line.product)
            .iter()
            .chain(kind_tables(line.kind))
            .find_map(|table| in_table(table, code))
    })
}

fn product_tables(product: Product) -> &'static [&'static [Row]] {
    match product {
        Product::Package => &[],
        Product::Mail => &[tables::MAIL],
        Product::Freight => &[tables::FREIGHT, tables::FREIGHT_EXCEPTIONS],
    }
}

fn kind_tables(kind: &str) -> &'static [&'static [Row]] {
    match kind {
        "I" | "P" | "O" => &[tables::MOVEMENT],
        "X" => &[tables::PACKAGE_EXCEPTIONS, tables::DELIVERY],
        "D" => &[tables::DELIVERY, tables::PACKAGE_EXCEPTIONS],
        "M" => &[tables::MANIFEST],
        _ => &[],
    }
}

const PACKAGE_TABLES: [&[Row]; 5] = [
    tables::PACKAGE_EXCEPTIONS,
    tables::DELIVERY,
    tables::MOVEMENT,
    tables::MANIFEST,
    tables::UPDATES,
];

const OTHER_TABLES: [&[Row]; 3] = [tables::MAIL, tables::FREIGHT, tables::FREIGHT_EXCEPTIONS];

/// The meaning in lists of other types, when all that have the code agree on
/// its status: the same letters often mean something else there. Where a driver
/// left a parcel says nothing of one on its way.
fn elsewhere(line: Line<'_>) -> Option<Meaning> {
    let code = line.code?;
    let agreed = |tables: &[&[Row]]| {
        let mut found = tables
            .iter()
            .filter_map(|table| in_table(table, code))
            .filter(|meaning| line.kind != "I" || meaning.status != Some(Status::Delivered));
        let first = found.next()?;
        found
            .all(|other| other.status == first.status)
            .then_some(first)
    };
    if PACKAGE_TABLES
        .iter()
        .any(|table| in_table(table, code).is_some())
    {
        return agreed(&PACKAGE_TABLES);
    }
    agreed(&OTHER_TABLES)
}

/// Looks a code up. Codes of digits alone are numbers: the lists drop their
/// leading zeros and payloads write them.
fn in_table(table: &[Row], code: &str) -> Option<Meaning> {
    let is_number = code.bytes().all(|byte| byte.is_ascii_digit());
    let number = code.trim_start_matches('0');
    let is_it =
        |listed: &str| listed == code || is_number && listed.trim_start_matches('0') == number;
    table
        .iter()
        .find(|(_, codes)| codes.split(' ').any(is_it))
        .map(|(meaning, _)| *meaning)
}

fn is_listed(line: Line<'_>) -> bool {
    let in_any = |code: &str| {
        PACKAGE_TABLES
            .iter()
            .chain(&OTHER_TABLES)
            .any(|table| in_table(table, code).is_some())
            || OBSERVED.iter().any(|(_, observed, _)| *observed == code)
    };
    match (line.code, line.numeric) {
        (Some(code), _) => in_any(code),
        (None, Some(number)) => in_table(tables::NUMERIC, number).is_some(),
        (None, None) => true,
    }
}

/// Whether a meaning can stand beside the type. Lists mix what a driver's
/// device records on delivery with what it records otherwise, and numbers
/// are sometimes left over from an older activity.
fn is_credible(kind: &str, meaning: Meaning) -> bool {
    match (kind, meaning.status) {
        ("D", Some(Status::InTransit)) => meaning.reason.is_none(),
        ("D", status) => status.is_some_and(|status| {
            use Status::{AvailableForPickup, Delivered, Returned, Returning};
            [Delivered, AvailableForPickup, Returned, Returning].contains(&status)
        }),
        ("M", status) => status
            .is_some_and(|status| status.is_before_possession() || status == Status::Cancelled),
        _ => true,
    }
}

/// The meaning of a line whose codes say nothing: types that say one thing
/// decide, types that say many leave it to the words first.
fn guess(line: Line<'_>) -> Meaning {
    let said = words::meaning(line.words);
    match line.kind {
        "D" => said
            .filter(|said| is_credible("D", *said) && said.status != Some(Status::InTransit))
            .unwrap_or(Meaning::of(Status::Delivered)),
        "M" => Meaning::of(Status::LabelCreated),
        "P" => Meaning::of(Status::PickedUp),
        "O" => Meaning::of(Status::OutForDelivery),
        "RS" => said
            .filter(|said| said.status == Some(Status::Returned))
            .unwrap_or(Meaning::of(Status::Returning)),
        "DO" | "DD" | "W" => Meaning::of(Status::InTransit),
        "I" => said.unwrap_or(Meaning::of(Status::InTransit)),
        "X" => said.unwrap_or(Meaning::because(Status::Exception, Reason::Unknown)),
        _ => said.unwrap_or(Meaning::of(Status::Unknown)),
    }
}

#[cfg(test)]
mod tests;
