//! Every sentence a shopper can meet, in every language: whole, plain, free of
//! our own words, and no longer than the room that is kept for it.

use super::plain::{SLIPS, jargon};
use super::{
    ActionKey, DemoJourney, Headline, Language, LinkMail, ScanLine, ShopperTexts, TemplateWords,
};
use chrono::{DateTime, NaiveDate, NaiveDateTime, NaiveTime, Utc};
use doorstep::answers::{Act, Happened, Next, answers};
use doorstep::brand::{Remedy, Trouble};
use doorstep::contact::{Looked, State, Topic};
use doorstep::derive::{Facts, Now, derive};
use doorstep::reading::{Estimate, Hours};
use doorstep::scan::{Place, Precision, Reason, Scan, ScanTime, Status};
use doorstep::shipment::{Direction, PromiseSource};
use doorstep::status::Step;
use doorstep::template::{Known, Placeholder, TemplateKey, check, render_mail};
use doorstep::view::messages::TextsEnd;
use doorstep::view::report::{PhotoProblem, ReportProblem};
use doorstep::view::ways::FindProblem;
use doorstep::window::Window;

const CARRIERS: [Option<&str>; 2] = [Some("UPS"), None];
const DIRECTIONS: [Direction; 2] = [Direction::Outbound, Direction::Return];

fn every() -> impl Iterator<Item = &'static dyn ShopperTexts> {
    Language::ALL.into_iter().map(Language::texts)
}

pub fn day(month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, month, day).unwrap()
}

pub fn time(hour: u32, minute: u32) -> NaiveTime {
    NaiveTime::from_hms_opt(hour, minute, 0).unwrap()
}

pub fn at(on: NaiveDate, hour: u32, minute: u32) -> NaiveDateTime {
    on.and_time(time(hour, minute))
}

pub fn window(estimate: Estimate, was: Option<Estimate>, reason: Option<Reason>) -> Window {
    Window::Expected {
        estimate,
        source: PromiseSource::Carrier,
        was,
        reason,
    }
}

pub fn hours(on: NaiveDate, from: Option<NaiveTime>, to: NaiveTime) -> Estimate {
    Estimate {
        hours: Some(Hours { from, to }),
        ..Estimate::day(on)
    }
}

/// The longest sentence, in words.
fn most_words(language: &str) -> usize {
    if language == "en" { 18 } else { 20 }
}

/// Refuses what a shopper should never read.
pub fn plain(texts: &dyn ShopperTexts, text: &str) {
    assert!(!text.trim().is_empty());
    assert_eq!(text.trim(), text);
    for unwanted in SLIPS.iter().chain(jargon(texts.tag())) {
        assert!(!text.contains(unwanted), "“{unwanted}” in “{text}”");
    }
}

fn short_parts(texts: &dyn ShopperTexts, text: &str) {
    for part in text.split(['.', ':', '?']) {
        let words = part.split_whitespace().count();
        let most = most_words(texts.tag());
        assert!(words <= most, "{words} words at once: “{text}”");
    }
}

pub fn sentence(texts: &dyn ShopperTexts, text: &str) {
    plain(texts, text);
    assert!(text.ends_with('.'), "no full stop: “{text}”");
    assert!(
        !text.starts_with(char::is_lowercase),
        "no capital: “{text}”"
    );
    short_parts(texts, text);
}

/// A mail: its subject in a line, and a text of plain sentences. Addresses
/// of pages and a reference in brackets are no words.
pub fn plain_mail(texts: &dyn ShopperTexts, subject: &str, body: &str) {
    plain(texts, subject);
    assert!(subject.chars().count() < 80, "“{subject}”");
    for line in body.lines().filter(|line| !line.is_empty()) {
        let words: Vec<&str> = line
            .split(' ')
            .filter(|word| !word.starts_with("https://"))
            .collect();
        if words.is_empty() {
            continue;
        }
        plain(texts, &words.join(" "));
        short_parts(texts, line);
    }
}

