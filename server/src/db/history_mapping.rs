//! What the columns of history files mean, by their headers, as each brand has
//! used them last.

use super::{json, to_ms};
use crate::error::Error;
use chrono::{DateTime, Utc};
use doorstep::history::Column as Meaning;
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::OnConflict;
use sea_orm::{ActiveValue, QueryOrder};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

/// A row of `history_mapping`.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "history_mapping")]
pub struct Model {
    /// The brand.
    #[sea_orm(primary_key, auto_increment = false)]
    pub brand_id: i64,
    /// The digest of the headers.
    #[sea_orm(primary_key, auto_increment = false)]
    pub headers: String,
    /// A [`Means`] as JSON.
    pub means: String,
    /// When it was used last.
    pub changed_ms: i64,
}

/// Relations are spelled out in queries.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

/// The headers of a file, and what each of them means.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Means {
    /// The headers, in the file's order.
    pub headers: Vec<String>,
    /// What each means; nothing where it says nothing we know.
    pub columns: Vec<Option<Meaning>>,
}

fn digest(headers: &[&str]) -> String {
    let mut hasher = Sha256::new();
    for header in headers {
        hasher.update((header.len() as u64).to_be_bytes());
        hasher.update(header.as_bytes());
    }
    let digest = hasher.finalize();
    digest.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// What a brand's files of these headers mean; `None` where it had none yet.
///
/// # Errors
/// When the database refuses, or a row cannot be read.
pub async fn of_brand_by_headers(
    database: &impl ConnectionTrait,
    brand_id: i64,
    headers: &[&str],
) -> Result<Option<Means>, Error> {
    let found = Entity::find_by_id((brand_id, digest(headers)))
        .one(database)
        .await?;
    let read = found.map(|row| serde_json::from_str(&row.means));
    Ok(read.transpose()?)
}

/// All that a brand has used, the newest first.
///
/// # Errors
/// When the database refuses, or a row cannot be read.
pub async fn of_brand(database: &impl ConnectionTrait, brand_id: i64) -> Result<Vec<Means>, Error> {
    let rows = Entity::find()
        .filter(Column::BrandId.eq(brand_id))
        .order_by_desc(Column::ChangedMs)
        .order_by_asc(Column::Headers)
        .all(database)
        .await?;
    rows.iter()
        .map(|row| Ok(serde_json::from_str(&row.means)?))
        .collect()
}

/// Keeps what a brand's files of these headers mean.
///
/// # Errors
/// When the database refuses.
pub async fn set_for_brand(
    database: &impl ConnectionTrait,
    brand_id: i64,
    means: &Means,
    now: DateTime<Utc>,
) -> Result<(), Error> {
    let headers: Vec<&str> = means.headers.iter().map(String::as_str).collect();
    let row = ActiveModel {
        brand_id: ActiveValue::Set(brand_id),
        headers: ActiveValue::Set(digest(&headers)),
        means: ActiveValue::Set(json(means)?),
        changed_ms: ActiveValue::Set(to_ms(now)),
    };
    Entity::insert(row)
        .on_conflict(
            OnConflict::columns([Column::BrandId, Column::Headers])
                .update_columns([Column::Means, Column::ChangedMs])
                .to_owned(),
        )
        .exec_without_returning(database)
        .await?;
    Ok(())
}
