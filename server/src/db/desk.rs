//! What staff reach by public ids, within the brands they serve, and what they
//! change of a contact.

use super::{contact, orders, shipment, staff, staff_brand};
use crate::error::Error;
use doorstep::staff::Serves;
use sea_orm::Condition;
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::{ExprTrait, Query};

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
