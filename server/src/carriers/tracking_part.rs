//! What is left of a raw message that has grown old: the part a parcel is
//! tracked by. Each source names what it keeps; everything else goes, and so
//! does a body that cannot be cut safely.

use quick_xml::Reader;
use quick_xml::escape::escape;
use quick_xml::events::{BytesStart, Event};
use serde_json::{Map, Value};

/// The names a source keeps, in its JSON or its XML. A value is kept when its
/// name is among the fields and every thing it stands in is among the rest.
#[derive(Clone, Copy, Debug)]
pub struct TrackingPart {
    /// Objects, lists and elements that are looked into.
    pub inside: &'static [&'static str],
    /// Texts, numbers and answers that are kept.
    pub fields: &'static [&'static str],
}

impl TrackingPart {
    /// Cuts a body; `None` when it is of no form that can be cut.
    #[must_use]
    pub fn cut(&self, body: &[u8]) -> Option<Vec<u8>> {
        let text = String::from_utf8_lossy(body.strip_prefix(b"\xef\xbb\xbf").unwrap_or(body));
        if text.trim_start().starts_with('<') {
            return self.of_xml(&text);
        }
        if let Ok(value) = serde_json::from_str::<Value>(&text) {
            return serde_json::to_vec(&self.of_root(value)).ok();
        }
        self.of_lines(&text)
    }

    /// One JSON value a line.
    fn of_lines(&self, text: &str) -> Option<Vec<u8>> {
        let lines = text.lines().filter(|line| !line.trim().is_empty());
        let cut: Result<Vec<String>, serde_json::Error> = lines
            .map(|line| Ok(self.of_root(serde_json::from_str(line)?).to_string()))
            .collect();
        let cut = cut.ok().filter(|lines| !lines.is_empty())?;
        Some(cut.join("\n").into_bytes())
    }

    fn of_root(&self, value: Value) -> Value {
        match value {
            Value::Array(items) => items.into_iter().map(|item| self.of_root(item)).collect(),
            Value::Object(fields) => self.of_object(fields),
            // Some gateways hand JSON on inside a text.
            Value::String(text) => serde_json::from_str::<Value>(&text)
                .ok()
                .filter(|inner| inner.is_object() || inner.is_array())
                .map_or(Value::Null, |inner| self.of_root(inner)),
            Value::Null | Value::Bool(_) | Value::Number(_) => Value::Null,
        }
    }

    fn of_object(&self, fields: Map<String, Value>) -> Value {
        let kept = fields.into_iter().filter_map(|(name, value)| {
            let rest = self.of_value(&name, value)?;
            Some((name, rest))
        });
        Value::Object(kept.collect())
    }

    fn of_value(&self, name: &str, value: Value) -> Option<Value> {
        match value {
            Value::Array(items) => Some(
                items
                    .into_iter()
                    .filter_map(|item| self.of_value(name, item))
                    .collect(),
            ),
            Value::Object(fields) => self.inside.contains(&name).then(|| self.of_object(fields)),
            one => self.fields.contains(&name).then_some(one),
        }
    }

    fn of_xml(&self, text: &str) -> Option<Vec<u8>> {
        let mut reader = Reader::from_str(text);
        let mut kept = KeptXml::default();
        loop {
            match reader.read_event().ok()? {
                Event::Eof => return kept.finished(),
                Event::Start(start) => kept.open(self, &start),
                Event::Empty(start) => {
                    kept.open(self, &start);
                    kept.close();
                }
                Event::End(_) => kept.close(),
                Event::Text(text) => kept.text(&text),
                Event::CData(text) => kept.text(&escape(&*text)),
                Event::GeneralRef(reference) => kept.text(&format!("&{};", &*reference)),
                _ => {}
            }
        }
    }
}

/// A document while it is written again without what goes.
#[derive(Default)]
struct KeptXml {
    text: String,
    /// The open elements that are kept, outermost first, each with whether
    /// its text is.
    open: Vec<(String, bool)>,
    /// How many elements are open within one that goes.
    going: usize,
    /// Whether any element was kept.
    any: bool,
}

impl KeptXml {
    fn open(&mut self, part: &TrackingPart, start: &BytesStart<'_>) {
        let local = start.local_name();
        let name: &str = local.as_ref();
        let is_field = part.fields.contains(&name);
        let is_kept = self.open.is_empty() || is_field || part.inside.contains(&name);
        if self.going > 0 || !is_kept {
            self.going += 1;
            return;
        }
        self.text.push_str(&format!("<{name}>"));
        self.open.push((name.to_owned(), is_field));
        self.any = true;
    }

    fn close(&mut self) {
        if self.going > 0 {
            self.going -= 1;
        } else if let Some((name, _)) = self.open.pop() {
            self.text.push_str(&format!("</{name}>"));
        }
    }

    fn text(&mut self, escaped: &str) {
        if self.going == 0 && self.open.last().is_some_and(|(_, is_field)| *is_field) {
            self.text.push_str(escaped);
        }
    }

    fn finished(self) -> Option<Vec<u8>> {
        (self.any && self.open.is_empty()).then(|| self.text.into_bytes())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PART: TrackingPart = TrackingPart {
        inside: &["parcel", "scan", "place"],
        fields: &["number", "city", "place"],
    };

    fn check(body: &str, wanted: Option<&str>) {
        let cut = PART.cut(body.as_bytes());
        let cut = cut.map(|cut| String::from_utf8(cut).unwrap());
        assert_eq!(cut.as_deref(), wanted, "{body}");
    }

    #[test]
    fn only_named_fields_within_named_things_stay() {
        check(
            r#"{"number": 7, "name": "Ada", "parcel": {"scan": [{"city": "Newark", "by": "Ada"}, "Ada"]}}"#,
            Some(r#"{"number":7,"parcel":{"scan":[{"city":"Newark"}]}}"#),
        );
        check(
            r#"{"to": {"city": "Brooklyn"}, "number": ["a", {"city": "b"}]}"#,
            Some(r#"{"number":["a"]}"#),
        );
        check(
            r#""{\"number\": 1, \"name\": \"Ada\"}""#,
            Some(r#"{"number":1}"#),
        );
        check(r#""Ada""#, Some("null"));
        check(
            "{\"number\": 1}\n{\"name\": 2}\n",
            Some("{\"number\":1}\n{}"),
        );
    }

    #[test]
    fn elements_are_kept_by_their_own_names_and_without_attributes() {
        check(
            "<?xml version='1.0'?><!-- Ada --><r:A name='Ada'><parcel><number>1 &amp; <![CDATA[<2>]]></number>Ada\
             <by>Ada<city>Ada</city></by></parcel><x:scan/></r:A>",
            Some("<A><parcel><number>1 &amp; &lt;2&gt;</number></parcel><scan></scan></A>"),
        );
        check("<A><number>1</number>", None);
        check("<A><number>1</A>", None);
    }

    #[test]
    fn what_has_no_form_goes_whole() {
        check("Signed by Ada", None);
        check("", None);
        check("{\"number\": 1", None);
    }
}
