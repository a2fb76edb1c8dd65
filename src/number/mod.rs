//! Tracking numbers: formats, checksums, and whose they may be.
//!
//! A number seldom says who carries it. What it looks like and whether its
//! check character is right narrow that down, so the answer is a list, the
//! likeliest first, and never a certainty.

mod checksum;
mod format;
mod formats;
mod link;
mod pattern;
mod posts;
#[cfg(test)]
mod samples;
#[cfg(test)]
mod slips;
#[cfg(test)]
mod tests;

use crate::carrier::Carrier;
use serde::Serialize;

pub use link::link;

/// Takes blanks and hyphens out of a number and folds it to capitals, so that
/// one number has one spelling.
#[must_use]
pub fn clean(number: &str) -> String {
    number
        .chars()
        .filter(char::is_ascii_alphanumeric)
        .map(|letter| letter.to_ascii_uppercase())
        .take(60)
        .collect()
}

/// A carrier that may have given out a number.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Candidate {
    /// The carrier.
    pub carrier: Carrier,
    /// The post's own name, where the number says no more than whose country
    /// it comes from.
    pub operator: Option<&'static str>,
    /// The format, as staff call it ("USPS 20").
    pub format: &'static str,
    /// The service the number itself names ("Ground").
    pub service: Option<&'static str>,
    /// Whether the number has a check character, and it is right. Where the
    /// format has none, only the look speaks for the carrier.
    pub checked: bool,
}

impl Candidate {
    /// The carrier's name for people.
    #[must_use]
    pub fn name(&self) -> String {
        let named = self.operator.map(str::to_owned);
        named.or_else(|| self.carrier.name()).unwrap_or_default()
    }
}

/// Every carrier that may have given out a number, each once, the likeliest
/// first: a right check character before none, a look of one's own before a
/// mere count of digits.
///
/// Takes the number as people paste it, with blanks, hyphens and full stops
/// in it or quotes and brackets around it.
#[must_use]
pub fn candidates(number: &str) -> Vec<Candidate> {
    let Some(number) = pasted(number) else {
        return Vec::new();
    };
    let mut read: Vec<_> = formats::all()
        .filter_map(|format| Some((format.look, format.read(&number)?)))
        .collect();
    read.sort_by_key(|(look, candidate)| (!candidate.checked, *look));
    let mut found: Vec<Candidate> = Vec::new();
    for (_, candidate) in read {
        if found.iter().all(|other| other.carrier != candidate.carrier) {
            found.push(candidate);
        }
    }
    found
}

/// The number in one spelling; `None` for a text that is something else, such
/// as a sentence or an order's "#1001".
fn pasted(text: &str) -> Option<String> {
    let number = text.trim_matches(stands_around);
    let whole = number
        .chars()
        .all(|letter| letter.is_ascii_alphanumeric() || stands_between(letter));
    whole.then(|| clean(number))
}

fn stands_around(letter: char) -> bool {
    stands_between(letter) || "\"'`“”„‘’«»()[]<>{},;:*".contains(letter)
}

/// Blanks, hyphens in all their forms, full stops, and what copying from a
/// page leaves behind unseen.
fn stands_between(letter: char) -> bool {
    letter.is_whitespace()
        || matches!(letter, '-' | '.' | '_' | '\u{ad}' | '\u{2212}' | '\u{feff}')
        || ('\u{200b}'..='\u{200f}').contains(&letter)
        || ('\u{2010}'..='\u{2015}').contains(&letter)
        || ('\u{202a}'..='\u{202e}').contains(&letter)
        || ('\u{2060}'..='\u{2069}').contains(&letter)
}
