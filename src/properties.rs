//! Properties of the fold that no list of examples can show: it is blind to
//! the order of arrival, and an end stays the end.

use crate::answers::answers;
use crate::derive::{Derived, Facts, Now, derive_journey};
use crate::journey::{Journey, TimedReport};
use crate::reading::{Estimate, Report};
use crate::scan::{Fingerprint, Place, Precision, Reason, Scan, ScanTime, Status};
use crate::shipment::Direction;
use chrono::{DateTime, Duration, NaiveDate, NaiveDateTime, Utc};
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use proptest::sample::{Index, select};
use std::collections::BTreeMap;

const CASES: u32 = 5_000;
const SHUFFLES_PER_CASE: u32 = 20;
const _: () = assert!(CASES * SHUFFLES_PER_CASE == 100_000);

pub(crate) fn config(cases: u32) -> ProptestConfig {
    ProptestConfig {
        failure_persistence: None,
        ..ProptestConfig::with_cases(cases)
    }
}

pub(crate) fn first_day() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 5, 10).expect("a day")
}

/// Few days and few hours, so that many scans share a moment.
fn a_clock() -> impl Strategy<Value = NaiveDateTime> {
    let hour = select(vec![0, 8, 9, 14, 23]);
    (0_i64..4, hour, select(vec![0, 30])).prop_map(|(day, hour, minute)| {
        let day = first_day() + Duration::days(day);
        day.and_hms_opt(hour, minute, 0).expect("a time")
    })
}

fn a_time() -> impl Strategy<Value = ScanTime> {
    let offset = select(vec![-480, 0, 60, 330]);
    let precision = select(vec![Precision::Second, Precision::Minute]);
    prop_oneof![
        3 => (a_clock(), offset, precision.clone())
            .prop_map(|(local, offset, precision)| ScanTime::with_offset(local, offset, precision)),
        3 => (a_clock(), precision).prop_map(|(local, precision)| ScanTime::local(local, precision)),
        2 => a_clock().prop_map(|clock| ScanTime::instant(clock.and_utc())),
        2 => a_clock().prop_map(|clock| {
            let midnight = clock.date().and_hms_opt(0, 0, 0).expect("midnight");
            ScanTime::local(midnight, Precision::Date)
        }),
        1 => Just(ScanTime::default()),
    ]
}

fn a_place() -> impl Strategy<Value = Place> {
    let city = option::of(select(vec!["Trier", "Lyon"]));
    let country = option::of(select(vec!["DE", "FR"]));
    (city, country).prop_map(|(city, country)| Place {
        city: city.map(Into::into),
        country: country.map(Into::into),
        ..Place::default()
    })
}

fn a_scan() -> impl Strategy<Value = Scan> {
    let word = select(vec!["one", "two"]);
    let said = (
        option::weighted(0.95, select(Status::ALL.to_vec())),
        option::weighted(0.3, select(Reason::ALL.to_vec())),
    );
    let place_offset_min = option::of(select(vec![0, 120]));
    (
        word.clone(),
        option::of(word),
        said,
        a_time(),
        a_place(),
        0_u32..4,
        place_offset_min,
    )
        .prop_map(
            |(source, code, (status, reason), time, place, position, place_offset_min)| Scan {
                source: source.into(),
                code: code.map(Into::into),
                status,
                reason,
                text: status.map_or("", Status::code).into(),
                time,
                place,
                position,
                place_offset_min,
            },
        )
}

fn an_estimate() -> impl Strategy<Value = Estimate> {
    a_clock().prop_map(Estimate::by)
}

pub(crate) fn a_report() -> impl Strategy<Value = TimedReport> {
    let word = || option::of(select(vec!["Porch", "Jane Doe"]).prop_map(str::to_owned));
    let said_at = || option::weighted(0.8, a_clock().prop_map(|clock| clock.and_utc()));
    (
        said_at(),
        said_at(),
        option::of(an_estimate()),
        word(),
        word(),
        word(),
    )
        .prop_map(
            |(as_of, stated_at, estimate, service, left_at, signed_by)| TimedReport {
                as_of: as_of.unwrap_or(DateTime::<Utc>::MIN_UTC),
                report: Report {
                    stated_at,
                    estimate,
                    service,
                    left_at,
                    signed_by,
                    ..Report::default()
                },
            },
        )
}

