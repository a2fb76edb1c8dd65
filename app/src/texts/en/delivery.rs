//! English for what becomes of due notices, and for setting which are sent.

use super::English;
use super::dates;
use crate::texts::{DeliveryTexts, NoticeStanding, NoticesWords};
use chrono::{NaiveDate, NaiveDateTime};
use doorstep::delivery::settings::{MOST_DAILY, MOST_DELAY_DAYS, MOST_TESTERS, NoticeFault};
use doorstep::delivery::{Dropped, NoticeState, Wait};
use doorstep::recipient::Medium;
use doorstep::scan::Precision;

impl DeliveryTexts for English {
    fn notice_dropped(&self, why: Dropped) -> &'static str {
        match why {
            Dropped::Passed => "what it tells had passed by then",
            Dropped::DateMoved => "the date in it had changed by then",
            Dropped::SmallMove => "the date moved by no more days than the settings allow",
            Dropped::AlreadyTold => "they have been told of this date",
            Dropped::TooOld => "it happened more than three days before",
            Dropped::BeforeConnection => "it happened before the shop was connected",
            Dropped::BeforeSending => "it is older than the sending of notices here",
            Dropped::Imported => "the order was imported",
            Dropped::NoTester => "it is a test order, and its buyer is not on the list of testers",
            Dropped::NobodyToTell => "there is nobody to send it to",
            Dropped::NoWay => "they hear by text message alone, and no provider is set up",
            Dropped::NotWanted => "they do not want such messages",
            Dropped::SwitchedOff => "it is switched off in the settings",
            Dropped::Gone => "what it tells of is gone",
        }
    }

    fn notice_standing(&self, of: &NoticeStanding<'_>) -> String {
        standing(self, of)
    }

    fn medium_label(&self, medium: Medium) -> &'static str {
        match medium {
            Medium::Email => "E-mail",
            Medium::Sms => "Text message",
        }
    }

    fn message_to(&self, notice: &str, medium: Medium, to: Option<&str>) -> String {
        let how = match medium {
            Medium::Email => "by e-mail",
            Medium::Sms => "by text message",
        };
        match to {
            Some(to) => format!("{notice}, {how} to {to}"),
            None => format!("{notice}, {how}"),
        }
    }

    fn notice_fault(&self, fault: NoticeFault) -> String {
        match fault {
            NoticeFault::DelayDays => {
                format!("The days of a delay: a whole number from 0 to {MOST_DELAY_DAYS}.")
            }
            NoticeFault::Daily => {
                format!("The messages in a day: a whole number from 1 to {MOST_DAILY}.")
            }
            NoticeFault::Quiet => {
                "The quiet hours: two times of day such as 21:00 and 08:00, or none.".to_owned()
            }
            NoticeFault::Testers => {
                format!("The testers: one e-mail address on each line, at most {MOST_TESTERS}.")
            }
        }
    }

    fn notices_page(&self) -> NoticesWords {
        PAGE
    }
}

const PAGE: NoticesWords = NoticesWords {
    heading: "Notices",
    text: "Messages to shoppers about their orders. A new shop sends none: switch each on when you like what it says. Until then the outbox shows what would have been sent.",
    notice: "Notice",
    which: "What is sent",
    no_texts: "No text messages are sent until a provider is set up.",
    shopify: "Shopify sends its own order confirmation. With this one on, buyers get two.",
    bounds: "When",
    delay_days: "Days a date may slip in silence",
    delay_days_hint: "0 tells of every later day. A date that was missed is always told.",
    quiet_from: "No text messages from",
    quiet_to: "No text messages until",
    quiet_hint: "By the clock where the parcel goes. Leave both empty to send at any hour.",
    daily: "Most messages in a day",
    daily_hint: "To one address, about all its orders with you. What is too much waits for the next morning.",
    testers: "Testers",
    testers_hint: "One e-mail address on each line. Of test orders they alone hear.",
    save: "Save",
    saved: "Saved.",
    changed_meanwhile: "Somebody else has changed these settings meanwhile. Nothing of yours is saved yet, and all of it is still in the fields: saving puts it in the place of theirs, which differs in this:",
    on: "on",
    off: "off",
    nothing: "empty",
    held_back: "Would have been sent",
    held_back_text: "These notices are switched off in the settings. The newest stand first.",
    read: "Read it",
    message: "What it says",
    no_message: "It cannot be put into words any more.",
};

fn moment(at: NaiveDateTime, today: NaiveDate) -> String {
    dates::short_moment(at, Precision::Minute, today)
}

fn standing(texts: &English, of: &NoticeStanding<'_>) -> String {
    let until = of
        .next
        .map_or_else(String::new, |at| format!(" until {}", moment(at, of.today)));
    let because = of.why.map_or_else(String::new, |why| {
        format!(": {}", why.trim_end_matches('.'))
    });
    match of.state {
        NoticeState::Queued => match of.waits {
            None => "Due: it is looked at in a moment.".to_owned(),
            Some(Wait::Gathering) => format!("Waits{until} for news that goes with it."),
            Some(Wait::QuietHours) => format!("Waits{until}: it is night there."),
            Some(Wait::DailyNumber) => format!("Waits{until}: they have had enough for one day."),
        },
        NoticeState::UnderWay => "On its way.".to_owned(),
        NoticeState::Sent => "Sent.".to_owned(),
        NoticeState::Merged => match of.told_with {
            Some(notice) => {
                use crate::texts::DeskTexts;
                format!(
                    "Told in the same message as: {}.",
                    texts.notice_label(notice)
                )
            }
            None => "Told with another message.".to_owned(),
        },
        NoticeState::Dropped if of.is_held_back => {
            "Would have been sent: it is switched off in the settings.".to_owned()
        }
        NoticeState::Dropped => format!("Not sent{because}."),
        NoticeState::Dead => "Given up: nobody could be reached.".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::texts::en::ENGLISH;
    use doorstep::notice::Notice;

    fn of(state: NoticeState) -> NoticeStanding<'static> {
        NoticeStanding {
            state,
            why: None,
            is_held_back: false,
            waits: None,
            next: None,
            told_with: None,
            today: NaiveDate::from_ymd_opt(2026, 5, 14).unwrap(),
        }
    }

    #[test]
    fn every_reason_reads_on() {
        for why in Dropped::ALL {
            let words = ENGLISH.notice_dropped(*why);
            let said = ENGLISH.notice_standing(&NoticeStanding {
                why: Some(words),
                ..of(NoticeState::Dropped)
            });
            assert_eq!(said, format!("Not sent: {words}."));
            assert!(!words.ends_with('.') && !words.contains('_'), "{words}");
        }
    }

    #[test]
    fn a_notice_says_what_it_waits_for() {
        let at = of(NoticeState::Queued).today.and_hms_opt(14, 5, 0);
        let waits = |waits| {
            ENGLISH.notice_standing(&NoticeStanding {
                waits,
                next: at,
                ..of(NoticeState::Queued)
            })
        };
        assert_eq!(waits(None), "Due: it is looked at in a moment.");
        for wait in Wait::ALL {
            let said = waits(Some(*wait));
            assert!(said.contains("until Thu 14 May, 14:05"), "{said}");
        }
        let merged = ENGLISH.notice_standing(&NoticeStanding {
            told_with: Some(Notice::Shipped),
            ..of(NoticeState::Merged)
        });
        assert!(
            merged.starts_with("Told in the same message as: "),
            "{merged}"
        );
    }
}