#[test]
fn every_status_and_reason_has_its_words() {
    for texts in every() {
        for reason in Reason::ALL {
            plain(texts, texts.reason_words(reason));
            for status in Status::ALL {
                plain(texts, texts.status_label(status));
                for carrier in CARRIERS {
                    for direction in DIRECTIONS {
                        let reason = Some(reason);
                        plain(
                            texts,
                            &texts.headline(&Headline {
                                status,
                                reason,
                                direction,
                                carrier,
                            }),
                        );
                        let status = Some(status);
                        let line = ScanLine {
                            status,
                            reason,
                            direction,
                            carrier,
                        };
                        plain(texts, &texts.scan_line(&line).unwrap());
                    }
                }
            }
        }
    }
}

#[test]
fn consent_says_how_the_messages_end() {
    for texts in every() {
        for (ends, is_heard) in [(TextsEnd::ByAnswer, true), (TextsEnd::ByLink, false)] {
            let said = texts.sms_consent("Acme", ends);
            plain(texts, &said);
            assert_eq!(said.contains("STOP"), is_heard, "{said}");
        }
    }
}

#[test]
fn reasons_are_told_apart() {
    for texts in every() {
        let mut words: Vec<_> = Reason::ALL.map(|reason| texts.reason_words(reason)).into();
        words.sort_unstable();
        words.dedup();
        assert_eq!(words.len(), Reason::ALL.len());
    }
}

#[test]
fn a_parcel_with_a_date_is_not_said_to_be_lost() {
    for texts in every() {
        let (before, after) = (Estimate::day(day(5, 18)), Estimate::day(day(5, 21)));
        let moved = window(after.clone(), Some(before), Some(Reason::Lost));
        let missed = Window::Missed {
            estimate: after,
            source: PromiseSource::Carrier,
            reason: Some(Reason::Lost),
        };
        let lost = texts.reason_words(Reason::Lost);
        let was = texts.we_reason_of_date(Reason::Lost);
        for (window, today) in [(moved, day(5, 16)), (missed, day(5, 23))] {
            let said = texts.window(&window, Status::InTransit, today);
            assert!(said.contains(was) && !said.contains(lost), "{said}");
        }
        for reason in Reason::ALL.into_iter().filter(|one| *one != Reason::Lost) {
            assert_eq!(texts.we_reason_of_date(reason), texts.we_reason(reason));
        }
    }
}

#[test]
fn a_line_that_is_no_movement_has_no_words_of_ours() {
    for texts in every() {
        let line = ScanLine {
            status: None,
            reason: Some(Reason::Weather),
            direction: Direction::Outbound,
            carrier: None,
        };
        assert_eq!(texts.scan_line(&line), None);
    }
}

#[test]
fn every_reason_says_what_happened_next_and_what_to_do() {
    for texts in every() {
        for carrier in CARRIERS {
            for reason in Reason::ALL {
                for place in [Some("Louisville, KY".to_owned()), None] {
                    sentence(
                        texts,
                        &texts.happened(&Happened::Exception { reason, place }, carrier),
                    );
                }
                sentence(
                    texts,
                    &texts.happened(&Happened::Attempted { reason }, carrier),
                );
                sentence(
                    texts,
                    &texts.happened(&Happened::Returning { reason }, carrier),
                );
                for next in [
                    Next::CarrierResolves(reason),
                    Next::ShopResolves(reason),
                    Next::WaitsForRecipient(reason),
                    Next::CustomsReleases(reason),
                    Next::NatureAllows(reason),
                ] {
                    sentence(texts, &texts.next(next, carrier));
                }
                sentence(texts, &texts.act(Act::Resolve(reason), carrier));
            }
        }
    }
}

