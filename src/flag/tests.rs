//! Every flag on both sides of its edge, and gone with its cause.

use super::*;
use crate::brand::Closure;
use crate::derive::{derive, derive_journey};
use crate::reading::Report;
use crate::samples::{
    at, clock, date, dated, day, estimated, facts, hours, now, report, scan, timed, undated,
};
use crate::scan::{Precision, Scan, ScanTime};
use crate::shipment::Direction;
use crate::silence::Basis;
use crate::workdays::{Keeps, Workplace};
use Status as S;

/// What stands around a parcel of UPS within Germany, on UTC.
#[derive(Default)]
struct Setting {
    handling: Handling,
    closures: Vec<Closure>,
    contacts: Vec<OpenContact>,
}

impl Setting {
    fn flags(&self, facts: &Facts, moment: Now) -> Flags {
        let place = Workplace {
            zone: &Utc,
            country: Some("DE"),
            keeps: Keeps::Common,
            week: None,
            closures: &[],
        };
        let shop = Workplace {
            closures: &self.closures,
            ..place
        };
        let journey = Journey::from_facts(facts);
        let derived = derive_journey(facts, &journey, moment);
        let around = Around {
            shop: WorkingTime::at(shop),
            carrier: WorkingTime::at(place),
            handling: self.handling,
            carrier_code: "ups",
            lane: Lane::default(),
            limits: &Limits::default(),
            contacts: &self.contacts,
        };
        flags(facts, &journey, &derived, &around, moment)
    }

    fn up(&self, facts: &Facts, moment: &str) -> Vec<Flag> {
        let flags = self.flags(facts, now(moment));
        flags.raised.into_iter().map(|raised| raised.flag).collect()
    }

    /// The flag is not up a second before its edge, asks to be looked at then,
    /// and is up at the edge, since then.
    fn edge(&self, flag: Flag, facts: &Facts, edge: &str) -> Raised {
        let before = Now {
            instant: at(edge) - Duration::seconds(1),
            at_destination: clock(edge) - Duration::seconds(1),
        };
        let flags = self.flags(facts, before);
        assert!(
            flags.raised.iter().all(|raised| raised.flag != flag),
            "{flag:?} too early: {flags:?}"
        );
        // A window that closes is looked at within a minute of it.
        let window = derive(facts, before).next_check;
        let next = flags.next_check.into_iter().chain(window).min();
        let in_time = next.is_some_and(|next| next <= at(edge) + Duration::minutes(1));
        assert!(in_time, "{flag:?} {next:?}");
        self.raised(flag, facts, edge, edge)
    }

    fn raised(&self, flag: Flag, facts: &Facts, moment: &str, since: &str) -> Raised {
        let flags = self.flags(facts, now(moment));
        let raised = flags.raised.into_iter().find(|raised| raised.flag == flag);
        let raised = raised.unwrap_or_else(|| panic!("{flag:?} is not up at {moment}"));
        assert_eq!(raised.since, at(since), "{flag:?}");
        assert!(raised.due > raised.since, "{raised:?}");
        raised
    }
}

fn edge(flag: Flag, facts: &Facts, moment: &str) -> Raised {
    Setting::default().edge(flag, facts, moment)
}

fn up(facts: &Facts, moment: &str) -> Vec<Flag> {
    Setting::default().up(facts, moment)
}

/// The facts with one more scan.
fn and(facts: &Facts, scan: Scan) -> Facts {
    let mut facts = facts.clone();
    facts.scans.push(scan);
    facts
}

/// Placed on Monday 11 May 2026; the Thursday of that week is a holiday.
fn placed(moment: &str) -> Facts {
    Facts {
        placed_at: Some(at(moment)),
        tracked: true,
        ..Facts::default()
    }
}

