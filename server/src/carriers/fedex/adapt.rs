//! FedEx's reply in our words.

use super::payload::{Line, Reply, TrackResult};
use super::{SOURCE, codes, report};
use crate::carriers::history::{self, Listed, note};
use crate::carriers::{times, words};
use doorstep::carrier::Carrier;
use doorstep::reading::{ParcelReading, Problem, ProblemKind, Reading};
use doorstep::scan::{Precision, Scan, ScanTime, Status};

/// Turns a reply into parcels and problems.
pub fn reading(reply: Reply) -> Reading {
    let mut problems: Vec<_> = reply.errors.into_iter().map(carrier_error).collect();
    // A number FedEx does not know is a parcel only beside others: alone it
    // is an answer without any parcel.
    let speaks = reply
        .results
        .iter()
        .any(|result| result.error.is_none() || result.has_news());
    let mut parcels = Vec::new();
    for result in &reply.results {
        let parcel = parcel(result, &mut problems);
        if speaks && (parcel.number.is_some() || result.has_news()) {
            parcels.push(parcel);
        }
    }
    if parcels.is_empty() && problems.is_empty() {
        problems.push(Problem::new(
            ProblemKind::Malformed,
            "The FedEx payload carries no tracking result.",
        ));
    }
    Reading { parcels, problems }
}

fn carrier_error(text: String) -> Problem {
    Problem::new(ProblemKind::CarrierError, text)
}

fn parcel(result: &TrackResult, problems: &mut Vec<Problem>) -> ParcelReading {
    // The number asked for is the one the shop knows.
    let number = result.requested.as_ref().or(result.number.as_ref());
    let number = number.map(String::as_str);
    note_oddities(result, number, problems);
    let scans = result
        .lines
        .iter()
        .map(|line| scan(line, problems))
        .collect();
    let mut scans = history::oldest_first(scans, Listed::NewestFirst);
    if let Some(head) = &result.head {
        let head = scan(head, problems);
        history::square_with_head(&mut scans, head, number, problems);
    }
    ParcelReading {
        carrier: Carrier::from_code(SOURCE),
        number: number.map(str::to_owned),
        unique_id: result.unique_id.clone(),
        shipment_id: None,
        report: report::report(result, &scans, problems),
        scans,
    }
}

fn note_oddities(result: &TrackResult, number: Option<&str>, problems: &mut Vec<Problem>) {
    let named = number.unwrap_or("without number");
    if let Some(error) = &result.error {
        problems.push(carrier_error(format!("parcel {named}: {error}")));
    }
    if let (Some(asked), Some(answered)) = (&result.requested, &result.number)
        && asked != answered
    {
        problems.push(Problem::new(
            ProblemKind::Contradiction,
            format!("asked for parcel {asked}, FedEx answers for {answered}"),
        ));
    }
    if result.unreadable > 0 {
        problems.push(Problem::new(
            ProblemKind::Malformed,
            format!(
                "parcel {named}: {} scan lines are no objects",
                result.unreadable
            ),
        ));
    }
}

fn scan(line: &Line, problems: &mut Vec<Problem>) -> Scan {
    let meaning = codes::meaning(line);
    if meaning.is_unknown {
        note(problems, unknown_code(line, meaning.status));
    }
    Scan {
        source: SOURCE.to_owned(),
        code: line.code.clone(),
        status: meaning.status,
        reason: meaning.reason,
        text: text(line),
        time: line
            .date
            .as_deref()
            .and_then(|date| history::time(date, problems))
            .map(only_a_day)
            .unwrap_or_default(),
        place: line.place.clone(),
        position: 0,
        place_offset_min: None,
    }
}

fn unknown_code(line: &Line, taken: Option<Status>) -> Problem {
    let code = line.code.as_deref().unwrap_or_default();
    let words = line.description.as_deref().unwrap_or("no words");
    let taken = taken.map_or("no movement", Status::code);
    Problem::new(
        ProblemKind::UnknownCode,
        format!("FedEx code \"{code}\" ({words}) is in no table; taken as {taken}"),
    )
}

