//! Slips of the hand: one wrong digit is refused wherever the method of a
//! format can tell, and numbers made by a format's own rule are read.

use super::checksum::Checksum;
use super::format::{Format, Whose};
use super::pattern::{Class, Fit, Name, Part};
use super::samples::SAMPLES;
use super::{candidates, clean, formats};
use proptest::prelude::*;

/// What a slip of one digit in a place with this factor or weight does to the
/// method: whether the check character is another one afterwards.
fn notices(format: &Format, fit: &Fit<'_>, place: usize, before: u32, after: u32) -> bool {
    let counted = fit.counted();
    let place = if counted.starts_with(format.unprinted) {
        place
    } else {
        place + format.unprinted.len()
    };
    match format.checksum {
        None => false,
        Some(Checksum::Mod10 { even, odd }) => {
            let factor = if place % 2 == 0 { even } else { odd };
            factor != 2 || before.abs_diff(after) != 5
        }
        Some(Checksum::Mod7) => before.abs_diff(after) != 7,
        Some(Checksum::Luhn | Checksum::Mod37And36) => true,
        // Two rests of eleven share one character.
        Some(Checksum::Weighted(_) | Checksum::S10) => rests_apart(format, &counted, place, after),
    }
}

fn rests_apart(format: &Format, serial: &str, place: usize, after: u32) -> bool {
    let (weights, twins): (&[u32], _) = match format.checksum {
        Some(Checksum::Weighted(weights)) => (weights, [0, 10]),
        _ => (&[8, 6, 4, 2, 3, 5, 9, 7], [0, 6]),
    };
    let rest = |digits: &[u32]| {
        let products = digits
            .iter()
            .zip(weights)
            .map(|(digit, weight)| digit * weight);
        products.sum::<u32>() % 11
    };
    let mut digits: Vec<u32> = serial
        .chars()
        .filter_map(|sign| sign.to_digit(10))
        .collect();
    let one = rest(&digits);
    digits[place] = after;
    let other = rest(&digits);
    assert_ne!(one, other, "no weight is a multiple of eleven");
    !(twins.contains(&one) && twins.contains(&other))
}

/// Tries every other digit in every counted place and in the check character,
/// and returns how many slips went unnoticed.
fn slip(format: &Format, shape: &'static [Part], number: &str) -> usize {
    let fit = Fit::of(shape, number).unwrap_or_else(|| panic!("{}: {number}", format.name));
    let counted: Vec<usize> = places(shape, number, |part| part.counted);
    let checks: Vec<usize> = places(shape, number, |part| part.name == Some(Name::Check));
    let mut unnoticed = 0;
    for position in counted.iter().chain(&checks) {
        let Some(before) = number[*position..=*position].parse::<u32>().ok() else {
            continue;
        };
        for after in (0..10).filter(|after| *after != before) {
            let slipped = replaced(number, *position, after);
            let Some(slipped_fit) = Fit::of(shape, &slipped) else {
                continue;
            };
            // A serial that begins like the unprinted digits is counted anew.
            let begins = |fit: &Fit<'_>| fit.counted().starts_with(format.unprinted);
            if begins(&fit) != begins(&slipped_fit) {
                continue;
            }
            let place = counted.iter().position(|counted| counted == position);
            let expected = place.is_none_or(|place| notices(format, &fit, place, before, after));
            let printed = slipped_fit
                .get(Name::Check)
                .and_then(|text| text.chars().next());
            let noticed = format.expected(&slipped_fit) != printed;
            assert_eq!(noticed, expected, "{}: {number} -> {slipped}", format.name);
            unnoticed += usize::from(!noticed);
        }
    }
    unnoticed
}

fn replaced(number: &str, position: usize, digit: u32) -> String {
    let mut number = number.to_owned();
    number.replace_range(position..=position, &digit.to_string());
    number
}

