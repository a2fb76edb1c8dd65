//! What is known of an order's buyer, for those who come without a link. A
//! forgotten buyer is found by nothing any more.

use super::orders::{Column, Entity, Model};
use super::person;
use crate::error::Error;
use doorstep::lookup::{self, TypedNumber};
use doorstep::order::OrderKind;
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::{CaseStatement, ExprTrait, Query, SimpleExpr};
use sea_orm::{Condition, Order, QueryOrder, QuerySelect, Select};

/// What a guess is held against. Codes and addresses as the shop wrote them.
#[derive(Clone, Debug)]
pub struct Reach {
    /// The order.
    pub order: Model,
    /// The buyer's e-mail address.
    pub email: Option<String>,
    /// The postal code it goes to.
    pub postal_code: Option<String>,
    /// ISO 3166-1 alpha-2.
    pub country: Option<String>,
}

/// The number without its prefix, in capitals, as the index has it.
fn bare_number() -> Expr {
    Expr::cust(format!("ltrim(upper(number), '{}')", lookup::PREFIX))
}

/// The placed orders of a brand that may be meant by a number, those spelled
/// exactly so first, then the newest, each with what is known of its buyer.
///
/// # Errors
/// When the database refuses.
pub async fn of_brand_by_number(
    database: &impl ConnectionTrait,
    brand_id: i64,
    number: &TypedNumber,
    limit: u64,
) -> Result<Vec<Reach>, Error> {
    let exactly = || Column::Number.is_in(number.spellings());
    let meant = number
        .bare()
        .into_iter()
        .fold(Condition::any().add(exactly()), |meant, bare| {
            meant.add(bare_number().eq(bare))
        });
    let rank: SimpleExpr = CaseStatement::new().case(exactly(), 0).finally(1).into();
    let found = Entity::find()
        .filter(Column::BrandId.eq(brand_id))
        .filter(Column::PlacedMs.is_not_null())
        .filter(meant)
        .order_by(rank, Order::Asc)
        .order_by_desc(Column::Id)
        .limit(limit)
        .all(database)
        .await?;
    reached(database, found).await
}

async fn reached(database: &impl ConnectionTrait, orders: Vec<Model>) -> Result<Vec<Reach>, Error> {
    let ids: Vec<i64> = orders.iter().map(|order| order.id).collect();
    let people = person::of_orders(database, &ids).await?;
    let reach = |order: Model| {
        let person = people.iter().find(|person| person.order_id == order.id);
        let address = person.map(person::Model::address).unwrap_or_default();
        Reach {
            email: person.and_then(|person| person.buyer().email),
            postal_code: address.postal_code,
            country: address.country,
            order,
        }
    };
    Ok(orders.into_iter().map(reach).collect())
}

/// What is known of the buyer of an order of a brand, by row id; `None` once it is gone.
///
/// # Errors
/// When the database refuses.
pub async fn of_brand_by_order(
    database: &impl ConnectionTrait,
    brand_id: i64,
    order_id: i64,
) -> Result<Option<Reach>, Error> {
    let found = Entity::find()
        .filter(Column::Id.eq(order_id))
        .filter(Column::BrandId.eq(brand_id))
        .all(database)
        .await?;
    Ok(reached(database, found).await?.pop())
}

/// The placed orders of a brand under an e-mail address, however it is typed,
/// newest first.
///
/// # Errors
/// When the database refuses.
pub async fn orders_of_brand_by_email(
    database: &impl ConnectionTrait,
    brand_id: i64,
    email: &str,
    limit: u64,
) -> Result<Vec<Model>, Error> {
    let Some(theirs) = of_brand_by_email(brand_id, email) else {
        return Ok(Vec::new());
    };
    Ok(theirs
        .order_by_desc(Column::PlacedMs)
        .order_by_desc(Column::Id)
        .limit(limit)
        .all(database)
        .await?)
}

/// The newest of these orders that a mail to that address can be about: a test
/// order only where there is no other, for its mails reach few.
///
/// # Errors
/// When the database refuses.
pub async fn mailed_about_of_brand_by_email(
    database: &impl ConnectionTrait,
    brand_id: i64,
    email: &str,
) -> Result<Option<Model>, Error> {
    let Some(theirs) = of_brand_by_email(brand_id, email) else {
        return Ok(None);
    };
    let is_test = Column::Kind.eq(OrderKind::Test.code());
    let rank: SimpleExpr = CaseStatement::new().case(is_test, 1).finally(0).into();
    Ok(theirs
        .order_by(rank, Order::Asc)
        .order_by_desc(Column::PlacedMs)
        .order_by_desc(Column::Id)
        .one(database)
        .await?)
}

/// The placed orders under an e-mail address; `None` for what is none.
fn of_brand_by_email(brand_id: i64, email: &str) -> Option<Select<Entity>> {
    let theirs = Query::select()
        .column(person::Column::OrderId)
        .from(person::Entity)
        .and_where(person::Column::BrandId.eq(brand_id))
        .and_where(person::Column::EmailHash.eq(person::email_hash(email)?))
        .take();
    let found = Entity::find()
        .filter(Column::Id.in_subquery(theirs))
        .filter(Column::PlacedMs.is_not_null());
    Some(found)
}
