//! The queue as it is drawn: what waits, worst first, and the form with which
//! it is dealt with.

use crate::queue::{Kind, What};
use serde::{Deserialize, Serialize};

/// The queue, as far as its filter goes.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct QueueView {
    /// How many wait of each kind there is any of, worst first. The filter's
    /// kind and owner do not count here.
    pub counts: Vec<CountView>,
    /// The row that has been over its time for longest.
    pub oldest: Option<OldestView>,
    /// One entry an order, worst first.
    pub rows: Vec<RowView>,
    /// Whether there is a next page.
    pub has_more: bool,
    /// All of it in one sentence, for those who hear it change.
    pub summary: String,
    /// Whom rows can be handed to, by name.
    pub colleagues: Vec<ColleagueView>,
    /// The replies there are for many at once.
    pub templates: Vec<TemplateChoice>,
    /// The form as it was sent, where it has to be mended.
    pub form: QueueForm,
    /// The queue could not be read just now.
    pub failed: bool,
}

/// How many wait of a kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CountView {
    /// Which; all contacts are counted together.
    pub what: What,
    /// How many.
    pub count: u64,
    /// Whether one of them is over its time.
    pub breached: bool,
}

/// The row that has been over its time for longest.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OldestView {
    /// The order's public id.
    pub order: String,
    /// "Oldest: Lost, order 1001, 3 days over".
    pub text: String,
}

/// One order of the queue by its worst row.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RowView {
    /// The row itself.
    pub item: ItemView,
    /// The order's public id.
    pub order: String,
    /// Its number as the buyer knows it.
    pub number: String,
    /// The brand's name.
    pub brand: String,
    /// Whether the order is a rehearsal.
    pub test: bool,
    /// The rest of what the order has, worst first.
    pub folded: Vec<ItemView>,
}

/// A flag or a contact.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ItemView {
    /// What it is.
    pub kind: Kind,
    /// Its public id.
    pub id: String,
    /// Counts what staff change of it.
    pub version: i64,
    /// Why somebody should look, in one sentence.
    pub reason: String,
    /// "since Tue 12 May, 09:00".
    pub since: String,
    /// "due in 3 hours", "2 hours over"; when it was resolved or comes back,
    /// where the filter asks for that.
    pub due: String,
    /// Whether it is over its time.
    pub breached: bool,
    /// Who has taken it.
    pub owner: Option<OwnerView>,
    /// Whether it is dealt with, so that it can only be opened again.
    pub resolved: bool,
}

impl ItemView {
    /// What names it in forms: where it comes from, and its public id.
    #[must_use]
    pub fn key(&self) -> String {
        format!("{}:{}", self.kind.source().code(), self.id)
    }

    /// The same with the version that is shown: whoever acts on it acts on
    /// what they saw.
    #[must_use]
    pub fn versioned(&self) -> String {
        format!("{}:{}", self.key(), self.version)
    }
}

/// Who has taken a row.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OwnerView {
    /// Their name.
    pub name: String,
    /// Whether it is whoever looks.
    pub is_me: bool,
}

/// Somebody rows can be handed to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ColleagueView {
    /// Public id (`stf_...`).
    pub id: String,
    /// Their name.
    pub name: String,
    /// Whether it is whoever looks.
    pub is_me: bool,
}

/// A reply that can be chosen.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TemplateChoice {
    /// Its key.
    pub key: String,
    /// What it is for.
    pub label: String,
}

/// What was sent with the queue's form. An empty one was not sent.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct QueueForm {
    /// What was to be done: its code.
    pub act: String,
    /// The rows that were chosen, with the versions that were shown.
    pub rows: Vec<String>,
    /// The reason for resolving them.
    pub why: String,
    /// The note.
    pub note: String,
    /// Whom to hand them to.
    pub to: String,
    /// The choice of when they come back.
    pub later: String,
    /// The day they come back.
    pub day: String,
    /// The reply's template.
    pub template: String,
    /// What is wrong, in words.
    pub fault: Option<String>,
}