prop_compose! {
    /// All that was said beside scans and reports.
    pub(crate) fn the_shop()(
        is_return in prop::bool::weighted(0.2),
        tracked in prop::bool::weighted(0.8),
        numbered in any::<bool>(),
        placed_at in option::of(a_clock()),
        cancelled_at in option::weighted(0.1, a_clock()),
        handed_over_at in option::of(a_clock()),
        order_expected in option::of(an_estimate()),
        shipment_expected in option::of((a_clock(), an_estimate())),
    ) -> Facts {
        let utc = |clock: Option<NaiveDateTime>| clock.map(|clock| clock.and_utc());
        Facts {
            direction: if is_return { Direction::Return } else { Direction::Outbound },
            tracked,
            numbered,
            placed_at: utc(placed_at),
            cancelled_at: utc(cancelled_at),
            handed_over_at: utc(handed_over_at),
            order_expected,
            shipment_expected: shipment_expected.map(|(at, estimate)| (at.and_utc(), estimate)),
            ..Facts::default()
        }
    }
}

/// Everything heard of a parcel: its scans, some of them again and from
/// another place in their payload.
pub(crate) fn heard() -> impl Strategy<Value = Vec<Scan>> {
    let again = vec((any::<Index>(), 0_u32..9), 0..6);
    (vec(a_scan(), 0..=12), again).prop_map(|(scans, again)| {
        let unique: BTreeMap<Fingerprint, Scan> = scans
            .into_iter()
            .map(|scan| (scan.fingerprint(), scan))
            .collect();
        let mut heard: Vec<Scan> = unique.into_values().collect();
        if heard.is_empty() {
            return heard;
        }
        for (index, position) in again {
            let scan = Scan {
                position,
                ..index.get(&heard).clone()
            };
            heard.push(scan);
        }
        heard
    })
}

/// A small generator of its own, so that a failing case repeats exactly.
struct Dice(u64);

impl Dice {
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % (limit as u64)).expect("a small number")
    }

    /// The same things in another order, some of them repeated.
    fn shuffle<T: Clone>(&mut self, things: &[T]) -> Vec<T> {
        let mut shuffled = things.to_vec();
        for _ in 0..self.below(things.len() + 1) {
            shuffled.push(things[self.below(things.len())].clone());
        }
        for index in (1..shuffled.len()).rev() {
            shuffled.swap(index, self.below(index + 1));
        }
        shuffled
    }
}

/// What a database keeps of scans and reports that come in batches: one of
/// each fingerprint, at the smallest position.
#[derive(Default)]
struct Store {
    scans: BTreeMap<Fingerprint, Scan>,
    reports: BTreeMap<(Fingerprint, DateTime<Utc>), TimedReport>,
}

impl Store {
    fn take(&mut self, batch: &[Scan]) {
        for scan in batch {
            self.scans
                .entry(scan.fingerprint())
                .and_modify(|kept| kept.position = kept.position.min(scan.position))
                .or_insert_with(|| scan.clone());
        }
    }

    fn report(&mut self, timed: &TimedReport) {
        self.reports
            .entry((timed.report.fingerprint(timed.as_of), timed.as_of))
            .or_insert_with(|| timed.clone());
    }

    fn facts(self, shop: &Facts) -> Facts {
        Facts {
            scans: self.scans.into_values().collect(),
            reports: self.reports.into_values().collect(),
            ..shop.clone()
        }
    }
}

fn in_batches(shop: &Facts, dice: &mut Dice, scans: &[Scan], reports: &[TimedReport]) -> Facts {
    let mut store = Store::default();
    let mut rest = scans;
    while !rest.is_empty() {
        let (batch, others) = rest.split_at(1 + dice.below(rest.len()));
        store.take(batch);
        rest = others;
    }
    for timed in reports {
        store.report(timed);
    }
    store.facts(shop)
}

fn outcome(facts: &Facts, now: Now) -> (Journey, Derived) {
    let journey = Journey::from_facts(facts);
    let derived = derive_journey(facts, &journey, now);
    (journey, derived)
}

fn a_now() -> impl Strategy<Value = Now> {
    (a_clock(), 0_i64..200, select(vec![-8, 0, 9])).prop_map(|(clock, hours, offset)| {
        let instant = clock.and_utc() + Duration::hours(hours);
        Now {
            instant,
            at_destination: instant.naive_utc() + Duration::hours(offset),
        }
    })
}

fn outbound(scans: &[Scan]) -> Facts {
    Facts {
        tracked: true,
        scans: scans.to_vec(),
        ..Facts::default()
    }
}

fn some_now() -> Now {
    let at_destination = first_day().and_hms_opt(12, 0, 0).expect("noon");
    Now {
        instant: at_destination.and_utc(),
        at_destination,
    }
}

const REOPENING: [Status; 5] = [
    Status::Returning,
    Status::Returned,
    Status::OutForDelivery,
    Status::Attempted,
    Status::AvailableForPickup,
];

fn reopens(scan: &Scan) -> bool {
    scan.status
        .is_some_and(|status| REOPENING.contains(&status))
}