/// The positions of the wanted parts; every checked shape is of fixed width.
fn places(shape: &[Part], number: &str, wanted: fn(&Part) -> bool) -> Vec<usize> {
    let mut places = Vec::new();
    let mut start = 0;
    for part in shape {
        let width = match part.class {
            Class::Text(texts) => texts[0].len(),
            _ => part.most,
        };
        if wanted(part) {
            places.extend(start..start + width);
        }
        start += width;
    }
    assert_eq!(start, number.len(), "{number}");
    places
}

#[test]
fn a_slip_of_one_digit_is_refused_wherever_the_method_can() {
    for sample in SAMPLES {
        let mut formats = formats::all();
        let format = formats.find(|format| format.name == sample.format);
        let format = format.unwrap_or_else(|| panic!("no format {}", sample.format));
        if format.checksum.is_none() {
            continue;
        }
        for number in sample.valid.iter().map(|number| clean(number)) {
            let mut shapes = format.shapes.iter();
            let shape = shapes.find(|shape| Fit::of(shape, &number).is_some());
            let unnoticed = slip(format, shape.unwrap_or_else(|| panic!("{number}")), &number);
            let guarantees = match format.checksum {
                Some(Checksum::Luhn | Checksum::Mod37And36) => true,
                Some(Checksum::Mod10 { even, odd }) => even != 2 && odd != 2,
                _ => false,
            };
            assert!(!guarantees || unnoticed == 0, "{}: {number}", format.name);
        }
    }
}

/// A number of this shape, made of the seeds, with its check character.
fn made(format: &Format, shape: &'static [Part], seeds: &[u8]) -> Option<String> {
    let mut seeds = seeds.iter().cycle();
    let mut number = String::new();
    for part in shape {
        let seed = usize::from(*seeds.next()?);
        if let Class::Text(texts) = part.class {
            number.push_str(texts[seed % texts.len()]);
            continue;
        }
        for _ in 0..part.least + seed % (part.most - part.least + 1) {
            number.push(sign(part.class, usize::from(*seeds.next()?)));
        }
    }
    if let Whose::Post = format.whose {
        number.replace_range(number.len() - 2.., "CH");
    }
    let Some(position) = places_of_check(shape, &number) else {
        return Some(number);
    };
    let check = format.expected(&Fit::of(shape, &number)?)?;
    number.replace_range(position..=position, &check.to_string());
    Some(number)
}

fn places_of_check(shape: &[Part], number: &str) -> Option<usize> {
    let check = |part: &Part| part.name == Some(Name::Check);
    let has_one = shape.iter().any(check);
    has_one
        .then(|| places(shape, number, check))?
        .first()
        .copied()
}

fn sign(class: Class, seed: usize) -> char {
    let signs = match class {
        Class::Digit => "0123456789",
        Class::Letter => "ABCDEFGHIJKLMNOPQRSTUVWXYZ",
        Class::Sign => "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ",
        Class::Of(signs) => signs,
        Class::Text(_) => "",
    };
    signs.chars().nth(seed % signs.len()).unwrap_or_default()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn a_number_made_for_a_format_is_read_and_its_slips_are_refused(
        row in any::<prop::sample::Index>(),
        shape in any::<prop::sample::Index>(),
        seeds in prop::collection::vec(any::<u8>(), 40..80),
    ) {
        let all: Vec<&'static Format> = formats::all().collect();
        let format = all[row.index(all.len())];
        let shape = format.shapes[shape.index(format.shapes.len())];
        let Some(number) = made(format, shape, &seeds) else {
            return Ok(());
        };
        let Some(read) = format.read(&number) else {
            return Err(TestCaseError::fail(format!("{}: {number}", format.name)));
        };
        let found = candidates(&number);
        let same = found.iter().find(|found| found.carrier == read.carrier);
        prop_assert!(same.is_some_and(|same| same.checked >= read.checked), "{}", number);
        if format.checksum.is_some() {
            slip(format, shape, &number);
        }
    }
}
