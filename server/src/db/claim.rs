//! Claims: demands on carriers.

use super::{ROWS_A_STATEMENT, json, seen};
use crate::error::Error;
use doorstep::claim::{ClaimKind, ClaimState, Piece};
use doorstep::staff::Serves;
use sea_orm::entity::prelude::*;
use sea_orm::{ActiveValue, QueryOrder};

/// A row of `claim`.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "claim")]
pub struct Model {
    /// Row id; never leaves the server.
    #[sea_orm(primary_key)]
    pub id: i64,
    /// The id everyone else names it by (`clm_...`).
    pub public_id: String,
    /// The order's brand.
    pub brand_id: i64,
    /// The order.
    pub order_id: i64,
    /// The parcel.
    pub shipment_id: i64,
    /// [`ClaimKind`] as its code.
    pub kind: String,
    /// The carrier's code.
    pub carrier: String,
    /// [`ClaimState`] as its code.
    pub state: String,
    /// What the carrier wants to see: a JSON list of [`Piece`]s.
    pub evidence: String,
    /// The first day the carrier takes it (ISO date), where it makes one wait.
    pub not_before: Option<String>,
    /// The last day the carrier takes it (ISO date).
    pub deadline: String,
    /// Whether the carrier's terms say so; else it is a cautious guess, and
    /// whoever files it is told to look.
    pub deadline_known: bool,
    /// What is demanded, in minor units.
    pub amount_minor: Option<i64>,
    /// ISO 4217.
    pub currency: Option<String>,
    /// What the carrier pays, in minor units of the same currency.
    pub decided_minor: Option<i64>,
    /// When it was opened.
    pub opened_ms: i64,
    /// Who opened it.
    pub opened_by: i64,
    /// When the carrier was told.
    pub filed_ms: Option<i64>,
    /// When the carrier decided, or it was withdrawn.
    pub decided_ms: Option<i64>,
    /// Counts its changes: who changes it names the one they saw.
    pub version: i64,
}

/// Relations are spelled out in queries.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

impl Model {
    /// What it is about; `None` for a row that cannot be read (never written
    /// by us).
    #[must_use]
    pub fn claim_kind(&self) -> Option<ClaimKind> {
        ClaimKind::from_code(&self.kind)
    }

    /// How far it is.
    #[must_use]
    pub fn claim_state(&self) -> Option<ClaimState> {
        ClaimState::from_code(&self.state)
    }

    /// Its list of evidence.
    #[must_use]
    pub fn pieces(&self) -> Vec<Piece> {
        serde_json::from_str(&self.evidence).unwrap_or_default()
    }
}

/// Opens a claim, whatever row id it has.
///
/// # Errors
/// When the database refuses.
pub async fn add(database: &impl ConnectionTrait, new: &Model) -> Result<(), Error> {
    let row = ActiveModel {
        id: ActiveValue::NotSet,
        ..ActiveModel::from(new.clone())
    };
    Entity::insert(row).exec_without_returning(database).await?;
    Ok(())
}

/// Every claim of an order, the newest first.
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

/// The claims of these orders.
///
/// # Errors
/// When the database refuses.
pub async fn of_orders(
    database: &impl ConnectionTrait,
    order_ids: &[i64],
) -> Result<Vec<Model>, Error> {
    let mut found = Vec::new();
    for chunk in order_ids.chunks(ROWS_A_STATEMENT) {
        let of_these = Entity::find().filter(Column::OrderId.is_in(chunk.iter().copied()));
        found.extend(of_these.all(database).await?);
    }
    Ok(found)
}

/// The claims of these brands that wait for something, the most urgent first.
///
/// # Errors
/// When the database refuses.
pub async fn pending_of_brands(
    database: &impl ConnectionTrait,
    brand_ids: &[i64],
) -> Result<Vec<Model>, Error> {
    let pending = ClaimState::ALL
        .into_iter()
        .filter(|state| state.is_pending())
        .map(ClaimState::code);
    Ok(Entity::find()
        .filter(Column::BrandId.is_in(brand_ids.iter().copied()))
        .filter(Column::State.is_in(pending))
        .order_by_asc(Column::Deadline)
        .order_by_asc(Column::Id)
        .all(database)
        .await?)
}

/// A claim of the brands somebody serves by its public id.
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

/// Writes what of a claim can change, unless somebody changed it since this
/// version; says whether it did.
///
/// # Errors
/// When the database refuses.
pub async fn change(
    database: &impl ConnectionTrait,
    row: &Model,
    seen: i64,
) -> Result<bool, Error> {
    let update = Entity::update_many()
        .col_expr(Column::State, Expr::value(row.state.clone()))
        .col_expr(Column::Evidence, Expr::value(row.evidence.clone()))
        .col_expr(Column::AmountMinor, Expr::value(row.amount_minor))
        .col_expr(Column::Currency, Expr::value(row.currency.clone()))
        .col_expr(Column::DecidedMinor, Expr::value(row.decided_minor))
        .col_expr(Column::FiledMs, Expr::value(row.filed_ms))
        .col_expr(Column::DecidedMs, Expr::value(row.decided_ms))
        .filter(Column::Id.eq(row.id));
    seen::change(database, update, (Column::Version, seen)).await
}

/// Takes the words of staff from the evidence of these orders' claims; says
/// from how many.
///
/// # Errors
/// When the database refuses.
pub async fn erase_words_of_orders(
    database: &impl ConnectionTrait,
    order_ids: &[i64],
) -> Result<u64, Error> {
    let mut erased = 0;
    for chunk in order_ids.chunks(ROWS_A_STATEMENT) {
        let of_these = Entity::find().filter(Column::OrderId.is_in(chunk.iter().copied()));
        for row in of_these.all(database).await? {
            let mut pieces = row.pieces();
            if pieces.iter().all(|piece| piece.words.is_none()) {
                continue;
            }
            for piece in &mut pieces {
                piece.words = None;
            }
            Entity::update_many()
                .col_expr(Column::Evidence, Expr::value(json(&pieces)?))
                .filter(Column::Id.eq(row.id))
                .exec(database)
                .await?;
            erased += 1;
        }
    }
    Ok(erased)
}
