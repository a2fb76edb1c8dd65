//! What somebody is sent of other orders: a person counts a brand's messages,
//! and not those of each order.

use super::{Column, Entity, Model};
use crate::db::{consent, follower, orders, person, to_ms};
use crate::error::Error;
use chrono::{DateTime, Utc};
use doorstep::mail::MailState;
use doorstep::order::OrderKind;
use doorstep::recipient::Medium;
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::{ExprTrait, Query, SelectStatement};
use sea_orm::{Condition, QueryFilter};

/// Of so many of somebody's newest orders messages are counted: older ones have
/// ended.
const ORDERS: u64 = 200;

/// An address of a brand.
#[derive(Clone, Copy, Debug)]
pub struct Reached<'a> {
    /// The brand.
    pub brand_id: i64,
    /// How it is reached.
    pub medium: Medium,
    /// The address.
    pub address: &'a str,
    /// The address under the site's key.
    pub hash: &'a [u8; 32],
    /// What their rows call a buyer who is reached so.
    pub buyer: &'a str,
}

/// The messages that wait for an address, or went out to it since a moment,
/// about other live orders than this one.
///
/// # Errors
/// When the database refuses.
pub async fn of_brand_beside_order(
    database: &impl ConnectionTrait,
    reached: &Reached<'_>,
    order_id: i64,
    since: DateTime<Utc>,
) -> Result<Vec<Model>, Error> {
    let follows = || {
        Query::select()
            .from(follower::Entity)
            .and_where(Expr::col(follower::Column::BrandId).eq(reached.brand_id))
            .and_where(Expr::col(follower::Column::AddressHash).eq(reached.hash.to_vec()))
            .take()
    };
    let follows_orders = follows().column(follower::Column::OrderId).take();
    let follows_as = follows().column(follower::Column::PublicId).take();
    let as_buyer = bought(reached).map(|bought| {
        told(reached.brand_id, live(bought), since).filter(Column::Recipient.eq(reached.buyer))
    });
    let as_follower = told(reached.brand_id, live(follows_orders), since)
        .filter(Column::Recipient.in_subquery(follows_as));
    let mut found = Vec::new();
    for told in as_buyer.into_iter().chain([as_follower]) {
        let told = told.filter(Column::OrderId.ne(order_id));
        found.extend(told.all(database).await?);
    }
    Ok(found)
}

/// The orders somebody bought; `None` where an address is nobody's.
fn bought(reached: &Reached<'_>) -> Option<SelectStatement> {
    Some(match reached.medium {
        Medium::Email => Query::select()
            .column(person::Column::OrderId)
            .from(person::Entity)
            .and_where(Expr::col(person::Column::BrandId).eq(reached.brand_id))
            .and_where(
                Expr::col(person::Column::EmailHash).eq(person::email_hash(reached.address)?),
            )
            .take(),
        Medium::Sms => Query::select()
            .column(consent::Column::OrderId)
            .from(consent::Entity)
            .and_where(Expr::col(consent::Column::BrandId).eq(reached.brand_id))
            .and_where(Expr::col(consent::Column::NumberHash).eq(reached.hash.to_vec()))
            .and_where(Expr::col(consent::Column::EndedMs).is_null())
            .take(),
    })
}

/// The newest of these orders that are no tests.
fn live(of: SelectStatement) -> SelectStatement {
    Query::select()
        .column(orders::Column::Id)
        .from(orders::Entity)
        .and_where(Expr::col(orders::Column::Id).in_subquery(of))
        .and_where(Expr::col(orders::Column::Kind).eq(OrderKind::Live.code()))
        .order_by(orders::Column::Id, sea_orm::Order::Desc)
        .limit(ORDERS)
        .take()
}

fn told(brand_id: i64, of: SelectStatement, since: DateTime<Utc>) -> Select<Entity> {
    let sent = Condition::all()
        .add(Column::State.eq(MailState::Sent.code()))
        .add(Column::EndedMs.gte(to_ms(since)));
    let waits = Condition::all()
        .add(Column::State.eq(MailState::Queued.code()))
        .add(Column::NextTryMs.is_not_null());
    Entity::find()
        .filter(Column::BrandId.eq(brand_id))
        .filter(Column::Medium.is_not_null())
        .filter(Column::OrderId.in_subquery(of))
        .filter(Condition::any().add(sent).add(waits))
}
