//! The order pane: everything that answers "where is my order?", on one
//! screen of the console; the same as JSON for a shop's own help desk.

use super::desk::{
    AuditView, ClaimView, ContactView, CorrectionView, EntryView, FormView, MessageView,
};
use super::parcel::PaneParcelView;
use crate::advice::Do;
use crate::scan::Status;
use crate::view::tracking::{ItemView, UnshippedView, WindowView};
use serde::Serialize;

/// One order, as staff see it now.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct OrderPaneView {
    /// The order's public id (`ord_...`).
    pub id: String,
    /// Counts the order's changes.
    pub revision: i64,
    /// The language of all words below, as a BCP 47 tag.
    pub language: String,
    /// Whose clock its times are on, where they are not a place's own ("New
    /// York").
    pub clock: String,
    /// Who, what and when.
    pub head: HeadView,
    /// What to do next.
    pub advice: AdviceView,
    /// The flags that are up, worst first; those dealt with last.
    pub flags: Vec<FlagView>,
    /// The flags that cleared themselves, the newest first.
    pub past_flags: Vec<FlagView>,
    /// Who ordered, and where it goes.
    pub customer: CustomerView,
    /// What was ordered.
    pub items: Vec<ItemView>,
    /// What has not been shipped yet.
    pub unshipped: Option<UnshippedView>,
    /// The parcels, the one with the worst flag first.
    pub parcels: Vec<PaneParcelView>,
    /// Contacts with what was written, the open ones first, then the newest.
    pub contacts: Vec<ContactView>,
    /// What staff wrote that belongs to no contact, the newest first.
    pub notes: Vec<EntryView>,
    /// Every message to the buyer, the newest first.
    pub messages: Vec<MessageView>,
    /// Demands on carriers.
    pub claims: Vec<ClaimView>,
    /// Corrected addresses and instructions, the newest first.
    pub corrections: Vec<CorrectionView>,
    /// What was done with this order, the newest first.
    pub audit: Vec<AuditView>,
    /// Where the shopper sees it: a path, or an address of the brand's own.
    pub shopper_page: String,
    /// Whether the reader keeps it at hand.
    pub pinned: bool,
    /// What may be rehearsed with it: of a test order, for whoever may.
    #[serde(skip)]
    pub rehearsal: Option<RehearsalView>,
    /// The forms beside it, and what was typed into one of them.
    #[serde(skip)]
    pub forms: FormView,
}

/// What may be rehearsed with a test order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RehearsalView {
    /// Where a journey stands that plays, in words.
    pub plays: Option<String>,
    /// Where one broke off and why, in words.
    pub broke_off: Option<String>,
    /// Whether that one can go on.
    pub goes_on: bool,
    /// Why none can be given to it, in words.
    pub hindered: Option<String>,
    /// The journeys to choose from, by their codes with their names; none
    /// where none can be given.
    pub journeys: Vec<(String, String)>,
    /// Why others are not among them, in words.
    pub left_out: Option<String>,
}

/// Who, what and when, in one glance.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct HeadView {
    /// The order's number as the buyer knows it.
    pub number: String,
    /// The shop's name.
    pub brand: String,
    /// "Test order"; `None` for a live one.
    pub kind: Option<String>,
    /// "Ordered on 9 May 2026".
    pub placed: String,
    /// "59.90 USD", where the shop said so.
    pub total: Option<String>,
    /// The delivery option that was chosen.
    pub service: Option<String>,
    /// How it stands, in staff words; several parcels in one line.
    pub headline: String,
    /// The status behind the headline, for its colour and picture.
    pub status: Status,
    /// When it comes, with who said so.
    pub window: WindowView,
}

/// What to do next.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct AdviceView {
    /// In one or two sentences.
    pub text: String,
    /// What is done about it.
    #[serde(rename = "do")]
    pub action: Do,
    /// The button that begins it.
    pub label: String,
    /// The reply that fits, by its key.
    pub template: Option<String>,
    /// The same by its name.
    pub template_name: Option<String>,
    /// The parcel it is about (`shp_...`), where it is about one.
    pub parcel: Option<String>,
    /// What the brand does in this trouble, in its own words.
    pub policy: Option<String>,
}

/// One flag.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct FlagView {
    /// Its id (`flg_...`).
    pub id: String,
    /// Which, as a code.
    pub flag: String,
    /// Which, in a few words.
    pub label: String,
    /// Why it is up, in one sentence; of a cleared one, why it was.
    pub why: String,
    /// Which parcel, where there are several.
    pub parcel: Option<String>,
    /// "since Thu 14 May, 03:00".
    pub since: String,
    /// "due Fri 15 May, 17:00"; `None` once it is dealt with or cleared.
    pub due: Option<String>,
    /// Whether that moment has passed.
    pub overdue: bool,
    /// Who deals with it.
    pub owner: Option<String>,
    /// Whether that is the reader.
    pub is_mine: bool,
    /// Until when it is out of sight.
    pub snoozed: Option<String>,
    /// What was done about it, by whom and when.
    pub resolved: Option<String>,
    /// That it cleared itself, when, and what that means.
    pub cleared: Option<String>,
    /// Counts its changes: a form names the one it saw.
    pub version: i64,
}

/// Who ordered, and where it goes.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct CustomerView {
    /// The name, or initials.
    pub name: Option<String>,
    /// The e-mail address, or what is shown of it.
    pub email: Option<String>,
    /// The telephone number, or its end.
    pub phone: Option<String>,
    /// The address, an entry a line.
    pub address: Vec<String>,
    /// Whether the brand shows its customers to staff only in part.
    pub masked: bool,
    /// Whether the person was forgotten: nothing more is known.
    pub forgotten: bool,
    /// Whether there is an address that mail can go to.
    pub has_mail: bool,
}
