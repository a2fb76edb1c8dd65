//! One line of a parcel's history and the few facts beside it, whichever of
//! DHL Express' two interfaces sent them.

use super::codes;
use crate::carriers::{history, times, words};
use doorstep::reading::{Estimate, Problem, ProblemKind};
use doorstep::scan::{Place, Precision, Scan, ScanTime, Status};

/// What a payload says of one event, field by field, nothing understood yet.
#[derive(Debug, Default)]
pub struct Line {
    /// The event's code.
    pub code: Option<String>,
    /// Its description.
    pub description: Option<String>,
    /// What is added to the description: what exactly is wrong, what is next.
    pub remarks: Option<String>,
    /// The day, sometimes with the time in it.
    pub day: Option<String>,
    /// The time of day.
    pub clock: Option<String>,
    /// The offset from UTC.
    pub offset: Option<String>,
    /// Who signed, and other things in the same field.
    pub signatory: Option<String>,
    /// Where.
    pub place: Place,
}

impl Line {
    /// Makes it a scan, reporting what could not be read; its position is set
    /// with its neighbours'. A line that says nothing is none.
    pub fn scan(&self, source: &str, problems: &mut Vec<Problem>) -> Option<Scan> {
        let text = self.text();
        if self.code.is_none() && text.is_empty() && self.day.is_none() {
            let problem = Problem::new(ProblemKind::Malformed, "an event says nothing");
            history::note(problems, problem);
            return None;
        }
        let (status, reason) = self.meaning(&text, problems);
        Some(Scan {
            source: source.to_owned(),
            code: words::clean_opt(self.code.as_deref()),
            status,
            reason,
            time: self.time(problems),
            place: self.place.clone(),
            position: 0,
            place_offset_min: None,
            text,
        })
    }

    /// Who took the parcel, when this line delivers it. Other lines keep
    /// account numbers, weights and airports in the same field, and "ATL"
    /// means that nobody had to sign.
    #[must_use]
    pub fn signed_by(&self, status: Option<Status>) -> Option<String> {
        let name = words::clean_opt(self.signatory.as_deref())?;
        let is_name =
            name.chars().any(char::is_alphabetic) && name != "ATL" && !name.starts_with("ATL ");
        (status == Some(Status::Delivered) && is_name).then_some(name)
    }

    fn text(&self) -> String {
        let description = words::clean_opt(self.description.as_deref());
        let remarks = words::clean_opt(self.remarks.as_deref());
        match (description, remarks) {
            (Some(description), Some(remarks)) if description != remarks => {
                words::clean(&format!("{description}: {remarks}"))
            }
            (description, remarks) => description.or(remarks).unwrap_or_default(),
        }
    }

    fn meaning(&self, text: &str, problems: &mut Vec<Problem>) -> codes::Meaning {
        let Some(code) = &self.code else {
            return codes::by_words(text).unwrap_or_default();
        };
        if let Some(meaning) = codes::by_code(code) {
            return codes::sharpen(meaning, text);
        }
        history::note(
            problems,
            Problem::new(
                ProblemKind::UnknownCode,
                format!(
                    "event code \"{}\" is not listed; its words: \"{text}\"",
                    words::clean(code)
                ),
            ),
        );
        codes::by_words(text).unwrap_or_default()
    }

    fn time(&self, problems: &mut Vec<Problem>) -> ScanTime {
        let Some(day) = &self.day else {
            problems.push(Problem::new(
                ProblemKind::Malformed,
                format!("an event has no date: \"{}\"", self.text()),
            ));
            return ScanTime::default();
        };
        let clock = self.clock.as_deref().map(|clock| {
            // Some write a whole time here, with a date that means nothing.
            clock
                .split_once('T')
                .filter(|(day, _)| times::date(day).is_some())
                .map_or(clock, |(_, clock)| clock)
        });
        let written = match clock {
            Some(clock) => format!("{day} {clock}"),
            None => day.clone(),
        };
        let unreadable = |what: &str| {
            Problem::new(
                ProblemKind::UnreadableTime,
                format!("{what} \"{}\" cannot be read", words::clean(&written)),
            )
        };
        let Some(time) = read_time(day, clock, &written) else {
            problems.push(unreadable("the time"));
            return ScanTime::default();
        };
        if clock.is_some() && time.precision == Precision::Date {
            problems.push(unreadable("the time of day in"));
        }
        let time = self.with_offset(time, problems);
        times::plausible(time, &written).unwrap_or_else(|problem| {
            problems.push(problem);
            ScanTime::default()
        })
    }

    fn with_offset(&self, time: ScanTime, problems: &mut Vec<Problem>) -> ScanTime {
        let Some(offset) = &self.offset else {
            return time;
        };
        let minutes = times::offset_minutes(offset);
        if minutes.is_none() {
            problems.push(Problem::new(
                ProblemKind::UnreadableTime,
                format!("the offset \"{}\" cannot be read", words::clean(offset)),
            ));
        }
        times::at_offset(time, minutes)
    }
}

/// A day and a time of day go first as two: together they could be read as a
/// time with an odd zone ("05:30 PM").
fn read_time(day: &str, clock: Option<&str>, written: &str) -> Option<ScanTime> {
    let bare_day = day.split_once('T').map_or(day, |(day, _)| day);
    times::local(bare_day, clock)
        .filter(|time| time.precision != Precision::Date)
        .or_else(|| times::iso(written))
        .or_else(|| times::iso(day))
        .or_else(|| times::local(day, clock))
}

