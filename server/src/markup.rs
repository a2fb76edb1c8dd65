//! Text that is to stand in mark-up as it is, whoever wrote it.

use std::fmt::{Display, Formatter, Result, Write};

/// A text that, written out, is no mark-up any more: in an element, and in an
/// attribute between quotes of either kind.
#[derive(Clone, Copy, Debug)]
pub struct Escaped<'a>(pub &'a str);

impl Display for Escaped<'_> {
    fn fmt(&self, out: &mut Formatter<'_>) -> Result {
        for letter in self.0.chars() {
            match letter {
                '&' => out.write_str("&amp;")?,
                '<' => out.write_str("&lt;")?,
                '>' => out.write_str("&gt;")?,
                '"' => out.write_str("&quot;")?,
                '\'' => out.write_str("&#39;")?,
                letter => out.write_char(letter)?,
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_that_is_written_out_is_mark_up() {
        let hostile = "<b title=\"x\" id='y'>Söhne & Co</b>";
        let written = "&lt;b title=&quot;x&quot; id=&#39;y&#39;&gt;Söhne &amp; Co&lt;/b&gt;";
        assert_eq!(Escaped(hostile).to_string(), written);
    }
}
