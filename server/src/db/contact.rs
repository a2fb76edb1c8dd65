//! What is known of an order's buyer, for those who come without a link: the
//! one place that reads it from the orders to find them.

use super::is_sqlite;
use super::orders::{Column, Entity, Model};
use crate::error::Error;
use doorstep::lookup::{self, TypedNumber};
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::{CaseStatement, ExprTrait, SimpleExpr};
use sea_orm::{Condition, Order, QueryOrder, QuerySelect};

/// What a guess is held against. Codes and addresses as the shop wrote them.
#[derive(Clone, Debug)]
pub struct Contact {
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
/// exactly so first, then the newest, each with its contact.
///
/// # Errors
/// When the database refuses.
pub async fn of_brand_by_number(
    database: &impl ConnectionTrait,
    brand_id: i64,
    number: &TypedNumber,
    limit: u64,
) -> Result<Vec<Contact>, Error> {
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
    Ok(found.into_iter().map(contact).collect())
}

fn contact(order: Model) -> Contact {
    let address = order.address();
    Contact {
        email: order.buyer().email,
        postal_code: address.postal_code,
        country: address.country,
        order,
    }
}

/// The contact of an order of a brand, by row id; `None` once it is gone.
///
/// # Errors
/// When the database refuses.
pub async fn of_brand_by_order(
    database: &impl ConnectionTrait,
    brand_id: i64,
    order_id: i64,
) -> Result<Option<Contact>, Error> {
    let found = Entity::find()
        .filter(Column::Id.eq(order_id))
        .filter(Column::BrandId.eq(brand_id))
        .all(database)
        .await?
        .pop();
    Ok(found.map(contact))
}

/// The placed orders of a brand under an e-mail address as
/// [`lookup::email`] spells it, newest first.
///
/// # Errors
/// When the database refuses.
pub async fn orders_of_brand_by_email(
    database: &impl ConnectionTrait,
    brand_id: i64,
    email: &str,
    limit: u64,
) -> Result<Vec<Model>, Error> {
    let kept = if is_sqlite(database) {
        "lower(trim(json_extract(buyer, '$.email')))"
    } else {
        "lower(trim(buyer::json ->> 'email'))"
    };
    Ok(Entity::find()
        .filter(Column::BrandId.eq(brand_id))
        .filter(Column::PlacedMs.is_not_null())
        .filter(Expr::cust(kept).eq(email))
        .order_by_desc(Column::PlacedMs)
        .order_by_desc(Column::Id)
        .limit(limit)
        .all(database)
        .await?)
}
