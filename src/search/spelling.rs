//! Spellings of a number: all that a slip of the hand makes of it. Numbers are
//! many and look alike, so that no index of their parts finds one quickly;
//! what they may have been meant to be is looked up instead.

use super::{Asked, Kind, LONGEST_NUMBER};
use std::collections::BTreeSet;

/// What numbers are written with.
const LETTERS: &str = "0123456789abcdefghijklmnopqrstuvwxyz";

impl Asked {
    /// Every number one slip away, the number itself left out; `None` where
    /// its kind has no such list, or it is written with other letters. Empty
    /// where no slip is forgiven.
    #[must_use]
    pub fn spellings(&self) -> Option<Vec<String>> {
        let is_number = matches!(self.kind, Kind::Number | Kind::Tracking);
        if !is_number || !self.value.is_ascii() {
            return None;
        }
        // Nothing longer is kept.
        if self.forgiven() == 0 || self.value.len() > LONGEST_NUMBER + 1 {
            return Some(Vec::new());
        }
        let mut all = one_slip(&self.value);
        all.remove(&self.value);
        Some(all.into_iter().collect())
    }
}

fn one_slip(number: &str) -> BTreeSet<String> {
    let mut all = BTreeSet::new();
    for at in 0..=number.len() {
        let (before, after) = number.split_at(at);
        all.extend(
            LETTERS
                .chars()
                .map(|letter| format!("{before}{letter}{after}")),
        );
        let mut letters = after.chars();
        let Some(this) = letters.next() else {
            continue;
        };
        let rest = letters.as_str();
        all.insert(format!("{before}{rest}"));
        all.extend(
            LETTERS
                .chars()
                .map(|letter| format!("{before}{letter}{rest}")),
        );
        if let Some(next) = letters.next() {
            all.insert(format!("{before}{next}{this}{}", letters.as_str()));
        }
    }
    all
}
