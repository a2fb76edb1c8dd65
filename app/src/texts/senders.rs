//! The words of the page that says whom mails come from, and whether the world
//! believes them.

use doorstep::sender::{Finding, Grade, Subject};

/// Who said which address mails come from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SenderFrom {
    /// The brand.
    Brand,
    /// The site's configuration.
    Site,
    /// Nobody: it is the address of the brand's support.
    Support,
}

/// The words around what is found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SenderWords {
    /// The heading.
    pub heading: &'static str,
    /// What it is about.
    pub text: &'static str,
    /// Said where no address is known.
    pub none: &'static str,
    /// The link to where it is set.
    pub change: &'static str,
    /// The button that looks.
    pub check: &'static str,
}

/// The words of senders.
pub trait SenderTexts {
    /// The words around what is found.
    fn sender_words(&self) -> SenderWords;

    /// Who said which address it is.
    fn sender_from(&self, from: SenderFrom) -> &'static str;

    /// The heading over what was found of a domain.
    fn sender_looked_at(&self, domain: &str) -> String;

    /// What was looked at.
    fn sender_subject(&self, subject: Subject) -> &'static str;

    /// How it stands, in a word or two.
    fn sender_grade(&self, grade: Grade) -> &'static str;

    /// What was found, and what to do.
    fn sender_finding(&self, finding: &Finding) -> String;
}
