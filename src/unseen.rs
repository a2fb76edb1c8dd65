//! Characters nobody sees, in one table: what strangers write must neither
//! hide something nor turn the writing around it.

/// Whether a letter turns the direction of what follows, or hides in a word:
/// it has no width, or is a note of the typesetter's. What controls or ends a
/// line is another thing ([`char::is_control`], [`ends_a_line`]).
#[must_use]
pub const fn is_unseen(letter: char) -> bool {
    matches!(
        letter,
        '\u{ad}'
            | '\u{61c}'
            | '\u{180e}'
            | '\u{200b}'..='\u{200f}'
            | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}'
            | '\u{feff}'
            | '\u{fff9}'..='\u{fffb}'
            | '\u{e0000}'..='\u{e007f}'
    )
}

/// Whether an unseen letter joins its neighbours or keeps them apart: scripts
/// and signs are spelled with it.
#[must_use]
pub const fn joins(letter: char) -> bool {
    matches!(letter, '\u{200c}' | '\u{200d}')
}

/// Whether a letter ends a line or a paragraph without being a control
/// character.
#[must_use]
pub const fn ends_a_line(letter: char) -> bool {
    matches!(letter, '\u{2028}' | '\u{2029}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_seen_is_none_of_them() {
        for seen in "aé李 \u{a0}-’…📦".chars() {
            assert!(!is_unseen(seen) && !ends_a_line(seen), "{seen:?}");
        }
        for unseen in ['\u{ad}', '\u{200b}', '\u{202e}', '\u{2066}', '\u{feff}'] {
            assert!(is_unseen(unseen) && !joins(unseen), "{unseen:?}");
        }
        // A blank is put in the place of these, so that two words stay two.
        assert!(
            "\u{2028}\u{2029}"
                .chars()
                .all(|end| ends_a_line(end) && end.is_whitespace())
        );
        assert!(
            "\u{200c}\u{200d}"
                .chars()
                .all(|one| is_unseen(one) && joins(one))
        );
    }
}