proptest! {
    #![proptest_config(config(CASES))]

    #[test]
    fn no_order_of_arrival_changes_anything(
        shop in the_shop(),
        scans in heard(),
        reports in vec(a_report(), 0..5),
        now in a_now(),
        seed in 1_u64..,
    ) {
        let all_at_once = Facts { scans: scans.clone(), reports: reports.clone(), ..shop.clone() };
        let expected = outcome(&all_at_once, now);
        let mut dice = Dice(seed);
        for _ in 0..SHUFFLES_PER_CASE {
            let shuffled = Facts {
                scans: dice.shuffle(&scans),
                reports: dice.shuffle(&reports),
                ..shop.clone()
            };
            prop_assert_eq!(&outcome(&shuffled, now), &expected);
            let stored = in_batches(&shop, &mut dice, &shuffled.scans, &shuffled.reports);
            prop_assert_eq!(&outcome(&stored, now), &expected);
        }
    }
}

proptest! {
    #![proptest_config(config(2_000))]

    /// Tables get better, and adapters learn to read more of a time: one
    /// fingerprint may then be heard with two meanings.
    #[test]
    fn nor_does_a_second_reading_of_a_scan(
        scans in vec(a_scan(), 1..=8),
        readings in vec((any::<Index>(), a_scan()), 1..=8),
        seed in 1_u64..,
    ) {
        let mut heard = scans.clone();
        for (index, reading) in readings {
            let mut again = index.get(&scans).clone();
            again.status = reading.status;
            again.reason = reading.reason;
            again.place_offset_min = reading.place_offset_min;
            again.time.precision = reading.time.precision;
            heard.push(again);
        }
        let expected = outcome(&outbound(&heard), some_now());
        let mut dice = Dice(seed);
        for _ in 0..5 {
            let shuffled = dice.shuffle(&heard);
            prop_assert_eq!(&outcome(&outbound(&shuffled), some_now()), &expected);
        }
    }

    /// As time passes, scan by scan.
    #[test]
    fn only_a_return_or_a_redelivery_ends_a_delivery(scans in vec(a_scan(), 0..=12)) {
        let journey = Journey::from_facts(&outbound(&scans));
        let ordered = journey.scans();
        let mut before = Status::Unknown;
        for known in 1..=ordered.len() {
            let facts = outbound(&ordered[..known]);
            let (_, derived) = outcome(&facts, some_now());
            if before == Status::Delivered && derived.status != Status::Delivered {
                prop_assert!(reopens(&ordered[known - 1]), "{:?}", ordered[known - 1]);
                prop_assert!(derived.reopened);
                prop_assert!(answers(&facts, &derived).reopened);
            }
            before = derived.status;
        }
    }

    /// As scans arrive, late ones too. A way back that began before the
    /// delivery makes it the sender's, and is no re-opening.
    #[test]
    fn no_late_scan_of_another_kind_undoes_a_delivery(
        scans in vec(a_scan(), 1..=8),
        delivered in a_scan(),
        late in a_scan(),
    ) {
        let mut scans = scans;
        scans.retain(|scan| scan.status != Some(Status::Returning));
        scans.push(Scan { status: Some(Status::Delivered), ..delivered });
        prop_assume!(scans.iter().all(|scan| scan.fingerprint() != late.fingerprint()));
        let (_, before) = outcome(&outbound(&scans), some_now());
        if before.status != Status::Delivered {
            return Ok(());
        }
        scans.push(late.clone());
        let (_, after) = outcome(&outbound(&scans), some_now());
        if after.status != Status::Delivered {
            prop_assert!(reopens(&late));
            prop_assert!(after.reopened || after.status == Status::Returned);
        }
    }

    /// Whatever is said, everything else of the rules answers without panic.
    #[test]
    fn every_state_has_a_bar_and_answers(
        shop in the_shop(),
        scans in heard(),
        reports in vec(a_report(), 0..5),
        now in a_now(),
    ) {
        let facts = Facts { scans, reports, ..shop };
        let (journey, derived) = outcome(&facts, now);
        let standing = crate::status::of(&facts, &journey);
        let bar = crate::status::steps(&facts, &journey, &standing);
        prop_assert!(bar.first().is_some_and(|(_, reached)| reached.is_some()));
        // What is reached stands before what is ahead.
        let ahead = bar.iter().position(|(_, reached)| reached.is_none()).unwrap_or(bar.len());
        prop_assert!(bar[ahead..].iter().all(|(_, reached)| reached.is_none()));
        let said = answers(&facts, &derived);
        if facts.direction == Direction::Return {
            prop_assert!(derived.status != Status::Delivered && !said.reopened);
        }
        prop_assert!(derived.next_check.is_none_or(|at| at > now.instant));
    }
}
