//! What is wrong with a message's words, line by line.

use super::fill::{asked, fitted, sms_parts};
use super::markup::{foreign_address, is_controlled, tag_or_entity};
use super::{Fact, Facts, Part, Spot, Words};
use crate::nearest::nearest;
use crate::recipient::Medium;
use crate::sms::segments;
use crate::template::pieces::{Absence, Piece, Unreadable, read};

/// What words are held against.
#[derive(Clone, Debug, Default)]
pub struct Bounds {
    /// The hosts of the shop: addresses lead there and nowhere else.
    pub hosts: Vec<String>,
    /// What an order of the brand would typically say, in few words, with the
    /// longest link there is.
    pub typical: Facts,
    /// How many segments a text message may take.
    pub segments: usize,
}

/// Something that is wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// In which part.
    pub part: Part,
    /// In which of its lines, counted from 1.
    pub line: usize,
    /// What.
    pub wrong: Wrong,
}

/// What can be wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Wrong {
    /// There are no words: of an answer, that it is missing.
    Empty,
    /// It does not ask for what only the order can say: one of these.
    Lacks(&'static [Fact]),
    /// It is longer than there is room for, in characters.
    TooLong {
        /// How many there is room for.
        most: usize,
    },
    /// A text message takes more segments than it may.
    Segments {
        /// So many it takes.
        count: usize,
        /// So many it may.
        most: usize,
    },
    /// It must be one line.
    SeveralLines,
    /// It asks for something there is no fact of.
    Unknown {
        /// What it asks for.
        name: String,
        /// What was probably meant.
        nearest: Option<Fact>,
    },
    /// It asks for something this message does not know.
    NotHere(Fact),
    /// It asks for more than the part has room for.
    NoRoom(Fact),
    /// It does not say what stands there where the fact is not known.
    NoWayOut(Fact),
    /// Braces are opened and not closed, or closed and never opened.
    Braces,
    /// Something that could be taken for mark-up.
    Markup(String),
    /// An address that does not lead to the shop over HTTPS.
    Address(String),
    /// A character that controls or hides something.
    Control,
}

/// Everything that is wrong with a message's words.
#[must_use]
pub fn check(spot: Spot, words: &Words, bounds: &Bounds) -> Vec<Fault> {
    let mut faults = Vec::new();
    for part in Part::of(spot.medium) {
        let text = words.of(*part);
        let mut add = |line, wrong| {
            faults.push(Fault {
                part: *part,
                line,
                wrong,
            });
        };
        if text.trim().is_empty() {
            if !part.may_be_empty() {
                add(1, Wrong::Empty);
            }
            continue;
        }
        of_part(*part, text, &mut add);
        for (line, text) in (1..).zip(text.split('\n')) {
            of_line((spot, *part), text, bounds, &mut |wrong| add(line, wrong));
        }
        let asked = asked(text);
        for any in Fact::needed_by(spot, *part) {
            if !any.iter().any(|fact| asked.contains(fact)) {
                add(text.lines().count(), Wrong::Lacks(any));
            }
        }
    }
    if spot.medium == Medium::Sms && faults.is_empty() {
        faults.extend(of_length(spot, words, bounds));
    }
    faults
}

fn of_part(part: Part, text: &str, add: &mut dyn FnMut(usize, Wrong)) {
    if part.is_one_line() && text.trim().contains('\n') {
        add(2, Wrong::SeveralLines);
    }
    let most = part.most();
    if let Some((at, _)) = text.char_indices().nth(most) {
        add(text[..at].split('\n').count(), Wrong::TooLong { most });
    }
}

fn of_line(at: (Spot, Part), line: &str, bounds: &Bounds, add: &mut dyn FnMut(Wrong)) {
    if is_controlled(line) {
        add(Wrong::Control);
    }
    if let Some(found) = tag_or_entity(line) {
        add(Wrong::Markup(found.to_owned()));
    }
    if let Some(found) = foreign_address(line, &bounds.hosts) {
        add(Wrong::Address(found.chars().take(60).collect()));
    }
    match read::<Fact>(line) {
        Err(Unreadable::Braces) => add(Wrong::Braces),
        Err(Unreadable::Name(name)) => add(unknown(name)),
        Ok(pieces) => {
            for piece in pieces {
                if let Some(wrong) = of_piece(at, piece) {
                    add(wrong);
                }
            }
        }
    }
}

fn of_piece((spot, part): (Spot, Part), piece: Piece<'_, Fact>) -> Option<Wrong> {
    match piece {
        Piece::Text(text) => text.contains(['{', '}']).then_some(Wrong::Braces),
        Piece::Fact {
            placeholder,
            absence,
            ..
        } => {
            if !placeholder.is_known_to(spot) {
                return Some(Wrong::NotHere(placeholder));
            }
            if !placeholder.has_room_in(part) {
                return Some(Wrong::NoRoom(placeholder));
            }
            let is_open = absence == Absence::IsSaid && placeholder.may_be_missing(spot);
            is_open.then_some(Wrong::NoWayOut(placeholder))
        }
    }
}

fn unknown(name: &str) -> Wrong {
    let names: Vec<&str> = Fact::ALL.iter().map(|fact| fact.code()).collect();
    Wrong::Unknown {
        name: name.chars().take(60).collect(),
        nearest: nearest(name, &names).and_then(Fact::from_code),
    }
}

fn of_length(spot: Spot, words: &Words, bounds: &Bounds) -> Option<Fault> {
    let facts = &bounds.typical;
    if fitted(spot, words, facts, facts, bounds.segments).is_some() {
        return None;
    }
    let parts = sms_parts(spot, words, facts);
    let needed = parts.iter().filter(|(_, can_go)| !can_go);
    let needed: Vec<&str> = needed.map(|(line, _)| line.as_str()).collect();
    Some(Fault {
        part: Part::Text,
        line: words.of(Part::Text).lines().count(),
        wrong: Wrong::Segments {
            count: segments(&needed.join(" ")),
            most: bounds.segments,
        },
    })
}
