//! Taking a carrier's text for a town apart: the town itself from its depot,
//! its airport, its state and its country.

use super::fold;
use super::said::Said;
use crate::carriers::words;

/// One way to read a text; tried in turn until one names a place.
#[derive(Debug, PartialEq, Eq)]
pub struct Reading {
    /// The town's words, folded.
    pub town: Vec<String>,
    /// What the text and the scan say of where it is.
    pub said: Said,
    /// Whether the town's name was cut short, so that it is taken for a city's
    /// only: of `LONDON-HEATHROW`, London.
    pub is_cut: bool,
}

/// What stands beside a town in the names of depots, and no town is called by
/// alone.
const FACILITY_WORDS: &[&str] = &[
    "AGENCE",
    "AIRPORT",
    "ANNEX",
    "APT",
    "ARRONDISSEMENT",
    "BORO",
    "BOROUGH",
    "BRANCH",
    "BRIEFZENTRUM",
    "CARGO",
    "CARRIER",
    "CEDEX",
    "CENTER",
    "CENTRE",
    "CENTRO",
    "CTR",
    "DC",
    "DELIVERY",
    "DEPOT",
    "DHL",
    "DISTRIBUTION",
    "EXPRESS",
    "FACILITY",
    "FEDEX",
    "FLUGHAFEN",
    "FREIGHT",
    "GATEWAY",
    "GROUND",
    "HUB",
    "INTERNATIONAL",
    "INTL",
    "ISC",
    "LDC",
    "LOGISTICS",
    "MAIL",
    "MPC",
    "NDC",
    "NETWORK",
    "OFFICE",
    "OPERATIONS",
    "PACKAGE",
    "PAKETZENTRUM",
    "PARCEL",
    "PDC",
    "PLATEFORME",
    "POST",
    "PROCESSING",
    "RAMP",
    "REGIONAL",
    "SERVICE",
    "SHIP",
    "SORT",
    "SORTING",
    "SORTATION",
    "STATION",
    "TERMINAL",
    "TOWNSHIP",
    "TRANSIT",
    "TWP",
    "UNIT",
    "UPS",
    "USPS",
    "WAREHOUSE",
    "ZUSTELLBASIS",
];

/// The most words a state's name has.
const LONGEST_REGION: usize = 3;
/// Longer regions at a town's end are part of its name more often than not,
/// unless a state is written there by habit.
const LONGEST_CODE: usize = 3;
/// A shorter beginning of a name is a syllable of many.
const SHORTEST_CUT: usize = 4;

/// The ways to read a text, the likeliest first; the text as it stands is not
/// among them unless something was taken from it.
#[must_use]
pub fn apart(text: &str, said: &Said) -> Vec<Reading> {
    let segments = segments(text);
    let mut readings = Vec::new();
    let Some(at) = segments.iter().position(|part| !bare(part).is_empty()) else {
        return readings;
    };
    let (town, tail) = (segments[at], &segments[at + 1..]);
    for said in around(tail, said) {
        readings.extend(towns(&bare(town), &said));
    }
    if let Some((city, rest)) = town.split_once('-') {
        let parts: Vec<&str> = [rest].iter().chain(tail).copied().collect();
        for around in around(&parts, said) {
            readings.push(Reading {
                town: bare(city),
                is_cut: around == *said,
                said: around,
            });
        }
    }
    readings.retain(|reading| !reading.is_cut || reading.town.concat().len() >= SHORTEST_CUT);
    readings
}

/// Whether a text has any word that is not a depot's.
#[must_use]
pub fn names_a_town(text: &str) -> bool {
    !bare(text).is_empty()
}

/// Parts of a text between signs that do not occur within names.
fn segments(text: &str) -> Vec<&str> {
    text.split([',', ';', '/', '|', '(', ')', '[', ']'])
        .flat_map(|part| part.split(" - "))
        .flat_map(|part| part.split(" – "))
        .map(str::trim)
        .filter(|part| !part.is_empty())
        .collect()
}

/// A town's words without those of its depot, and numbers of its districts.
fn bare(text: &str) -> Vec<String> {
    trimmed(&fold::words(text)).to_vec()
}

fn trimmed(mut words: &[String]) -> &[String] {
    let is_beside = |word: &String| {
        FACILITY_WORDS.contains(&word.as_str()) || word.bytes().all(|byte| byte.is_ascii_digit())
    };
    while let Some((_, rest)) = words.split_last().filter(|(last, _)| is_beside(last)) {
        words = rest;
    }
    while let Some((_, rest)) = words.split_first().filter(|(first, _)| is_beside(first)) {
        words = rest;
    }
    match words {
        [city, of, rest @ ..] if city == "CITY" && of == "OF" => rest,
        _ => words,
    }
}

/// What the parts behind a town say of where it is: read for a region first,
/// then for a country first, for `CA` may be either.
fn around(tail: &[&str], said: &Said) -> Vec<Said> {
    let mut with_name = said.clone();
    // "KOREA, REPUBLIC OF": a country's name may have a comma itself.
    if tail.len() > 1 && with_name.take_country(&tail.join(", ")) {
        return vec![with_name];
    }
    let parts: Vec<&str> = tail
        .iter()
        .flat_map(|part| part.split('-'))
        .map(str::trim)
        .collect();
    let mut region_first = said.clone();
    let mut country_first = said.clone();
    for part in parts {
        let _ = region_first.take_region(part) || region_first.take_country(part);
        let _ = country_first.take_country(part) || country_first.take_region(part);
    }
    if region_first == country_first {
        return vec![region_first];
    }
    vec![region_first, country_first]
}

/// A town's words as they are, and without a state or a country at their end.
fn towns(words: &[String], said: &Said) -> Vec<Reading> {
    let reading = |town: &[String], said: &Said| Reading {
        town: trimmed(town).to_vec(),
        said: said.clone(),
        is_cut: false,
    };
    let mut readings = vec![reading(words, said)];
    let ends = (1..words.len().min(LONGEST_REGION + 1)).map(|count| words.len() - count);
    for end in ends.clone() {
        let (town, state) = words.split_at(end);
        if let Some(said) = with_state(&state.concat(), said) {
            readings.push(reading(town, &said));
        }
    }
    for end in ends {
        let (town, name) = words.split_at(end);
        if let Some(said) = with_country(&name.join(" "), said) {
            readings.push(reading(town, &said));
        }
    }
    readings
}

/// What is said with a state at the town's end; `None` where that is none, or
/// another than the scan's.
fn with_state(state: &str, said: &Said) -> Option<Said> {
    let is_written_out = matches!(said.country.as_deref(), None | Some("US" | "CA" | "AU"));
    if state.len() < 2 || (state.len() > LONGEST_CODE && !is_written_out) {
        return None;
    }
    let mut with = Said {
        region: None,
        ..said.clone()
    };
    if !with.take_region(state) {
        return None;
    }
    let agrees = said
        .region
        .as_deref()
        .is_none_or(|region| with.means_region(region));
    agrees.then_some(with)
}

/// What is said with a country at the town's end; `None` where that is none,
/// or another than the scan's.
fn with_country(name: &str, said: &Said) -> Option<Said> {
    let country = words::country(name)?;
    let agrees = said.country.as_ref().is_none_or(|said| *said == country);
    agrees.then(|| Said {
        country: Some(country),
        ..said.clone()
    })
}
