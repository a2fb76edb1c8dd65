//! Marks in a text, as it is written, what of it was found.

use super::{Asked, Rank};
use serde::{Deserialize, Serialize};
use std::ops::Range;

/// A text in three, what was found in the middle.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Marked {
    /// What stands before it.
    pub before: String,
    /// What was found; empty where a slip was forgiven.
    pub found: String,
    /// What stands after it.
    pub after: String,
}

impl Marked {
    /// A text of which nothing is marked.
    #[must_use]
    pub fn nothing_in(text: &str) -> Self {
        Self {
            before: text.to_owned(),
            ..Self::default()
        }
    }
}

/// Marks in a text what was asked for, given the text's term that fits.
/// `plain` takes the accents off a letter, as it was done for the term.
#[must_use]
pub fn marked(text: &str, term: &str, asked: &Asked, plain: &dyn Fn(char) -> String) -> Marked {
    let place = asked.rank(term).and_then(|rank| place(rank, term, asked));
    let bytes = place.and_then(|place| bytes(text, term, &place, plain));
    let Some(bytes) = bytes else {
        return Marked::nothing_in(text);
    };
    Marked {
        before: text[..bytes.start].to_owned(),
        found: text[bytes.clone()].to_owned(),
        after: text[bytes.end..].to_owned(),
    }
}

/// Which letters of the term were found.
fn place(rank: Rank, term: &str, asked: &Asked) -> Option<Range<usize>> {
    let length = |text: &str| text.chars().count();
    let (whole, typed) = (length(term), length(&asked.value));
    match rank {
        Rank::Number | Rank::Exact => Some(0..whole),
        Rank::Prefix => Some(0..typed),
        Rank::LastDigits => {
            let mut endings = asked.endings().into_iter();
            let ending = endings.find(|ending| term.ends_with(ending))?;
            Some(whole - length(&ending)..whole)
        }
        Rank::Part => {
            let at = length(&term[..term.find(&asked.value)?]);
            Some(at..at + typed)
        }
        Rank::Typo(_) => None,
    }
}

/// The bytes of the text in which some letters of its term stand.
fn bytes(
    text: &str,
    term: &str,
    place: &Range<usize>,
    plain: &dyn Fn(char) -> String,
) -> Option<Range<usize>> {
    let term: Vec<char> = term.chars().collect();
    let letters = letters(text, &term, plain);
    let spelled = spelled(&letters, &term)?;
    let first = spelled.get(place.start)?;
    let last = spelled.get(place.end.checked_sub(1)?)?;
    Some(first.start..last.end)
}

/// Where each letter of a term stands: one after the other, or with something
/// between them, as in "+49 (0)171".
fn spelled(letters: &[(char, Range<usize>)], term: &[char]) -> Option<Vec<Range<usize>>> {
    let whole = letters
        .windows(term.len().max(1))
        .find(|window| window.iter().map(|(letter, _)| letter).eq(term));
    if let Some(whole) = whole {
        return Some(whole.iter().map(|(_, bytes)| bytes.clone()).collect());
    }
    let mut rest = letters.iter();
    term.iter()
        .map(|wanted| {
            let found = rest.find(|(letter, _)| letter == wanted);
            found.map(|(_, bytes)| bytes.clone())
        })
        .collect()
}

/// The letters of the text that a term of it is made of, each with its bytes.
fn letters(text: &str, term: &[char], plain: &dyn Fn(char) -> String) -> Vec<(char, Range<usize>)> {
    let mut letters = Vec::with_capacity(text.len());
    for (at, letter) in text.char_indices() {
        let bytes = at..at + letter.len_utf8();
        for letter in plain(letter).chars().flat_map(super::small) {
            if letter.is_alphanumeric() || term.contains(&letter) {
                letters.push((letter, bytes.clone()));
            }
        }
    }
    letters
}
