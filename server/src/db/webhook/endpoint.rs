//! Endpoints: addresses that a brand's own systems are told at, with the keys
//! their messages are signed with.

mod standing;

pub use standing::{
    disable_of_brand, enable_of_brand, fails_of_brand, locked_of_brand, works_of_brand,
};

use crate::db::desk::served;
use crate::db::to_ms;
use crate::error::Error;
use chrono::{DateTime, Utc};
use doorstep::staff::Serves;
use doorstep::webhook::{DisabledWhy, Filter};
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::ExprTrait;
use sea_orm::{ActiveValue, Condition, PaginatorTrait, QueryOrder};

/// A row of `webhook_endpoint`. Its keys are kept readable: a signature can
/// only be made with the key itself.
#[derive(Clone, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "webhook_endpoint")]
pub struct Model {
    /// Row id; never leaves the server.
    #[sea_orm(primary_key)]
    pub id: i64,
    /// The id everyone else names it by (`whe_...`).
    pub public_id: String,
    /// The brand whose events it is told of.
    pub brand_id: i64,
    /// Its address.
    pub url: String,
    /// What staff call it.
    pub description: String,
    /// Which events it is told of: names with a blank between them; empty for
    /// all.
    pub types: String,
    /// The key that signs (`whsec_...`).
    pub secret: String,
    /// The one before it,
    pub previous_secret: Option<String>,
    /// and until when that signs too.
    pub previous_until_ms: Option<i64>,
    /// When it was made.
    pub created_ms: i64,
    /// Since when it is told nothing.
    pub disabled_ms: Option<i64>,
    /// [`DisabledWhy`] as its code.
    pub disabled_why: Option<String>,
    /// Since when it has taken nothing; null while it takes what it is told.
    pub failing_since_ms: Option<i64>,
    /// Counts what staff changed of it.
    pub version: i32,
    /// What it said when it last took nothing; null while it takes what it is
    /// told.
    pub last_error: Option<String>,
}

impl std::fmt::Debug for Model {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "endpoint {}", self.public_id)
    }
}

/// Relations are spelled out in queries.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

impl Model {
    /// Which events it is told of.
    #[must_use]
    pub fn filter(&self) -> Filter {
        Filter::parse(&self.types)
    }

    /// Whether it is told anything.
    #[must_use]
    pub const fn is_active(&self) -> bool {
        self.disabled_ms.is_none()
    }

    /// The keys that sign at a moment, the newest first.
    #[must_use]
    pub fn secrets(&self, now: DateTime<Utc>) -> Vec<&str> {
        let previous = self.previous_secret.as_deref().filter(|_| {
            self.previous_until_ms
                .is_some_and(|until| until > to_ms(now))
        });
        std::iter::once(self.secret.as_str())
            .chain(previous)
            .collect()
    }

    /// Why it is told nothing.
    #[must_use]
    pub fn disabled_why(&self) -> Option<DisabledWhy> {
        DisabledWhy::from_code(self.disabled_why.as_deref()?)
    }
}

/// Every endpoint that is told something.
///
/// # Errors
/// When the database refuses.
pub async fn active_of_any_brand(database: &impl ConnectionTrait) -> Result<Vec<Model>, Error> {
    Ok(Entity::find()
        .filter(Column::DisabledMs.is_null())
        .order_by_asc(Column::Id)
        .all(database)
        .await?)
}

/// Endpoints of any brand that are told nothing, though nobody disabled them.
///
/// # Errors
/// When the database refuses.
pub async fn given_up_of_any_brand(database: &impl ConnectionTrait) -> Result<Vec<Model>, Error> {
    let by_itself = [DisabledWhy::Gone, DisabledWhy::Failing].map(DisabledWhy::code);
    Ok(Entity::find()
        .filter(Column::DisabledMs.is_not_null())
        .filter(Column::DisabledWhy.is_in(by_itself))
        .order_by_asc(Column::Id)
        .all(database)
        .await?)
}

/// The endpoints of the brands somebody serves.
///
/// # Errors
/// When the database refuses.
pub async fn of_served(
    database: &impl ConnectionTrait,
    serves: &Serves,
) -> Result<Vec<Model>, Error> {
    Ok(Entity::find()
        .filter(served(Column::BrandId, serves))
        .order_by_asc(Column::BrandId)
        .order_by_asc(Column::Id)
        .all(database)
        .await?)
}

/// One of them by its public id.
///
/// # Errors
/// When the database refuses.
pub async fn of_served_by_public_id(
    database: &impl ConnectionTrait,
    serves: &Serves,
    public_id: &str,
) -> Result<Option<Model>, Error> {
    Ok(Entity::find()
        .filter(served(Column::BrandId, serves))
        .filter(Column::PublicId.eq(public_id))
        .one(database)
        .await?)
}

/// The endpoint of any brand by row id: for the worker that tells it.
///
/// # Errors
/// When the database refuses.
pub async fn of_any_brand_by_id(
    database: &impl ConnectionTrait,
    id: i64,
) -> Result<Option<Model>, Error> {
    Ok(Entity::find_by_id(id).one(database).await?)
}

