//! Incidents: trouble of a carrier's that staff declared, shown on the pages it touches.

use sea_orm::entity::prelude::*;

/// A row of `incident`.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "incident")]
pub struct Model {
    /// Row id; never leaves the server.
    #[sea_orm(primary_key)]
    pub id: i64,
    /// The id everyone else names it by (`inc_...`).
    pub public_id: String,
    /// The brand whose pages show it.
    pub brand_id: i64,
    /// The carrier's code.
    pub carrier: String,
    /// Where: ISO 3166-1 alpha-2; everywhere when null.
    pub country: Option<String>,
    /// The state or province.
    pub region: Option<String>,
    /// Its first day (ISO date).
    pub from_day: String,
    /// Its last one, where that is known.
    pub to_day: Option<String>,
    /// What shoppers read.
    pub words: String,
    /// Who declared it.
    pub staff_id: i64,
    /// When.
    pub created_ms: i64,
    /// When it was declared over.
    pub ended_ms: Option<i64>,
}

/// Relations are spelled out in queries.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
