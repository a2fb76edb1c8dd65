//! The staff: who may sign in, and as what.

use sea_orm::entity::prelude::*;

/// A row of `staff`.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "staff")]
pub struct Model {
    /// Row id; never leaves the server.
    #[sea_orm(primary_key)]
    pub id: i64,
    /// The id everyone else names them by (`stf_...`).
    pub public_id: String,
    /// Their e-mail address as [`doorstep::lookup::same_email`] spells it; unique.
    pub email: String,
    /// What colleagues and the trail call them.
    pub name: String,
    /// [`doorstep::staff::Role`] as its code.
    pub role: String,
    /// Whether they serve every brand there is and will be.
    pub all_brands: bool,
    /// The password's argon2id hash; null until one is chosen.
    pub password: Option<String>,
    /// The seed of their second factor, base32.
    pub totp_seed: Option<String>,
    /// When they proved that they have it; null before.
    pub totp_confirmed_ms: Option<i64>,
    /// The newest time step a code was taken for: none is taken twice.
    pub totp_step: Option<i64>,
    /// When the account was made.
    pub created_ms: i64,
    /// When it was closed; null while it is open.
    pub disabled_ms: Option<i64>,
}

/// Relations are spelled out in queries.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
