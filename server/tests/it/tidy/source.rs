//! A Rust file as the rules see it: code with comments and texts blanked out,
//! and the texts beside it, each knowing where it stood.

/// One file, taken apart. Offsets in `code` are those of the file.
pub struct Source {
    /// Path from the workspace root, with `/`.
    pub path: String,
    /// The file with comments and the insides of string literals as blanks.
    pub code: String,
    /// Every string literal.
    pub literals: Vec<Literal>,
}

/// A string literal, as written between its quotes.
pub struct Literal {
    /// Offset of its opening (the prefix or the quote).
    pub at: usize,
    /// What stands between the quotes, escapes unread.
    pub text: String,
}

impl Source {
    /// Takes a file apart.
    pub fn parse(path: &str, text: &str) -> Self {
        let mut lexer = Lexer {
            text,
            bytes: text.as_bytes(),
            code: text.as_bytes().to_vec(),
            literals: Vec::new(),
        };
        lexer.run();
        Self {
            path: path.to_owned(),
            code: String::from_utf8_lossy(&lexer.code).into_owned(),
            literals: lexer.literals,
        }
    }

    /// The same file without its test modules and what else stands under
    /// `#[cfg(test)]`: tests may do what the code may not.
    pub fn without_tests(mut self) -> Self {
        while let Some(start) = self.code.find("#[cfg(test)]") {
            let end = item_end(&self.code, start + "#[cfg(test)]".len());
            let blank: String = self.code[start..end]
                .bytes()
                .map(|byte| if byte == b'\n' { '\n' } else { ' ' })
                .collect();
            self.code.replace_range(start..end, &blank);
            self.literals
                .retain(|literal| literal.at < start || literal.at >= end);
        }
        self
    }

    /// The files of modules that only tests have: `#[cfg(test)] mod samples;`.
    pub fn test_modules(&self) -> Vec<String> {
        let (folder, file) = self.path.rsplit_once('/').unwrap_or(("", &self.path));
        let below = match file.trim_end_matches(".rs") {
            "mod" | "lib" | "main" => folder.to_owned(),
            stem => format!("{folder}/{stem}"),
        };
        self.code
            .split("#[cfg(test)]")
            .skip(1)
            .filter_map(|after| after.trim_start().strip_prefix("mod ")?.split_once(';'))
            .map(|(name, _)| name.trim())
            .filter(|name| name.bytes().all(is_name))
            .map(|name| format!("{below}/{name}.rs"))
            .collect()
    }

    /// The line an offset stands on, from 1.
    pub fn line(&self, at: usize) -> usize {
        1 + self.code[..at].matches('\n').count()
    }

    /// How many lines hold code or comments outside tests.
    pub fn lines_without_tests(path: &str, text: &str) -> usize {
        let all = Self::parse(path, text);
        let kept = Self::parse(path, text).without_tests();
        let in_tests = all
            .code
            .lines()
            .zip(kept.code.lines())
            .filter(|(all, kept)| all != kept)
            .count();
        text.lines().count() - in_tests
    }
}

/// The end of the item that starts at or after `from`: its closing brace, or
/// its semicolon when it has none.
fn item_end(code: &str, from: usize) -> usize {
    let open = code[from..].find(['{', ';']).map(|found| from + found);
    match open {
        Some(open) if code.as_bytes()[open] == b'{' => closing(code, open) + 1,
        Some(semicolon) => semicolon + 1,
        None => code.len(),
    }
}

/// Where the bracket that opens at `open` closes; the last byte when it does
/// not.
pub fn closing(code: &str, open: usize) -> usize {
    let mut depth = 0usize;
    for (at, byte) in code.bytes().enumerate().skip(open) {
        match byte {
            b'{' | b'(' | b'[' => depth += 1,
            b'}' | b')' | b']' => {
                depth = depth.saturating_sub(1);
                if depth == 0 {
                    return at;
                }
            }
            _ => {}
        }
    }
    code.len().saturating_sub(1)
}

/// Whether a byte can be part of a name.
pub const fn is_name(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_'
}

struct Lexer<'a> {
    text: &'a str,
    bytes: &'a [u8],
    code: Vec<u8>,
    literals: Vec<Literal>,
}

