//! Ways of delivery that nobody scans, told by the shop's own words.

/// Words for letter post, own delivery and collection, folded as [`fold`]
/// does. A phrase counts where its words stand together.
const UNTRACKED: &[&str] = &[
    // Letter post.
    "letter",
    "letters",
    "letter post",
    "lettermail",
    "large letter",
    "stamped mail",
    "postage stamp",
    "brief",
    "briefpost",
    "großbrief",
    "grossbrief",
    "maxibrief",
    "buchersendung",
    "büchersendung",
    "warensendung",
    "lettre",
    "brievenbuspost",
    "untracked",
    "no tracking",
    "not tracked",
    "without tracking",
    // The shop's own wheels.
    "local delivery",
    "own delivery",
    "own van",
    "own courier",
    "own driver",
    "self delivery",
    "hand delivery",
    "hand delivered",
    "delivered by hand",
    "store delivery",
    // Collection.
    "pickup",
    "pick up",
    "local pickup",
    "store pickup",
    "in store",
    "collection",
    "click and collect",
    "click collect",
    "abholung",
    "selbstabholung",
    "retrait",
];

/// Words that say the opposite of any phrase above ("tracked letter").
const TRACKED: &[&str] = &[
    "tracked",
    "tracking number",
    "registered",
    "einschreiben",
    "suivie",
];

/// Whether the words name a delivery of which no carrier will report.
pub fn is_untracked(words: &str) -> bool {
    let folded = format!(" {} ", fold(words));
    let says = |phrase: &&str| folded.contains(&format!(" {phrase} "));
    let says_untracked = UNTRACKED.iter().any(says);
    let denies_tracking = [" not tracked ", " no tracking number "]
        .iter()
        .any(|denial| folded.contains(denial));
    says_untracked && (denies_tracking || !TRACKED.iter().any(says))
}

/// Lower-case words with single blanks between them.
fn fold(words: &str) -> String {
    words
        .to_lowercase()
        .split(|letter: char| !letter.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(words: &str, untracked: bool) {
        assert_eq!(is_untracked(words), untracked, "{words}");
    }

    #[test]
    fn letters_own_wheels_and_collection_have_no_scans() {
        for words in [
            "Letter",
            "Royal Mail Large Letter",
            "Deutsche Post (Großbrief)",
            "local_delivery",
            "Own delivery",
            "Local Pickup",
            "Click & Collect",
            "Lettermail",
            "not tracked letter",
        ] {
            check(words, true);
        }
    }

    #[test]
    fn carriers_and_tracked_letters_have() {
        for words in [
            "",
            "UPS",
            "manual",
            "Tracked letter",
            "Lettre suivie",
            "Newsletter Couriers",
            "Briefcase Express",
            "Deutsche Post Einschreiben Brief",
        ] {
            check(words, false);
        }
    }
}
