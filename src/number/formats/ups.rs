//! UPS: parcels ("1Z") and waybills.

use crate::number::checksum::Checksum;
use crate::number::format::{Format, Look, Whose};
use crate::number::pattern::{Name, check, digits, of, signs, text};

const UPS: Whose = Whose::Carrier("ups");
const MOD_10: Checksum = Checksum::Mod10 { even: 1, odd: 2 };

pub(super) const FORMATS: &[Format] = &[
    Format::new(
        "UPS 1Z",
        UPS,
        Look::Own,
        &[&[
            text(&["1Z"]),
            signs(6, 6).counted(),
            signs(2, 2).counted().named(Name::Service),
            signs(7, 7).counted(),
            check(),
        ]],
    )
    .checked(MOD_10)
    .services(SERVICES),
    Format::new(
        "UPS waybill",
        UPS,
        Look::Narrow,
        &[&[
            of("AHJKTV").named(Name::Service),
            digits(9).counted(),
            check(),
        ]],
    )
    .checked(MOD_10)
    .services(&[
        ("J", "Next Day Express"),
        ("K", "Ground"),
        ("V", "Worldwide Express Saver"),
    ]),
];

/// What the field says on labels of the United States; other countries'
/// labels carry codes that are in no public list.
const SERVICES: &[(&str, &str)] = &[
    ("01", "Next Day Air"),
    ("02", "2nd Day Air"),
    ("03", "Ground"),
    ("12", "3 Day Select"),
    ("13", "Next Day Air Saver"),
    ("15", "Next Day Air Early"),
    ("22", "Ground, return, three pickup attempts"),
    ("32", "Next Day Air Early, cash on delivery"),
    ("33", "Next Day Air Early, Saturday, cash on delivery"),
    ("41", "Next Day Air Early, Saturday"),
    ("42", "Ground, signature required"),
    ("44", "Next Day Air, Saturday"),
    ("66", "Worldwide Express"),
    ("72", "Ground, collect on delivery"),
    ("78", "Ground, return, one pickup attempt"),
    ("90", "Ground, return, label by mail"),
    ("A0", "Next Day Air Early, adult signature"),
    ("A1", "Next Day Air Early, Saturday, adult signature"),
    ("A2", "Next Day Air, adult signature"),
    ("A8", "Ground, adult signature"),
    (
        "A9",
        "Next Day Air Early, adult signature, cash on delivery",
    ),
    (
        "AA",
        "Next Day Air Early, Saturday, adult signature, cash on delivery",
    ),
    ("YW", "SurePost, delivered by USPS"),
];
