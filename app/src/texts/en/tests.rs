//! Every sentence a shopper can meet: whole, plain, and free of our own words.

use super::ENGLISH as English;
use crate::texts::{
    ActionKey, CalendarEntry, DemoJourney, Freshness, Headline, Hearing, MapWords, PromiseNote,
    Renamed, ReportBody, ReportTexts, ScanLine, Texts,
};
use chrono::{Duration, NaiveDate, NaiveDateTime, NaiveTime};
use doorstep::answers::{Act, Happened, Next};
use doorstep::brand::{Remedy, Trouble};
use doorstep::contact::{Looked, State, Topic};
use doorstep::reading::{Estimate, Hours};
use doorstep::scan::{Precision, Reason, Status};
use doorstep::shipment::{Direction, PromiseSource};
use doorstep::view::report::{PhotoProblem, ReportProblem, Typed};
use doorstep::view::ways::FindProblem;
use doorstep::window::Window;

const CARRIERS: [Option<&str>; 2] = [Some("UPS"), None];
const DIRECTIONS: [Direction; 2] = [Direction::Outbound, Direction::Return];

fn day(month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, month, day).unwrap()
}

fn time(hour: u32, minute: u32) -> NaiveTime {
    NaiveTime::from_hms_opt(hour, minute, 0).unwrap()
}

fn at(on: NaiveDate, hour: u32, minute: u32) -> NaiveDateTime {
    on.and_time(time(hour, minute))
}

/// Refuses what a shopper should never read.
fn plain(text: &str) {
    assert!(!text.trim().is_empty());
    assert_eq!(text.trim(), text);
    for unwanted in [
        "_",
        "{",
        "}",
        "  ",
        "..",
        " .",
        ",,",
        "promise",
        "exception",
        "consignee",
        "shipment",
        "in transit",
        "API",
        "None",
        "Some(",
        "unknown",
        "facility",
        "notif",
        "tender",
    ] {
        assert!(!text.contains(unwanted), "“{unwanted}” in “{text}”");
    }
}

pub fn sentence(text: &str) {
    plain(text);
    assert!(text.ends_with('.'), "no full stop: “{text}”");
    assert!(
        !text.starts_with(char::is_lowercase),
        "no capital: “{text}”"
    );
    for part in text.split(['.', ':']) {
        let words = part.split_whitespace().count();
        assert!(words <= 18, "{words} words at once: “{text}”");
    }
}

/// A mail: its subject in a line, and a text of plain sentences. Addresses
/// of pages and a reference in brackets are no words.
pub fn plain_mail(subject: &str, body: &str) {
    plain(subject);
    assert!(subject.chars().count() < 80, "“{subject}”");
    for line in body.lines().filter(|line| !line.is_empty()) {
        let words: Vec<&str> = line
            .split(' ')
            .filter(|word| !word.starts_with("https://"))
            .collect();
        if words.is_empty() {
            continue;
        }
        plain(&words.join(" "));
        for part in line.split(['.', ':']) {
            let words = part.split_whitespace().count();
            assert!(words <= 18, "{words} words at once: “{line}”");
        }
    }
}

#[test]
fn every_status_and_reason_has_its_words() {
    for reason in Reason::ALL {
        plain(English.reason_words(reason));
        for status in Status::ALL {
            plain(English.status_label(status));
            for carrier in CARRIERS {
                for direction in DIRECTIONS {
                    let reason = Some(reason);
                    plain(&English.headline(&Headline {
                        status,
                        reason,
                        direction,
                        carrier,
                    }));
                    let status = Some(status);
                    let line = ScanLine {
                        status,
                        reason,
                        direction,
                        carrier,
                    };
                    plain(&English.scan_line(&line).unwrap());
                }
            }
        }
    }
}

#[test]
fn reasons_are_told_apart() {
    let mut words: Vec<_> = Reason::ALL
        .map(|reason| English.reason_words(reason))
        .into();
    words.sort_unstable();
    words.dedup();
    assert_eq!(words.len(), Reason::ALL.len());
}

#[test]
fn a_line_that_is_no_movement_has_no_words_of_ours() {
    let line = ScanLine {
        status: None,
        reason: Some(Reason::Weather),
        direction: Direction::Outbound,
        carrier: None,
    };
    assert_eq!(English.scan_line(&line), None);
}

