//! Deliveries: one event on its way to one endpoint, and what became of it.

use super::{endpoint, event};
use crate::db::{ROWS_A_STATEMENT, to_ms};
use crate::error::Error;
use chrono::{DateTime, Utc};
use doorstep::ids::DeliveryId;
use doorstep::webhook::DeliveryState;
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::{OnConflict, Query};
use sea_orm::{ActiveValue, PaginatorTrait, QueryOrder, QuerySelect, QueryTrait};

/// A row of `webhook_delivery`.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "webhook_delivery")]
pub struct Model {
    /// Row id.
    #[sea_orm(primary_key)]
    pub id: i64,
    /// The id staff name it by (`whd_...`).
    pub public_id: String,
    /// The brand.
    pub brand_id: i64,
    /// Who is told.
    pub endpoint_id: i64,
    /// Of what.
    pub event_id: i64,
    /// [`DeliveryState`] as its code.
    pub state: String,
    /// How often it was tried.
    pub attempts: i32,
    /// From when on its three days count: when it happened, or was replayed.
    pub began_ms: i64,
    /// When it is tried next, while it waits.
    pub next_try_ms: Option<i64>,
    /// Until when a worker holds it.
    pub leased_until_ms: Option<i64>,
    /// Which hold that is.
    pub lease: Option<String>,
    /// The last answer's HTTP status.
    pub last_status: Option<i32>,
    /// What went wrong the last time.
    pub last_error: Option<String>,
    /// How long the last try took.
    pub duration_ms: Option<i64>,
    /// How the last answer began.
    pub response: Option<String>,
    /// When it was sent or given up.
    pub ended_ms: Option<i64>,
}

/// Relations are spelled out in queries.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

/// A delivery to be made.
#[derive(Clone, Debug)]
pub struct NewDelivery {
    /// Its public id.
    pub id: DeliveryId,
    /// The brand.
    pub brand_id: i64,
    /// Who is told.
    pub endpoint_id: i64,
    /// Of what.
    pub event_id: i64,
}

/// Queues deliveries, to be sent from now on.
///
/// # Errors
/// When the database refuses.
pub async fn queue(
    database: &impl ConnectionTrait,
    new: &[NewDelivery],
    now: DateTime<Utc>,
) -> Result<(), Error> {
    for chunk in new.chunks(ROWS_A_STATEMENT) {
        let rows = chunk.iter().map(|one| ActiveModel {
            id: ActiveValue::NotSet,
            public_id: ActiveValue::Set(one.id.as_str().to_owned()),
            brand_id: ActiveValue::Set(one.brand_id),
            endpoint_id: ActiveValue::Set(one.endpoint_id),
            event_id: ActiveValue::Set(one.event_id),
            state: ActiveValue::Set(DeliveryState::Queued.code().to_owned()),
            attempts: ActiveValue::Set(0),
            began_ms: ActiveValue::Set(to_ms(now)),
            next_try_ms: ActiveValue::Set(Some(to_ms(now))),
            leased_until_ms: ActiveValue::Set(None),
            lease: ActiveValue::Set(None),
            last_status: ActiveValue::Set(None),
            last_error: ActiveValue::Set(None),
            duration_ms: ActiveValue::Set(None),
            response: ActiveValue::Set(None),
            ended_ms: ActiveValue::Set(None),
        });
        let insert = Entity::insert_many(rows)
            .on_conflict(
                OnConflict::columns([Column::EventId, Column::EndpointId])
                    .do_nothing()
                    .to_owned(),
            )
            .into_query();
        database.execute(&insert).await?;
    }
    Ok(())
}

/// The newest deliveries to an endpoint of a brand.
///
/// # Errors
/// When the database refuses.
pub async fn newest_of_brand(
    database: &impl ConnectionTrait,
    endpoint: &endpoint::Model,
    limit: u64,
) -> Result<Vec<Model>, Error> {
    Ok(Entity::find()
        .filter(Column::BrandId.eq(endpoint.brand_id))
        .filter(Column::EndpointId.eq(endpoint.id))
        .order_by_desc(Column::Id)
        .limit(limit)
        .all(database)
        .await?)
}

/// How many deliveries to an endpoint of a brand stand so.
///
/// # Errors
/// When the database refuses.
pub async fn count_of_brand(
    database: &impl ConnectionTrait,
    endpoint: &endpoint::Model,
    state: DeliveryState,
) -> Result<u64, Error> {
    Ok(Entity::find()
        .filter(Column::BrandId.eq(endpoint.brand_id))
        .filter(Column::EndpointId.eq(endpoint.id))
        .filter(Column::State.eq(state.code()))
        .count(database)
        .await?)
}

/// How many of any brand wait: a figure for whoever runs the server.
///
/// # Errors
/// When the database refuses.
pub async fn waiting_of_any_brand(database: &impl ConnectionTrait) -> Result<u64, Error> {
    Ok(Entity::find()
        .filter(Column::NextTryMs.is_not_null())
        .count(database)
        .await?)
}

