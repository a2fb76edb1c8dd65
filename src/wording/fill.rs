//! Fills a brand's words in with what a message knows.

use super::{Fact, Facts, Part, Spot, Words};
use crate::sms::{Alphabet, in_gsm, segments};
use crate::template::pieces::{Absence, Piece, filled, read};

/// The lines of a text, filled in. A line that asks for what is not known, and
/// does not say what stands there then, is left out: nobody is sent braces. So
/// is one that asks for what is not the same of all the parcels it would speak
/// of.
#[must_use]
pub fn lines(text: &str, facts: &Facts) -> Vec<String> {
    text.lines()
        .filter_map(|line| one(line, facts))
        .filter(|line| !line.trim().is_empty())
        .collect()
}

fn one(line: &str, facts: &Facts) -> Option<String> {
    let pieces = read::<Fact>(line).ok()?;
    if asked(line).into_iter().any(|fact| facts.differs(fact)) {
        return None;
    }
    let line = filled(&pieces, |fact| facts.get(fact))?;
    line.lacks.is_empty().then_some(line.text)
}

/// What a text asks for.
pub(super) fn asked(text: &str) -> Vec<Fact> {
    let pieces = text.lines().filter_map(|line| read::<Fact>(line).ok());
    let facts = pieces.flatten().filter_map(|piece| match piece {
        Piece::Text(_) => None,
        Piece::Fact { placeholder, .. } => Some(placeholder),
    });
    facts.collect()
}

/// What a line asks for that goes with the whole line where it is not known,
/// which says that it can be done without.
fn is_optional(line: &str) -> bool {
    let pieces = read::<Fact>(line).unwrap_or_default();
    pieces.iter().any(|piece| {
        matches!(
            piece,
            Piece::Fact {
                absence: Absence::LineGoes,
                ..
            }
        )
    })
}

/// The sentences of a text message that stand alone: what may be left out of
/// it is marked by a `?`, unless the news would lack its answer then.
#[must_use]
pub fn sms_parts(spot: Spot, words: &Words, facts: &Facts) -> Vec<(String, bool)> {
    let needed = Fact::needed_by(spot, Part::Text);
    let text = words.of(Part::Text);
    let parts = text.lines().filter_map(|line| {
        let said = one(line, facts).filter(|line| !line.trim().is_empty())?;
        let is_needed = asked(line)
            .iter()
            .any(|fact| needed.iter().any(|any| any.contains(fact)));
        Some((said, is_optional(line) && !is_needed))
    });
    parts.collect()
}

/// A text message of so many segments at most; `None` where it does not fit,
/// or where the line with its link went with a fact that is not known.
/// `short` are the same facts in fewer words.
#[must_use]
pub fn fitted(
    spot: Spot,
    words: &Words,
    facts: &Facts,
    short: &Facts,
    most: usize,
) -> Option<String> {
    let is_plain = Alphabet::of(words.of(Part::Text)) == Alphabet::Gsm;
    let fits = |text: String| -> Option<String> {
        if segments(&text) <= most {
            return Some(text);
        }
        // Names from elsewhere must not make every message twice as long.
        let plain = in_gsm(&text);
        (is_plain && segments(&plain) <= most).then_some(plain)
    };
    [facts, short]
        .into_iter()
        .find_map(|facts| fullest(sms_parts(spot, words, facts), &fits))
        .filter(|text| facts.get(Fact::Link).is_none_or(|link| text.contains(link)))
}

/// The message with as many sentences as fit; the last that can go does first.
fn fullest(
    mut parts: Vec<(String, bool)>,
    fits: &dyn Fn(String) -> Option<String>,
) -> Option<String> {
    loop {
        let said: Vec<&str> = parts.iter().map(|(line, _)| line.trim()).collect();
        if let Some(text) = fits(said.join(" ")).filter(|text| !text.is_empty()) {
            return Some(text);
        }
        let last = parts.iter().rposition(|(_, can_go)| *can_go)?;
        parts.remove(last);
    }
}
