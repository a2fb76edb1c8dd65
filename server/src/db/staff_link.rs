//! One-time links for staff: to set the site up, to take up an invitation, to choose a new password.

use sea_orm::entity::prelude::*;

/// A row of `staff_link`.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "staff_link")]
pub struct Model {
    /// Row id; never leaves the server.
    #[sea_orm(primary_key)]
    pub id: i64,
    /// SHA-256 of the link's secret.
    pub hash: Vec<u8>,
    /// `setup`, `invitation` or `reset`.
    pub purpose: String,
    /// Whose; none for the site's first.
    pub staff_id: Option<i64>,
    /// When it was made.
    pub created_ms: i64,
    /// When it stops working.
    pub expires_ms: i64,
    /// When it was used: it works once.
    pub used_ms: Option<i64>,
}

/// Relations are spelled out in queries.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