/// How many a brand has.
///
/// # Errors
/// When the database refuses.
pub async fn count_of_brand(database: &impl ConnectionTrait, brand_id: i64) -> Result<u64, Error> {
    Ok(Entity::find()
        .filter(Column::BrandId.eq(brand_id))
        .count(database)
        .await?)
}

/// An endpoint to be made.
#[derive(Clone, Copy)]
pub struct NewEndpoint<'a> {
    /// Its public id.
    pub public_id: &'a str,
    /// The brand.
    pub brand_id: i64,
    /// Its address.
    pub url: &'a str,
    /// What staff call it.
    pub description: &'a str,
    /// Which events it is told of.
    pub filter: &'a Filter,
    /// The key that signs.
    pub secret: &'a str,
}

impl std::fmt::Debug for NewEndpoint<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "endpoint {}", self.public_id)
    }
}

/// Makes one.
///
/// # Errors
/// When the database refuses.
pub async fn add_of_brand(
    database: &impl ConnectionTrait,
    new: &NewEndpoint<'_>,
    now: DateTime<Utc>,
) -> Result<(), Error> {
    let row = ActiveModel {
        id: ActiveValue::NotSet,
        public_id: ActiveValue::Set(new.public_id.to_owned()),
        brand_id: ActiveValue::Set(new.brand_id),
        url: ActiveValue::Set(new.url.to_owned()),
        description: ActiveValue::Set(new.description.to_owned()),
        types: ActiveValue::Set(new.filter.text()),
        secret: ActiveValue::Set(new.secret.to_owned()),
        previous_secret: ActiveValue::Set(None),
        previous_until_ms: ActiveValue::Set(None),
        created_ms: ActiveValue::Set(to_ms(now)),
        disabled_ms: ActiveValue::Set(None),
        disabled_why: ActiveValue::Set(None),
        failing_since_ms: ActiveValue::Set(None),
        version: ActiveValue::Set(0),
        last_error: ActiveValue::Set(None),
    };
    Entity::insert(row).exec_without_returning(database).await?;
    Ok(())
}

/// What staff set of an endpoint.
#[derive(Clone, Copy)]
pub struct Settings<'a> {
    /// Its address.
    pub url: &'a str,
    /// What staff call it.
    pub description: &'a str,
    /// Which events it is told of.
    pub filter: &'a Filter,
}

impl std::fmt::Debug for Settings<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("settings of an endpoint")
    }
}

/// Sets one of a brand anew; `false` where somebody has changed it since it was
/// read. What the address before did says nothing of a new one: it has not
/// failed, and one that is disabled is so because nobody has enabled it.
///
/// # Errors
/// When the database refuses.
pub async fn change_of_brand(
    database: &impl ConnectionTrait,
    endpoint: &Model,
    to: &Settings<'_>,
) -> Result<bool, Error> {
    let of_it = || {
        Condition::all()
            .add(Column::Id.eq(endpoint.id))
            .add(Column::BrandId.eq(endpoint.brand_id))
    };
    let done = Entity::update_many()
        .col_expr(Column::Url, Expr::value(to.url))
        .col_expr(Column::Description, Expr::value(to.description))
        .col_expr(Column::Types, Expr::value(to.filter.text()))
        .col_expr(Column::Version, Expr::col(Column::Version).add(1))
        .filter(of_it())
        .filter(Column::Version.eq(endpoint.version))
        .exec(database)
        .await?;
    if done.rows_affected == 0 {
        return Ok(false);
    }
    if to.url != endpoint.url {
        Entity::update_many()
            .col_expr(Column::FailingSinceMs, Expr::value(None::<i64>))
            .col_expr(Column::LastError, Expr::value(None::<String>))
            .filter(of_it())
            .exec(database)
            .await?;
        let by_hand = Expr::value(DisabledWhy::ByHand.code());
        Entity::update_many()
            .col_expr(Column::DisabledWhy, by_hand)
            .filter(of_it())
            .filter(Column::DisabledMs.is_not_null())
            .exec(database)
            .await?;
    }
    Ok(true)
}

/// Gives one of a brand a new key; the one before it signs too until then.
///
/// # Errors
/// When the database refuses.
pub async fn rotate_of_brand(
    database: &impl ConnectionTrait,
    endpoint: &Model,
    secret: &str,
    until: DateTime<Utc>,
) -> Result<(), Error> {
    Entity::update_many()
        .col_expr(Column::PreviousSecret, Expr::col(Column::Secret))
        .col_expr(Column::PreviousUntilMs, Expr::value(to_ms(until)))
        .col_expr(Column::Secret, Expr::value(secret))
        .filter(Column::Id.eq(endpoint.id))
        .filter(Column::BrandId.eq(endpoint.brand_id))
        .exec(database)
        .await?;
    Ok(())
}
