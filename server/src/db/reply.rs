//! What a reply changes beside its mail: the entry of what was written, and
//! the contact it answers.

use super::{contact, entry, from_ms, orders, to_ms, without_nul};
use crate::error::Error;
use chrono::{DateTime, Utc};
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::{ExprTrait, Func};
use sea_orm::{ActiveValue, QueryOrder, QuerySelect};

/// What `entry.kind` says of a reply.
pub const REPLY: &str = "reply";

/// What `entry.kind` says of a shopper's own words.
pub const SHOPPER: &str = "shopper";

/// An order of any brand by its public id: whoever asks checks the brand.
///
/// # Errors
/// When the database refuses.
pub async fn order_of_any_brand(
    database: &impl ConnectionTrait,
    public_id: &str,
) -> Result<Option<orders::Model>, Error> {
    Ok(orders::Entity::find()
        .filter(orders::Column::PublicId.eq(public_id))
        .one(database)
        .await?)
}

/// An order by row id: whoever asks has found it through something of its
/// brand.
///
/// # Errors
/// When the database refuses.
pub async fn order_by_id(
    database: &impl ConnectionTrait,
    id: i64,
) -> Result<Option<orders::Model>, Error> {
    Ok(orders::Entity::find_by_id(id).one(database).await?)
}

/// A contact of an order, by its public id.
///
/// # Errors
/// When the database refuses.
pub async fn contact_of_order(
    database: &impl ConnectionTrait,
    order_id: i64,
    public_id: &str,
) -> Result<Option<contact::Model>, Error> {
    Ok(contact::Entity::find()
        .filter(contact::Column::PublicId.eq(public_id))
        .filter(contact::Column::OrderId.eq(order_id))
        .one(database)
        .await?)
}

/// A contact of any brand by its public id: whoever asks checks the brand.
///
/// # Errors
/// When the database refuses.
pub async fn contact_of_any_brand(
    database: &impl ConnectionTrait,
    public_id: &str,
) -> Result<Option<contact::Model>, Error> {
    Ok(contact::Entity::find()
        .filter(contact::Column::PublicId.eq(public_id))
        .one(database)
        .await?)
}

/// What the shopper wrote of a contact, oldest first.
///
/// # Errors
/// When the database refuses.
pub async fn shoppers_words_of_contact(
    database: &impl ConnectionTrait,
    contact_id: i64,
) -> Result<Vec<String>, Error> {
    Ok(entry::Entity::find()
        .select_only()
        .column(entry::Column::Body)
        .filter(entry::Column::ContactId.eq(contact_id))
        .filter(entry::Column::Kind.eq(SHOPPER))
        .order_by_asc(entry::Column::Id)
        .into_tuple()
        .all(database)
        .await?)
}

/// A reply's entry, to be written.
#[derive(Clone, Debug)]
pub struct NewReply<'a> {
    /// The order.
    pub order: &'a orders::Model,
    /// The contact it answers, where it answers one.
    pub contact_id: Option<i64>,
    /// Who wrote it.
    pub staff_id: i64,
    /// The words.
    pub body: &'a str,
}

/// When somebody of the staff last wrote these very words about an order and
/// contact: a button that was pressed twice.
///
/// # Errors
/// When the database refuses.
pub async fn last_same_of_order(
    database: &impl ConnectionTrait,
    new: &NewReply<'_>,
) -> Result<Option<DateTime<Utc>>, Error> {
    let mut find = entry::Entity::find()
        .select_only()
        .column(entry::Column::CreatedMs)
        .filter(entry::Column::OrderId.eq(new.order.id))
        .filter(entry::Column::Kind.eq(REPLY))
        .filter(entry::Column::StaffId.eq(new.staff_id))
        .filter(entry::Column::Body.eq(without_nul(new.body)));
    find = match new.contact_id {
        Some(contact) => find.filter(entry::Column::ContactId.eq(contact)),
        None => find.filter(entry::Column::ContactId.is_null()),
    };
    let last: Option<i64> = find
        .order_by_desc(entry::Column::Id)
        .limit(1)
        .into_tuple()
        .one(database)
        .await?;
    Ok(last.map(from_ms))
}

/// Writes a reply down beside the order, with the row of the outbox it goes
/// out by.
///
/// # Errors
/// When the database refuses.
pub async fn write(
    database: &impl ConnectionTrait,
    new: &NewReply<'_>,
    outbox_id: i64,
    now: DateTime<Utc>,
) -> Result<(), Error> {
    let row = entry::ActiveModel {
        id: ActiveValue::NotSet,
        brand_id: ActiveValue::Set(new.order.brand_id),
        order_id: ActiveValue::Set(new.order.id),
        contact_id: ActiveValue::Set(new.contact_id),
        kind: ActiveValue::Set(REPLY.to_owned()),
        staff_id: ActiveValue::Set(Some(new.staff_id)),
        body: ActiveValue::Set(without_nul(new.body)),
        created_ms: ActiveValue::Set(to_ms(now)),
        outbox_id: ActiveValue::Set(Some(outbox_id)),
    };
    entry::Entity::insert(row)
        .exec_without_returning(database)
        .await?;
    Ok(())
}

/// Marks a contact as answered, unless it was before, and counts the change.
///
/// # Errors
/// When the database refuses.
pub async fn answered(
    database: &impl ConnectionTrait,
    contact_id: i64,
    now: DateTime<Utc>,
) -> Result<(), Error> {
    let first = Func::coalesce([
        Expr::col(contact::Column::AnsweredMs),
        Expr::value(to_ms(now)),
    ]);
    contact::Entity::update_many()
        .col_expr(contact::Column::AnsweredMs, first.into())
        .col_expr(
            contact::Column::Version,
            Expr::col(contact::Column::Version).add(1),
        )
        .filter(contact::Column::Id.eq(contact_id))
        .exec(database)
        .await?;
    Ok(())
}
