//! The known name somebody probably meant.

/// The longest name compared; beyond it nobody mistyped one of ours.
const LONGEST: usize = 60;

/// The nearest of the known names; `None` when none is near.
#[must_use]
pub fn nearest<'a>(name: &str, known: &[&'a str]) -> Option<&'a str> {
    if name.len() > LONGEST {
        return None;
    }
    let folded = fold(name);
    known
        .iter()
        .map(|known| (distance(&folded, &fold(known)), *known))
        .min_by_key(|(distance, _)| *distance)
        .filter(|(distance, known)| *distance * 2 <= known.len())
        .map(|(_, known)| known)
}

/// "placedAt", "Placed-At" and "placed_at" are one name.
#[must_use]
pub fn fold(name: &str) -> String {
    name.chars()
        .filter(|letter| letter.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect()
}

/// How many letters must be put in, taken out or changed (Levenshtein).
fn distance(from: &str, to: &str) -> usize {
    let to: Vec<char> = to.chars().collect();
    let mut row: Vec<usize> = (0..=to.len()).collect();
    for (index, letter) in from.chars().enumerate() {
        let mut diagonal = row[0];
        row[0] = index + 1;
        for column in 1..row.len() {
            let changed = diagonal + usize::from(to[column - 1] != letter);
            diagonal = row[column];
            row[column] = changed.min(diagonal + 1).min(row[column - 1] + 1);
        }
    }
    row.last().copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slips_find_the_name_and_strangers_find_nothing() {
        let known = ["look.accent", "look.on_accent", "support.email"];
        let check = |name: &str, wanted| assert_eq!(nearest(name, &known), wanted, "{name}");
        check("look.acent", Some("look.accent"));
        check("Look-OnAccent", Some("look.on_accent"));
        check("support.mail", Some("support.email"));
        check("warehouse", None);
        check(&"look.accent".repeat(90), None);
        assert_eq!(nearest("a", &[]), None);
    }
}
