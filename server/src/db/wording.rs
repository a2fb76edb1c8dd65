//! What brands say in messages in their own words, and in which order their
//! e-mails are built: every version there was. The newest one holds; one
//! without details says that ours do again.

use super::{to_ms, without_nul};
use crate::error::Error;
use chrono::{DateTime, Utc};
use doorstep::recipient::Medium;
use doorstep::wording::{Layout, News, Spot, Words};
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::{Alias, ExprTrait, Func, OnConflict, Query};
use sea_orm::{ActiveValue, Condition, QueryOrder, QuerySelect, QueryTrait, Select};
use serde::{Deserialize, Serialize};

/// A row of `wording`.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel, Serialize, Deserialize)]
#[sea_orm(table_name = "wording")]
pub struct Model {
    /// Row id; never leaves the server.
    #[sea_orm(primary_key)]
    pub id: i64,
    /// The brand.
    pub brand_id: i64,
    /// The [`News`], or what stands for the order of the blocks.
    pub news: String,
    /// How it is sent; empty of the order of the blocks.
    pub medium: String,
    /// The tag of its language; empty of the order of the blocks.
    pub language: String,
    /// Counts the versions, from 1.
    pub version: i64,
    /// The [`Words`] or the [`Layout`] as JSON; null for ours.
    pub details: Option<String>,
    /// Who made it; null where it came with the settings of another brand.
    pub staff_id: Option<i64>,
    /// When.
    pub changed_ms: i64,
}

/// Relations are spelled out in queries.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

/// Stands in the place of the news where a row is the order of the blocks.
const LAYOUT: &str = "layout";

/// What a brand can have versions of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// The words of a message.
    Message(Spot),
    /// The order of the blocks of its e-mails.
    Layout,
}

impl Place {
    /// The codes it is kept by: news, medium, language.
    #[must_use]
    pub const fn codes(self) -> (&'static str, &'static str, &'static str) {
        match self {
            Self::Message(spot) => (spot.news.code(), spot.medium.code(), spot.language),
            Self::Layout => (LAYOUT, "", ""),
        }
    }

    fn is_it(self) -> Condition {
        let (news, medium, language) = self.codes();
        Condition::all()
            .add(Column::News.eq(news))
            .add(Column::Medium.eq(medium))
            .add(Column::Language.eq(language))
    }
}

impl Model {
    /// The words of a message; `None` for ours.
    #[must_use]
    pub fn words(&self) -> Option<Words> {
        let details = self.details.as_deref().filter(|_| self.news != LAYOUT)?;
        serde_json::from_str(details).ok()
    }

    /// The order of the blocks; `None` for ours.
    #[must_use]
    pub fn layout(&self) -> Option<Layout> {
        let details = self.details.as_deref().filter(|_| self.news == LAYOUT)?;
        serde_json::from_str(details).ok()
    }

    /// The news and the medium whose words they are; `None` of the order of
    /// the blocks.
    #[must_use]
    pub fn message(&self) -> Option<(News, Medium)> {
        let medium = Medium::from_code(&self.medium)?;
        Some((News::from_code(&self.news)?, medium))
    }
}

/// The newest version of each place.
fn newest() -> Select<Entity> {
    let other = || Alias::new("other");
    let same = |column: Column| Expr::col((other(), column)).equals((Entity, column));
    let greatest = Query::select()
        .expr(Func::max(Expr::col((other(), Column::Version))))
        .from_as(Entity, other())
        .and_where(same(Column::BrandId))
        .and_where(same(Column::News))
        .and_where(same(Column::Medium))
        .and_where(same(Column::Language))
        .take();
    Entity::find().filter(Column::Version.in_subquery(greatest))
}