#[test]
fn every_reason_says_what_happened_next_and_what_to_do() {
    for carrier in CARRIERS {
        for reason in Reason::ALL {
            for place in [Some("Louisville, KY".to_owned()), None] {
                sentence(&English.happened(&Happened::Exception { reason, place }, carrier));
            }
            sentence(&English.happened(&Happened::Attempted { reason }, carrier));
            sentence(&English.happened(&Happened::Returning { reason }, carrier));
            for next in [
                Next::CarrierResolves(reason),
                Next::ShopResolves(reason),
                Next::WaitsForRecipient(reason),
                Next::CustomsReleases(reason),
                Next::NatureAllows(reason),
            ] {
                sentence(&English.next(next, carrier));
            }
            sentence(&English.act(Act::Resolve(reason), carrier));
        }
    }
}

#[test]
fn every_other_answer_is_a_sentence() {
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
    let next = [
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
    let act = [
        Act::Nothing,
        Act::BeThere,
        Act::Collect,
        Act::LookAround,
        Act::ContactShop,
    ];
    for carrier in CARRIERS {
        sentence(&English.reopened(carrier));
        happened
            .iter()
            .for_each(|key| sentence(&English.happened(key, carrier)));
        next.iter()
            .for_each(|key| sentence(&English.next(*key, carrier)));
        act.iter()
            .for_each(|key| sentence(&English.act(*key, carrier)));
    }
    let signed = Happened::Delivered {
        left_at: Some("Front door".into()),
        signed_by: Some("J. D.".into()),
    };
    assert_eq!(
        English.happened(&signed, None),
        "Your parcel was delivered. Left at: Front door. Signed by J. D."
    );
}

#[test]
fn a_waiting_recipient_is_told_what_to_do() {
    let asks = Reason::ALL.into_iter().filter(|reason| {
        matches!(reason.group(), doorstep::scan::ReasonGroup::Recipient)
            || matches!(reason, Reason::Documents | Reason::Duties)
    });
    for reason in asks {
        let act = English.act(Act::Resolve(reason), Some("UPS"));
        assert!(!act.starts_with("Nothing"), "{act}");
    }
}

fn window(estimate: Estimate, was: Option<Estimate>, reason: Option<Reason>) -> Window {
    Window::Expected {
        estimate,
        source: PromiseSource::Carrier,
        was,
        reason,
    }
}

fn hours(on: NaiveDate, from: Option<NaiveTime>, to: NaiveTime) -> Estimate {
    Estimate {
        hours: Some(Hours { from, to }),
        ..Estimate::day(on)
    }
}

fn check(window: &Window, status: Status, expected: &str) {
    assert_eq!(English.window(window, status, day(5, 12)), expected);
}

#[test]
fn windows_are_said_as_exactly_as_they_are_known() {
    let thursday = day(5, 14);
    let moving = Status::InTransit;
    let plain_day = window(Estimate::day(thursday), None, None);
    check(&plain_day, moving, "Arriving Thursday 14 May");
    check(&plain_day, Status::Packed, "Expected Thursday 14 May");
    let span = window(hours(thursday, Some(time(10, 0)), time(14, 0)), None, None);
    check(&span, moving, "Arriving Thursday 14 May, 10:00-14:00");
    let by = window(hours(thursday, None, time(14, 0)), None, None);
    check(&by, moving, "Arriving Thursday 14 May by 14:00");
    let range = window(
        Estimate {
            to: day(5, 16),
            ..Estimate::day(thursday)
        },
        None,
        None,
    );
    check(&range, moving, "Arriving Thursday 14 to Saturday 16 May");
    let months = window(
        Estimate {
            to: day(6, 2),
            ..Estimate::day(day(5, 30))
        },
        None,
        None,
    );
    check(
        &months,
        moving,
        "Arriving Saturday 30 May to Tuesday 2 June",
    );
    let today = window(hours(day(5, 12), None, time(20, 0)), None, None);
    check(
        &today,
        Status::OutForDelivery,
        "Arriving today, Tuesday 12 May by 20:00",
    );
    let tomorrow = window(Estimate::day(day(5, 13)), None, None);
    check(&tomorrow, moving, "Arriving tomorrow, Wednesday 13 May");
    check(&Window::Unknown, moving, "No delivery date is known yet");
    check(&Window::Closed, Status::Delivered, "");
    check(
        &Window::Closed,
        Status::AvailableForPickup,
        "You can pick it up now",
    );
    check(
        &Window::Closed,
        Status::Exception,
        "It will not come any more",
    );
}

#[test]
fn a_moved_date_names_the_old_one_and_why() {
    let thursday = Estimate::day(day(5, 14));
    let weather = Some(Reason::Weather);
    let tuesday = window(thursday.clone(), Some(Estimate::day(day(5, 12))), weather);
    check(
        &tuesday,
        Status::InTransit,
        "Expected Thursday 14 May (was Tuesday: bad weather)",
    );
    let far = window(thursday.clone(), Some(Estimate::day(day(5, 4))), None);
    check(
        &far,
        Status::InTransit,
        "Expected Thursday 14 May (was Monday 4 May)",
    );
    let same_day = window(thursday, Some(hours(day(5, 14), None, time(12, 0))), None);
    check(
        &same_day,
        Status::InTransit,
        "Expected Thursday 14 May (was by 12:00)",
    );
}

#[test]
fn a_missed_date_is_called_missed() {
    let missed = |estimate, reason| Window::Missed {
        estimate,
        source: PromiseSource::Shop,
        reason,
    };
    let monday = missed(Estimate::day(day(5, 11)), None);
    check(
        &monday,
        Status::InTransit,
        "We expected it on Monday. It is late. No new date yet.",
    );
    check(
        &monday,
        Status::Attempted,
        "We expected it on Monday. No new date yet.",
    );
    let storm = missed(Estimate::day(day(5, 1)), Some(Reason::Weather));
    check(
        &storm,
        Status::Exception,
        "We expected it on Friday 1 May. It is late: bad weather. No new date yet.",
    );
    let range = missed(
        Estimate {
            to: day(5, 11),
            ..Estimate::day(day(5, 8))
        },
        None,
    );
    check(
        &range,
        Status::InTransit,
        "We expected it by Monday. It is late. No new date yet.",
    );
}

#[test]
fn the_year_shows_when_it_is_not_this_one() {
    let christmas = NaiveDate::from_ymd_opt(2025, 12, 24).unwrap();
    assert_eq!(
        English.date(christmas, day(1, 2)),
        "Wednesday 24 December 2025"
    );
    assert_eq!(English.placed(christmas), "Ordered on 24 December 2025");
    let dated = English.moment(at(day(5, 13), 0, 0), Precision::Date, day(5, 14));
    assert_eq!(dated, "Wednesday 13 May");
    let timed = English.moment(at(day(5, 13), 9, 5), Precision::Minute, day(5, 14));
    assert_eq!(timed, "Wednesday 13 May, 09:05");
}

#[test]
fn time_passed_is_rounded_down() {
    let ago = |seconds| English.ago(Duration::seconds(seconds));
    assert_eq!(ago(-30), "just now");
    assert_eq!(ago(59), "just now");
    assert_eq!(ago(12 * 60 + 5), "12 min ago");
    assert_eq!(ago(3600), "1 hour ago");
    assert_eq!(ago(23 * 3600), "23 hours ago");
    assert_eq!(ago(47 * 3600), "1 day ago");
    assert_eq!(ago(10 * 86400), "10 days ago");
}

#[test]
fn freshness_says_when_and_how_we_hear() {
    let heard = |on, ago, hearing| {
        let at = at(on, 14, 5);
        let carrier = Some("UPS");
        English.freshness(
            &Freshness::Heard {
                carrier,
                at,
                ago,
                hearing,
            },
            day(5, 12),
        )
    };
    assert_eq!(
        heard(day(5, 12), Duration::minutes(12), Hearing::Pushed),
        "Last heard from UPS 12 min ago (14:05); we hear as soon as it is scanned."
    );
    assert_eq!(
        heard(
            day(5, 10),
            Duration::days(2),
            Hearing::Polled(Duration::minutes(20))
        ),
        "Last heard from UPS 2 days ago (Sunday 10 May, 14:05); we ask again in 20 min."
    );
    assert_eq!(
        heard(day(5, 10), Duration::days(2), Hearing::Over),
        "Last heard from UPS 2 days ago (Sunday 10 May, 14:05)."
    );
    let carrier = None;
    let hearing = Hearing::Pushed;
    assert_eq!(
        English.freshness(&Freshness::NotScanned { carrier, hearing }, day(5, 12)),
        "The carrier has not scanned it yet; we hear as soon as it does."
    );
    assert_eq!(
        heard(day(5, 10), Duration::days(2), Hearing::Unconnected),
        "Last heard from UPS 2 days ago (Sunday 10 May, 14:05); it does not report to us any more."
    );
    let hearing = Hearing::Unconnected;
    assert_eq!(
        English.freshness(&Freshness::NotScanned { carrier, hearing }, day(5, 12)),
        "The carrier does not report its scans to us. Its own page may know more."
    );
    sentence(&English.freshness(&Freshness::NoNumber, day(5, 12)));
    sentence(&English.freshness(&Freshness::Untracked, day(5, 12)));
}

#[test]
fn an_expected_date_says_who_named_it_and_why_it_changed() {
    let check = |source, reason, renamed, expected: &str| {
        let note = PromiseNote {
            source,
            carrier: Some("UPS"),
            made_on: Some(day(5, 11)),
            reason,
            renamed,
        };
        assert_eq!(English.promise_note(&note, day(5, 12)), expected);
    };
    let storm = Some(Reason::Weather);
    check(
        PromiseSource::Shop,
        None,
        Renamed::First,
        "The shop, on 11 May",
    );
    check(
        PromiseSource::Carrier,
        storm,
        Renamed::Later,
        "UPS, on 11 May: bad weather",
    );
    check(
        PromiseSource::Carrier,
        None,
        Renamed::Later,
        "UPS, on 11 May: no reason given",
    );
    check(
        PromiseSource::Doorstep,
        Some(Reason::Unknown),
        Renamed::Sooner,
        "Our own guess, on 11 May: sooner, or more exact",
    );
}

#[test]
fn an_order_of_several_parcels_has_one_line() {
    use Status as S;
    let check = |parcels: &[Status], expected: &str| {
        assert_eq!(English.order_headline(parcels), expected);
    };
    check(&[], "The shop has your order");
    check(&[S::InTransit], "On its way");
    check(&[S::Delivered, S::Delivered], "Both parcels delivered");
    check(&[S::InTransit; 3], "All 3 parcels on their way");
    check(
        &[S::Delivered, S::InTransit, S::Delivered],
        "3 parcels: 2 delivered, 1 on its way",
    );
    for status in S::ALL {
        plain(&English.order_headline(&[status, S::Delivered]));
        plain(&English.order_headline(&[status, status]));
    }
    plain(English.rest());
}

#[test]
fn carriers_and_services_are_named_once() {
    assert_eq!(English.carrier_name("UPS", None), "UPS");
    assert_eq!(English.carrier_name("UPS", Some(" ")), "UPS");
    assert_eq!(
        English.carrier_name("UPS", Some("UPS Ground")),
        "UPS Ground"
    );
    assert_eq!(
        English.carrier_name("FedEx", Some("Priority Overnight")),
        "FedEx Priority Overnight"
    );
}

#[test]
fn an_update_is_said_in_one_breath() {
    assert_eq!(English.announcement("Delivered", ""), "New: Delivered.");
    assert_eq!(
        English.announcement("On its way", "We expected it on Monday. It is late."),
        "New: On its way. We expected it on Monday. It is late."
    );
}

#[test]
fn a_map_is_told_in_a_line() {
    let check = |from, to, newest, words: &str| {
        let said = English.map_words(&MapWords { from, to, newest });
        assert_eq!(said, words);
    };
    let (one, two, three) = (Some("Reno, NV"), Some("Newark, NJ"), Some("Cologne"));
    check(one, two, three, "Reno, NV to Newark, NJ. Newest: Cologne.");
    check(one, two, one, "Reno, NV to Newark, NJ. Newest: Reno, NV.");
    check(None, two, None, "Going to Newark, NJ.");
    check(one, None, two, "From Reno, NV. Newest: Newark, NJ.");
    check(one, None, one, "Newest: Reno, NV.");
    // All of its way within one town.
    check(one, one, one, "Newest: Reno, NV.");
}

#[test]
fn pages_and_demo_links_are_plain() {
    let pages = [
        English.not_found(),
        English.unavailable(),
        English.mail_sent(),
        English.link_over(),
    ];
    for page in pages {
        plain(&page.headline);
        sentence(&page.text);
        sentence(&page.act);
    }
    for journey in DemoJourney::ALL {
        plain(English.demo_title(journey));
        sentence(English.demo_look_for(journey));
    }
    plain(&English.home().text);
    for problem in [
        FindProblem::NoNumber,
        FindProblem::NoProof,
        FindProblem::Nothing,
        FindProblem::NotFound,
        FindProblem::Wait(40),
        FindProblem::NoAddress,
    ] {
        let words = English.find_problem(problem);
        plain(&words.headline);
        plain(&words.text);
    }
    for text in [English.device().text, English.my_orders().text] {
        plain(&text);
    }
    assert_eq!(
        English.parcel_heading(Direction::Outbound, 1, 2),
        "Parcel 1 of 2"
    );
    assert_eq!(
        English.parcel_heading(Direction::Return, 1, 1),
        "Your return"
    );
}

#[test]
fn a_report_is_asked_for_and_confirmed_in_plain_words() {
    let words = English.report_words();
    for text in [
        words.joins,
        words.photos_hint,
        words.photos_again,
        words.sent_text,
    ] {
        sentence(text);
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
        plain(text);
    }
    for topic in Topic::ALL {
        for trouble in [None, Some(Trouble::Undeliverable)] {
            plain(English.report_topic(topic, trouble));
        }
        plain(English.topic_name(topic));
        let ask = English.report_ask(topic);
        sentence(ask.text);
        plain(ask.label);
        for state in State::ALL {
            let line = English.told_line("K7P2-9QXM", state);
            plain(&line);
            assert!(line.len() <= 30, "more than a line on a phone: {line}");
            sentence(&English.told_on("Thursday 14 May", topic, "K7P2-9QXM", state));
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
            plain(&English.report_problem(topic, problem));
        }
    }
    for looked in Looked::ALL {
        for left_at in [Some("Front door"), None] {
            plain(&English.looked(looked, left_at));
        }
    }
    for remedy in Remedy::ALL {
        plain(English.remedy(remedy));
    }
}

#[test]
fn staff_read_a_report_in_a_few_lines() {
    let check = |topic, typed: &Typed, left_at, wanted: &str| {
        let body = ReportBody {
            topic,
            trouble: None,
            typed,
            left_at,
        };
        assert_eq!(English.report_body(&body), wanted);
    };
    let mut typed = Typed {
        looked: vec![Looked::WhereLeft, Looked::Neighbours],
        words: "  The door is red. ".into(),
        ..Typed::default()
    };
    check(
        Topic::NotReceived,
        &typed,
        Some("Front door"),
        "Has looked. Where the carrier left it: Front door. With the neighbours.\nThe door is red.",
    );
    typed = Typed {
        remedy: Some(Remedy::Refund),
        ..Typed::default()
    };
    check(
        Topic::Returned,
        &typed,
        None,
        "Would like: Give my money back.",
    );
    typed = Typed::default();
    check(Topic::WhereIsIt, &typed, None, "It has not arrived");
    assert_eq!(
        English.handed_on("It rattles.", Some("ticket 4711")),
        "It rattles.\n(through ticket 4711)"
    );
}

#[test]
fn a_pickup_point_keeps_it_until_a_day() {
    let check = |on, expected: &str| {
        let said = English.pickup_until(on, day(5, 12));
        plain(&said);
        assert_eq!(said, expected);
    };
    check(day(5, 21), "Pick it up by Thursday 21 May");
    check(day(5, 13), "Pick it up by tomorrow, Wednesday 13 May");
    check(
        day(5, 12),
        "Pick it up today, Tuesday 12 May: it is the last day",
    );
    check(day(5, 11), "It was kept until Monday 11 May");
}

#[test]
fn a_reason_stands_alone() {
    assert_eq!(English.why(Reason::Weather), "Bad weather");
    assert_eq!(English.why(Reason::Identity), "ID or a signature is needed");
}

#[test]
fn little_room_holds_a_moment() {
    let check = |precision, today, expected: &str| {
        let said = English.short_moment(at(day(5, 14), 14, 5), precision, today);
        assert_eq!(said, expected);
    };
    check(Precision::Minute, day(5, 12), "Thu 14 May, 14:05");
    check(Precision::Date, day(5, 12), "Thu 14 May");
    let next_year = NaiveDate::from_ymd_opt(2027, 1, 2).unwrap();
    check(Precision::Second, next_year, "Thu 14 May 2026, 14:05");
}

#[test]
fn what_leaves_the_page_says_little() {
    for carrier in CARRIERS {
        for key in [ActionKey::AtCarrier, ActionKey::WriteToShop] {
            plain(&English.action(key, carrier));
        }
        for source in [
            PromiseSource::Shop,
            PromiseSource::Carrier,
            PromiseSource::Doorstep,
        ] {
            sentence(&English.calendar_note(source, carrier));
        }
    }
    assert_eq!(
        English.share("On its way", "We expected it on Monday. It is late."),
        "My parcel: On its way. We expected it on Monday. It is late."
    );
    assert_eq!(English.share("Delivered", ""), "My parcel: Delivered.");
    let mut entry = CalendarEntry {
        brand: "Harbour & Pine",
        which: None,
        by: None,
    };
    assert_eq!(English.calendar_title(&entry), "Parcel from Harbour & Pine");
    entry.which = Some("Parcel 1 of 2");
    entry.by = Some(time(14, 0));
    assert_eq!(
        English.calendar_title(&entry),
        "Parcel from Harbour & Pine, Parcel 1 of 2 by 14:00"
    );
}
