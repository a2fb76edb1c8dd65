//! Reads our own mark-up: which elements there are, what each is in, and the
//! words in them. Pages and mails are drawn by us, so what is not well formed
//! is a fault of ours that the words around it show.

/// Elements that hold nothing.
const EMPTY: [&str; 14] = [
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source",
    "track", "wbr",
];

/// An element.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Element {
    /// Its name.
    pub name: String,
    attributes: Vec<(String, String)>,
    parent: Option<usize>,
}

impl Element {
    /// The value of an attribute; empty where it has none.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&str> {
        let mut all = self.attributes.iter();
        all.find(|(known, _)| known == name)
            .map(|(_, value)| value.as_str())
    }

    /// Whether it is of a class.
    #[must_use]
    pub fn is_of(&self, class: &str) -> bool {
        let classes = self.get("class").unwrap_or_default();
        classes.split_whitespace().any(|one| one == class)
    }
}

/// A page or a mail.
#[derive(Clone, Debug, Default)]
pub struct Html {
    elements: Vec<Element>,
    texts: Vec<(Option<usize>, String)>,
}

impl Html {
    /// Reads mark-up.
    #[must_use]
    pub fn read(markup: &str) -> Self {
        let mut html = Self::default();
        let mut open: Vec<usize> = Vec::new();
        let mut rest = markup;
        while let Some(at) = rest.find('<') {
            html.text(open.last().copied(), &rest[..at]);
            rest = &rest[at..];
            if let Some(comment) = rest.strip_prefix("<!--") {
                rest = comment.find("-->").map_or("", |end| &comment[end + 3..]);
                continue;
            }
            let end = end_of_tag(rest);
            let tag = &rest[1..end];
            rest = rest.get(end + 1..).unwrap_or_default();
            if let Some(name) = tag.strip_prefix('/') {
                html.close(&mut open, name.trim());
            } else if !tag.starts_with(['!', '?']) {
                rest = html.open(&mut open, tag, rest);
            }
        }
        html.text(None, rest);
        html
    }

    fn text(&mut self, parent: Option<usize>, text: &str) {
        if !text.is_empty() {
            self.texts.push((parent, decoded(text)));
        }
    }

    fn close(&self, open: &mut Vec<usize>, name: &str) {
        let is_it = |at: &usize| self.elements[*at].name.eq_ignore_ascii_case(name);
        if let Some(at) = open.iter().rposition(is_it) {
            open.truncate(at);
        }
    }

    /// Takes an element in; what is behind it, and behind its words where
    /// these are no mark-up.
    fn open<'a>(&mut self, open: &mut Vec<usize>, tag: &str, rest: &'a str) -> &'a str {
        let closed = tag.ends_with('/');
        let tag = tag.trim_end_matches('/');
        let (name, attributes) = tag.split_at(tag.find(char::is_whitespace).unwrap_or(tag.len()));
        let name = name.to_ascii_lowercase();
        let is_raw = matches!(name.as_str(), "script" | "style");
        let is_empty = closed || EMPTY.contains(&name.as_str());
        let end = format!("</{name}");
        self.elements.push(Element {
            name,
            attributes: attributes_of(attributes),
            parent: open.last().copied(),
        });
        if is_raw && !closed {
            return rest.find(&end).map_or("", |at| &rest[at..]);
        }
        if !is_empty {
            open.push(self.elements.len() - 1);
        }
        rest
    }

    /// The elements that fit, each with its place.
    pub fn all<'a>(
        &'a self,
        fits: impl Fn(&Element) -> bool + 'a,
    ) -> impl Iterator<Item = (usize, &'a Element)> {
        let all = self.elements.iter().enumerate();
        all.filter(move |(_, element)| fits(element))
    }

    /// Whether an element stands in another, or is it.
    #[must_use]
    pub fn is_within(&self, mut at: usize, outer: usize) -> bool {
        while at != outer {
            match self.elements[at].parent {
                Some(parent) => at = parent,
                None => return false,
            }
        }
        true
    }

    /// The words in an element, one space between them.
    #[must_use]
    pub fn words(&self, within: usize) -> String {
        let texts = self.texts.iter();
        let inside =
            texts.filter(|(parent, _)| parent.is_some_and(|at| self.is_within(at, within)));
        spaced(inside.map(|(_, text)| text.as_str()))
    }

    /// Every piece of text on its own that stands in nothing of this kind.
    pub fn outside<'a>(
        &'a self,
        left_out: impl Fn(&Element) -> bool + 'a,
    ) -> impl Iterator<Item = String> + 'a {
        let is_inside = move |mut at: Option<usize>| {
            while let Some(one) = at {
                if left_out(&self.elements[one]) {
                    return true;
                }
                at = self.elements[one].parent;
            }
            false
        };
        let texts = self
            .texts
            .iter()
            .filter(move |(parent, _)| !is_inside(*parent));
        texts
            .map(|(_, text)| spaced([text.as_str()]))
            .filter(|text| !text.is_empty())
    }
}

