//! The many ways carriers write offsets, days and times, read into honest
//! scan times: what was not said stays unknown.

use chrono::{DateTime, Datelike, NaiveDate, NaiveDateTime, NaiveTime, Timelike, Utc};
use doorstep::reading::{Estimate, Hours, Problem, ProblemKind};
use doorstep::scan::{Precision, ScanTime};

/// Minutes east of UTC: `-07:00`, `-7:00`, `-04.00`, `+0200`, `+8`, `Z`,
/// `UTC`, `EST`. `None` when unreadable, and for names that do not say which
/// half of the year (`ET`) or which part of the world (`CST`) they mean.
#[must_use]
pub fn offset_minutes(text: &str) -> Option<i32> {
    let text = text.trim().to_ascii_uppercase();
    if let Some((_, minutes)) = ZONES.iter().find(|(name, _)| *name == text) {
        return Some(*minutes);
    }
    let signed = text
        .strip_prefix("UTC")
        .or_else(|| text.strip_prefix("GMT"))
        .unwrap_or(&text)
        .trim_start()
        .replace('\u{2212}', "-");
    let (sign, digits) = match signed.strip_prefix('-') {
        Some(digits) => (-1, digits),
        None => (1, signed.strip_prefix('+').unwrap_or(&signed)),
    };
    let minutes = unsigned_offset(digits)?;
    (minutes <= 14 * 60).then_some(sign * minutes)
}

/// Zone names that mean one offset wherever carriers write them.
const ZONES: &[(&str, i32)] = &[
    ("Z", 0),
    ("UTC", 0),
    ("GMT", 0),
    ("EST", -5 * 60),
    ("EDT", -4 * 60),
    ("CDT", -5 * 60),
    ("MST", -7 * 60),
    ("MDT", -6 * 60),
    ("PST", -8 * 60),
    ("PDT", -7 * 60),
    ("AKST", -9 * 60),
    ("AKDT", -8 * 60),
    ("HST", -10 * 60),
    ("CET", 60),
    ("CEST", 2 * 60),
    ("EET", 2 * 60),
    ("EEST", 3 * 60),
];

fn unsigned_offset(digits: &str) -> Option<i32> {
    if let Some((hours, minutes)) = digits.split_once(':') {
        // Some write seconds too: -05:00:00.
        let minutes = minutes.strip_suffix(":00").unwrap_or(minutes);
        return quarters(number(hours, 1..=2)?, number(minutes, 2..=2)?);
    }
    if let Some((hours, part)) = digits.split_once('.') {
        let hours = number(hours, 1..=2)?;
        let part_of_hour = number(part, 1..=2)? * if part.len() == 1 { 6 } else { 1 };
        let as_minutes = (part.len() == 2).then(|| quarters(hours, part_of_hour));
        // "5.50" and "5.75" can only be parts of an hour, ".30" only minutes.
        return as_minutes.flatten().or_else(|| match part {
            "25" => quarters(hours, 15),
            "50" | "5" => quarters(hours, 30),
            "75" => quarters(hours, 45),
            "0" => quarters(hours, 0),
            _ => None,
        });
    }
    match digits.len() {
        1 | 2 => quarters(number(digits, 1..=2)?, 0),
        3 | 4 => {
            let all = number(digits, 3..=4)?;
            quarters(all / 100, all % 100)
        }
        _ => None,
    }
}

/// Every offset in use is a whole number of quarter hours.
fn quarters(hours: i32, minutes: i32) -> Option<i32> {
    (minutes < 60 && minutes % 15 == 0).then_some(hours * 60 + minutes)
}

fn number(digits: &str, length: std::ops::RangeInclusive<usize>) -> Option<i32> {
    let fits = length.contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit());
    fits.then(|| digits.parse().ok()).flatten()
}

