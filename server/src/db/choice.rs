//! What buyers choose to hear of an order: which kinds by which way. An order
//! without a row has the usual choice.

use super::{ROWS_A_STATEMENT, to_ms};
use crate::error::Error;
use chrono::{DateTime, Utc};
use doorstep::choice::{Kind, Kinds, joined, split};
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::OnConflict;
use sea_orm::{ActiveValue, QueryTrait};

/// A row of `choice`.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "choice")]
pub struct Model {
    /// The order.
    #[sea_orm(primary_key, auto_increment = false)]
    pub order_id: i64,
    /// The order's brand.
    pub brand_id: i64,
    /// Codes of [`Kind`] sent by e-mail.
    pub email_kinds: String,
    /// Codes of [`Kind`] sent by text message.
    pub sms_kinds: String,
    /// When it was chosen.
    pub changed_ms: i64,
}

/// Relations are spelled out in queries.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

/// What was chosen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chosen {
    /// Kinds by e-mail.
    pub email: Kinds,
    /// Kinds by text message, once a number is confirmed.
    pub sms: Kinds,
}

/// All by e-mail; by text message what cannot wait, once there is a number.
impl Default for Chosen {
    fn default() -> Self {
        Self {
            email: Kinds::from(Kind::ALL),
            sms: Kinds::from([Kind::Arrival, Kind::Trouble]),
        }
    }
}

/// What was chosen for an order.
///
/// # Errors
/// When the database refuses.
pub async fn of_order(database: &impl ConnectionTrait, order_id: i64) -> Result<Chosen, Error> {
    let found = Entity::find_by_id(order_id).all(database).await?.pop();
    Ok(found.map_or_else(Chosen::default, |row| Chosen {
        email: split(&row.email_kinds),
        sms: split(&row.sms_kinds),
    }))
}

/// Keeps what was chosen for an order.
///
/// # Errors
/// When the database refuses.
pub async fn save_of_order(
    database: &impl ConnectionTrait,
    brand_id: i64,
    order_id: i64,
    chosen: &Chosen,
    now: DateTime<Utc>,
) -> Result<(), Error> {
    let row = ActiveModel {
        order_id: ActiveValue::Set(order_id),
        brand_id: ActiveValue::Set(brand_id),
        email_kinds: ActiveValue::Set(joined(&chosen.email)),
        sms_kinds: ActiveValue::Set(joined(&chosen.sms)),
        changed_ms: ActiveValue::Set(to_ms(now)),
    };
    let columns = [Column::EmailKinds, Column::SmsKinds, Column::ChangedMs];
    let insert = Entity::insert_many([row])
        .on_conflict(
            OnConflict::column(Column::OrderId)
                .update_columns(columns)
                .to_owned(),
        )
        .into_query();
    database.execute(&insert).await?;
    Ok(())
}

/// Erases what was chosen for these orders; how many had chosen.
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
