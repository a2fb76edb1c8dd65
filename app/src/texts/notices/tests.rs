//! Every notice in every state, for every reason: whole, plain, short enough.

use super::*;
use crate::texts::de::GERMAN;
use crate::texts::en::ENGLISH;
use crate::texts::es::SPANISH;
use crate::texts::for_language;
use crate::texts::plain::JARGON_OF_MESSAGES;
use chrono::{DateTime, NaiveDate, Utc};
use doorstep::answers::answers;
use doorstep::derive::{Facts, Now, derive};
use doorstep::notice::MilestoneOf;
use doorstep::reading::{Estimate, Hours};
use doorstep::scan::{Reason, Status};
use doorstep::shipment::PromiseSource;
use doorstep::sms::{in_gsm, segments};
use doorstep::window::Window;

const CARRIERS: [Option<&str>; 2] = [Some("Hermes Einrichtungs Service"), None];
const LINK: &str = "https://track.harbour-and-pine.example/t/0123456789abcdefghijkl";
const SHOPS: [&str; 3] = [
    "Ox",
    "The Old Harbour and Pine Trading Company of Portland, Maine",
    "Łódzkie Święto Kawy – 日本茶",
];

fn plain(text: &str) {
    assert!(!text.trim().is_empty(), "nothing is said");
    assert_eq!(text.trim(), text);
    for hole in ["{", "}", "_", "  ", "..", " .", " ,", ": .", "()", "( "] {
        assert!(!text.contains(hole), "“{hole}” in “{text}”");
    }
    for word in JARGON_OF_MESSAGES {
        assert!(!text.contains(word), "“{word}” in “{text}”");
    }
}

fn sentences(text: &str) -> Vec<Vec<&str>> {
    text.split(['.', '!', '?', ':'])
        .map(|sentence| sentence.split_whitespace().collect::<Vec<_>>())
        .filter(|words| !words.is_empty())
        .collect()
}

/// Groups of vowels, without a silent e at the end.
fn syllables(word: &str) -> usize {
    let word: String = word
        .chars()
        .filter(|letter| letter.is_alphabetic())
        .collect();
    let word = word.to_lowercase();
    let vowel = |letter: char| "aeiouy".contains(letter);
    let mut count = 0;
    let mut before = false;
    for letter in word.chars() {
        count += usize::from(vowel(letter) && !before);
        before = vowel(letter);
    }
    let is_silent = word.ends_with('e') && !word.ends_with("le") && count > 1;
    (count - usize::from(is_silent)).max(1)
}

/// Flesch and Kincaid's school grade.
fn grade(text: &str) -> f64 {
    let sentences = sentences(text);
    let words: Vec<&str> = sentences.iter().flatten().copied().collect();
    let count = |number: usize| f64::from(u32::try_from(number).unwrap());
    let said = words.iter().map(|word| syllables(word)).sum();
    let each = count(words.len());
    0.39 * each / count(sentences.len()) + 11.8 * count(said) / each - 15.59
}

fn short_sentences(text: &str) {
    for sentence in sentences(text) {
        assert!(sentence.len() <= 20, "{} words: “{text}”", sentence.len());
    }
}

/// Where a parcel can stand when each notice is due.
fn statuses(notice: Notice) -> &'static [Status] {
    match notice {
        Notice::OrderConfirmed => &[Status::Ordered, Status::Packed, Status::LabelCreated],
        Notice::Shipped | Notice::Milestone => &[Status::PickedUp, Status::InTransit],
        Notice::OutForDelivery => &[Status::OutForDelivery],
        Notice::Delivered => &[Status::Delivered],
        Notice::AvailableForPickup | Notice::PickupReminder => &[Status::AvailableForPickup],
        Notice::Attempted => &[Status::Attempted],
        Notice::Delay => &[
            Status::Ordered,
            Status::Packed,
            Status::LabelCreated,
            Status::InTransit,
            Status::Exception,
            Status::Unknown,
        ],
        Notice::Exception => &[Status::Exception],
        Notice::Returning => &[Status::Returning],
        Notice::Returned => &[Status::Returned],
        Notice::Cancelled => &[Status::Cancelled],
    }
}

