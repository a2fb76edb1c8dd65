//! Carriers' words, made safe to keep: no mark-up, no broken entities, no
//! runs of blanks, nothing that turns text around; and their countries.

mod countries;
mod markup;

pub use countries::country;

use doorstep::unseen::{is_unseen, joins};

/// The most characters kept of one text.
pub const LONGEST: usize = 500;

/// The most bytes looked at: mark-up around a text that is longer than this
/// is an attack, not a text.
const LONGEST_RAW: usize = 16 * LONGEST;

/// How often mark-up may be wrapped in mark-up before its signs are removed
/// without looking at their meaning.
const DEEPEST: usize = 12;

/// Cleans a carrier's text; empty when nothing is left.
///
/// Cleaning a clean text changes nothing, so a text has one fingerprint
/// however often it was passed on.
#[must_use]
pub fn clean(text: &str) -> String {
    if is_plain(text) {
        return text.to_owned();
    }
    let mut text = pass(&text[..text.floor_char_boundary(LONGEST_RAW)]);
    for _ in 0..DEEPEST {
        let next = pass(&text);
        if next == text {
            return text;
        }
        text = next;
    }
    shorten(&text.replace(['<', '&'], " "))
}

/// Cleans an optional text; `None` when nothing is left of it.
#[must_use]
pub fn clean_opt(text: Option<&str>) -> Option<String> {
    text.map(clean).filter(|text| !text.is_empty())
}

/// Whether it is clean at first sight, as most texts are.
fn is_plain(text: &str) -> bool {
    text.len() <= LONGEST
        && !text.contains("  ")
        && text.trim_ascii().len() == text.len()
        && text
            .bytes()
            .all(|byte| matches!(byte, b' '..=b'~') && !matches!(byte, b'<' | b'>' | b'&'))
}

/// One layer: entities, tags, characters nobody sees, blanks, length. Only
/// what none of them changes any more is clean.
fn pass(text: &str) -> String {
    let decoded = markup::decode(text);
    let stripped = markup::strip(&decoded);
    shorten(&stripped.replace(is_hidden, ""))
}

/// Collapses blanks and cuts at the longest length kept.
fn shorten(text: &str) -> String {
    let words = text.split_whitespace().collect::<Vec<_>>().join(" ");
    match words.char_indices().nth(LONGEST) {
        Some((end, _)) => words[..end].trim_end().to_owned(),
        None => words,
    }
}