/// Reads an expected delivery, on the destination's clock.
pub fn estimate(written: &str, problems: &mut Vec<Problem>) -> Option<Estimate> {
    let local = times::iso(written)
        .and_then(|time| time.local)
        .filter(|local| times::is_plausible(local.date()));
    if local.is_none() {
        problems.push(Problem::new(
            ProblemKind::UnreadableTime,
            format!(
                "the expected delivery \"{}\" cannot be read",
                words::clean(written)
            ),
        ));
    }
    local.map(Estimate::by)
}

/// The name of a product whose letter is the same in every country.
#[must_use]
pub fn product(code: &str) -> Option<&'static str> {
    Some(match code.trim() {
        "D" | "P" | "U" => "Express Worldwide",
        "E" | "K" => "Express 9:00",
        "L" | "M" => "Express 10:30",
        "T" | "Y" => "Express 12:00",
        "H" | "W" => "Economy Select",
        "N" => "Express Domestic",
        "X" => "Express Envelope",
        _ => return None,
    })
}

/// Grams of a weight in kilograms or, for `L...` and `imperial`, in pounds.
#[must_use]
pub fn grams(weight: f64, unit: Option<&str>) -> Option<u32> {
    const KILOGRAM: f64 = 1000.0;
    const POUND: f64 = 453.592_37;
    let unit = unit.unwrap_or_default().trim().to_ascii_lowercase();
    let in_pounds = unit == "imperial" || unit.starts_with('l');
    history::grams(weight, if in_pounds { POUND } else { KILOGRAM })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(day: &str, clock: &str, offset: &str, wanted: &str, problems_wanted: usize) {
        let given = |text: &str| (!text.is_empty()).then(|| text.to_owned());
        let line = Line {
            code: given("OK"),
            day: given(day),
            clock: given(clock),
            offset: given(offset),
            ..Line::default()
        };
        let mut problems = Vec::new();
        let scan = line.scan("dhl_express", &mut problems);
        let time = scan.expect("a scan").time;
        let local = time.local.map_or("-".to_owned(), |local| local.to_string());
        let read = format!("{local} {:?} {:?}", time.offset_min, time.precision);
        assert_eq!(read, wanted, "{day} {clock} {offset}");
        assert_eq!(problems.len(), problems_wanted, "{problems:?}");
    }

    #[test]
    fn times_are_read_as_far_as_they_go() {
        check(
            "2026-05-04",
            "17:30:10",
            "",
            "2026-05-04 17:30:10 None Second",
            0,
        );
        check(
            "2026-05-04",
            "05:30 PM",
            "",
            "2026-05-04 17:30:00 None Minute",
            0,
        );
        check(
            "2026-05-04",
            "17:30 GMT-04:00",
            "",
            "2026-05-04 17:30:00 Some(-240) Minute",
            0,
        );
        check(
            "2026-05-04",
            "17:30",
            "+09:00",
            "2026-05-04 17:30:00 Some(540) Minute",
            0,
        );
        check("2026-05-04", "", "", "2026-05-04 00:00:00 None Date", 0);
        check(
            "2026-05-04T17:30:10",
            "",
            "",
            "2026-05-04 17:30:10 None Second",
            0,
        );
        check(
            "2026-05-04",
            "0001-01-01T17:30:10",
            "",
            "2026-05-04 17:30:10 None Second",
            0,
        );
        check("2026-05-04", "soon", "", "2026-05-04 00:00:00 None Date", 1);
        check(
            "2026-05-04",
            "17:30:10",
            "??",
            "2026-05-04 17:30:10 None Second",
            1,
        );
        check("someday", "17:30:10", "", "- None Second", 1);
        check("0001-01-01", "00:00:00", "", "- None Second", 1);
        check("", "17:30:10", "", "- None Second", 1);
    }

    #[test]
    fn remarks_belong_to_the_text_and_to_the_reason() {
        let line = Line {
            code: Some("CD".to_owned()),
            description: Some("Clearance event".to_owned()),
            remarks: Some("The <b>invoice</b> is missing.".to_owned()),
            day: Some("2026-05-04".to_owned()),
            ..Line::default()
        };
        let scan = line.scan("dhl_express", &mut Vec::new()).expect("a scan");
        assert_eq!(scan.text, "Clearance event: The invoice is missing.");
        assert_eq!(scan.reason, Some(doorstep::scan::Reason::Documents));
    }

    #[test]
    fn an_unknown_code_is_reported_and_its_words_read() {
        let line = Line {
            code: Some("ZZ".to_owned()),
            description: Some("Arrived at a DHL facility".to_owned()),
            day: Some("2026-05-04".to_owned()),
            ..Line::default()
        };
        let mut problems = Vec::new();
        let scan = line.scan("dhl_express", &mut problems).expect("a scan");
        assert_eq!(scan.status, Some(Status::InTransit));
        assert_eq!(problems[0].kind, ProblemKind::UnknownCode);
    }

    #[test]
    fn only_a_name_under_a_delivery_is_a_signature() {
        for (signatory, status, wanted) in [
            ("J. SMITH", Status::Delivered, Some("J. SMITH")),
            ("21.20", Status::Delivered, None),
            ("ATL FD", Status::Delivered, None),
            ("AKL", Status::InTransit, None),
        ] {
            let line = Line {
                signatory: Some(signatory.to_owned()),
                ..Line::default()
            };
            assert_eq!(
                line.signed_by(Some(status)).as_deref(),
                wanted,
                "{signatory}"
            );
        }
    }

    #[test]
    fn weights_become_grams() {
        assert_eq!(grams(0.09, Some("K")), Some(90));
        assert_eq!(grams(2.0, Some("LB")), Some(907));
        assert_eq!(grams(2.0, Some("imperial")), Some(907));
        assert_eq!(grams(5.0, None), Some(5000));
        assert_eq!(grams(0.0, None), None);
        assert_eq!(grams(1e12, None), None);
    }
}
