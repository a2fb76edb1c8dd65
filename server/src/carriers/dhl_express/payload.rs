//! The XML itself: a small tree that takes what it can get. Names lose their
//! prefix; what comes after a break in the document is lost, what came before
//! is kept.

use quick_xml::Reader;
use quick_xml::escape::resolve_predefined_entity;
use quick_xml::events::{BytesRef, Event};

/// Elements deeper than this are no reply of the carrier; they are not kept.
const DEEPEST: usize = 32;

/// Tags meant for a browser inside a text: they are no elements, and the text
/// goes on through them.
const MARK_UP: &[&str] = &[
    "a", "b", "br", "em", "font", "i", "p", "span", "strong", "sub", "sup", "u",
];

/// An element: its name without prefix, its own text, its children.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Element {
    /// The name without its prefix.
    pub name: String,
    /// The text directly inside, as it stands (blanks and all).
    pub text: String,
    /// The elements directly inside, in order.
    pub children: Vec<Element>,
}

/// A document, and where it broke if it did.
#[derive(Debug)]
pub struct Document {
    /// The outermost element.
    pub root: Element,
    /// Why reading stopped before the end.
    pub broken: Option<String>,
}

impl Element {
    /// The children with this name.
    pub fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a Self> {
        self.children.iter().filter(move |child| child.name == name)
    }

    /// The first element at the end of a path of names.
    #[must_use]
    pub fn at(&self, path: &[&str]) -> Option<&Self> {
        path.iter().try_fold(self, |element, name| {
            element.children.iter().find(|child| child.name == *name)
        })
    }

    /// The trimmed text at the end of a path; `None` when it is missing or
    /// blank.
    #[must_use]
    pub fn text_at(&self, path: &[&str]) -> Option<&str> {
        self.at(path)
            .map(|element| element.text.trim())
            .filter(|text| !text.is_empty())
    }

    /// Every element with this name, however deep, but none inside another
    /// of that name.
    #[must_use]
    pub fn everywhere(&self, name: &str) -> Vec<&Self> {
        let mut found = Vec::new();
        for child in &self.children {
            if child.name == name {
                found.push(child);
            } else {
                found.extend(child.everywhere(name));
            }
        }
        found
    }
}

/// Reads a document.
///
/// # Errors
/// When there is not one element in it.
pub fn parse(bytes: &[u8]) -> Result<Document, String> {
    let text = decode(bytes);
    let mut reader = Reader::from_str(&text);
    let config = reader.config_mut();
    config.allow_dangling_amp = true;
    config.allow_unmatched_ends = true;
    config.check_end_names = false;
    let mut tree = Tree::default();
    let broken = loop {
        match reader.read_event() {
            Ok(Event::Eof) => break tree.is_open().then(|| "it ends in the middle".to_owned()),
            Ok(event) => tree.take(&event),
            Err(error) => break Some(error.to_string()),
        }
    };
    let root = tree.finish().ok_or_else(|| {
        broken
            .clone()
            .unwrap_or_else(|| "there is no element in it".to_owned())
    })?;
    Ok(Document { root, broken })
}

fn is_mark_up(name: &str) -> bool {
    MARK_UP.contains(&name)
}

/// UTF-8, or else one byte a character: old replies are Latin-1.
fn decode(bytes: &[u8]) -> String {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    match std::str::from_utf8(bytes) {
        Ok(text) => text.to_owned(),
        Err(_) => bytes.iter().map(|byte| char::from(*byte)).collect(),
    }
}

/// The tree while it grows: the open elements, outermost first.
#[derive(Default)]
struct Tree {
    open: Vec<Element>,
    /// How many elements are open below the deepest one kept.
    too_deep: usize,
    done: Option<Element>,
}