#[test]
fn every_other_answer_is_a_sentence() {
    for texts in every() {
        let place = || Some("Lyon".to_owned());
        let happened = [
            Happened::NoNews,
            Happened::Ordered,
            Happened::Packed,
            Happened::LabelCreated,
            Happened::PickedUp { place: place() },
            Happened::InTransit { place: None },
            Happened::SentUntracked,
            Happened::OutForDelivery,
            Happened::AvailableForPickup { place: place() },
            Happened::AvailableForPickup { place: None },
            Happened::Delivered {
                left_at: None,
                signed_by: None,
            },
            Happened::Returned,
            Happened::ReturnOnItsWay,
            Happened::ReturnArrived,
            Happened::Cancelled,
            Happened::Lost,
        ];
        for carrier in CARRIERS {
            sentence(texts, &texts.reopened(carrier));
            happened
                .iter()
                .for_each(|key| sentence(texts, &texts.happened(key, carrier)));
            NEXT.iter()
                .for_each(|key| sentence(texts, &texts.next(*key, carrier)));
            ACTS.iter()
                .for_each(|key| sentence(texts, &texts.act(*key, carrier)));
        }
    }
}

#[test]
fn a_waiting_recipient_is_told_what_to_do() {
    for texts in every() {
        let nothing = texts.act(Act::Nothing, None);
        let nothing = nothing.split_once('.').unwrap().0.to_owned();
        let asks = Reason::ALL.into_iter().filter(|reason| {
            matches!(reason.group(), doorstep::scan::ReasonGroup::Recipient)
                || matches!(reason, Reason::Documents | Reason::Duties)
        });
        for reason in asks {
            let act = texts.act(Act::Resolve(reason), Some("UPS"));
            assert!(!act.starts_with(&nothing), "{act}");
        }
    }
}

#[test]
fn pages_and_demo_links_are_plain() {
    for texts in every() {
        let pages = [
            texts.not_found(),
            texts.unavailable(),
            texts.mail_sent(),
            texts.link_over(),
        ];
        for page in pages {
            plain(texts, &page.headline);
            sentence(texts, &page.text);
            sentence(texts, &page.act);
        }
        for journey in DemoJourney::ALL {
            plain(texts, texts.demo_title(journey));
            sentence(texts, texts.demo_look_for(journey));
        }
        plain(texts, &texts.home().text);
        for problem in [
            FindProblem::NoNumber,
            FindProblem::NoProof,
            FindProblem::Nothing,
            FindProblem::NotFound,
            FindProblem::Wait(40),
            FindProblem::NoAddress,
        ] {
            let words = texts.find_problem(problem);
            plain(texts, &words.headline);
            plain(texts, &words.text);
        }
        for text in [texts.device().text, texts.my_orders().text] {
            plain(texts, &text);
        }
    }
}

#[test]
fn a_report_is_asked_for_and_confirmed_in_plain_words() {
    for texts in every() {
        let words = texts.report_words();
        for text in [
            words.joins,
            words.photos_hint,
            words.photos_again,
            words.sent_text,
        ] {
            sentence(texts, text);
        }
        for text in [
            words.link,
            words.which,
            words.what,
            words.told,
            words.back,
            words.other,
            words.looked,
            words.remedy,
            words.photos,
            words.send,
            words.mend,
            words.sent,
            words.reference,
        ] {
            plain(texts, text);
        }
        for topic in Topic::ALL {
            for trouble in [None, Some(Trouble::Undeliverable)] {
                plain(texts, texts.report_topic(topic, trouble));
            }
            let ask = texts.report_ask(topic);
            sentence(texts, ask.text);
            plain(texts, ask.label);
            for state in State::ALL {
                let line = texts.told_line("K7P2-9QXM", state);
                plain(texts, &line);
                assert!(
                    line.chars().count() <= 30,
                    "more than a line on a phone: {line}"
                );
                sentence(
                    texts,
                    &texts.told_on("Thursday 14 May", topic, "K7P2-9QXM", state),
                );
            }
            let of_photos = PhotoProblem::ALL.map(|why| ReportProblem::Photo(2, why));
            for problem in of_photos.into_iter().chain([
                ReportProblem::NoWords,
                ReportProblem::TooLong,
                ReportProblem::NoRemedy,
                ReportProblem::TooManyPhotos,
                ReportProblem::PhotosTooLarge,
                ReportProblem::CutOff,
                ReportProblem::Wait(40),
            ]) {
                plain(texts, &texts.report_problem(topic, problem));
            }
        }
        for looked in Looked::ALL {
            for left_at in [Some("Front door"), None] {
                plain(texts, &texts.looked(looked, left_at));
            }
        }
        for remedy in Remedy::ALL {
            plain(texts, texts.remedy(remedy));
        }
    }
}

