//! Carriers of Canada and the United States beside the three large ones.

use crate::number::checksum::Checksum;
use crate::number::format::{Format, Look, Whose};
use crate::number::pattern::{check, digits, letters, of, signs, text};

const AMAZON: Whose = Whose::Carrier("amazon");
const LASERSHIP: Whose = Whose::Carrier("lasership");
const OLD_DOMINION: Whose = Whose::Carrier("old_dominion");
const ONTRAC: Whose = Whose::Carrier("ontrac");
const PUROLATOR: Whose = Whose::Carrier("purolator");
const ONTRAC_CHECK: Checksum = Checksum::Mod10 { even: 1, odd: 2 };

pub(super) const FORMATS: &[Format] = &[
    Format::new(
        "Amazon Logistics",
        AMAZON,
        Look::Own,
        &[&[text(&["TBA", "TBC", "TBM"]), digits(12)]],
    ),
    Format::new(
        "Amazon International",
        AMAZON,
        Look::Narrow,
        &[&[of("AFC"), digits(10)]],
    ),
    Format::new(
        "Canada Post 16",
        Whose::Carrier("canada_post"),
        Look::Wide,
        &[&[digits(15).counted(), check()]],
    )
    .checked(Checksum::Mod10 { even: 3, odd: 1 }),
    Format::new(
        "Canpar 22",
        Whose::Carrier("canpar"),
        Look::Own,
        &[&[of("CDKLSUXZ"), digits(21)]],
    ),
    Format::new(
        "GOFO Express, US",
        Whose::Carrier("gofo"),
        Look::Own,
        &[&[text(&["GFUS"]), digits(14)]],
    ),
    Format::new(
        "Landmark Global LTN",
        Whose::Carrier("landmark"),
        Look::Own,
        &[&[text(&["LTN"]), digits(8), text(&["N1"])]],
    ),
    Format::new(
        "LaserShip L",
        LASERSHIP,
        Look::Own,
        &[&[text(&["L"]), of("AIEHNX"), of("123"), digits(7)]],
    ),
    Format::new(
        "LaserShip 1LS7, 15 signs",
        LASERSHIP,
        Look::Own,
        &[&[text(&["1LS7"]), of("12"), digits(10)]],
    ),
    // Printed with a hyphen before the last digit.
    Format::new(
        "LaserShip 1LS7, 18 signs",
        LASERSHIP,
        Look::Own,
        &[&[
            text(&["1LS7"]),
            of("12"),
            digits(2),
            text(&["01"]),
            of("1234"),
            digits(6),
            text(&["1"]),
        ]],
    ),
    Format::new(
        "LaserShip 1LSCX",
        LASERSHIP,
        Look::Own,
        &[&[text(&["1LSCX"]), signs(10, 10)]],
    ),
    Format::new(
        "Old Dominion",
        OLD_DOMINION,
        Look::Narrow,
        &[&[
            text(&["777", "778", "072", "780"]).counted(),
            digits(7).counted(),
            check(),
        ]],
    )
    .checked(Checksum::Luhn),
    Format::new(
        "Old Dominion guaranteed",
        OLD_DOMINION,
        Look::Narrow,
        &[&[text(&["80"]).counted(), digits(8).counted(), check()]],
    )
    .checked(Checksum::Luhn),
    Format::new(
        "OnTrac C",
        ONTRAC,
        Look::Narrow,
        &[&[text(&["C"]), digits(13).counted(), check()]],
    )
    .checked(ONTRAC_CHECK)
    .unprinted("4"),
    Format::new(
        "OnTrac D",
        ONTRAC,
        Look::Narrow,
        &[&[text(&["D"]), digits(13).counted(), check()]],
    )
    .checked(ONTRAC_CHECK)
    .unprinted("5"),
    Format::new(
        "Purolator 12",
        PUROLATOR,
        Look::Narrow,
        &[&[of("012345").counted(), digits(10).counted(), check()]],
    )
    .checked(Checksum::Luhn),
    Format::new(
        "Purolator, letters and 9 digits",
        PUROLATOR,
        Look::Narrow,
        &[&[letters(3), digits(9)]],
    ),
    Format::new(
        "Spee-Dee 20",
        Whose::Carrier("speedee"),
        Look::Own,
        &[&[text(&["SP"]), digits(18)]],
    ),
];
