//! Brands: one shop front each.

use super::{brand_file, to_ms};
use crate::error::Error;
use bytes::Bytes;
use chrono::{DateTime, Utc};
use doorstep::brand::{Brand, Given, read};
use sea_orm::entity::prelude::*;
use sea_orm::{ActiveValue, QueryOrder};
use std::ops::Deref;
use std::sync::Arc;

/// A row of `brand`.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "brand")]
pub struct Model {
    /// Row id; never leaves the server.
    #[sea_orm(primary_key)]
    pub id: i64,
    /// Short name for hosts and files ("acme").
    pub slug: String,
    /// The name shoppers read.
    pub name: String,
    /// Whether it answers Hosts no brand has claimed.
    pub is_default: bool,
    /// The Hosts it claims, as a JSON list.
    pub hosts: String,
    /// Its language as a BCP 47 tag.
    pub locale: String,
    /// Its IANA zone.
    pub zone: String,
    /// Every other value by its key, as a JSON object.
    pub details: String,
    /// Counts its changes.
    pub version: i64,
    /// When it was made.
    pub created_ms: i64,
}

/// Relations are spelled out in queries.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

/// A brand as it is stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stored {
    /// Row id; never leaves the server.
    pub id: i64,
    /// Counts its changes.
    pub version: i64,
    /// Its values as they were given.
    pub given: Given,
    /// What they make.
    pub brand: Arc<Brand>,
}

impl Deref for Stored {
    type Target = Brand;

    fn deref(&self) -> &Brand {
        &self.brand
    }
}

/// The values that have a column of their own.
const COLUMNS: [&str; 6] = ["slug", "name", "default", "hosts", "locale", "zone"];

impl Model {
    fn stored(self) -> Result<Stored, Error> {
        let mut given: Given = serde_json::from_str(&self.details)?;
        given.retain(|_, value| !value.trim().is_empty());
        let hosts: Vec<String> = serde_json::from_str(&self.hosts)?;
        given.extend(
            [
                ("slug", self.slug),
                ("name", self.name),
                ("default", self.is_default.to_string()),
                ("hosts", hosts.join("\n")),
                ("locale", self.locale),
                ("zone", self.zone),
            ]
            .map(|(key, value)| (key.to_owned(), value)),
        );
        // Nothing is stored with a problem; a rule that came later only
        // leaves out what breaks it.
        let (brand, _) = read(&given);
        Ok(Stored {
            id: self.id,
            version: self.version,
            given,
            brand: Arc::new(brand),
        })
    }
}

/// Every brand, the default one first.
///
/// # Errors
/// When the database refuses.
pub async fn all(database: &impl ConnectionTrait) -> Result<Vec<Stored>, Error> {
    let brands = Entity::find()
        .order_by_asc(Column::Id)
        .all(database)
        .await?;
    let mut brands = brands
        .into_iter()
        .map(Model::stored)
        .collect::<Result<Vec<_>, _>>()?;
    brands.sort_by_key(|brand| !brand.is_default);
    Ok(brands)
}

/// Makes a brand, or changes the one of the same slug. The values are taken
/// as they are: whoever calls has checked them.
///
/// # Errors
/// When the database refuses.
pub async fn set(
    database: &impl ConnectionTrait,
    given: &Given,
    files: &[(String, Bytes)],
    now: DateTime<Utc>,
) -> Result<i64, Error> {
    let (brand, _) = read(given);
    let existing = Entity::find()
        .filter(Column::Slug.eq(&brand.slug))
        .one(database)
        .await?;
    let is_first = Entity::find().one(database).await?.is_none();
    let is_default =
        brand.is_default || is_first || existing.as_ref().is_some_and(|b| b.is_default);
    if is_default {
        Entity::update_many()
            .col_expr(Column::IsDefault, Expr::value(false))
            .exec(database)
            .await?;
    }
    let row = row(&brand, given, is_default, existing.as_ref(), now)?;
    let saved = match existing {
        Some(_) => row.update(database).await?,
        None => row.insert(database).await?,
    };
    for (name, bytes) in files {
        brand_file::put_of_brand(database, saved.id, name, bytes, now).await?;
    }
    let look = &brand.look;
    let used: Vec<&str> = [look.logo.as_deref(), look.font_file.as_deref()]
        .into_iter()
        .flatten()
        .collect();
    brand_file::keep_of_brand(database, saved.id, &used).await?;
    Ok(saved.id)
}

/// Whether a brand still has a version; if so, nobody else changes it before
/// the transaction ends.
///
/// # Errors
/// When the database refuses.
pub async fn hold(
    transaction: &impl ConnectionTrait,
    brand_id: i64,
    version: i64,
) -> Result<bool, Error> {
    let held = Entity::update_many()
        .col_expr(Column::Version, Expr::value(version))
        .filter(Column::Id.eq(brand_id))
        .filter(Column::Version.eq(version))
        .exec(transaction)
        .await?;
    Ok(held.rows_affected == 1)
}

fn row(
    brand: &Brand,
    given: &Given,
    is_default: bool,
    existing: Option<&Model>,
    now: DateTime<Utc>,
) -> Result<ActiveModel, Error> {
    let mut details = given.clone();
    details.retain(|key, value| !COLUMNS.contains(&key.as_str()) && !value.trim().is_empty());
    let details = serde_json::to_string(&details)?;
    let hosts = serde_json::to_string(&brand.hosts)?;
    // A brand that is set to what it is has not changed: pages stay.
    let says_the_same = |old: &Model| {
        (&old.name, &old.locale, &old.zone) == (&brand.name, &brand.locale, &brand.zone)
            && (&old.hosts, &old.details) == (&hosts, &details)
    };
    let version = match existing {
        Some(old) if says_the_same(old) => old.version,
        Some(old) => old.version + 1,
        None => 1,
    };
    Ok(ActiveModel {
        id: existing.map_or(ActiveValue::NotSet, |brand| {
            ActiveValue::Unchanged(brand.id)
        }),
        slug: ActiveValue::Set(brand.slug.clone()),
        name: ActiveValue::Set(brand.name.clone()),
        is_default: ActiveValue::Set(is_default),
        hosts: ActiveValue::Set(hosts),
        locale: ActiveValue::Set(brand.locale.clone()),
        zone: ActiveValue::Set(brand.zone.clone()),
        details: ActiveValue::Set(details),
        version: ActiveValue::Set(version),
        created_ms: ActiveValue::Set(existing.map_or(to_ms(now), |brand| brand.created_ms)),
    })
}
