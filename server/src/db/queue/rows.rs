//! The rows of the orders a page of the queue shows, and what stands beside
//! them.

use super::{Wanted, in_sight_of_orders};
use crate::db::{contact, flag, orders, shipment, staff, staff_brand};
use crate::error::Error;
use doorstep::contact::{Channel, Topic};
use doorstep::flag::Because;
use doorstep::order::OrderKind;
use doorstep::queue::{Kind, Source};
use doorstep::staff::Serves;
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::Query;
use sea_orm::{Condition, QueryOrder, QuerySelect};
use std::collections::{BTreeSet, HashMap};

/// A flag or a contact.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// What it is.
    pub kind: Kind,
    /// Its row id within its own list.
    pub id: i64,
    /// Its public id.
    pub public_id: String,
    /// The brand.
    pub brand_id: i64,
    /// The order.
    pub order_id: i64,
    /// The shipment, where it is about one.
    pub shipment_id: Option<i64>,
    /// Since when.
    pub since_ms: i64,
    /// By when somebody should have dealt with it.
    pub due_ms: i64,
    /// Why a flag is up.
    pub because: Option<Because>,
    /// Where a contact came from.
    pub channel: Option<Channel>,
    /// Whether a contact was answered.
    pub answered: bool,
    /// Who has taken it.
    pub owner_id: Option<i64>,
    /// Until when it is out of sight.
    pub snoozed_until_ms: Option<i64>,
    /// Counts what staff change of it.
    pub version: i64,
    /// When it was dealt with.
    pub resolved_ms: Option<i64>,
    /// By whom.
    pub resolved_by: Option<i64>,
    /// Whether it cleared itself.
    pub is_cleared: bool,
}

impl Row {
    /// `None` for a row that cannot be read (never written by us).
    fn of_flag(row: flag::Model) -> Option<Self> {
        let raised = row.raised()?;
        Some(Self {
            kind: Kind::Flag(raised.flag),
            id: row.id,
            public_id: row.public_id,
            brand_id: row.brand_id,
            order_id: row.order_id,
            shipment_id: row.shipment_id,
            since_ms: row.since_ms,
            due_ms: row.due_ms,
            because: Some(raised.because),
            channel: None,
            answered: false,
            owner_id: row.owner_id,
            snoozed_until_ms: row.snoozed_until_ms,
            version: row.version,
            resolved_ms: row.resolved_ms,
            resolved_by: row.resolved_by,
            is_cleared: row.cleared_ms.is_some(),
        })
    }

    fn of_contact(row: contact::Model) -> Option<Self> {
        Some(Self {
            kind: Kind::Contact(Topic::from_code(&row.topic)?),
            id: row.id,
            public_id: row.public_id,
            brand_id: row.brand_id,
            order_id: row.order_id,
            shipment_id: row.shipment_id,
            since_ms: row.opened_ms,
            due_ms: row.due_ms,
            because: None,
            channel: Channel::from_code(&row.channel),
            answered: row.answered_ms.is_some(),
            owner_id: row.owner_id,
            snoozed_until_ms: row.snoozed_until_ms,
            version: row.version,
            resolved_ms: row.closed_ms,
            resolved_by: row.closed_by,
            is_cleared: false,
        })
    }
}

/// Every row in sight of these orders, whosever and of whatever kind.
///
/// # Errors
/// When the database refuses.
pub async fn of_orders(
    database: &impl ConnectionTrait,
    wanted: &Wanted<'_>,
    orders: &[i64],
) -> Result<Vec<Row>, Error> {
    let up = wanted
        .flags_in_sight()
        .add(flag::Column::ClearedMs.is_null());
    let up = Condition::all().add(up);
    let flags = flag::Entity::find()
        .filter(in_sight_of_orders(up, flag::Column::OrderId, orders))
        .all(database)
        .await?;
    let contacts = contact::Entity::find()
        .filter(in_sight_of_orders(
            wanted.contacts_in_sight(),
            contact::Column::OrderId,
            orders,
        ))
        .all(database)
        .await?;
    let flags = flags.into_iter().filter_map(Row::of_flag);
    Ok(flags
        .chain(contacts.into_iter().filter_map(Row::of_contact))
        .collect())
}

/// Rows of some brands by their public ids, however they stand now.
///
/// # Errors
/// When the database refuses.
pub async fn of_brands_by_public_id(
    database: &impl ConnectionTrait,
    brands: &[i64],
    ids: &[(Source, String)],
) -> Result<Vec<Row>, Error> {
    let of = |wanted: Source| -> Vec<String> {
        let those = ids.iter().filter(|(source, _)| *source == wanted);
        those.map(|(_, id)| id.clone()).collect()
    };
    let flags = flag::Entity::find()
        .filter(flag::Column::PublicId.is_in(of(Source::Flag)))
        .filter(flag::Column::BrandId.is_in(brands.iter().copied()))
        .all(database)
        .await?;
    let contacts = contact::Entity::find()
        .filter(contact::Column::PublicId.is_in(of(Source::Contact)))
        .filter(contact::Column::BrandId.is_in(brands.iter().copied()))
        .all(database)
        .await?;
    let flags = flags.into_iter().filter_map(Row::of_flag);
    Ok(flags
        .chain(contacts.into_iter().filter_map(Row::of_contact))
        .collect())
}