#[test]
fn not_shipped_when_the_shops_own_days_are_over() {
    let order = placed("2026-05-11 10:00");
    let raised = edge(Flag::NotShipped, &order, "2026-05-14 00:00");
    // The holiday does not count towards what is due either.
    assert_eq!(raised.due, at("2026-05-18 00:00"));
    let because = Because::NotShipped {
        placed_at: at("2026-05-11 10:00"),
        within_days: 2,
    };
    assert_eq!(raised.because, because);
    edge(
        Flag::NotShipped,
        &placed("2026-05-12 10:00"),
        "2026-05-16 00:00",
    );
    // An order of the weekend counts from Monday.
    edge(
        Flag::NotShipped,
        &placed("2026-05-16 10:00"),
        "2026-05-21 00:00",
    );
    let slow = Setting {
        handling: Handling {
            days: Some(4),
            cut_off: NaiveTime::from_hms_opt(10, 0, 0),
        },
        ..Setting::default()
    };
    slow.edge(
        Flag::NotShipped,
        &placed("2026-05-18 09:59"),
        "2026-05-23 00:00",
    );
    slow.edge(
        Flag::NotShipped,
        &placed("2026-05-18 10:00"),
        "2026-05-27 00:00",
    );
    let closed = Setting {
        closures: vec![Closure::parse("2026-05-18 to 2026-05-19").unwrap()],
        ..Setting::default()
    };
    closed.edge(
        Flag::NotShipped,
        &placed("2026-05-15 10:00"),
        "2026-05-22 00:00",
    );
}

#[test]
fn what_has_left_or_never_will_is_not_awaited() {
    let order = placed("2026-05-11 10:00");
    assert_eq!(up(&order, "2026-05-20 10:00"), [Flag::NotShipped]);
    let shipped = Facts {
        fulfilled: true,
        numbered: true,
        handed_over_at: Some(at("2026-05-20 09:00")),
        ..order.clone()
    };
    assert_eq!(up(&shipped, "2026-05-20 10:00"), []);
    let cancelled = Facts {
        cancelled_at: Some(at("2026-05-20 09:00")),
        ..order.clone()
    };
    assert_eq!(up(&cancelled, "2026-05-20 10:00"), []);
    let back = Facts {
        direction: Direction::Return,
        ..order
    };
    assert_eq!(up(&back, "2026-05-20 10:00"), []);
}

#[test]
fn no_number_a_working_day_after_it_left() {
    let left = Facts {
        fulfilled: true,
        handed_over_at: Some(at("2026-05-15 10:00")),
        ..placed("2026-05-13 10:00")
    };
    edge(Flag::NoNumber, &left, "2026-05-18 10:00");
    let later = "2026-05-18 11:00";
    let numbered = Facts {
        numbered: true,
        ..left.clone()
    };
    assert_eq!(up(&numbered, later), []);
    let untracked = Facts {
        tracked: false,
        ..left.clone()
    };
    assert_eq!(up(&untracked, later), []);
    // Who has scans by the shop's own number needs no other.
    assert_eq!(
        up(&and(&left, scan(S::PickedUp, "2026-05-18 09:00")), later),
        []
    );
}

#[test]
fn no_first_scan_when_others_have_long_been_fetched() {
    let ready = Facts {
        fulfilled: true,
        numbered: true,
        handed_over_at: Some(at("2026-05-15 10:00")),
        ..placed("2026-05-13 10:00")
    };
    let raised = edge(Flag::NoFirstScan, &ready, "2026-05-20 10:00");
    let because = Because::NoFirstScan {
        ready_at: at("2026-05-15 10:00"),
        limit: Limit {
            hours: 72,
            basis: Basis::Default,
        },
    };
    assert_eq!(raised.because, because);
    // A label that is made later is what it waits from.
    let label = and(&ready, scan(S::LabelCreated, "2026-05-15 12:00"));
    edge(Flag::NoFirstScan, &label, "2026-05-20 12:00");
    let picked_up = and(&label, scan(S::PickedUp, "2026-05-20 12:00"));
    assert_eq!(up(&picked_up, "2026-05-20 12:00"), []);
    // While the shop is closed nobody hands over.
    let closed = Setting {
        closures: vec![Closure::parse("2026-05-18").unwrap()],
        ..Setting::default()
    };
    closed.edge(Flag::NoFirstScan, &label, "2026-05-21 12:00");
}

