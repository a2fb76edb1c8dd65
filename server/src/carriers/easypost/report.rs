//! What EasyPost says of a parcel beside its history.

use super::payload::{Tracker, place, words_at};
use crate::carriers::{history, json, times, words};
use chrono::{DateTime, NaiveDate, Utc};
use doorstep::reading::{Estimate, Problem, Report};
use doorstep::scan::{Place, Scan, Status};
use serde_json::Value;

/// Grams in the ounce that EasyPost weighs in.
const OUNCE: f64 = 28.349_523_125;

/// Reads everything beside the history.
pub fn report(tracker: &Tracker, scans: &[Scan], problems: &mut Vec<Problem>) -> Report {
    let rest = &tracker.rest;
    let delivered = scans
        .iter()
        .filter(|scan| scan.status == Some(Status::Delivered))
        .max_by_key(|scan| scan.order_key());
    Report {
        stated_at: stated_at(rest),
        estimate: estimate(rest, problems),
        service: words_at(rest, &["carrier_detail", "service"]),
        left_at: delivered.and_then(left_at),
        signed_by: words_at(rest, &["signed_by"]),
        destination: destination(rest),
        weight_g: json::field(rest, &["weight"])
            .and_then(json::number)
            .and_then(|ounces| history::grams(ounces, OUNCE)),
        ..Report::default()
    }
}

fn stated_at(rest: &Value) -> Option<DateTime<Utc>> {
    let written = words_at(rest, &["updated_at"])?;
    let time = times::plausible(times::iso(&written)?, &written).ok()?;
    time.instant
}

/// The place a carrier adds to the word: "Delivered, Front Door/Porch".
fn left_at(scan: &Scan) -> Option<String> {
    let rest = scan.text.strip_prefix("Delivered, ")?;
    words::clean_opt(Some(rest))
}

/// The local day and hour where EasyPost has them. Its other dates have a
/// clock of unknown zone, so only their day is taken.
fn estimate(rest: &Value, problems: &mut Vec<Problem>) -> Option<Estimate> {
    let detail = |key| words_at(rest, &["carrier_detail", key]);
    if let Some(day) = day(detail("est_delivery_date_local"), problems) {
        let by = detail("est_delivery_time_local").and_then(|clock| times::time(&clock));
        return Some(times::estimate(day, None, by.map(|(clock, _)| clock)));
    }
    day(words_at(rest, &["est_delivery_date"]), problems)
        .or_else(|| day(detail("guaranteed_delivery_date"), problems))
        .map(Estimate::day)
}

fn day(written: Option<String>, problems: &mut Vec<Problem>) -> Option<NaiveDate> {
    let time = history::time(&written?, problems)?;
    time.local.map(|local| local.date())
}

fn destination(rest: &Value) -> Option<Place> {
    let detail = |key| json::field(rest, &["carrier_detail", key]);
    detail("destination_tracking_location")
        .map(place)
        .filter(|place| !place.is_empty())
        .or_else(|| {
            detail("destination_location")
                .and_then(json::text)
                .and_then(|text| spelled_place(&text))
        })
}

/// A place in one text: "SPRINGFIELD IL, 62701", "SPRINGFIELD IL US",
/// "SPRINGFIELD IL". Only what is plain is taken.
fn spelled_place(text: &str) -> Option<Place> {
    let text = words::clean(text);
    let mut parts: Vec<_> = text
        .split([' ', ','])
        .filter(|part| !part.is_empty())
        .collect();
    let mut place = Place::default();
    let postal = |part: &&str| part.bytes().any(|byte| byte.is_ascii_digit());
    place.postal_code = parts.pop_if(|part| postal(part)).map(str::to_owned);
    let two_letters =
        |part: &str| part.len() == 2 && part.bytes().all(|byte| byte.is_ascii_uppercase());
    if let [.., region, country] = parts.as_slice()
        && two_letters(region)
        && two_letters(country)
    {
        place.country = words::country(country);
        parts.pop();
    }
    place.region = parts.pop_if(|part| two_letters(part)).map(str::to_owned);
    place.city = words::clean_opt(Some(&parts.join(" ")));
    (!place.is_empty()).then_some(place)
}

#[cfg(test)]
mod tests {
    use super::super::payload;
    use super::*;
    use doorstep::reading::ProblemKind;

    const UPDATED: &str = include_str!("testdata/tracker_updated.json");

