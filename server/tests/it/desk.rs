//! What staff do: each action and each refusal, on rows of the queue, orders,
//! parcels and carriers.

mod decisions;
mod incidents;
mod queue;
mod shipments;

use crate::harness::payloads::door_order;
use crate::harness::{Door, Site, stored};
use doorstep::desk::Fault;
use doorstep::staff::{Role, Serves};
use sea_orm::{ActiveModelTrait, ActiveValue, ColumnTrait, EntityTrait, QueryFilter, QueryOrder};
use server::db::{audit, contact, entry, flag, orders, shipment, staff, staff_brand};
use server::intake::desk::Refusal;
use server::staff::Actor;

/// One of the staff who serves these brands; every brand when none is named.
pub async fn actor(site: &Site, name: &str, role: Role, brands: &[&str]) -> Actor {
    let book = site.services.book.now();
    let served: Vec<i64> = brands
        .iter()
        .map(|slug| book.brand_of_slug(slug).expect("the brand is there").id)
        .collect();
    let public_id = format!("stf_{name}");
    let transaction = site.services.database.begin().await.expect("it begins");
    let row = staff::ActiveModel {
        public_id: ActiveValue::Set(public_id.clone()),
        email: ActiveValue::Set(format!("{name}@shop.example")),
        name: ActiveValue::Set(name.to_owned()),
        role: ActiveValue::Set(role.code().to_owned()),
        all_brands: ActiveValue::Set(brands.is_empty()),
        created_ms: ActiveValue::Set(0),
        ..Default::default()
    };
    let row = row.insert(&transaction).await.expect("they are added");
    for brand_id in &served {
        let row = staff_brand::ActiveModel {
            staff_id: ActiveValue::Set(row.id),
            brand_id: ActiveValue::Set(*brand_id),
        };
        let insert = staff_brand::Entity::insert(row).exec_without_returning(&transaction);
        insert.await.expect("they serve it");
    }
    transaction.commit().await.expect("it is kept");
    Actor {
        id: row.id,
        public_id,
        name: name.to_owned(),
        role,
        serves: if brands.is_empty() {
            Serves::All
        } else {
            Serves::Only(served)
        },
    }
}

/// A rep of the default brand, and one of another.
pub async fn ada_and_eve(site: &Site) -> (Actor, Actor) {
    site.brand("other").await;
    let ada = actor(site, "ada", Role::Rep, &["shop"]).await;
    let eve = actor(site, "eve", Role::Rep, &["other"]).await;
    (ada, eve)
}

/// An order of the default brand of which nothing has left, and who told of
/// it: it is flagged as not shipped.
pub async fn late_order(site: &Site, id: &str) -> (orders::Model, Door) {
    let door = site.door(&[]).await;
    site.accept(&door.post("orders", &door_order(id))).await;
    (stored::order(&site.services, id).await, door)
}

/// The newest flag of a kind that an order had.
pub async fn flag_of(site: &Site, order: &orders::Model, kind: &str) -> flag::Model {
    let flags = flag::of_order(site.services.database.read(), order.id).await;
    let found = flags.expect("flags can be read");
    let newest = found.iter().filter(|row| row.kind == kind);
    newest
        .max_by_key(|row| row.id)
        .unwrap_or_else(|| panic!("no {kind} in {found:?}"))
        .clone()
}

/// A contact of an order, as a shopper opens one.
pub async fn open_contact(site: &Site, order: &orders::Model, name: &str) -> contact::Model {
    let transaction = site.services.database.begin().await.expect("it begins");
    let row = contact::ActiveModel {
        public_id: ActiveValue::Set(format!("cnt_{name}")),
        reference: ActiveValue::Set(name.to_owned()),
        brand_id: ActiveValue::Set(order.brand_id),
        order_id: ActiveValue::Set(order.id),
        topic: ActiveValue::Set("where_is_it".to_owned()),
        channel: ActiveValue::Set("page".to_owned()),
        cause: ActiveValue::Set("not_shipped".to_owned()),
        opened_ms: ActiveValue::Set(0),
        due_ms: ActiveValue::Set(0),
        version: ActiveValue::Set(0),
        ..Default::default()
    };
    let row = row.insert(&transaction).await.expect("it is opened");
    transaction.commit().await.expect("it is kept");
    row
}

/// The parcel of an order that a page shows, by its place.
pub async fn parcel(site: &Site, external_id: &str, at: usize) -> shipment::Model {
    let found = stored::shipments(&site.services, external_id).await;
    found.get(at).expect("it is there").clone()
}

pub async fn revision(site: &Site, order: &orders::Model) -> i64 {
    let read = site.services.database.read();
    let found = orders::revision_of_order(read, order.id).await;
    found.expect("it can be read").expect("it is there")
}

/// What staff did, of the audit trail in short: who, what, to what.
pub async fn trail(site: &Site) -> Vec<String> {
    let rows = audit::Entity::find()
        .filter(audit::Column::StaffId.is_not_null())
        .order_by_asc(audit::Column::Id)
        .all(site.services.database.read())
        .await
        .expect("the trail can be read");
    rows.iter()
        .map(|row| {
            let subject = row.subject.as_deref().unwrap_or("-");
            format!("{} {} {}", row.actor, row.action, kind_of(subject))
        })
        .collect()
}

/// Ids are random: what they are of is enough.
fn kind_of(id: &str) -> &str {
    id.split('_').next().unwrap_or(id)
}

/// An order's history: kind and body.
pub async fn history(site: &Site, order: &orders::Model) -> Vec<(String, String)> {
    let rows = entry::Entity::find()
        .filter(entry::Column::OrderId.eq(order.id))
        .order_by_asc(entry::Column::Id)
        .all(site.services.database.read())
        .await
        .expect("the history can be read");
    rows.into_iter().map(|row| (row.kind, row.body)).collect()
}

/// How much staff did: a refusal adds nothing.
pub async fn trail_length(site: &Site) -> usize {
    trail(site).await.len()
}

#[track_caller]
pub fn is_not_there<T: std::fmt::Debug>(outcome: Result<T, Refusal>) {
    assert!(matches!(outcome, Err(Refusal::NotThere)), "{outcome:?}");
}

#[track_caller]
pub fn has_changed<T: std::fmt::Debug>(outcome: Result<T, Refusal>) {
    let changed = matches!(outcome, Err(Refusal::ChangedMeanwhile));
    assert!(changed, "{outcome:?}");
}

#[track_caller]
pub fn is_wrong<T: std::fmt::Debug>(outcome: Result<T, Refusal>, fault: Fault) {
    match outcome {
        Err(Refusal::Wrong(found)) => assert_eq!(found, fault),
        other => panic!("{fault:?} was expected: {other:?}"),
    }
}
