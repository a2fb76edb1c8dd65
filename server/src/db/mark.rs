//! Marks by hand: what staff know of a parcel, beside the carrier's truth and never over it.

use sea_orm::entity::prelude::*;

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
    /// The parcel.
    pub shipment_id: i64,
    /// [`doorstep::scan::Status`] as its code.
    pub status: String,
    /// How they know.
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
