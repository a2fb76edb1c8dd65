use super::settings::{NoticeFault, Typed};
use super::*;
use crate::reading::Estimate;
use crate::recipient::Reader;
use crate::shipment::PromiseSource;

const NOON: &str = "2026-05-14T12:00:00Z";

fn at(text: &str) -> DateTime<Utc> {
    text.parse().expect("a moment")
}

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a day")
}

/// The destination is in UTC.
fn now(text: &str) -> Now {
    Now {
        instant: at(text),
        at_destination: at(text).naive_utc(),
    }
}

fn expected(to: &str) -> Window {
    Window::Expected {
        estimate: Estimate::day(day(to)),
        source: PromiseSource::Carrier,
        was: None,
        reason: None,
    }
}

fn missed(to: &str) -> Window {
    Window::Missed {
        estimate: Estimate::day(day(to)),
        source: PromiseSource::Carrier,
        reason: None,
    }
}

fn parcel(shipment: i64, status: Status) -> Parcel {
    Parcel {
        shipment,
        status,
        window: expected("2026-05-15"),
        first_day: Some(day("2026-05-15")),
    }
}

fn story(parcels: Vec<Parcel>) -> Story {
    Story {
        kind: OrderKind::Live,
        placed: Some(at("2026-05-10T12:00:00Z")),
        connected: at("2026-01-01T00:00:00Z"),
        is_cancelled: false,
        parcels,
        window: Window::Unknown,
        first_day: None,
        told: Vec::new(),
    }
}

fn queued(row: i64, shipment: Option<i64>, notice: Notice, milestone: &str) -> Queued {
    Queued {
        row,
        shipment,
        due: DueNotice {
            notice,
            milestone: milestone.to_owned(),
        },
        since: at("2026-05-14T11:30:00Z"),
        happened: at("2026-05-14T11:20:00Z"),
    }
}

fn jo(medium: Medium) -> Recipient {
    Recipient {
        key: format!("buyer.{}", medium.code()),
        reader: Reader::Buyer,
        medium,
        address: "jo@example.com".to_owned(),
        wants: Notice::ALL.into(),
    }
}

fn plan_for(
    story: &Story,
    queued: &[Queued],
    settings: &NoticeSettings,
    recipients: &[Recipient],
    when: &str,
) -> Vec<(i64, Turn)> {
    let heard = Heard::default();
    let audience = Audience {
        settings,
        recipients,
        heard: &heard,
    };
    let mut turns = turns(story, audience, queued, now(when));
    turns.sort_by_key(|(row, _)| *row);
    turns
}

fn plan(story: &Story, queued: &[Queued]) -> Vec<(i64, Turn)> {
    let all = NoticeSettings::with_all_on();
    plan_for(story, queued, &all, &[jo(Medium::Email)], NOON)
}

fn sent(at_text: &str) -> Turn {
    Turn::Send(vec![Delivery {
        recipient: "buyer.email".to_owned(),
        medium: Medium::Email,
        at: (at(at_text), None),
    }])
}

fn dropped(why: Dropped) -> Turn {
    Turn::Dropped(why)
}

#[test]
fn what_is_so_goes_out_and_what_has_passed_does_not() {
    let check = |status, notice, milestone: &str, wanted: Turn| {
        let turns = plan(
            &story(vec![parcel(1, status)]),
            &[queued(7, Some(1), notice, milestone)],
        );
        assert_eq!(turns, [(7, wanted)], "{status:?} {notice:?}");
    };
    let passed = || dropped(Dropped::Passed);
    check(Status::InTransit, Notice::Shipped, "shipped", sent(NOON));
    check(Status::OutForDelivery, Notice::Shipped, "shipped", passed());
    check(
        Status::OutForDelivery,
        Notice::OutForDelivery,
        "0.2026-05-14",
        sent(NOON),
    );
    check(
        Status::OutForDelivery,
        Notice::OutForDelivery,
        "0.2026-05-13",
        passed(),
    );
    check(
        Status::Delivered,
        Notice::OutForDelivery,
        "0.2026-05-14",
        passed(),
    );
    check(Status::Delivered, Notice::Delivered, "0", sent(NOON));
    check(Status::InTransit, Notice::Delivered, "0", passed());
    check(
        Status::Attempted,
        Notice::Attempted,
        "0.2026-05-14",
        sent(NOON),
    );
    check(
        Status::OutForDelivery,
        Notice::Attempted,
        "0.2026-05-13",
        passed(),
    );
    check(
        Status::AvailableForPickup,
        Notice::PickupReminder,
        "0.0",
        sent(NOON),
    );
    check(Status::Delivered, Notice::PickupReminder, "0.0", passed());
    check(Status::InTransit, Notice::Exception, "0.weather", passed());
    check(Status::Returned, Notice::Returning, "0", passed());
    check(
        Status::InTransit,
        Notice::Milestone,
        "country-US",
        sent(NOON),
    );
    check(Status::Delivered, Notice::Milestone, "country-US", passed());
}

