//! What adapters do alike when they make a parcel's history of a payload's
//! lines: read their times, put them oldest first, and square them with what
//! the head says.

use crate::carriers::times;
use doorstep::reading::{Problem, ProblemKind};
use doorstep::scan::{Scan, ScanTime, Status};

/// Reports a problem, once: one report of one trouble is enough.
pub fn note(problems: &mut Vec<Problem>, problem: Problem) {
    if !problems.contains(&problem) {
        problems.push(problem);
    }
}

/// Reads an ISO time; one that cannot be read or cannot be right is reported,
/// quoted, and none.
pub fn time(written: &str, problems: &mut Vec<Problem>) -> Option<ScanTime> {
    let read = times::iso(written).ok_or_else(|| {
        Problem::new(
            ProblemKind::UnreadableTime,
            format!("The time \"{written}\" cannot be read."),
        )
    });
    read.and_then(|time| times::plausible(time, written))
        .map_err(|problem| note(problems, problem))
        .ok()
}

/// Grams of a weight in a unit of so many grams; `None` for what no parcel
/// weighs.
#[must_use]
pub fn grams(weight: f64, grams_of_unit: f64) -> Option<u32> {
    let grams = (weight * grams_of_unit).round();
    let is_a_weight = (1.0..1e9).contains(&grams);
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "the range is checked"
    )]
    is_a_weight.then_some(grams as u32)
}

/// Which way a source lists its lines.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Listed {
    /// The oldest line stands first.
    OldestFirst,
    /// The newest line stands first.
    NewestFirst,
}

/// Puts scans oldest first and counts their positions from the oldest.
///
/// The known moments tell which way a payload is listed; where they do not,
/// the source's habit does.
#[must_use]
pub fn oldest_first(mut scans: Vec<Scan>, habit: Listed) -> Vec<Scan> {
    let mut falling = usize::from(habit == Listed::NewestFirst);
    let mut rising = usize::from(habit == Listed::OldestFirst);
    let timed: Vec<_> = scans
        .iter()
        .filter(|scan| scan.time.local.is_some() || scan.time.instant.is_some())
        .map(Scan::sort_instant)
        .collect();
    for pair in timed.windows(2) {
        falling += 2 * usize::from(pair[0] > pair[1]);
        rising += 2 * usize::from(pair[0] < pair[1]);
    }
    if falling > rising {
        scans.reverse();
    }
    for (position, scan) in (0..).zip(&mut scans) {
        scan.position = position;
    }
    scans
}

/// Squares the scans with the head of the payload, given as a scan without
/// any time. It becomes a scan only where no other says how the parcel
/// stands; where it contradicts the newest one, that is reported.
pub fn square_with_head(
    scans: &mut Vec<Scan>,
    head: Scan,
    number: Option<&str>,
    problems: &mut Vec<Problem>,
) {
    let Some(said) = head.status else {
        return;
    };
    let newest = scans
        .iter()
        .filter(|scan| scan.status.is_some())
        .max_by_key(|scan| scan.order_key())
        .and_then(|scan| scan.status);
    let Some(newest) = newest else {
        let position = u32::try_from(scans.len()).unwrap_or(u32::MAX);
        scans.push(Scan { position, ..head });
        return;
    };
    if said != Status::Unknown && kin(said) != kin(newest) {
        let number = number.unwrap_or("without number");
        problems.push(Problem::new(
            ProblemKind::Contradiction,
            format!("parcel {number}: the head says {said}, the newest scan {newest}"),
        ));
    }
}

