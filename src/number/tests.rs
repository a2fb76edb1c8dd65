//! Every format against numbers that are of it and numbers that are not.

use super::format::Format;
use super::samples::SAMPLES;
use super::{Candidate, candidates, clean, formats, posts};
use crate::carrier::Carrier;
use proptest::prelude::*;

fn format(name: &str) -> &'static Format {
    formats::all()
        .find(|format| format.name == name)
        .unwrap_or_else(|| panic!("no format {name}"))
}

/// The candidates of a number as "carrier" or "carrier, checked".
fn check(number: &str, expected: &[&str]) {
    let found: Vec<String> = candidates(number)
        .iter()
        .map(|candidate| {
            let checked = if candidate.checked { ", checked" } else { "" };
            format!("{}{checked}", candidate.carrier)
        })
        .collect();
    assert_eq!(found, expected, "{number}");
}

/// One number, written in all the ways it is pasted.
fn spellings(number: &str) -> Vec<String> {
    let cleaned = clean(number);
    let grouped = |between: &str| {
        let letters: Vec<char> = cleaned.chars().collect();
        let groups = letters
            .chunks(4)
            .map(|group| group.iter().collect::<String>());
        groups.collect::<Vec<_>>().join(between)
    };
    vec![
        number.to_owned(),
        cleaned.clone(),
        cleaned.to_ascii_lowercase(),
        grouped(" "),
        grouped("-"),
        grouped("\u{2011}"),
        grouped("\u{a0}"),
        format!("\t\u{feff}{cleaned}\u{200b}\r\n"),
        format!("\"{cleaned}\","),
        format!("({cleaned})."),
    ]
}

#[test]
fn every_valid_number_is_of_its_format_however_written() {
    for sample in SAMPLES {
        let format = format(sample.format);
        for number in sample.valid {
            let read = format.read(&clean(number));
            let read = read.unwrap_or_else(|| panic!("{}: {number}", sample.format));
            assert_eq!(read.checked, format.checksum.is_some(), "{number}");
            let first = candidates(number);
            for spelling in spellings(number) {
                assert_eq!(candidates(&spelling), first, "{spelling:?}");
            }
            assert!(is_among(&first, &read), "{number}: {first:?}");
            if !sample.carrier.is_empty() {
                assert_eq!(read.carrier.code(), sample.carrier, "{number}");
            }
        }
    }
}

fn is_among(candidates: &[Candidate], read: &Candidate) -> bool {
    candidates
        .iter()
        .any(|candidate| candidate.carrier == read.carrier && candidate.checked >= read.checked)
}

#[test]
fn every_invalid_number_is_not_of_its_format() {
    for sample in SAMPLES {
        let format = format(sample.format);
        for number in sample.invalid {
            for spelling in spellings(number) {
                assert!(
                    format.read(&clean(&spelling)).is_none(),
                    "{}: {number}",
                    sample.format
                );
                let found = candidates(&spelling);
                assert!(
                    found.iter().all(|found| found.format != sample.format),
                    "{number}"
                );
            }
        }
    }
}

#[test]
fn every_format_has_a_name_of_its_own_and_is_tested() {
    let untested = [
        "DHL piece",
        "DHL Paket 20",
        "DHL eCommerce LX, 8 digits",
        "DPD 14",
    ];
    for format in formats::all() {
        let same = formats::all().filter(|other| other.name == format.name);
        assert_eq!(same.count(), 1, "{}", format.name);
        let sampled = SAMPLES.iter().any(|sample| sample.format == format.name);
        assert_ne!(sampled, untested.contains(&format.name), "{}", format.name);
    }
}

#[test]
fn an_ambiguous_number_names_every_carrier_the_likeliest_first() {
    check("LX 176 35035", &["lasership", "dhl_ecommerce"]);
    check(
        "78045768393",
        &["old_dominion, checked", "dhl_express, checked"],
    );
    check("287809468872", &["purolator, checked", "fedex, checked"]);
    check("320610804900", &["purolator, checked", "fedex, checked"]);
    check("JFV247545960", &["purolator", "dhl_express"]);
    check("JJD247545960", &["dhl_express", "purolator"]);
    check(
        "4201028200009261290113185417468510",
        &["usps, checked", "fedex, checked"],
    );
    check("60120172242323", &["dhl_ecommerce", "dpd"]);
    check("00340434161094042557", &["dhl, checked", "usps, checked"]);
    check("LX123456785CN", &["china_post, checked", "dhl_ecommerce"]);
}

