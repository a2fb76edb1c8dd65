//! USPS: the numbers of the Intelligent Mail package barcode (22, 26 or 30
//! digits after an optional "420" and the ZIP code), and the older ones.
//!
//! The mailer's id is nine digits when it begins with 9, else six.

use crate::number::checksum::Checksum;
use crate::number::format::{Format, Look, Whose};
use crate::number::pattern::{Name, Part, check, digits, of, text};

const USPS: Whose = Whose::Carrier("usps");
const MOD_10: Checksum = Checksum::Mod10 { even: 3, odd: 1 };

const ROUTE: Part = text(&["420"]).aside();
const ZIP: Part = digits(5).aside();
const ZIP_PLUS_4: Part = digits(9).aside();
const SERVICE: Part = digits(3).counted().named(Name::Service);
const NINE: Part = text(&["9"]).counted();
const BELOW_NINE: Part = of("012345678").counted();

const fn label(identifier: &'static [&'static str]) -> Part {
    text(identifier).counted()
}

const fn serial(count: usize) -> Part {
    digits(count).counted()
}

const N: Part = label(&["94"]);
const C_NINE: Part = label(&["92", "95"]);
const C_SIX: Part = label(&["93", "95"]);

pub(super) const FORMATS: &[Format] = &[
    Format::new("USPS IMpb, online label", USPS, Look::Own, ONLINE)
        .checked(MOD_10)
        .services(PARCELS),
    Format::new("USPS IMpb, mailer or counter", USPS, Look::Own, MAILER)
        .checked(MOD_10)
        .services(PARCELS),
    Format::new("USPS 91", USPS, Look::Narrow, CONFIRMATION)
        .checked(MOD_10)
        .unprinted("91")
        .services(CONFIRMATIONS),
    Format::new(
        "USPS 20",
        USPS,
        Look::Wide,
        &[&[serial(2).named(Name::Service), serial(17), check()]],
    )
    .checked(MOD_10)
    .services(CONFIRMATIONS),
];

/// After the label's two digits and the service: the mailer's first digit,
/// the rest of the mailer and the package, the check digit.
const ONLINE: &[&[Part]] = &[
    &[N, SERVICE, NINE, serial(15), check()],
    &[N, SERVICE, NINE, serial(19), check()],
    &[N, SERVICE, NINE, serial(23), check()],
    &[N, SERVICE, BELOW_NINE, serial(15), check()],
    &[N, SERVICE, BELOW_NINE, serial(19), check()],
    &[ROUTE, ZIP_PLUS_4, N, SERVICE, NINE, serial(15), check()],
    &[
        ROUTE,
        ZIP_PLUS_4,
        N,
        SERVICE,
        BELOW_NINE,
        serial(15),
        check(),
    ],
    &[ROUTE, ZIP, N, SERVICE, NINE, serial(15), check()],
    &[ROUTE, ZIP, N, SERVICE, NINE, serial(19), check()],
    &[ROUTE, ZIP, N, SERVICE, BELOW_NINE, serial(15), check()],
    &[ROUTE, ZIP, N, SERVICE, BELOW_NINE, serial(19), check()],
];

const MAILER: &[&[Part]] = &[
    &[C_NINE, SERVICE, NINE, serial(15), check()],
    &[C_NINE, SERVICE, NINE, serial(19), check()],
    &[C_SIX, SERVICE, BELOW_NINE, serial(15), check()],
    &[C_SIX, SERVICE, BELOW_NINE, serial(19), check()],
    &[
        ROUTE,
        ZIP_PLUS_4,
        C_NINE,
        SERVICE,
        NINE,
        serial(15),
        check(),
    ],
    &[
        ROUTE,
        ZIP_PLUS_4,
        C_SIX,
        SERVICE,
        BELOW_NINE,
        serial(15),
        check(),
    ],
    &[ROUTE, ZIP, C_NINE, SERVICE, NINE, serial(15), check()],
    &[ROUTE, ZIP, C_NINE, SERVICE, NINE, serial(19), check()],
    &[ROUTE, ZIP, C_SIX, SERVICE, BELOW_NINE, serial(15), check()],
    &[ROUTE, ZIP, C_SIX, SERVICE, BELOW_NINE, serial(19), check()],
];

const KIND: Part = serial(2).named(Name::Service);

/// The "91" is on the barcode and often left out in print.
const CONFIRMATION: &[&[Part]] = &[
    &[label(&["91"]), KIND, serial(17), check()],
    &[KIND, serial(17), check()],
    &[ROUTE, ZIP, label(&["91"]), KIND, serial(17), check()],
    &[ROUTE, ZIP_PLUS_4, label(&["91"]), KIND, serial(17), check()],
    &[ROUTE, ZIP, KIND, serial(17), check()],
    &[ROUTE, ZIP_PLUS_4, KIND, serial(17), check()],
];

const PARCELS: &[(&str, &str)] = &[("612", "Parcel Select")];

const CONFIRMATIONS: &[(&str, &str)] = &[
    ("01", "Delivery Confirmation"),
    ("02", "Delivery Confirmation"),
    ("03", "Delivery Confirmation, retail"),
    ("04", "Delivery Confirmation, retail"),
    ("05", "Delivery Confirmation, insured"),
    ("06", "Delivery Confirmation, insured"),
    ("07", "Delivery Confirmation, insured"),
    ("08", "Delivery Confirmation, insured"),
    ("14", "Delivery Confirmation"),
    ("21", "Signature Confirmation"),
    ("22", "Signature Confirmation"),
    ("23", "Signature Confirmation, retail"),
    ("24", "Signature Confirmation, retail"),
    ("25", "Signature Confirmation, insured"),
    ("26", "Signature Confirmation, insured"),
    ("34", "Signature Confirmation"),
    ("56", "Scanned on the way only"),
    ("73", "Insured Mail"),
    ("82", "Merchandise Return"),
    ("83", "Merchandise Return, insured"),
    ("85", "Merchandise Return, insured"),
];