/// An order as far as the queue shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OrderOf {
    /// Its public id.
    pub public_id: String,
    /// Its number as the buyer knows it.
    pub number: String,
    /// Live, or a rehearsal.
    pub kind: OrderKind,
}

/// Orders by row id, as far as the queue shows them.
///
/// # Errors
/// When the database refuses.
pub async fn orders_by_id(
    database: &impl ConnectionTrait,
    ids: &[i64],
) -> Result<HashMap<i64, OrderOf>, Error> {
    let found: Vec<(i64, String, String, String)> = orders::Entity::find()
        .select_only()
        .columns([
            orders::Column::Id,
            orders::Column::PublicId,
            orders::Column::Number,
            orders::Column::Kind,
        ])
        .filter(orders::Column::Id.is_in(ids.iter().copied()))
        .into_tuple()
        .all(database)
        .await?;
    let order = |(id, public_id, number, kind): (i64, String, String, String)| {
        let kind = OrderKind::from_code(&kind).unwrap_or(OrderKind::Live);
        let order = OrderOf {
            public_id,
            number,
            kind,
        };
        (id, order)
    };
    Ok(found.into_iter().map(order).collect())
}

/// The brands of these orders: in whose queues something of theirs stands.
///
/// # Errors
/// When the database refuses.
pub async fn brands_of_orders(
    database: &impl ConnectionTrait,
    ids: &[i64],
) -> Result<BTreeSet<i64>, Error> {
    let found: Vec<i64> = orders::Entity::find()
        .select_only()
        .column(orders::Column::BrandId)
        .filter(orders::Column::Id.is_in(ids.iter().copied()))
        .into_tuple()
        .all(database)
        .await?;
    Ok(found.into_iter().collect())
}

/// An order of the brands somebody serves by its public id, with its row id.
///
/// # Errors
/// When the database refuses.
pub async fn order_of_served_by_public_id(
    database: &impl ConnectionTrait,
    serves: &Serves,
    public_id: &str,
) -> Result<Option<(i64, OrderOf)>, Error> {
    let found = orders::Entity::find()
        .filter(orders::Column::PublicId.eq(public_id))
        .one(database)
        .await?;
    let found = found.filter(|order| serves.covers(order.brand_id));
    Ok(found.map(|order| {
        let kind = OrderKind::from_code(&order.kind).unwrap_or(OrderKind::Live);
        let of = OrderOf {
            public_id: order.public_id,
            number: order.number,
            kind,
        };
        (order.id, of)
    }))
}

/// Who carries these shipments, by row id, where the shop said so.
///
/// # Errors
/// When the database refuses.
pub async fn carriers_of_shipments(
    database: &impl ConnectionTrait,
    ids: &[i64],
) -> Result<HashMap<i64, String>, Error> {
    let found: Vec<(i64, String)> = shipment::Entity::find()
        .select_only()
        .columns([shipment::Column::Id, shipment::Column::Carrier])
        .filter(shipment::Column::Id.is_in(ids.iter().copied()))
        .into_tuple()
        .all(database)
        .await?;
    Ok(found.into_iter().collect())
}

/// What these of the staff are called, by row id.
///
/// # Errors
/// When the database refuses.
pub async fn names_of_staff(
    database: &impl ConnectionTrait,
    ids: &[i64],
) -> Result<HashMap<i64, String>, Error> {
    let found: Vec<(i64, String)> = staff::Entity::find()
        .select_only()
        .columns([staff::Column::Id, staff::Column::Name])
        .filter(staff::Column::Id.is_in(ids.iter().copied()))
        .into_tuple()
        .all(database)
        .await?;
    Ok(found.into_iter().collect())
}

/// One of the staff who serves some of the same brands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Colleague {
    /// Row id.
    pub id: i64,
    /// Public id (`stf_...`).
    pub public_id: String,
    /// What they are called.
    pub name: String,
}

/// Everybody who serves one of these brands, by name.
///
/// # Errors
/// When the database refuses.
pub async fn colleagues_of_brands(
    database: &impl ConnectionTrait,
    brands: &[i64],
) -> Result<Vec<Colleague>, Error> {
    let serving = Query::select()
        .column(staff_brand::Column::StaffId)
        .from(staff_brand::Entity)
        .and_where(staff_brand::Column::BrandId.is_in(brands.iter().copied()))
        .take();
    let found: Vec<(i64, String, String)> = staff::Entity::find()
        .select_only()
        .columns([
            staff::Column::Id,
            staff::Column::PublicId,
            staff::Column::Name,
        ])
        .filter(staff::Column::DisabledMs.is_null())
        .filter(
            Condition::any()
                .add(staff::Column::AllBrands.eq(true))
                .add(staff::Column::Id.in_subquery(serving)),
        )
        .order_by_asc(staff::Column::Name)
        .order_by_asc(staff::Column::Id)
        .into_tuple()
        .all(database)
        .await?;
    let colleague = |(id, public_id, name)| Colleague {
        id,
        public_id,
        name,
    };
    Ok(found.into_iter().map(colleague).collect())
}
