//! Search: what an order is found by, in its folded spelling; what somebody
//! typed, and all it may mean; how well the two fit.
//!
//! An order has terms, each of a kind. What is typed may be of several kinds
//! at once: digits may be an order's number, a phone, a postal code. Texts
//! come plain: whoever calls has taken their letters' accents off.

use serde::{Deserialize, Serialize};

mod distance;
mod marked;
mod pattern;
mod spelling;
#[cfg(test)]
mod tests;
mod typed;

pub use distance::distance;
pub use marked::{Marked, marked};
pub use pattern::{Pattern, TRIGRAM};
pub use typed::{Asked, Rank, Typed};

/// The most letters and digits of a number that are looked at.
const LONGEST_NUMBER: usize = 64;
/// The most characters of an e-mail address.
const LONGEST_EMAIL: usize = 254;
/// The most letters of a word of a name, and the most words.
const LONGEST_WORD: usize = 40;
const MOST_WORDS: usize = 8;
/// The most letters and digits of a postal code.
const LONGEST_CODE: usize = 12;
/// A phone number has this many digits at least, and fewer than that many.
const SHORTEST_PHONE: usize = 5;
const LONGEST_PHONE: usize = 18;
/// So many last digits make two phone numbers one, whatever stands before.
const SAME_PHONE: usize = 9;
/// A number without its prefix tells too little below this many characters.
const SHORTEST_BARE: usize = 3;

/// What a term is; closed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// The order's number, with and without its prefix.
    Number,
    /// The platform's id of the order.
    External,
    /// The tracking number of one of its parcels.
    Tracking,
    /// The buyer's e-mail address.
    Email,
    /// The buyer's phone number.
    Phone,
    /// A word of the buyer's or the recipient's name.
    Name,
    /// The postal code it goes to.
    PostalCode,
}

impl Kind {
    /// Every kind.
    pub const ALL: [Self; 7] = [
        Self::Number,
        Self::External,
        Self::Tracking,
        Self::Email,
        Self::Phone,
        Self::Name,
        Self::PostalCode,
    ];

    /// The kinds that tell of a person, and go when it is forgotten.
    pub const PERSONAL: [Self; 4] = [Self::Email, Self::Phone, Self::Name, Self::PostalCode];

    /// The code kept in the database: a number, since it stands in every row
    /// of every index.
    #[must_use]
    pub const fn code(self) -> i16 {
        match self {
            Self::Number => 1,
            Self::External => 2,
            Self::Tracking => 3,
            Self::Email => 4,
            Self::Phone => 5,
            Self::Name => 6,
            Self::PostalCode => 7,
        }
    }

    /// Reads a code back; `None` when it is not one of ours.
    #[must_use]
    pub fn from_code(code: i16) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }

    /// Whether people know it by its last digits.
    #[must_use]
    pub const fn has_last_digits(self) -> bool {
        matches!(
            self,
            Self::Number | Self::External | Self::Tracking | Self::Phone
        )
    }

    /// Whether it is found by a part of it, and by a spelling near it.
    #[must_use]
    pub const fn has_parts(self) -> bool {
        !matches!(self, Self::External | Self::PostalCode)
    }

    /// How many slips are forgiven in so many characters.
    #[must_use]
    pub const fn forgives(self, length: usize) -> usize {
        match self {
            Self::Name if length >= 8 => 2,
            Self::Email if length >= 12 => 2,
            Self::Name if length >= 4 => 1,
            Self::Email if length >= 6 => 1,
            Self::Number if length >= 5 => 1,
            Self::Tracking | Self::Phone if length >= 8 => 1,
            _ => 0,
        }
    }
}

/// The terms of a plain text: a name has one a word, a number with a prefix
/// has one without it too, and of what says nothing there is none.
#[must_use]
pub fn fold(kind: Kind, text: &str) -> Vec<String> {
    let one = |folded: String| Vec::from_iter((!folded.is_empty()).then_some(folded));
    match kind {
        Kind::Number => {
            let whole = squashed(text, LONGEST_NUMBER);
            let bare = bare(&whole).map(str::to_owned);
            one(whole).into_iter().chain(bare).collect()
        }
        Kind::External | Kind::Tracking => one(squashed(text, LONGEST_NUMBER)),
        Kind::Email => one(email(text)),
        Kind::Phone => one(phone(text)),
        Kind::Name => words(text),
        Kind::PostalCode => one(squashed(text, LONGEST_CODE)),
    }
}

/// A letter as it is compared: small, and a final sigma as any other.
fn small(letter: char) -> impl Iterator<Item = char> {
    letter
        .to_lowercase()
        .map(|letter| if letter == 'ς' { 'σ' } else { letter })
}

/// Letters and digits alone.
fn squashed(text: &str, longest: usize) -> String {
    text.chars()
        .flat_map(small)
        .filter(|letter| letter.is_alphanumeric())
        .take(longest)
        .collect()
}

/// A number without the letters before it; `None` where there are none, or
/// too little is left.
fn bare(number: &str) -> Option<&str> {
    let bare = number.trim_start_matches(|letter: char| !letter.is_numeric());
    (bare.len() < number.len() && bare.chars().count() >= SHORTEST_BARE).then_some(bare)
}

fn email(text: &str) -> String {
    text.chars()
        .flat_map(small)
        .filter(|letter| !letter.is_whitespace() && !letter.is_control())
        .take(LONGEST_EMAIL)
        .collect()
}

/// The digits without what stands for "abroad" or "within the country": all
/// forms of one number end alike.
fn phone(text: &str) -> String {
    let digits = digits_of_phone(text);
    if digits.len() < SHORTEST_PHONE {
        return String::new();
    }
    digits
}

fn digits_of_phone(text: &str) -> String {
    // "+49 (0)171" is dialled without the nought.
    let text = text.replace("(0)", "");
    let mut digits = String::new();
    for letter in text.chars() {
        if letter.is_ascii_digit() {
            digits.push(letter);
        } else if letter.is_alphabetic() && digits.len() >= SAME_PHONE {
            // What follows is an extension.
            break;
        }
    }
    let mut digits = digits.trim_start_matches('0').to_owned();
    digits.truncate(LONGEST_PHONE);
    digits
}

/// The words of a name. Initials say nothing.
fn words(text: &str) -> Vec<String> {
    const WITHIN: [char; 3] = ['.', '\'', '’'];
    let mut words: Vec<String> = Vec::new();
    let joined = text.chars().filter(|letter| !WITHIN.contains(letter));
    let small: String = joined.flat_map(small).collect();
    for word in small.split(|letter: char| !letter.is_alphanumeric()) {
        let word: String = word.chars().take(LONGEST_WORD).collect();
        // One character may be a whole name where letters are not Latin.
        let says_something = word.chars().nth(1).is_some() || !word.is_ascii();
        if says_something && !words.contains(&word) && words.len() < MOST_WORDS {
            words.push(word);
        }
    }
    words
}
