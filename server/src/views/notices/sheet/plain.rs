//! The sheet of a letter that tells of no parcel, drawn as those that do.

use super::{Front, PADDING, Parcel, Sheet, blocks, front, line, link, words};
use crate::views::notices::look::Look;
use doorstep::brand::Brand;
use doorstep::wording::Layout;

/// A letter that tells of no parcel: what it says, and one button.
#[derive(Clone, Debug)]
pub struct Plain {
    /// The subject.
    pub subject: String,
    /// What mail programs show beside it.
    pub preview: String,
    /// Whom it greets, in one line.
    pub greeting: String,
    /// The news in one line.
    pub headline: String,
    /// What is said, each with the heading over it.
    pub said: Vec<(&'static str, String)>,
    /// What the button says, and where it leads.
    pub button: (String, String),
    /// Why whoever reads it gets it.
    pub because: String,
}

impl Sheet {
    /// Puts such a letter together, in English.
    pub fn plain(brand: &Brand, site: &str, letter: Plain) -> Self {
        let name = line(&brand.name);
        let (label, way) = letter.button;
        let said = letter.said.iter();
        let said = said.map(|(label, text)| words(Some(label), text));
        Self {
            language: "en",
            subject: line(&letter.subject),
            preview: line(&letter.preview),
            padding: PADDING.repeat(60),
            look: Look::of(brand),
            // One way leads out of it, and that is the button.
            brand: Front {
                home: None,
                ..front(brand, name, site)
            },
            hello: line(&letter.greeting),
            headline: line(&letter.headline),
            order: None,
            blocks: blocks(Layout::default()),
            parcels: vec![Parcel {
                title: None,
                button: true,
                window: String::new(),
                tone: None,
                width: 100,
                steps: Vec::new(),
                answers: said.collect(),
                carrier: None,
                items: None,
            }],
            button: link(&label, &way),
            footer: Vec::new(),
            because: letter.because,
            choose: None,
            stop: None,
            questions: None,
            structured: None,
        }
    }
}
