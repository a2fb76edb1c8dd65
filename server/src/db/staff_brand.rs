//! Which brands the staff serve who do not serve all.

use sea_orm::entity::prelude::*;

/// A row of `staff_brand`.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "staff_brand")]
pub struct Model {
    /// Who.
    #[sea_orm(primary_key, auto_increment = false)]
    pub staff_id: i64,
    /// Serves which.
    #[sea_orm(primary_key, auto_increment = false)]
    pub brand_id: i64,
}

/// Relations are spelled out in queries.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