#[test]
fn stuck_when_silence_exceeds_the_limit_of_its_stage() {
    let moving = facts([scan(S::PickedUp, "2026-05-18 10:00")]);
    let raised = edge(Flag::Stuck, &moving, "2026-05-21 10:00");
    assert_eq!(raised.due, at("2026-05-26 10:00"), "Whit Monday is off");
    assert!(
        matches!(raised.because, Because::Silent { since, .. } if since == at("2026-05-18 10:00"))
    );
    // The weekend and Ascension Day are no silence.
    let before_the_holiday = facts([scan(S::InTransit, "2026-05-13 10:00")]);
    edge(Flag::Stuck, &before_the_holiday, "2026-05-19 10:00");
    // The van is awaited the same day.
    let van = and(&moving, scan(S::OutForDelivery, "2026-05-19 08:00"));
    edge(Flag::Stuck, &van, "2026-05-20 08:00");
    // A line that is no movement breaks no silence.
    let word = Scan {
        status: None,
        ..scan(S::InTransit, "2026-05-21 08:00")
    };
    edge(Flag::Stuck, &and(&moving, word), "2026-05-21 10:00");
}

#[test]
fn a_scan_ends_the_silence_at_once() {
    let moving = facts([scan(S::PickedUp, "2026-05-18 10:00")]);
    let later = "2026-06-02 10:00";
    assert_eq!(up(&moving, later), [Flag::Stuck]);
    assert_eq!(up(&and(&moving, scan(S::InTransit, later)), later), []);
    // A scan from before the silence, heard late, does not; one within does,
    // as far as it reaches.
    let older = and(&moving, scan(S::PickedUp, "2026-05-18 09:00"));
    assert_eq!(up(&older, later), [Flag::Stuck]);
    let within = and(&moving, scan(S::InTransit, "2026-05-27 10:00"));
    edge(Flag::Stuck, &within, "2026-06-01 10:00");
    for end in [S::Delivered, S::AvailableForPickup] {
        assert_eq!(
            up(&and(&moving, scan(end, "2026-06-02 09:00")), later),
            [],
            "{end}"
        );
    }
}

#[test]
fn silence_is_not_counted_before_it_may_have_begun() {
    let local = ScanTime::local(clock("2026-05-18 10:00"), Precision::Minute);
    edge(
        Flag::Stuck,
        &facts([timed(S::InTransit, local)]),
        "2026-05-21 22:00",
    );
    // The day alone is known, and no zone.
    let dated = facts([dated(S::InTransit, "2026-05-18")]);
    assert_eq!(up(&dated, "2026-05-22 11:59"), []);
    assert_eq!(up(&dated, "2026-05-22 12:00"), [Flag::Stuck]);
    assert_eq!(
        up(&facts([undated(S::InTransit, 0)]), "2026-07-22 12:00"),
        []
    );
}

#[test]
fn lost_by_the_carriers_word_or_after_three_weeks_of_silence() {
    let moving = facts([scan(S::PickedUp, "2026-05-18 10:00")]);
    // Whit Monday and Corpus Christi lie between.
    let raised = edge(Flag::Lost, &moving, "2026-06-10 10:00");
    assert!(matches!(raised.because, Because::Silent { .. }));
    assert_eq!(up(&moving, "2026-06-10 10:00"), [Flag::Lost, Flag::Stuck]);
    let gone = scan(S::Exception, "2026-05-20 10:00").because(Reason::Lost);
    let lost = and(&moving, gone);
    assert_eq!(up(&lost, "2026-05-20 10:00"), [Flag::Lost]);
    assert_eq!(
        up(&lost, "2026-07-20 10:00"),
        [Flag::Lost],
        "it is not awaited"
    );
    let found = and(&lost, scan(S::InTransit, "2026-05-22 10:00"));
    assert_eq!(up(&found, "2026-05-22 10:00"), []);
}

