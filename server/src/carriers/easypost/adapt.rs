//! EasyPost's trackers in our words.

use super::payload::{Line, Message, Tracker};
use super::{SOURCE, codes, report};
use crate::carriers::history::{self, Listed, note};
use crate::carriers::words;
use doorstep::carrier::Carrier;
use doorstep::reading::{ParcelReading, Problem, ProblemKind, Reading};
use doorstep::scan::{Scan, Status};

/// Turns a message into parcels and problems.
pub fn reading(message: Message) -> Reading {
    let mut problems: Vec<_> = message
        .errors
        .into_iter()
        .map(|text| Problem::new(ProblemKind::CarrierError, text))
        .collect();
    let others = message.others.into_iter();
    problems.extend(others.map(|text| Problem::new(ProblemKind::Malformed, text)));
    let events = message.other_events.into_iter();
    problems.extend(events.map(|text| Problem::new(ProblemKind::OtherMatter, text)));
    let parcels: Vec<_> = message
        .trackers
        .iter()
        .map(|tracker| parcel(tracker, &mut problems))
        .collect();
    if parcels.is_empty() && problems.is_empty() {
        problems.push(Problem::new(
            ProblemKind::Malformed,
            "The EasyPost payload carries no tracker.",
        ));
    }
    Reading { parcels, problems }
}

fn parcel(tracker: &Tracker, problems: &mut Vec<Problem>) -> ParcelReading {
    let number = tracker.number.as_deref();
    if tracker.unreadable > 0 {
        let text = format!(
            "tracker {}: {} history lines are no objects",
            number.unwrap_or("without number"),
            tracker.unreadable
        );
        problems.push(Problem::new(ProblemKind::Malformed, text));
    }
    let scans = tracker
        .lines
        .iter()
        .map(|line| scan(line, problems))
        .collect();
    let mut scans = history::oldest_first(scans, Listed::OldestFirst);
    if codes::is_fault(&tracker.head) && !tracker.lines.iter().any(codes::is_fault) {
        note(problems, fault(&tracker.head));
    }
    let head = Scan {
        text: headline(&tracker.head),
        ..scan_of_head(tracker, &scans, problems)
    };
    history::square_with_head(&mut scans, head, number, problems);
    ParcelReading {
        carrier: Carrier::from_words(tracker.carrier.as_deref().unwrap_or_default()),
        number: tracker.number.clone(),
        unique_id: tracker.id.clone(),
        shipment_id: None,
        report: report::report(tracker, &scans, problems),
        scans,
    }
}

/// The head is the newest line without its words; with them it is read as
/// finely as that line is.
fn scan_of_head(tracker: &Tracker, scans: &[Scan], problems: &mut Vec<Problem>) -> Scan {
    let newest = scans.iter().max_by_key(|scan| scan.order_key());
    let message = newest
        .map(|scan| scan.text.clone())
        .filter(|text| !text.is_empty());
    let head = Line {
        message,
        ..tracker.head.clone()
    };
    scan(&head, problems)
}

/// The head in words, of which EasyPost has only its codes.
fn headline(head: &Line) -> String {
    let codes = [&head.status, &head.detail];
    let codes = codes
        .into_iter()
        .flatten()
        .filter(|code| *code != "unknown");
    let words: Vec<_> = codes.map(|code| code.replace('_', " ")).collect();
    words.join(": ")
}

fn scan(line: &Line, problems: &mut Vec<Problem>) -> Scan {
    let meaning = codes::meaning(line);
    if meaning.is_unknown {
        note(problems, unknown_code(line, meaning.status));
    }
    let is_fault = codes::is_fault(line);
    if is_fault && line.message.is_some() && line.source.is_some() {
        note(problems, fault(line));
    }
    Scan {
        source: SOURCE.to_owned(),
        code: line.carrier_code.clone(),
        status: meaning.status.filter(|_| !is_fault),
        reason: meaning.reason.filter(|_| !is_fault),
        text: text(line),
        // They end in `Z`, which is taken at its word.
        time: line
            .datetime
            .as_deref()
            .and_then(|datetime| history::time(datetime, problems))
            .unwrap_or_default(),
        place: line.place.clone(),
        position: 0,
        place_offset_min: None,
    }
}

fn fault(line: &Line) -> Problem {
    let words = line
        .message
        .as_deref()
        .unwrap_or("EasyPost cannot track it");
    Problem::new(ProblemKind::CarrierError, words)
}

fn unknown_code(line: &Line, taken: Option<Status>) -> Problem {
    let status = line.status.as_deref().unwrap_or_default();
    let detail = line.detail.as_deref().unwrap_or_default();
    let taken = taken.map_or("no movement", Status::code);
    Problem::new(
        ProblemKind::UnknownCode,
        format!(
            "EasyPost status \"{status}\" with detail \"{detail}\" is in no table; taken as {taken}"
        ),
    )
}

