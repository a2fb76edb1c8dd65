//! What staff reach by public ids, within the brands they serve; and what is
//! written of a contact and of an order's history when they act.

use super::{
    contact, entry, json, order_state, orders, shipment, staff, staff_brand, state, to_ms,
};
use crate::error::Error;
use chrono::{DateTime, Utc};
use doorstep::desk::Event;
use doorstep::staff::Serves;
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::{ExprTrait, Query};
use sea_orm::{ActiveValue, Condition};

/// Those rows whose brand somebody serves.
pub(super) fn served(brand_id: impl ColumnTrait, serves: &Serves) -> Condition {
    match serves {
        Serves::All => Condition::all(),
        Serves::Only(brands) => Condition::all().add(brand_id.is_in(brands.iter().copied())),
    }
}

/// An order of the brands somebody serves by its public id.
///
/// # Errors
/// When the database refuses.
pub async fn order_of_served(
    database: &impl ConnectionTrait,
    serves: &Serves,
    public_id: &str,
) -> Result<Option<orders::Model>, Error> {
    Ok(orders::Entity::find()
        .filter(served(orders::Column::BrandId, serves))
        .filter(orders::Column::PublicId.eq(public_id))
        .one(database)
        .await?)
}

/// A shipment of the brands somebody serves by its public id, as long as it is
/// part of its order.
///
/// # Errors
/// When the database refuses.
pub async fn shipment_of_served(
    database: &impl ConnectionTrait,
    serves: &Serves,
    public_id: &str,
) -> Result<Option<shipment::Model>, Error> {
    Ok(shipment::Entity::find()
        .filter(served(shipment::Column::BrandId, serves))
        .filter(shipment::Column::PublicId.eq(public_id))
        .filter(shipment::Column::Removed.eq(false))
        .one(database)
        .await?)
}

/// The order that a shipment belongs to.
///
/// # Errors
/// When the database refuses.
pub async fn order_of_shipment(
    database: &impl ConnectionTrait,
    shipment: &shipment::Model,
) -> Result<Option<orders::Model>, Error> {
    Ok(orders::Entity::find_by_id(shipment.order_id)
        .one(database)
        .await?)
}

/// A contact of the brands somebody serves by its public id.
///
/// # Errors
/// When the database refuses.
pub async fn contact_of_served(
    database: &impl ConnectionTrait,
    serves: &Serves,
    public_id: &str,
) -> Result<Option<contact::Model>, Error> {
    Ok(contact::Entity::find()
        .filter(served(contact::Column::BrandId, serves))
        .filter(contact::Column::PublicId.eq(public_id))
        .one(database)
        .await?)
}

/// Writes what staff change of a contact, unless somebody did since this
/// version; says whether it did.
///
/// # Errors
/// When the database refuses.
pub async fn change_contact(
    database: &impl ConnectionTrait,
    row: &contact::Model,
    seen: i64,
) -> Result<bool, Error> {
    use contact::Column;
    let done = contact::Entity::update_many()
        .col_expr(Column::OwnerId, Expr::value(row.owner_id))
        .col_expr(Column::SnoozedUntilMs, Expr::value(row.snoozed_until_ms))
        .col_expr(Column::ClosedMs, Expr::value(row.closed_ms))
        .col_expr(Column::ClosedBy, Expr::value(row.closed_by))
        .col_expr(Column::ClosedWhy, Expr::value(row.closed_why.clone()))
        .col_expr(Column::Version, Expr::col(Column::Version).add(1))
        .filter(Column::Id.eq(row.id))
        .filter(Column::Version.eq(seen))
        .exec(database)
        .await?;
    Ok(done.rows_affected == 1)
}

/// A colleague who serves a brand and whose account is open.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Colleague {
    /// Row id.
    pub id: i64,
    /// What others call them.
    pub name: String,
}

/// Somebody of the staff by their public id, where they serve a brand.
///
/// # Errors
/// When the database refuses.
pub async fn colleague_of_brand(
    database: &impl ConnectionTrait,
    brand_id: i64,
    public_id: &str,
) -> Result<Option<Colleague>, Error> {
    let of_brand = Query::select()
        .column(staff_brand::Column::StaffId)
        .from(staff_brand::Entity)
        .and_where(staff_brand::Column::BrandId.eq(brand_id))
        .take();
    let serves = Condition::any()
        .add(staff::Column::AllBrands.eq(true))
        .add(staff::Column::Id.in_subquery(of_brand));
    let found = staff::Entity::find()
        .filter(staff::Column::PublicId.eq(public_id))
        .filter(staff::Column::DisabledMs.is_null())
        .filter(serves)
        .one(database)
        .await?;
    Ok(found.map(|row| Colleague {
        id: row.id,
        name: row.name,
    }))
}

/// What stands in an order's history.
#[derive(Clone, Copy, Debug)]
pub enum Written<'a> {
    /// What staff wrote for each other.
    Note(&'a str),
    /// What they did.
    Event(&'a Event),
}

/// A line of an order's history.
#[derive(Clone, Copy, Debug)]
pub struct NewEntry<'a> {
    /// The order's brand.
    pub brand_id: i64,
    /// The order.
    pub order_id: i64,
    /// The contact it is about.
    pub contact_id: Option<i64>,
    /// Who of the staff wrote or did it.
    pub staff_id: i64,
    /// What.
    pub written: Written<'a>,
}

/// Adds a line to an order's history.
///
/// # Errors
/// When the database refuses.
pub async fn add_entry(
    database: &impl ConnectionTrait,
    new: &NewEntry<'_>,
    now: DateTime<Utc>,
) -> Result<(), Error> {
    let (kind, body) = match new.written {
        Written::Note(words) => ("note", super::without_nul(words)),
        Written::Event(event) => ("event", json(event)?),
    };
    let row = entry::ActiveModel {
        id: ActiveValue::NotSet,
        brand_id: ActiveValue::Set(new.brand_id),
        order_id: ActiveValue::Set(new.order_id),
        contact_id: ActiveValue::Set(new.contact_id),
        kind: ActiveValue::Set(kind.to_owned()),
        staff_id: ActiveValue::Set(Some(new.staff_id)),
        body: ActiveValue::Set(body),
        created_ms: ActiveValue::Set(to_ms(now)),
        outbox_id: ActiveValue::Set(None),
    };
    entry::Entity::insert(row)
        .exec_without_returning(database)
        .await?;
    Ok(())
}

/// Has an order and all of its shipments looked at again at a moment; says
/// which shipments that are.
///
/// # Errors
/// When the database refuses.
pub async fn look_again_at_order(
    database: &impl ConnectionTrait,
    order_id: i64,
    at: DateTime<Utc>,
) -> Result<Vec<i64>, Error> {
    let shipments = shipment::of_orders(database, &[order_id]).await?;
    let ids: Vec<i64> = shipments.iter().map(|shipment| shipment.id).collect();
    state::Entity::update_many()
        .col_expr(state::Column::NextCheckMs, Expr::value(to_ms(at)))
        .filter(state::Column::ShipmentId.is_in(ids.iter().copied()))
        .exec(database)
        .await?;
    order_state::Entity::update_many()
        .col_expr(order_state::Column::NextCheckMs, Expr::value(to_ms(at)))
        .filter(order_state::Column::OrderId.eq(order_id))
        .exec(database)
        .await?;
    Ok(ids)
}
