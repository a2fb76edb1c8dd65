//! Contacts: questions and reports of shoppers. What they wrote stands in [`super::entry`].

use sea_orm::entity::prelude::*;

/// A row of `contact`.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "contact")]
pub struct Model {
    /// Row id; never leaves the server.
    #[sea_orm(primary_key)]
    pub id: i64,
    /// The id everyone else names it by (`cnt_...`).
    pub public_id: String,
    /// What a person reads out on the phone ("K7P2-9QXM").
    pub reference: String,
    /// The order's brand.
    pub brand_id: i64,
    /// The order.
    pub order_id: i64,
    /// The parcel it is about, where that was said.
    pub shipment_id: Option<i64>,
    /// [`doorstep::contact::Topic`] as its code.
    pub topic: String,
    /// [`doorstep::contact::Channel`] as its code.
    pub channel: String,
    /// Why people ask: the worst open flag of the order when it came, else its status, as a code.
    pub cause: String,
    /// When it came.
    pub opened_ms: i64,
    /// By when it should be answered.
    pub due_ms: i64,
    /// When it was first answered.
    pub answered_ms: Option<i64>,
    /// When it was resolved; null while it is open.
    pub closed_ms: Option<i64>,
    /// Who resolved it.
    pub closed_by: Option<i64>,
    /// Why, in the words of staff.
    pub closed_why: Option<String>,
    /// Which of the staff deals with it.
    pub owner_id: Option<i64>,
    /// Until when it is out of sight.
    pub snoozed_until_ms: Option<i64>,
    /// Counts its changes: who changes it names the one they saw.
    pub version: i64,
    /// What makes a repeated request the same one, with its sender before it.
    pub idempotency_key: Option<String>,
}

/// Relations are spelled out in queries.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
