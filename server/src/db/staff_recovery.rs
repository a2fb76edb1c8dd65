//! Recovery codes of a second factor, each good for one sign-in.

use sea_orm::entity::prelude::*;

/// A row of `staff_recovery`.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "staff_recovery")]
pub struct Model {
    /// Row id; never leaves the server.
    #[sea_orm(primary_key)]
    pub id: i64,
    /// Whose.
    pub staff_id: i64,
    /// SHA-256 of the code.
    pub hash: Vec<u8>,
    /// When it was used.
    pub used_ms: Option<i64>,
}

/// Relations are spelled out in queries.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
