//! Reply templates as a brand has changed them; the rest are ours.

use sea_orm::entity::prelude::*;

/// A row of `template`.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "template")]
pub struct Model {
    /// Row id; never leaves the server.
    #[sea_orm(primary_key)]
    pub id: i64,
    /// The brand.
    pub brand_id: i64,
    /// Which template.
    pub key: String,
    /// The mail's subject.
    pub subject: String,
    /// The mail's text.
    pub body: String,
    /// Who changed it last.
    pub staff_id: i64,
    /// When.
    pub changed_ms: i64,
    /// Counts its changes.
    pub version: i64,
}

/// Relations are spelled out in queries.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
