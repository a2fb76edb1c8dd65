//! DHL, DPD and Yodel.

use crate::number::checksum::Checksum;
use crate::number::format::{Format, Look, Whose};
use crate::number::pattern::{Name, Part, check, digits, letters, signs, text};

const EXPRESS: Whose = Whose::Carrier("dhl_express");
const ECOMMERCE: Whose = Whose::Carrier("dhl_ecommerce");
const DPD: Whose = Whose::Carrier("dpd");

const CHECK_SIGN: Part = signs(1, 1).named(Name::Check).aside();

pub(super) const FORMATS: &[Format] = &[
    Format::new(
        "DHL Express",
        EXPRESS,
        Look::Wide,
        &[
            &[digits(9).counted(), check()],
            &[digits(10).counted(), check()],
        ],
    )
    .checked(Checksum::Mod7),
    // The beginnings DHL itself gives out; any other J with letters may as
    // well be somebody else's.
    Format::new(
        "DHL piece",
        EXPRESS,
        Look::Own,
        &[
            &[text(&["JJD", "JVGL"]), digits(9)],
            &[text(&["JJD", "JVGL"]), digits(10)],
        ],
    ),
    Format::new(
        "DHL Express piece",
        EXPRESS,
        Look::Narrow,
        &[
            &[text(&["J"]), letters(2), digits(9)],
            &[text(&["J"]), letters(2), digits(10)],
            &[text(&["J"]), letters(3), digits(9)],
            &[text(&["J"]), letters(3), digits(10)],
        ],
    ),
    // A GS1 container number of a German parcel account, leading 00 included.
    Format::new(
        "DHL Paket 20",
        Whose::Carrier("dhl"),
        Look::Own,
        &[&[text(&["0034043"]).counted(), digits(12).counted(), check()]],
    )
    .checked(Checksum::Mod10 { even: 3, odd: 1 }),
    Format::new(
        "DHL eCommerce",
        ECOMMERCE,
        Look::Narrow,
        &[&[
            text(&["GM", "LX", "RX", "UV", "CN", "SG", "TH", "IN", "HK", "MY"]),
            digits(1),
            signs(9, 38),
        ]],
    ),
    // Written with blanks, these are hard to tell from the longer ones.
    Format::new(
        "DHL eCommerce LX, 8 digits",
        ECOMMERCE,
        Look::Wide,
        &[&[text(&["LX"]), digits(8)]],
    ),
    Format::new("DHL eCommerce 14", ECOMMERCE, Look::Wide, &[&[digits(14)]]),
    Format::new(
        "DPD 28",
        DPD,
        Look::Wide,
        &[&[
            digits(7).counted().aside(),
            digits(14).counted(),
            digits(3).counted().aside().named(Name::Service),
            digits(3).counted().aside(),
            CHECK_SIGN,
        ]],
    )
    .checked(Checksum::Mod37And36)
    .services(DPD_SERVICES),
    Format::new(
        "DPD 15",
        DPD,
        Look::Wide,
        &[&[digits(14).counted(), CHECK_SIGN]],
    )
    .checked(Checksum::Mod37And36),
    // As printed on the card in the door: without the check character.
    Format::new("DPD 14", DPD, Look::Wide, &[&[digits(14)]]),
    Format::new(
        "Yodel",
        Whose::Carrier("yodel"),
        Look::Own,
        &[&[text(&["JD", "JJD"]), digits(16)]],
    ),
];

const DPD_SERVICES: &[(&str, &str)] = &[
    ("101", "Parcel"),
    ("102", "Parcel, hazardous goods"),
    ("105", "Parcel, ex works"),
    ("106", "Parcel, ex works, hazardous goods"),
    ("109", "Parcel, cash on delivery"),
    ("110", "Parcel, cash on delivery, hazardous goods"),
    ("113", "Parcel, exchange"),
    ("136", "Small parcel"),
    ("154", "Parcel letter"),
    ("155", "Guarantee"),
    ("161", "Guarantee, cash on delivery"),
    ("179", "10:00"),
    ("191", "10:00, cash on delivery"),
    ("225", "12:00"),
    ("237", "12:00, cash on delivery"),
    ("350", "8:30"),
];
