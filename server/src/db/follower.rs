//! Others who follow an order. Personal: erased with their order, with
//! themselves, and, but for a hash, as soon as they say no.

use super::{ROWS_A_STATEMENT, to_ms, without_nul};
use crate::error::Error;
use chrono::{DateTime, Utc};
use doorstep::choice::{Kinds, joined, split};
use doorstep::ids::FollowerId;
use doorstep::recipient::Medium;
use sea_orm::entity::prelude::*;
use sea_orm::{ActiveValue, QueryOrder};

/// A row of `follower`.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "follower")]
pub struct Model {
    /// Row id.
    #[sea_orm(primary_key)]
    pub id: i64,
    /// Its id outside (`fol_...`).
    pub public_id: String,
    /// The order's brand.
    pub brand_id: i64,
    /// The order they follow.
    pub order_id: i64,
    /// [`Medium`] as its code.
    pub medium: String,
    /// The address; empty once they said no.
    pub address: String,
    /// The address under the site's key.
    pub address_hash: Vec<u8>,
    /// SHA-256 of the secret of their own link.
    pub token_hash: Vec<u8>,
    /// Codes of the kinds they hear of.
    pub kinds: String,
    /// When they were asked.
    pub invited_ms: i64,
    /// When they said yes.
    pub confirmed_ms: Option<i64>,
    /// When they said no.
    pub ended_ms: Option<i64>,
    /// When the buyer took them out, where it was the buyer who ended it.
    pub removed_ms: Option<i64>,
}

/// Relations are spelled out in queries.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

impl Model {
    /// How they are reached.
    #[must_use]
    pub fn medium(&self) -> Medium {
        Medium::from_code(&self.medium).unwrap_or(Medium::Email)
    }

    /// What they hear of.
    #[must_use]
    pub fn heard(&self) -> Kinds {
        split(&self.kinds)
    }

    /// Whether they have said yes, and not no since.
    #[must_use]
    pub const fn is_confirmed(&self) -> bool {
        self.confirmed_ms.is_some() && self.ended_ms.is_none()
    }

    /// Whether they had said yes when the buyer took them out: only then may
    /// the buyer take that back.
    #[must_use]
    pub const fn may_come_back(&self) -> bool {
        self.confirmed_ms.is_some() && self.removed_ms.is_some()
    }

    /// Whether they may still say yes, or have.
    #[must_use]
    pub const fn is_open(&self) -> bool {
        self.ended_ms.is_none()
    }
}

/// Somebody to be asked.
#[derive(Clone, Debug)]
pub struct NewFollower<'a> {
    /// Their id.
    pub id: &'a FollowerId,
    /// The order's brand.
    pub brand_id: i64,
    /// The order.
    pub order_id: i64,
    /// How they are reached.
    pub medium: Medium,
    /// The address.
    pub address: &'a str,
    /// The address under the site's key.
    pub address_hash: [u8; 32],
    /// SHA-256 of the secret of their own link.
    pub token_hash: [u8; 32],
    /// What they will hear of.
    pub kinds: &'a Kinds,
}

/// Keeps somebody who was asked.
///
/// # Errors
/// When the database refuses.
pub async fn keep(
    database: &impl ConnectionTrait,
    new: &NewFollower<'_>,
    now: DateTime<Utc>,
) -> Result<(), Error> {
    let row = ActiveModel {
        id: ActiveValue::NotSet,
        public_id: ActiveValue::Set(new.id.as_str().to_owned()),
        brand_id: ActiveValue::Set(new.brand_id),
        order_id: ActiveValue::Set(new.order_id),
        medium: ActiveValue::Set(new.medium.code().to_owned()),
        address: ActiveValue::Set(without_nul(new.address)),
        address_hash: ActiveValue::Set(new.address_hash.to_vec()),
        token_hash: ActiveValue::Set(new.token_hash.to_vec()),
        kinds: ActiveValue::Set(joined(new.kinds)),
        invited_ms: ActiveValue::Set(to_ms(now)),
        confirmed_ms: ActiveValue::Set(None),
        ended_ms: ActiveValue::Set(None),
        removed_ms: ActiveValue::Set(None),
    };
    Entity::insert(row).exec(database).await?;
    Ok(())
}

/// All who were ever asked about an order, oldest first.
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

/// One follower of an order.
///
/// # Errors
/// When the database refuses.
pub async fn of_order_by_public_id(
    database: &impl ConnectionTrait,
    order_id: i64,
    public_id: &str,
) -> Result<Option<Model>, Error> {
    Ok(Entity::find()
        .filter(Column::OrderId.eq(order_id))
        .filter(Column::PublicId.eq(public_id))
        .all(database)
        .await?
        .pop())
}