fn standing(status: Status, reason: Reason) -> Answers {
    let facts = Facts {
        tracked: true,
        ..Facts::default()
    };
    let now = Now {
        instant: DateTime::<Utc>::UNIX_EPOCH,
        at_destination: DateTime::<Utc>::UNIX_EPOCH.naive_utc(),
    };
    let mut derived = derive(&facts, now);
    derived.status = status;
    derived.reason = Some(reason);
    derived.place = Some("Louisville, KY".to_owned());
    answers(&facts, &derived)
}

/// Every notice as it can be due, with the reason behind it.
fn each(check: &mut dyn FnMut(&NoticeSaid<'_>, Reason)) {
    for notice in Notice::ALL {
        for status in statuses(notice) {
            for reason in Reason::ALL {
                let answers = standing(*status, reason);
                for carrier in CARRIERS {
                    for reader in [Reader::Buyer, Reader::Follower] {
                        for lateness in [Lateness::Moved, Lateness::Missed, Lateness::AtRisk] {
                            let (of_order, milestone) = match lateness {
                                Lateness::Moved | Lateness::AtRisk => (false, MilestoneOf::Border),
                                Lateness::Missed => (true, MilestoneOf::Region),
                            };
                            let said = NoticeSaid {
                                notice,
                                reader,
                                of_order,
                                milestone,
                                answers: &answers,
                                lateness,
                                why: None,
                                carrier,
                            };
                            check(&said, reason);
                        }
                    }
                }
            }
        }
    }
}

fn with_why<'a>(of: &NoticeSaid<'a>, why: &'a str) -> NoticeSaid<'a> {
    let is_told = matches!(
        of.notice,
        Notice::Delay | Notice::Exception | Notice::Attempted | Notice::Returning
    );
    NoticeSaid {
        why: (is_told && !why.is_empty()).then_some(why),
        ..*of
    }
}

fn own_words(texts: &dyn NoticeTexts, of: &NoticeSaid<'_>) {
    let headline = texts.notice_headline(of);
    plain(headline);
    assert!(
        headline.chars().count() <= 45,
        "more than a line: “{headline}”"
    );
    let subject = texts.notice_subject(headline, Some("HP-100123"));
    assert!(subject.chars().count() <= 78, "“{subject}”");
    assert!(subject.contains("HP-100123"));
    let own = [
        texts.notice_happened(of),
        texts.notice_next(of).map(str::to_owned),
        texts.notice_act(of).map(str::to_owned),
    ];
    for text in own.into_iter().flatten() {
        plain(&text);
        short_sentences(&text);
        assert!(text.ends_with('.'), "“{text}”");
    }
    let around = texts.notice_words(of.notice, of.reader, "Harbour");
    for text in [around.button, around.in_order, around.choose, around.stop] {
        plain(text);
        assert!(text.chars().count() <= 40, "“{text}”");
    }
    plain(around.questions);
    plain(&around.because);
    short_sentences(&around.because);
    for name in [Some("Jo"), None] {
        plain(&texts.notice_hello(name));
    }
}

#[test]
fn every_language_says_the_news_itself_in_plain_words() {
    let all: [(&dyn NoticeTexts, &str); 3] = [
        (&ENGLISH, "a flood, fire or other disaster"),
        (&GERMAN, "Überschwemmung, Feuer oder andere Katastrophe"),
        (&SPANISH, "inundación, incendio u otra catástrofe"),
    ];
    for (texts, why) in all {
        each(&mut |of, _| {
            own_words(texts, of);
            own_words(texts, &with_why(of, why));
        });
    }
}

#[test]
fn every_notice_answers_in_plain_words_whatever_the_reason() {
    for tag in ["en", "es", "de"] {
        let texts = for_language(tag);
        each(&mut |of, reason| {
            let why = match reason {
                Reason::Unknown => "",
                reason if of.notice == Notice::Delay => texts.we_reason_of_date(reason),
                reason => texts.we_reason(reason),
            };
            let of = with_why(of, why);
            let Answered {
                happened,
                next,
                act,
            } = answered(texts, &of);
            for answer in [&happened, &next, &act] {
                plain(answer);
                short_sentences(answer);
            }
            let whole = format!("{}. {happened} {next} {act}", texts.notice_headline(&of));
            if texts.tag() == "en" {
                let grade = grade(&whole.replace("Hermes Einrichtungs Service", "UPS"));
                assert!(grade <= 8.0, "grade {grade:.1}: “{whole}”");
            }
        });
    }
}

/// What is between the shop and its buyer, in every language.
const BUYERS: [&str; 17] = [
    "bill",
    "order mail",
    "your order",
    "you ordered",
    "answer this mail",
    "Rechnung",
    "Ihrer Bestellung",
    "Ihre Bestellung",
    "Bestellmail",
    "Bestellung ansehen",
    "auf diese Mail",
    "factura",
    "su pedido",
    "Su pedido",
    "del pedido",
    "responda a este correo",
    "responda hoy",
];

#[test]
fn a_follower_reads_neither_the_order_nor_of_a_shop_as_us() {
    for tag in ["en", "es", "de"] {
        let texts = for_language(tag);
        each(&mut |of, _| {
            if of.reader == Reader::Buyer {
                return;
            }
            let said = answered(texts, of);
            let around = texts.notice_words(of.notice, of.reader, "Harbour");
            let subject = texts.notice_subject(texts.notice_headline(of), None);
            let all = [
                &said.happened,
                &said.next,
                &said.act,
                &subject,
                &around.because,
            ];
            for text in all.into_iter().map(String::as_str).chain([around.button]) {
                for word in BUYERS {
                    let is_there = text.to_lowercase().contains(&word.to_lowercase());
                    assert!(!is_there, "“{word}” in “{text}”");
                }
            }
        });
    }
}

#[test]
fn a_text_message_fits_with_its_link() {
    let day = |day| NaiveDate::from_ymd_opt(2026, 9, day).unwrap();
    let on = |day, hours| Estimate {
        from: day,
        to: day,
        hours,
    };
    let hours = Some(Hours {
        from: "10:00:00".parse().ok(),
        to: "14:00:00".parse().unwrap(),
    });
    let mut longest = 0;
    for tag in ["en", "es", "de"] {
        let texts = for_language(tag);
        each(&mut |of, reason| {
            let of = with_why(of, texts.we_reason(reason));
            let headline = texts.notice_headline(&of);
            let window = Window::Expected {
                estimate: on(day(30), hours),
                source: PromiseSource::Carrier,
                was: Some(on(day(23), None)),
                reason: None,
            };
            let short = texts.short_window(&window, Status::InTransit, day(20));
            let window = texts.window(&window, Status::InTransit, day(20));
            for shop in SHOPS {
                let window = SmsWindow {
                    text: &window,
                    short: &short,
                };
                let text = sms(texts, &of, headline, window, shop, Some(LINK));
                let count = segments(&text);
                assert!(
                    count <= sms_segments(texts.tag()),
                    "{count} segments: “{text}”"
                );
                assert!(text.ends_with(LINK), "{text}");
                let is_there = [headline.to_owned(), in_gsm(headline)];
                assert!(is_there.iter().any(|news| text.contains(news)), "{text}");
                plain(text.replace(LINK, "").replace("...:", ":").trim_end());
                longest = longest.max(text.chars().count());
            }
        });
    }
    assert!(longest > 130, "no more is said than must be: {longest}");
}

#[test]
fn letters_say_how_hard_they_are_to_read() {
    assert!(grade("The cat sat on the mat.") < 1.0);
    let hard = "Notwithstanding considerable operational irregularities, the consignment's transportation continues.";
    assert!(grade(hard) > 15.0, "{}", grade(hard));
}

#[test]
fn the_preview_says_when_and_what_to_do() {
    let answered = Answered {
        happened: "It moves.".to_owned(),
        next: "It travels on.".to_owned(),
        act: "You do not have to do anything.".to_owned(),
    };
    assert_eq!(
        preview("Arriving Thursday 14 May", &answered),
        "Arriving Thursday 14 May. You do not have to do anything."
    );
    assert_eq!(
        preview("", &answered),
        "It moves. You do not have to do anything."
    );
}
