//! English for the console: short, exact, and what to do next.

use super::{English, dates};
use crate::texts::console::{
    ActWords, ConsoleTexts, ConsoleWords, ContactReason, DeskPageWords, Left, QueueWords, Resolved,
    Stands,
};
use crate::texts::flags::FlagTexts;
use chrono::{Duration, NaiveDate, NaiveDateTime};
use doorstep::contact::{Channel, Topic};
use doorstep::desk::Fault;
use doorstep::queue::{Act, Kind, Show, What};
use doorstep::scan::Precision;

impl ConsoleTexts for English {
    fn console(&self) -> ConsoleWords {
        CONSOLE
    }

    fn queue(&self) -> QueueWords {
        QUEUE
    }

    fn acts(&self) -> ActWords {
        ACTS
    }

    fn desk_pages(&self) -> DeskPageWords {
        PAGES
    }

    fn keys(&self) -> &'static [(&'static str, &'static str)] {
        KEYS
    }

    fn show_label(&self, show: Show) -> &'static str {
        match show {
            Show::Open => "All",
            Show::Mine => "Mine",
            Show::Unowned => "Unowned",
            Show::Snoozed => "Snoozed",
            Show::Resolved => "Resolved",
        }
    }

    fn kind_label(&self, kind: Kind) -> &'static str {
        match kind {
            Kind::Flag(flag) => self.flag_label(flag),
            Kind::Contact(topic) => self.contact_label(topic),
        }
    }

    fn what_label(&self, what: What) -> &'static str {
        match what {
            What::Flag(flag) => self.flag_label(flag),
            What::Contacts => "Contacts",
        }
    }

    fn contact_label(&self, topic: Topic) -> &'static str {
        match topic {
            Topic::NotReceived => "Says: not received",
            Topic::WhereIsIt => "Asks: where is it?",
            Topic::Damaged => "Says: damaged",
            Topic::WrongContents => "Says: wrong contents",
            Topic::WrongAddress => "Says: wrong address",
            Topic::Returned => "Asks: came back, and now?",
            Topic::Other => "Asks something else",
        }
    }

    fn contact_reason(&self, of: &ContactReason) -> String {
        let how = match of.channel {
            Channel::Page => "on the tracking page",
            Channel::Api => "through the help desk",
            Channel::Staff => "by a call or chat",
        };
        let what = about(of.topic);
        let answered = if of.answered {
            "answered, and still open"
        } else {
            "not answered yet"
        };
        format!("The shopper told us {how}: {what}; {answered}.")
    }

    fn since(&self, at: NaiveDateTime, today: NaiveDate) -> String {
        format!("since {}", short(at, today))
    }

    fn due(&self, left: Duration) -> String {
        if left < Duration::zero() {
            format!("{} over", span(left.abs()))
        } else {
            format!("due in {}", span(left))
        }
    }

    fn back_at(&self, at: NaiveDateTime, today: NaiveDate) -> String {
        format!("back {}", short(at, today))
    }

    fn resolved_by(&self, of: &Resolved<'_>) -> String {
        let who = of.name.unwrap_or("somebody");
        format!("by {who}, {}", short(of.at, of.today))
    }

    fn oldest(&self, kind: Kind, number: &str, over: Duration) -> String {
        let label = self.kind_label(kind);
        format!("Longest over its time: {number}, {label}, {}", span(over))
    }

    fn queue_summary(&self, waiting: u64, breached: bool) -> String {
        let wait = match waiting {
            0 => return "Nothing waits.".to_owned(),
            1 => "1 row waits".to_owned(),
            count => format!("{count} rows wait"),
        };
        let over = if breached {
            "; some are over their time"
        } else {
            "; none is over its time"
        };
        format!("{wait}{over}.")
    }

    fn more(&self, count: usize) -> String {
        format!("{count} more")
    }

    fn page_number(&self, page: u32) -> String {
        format!("Page {page}")
    }

    fn acted(&self, act: Act, done: usize) -> String {
        let rows = if done == 1 {
            "1 row".to_owned()
        } else {
            format!("{done} rows")
        };
        match act {
            Act::Take => format!("Taken: {rows}."),
            Act::GiveBack => format!("Given back: {rows}."),
            Act::HandOver => format!("Handed over: {rows}."),
            Act::Snooze => format!("Snoozed: {rows}."),
            Act::Resolve => format!("Resolved: {rows}. You find them under Resolved."),
            Act::Reopen => format!("Opened again: {rows}."),
            Act::Note => format!("Note written: {rows}."),
            Act::Reply => format!("Reply queued: {rows}."),
        }
    }

    fn left(&self, of: &Left<'_>) -> String {
        let Some(number) = of.number else {
            return "A row is gone: it cleared itself, or is not yours to see.".to_owned();
        };
        match of.stands {
            Stands::With(name) => {
                format!("{number}: {name} took it a moment ago. It was left as it is.")
            }
            Stands::ResolvedBy(name) => format!("{number}: {name} has resolved it."),
            Stands::Gone => format!("{number}: it cleared itself a moment ago."),
            Stands::Changed => {
                format!("{number}: somebody changed it a moment ago. Look again, then decide.")
            }
            Stands::Failed => format!("{number}: it could not be changed right now. Try again."),
            Stands::Wrong(fault) => format!("{number}: {}", self.desk_fault(fault)),
        }
    }

    fn left_too(&self, count: usize) -> String {
        format!("{count} more were left as they are.")
    }

    fn nothing_chosen(&self) -> &'static str {
        "Nothing was done: tick at least one row, then choose what to do."
    }

    fn desk_fault(&self, fault: Fault) -> &'static str {
        match fault {
            Fault::NoWords => "Write a few words, then send it again.",
            Fault::TooLong => "That is too long: cut it short, or write two.",
            Fault::WrongMoment => "Choose a moment that lies ahead, within the next 30 days.",
            Fault::NoTrackingNumber => "That is no tracking number: check it for missing digits.",
            Fault::SameNumber => "The order has this tracking number already.",
            Fault::NoStatus => "A parcel cannot be marked with that.",
            Fault::WrongDay => "Choose a real day, and a last day that is not before the first.",
            Fault::NoCarrier => "Name the carrier: we do not know it by that.",
            Fault::NotTheirBrand => "This colleague does not serve that brand: choose another.",
            Fault::MissingFact => {
                "A fact the text needs is not known yet: fill in what is marked, or take it out."
            }
            Fault::NoAddress => "The buyer has no e-mail address: ring them, or ask the shop.",
            Fault::NoTester => {
                "This is a test order, and the buyer's address is not on the shop's list of testers: nothing is sent to it."
            }
            Fault::ClaimIsOpen => "There is a claim for this parcel already: go on with that one.",
            Fault::IsResolved => "It is resolved already: open it again first.",
            Fault::NoPlace => "We do not know that country, or a region needs one beside it.",
            Fault::NoAmount => {
                "That is no amount of money: write it as 59.90 EUR, in the currency of what is demanded."
            }
            Fault::NoQuantity => {
                "Write how many pieces it holds: a whole number, and no more than were ordered."
            }
            Fault::Forgotten => {
                "The buyer was forgotten at their wish: nothing about them is written down any more."
            }
        }
    }

    fn found_headline(&self, typed: &str, count: usize) -> String {
        match count {
            0 => format!("Nothing fits \"{typed}\""),
            1 => format!("1 order fits \"{typed}\""),
            count => format!("{count} orders fit \"{typed}\""),
        }
    }

    fn opened(&self, ago: Duration) -> String {
        format!("opened {}", dates::ago(ago))
    }
}

