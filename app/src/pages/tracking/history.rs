//! The tracking history: every scan, by day, the newest days open and older
//! ones folded away.

use super::parcel::{Heading, section_heading};
use doorstep::view::tracking::{Labels, ScanDay, ScanView};
use leptos::either::Either;
use leptos::prelude::*;

/// So many scans stand open: the newest, and what led to it.
const OPEN_SCANS: usize = 3;

/// Draws the history.
pub fn history(
    days: &[ScanDay],
    labels: &Labels,
    heading: Heading,
) -> Option<impl IntoView + use<>> {
    if days.is_empty() {
        return None;
    }
    let (open, folded) = fold(days);
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

/// The newest scans and the rest. A day that is cut in two stands in both,
/// under the same name.
fn fold(days: &[ScanDay]) -> (Vec<ScanDay>, Vec<ScanDay>) {
    let (mut open, mut folded) = (Vec::new(), Vec::new());
    let mut room = OPEN_SCANS;
    for day in days {
        let (newer, older) = day.scans.split_at(day.scans.len().min(room));
        room -= newer.len();
        for (part, into) in [(newer, &mut open), (older, &mut folded)] {
            if !part.is_empty() {
                into.push(ScanDay {
                    label: day.label.clone(),
                    scans: part.to_vec(),
                });
            }
        }
    }
    (open, folded)
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
