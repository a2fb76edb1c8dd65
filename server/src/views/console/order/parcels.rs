//! Parcels: the shopper's view of each, in staff words, and beside it what
//! staff know.

use super::super::super::parcel::Parcel;
use super::super::super::tracking::local;
use super::{Pane, scans};
use crate::incidents::Current;
use app::texts::{ParcelFact, StaffWindow};
use doorstep::derive::initials;
use doorstep::scan::{Precision, Status};
use doorstep::view::console::parcel::{
    FactView, IncidentNote, LedgerView, MarkView, PaneParcelView,
};
use doorstep::view::tracking::{ParcelView, WindowView};
use doorstep::window::Promise;

/// All of them, the one with the worst flag first, the others as they were
/// packed.
pub fn all(pane: &Pane<'_>) -> Vec<PaneParcelView> {
    let mut views: Vec<(usize, PaneParcelView)> = pane
        .gathered
        .parcels
        .iter()
        .zip(&pane.shown.parcels)
        .map(|(parcel, shown)| (trouble(pane, parcel), view(pane, parcel, shown)))
        .collect();
    views.sort_by_key(|(trouble, _)| *trouble);
    views.into_iter().map(|(_, view)| view).collect()
}

/// Where a parcel's worst flag stands among the order's.
fn trouble(pane: &Pane<'_>, parcel: &Parcel) -> usize {
    let id = parcel.told.shipment.id;
    let flags = &pane.rows.flags;
    let worst = flags.iter().position(|row| {
        row.shipment_id == Some(id) && row.cleared_ms.is_none() && row.resolved_ms.is_none()
    });
    worst.unwrap_or(flags.len())
}

fn view(pane: &Pane<'_>, parcel: &Parcel, shown: &ParcelView) -> PaneParcelView {
    let texts = pane.texts();
    let derived = &parcel.derived;
    let shipment = &parcel.told.shipment;
    let setting = &pane.gathered.setting;
    let since = derived
        .since
        .map(|at| texts.since(local(at, setting.zone), setting.today()));
    PaneParcelView {
        id: shown.id.clone(),
        heading: shown.heading.clone(),
        status: derived.status,
        headline: texts.staff_status(derived.status, derived.reason),
        since,
        place: shown.place.clone(),
        window: window(pane, parcel, shown),
        facts: facts(pane, parcel, shown),
        carrier: shown.carrier.clone(),
        promises: ledger(pane, parcel),
        marks: marks(pane, shipment.id),
        incidents: incidents(pane, parcel),
        map: shown.map.clone(),
        items: shown.items.clone(),
        scans: scans::of(pane, parcel),
        freshness: shown.freshness.clone(),
        version: shipment.version_ms,
        is_shipped: shipment.id != 0,
        by_hand: shipment.is_by_hand(),
    }
}

/// When it comes and who said so; of one that waits for nothing more, what the
/// shopper reads.
fn window(pane: &Pane<'_>, parcel: &Parcel, shown: &ParcelView) -> WindowView {
    let text = pane.texts().staff_window(&StaffWindow {
        window: &parcel.derived.window,
        status: parcel.derived.status,
        carrier: parcel.carrier.name().as_deref(),
        today: pane.gathered.setting.today(),
    });
    WindowView {
        text: if text.is_empty() {
            shown.window.text.clone()
        } else {
            text
        },
        short: shown.window.short.clone(),
        standing: shown.window.standing,
    }
}

