//! English for mails nobody writes by hand, and for how a mail stands.

use super::dates;
use super::{ENGLISH, English};
use crate::texts::{
    FactLabels, HelpDeskMail, LinkMail, LinkTexts, MailDropped, MailStanding, MailTexts, MailWords,
    OutboxWords, WordingTexts,
};
use chrono::{NaiveDate, NaiveDateTime};
use doorstep::contact::Topic;
use doorstep::delivery::Wait;
use doorstep::mail::{MailKind, MailState};
use doorstep::recipient::Medium;
use doorstep::scan::Precision;
use doorstep::wording::Versions;

impl LinkTexts for English {
    fn list_link_mail(&self, shop: &str, link: &str) -> MailWords {
        MailWords {
            subject: format!("Your orders at {shop}"),
            body: format!(
                "Hello,\n\nHere is the link to your orders at {shop}. It works for 30 minutes:\n\n{link}\n\n\
                 Nobody else should have it. If you did not ask for it, you do not have to do anything.\n\n{shop}"
            ),
        }
    }

    fn link_mail(&self, of: &LinkMail<'_>) -> MailWords {
        link_mail(of)
    }

    fn invitation_mail(&self, shop: &str, link: &str) -> MailWords {
        MailWords {
            subject: format!("Would you like to follow a parcel from {shop}?"),
            body: format!(
                "Hello,\n\nSomebody who ordered at {shop} would like you to follow the parcel too. \
                 Do you want messages about where it is and when it comes? Say yes or no here:\n\n{link}\n\n\
                 You will see neither what is in it nor what it cost. If you do nothing, we write no more.\n\n{shop}"
            ),
        }
    }
}

impl MailTexts for English {
    fn mail_kind(&self, kind: MailKind) -> &'static str {
        match kind {
            MailKind::ListLink => "Link to all orders",
            MailKind::Reply => "Reply",
            MailKind::Link => "Link sent again",
            MailKind::HelpDesk => "To the help desk",
            MailKind::Invitation => "Asked to follow",
        }
    }

    fn mail_standing(&self, of: &MailStanding<'_>) -> String {
        let standing = standing(of);
        match of.versions {
            Some(versions) => format!("{standing} {}", in_words_of(versions)),
            None => standing,
        }
    }

    fn mail_dropped(&self, why: MailDropped) -> &'static str {
        match why {
            MailDropped::NoAddress => "there is no address to send it to",
            MailDropped::Stopped => "whoever reads it wants no more messages of the shop",
            MailDropped::NoTester => {
                "it is about a test order, and its address is not on the list of testers"
            }
            MailDropped::LinkOver => "the link in it opens nothing any more",
            MailDropped::Gone => "what it tells of is gone",
            MailDropped::NoSiteAddress => {
                "no link can be put in until public_address is set in doorstep.toml"
            }
            MailDropped::NoSender => {
                "neither the brand nor [mail] in doorstep.toml names an address to send from"
            }
        }
    }

    fn help_desk_mail(&self, of: &HelpDeskMail<'_>) -> MailWords {
        help_desk_mail(of, self.asked_about(of.topic))
    }

    fn asked_about(&self, topic: Topic) -> &'static str {
        match topic {
            Topic::NotReceived => "Delivered, but not received",
            Topic::WhereIsIt => "Where is it",
            Topic::Damaged => "Damaged",
            Topic::WrongContents => "Missing or wrong in the box",
            Topic::WrongAddress => "Wrong address",
            Topic::Returned => "Came back",
            Topic::Other => "A question",
        }
    }

    fn fact_labels(&self) -> FactLabels {
        FactLabels {
            order: "Order",
            status: "Status",
            window: "When",
            carrier: "Carrier",
            number: "Tracking number",
            last_scan: "Last scan",
            page: "What the shopper sees",
        }
    }

    fn outbox_words(&self) -> OutboxWords {
        OutboxWords {
            heading: "Outbox",
            text: "Messages that wait, and messages that were given up. What has gone out stands with its order.",
            not_set_up: "No mail server is set up: mails wait until there is one. Write it into the [mail] part of doorstep.toml.",
            empty: "No message waits.",
            dead: "Given up",
            waiting: "Waiting",
            replay: "Send again",
            replay_all: "Send all of these again",
            replayed: "Queued again.",
        }
    }
}

