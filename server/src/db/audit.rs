//! The audit trail: it only grows, which the database itself enforces.

use super::{json, to_ms};
use crate::error::Error;
use chrono::{DateTime, Utc};
use doorstep::audit::Deed;
use doorstep::staff::Serves;
use sea_orm::entity::prelude::*;
use sea_orm::{ActiveValue, QueryOrder, QuerySelect};

/// A row of `audit`.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "audit")]
pub struct Model {
    /// Row id; never leaves the server.
    #[sea_orm(primary_key)]
    pub id: i64,
    /// When.
    pub at_ms: i64,
    /// Which of the staff; null for a program or a shopper.
    pub staff_id: Option<i64>,
    /// Who, for people: a public id, an API key's, or `cli`.
    pub actor: String,
    /// The brand it was about.
    pub brand_id: Option<i64>,
    /// The order it was about.
    pub order_id: Option<i64>,
    /// [`doorstep::audit::Deed`] as its code.
    pub action: String,
    /// The public id of what it was done to.
    pub subject: Option<String>,
    /// What changed, as JSON without personal data.
    pub detail: Option<String>,
}

/// Relations are spelled out in queries.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

/// Something that was done.
#[derive(Clone, Debug)]
pub struct NewDeed<'a> {
    /// Which of the staff did it.
    pub staff_id: Option<i64>,
    /// Who, for people: a public id, an API key's, or `cli`.
    pub actor: &'a str,
    /// The brand it was about.
    pub brand_id: Option<i64>,
    /// The order it was about.
    pub order_id: Option<i64>,
    /// What was done.
    pub deed: Deed,
    /// The public id of what it was done to.
    pub subject: Option<&'a str>,
    /// What changed; nothing personal.
    pub detail: Option<serde_json::Value>,
}

impl<'a> NewDeed<'a> {
    /// What a program, a shopper or the command line did; what to is still to
    /// be said.
    #[must_use]
    pub const fn of_actor(actor: &'a str, deed: Deed) -> Self {
        Self {
            staff_id: None,
            actor,
            brand_id: None,
            order_id: None,
            deed,
            subject: None,
            detail: None,
        }
    }
}

/// Writes it down, in the transaction that does it.
///
/// # Errors
/// When the database refuses.
pub async fn add(
    database: &impl ConnectionTrait,
    new: &NewDeed<'_>,
    now: DateTime<Utc>,
) -> Result<(), Error> {
    let row = ActiveModel {
        id: ActiveValue::NotSet,
        at_ms: ActiveValue::Set(to_ms(now)),
        staff_id: ActiveValue::Set(new.staff_id),
        actor: ActiveValue::Set(new.actor.to_owned()),
        brand_id: ActiveValue::Set(new.brand_id),
        order_id: ActiveValue::Set(new.order_id),
        action: ActiveValue::Set(new.deed.code().to_owned()),
        subject: ActiveValue::Set(new.subject.map(str::to_owned)),
        detail: ActiveValue::Set(new.detail.as_ref().map(json).transpose()?),
    };
    Entity::insert(row).exec_without_returning(database).await?;
    Ok(())
}

/// Which rows of the trail somebody may see, and which of them they ask for.
#[derive(Clone, Debug, Default)]
pub struct Asked {
    /// Done by one of the staff, by row id.
    pub staff_id: Option<i64>,
    /// Done by somebody who is not of the staff, by what the trail calls them.
    pub actor: Option<String>,
    /// About one of these orders.
    pub order_ids: Option<Vec<i64>>,
    /// What was done.
    pub deed: Option<Deed>,
    /// Written before this row.
    pub before: Option<i64>,
}

/// The newest rows that the brands somebody serves own; what belongs to no
/// brand is seen by whoever serves all.
///
/// # Errors
/// When the database refuses.
pub async fn newest_of_brands(
    database: &impl ConnectionTrait,
    serves: &Serves,
    asked: &Asked,
    limit: u64,
) -> Result<Vec<Model>, Error> {
    let mut find = Entity::find();
    if let Serves::Only(brands) = serves {
        find = find.filter(Column::BrandId.is_in(brands.iter().copied()));
    }
    if let Some(id) = asked.staff_id {
        find = find.filter(Column::StaffId.eq(id));
    }
    if let Some(actor) = &asked.actor {
        find = find
            .filter(Column::StaffId.is_null())
            .filter(Column::Actor.eq(actor.as_str()));
    }
    if let Some(orders) = &asked.order_ids {
        find = find.filter(Column::OrderId.is_in(orders.iter().copied()));
    }
    if let Some(deed) = asked.deed {
        find = find.filter(Column::Action.eq(deed.code()));
    }
    if let Some(before) = asked.before {
        find = find.filter(Column::Id.lt(before));
    }
    Ok(find
        .order_by_desc(Column::Id)
        .limit(limit)
        .all(database)
        .await?)
}