/// A day: `20240423`, `2024-04-23`, `2024/04/23`, `04/23/2024` (the American
/// order, unless only the other is possible), `April 23, 2024`, `23 Apr 2024`.
#[must_use]
pub fn date(text: &str) -> Option<NaiveDate> {
    let text = text.trim();
    if text.len() == 8 && text.bytes().all(|byte| byte.is_ascii_digit()) {
        return day(text.get(..4)?, text.get(4..6)?, text.get(6..)?);
    }
    let parts = text
        .split(|sign: char| sign.is_whitespace() || "-/.,".contains(sign))
        .filter(|part| !part.is_empty())
        .collect::<Vec<_>>();
    // A day of the week before it adds nothing.
    let parts = match parts.as_slice() {
        [_weekday, rest @ ..] if rest.len() == 3 => rest,
        all => all,
    };
    let [first, second, third] = parts else {
        return None;
    };
    if first.len() == 4 {
        return day(first, second, third);
    }
    if let Some(month) = month(first) {
        return day(third, &month, second);
    }
    if let Some(month) = month(second) {
        return day(third, &month, first);
    }
    day(third, first, second).or_else(|| day(third, second, first))
}

fn day(year: &str, month: &str, day: &str) -> Option<NaiveDate> {
    let year = match year.len() {
        2 => 2000 + number(year, 2..=2)?,
        _ => number(year, 4..=4)?,
    };
    let month = u32::try_from(number(month, 1..=2)?).ok()?;
    let ordinal = day.trim_end_matches(|sign: char| sign.is_ascii_alphabetic());
    let day = u32::try_from(number(ordinal, 1..=2)?).ok()?;
    NaiveDate::from_ymd_opt(year, month, day)
}

fn month(word: &str) -> Option<String> {
    const MONTHS: [&str; 12] = [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ];
    let word = word.to_ascii_lowercase();
    if word.len() < 3 {
        return None;
    }
    let at = MONTHS
        .iter()
        .position(|month| month.starts_with(&word) || word == "sept" && *month == "september")?;
    Some((at + 1).to_string())
}

/// A time of day with its precision: `163000`, `1630`, `16:30`, `16:30:00`,
/// `16:30:00.123`, `4:30 pm`, `9:01 A.M.`; parts of a second are left out.
#[must_use]
pub fn time(text: &str) -> Option<(NaiveTime, Precision)> {
    let folded = text.trim().to_ascii_lowercase().replace("m.", "m");
    let (clock, half) = match folded.as_str() {
        am if am.ends_with("am") || am.ends_with("a.m") => (am.strip_suffix('m')?, Some(0)),
        pm if pm.ends_with("pm") || pm.ends_with("p.m") => (pm.strip_suffix('m')?, Some(12)),
        other => (other, None),
    };
    let clock = match half {
        Some(_) => clock
            .trim_end_matches('.')
            .trim_end_matches(['a', 'p'])
            .trim_end(),
        None => clock,
    };
    let (hour, minute, second) = clock_parts(clock)?;
    let hour = match half {
        Some(half) if (1..=12).contains(&hour) => hour % 12 + half,
        Some(_) => return None,
        None => hour,
    };
    let precision = match second {
        Some(_) => Precision::Second,
        None => Precision::Minute,
    };
    // A leap second is kept as the second before it.
    NaiveTime::from_hms_opt(hour, minute, second.unwrap_or(0).min(59)).map(|time| (time, precision))
}

fn clock_parts(clock: &str) -> Option<(u32, u32, Option<u32>)> {
    let whole = clock.split(['.', ',']).next()?;
    let two = |digits: &str| u32::try_from(number(digits, 1..=2)?).ok();
    if whole.contains(':') {
        let parts = whole.split(':').collect::<Vec<_>>();
        return match parts.as_slice() {
            [hour, minute] => Some((two(hour)?, two(minute)?, None)),
            [hour, minute, second] if two(second)? <= 60 => {
                Some((two(hour)?, two(minute)?, two(second)))
            }
            _ => None,
        };
    }
    match whole.len() {
        3 | 4 if whole.is_ascii() => {
            let (hour, minute) = whole.split_at(whole.len() - 2);
            Some((two(hour)?, two(minute)?, None))
        }
        5 | 6 if whole.is_ascii() => {
            let (rest, second) = whole.split_at(whole.len() - 2);
            let (hour, minute) = rest.split_at(rest.len() - 2);
            (two(second)? <= 60).then_some(())?;
            Some((two(hour)?, two(minute)?, two(second)))
        }
        _ => None,
    }
}

