//! FedEx: the twelve and fifteen digits people read, and the barcodes they
//! are printed in.

use crate::number::checksum::Checksum;
use crate::number::format::{Format, Look, Whose};
use crate::number::pattern::{Part, check, digits, of, text};

const FEDEX: Whose = Whose::Carrier("fedex");
const EXPRESS: Checksum = Checksum::Weighted(&[3, 1, 7, 3, 1, 7, 3, 1, 7, 3, 1]);
const BARCODE: Checksum = Checksum::Weighted(&[1, 7, 3, 1, 7, 3, 1, 7, 3, 1, 7, 3, 1]);
const GROUND: Checksum = Checksum::Mod10 { even: 1, odd: 3 };
const CONTAINER: Checksum = Checksum::Mod10 { even: 3, odd: 1 };

/// The two noughts with which a barcode fills up a twelve-digit number.
const FILLING: Part = text(&["00"]).counted().aside();

pub(super) const FORMATS: &[Format] = &[
    Format::new(
        "FedEx Express 12",
        FEDEX,
        Look::Wide,
        &[&[digits(11).counted(), check()]],
    )
    .checked(EXPRESS),
    Format::new(
        "FedEx Ground 15",
        FEDEX,
        Look::Wide,
        &[&[digits(14).counted(), check()]],
    )
    .checked(GROUND),
    Format::new(
        "FedEx Ground 96, 22 digits",
        FEDEX,
        Look::Own,
        &[&[text(&["96"]), digits(5), digits(14).counted(), check()]],
    )
    .checked(GROUND),
    Format::new(
        "FedEx Ground 96, 34 digits",
        FEDEX,
        Look::Own,
        &[
            &[
                GROUND_BARCODE,
                digits(18).aside(),
                FILLING,
                digits(11).counted(),
                check(),
            ],
            &[
                GROUND_BARCODE,
                digits(18).aside(),
                digits(13).counted(),
                check(),
            ],
        ],
    )
    .checked(BARCODE),
    Format::new(
        "FedEx Express barcode, 34 digits",
        FEDEX,
        Look::Wide,
        &[
            &[
                EXPRESS_BARCODE,
                digits(19).aside(),
                FILLING,
                digits(11).counted(),
                check(),
            ],
            &[
                EXPRESS_BARCODE,
                digits(19).aside(),
                digits(13).counted(),
                check(),
            ],
        ],
    )
    .checked(BARCODE),
    Format::new(
        "FedEx ASTRA barcode, 32 digits",
        FEDEX,
        Look::Narrow,
        &[&[
            text(&["3"]).aside(),
            digits(15).aside(),
            digits(11).counted(),
            check(),
            digits(4).aside(),
        ]],
    )
    .checked(EXPRESS),
    Format::new(
        "FedEx Ground SSCC-18",
        FEDEX,
        Look::Wide,
        &[&[digits(2), digits(15).counted(), check()]],
    )
    .checked(CONTAINER),
];

const GROUND_BARCODE: Part = text(&["96"]).aside();
const EXPRESS_BARCODE: Part = of("012345678").aside();
