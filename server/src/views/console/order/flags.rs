//! Flags in the reader's words: those that are up, and those that cleared
//! themselves.

use super::Pane;
use crate::db::{flag, from_ms};
use app::texts::FlagReason;
use doorstep::view::console::order::FlagView;

/// The flags that are up, those that somebody has dealt with last; and those
/// that cleared themselves, the newest first.
pub fn all(pane: &Pane<'_>) -> (Vec<FlagView>, Vec<FlagView>) {
    let (mut up, past): (Vec<&flag::Model>, Vec<&flag::Model>) = pane
        .rows
        .flags
        .iter()
        .partition(|row| row.cleared_ms.is_none());
    up.sort_by_key(|row| row.resolved_ms.is_some());
    let seen = |rows: Vec<&flag::Model>| {
        let views = rows.into_iter().filter_map(|row| view(pane, row));
        views.collect()
    };
    (seen(up), seen(past))
}

fn view(pane: &Pane<'_>, row: &flag::Model) -> Option<FlagView> {
    let reader = &pane.reader;
    let (texts, today) = (reader.texts, reader.today());
    let raised = row.raised()?;
    let carrier = pane.carrier_of(row.shipment_id);
    let reason = FlagReason {
        flag: raised.flag,
        because: &raised.because,
        carrier: carrier.as_deref(),
        // What is over is told as it was when it ended.
        now: row.cleared_ms.map_or(reader.now, from_ms),
        clock: &|at| reader.clock(at),
    };
    let is_up = row.cleared_ms.is_none() && row.resolved_ms.is_none();
    let due = is_up.then(|| reader.due(row.due_ms));
    let resolved = row.resolved_ms.map(|at| {
        let who = row.resolved_by.map_or_else(
            || texts.pane_words().colleague.to_owned(),
            |id| reader.name(id),
        );
        let why = row.resolved_why.as_deref().map(|why| reader.said(why));
        texts.resolved(&who, why.as_deref(), reader.at(at), today)
    });
    Some(FlagView {
        id: row.public_id.clone(),
        flag: raised.flag.code().to_owned(),
        label: texts.flag_label(raised.flag).to_owned(),
        why: texts.flag_reason(&reason),
        parcel: pane.heading_of(row.shipment_id),
        since: texts.since(reader.at(row.since_ms), today),
        overdue: due.as_ref().is_some_and(|(_, is_over)| *is_over),
        due: due.map(|(due, _)| due),
        owner: row.owner_id.map(|id| reader.name(id)),
        is_mine: reader.is_me(row.owner_id),
        snoozed: reader.snoozed(row.snoozed_until_ms),
        resolved,
        cleared: row
            .cleared_ms
            .map(|at| texts.cleared(raised.flag, reader.at(at), today)),
        version: row.version,
    })
}
