//! Addresses nothing is sent to any more, by brand. Only a hash under the
//! site's key is kept: nobody reads an address out of it, and it stays when
//! its person is forgotten, or the next order would write to them again.

use super::to_ms;
use crate::error::Error;
use chrono::{DateTime, Utc};
use doorstep::choice::StopReason;
use doorstep::recipient::Medium;
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::OnConflict;
use sea_orm::{ActiveValue, QueryTrait};

/// A row of `stopped`.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "stopped")]
pub struct Model {
    /// Row id.
    #[sea_orm(primary_key)]
    pub id: i64,
    /// The brand.
    pub brand_id: i64,
    /// [`Medium`] as its code.
    pub medium: String,
    /// The address under the site's key.
    pub address_hash: Vec<u8>,
    /// [`StopReason`] as its code.
    pub reason: String,
    /// Since when.
    pub stopped_ms: i64,
}

/// Relations are spelled out in queries.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

/// An address, as this table knows it.
#[derive(Clone, Copy, Debug)]
pub struct Place {
    /// The brand.
    pub brand_id: i64,
    /// The way there.
    pub medium: Medium,
    /// The address under the site's key.
    pub hash: [u8; 32],
}

/// Stops an address. Each reason stands for itself: what lifts one leaves the
/// others.
///
/// # Errors
/// When the database refuses.
pub async fn stop(
    database: &impl ConnectionTrait,
    place: &Place,
    reason: StopReason,
    now: DateTime<Utc>,
) -> Result<(), Error> {
    let row = ActiveModel {
        id: ActiveValue::NotSet,
        brand_id: ActiveValue::Set(place.brand_id),
        medium: ActiveValue::Set(place.medium.code().to_owned()),
        address_hash: ActiveValue::Set(place.hash.to_vec()),
        reason: ActiveValue::Set(reason.code().to_owned()),
        stopped_ms: ActiveValue::Set(to_ms(now)),
    };
    let key = [
        Column::BrandId,
        Column::Medium,
        Column::AddressHash,
        Column::Reason,
    ];
    let insert = Entity::insert_many([row])
        .on_conflict(
            OnConflict::columns(key)
                .update_column(Column::StoppedMs)
                .to_owned(),
        )
        .into_query();
    database.execute(&insert).await?;
    Ok(())
}

/// Lets messages go to an address of a brand again; `false` where it was not
/// stopped. Where a reason is named, only what was stopped for it.
///
/// # Errors
/// When the database refuses.
pub async fn lift_of_brand(
    database: &impl ConnectionTrait,
    place: &Place,
    only: Option<StopReason>,
) -> Result<bool, Error> {
    let mut lift = Entity::delete_many()
        .filter(Column::BrandId.eq(place.brand_id))
        .filter(Column::Medium.eq(place.medium.code()))
        .filter(Column::AddressHash.eq(place.hash.to_vec()));
    if let Some(reason) = only {
        lift = lift.filter(Column::Reason.eq(reason.code()));
    }
    Ok(lift.exec(database).await?.rows_affected > 0)
}

/// Why nothing goes to an address of a brand, the strongest reason where there
/// are several; `None` where it may.
///
/// # Errors
/// When the database refuses.
pub async fn of_brand(
    database: &impl ConnectionTrait,
    place: &Place,
) -> Result<Option<Model>, Error> {
    Ok(Entity::find()
        .filter(Column::BrandId.eq(place.brand_id))
        .filter(Column::Medium.eq(place.medium.code()))
        .filter(Column::AddressHash.eq(place.hash.to_vec()))
        .all(database)
        .await?
        .into_iter()
        .max_by_key(Model::why))
}

impl Model {
    /// Why it was stopped.
    #[must_use]
    pub fn why(&self) -> StopReason {
        StopReason::from_code(&self.reason).unwrap_or(StopReason::Unsubscribed)
    }
}
