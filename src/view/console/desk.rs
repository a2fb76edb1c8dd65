//! What was said and done about an order: contacts and what was written,
//! messages and their outcome, claims, corrections, the trail; and the forms
//! beside them.

use serde::Serialize;
use std::collections::BTreeMap;

/// One question or report of a shopper's.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ContactView {
    /// Its id (`cnt_...`).
    pub id: String,
    /// What a person reads out on the phone ("K7P2-9QXM").
    pub reference: String,
    /// What it is about, as a code.
    pub topic: String,
    /// What it is about, in a few words.
    pub label: String,
    /// Where it came from, and when.
    pub opened: String,
    /// "due Fri 15 May, 17:00", while it is open.
    pub due: Option<String>,
    /// Whether that moment has passed.
    pub overdue: bool,
    /// Where it stands, in a few words.
    pub state: String,
    /// Whether it is open.
    pub is_open: bool,
    /// Which parcel it is about, where that was said.
    pub parcel: Option<String>,
    /// Who deals with it.
    pub owner: Option<String>,
    /// Whether that is the reader.
    pub is_mine: bool,
    /// Until when it is out of sight.
    pub snoozed: Option<String>,
    /// What was written, oldest first.
    pub entries: Vec<EntryView>,
    /// The photos that came with it.
    pub photos: Vec<PhotoView>,
    /// Counts its changes: a form names the one it saw.
    pub version: i64,
}

/// Something that was written.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct EntryView {
    /// `shopper`, `reply`, `note` or `event`: for its look.
    pub kind: String,
    /// Who ("Shopper", "Rea").
    pub by: String,
    /// When.
    pub at: String,
    /// The words, as they were written.
    pub body: String,
    /// What became of a reply.
    pub outcome: Option<OutcomeView>,
}

/// What became of a message.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct OutcomeView {
    /// "sent Thu 14 May, 12:03", "could not be sent: ...".
    pub text: String,
    /// How it stands, for its look.
    pub standing: Outcome,
}

/// How a message stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// It waits for its turn.
    Waiting,
    /// It went out.
    Sent,
    /// It must not go out any more.
    Dropped,
    /// It could not be sent.
    Failed,
}

impl Outcome {
    /// The word for style.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::Sent => "sent",
            Self::Dropped => "dropped",
            Self::Failed => "failed",
        }
    }
}

/// A photo, drawn anew by us.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PhotoView {
    /// Its page.
    pub path: String,
    /// In pixels.
    pub width: i64,
    /// In pixels.
    pub height: i64,
    /// What it is, for those who cannot see it ("Photo 1 of contact K7P2").
    pub words: String,
}

/// One message to the buyer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct MessageView {
    /// What it says ("Out for delivery").
    pub label: String,
    /// When it fell due.
    pub at: String,
    /// What became of it.
    pub outcome: OutcomeView,
}

/// A demand on a carrier.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ClaimView {
    /// Its id (`clm_...`).
    pub id: String,
    /// "Lost: UPS, parcel 1 of 2".
    pub label: String,
    /// Where it stands, in a few words.
    pub state: String,
    /// Whether there is still something to do about it.
    pub is_open: bool,
    /// "UPS takes it until Friday 10 July", where that is known.
    pub deadline: Option<String>,
    /// Whether that day is near or over while it is not filed.
    pub is_urgent: bool,
    /// What is demanded.
    pub amount: Option<String>,
    /// What the carrier pays.
    pub paid: Option<String>,
    /// What the carrier wants to see.
    pub evidence: Vec<EvidenceView>,
    /// What it may become next, each as a code with its words.
    pub steps: Vec<ChoiceView>,
    /// Counts its changes: a form names the one it saw.
    pub version: i64,
}

/// One thing a carrier wants to see.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct EvidenceView {
    /// Which, as a code.
    pub code: String,
    /// What it is.
    pub label: String,
    /// Whether it is at hand.
    pub at_hand: bool,
    /// Where it is to be found, in the words of staff.
    pub words: Option<String>,
}

/// A corrected address or an instruction.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct CorrectionView {
    /// Its id (`cor_...`).
    pub id: String,
    /// "New address".
    pub label: String,
    /// What was written down, or that it is not shown.
    pub body: String,
    /// Who wrote it down, and when.
    pub by: String,
    /// Who has to know of it, and when they were told.
    pub told: Vec<ToldView>,
}

