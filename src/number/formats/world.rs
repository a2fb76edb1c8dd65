//! Numbers that cross borders: the posts' common format, and YunExpress.

use crate::number::checksum::Checksum;
use crate::number::format::{Format, Look, Whose};
use crate::number::pattern::{Name, check, digits, letters, text};

pub(super) const FORMATS: &[Format] = &[
    Format::new(
        "S10",
        Whose::Post,
        Look::Own,
        &[&[
            letters(2).named(Name::Service),
            digits(8).counted(),
            check(),
            letters(2).named(Name::Country),
        ]],
    )
    .checked(Checksum::S10)
    .services(SERVICES),
    Format::new(
        "YunExpress",
        Whose::Carrier("yunexpress"),
        Look::Own,
        &[&[text(&["YT"]), digits(16)]],
    ),
];

/// The first letter says the service, the second one is the post's own.
const SERVICES: &[(&str, &str)] = &[
    ("AV", "Domestic"),
    ("AW", "Domestic"),
    ("AX", "Domestic"),
    ("AY", "Domestic"),
    ("AZ", "Domestic"),
    ("B", "Domestic"),
    ("C", "Parcel post"),
    ("D", "Domestic"),
    ("E", "EMS"),
    ("GA", "Domestic"),
    ("GD", "Domestic"),
    ("H", "Parcel post, online shop"),
    ("L", "Letter post, express"),
    ("M", "Letter post, M bag"),
    ("N", "Domestic"),
    ("P", "Domestic"),
    ("QA", "Business reply"),
    ("QB", "Business reply"),
    ("QC", "Business reply"),
    ("QD", "Business reply"),
    ("QE", "Business reply"),
    ("QF", "Business reply"),
    ("QG", "Business reply"),
    ("QH", "Business reply"),
    ("QI", "Business reply"),
    ("QJ", "Business reply"),
    ("QK", "Business reply"),
    ("QL", "Business reply"),
    ("QM", "Business reply"),
    ("R", "Letter post, registered"),
    ("U", "Letter post"),
    ("V", "Letter post, insured"),
    ("Z", "Domestic"),
];
