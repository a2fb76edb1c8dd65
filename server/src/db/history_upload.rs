//! Histories that were uploaded: one a brand, from its upload until another
//! takes its place or it is thrown away.

use super::{from_ms, to_ms, without_nul};
use crate::error::Error;
use chrono::{DateTime, Utc};
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::OnConflict;
use sea_orm::{ActiveValue, Iterable};

/// A row of `history_upload`.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "history_upload")]
pub struct Model {
    /// The brand.
    #[sea_orm(primary_key, auto_increment = false)]
    pub brand_id: i64,
    /// What its file beside the database is called.
    pub public_id: String,
    /// What the file was called by whoever sent it.
    pub name: String,
    /// A [`UploadState`], by its code.
    pub state: String,
    /// What the dry run found, as JSON.
    pub survey: Option<String>,
    /// What came of the import, as JSON; or why nothing did.
    pub result: Option<String>,
    /// When it came.
    pub uploaded_ms: i64,
}

/// Relations are spelled out in queries.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

/// How far an upload has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum UploadState {
    /// It is being read, or was when the server stopped.
    Reading,
    /// It was read: it can be imported.
    Read,
    /// It is being imported, or was when the server stopped.
    Importing,
    /// It is imported; the file is gone.
    Imported,
    /// It cannot be read, or could not be imported.
    Failed,
}

impl UploadState {
    const ALL: [Self; 5] = [
        Self::Reading,
        Self::Read,
        Self::Importing,
        Self::Imported,
        Self::Failed,
    ];

    /// The code kept in the database.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Reading => "reading",
            Self::Read => "read",
            Self::Importing => "importing",
            Self::Imported => "imported",
            Self::Failed => "failed",
        }
    }
}

impl Model {
    /// How far it has come.
    #[must_use]
    pub fn upload_state(&self) -> UploadState {
        let found = UploadState::ALL
            .into_iter()
            .find(|state| state.code() == self.state);
        found.unwrap_or(UploadState::Failed)
    }

    /// When it came.
    #[must_use]
    pub fn uploaded(&self) -> DateTime<Utc> {
        from_ms(self.uploaded_ms)
    }
}

/// A brand's upload.
///
/// # Errors
/// When the database refuses.
pub async fn of_brand(
    database: &impl ConnectionTrait,
    brand_id: i64,
) -> Result<Option<Model>, Error> {
    Ok(Entity::find_by_id(brand_id).one(database).await?)
}

/// Those of all brands.
///
/// # Errors
/// When the database refuses.
pub async fn of_any_brand(database: &impl ConnectionTrait) -> Result<Vec<Model>, Error> {
    Ok(Entity::find().all(database).await?)
}

/// Puts an upload in the place of a brand's last one.
///
/// # Errors
/// When the database refuses.
pub async fn set_for_brand(database: &impl ConnectionTrait, new: &Model) -> Result<(), Error> {
    let row = ActiveModel {
        brand_id: ActiveValue::Set(new.brand_id),
        public_id: ActiveValue::Set(new.public_id.clone()),
        name: ActiveValue::Set(without_nul(&new.name)),
        state: ActiveValue::Set(new.state.clone()),
        survey: ActiveValue::Set(new.survey.as_deref().map(without_nul)),
        result: ActiveValue::Set(new.result.as_deref().map(without_nul)),
        uploaded_ms: ActiveValue::Set(new.uploaded_ms),
    };
    Entity::insert(row)
        .on_conflict(
            OnConflict::column(Column::BrandId)
                .update_columns(Column::iter().filter(|one| !matches!(one, Column::BrandId)))
                .to_owned(),
        )
        .exec_without_returning(database)
        .await?;
    Ok(())
}

/// Takes a brand's upload off, where it is still that one.
///
/// # Errors
/// When the database refuses.
pub async fn remove_of_brand(
    database: &impl ConnectionTrait,
    brand_id: i64,
    public_id: &str,
) -> Result<(), Error> {
    Entity::delete_many()
        .filter(Column::BrandId.eq(brand_id))
        .filter(Column::PublicId.eq(public_id))
        .exec(database)
        .await?;
    Ok(())
}

/// A new upload of a brand, that is being read.
#[must_use]
pub fn new(brand_id: i64, public_id: String, name: String, now: DateTime<Utc>) -> Model {
    Model {
        brand_id,
        public_id,
        name,
        state: UploadState::Reading.code().to_owned(),
        survey: None,
        result: None,
        uploaded_ms: to_ms(now),
    }
}
