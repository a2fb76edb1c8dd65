//! What the English texts say, word for word.

use super::ENGLISH as English;
use crate::texts::tests::{self, at, day, hours, time, window};
use crate::texts::{
    CalendarEntry, Freshness, Hearing, MapWords, PromiseNote, Renamed, ReportBody, ReportDeskTexts,
    ShopperTexts,
};
use chrono::{Duration, NaiveDate};
use doorstep::answers::Happened;
use doorstep::brand::Remedy;
use doorstep::contact::{Looked, Topic};
use doorstep::reading::Estimate;
use doorstep::scan::{Precision, Reason, Status};
use doorstep::shipment::{Direction, PromiseSource};
use doorstep::view::report::Typed;
use doorstep::window::Window;

pub(super) fn plain(text: &str) {
    tests::plain(&English, text);
}

pub fn sentence(text: &str) {
    tests::sentence(&English, text);
}

pub fn plain_mail(subject: &str, body: &str) {
    tests::plain_mail(&English, subject, body);
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
fn the_year_shows_where_there_is_a_doubt() {
    let christmas = NaiveDate::from_ymd_opt(2025, 12, 24).unwrap();
    let check = |today, expected: &str| assert_eq!(English.date(christmas, today), expected);
    check(day(1, 2), "Wednesday 24 December");
    check(day(6, 22), "Wednesday 24 December");
    check(day(6, 23), "Wednesday 24 December 2025");
    let next = NaiveDate::from_ymd_opt(2027, 1, 1).unwrap();
    assert_eq!(English.date(next, day(12, 31)), "Friday 1 January");
    assert_eq!(English.date(next, day(5, 14)), "Friday 1 January 2027");
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
            is_lost: false,
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
fn a_lost_parcel_is_said_to_have_been_found_only_once_it_was() {
    let check = |is_lost, expected: &str| {
        let note = PromiseNote {
            source: PromiseSource::Carrier,
            carrier: Some("UPS"),
            made_on: Some(day(5, 11)),
            reason: Some(Reason::Lost),
            is_lost,
            renamed: Renamed::Later,
        };
        assert_eq!(English.promise_note(&note, day(5, 12)), expected);
    };
    check(true, "UPS, on 11 May: the parcel is lost");
    check(false, "UPS, on 11 May: it was lost for a while");
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
fn a_delivery_says_where_and_to_whom() {
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
fn parcels_are_numbered_and_a_return_is_the_buyer_s() {
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
fn topics_have_short_names_for_staff() {
    for topic in Topic::ALL {
        plain(English.topic_name(topic));
    }
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
