//! Consents to text messages: which number, when it was asked for and given,
//! how, and the words that were agreed to. Personal: erased with their order.

use super::{ROWS_A_STATEMENT, to_ms, without_nul};
use crate::error::Error;
use chrono::{DateTime, Utc};
use doorstep::ids::ConsentId;
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::ExprTrait;
use sea_orm::{ActiveValue, QueryOrder};

/// A row of `sms_consent`.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "sms_consent")]
pub struct Model {
    /// Row id.
    #[sea_orm(primary_key)]
    pub id: i64,
    /// Its id (`sms_...`), from which the site's key forms the code.
    pub public_id: String,
    /// The order's brand.
    pub brand_id: i64,
    /// The order it is about.
    pub order_id: i64,
    /// The number, in its international form.
    pub number: String,
    /// The number under the site's key.
    pub number_hash: Vec<u8>,
    /// When the number was typed.
    pub asked_ms: i64,
    /// Until when the code that was sent there holds.
    pub code_until_ms: i64,
    /// How often a code was tried.
    pub tries: i32,
    /// When the right code was typed.
    pub confirmed_ms: Option<i64>,
    /// When the consent ended.
    pub ended_ms: Option<i64>,
    /// How it was given ("code on the page of messages").
    pub how: String,
    /// The words that were agreed to, as they were read.
    pub proof: String,
    /// What the provider calls the message with the code.
    pub sent_as: Option<String>,
    /// The provider's code for why that message did not arrive.
    pub trouble: Option<String>,
}

/// Relations are spelled out in queries.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

impl Model {
    /// Whether it holds.
    #[must_use]
    pub const fn is_given(&self) -> bool {
        self.confirmed_ms.is_some() && self.ended_ms.is_none()
    }
}

/// A consent that is asked for.
#[derive(Clone, Debug)]
pub struct NewConsent<'a> {
    /// Its id.
    pub id: &'a ConsentId,
    /// The order's brand.
    pub brand_id: i64,
    /// The order.
    pub order_id: i64,
    /// The number, in its international form.
    pub number: &'a str,
    /// The number under the site's key.
    pub number_hash: [u8; 32],
    /// Until when its code holds.
    pub code_until: DateTime<Utc>,
    /// How it is given.
    pub how: &'a str,
    /// The words that are agreed to.
    pub proof: &'a str,
}

/// Keeps a consent that is asked for.
///
/// # Errors
/// When the database refuses.
pub async fn keep(
    database: &impl ConnectionTrait,
    new: &NewConsent<'_>,
    now: DateTime<Utc>,
) -> Result<(), Error> {
    let row = ActiveModel {
        id: ActiveValue::NotSet,
        public_id: ActiveValue::Set(new.id.as_str().to_owned()),
        brand_id: ActiveValue::Set(new.brand_id),
        order_id: ActiveValue::Set(new.order_id),
        number: ActiveValue::Set(new.number.to_owned()),
        number_hash: ActiveValue::Set(new.number_hash.to_vec()),
        asked_ms: ActiveValue::Set(to_ms(now)),
        code_until_ms: ActiveValue::Set(to_ms(new.code_until)),
        tries: ActiveValue::Set(0),
        confirmed_ms: ActiveValue::Set(None),
        ended_ms: ActiveValue::Set(None),
        how: ActiveValue::Set(new.how.to_owned()),
        proof: ActiveValue::Set(without_nul(new.proof)),
        sent_as: ActiveValue::Set(None),
        trouble: ActiveValue::Set(None),
    };
    Entity::insert(row).exec(database).await?;
    Ok(())
}

/// Every consent of an order, oldest first.
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

/// The one of an order that is given or asked for: the newest that has not
/// ended.
///
/// # Errors
/// When the database refuses.
pub async fn open_of_order(
    database: &impl ConnectionTrait,
    order_id: i64,
) -> Result<Option<Model>, Error> {
    let mut open = of_order(database, order_id).await?;
    open.retain(|consent| consent.ended_ms.is_none());
    Ok(open.pop())
}

/// The one whose code a provider sent under this name, of any brand: names of
/// messages are the provider's.
///
/// # Errors
/// When the database refuses.
pub async fn of_any_brand_by_message(
    database: &impl ConnectionTrait,
    sent_as: &str,
) -> Result<Option<Model>, Error> {
    Ok(Entity::find()
        .filter(Column::SentAs.eq(sent_as))
        .all(database)
        .await?
        .pop())
}

/// Writes down what the provider calls the message with the code.
///
/// # Errors
/// When the database refuses.
pub async fn sent_by_public_id(
    database: &impl ConnectionTrait,
    public_id: &str,
    sent_as: &str,
) -> Result<(), Error> {
    Entity::update_many()
        .col_expr(Column::SentAs, Expr::value(sent_as))
        .filter(Column::PublicId.eq(public_id))
        .exec(database)
        .await?;
    Ok(())
}

/// Writes down why the message with the code did not arrive.
///
/// # Errors
/// When the database refuses.
pub async fn trouble_by_id(
    database: &impl ConnectionTrait,
    id: i64,
    trouble: &str,
) -> Result<(), Error> {
    Entity::update_many()
        .col_expr(Column::Trouble, Expr::value(trouble))
        .filter(Column::Id.eq(id))
        .exec(database)
        .await?;
    Ok(())
}

/// Counts a try at a code that still holds and was tried less often than
/// this; `false` where there is no such code any more. Counted before it is
/// looked at, so that two tries at once are two.
///
/// # Errors
/// When the database refuses.
pub async fn try_by_id(
    database: &impl ConnectionTrait,
    id: i64,
    most: i32,
    now: DateTime<Utc>,
) -> Result<bool, Error> {
    let counted = Entity::update_many()
        .col_expr(Column::Tries, Expr::col(Column::Tries).add(1))
        .filter(Column::Id.eq(id))
        .filter(Column::Tries.lt(most))
        .filter(Column::CodeUntilMs.gt(to_ms(now)))
        .filter(Column::ConfirmedMs.is_null())
        .filter(Column::EndedMs.is_null())
        .exec(database)
        .await?;
    Ok(counted.rows_affected == 1)
}

/// The right code was typed.
///
/// # Errors
/// When the database refuses.
pub async fn confirm_by_id(
    database: &impl ConnectionTrait,
    id: i64,
    now: DateTime<Utc>,
) -> Result<(), Error> {
    Entity::update_many()
        .col_expr(Column::ConfirmedMs, Expr::value(to_ms(now)))
        .filter(Column::Id.eq(id))
        .filter(Column::EndedMs.is_null())
        .exec(database)
        .await?;
    Ok(())
}

/// Ends the consents of an order that have not ended. What was given stays as
/// proof that it was; what never was is no proof of anything, and goes.
///
/// # Errors
/// When the database refuses.
pub async fn end_of_order(
    database: &impl ConnectionTrait,
    order_id: i64,
    now: DateTime<Utc>,
) -> Result<(), Error> {
    Entity::delete_many()
        .filter(Column::OrderId.eq(order_id))
        .filter(Column::ConfirmedMs.is_null())
        .exec(database)
        .await?;
    Entity::update_many()
        .col_expr(Column::EndedMs, Expr::value(to_ms(now)))
        .filter(Column::OrderId.eq(order_id))
        .filter(Column::EndedMs.is_null())
        .exec(database)
        .await?;
    Ok(())
}

/// Erases the consents of these orders; how many there were.
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
