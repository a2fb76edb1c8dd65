//! What staff reach by public ids, within the brands they serve, and what they
//! change of a contact.

use super::{contact, orders, seen, shipment, staff, staff_brand};
use crate::error::Error;
use doorstep::staff::Serves;
use sea_orm::Condition;
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::Query;

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
    let columns = (orders::Column::BrandId, orders::Column::PublicId);
    seen::row_of_served::<orders::Entity>(database, columns, serves, public_id).await
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
    let columns = (shipment::Column::BrandId, shipment::Column::PublicId);
    let found =
        seen::row_of_served::<shipment::Entity>(database, columns, serves, public_id).await?;
    Ok(found.filter(|row| !row.removed))
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
    let columns = (contact::Column::BrandId, contact::Column::PublicId);
    seen::row_of_served::<contact::Entity>(database, columns, serves, public_id).await
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
    let update = contact::Entity::update_many()
        .col_expr(Column::OwnerId, Expr::value(row.owner_id))
        .col_expr(Column::SnoozedUntilMs, Expr::value(row.snoozed_until_ms))
        .col_expr(Column::ClosedMs, Expr::value(row.closed_ms))
        .col_expr(Column::ClosedBy, Expr::value(row.closed_by))
        .col_expr(Column::ClosedWhy, Expr::value(row.closed_why.clone()))
        .filter(Column::Id.eq(row.id));
    seen::change(database, update, (Column::Version, seen)).await
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
