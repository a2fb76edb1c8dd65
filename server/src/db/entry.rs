//! What was written about an order: by shoppers, by staff to them, and by staff among themselves. Personal: erased with its person.

use sea_orm::entity::prelude::*;

/// A row of `entry`.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "entry")]
pub struct Model {
    /// Row id; never leaves the server.
    #[sea_orm(primary_key)]
    pub id: i64,
    /// The order's brand.
    pub brand_id: i64,
    /// The order.
    pub order_id: i64,
    /// The contact; none for a note about the order itself.
    pub contact_id: Option<i64>,
    /// `shopper`, `reply`, `note`, or `event` for what staff did.
    pub kind: String,
    /// Who of the staff wrote it.
    pub staff_id: Option<i64>,
    /// The words, as they were written.
    pub body: String,
    /// When.
    pub created_ms: i64,
    /// The row of the outbox a reply goes out by.
    pub outbox_id: Option<i64>,
}

/// Relations are spelled out in queries.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
