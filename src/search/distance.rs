//! How far two spellings are apart, in slips of a typing hand.

/// How many letters must be put in, taken out, changed or swapped with their
/// neighbour (Damerau-Levenshtein, no letter touched twice); `None` when it
/// is more than `most`.
#[must_use]
pub fn distance(one: &str, other: &str, most: usize) -> Option<usize> {
    let one: Vec<char> = one.chars().collect();
    let other: Vec<char> = other.chars().collect();
    if one.len().abs_diff(other.len()) > most {
        return None;
    }
    let width = other.len() + 1;
    let mut before_last = vec![0; width];
    let mut last: Vec<usize> = (0..width).collect();
    for row in 1..=one.len() {
        let mut this = vec![row; width];
        for column in 1..width {
            let changed = usize::from(one[row - 1] != other[column - 1]);
            let mut least = (last[column - 1] + changed)
                .min(last[column] + 1)
                .min(this[column - 1] + 1);
            let swapped = row > 1
                && column > 1
                && one[row - 1] == other[column - 2]
                && one[row - 2] == other[column - 1];
            if swapped {
                least = least.min(before_last[column - 2] + 1);
            }
            this[column] = least;
        }
        if this.iter().all(|slips| *slips > most) && last.iter().all(|slips| *slips > most) {
            return None;
        }
        before_last = std::mem::replace(&mut last, this);
    }
    last.last().copied().filter(|slips| *slips <= most)
}
