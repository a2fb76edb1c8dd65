//! Marks by hand: what staff know of a parcel, beside the carrier's truth and never over it.

use super::{ROWS_A_STATEMENT, seen, to_ms};
use crate::error::Error;
use chrono::{DateTime, Utc};
use doorstep::mark::Marked;
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::{ExprTrait, OnConflict};
use sea_orm::{ActiveValue, QueryOrder, QueryTrait};

/// A row of `mark`.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "mark")]
pub struct Model {
    /// Row id; never leaves the server.
    #[sea_orm(primary_key)]
    pub id: i64,
    /// The order's brand.
    pub brand_id: i64,
    /// The order.
    pub order_id: i64,
    /// The parcel; of those that are not withdrawn it has one at most.
    pub shipment_id: i64,
    /// [`Marked`] as its code.
    pub status: String,
    /// How they know, in their words.
    pub why: String,
    /// Who says so.
    pub staff_id: i64,
    /// When.
    pub created_ms: i64,
    /// When it was taken back.
    pub withdrawn_ms: Option<i64>,
}

/// Relations are spelled out in queries.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

impl Model {
    /// What it says; `None` for a row that cannot be read (never written by
    /// us).
    #[must_use]
    pub fn marked(&self) -> Option<Marked> {
        Marked::from_code(&self.status)
    }
}

/// A mark to be made.
#[derive(Clone, Copy, Debug)]
pub struct NewMark<'a> {
    /// The order's brand.
    pub brand_id: i64,
    /// The order.
    pub order_id: i64,
    /// The parcel.
    pub shipment_id: i64,
    /// What it is.
    pub marked: Marked,
    /// How they know.
    pub why: &'a str,
    /// Who says so.
    pub staff_id: i64,
}

/// Marks a parcel, unless it is marked; says whether it did.
///
/// # Errors
/// When the database refuses.
pub async fn add(
    database: &impl ConnectionTrait,
    new: &NewMark<'_>,
    now: DateTime<Utc>,
) -> Result<bool, Error> {
    let row = ActiveModel {
        id: ActiveValue::NotSet,
        brand_id: ActiveValue::Set(new.brand_id),
        order_id: ActiveValue::Set(new.order_id),
        shipment_id: ActiveValue::Set(new.shipment_id),
        status: ActiveValue::Set(new.marked.code().to_owned()),
        why: ActiveValue::Set(super::without_nul(new.why)),
        staff_id: ActiveValue::Set(new.staff_id),
        created_ms: ActiveValue::Set(to_ms(now)),
        withdrawn_ms: ActiveValue::Set(None),
    };
    let insert = Entity::insert(row)
        .on_conflict(
            OnConflict::column(Column::ShipmentId)
                .target_and_where(Expr::col(Column::WithdrawnMs).is_null())
                .do_nothing()
                .to_owned(),
        )
        .into_query();
    Ok(database.execute(&insert).await?.rows_affected() == 1)
}

/// Takes the mark of a parcel back; says whether it had one.
///
/// # Errors
/// When the database refuses.
pub async fn withdraw_of_shipment(
    database: &impl ConnectionTrait,
    shipment_id: i64,
    now: DateTime<Utc>,
) -> Result<bool, Error> {
    let update = Entity::update_many()
        .col_expr(Column::WithdrawnMs, Expr::value(to_ms(now)))
        .filter(Column::ShipmentId.eq(shipment_id))
        .filter(Column::WithdrawnMs.is_null());
    seen::one(database, update).await
}

/// Every mark of an order, withdrawn ones among them, the newest first.
///
/// # Errors
/// When the database refuses.
pub async fn of_order(database: &impl ConnectionTrait, order_id: i64) -> Result<Vec<Model>, Error> {
    Ok(Entity::find()
        .filter(Column::OrderId.eq(order_id))
        .order_by_desc(Column::Id)
        .all(database)
        .await?)
}

/// Takes the reasons from the marks of these orders: they may name people.
/// Says from how many.
///
/// # Errors
/// When the database refuses.
pub async fn erase_words_of_orders(
    database: &impl ConnectionTrait,
    order_ids: &[i64],
) -> Result<u64, Error> {
    let mut erased = 0;
    for chunk in order_ids.chunks(ROWS_A_STATEMENT) {
        let blank = Entity::update_many()
            .col_expr(Column::Why, Expr::value(""))
            .filter(Column::OrderId.is_in(chunk.iter().copied()))
            .filter(Column::Why.ne(""));
        erased += blank.exec(database).await?.rows_affected;
    }
    Ok(erased)
}
