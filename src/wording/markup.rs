//! What must not stand in words that go out in a brand's name: anything a
//! browser or a mail program could take for mark-up, addresses that lead away
//! from the shop, and characters nobody sees.

use crate::unseen::{ends_a_line, is_unseen};

/// The beginning of a tag or an entity in a line, as it is written.
pub(super) fn tag_or_entity(line: &str) -> Option<&str> {
    tag(line).or_else(|| entity(line))
}

/// A "<" with what could make a tag of it; "3 < 4" is words.
fn tag(line: &str) -> Option<&str> {
    let opens = |(at, _): &(usize, &str)| {
        let next = line[at + 1..].chars().next();
        next.is_some_and(|next| next.is_ascii_alphabetic() || "/!?".contains(next))
    };
    let (at, _) = line.match_indices('<').find(opens)?;
    Some(shown(&line[at..]))
}

/// "&amp;" and the like; "salt & pepper" is words.
fn entity(line: &str) -> Option<&str> {
    let names = |(at, _): &(usize, &str)| {
        let name = line[at + 1..].split(';').next().unwrap_or_default();
        let is_ended = line[at + 1..].len() > name.len();
        let is_name = |letter: char| letter.is_ascii_alphanumeric() || letter == '#';
        is_ended && !name.is_empty() && name.chars().all(is_name)
    };
    let (at, _) = line.match_indices('&').find(names)?;
    Some(shown(&line[at..]))
}

fn shown(from: &str) -> &str {
    let end = from.find(['>', ';']).map_or(from.len(), |end| end + 1);
    let end = from.floor_char_boundary(end.min(30));
    &from[..end]
}

/// Ways of addressing that run something, or carry it with them.
const RUNS: [&str; 4] = ["javascript:", "vbscript:", "data:", "file:"];

/// The first address in a line that does not lead to one of these hosts over
/// HTTPS.
pub(super) fn foreign_address<'a>(line: &'a str, hosts: &[String]) -> Option<&'a str> {
    line.split_whitespace()
        .map(|word| word.trim_start_matches(['(', '"', '\'', '<', '[', '“']))
        .find(|word| is_foreign(word, hosts))
}

fn is_foreign(word: &str, hosts: &[String]) -> bool {
    let low = word.to_ascii_lowercase();
    if RUNS.iter().any(|scheme| runs(&low, scheme)) || low.starts_with("www.") {
        return true;
    }
    let Some((before, rest)) = low.split_once("://") else {
        return false;
    };
    let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let host = host.trim_end_matches(['.', ',', ';', ':', '!', ')', '"', '\'']);
    before != "https" || !hosts.iter().any(|own| own.eq_ignore_ascii_case(host))
}

/// Whether a word goes on right behind the scheme: "data: yes" is words.
fn runs(word: &str, scheme: &str) -> bool {
    word.split_once(scheme)
        .is_some_and(|(_, behind)| !behind.is_empty())
}

/// Whether a line holds a character that controls or hides something.
pub(super) fn is_controlled(line: &str) -> bool {
    line.chars()
        .any(|letter| letter.is_control() || is_unseen(letter) || ends_a_line(letter))
}
