//! The pane of one order.

use crate::db::queue;
use crate::error::Error;
use crate::services::Services;
use crate::staff::Actor;
use app::texts::Texts;
use doorstep::view::console::order::OrderPaneView;

/// An order of the brands somebody serves; `None` where there is none.
///
/// # Errors
/// When the database refuses.
pub async fn pane(
    services: &Services,
    actor: &Actor,
    order: &str,
    _texts: &dyn Texts,
) -> Result<Option<OrderPaneView>, Error> {
    let read = services.database.read();
    let found = queue::order_of_served_by_public_id(read, &actor.serves, order).await?;
    Ok(found.map(|(_, order)| OrderPaneView {
        id: order.public_id,
        number: order.number,
    }))
}
