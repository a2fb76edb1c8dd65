//! The whole history of a parcel's scans: what each means, and beside it the
//! carrier's own words and code, who brought it and when it came.

use super::Drawing;
use doorstep::view::console::parcel::{PaneParcelView, PaneScanView};
use leptos::either::Either;
use leptos::prelude::*;

/// Draws it.
pub fn scans(one: &PaneParcelView, drawing: Drawing<'_>) -> impl IntoView + use<> {
    let words = drawing.words;
    let freshness = one.freshness.clone();
    if one.scans.is_empty() {
        return Either::Left(view! {
            <div class="scans" data-part="scans">
                <p class="quiet">{words.no_scans} " " {freshness}</p>
            </div>
        });
    }
    let rows: Vec<_> = one.scans.iter().map(|scan| row(scan, drawing)).collect();
    let count = one.scans.len();
    Either::Right(view! {
        <div class="scans" data-part="scans">
            <p class="section-line">
                <strong>{format!("{} ({count})", words.scans)}</strong>
                <span class="quiet" data-part="freshness">
                    {freshness}
                </span>
            </p>
            <div class="scroll" tabindex="0" role="region" aria-label=words.scans>
                <table>
                    <thead>
                        <tr>
                            <th scope="col">{words.scan_time}</th>
                            <th scope="col">{words.scan_meaning}</th>
                            <th scope="col">{words.scan_raw}</th>
                            <th scope="col">{words.scan_source}</th>
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
        </div>
    })
}

fn row(scan: &PaneScanView, drawing: Drawing<'_>) -> impl IntoView + use<> {
    let words = drawing.words;
    let meaning = match scan.text.clone() {
        Some(text) => Either::Left(view! { <strong>{text}</strong> }),
        None => Either::Right(view! { <span class="quiet">{words.scan_no_movement}</span> }),
    };
    let code = scan.code.clone().map(|code| view! { <code>{code}</code> });
    let said = scan.words.clone().map(|said| view! { <q>{said}</q> });
    let lag = scan
        .lag
        .clone()
        .map(|lag| view! { <span class="quiet lag">{lag}</span> });
    let status = scan.status.map(doorstep::scan::Status::code);
    view! {
        <tr data-status=status>
            <td class="at">{scan.at.clone()} <span class="quiet">{scan.zone.clone()}</span></td>
            <td>{meaning} <span class="place">{scan.place.clone()}</span></td>
            <td class="raw">{said} {code}</td>
            <td class="from">
                <span>{words.scan_arrived} " " {scan.arrived.clone()}</span>
                <span>{scan.source.clone()} " " {lag}</span>
            </td>
        </tr>
    }
}
