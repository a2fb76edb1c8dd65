//! A line cut into words, each with what it is.

use super::vocabulary;
use crate::unseen::is_unseen;

/// What a word of a line is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// Of the trade, or of the scan's place.
    Trade,
    /// Leads to what follows it ("at", "by"), and says nothing alone.
    Leading,
    /// Not known: it may be anybody's.
    Stranger,
}

/// A word with the marks around it.
#[derive(Clone, Debug)]
pub(super) struct Sign {
    /// As it stands in the line.
    pub text: String,
    /// The word alone, in small letters.
    core: String,
    /// What it is.
    pub kind: Kind,
}

/// Words that lead on to a name or a place.
const LEADING: &[&str] = &[
    "at", "by", "with", "to", "from", "in", "on", "for", "near", "of", "and", "or", "via", "c/o",
    "attn", "mr", "mrs", "ms", "dr", "herr", "herrn", "frau", "und", "bei", "beim", "an", "im",
    "von", "vom", "durch", "mit", "par", "à", "chez", "de", "con", "por", "da", "bij", "op", "te",
    "aan", "-", "–", "&", "|", "/",
];

/// Buildings, often followed by their name.
const BUILDINGS: &[&str] = &[
    "door", "location", "facility", "office", "hub", "depot", "gateway",
];

/// What names of places begin with, and lines of the trade hold as well.
const PLACE_STARTS: &[&str] = &[
    "new", "north", "south", "east", "west", "port", "united", "los", "las", "la", "le", "el",
    "den", "het",
];

/// Words whose next words name a person.
const PERSONS: &[&str] = &[
    "by",
    "mr",
    "mrs",
    "ms",
    "dr",
    "herr",
    "herrn",
    "frau",
    "c/o",
    "attn",
    "neighbor",
    "neighbour",
    "neighbors",
    "neighbours",
    "nachbar",
    "nachbarn",
    "voisin",
    "vecino",
    "vicino",
    "buren",
];

/// Words that name a person where a colon follows.
const BEFORE_COLON: &[&str] = &[
    "recipient",
    "receiver",
    "customer",
    "consignee",
    "addressee",
    "name",
    "signature",
    "signed",
    "signatory",
    "contact",
    "empfänger",
    "unterschrift",
    "destinataire",
    "destinatario",
];

