//! The public holidays of the countries parcels travel between most.
//!
//! Facts from the countries' own laws: 5 U.S.C. 6103 (US), the Holidays Act
//! and the provinces' acts (CA), the Banking and Financial Dealings Act 1971
//! (GB), the acts of the Länder (DE), Code du travail L3133-1 (FR), and their
//! like; in the United States the carriers' own lists say which of the
//! federal ones a private carrier keeps. A day that a large part of a country
//! keeps is off in all of it: parcels may have to pass there. Days that move
//! with the moon of another calendar, and single years' extra days, are not
//! here: a parcel may be flagged a day early around them.

use super::holidays::{Falls, Holiday, Keeps, Rule};
use chrono::Weekday::{Fri, Mon, Thu};

const fn common(rule: Rule) -> Holiday {
    Holiday {
        rule,
        kept: Keeps::Common,
    }
}

const fn official(rule: Rule) -> Holiday {
    Holiday {
        rule,
        kept: Keeps::Official,
    }
}

/// A fixed day that is lost on a weekend.
const fn on(month: u32, day: u32) -> Holiday {
    common(Rule::On(month, day, Falls::Away))
}

/// A fixed day that is kept on another when it falls on a weekend.
const fn moved(month: u32, day: u32, falls: Falls) -> Holiday {
    common(Rule::On(month, day, falls))
}

const fn easter(days: i64) -> Holiday {
    common(Rule::Easter(days))
}

const MAUNDY_THURSDAY: Holiday = easter(-3);
const GOOD_FRIDAY: Holiday = easter(-2);
const EASTER_MONDAY: Holiday = easter(1);
const ASCENSION: Holiday = easter(39);
const WHIT_MONDAY: Holiday = easter(50);
const CORPUS_CHRISTI: Holiday = easter(60);
const MIDSUMMER_EVE: Holiday = common(Rule::Before(6, 26, Fri));