/// What holds of a brand: of each place that was ever changed its newest
/// version.
///
/// # Errors
/// When the database refuses.
pub async fn held_of_brand(
    database: &impl ConnectionTrait,
    brand_id: i64,
) -> Result<Vec<Model>, Error> {
    Ok(newest()
        .filter(Column::BrandId.eq(brand_id))
        .order_by_asc(Column::Id)
        .all(database)
        .await?)
}

/// What holds of a brand at some places.
///
/// # Errors
/// When the database refuses.
pub async fn held_of_brand_at(
    database: &impl ConnectionTrait,
    brand_id: i64,
    places: &[Place],
) -> Result<Vec<Model>, Error> {
    let any = places
        .iter()
        .fold(Condition::any(), |any, place| any.add(place.is_it()));
    Ok(newest()
        .filter(Column::BrandId.eq(brand_id))
        .filter(any)
        .all(database)
        .await?)
}

/// The versions of a place, the newest first.
///
/// # Errors
/// When the database refuses.
pub async fn versions_of_brand(
    database: &impl ConnectionTrait,
    brand_id: i64,
    place: Place,
    limit: u64,
) -> Result<Vec<Model>, Error> {
    Ok(Entity::find()
        .filter(Column::BrandId.eq(brand_id))
        .filter(place.is_it())
        .order_by_desc(Column::Version)
        .limit(limit)
        .all(database)
        .await?)
}

/// One version of a place.
///
/// # Errors
/// When the database refuses.
pub async fn version_of_brand(
    database: &impl ConnectionTrait,
    brand_id: i64,
    place: Place,
    version: i64,
) -> Result<Option<Model>, Error> {
    Ok(Entity::find()
        .filter(Column::BrandId.eq(brand_id))
        .filter(place.is_it())
        .filter(Column::Version.eq(version))
        .one(database)
        .await?)
}

/// A version to be stored.
#[derive(Clone, Copy, Debug)]
pub struct NewVersion<'a> {
    /// The brand.
    pub brand_id: i64,
    /// What it is a version of.
    pub place: Place,
    /// What it says, as JSON; `None` puts ours back.
    pub details: Option<&'a str>,
    /// Who makes it.
    pub staff_id: i64,
}

/// Stores a version where nobody has made another since `seen`, which is 0
/// where there was none. `false` where somebody has.
///
/// # Errors
/// When the database refuses.
pub async fn add_of_brand(
    database: &impl ConnectionTrait,
    new: &NewVersion<'_>,
    seen: i64,
    now: DateTime<Utc>,
) -> Result<bool, Error> {
    let (news, medium, language) = new.place.codes();
    let row = Model {
        id: 0,
        brand_id: new.brand_id,
        news: news.to_owned(),
        medium: medium.to_owned(),
        language: language.to_owned(),
        version: seen + 1,
        details: new.details.map(without_nul),
        staff_id: Some(new.staff_id),
        changed_ms: to_ms(now),
    };
    add(database, row).await
}

async fn add(database: &impl ConnectionTrait, row: Model) -> Result<bool, Error> {
    let row = ActiveModel {
        id: ActiveValue::NotSet,
        ..ActiveModel::from(row).reset_all()
    };
    let insert = Entity::insert(row)
        .on_conflict(
            OnConflict::columns([
                Column::BrandId,
                Column::News,
                Column::Medium,
                Column::Language,
                Column::Version,
            ])
            .do_nothing()
            .to_owned(),
        )
        .into_query();
    Ok(database.execute(&insert).await?.rows_affected() == 1)
}

/// Puts what holds of one brand, as [`held_of_brand`] read it, into another
/// that has nothing of its own yet: a copy to rehearse with.
///
/// # Errors
/// When the database refuses.
pub async fn put_held_of_brand(
    database: &impl ConnectionTrait,
    brand_id: i64,
    held: &[Model],
) -> Result<(), Error> {
    for row in held {
        let copy = Model {
            brand_id,
            version: 1,
            staff_id: None,
            ..row.clone()
        };
        add(database, copy).await?;
    }
    Ok(())
}