/// Heads are coarser than scans: on its way is on its way, and an attempt is
/// one kind of trouble.
const fn kin(status: Status) -> Status {
    match status {
        Status::PickedUp => Status::InTransit,
        Status::Attempted => Status::Exception,
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::NaiveDate;
    use doorstep::scan::{Place, Precision, ScanTime};

    fn scan(day: u32, status: Option<Status>) -> Scan {
        let time = NaiveDate::from_ymd_opt(2026, 5, day)
            .and_then(|day| day.and_hms_opt(9, 0, 0))
            .map(|local| ScanTime::local(local, Precision::Second))
            .unwrap_or_default();
        Scan {
            source: "test".to_owned(),
            code: None,
            status,
            reason: None,
            text: format!("line of day {day}"),
            time,
            place: Place::default(),
            position: 0,
            place_offset_min: None,
        }
    }

    fn check(days: &[u32], habit: Listed, wanted: &[u32]) {
        let scans = days.iter().map(|day| scan(*day, None)).collect();
        let scans = oldest_first(scans, habit);
        let texts: Vec<_> = scans.iter().map(|scan| scan.text.clone()).collect();
        let lines: Vec<_> = wanted.iter().map(|day| scan(*day, None).text).collect();
        assert_eq!(texts, lines, "{days:?}");
        assert!(
            scans
                .iter()
                .map(|scan| scan.position)
                .eq(0..wanted.len() as u32)
        );
    }

    #[test]
    fn either_order_becomes_oldest_first() {
        for habit in [Listed::OldestFirst, Listed::NewestFirst] {
            check(&[], habit, &[]);
            check(&[1, 2, 3], habit, &[1, 2, 3]);
            check(&[3, 2, 1], habit, &[1, 2, 3]);
            // A line without a time, and one out of place, turn nothing.
            check(&[9, 3, 0, 4, 2, 1], habit, &[1, 2, 4, 0, 3, 9]);
        }
    }

    #[test]
    fn without_moments_the_habit_decides() {
        // There is no day 40 or 50, so these have no time.
        check(&[40, 50], Listed::OldestFirst, &[40, 50]);
        check(&[40, 50], Listed::NewestFirst, &[50, 40]);
        check(&[40, 3], Listed::NewestFirst, &[3, 40]);
    }

    #[test]
    fn times_and_weights_that_cannot_be_are_none() {
        let mut problems = Vec::new();
        assert!(time("2026-05-11T09:00:00Z", &mut problems).is_some());
        for _ in 0..2 {
            assert_eq!(time("soon", &mut problems), None);
            assert_eq!(time("2875-10-22", &mut problems), None);
        }
        let kinds: Vec<_> = problems.iter().map(|problem| problem.kind).collect();
        assert_eq!(
            kinds,
            [ProblemKind::UnreadableTime, ProblemKind::ImplausibleTime]
        );
        assert_eq!(grams(17.6, 28.349_523_125), Some(499));
        for odd in [0.0, -1.0, f64::NAN, f64::INFINITY, 1e300] {
            assert_eq!(grams(odd, 1.0), None, "{odd}");
        }
    }

    #[test]
    fn a_head_speaks_only_where_no_scan_does() {
        let head = || scan(0, Some(Status::InTransit));
        let (mut scans, mut problems) = (vec![scan(1, None)], Vec::new());
        square_with_head(&mut scans, head(), None, &mut problems);
        assert_eq!(
            scans[1],
            Scan {
                position: 1,
                ..head()
            }
        );
        assert_eq!(problems, []);

        let mut spoken = vec![scan(1, Some(Status::PickedUp)), scan(2, None)];
        square_with_head(&mut spoken, head(), None, &mut problems);
        assert_eq!((spoken.len(), problems.len()), (2, 0));
    }

    #[test]
    fn a_head_that_disagrees_is_reported() {
        let (mut scans, mut problems) = (vec![scan(1, Some(Status::InTransit))], Vec::new());
        square_with_head(
            &mut scans,
            scan(0, Some(Status::Delivered)),
            Some("7"),
            &mut problems,
        );
        assert_eq!(scans.len(), 1);
        assert_eq!(problems[0].kind, ProblemKind::Contradiction);
        assert!(
            problems[0].detail.contains("parcel 7"),
            "{}",
            problems[0].detail
        );
    }
}