#[test]
fn a_confirmation_is_sent_until_the_order_has_left() {
    let order = queued(1, None, Notice::OrderConfirmed, "order");
    let of = |story: &Story| plan(story, std::slice::from_ref(&order));
    assert_eq!(of(&story(vec![])), [(1, sent(NOON))]);
    let labelled = story(vec![parcel(1, Status::LabelCreated)]);
    assert_eq!(of(&labelled), [(1, sent(NOON))]);
    let gone = story(vec![parcel(1, Status::InTransit)]);
    assert_eq!(of(&gone), [(1, dropped(Dropped::Passed))]);
    let cancelled = Story {
        is_cancelled: true,
        ..story(vec![])
    };
    assert_eq!(of(&cancelled), [(1, dropped(Dropped::Passed))]);
}

#[test]
fn a_delay_is_told_of_the_date_that_holds_when_it_is_over_the_threshold() {
    let late = |window, days, told: Vec<(Option<i64>, DueNotice)>, milestone: &str| {
        let story = Story {
            told,
            ..story(vec![Parcel {
                window,
                ..parcel(1, Status::InTransit)
            }])
        };
        let settings = NoticeSettings {
            delay_days: days,
            ..NoticeSettings::with_all_on()
        };
        let due = [queued(7, Some(1), Notice::Delay, milestone)];
        let mut turns = plan_for(&story, &due, &settings, &[jo(Medium::Email)], NOON);
        turns.remove(0).1
    };
    let told = |milestone: &str| vec![(Some(1), queued(1, None, Notice::Delay, milestone).due)];
    let to = "to-2026-05-17";
    // First promised for the 15th: two days later.
    assert_eq!(late(expected("2026-05-17"), 1, vec![], to), sent(NOON));
    let small = dropped(Dropped::SmallMove);
    assert_eq!(late(expected("2026-05-17"), 2, vec![], to), small);
    let moved = dropped(Dropped::DateMoved);
    assert_eq!(late(expected("2026-05-18"), 0, vec![], to), moved);
    assert_eq!(late(missed("2026-05-17"), 0, vec![], to), moved);
    // Small steps add up, counted from what was told last.
    let before = told("to-2026-05-16");
    assert_eq!(late(expected("2026-05-17"), 1, before.clone(), to), small);
    assert_eq!(
        late(expected("2026-05-18"), 1, before, "to-2026-05-18"),
        sent(NOON)
    );
    // What was missed is told, however small.
    let missed_day = "missed-2026-05-13";
    assert_eq!(
        late(missed("2026-05-13"), 9, vec![], missed_day),
        sent(NOON)
    );
    let again = dropped(Dropped::AlreadyTold);
    assert_eq!(
        late(missed("2026-05-13"), 9, told(missed_day), missed_day),
        again
    );
    // Come back to: whoever was told of it last is not told again.
    let again = "to-2026-05-17.2";
    let small = dropped(Dropped::SmallMove);
    assert_eq!(late(expected("2026-05-17"), 0, told(to), again), small);
    assert_eq!(late(expected("2026-05-17"), 0, vec![], again), sent(NOON));
    let parcel = story(vec![parcel(1, Status::OutForDelivery)]);
    let turns = plan(&parcel, &[queued(7, Some(1), Notice::Delay, to)]);
    assert_eq!(turns, [(7, dropped(Dropped::Passed))], "it comes today");
}

