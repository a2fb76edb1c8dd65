//! The orders that each of the staff opened last or pinned.

use sea_orm::entity::prelude::*;

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
