//! The words of the console's frame, queue and find box: read by staff alone.

use chrono::{Duration, NaiveDate, NaiveDateTime};
use doorstep::contact::{Channel, Topic};
use doorstep::desk::Fault;
use doorstep::queue::{Act, Kind, Show, What};

/// The words of the console, in one language.
pub trait ConsoleTexts {
    /// The fixed words around every page.
    fn console(&self) -> ConsoleWords;
    /// The fixed words of the queue.
    fn queue(&self) -> QueueWords;
    /// The fixed words of what can be done with rows.
    fn acts(&self) -> ActWords;
    /// The words of the pages for when there is no order to show.
    fn desk_pages(&self) -> DeskPageWords;
    /// The keys, each with what it does.
    fn keys(&self) -> &'static [(&'static str, &'static str)];
    /// A choice of rows.
    fn show_label(&self, show: Show) -> &'static str;
    /// A row in a few words.
    fn kind_label(&self, kind: Kind) -> &'static str;
    /// A kind of row in a few words.
    fn what_label(&self, what: What) -> &'static str;
    /// What a contact is about, in a few words.
    fn contact_label(&self, topic: Topic) -> &'static str;
    /// Why a contact is there, in one sentence.
    fn contact_reason(&self, of: &ContactReason) -> String;
    /// "since Tue 12 May, 09:00".
    fn since(&self, at: NaiveDateTime, today: NaiveDate) -> String;
    /// How long until it is due, or how long it has been over its time.
    fn due(&self, left: Duration) -> String;
    /// When a row that was put off comes back.
    fn back_at(&self, at: NaiveDateTime, today: NaiveDate) -> String;
    /// Who dealt with a row, and when, and what they said of it.
    fn resolved_by(&self, of: &Resolved<'_>) -> String;
    /// The row that has been over its time for longest.
    fn oldest(&self, kind: Kind, number: &str, over: Duration) -> String;
    /// The queue in one sentence.
    fn queue_summary(&self, waiting: u64, breached: bool) -> String;
    /// How many rows of an order are folded away.
    fn more(&self, count: usize) -> String;
    /// A page of the queue by its number.
    fn page_number(&self, page: u32) -> String;
    /// What came of an act on rows.
    fn acted(&self, act: Act, done: usize) -> String;
    /// Why a row was left as it was.
    fn left(&self, of: &Left<'_>) -> String;
    /// How many more rows were left as they were.
    fn left_too(&self, count: usize) -> String;
    /// That nothing was chosen, or nothing to do with it.
    fn nothing_chosen(&self) -> &'static str;
    /// What is wrong with what one of the staff typed, and what to do.
    fn desk_fault(&self, fault: Fault) -> &'static str;
    /// How many orders were found.
    fn found_headline(&self, typed: &str, count: usize) -> String;
    /// When an order was last opened.
    fn opened(&self, ago: Duration) -> String;
}

/// What the sentence of a contact is made from.
#[derive(Clone, Copy, Debug)]
pub struct ContactReason {
    /// What it is about.
    pub topic: Topic,
    /// Where it came from.
    pub channel: Channel,
    /// Whether somebody has answered since.
    pub answered: bool,
}

/// What is said of a row that was dealt with.
#[derive(Clone, Copy, Debug)]
pub struct Resolved<'a> {
    /// Who did.
    pub name: Option<&'a str>,
    /// When.
    pub at: NaiveDateTime,
    /// The reader's day.
    pub today: NaiveDate,
}

/// Why a row was left as it was.
#[derive(Clone, Copy, Debug)]
pub struct Left<'a> {
    /// The order's number; `None` when the row is gone.
    pub number: Option<&'a str>,
    /// How it stands now.
    pub stands: Stands<'a>,
}

/// How a row stands that was left as it was.
#[derive(Clone, Copy, Debug)]
pub enum Stands<'a> {
    /// A colleague has it.
    With(&'a str),
    /// A colleague has dealt with it.
    ResolvedBy(&'a str),
    /// It cleared itself, or is nowhere to be seen.
    Gone,
    /// Somebody has put it off or changed it otherwise.
    Changed,
    /// What was typed cannot be taken for it.
    Wrong(Fault),
    /// The server could not.
    Failed,
}

/// The fixed words around every page of the console.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ConsoleWords {
    /// The title.
    pub title: &'static str,
    /// Over the find box, for screen readers.
    pub find: &'static str,
    /// What can be typed there.
    pub find_hint: &'static str,
    /// The button that looks.
    pub look: &'static str,
    /// Over the choice of a brand.
    pub brand: &'static str,
    /// No brand in particular.
    pub all_brands: &'static str,
    /// The list of links, for screen readers.
    pub links: &'static str,
    /// The link to the queue alone.
    pub queue: &'static str,
    /// The link to the incidents.
    pub incidents: &'static str,
    /// The link to the settings.
    pub settings: &'static str,
    /// The link to one's own account.
    pub account: &'static str,
    /// The button that signs out.
    pub sign_out: &'static str,
    /// Past the queue.
    pub skip_to_order: &'static str,
    /// Past the header.
    pub skip_to_queue: &'static str,
    /// The button that opens the list of keys.
    pub help: &'static str,
    /// The heading of that list.
    pub keys: &'static str,
    /// Beside the box that switches them off.
    pub keys_on: &'static str,
    /// Closes it.
    pub close: &'static str,
    /// Said while no news comes in.
    pub offline: &'static str,
    /// Said when news comes in again.
    pub online: &'static str,
    /// Said when a form could not be sent.
    pub not_sent: &'static str,
}