/// A day and, where there is one, a time of day: a local time without an
/// offset. `None` without a readable day; an unreadable time leaves the day.
#[must_use]
pub fn local(day: &str, clock: Option<&str>) -> Option<ScanTime> {
    let day = date(day)?;
    Some(match clock.and_then(time) {
        Some((clock, precision)) => ScanTime::local(day.and_time(clock), precision),
        None => ScanTime::local(day.and_time(NaiveTime::MIN), Precision::Date),
    })
}

/// A local time with an offset when one is known: the instant follows.
#[must_use]
pub fn at_offset(time: ScanTime, offset_min: Option<i32>) -> ScanTime {
    match (time.local, offset_min) {
        (Some(local), Some(offset)) => ScanTime::with_offset(local, offset, time.precision),
        _ => time,
    }
}

/// ISO 8601 as it occurs: with an offset, `Z` or neither; with seconds,
/// minutes or the day only; `T` or a blank between; basic or extended. `Z` is
/// taken at its word, as an offset of nothing.
#[must_use]
pub fn iso(text: &str) -> Option<ScanTime> {
    let text = text.trim();
    let split = text.find(['T', 't', ' ']);
    let Some(split) = split else {
        return iso_date(text)
            .map(|day| ScanTime::local(day.and_time(NaiveTime::MIN), Precision::Date));
    };
    let day = iso_date(&text[..split])?;
    let rest = text[split + 1..].trim();
    if rest.is_empty() {
        return Some(ScanTime::local(
            day.and_time(NaiveTime::MIN),
            Precision::Date,
        ));
    }
    let clock_end = rest
        .find(|sign: char| !(sign.is_ascii_digit() || ":.,".contains(sign)))
        .unwrap_or(rest.len());
    let (clock, tail) = rest.split_at(clock_end);
    // Midnight at the end of a day is the start of the next.
    let (day, clock) = match clock.strip_prefix("24:00") {
        Some(seconds) => (day.succ_opt()?, format!("00:00{seconds}")),
        None => (day, clock.to_owned()),
    };
    let (clock, precision) = time(&clock)?;
    let local = ScanTime::local(day.and_time(clock), precision);
    let tail = tail.split('[').next().unwrap_or(tail).trim();
    Some(match tail {
        "" => local,
        zone => at_offset(local, offset_minutes(zone)),
    })
}

fn iso_date(text: &str) -> Option<NaiveDate> {
    let starts_with_year =
        text.len() >= 8 && text.bytes().take(4).all(|byte| byte.is_ascii_digit());
    starts_with_year.then(|| date(text)).flatten()
}

/// Takes midnight to mean that only the day is known, for carriers that fill
/// a missing time with zeros.
#[must_use]
pub fn midnight_is_a_day(time: ScanTime) -> ScanTime {
    match time.local {
        Some(local) if local.time().num_seconds_from_midnight() == 0 => {
            let day = ScanTime::local(local, Precision::Date);
            at_offset(day, time.offset_min)
        }
        _ => time,
    }
}

/// Whether a year can be a parcel's.
#[must_use]
pub fn is_plausible(day: NaiveDate) -> bool {
    (2000..=2099).contains(&day.year())
}

/// Refuses a time that cannot be a parcel's, quoting what the carrier wrote.
///
/// # Errors
/// When the year of the local time or of the instant is out of range.
pub fn plausible(time: ScanTime, quoted: &str) -> Result<ScanTime, Problem> {
    let local = time.local.map(|local| local.date());
    let instant = time.instant.map(|instant| instant.date_naive());
    if local.into_iter().chain(instant).all(is_plausible) {
        return Ok(time);
    }
    Err(Problem::new(
        ProblemKind::ImplausibleTime,
        format!(
            "The year of the time \"{}\" cannot be right.",
            super::words::clean(quoted)
        ),
    ))
}

/// Whether a local time and an instant can be of one moment: no zone is
/// further than 14 hours from UTC.
#[must_use]
pub fn agree(local: NaiveDateTime, instant: DateTime<Utc>) -> bool {
    (local - instant.naive_utc()).num_minutes().abs() <= 14 * 60
}

