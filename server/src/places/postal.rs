//! Postal codes of countries in which they tell the state: carriers often give
//! a town and its code, and leave the state away.

/// The state a postal code lies in, as people there write it; `None` where the
/// country's codes do not tell it.
#[must_use]
pub fn region(country: &str, code: &str) -> Option<&'static str> {
    let code = code.trim();
    match country {
        "US" => within(US, number(code, 3)?),
        "AU" => within(AU, number(code, 4)?),
        "CA" => canadian(code),
        _ => None,
    }
}

/// The first digits of a code, if it has that many.
fn number(code: &str, digits: usize) -> Option<u16> {
    let first = code.get(..digits)?;
    let is_number = first.bytes().all(|byte| byte.is_ascii_digit());
    is_number.then(|| first.parse().ok())?
}

fn within(table: &[(u16, u16, &'static str)], number: u16) -> Option<&'static str> {
    table
        .iter()
        .find(|(first, last, _)| (*first..=*last).contains(&number))
        .map(|(.., region)| *region)
}

/// Canada's codes begin with a letter of the province and a digit; X is two
/// territories'.
fn canadian(code: &str) -> Option<&'static str> {
    let mut letters = code.chars();
    let (first, second) = (letters.next()?, letters.next()?);
    if !second.is_ascii_digit() {
        return None;
    }
    let province = match first.to_ascii_uppercase() {
        'A' => "NL",
        'B' => "NS",
        'C' => "PE",
        'E' => "NB",
        'G' | 'H' | 'J' => "QC",
        'K' | 'L' | 'M' | 'N' | 'P' => "ON",
        'R' => "MB",
        'S' => "SK",
        'T' => "AB",
        'V' => "BC",
        'Y' => "YT",
        _ => return None,
    };
    Some(province)
}

/// First three digits of ZIP codes, from and to. Codes of the armed forces
/// abroad are left out: they are in no state.
static US: &[(u16, u16, &str)] = &[
    (5, 5, "NY"),
    (6, 7, "PR"),
    (8, 8, "VI"),
    (9, 9, "PR"),
    (10, 27, "MA"),
    (28, 29, "RI"),
    (30, 38, "NH"),
    (39, 49, "ME"),
    (50, 54, "VT"),
    (55, 55, "MA"),
    (56, 59, "VT"),
    (60, 69, "CT"),
    (70, 89, "NJ"),
    (100, 149, "NY"),
    (150, 196, "PA"),
    (197, 199, "DE"),
    (200, 200, "DC"),
    (201, 201, "VA"),
    (202, 205, "DC"),
    (206, 219, "MD"),
    (220, 246, "VA"),
    (247, 268, "WV"),
    (270, 289, "NC"),
    (290, 299, "SC"),
    (300, 319, "GA"),
    (320, 339, "FL"),
    (341, 349, "FL"),
    (350, 369, "AL"),
    (370, 385, "TN"),
    (386, 397, "MS"),
    (398, 399, "GA"),
    (400, 427, "KY"),
    (430, 459, "OH"),
    (460, 479, "IN"),
    (480, 499, "MI"),
    (500, 528, "IA"),
    (530, 549, "WI"),
    (550, 567, "MN"),
    (570, 577, "SD"),
    (580, 588, "ND"),
    (590, 599, "MT"),
    (600, 629, "IL"),
    (630, 658, "MO"),
    (660, 679, "KS"),
    (680, 693, "NE"),
    (700, 714, "LA"),
    (716, 729, "AR"),
    (733, 733, "TX"),
    (730, 749, "OK"),
    (750, 799, "TX"),
    (800, 816, "CO"),
    (820, 831, "WY"),
    (832, 838, "ID"),
    (840, 847, "UT"),
    (850, 865, "AZ"),
    (870, 884, "NM"),
    (885, 885, "TX"),
    (889, 898, "NV"),
    (900, 961, "CA"),
    (967, 968, "HI"),
    (969, 969, "GU"),
    (970, 979, "OR"),
    (980, 994, "WA"),
    (995, 999, "AK"),
];

/// Australian postcodes, from and to. The capital's lie among New South
/// Wales', and so come first.
static AU: &[(u16, u16, &str)] = &[
    (200, 299, "ACT"),
    (2600, 2618, "ACT"),
    (2900, 2920, "ACT"),
    (800, 999, "NT"),
    (1000, 2999, "NSW"),
    (3000, 3999, "VIC"),
    (8000, 8999, "VIC"),
    (4000, 4999, "QLD"),
    (9000, 9999, "QLD"),
    (5000, 5999, "SA"),
    (6000, 6999, "WA"),
    (7000, 7999, "TAS"),
];

#[cfg(test)]
mod tests {
    use super::*;

    fn check(country: &str, code: &str, wanted: Option<&str>) {
        assert_eq!(region(country, code), wanted, "{country} {code}");
    }

    #[test]
    fn codes_tell_the_state_where_they_can() {
        check("US", "11233", Some("NY"));
        check("US", "40202-1234", Some("KY"));
        check("US", "07470", Some("NJ"));
        check("US", "73301", Some("TX"));
        check("US", "73101", Some("OK"));
        check("US", "09001", None);
        check("CA", "K2P 1L4", Some("ON"));
        check("CA", "x0a 0a0", None);
        check("AU", "2600", Some("ACT"));
        check("AU", "2640", Some("NSW"));
        check("AU", "0800", Some("NT"));
    }

    #[test]
    fn other_codes_tell_nothing() {
        check("US", "K2P 1L4", None);
        check("US", "", None);
        check("CA", "Kö", None);
        check("DE", "60314", None);
        check("AU", "20", None);
    }
}