#[test]
fn a_delay_speaks_before_anything_has_left() {
    let waiting = Story {
        window: missed("2026-05-13"),
        first_day: Some(day("2026-05-13")),
        ..story(vec![])
    };
    let due = [queued(7, None, Notice::Delay, "missed-2026-05-13")];
    assert_eq!(plan(&waiting, &due), [(7, sent(NOON))]);
    let left = Story {
        parcels: vec![parcel(1, Status::InTransit)],
        ..waiting
    };
    assert_eq!(plan(&left, &due), [(7, dropped(Dropped::Passed))]);
}

#[test]
fn one_event_sends_one_notice_the_one_that_asks_to_act() {
    let story = story(vec![Parcel {
        window: expected("2026-05-17"),
        ..parcel(1, Status::Exception)
    }]);
    let due = [
        queued(1, Some(1), Notice::Delay, "to-2026-05-17"),
        queued(2, Some(1), Notice::Exception, "0.address_incorrect"),
        queued(3, Some(1), Notice::Shipped, "shipped"),
    ];
    let turns = plan(&story, &due);
    assert_eq!(
        turns,
        [(1, Turn::Merged(2)), (2, sent(NOON)), (3, Turn::Merged(2))]
    );
}

#[test]
fn parcels_that_move_together_are_told_together() {
    let parcels = vec![parcel(1, Status::InTransit), parcel(2, Status::InTransit)];
    let both = [
        queued(11, Some(1), Notice::Shipped, "shipped"),
        queued(12, Some(2), Notice::Shipped, "shipped"),
    ];
    let turns = plan(&story(parcels), &both);
    assert_eq!(turns, [(11, sent(NOON)), (12, Turn::Merged(11))]);

    // The other one has not left: it is waited for, and no longer than that.
    let one_left = story(vec![
        parcel(1, Status::InTransit),
        parcel(2, Status::LabelCreated),
    ]);
    let all = NoticeSettings::with_all_on();
    let first = &both[..1];
    let at_time = |time| plan_for(&one_left, first, &all, &[jo(Medium::Email)], time);
    let until = at("2026-05-14T11:40:00Z");
    let waits = Turn::Wait(until, Wait::Gathering);
    assert_eq!(at_time("2026-05-14T11:39:59Z"), [(11, waits)]);
    let on_time = "2026-05-14T11:40:00Z";
    assert_eq!(at_time(on_time), [(11, sent(on_time))]);

    // What moves apart is told apart.
    let apart = story(vec![
        parcel(1, Status::InTransit),
        parcel(2, Status::Delivered),
    ]);
    let due = [
        queued(11, Some(1), Notice::Shipped, "shipped"),
        queued(12, Some(2), Notice::Delivered, "0"),
    ];
    assert_eq!(plan(&apart, &due), [(11, sent(NOON)), (12, sent(NOON))]);
}

#[test]
fn what_belongs_together_has_a_minute_to_come() {
    let story = story(vec![parcel(1, Status::InTransit)]);
    let due = [queued(7, Some(1), Notice::Shipped, "shipped")];
    let all = NoticeSettings::with_all_on();
    let at_time = |time| plan_for(&story, &due, &all, &[jo(Medium::Email)], time);
    let until = at("2026-05-14T11:31:00Z");
    let waits = Turn::Wait(until, Wait::Gathering);
    assert_eq!(at_time("2026-05-14T11:30:59Z"), [(7, waits)]);
    let time = "2026-05-14T11:31:00Z";
    assert_eq!(at_time(time), [(7, sent(time))]);
}

