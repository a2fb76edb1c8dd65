//! English: plain words, short sentences, nothing a newcomer would look up.

mod answers;
mod demo;
mod brand;
mod charts;
mod console;
mod dates;
mod delivery;
mod desk;
mod faults;
mod film;
mod flags;
mod labels;
mod mails;
mod messages;
mod notices;
mod pages;
mod pane;
mod performance;
mod reasons;
mod promises;
mod rehearsal;
mod report;
mod search;
mod senders;
mod settings;
mod staff;
mod templates;
mod voice;
mod ways;
mod history;
mod webhooks;
mod wording;

#[cfg(test)]
mod snapshot;
#[cfg(test)]
mod tests;

use super::Texts;

super::language::language! {
    /// The English texts, and what a brand says in its own words.
    English, ENGLISH, "en"
}

impl Texts for English {}

/// The carrier's name within a sentence.
fn carrier_or_word(carrier: Option<&str>) -> &str {
    carrier.unwrap_or("the carrier")
}

/// The carrier's name at the beginning of a sentence.
fn carrier_first(carrier: Option<&str>) -> &str {
    carrier.unwrap_or("The carrier")
}
