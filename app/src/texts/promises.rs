//! Words about the calendar that promises obey, and about what a promise rests
//! on: read by staff, and by shops through the API.

use doorstep::promise::Basis;

/// The words of the page on which a brand's calendar is set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CalendarWords {
    /// The heading.
    pub heading: &'static str,
    /// What it is about.
    pub text: &'static str,
    /// Said once it is saved.
    pub saved: &'static str,
    /// Said over the list of what must be mended.
    pub mend: &'static str,
    /// Said over what somebody else has stored meanwhile.
    pub changed_meanwhile: &'static str,
    /// For what is not set.
    pub nothing: &'static str,
    /// The button that saves.
    pub save: &'static str,
    /// What the list of other brands is called.
    pub others: &'static str,
}

/// Words about promises.
pub trait PromiseTexts {
    /// The words of the page on which a brand's calendar is set.
    fn calendar_words(&self) -> CalendarWords;
    /// What a promise rests on, in a sentence.
    fn promise_basis(&self, basis: &Basis) -> String;
}
