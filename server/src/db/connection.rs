//! Connections: one account each at a carrier or a shop platform, their
//! secrets, and the brands they serve.

use super::to_ms;
use crate::error::Error;
use chrono::{DateTime, Duration, Utc};
use sea_orm::entity::prelude::*;
use sea_orm::{ActiveValue, QueryOrder};
use std::collections::HashMap;

/// A row of `connection`.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "connection")]
pub struct Model {
    /// Row id; never leaves the server.
    #[sea_orm(primary_key)]
    pub id: i64,
    /// The id in the webhook's path (`con_...`).
    pub public_id: String,
    /// Which adapter reads it ("ups", "shopify", "json").
    pub source: String,
    /// What staff call it.
    pub name: String,
    /// When it was made.
    pub created_ms: i64,
    /// When it was closed.
    pub revoked_ms: Option<i64>,
}

/// Relations are spelled out in queries.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

/// Rows of `connection_brand`.
pub mod serves {
    use sea_orm::entity::prelude::*;

    /// One brand a connection serves.
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "connection_brand")]
    pub struct Model {
        /// The connection.
        #[sea_orm(primary_key, auto_increment = false)]
        pub connection_id: i64,
        /// The brand.
        #[sea_orm(primary_key, auto_increment = false)]
        pub brand_id: i64,
    }

    /// Relations are spelled out in queries.
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

/// Rows of `connection_secret`.
pub mod secret {
    use sea_orm::entity::prelude::*;

    /// A secret that verifies a connection's messages. It is kept readable:
    /// a signature can only be checked with the secret itself.
    #[derive(Clone, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "connection_secret")]
    pub struct Model {
        /// Row id.
        #[sea_orm(primary_key)]
        pub id: i64,
        /// The connection.
        pub connection_id: i64,
        /// The secret.
        pub secret: String,
        /// When it was made.
        pub created_ms: i64,
        /// When it stops being accepted; set by a rotation.
        pub expires_ms: Option<i64>,
    }

    impl std::fmt::Debug for Model {
        fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
            write!(f, "secret {} of connection {}", self.id, self.connection_id)
        }
    }

    /// Relations are spelled out in queries.
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

/// A connection with all that is needed to take its messages.
#[derive(Clone, Debug)]
pub struct Connection {
    /// Row id.
    pub id: i64,
    /// The id in the webhook's path.
    pub public_id: String,
    /// Which adapter reads it.
    pub source: String,
    /// What staff call it.
    pub name: String,
    /// The brands it serves, the main one first.
    pub brands: Vec<i64>,
    /// Its secrets, the newest first.
    pub secrets: Vec<secret::Model>,
}

/// How long the previous secret is accepted after a rotation.
const OVERLAP_HOURS: i64 = 48;

/// When each connection was made, by row id: closed ones too.
///
/// # Errors
/// When the database refuses.
pub async fn made_by_id(
    database: &impl ConnectionTrait,
) -> Result<HashMap<i64, DateTime<Utc>>, Error> {
    let rows = Entity::find().all(database).await?;
    Ok(rows
        .into_iter()
        .map(|row| (row.id, super::from_ms(row.created_ms)))
        .collect())
}

/// Every open connection with its secrets and brands.
///
/// # Errors
/// When the database refuses.
pub async fn all_open(database: &impl ConnectionTrait) -> Result<Vec<Connection>, Error> {
    let rows = Entity::find()
        .filter(Column::RevokedMs.is_null())
        .order_by_asc(Column::Id)
        .all(database)
        .await?;
    let serves = serves::Entity::find()
        .order_by_asc(serves::Column::BrandId)
        .all(database)
        .await?;
    let secrets = secret::Entity::find()
        .order_by_desc(secret::Column::Id)
        .all(database)
        .await?;
    Ok(rows
        .into_iter()
        .map(|row| Connection {
            brands: serves
                .iter()
                .filter(|served| served.connection_id == row.id)
                .map(|served| served.brand_id)
                .collect(),
            secrets: secrets
                .iter()
                .filter(|secret| secret.connection_id == row.id)
                .cloned()
                .collect(),
            id: row.id,
            public_id: row.public_id,
            source: row.source,
            name: row.name,
        })
        .collect())
}