const fn about(topic: Topic) -> &'static str {
    match topic {
        Topic::NotReceived => "it is marked as delivered and is not there",
        Topic::WhereIsIt => "where is it?",
        Topic::Damaged => "it is damaged",
        Topic::WrongContents => "something is missing or wrong in the box",
        Topic::WrongAddress => "the address is wrong",
        Topic::Returned => "it came back, what happens now?",
        Topic::Other => "something else",
    }
}

fn short(at: NaiveDateTime, today: NaiveDate) -> String {
    dates::short_moment(at, Precision::Minute, today)
}

/// "12 min", "3 hours", "2 days".
fn span(span: Duration) -> String {
    let of = |count: i64, unit: &str| {
        let plural = if count == 1 { "" } else { "s" };
        format!("{count} {unit}{plural}")
    };
    match (span.num_minutes(), span.num_hours()) {
        (minutes, 0) => format!("{minutes} min"),
        (_, hours) if hours < 48 => of(hours, "hour"),
        (_, hours) => of(hours / 24, "day"),
    }
}

const CONSOLE: ConsoleWords = ConsoleWords {
    title: "Doorstep",
    find: "Find an order",
    find_hint: "Order, tracking number, e-mail, phone, name, postal code",
    look: "Find",
    brand: "Brand",
    all_brands: "All brands",
    links: "Places of the console",
    queue: "Queue",
    incidents: "Incidents",
    settings: "Settings",
    account: "Your account",
    sign_out: "Sign out",
    skip_to_order: "Skip to the order",
    skip_to_queue: "Skip to the queue",
    help: "Keys",
    keys: "Keys of the console",
    keys_on: "Keys of one letter are on",
    close: "Close",
    offline: "No news comes in right now: the page shows what was true before. It tries again by itself.",
    online: "News comes in again.",
    not_sent: "That could not be sent. What you typed is still here: try again in a moment.",
};

const QUEUE: QueueWords = QueueWords {
    heading: "Queue",
    show: "Which rows",
    counts: "How many wait, by kind",
    every_kind: "Every kind",
    breached: "over its time",
    owner: "Owner",
    anybody: "Anybody",
    filter: "Show",
    rows: "Orders that wait, worst first",
    tick: "Tick",
    test: "Test order",
    me: "You",
    nobody: "Nobody",
    pages: "Pages of the queue",
    previous: "Previous",
    next: "Next",
    all_clear: "Nothing waits. New rows show here by themselves.",
    nothing_here: "Nothing fits this choice.",
    show_all: "Show all that waits",
    failed: "The queue cannot be read right now. Nothing is lost: load the page again in a moment.",
    open_queue: "Show the queue",
};

