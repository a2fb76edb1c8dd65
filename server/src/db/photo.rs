//! Photos that shoppers sent, drawn anew by us: nothing but the picture is left of the file. Personal.

use sea_orm::entity::prelude::*;

/// A row of `photo`.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "photo")]
pub struct Model {
    /// Row id; never leaves the server.
    #[sea_orm(primary_key)]
    pub id: i64,
    /// The id everyone else names it by (`pho_...`).
    pub public_id: String,
    /// The order's brand.
    pub brand_id: i64,
    /// The order.
    pub order_id: i64,
    /// The contact it came with.
    pub contact_id: i64,
    /// The picture.
    pub jpeg: Vec<u8>,
    /// In pixels.
    pub width: i64,
    /// In pixels.
    pub height: i64,
    /// When it came.
    pub created_ms: i64,
}

/// Relations are spelled out in queries.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