/// The brands each connection serves, closed connections among them: what
/// they brought is still their brands'.
///
/// # Errors
/// When the database refuses.
pub async fn served_brands(
    database: &impl ConnectionTrait,
) -> Result<HashMap<i64, Vec<i64>>, Error> {
    let mut served: HashMap<i64, Vec<i64>> = HashMap::new();
    for row in serves::Entity::find().all(database).await? {
        served
            .entry(row.connection_id)
            .or_default()
            .push(row.brand_id);
    }
    Ok(served)
}

/// A connection to be made.
#[derive(Clone, Debug)]
pub struct NewConnection {
    /// Its public id.
    pub public_id: String,
    /// Which adapter reads it.
    pub source: String,
    /// What staff call it.
    pub name: String,
    /// The brands it serves.
    pub brands: Vec<i64>,
    /// Its first secret.
    pub secret: Option<String>,
}

/// Makes a connection.
///
/// # Errors
/// When the database refuses.
pub async fn add(
    database: &impl ConnectionTrait,
    new: NewConnection,
    now: DateTime<Utc>,
) -> Result<i64, Error> {
    let row = ActiveModel {
        id: ActiveValue::NotSet,
        public_id: ActiveValue::Set(new.public_id),
        source: ActiveValue::Set(new.source),
        name: ActiveValue::Set(new.name),
        created_ms: ActiveValue::Set(to_ms(now)),
        revoked_ms: ActiveValue::Set(None),
    }
    .insert(database)
    .await?;
    for brand_id in new.brands {
        serves::Entity::insert(serves::ActiveModel {
            connection_id: ActiveValue::Set(row.id),
            brand_id: ActiveValue::Set(brand_id),
        })
        .exec_without_returning(database)
        .await?;
    }
    if let Some(secret) = new.secret {
        add_secret(database, row.id, secret, now).await?;
    }
    Ok(row.id)
}

/// Gives a connection a new secret; the ones before it are accepted for two
/// days more, so that both sides can change over without losing a message.
///
/// # Errors
/// When the database refuses.
pub async fn rotate(
    database: &impl ConnectionTrait,
    connection_id: i64,
    secret: String,
    now: DateTime<Utc>,
) -> Result<(), Error> {
    let ends = to_ms(now + Duration::hours(OVERLAP_HOURS));
    secret::Entity::update_many()
        .col_expr(secret::Column::ExpiresMs, Expr::value(ends))
        .filter(secret::Column::ConnectionId.eq(connection_id))
        .filter(secret::Column::ExpiresMs.is_null())
        .exec(database)
        .await?;
    add_secret(database, connection_id, secret, now).await
}

async fn add_secret(
    database: &impl ConnectionTrait,
    connection_id: i64,
    secret: String,
    now: DateTime<Utc>,
) -> Result<(), Error> {
    secret::ActiveModel {
        id: ActiveValue::NotSet,
        connection_id: ActiveValue::Set(connection_id),
        secret: ActiveValue::Set(secret),
        created_ms: ActiveValue::Set(to_ms(now)),
        expires_ms: ActiveValue::Set(None),
    }
    .insert(database)
    .await?;
    Ok(())
}

/// Every connection that ever was, closed ones among them, with its brands
/// and without its secrets: what it brought is still here.
///
/// # Errors
/// When the database refuses.
pub async fn all_ever(database: &impl ConnectionTrait) -> Result<Vec<Connection>, Error> {
    let mut served = served_brands(database).await?;
    let rows = Entity::find()
        .order_by_asc(Column::Id)
        .all(database)
        .await?;
    Ok(rows
        .into_iter()
        .map(|row| Connection {
            brands: served.remove(&row.id).unwrap_or_default(),
            secrets: Vec::new(),
            id: row.id,
            public_id: row.public_id,
            source: row.source,
            name: row.name,
        })
        .collect())
}