#[test]
fn what_leaves_the_page_is_plain() {
    for texts in every() {
        for carrier in CARRIERS {
            for key in [ActionKey::AtCarrier, ActionKey::WriteToShop] {
                plain(texts, &texts.action(key, carrier));
            }
            for source in [
                PromiseSource::Shop,
                PromiseSource::Carrier,
                PromiseSource::Doorstep,
            ] {
                sentence(texts, &texts.calendar_note(source, carrier));
            }
        }
    }
}

#[test]
fn days_hours_and_windows_are_whole() {
    let today = day(5, 12);
    let estimates = [
        Estimate::day(day(5, 14)),
        Estimate::day(today),
        Estimate::day(day(5, 13)),
        hours(day(9, 30), Some(time(10, 0)), time(14, 0)),
        hours(day(5, 14), None, time(14, 0)),
        Estimate {
            to: day(6, 2),
            ..Estimate::day(day(5, 30))
        },
    ];
    for texts in every() {
        for status in Status::ALL {
            for estimate in &estimates {
                for reason in Reason::ALL {
                    let was = Some(Estimate::day(day(5, 4)));
                    let moved = window(estimate.clone(), was, Some(reason));
                    plain(texts, &texts.window(&moved, status, today));
                    let missed = Window::Missed {
                        estimate: estimate.clone(),
                        source: PromiseSource::Shop,
                        reason: Some(reason),
                    };
                    sentence(texts, &texts.window(&missed, status, today));
                }
                let plain_one = window(estimate.clone(), None, None);
                plain(texts, &texts.window(&plain_one, status, today));
                plain(texts, &texts.short_window(&plain_one, status, today));
            }
        }
        for on in [day(5, 11), today, day(5, 13), day(5, 21)] {
            plain(texts, &texts.pickup_until(on, today));
            plain(texts, &texts.short_pickup_until(on, today));
        }
    }
}

#[test]
fn every_day_of_a_year_has_a_name_of_its_own() {
    for texts in every() {
        let first = day(1, 1);
        let days = first.iter_days().take(365);
        let mut said: Vec<String> = days.clone().map(|on| texts.date(on, first)).collect();
        said.extend(days.map(|on| texts.short_moment(at(on, 9, 5), Precision::Date, first)));
        for one in &said {
            plain(texts, one);
        }
        said.sort_unstable();
        said.dedup();
        assert_eq!(said.len(), 730, "{}", texts.tag());
    }
}

#[test]
fn orders_of_several_parcels_are_plain() {
    for texts in every() {
        for status in Status::ALL {
            plain(texts, &texts.order_headline(&[status, Status::Delivered]));
            plain(texts, &texts.order_headline(&[status; 2]));
            plain(texts, &texts.order_headline(&[status; 3]));
        }
        plain(texts, texts.rest());
    }
}

#[test]
fn mails_with_a_link_are_plain_and_whole() {
    for texts in every() {
        let list = texts.list_link_mail("Acme", "https://track.acme.example/my/x");
        plain_mail(texts, &list.subject, &list.body);
        let status = texts.status_label(Status::InTransit);
        let window = window(Estimate::day(day(5, 14)), None, None);
        let window = texts.window(&window, Status::InTransit, day(5, 12));
        for (first_name, window) in [(Some("Jo"), &*window), (None, "")] {
            let link = "https://track.acme.example/t/x";
            let mail = texts.link_mail(&LinkMail {
                first_name,
                order: "1001",
                status,
                window,
                link,
                shop: "Acme",
            });
            plain_mail(texts, &mail.subject, &mail.body);
            assert!(mail.body.contains(link) && mail.body.contains(status));
        }
    }
}

/// What a shop says of itself: never "the shop", and no offer that its policy
/// may not make.
fn ours(texts: &dyn ShopperTexts, text: &str) {
    sentence(texts, text);
    let others: &[&str] = match texts.tag() {
        "de" => &["Shop", "Ihr Geld", "neues Paket", "diese Seite"],
        "es" => &[
            "tienda",
            "del dinero",
            "devuelve",
            "otro envío",
            "esta página",
        ],
        _ => &["he shop", "money back", "send it again", "this page"],
    };
    for unwanted in others {
        assert!(!text.contains(unwanted), "“{unwanted}” in “{text}”");
    }
}

