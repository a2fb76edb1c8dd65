//! The names of towns as people write them: carriers send many in capitals.

/// Small words within a name.
const SMALL: &[&str] = &[
    "of", "the", "and", "on", "upon", "by", "under", "in", "am", "an", "der", "den", "im", "sur",
    "sous", "en", "les", "lès", "aux", "de", "du", "des", "do", "da", "dos", "del", "di", "della",
    "aan", "op",
];

/// Words of two letters that are no abbreviation.
const SHORT: &[&str] = &["st", "mt", "ft", "la", "le", "el", "al", "au"];

/// Abbreviations that could be words.
const CAPITALS: &[&str] = &[
    "isc", "ndc", "scf", "ddu", "rdc", "usa", "uk", "sar", "jfk", "usps", "ups", "dhl",
];

/// A town as people write it: "LOUISVILLE" is "Louisville". What is not all
/// in capitals was written by somebody who knew; it stays as it is.
#[must_use]
pub fn town(name: &str) -> String {
    let has_small = name.chars().any(char::is_lowercase);
    if has_small || !name.chars().any(char::is_alphabetic) {
        return name.to_owned();
    }
    let mut written = String::with_capacity(name.len());
    let mut word = String::new();
    for letter in name.chars() {
        if letter.is_alphanumeric() || matches!(letter, '\'' | '’' | '&') {
            word.push(letter);
            continue;
        }
        push_word(&mut written, &word);
        word.clear();
        written.push(letter);
    }
    push_word(&mut written, &word);
    written
}

/// A region as people write it. Codes are short ("KY", "NSW") and stay.
#[must_use]
pub fn region(name: &str) -> String {
    if name.chars().count() <= 3 {
        return name.to_owned();
    }
    town(name)
}

fn push_word(written: &mut String, word: &str) {
    if word.is_empty() {
        return;
    }
    let small = word.to_lowercase();
    let is_first = written.is_empty();
    // "Leipzig - DE": a country or a state stands on its own.
    let stands_alone = written.ends_with(' ') && written.trim_end().ends_with(['-', ',', '(']);
    if stands_alone && small.chars().count() == 2 {
        written.push_str(word);
    } else if !is_first && SMALL.contains(&small.as_str()) {
        written.push_str(&small);
    } else if is_abbreviation(&small) {
        written.push_str(word);
    } else {
        push_name(written, &small);
    }
}

fn is_abbreviation(small: &str) -> bool {
    let letters = small.chars().count();
    let has_vowel = small.contains(|letter: char| !letter.is_ascii() || "aeiouy".contains(letter));
    let has_digit = small.bytes().any(|byte| byte.is_ascii_digit());
    if CAPITALS.contains(&small) || has_digit || small.contains('&') {
        return true;
    }
    if SHORT.contains(&small) || SMALL.contains(&small) {
        return false;
    }
    letters <= 2 || (letters == 3 && !has_vowel)
}

/// A capital first, and after "Mc", "O'" and "D'" another.
fn push_name(written: &mut String, small: &str) {
    let inner = ["mc", "o'", "d'", "o’", "d’", "l'", "l’"]
        .iter()
        .find_map(|start| small.strip_prefix(start).map(|rest| (*start, rest)))
        .filter(|(_, rest)| rest.chars().count() > 2);
    match inner {
        Some((start, rest)) => {
            push_capital(written, start);
            push_capital(written, rest);
        }
        None => push_capital(written, small),
    }
}

fn push_capital(written: &mut String, small: &str) {
    let mut letters = small.chars();
    if let Some(first) = letters.next() {
        written.extend(first.to_uppercase());
        written.push_str(letters.as_str());
    }
}
