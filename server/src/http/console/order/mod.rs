//! An order's page in the console: what is shown of it, and everything that
//! can be done about it.

mod actions;
mod answer;
mod draft;
mod fields;
mod open;

pub use actions::{
    claim, claim_state, contact, correction, link, mark, note, pin, reply, shipment, told, unmark,
};
pub use fields::{Fields, Sent};
pub use open::open;

use super::{Shown, Visit};
use crate::error::Error;
use crate::views::Views;
use app::pages::console::{Main, Notice};
use doorstep::view::console::order::OrderPaneView;

/// An order beside the queue; that there is none, or that it cannot be read.
pub async fn shown(visit: &Visit, id: &str) -> Shown {
    match pane(visit, id).await {
        Ok(Some(pane)) => of_pane(pane),
        Ok(None) => Shown::new(Main::Notice(Notice::Missing)),
        Err(error) => {
            tracing::error!(%error, "an order could not be read");
            Shown::new(Main::Notice(Notice::Failed))
        }
    }
}

fn of_pane(pane: OrderPaneView) -> Shown {
    let id = pane.id.clone();
    Shown::new(Main::Order(Box::new(pane))).of_order(&id)
}

/// An order as whoever looks sees it.
async fn pane(visit: &Visit, id: &str) -> Result<Option<OrderPaneView>, Error> {
    let views = Views(visit.http.services.clone());
    views.order_pane(&visit.actor, id, &visit.language()).await
}