#[test]
fn the_shop_speaks_of_itself_as_we() {
    for texts in every() {
        for carrier in CARRIERS {
            for reason in Reason::ALL {
                for key in [
                    Next::CarrierResolves(reason),
                    Next::ShopResolves(reason),
                    Next::WaitsForRecipient(reason),
                    Next::CustomsReleases(reason),
                    Next::NatureAllows(reason),
                ] {
                    ours(texts, &texts.we_next(key, carrier));
                }
                ours(texts, &texts.we_act(Act::Resolve(reason), carrier));
                let place = None;
                let exception = Happened::Exception { reason, place };
                ours(texts, &texts.we_happened(&exception, carrier));
                ours(
                    texts,
                    &texts.we_happened(&Happened::Returning { reason }, carrier),
                );
            }
            for key in NEXT {
                ours(texts, &texts.we_next(key, carrier));
            }
            for key in ACTS {
                ours(texts, &texts.we_act(key, carrier));
            }
            for key in [
                Happened::Ordered,
                Happened::Packed,
                Happened::SentUntracked,
                Happened::Returned,
                Happened::ReturnOnItsWay,
                Happened::ReturnArrived,
            ] {
                ours(texts, &texts.we_happened(&key, carrier));
            }
        }
    }
}

/// Facts as an order gives them.
fn known_facts() -> Known {
    Placeholder::ALL
        .iter()
        .fold(Known::default(), |known, one| {
            let fact = match one {
                Placeholder::Order => "1001",
                Placeholder::Link => "https://track.acme.example/t/x",
                Placeholder::Happened | Placeholder::Next | Placeholder::Act => "It is a fact.",
                Placeholder::Window | Placeholder::Policy | Placeholder::Incident => "So it is.",
                _ => "a fact",
            };
            known.with(*one, Some(fact.to_owned()))
        })
}

#[test]
fn our_templates_can_be_saved_and_answer_with_the_link() {
    for (texts, key) in
        every().flat_map(|texts| TemplateKey::ALL.iter().map(move |key| (texts, key)))
    {
        let TemplateWords { subject, body } = texts.template_words(*key);
        assert_eq!(check(subject, body), [], "{key:?}");
        assert!(subject.contains("{{order}}"), "{key:?}");
        for asked in ["{{first_name|", "{{link}}", "{{shop}}"] {
            assert!(body.contains(asked), "{key:?}: {asked}");
        }
    }
}

#[test]
fn our_templates_read_well_with_everything_known_and_with_little() {
    let little = [
        (Placeholder::Order, "1001"),
        (Placeholder::Link, "https://track.acme.example/t/x"),
        (Placeholder::Shop, "Acme"),
        (Placeholder::Happened, "We have your order."),
        (Placeholder::Next, "We pack it."),
        (Placeholder::Act, "Nothing."),
    ]
    .into_iter()
    .fold(Known::default(), |known, (one, fact)| {
        known.with(one, Some(fact.to_owned()))
    });
    for (texts, key) in
        every().flat_map(|texts| TemplateKey::ALL.iter().map(move |key| (texts, key)))
    {
        let TemplateWords { subject, body } = texts.template_words(*key);
        for known in [known_facts(), little.clone()] {
            let (subject, body, missing) = render_mail(subject, body, &known);
            assert_eq!(missing, [], "{key:?}");
            plain_mail(texts, &subject, &body);
        }
    }
}

/// Refuses what takes more than the room that is kept for it: a page must not
/// jump when its words change. Sizes are in letters, for a page of 360 px.
fn fits(texts: &dyn ShopperTexts, what: &str, most: usize, said: &str) {
    let letters = said.chars().count();
    let tag = texts.tag();
    assert!(
        letters <= most,
        "{tag} {what}: {letters} letters of {most}: “{said}”"
    );
}

