//! The tracking history: every scan, by day, the newest days open and older
//! ones folded away.

use super::parcel::{Heading, section_heading};
use doorstep::view::tracking::{Labels, ScanDay, ScanView};
use leptos::either::Either;
use leptos::prelude::*;

/// So many days stand open; a usual parcel is all of it.
const OPEN_DAYS: usize = 3;

/// Draws the history.
pub fn history(
    days: &[ScanDay],
    labels: &Labels,
    heading: Heading,
) -> Option<impl IntoView + use<>> {
    if days.is_empty() {
        return None;
    }
    let (open, folded) = days.split_at(days.len().min(OPEN_DAYS));
    let open: Vec<_> = open
        .iter()
        .map(|day| scan_day(day, labels, heading))
        .collect();
    let folded = (!folded.is_empty()).then(|| {
        let count: usize = folded.iter().map(|day| day.scans.len()).sum();
        let summary = format!("{} ({count})", labels.older_scans);
        let days: Vec<_> = folded
            .iter()
            .map(|day| scan_day(day, labels, heading))
            .collect();
        view! {
            <details>
                <summary>{summary}</summary>
                {days}
            </details>
        }
    });
    Some(view! {
        <section class="card scans" data-part="scans">
            {section_heading(&labels.scans, heading)} {open} {folded}
        </section>
    })
}

fn scan_day(day: &ScanDay, labels: &Labels, heading: Heading) -> impl IntoView + use<> {
    let label = day.label.clone();
    let label = match heading {
        Heading::OfOrder => Either::Left(view! { <h3>{label}</h3> }),
        Heading::Own => Either::Right(view! { <h4>{label}</h4> }),
    };
    let scans: Vec<_> = day.scans.iter().map(|one| scan(one, labels)).collect();
    view! {
        <div class="day">
            {label}
            <ol>{scans}</ol>
        </div>
    }
}

fn scan(scan: &ScanView, labels: &Labels) -> impl IntoView + use<> {
    let time = scan
        .time
        .clone()
        .map(|time| view! { <span class="time">{time}</span> });
    let place = scan
        .place
        .clone()
        .map(|place| view! { <span class="place">{place}</span> });
    let said = scan.carrier_words.clone().map(|words| {
        view! {
            <span class="said">
                <span class="heard-only">{labels.carrier_words.clone()} " "</span>
                <q>{words}</q>
            </span>
        }
    });
    view! {
        <li>
            {time}
            <span class="what">{scan.text.clone()}</span>
            {place}
            {said}
        </li>
    }
}