/// The carrier's words: the message, and the description where it adds
/// something.
fn text(line: &Line) -> String {
    match (line.message.as_deref(), line.description.as_deref()) {
        (Some(message), Some(more)) if !message.to_lowercase().contains(&more.to_lowercase()) => {
            // Two clean texts may be too long together.
            words::clean(&format!("{message}: {more}"))
        }
        (Some(text), _) | (None, Some(text)) => text.to_owned(),
        (None, None) => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::super::payload;
    use super::*;

    const UPDATED: &str = include_str!("testdata/tracker_updated.json");

    fn read(body: &str) -> Reading {
        reading(payload::parse(body.as_bytes()).unwrap())
    }

    /// The scans of a body of one parcel as `code status local offset`.
    fn check(body: &str, wanted: &[&str]) {
        let reading = read(body);
        let scans: Vec<_> = reading.parcels[0].scans.iter().map(shown).collect();
        assert_eq!(scans, wanted, "{body}");
    }

    fn shown(scan: &Scan) -> String {
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
    fn an_event_becomes_its_trackers_parcel() {
        check(
            UPDATED,
            &[
                "OC label_created 2026-05-11 15:00:00 Some(0)",
                "PU picked_up 2026-05-11 19:27:00 Some(0)",
                "AR in_transit 2026-05-12 22:35:00 Some(0)",
            ],
        );
        let reading = read(UPDATED);
        let parcel = &reading.parcels[0];
        assert_eq!(parcel.carrier.code(), "fedex");
        assert_eq!(parcel.number.as_deref(), Some("700000000018"));
        assert_eq!(parcel.unique_id.as_deref(), Some("trk_0018"));
        assert_eq!(parcel.scans[1].place.postal_code.as_deref(), Some("08817"));
        assert_eq!(parcel.scans[2].text, "Arrived at FedEx location");
        let instant = parcel.scans[2].time.instant.map(|at| at.to_rfc3339());
        assert_eq!(instant.as_deref(), Some("2026-05-12T22:35:00+00:00"));
        assert_eq!(reading.problems, []);
    }

    #[test]
    fn a_tracker_without_history_has_its_head() {
        let body = r#"{"object": "Tracker", "tracking_code": "1", "status": "out_for_delivery", "status_detail": "unknown"}"#;
        check(body, &["- out_for_delivery - None"]);
        assert_eq!(read(body).parcels[0].scans[0].text, "out for delivery");
    }

    #[test]
    fn a_fault_in_asking_is_no_news_of_the_parcel() {
        let body = r#"{"object": "Tracker", "tracking_code": "1", "status": "error", "tracking_details": [
            {"status": "error", "source": "ProcessingError", "message": "Not a number we know", "datetime": "2026-05-11T09:00:00Z"}]}"#;
        check(body, &["- - 2026-05-11 09:00:00 Some(0)"]);
        assert_eq!(kinds(&read(body)), [ProblemKind::CarrierError]);
        let bare = read(r#"{"object": "Tracker", "tracking_code": "1", "status": "error"}"#);
        assert_eq!(
            (bare.parcels[0].scans.len(), kinds(&bare)),
            (0, vec![ProblemKind::CarrierError])
        );
    }

    #[test]
    fn a_head_is_read_with_the_newest_lines_words() {
        let body = r#"{"object": "Tracker", "status": "failure", "status_detail": "delivery_exception", "tracking_details": [
            {"status": "failure", "message": "Customer not available", "datetime": "2026-05-11T09:00:00Z"}]}"#;
        check(body, &["- attempted 2026-05-11 09:00:00 Some(0)"]);
        assert_eq!(read(body).problems, []);
        let against = body.replacen("failure", "delivered", 1);
        assert_eq!(kinds(&read(&against)), [ProblemKind::Contradiction]);
    }

    #[test]
    fn unreadable_lines_do_not_spoil_their_neighbours() {
        let body = r#"{"object": "Tracker", "tracking_code": 7, "carrier": null, "status": "in_transit", "tracking_details": [
            {"status": "pre_transit", "datetime": null, "tracking_location": "nowhere"}, null, 3, [], {},
            {"status": "in_transit", "datetime": "soon"}, {"status": "in_transit", "datetime": "2875-10-22T00:00:00Z"},
            {"status": "warped", "message": "Out for <b>delivery</b>", "datetime": "2026-05-11T09:00:00.250Z"}]}"#;
        check(
            body,
            &[
                "- label_created - None",
                "- in_transit - None",
                "- in_transit - None",
                "- out_for_delivery 2026-05-11 09:00:00 Some(0)",
            ],
        );
        let reading = read(body);
        assert_eq!(
            kinds(&reading),
            [
                ProblemKind::Malformed,
                ProblemKind::UnreadableTime,
                ProblemKind::ImplausibleTime,
                ProblemKind::UnknownCode,
                ProblemKind::Contradiction,
            ]
        );
        assert!(reading.parcels[0].carrier.is_unnamed());
        assert_eq!(reading.parcels[0].number.as_deref(), Some("7"));
        assert_eq!(reading.parcels[0].scans[3].text, "Out for delivery");
    }

    #[test]
    fn errors_and_other_events_are_no_parcel() {
        for (body, kind) in [
            (
                r#"{"error": {"code": "TRACKER.CREATE.ERROR", "message": "no"}}"#,
                ProblemKind::CarrierError,
            ),
            (
                r#"{"object": "Event", "description": "batch.updated"}"#,
                ProblemKind::OtherMatter,
            ),
            (r#"{"trackers": []}"#, ProblemKind::Malformed),
            ("{}", ProblemKind::Malformed),
        ] {
            let reading = read(body);
            assert_eq!(
                (reading.parcels.len(), kinds(&reading)),
                (0, vec![kind]),
                "{body}"
            );
        }
    }
}
