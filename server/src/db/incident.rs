//! Incidents: trouble of a carrier's that staff declared, shown on the pages it touches.

use super::{seen, to_ms};
use crate::error::Error;
use chrono::{DateTime, NaiveDate, Utc};
use doorstep::incident::{Incident, Region};
use doorstep::staff::Serves;
use sea_orm::entity::prelude::*;
use sea_orm::{ActiveValue, QueryOrder};

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
    /// The state or province, as it was typed.
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

impl Model {
    /// What was declared; `None` for a row that cannot be read (never written
    /// by us).
    #[must_use]
    pub fn incident(&self) -> Option<Incident> {
        let last = self.to_day.as_deref().map(str::parse::<NaiveDate>);
        Some(Incident {
            carrier: self.carrier.clone(),
            place: self.country.clone().map(|country| Region {
                country,
                region: self.region.clone(),
            }),
            from: self.from_day.parse().ok()?,
            to: last.transpose().ok()?,
        })
    }
}

/// An incident to be declared.
#[derive(Clone, Debug)]
pub struct NewIncident<'a> {
    /// Its id.
    pub public_id: &'a str,
    /// The brand whose pages show it.
    pub brand_id: i64,
    /// What it is.
    pub incident: &'a Incident,
    /// What shoppers read.
    pub words: &'a str,
    /// Who declares it.
    pub staff_id: i64,
}

/// Declares an incident.
///
/// # Errors
/// When the database refuses.
pub async fn add(
    database: &impl ConnectionTrait,
    new: &NewIncident<'_>,
    now: DateTime<Utc>,
) -> Result<(), Error> {
    let Incident {
        carrier,
        place,
        from,
        to,
    } = new.incident;
    let row = ActiveModel {
        id: ActiveValue::NotSet,
        public_id: ActiveValue::Set(new.public_id.to_owned()),
        brand_id: ActiveValue::Set(new.brand_id),
        carrier: ActiveValue::Set(carrier.clone()),
        country: ActiveValue::Set(place.as_ref().map(|place| place.country.clone())),
        region: ActiveValue::Set(place.as_ref().and_then(|place| place.region.clone())),
        from_day: ActiveValue::Set(from.to_string()),
        to_day: ActiveValue::Set(to.map(|day| day.to_string())),
        words: ActiveValue::Set(super::without_nul(new.words)),
        staff_id: ActiveValue::Set(new.staff_id),
        created_ms: ActiveValue::Set(to_ms(now)),
        ended_ms: ActiveValue::Set(None),
    };
    Entity::insert(row).exec_without_returning(database).await?;
    Ok(())
}

/// The incidents of a brand that nobody has declared over, the newest first.
///
/// # Errors
/// When the database refuses.
pub async fn open_of_brand(
    database: &impl ConnectionTrait,
    brand_id: i64,
) -> Result<Vec<Model>, Error> {
    Ok(Entity::find()
        .filter(Column::BrandId.eq(brand_id))
        .filter(Column::EndedMs.is_null())
        .order_by_desc(Column::Id)
        .all(database)
        .await?)
}

/// Every incident of these brands, those that are over among them, the newest
/// first.
///
/// # Errors
/// When the database refuses.
pub async fn of_brands(
    database: &impl ConnectionTrait,
    brand_ids: &[i64],
) -> Result<Vec<Model>, Error> {
    Ok(Entity::find()
        .filter(Column::BrandId.is_in(brand_ids.iter().copied()))
        .order_by_desc(Column::Id)
        .all(database)
        .await?)
}

/// An incident of the brands somebody serves by its public id.
///
/// # Errors
/// When the database refuses.
pub async fn of_served_by_public_id(
    database: &impl ConnectionTrait,
    serves: &Serves,
    public_id: &str,
) -> Result<Option<Model>, Error> {
    let columns = (Column::BrandId, Column::PublicId);
    seen::row_of_served::<Entity>(database, columns, serves, public_id).await
}

/// Declares an incident over; says whether it was not before.
///
/// # Errors
/// When the database refuses.
pub async fn end(
    database: &impl ConnectionTrait,
    id: i64,
    now: DateTime<Utc>,
) -> Result<bool, Error> {
    let update = Entity::update_many()
        .col_expr(Column::EndedMs, Expr::value(to_ms(now)))
        .filter(Column::Id.eq(id))
        .filter(Column::EndedMs.is_null());
    seen::one(database, update).await
}