fn spaced<'a>(texts: impl IntoIterator<Item = &'a str>) -> String {
    let words: Vec<&str> = texts.into_iter().flat_map(str::split_whitespace).collect();
    words.join(" ")
}

/// Where a tag ends: a bracket in quotes does not end it.
fn end_of_tag(from: &str) -> usize {
    let mut quote = None;
    for (at, letter) in from.char_indices() {
        match (quote, letter) {
            (None, '>') => return at,
            (None, '"' | '\'') => quote = Some(letter),
            (Some(open), letter) if open == letter => quote = None,
            _ => {}
        }
    }
    from.len()
}

fn attributes_of(mut rest: &str) -> Vec<(String, String)> {
    let mut all = Vec::new();
    loop {
        rest = rest.trim_start();
        if rest.is_empty() {
            return all;
        }
        let end = rest
            .find(|letter: char| letter == '=' || letter.is_whitespace())
            .unwrap_or(rest.len());
        let name = rest[..end].to_ascii_lowercase();
        rest = &rest[end..];
        let Some(value) = rest.strip_prefix('=') else {
            all.push((name, String::new()));
            continue;
        };
        let (value, after) = match value.chars().next() {
            Some(quote @ ('"' | '\'')) => {
                let inner = &value[1..];
                let end = inner.find(quote).unwrap_or(inner.len());
                (&inner[..end], inner.get(end + 1..).unwrap_or_default())
            }
            _ => value.split_at(value.find(char::is_whitespace).unwrap_or(value.len())),
        };
        all.push((name, decoded(value)));
        rest = after;
    }
}

/// Characters that mark-up spells out.
fn decoded(text: &str) -> String {
    if !text.contains('&') {
        return text.to_owned();
    }
    let mut plain = text.to_owned();
    for (spelled, letter) in [
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&quot;", "\""),
        ("&#39;", "'"),
        ("&#x27;", "'"),
        ("&#x2F;", "/"),
        ("&nbsp;", "\u{a0}"),
        ("&amp;", "&"),
    ] {
        plain = plain.replace(spelled, letter);
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn elements_words_and_attributes_are_found() {
        let page = Html::read(
            "<!doctype html><!-- <p>no</p> --><body class=\"a b\"><script>if (a<b) {}</script>\
             <p id=one title='x > y'>It&#39;s <b>here</b><br> now</p><img src=/a.png/><q>said</q>",
        );
        let (body, found) = page.all(|one| one.name == "body").next().unwrap();
        assert!(found.is_of("b") && !found.is_of("c"));
        assert_eq!(page.words(body), "It's here now said");
        let (_, p) = page.all(|one| one.get("id") == Some("one")).next().unwrap();
        assert_eq!(p.get("title"), Some("x > y"));
        let own: Vec<String> = page.outside(|one| one.name == "q").collect();
        assert_eq!(own, ["It's", "here", "now"]);
    }
}