/// FedEx's words: the line, and the exception where it adds something.
fn text(line: &Line) -> String {
    let main = line.description.as_deref().or(line.derived.as_deref());
    let exception = line.exception.as_deref();
    match (main, exception) {
        (Some(main), Some(exception)) if !main.eq_ignore_ascii_case(exception) => {
            // Two clean texts may be too long together.
            words::clean(&format!("{main}: {exception}"))
        }
        (Some(text), _) | (None, Some(text)) => text.to_owned(),
        (None, None) => String::new(),
    }
}

/// FedEx writes a day without a time as midnight, either bare or in the
/// zone of its headquarters. Any other midnight is a time.
fn only_a_day(time: ScanTime) -> ScanTime {
    match time.offset_min {
        None | Some(HEADQUARTERS) if time.precision == Precision::Second => {
            times::midnight_is_a_day(time)
        }
        _ => time,
    }
}

/// Minutes east of UTC: Memphis in winter, which FedEx writes all year.
const HEADQUARTERS: i32 = -6 * 60;

#[cfg(test)]
mod tests {
    use super::super::payload;
    use super::*;
    use doorstep::scan::Reason;

    const TWO_SHIPMENTS: &str = include_str!("testdata/one_number_twice.json");

    fn read(body: &str) -> Reading {
        reading(payload::parse(body.as_bytes()).unwrap())
    }

    /// The scans of a body of one parcel as `code status local offset`.
    fn check(body: &str, wanted: &[&str]) {
        let reading = read(body);
        let scans: Vec<_> = reading.parcels[0].scans.iter().map(line).collect();
        assert_eq!(scans, wanted, "{body}");
    }

    fn line(scan: &Scan) -> String {
        format!(
            "{} {} {} {:?}",
            scan.code.as_deref().unwrap_or("-"),
            scan.status.map_or("-", Status::code),
            scan.time
                .local
                .map_or("-".to_owned(), |local| local.to_string()),
            scan.time.offset_min,
        )
    }

    fn kinds(reading: &Reading) -> Vec<ProblemKind> {
        reading
            .problems
            .iter()
            .map(|problem| problem.kind)
            .collect()
    }

    #[test]
    fn a_number_used_twice_is_two_parcels() {
        let reading = read(TWO_SHIPMENTS);
        let ids: Vec<_> = reading
            .parcels
            .iter()
            .map(|parcel| (parcel.number.as_deref(), parcel.unique_id.as_deref()))
            .collect();
        let number = Some("700000000017");
        assert_eq!(
            ids,
            [
                (number, Some("2461~700000000017~FX")),
                (number, Some("2462~700000000017~FX"))
            ]
        );
        assert_eq!(reading.problems, []);
    }

    #[test]
    fn lines_become_scans_oldest_first() {
        let reading = read(TWO_SHIPMENTS);
        let scans: Vec<_> = reading.parcels[0].scans.iter().map(line).collect();
        assert_eq!(
            scans,
            [
                "OC label_created 2026-05-11 08:15:30 Some(-300)",
                "PU picked_up 2026-05-11 16:40:00 Some(-420)",
                "AO - 2026-05-11 17:02:00 Some(-420)",
                "DY in_transit 2026-05-12 11:05:00 Some(-420)",
                "DE attempted 2026-05-13 10:30:00 Some(-420)",
            ]
        );
        let last = &reading.parcels[0].scans[4];
        assert_eq!(last.reason, Some(Reason::NotHome));
        assert_eq!(
            last.text,
            "Delivery exception: Customer not available or business closed"
        );
        assert_eq!(last.place.country.as_deref(), Some("US"));
        assert_eq!(last.position, 4);
    }

