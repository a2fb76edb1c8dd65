//! What a reply asks of the contact it answers, and changes of it.

use super::entry::{self, NewEntry};
use super::{ROWS_A_STATEMENT, contact, from_ms, orders, to_ms, without_nul};
use crate::error::Error;
use chrono::{DateTime, Utc};
use doorstep::contact::EntryKind;
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::{ExprTrait, Func};
use sea_orm::{QueryOrder, QuerySelect};

/// Orders by row id: whoever asks has found them through something of their
/// brand.
///
/// # Errors
/// When the database refuses.
pub async fn orders_by_id(
    database: &impl ConnectionTrait,
    ids: &[i64],
) -> Result<Vec<orders::Model>, Error> {
    let mut found = Vec::new();
    for chunk in ids.chunks(ROWS_A_STATEMENT) {
        let of_these = orders::Column::Id.is_in(chunk.iter().copied());
        found.extend(
            orders::Entity::find()
                .filter(of_these)
                .all(database)
                .await?,
        );
    }
    Ok(found)
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

/// When somebody of the staff last wrote these very words about an order and
/// contact: a button that was pressed twice.
///
/// # Errors
/// When the database refuses.
pub async fn last_same_of_order(
    database: &impl ConnectionTrait,
    new: &NewEntry<'_>,
) -> Result<Option<DateTime<Utc>>, Error> {
    let mut find = entry::Entity::find()
        .select_only()
        .column(entry::Column::CreatedMs)
        .filter(entry::Column::OrderId.eq(new.order_id))
        .filter(entry::Column::Kind.eq(EntryKind::Reply.code()))
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