#[test]
fn promise_missed_at_the_end_of_a_day_on_which_somebody_delivers() {
    let named = |estimate| {
        let mut facts = facts([scan(S::InTransit, "2026-05-13 10:00")]);
        facts.reports = vec![estimated("2026-05-13 10:00", estimate)];
        facts
    };
    edge(
        Flag::PromiseMissed,
        &named(day("2026-05-15")),
        "2026-05-16 00:00",
    );
    // Nobody comes on Ascension Day, nor on a Sunday.
    edge(
        Flag::PromiseMissed,
        &named(day("2026-05-14")),
        "2026-05-16 00:00",
    );
    edge(
        Flag::PromiseMissed,
        &named(day("2026-05-17")),
        "2026-05-19 00:00",
    );
    // Hours missed on the day itself are late for the shopper alone.
    let by_noon = named(hours("2026-05-15", "-12:00"));
    edge(Flag::PromiseMissed, &by_noon, "2026-05-16 00:00");

    let missed = named(day("2026-05-15"));
    let later = "2026-05-18 10:00";
    assert_eq!(up(&missed, later), [Flag::PromiseMissed]);
    let van = and(&missed, scan(S::OutForDelivery, "2026-05-18 08:00"));
    assert_eq!(up(&van, later), [], "the van has its own day");
    let mut renamed = and(&missed, scan(S::InTransit, "2026-05-18 08:00"));
    renamed
        .reports
        .push(estimated("2026-05-18 08:00", day("2026-05-19")));
    edge(Flag::PromiseMissed, &renamed, "2026-05-20 00:00");
    let arrived = and(&missed, scan(S::Delivered, "2026-05-18 09:00"));
    assert_eq!(up(&arrived, later), []);
}

#[test]
fn exceptions_at_once_where_somebody_must_act_and_else_after_a_working_day() {
    let held = |reason: Reason| {
        let exception = scan(S::Exception, "2026-05-15 10:00").because(reason);
        facts([scan(S::PickedUp, "2026-05-15 08:00"), exception])
    };
    for reason in [Reason::PaymentDue, Reason::Documents, Reason::Packaging] {
        assert_eq!(
            up(&held(reason), "2026-05-15 10:00"),
            [Flag::Exception],
            "{reason}"
        );
    }
    for reason in [
        Reason::Weather,
        Reason::Inspection,
        Reason::Missorted,
        Reason::Unknown,
    ] {
        edge(Flag::Exception, &held(reason), "2026-05-18 10:00");
        let moved = and(&held(reason), scan(S::InTransit, "2026-05-18 09:00"));
        assert_eq!(up(&moved, "2026-05-18 10:00"), [], "{reason}");
    }
    let again = and(
        &held(Reason::Weather),
        scan(S::Exception, "2026-05-16 10:00").because(Reason::Weather),
    );
    edge(Flag::Exception, &again, "2026-05-18 10:00");
}

#[test]
fn attempts_when_the_next_day_brings_none_or_a_second_fails() {
    let first = scan(S::Attempted, "2026-05-15 14:00").because(Reason::NotHome);
    let tried = facts([scan(S::OutForDelivery, "2026-05-15 08:00"), first]);
    let raised = edge(Flag::Attempted, &tried, "2026-05-19 00:00");
    let because = |times, reason| Because::Attempted { times, reason };
    assert_eq!(raised.because, because(1, Some(Reason::NotHome)));
    // Twice on one day is one try.
    let same_day = and(&tried, scan(S::Attempted, "2026-05-15 18:00"));
    edge(Flag::Attempted, &same_day, "2026-05-19 00:00");
    let van = and(&tried, scan(S::OutForDelivery, "2026-05-18 08:00"));
    assert_eq!(up(&van, "2026-05-18 23:00"), [], "the van is back");
    let second = and(&van, scan(S::Attempted, "2026-05-18 15:00"));
    let raised = Setting::default().raised(
        Flag::Attempted,
        &second,
        "2026-05-18 15:00",
        "2026-05-18 15:00",
    );
    assert_eq!(raised.because, because(2, None));
    let refused = scan(S::Attempted, "2026-05-15 14:00").because(Reason::Refused);
    assert_eq!(up(&facts([refused]), "2026-05-15 14:00"), [Flag::Attempted]);
}