/// The follower behind the secret of a link, by its hash.
///
/// # Errors
/// When the database refuses.
pub async fn by_token_hash(
    database: &impl ConnectionTrait,
    hash: &[u8; 32],
) -> Result<Option<Model>, Error> {
    Ok(Entity::find()
        .filter(Column::TokenHash.eq(hash.to_vec()))
        .all(database)
        .await?
        .pop())
}

/// Those of a brand at an address, by its hash.
///
/// # Errors
/// When the database refuses.
pub async fn of_brand_by_address_hash(
    database: &impl ConnectionTrait,
    brand_id: i64,
    hash: &[u8; 32],
) -> Result<Vec<Model>, Error> {
    Ok(Entity::find()
        .filter(Column::BrandId.eq(brand_id))
        .filter(Column::AddressHash.eq(hash.to_vec()))
        .order_by_asc(Column::Id)
        .all(database)
        .await?)
}

/// Somebody says yes; `false` where they have said something before.
///
/// # Errors
/// When the database refuses.
pub async fn confirm_by_id(
    database: &impl ConnectionTrait,
    id: i64,
    now: DateTime<Utc>,
) -> Result<bool, Error> {
    let confirmed = Entity::update_many()
        .col_expr(Column::ConfirmedMs, Expr::value(to_ms(now)))
        .filter(Column::Id.eq(id))
        .filter(Column::ConfirmedMs.is_null())
        .filter(Column::EndedMs.is_null())
        .exec(database)
        .await?;
    Ok(confirmed.rows_affected == 1)
}

/// Somebody says no: their address goes, and its hash stays, so that they are
/// not asked about this order again.
///
/// # Errors
/// When the database refuses.
pub async fn end_by_id(
    database: &impl ConnectionTrait,
    id: i64,
    now: DateTime<Utc>,
) -> Result<(), Error> {
    Entity::update_many()
        .col_expr(Column::EndedMs, Expr::value(to_ms(now)))
        .col_expr(Column::Address, Expr::value(String::new()))
        .filter(Column::Id.eq(id))
        .filter(Column::EndedMs.is_null())
        .exec(database)
        .await?;
    Ok(())
}

/// The buyer takes a follower out of an order: their address goes, and its hash
/// stays, so that taking out and asking again writes to nobody twice.
///
/// # Errors
/// When the database refuses.
pub async fn remove_of_order(
    database: &impl ConnectionTrait,
    order_id: i64,
    public_id: &str,
    now: DateTime<Utc>,
) -> Result<bool, Error> {
    let gone = Entity::update_many()
        .col_expr(Column::EndedMs, Expr::value(to_ms(now)))
        .col_expr(Column::RemovedMs, Expr::value(to_ms(now)))
        .col_expr(Column::Address, Expr::value(String::new()))
        .filter(Column::OrderId.eq(order_id))
        .filter(Column::PublicId.eq(public_id))
        .filter(Column::EndedMs.is_null())
        .exec(database)
        .await?;
    Ok(gone.rows_affected == 1)
}

/// The buyer takes that back of somebody who had said yes.
///
/// # Errors
/// When the database refuses.
pub async fn come_back_by_id(
    database: &impl ConnectionTrait,
    id: i64,
    address: &str,
) -> Result<(), Error> {
    Entity::update_many()
        .col_expr(Column::EndedMs, Expr::value(None::<i64>))
        .col_expr(Column::RemovedMs, Expr::value(None::<i64>))
        .col_expr(Column::Address, Expr::value(without_nul(address)))
        .filter(Column::Id.eq(id))
        .filter(Column::RemovedMs.is_not_null())
        .filter(Column::ConfirmedMs.is_not_null())
        .exec(database)
        .await?;
    Ok(())
}

/// Erases the followers of these orders; how many there were.
///
/// # Errors
/// When the database refuses.
pub async fn erase_of_orders(
    database: &impl ConnectionTrait,
    order_ids: &[i64],
) -> Result<u64, Error> {
    let mut erased = 0;
    for chunk in order_ids.chunks(ROWS_A_STATEMENT) {
        let of_these = Column::OrderId.is_in(chunk.iter().copied());
        let gone = Entity::delete_many().filter(of_these).exec(database);
        erased += gone.await?.rows_affected;
    }
    Ok(erased)
}

/// Erases whoever follows orders of a brand at an address, by its hash; how
/// many there were.
///
/// # Errors
/// When the database refuses.
pub async fn erase_of_brand_by_address_hash(
    database: &impl ConnectionTrait,
    brand_id: i64,
    hash: &[u8; 32],
) -> Result<u64, Error> {
    let gone = Entity::delete_many()
        .filter(Column::BrandId.eq(brand_id))
        .filter(Column::AddressHash.eq(hash.to_vec()))
        .exec(database)
        .await?;
    Ok(gone.rows_affected)
}
