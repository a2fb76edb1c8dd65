//! Phone numbers in their international form (E.164): "+491711234567".
//!
//! A number with its country's code is taken as it is; one without is read as
//! a number of the country the order goes to, where that is one of the table.
//! Whether anybody has it, only a code that is sent there can tell.

/// The most digits a number has.
const MOST: usize = 15;

/// The fewest digits that can be a number with its country's code.
const FEWEST: usize = 8;

/// A country's dialling: its code, what is put before a number at home, and
/// how many digits one has without that.
struct Dialling {
    country: &'static str,
    code: &'static str,
    trunk: &'static str,
    digits: (usize, usize),
}

const fn dialling(
    country: &'static str,
    code: &'static str,
    trunk: &'static str,
    digits: (usize, usize),
) -> Dialling {
    Dialling {
        country,
        code,
        trunk,
        digits,
    }
}

/// Italy keeps its 0, and Hungary dials 06; Spain, Denmark and some others
/// put nothing before.
const COUNTRIES: &[Dialling] = &[
    dialling("AT", "43", "0", (4, 13)),
    dialling("AU", "61", "0", (9, 9)),
    dialling("BE", "32", "0", (8, 9)),
    dialling("BG", "359", "0", (7, 9)),
    dialling("BR", "55", "0", (10, 11)),
    dialling("CA", "1", "1", (10, 10)),
    dialling("CH", "41", "0", (9, 9)),
    dialling("CY", "357", "", (8, 8)),
    dialling("CZ", "420", "", (9, 9)),
    dialling("DE", "49", "0", (6, 12)),
    dialling("DK", "45", "", (8, 8)),
    dialling("EE", "372", "", (7, 8)),
    dialling("ES", "34", "", (9, 9)),
    dialling("FI", "358", "0", (6, 11)),
    dialling("FR", "33", "0", (9, 9)),
    dialling("GB", "44", "0", (9, 10)),
    dialling("GR", "30", "", (10, 10)),
    dialling("HR", "385", "0", (8, 9)),
    dialling("HU", "36", "06", (8, 9)),
    dialling("IE", "353", "0", (7, 9)),
    dialling("IN", "91", "0", (10, 10)),
    dialling("IS", "354", "", (7, 7)),
    dialling("IT", "39", "", (8, 11)),
    dialling("JP", "81", "0", (9, 10)),
    dialling("LT", "370", "0", (8, 8)),
    dialling("LU", "352", "", (6, 9)),
    dialling("LV", "371", "", (8, 8)),
    dialling("MT", "356", "", (8, 8)),
    dialling("MX", "52", "", (10, 10)),
    dialling("NL", "31", "0", (9, 9)),
    dialling("NO", "47", "", (8, 8)),
    dialling("NZ", "64", "0", (8, 10)),
    dialling("PL", "48", "", (9, 9)),
    dialling("PT", "351", "", (9, 9)),
    dialling("RO", "40", "0", (9, 9)),
    dialling("SE", "46", "0", (7, 9)),
    dialling("SI", "386", "0", (8, 8)),
    dialling("SK", "421", "0", (9, 9)),
    dialling("US", "1", "1", (10, 10)),
    dialling("ZA", "27", "0", (9, 9)),
];

/// A number in its international form; `None` where it cannot be one, or
/// where its country cannot be told.
#[must_use]
pub fn international(text: &str, country: Option<&str>) -> Option<String> {
    let text = text.trim();
    let is_plain = |letter: char| letter.is_ascii_digit() || " \u{a0}-./()+".contains(letter);
    if text.len() > 40 || !text.chars().all(is_plain) {
        return None;
    }
    if let Some(rest) = text.strip_prefix('+') {
        // "+49 (0)171": the 0 is dialled at home alone.
        return with_code(&rest.replace("(0)", ""));
    }
    let digits = digits(text);
    if let Some(rest) = digits.strip_prefix("00") {
        return with_code(rest);
    }
    let home = COUNTRIES
        .iter()
        .find(|home| Some(home.country) == country)?;
    if home.code == "1"
        && let Some(rest) = digits.strip_prefix("011")
    {
        return with_code(rest);
    }
    let (fewest, most) = home.digits;
    let is_as_long = |own: &str| (fewest..=most).contains(&own.len());
    let dialled = digits
        .strip_prefix(home.trunk)
        .filter(|_| !home.trunk.is_empty());
    // "491711234567" in Germany: at home, or with the code and no +? Whoever
    // means the code is asked to say so.
    let is_either = !home.trunk.is_empty()
        && dialled.is_none()
        && digits.strip_prefix(home.code).is_some_and(is_as_long);
    let own = dialled.unwrap_or(&digits);
    let fits = is_as_long(own) && !is_either;
    fits.then(|| format!("+{}{own}", home.code))
        .and_then(|number| with_code(&number))
}

/// A number with its country's code, if it can be one.
fn with_code(text: &str) -> Option<String> {
    let digits = digits(text);
    let fits = (FEWEST..=MOST).contains(&digits.len()) && !digits.starts_with('0');
    // In North America neither an area nor an exchange begins with 0 or 1.
    let is_american = digits.starts_with('1');
    let at = |place: usize| digits.as_bytes().get(place).copied().unwrap_or(b'0');
    let american_fits = digits.len() == 11 && at(1) > b'1' && at(4) > b'1';
    (fits && (!is_american || american_fits)).then(|| format!("+{digits}"))
}

fn digits(text: &str) -> String {
    text.chars().filter(char::is_ascii_digit).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, country: Option<&str>, wanted: Option<&str>) {
        let found = international(text, country);
        assert_eq!(found.as_deref(), wanted, "{text} in {country:?}");
    }

    #[test]
    fn a_number_with_its_countrys_code_is_one_anywhere() {
        for text in [
            "+49 171 1234567",
            "+49 (0)171/123-4567",
            "0049 171 1234567",
            "+491711234567",
        ] {
            check(text, None, Some("+491711234567"));
            check(text, Some("US"), Some("+491711234567"));
        }
        check("011 49 171 1234567", Some("US"), Some("+491711234567"));
    }

    #[test]
    fn one_without_is_of_the_country_the_order_goes_to() {
        check("0171 1234567", Some("DE"), Some("+491711234567"));
        check("(212) 555-0147", Some("US"), Some("+12125550147"));
        check("1-212-555-0147", Some("US"), Some("+12125550147"));
        check("07911 123456", Some("GB"), Some("+447911123456"));
        check("612 34 56 78", Some("ES"), Some("+34612345678"));
        check("06 12345678", Some("NL"), Some("+31612345678"));
        check("347 123 4567", Some("IT"), Some("+393471234567"));
        check("06 30 123 4567", Some("HU"), Some("+36301234567"));
        // With its country's code and no +, or without either: nobody can tell.
        check("491711234567", Some("DE"), None);
        check("171 1234567", Some("DE"), Some("+491711234567"));
        check("34612345678", Some("ES"), None);
        check("0171 1234567", None, None);
        check("0171 1234567", Some("KP"), None);
    }

    #[test]
    fn other_texts_are_no_numbers() {
        for text in [
            "",
            "+",
            "12",
            "call me",
            "+0171123456",
            "+1 111 555 0147",
            "+1 212 055 0147",
            "+1 212 555 014",
            "+12345678901234567",
            "jo@example.com",
            "555-CALL",
        ] {
            check(text, Some("US"), None);
        }
    }

    #[test]
    fn the_table_is_in_order() {
        assert!(COUNTRIES.is_sorted_by_key(|one| one.country));
    }
}
