//! Signed-in browsers.

use sea_orm::entity::prelude::*;

/// A row of `staff_session`.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "staff_session")]
pub struct Model {
    /// Row id; never leaves the server.
    #[sea_orm(primary_key)]
    pub id: i64,
    /// SHA-256 of the cookie's secret.
    pub hash: Vec<u8>,
    /// Who is signed in.
    pub staff_id: i64,
    /// Whether the second factor, where one is due, was given too.
    pub complete: bool,
    /// When it began: it ends a fixed time after.
    pub created_ms: i64,
    /// When it was last used, to the minute: it ends when idle.
    pub seen_ms: i64,
}

/// Relations are spelled out in queries.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