fn link_mail(of: &LinkMail<'_>) -> MailWords {
    let hello = of
        .first_name
        .map_or_else(|| "Hello,".to_owned(), |name| format!("Hello {name},"));
    let window = if of.window.is_empty() {
        String::new()
    } else {
        format!("{}\n", of.window)
    };
    MailWords {
        subject: format!("Order {}: the page to follow it", of.order),
        body: format!(
            "{hello}\n\nHere is the page of your order {} at {}:\n\n{}\n\n{}.\n{window}\n\
             The page shows what is known at any time. Whoever has this link can see it.\n\n\
             If anything is unclear, just answer this mail.\n\n{}",
            of.order,
            of.shop,
            of.link,
            of.status.trim_end_matches('.'),
            of.shop
        ),
    }
}

fn help_desk_mail(of: &HelpDeskMail<'_>, topic: &str) -> MailWords {
    let words = if of.words.is_empty() {
        "They wrote nothing more.".to_owned()
    } else {
        of.words
            .iter()
            .flat_map(|words| words.lines())
            .map(|line| format!("> {line}").trim_end().to_owned())
            .collect::<Vec<_>>()
            .join("\n")
    };
    let facts: Vec<String> = of
        .facts
        .iter()
        .map(|(label, fact)| format!("{label}: {fact}"))
        .collect();
    MailWords {
        subject: format!("{topic}: order {} [{}]", of.order, of.reference),
        body: format!(
            "{topic}\nReference: {}\n\nWhat the shopper wrote:\n\n{words}\n\nWhat we know of the order:\n\n{}\n\n\
             The order in the console:\n{}\n\nAn answer to this mail goes to the shopper.",
            of.reference,
            facts.join("\n"),
            of.console
        ),
    }
}

fn moment(at: NaiveDateTime, today: NaiveDate) -> String {
    dates::short_moment(at, Precision::Minute, today)
}

fn standing(of: &MailStanding<'_>) -> String {
    let because = of.why.map_or_else(String::new, |why| {
        format!(": {}", why.trim_end_matches('.'))
    });
    let at = |at: Option<NaiveDateTime>, before: &str| {
        at.map_or_else(String::new, |at| {
            format!(" {before}{}", moment(at, of.today))
        })
    };
    match of.state {
        MailState::Sent => format!("Sent{}.", at(of.ended, "on ")),
        MailState::Dropped => format!("Not sent{because}."),
        MailState::Dead => format!(
            "Given up{} after {}{because}.",
            at(of.ended, "on "),
            tries(of.attempts)
        ),
        MailState::Queued if !of.is_set_up => match of.medium {
            Medium::Email => "Queued: no mail server is set up yet.".to_owned(),
            Medium::Sms => "Queued: no provider of text messages is set up yet.".to_owned(),
        },
        MailState::Queued if of.attempts == 0 && of.waits.is_some() => {
            let why = match of.waits {
                Some(Wait::QuietHours) => ": it is night there",
                Some(Wait::DailyNumber) => ": they have had enough for one day",
                Some(Wait::Gathering) | None => "",
            };
            format!("Waits{}{why}.", at(of.next_try, "until "))
        }
        MailState::Queued if of.attempts == 0 || of.why.is_none() => {
            "Queued: it goes out in a moment.".to_owned()
        }
        MailState::Queued => format!("Queued, tried again{}{because}.", at(of.next_try, "on ")),
    }
}

