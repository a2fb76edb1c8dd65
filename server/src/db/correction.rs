//! Corrected addresses and instructions, and who still has to be told. Personal: erased with its person.

use sea_orm::entity::prelude::*;

/// A row of `correction`.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "correction")]
pub struct Model {
    /// Row id; never leaves the server.
    #[sea_orm(primary_key)]
    pub id: i64,
    /// The order's brand.
    pub brand_id: i64,
    /// The order.
    pub order_id: i64,
    /// `address` or `instruction`.
    pub kind: String,
    /// The new address, or what the driver should know.
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
