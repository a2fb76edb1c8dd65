//! Contacts: questions and reports of shoppers. What they wrote stands in [`super::entry`].

use super::listed::listed;
use super::{ROWS_A_STATEMENT, from_ms, orders, to_ms};
use crate::error::Error;
use chrono::{DateTime, Utc};
use doorstep::contact::{Channel, State, Topic};
use doorstep::flag::Complaint;
use doorstep::ids::ContactId;
use doorstep::order::OrderKind;
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::{ExprTrait, OnConflict, Query};
use sea_orm::{ActiveValue, QueryOrder, QuerySelect, QueryTrait};

/// A row of `contact`.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "contact")]
pub struct Model {
    /// Row id; never leaves the server.
    #[sea_orm(primary_key)]
    pub id: i64,
    /// The id everyone else names it by (`cnt_...`).
    pub public_id: String,
    /// What a person reads out on the phone ("K7P2-9QXM").
    pub reference: String,
    /// The order's brand.
    pub brand_id: i64,
    /// The order.
    pub order_id: i64,
    /// The parcel it is about, where that was said.
    pub shipment_id: Option<i64>,
    /// [`doorstep::contact::Topic`] as its code.
    pub topic: String,
    /// [`doorstep::contact::Channel`] as its code.
    pub channel: String,
    /// Why people ask: the worst open flag of the order when it came, else its status, as a code.
    pub cause: String,
    /// When it came.
    pub opened_ms: i64,
    /// By when it should be answered.
    pub due_ms: i64,
    /// When it was first answered.
    pub answered_ms: Option<i64>,
    /// When it was resolved; null while it is open.
    pub closed_ms: Option<i64>,
    /// Who resolved it.
    pub closed_by: Option<i64>,
    /// Why, in the words of staff.
    pub closed_why: Option<String>,
    /// Which of the staff deals with it.
    pub owner_id: Option<i64>,
    /// Until when it is out of sight.
    pub snoozed_until_ms: Option<i64>,
    /// Counts its changes: who changes it names the one they saw.
    pub version: i64,
    /// What makes a repeated request the same one, with its sender before it.
    pub idempotency_key: Option<String>,
}

/// Relations are spelled out in queries.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

impl Model {
    /// What it is about; what cannot be read (never written by us) is other.
    #[must_use]
    pub fn topic(&self) -> Topic {
        Topic::from_code(&self.topic).unwrap_or(Topic::Other)
    }

    /// How far it is, as its shopper is told.
    #[must_use]
    pub const fn state(&self) -> State {
        if self.closed_ms.is_some() {
            State::Closed
        } else if self.answered_ms.is_some() {
            State::Answered
        } else if self.owner_id.is_some() {
            State::LookedAt
        } else {
            State::Received
        }
    }
}

/// A contact to be opened.
#[derive(Clone, Debug)]
pub struct NewContact {
    /// The id everyone else will name it by.
    pub id: ContactId,
    /// What a person reads out on the phone.
    pub reference: String,
    /// The order's brand.
    pub brand_id: i64,
    /// The order.
    pub order_id: i64,
    /// The parcel it is about.
    pub shipment_id: Option<i64>,
    /// What it is about.
    pub topic: Topic,
    /// Where it came from.
    pub channel: Channel,
    /// Why people ask.
    pub cause: String,
    /// When it came.
    pub opened: DateTime<Utc>,
    /// By when it should be answered.
    pub due: DateTime<Utc>,
    /// What makes a repeated request the same one.
    pub idempotency_key: Option<String>,
}

