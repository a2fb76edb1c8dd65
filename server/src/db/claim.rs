//! Claims: demands on carriers.

use sea_orm::entity::prelude::*;

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
    /// `lost`, `damaged` or `not_received`.
    pub kind: String,
    /// The carrier's code.
    pub carrier: String,
    /// `open`, `filed`, `paid`, `refused` or `withdrawn`.
    pub state: String,
    /// What the carrier wants to see, as a JSON list with what is at hand.
    pub evidence: String,
    /// The last day the carrier takes it (ISO date).
    pub deadline: Option<String>,
    /// What is demanded, in minor units.
    pub amount_minor: Option<i64>,
    /// ISO 4217.
    pub currency: Option<String>,
    /// When it was opened.
    pub opened_ms: i64,
    /// Who opened it.
    pub opened_by: i64,
    /// When the carrier was told.
    pub filed_ms: Option<i64>,
    /// When the carrier decided.
    pub decided_ms: Option<i64>,
    /// Counts its changes: who changes it names the one they saw.
    pub version: i64,
}

/// Relations are spelled out in queries.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
