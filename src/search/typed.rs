//! What somebody typed into the one box: the kinds it may be of, and how well
//! a stored term fits it.

use super::pattern::{Pattern, Stand, TRIGRAM, one_slip, two_slips};
use super::{
    Kind, LONGEST_PHONE, SAME_PHONE, bare, digits_of_phone, distance, email, squashed, words,
};

/// The most characters that are looked at.
const LONGEST: usize = 200;
/// The fewest digits somebody knows a number by.
const FEWEST_DIGITS: usize = 3;
/// The longest text that may be a postal code.
const LONGEST_CODE: usize = 10;
/// The shortest text that may be the beginning of an e-mail address.
const SHORTEST_EMAIL: usize = 3;

/// How well a term fits, the best first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Rank {
    /// It is the order's number.
    Number,
    /// It is the term.
    Exact,
    /// The term begins with it.
    Prefix,
    /// The term ends with it.
    LastDigits,
    /// It is within the term.
    Part,
    /// It is so many slips away.
    Typo(usize),
}

/// One thing that what was typed may be.
#[derive(Clone, PartialEq, Eq)]
pub struct Asked {
    /// Of which kind.
    pub kind: Kind,
    /// In its folded spelling.
    pub value: String,
}

/// What was typed, and all it may be.
#[derive(Clone, PartialEq, Eq)]
pub struct Typed {
    /// The single terms it may be.
    pub asked: Vec<Asked>,
    /// The words of a name, where it has several: an order must have them all.
    pub words: Vec<Asked>,
}

/// What is typed may be personal: it hides itself in logs.
impl std::fmt::Debug for Asked {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Asked({:?}, ..)", self.kind)
    }
}

impl std::fmt::Debug for Typed {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Typed({:?})", self.asked)
    }
}

impl Typed {
    /// Reads a plain text; `None` where nothing was typed, or more than any
    /// of this.
    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        let text = text.trim();
        if text.is_empty() || text.chars().count() > LONGEST {
            return None;
        }
        let mut typed = Self {
            asked: Vec::new(),
            words: Vec::new(),
        };
        if text.contains('@') {
            typed.ask(Kind::Email, email(text));
        } else {
            typed.read_numbers(text);
            typed.read_words(text);
        }
        (!typed.asked.is_empty() || !typed.words.is_empty()).then_some(typed)
    }

    fn ask(&mut self, kind: Kind, value: String) {
        let asked = Asked { kind, value };
        if !asked.value.is_empty() && !self.asked.contains(&asked) {
            self.asked.push(asked);
        }
    }

    /// Numbers are typed with blanks in them, and with a word before them
    /// ("order 1001").
    fn read_numbers(&mut self, text: &str) {
        let has_digit = text.chars().any(char::is_numeric);
        let is_one_word = !text.contains(char::is_whitespace);
        if !has_digit && !is_one_word {
            return;
        }
        let whole = squashed(text, LONGEST);
        let after_words: String = text
            .split_whitespace()
            .skip_while(|word| !word.contains(char::is_numeric))
            .collect();
        let after_words = squashed(&after_words, LONGEST);
        for value in [&whole, &after_words] {
            self.ask(Kind::Number, value.clone());
            self.ask(Kind::Number, bare(value).unwrap_or_default().to_owned());
            if !has_digit || value.chars().count() < FEWEST_DIGITS {
                continue;
            }
            self.ask(Kind::External, value.clone());
            self.ask(Kind::Tracking, value.clone());
            if value.chars().count() <= LONGEST_CODE {
                self.ask(Kind::PostalCode, value.clone());
            }
        }
        if !text.contains(char::is_alphabetic) {
            let digits = digits_of_phone(text);
            if (FEWEST_DIGITS..LONGEST_PHONE).contains(&digits.len()) {
                self.ask(Kind::Phone, digits);
            }
        }
    }

    fn read_words(&mut self, text: &str) {
        let is_one_word = !text.contains(char::is_whitespace);
        let has_letter = text.contains(char::is_alphabetic);
        if is_one_word && has_letter && text.chars().count() >= SHORTEST_EMAIL {
            self.ask(Kind::Email, email(text));
        }
        if text.contains(char::is_numeric) {
            return;
        }
        let mut words = words(text);
        match words.len() {
            1 => self.ask(Kind::Name, words.remove(0)),
            _ => self.words.extend(words.into_iter().map(|value| Asked {
                kind: Kind::Name,
                value,
            })),
        }
    }
}

impl Asked {
    /// How well a stored term of its kind fits; `None` where it does not.
    #[must_use]
    pub fn rank(&self, term: &str) -> Option<Rank> {
        if term == self.value {
            let is_number = self.kind == Kind::Number;
            return Some(if is_number { Rank::Number } else { Rank::Exact });
        }
        if self.kind == Kind::Phone && is_same_phone(&self.value, term) {
            return Some(Rank::Exact);
        }
        if term.starts_with(&self.value) {
            return Some(Rank::Prefix);
        }
        let ends_with = |ending: &String| term.ends_with(ending);
        if self.endings().iter().any(ends_with) {
            return Some(Rank::LastDigits);
        }
        if self.kind.has_parts() && self.length() >= TRIGRAM && term.contains(&self.value) {
            return Some(Rank::Part);
        }
        self.slips(term).map(Rank::Typo)
    }

