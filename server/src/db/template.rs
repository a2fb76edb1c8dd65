//! Reply templates as a brand has changed them; the rest are ours.

use super::{seen, to_ms, without_nul};
use crate::error::Error;
use chrono::{DateTime, Utc};
use doorstep::template::TemplateKey;
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::OnConflict;
use sea_orm::{ActiveValue, QueryTrait};

/// A row of `template`.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "template")]
pub struct Model {
    /// Row id; never leaves the server.
    #[sea_orm(primary_key)]
    pub id: i64,
    /// The brand.
    pub brand_id: i64,
    /// Which template.
    pub key: String,
    /// The mail's subject.
    pub subject: String,
    /// The mail's text.
    pub body: String,
    /// Who changed it last.
    pub staff_id: i64,
    /// When.
    pub changed_ms: i64,
    /// Counts its changes.
    pub version: i64,
}

/// Relations are spelled out in queries.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

/// A brand's own words of a template; `None` while it has none.
///
/// # Errors
/// When the database refuses.
pub async fn of_brand_by_key(
    database: &impl ConnectionTrait,
    brand_id: i64,
    key: TemplateKey,
) -> Result<Option<Model>, Error> {
    Ok(Entity::find()
        .filter(Column::BrandId.eq(brand_id))
        .filter(Column::Key.eq(key.code()))
        .one(database)
        .await?)
}

/// The templates of which a brand has its own words.
///
/// # Errors
/// When the database refuses.
pub async fn of_brand(database: &impl ConnectionTrait, brand_id: i64) -> Result<Vec<Model>, Error> {
    Ok(Entity::find()
        .filter(Column::BrandId.eq(brand_id))
        .all(database)
        .await?)
}

/// A brand's own words of a template, to be stored.
#[derive(Clone, Debug)]
pub struct NewTemplate<'a> {
    /// The brand.
    pub brand_id: i64,
    /// Which template.
    pub key: TemplateKey,
    /// The mail's subject.
    pub subject: &'a str,
    /// The mail's text.
    pub body: &'a str,
    /// Who changes it.
    pub staff_id: i64,
}

/// Stores a brand's own words where nobody has changed them since `version`,
/// which is 0 for our own. `false` where somebody has.
///
/// # Errors
/// When the database refuses.
pub async fn put_of_brand(
    database: &impl ConnectionTrait,
    new: &NewTemplate<'_>,
    version: i64,
    now: DateTime<Utc>,
) -> Result<bool, Error> {
    let row = ActiveModel {
        id: ActiveValue::NotSet,
        brand_id: ActiveValue::Set(new.brand_id),
        key: ActiveValue::Set(new.key.code().to_owned()),
        subject: ActiveValue::Set(without_nul(new.subject)),
        body: ActiveValue::Set(without_nul(new.body)),
        staff_id: ActiveValue::Set(new.staff_id),
        changed_ms: ActiveValue::Set(to_ms(now)),
        version: ActiveValue::Set(version + 1),
    };
    if version == 0 {
        let insert = Entity::insert(row)
            .on_conflict(
                OnConflict::columns([Column::BrandId, Column::Key])
                    .do_nothing()
                    .to_owned(),
            )
            .into_query();
        return Ok(database.execute(&insert).await?.rows_affected() == 1);
    }
    let update = Entity::update_many()
        .col_expr(Column::Subject, Expr::value(without_nul(new.subject)))
        .col_expr(Column::Body, Expr::value(without_nul(new.body)))
        .col_expr(Column::StaffId, Expr::value(new.staff_id))
        .col_expr(Column::ChangedMs, Expr::value(to_ms(now)))
        .filter(Column::BrandId.eq(new.brand_id))
        .filter(Column::Key.eq(new.key.code()));
    seen::change(database, update, (Column::Version, version)).await
}

/// Lets go of a brand's own words where nobody has changed them since
/// `version`: ours hold again. `false` where somebody has.
///
/// # Errors
/// When the database refuses.
pub async fn reset_of_brand(
    database: &impl ConnectionTrait,
    brand_id: i64,
    key: TemplateKey,
    version: i64,
) -> Result<bool, Error> {
    let gone = Entity::delete_many()
        .filter(Column::BrandId.eq(brand_id))
        .filter(Column::Key.eq(key.code()))
        .filter(Column::Version.eq(version))
        .exec(database)
        .await?;
    Ok(gone.rows_affected == 1)
}