/// Opens a contact; its row id, or `None` where another one has its reference
/// or its key.
///
/// # Errors
/// When the database refuses.
pub async fn add(database: &impl ConnectionTrait, new: NewContact) -> Result<Option<i64>, Error> {
    let row = ActiveModel {
        id: ActiveValue::NotSet,
        public_id: ActiveValue::Set(new.id.as_str().to_owned()),
        reference: ActiveValue::Set(new.reference),
        brand_id: ActiveValue::Set(new.brand_id),
        order_id: ActiveValue::Set(new.order_id),
        shipment_id: ActiveValue::Set(new.shipment_id),
        topic: ActiveValue::Set(new.topic.code().to_owned()),
        channel: ActiveValue::Set(new.channel.code().to_owned()),
        cause: ActiveValue::Set(new.cause),
        opened_ms: ActiveValue::Set(to_ms(new.opened)),
        due_ms: ActiveValue::Set(to_ms(new.due)),
        answered_ms: ActiveValue::Set(None),
        closed_ms: ActiveValue::Set(None),
        closed_by: ActiveValue::Set(None),
        closed_why: ActiveValue::Set(None),
        owner_id: ActiveValue::Set(None),
        snoozed_until_ms: ActiveValue::Set(None),
        version: ActiveValue::Set(0),
        idempotency_key: ActiveValue::Set(new.idempotency_key),
    };
    let insert = Entity::insert(row)
        .on_conflict(OnConflict::new().do_nothing().to_owned())
        .into_query()
        .returning(Query::returning().columns([Column::Id]))
        .take();
    let made = database.query_one(&insert).await?;
    Ok(made.map(|row| row.try_get("", "id")).transpose()?)
}

/// The contacts of an order, newest first.
///
/// # Errors
/// When the database refuses.
pub async fn of_order(database: &impl ConnectionTrait, order_id: i64) -> Result<Vec<Model>, Error> {
    Ok(Entity::find()
        .filter(Column::OrderId.eq(order_id))
        .order_by_desc(Column::Id)
        .all(database)
        .await?)
}

/// Of these orders' contacts: the order, what it is about, and why it came.
///
/// # Errors
/// When the database refuses.
pub async fn topics_of_orders(
    database: &impl ConnectionTrait,
    order_ids: &[i64],
) -> Result<Vec<(i64, Option<Topic>, String)>, Error> {
    let mut found = Vec::new();
    for chunk in order_ids.chunks(ROWS_A_STATEMENT) {
        let of_these: Vec<(i64, String, String)> = Entity::find()
            .select_only()
            .columns([Column::OrderId, Column::Topic, Column::Cause])
            .filter(Column::OrderId.is_in(chunk.iter().copied()))
            .into_tuple()
            .all(database)
            .await?;
        let read =
            |(order, topic, cause): (i64, String, String)| (order, Topic::from_code(&topic), cause);
        found.extend(of_these.into_iter().map(read));
    }
    Ok(found)
}

/// A contact of any brand by its public id: whoever asks looks whether it is
/// theirs.
///
/// # Errors
/// When the database refuses.
pub async fn by_public_id(
    database: &impl ConnectionTrait,
    public_id: &str,
) -> Result<Option<Model>, Error> {
    Ok(Entity::find()
        .filter(Column::PublicId.eq(public_id))
        .all(database)
        .await?
        .pop())
}

/// The contact of any brand that a request with this key has opened; the key
/// names its sender.
///
/// # Errors
/// When the database refuses.
pub async fn by_idempotency_key(
    database: &impl ConnectionTrait,
    key: &str,
) -> Result<Option<Model>, Error> {
    Ok(Entity::find()
        .filter(Column::IdempotencyKey.eq(key))
        .all(database)
        .await?
        .pop())
}

/// The newest open contact of an order about a topic and a parcel, or about
/// no parcel.
///
/// # Errors
/// When the database refuses.
pub async fn open_of_order_about(
    database: &impl ConnectionTrait,
    order_id: i64,
    shipment_id: Option<i64>,
    topic: Topic,
) -> Result<Option<Model>, Error> {
    let of_parcel = match shipment_id {
        Some(id) => Column::ShipmentId.eq(id),
        None => Column::ShipmentId.is_null(),
    };
    Ok(Entity::find()
        .filter(Column::OrderId.eq(order_id))
        .filter(Column::Topic.eq(topic.code()))
        .filter(Column::ClosedMs.is_null())
        .filter(of_parcel)
        .order_by_asc(Column::Id)
        .all(database)
        .await?
        .pop())
}

/// The open contacts of some brands, those that are due first.
///
/// # Errors
/// When the database refuses.
pub async fn open_of_brands(
    database: &impl ConnectionTrait,
    brand_ids: &[i64],
) -> Result<Vec<Model>, Error> {
    Ok(Entity::find()
        .filter(Column::BrandId.is_in(brand_ids.iter().copied()))
        .filter(Column::ClosedMs.is_null())
        .order_by_asc(Column::DueMs)
        .order_by_asc(Column::Id)
        .all(database)
        .await?)
}

