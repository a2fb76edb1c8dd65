//! What lists of orders show of each: read for all of them at once, and of
//! the brands that may be seen alone.

use super::flag::{Column as FlagColumn, Entity as Flags};
use super::orders::{Column, Entity, Model};
use super::staff_order;
use crate::error::Error;
use doorstep::flag::Flag;
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::ExprTrait;
use sea_orm::{QueryOrder, QuerySelect};
use std::collections::HashMap;

/// Those of some orders, by row id, that belong to one of the brands.
///
/// # Errors
/// When the database refuses.
pub async fn orders_of_brands(
    database: &impl ConnectionTrait,
    brands: &[i64],
    ids: &[i64],
) -> Result<Vec<Model>, Error> {
    // With a sum instead of the brand, SQLite leaves the indexes of a brand's
    // orders alone: it would read all of them to find a few.
    let of_brands = Expr::col(Column::BrandId)
        .add(0)
        .is_in(brands.iter().copied());
    Ok(Entity::find()
        .filter(Column::Id.is_in(ids.iter().copied()))
        .filter(of_brands)
        .all(database)
        .await?)
}

/// The worst flag of each of these orders that is up and nobody has dealt
/// with.
///
/// # Errors
/// When the database refuses.
pub async fn worst_flags_of_orders(
    database: &impl ConnectionTrait,
    order_ids: &[i64],
) -> Result<HashMap<i64, Flag>, Error> {
    let open: Vec<(i64, String)> = Flags::find()
        .select_only()
        .columns([FlagColumn::OrderId, FlagColumn::Kind])
        .filter(FlagColumn::OrderId.is_in(order_ids.iter().copied()))
        .filter(FlagColumn::ClearedMs.is_null())
        .filter(FlagColumn::ResolvedMs.is_null())
        .into_tuple()
        .all(database)
        .await?;
    let mut worst: HashMap<i64, Flag> = HashMap::new();
    for (order_id, code) in open {
        if let Some(flag) = Flag::from_code(&code) {
            let known = worst.entry(order_id).or_insert(flag);
            *known = flag.min(*known);
        }
    }
    Ok(worst)
}

/// Which of the orders somebody keeps at hand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AtHand {
    /// Those opened last, pinned ones left out.
    Recent,
    /// Those pinned.
    Pinned,
}

/// The orders that one of the staff keeps at hand, of these brands, the one
/// opened last first, each with when that was.
///
/// # Errors
/// When the database refuses.
pub async fn at_hand_of_staff(
    database: &impl ConnectionTrait,
    staff_id: i64,
    brands: &[i64],
    which: AtHand,
    limit: u64,
) -> Result<Vec<(i64, i64)>, Error> {
    Ok(staff_order::Entity::find()
        .select_only()
        .columns([staff_order::Column::OrderId, staff_order::Column::OpenedMs])
        .filter(staff_order::Column::StaffId.eq(staff_id))
        .filter(staff_order::Column::Pinned.eq(which == AtHand::Pinned))
        .filter(staff_order::Column::BrandId.is_in(brands.iter().copied()))
        .order_by_desc(staff_order::Column::OpenedMs)
        .order_by_desc(staff_order::Column::OrderId)
        .limit(limit)
        .into_tuple()
        .all(database)
        .await?)
}
