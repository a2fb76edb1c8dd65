//! The queue's form as it was sent.

use crate::intake::desk::queue::Item;
use doorstep::queue::{Act, Source};
use doorstep::view::console::queue::QueueForm;

/// What was sent.
#[derive(Debug, Default)]
pub struct Sent {
    /// What is to be done.
    pub act: Option<Act>,
    /// To which rows.
    pub rows: Vec<Picked>,
    /// The order that is open beside the queue, by its public id.
    pub order: Option<String>,
    /// What was typed, to be shown again should it have to be mended.
    pub form: QueueForm,
}

/// A row that was chosen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Picked {
    /// Which list it is of.
    pub source: Source,
    /// Its public id.
    pub id: String,
    /// The version that was shown.
    pub version: i64,
}

impl Picked {
    fn read(text: &str) -> Option<Self> {
        let (source, rest) = text.split_once(':')?;
        let (id, version) = rest.split_once(':')?;
        let source = [Source::Flag, Source::Contact]
            .into_iter()
            .find(|known| known.code() == source)?;
        is_id(id).then_some(Self {
            source,
            id: id.to_owned(),
            version: version.parse().ok()?,
        })
    }

    /// The row as the desk names it.
    pub fn item(&self) -> Item {
        match self.source {
            Source::Flag => Item::Flag(self.id.clone()),
            Source::Contact => Item::Contact(self.id.clone()),
        }
    }
}

/// Whether a text can be a public id; only those go back into addresses.
pub fn is_id(text: &str) -> bool {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'_';
    !text.is_empty() && text.len() <= 40 && text.bytes().all(plain)
}

impl Sent {
    /// Reads the fields of a form. A button of a row acts on it alone,
    /// whatever is ticked.
    pub fn read(fields: Vec<(String, String)>) -> Self {
        let mut sent = Self::default();
        let mut alone = None;
        for (name, value) in fields {
            let form = &mut sent.form;
            match name.as_str() {
                "act" => form.act = value,
                "one" => alone = Some(value),
                "row" => form.rows.push(value),
                "order" => sent.order = Some(value).filter(|id| is_id(id)),
                "why" => form.why = value,
                "note" => form.note = value,
                "to" => form.to = value,
                "later" => form.later = value,
                "day" => form.day = value,
                "template" => form.template = value,
                _ => {}
            }
        }
        if let Some((act, row)) = alone.as_deref().and_then(|one| one.split_once(':')) {
            sent.act = Act::from_code(act);
            sent.rows = Picked::read(row).into_iter().collect();
            return sent;
        }
        sent.act = Act::from_code(&sent.form.act);
        let picked = sent.form.rows.iter();
        sent.rows = picked.filter_map(|row| Picked::read(row)).collect();
        sent
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(fields: &[(&str, &str)]) -> Sent {
        let owned = |(name, value): &(&str, &str)| ((*name).to_owned(), (*value).to_owned());
        Sent::read(fields.iter().map(owned).collect())
    }

    #[test]
    fn ticked_rows_are_read_with_their_versions() {
        let sent = read(&[
            ("row", "flag:flg_1:0"),
            ("row", "contact:cnt_2:7"),
            ("row", "flag:../x:1"),
            ("row", "sad:flg_1:1"),
            ("row", "flag:flg_1"),
            ("why", "found it"),
            ("order", "ord_9"),
            ("act", "resolve"),
        ]);
        assert_eq!(sent.act, Some(Act::Resolve));
        assert_eq!(sent.form.why, "found it");
        assert_eq!(sent.order.as_deref(), Some("ord_9"));
        let picked: Vec<(Source, &str, i64)> = sent
            .rows
            .iter()
            .map(|row| (row.source, row.id.as_str(), row.version))
            .collect();
        assert_eq!(
            picked,
            [(Source::Flag, "flg_1", 0), (Source::Contact, "cnt_2", 7)]
        );
    }

    #[test]
    fn a_rows_own_button_acts_on_it_alone() {
        let sent = read(&[
            ("row", "flag:flg_1:0"),
            ("act", "resolve"),
            ("one", "take:contact:cnt_2:7"),
        ]);
        assert_eq!(sent.act, Some(Act::Take));
        assert_eq!(sent.rows.len(), 1);
        assert_eq!(sent.rows[0].id, "cnt_2");
        let sent = read(&[("one", "burn:flag:flg_1:0")]);
        assert_eq!((sent.act, sent.rows.len()), (None, 1));
    }

    #[test]
    fn only_ids_of_ours_go_back_into_addresses() {
        assert!(is_id("ord_0aZ"));
        for other in ["", "a b", "ord_1&said=x", "ord_1/x", "ada@example.com"] {
            assert!(!is_id(other), "{other}");
        }
    }
}
