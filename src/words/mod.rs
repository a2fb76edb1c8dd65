//! The carrier's own words as anybody may read them: without names, streets,
//! numbers of phones and doors; and the names of towns as people write them.
//!
//! What a name looks like nobody can say, so this goes the other way round: a
//! word stays when it is known to be of the trade, or names the place of its
//! scan. What is left over goes, with the words that lead to it; where it
//! cannot be told what leads to it, the whole line does.

mod sign;
mod town;
mod vocabulary;

#[cfg(test)]
mod tests;

pub use town::{region, town};

use sign::{Kind, Sign};

/// The most bytes of a line that are looked at.
const LONGEST: usize = 2_000;

/// So many words after a number that counts nothing belong to it, as a
/// street's name does to the number of a house.
const AFTER_NUMBER: usize = 3;

/// A carrier's line without what identifies a person; `None` where it cannot
/// be cleaned or nothing is left. `named` are words that may stand although
/// they are not of the trade: the place of the scan and who carries it.
#[must_use]
pub fn cleaned(line: &str, named: &[&str]) -> Option<String> {
    let line = &line[..line.floor_char_boundary(LONGEST)];
    let mut signs = sign::read(line, named);
    taint_after_numbers(&mut signs);
    taint_after_people(&mut signs);
    taint_beside_names(&mut signs);
    let kept = without_strangers(signs)?;
    let says_something = kept.iter().any(|sign| sign.kind == Kind::Trade);
    says_something.then(|| written(&kept))
}

/// "12 Front Street": a number nothing is counted by takes the next words
/// with it.
fn taint_after_numbers(signs: &mut [Sign]) {
    let mut left = 0;
    for sign in signs {
        if sign.kind == Kind::Stranger && sign.has_digit() {
            left = AFTER_NUMBER;
        } else if sign.kind == Kind::Leading {
            left = 0;
        } else if left > 0 {
            left -= 1;
            sign.kind = Kind::Stranger;
        }
        if sign.ends_part() {
            left = 0;
        }
    }
}

/// "By May Park": whoever follows a word that names a person is one, unless
/// it is a role.
fn taint_after_people(signs: &mut [Sign]) {
    let mut is_person = false;
    for sign in signs {
        let introduces = sign.introduces_person();
        let is_name = sign.kind == Kind::Trade && !sign.is_role() && !sign.has_digit();
        if is_person && is_name {
            sign.kind = Kind::Stranger;
        } else if is_person && sign.kind != Kind::Stranger {
            is_person = false;
        }
        is_person = introduces || (is_person && !sign.ends_part());
    }
}

/// "New York City Gateway": names of places begin and end with words that are
/// of the trade as well.
fn taint_beside_names(signs: &mut [Sign]) {
    for at in 1..signs.len() {
        let (before, from) = signs.split_at_mut(at);
        let (Some(one), Some(next)) = (before.last_mut(), from.first_mut()) else {
            continue;
        };
        if one.ends_part() {
            continue;
        }
        if next.kind == Kind::Stranger && one.kind == Kind::Trade && one.begins_places() {
            one.kind = Kind::Stranger;
        } else if one.kind == Kind::Stranger && next.kind == Kind::Trade && next.is_building() {
            next.kind = Kind::Stranger;
        }
    }
}

/// Takes strangers out together with what leads to them; `None` where one
/// stands on its own feet in the line.
fn without_strangers(signs: Vec<Sign>) -> Option<Vec<Sign>> {
    let mut kept: Vec<Sign> = Vec::with_capacity(signs.len());
    let mut in_run = false;
    for sign in signs {
        if sign.kind != Kind::Stranger {
            in_run = false;
            kept.push(sign);
            continue;
        }
        let led_to = in_run || kept.last().is_some_and(Sign::leads_on);
        if !led_to {
            return None;
        }
        in_run = true;
        while kept.pop_if(|last| last.kind == Kind::Leading).is_some() {}
        let last = kept.last_mut()?;
        last.take_end_of(&sign);
    }
    Some(kept)
}

fn written(signs: &[Sign]) -> String {
    let words: Vec<&str> = signs.iter().map(|sign| sign.text.as_str()).collect();
    let line = words.join(" ");
    line.trim_end_matches([',', ';', ':', '-', '(', ' '])
        .to_owned()
}
