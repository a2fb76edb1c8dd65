//! Which brands the staff serve who do not serve all.

use crate::error::Error;
use sea_orm::entity::prelude::*;
use sea_orm::{ActiveValue, QueryOrder};
use std::collections::HashMap;

/// A row of `staff_brand`.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "staff_brand")]
pub struct Model {
    /// Who.
    #[sea_orm(primary_key, auto_increment = false)]
    pub staff_id: i64,
    /// Serves which.
    #[sea_orm(primary_key, auto_increment = false)]
    pub brand_id: i64,
}

/// Relations are spelled out in queries.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

/// The brands one of the staff serves.
///
/// # Errors
/// When the database refuses.
pub async fn of_staff(database: &impl ConnectionTrait, staff_id: i64) -> Result<Vec<i64>, Error> {
    let rows = Entity::find()
        .filter(Column::StaffId.eq(staff_id))
        .order_by_asc(Column::BrandId)
        .all(database)
        .await?;
    Ok(rows.into_iter().map(|row| row.brand_id).collect())
}

/// The brands of everyone on the staff of the site, by row id.
///
/// # Errors
/// When the database refuses.
pub async fn of_all_staff(
    database: &impl ConnectionTrait,
) -> Result<HashMap<i64, Vec<i64>>, Error> {
    let mut found: HashMap<i64, Vec<i64>> = HashMap::new();
    for row in Entity::find().all(database).await? {
        found.entry(row.staff_id).or_default().push(row.brand_id);
    }
    Ok(found)
}

/// Says anew which brands one of the staff serves.
///
/// # Errors
/// When the database refuses.
pub async fn set_of_staff(
    database: &impl ConnectionTrait,
    staff_id: i64,
    brands: &[i64],
) -> Result<(), Error> {
    Entity::delete_many()
        .filter(Column::StaffId.eq(staff_id))
        .exec(database)
        .await?;
    let rows = brands.iter().map(|brand_id| ActiveModel {
        staff_id: ActiveValue::Set(staff_id),
        brand_id: ActiveValue::Set(*brand_id),
    });
    if !brands.is_empty() {
        Entity::insert_many(rows)
            .exec_without_returning(database)
            .await?;
    }
    Ok(())
}
