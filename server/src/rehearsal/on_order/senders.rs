//! Who tells of a test order's journey: its own shop, and carriers that are
//! connected to the site for rehearsals alone. Nobody knows the secrets of
//! these but the site, so nobody else speaks for them.

use crate::admin::make_connection;
use crate::db::connection::Connection;
use crate::db::orders;
use crate::demo::senders::Source;
use crate::error::Error;
use crate::services::Services;
use crate::staff::By;
use std::sync::Arc;

/// What staff call the connections made for rehearsals.
const NAME: &str = "Rehearsal";

/// The connection an order came through, while it is open.
pub fn shop_of(services: &Services, order: &orders::Model) -> Option<Arc<Connection>> {
    let book = services.book.now();
    let mut all = book.connections.values();
    all.find(|one| one.id == order.connection_id).cloned()
}

/// Whether a connection is still open.
pub fn is_open(services: &Services, connection: &Connection) -> bool {
    let book = services.book.now();
    book.connections.contains_key(&connection.public_id)
}

/// The connection through which a carrier tells of an order's rehearsal; made
/// when it is first needed, by whoever needs it.
///
/// # Errors
/// When the database refuses.
pub async fn carrier_of(
    services: &Services,
    by: By<'_>,
    order: &orders::Model,
    source: Source,
) -> Result<Arc<Connection>, Error> {
    if let Some(found) = find(services, order, source) {
        return Ok(found);
    }
    let book = services.book.now();
    let brand = book.brand(order.brand_id);
    let slug = brand.map(|brand| brand.slug.clone());
    let slugs: Vec<String> = slug.into_iter().collect();
    make_connection(services, by, source.name(), NAME.to_owned(), &slugs, None).await?;
    find(services, order, source)
        .ok_or_else(|| Error::refused("the connection made for rehearsals is gone again"))
}

fn find(services: &Services, order: &orders::Model, source: Source) -> Option<Arc<Connection>> {
    let book = services.book.now();
    let mut all = book.connections.values();
    all.find(|one| {
        one.source == source.name() && one.name == NAME && one.brands.contains(&order.brand_id)
    })
    .cloned()
}
