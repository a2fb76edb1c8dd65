//! What people asked for through their shop: to see what is held about them,
//! or to be forgotten. Whom it is about stays until it is done, an export
//! until it is old or its person is forgotten.

use super::to_ms;
use crate::error::Error;
use chrono::{DateTime, Utc};
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::{ExprTrait, OnConflict};
use sea_orm::{ActiveValue, QueryOrder, QuerySelect, QueryTrait};

/// A row of `request`.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "request")]
pub struct Model {
    /// Row id.
    #[sea_orm(primary_key)]
    pub id: i64,
    /// The id staff name it by (`req_...`).
    pub public_id: String,
    /// The connection it came through.
    pub connection_id: i64,
    /// SHA-256 over topic and body; the same request twice is one.
    pub digest: Vec<u8>,
    /// What is asked, in a word.
    pub kind: String,
    /// One of [`State`]'s codes.
    pub state: String,
    /// Whom it is about, as JSON; empty once it is done.
    pub subject: String,
    /// Row ids of the orders it was found to be about, as JSON.
    pub order_ids: String,
    /// What was done, in words for staff.
    pub outcome: Option<String>,
    /// What is held about the person, as JSON; null when it is gone.
    pub export: Option<String>,
    /// When it came.
    pub asked_ms: i64,
    /// When it was done.
    pub done_ms: Option<i64>,
}

/// Relations are spelled out in queries.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

/// Whether a request waits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// It waits to be carried out.
    Open,
    /// It was.
    Done,
}

impl State {
    /// The code kept in the database.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Done => "done",
        }
    }
}

/// A request to be kept.
#[derive(Clone, Debug)]
pub struct NewRequest {
    /// Its public id.
    pub public_id: String,
    /// The connection it came through.
    pub connection_id: i64,
    /// SHA-256 over topic and body.
    pub digest: [u8; 32],
    /// What is asked, in a word.
    pub kind: &'static str,
    /// Whom it is about, as JSON.
    pub subject: String,
    /// When it came.
    pub asked: DateTime<Utc>,
}

/// Keeps a request; the same one again is no second row. One that was carried
/// out is carried out anew: its person may have ordered since.
///
/// # Errors
/// When the database refuses.
pub async fn keep(database: &impl ConnectionTrait, new: NewRequest) -> Result<(), Error> {
    let row = ActiveModel {
        id: ActiveValue::NotSet,
        public_id: ActiveValue::Set(new.public_id),
        connection_id: ActiveValue::Set(new.connection_id),
        digest: ActiveValue::Set(new.digest.to_vec()),
        kind: ActiveValue::Set(new.kind.to_owned()),
        state: ActiveValue::Set(State::Open.code().to_owned()),
        subject: ActiveValue::Set(new.subject),
        order_ids: ActiveValue::Set("[]".to_owned()),
        outcome: ActiveValue::Set(None),
        export: ActiveValue::Set(None),
        asked_ms: ActiveValue::Set(to_ms(new.asked)),
        done_ms: ActiveValue::Set(None),
    };
    let insert = Entity::insert(row)
        .on_conflict(
            OnConflict::columns([Column::ConnectionId, Column::Digest])
                .update_columns([Column::State, Column::Subject, Column::AskedMs])
                .action_and_where(Expr::col((Entity, Column::State)).eq(State::Done.code()))
                .to_owned(),
        )
        .into_query();
    database.execute(&insert).await?;
    Ok(())
}

/// The requests of any connection that wait, oldest first.
///
/// # Errors
/// When the database refuses.
pub async fn open_of_any_connection(
    database: &impl ConnectionTrait,
    limit: u64,
) -> Result<Vec<Model>, Error> {
    Ok(Entity::find()
        .filter(Column::State.eq(State::Open.code()))
        .order_by_asc(Column::Id)
        .limit(limit)
        .all(database)
        .await?)
}

/// The newest requests of any connection.
///
/// # Errors
/// When the database refuses.
pub async fn newest_of_any_connection(
    database: &impl ConnectionTrait,
    limit: u64,
) -> Result<Vec<Model>, Error> {
    Ok(Entity::find()
        .order_by_desc(Column::Id)
        .limit(limit)
        .all(database)
        .await?)
}

/// One request by its public id.
///
/// # Errors
/// When the database refuses.
pub async fn by_public_id(
    database: &impl ConnectionTrait,
    public_id: &str,
) -> Result<Option<Model>, Error> {
    Ok(Entity::find()
        .filter(Column::PublicId.eq(public_id))
        .one(database)
        .await?)
}

/// What came of a request.
#[derive(Clone, Debug)]
pub struct Done {
    /// The orders it was about, by row id.
    pub order_ids: Vec<i64>,
    /// What was done, in words for staff.
    pub outcome: String,
    /// What is held, where that was asked.
    pub export: Option<String>,
}

/// Marks a request as done and lets go of whom it was about.
///
/// # Errors
/// When the database refuses.
pub async fn finish(
    database: &impl ConnectionTrait,
    id: i64,
    done: Done,
    now: DateTime<Utc>,
) -> Result<(), Error> {
    let order_ids = serde_json::to_string(&done.order_ids)?;
    Entity::update_many()
        .col_expr(Column::State, Expr::value(State::Done.code()))
        .col_expr(Column::Subject, Expr::value(String::new()))
        .col_expr(Column::OrderIds, Expr::value(order_ids))
        .col_expr(Column::Outcome, Expr::value(done.outcome))
        .col_expr(Column::Export, Expr::value(done.export))
        .col_expr(Column::DoneMs, Expr::value(to_ms(now)))
        .filter(Column::Id.eq(id))
        .exec(database)
        .await?;
    Ok(())
}

/// Drops the exports that speak of any of these orders; says how many.
///
/// # Errors
/// When the database refuses.
pub async fn drop_exports_of_orders(
    database: &impl ConnectionTrait,
    order_ids: &[i64],
) -> Result<u64, Error> {
    let held: Vec<(i64, String)> = Entity::find()
        .select_only()
        .columns([Column::Id, Column::OrderIds])
        .filter(Column::Export.is_not_null())
        .into_tuple()
        .all(database)
        .await?;
    let about = |ids: &str| {
        let ids: Vec<i64> = serde_json::from_str(ids).unwrap_or_default();
        ids.iter().any(|id| order_ids.contains(id))
    };
    let ids = held.into_iter().filter(|(_, ids)| about(ids));
    drop_exports(database, Column::Id.is_in(ids.map(|(id, _)| id))).await
}

/// Drops the exports of any connection made before a moment; says how many.
///
/// # Errors
/// When the database refuses.
pub async fn drop_exports_made_before(
    database: &impl ConnectionTrait,
    before: DateTime<Utc>,
) -> Result<u64, Error> {
    drop_exports(database, Column::DoneMs.lt(to_ms(before))).await
}

async fn drop_exports(
    database: &impl ConnectionTrait,
    which: sea_orm::sea_query::SimpleExpr,
) -> Result<u64, Error> {
    let dropped = Entity::update_many()
        .col_expr(Column::Export, Expr::value(None::<String>))
        .filter(Column::Export.is_not_null())
        .filter(which)
        .exec(database)
        .await?;
    Ok(dropped.rows_affected)
}
