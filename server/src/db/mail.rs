//! What staff wrote to buyers, as it goes out. Personal: erased with its
//! person. No text holds the address of an order's page: it is put in when
//! the mail is sent, so that a copy of the database opens no page.

use super::{ROWS_A_STATEMENT, to_ms, without_nul};
use crate::error::Error;
use chrono::{DateTime, Utc};
use sea_orm::entity::prelude::*;
use sea_orm::{ActiveValue, QueryOrder};

/// A row of `mail`.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "mail")]
pub struct Model {
    /// Row id; never leaves the server.
    #[sea_orm(primary_key)]
    pub id: i64,
    /// The brand in whose name it goes out.
    pub brand_id: i64,
    /// The order it is about.
    pub order_id: i64,
    /// The address it goes to.
    pub recipient: String,
    /// The subject, with the reference.
    pub subject: String,
    /// The text, with [`doorstep::template::LINK`] in the place of the address
    /// of the order's page.
    pub body: String,
    /// When it was written.
    pub created_ms: i64,
}

/// Relations are spelled out in queries.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

/// A mail to be kept.
#[derive(Clone, Debug)]
pub struct NewWords<'a> {
    /// The brand.
    pub brand_id: i64,
    /// The order.
    pub order_id: i64,
    /// The address it goes to.
    pub recipient: &'a str,
    /// The subject.
    pub subject: &'a str,
    /// The text.
    pub body: &'a str,
}

/// Keeps a mail; its row id.
///
/// # Errors
/// When the database refuses.
pub async fn keep(
    database: &impl ConnectionTrait,
    new: &NewWords<'_>,
    now: DateTime<Utc>,
) -> Result<i64, Error> {
    let row = ActiveModel {
        id: ActiveValue::NotSet,
        brand_id: ActiveValue::Set(new.brand_id),
        order_id: ActiveValue::Set(new.order_id),
        recipient: ActiveValue::Set(without_nul(new.recipient)),
        subject: ActiveValue::Set(without_nul(new.subject)),
        body: ActiveValue::Set(without_nul(new.body)),
        created_ms: ActiveValue::Set(to_ms(now)),
    };
    Ok(Entity::insert(row).exec(database).await?.last_insert_id)
}

/// A mail of an order, by row id.
///
/// # Errors
/// When the database refuses.
pub async fn of_order_by_id(
    database: &impl ConnectionTrait,
    order_id: i64,
    id: i64,
) -> Result<Option<Model>, Error> {
    Ok(Entity::find_by_id(id)
        .filter(Column::OrderId.eq(order_id))
        .one(database)
        .await?)
}

/// The mails of an order, oldest first.
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

/// Erases the mails of these orders; says how many there were.
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
