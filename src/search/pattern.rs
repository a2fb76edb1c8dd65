//! Patterns: how spellings near a word look, so that an index of trigrams
//! finds them.
//!
//! A slip leaves the letters before and after it as they were. So every
//! spelling one slip away fits one of a few patterns, each the word with two
//! neighbouring letters (or two neighbouring fifths of it) left open.

/// How many letters an index keeps together.
pub const TRIGRAM: usize = 3;

/// So many trigrams tell enough: hardly any value has them all by chance.
const ENOUGH: usize = 4;

/// Fewer tell too little.
const TELLING: usize = 2;

/// A word shorter than this is left open letter by letter, a longer one by
/// its fifths.
const BY_FIFTHS: usize = 10;

/// Pieces that stand in a value in this order, with anything between them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pattern {
    pieces: Vec<String>,
    starts: bool,
    ends: bool,
}

impl Pattern {
    /// Anything that holds a text.
    #[must_use]
    pub fn holding(text: &str) -> Self {
        Self::of([text.to_owned()], false, false)
    }

    /// Anything that begins with a text.
    pub(super) fn beginning(text: &str) -> Self {
        Self::of([text.to_owned()], true, false)
    }

    /// Pieces, and whether a value starts with the first and ends with the
    /// last of them.
    fn of(pieces: impl IntoIterator<Item = String>, starts: bool, ends: bool) -> Self {
        Self {
            pieces: pieces.into_iter().collect(),
            starts,
            ends,
        }
    }

    /// As SQL's `like` takes it, with `!` before a sign that stands for
    /// itself.
    #[must_use]
    pub fn like(&self) -> String {
        let pieces: Vec<String> = self.pieces.iter().map(|piece| escaped(piece)).collect();
        let open = |closed: bool| if closed { "" } else { "%" };
        format!(
            "{}{}{}",
            open(self.starts),
            pieces.join("%"),
            open(self.ends)
        )
    }

    /// Trigrams that every value has which fits, where a value is kept with a
    /// blank before and after it: as few as tell enough, for an index takes
    /// its time over each, and `like` looks at the rest.
    #[must_use]
    pub fn trigrams(&self) -> Vec<String> {
        let mut found = self.trigrams_before("@");
        if found.len() < TELLING {
            found = self.trigrams_before("");
        }
        // Numbers begin alike: with the carrier's letters and the shipper's.
        found.split_off(found.len().saturating_sub(ENOUGH))
    }

    /// The trigrams, as few as hold every letter, of what stands before a sign
    /// and of the sign: what stands behind an `@` is the same in every other
    /// address. All of them where there is no such sign.
    fn trigrams_before(&self, sign: &str) -> Vec<String> {
        let mut found: Vec<String> = Vec::new();
        let last = self.pieces.len().saturating_sub(1);
        for (at, piece) in self.pieces.iter().enumerate() {
            let cut = piece.find(sign).filter(|_| !sign.is_empty());
            let piece = &piece[..cut.map_or(piece.len(), |cut| cut + sign.len())];
            let before = if at == 0 && self.starts { " " } else { "" };
            let ends = at == last && self.ends && cut.is_none();
            let after = if ends { " " } else { "" };
            let letters: Vec<char> = format!("{before}{piece}{after}").chars().collect();
            let ends = letters.len().checked_sub(TRIGRAM);
            let starts = ends
                .into_iter()
                .flat_map(|end| (0..end).step_by(TRIGRAM).chain([end]));
            for start in starts {
                let trigram: String = letters[start..start + TRIGRAM].iter().collect();
                if !found.contains(&trigram) {
                    found.push(trigram);
                }
            }
            if cut.is_some() {
                break;
            }
        }
        found
    }
}

fn escaped(piece: &str) -> String {
    let mut escaped = String::with_capacity(piece.len());
    for letter in piece.chars() {
        if matches!(letter, '%' | '_' | '!') {
            escaped.push('!');
        }
        escaped.push(letter);
    }
    escaped
}

/// Where a word stands in the value that is looked for.
#[derive(Clone, Copy, Debug)]
pub(super) struct Stand<'a> {
    /// Whether nothing stands before it.
    pub starts: bool,
    /// What stands right after it; `None` where nothing does.
    pub followed_by: Option<&'a str>,
}

impl Stand<'_> {
    /// Pieces of the word as they stand in a value; a piece of nothing neither
    /// starts nor ends it.
    fn pattern(self, pieces: [String; 2]) -> Pattern {
        let [first, last] = pieces;
        let last = last + self.followed_by.unwrap_or_default();
        let starts = self.starts && !first.is_empty();
        let ends = self.followed_by.is_none() && !last.is_empty();
        let pieces = [first, last].into_iter();
        Pattern::of(pieces.filter(|piece| !piece.is_empty()), starts, ends)
    }

    /// The whole word.
    fn whole(self, word: String) -> Pattern {
        let followed_by = self.followed_by.unwrap_or_default();
        Pattern::of(
            [word + followed_by],
            self.starts,
            self.followed_by.is_none(),
        )
    }
}

/// The patterns of everything one slip away from a word; those that no index
/// of trigrams can find are left out.
pub(super) fn one_slip(word: &str, stand: Stand<'_>) -> Vec<Pattern> {
    let letters: Vec<char> = word.chars().collect();
    let cuts = cuts(letters.len());
    let mut patterns = Vec::new();
    for open in 0..cuts.len().saturating_sub(2) {
        let text = |letters: &[char]| letters.iter().collect::<String>();
        let (from, to) = (cuts[open], cuts[open + 2]);
        let mut pattern = stand.pattern([text(&letters[..from]), text(&letters[to..])]);
        if pattern.trigrams().is_empty() && to == from + 2 {
            // Too short for that: only the two letters swapped are looked for.
            let mut swapped = letters.clone();
            swapped.swap(from, from + 1);
            pattern = stand.whole(text(&swapped));
        }
        patterns.push(pattern);
    }
    patterns.retain(|pattern| !pattern.trigrams().is_empty());
    patterns.dedup();
    patterns
}

/// The patterns of most of what is two slips away from a long word: a third
/// of it is as it was.
pub(super) fn two_slips(word: &str, stand: Stand<'_>) -> Vec<Pattern> {
    let letters: Vec<char> = word.chars().collect();
    let third = |at: usize| letters.len() * at / 3;
    let text = |from: usize, to: usize| letters[from..to].iter().collect::<String>();
    let first = Pattern::of([text(0, third(1))], stand.starts, false);
    let second = Pattern::of([text(third(1), third(2))], false, false);
    let last = Stand {
        starts: false,
        ..stand
    };
    let last = last.whole(text(third(2), letters.len()));
    let mut patterns = vec![first, second, last];
    patterns.retain(|pattern| !pattern.trigrams().is_empty());
    patterns
}

/// Where a word is cut: between its letters, or into fifths.
fn cuts(length: usize) -> Vec<usize> {
    if length < BY_FIFTHS {
        return (0..=length).collect();
    }
    (0..=5).map(|fifth| length * fifth / 5).collect()
}