/// Which versions of the shop's own words it went out in.
fn in_words_of(versions: &Versions) -> String {
    let words = versions.words().map(|(news, version)| {
        let news = ENGLISH.news_label(news);
        format!("{news}, version {version}")
    });
    let layout = versions.layout();
    let layout = layout.map(|version| format!("order of the blocks, version {version}"));
    let all: Vec<String> = words.chain(layout).collect();
    format!("In your words: {}.", all.join("; "))
}

fn tries(count: u32) -> String {
    match count {
        1 => "1 try".to_owned(),
        count => format!("{count} tries"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::texts::en::tests::plain_mail;
    use doorstep::wording::News;

    #[test]
    fn mails_are_plain_and_whole() {
        let list = ENGLISH.list_link_mail("Acme", "https://track.acme.example/my/x");
        plain_mail(&list.subject, &list.body);
        let asked = ENGLISH.invitation_mail("Acme", "https://track.acme.example/f/x");
        plain_mail(&asked.subject, &asked.body);
        for (first_name, window) in [(Some("Jo"), "Arriving Thursday 14 May."), (None, "")] {
            let mail = ENGLISH.link_mail(&LinkMail {
                first_name,
                order: "1001",
                status: "On its way",
                window,
                link: "https://track.acme.example/t/x",
                shop: "Acme",
            });
            plain_mail(&mail.subject, &mail.body);
        }
        for topic in Topic::ALL {
            for words in [vec!["It is not there.\nAt all".to_owned()], Vec::new()] {
                let mail = ENGLISH.help_desk_mail(&HelpDeskMail {
                    topic,
                    reference: "K7P2-9QXM",
                    order: "1001",
                    words: &words,
                    facts: &[("Status", "On its way".to_owned())],
                    console: "https://track.acme.example/console/orders/ord1",
                });
                assert!(mail.subject.ends_with("[K7P2-9QXM]"), "{}", mail.subject);
                plain_mail(&mail.subject, &mail.body);
            }
        }
    }

    #[test]
    fn a_mail_says_how_it_stands() {
        let today = NaiveDate::from_ymd_opt(2026, 5, 14).unwrap();
        let at = today.and_hms_opt(14, 5, 0);
        let of = MailStanding {
            state: MailState::Queued,
            ended: None,
            next_try: at,
            attempts: 0,
            why: None,
            medium: Medium::Email,
            waits: None,
            versions: None,
            is_set_up: true,
            today,
        };
        let check = |of: MailStanding<'_>, wanted: &str| {
            assert_eq!(ENGLISH.mail_standing(&of), wanted);
        };
        check(of, "Queued: it goes out in a moment.");
        check(
            MailStanding {
                waits: Some(Wait::QuietHours),
                ..of
            },
            "Waits until Thu 14 May, 14:05: it is night there.",
        );
        check(
            MailStanding {
                is_set_up: false,
                ..of
            },
            "Queued: no mail server is set up yet.",
        );
        check(
            MailStanding {
                attempts: 2,
                why: Some("451 try later."),
                ..of
            },
            "Queued, tried again on Thu 14 May, 14:05: 451 try later.",
        );
        check(
            MailStanding {
                state: MailState::Sent,
                ended: at,
                ..of
            },
            "Sent on Thu 14 May, 14:05.",
        );
        let mut versions = Versions::default();
        versions.say(News::Shipped, 3);
        versions.arrange(2);
        check(
            MailStanding {
                state: MailState::Sent,
                ended: at,
                versions: Some(&versions),
                ..of
            },
            "Sent on Thu 14 May, 14:05. In your words: Shipped, version 3; order of the blocks, version 2.",
        );
        check(
            MailStanding {
                state: MailState::Dead,
                ended: at,
                attempts: 1,
                why: Some("550 no such user"),
                ..of
            },
            "Given up on Thu 14 May, 14:05 after 1 try: 550 no such user.",
        );
        check(
            MailStanding {
                state: MailState::Dropped,
                why: Some("what it tells of is gone"),
                ..of
            },
            "Not sent: what it tells of is gone.",
        );
    }
}