impl Lexer<'_> {
    fn run(&mut self) {
        let mut at = 0;
        while at < self.bytes.len() {
            at = match self.bytes[at] {
                b'/' if self.starts(at, "//") => self.line_comment(at),
                b'/' if self.starts(at, "/*") => self.block_comment(at),
                b'"' => self.string(at, at),
                b'r' if self.raw_hashes(at).is_some() => self.raw_string(at),
                b'\'' => self.character(at),
                _ => at + 1,
            };
        }
    }

    fn starts(&self, at: usize, with: &str) -> bool {
        self.bytes[at..].starts_with(with.as_bytes())
    }

    fn blank(&mut self, from: usize, to: usize) {
        for byte in &mut self.code[from..to] {
            if *byte != b'\n' {
                *byte = b' ';
            }
        }
    }

    fn line_comment(&mut self, at: usize) -> usize {
        let end = self.text[at..]
            .find('\n')
            .map_or(self.text.len(), |found| at + found);
        self.blank(at, end);
        end
    }

    fn block_comment(&mut self, at: usize) -> usize {
        let (mut end, mut depth) = (at, 0);
        while end < self.bytes.len() {
            if self.starts(end, "/*") {
                depth += 1;
                end += 2;
            } else if self.starts(end, "*/") {
                depth -= 1;
                end += 2;
                if depth == 0 {
                    break;
                }
            } else {
                end += 1;
            }
        }
        self.blank(at, end);
        end
    }

    fn string(&mut self, start: usize, quote: usize) -> usize {
        let mut end = quote + 1;
        while end < self.bytes.len() && self.bytes[end] != b'"' {
            end += if self.bytes[end] == b'\\' { 2 } else { 1 };
        }
        self.keep(start, quote + 1, end.min(self.bytes.len()));
        end + 1
    }

    fn keep(&mut self, at: usize, from: usize, to: usize) {
        let text = String::from_utf8_lossy(&self.bytes[from..to]).into_owned();
        self.literals.push(Literal { at, text });
        self.blank(from, to);
    }

    /// How many hashes a raw string has that starts here with `r`; `None`
    /// when none starts here.
    fn raw_hashes(&self, at: usize) -> Option<usize> {
        let before = |back: usize| at.checked_sub(back).map(|place| self.bytes[place]);
        let inside_a_name = match before(1) {
            Some(b'b' | b'c') => before(2).is_some_and(is_name),
            Some(byte) => is_name(byte),
            None => false,
        };
        let hashes = self.bytes[at + 1..]
            .iter()
            .take_while(|byte| **byte == b'#')
            .count();
        let quoted = self.bytes.get(at + 1 + hashes) == Some(&b'"');
        (!inside_a_name && quoted).then_some(hashes)
    }

    fn raw_string(&mut self, at: usize) -> usize {
        let hashes = self.raw_hashes(at).unwrap_or(0);
        let from = at + 2 + hashes;
        let end_mark = format!("\"{}", "#".repeat(hashes));
        let end = self.text[from..]
            .find(&end_mark)
            .map_or(self.text.len(), |found| from + found);
        self.keep(at, from, end);
        (end + end_mark.len()).min(self.bytes.len())
    }

    /// A character literal is blanked; a lifetime is passed over.
    fn character(&mut self, at: usize) -> usize {
        let mut letters = self.text[at + 1..].chars();
        let first = letters.next();
        let end = match first {
            Some('\\') => self.text[at + 3..].find('\'').map(|found| at + 3 + found),
            Some(letter) if letters.next() == Some('\'') => Some(at + 1 + letter.len_utf8()),
            _ => None,
        };
        let Some(end) = end else { return at + 1 };
        self.blank(at + 1, end);
        end + 1
    }
}

#[test]
fn comments_and_texts_are_blanked_and_nothing_else() {
    let text = "let a = \"say \\\" 'x\"; // \"no\"\n/* /* \"no\" */ */ let b: &'a str = r#\"raw \" text\"#; let c = '\"'; let d = '\\''; e";
    let source = Source::parse("x.rs", text);
    let texts: Vec<&str> = source
        .literals
        .iter()
        .map(|literal| literal.text.as_str())
        .collect();
    assert_eq!(texts, ["say \\\" 'x", "raw \" text"]);
    let code: Vec<&str> = source.code.split_whitespace().collect();
    assert_eq!(
        code.join(" "),
        "let a = \" \"; let b: &'a str = r#\" \"#; let c = ' '; let d = ' '; e"
    );
    assert_eq!(source.code.len(), text.len());
}

#[test]
fn tests_are_left_out_and_lines_keep_their_numbers() {
    let text = "fn a() {}\n#[cfg(test)]\nmod tests {\n    fn b() { \"}\"; }\n}\nfn c() {}\n";
    let source = Source::parse("x.rs", text).without_tests();
    assert_eq!(
        source.code.split_whitespace().collect::<String>(),
        "fna(){}fnc(){}"
    );
    assert_eq!(source.line(source.code.find("fn c").unwrap()), 6);
    assert!(source.literals.is_empty());
    assert_eq!(Source::lines_without_tests("x.rs", text), 2);
    let declared = "#[cfg(test)]\nmod samples;\n#[cfg(test)]\nmod tests { mod b; }";
    let modules = |path: &str| Source::parse(path, declared).test_modules();
    assert_eq!(modules("src/number/mod.rs"), ["src/number/samples.rs"]);
    assert_eq!(modules("src/number.rs"), ["src/number/samples.rs"]);
}