#[test]
fn nobody_hears_what_is_off_unwanted_or_not_theirs() {
    let parcels = || vec![parcel(1, Status::InTransit)];
    let due = [queued(7, Some(1), Notice::Shipped, "shipped")];
    let off = NoticeSettings::default();
    let on = NoticeSettings::with_all_on();
    let of = |story: &Story, settings: &NoticeSettings, recipients: Vec<Recipient>| {
        let recipients = allowed(story.kind, settings, recipients);
        plan_for(story, &due, settings, &recipients, NOON)
            .remove(0)
            .1
    };
    let email = || vec![jo(Medium::Email)];
    let live = story(parcels());
    assert_eq!(of(&live, &off, email()), dropped(Dropped::SwitchedOff));
    assert_eq!(of(&live, &off, vec![]), dropped(Dropped::NobodyToTell));
    let unwanted = vec![Recipient {
        wants: [Notice::Delivered].into(),
        ..jo(Medium::Email)
    }];
    assert_eq!(of(&live, &on, unwanted), dropped(Dropped::NotWanted));
    let by_text_alone = NoticeSettings {
        on: [(Notice::Shipped, Medium::Sms)].into(),
        ..NoticeSettings::default()
    };
    assert_eq!(
        of(&live, &by_text_alone, email()),
        dropped(Dropped::SwitchedOff)
    );

    let of_kind = |kind| Story {
        kind,
        ..story(parcels())
    };
    let test = of_kind(OrderKind::Test);
    assert_eq!(of(&test, &on, email()), dropped(Dropped::NoTester));
    let with_tester = NoticeSettings {
        testers: vec!["jo@example.com".to_owned()],
        ..on.clone()
    };
    assert_eq!(of(&test, &with_tester, email()), sent(NOON));
    let texts = vec![jo(Medium::Sms)];
    assert_eq!(of(&test, &with_tester, texts), dropped(Dropped::NoTester));
    let imported = of_kind(OrderKind::Imported);
    assert_eq!(of(&imported, &on, email()), dropped(Dropped::Imported));
}

#[test]
fn old_orders_are_told_nothing_that_had_passed() {
    let older = Story {
        connected: at("2026-05-14T11:00:00Z"),
        ..story(vec![parcel(1, Status::InTransit)])
    };
    let happened = |time: &str| {
        let one = Queued {
            happened: at(time),
            ..queued(7, Some(1), Notice::Shipped, "shipped")
        };
        plan(&older, &[one]).remove(0).1
    };
    let before = dropped(Dropped::BeforeConnection);
    assert_eq!(happened("2026-05-14T10:59:59Z"), before);
    assert_eq!(happened("2026-05-14T11:00:00Z"), sent(NOON));
}

#[test]
fn what_is_no_news_any_more_is_dropped_unless_it_asks_to_act() {
    let of = |status, notice, milestone: &str, time: &str| {
        let one = Queued {
            happened: at(time),
            ..queued(7, Some(1), notice, milestone)
        };
        plan(&story(vec![parcel(1, status)]), &[one]).remove(0).1
    };
    let old = "2026-05-11T11:59:59Z";
    let news = "2026-05-11T12:00:00Z";
    let delivered = |time| of(Status::Delivered, Notice::Delivered, "0", time);
    assert_eq!(delivered(old), dropped(Dropped::TooOld));
    assert_eq!(delivered(news), sent(NOON));
    let waiting = of(
        Status::AvailableForPickup,
        Notice::AvailableForPickup,
        "0.0",
        old,
    );
    assert_eq!(waiting, sent(NOON));
    // Late is late until it comes.
    let late = Parcel {
        window: missed("2026-05-10"),
        ..parcel(1, Status::InTransit)
    };
    let one = Queued {
        happened: at(old),
        ..queued(7, Some(1), Notice::Delay, "missed-2026-05-10")
    };
    assert_eq!(plan(&story(vec![late]), &[one]), [(7, sent(NOON))]);
}

#[test]
fn what_was_taken_out_of_its_order_is_told_to_nobody() {
    let gone = [queued(7, Some(1), Notice::Cancelled, "cancelled")];
    assert_eq!(plan(&story(vec![]), &gone), [(7, dropped(Dropped::Gone))]);
}

#[test]
fn a_night_holds_text_messages_back_and_no_mail() {
    let story = story(vec![parcel(1, Status::InTransit)]);
    let both = [jo(Medium::Email), jo(Medium::Sms)];
    let all = NoticeSettings::with_all_on();
    let due = [queued(7, Some(1), Notice::Shipped, "shipped")];
    let times = |time: &str| {
        let turns = plan_for(&story, &due, &all, &both, time);
        let Turn::Send(deliveries) = &turns[0].1 else {
            panic!("{turns:?}")
        };
        let of = |medium| {
            deliveries
                .iter()
                .find(|one| one.medium == medium)
                .map(|one| one.at)
        };
        (of(Medium::Email).unwrap(), of(Medium::Sms).unwrap())
    };
    let night = Some(Wait::QuietHours);
    let (mail, text) = times("2026-05-14T20:59:59Z");
    assert_eq!((mail.1, text), (None, (at("2026-05-14T20:59:59Z"), None)));
    let (mail, text) = times("2026-05-14T21:00:00Z");
    assert_eq!(mail, (at("2026-05-14T21:00:00Z"), None));
    assert_eq!(text, (at("2026-05-15T08:00:00Z"), night));
    assert_eq!(
        times("2026-05-15T07:59:00Z").1,
        (at("2026-05-15T08:00:00Z"), night)
    );
    assert_eq!(times("2026-05-15T08:00:00Z").1.1, None);
}