/// Somebody who has to know of a correction.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ToldView {
    /// `shop` or `carrier`, as forms name them.
    pub who: String,
    /// "The carrier still has to be told", "The shop was told on ...".
    pub text: String,
    /// Whether it is still to be done.
    pub is_open: bool,
}

/// One line of the trail.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct AuditView {
    /// When.
    pub at: String,
    /// Who.
    pub by: String,
    /// What.
    pub what: String,
}

/// A choice in a form.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ChoiceView {
    /// What is sent.
    pub code: String,
    /// What is read.
    pub label: String,
}

impl ChoiceView {
    /// A choice.
    #[must_use]
    pub fn new(code: impl Into<String>, label: impl Into<String>) -> Self {
        Self {
            code: code.into(),
            label: label.into(),
        }
    }
}

/// The forms beside an order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FormView {
    /// What may be chosen where.
    pub choices: Choices,
    /// The reply that is being written.
    pub draft: DraftView,
    /// The form that was sent and not taken, or that is to stand open.
    pub open: Option<String>,
    /// What was typed into it, by the names of its fields.
    pub typed: BTreeMap<String, String>,
    /// Why it was not taken, and at which field.
    pub fault: Option<FaultView>,
    /// What was done just now.
    pub said: Option<String>,
}

impl FormView {
    /// What was typed into a field of a form; nothing, where another one was
    /// sent.
    #[must_use]
    pub fn typed(&self, form: &str, field: &str) -> String {
        let sent = self.open.as_deref() == Some(form);
        let typed = sent.then(|| self.typed.get(field)).flatten();
        typed.cloned().unwrap_or_default()
    }

    /// What is wrong with a field of a form.
    #[must_use]
    pub fn fault_of(&self, form: &str, field: &str) -> Option<&str> {
        let fault = self.fault.as_ref()?;
        let is_it = self.open.as_deref() == Some(form) && fault.field == field;
        is_it.then_some(fault.text.as_str())
    }
}

/// What may be chosen in the forms.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Choices {
    /// Reply templates, the suggested one first.
    pub templates: Vec<ChoiceView>,
    /// The parcels that have left, the worst first.
    pub parcels: Vec<ChoiceView>,
    /// The same with the version that is shown, for forms that change them.
    pub shipments: Vec<ChoiceView>,
    /// What can be done with one.
    pub changes: Vec<ChoiceView>,
    /// The order's lines that travel, for what a new shipment holds.
    pub lines: Vec<LineChoice>,
    /// Kinds of claims, the likeliest first.
    pub claims: Vec<ChoiceView>,
    /// What a parcel may be marked as.
    pub marks: Vec<ChoiceView>,
    /// What may be corrected.
    pub corrections: Vec<ChoiceView>,
    /// What a call or chat may be about, the likeliest first.
    pub topics: Vec<ChoiceView>,
    /// Open contacts a reply or a note may belong to, the oldest first.
    pub contacts: Vec<ChoiceView>,
    /// Carriers by name.
    pub carriers: Vec<String>,
    /// What a claim demands, unless somebody says otherwise ("59.90 USD").
    pub amount: Option<String>,
}

/// A line of the order, of which so many pieces may be in a shipment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LineChoice {
    /// The shop's id of the line.
    pub id: String,
    /// "Trail shoe, blue / 42".
    pub title: String,
    /// How many the order has of it.
    pub ordered: u32,
}

impl LineChoice {
    /// The field in which its pieces are counted.
    #[must_use]
    pub fn field(&self) -> String {
        format!("item-{}", self.id)
    }
}

/// A reply that is being written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DraftView {
    /// The template it began with.
    pub template: Option<String>,
    /// The contact it answers (`cnt_...`).
    pub contact: Option<String>,
    /// The mail's subject.
    pub subject: String,
    /// The mail's text.
    pub body: String,
    /// The facts it needs that nobody knows, in words.
    pub missing: Vec<String>,
}

/// Why a form was not taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FaultView {
    /// The field it is about; empty when it is about the whole.
    pub field: String,
    /// What is wrong, and what to do.
    pub text: String,
}