    #[test]
    fn midnight_at_headquarters_is_a_day() {
        let with =
            |date: &str| format!(r#"{{"scanEvents": [{{"eventType": "OC", "date": "{date}"}}]}}"#);
        let precision = |date: &str| read(&with(date)).parcels[0].scans[0].time.precision;
        assert_eq!(precision("2026-05-11T00:00:00-06:00"), Precision::Date);
        assert_eq!(precision("2026-05-11T00:00:00"), Precision::Date);
        assert_eq!(precision("2026-05-11"), Precision::Date);
        assert_eq!(precision("2026-05-11T00:00:00-04:00"), Precision::Second);
        check(
            &with("2026-05-11T00:00:00-06:00"),
            &["OC label_created 2026-05-11 00:00:00 Some(-360)"],
        );
    }

    #[test]
    fn unreadable_lines_do_not_spoil_their_neighbours() {
        let body = r#"{"trackingNumberInfo": {"trackingNumber": "1"}, "scanEvents": [
            {"eventType": "IT", "date": "soon", "scanLocation": null}, "x", null, 7,
            {"eventType": "PU", "date": "0001-01-01T00:00:00", "scanLocation": []},
            {"eventType": "OC", "date": {"at": 1}},
            {"eventType": 5, "eventDescription": "<b>On the way</b>", "date": "2026-05-11T09:00:00"}]}"#;
        check(
            body,
            &[
                "5 in_transit 2026-05-11 09:00:00 None",
                "OC label_created - None",
                "PU picked_up - None",
                "IT in_transit - None",
            ],
        );
        let reading = read(body);
        assert_eq!(
            kinds(&reading),
            [
                ProblemKind::Malformed,
                ProblemKind::UnreadableTime,
                ProblemKind::ImplausibleTime,
                ProblemKind::UnknownCode
            ]
        );
        assert_eq!(reading.parcels[0].scans[0].text, "On the way");
    }

    #[test]
    fn errors_alone_are_no_parcel() {
        for body in [
            r#"{"errors": [{"code": "NOT.FOUND.ERROR", "message": "gone"}]}"#,
            r#"{"output": {"completeTrackResults": [{"trackingNumber": "1", "trackResults": [
                {"trackingNumberInfo": {"trackingNumber": "1"}, "error": {"code": "TRACKING.TRACKINGNUMBER.NOTFOUND"}}]}]}}"#,
            r#"{"output": {"alerts": "TRACKING.DATA.NOTFOUND - Tracking data unavailable"}}"#,
            r#"{"error": "invalid_client", "error_description": "who are you"}"#,
        ] {
            let reading = read(body);
            assert_eq!(
                (reading.parcels.len(), kinds(&reading)),
                (0, vec![ProblemKind::CarrierError]),
                "{body}"
            );
        }
        assert_eq!(kinds(&read("{}")), [ProblemKind::Malformed]);
    }

    #[test]
    fn an_unknown_number_beside_a_known_one_is_a_parcel_without_scans() {
        let reading = read(
            r#"{"output": {"completeTrackResults": [
                {"trackingNumber": "1", "trackResults": [{"scanEvents": [{"eventType": "IT"}]}]},
                {"trackingNumber": "2", "trackResults": [{"error": {"code": "NOTFOUND"}, "trackingNumberInfo": {"trackingNumber": "2"}}]}]}}"#,
        );
        let found: Vec<_> = reading
            .parcels
            .iter()
            .map(|parcel| (parcel.number.as_deref(), parcel.scans.len()))
            .collect();
        assert_eq!(found, [(Some("1"), 1), (Some("2"), 0)]);
        assert_eq!(kinds(&reading), [ProblemKind::CarrierError]);
    }

    #[test]
    fn the_head_speaks_where_no_line_does() {
        let body = r#"{"trackingNumberInfo": {"trackingNumber": "1"},
            "latestStatusDetail": {"code": "FD", "derivedCode": "RL", "statusByLocale": "Running Late", "description": "At the facility"}}"#;
        check(body, &["FD in_transit - None"]);
        assert_eq!(read(body).problems, []);
    }

    #[test]
    fn a_head_against_its_lines_is_reported() {
        let reading = read(
            r#"{"latestStatusDetail": {"code": "DL"}, "scanEvents": [{"eventType": "IT", "date": "2026-05-11T09:00:00-05:00"}]}"#,
        );
        assert_eq!(kinds(&reading), [ProblemKind::Contradiction]);
        assert_eq!(reading.parcels[0].scans.len(), 1);
    }
}
