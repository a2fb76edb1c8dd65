//! Folding of names: what a place is found by, whatever its name is written
//! with. `make.py` beside the table folds the same way, and a test holds every
//! name of the table against its key.

use std::sync::LazyLock;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Signs within words: `O'Fallon` is one, and so is `St.`.
const JOINERS: [char; 8] = ['.', '\'', '`', '´', '‘', '’', 'ʻ', 'ʼ'];

/// What carriers shorten words of names to, and the words, sorted.
static ABBREVIATIONS: LazyLock<Vec<(&str, &str)>> = LazyLock::new(|| {
    let lines = include_str!("../../data/places/abbreviations.txt").lines();
    let mut pairs: Vec<(&str, &str)> = lines
        .filter(|line| !line.starts_with('#'))
        .filter_map(|line| line.split_once(' '))
        .collect();
    pairs.sort_unstable();
    pairs
});

/// The words of a text in plain capitals and digits: `Mt. Vernon` is `MT` and
/// `VERNON`. Empty where a letter is not Latin.
#[must_use]
pub fn words(text: &str) -> Vec<String> {
    let mut folded = String::with_capacity(text.len());
    if text.is_ascii() {
        text.chars().for_each(|letter| push(&mut folded, letter));
    } else {
        let plain: String = text.chars().flat_map(letters).collect();
        for letter in plain.nfkd() {
            if is_combining_mark(letter) || JOINERS.contains(&letter) {
                continue;
            }
            if letter.is_alphanumeric() && !letter.is_ascii() {
                return Vec::new();
            }
            push(&mut folded, letter);
        }
    }
    folded.split_ascii_whitespace().map(str::to_owned).collect()
}

/// A text without the accents of its letters, whatever their alphabet: `Müller`
/// is `Muller`, and `Ёлкин` is `Елкин`.
#[must_use]
pub fn plain(text: &str) -> String {
    if text.is_ascii() {
        return text.to_owned();
    }
    let apart: String = text
        .chars()
        // One of them is written by an accent of its own.
        .map(|letter| {
            if JOINERS[1..].contains(&letter) {
                '\''
            } else {
                letter
            }
        })
        .flat_map(letters)
        .collect();
    apart
        .nfkd()
        .filter(|letter| !is_combining_mark(*letter))
        .collect()
}

/// A text's letters and digits in one word, nothing spelled out: regions are
/// found by it, of which `MT` is one and no mountain.
#[must_use]
pub fn squashed(text: &str) -> String {
    words(text).concat()
}

/// What a place of these words is found by: abbreviations spelled out and no
/// blanks, so that `COEUR D ALENE` and `Coeur d'Alene` are one.
#[must_use]
pub fn key(words: &[String]) -> String {
    words.iter().map(|word| spelled_out(word)).collect()
}

fn spelled_out(word: &str) -> &str {
    ABBREVIATIONS
        .binary_search_by_key(&word, |(short, _)| short)
        .map_or(word, |found| ABBREVIATIONS[found].1)
}

fn push(folded: &mut String, letter: char) {
    if letter.is_ascii_alphanumeric() {
        folded.push(letter.to_ascii_uppercase());
    } else if !JOINERS.contains(&letter) {
        folded.push(' ');
    }
}

/// Letters that Unicode does not take apart, taken apart.
fn letters(letter: char) -> impl Iterator<Item = char> {
    let apart = match letter {
        'ß' | 'ẞ' => "SS",
        'ø' | 'Ø' => "O",
        'æ' | 'Æ' => "AE",
        'œ' | 'Œ' => "OE",
        'ł' | 'Ł' => "L",
        'đ' | 'Đ' | 'ð' | 'Ð' => "D",
        'þ' | 'Þ' => "TH",
        'ı' => "I",
        'ə' | 'Ə' => "E",
        'ħ' | 'Ħ' => "H",
        _ => "",
    };
    let itself = apart.is_empty().then_some(letter);
    apart.chars().chain(itself)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, wanted: &str) {
        assert_eq!(key(&words(text)), wanted, "{text}");
    }

    #[test]
    fn one_place_has_one_key_however_it_is_written() {
        for text in ["St. Louis", "ST LOUIS", "Saint-Louis", "saint  louis"] {
            check(text, "SAINTLOUIS");
        }
        for text in ["Coeur d'Alene", "COEUR D ALENE", "Cœur d’Alene"] {
            check(text, "COEURDALENE");
        }
        check("Mt. Vernon", "MOUNTVERNON");
        check("Łódź", "LODZ");
        check("Haʻikū", "HAIKU");
        check("Århus", "ARHUS");
        check("Großröhrsdorf", "GROSSROHRSDORF");
        check("\u{0}Frank\u{7}furt (Oder)", "FRANKFURTODER");
    }

    #[test]
    fn plain_texts_keep_their_alphabet() {
        let check = |text: &str, wanted: &str| assert_eq!(plain(text), wanted, "{text}");
        check("Zoë Müller-Großmann", "Zoe Muller-GroSSmann");
        check("O´Brien ’ʻ", "O'Brien ''");
        check("Ёлкин 李", "Елкин 李");
        check("１２３", "123");
        check("ada@example.com", "ada@example.com");
    }

    #[test]
    fn other_alphabets_have_no_key() {
        check("Москва", "");
        check("深圳", "");
        check("", "");
    }

    #[test]
    fn regions_are_not_spelled_out() {
        assert_eq!(squashed("MT"), "MT");
        assert_eq!(squashed("New South Wales"), "NEWSOUTHWALES");
    }
}
