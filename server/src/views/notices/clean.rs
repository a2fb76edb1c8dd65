//! What strangers wrote, made fit for a line of a mail: no line of its own,
//! nothing that turns the writing around, and not without end.

use doorstep::unseen::is_unseen;

/// The longest line anybody else may put into a mail, in characters.
const LONGEST: usize = 160;

/// The longest first name that is greeted.
const LONGEST_NAME: usize = 40;

/// One line of strangers' words.
pub fn line(text: &str) -> String {
    let mut line = whole(text);
    if let Some((end, _)) = line.char_indices().nth(LONGEST) {
        line.truncate(end);
        line.push('…');
    }
    line
}

/// What we or the shop say, whole and in one line.
pub fn joined(text: &str) -> String {
    paragraphs(text).collect::<Vec<_>>().join(" ")
}

/// The lines of what the shop says itself, each as long as it is.
pub fn paragraphs(text: &str) -> impl Iterator<Item = String> + '_ {
    let lines = text.split('\n').map(whole);
    lines.filter(|line| !line.is_empty())
}

fn whole(text: &str) -> String {
    let plain: String = text
        .chars()
        .map(|letter| if letter.is_control() { ' ' } else { letter })
        .filter(|letter| !is_unseen(*letter))
        .collect();
    let words: Vec<&str> = plain.split_whitespace().collect();
    words.join(" ")
}

/// A first name, where it looks like one: whoever orders in another's name
/// must not have us send them an advertisement.
pub fn first_name(text: &str) -> Option<String> {
    let name = line(text);
    let is_of_names = |letter: char| letter.is_alphabetic() || " -'’.".contains(letter);
    let is_address = name
        .split('.')
        .skip(1)
        .any(|rest| rest.starts_with(char::is_alphabetic));
    let is_name = !name.is_empty()
        && name.chars().count() <= LONGEST_NAME
        && name.chars().all(is_of_names)
        && !is_address;
    is_name.then_some(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_strangers_write_stays_in_its_line() {
        assert_eq!(line(" a\r\nBcc: b\t\u{202e}c\u{0} "), "a Bcc: b c");
        assert_eq!(
            line("a\u{2028}b\u{ad}c\u{206a}"),
            "a bc",
            "two words stay two"
        );
        assert_eq!(line(&"x".repeat(1_000)).chars().count(), LONGEST + 1);
    }

    #[test]
    fn what_the_shop_says_is_never_cut() {
        let said = format!("{}\r\n\n b\u{202e} \n", "x".repeat(1_000));
        let said: Vec<String> = paragraphs(&said).collect();
        assert_eq!(said, ["x".repeat(1_000), "b".to_owned()]);
        assert_eq!(
            joined(&format!("{}\r\n\n b\u{202e} \n", "x".repeat(1_000))),
            format!("{} b", "x".repeat(1_000))
        );
    }

    #[test]
    fn an_advertisement_is_no_name() {
        for name in ["Jo", "Anne-Marie", "J. R.", "Zoë", "O’Neil", "李"] {
            assert_eq!(first_name(name).as_deref(), Some(name));
        }
        for other in [
            "",
            "win.example",
            "Win at http://x",
            "<b>",
            "a@b",
            &"x".repeat(41),
        ] {
            assert_eq!(first_name(other), None, "{other}");
        }
    }
}