#[test]
fn words_fit_the_room_that_is_kept_for_them() {
    let carrier = Some("UPS");
    for texts in every() {
        for reason in Reason::ALL {
            fits(texts, "reason", 32, texts.reason_words(reason));
            fits(texts, "act", 76, &texts.act(Act::Resolve(reason), carrier));
            let place = Some("Louisville, KY".to_owned());
            let exception = Happened::Exception { reason, place };
            fits(texts, "happened", 112, &texts.happened(&exception, carrier));
        }
        for key in ACTS {
            fits(texts, "act", 76, &texts.act(key, carrier));
        }
        for key in NEXT {
            fits(texts, "next", 72, &texts.next(key, carrier));
        }
        for status in Status::ALL {
            for direction in DIRECTIONS {
                let headline = texts.headline(&Headline {
                    status,
                    reason: None,
                    direction,
                    carrier,
                });
                fits(texts, "headline", 42, &headline);
            }
        }
        for step in STEPS {
            fits(texts, "step", 16, texts.step_label(step));
        }
        let far = Estimate::day(NaiveDate::from_ymd_opt(2027, 9, 30).unwrap());
        let far = window(far, None, None);
        let short = texts.short_window(&far, Status::InTransit, day(5, 12));
        fits(texts, "short window", 18, &short);
    }
}

const STEPS: [Step; 9] = [
    Step::Ordered,
    Step::Packed,
    Step::Shipped,
    Step::OutForDelivery,
    Step::Delivered,
    Step::ReadyForPickup,
    Step::Cancelled,
    Step::Lost,
    Step::Returned,
];

const NEXT: [Next; 10] = [
    Next::ShopPrepares,
    Next::CarrierCollects,
    Next::TravelsOn,
    Next::ComesToday,
    Next::TriesAgain,
    Next::WaitsForPickup,
    Next::ShopReceives,
    Next::ShopSettles,
    Next::Nothing,
    Next::WaitForNews,
];

const ACTS: [Act; 5] = [
    Act::Nothing,
    Act::BeThere,
    Act::Collect,
    Act::LookAround,
    Act::ContactShop,
];

/// The one scan that brings a parcel into a state.
fn scan(status: Status, reason: Option<Reason>) -> Scan {
    let at = NaiveDate::from_ymd_opt(2026, 5, 12).and_then(|day| day.and_hms_opt(9, 30, 0));
    Scan {
        source: "ups".into(),
        code: None,
        status: Some(status),
        reason,
        text: String::new(),
        time: ScanTime::with_offset(at.unwrap(), -240, Precision::Minute),
        place: Place {
            city: Some("Louisville".into()),
            region: Some("KY".into()),
            ..Place::default()
        },
        position: 0,
        place_offset_min: None,
    }
}

fn told(texts: &dyn ShopperTexts, status: Status, reason: Option<Reason>) -> String {
    let facts = Facts {
        fulfilled: true,
        numbered: true,
        tracked: true,
        scans: vec![scan(status, reason)],
        ..Facts::default()
    };
    let instant: DateTime<Utc> = "2026-05-12T15:00:00Z".parse().unwrap();
    let now = Now {
        instant,
        at_destination: instant.naive_utc(),
    };
    let answers = answers(&facts, &derive(&facts, now));
    format!(
        "{} / {}\n  {}\n  {}\n  {}\n",
        status,
        reason.map_or("-", Reason::code),
        texts.happened(&answers.happened, Some("UPS")),
        texts.next(answers.next, Some("UPS")),
        texts.act(answers.act, Some("UPS")),
    )
}

/// Every state in the three answers, as one text to read through: what a
/// change of words or rules does to the whole shows in its difference.
pub fn every_state(texts: &dyn ShopperTexts) -> String {
    let mut text = String::new();
    for status in Status::ALL {
        text.push_str(&told(texts, status, None));
        let has_causes = matches!(
            status,
            Status::Exception | Status::Attempted | Status::Returning
        );
        if has_causes {
            for reason in Reason::ALL {
                text.push_str(&told(texts, status, Some(reason)));
            }
        }
    }
    text
}