/// What is counted, or stands beside a count.
const UNITS: &[&str] = &[
    "day",
    "days",
    "hour",
    "hours",
    "minutes",
    "piece",
    "pieces",
    "package",
    "packages",
    "parcel",
    "parcels",
    "attempt",
    "attempts",
    "business",
    "working",
    "item",
    "items",
    "am",
    "pm",
    "of",
    "kg",
    "lb",
    "lbs",
    "uhr",
    "stop",
    "stops",
    "jan",
    "feb",
    "mar",
    "apr",
    "may",
    "jun",
    "jul",
    "aug",
    "sep",
    "oct",
    "nov",
    "dec",
    "january",
    "february",
    "march",
    "april",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

/// The months begin here in [`UNITS`].
const MONTHS_FROM: &str = "jan";

/// Cuts a line into its words.
pub(super) fn read(line: &str, named: &[&str]) -> Vec<Sign> {
    let plain: String = line.chars().filter_map(seen).collect();
    let named: Vec<String> = named
        .iter()
        .flat_map(|words| words.split([' ', '-', ',', '/']))
        .map(str::to_lowercase)
        .filter(|word| word.chars().any(char::is_alphabetic))
        .collect();
    let mut signs: Vec<Sign> = plain
        .split_whitespace()
        .map(|text| Sign {
            text: text.to_owned(),
            core: core(text),
            kind: Kind::Stranger,
        })
        .collect();
    let cores: Vec<String> = signs.iter().map(|sign| sign.core.clone()).collect();
    for (at, sign) in signs.iter_mut().enumerate() {
        let before = at.checked_sub(1).map(|at| cores[at].as_str());
        let after = cores.get(at + 1).map(String::as_str);
        sign.kind = kind(&sign.text, &sign.core, (before, after), &named);
    }
    signs
}

/// A letter as it is seen: control characters are blanks, and what turns the
/// writing around or hides within a word is not there.
fn seen(letter: char) -> Option<char> {
    match letter {
        _ if is_unseen(letter) => None,
        _ if letter.is_control() => Some(' '),
        letter => Some(letter),
    }
}

fn core(text: &str) -> String {
    let inner = text.trim_matches(|mark: char| !mark.is_alphanumeric());
    if inner.is_empty() {
        return text.to_owned();
    }
    inner.to_lowercase().replace('’', "'")
}

fn kind(text: &str, core: &str, beside: (Option<&str>, Option<&str>), named: &[String]) -> Kind {
    if text.contains(['@', '<', '>', '=', '{', '}', '\\', '*', '_']) {
        return Kind::Stranger;
    }
    if LEADING.contains(&core) {
        return Kind::Leading;
    }
    if !core.chars().any(char::is_alphanumeric) {
        return Kind::Leading;
    }
    if core.chars().any(|letter| letter.is_ascii_digit()) {
        let fits = is_time(core) || is_count(core, beside);
        return if fits { Kind::Trade } else { Kind::Stranger };
    }
    let month = |word: &str| {
        let months = UNITS.iter().skip_while(|unit| **unit != MONTHS_FROM);
        months.into_iter().any(|month| *month == word)
    };
    let is_dated = |word: Option<&str>| {
        word.is_some_and(|word| word.starts_with(|sign: char| sign.is_ascii_digit()))
    };
    if month(core) && (is_dated(beside.0) || is_dated(beside.1)) {
        return Kind::Trade;
    }
    let known = |part: &str| vocabulary::knows(part) || named.iter().any(|word| word == part);
    let whole = known(core) || known(core.trim_end_matches("'s"));
    let parts = || {
        core.split(['-', '/'])
            .all(|part| !part.is_empty() && known(part))
    };
    if whole || parts() {
        Kind::Trade
    } else {
        Kind::Stranger
    }
}

/// "14:05", "2:05pm", "2026-05-14", "14.05.2026", "5/14".
fn is_time(core: &str) -> bool {
    let core = core
        .trim_end_matches("am")
        .trim_end_matches("pm")
        .trim_end_matches('h');
    [':', '-', '.', '/'].iter().any(|mark| {
        let parts: Vec<&str> = core.split(*mark).collect();
        let digits = |part: &&str| {
            matches!(part.len(), 1 | 2 | 4) && part.bytes().all(|byte| byte.is_ascii_digit())
        };
        let years = parts.iter().filter(|part| part.len() == 4).count();
        let enough = if *mark == ':' { 2..=3 } else { 3..=3 };
        enough.contains(&parts.len()) && parts.iter().all(digits) && years <= 1
    })
}

/// A small number that counts something, or a year after its month.
fn is_count(core: &str, (before, after): (Option<&str>, Option<&str>)) -> bool {
    if !core.bytes().all(|byte| byte.is_ascii_digit()) {
        return false;
    }
    let counts = |word: Option<&str>| word.is_some_and(|word| UNITS.contains(&word));
    match core.len() {
        1 | 2 => counts(before) || counts(after),
        _ => false,
    }
}

impl Sign {
    pub(super) fn has_digit(&self) -> bool {
        self.core.bytes().any(|byte| byte.is_ascii_digit())
    }

    /// Whether a part of the line ends with it.
    pub(super) fn ends_part(&self) -> bool {
        self.text.ends_with([',', ';', '.', ')', ':', '!', '?'])
    }

    /// Whether what follows it may go without harm to what stands before.
    pub(super) fn leads_on(&self) -> bool {
        self.kind == Kind::Leading
            || self.ends_part()
            || self.introduces_person()
            || self.is_building()
    }

    pub(super) fn is_building(&self) -> bool {
        BUILDINGS.contains(&self.core.as_str())
    }

    pub(super) fn begins_places(&self) -> bool {
        PLACE_STARTS.contains(&self.core.as_str())
    }

    pub(super) fn introduces_person(&self) -> bool {
        PERSONS.contains(&self.core.as_str())
            || (self.text.ends_with(':') && BEFORE_COLON.contains(&self.core.as_str()))
    }

    pub(super) fn is_role(&self) -> bool {
        vocabulary::is_role(&self.core)
    }

    /// Takes over the mark that ended a word which is gone.
    pub(super) fn take_end_of(&mut self, gone: &Self) {
        if !gone.text.ends_with(['.', ',', ';', ')', '!', '?']) {
            return;
        }
        let end = gone.text.chars().next_back();
        let bare = self.text.trim_end_matches([',', ';', ':', '.']).len();
        self.text.truncate(bare);
        self.text.extend(end.filter(|end| *end != ')'));
    }
}
