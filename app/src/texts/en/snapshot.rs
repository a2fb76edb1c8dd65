//! Every state in the three answers, as one text to read through: what a
//! change of words or rules does to the whole shows in its difference.

use super::ENGLISH as English;
use crate::texts::Texts;
use chrono::{DateTime, NaiveDate, Utc};
use doorstep::answers::answers;
use doorstep::derive::{Facts, Now, derive};
use doorstep::scan::{Place, Precision, Reason, Scan, ScanTime, Status};

const CARRIER: Option<&str> = Some("UPS");

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

fn told(status: Status, reason: Option<Reason>) -> String {
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
        English.happened(&answers.happened, CARRIER),
        English.next(answers.next, CARRIER),
        English.act(answers.act, CARRIER),
    )
}

#[test]
fn every_state_in_three_answers() {
    let mut text = String::new();
    for status in Status::ALL {
        text.push_str(&told(status, None));
        let has_causes = matches!(
            status,
            Status::Exception | Status::Attempted | Status::Returning
        );
        if has_causes {
            for reason in Reason::ALL {
                text.push_str(&told(status, Some(reason)));
            }
        }
    }
    insta::assert_snapshot!(text);
}
