//! The orders that each of the staff opened last or pinned.

use super::to_ms;
use crate::error::Error;
use chrono::{DateTime, Utc};
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::OnConflict;
use sea_orm::{ActiveValue, QueryTrait};

/// A row of `staff_order`.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "staff_order")]
pub struct Model {
    /// Whose.
    #[sea_orm(primary_key, auto_increment = false)]
    pub staff_id: i64,
    /// Which.
    #[sea_orm(primary_key, auto_increment = false)]
    pub order_id: i64,
    /// The order's brand.
    pub brand_id: i64,
    /// When it was last opened.
    pub opened_ms: i64,
    /// Whether it stays on top.
    pub pinned: bool,
}

/// Relations are spelled out in queries.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

/// Whether an order stays on top of somebody's list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pin {
    /// It does.
    On,
    /// It does not.
    Off,
}

/// Notes that somebody opened an order of a brand.
///
/// # Errors
/// When the database refuses.
pub async fn opened(
    database: &impl ConnectionTrait,
    staff_id: i64,
    (brand_id, order_id): (i64, i64),
    now: DateTime<Utc>,
) -> Result<(), Error> {
    let row = of_staff(staff_id, (brand_id, order_id), now, Pin::Off);
    put(database, row, Column::OpenedMs).await
}

/// Pins an order of a brand on top of somebody's list, or takes the pin away.
///
/// # Errors
/// When the database refuses.
pub async fn pin(
    database: &impl ConnectionTrait,
    staff_id: i64,
    (brand_id, order_id): (i64, i64),
    pin: Pin,
    now: DateTime<Utc>,
) -> Result<(), Error> {
    if pin == Pin::On {
        let row = of_staff(staff_id, (brand_id, order_id), now, pin);
        return put(database, row, Column::Pinned).await;
    }
    Entity::update_many()
        .col_expr(Column::Pinned, Expr::value(false))
        .filter(Column::StaffId.eq(staff_id))
        .filter(Column::OrderId.eq(order_id))
        .exec(database)
        .await?;
    Ok(())
}

fn of_staff(
    staff_id: i64,
    (brand_id, order_id): (i64, i64),
    now: DateTime<Utc>,
    pin: Pin,
) -> ActiveModel {
    ActiveModel {
        staff_id: ActiveValue::Set(staff_id),
        order_id: ActiveValue::Set(order_id),
        brand_id: ActiveValue::Set(brand_id),
        opened_ms: ActiveValue::Set(to_ms(now)),
        pinned: ActiveValue::Set(pin == Pin::On),
    }
}

async fn put(
    database: &impl ConnectionTrait,
    row: ActiveModel,
    changed: Column,
) -> Result<(), Error> {
    let insert = Entity::insert(row)
        .on_conflict(
            OnConflict::columns([Column::StaffId, Column::OrderId])
                .update_column(changed)
                .to_owned(),
        )
        .into_query();
    database.execute(&insert).await?;
    Ok(())
}
