//! The words that carriers' lines are made of, read once from their list.

use std::collections::HashSet;
use std::sync::LazyLock;

/// The list: sections in brackets, remarks after `#`.
static LIST: &str = include_str!("vocabulary.txt");

struct Vocabulary {
    known: HashSet<&'static str>,
    roles: HashSet<&'static str>,
}

static VOCABULARY: LazyLock<Vocabulary> = LazyLock::new(|| {
    let mut known = HashSet::new();
    let mut roles = HashSet::new();
    let mut in_roles = false;
    for line in LIST.lines().filter(|line| !line.starts_with('#')) {
        if line.starts_with('[') {
            in_roles = line == "[roles]";
            continue;
        }
        for word in line.split_whitespace() {
            known.insert(word);
            if in_roles {
                roles.insert(word);
            }
        }
    }
    Vocabulary { known, roles }
});

/// Whether a word in small letters is of the trade.
pub(super) fn knows(word: &str) -> bool {
    VOCABULARY.known.contains(word)
}

/// Whether a word in small letters names a role rather than a person.
pub(super) fn is_role(word: &str) -> bool {
    VOCABULARY.roles.contains(word)
}
