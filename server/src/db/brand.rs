//! Brands: one shop front each.

use super::to_ms;
use crate::error::Error;
use chrono::{DateTime, Utc};
use sea_orm::entity::prelude::*;
use sea_orm::{ActiveValue, QueryOrder};

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
    /// Accent colour, `#rrggbb`.
    pub accent: String,
    /// Text on the accent colour, `#rrggbb`.
    pub on_accent: String,
    /// Where shoppers ask.
    pub support_email: Option<String>,
    /// The shop itself.
    pub shop_url: Option<String>,
    /// When it was made.
    pub created_ms: i64,
}

/// Relations are spelled out in queries.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

/// What a brand file says.
#[derive(Clone, Debug, PartialEq, Eq, serde::Deserialize, serde::Serialize)]
#[serde(deny_unknown_fields)]
pub struct BrandFile {
    /// Short name: letters, digits and hyphens.
    pub slug: String,
    /// The name shoppers read.
    pub name: String,
    /// Whether it answers Hosts no brand has claimed.
    #[serde(default)]
    pub default: bool,
    /// The Hosts it claims ("track.example.com").
    #[serde(default)]
    pub hosts: Vec<String>,
    /// Language as a BCP 47 tag.
    #[serde(default = "english")]
    pub locale: String,
    /// IANA zone ("Europe/Vienna").
    #[serde(default = "utc")]
    pub zone: String,
    /// Accent colour, `#rrggbb`.
    #[serde(default = "accent")]
    pub accent: String,
    /// Text on the accent colour, `#rrggbb`.
    #[serde(default = "on_accent")]
    pub on_accent: String,
    /// Where shoppers ask.
    pub support_email: Option<String>,
    /// The shop itself.
    pub shop_url: Option<String>,
}

impl BrandFile {
    /// A brand of which only the name is known.
    #[must_use]
    pub fn named(slug: &str, name: &str) -> Self {
        Self {
            slug: slug.to_owned(),
            name: name.to_owned(),
            default: false,
            hosts: Vec::new(),
            locale: english(),
            zone: utc(),
            accent: accent(),
            on_accent: on_accent(),
            support_email: None,
            shop_url: None,
        }
    }

    /// What is wrong with it, in words for whoever wrote the file.
    #[must_use]
    pub fn problem(&self) -> Option<String> {
        let slug_fits = !self.slug.is_empty()
            && self
                .slug
                .bytes()
                .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-');
        if !slug_fits {
            return Some("slug: use lower-case letters, digits and hyphens".to_owned());
        }
        if self.name.trim().is_empty() {
            return Some("name: it cannot be empty".to_owned());
        }
        if self.zone.parse::<chrono_tz::Tz>().is_err() {
            return Some(format!(
                "zone: {} is no IANA zone such as Europe/Vienna",
                self.zone
            ));
        }
        for (field, colour) in [("accent", &self.accent), ("on_accent", &self.on_accent)] {
            let digits = colour.strip_prefix('#').unwrap_or_default();
            if digits.len() != 6 || !digits.bytes().all(|b| b.is_ascii_hexdigit()) {
                return Some(format!("{field}: {colour} is no colour such as #1f4d47"));
            }
        }
        None
    }
}

fn english() -> String {
    "en".to_owned()
}

fn utc() -> String {
    "UTC".to_owned()
}

fn accent() -> String {
    "#1f4d47".to_owned()
}

fn on_accent() -> String {
    "#ffffff".to_owned()
}

/// Every brand, the default one first.
///
/// # Errors
/// When the database refuses.
pub async fn all(database: &impl ConnectionTrait) -> Result<Vec<Model>, Error> {
    let mut brands = Entity::find()
        .order_by_asc(Column::Id)
        .all(database)
        .await?;
    brands.sort_by_key(|brand| !brand.is_default);
    Ok(brands)
}

/// Makes a brand, or changes the one of the same slug.
///
/// # Errors
/// When the database refuses.
pub async fn set(
    database: &impl ConnectionTrait,
    file: &BrandFile,
    now: DateTime<Utc>,
) -> Result<i64, Error> {
    let existing = Entity::find()
        .filter(Column::Slug.eq(&file.slug))
        .one(database)
        .await?;
    let is_first = Entity::find().one(database).await?.is_none();
    let is_default = file.default || is_first || existing.as_ref().is_some_and(|b| b.is_default);
    if is_default {
        Entity::update_many()
            .col_expr(Column::IsDefault, Expr::value(false))
            .exec(database)
            .await?;
    }
    let row = ActiveModel {
        id: existing.as_ref().map_or(ActiveValue::NotSet, |brand| {
            ActiveValue::Unchanged(brand.id)
        }),
        slug: ActiveValue::Set(file.slug.clone()),
        name: ActiveValue::Set(file.name.clone()),
        is_default: ActiveValue::Set(is_default),
        hosts: ActiveValue::Set(serde_json::to_string(&file.hosts)?),
        locale: ActiveValue::Set(file.locale.clone()),
        zone: ActiveValue::Set(file.zone.clone()),
        accent: ActiveValue::Set(file.accent.clone()),
        on_accent: ActiveValue::Set(file.on_accent.clone()),
        support_email: ActiveValue::Set(file.support_email.clone()),
        shop_url: ActiveValue::Set(file.shop_url.clone()),
        created_ms: ActiveValue::Set(existing.as_ref().map_or(to_ms(now), |b| b.created_ms)),
    };
    let saved = match existing {
        Some(_) => row.update(database).await?,
        None => row.insert(database).await?,
    };
    Ok(saved.id)
}