/// An expected day with its hours as two times of day; zeros and the last
/// minute of the day mean that only the day is known.
#[must_use]
pub fn estimate(day: NaiveDate, from: Option<NaiveTime>, to: Option<NaiveTime>) -> Estimate {
    let by = Estimate::by(day.and_time(to.unwrap_or(NaiveTime::MIN)));
    Estimate {
        hours: by.hours.map(|hours| Hours {
            from: from.filter(|from| *from < hours.to && *from != NaiveTime::MIN),
            to: hours.to,
        }),
        ..by
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(written: &str, wanted: &str) {
        let read = iso(written).map(|time| {
            format!(
                "{} {:?} {} {:?}",
                time.local.map_or("-".to_owned(), |local| local.to_string()),
                time.offset_min,
                time.instant.map_or("-".to_owned(), |at| at.to_rfc3339()),
                time.precision,
            )
        });
        assert_eq!(
            read.as_deref().unwrap_or("unreadable"),
            wanted,
            "{written:?}"
        );
    }

    #[test]
    fn offsets_come_in_many_spellings() {
        for (text, minutes) in [
            ("-07:00", Some(-420)),
            ("-7:00", Some(-420)),
            ("-04.00", Some(-240)),
            ("+0200", Some(120)),
            ("+8", Some(480)),
            ("8", Some(480)),
            ("-5", Some(-300)),
            ("Z", Some(0)),
            ("utc", Some(0)),
            ("GMT+5:30", Some(330)),
            ("UTC-03:00", Some(-180)),
            ("+05:45", Some(345)),
            ("5.5", Some(330)),
            ("-3.50", Some(-210)),
            ("-03.30", Some(-210)),
            ("-730", Some(-450)),
            ("\u{2212}05:00", Some(-300)),
            ("+00:00", Some(0)),
            ("-05:00:00", Some(-300)),
            ("EST", Some(-300)),
            ("edt", Some(-240)),
            ("PDT", Some(-420)),
            ("+14:00", Some(840)),
            ("ET", None),
            ("CST", None),
            ("IST", None),
            ("", None),
            ("+15:00", None),
            ("+5:61", None),
            ("-420", None),
            ("+-5", None),
            ("noon", None),
            ("+05:0", None),
            ("٣", None),
            (":", None),
            (".", None),
            ("-.5", None),
            ("America/New_York", None),
        ] {
            assert_eq!(offset_minutes(text), minutes, "{text:?}");
        }
    }

    #[test]
    fn iso_times_keep_what_they_say_and_no_more() {
        check(
            "2024-04-23T16:30:05-04:00",
            "2024-04-23 16:30:05 Some(-240) 2024-04-23T20:30:05+00:00 Second",
        );
        check(
            "2024-04-23T16:30:05Z",
            "2024-04-23 16:30:05 Some(0) 2024-04-23T16:30:05+00:00 Second",
        );
        check(
            "2024-04-23T16:30:05.123456+0530",
            "2024-04-23 16:30:05 Some(330) 2024-04-23T11:00:05+00:00 Second",
        );
        check("2024-04-23T16:30:05", "2024-04-23 16:30:05 None - Second");
        check("2024-04-23 16:30", "2024-04-23 16:30:00 None - Minute");
        check(
            "2024-04-23T16:30 +02:00",
            "2024-04-23 16:30:00 Some(120) 2024-04-23T14:30:00+00:00 Minute",
        );
        check("2024-04-23", "2024-04-23 00:00:00 None - Date");
        check(
            "20240423T163005Z",
            "2024-04-23 16:30:05 Some(0) 2024-04-23T16:30:05+00:00 Second",
        );
        check(
            "2024-04-23T16:30:05 ET",
            "2024-04-23 16:30:05 None - Second",
        );
        check("2024-04-23T24:00:00", "2024-04-24 00:00:00 None - Second");
        check(
            "2024-12-31T23:59:60Z",
            "2024-12-31 23:59:59 Some(0) 2024-12-31T23:59:59+00:00 Second",
        );
        check(
            "2024-04-23T16:30:05+02:00[Europe/Berlin]",
            "2024-04-23 16:30:05 Some(120) 2024-04-23T14:30:05+00:00 Second",
        );
        for text in [
            "",
            "T",
            "2024-13-01",
            "2024-02-30T10:00:00",
            "2024-04-23T25:00",
            "string",
            "ü2024-04-23",
            "2024-04-23Tü",
        ] {
            check(text, "unreadable");
        }
    }

    #[test]
    fn days_are_read_in_several_formats() {
        let wanted = NaiveDate::from_ymd_opt(2024, 4, 23);
        for text in [
            "20240423",
            "2024-04-23",
            "2024/4/23",
            "04/23/2024",
            "4/23/24",
            "23/04/2024",
            "April 23, 2024",
            "Apr 23 2024",
            "23 April 2024",
            "Tuesday, April 23, 2024",
            "23-APR-2024",
            "23.04.2024",
            "April 23rd, 2024",
        ] {
            assert_eq!(date(text), wanted, "{text}");
        }
        for text in [
            "",
            "string",
            "0",
            "20241301",
            "00000000",
            "2024-04",
            "Smarch 3, 2024",
            "日本語日本語日本",
        ] {
            assert_eq!(date(text), None, "{text}");
        }
    }

    #[test]
    fn times_of_day_are_read_in_several_formats() {
        for (text, wanted) in [
            ("163000", "16:30:00 Second"),
            ("16:30:00", "16:30:00 Second"),
            ("1630", "16:30:00 Minute"),
            ("16:30", "16:30:00 Minute"),
            ("4:30 pm", "16:30:00 Minute"),
            ("04:30:09PM", "16:30:09 Second"),
            ("12:05 a.m.", "00:05:00 Minute"),
            ("12:05 P.M.", "12:05:00 Minute"),
            ("93000", "09:30:00 Second"),
            ("16:30:00.25", "16:30:00 Second"),
            ("000000", "00:00:00 Second"),
        ] {
            let read = time(text).map(|(time, precision)| format!("{time} {precision:?}"));
            assert_eq!(read.as_deref(), Some(wanted), "{text}");
        }
        for text in [
            "",
            "string",
            "end of day",
            "250000",
            "16:61",
            "13:00 pm",
            "am",
            "üüü",
            "m.",
        ] {
            assert_eq!(time(text), None, "{text}");
        }
    }

    #[test]
    fn an_unreadable_time_leaves_the_day() {
        let read = local("20240423", Some("soon")).map(|time| time.precision);
        assert_eq!(read, Some(Precision::Date));
        assert_eq!(local("soon", Some("163000")), None);
    }

    #[test]
    fn zeros_may_mean_a_day() {
        let day = iso("2024-04-23T00:00:00-06:00").map(midnight_is_a_day);
        let wanted = iso("2024-04-23").map(|day| at_offset(day, Some(-360)));
        assert_eq!(day, wanted);
        assert_eq!(day.and_then(|day| day.instant), None);
        let noon = iso("2024-04-23T12:00:00Z");
        assert_eq!(noon.map(midnight_is_a_day), noon);
    }

    #[test]
    fn years_far_away_are_refused() {
        for (text, fine) in [
            ("2024-04-23", true),
            ("1970-01-01", false),
            ("0001-01-01T00:00:00", false),
            ("2124-04-23", false),
        ] {
            let read = iso(text).map(|time| plausible(time, text).is_ok());
            assert_eq!(read, Some(fine), "{text}");
        }
    }

    #[test]
    fn an_expected_day_may_have_hours() {
        let day = NaiveDate::from_ymd_opt(2024, 4, 23).unwrap();
        let clock = |text: &str| time(text).map(|(time, _)| time);
        let hours = |from: &str, to: &str| {
            estimate(day, clock(from), clock(to))
                .hours
                .map(|hours| format!("{:?}-{}", hours.from, hours.to))
        };
        assert_eq!(
            hours("101500", "141500").as_deref(),
            Some("Some(10:15:00)-14:15:00")
        );
        assert_eq!(hours("", "120000").as_deref(), Some("None-12:00:00"));
        assert_eq!(hours("000000", "235900"), None);
        assert_eq!(hours("180000", "120000").as_deref(), Some("None-12:00:00"));
        assert_eq!(hours("", ""), None);
    }
}
