//! Corrected addresses and instructions, and who still has to be told. Personal: erased with its person.

use super::{ROWS_A_STATEMENT, seen, to_ms};
use crate::error::Error;
use chrono::{DateTime, Utc};
use doorstep::correction::{CorrectionKind, Party};
use doorstep::staff::Serves;
use sea_orm::entity::prelude::*;
use sea_orm::{ActiveValue, QueryOrder};

/// A row of `correction`.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "correction")]
pub struct Model {
    /// Row id; never leaves the server.
    #[sea_orm(primary_key)]
    pub id: i64,
    /// The id everyone else names it by (`cor_...`).
    pub public_id: String,
    /// The order's brand.
    pub brand_id: i64,
    /// The order.
    pub order_id: i64,
    /// [`CorrectionKind`] as its code.
    pub kind: String,
    /// The new address, or what the driver should know; empty once its person
    /// is forgotten.
    pub body: String,
    /// Who wrote it down.
    pub staff_id: i64,
    /// When.
    pub created_ms: i64,
    /// Whether the shop has to be told.
    pub shop_must_know: bool,
    /// When it was.
    pub shop_told_ms: Option<i64>,
    /// Whether the carrier has to be told.
    pub carrier_must_know: bool,
    /// When it was.
    pub carrier_told_ms: Option<i64>,
}

/// Relations are spelled out in queries.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

impl Model {
    /// What was corrected; `None` for a row that cannot be read (never written
    /// by us).
    #[must_use]
    pub fn correction_kind(&self) -> Option<CorrectionKind> {
        CorrectionKind::from_code(&self.kind)
    }

    /// Who still has to be told.
    #[must_use]
    pub fn untold(&self) -> Vec<Party> {
        let waits = |party: &Party| match party {
            Party::Shop => self.shop_must_know && self.shop_told_ms.is_none(),
            Party::Carrier => self.carrier_must_know && self.carrier_told_ms.is_none(),
        };
        Party::ALL.into_iter().filter(waits).collect()
    }
}

/// A correction to be written down.
#[derive(Clone, Copy, Debug)]
pub struct NewCorrection<'a> {
    /// Its id.
    pub public_id: &'a str,
    /// The order's brand.
    pub brand_id: i64,
    /// The order.
    pub order_id: i64,
    /// What is corrected.
    pub kind: CorrectionKind,
    /// The new address, or what the driver should know.
    pub body: &'a str,
    /// Who writes it down.
    pub staff_id: i64,
    /// Who has to be told.
    pub must_know: &'a [Party],
}

/// Writes a correction down.
///
/// # Errors
/// When the database refuses.
pub async fn add(
    database: &impl ConnectionTrait,
    new: &NewCorrection<'_>,
    now: DateTime<Utc>,
) -> Result<(), Error> {
    let row = ActiveModel {
        id: ActiveValue::NotSet,
        public_id: ActiveValue::Set(new.public_id.to_owned()),
        brand_id: ActiveValue::Set(new.brand_id),
        order_id: ActiveValue::Set(new.order_id),
        kind: ActiveValue::Set(new.kind.code().to_owned()),
        body: ActiveValue::Set(super::without_nul(new.body)),
        staff_id: ActiveValue::Set(new.staff_id),
        created_ms: ActiveValue::Set(to_ms(now)),
        shop_must_know: ActiveValue::Set(new.must_know.contains(&Party::Shop)),
        shop_told_ms: ActiveValue::Set(None),
        carrier_must_know: ActiveValue::Set(new.must_know.contains(&Party::Carrier)),
        carrier_told_ms: ActiveValue::Set(None),
    };
    Entity::insert(row).exec_without_returning(database).await?;
    Ok(())
}

/// Every correction of an order, the newest first: that of a kind holds.
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

/// A correction of the brands somebody serves by its public id.
///
/// # Errors
/// When the database refuses.
pub async fn of_served_by_public_id(
    database: &impl ConnectionTrait,
    serves: &Serves,
    public_id: &str,
) -> Result<Option<Model>, Error> {
    let columns = (Column::BrandId, Column::PublicId);
    seen::row_of_served::<Entity>(database, columns, serves, public_id).await
}

/// Notes that somebody was told who had to be and had not been; says whether
/// that was so.
///
/// # Errors
/// When the database refuses.
pub async fn tell(
    database: &impl ConnectionTrait,
    id: i64,
    party: Party,
    now: DateTime<Utc>,
) -> Result<bool, Error> {
    let (must_know, told) = match party {
        Party::Shop => (Column::ShopMustKnow, Column::ShopToldMs),
        Party::Carrier => (Column::CarrierMustKnow, Column::CarrierToldMs),
    };
    let update = Entity::update_many()
        .col_expr(told, Expr::value(to_ms(now)))
        .filter(Column::Id.eq(id))
        .filter(must_know.eq(true))
        .filter(told.is_null());
    seen::one(database, update).await
}

/// Takes the words from the corrections of these orders; says from how many.
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
            .col_expr(Column::Body, Expr::value(""))
            .filter(Column::OrderId.is_in(chunk.iter().copied()))
            .filter(Column::Body.ne(""));
        erased += blank.exec(database).await?.rows_affected;
    }
    Ok(erased)
}
