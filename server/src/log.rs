//! The log: one event, one line. What others wrote may stand in an event, in
//! the words of an error for one; a line break in it must not begin what looks
//! like another event, nor a control character repaint the reader's screen.

use std::fmt::Write as _;
use std::io::{self, IsTerminal, Write};

/// Where events are written: standard error.
#[derive(Debug)]
pub struct Lines {
    colours: bool,
}

/// A writer for one event.
#[must_use]
pub fn lines() -> Lines {
    Lines {
        colours: is_coloured(),
    }
}

/// Whether somebody looks at the log as it is written.
#[must_use]
pub fn is_coloured() -> bool {
    io::stderr().is_terminal()
}

impl Write for Lines {
    fn write(&mut self, event: &[u8]) -> io::Result<usize> {
        let line = one_line(&String::from_utf8_lossy(event), self.colours);
        io::stderr().write_all(line.as_bytes())?;
        Ok(event.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        io::stderr().flush()
    }
}

/// The event with its control characters spelled out, but for its end and, on
/// a screen, our own colours: those of others were spelled out before.
fn one_line(event: &str, colours: bool) -> String {
    let (event, end) = match event.strip_suffix('\n') {
        Some(event) => (event, "\n"),
        None => (event, ""),
    };
    let mut line = String::with_capacity(event.len() + 1);
    for letter in event.chars() {
        let breaks = letter.is_control() || matches!(letter, '\u{2028}' | '\u{2029}');
        if breaks && !(colours && letter == '\u{1b}') {
            // Writing to a String cannot fail.
            let _ = write!(line, "{}", letter.escape_default());
        } else {
            line.push(letter);
        }
    }
    line.push_str(end);
    line
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_event_is_a_line_whatever_stands_in_it() {
        let event = "INFO it failed: no\r\n2026-05-15 ERROR \u{1b}[2Jnot ours\u{85}\u{2028}x\n";
        let wanted =
            "INFO it failed: no\\r\\n2026-05-15 ERROR \\u{1b}[2Jnot ours\\u{85}\\u{2028}x\n";
        assert_eq!(one_line(event, false), wanted);
        assert_eq!(
            one_line("\u{1b}[32mINFO\u{1b}[0m é\n", true),
            "\u{1b}[32mINFO\u{1b}[0m é\n"
        );
    }
}