    fn read(body: &str) -> (Report, Vec<ProblemKind>) {
        let message = payload::parse(body.as_bytes()).unwrap();
        let mut reading = super::super::adapt::reading(message);
        let kinds = reading
            .problems
            .iter()
            .map(|problem| problem.kind)
            .collect();
        (reading.parcels.remove(0).report, kinds)
    }

    /// The report of a tracker with these fields.
    fn with(fields: &str) -> (Report, Vec<ProblemKind>) {
        read(&format!(r#"{{"object": "Tracker", {fields}}}"#))
    }

    fn check(fields: &str, wanted: Option<&str>) {
        let estimate = with(fields).0.estimate.map(|estimate| {
            let hours = estimate.hours.map(|hours| format!(" by {}", hours.to));
            format!("{}{}", estimate.to, hours.unwrap_or_default())
        });
        assert_eq!(estimate.as_deref(), wanted, "{fields}");
    }

    #[test]
    fn a_whole_tracker_is_reported() {
        let (report, _) = read(UPDATED);
        assert_eq!(
            report.stated_at.map(|at| at.to_rfc3339()).as_deref(),
            Some("2026-05-12T22:36:00+00:00")
        );
        assert_eq!(
            report
                .estimate
                .map(|estimate| estimate.to.to_string())
                .as_deref(),
            Some("2026-05-14")
        );
        assert_eq!(report.service.as_deref(), Some("FEDEX_GROUND"));
        assert_eq!(report.weight_g, Some(499));
        let destination = report.destination.unwrap();
        assert_eq!(destination.city.as_deref(), Some("BROOKLYN HGTS"));
        assert_eq!(destination.country.as_deref(), Some("US"));
    }

    #[test]
    fn the_local_day_comes_before_the_other() {
        let date = r#""est_delivery_date": "2026-05-15T18:52:43Z""#;
        check(date, Some("2026-05-15"));
        check(
            &format!(
                r#"{date}, "carrier_detail": {{"est_delivery_date_local": "2026-05-14", "est_delivery_time_local": "20:00:00"}}"#
            ),
            Some("2026-05-14 by 20:00:00"),
        );
        check(
            &format!(r#"{date}, "carrier_detail": {{"est_delivery_date_local": "2875-10-22"}}"#),
            Some("2026-05-15"),
        );
        check(
            r#""carrier_detail": {"guaranteed_delivery_date": "2026-05-16"}"#,
            Some("2026-05-16"),
        );
        check(r#""est_delivery_date": "", "carrier_detail": """#, None);
    }

    #[test]
    fn dates_that_cannot_be_right_are_reported() {
        assert_eq!(
            with(r#""est_delivery_date": "2875-10-22T00:00:00Z""#).1,
            [ProblemKind::ImplausibleTime]
        );
        assert_eq!(
            with(r#""est_delivery_date": "soon""#).1,
            [ProblemKind::UnreadableTime]
        );
    }

    #[test]
    fn the_carriers_words_say_where_it_was_left() {
        let left = |message: &str| {
            with(&format!(
                r#""tracking_details": [{{"status": "delivered", "message": "{message}"}}]"#
            ))
            .0
            .left_at
        };
        assert_eq!(
            left("Delivered, Front Door/Porch").as_deref(),
            Some("Front Door/Porch")
        );
        assert_eq!(left("Delivered"), None);
    }

    #[test]
    fn places_in_one_text() {
        let spelled = |text: &str| {
            let place = spelled_place(text).unwrap_or_default();
            [place.city, place.region, place.postal_code, place.country]
                .map(Option::unwrap_or_default)
                .join("|")
        };
        assert_eq!(spelled("SPRINGFIELD IL, 62701"), "SPRINGFIELD|IL|62701|");
        assert_eq!(spelled("NEW YORK NY US"), "NEW YORK|NY||US");
        assert_eq!(spelled("LYON"), "LYON|||");
        assert_eq!(spelled(" , "), "|||");
    }

    #[test]
    fn weights_may_be_text() {
        assert_eq!(with(r#""weight": "17.6""#).0.weight_g, Some(499));
        for odd in [
            r#""weight": """#,
            r#""weight": -3"#,
            r#""weight": null"#,
            r#""weight": 1e300"#,
        ] {
            assert_eq!(with(odd).0.weight_g, None, "{odd}");
        }
    }
}