fn facts(pane: &Pane<'_>, parcel: &Parcel, shown: &ParcelView) -> Vec<FactView> {
    let texts = pane.texts();
    let derived = &parcel.derived;
    let is_delivered = derived.status == Status::Delivered;
    let pickup = shown.pickup.as_ref();
    let waits_at = pickup.map(|point| {
        let lines = std::iter::once(&point.name).chain(&point.lines);
        lines.cloned().collect::<Vec<_>>().join(", ")
    });
    let known = [
        (
            ParcelFact::Delivered,
            is_delivered.then(|| shown.window.text.clone()),
        ),
        (
            ParcelFact::LeftAt,
            derived
                .left_at
                .as_deref()
                .map(|spot| pane.reader.said(spot)),
        ),
        (ParcelFact::SignedBy, signed_by(pane, parcel)),
        (ParcelFact::WaitsAt, waits_at),
        (
            ParcelFact::Open,
            pickup.and_then(|point| point.hours.clone()),
        ),
        (
            ParcelFact::KeptUntil,
            derived
                .pickup_until
                .filter(|_| pickup.is_some())
                .map(|day| texts.date(day, pane.gathered.setting.today())),
        ),
    ];
    let facts = known.into_iter().filter_map(|(fact, value)| {
        let value = value.filter(|value| !value.is_empty())?;
        Some(FactView {
            label: texts.parcel_fact(fact).to_owned(),
            value,
        })
    });
    facts.collect()
}

/// Who signed for this delivery: the whole name to staff, who are asked for
/// it; initials where the brand masks its customers.
fn signed_by(pane: &Pane<'_>, parcel: &Parcel) -> Option<String> {
    let letters = parcel.derived.signed_by.clone()?;
    if pane.reader.is_masked() {
        return Some(letters);
    }
    let whole = parcel.journey.newest(|report| report.signed_by.clone());
    // Of an older delivery than this one the letters would differ.
    whole
        .filter(|name| initials(name).as_ref() == Some(&letters))
        .or(Some(letters))
}

fn ledger(pane: &Pane<'_>, parcel: &Parcel) -> Vec<LedgerView> {
    let last = parcel.ledger.len().saturating_sub(1);
    let carrier = parcel.carrier.name();
    let rows = parcel.ledger.iter().enumerate();
    rows.map(|(index, promise)| {
        let is_first = index == 0;
        entry(pane, promise, carrier.as_deref(), (is_first, index == last))
    })
    .collect()
}

fn entry(
    pane: &Pane<'_>,
    promise: &Promise,
    carrier: Option<&str>,
    (is_first, is_last): (bool, bool),
) -> LedgerView {
    let texts = pane.texts();
    let setting = &pane.gathered.setting;
    let today = setting.today();
    LedgerView {
        date: texts.estimate(&promise.estimate, today),
        source: texts.promise_source(promise.source, carrier),
        made: promise
            .made_at
            .map(|at| texts.short_moment(local(at, setting.zone), Precision::Minute, today)),
        reason: promise
            .reason
            .filter(|_| !is_first)
            .map(|reason| texts.reason_words(reason).to_owned()),
        current: is_last,
    }
}

fn marks(pane: &Pane<'_>, shipment_id: i64) -> Vec<MarkView> {
    let reader = &pane.reader;
    let rows = pane.rows.marks.iter();
    rows.filter(|row| row.shipment_id == shipment_id)
        .filter_map(|row| {
            Some(MarkView {
                label: reader.texts.marked(row.marked()?).to_owned(),
                why: reader.said(&row.why),
                by: reader.by(row.staff_id, row.created_ms),
                withdrawn: row
                    .withdrawn_ms
                    .map(|at| reader.texts.withdrawn(reader.at(at), reader.today())),
            })
        })
        .collect()
}

fn incidents(pane: &Pane<'_>, parcel: &Parcel) -> Vec<IncidentNote> {
    let setting = &pane.gathered.setting;
    let status = parcel.derived.status;
    let goes_to = setting.goes_to.as_ref();
    let Some(underway) = Current::underway(&parcel.told, &parcel.journey, status, goes_to) else {
        return Vec::new();
    };
    let touching = setting.incidents.touching(&underway, setting.today());
    let notes = touching
        .into_iter()
        .map(|row| super::super::incidents::note(row, pane.texts(), setting.today()));
    notes.collect()
}