/// Control characters that are no blank, marks that turn the direction of
/// writing around, and characters without width that could hide in a word.
fn is_hidden(letter: char) -> bool {
    (letter.is_control() && !letter.is_whitespace()) || (is_unseen(letter) && !joins(letter))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn check(dirty: &str, wanted: &str) {
        assert_eq!(clean(dirty), wanted, "{dirty:?}");
    }

    /// Whether anything is left that a browser could take for mark-up.
    fn has_markup(text: &str) -> bool {
        let tag = text.split('<').skip(1).any(|rest| {
            rest.starts_with(|sign: char| sign.is_ascii_alphabetic() || "/!?".contains(sign))
        });
        let entity = text.split('&').skip(1).any(|rest| {
            rest.split_once(';').is_some_and(|(name, _)| {
                let name = name.strip_prefix('#').unwrap_or(name);
                !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric())
            })
        });
        tag || entity
    }

    #[test]
    fn tags_go_and_their_words_stay() {
        check("<b>Delivered</b>, Front Door", "Delivered, Front Door");
        check("Priority Mail<SUP>&reg;</SUP>", "Priority Mail®");
        check("Left at<br/>the door<br>today", "Left at the door today");
        check("<p class=\"x\">One</p><p>Two</p>", "One Two");
        check("a <!-- hidden --> b<![CDATA[ c ]]>", "a b c");
        check("<img src=x onerror=alert(1)>Parcel", "Parcel");
        check("x<sCRipt>alert('1')</SCRIPT >y", "x y");
        check("x<style>p { }</style>y<script>never closed", "x y");
    }

    #[test]
    fn broken_tags_go_and_comparisons_stay() {
        check("Delivered <br", "Delivered");
        check("Delivered <a href=\"http://example.com/", "Delivered");
        check("Delivered</", "Delivered");
        check("<b<i>bold</i", "bold");
        check("<scr<script>ipt>alert(1)</script>", "scr");
        check("weight < 5 kg > 2 kg <3", "weight < 5 kg > 2 kg <3");
    }

    #[test]
    fn entities_are_decoded_however_often_they_were_escaped() {
        check("Tom &amp; Jerry", "Tom & Jerry");
        check(
            "Tom &amp;amp;amp; Jerry &amp;#38;#38; Co",
            "Tom & Jerry & Co",
        );
        check(
            "USPS Tracking&lt;SUP&gt;&amp;#174;&lt;/SUP&gt;",
            "USPS Tracking®",
        );
        check("Tracking<SUP>&#153;</SUP>", "Tracking™");
        check(
            "M&uuml;nchen &#x41;&#66; &ndash; &eacute;t&eacute;",
            "München AB – été",
        );
        check("&lt;script&gt;alert(1)&lt;/script&gt;ok", "ok");
        check("&#60;b&#62;x &#0;&#xFFFFFFFF;&#55296;y", "x y");
        check("R&D; AT&T R&amp D&nbsp", "R D AT&T R& D");
        check("what &foobar; is", "what foobar is");
    }

    #[test]
    fn blanks_collapse_and_unseen_characters_go() {
        check("  a \t\r\n\u{a0}&nbsp; b\u{2003}c\u{3000}", "a b c");
        check("pay\u{202e}load\u{200b} \u{0}\u{7}x\u{feff}", "payload x");
        check("<\u{0}script>alert(1)</script>", "");
        check(" \u{a0} ", "");
        assert_eq!(clean_opt(Some(" <br> ")), None);
        assert_eq!(clean_opt(None), None);
    }

    #[test]
    fn long_texts_are_cut_at_a_character() {
        let long = "ü ".repeat(10_000);
        assert_eq!(clean(&long).chars().count(), LONGEST - 1);
        assert_eq!(clean(&"日".repeat(9_000)).chars().count(), LONGEST);
    }

    #[test]
    fn escaping_without_end_ends() {
        let deep = format!("&{}lt;b>", "#38;amp;".repeat(3_000));
        assert!(!has_markup(&clean(&deep)));
        assert_eq!(clean(&clean(&deep)), clean(&deep));
    }

    /// Texts made of the pieces that mark-up is made of.
    fn hostile() -> impl Strategy<Value = String> {
        let piece = prop_oneof![
            Just("<"),
            Just(">"),
            Just("&"),
            Just(";"),
            Just("#"),
            Just("/"),
            Just("!"),
            Just("--"),
            Just("amp"),
            Just("lt"),
            Just("gt"),
            Just("60"),
            Just("38"),
            Just("x3c"),
            Just("nbsp"),
            Just("b"),
            Just("br"),
            Just("script"),
            Just("style"),
            Just("a href=\""),
            Just("\""),
            Just(" "),
            Just("\u{a0}"),
            Just("\u{0}"),
            Just("\u{202e}"),
            Just("ü"),
            Just("reg"),
            Just("&amp;"),
            Just("&lt;"),
            Just("<b>"),
            Just("</script>"),
            Just("<!--"),
            Just("-->"),
        ];
        prop::collection::vec(piece, 0..60).prop_map(|pieces| pieces.concat())
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 1_000, failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn clean_text_is_clean_and_stays_so(text in prop_oneof![hostile(), any::<String>()]) {
            let once = clean(&text);
            prop_assert!(!has_markup(&once), "{:?} of {:?}", once, text);
            prop_assert_eq!(clean(&once), once.clone());
            prop_assert_eq!(&once, &once.split_whitespace().collect::<Vec<_>>().join(" "));
            prop_assert!(once.chars().count() <= LONGEST);
            prop_assert!(!once.chars().any(is_hidden));
        }

        #[test]
        fn plain_words_stay_as_they_are(text in "[A-Za-z0-9,.()'*:-]{1,20}( [A-Za-z0-9,.()'*:-]{1,20}){0,10}") {
            prop_assert_eq!(clean(&text), text);
        }

        #[test]
        fn what_is_clean_at_first_sight_is_clean(text in prop_oneof!["[ -~]{0,12}", "[A-Za-z;#!/ -]{0,40}"]) {
            if is_plain(&text) {
                prop_assert_eq!(pass(&text), text);
            }
        }
    }
}