#[test]
fn the_plain_ones_have_one_carrier() {
    check("1Z 5R8 939 03 5756 712 7", &["ups, checked"]);
    check("TBA010000000000", &["amazon"]);
    check("9400 1112 0108 0805 4830 16", &["usps, checked"]);
    check("9622001900000000000000776632517510", &["fedex, checked"]);
    check("986578788855", &["fedex, checked"]);
    check("jd0002242617644732", &["yodel"]);
    check("500000000009", &["purolator, checked"]);
    check("600000000007", &["fedex, checked"]);
    check("RB123456785XX", &[]);
    check("RB123456786US", &[]);
}

#[test]
fn a_post_is_found_by_its_country() {
    let check = |number: &str, code: &str, name: &str, service: &str| {
        let found = candidates(number).into_iter().next();
        let found = found.map(|one| (one.carrier.code().to_owned(), one.name(), one.service));
        let expected = Some((code.to_owned(), name.to_owned(), Some(service)));
        assert_eq!(found, expected, "{number}");
    };
    check("RB123456785US", "usps", "USPS", "Letter post, registered");
    check("EE123456785CA", "canada_post", "Canada Post", "EMS");
    check(
        "RB123456785GB",
        "royal_mail",
        "Royal Mail",
        "Letter post, registered",
    );
    check(
        "CP123456785AU",
        "australia_post",
        "Australia Post",
        "Parcel post",
    );
    check(
        "RB123456785DE",
        "dhl",
        "Deutsche Post",
        "Letter post, registered",
    );
    check("LA123456785NL", "postnl", "PostNL", "Letter post, express");
    check("CA123456785FR", "colissimo", "La Poste", "Parcel post");
    check("CP123456785ES", "correos", "Correos", "Parcel post");
    check(
        "RB123456785CV",
        "s10",
        "Correios de Cabo Verde",
        "Letter post, registered",
    );
}

#[test]
fn posts_have_codes_with_names() {
    for country in ["US", "CH", "SE", "SG", "AT", "BR", "TW", "CV"] {
        let post = posts::of_country(country).unwrap_or_else(|| panic!("no post in {country}"));
        let carrier = Carrier::from_code(post.carrier);
        let name = carrier.name().unwrap_or_default();
        assert_eq!(Carrier::from_words(&name), carrier, "{country}");
    }
    assert!(posts::of_country("XX").is_none());
}

#[test]
fn numbers_name_their_service() {
    let check = |number: &str, service: Option<&str>| {
        let found = candidates(number);
        assert_eq!(
            found.first().and_then(|first| first.service),
            service,
            "{number}"
        );
    };
    check("1Z5R89390357567127", Some("Ground"));
    check("1ZXX3150YW44070023", Some("SurePost, delivered by USPS"));
    check("1Z879E930346834440", Some("Ground"));
    check("1Z410E7W0392751591", Some("Ground"));
    check("J4603636537", Some("Next Day Express"));
    check("00 81827 0998 0000 0200 33 350 276 C", Some("8:30"));
    check("92 6129098349792366623 8", Some("Parcel Select"));
    check("986578788855", None);
}

#[test]
fn order_numbers_and_other_texts_are_no_tracking_numbers() {
    for text in [
        "1001",
        "#1001",
        "#100123",
        "#3318810025",
        "# 986578788855",
        "ORD-1001",
        "SO-10293",
        "DE-1001",
        "2026-0001",
        "1001-2",
        "W123456",
        "",
        " ",
        "-",
        "#",
        "\u{0}",
        "hello",
        "anna@example.com",
        "Order 1001",
        "Bestellung Nr. 1001",
        "1Z",
        "１Ｚ5R89390357567127",
        "1Z5R89390357567127 and 1Z879E930346834440",
        "0000000000",
        "000000000000",
        "00000000000000",
        "000000000000000",
    ] {
        check(text, &[]);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn any_text_has_candidates_or_none(text in any::<String>()) {
        for candidate in candidates(&text) {
            prop_assert!(!candidate.name().is_empty());
        }
    }

    #[test]
    fn any_run_of_signs_has_each_carrier_once(text in "[0-9A-Za-z ._-]{0,70}|[0-9]{8,40}|[A-Z]{1,4}[0-9]{6,20}[A-Z]{0,2}") {
        let found = candidates(&text);
        for (place, candidate) in found.iter().enumerate() {
            prop_assert!(found.iter().skip(place + 1).all(|other| other.carrier != candidate.carrier));
        }
        let checked: Vec<bool> = found.iter().map(|candidate| !candidate.checked).collect();
        prop_assert!(checked.is_sorted());
        prop_assert_eq!(candidates(&clean(&text)), found);
    }

    #[test]
    fn short_texts_and_order_numbers_have_none(short in "[0-9A-Za-z -]{0,9}", order in "#[0-9A-Z -]{0,40}") {
        prop_assert_eq!(candidates(&short), vec![]);
        prop_assert_eq!(candidates(&order), vec![]);
    }
}