/// The fixed words of the queue.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct QueueWords {
    /// The heading.
    pub heading: &'static str,
    /// The list of choices, for screen readers.
    pub show: &'static str,
    /// The list of counts, for screen readers.
    pub counts: &'static str,
    /// Every kind.
    pub every_kind: &'static str,
    /// After a count one of which is over its time, for screen readers.
    pub breached: &'static str,
    /// Over the choice of an owner.
    pub owner: &'static str,
    /// Anybody.
    pub anybody: &'static str,
    /// The button that filters.
    pub filter: &'static str,
    /// The list of rows, for screen readers.
    pub rows: &'static str,
    /// Ticks a row; the order's number follows.
    pub tick: &'static str,
    /// Beside an order that is a rehearsal.
    pub test: &'static str,
    /// Whoever looks.
    pub me: &'static str,
    /// Nobody has taken it.
    pub nobody: &'static str,
    /// The pages, for screen readers.
    pub pages: &'static str,
    /// Back a page.
    pub previous: &'static str,
    /// On a page.
    pub next: &'static str,
    /// When nothing waits at all.
    pub all_clear: &'static str,
    /// When the filter leaves nothing.
    pub nothing_here: &'static str,
    /// Leads back to all of it.
    pub show_all: &'static str,
    /// When it cannot be read.
    pub failed: &'static str,
    /// Where the queue is folded away.
    pub open_queue: &'static str,
}

/// The fixed words of what can be done with rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ActWords {
    /// The group, for screen readers.
    pub heading: &'static str,
    /// Before anything is ticked.
    pub hint: &'static str,
    /// One row is ticked.
    pub one: &'static str,
    /// Several are; `#` stands where the number goes.
    pub several: &'static str,
    /// Ticks all of the page.
    pub all: &'static str,
    /// Unticks all.
    pub none: &'static str,
    /// Takes.
    pub take: &'static str,
    /// Takes from a colleague.
    pub take_over: &'static str,
    /// Gives back.
    pub give_back: &'static str,
    /// Hands over.
    pub hand_over: &'static str,
    /// Over the choice of a colleague.
    pub to: &'static str,
    /// Puts off.
    pub snooze: &'static str,
    /// Over the choice of when.
    pub until: &'static str,
    /// The choices of when, by code.
    pub later: [(&'static str, &'static str); 4],
    /// Over the day.
    pub day: &'static str,
    /// Deals with.
    pub resolve: &'static str,
    /// Over the reason.
    pub why: &'static str,
    /// What a reason looks like.
    pub why_hint: &'static str,
    /// Opens again.
    pub reopen: &'static str,
    /// Writes a note.
    pub note: &'static str,
    /// Over the note.
    pub note_label: &'static str,
    /// Who reads it.
    pub note_hint: &'static str,
    /// Replies.
    pub reply: &'static str,
    /// Over the choice of a template.
    pub template: &'static str,
    /// What happens to it.
    pub reply_hint: &'static str,
    /// Where nothing is chosen.
    pub choose: &'static str,
}

/// The words of the pages for when there is no order to show.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DeskPageWords {
    /// The headline while nothing is open.
    pub nothing: &'static str,
    /// What to do then.
    pub nothing_text: &'static str,
    /// Over the pinned orders.
    pub pinned: &'static str,
    /// Over those opened last.
    pub recent: &'static str,
    /// While there are none of either.
    pub none_yet: &'static str,
    /// Over what the find box found, when it found nothing.
    pub not_found_text: &'static str,
    /// When nothing was typed.
    pub nothing_typed: &'static str,
    /// What to do then.
    pub nothing_typed_text: &'static str,
    /// Before the worst flag of an order that was found.
    pub flag: &'static str,
    /// The page for an address that leads nowhere, or to another brand's.
    pub missing: &'static str,
    /// What to do then.
    pub missing_text: &'static str,
    /// The page for when we cannot look.
    pub failed: &'static str,
    /// What to do then.
    pub failed_text: &'static str,
    /// The page for what one's role may not see.
    pub not_allowed: &'static str,
    /// What to do then.
    pub not_allowed_text: &'static str,
    /// Back to the queue.
    pub back: &'static str,
}