const ACTS: ActWords = ActWords {
    heading: "What to do with ticked rows",
    hint: "Tick rows to take, snooze, answer or resolve them together.",
    one: "1 row ticked",
    several: "# rows ticked",
    all: "Tick all",
    none: "Untick all",
    take: "Take",
    take_over: "Take over",
    give_back: "Give back",
    hand_over: "Hand over",
    to: "To",
    snooze: "Snooze",
    until: "Until",
    later: [
        ("hour", "in 1 hour"),
        ("tomorrow", "tomorrow, 09:00"),
        ("three-days", "in 3 days, 09:00"),
        ("day", "a day, 09:00"),
    ],
    day: "Day",
    resolve: "Resolve",
    why: "Why it is done with",
    why_hint: "A few words for colleagues, such as: carrier found it.",
    reopen: "Open again",
    note: "Note",
    note_label: "Note",
    note_hint: "Colleagues read it; shoppers never do.",
    reply: "Reply",
    template: "Template",
    reply_hint: "Each shopper gets it with the facts of their own order. Where a fact is missing nothing is sent, and you are told.",
    choose: "Choose",
};

const PAGES: DeskPageWords = DeskPageWords {
    nothing: "Open an order",
    nothing_text: "Choose a row of the queue, or find an order by what the shopper tells you.",
    pinned: "Pinned",
    recent: "Opened last",
    none_yet: "Orders you open or pin are listed here.",
    not_found_text: "Try less of it: the last four digits of a number, the first letters of a name. Only orders of the brands you serve are found.",
    nothing_typed: "Type something to find",
    nothing_typed_text: "An order number, a tracking number, an e-mail address, a phone number, a name or a postal code; part of it is enough.",
    flag: "Flag:",
    missing: "There is no such page",
    missing_text: "The address is wrong, or leads to an order of a brand you do not serve.",
    failed: "We cannot look right now",
    failed_text: "Nothing is lost. Load the page again in a moment.",
    not_allowed: "This is not open to your role",
    not_allowed_text: "Ask an admin if you need it.",
    back: "Back to the queue",
};

const KEYS: &[(&str, &str)] = &[
    ("/", "Find an order"),
    ("j", "Next row"),
    ("k", "Previous row"),
    ("Enter", "Open the row's order"),
    ("x", "Tick or untick the row"),
    ("t", "Take it"),
    ("e", "Resolve it: asks for the reason"),
    ("s", "Snooze it"),
    ("n", "Write a note"),
    ("r", "Reply"),
    ("?", "This list"),
    ("Ctrl Enter", "Send what is typed"),
    ("Esc", "Leave a field, close what is open"),
];

#[cfg(test)]
mod tests {
    use super::super::ENGLISH;
    use super::*;
    use chrono::NaiveTime;
    use doorstep::flag::Flag;

    #[test]
    fn time_left_is_said_in_words() {
        let check = |minutes: i64, words: &str| {
            assert_eq!(ENGLISH.due(Duration::minutes(minutes)), words);
        };
        check(12, "due in 12 min");
        check(60, "due in 1 hour");
        check(47 * 60, "due in 47 hours");
        check(49 * 60, "due in 2 days");
        check(-5, "5 min over");
        check(-125, "2 hours over");
        check(-3 * 24 * 60, "3 days over");
    }

    #[test]
    fn every_fault_says_what_to_do_in_one_sentence() {
        for fault in Fault::ALL {
            let words = ENGLISH.desk_fault(fault);
            assert!(words.ends_with('.') && words.len() > 20, "{words}");
        }
    }

    #[test]
    fn what_became_of_a_row_names_who() {
        let left = |stands| {
            let number = Some("#1001");
            ENGLISH.left(&Left { number, stands })
        };
        assert_eq!(
            left(Stands::With("Grace")),
            "#1001: Grace took it a moment ago. It was left as it is."
        );
        assert_eq!(left(Stands::Gone), "#1001: it cleared itself a moment ago.");
        assert!(left(Stands::Wrong(Fault::NoAddress)).starts_with("#1001: The buyer has"));
    }

    #[test]
    fn rows_have_their_words() {
        for topic in Topic::ALL {
            let label = ENGLISH.kind_label(Kind::Contact(topic));
            assert!(!label.is_empty() && !label.contains('_'), "{label}");
            let reason = ENGLISH.contact_reason(&ContactReason {
                topic,
                channel: Channel::Page,
                answered: false,
            });
            assert!(reason.ends_with("; not answered yet."), "{reason}");
        }
        assert_eq!(ENGLISH.kind_label(Kind::Flag(Flag::Stuck)), "Stuck");
        let day = NaiveDate::from_ymd_opt(2026, 5, 12).unwrap();
        let at = day.and_time(NaiveTime::from_hms_opt(9, 0, 0).unwrap());
        assert_eq!(ENGLISH.since(at, day), "since Tue 12 May, 09:00");
    }
}
