//! An order's page in the console.

use super::{Shown, Visit};
use crate::intake::desk::{Refusal, opened};
use crate::views::console::order;
use app::pages::console::{Main, Notice};
use axum::extract::Path;
use axum::response::Response;

/// `/console/orders/{order}`.
pub async fn open(visit: Visit, Path(id): Path<String>) -> Response {
    if !visit.is_refresh()
        && let Err(Refusal::Failed(error)) =
            opened::opened(&visit.http.services, &visit.actor, &id).await
    {
        return visit.failed(&error).await;
    }
    let shown = shown(&visit, &id).await;
    visit.show(shown).await
}

/// An order beside the queue; that there is none, or that it cannot be read.
pub async fn shown(visit: &Visit, id: &str) -> Shown {
    let services = &visit.http.services;
    match order::pane(services, &visit.actor, id, visit.texts()).await {
        Ok(Some(pane)) => Shown::new(Main::Order(Box::new(pane))).of_order(id),
        Ok(None) => Shown::new(Main::Notice(Notice::Missing)),
        Err(error) => {
            tracing::error!(%error, "an order could not be read");
            Shown::new(Main::Notice(Notice::Failed))
        }
    }
}
