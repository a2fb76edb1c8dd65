//! What every adapter does with a payload's lines once they are scans: put
//! them oldest first, and square them with what its head says.

use doorstep::reading::{Problem, ProblemKind};
use doorstep::scan::{Scan, Status};

/// Puts scans oldest first and counts their positions from the oldest.
///
/// Payloads are in order one way or the other; which way, the known moments
/// tell. Without them the order is left as it came.
#[must_use]
pub fn oldest_first(mut scans: Vec<Scan>) -> Vec<Scan> {
    let mut falling = 0_usize;
    let mut rising = 0_usize;
    let timed: Vec<_> = scans
        .iter()
        .filter(|scan| scan.time.local.is_some() || scan.time.instant.is_some())
        .map(Scan::sort_instant)
        .collect();
    for pair in timed.windows(2) {
        falling += usize::from(pair[0] > pair[1]);
        rising += usize::from(pair[0] < pair[1]);
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

    fn check(days: &[u32], wanted: &[u32]) {
        let scans = oldest_first(days.iter().map(|day| scan(*day, None)).collect());
        let texts: Vec<_> = scans.iter().map(|scan| scan.text.clone()).collect();
        let lines: Vec<_> = wanted.iter().map(|day| scan(*day, None).text).collect();
        assert_eq!(texts, lines, "{days:?}");
        assert!(scans.iter().map(|scan| scan.position).eq(0..wanted.len() as u32));
    }

    #[test]
    fn either_order_becomes_oldest_first() {
        check(&[], &[]);
        check(&[1, 2, 3], &[1, 2, 3]);
        check(&[3, 2, 1], &[1, 2, 3]);
        // A line without a time, and one out of place, do not turn the rest.
        check(&[9, 3, 0, 4, 2, 1], &[1, 2, 4, 0, 3, 9]);
        check(&[0, 0], &[0, 0]);
    }

    #[test]
    fn a_head_speaks_only_where_no_scan_does() {
        let head = || scan(0, Some(Status::InTransit));
        let (mut scans, mut problems) = (vec![scan(1, None)], Vec::new());
        square_with_head(&mut scans, head(), None, &mut problems);
        assert_eq!(scans[1], Scan { position: 1, ..head() });
        assert_eq!(problems, []);

        let mut spoken = vec![scan(1, Some(Status::PickedUp)), scan(2, None)];
        square_with_head(&mut spoken, head(), None, &mut problems);
        assert_eq!((spoken.len(), problems.len()), (2, 0));
    }

    #[test]
    fn a_head_that_disagrees_is_reported() {
        let (mut scans, mut problems) = (vec![scan(1, Some(Status::InTransit))], Vec::new());
        square_with_head(&mut scans, scan(0, Some(Status::Delivered)), Some("7"), &mut problems);
        assert_eq!(scans.len(), 1);
        assert_eq!(problems[0].kind, ProblemKind::Contradiction);
        assert!(problems[0].detail.contains("parcel 7"), "{}", problems[0].detail);
    }
}
