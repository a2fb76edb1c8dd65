//! The outbox: each due notice once, written in the transaction that made it
//! due. Nothing sends them yet.

use super::{ROWS_A_STATEMENT, to_ms};
use crate::error::Error;
use chrono::{DateTime, Utc};
use doorstep::ids::ListLinkId;
use doorstep::notice::DueNotice;
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::OnConflict;
use sea_orm::{ActiveValue, PaginatorTrait, QueryOrder, QuerySelect, QueryTrait};

/// A row of `outbox`.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "outbox")]
pub struct Model {
    /// Row id.
    #[sea_orm(primary_key)]
    pub id: i64,
    /// The brand in whose name it goes out.
    pub brand_id: i64,
    /// The order.
    pub order_id: i64,
    /// The shipment; null for notices of the whole order.
    pub shipment_id: Option<i64>,
    /// Subject, notice and milestone: what makes it one message for good.
    pub dedupe_key: String,
    /// What kind.
    pub notice: String,
    /// Which occasion.
    pub milestone: String,
    /// `queued` until a worker ends it, `dropped` when it must not go out.
    pub state: String,
    /// Why it was dropped.
    pub reason: Option<String>,
    /// When it fell due.
    pub created_ms: i64,
}

/// Relations are spelled out in queries.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

/// A notice to be queued.
#[derive(Clone, Debug)]
pub struct NewNotice {
    /// The brand.
    pub brand_id: i64,
    /// The order.
    pub order_id: i64,
    /// The shipment, or the whole order.
    pub shipment_id: Option<i64>,
    /// What is due.
    pub due: DueNotice,
}

impl NewNotice {
    fn dedupe_key(&self) -> String {
        let subject = self.shipment_id.map_or_else(
            || format!("order {}", self.order_id),
            |id| format!("shipment {id}"),
        );
        format!(
            "{subject} {} {}",
            self.due.notice.code(),
            self.due.milestone
        )
    }
}

/// How many notices wait to be sent, over all brands: a figure for whoever
/// runs the server.
///
/// # Errors
/// When the database refuses.
pub async fn queued_of_any_brand(database: &impl ConnectionTrait) -> Result<u64, Error> {
    Ok(Entity::find()
        .filter(Column::State.eq("queued"))
        .count(database)
        .await?)
}

/// What the `notice` column says of a mailed link to the list of a buyer's
/// orders. Its `milestone` is the link's id, from which the site key forms the
/// secret; it goes to the address of the buyer of `order_id`.
pub const LIST_LINK: &str = "list_link";

/// Queues the mail with a link to the list of a buyer's orders.
///
/// # Errors
/// When the database refuses.
pub async fn queue_list_link(
    database: &impl ConnectionTrait,
    brand_id: i64,
    order_id: i64,
    link: &ListLinkId,
    now: DateTime<Utc>,
) -> Result<(), Error> {
    let row = ActiveModel {
        brand_id: ActiveValue::Set(brand_id),
        order_id: ActiveValue::Set(order_id),
        shipment_id: ActiveValue::Set(None),
        dedupe_key: ActiveValue::Set(format!("link {link}")),
        notice: ActiveValue::Set(LIST_LINK.to_owned()),
        milestone: ActiveValue::Set(link.as_str().to_owned()),
        state: ActiveValue::Set("queued".to_owned()),
        created_ms: ActiveValue::Set(to_ms(now)),
        ..Default::default()
    };
    Entity::insert(row).exec(database).await?;
    Ok(())
}

/// The newest mailed links of a brand that wait to be sent.
///
/// # Errors
/// When the database refuses.
pub async fn list_links_of_brand(
    database: &impl ConnectionTrait,
    brand_id: i64,
    limit: u64,
) -> Result<Vec<Model>, Error> {
    Ok(Entity::find()
        .filter(Column::BrandId.eq(brand_id))
        .filter(Column::State.eq("queued"))
        .filter(Column::Notice.eq(LIST_LINK))
        .order_by_desc(Column::Id)
        .limit(limit)
        .all(database)
        .await?)
}

/// Queues notices that are not in the outbox yet.
///
/// # Errors
/// When the database refuses.
pub async fn queue(
    database: &impl ConnectionTrait,
    notices: &[NewNotice],
    now: DateTime<Utc>,
) -> Result<(), Error> {
    for chunk in notices.chunks(ROWS_A_STATEMENT) {
        let rows = chunk.iter().map(|new| ActiveModel {
            id: ActiveValue::NotSet,
            brand_id: ActiveValue::Set(new.brand_id),
            order_id: ActiveValue::Set(new.order_id),
            shipment_id: ActiveValue::Set(new.shipment_id),
            dedupe_key: ActiveValue::Set(new.dedupe_key()),
            notice: ActiveValue::Set(new.due.notice.code().to_owned()),
            milestone: ActiveValue::Set(new.due.milestone.clone()),
            state: ActiveValue::Set("queued".to_owned()),
            reason: ActiveValue::Set(None),
            created_ms: ActiveValue::Set(to_ms(now)),
        });
        let insert = Entity::insert_many(rows)
            .on_conflict(
                OnConflict::column(Column::DedupeKey)
                    .do_nothing()
                    .to_owned(),
            )
            .into_query();
        database.execute(&insert).await?;
    }
    Ok(())
}

/// All notices of an order, oldest first.
///
/// # Errors
/// When the database refuses.
pub async fn of_order(database: &impl ConnectionTrait, order_id: i64) -> Result<Vec<Model>, Error> {
    Ok(Entity::find()
        .filter(Column::OrderId.eq(order_id))
        .order_by_asc(Column::Id)
        .all(database)
        .await?)
}

/// Drops the notices of these orders that have not gone out, with the reason;
/// says how many.
///
/// # Errors
/// When the database refuses.
pub async fn drop_queued_of_orders(
    database: &impl ConnectionTrait,
    order_ids: &[i64],
    reason: &str,
) -> Result<u64, Error> {
    let mut dropped = 0;
    for chunk in order_ids.chunks(ROWS_A_STATEMENT) {
        let ended = Entity::update_many()
            .col_expr(Column::State, Expr::value("dropped"))
            .col_expr(Column::Reason, Expr::value(reason))
            .filter(Column::OrderId.is_in(chunk.iter().copied()))
            .filter(Column::State.eq("queued"));
        dropped += ended.exec(database).await?.rows_affected;
    }
    Ok(dropped)
}
