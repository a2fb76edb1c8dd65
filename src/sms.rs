//! Text messages: how long one is in the alphabet it travels in, and the
//! fullest wording that fits.

mod alphabet;

use alphabet::plain;

/// The alphabet a text message travels in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Alphabet {
    /// GSM 03.38 with its extension table: seven bits a letter.
    Gsm,
    /// UCS-2: sixteen bits, for everything else.
    Ucs2,
}

impl Alphabet {
    /// The one a text needs.
    #[must_use]
    pub fn of(text: &str) -> Self {
        if text
            .chars()
            .all(|letter| alphabet::septets(letter).is_some())
        {
            Self::Gsm
        } else {
            Self::Ucs2
        }
    }

    /// How many units fit into a message of one segment, and into each of
    /// several, which carry a header of their own.
    const fn room(self) -> (usize, usize) {
        match self {
            Self::Gsm => (160, 153),
            Self::Ucs2 => (70, 67),
        }
    }
}

/// How many segments a text takes. A letter of two units is never divided.
#[must_use]
pub fn segments(text: &str) -> usize {
    let alphabet = Alphabet::of(text);
    let units = |letter: char| match alphabet {
        Alphabet::Gsm => alphabet::septets(letter).unwrap_or(1),
        Alphabet::Ucs2 => letter.len_utf16(),
    };
    let (alone, each) = alphabet.room();
    if text.chars().map(units).sum::<usize>() <= alone {
        return 1;
    }
    let mut count = 1;
    let mut filled = 0;
    for letter in text.chars() {
        filled += units(letter);
        if filled > each {
            count += 1;
            filled = units(letter);
        }
    }
    count
}

/// A text with every letter that GSM 03.38 lacks written as its nearest one
/// there; what has none is left out.
#[must_use]
pub fn in_gsm(text: &str) -> String {
    let mut written = String::with_capacity(text.len());
    for letter in text.chars() {
        match alphabet::septets(letter) {
            Some(_) => written.push(letter),
            None => written.push_str(plain(letter)),
        }
    }
    written.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// What a text message says.
#[derive(Clone, Copy, Debug)]
pub struct Parts<'a> {
    /// Who writes.
    pub from: &'a str,
    /// What there is to say, as a whole sentence; it is never left out.
    pub news: &'a str,
    /// More sentences, the most important one first: as many as fit.
    pub more: &'a [String],
    /// Where to read on; it is never left out or cut.
    pub link: Option<&'a str>,
}

/// The fullest message that fits into so many segments. A name that leaves no
/// room is cut; where that does not help, the news and the link stand alone.
#[must_use]
pub fn fitted(parts: &Parts<'_>, most: usize) -> String {
    let name = in_gsm(parts.from);
    let fits = |text: &String| segments(text) <= most;
    for count in (0..=parts.more.len()).rev() {
        let more = &parts.more[..count];
        if let Some(whole) = whole(&Parts { more, ..*parts }, most) {
            return whole;
        }
    }
    let cut = (1..name.len())
        .rev()
        .filter_map(|end| name.get(..end))
        .map(|name| in_gsm(&written(&format!("{}...", name.trim_end()), parts, &[])));
    let cut = cut.into_iter().find(fits);
    cut.unwrap_or_else(|| in_gsm(&written("", parts, &[])))
}

/// All of it, where it fits into so many segments, if need be in near letters.
#[must_use]
pub fn whole(parts: &Parts<'_>, most: usize) -> Option<String> {
    let as_said = written(parts.from, parts, parts.more);
    let plain = || in_gsm(&written(&in_gsm(parts.from), parts, parts.more));
    let fits = |text: &String| segments(text) <= most;
    Some(as_said)
        .filter(fits)
        .or_else(|| Some(plain()).filter(fits))
}

fn written(name: &str, parts: &Parts<'_>, more: &[String]) -> String {
    let mut text = String::new();
    if !name.is_empty() {
        text.push_str(name);
        text.push_str(": ");
    }
    text.push_str(parts.news);
    for said in more.iter().map(String::as_str).chain(parts.link) {
        text.push(' ');
        text.push_str(said);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_count_in_their_own_alphabet() {
        let check = |text: &str, alphabet, count| {
            assert_eq!(
                (Alphabet::of(text), segments(text)),
                (alphabet, count),
                "{text}"
            );
        };
        check(&"a".repeat(160), Alphabet::Gsm, 1);
        check(&"a".repeat(161), Alphabet::Gsm, 2);
        check(&"a".repeat(306), Alphabet::Gsm, 2);
        check(&"a".repeat(307), Alphabet::Gsm, 3);
        // Of the extension table: two each.
        check(&"€".repeat(80), Alphabet::Gsm, 1);
        check(&"€".repeat(81), Alphabet::Gsm, 2);
        // The 153rd unit stays empty: an escape is not divided from its letter.
        check(&"€".repeat(76 * 2 + 1), Alphabet::Gsm, 3);
        check("Größe: 5 ñ à [x]", Alphabet::Gsm, 1);
        check(&"á".repeat(70), Alphabet::Ucs2, 1);
        check(&"á".repeat(71), Alphabet::Ucs2, 2);
        check(&"á".repeat(134), Alphabet::Ucs2, 2);
        check(&"á".repeat(135), Alphabet::Ucs2, 3);
        check(&"📦".repeat(35), Alphabet::Ucs2, 1);
        check(&"📦".repeat(36), Alphabet::Ucs2, 2);
    }

    #[test]
    fn strange_letters_become_near_ones() {
        assert_eq!(in_gsm("Łódź “está”… 日本"), "Lodz \"esta\"...");
        assert_eq!(
            Alphabet::of(&in_gsm("¿Qué ocurrirá, mañana?")),
            Alphabet::Gsm
        );
    }

    #[test]
    fn as_much_is_said_as_fits() {
        let more = [
            "Arriving Thursday 14 May.".to_owned(),
            "Be there. ".repeat(20),
        ];
        let mut parts = Parts {
            from: "Harbour & Pine",
            news: "Your parcel is on its way.",
            more: &more,
            link: Some("https://track.acme.example/t/0123456789abcdefghijkl"),
        };
        assert_eq!(
            fitted(&parts, 1),
            "Harbour & Pine: Your parcel is on its way. Arriving Thursday 14 May. \
             https://track.acme.example/t/0123456789abcdefghijkl"
        );
        let long = "The Old Harbour and Pine Trading Company ".repeat(9);
        parts.from = &long;
        let cut = fitted(&parts, 1);
        assert!(cut.starts_with("The Old Harbour and Pine"), "{cut}");
        assert!(
            cut.contains("...: Your parcel is on its way. https://"),
            "{cut}"
        );
        assert_eq!(segments(&cut), 1);
        parts.from = "日本";
        assert!(
            fitted(&parts, 1).starts_with("Your parcel"),
            "{}",
            fitted(&parts, 1)
        );
    }
}
