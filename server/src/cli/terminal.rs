//! What is said to whoever runs the command, and what they are asked.

use std::io::{IsTerminal, Write};

/// Writes a line to standard output; a reader that has gone needs none.
pub fn say(text: &str) {
    let mut out = std::io::stdout();
    let _ = writeln!(out, "{}", text.trim_end());
    let _ = out.flush();
}

/// Somebody who can be asked.
pub trait Person {
    /// Asks; `None` when there is nobody to answer any more.
    fn ask(&mut self, question: &str) -> Option<String>;

    /// Says why an answer will not do.
    fn tell(&mut self, why: &str);
}

/// Whoever sits at this terminal.
#[derive(Debug)]
pub struct AtTheTerminal(());

impl AtTheTerminal {
    /// Whoever can type here; nobody when input comes from a file or a pipe.
    pub fn here() -> Option<Self> {
        std::io::stdin().is_terminal().then_some(Self(()))
    }
}

impl Person for AtTheTerminal {
    fn ask(&mut self, question: &str) -> Option<String> {
        say(question);
        let mut answer = String::new();
        let read = std::io::stdin().read_line(&mut answer).ok()?;
        (read > 0).then_some(answer)
    }

    fn tell(&mut self, why: &str) {
        say(why);
    }
}
