//! Check characters: the one character of a number that is worked out from
//! the others, so that a slip of the hand shows.

/// How a format works out its check character.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Checksum {
    /// Characters in even places (the first is place 0) times one factor,
    /// those in odd places times another; what is missing to the next ten.
    Mod10 { even: u32, odd: u32 },
    /// The serial as one number, divided by seven.
    Mod7,
    /// From the right every second digit doubled, the first one too, digits
    /// of the doubles added; what is missing to the next ten.
    Luhn,
    /// Each digit times its weight, divided by eleven, and that by ten.
    Weighted(&'static [u32]),
    /// The weights and the two exceptions of the Universal Postal Union.
    S10,
    /// ISO 7064, mod 37,36: digits and letters.
    Mod37And36,
}

const S10_WEIGHTS: [u32; 8] = [8, 6, 4, 2, 3, 5, 9, 7];

impl Checksum {
    /// The check character of a serial; `None` when the serial holds what the
    /// method cannot count.
    pub(super) fn character(self, serial: &str) -> Option<char> {
        match self {
            Self::Mod10 { even, odd } => digit(missing_to_ten(sum_by_place(serial, even, odd)?)),
            Self::Mod7 => digit(values(serial, 10)?.fold(0, |rest, value| (rest * 10 + value) % 7)),
            Self::Luhn => digit(missing_to_ten(sum_doubled(serial)?)),
            Self::Weighted(weights) => digit(sum_weighted(serial, weights)? % 11 % 10),
            Self::S10 => digit(s10(sum_weighted(serial, &S10_WEIGHTS)? % 11)),
            Self::Mod37And36 => char::from_digit(mod_37_36(serial)?, 36)
                .map(|character| character.to_ascii_uppercase()),
        }
    }
}

fn digit(value: u32) -> Option<char> {
    char::from_digit(value, 10)
}

fn missing_to_ten(sum: u32) -> u32 {
    (10 - sum % 10) % 10
}

/// The value of each character; `None` when one is none in this base.
fn values(serial: &str, base: u32) -> Option<std::vec::IntoIter<u32>> {
    let values: Option<Vec<u32>> = serial.chars().map(|sign| sign.to_digit(base)).collect();
    values.map(Vec::into_iter)
}

fn sum_by_place(serial: &str, even: u32, odd: u32) -> Option<u32> {
    let mut sum = 0;
    for (place, sign) in serial.chars().enumerate() {
        let factor = if place % 2 == 0 { even } else { odd };
        sum += place_value(sign)? * factor;
    }
    Some(sum)
}

/// Letters count from A = 2 upwards and begin again after 9.
fn place_value(sign: char) -> Option<u32> {
    match sign {
        '0'..='9' => sign.to_digit(10),
        'A'..='Z' => Some((u32::from(sign) - u32::from('A') + 2) % 10),
        _ => None,
    }
}

fn sum_doubled(serial: &str) -> Option<u32> {
    let places = values(serial, 10)?.rev().enumerate();
    let counted = places.map(|(place, value)| match (place % 2, value * 2) {
        (0, double @ 10..) => double - 9,
        (0, double) => double,
        _ => value,
    });
    Some(counted.sum())
}

fn sum_weighted(serial: &str, weights: &[u32]) -> Option<u32> {
    let weighted = values(serial, 10)?.zip(weights);
    Some(weighted.map(|(value, weight)| value * weight).sum())
}

/// Eleven less the rest, where ten and eleven are no digits.
fn s10(rest: u32) -> u32 {
    match rest {
        0 => 5,
        1 => 0,
        _ => 11 - rest,
    }
}

fn mod_37_36(serial: &str) -> Option<u32> {
    let rest = values(serial, 36)?.fold(36, |product, value| {
        let sum = match (product + value) % 36 {
            0 => 36,
            sum => sum,
        };
        sum * 2 % 37
    });
    Some((37 - rest) % 36)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(method: Checksum, serial: &str, character: Option<char>) {
        assert_eq!(method.character(serial), character, "{method:?} {serial}");
    }

    #[test]
    fn each_method_on_a_number_worked_out_by_hand() {
        // 1*1 + 2*2 + 3*1 = 8
        check(Checksum::Mod10 { even: 1, odd: 2 }, "123", Some('2'));
        // A = 2, B = 3: 2*3 + 3*1 + 1*3 = 12
        check(Checksum::Mod10 { even: 3, odd: 1 }, "AB1", Some('8'));
        check(Checksum::Mod10 { even: 3, odd: 1 }, "00", Some('0'));
        // 100 = 14 * 7 + 2
        check(Checksum::Mod7, "100", Some('2'));
        // the example every description of the method uses
        check(Checksum::Luhn, "7992739871", Some('3'));
        // 1*3 + 2*1 = 5; 3*3 + 1*1 = 10, and ten is no digit
        check(Checksum::Weighted(&[3, 1]), "12", Some('5'));
        check(Checksum::Weighted(&[3, 1]), "31", Some('0'));
        // 8*1 + 6*2 + 4*3 + 2*4 + 3*5 + 5*6 + 9*7 + 7*8 = 204 = 18 * 11 + 6
        check(Checksum::S10, "12345678", Some('5'));
        // rest 0 gives 5, rest 1 gives 0
        check(Checksum::S10, "00000000", Some('5'));
        check(Checksum::S10, "00004000", Some('0'));
        // (36 + 10) % 36 = 10, 20; (20 + 1) = 21, 42 % 37 = 5; 37 - 5 = 32
        check(Checksum::Mod37And36, "A1", Some('W'));
    }

    #[test]
    fn what_cannot_be_counted_has_no_check_character() {
        check(Checksum::Mod7, "12A", None);
        check(Checksum::Luhn, "1 2", None);
        check(Checksum::Mod10 { even: 1, odd: 2 }, "12-", None);
        check(Checksum::Mod37And36, "Ä", None);
    }
}