#[test]
fn the_daily_number_moves_the_rest_to_the_next_free_morning() {
    let settings = NoticeSettings {
        daily: 2,
        ..NoticeSettings::with_all_on()
    };
    let mut heard = Heard::default();
    let mut next = || heard.next(&jo(Medium::Email), &settings, now(NOON));
    let daily = Some(Wait::DailyNumber);
    assert_eq!(next(), (at(NOON), None));
    assert_eq!(next(), (at(NOON), None));
    assert_eq!(next(), (at("2026-05-15T09:00:00Z"), daily));
    assert_eq!(next(), (at("2026-05-15T09:00:00Z"), daily));
    assert_eq!(next(), (at("2026-05-16T09:00:00Z"), daily));
}

#[test]
fn the_daily_number_is_that_of_the_day_a_night_ends_on() {
    let settings = NoticeSettings {
        daily: 1,
        ..NoticeSettings::with_all_on()
    };
    let mut heard = Heard::default();
    let mut next = |time: &str| heard.next(&jo(Medium::Sms), &settings, now(time));
    let daily = Some(Wait::DailyNumber);
    assert_eq!(
        next("2026-05-14T21:30:00Z"),
        (at("2026-05-15T08:00:00Z"), Some(Wait::QuietHours))
    );
    assert_eq!(
        next("2026-05-14T22:00:00Z"),
        (at("2026-05-16T09:00:00Z"), daily)
    );
    assert_eq!(
        next("2026-05-14T23:00:00Z"),
        (at("2026-05-17T09:00:00Z"), daily)
    );
    // The evening itself is not full.
    assert_eq!(
        next("2026-05-14T20:00:00Z"),
        (at("2026-05-14T20:00:00Z"), None)
    );
}

#[test]
fn settings_are_read_as_they_are_shown() {
    let settings = NoticeSettings {
        testers: vec!["a@example.com".to_owned(), "b@example.com".to_owned()],
        delay_days: 3,
        ..NoticeSettings::with_all_on()
    };
    for settings in [settings, NoticeSettings::default()] {
        assert_eq!(
            NoticeSettings::read(&settings.typed()),
            Ok(settings.clone())
        );
        let json = serde_json::to_string(&settings).unwrap();
        assert_eq!(
            serde_json::from_str::<NoticeSettings>(&json).unwrap(),
            settings
        );
    }
    let new: NoticeSettings = serde_json::from_str("{}").unwrap();
    assert!(new.on.is_empty(), "a new brand sends nothing");
}

#[test]
fn settings_that_cannot_be_are_refused_with_all_that_is_wrong() {
    let usual = NoticeSettings::default().typed();
    let check = |typed: Typed, faults: &[NoticeFault]| {
        assert_eq!(
            NoticeSettings::read(&typed),
            Err(faults.to_vec()),
            "{typed:?}"
        );
    };
    let typed = |daily: &str, days: &str| Typed {
        daily: daily.to_owned(),
        delay_days: days.to_owned(),
        ..usual.clone()
    };
    check(typed("0", "0"), &[NoticeFault::Daily]);
    check(
        typed("21", "15"),
        &[NoticeFault::DelayDays, NoticeFault::Daily],
    );
    let quiet = |from: &str, to: &str| Typed {
        quiet_from: from.to_owned(),
        quiet_to: to.to_owned(),
        ..usual.clone()
    };
    check(quiet("25:00", "08:00"), &[NoticeFault::Quiet]);
    check(quiet("21:00", ""), &[NoticeFault::Quiet]);
    assert_eq!(NoticeSettings::read(&quiet("", "")).unwrap().quiet, None);
    for line in ["jo", "jo@host", "a@b.c d@e.f", "a@b@c.d"] {
        let testers = Typed {
            testers: format!("ok@example.com\n{line}"),
            ..usual.clone()
        };
        check(testers, &[NoticeFault::Testers]);
    }
}