    /// What a term may end with: nothing where its kind is not known by its
    /// last digits. Of a long phone number the last nine tell enough: how the
    /// country is dialled differs.
    #[must_use]
    pub fn endings(&self) -> Vec<String> {
        if !self.kind.has_last_digits() || self.length() < FEWEST_DIGITS {
            return Vec::new();
        }
        let tail = tail(&self.value, SAME_PHONE).filter(|_| self.kind == Kind::Phone);
        let is_longer = |tail: &&str| tail.len() < self.value.len();
        let tail = tail.filter(is_longer).map(str::to_owned);
        [self.value.clone()].into_iter().chain(tail).collect()
    }

    /// What every term looks like that holds it; `None` where its kind is not
    /// found by parts, or it is too short.
    #[must_use]
    pub fn within(&self) -> Option<Pattern> {
        let fits = self.kind.has_parts() && self.length() >= TRIGRAM;
        fits.then(|| Pattern::holding(&self.value))
    }

    /// The patterns of the terms near it, those that are one slip away first,
    /// then those two slips away. Empty where no slip is forgiven.
    #[must_use]
    pub fn near(&self) -> Vec<Vec<Pattern>> {
        let most = self.forgiven();
        if most == 0 {
            return Vec::new();
        }
        let (word, domain) = self.value.split_once('@').unwrap_or((&self.value, ""));
        let (word, stand) = match self.kind {
            // However the country is dialled, they end alike.
            Kind::Phone => (tail(word, SAME_PHONE).unwrap_or(word), STANDS_LAST),
            Kind::Email => (word, STANDS_BEFORE_DOMAIN),
            _ => (word, STANDS_ALONE),
        };
        let mut one = one_slip(word, stand);
        if !domain.is_empty() {
            // The slip may be behind the `@`.
            one.push(Pattern::beginning(&format!("{word}@")));
        }
        let two = (most > 1).then(|| two_slips(word, stand));
        let mut near = vec![one];
        near.extend(two);
        near.retain(|patterns| !patterns.is_empty());
        near
    }

    /// The lengths a term near it may have; `None` where a term may be longer
    /// for other reasons.
    #[must_use]
    pub fn lengths(&self) -> Option<(usize, usize)> {
        let (length, most) = (self.length(), self.forgiven());
        let is_whole = !matches!(self.kind, Kind::Email | Kind::Phone);
        is_whole.then(|| (length.saturating_sub(most), length + most))
    }

    fn length(&self) -> usize {
        self.value.chars().count()
    }

    /// How many slips are forgiven. A word is no slip of an order's number.
    pub(super) fn forgiven(&self) -> usize {
        if self.kind == Kind::Number && !self.value.contains(char::is_numeric) {
            return 0;
        }
        self.kind.forgives(self.length())
    }

    /// How many slips a term is away; `None` where it is more than are
    /// forgiven.
    fn slips(&self, term: &str) -> Option<usize> {
        let most = self.forgiven();
        if most == 0 {
            return None;
        }
        match self.kind {
            Kind::Email => slips_of_email(&self.value, term, most),
            Kind::Phone => slips_of_phone(&self.value, term, most),
            _ => distance(&self.value, term, most),
        }
    }
}

const STANDS_ALONE: Stand<'_> = Stand {
    starts: true,
    followed_by: None,
};
const STANDS_LAST: Stand<'_> = Stand {
    starts: false,
    followed_by: None,
};
const STANDS_BEFORE_DOMAIN: Stand<'_> = Stand {
    starts: true,
    followed_by: Some("@"),
};

/// The last characters of a text of digits; `None` of a shorter one.
fn tail(digits: &str, length: usize) -> Option<&str> {
    digits.get(digits.len().checked_sub(length)?..)
}

/// One of them is the other with more before it, and long enough.
fn is_same_phone(one: &str, other: &str) -> bool {
    let shorter = one.len().min(other.len());
    shorter >= SAME_PHONE && (one.ends_with(other) || other.ends_with(one))
}

/// What stands behind the `@` may have been left out, or broken off.
fn slips_of_email(typed: &str, term: &str, most: usize) -> Option<usize> {
    let (term, term_domain) = term.split_once('@').unwrap_or((term, ""));
    let (typed, domain) = typed.split_once('@').unwrap_or((typed, ""));
    let slips = distance(typed, term, most)?;
    if term_domain.starts_with(domain) {
        return Some(slips);
    }
    Some(slips + distance(domain, term_domain, most - slips)?)
}

/// Only the ends are compared: the longer may be dialled from abroad.
fn slips_of_phone(typed: &str, term: &str, most: usize) -> Option<usize> {
    let (shorter, longer) = if typed.len() < term.len() {
        (typed, term)
    } else {
        (term, typed)
    };
    let ends = shorter.len().saturating_sub(most)..=shorter.len() + most;
    ends.filter_map(|length| distance(shorter, tail(longer, length)?, most))
        .min()
}