#[test]
fn pickups_that_nobody_comes_for() {
    let waits = facts([scan(S::AvailableForPickup, "2026-05-12 12:00")]);
    edge(Flag::PickupWaiting, &waits, "2026-05-19 12:00");
    let mut kept = waits.clone();
    let until = Report {
        pickup_until: Some(date("2026-05-27")),
        ..Report::default()
    };
    kept.reports = vec![report("2026-05-12 12:00", until)];
    edge(Flag::PickupWaiting, &kept, "2026-05-26 00:00");
    let collected = and(&waits, scan(S::Delivered, "2026-05-19 11:00"));
    assert_eq!(up(&collected, "2026-05-19 12:00"), []);
    let back = and(&waits, scan(S::Returning, "2026-05-19 11:00"));
    assert_eq!(up(&back, "2026-05-19 12:00"), [Flag::Returning]);
}

#[test]
fn damage_stays_until_it_has_arrived() {
    let broken = scan(S::Exception, "2026-05-15 10:00").because(Reason::Damaged);
    let damaged = facts([scan(S::PickedUp, "2026-05-15 08:00"), broken]);
    let raised = Setting::default().raised(
        Flag::Damaged,
        &damaged,
        "2026-05-15 10:00",
        "2026-05-15 10:00",
    );
    assert_eq!(raised.due, at("2026-05-18 10:00"));
    let moves = and(&damaged, scan(S::InTransit, "2026-05-18 10:00"));
    assert_eq!(up(&moves, "2026-05-18 10:00"), [Flag::Damaged]);
    let there = and(&moves, scan(S::Delivered, "2026-05-19 10:00"));
    assert_eq!(up(&there, "2026-05-19 10:00"), []);
}

#[test]
fn addresses_that_do_not_exist() {
    for (status, reason) in [
        (S::Attempted, Reason::AddressIncorrect),
        (S::Exception, Reason::WrongAddressData),
    ] {
        let wrong = facts([scan(status, "2026-05-15 10:00").because(reason)]);
        assert!(
            up(&wrong, "2026-05-15 10:00").contains(&Flag::AddressProblem),
            "{reason}"
        );
        let van = and(&wrong, scan(S::OutForDelivery, "2026-05-18 08:00"));
        assert_eq!(up(&van, "2026-05-18 08:00"), [], "{reason}");
    }
}

#[test]
fn returns_to_the_shop_until_they_are_back() {
    let back = facts([
        scan(S::Attempted, "2026-05-12 10:00").because(Reason::Refused),
        scan(S::Returning, "2026-05-15 10:00"),
    ]);
    let raised = Setting::default().raised(
        Flag::Returning,
        &back,
        "2026-05-15 11:00",
        "2026-05-15 10:00",
    );
    let because = Because::Returning {
        reason: Some(Reason::Refused),
        since: at("2026-05-15 10:00"),
    };
    assert_eq!(raised.because, because);
    let arrived = and(&back, scan(S::Returned, "2026-05-18 10:00"));
    assert_eq!(up(&arrived, "2026-05-18 10:00"), []);
    let asked_for = Facts {
        direction: Direction::Return,
        ..back
    };
    assert_eq!(up(&asked_for, "2026-05-15 11:00"), []);
}