impl Tree {
    fn take(&mut self, event: &Event<'_>) {
        match event {
            Event::Start(start) | Event::Empty(start)
                if is_mark_up(start.local_name().as_ref()) =>
            {
                self.text(" ");
            }
            Event::Start(start) => self.start(start.local_name().as_ref()),
            Event::Empty(start) => {
                self.start(start.local_name().as_ref());
                self.end();
            }
            Event::End(end) if is_mark_up(end.local_name().as_ref()) => self.text(" "),
            Event::End(_) => self.end(),
            Event::Text(text) => self.text(text),
            Event::CData(text) => self.text(text),
            Event::GeneralRef(reference) => self.reference(reference),
            _ => {}
        }
    }

    fn is_open(&self) -> bool {
        !self.open.is_empty()
    }

    fn start(&mut self, name: &str) {
        if self.open.len() >= DEEPEST {
            self.too_deep += 1;
            return;
        }
        self.open.push(Element {
            name: name.to_owned(),
            ..Element::default()
        });
    }

    fn end(&mut self) {
        if self.too_deep > 0 {
            self.too_deep -= 1;
            return;
        }
        let Some(element) = self.open.pop() else {
            return;
        };
        match self.open.last_mut() {
            Some(parent) => parent.children.push(element),
            // A second outermost element is no part of the document.
            None => self.done = self.done.take().or(Some(element)),
        }
    }

    fn text(&mut self, text: &str) {
        if let Some(element) = self.open.last_mut().filter(|_| self.too_deep == 0) {
            element.text.push_str(text);
        }
    }

    fn reference(&mut self, reference: &BytesRef<'_>) {
        if let Ok(Some(letter)) = reference.resolve_char_ref() {
            self.text(letter.encode_utf8(&mut [0; 4]));
        } else if let Some(text) = resolve_predefined_entity(reference) {
            self.text(text);
        } else {
            // What XML does not know may still be known to people.
            self.text(&format!("&{};", &**reference));
        }
    }

    fn finish(mut self) -> Option<Element> {
        self.too_deep = 0;
        while self.is_open() {
            self.end();
        }
        self.done
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(xml: &str, path: &[&str], wanted: Option<&str>) {
        let document = parse(xml.as_bytes()).expect("a document");
        assert_eq!(document.root.text_at(path), wanted, "{xml}");
    }

    #[test]
    fn text_is_found_whatever_it_is_wrapped_in() {
        check("<r:A xmlns:r='x'><r:B> c </r:B></r:A>", &["B"], Some("c"));
        check("<A><B><![CDATA[a < b]]></B></A>", &["B"], Some("a < b"));
        check(
            "<A><B>a &amp; b &#65;&nbsp;c</B></A>",
            &["B"],
            Some("a & b A&nbsp;c"),
        );
        check("<A><B/></A>", &["B"], None);
        check("<A><B xsi:nil='true'></B></A>", &["B"], None);
        check(
            "<A><B><C>1</C></B><B><C>2</C></B></A>",
            &["B", "C"],
            Some("1"),
        );
        check("<A><B>R&D</B></A>", &["B"], Some("R&D"));
        check("<A><B>a<br/>b <b>c</b></B></A>", &["B"], Some("a b  c"));
    }

    #[test]
    fn a_broken_document_keeps_what_came_before() {
        let document = parse(b"<A><B><C>1</C></B><B><C>2</C").expect("a document");
        assert!(document.broken.is_some());
        assert_eq!(document.root.text_at(&["B", "C"]), Some("1"));
    }

    #[test]
    fn other_things_are_no_document() {
        for bytes in [&b""[..], b"  ", b"Service Unavailable", b"{\"a\": 1}"] {
            assert!(parse(bytes).is_err(), "{bytes:?}");
        }
    }

    #[test]
    fn old_replies_are_latin() {
        let document = parse(b"<A>M\xfcnchen</A>").expect("a document");
        assert_eq!(document.root.text, "München");
    }

    #[test]
    fn depth_has_an_end() {
        let deep = format!(
            "{}<B>x</B>{}<C>y</C>",
            "<A>".repeat(100_000),
            "</A>".repeat(99_999)
        );
        let document = parse(deep.as_bytes()).expect("a document");
        assert_eq!(document.root.text_at(&["C"]), Some("y"));
    }
}
