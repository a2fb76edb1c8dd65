//! What was written about an order: by shoppers, by staff to them, and by staff among themselves. Personal: erased with its person.

use super::{ROWS_A_STATEMENT, to_ms, without_nul};
use crate::error::Error;
use chrono::{DateTime, Utc};
use doorstep::contact::EntryKind;
use sea_orm::entity::prelude::*;
use sea_orm::{ActiveValue, QueryOrder};

/// A row of `entry`.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "entry")]
pub struct Model {
    /// Row id; never leaves the server.
    #[sea_orm(primary_key)]
    pub id: i64,
    /// The order's brand.
    pub brand_id: i64,
    /// The order.
    pub order_id: i64,
    /// The contact; none for a note about the order itself.
    pub contact_id: Option<i64>,
    /// [`EntryKind`] as its code.
    pub kind: String,
    /// Who of the staff wrote it.
    pub staff_id: Option<i64>,
    /// The words, as they were written.
    pub body: String,
    /// When.
    pub created_ms: i64,
    /// The row of the outbox a reply goes out by.
    pub outbox_id: Option<i64>,
}

/// Relations are spelled out in queries.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

/// Something that was written.
#[derive(Clone, Copy, Debug)]
pub struct NewEntry<'a> {
    /// The order's brand.
    pub brand_id: i64,
    /// The order.
    pub order_id: i64,
    /// The contact; none for a note about the order itself.
    pub contact_id: Option<i64>,
    /// Who wrote it, and to whom.
    pub kind: EntryKind,
    /// Who of the staff.
    pub staff_id: Option<i64>,
    /// The words.
    pub body: &'a str,
    /// The row of the outbox a reply goes out by.
    pub outbox_id: Option<i64>,
}

/// Keeps what was written; its row id.
///
/// # Errors
/// When the database refuses.
pub async fn add(
    database: &impl ConnectionTrait,
    new: &NewEntry<'_>,
    now: DateTime<Utc>,
) -> Result<i64, Error> {
    let row = ActiveModel {
        id: ActiveValue::NotSet,
        brand_id: ActiveValue::Set(new.brand_id),
        order_id: ActiveValue::Set(new.order_id),
        contact_id: ActiveValue::Set(new.contact_id),
        kind: ActiveValue::Set(new.kind.code().to_owned()),
        staff_id: ActiveValue::Set(new.staff_id),
        body: ActiveValue::Set(without_nul(new.body)),
        created_ms: ActiveValue::Set(to_ms(now)),
        outbox_id: ActiveValue::Set(new.outbox_id),
    };
    Ok(row.insert(database).await?.id)
}

/// All that was written about an order, oldest first.
///
/// # Errors
/// When the database refuses.
pub async fn of_order(database: &impl ConnectionTrait, order_id: i64) -> Result<Vec<Model>, Error> {
    Ok(Entity::find()
        .filter(Column::OrderId.eq(order_id))
        .order_by_asc(Column::Id)
        .all(database)
        .await?)
}

/// What the shopper wrote about a contact of an order, oldest first.
///
/// # Errors
/// When the database refuses.
pub async fn of_shopper_of_order(
    database: &impl ConnectionTrait,
    order_id: i64,
    contact_id: i64,
) -> Result<Vec<Model>, Error> {
    Ok(Entity::find()
        .filter(Column::OrderId.eq(order_id))
        .filter(Column::ContactId.eq(contact_id))
        .filter(Column::Kind.eq(EntryKind::Shopper.code()))
        .order_by_asc(Column::Id)
        .all(database)
        .await?)
}

/// Erases what was written about these orders; says how much.
///
/// # Errors
/// When the database refuses.
pub async fn erase_of_orders(
    database: &impl ConnectionTrait,
    order_ids: &[i64],
) -> Result<u64, Error> {
    let mut erased = 0;
    for chunk in order_ids.chunks(ROWS_A_STATEMENT) {
        let of_these = Column::OrderId.is_in(chunk.iter().copied());
        let gone = Entity::delete_many().filter(of_these).exec(database);
        erased += gone.await?.rows_affected;
    }
    Ok(erased)
}