#[test]
fn contradictions_until_newer_scans_settle_them() {
    let delivered = facts([
        scan(S::OutForDelivery, "2026-05-12 08:00"),
        scan(S::Delivered, "2026-05-12 10:00"),
    ]);
    assert_eq!(up(&delivered, "2026-05-13 10:00"), []);
    let elsewhere = and(&delivered, scan(S::InTransit, "2026-05-13 09:00"));
    let raised = Setting::default().raised(
        Flag::Contradiction,
        &elsewhere,
        "2026-05-13 10:00",
        "2026-05-13 09:00",
    );
    let because = Because::Contradiction {
        status: S::Delivered,
        at: at("2026-05-13 09:00"),
    };
    assert_eq!(raised.because, because);
    let again = and(&elsewhere, scan(S::OutForDelivery, "2026-05-15 08:00"));
    assert_eq!(up(&again, "2026-05-15 08:00"), []);
}

#[test]
fn what_shoppers_write_counts_while_it_is_open() {
    let wrote = |complaint| Setting {
        contacts: vec![OpenContact {
            complaint,
            opened_at: at("2026-05-13 10:00"),
        }],
        ..Setting::default()
    };
    let moving = facts([scan(S::InTransit, "2026-05-13 08:00")]);
    let delivered = and(&moving, scan(S::Delivered, "2026-05-13 09:00"));
    let check = |complaint, facts: &Facts, flags: &[Flag]| {
        assert_eq!(
            wrote(complaint).up(facts, "2026-05-13 11:00"),
            flags,
            "{complaint:?}"
        );
    };
    check(
        Complaint::NotReceived,
        &delivered,
        &[Flag::DeliveredNotReceived],
    );
    check(Complaint::NotReceived, &moving, &[]);
    check(Complaint::Damaged, &delivered, &[Flag::Damaged]);
    check(Complaint::Address, &moving, &[Flag::AddressProblem]);
    check(Complaint::Address, &delivered, &[]);
    assert_eq!(up(&delivered, "2026-05-13 11:00"), []);
}

#[test]
fn the_worst_comes_first() {
    let mut late = facts([scan(S::InTransit, "2026-05-04 10:00")]);
    late.reports = vec![estimated("2026-05-04 10:00", day("2026-05-08"))];
    let broken = scan(S::Exception, "2026-05-05 10:00").because(Reason::Damaged);
    let flags = up(&and(&late, broken), "2026-06-22 10:00");
    let all = [Flag::Lost, Flag::Damaged, Flag::Stuck, Flag::PromiseMissed];
    assert_eq!(flags, all);
    let mut codes: Vec<&str> = Flag::ALL.iter().map(|flag| flag.code()).collect();
    assert!(Flag::ALL.is_sorted());
    assert!(
        Flag::ALL
            .iter()
            .all(|flag| Flag::from_code(flag.code()) == Some(*flag))
    );
    codes.sort_unstable();
    codes.dedup();
    assert_eq!(codes.len(), RULES.len());
    assert!(RULES.iter().map(|(flag, _)| *flag).eq(Flag::ALL));
}

#[test]
fn an_edge_between_two_stored_moments_is_reached() {
    let odd = at("2026-05-18 10:00") + Duration::microseconds(300);
    let order = facts([Scan {
        time: ScanTime::instant(odd),
        ..scan(S::PickedUp, "2026-05-18 10:00")
    }]);
    let next = Setting::default()
        .flags(&order, now("2026-05-18 11:00"))
        .next_check;
    let next = next.expect("it is awaited");
    assert_eq!(next.timestamp_subsec_nanos(), 0);
    let then = Now {
        instant: next,
        at_destination: next.naive_utc(),
    };
    assert_eq!(Setting::default().flags(&order, then).raised.len(), 1);
}

#[test]
fn the_ends_of_time_are_no_trouble() {
    let mut far = facts([scan(S::InTransit, "2026-05-18 10:00")]);
    far.placed_at = Some(DateTime::<Utc>::MAX_UTC);
    far.order_expected = Some(day("+262142-12-31"));
    assert_eq!(up(&far, "2026-05-18 12:00"), []);
    far.placed_at = Some(DateTime::<Utc>::MIN_UTC);
    far.order_expected = Some(Estimate::day(date("-262143-01-01")));
    up(&far, "2026-05-18 12:00");
}
