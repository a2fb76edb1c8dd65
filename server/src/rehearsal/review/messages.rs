//! A step without a message it should have, or with one too many: what came is
//! held against what the journey's table says.

use super::{Case, finding, named};
use crate::db::choice::Chosen;
use crate::demo::round::zone;
use crate::rehearsal::film::{Fault, Finding, Shown};
use crate::rehearsal::journeys::Due;
use chrono::{DateTime, NaiveDate, NaiveTime, TimeZone, Utc};
use doorstep::choice::notices;
use doorstep::delivery::night_ends;
use doorstep::notice::Notice;
use doorstep::recipient::Medium;
use std::collections::BTreeMap;

/// An e-mail of a kind on a day.
type Mail = (NaiveDate, &'static str);

/// Looks at every message of a film.
pub fn check(case: &Case<'_>) -> Vec<Finding> {
    let came: Vec<(usize, &Shown)> = (0..)
        .zip(&case.film.frames)
        .flat_map(|(at, frame)| frame.messages.iter().map(move |one| (at, one)))
        .collect();
    let by = |medium| came.iter().filter(move |(_, one)| one.medium == medium);
    let mails: Vec<(usize, &Shown)> = by(Medium::Email).copied().collect();
    let texts: Vec<(usize, &Shown)> = by(Medium::Sms).copied().collect();
    let mut found = mails_of(case, &mails);
    found.extend(texts_of(case, &mails, &texts));
    found
}

fn mails_of(case: &Case<'_>, mails: &[(usize, &Shown)]) -> Vec<Finding> {
    let (wanted, may) = expected(case);
    let came: Vec<(NaiveDate, &str)> = mails
        .iter()
        .map(|(_, one)| (day(case, one.at), one.notice.as_str()))
        .collect();
    let (missing, mut extra) = differences(&wanted, &came);
    // What the day had no room for may come later, or not at all.
    for kind in may {
        if let Some(at) = extra.iter().position(|at| came[*at].1 == kind) {
            extra.remove(at);
        }
    }
    let missing = missing.into_iter().map(|at| {
        let (day, kind) = wanted[at];
        let frame = case.frame_at(ends(case, day));
        finding(
            frame,
            Fault::Messages,
            format!("{} is missing on {day}", named(kind)),
        )
    });
    let extra = extra.into_iter().map(|at| {
        let (day, kind) = came[at];
        let detail = format!("{} on {day} is one too many", named(kind));
        finding(mails[at].0, Fault::Messages, detail)
    });
    missing.chain(extra).collect()
}

/// What should come by e-mail, and what may come beyond a day's number.
fn expected(case: &Case<'_>) -> (Vec<Mail>, Vec<&'static str>) {
    let settings = &case.copied.notices;
    let mut known: BTreeMap<usize, u8> = BTreeMap::new();
    let mut a_day: BTreeMap<u8, u16> = BTreeMap::new();
    let mut wanted = Vec::new();
    let mut may = Vec::new();
    for due in case.rehearsed.gives {
        let Some(notice) = told(case, due, &mut known) else {
            continue;
        };
        let count = a_day.entry(due.day).or_default();
        *count += 1;
        if *count > settings.daily {
            may.push(notice.code());
        } else {
            wanted.push((case.round.day(due.day), notice.code()));
        }
    }
    (wanted, may)
}

/// What a message is about, given how small a move the brand tells of.
fn told(case: &Case<'_>, due: &Due, known: &mut BTreeMap<usize, u8>) -> Option<Notice> {
    let Some(moved) = due.moved else {
        return Some(due.notice);
    };
    let before = known
        .get(&moved.parcel)
        .copied()
        .unwrap_or(case.rehearsed.journey.expected);
    let by = u16::from(moved.to.saturating_sub(before));
    if by <= case.copied.notices.delay_days {
        return moved.instead;
    }
    known.insert(moved.parcel, moved.to);
    Some(due.notice)
}

/// Of two lists what only the first has, and what only the second: by their
/// longest common part, so that one message too few does not put the rest out
/// of step.
fn differences(wanted: &[Mail], came: &[(NaiveDate, &str)]) -> (Vec<usize>, Vec<usize>) {
    let width = came.len() + 1;
    let mut common = vec![0_usize; (wanted.len() + 1) * width];
    for at in (0..wanted.len()).rev() {
        for with in (0..came.len()).rev() {
            common[at * width + with] = if wanted[at] == came[with] {
                common[(at + 1) * width + with + 1] + 1
            } else {
                common[(at + 1) * width + with].max(common[at * width + with + 1])
            };
        }
    }
    let (mut missing, mut extra) = (Vec::new(), Vec::new());
    let (mut at, mut with) = (0, 0);
    while at < wanted.len() && with < came.len() {
        if wanted[at] == came[with] {
            at += 1;
            with += 1;
        } else if common[(at + 1) * width + with] >= common[at * width + with + 1] {
            missing.push(at);
            at += 1;
        } else {
            extra.push(with);
            with += 1;
        }
    }
    missing.extend(at..wanted.len());
    extra.extend(with..came.len());
    (missing, extra)
}

/// Texts come beside the mails, and never alone; in the night they wait, and
/// what is over by the morning is not told.
fn texts_of(case: &Case<'_>, mails: &[(usize, &Shown)], texts: &[(usize, &Shown)]) -> Vec<Finding> {
    let mut left: Vec<&(usize, &Shown)> = texts.iter().collect();
    let mut found = Vec::new();
    for (frame, mail) in mails {
        let is_its = |text: &&(usize, &Shown)| text.1.notice == mail.notice && text.1.at >= mail.at;
        let text = left.iter().position(is_its);
        match text {
            Some(at) => {
                left.remove(at);
            }
            None if case.wanted.sms && wants(mail) && !is_night(case, mail.at) => {
                let detail = format!("{} is missing as a text", named(&mail.notice));
                found.push(finding(*frame, Fault::Messages, detail));
            }
            None => {}
        }
    }
    found.extend(left.into_iter().map(|(frame, text)| {
        let detail = format!("{} as a text is one too many", named(&text.notice));
        finding(*frame, Fault::Messages, detail)
    }));
    found.extend(
        texts
            .iter()
            .filter(|(_, text)| is_night(case, text.at))
            .map(|(frame, text)| {
                let detail = format!("{} as a text comes in the night", named(&text.notice));
                finding(*frame, Fault::Messages, detail)
            }),
    );
    found
}

/// Whether a buyer who has chosen nothing else hears of it by text.
fn wants(mail: &Shown) -> bool {
    let wanted = notices(&Chosen::default().sms);
    wanted.iter().any(|notice| notice.code() == mail.notice)
}

fn is_night(case: &Case<'_>, at: DateTime<Utc>) -> bool {
    let zone = zone(&case.round.buyer().town);
    let here = at.with_timezone(&zone).naive_local();
    let quiet = case.copied.notices.quiet;
    quiet.is_some_and(|quiet| night_ends(quiet, here).is_some())
}

fn day(case: &Case<'_>, at: DateTime<Utc>) -> NaiveDate {
    let zone = zone(&case.round.buyer().town);
    at.with_timezone(&zone).date_naive()
}

/// The last moment of a day, by the buyer's clock.
fn ends(case: &Case<'_>, day: NaiveDate) -> DateTime<Utc> {
    let last = NaiveTime::from_hms_opt(23, 59, 59).unwrap_or(NaiveTime::MIN);
    let zone = zone(&case.round.buyer().town);
    let local = zone.from_local_datetime(&day.and_time(last)).latest();
    local.map_or(DateTime::<Utc>::MAX_UTC, |at| at.with_timezone(&Utc))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_message_too_few_or_too_many_is_found_alone() {
        let on = |day| NaiveDate::from_ymd_opt(2026, 9, day).unwrap();
        let wanted = [(on(1), "a"), (on(1), "b"), (on(3), "c"), (on(4), "d")];
        let check = |came: &[(NaiveDate, &str)], missing: &[usize], extra: &[usize]| {
            assert_eq!(
                differences(&wanted, came),
                (missing.to_vec(), extra.to_vec())
            );
        };
        check(&wanted, &[], &[]);
        check(&[wanted[0], wanted[2], wanted[3]], &[1], &[]);
        check(
            &[wanted[0], wanted[1], wanted[1], wanted[2], wanted[3]],
            &[],
            &[2],
        );
        check(&[wanted[0], wanted[1], (on(4), "c"), wanted[3]], &[2], &[2]);
        check(&[], &[0, 1, 2, 3], &[]);
    }
}