/// Holidays by country.
pub static COUNTRIES: &[(&str, &[Holiday])] = &[
    (
        "US",
        &[
            moved(1, 1, Falls::ToNearest),
            official(Rule::Nth(1, Mon, 3)),
            official(Rule::Nth(2, Mon, 3)),
            common(Rule::Last(5, Mon)),
            official(Rule::On(6, 19, Falls::ToNearest)),
            moved(7, 4, Falls::ToNearest),
            common(Rule::Nth(9, Mon, 1)),
            official(Rule::Nth(10, Mon, 2)),
            official(Rule::On(11, 11, Falls::ToNearest)),
            common(Rule::Nth(11, Thu, 4)),
            moved(12, 25, Falls::ToNearest),
        ],
    ),
    (
        "CA",
        &[
            moved(1, 1, Falls::ToMonday),
            common(Rule::Nth(2, Mon, 3)),
            GOOD_FRIDAY,
            official(Rule::Easter(1)),
            common(Rule::Before(5, 25, Mon)),
            on(6, 24),
            moved(7, 1, Falls::ToMonday),
            common(Rule::Nth(8, Mon, 1)),
            common(Rule::Nth(9, Mon, 1)),
            official(Rule::On(9, 30, Falls::ToMonday)),
            common(Rule::Nth(10, Mon, 2)),
            official(Rule::On(11, 11, Falls::ToMonday)),
            moved(12, 25, Falls::TwoDaysLater),
            moved(12, 26, Falls::TwoDaysLater),
        ],
    ),
    (
        "MX",
        &[
            on(1, 1),
            common(Rule::Nth(2, Mon, 1)),
            common(Rule::Nth(3, Mon, 3)),
            on(5, 1),
            on(9, 16),
            common(Rule::Nth(11, Mon, 3)),
            on(12, 25),
        ],
    ),
    (
        "BR",
        &[
            on(1, 1),
            easter(-48),
            easter(-47),
            GOOD_FRIDAY,
            on(4, 21),
            on(5, 1),
            CORPUS_CHRISTI,
            on(9, 7),
            on(10, 12),
            on(11, 2),
            on(11, 15),
            on(11, 20),
            on(12, 25),
        ],
    ),
    (
        "GB",
        &[
            moved(1, 1, Falls::ToMonday),
            GOOD_FRIDAY,
            EASTER_MONDAY,
            common(Rule::Nth(5, Mon, 1)),
            common(Rule::Last(5, Mon)),
            common(Rule::Last(8, Mon)),
            moved(12, 25, Falls::TwoDaysLater),
            moved(12, 26, Falls::TwoDaysLater),
        ],
    ),
    (
        "IE",
        &[
            on(1, 1),
            common(Rule::Nth(2, Mon, 1)),
            on(3, 17),
            EASTER_MONDAY,
            common(Rule::Nth(5, Mon, 1)),
            common(Rule::Nth(6, Mon, 1)),
            common(Rule::Nth(8, Mon, 1)),
            common(Rule::Last(10, Mon)),
            on(12, 25),
            on(12, 26),
        ],
    ),
    (
        "DE",
        &[
            on(1, 1),
            on(1, 6),
            GOOD_FRIDAY,
            EASTER_MONDAY,
            on(5, 1),
            ASCENSION,
            WHIT_MONDAY,
            CORPUS_CHRISTI,
            on(10, 3),
            on(10, 31),
            on(11, 1),
            on(12, 25),
            on(12, 26),
        ],
    ),
    (
        "AT",
        &[
            on(1, 1),
            on(1, 6),
            EASTER_MONDAY,
            on(5, 1),
            ASCENSION,
            WHIT_MONDAY,
            CORPUS_CHRISTI,
            on(8, 15),
            on(10, 26),
            on(11, 1),
            on(12, 8),
            on(12, 25),
            on(12, 26),
        ],
    ),
    (
        "CH",
        &[
            on(1, 1),
            on(1, 2),
            GOOD_FRIDAY,
            EASTER_MONDAY,
            ASCENSION,
            WHIT_MONDAY,
            on(8, 1),
            on(12, 25),
            on(12, 26),
        ],
    ),
    (
        "FR",
        &[
            on(1, 1),
            EASTER_MONDAY,
            on(5, 1),
            on(5, 8),
            ASCENSION,
            WHIT_MONDAY,
            on(7, 14),
            on(8, 15),
            on(11, 1),
            on(11, 11),
            on(12, 25),
        ],
    ),
    (
        "BE",
        &[
            on(1, 1),
            EASTER_MONDAY,
            on(5, 1),
            ASCENSION,
            WHIT_MONDAY,
            on(7, 21),
            on(8, 15),
            on(11, 1),
            on(11, 11),
            on(12, 25),
        ],
    ),
    (
        "NL",
        &[
            on(1, 1),
            EASTER_MONDAY,
            on(4, 27),
            ASCENSION,
            WHIT_MONDAY,
            on(12, 25),
            on(12, 26),
        ],
    ),
    (
        "LU",
        &[
            on(1, 1),
            EASTER_MONDAY,
            on(5, 1),
            on(5, 9),
            ASCENSION,
            WHIT_MONDAY,
            on(6, 23),
            on(8, 15),
            on(11, 1),
            on(12, 25),
            on(12, 26),
        ],
    ),
    (
        "IT",
        &[
            on(1, 1),
            on(1, 6),
            EASTER_MONDAY,
            on(4, 25),
            on(5, 1),
            on(6, 2),
            on(8, 15),
            on(10, 4),
            on(11, 1),
            on(12, 8),
            on(12, 25),
            on(12, 26),
        ],
    ),
    (
        "ES",
        &[
            on(1, 1),
            on(1, 6),
            GOOD_FRIDAY,
            on(5, 1),
            on(8, 15),
            on(10, 12),
            on(11, 1),
            on(12, 6),
            on(12, 8),
            on(12, 25),
        ],
    ),
    (
        "PT",
        &[
            on(1, 1),
            GOOD_FRIDAY,
            on(4, 25),
            on(5, 1),
            CORPUS_CHRISTI,
            on(6, 10),
            on(8, 15),
            on(10, 5),
            on(11, 1),
            on(12, 1),
            on(12, 8),
            on(12, 25),
        ],
    ),
    (
        "PL",
        &[
            on(1, 1),
            on(1, 6),
            EASTER_MONDAY,
            on(5, 1),
            on(5, 3),
            CORPUS_CHRISTI,
            on(8, 15),
            on(11, 1),
            on(11, 11),
            on(12, 24),
            on(12, 25),
            on(12, 26),
        ],
    ),
    (
        "CZ",
        &[
            on(1, 1),
            GOOD_FRIDAY,
            EASTER_MONDAY,
            on(5, 1),
            on(5, 8),
            on(7, 5),
            on(7, 6),
            on(9, 28),
            on(10, 28),
            on(11, 17),
            on(12, 24),
            on(12, 25),
            on(12, 26),
        ],
    ),
    (
        "DK",
        &[
            on(1, 1),
            MAUNDY_THURSDAY,
            GOOD_FRIDAY,
            EASTER_MONDAY,
            ASCENSION,
            WHIT_MONDAY,
            on(12, 25),
            on(12, 26),
        ],
    ),
    (
        "SE",
        &[
            on(1, 1),
            on(1, 6),
            GOOD_FRIDAY,
            EASTER_MONDAY,
            on(5, 1),
            ASCENSION,
            on(6, 6),
            MIDSUMMER_EVE,
            on(12, 24),
            on(12, 25),
            on(12, 26),
            on(12, 31),
        ],
    ),
    (
        "NO",
        &[
            on(1, 1),
            MAUNDY_THURSDAY,
            GOOD_FRIDAY,
            EASTER_MONDAY,
            on(5, 1),
            on(5, 17),
            ASCENSION,
            WHIT_MONDAY,
            on(12, 25),
            on(12, 26),
        ],
    ),
    (
        "FI",
        &[
            on(1, 1),
            on(1, 6),
            GOOD_FRIDAY,
            EASTER_MONDAY,
            on(5, 1),
            ASCENSION,
            MIDSUMMER_EVE,
            on(12, 6),
            on(12, 24),
            on(12, 25),
            on(12, 26),
        ],
    ),
    (
        "AU",
        &[
            moved(1, 1, Falls::ToMonday),
            moved(1, 26, Falls::ToMonday),
            GOOD_FRIDAY,
            EASTER_MONDAY,
            on(4, 25),
            common(Rule::Nth(6, Mon, 2)),
            moved(12, 25, Falls::TwoDaysLater),
            moved(12, 26, Falls::TwoDaysLater),
        ],
    ),
    (
        "NZ",
        &[
            moved(1, 1, Falls::TwoDaysLater),
            moved(1, 2, Falls::TwoDaysLater),
            moved(2, 6, Falls::ToMonday),
            GOOD_FRIDAY,
            EASTER_MONDAY,
            moved(4, 25, Falls::ToMonday),
            common(Rule::Nth(6, Mon, 1)),
            common(Rule::Nth(10, Mon, 4)),
            moved(12, 25, Falls::TwoDaysLater),
            moved(12, 26, Falls::TwoDaysLater),
        ],
    ),
];
