//! What a site has stored, read from its database.

use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};
use server::db::{message, orders, outbox, parcel, promise, scan, shipment};
use server::services::Services;

/// An order by the platform's id.
pub async fn order(services: &Services, external_id: &str) -> orders::Model {
    let found = orders_of(services, external_id).await;
    match found.as_slice() {
        [one] => one.clone(),
        several => panic!("{} orders are called {external_id}", several.len()),
    }
}

/// Every order of a platform's id, whatever its connection.
pub async fn orders_of(services: &Services, external_id: &str) -> Vec<orders::Model> {
    orders::Entity::find()
        .filter(orders::Column::ExternalId.eq(external_id))
        .order_by_asc(orders::Column::Id)
        .all(services.database.read())
        .await
        .expect("orders can be read")
}

/// An order's shipments, those still part of it, by the platform's id and
/// part.
pub async fn shipments(services: &Services, external_id: &str) -> Vec<shipment::Model> {
    let order = order(services, external_id).await;
    let mut found = shipment::of_orders(services.database.read(), &[order.id])
        .await
        .expect("shipments can be read");
    found.retain(|shipment| !shipment.removed);
    found.sort_by(|a, b| (&a.external_id, a.part).cmp(&(&b.external_id, b.part)));
    found
}

/// The messages due for an order: whose, which notice, which occasion.
pub async fn notices(services: &Services, external_id: &str) -> Vec<String> {
    let order = order(services, external_id).await;
    let shipments: Vec<(i64, String)> = shipment::of_orders(services.database.read(), &[order.id])
        .await
        .expect("shipments can be read")
        .into_iter()
        .map(|shipment| {
            (
                shipment.id,
                format!("{}/{}", shipment.external_id, shipment.part),
            )
        })
        .collect();
    let mut due: Vec<String> = outbox::Entity::find()
        .filter(outbox::Column::OrderId.eq(order.id))
        .filter(outbox::Column::Medium.is_null())
        .all(services.database.read())
        .await
        .expect("the outbox can be read")
        .into_iter()
        .map(|row| {
            let subject = shipments
                .iter()
                .find(|(id, _)| Some(*id) == row.shipment_id)
                .map_or("order", |(_, name)| name);
            format!("{subject} {} {}", row.notice, row.milestone)
        })
        .collect();
    due.sort();
    due
}

/// The dates shown for an order's shipments, in the order they were shown:
/// source, last day, reason.
pub async fn promises(services: &Services, external_id: &str) -> Vec<String> {
    let order = order(services, external_id).await;
    promise::of_orders(services.database.read(), &[order.id])
        .await
        .expect("promises can be read")
        .iter()
        .filter_map(promise::Model::promise)
        .map(|promise| {
            let reason = promise.reason.map_or("-", |reason| reason.code());
            format!("{} {} {reason}", promise.source.code(), promise.estimate.to)
        })
        .collect()
}

/// The scans stored under a number.
pub async fn scans(services: &Services, number: &str) -> Vec<scan::Model> {
    let parcels: Vec<i64> = parcel::Entity::find()
        .filter(parcel::Column::Key.eq(number))
        .all(services.database.read())
        .await
        .expect("parcels can be read")
        .into_iter()
        .map(|parcel| parcel.id)
        .collect();
    scan::Entity::find()
        .filter(scan::Column::ParcelId.is_in(parcels))
        .order_by_asc(scan::Column::Id)
        .all(services.database.read())
        .await
        .expect("scans can be read")
}

/// Every raw message.
pub async fn messages(services: &Services) -> Vec<message::Model> {
    message::Entity::find()
        .order_by_asc(message::Column::Id)
        .all(services.database.read())
        .await
        .expect("messages can be read")
}

/// How the notices of an order stand, with the reason where they were
/// dropped.
pub async fn notice_states(
    services: &Services,
    external_id: &str,
) -> Vec<(String, Option<String>)> {
    let order = order(services, external_id).await;
    outbox::of_order(services.database.read(), order.id)
        .await
        .expect("the outbox can be read")
        .into_iter()
        .filter(|row| row.medium.is_none())
        .map(|notice| (notice.state, notice.reason))
        .collect()
}