/// What an open contact says is wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OpenComplaint {
    /// The order.
    pub order_id: i64,
    /// The parcel it is about, where that was said.
    pub shipment_id: Option<i64>,
    /// What is wrong.
    pub complaint: Complaint,
    /// When it came.
    pub opened: DateTime<Utc>,
}

/// What is read of a row for that, in this order.
const COMPLAINT: [Column; 4] = [
    Column::OrderId,
    Column::ShipmentId,
    Column::Topic,
    Column::OpenedMs,
];

/// What the open contacts of these orders say is wrong; those that only ask
/// are left out.
///
/// # Errors
/// When the database refuses.
pub async fn open_complaints_of_orders(
    database: &impl ConnectionTrait,
    order_ids: &[i64],
) -> Result<Vec<OpenComplaint>, Error> {
    let mut found = Vec::new();
    for chunk in order_ids.chunks(ROWS_A_STATEMENT) {
        let open = Entity::find()
            .filter(Column::OrderId.is_in(chunk.iter().copied()))
            .filter(Column::ClosedMs.is_null());
        let list = listed(database, &COMPLAINT, open).await?;
        let rows: Vec<(i64, Option<i64>, String, i64)> = serde_json::from_str(&list)?;
        let complaint = |(order_id, shipment_id, topic, opened_ms): (_, _, String, _)| {
            Some(OpenComplaint {
                order_id,
                shipment_id,
                complaint: Topic::from_code(&topic)?.complaint()?,
                opened: from_ms(opened_ms),
            })
        };
        found.extend(rows.into_iter().filter_map(complaint));
    }
    Ok(found)
}

/// How often buyers of a brand asked where their order is, by cause, the most
/// frequent first: live orders alone, between two moments.
///
/// # Errors
/// When the database refuses.
pub async fn wismo_of_live_orders_of_brand(
    database: &impl ConnectionTrait,
    brand_id: i64,
    from: DateTime<Utc>,
    until: DateTime<Utc>,
) -> Result<Vec<(String, i64)>, Error> {
    let live = Query::select()
        .column(orders::Column::Id)
        .from(orders::Entity)
        .and_where(orders::Column::BrandId.eq(brand_id))
        .and_where(orders::Column::Kind.eq(OrderKind::Live.code()))
        .take();
    let asked = Topic::ALL.into_iter().filter(|topic| topic.is_wismo());
    let mut counts: Vec<(String, i64)> = Entity::find()
        .select_only()
        .column(Column::Cause)
        .column_as(Column::Id.count(), "count")
        .filter(Column::BrandId.eq(brand_id))
        .filter(Column::OpenedMs.gte(to_ms(from)))
        .filter(Column::OpenedMs.lt(to_ms(until)))
        .filter(Column::Topic.is_in(asked.map(Topic::code)))
        .filter(Column::OrderId.in_subquery(live))
        .group_by(Column::Cause)
        .into_tuple()
        .all(database)
        .await?;
    counts.sort_by(|(one, few), (other, many)| (many, one).cmp(&(few, other)));
    Ok(counts)
}

/// Counts a change of a contact of an order: who has it open is told to look
/// again before they change it.
///
/// # Errors
/// When the database refuses.
pub async fn count_change_of_order(
    database: &impl ConnectionTrait,
    order_id: i64,
    id: i64,
) -> Result<(), Error> {
    Entity::update_many()
        .col_expr(Column::Version, Expr::col(Column::Version).add(1))
        .filter(Column::Id.eq(id))
        .filter(Column::OrderId.eq(order_id))
        .exec(database)
        .await?;
    Ok(())
}

/// Takes from the contacts of these orders what may tell of a person: the
/// keys of requests, and why staff resolved them.
///
/// # Errors
/// When the database refuses.
pub async fn forget_of_orders(
    database: &impl ConnectionTrait,
    order_ids: &[i64],
) -> Result<(), Error> {
    for chunk in order_ids.chunks(ROWS_A_STATEMENT) {
        Entity::update_many()
            .col_expr(Column::IdempotencyKey, Expr::value(None::<String>))
            .col_expr(Column::ClosedWhy, Expr::value(None::<String>))
            .filter(Column::OrderId.is_in(chunk.iter().copied()))
            .exec(database)
            .await?;
    }
    Ok(())
}
