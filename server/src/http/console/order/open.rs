//! `GET /console/orders/{order}`: opens an order, and writes down that it was.

use super::{draft, of_pane, pane};
use crate::db::desk::order_of_served;
use crate::db::pane::at_hand_of_staff;
use crate::error::Error;
use crate::http::console::{Shown, Visit};
use crate::intake::desk::{Refusal, opened};
use app::texts::Said;
use axum::extract::rejection::QueryRejection;
use axum::extract::{Path, Query};
use axum::response::Response;
use chrono::TimeDelta;
use doorstep::view::console::{SaidTone, SaidView};

/// For so long a page that was opened may be looked at without being opened
/// again: a working day.
const LOOKED_AT: TimeDelta = TimeDelta::hours(12);

/// What of the page is to stand open.
#[derive(Debug, Default, serde::Deserialize)]
#[serde(default)]
pub struct Wanted {
    /// A form, by its name.
    open: Option<String>,
    /// A template that a reply begins with, by its key.
    draft: Option<String>,
}

/// `/console/orders/{order}`.
pub async fn open(
    visit: Visit,
    Path(id): Path<String>,
    wanted: Result<Query<Wanted>, QueryRejection>,
) -> Response {
    let wanted = wanted.map(|Query(wanted)| wanted).unwrap_or_default();
    match note_opening(&visit, &id, &wanted).await {
        Ok(()) => {}
        // What is not written down is not shown.
        Err(Refusal::Failed(error)) => return visit.failed(&error).await,
        Err(Refusal::NotThere | Refusal::ChangedMeanwhile | Refusal::Wrong(_)) => {
            return visit.missing().await;
        }
    }
    match opened_page(&visit, &id, wanted).await {
        Ok(Some(shown)) => visit.show(shown).await,
        Ok(None) => visit.missing().await,
        Err(error) => visit.failed(&error).await,
    }
}

async fn opened_page(visit: &Visit, id: &str, wanted: Wanted) -> Result<Option<Shown>, Error> {
    let Some(mut pane) = pane(visit, id).await? else {
        return Ok(None);
    };
    pane.forms.open = wanted.open;
    if let Some(template) = wanted.draft {
        draft::fill(visit, &mut pane, &template).await?;
    }
    let mut shown = of_pane(pane);
    let said = visit.asked.said.as_deref().and_then(Said::from_code);
    shown.said = said
        .map(|said| SaidView {
            tone: SaidTone::Done,
            text: visit.texts().said(said).to_owned(),
        })
        .into_iter()
        .collect();
    Ok(Some(shown))
}

/// Writes down that somebody opened the order. A page that reads itself again,
/// comes back from a form or opens one of its parts is the page that was
/// opened; whether there is one is looked up, so that no address opens an order
/// unseen.
async fn note_opening(visit: &Visit, id: &str, wanted: &Wanted) -> Result<(), Refusal> {
    let asked = &visit.asked;
    let may_be_open = visit.is_refresh()
        || asked.said.is_some()
        || wanted.open.is_some()
        || wanted.draft.is_some();
    if may_be_open && is_open(visit, id).await? {
        return Ok(());
    }
    opened::opened(&visit.http.services, &visit.actor, id).await
}

async fn is_open(visit: &Visit, id: &str) -> Result<bool, Error> {
    let services = &visit.http.services;
    let read = services.database.read();
    let Some(order) = order_of_served(read, &visit.actor.serves, id).await? else {
        return Ok(false);
    };
    let kept = at_hand_of_staff(read, visit.actor.id, order.id).await?;
    let since = services.clock.now() - LOOKED_AT;
    Ok(kept.is_some_and(|kept| kept.opened >= since))
}