/// Which deliveries to an endpoint are sent again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Which<'a> {
    /// This one, sent or given up.
    Delivery(&'a str),
    /// That of this event, sent or given up.
    Event(&'a str),
    /// All that were given up of what happened since then; of all time where
    /// it is not said.
    GivenUp(Option<DateTime<Utc>>),
}

/// Queues deliveries to an endpoint of a brand once more, as if they had never
/// been tried; how many.
///
/// # Errors
/// When the database refuses.
pub async fn replay_of_brand(
    database: &impl ConnectionTrait,
    endpoint: &endpoint::Model,
    which: Which<'_>,
    now: DateTime<Utc>,
) -> Result<u64, Error> {
    let events = || {
        let mut events = Query::select();
        events
            .column(event::Column::Id)
            .from(event::Entity)
            .and_where(event::Column::BrandId.eq(endpoint.brand_id));
        events
    };
    let again = Entity::update_many()
        .col_expr(Column::State, Expr::value(DeliveryState::Queued.code()))
        .col_expr(Column::Attempts, Expr::value(0))
        .col_expr(Column::BeganMs, Expr::value(to_ms(now)))
        .col_expr(Column::NextTryMs, Expr::value(to_ms(now)))
        .col_expr(Column::EndedMs, Expr::value(None::<i64>))
        .filter(Column::BrandId.eq(endpoint.brand_id))
        .filter(Column::EndpointId.eq(endpoint.id))
        .filter(Column::State.ne(DeliveryState::Queued.code()));
    let again = match which {
        Which::Delivery(id) => again.filter(Column::PublicId.eq(id)),
        Which::Event(id) => {
            let mut of_id = events();
            of_id.and_where(event::Column::PublicId.eq(id));
            again.filter(Column::EventId.in_subquery(of_id))
        }
        Which::GivenUp(since) => {
            let dead = again.filter(Column::State.eq(DeliveryState::Dead.code()));
            match since {
                None => dead,
                Some(since) => {
                    let mut of_since = events();
                    of_since.and_where(event::Column::CreatedMs.gte(to_ms(since)));
                    dead.filter(Column::EventId.in_subquery(of_since))
                }
            }
        }
    };
    Ok(again.exec(database).await?.rows_affected)
}

/// Has what waits for an endpoint of a brand tried at once, as if it had never
/// been, where nobody is trying it.
///
/// # Errors
/// When the database refuses.
pub async fn try_now_of_brand(
    database: &impl ConnectionTrait,
    endpoint: &endpoint::Model,
    now: DateTime<Utc>,
) -> Result<(), Error> {
    Entity::update_many()
        .col_expr(Column::NextTryMs, Expr::value(to_ms(now)))
        .col_expr(Column::Attempts, Expr::value(0))
        .col_expr(Column::BeganMs, Expr::value(to_ms(now)))
        .filter(Column::BrandId.eq(endpoint.brand_id))
        .filter(Column::EndpointId.eq(endpoint.id))
        .filter(Column::State.eq(DeliveryState::Queued.code()))
        .filter(Column::Lease.is_null())
        .filter(Column::NextTryMs.gt(to_ms(now)))
        .exec(database)
        .await?;
    Ok(())
}

/// Gives up what waits for an endpoint of a brand, with the reason.
///
/// # Errors
/// When the database refuses.
pub async fn give_up_of_brand(
    database: &impl ConnectionTrait,
    endpoint: &endpoint::Model,
    why: &str,
    now: DateTime<Utc>,
) -> Result<u64, Error> {
    let given_up = Entity::update_many()
        .col_expr(Column::State, Expr::value(DeliveryState::Dead.code()))
        .col_expr(Column::NextTryMs, Expr::value(None::<i64>))
        .col_expr(Column::Lease, Expr::value(None::<String>))
        .col_expr(Column::LeasedUntilMs, Expr::value(None::<i64>))
        .col_expr(Column::LastError, Expr::value(why))
        .col_expr(Column::EndedMs, Expr::value(to_ms(now)))
        .filter(Column::BrandId.eq(endpoint.brand_id))
        .filter(Column::EndpointId.eq(endpoint.id))
        .filter(Column::State.eq(DeliveryState::Queued.code()));
    Ok(given_up.exec(database).await?.rows_affected)
}

/// Drops the events of any brand that happened before, with their deliveries,
/// so many at most; how many. What still waits keeps its event.
///
/// # Errors
/// When the database refuses.
pub async fn drop_of_any_brand(
    database: &impl ConnectionTrait,
    before: DateTime<Utc>,
    limit: u64,
) -> Result<u64, Error> {
    let waiting = Query::select()
        .column(Column::EventId)
        .from(Entity)
        .and_where(Column::NextTryMs.is_not_null())
        .take();
    let ids: Vec<i64> = event::Entity::find()
        .select_only()
        .column(event::Column::Id)
        .filter(event::Column::CreatedMs.lt(to_ms(before)))
        .filter(event::Column::Id.not_in_subquery(waiting))
        .order_by_asc(event::Column::CreatedMs)
        .limit(limit)
        .into_tuple()
        .all(database)
        .await?;
    if ids.is_empty() {
        return Ok(0);
    }
    Entity::delete_many()
        .filter(Column::EventId.is_in(ids.iter().copied()))
        .exec(database)
        .await?;
    let dropped = event::Entity::delete_many()
        .filter(event::Column::Id.is_in(ids))
        .exec(database)
        .await?;
    Ok(dropped.rows_affected)
}
