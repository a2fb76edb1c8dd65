//! Raw messages as they arrived: the evidence behind every scan, and the
//! quarantine of those that could not be read.

use super::{ROWS_A_STATEMENT, from_ms, to_ms, without_nul};
use crate::error::Error;
use chrono::{DateTime, Utc};
use doorstep::ids::MessageId;
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::{ExprTrait, OnConflict, Query};
use sea_orm::{ActiveValue, QueryOrder, QuerySelect, QueryTrait};
use std::collections::HashMap;

/// A row of `message`.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "message")]
pub struct Model {
    /// Row id.
    #[sea_orm(primary_key)]
    pub id: i64,
    /// The id staff name it by (`msg_...`).
    pub public_id: String,
    /// Who sent it.
    pub connection_id: i64,
    /// SHA-256 over topic and body; the same message twice is one row.
    pub digest: Vec<u8>,
    /// What the sender said it is about, where it says so in a header.
    pub topic: String,
    /// The bytes, as they came.
    pub body: Vec<u8>,
    /// One of [`State`]'s codes.
    pub state: String,
    /// Why it is quarantined.
    pub reason: Option<String>,
    /// When it came.
    pub received_ms: i64,
    /// When its body was cut or emptied; null while it is as it came.
    pub cut_ms: Option<i64>,
}

/// Relations are spelled out in queries.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

impl Model {
    /// Whether it waits to be read.
    #[must_use]
    pub fn is_quarantined(&self) -> bool {
        self.state == State::Quarantined.code()
    }
}

/// What became of a message.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// Its changes are in.
    Applied,
    /// It could not be read and waits to be replayed.
    Quarantined,
    /// It spoke of a person who was forgotten; its body is gone.
    Forgotten,
}

impl State {
    /// The code kept in the database.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Applied => "applied",
            Self::Quarantined => "quarantined",
            Self::Forgotten => "forgotten",
        }
    }
}

/// A message to be kept.
#[derive(Clone, Debug)]
pub struct NewMessage<'a> {
    /// Its public id.
    pub id: &'a MessageId,
    /// Who sent it.
    pub connection_id: i64,
    /// SHA-256 over topic and body.
    pub digest: &'a [u8; 32],
    /// What it is about.
    pub topic: &'a str,
    /// The bytes.
    pub body: &'a [u8],
    /// When it came.
    pub received: DateTime<Utc>,
}

/// Keeps messages; returns the row ids of those not seen before, by digest.
///
/// # Errors
/// When the database refuses.
pub async fn keep(
    database: &impl ConnectionTrait,
    messages: &[NewMessage<'_>],
) -> Result<HashMap<(i64, Vec<u8>), i64>, Error> {
    let mut kept = HashMap::new();
    for chunk in messages.chunks(ROWS_A_STATEMENT) {
        let rows = chunk.iter().map(|message| ActiveModel {
            id: ActiveValue::NotSet,
            ..ActiveModel::from(row(message, State::Applied, None))
        });
        let insert = Entity::insert_many(rows)
            .on_conflict(
                OnConflict::columns([Column::ConnectionId, Column::Digest])
                    .update_columns([Column::State, Column::Reason])
                    // Read at last: what could not be read before counts as new.
                    .action_and_where(
                        Expr::col((Entity, Column::State)).eq(State::Quarantined.code()),
                    )
                    .to_owned(),
            )
            .into_query()
            .returning(Query::returning().columns([
                Column::Id,
                Column::ConnectionId,
                Column::Digest,
            ]))
            .take();
        for row in database.query_all(&insert).await? {
            kept.insert(
                (
                    row.try_get("", "connection_id")?,
                    row.try_get("", "digest")?,
                ),
                row.try_get("", "id")?,
            );
        }
    }
    Ok(kept)
}

fn row(message: &NewMessage<'_>, state: State, reason: Option<String>) -> Model {
    Model {
        id: 0,
        public_id: message.id.as_str().to_owned(),
        connection_id: message.connection_id,
        digest: message.digest.to_vec(),
        topic: without_nul(message.topic),
        body: message.body.to_vec(),
        state: state.code().to_owned(),
        reason,
        received_ms: to_ms(message.received),
        cut_ms: None,
    }
}

/// Keeps a message that could not be read; the same one again is no second
/// row.
///
/// # Errors
/// When the database refuses.
pub async fn quarantine(
    database: &impl ConnectionTrait,
    message: &NewMessage<'_>,
    reason: &str,
) -> Result<(), Error> {
    let row = row(message, State::Quarantined, Some(without_nul(reason)));
    let row = ActiveModel {
        id: ActiveValue::NotSet,
        ..ActiveModel::from(row)
    };
    let insert = Entity::insert(row)
        .on_conflict(
            OnConflict::columns([Column::ConnectionId, Column::Digest])
                .do_nothing()
                .to_owned(),
        )
        .into_query();
    database.execute(&insert).await?;
    Ok(())
}

/// The quarantined messages, oldest first, without their bodies' weight.
///
/// # Errors
/// When the database refuses.
pub async fn quarantined(database: &impl ConnectionTrait, limit: u64) -> Result<Vec<Model>, Error> {
    Ok(Entity::find()
        .filter(Column::State.eq(State::Quarantined.code()))
        .order_by_asc(Column::Id)
        .limit(limit)
        .all(database)
        .await?)
}

/// When the newest message came, of those that were read.
///
/// # Errors
/// When the database refuses.
pub async fn last_received_of_any_brand(
    database: &impl ConnectionTrait,
) -> Result<Option<DateTime<Utc>>, Error> {
    let newest: Option<i64> = Entity::find()
        .select_only()
        .column(Column::ReceivedMs)
        .order_by_desc(Column::ReceivedMs)
        .limit(1)
        .into_tuple()
        .one(database)
        .await?;
    Ok(newest.map(from_ms))
}

/// One message by its public id.
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

/// Marks a quarantined message as read at last.
///
/// # Errors
/// When the database refuses.
pub async fn release(database: &impl ConnectionTrait, id: i64) -> Result<(), Error> {
    Entity::update_many()
        .col_expr(Column::State, Expr::value(State::Applied.code()))
        .col_expr(Column::Reason, Expr::value(Option::<String>::None))
        .filter(Column::Id.eq(id))
        .exec(database)
        .await?;
    Ok(())
}
