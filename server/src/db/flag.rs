//! Flags: each a row while it is up, and history once it is cleared.

use super::{ROWS_A_STATEMENT, from_ms, json, seen, to_ms};
use crate::error::Error;
use chrono::{DateTime, Utc};
use doorstep::flag::{Because, Flag, Raised};
use doorstep::ids::FlagId;
use doorstep::staff::Serves;
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::{ExprTrait, OnConflict};
use sea_orm::{ActiveValue, Condition, QueryOrder, QuerySelect, QueryTrait};
use std::collections::BTreeMap;

/// A row of `flag`.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "flag")]
pub struct Model {
    /// Row id; never leaves the server.
    #[sea_orm(primary_key)]
    pub id: i64,
    /// The id everyone else names it by (`flg_...`).
    pub public_id: String,
    /// The brand whose staff look.
    pub brand_id: i64,
    /// The order.
    pub order_id: i64,
    /// The shipment; null where it is about what has not left.
    pub shipment_id: Option<i64>,
    /// Shipment or order, in one word with its row id: together with the kind
    /// it is unique among open flags.
    pub subject: String,
    /// Which flag.
    pub kind: String,
    /// From when on its rule holds.
    pub since_ms: i64,
    /// By when somebody should have dealt with it.
    pub due_ms: i64,
    /// [`Because`] as JSON.
    pub reason: String,
    /// When it was raised here.
    pub opened_ms: i64,
    /// When it cleared itself; null while it is up.
    pub cleared_ms: Option<i64>,
    /// Which of the staff deals with it.
    pub owner_id: Option<i64>,
    /// Until when it is out of sight.
    pub snoozed_until_ms: Option<i64>,
    /// Counts what staff change of it: who changes it names the one they saw.
    pub version: i64,
    /// When somebody had dealt with it; it stays up while its cause lasts.
    pub resolved_ms: Option<i64>,
    /// Who had.
    pub resolved_by: Option<i64>,
    /// What they did about it, in their words.
    pub resolved_why: Option<String>,
}

/// Relations are spelled out in queries.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

impl Model {
    /// The flag of a row; `None` for a row that cannot be read (never written
    /// by us).
    #[must_use]
    pub fn raised(&self) -> Option<Raised> {
        Some(Raised {
            flag: Flag::from_code(&self.kind)?,
            since: from_ms(self.since_ms),
            due: from_ms(self.due_ms),
            because: serde_json::from_str::<Because>(&self.reason).ok()?,
        })
    }
}

/// What a flag is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Subject {
    /// The brand.
    pub brand_id: i64,
    /// The order.
    pub order_id: i64,
    /// The shipment; none for what has not left.
    pub shipment_id: Option<i64>,
}

impl Subject {
    fn text(&self) -> String {
        self.shipment_id.map_or_else(
            || format!("order {}", self.order_id),
            |id| format!("shipment {id}"),
        )
    }
}

/// Flags of a subject that are new, or say something else than before.
#[derive(Clone, Debug)]
pub struct NewFlag {
    /// What it is about.
    pub subject: Subject,
    /// Its id, should it be new.
    pub id: FlagId,
    /// The flag.
    pub raised: Raised,
}

impl NewFlag {
    fn row(&self, now: DateTime<Utc>) -> Result<ActiveModel, Error> {
        let subject = &self.subject;
        Ok(ActiveModel {
            id: ActiveValue::NotSet,
            public_id: ActiveValue::Set(self.id.as_str().to_owned()),
            brand_id: ActiveValue::Set(subject.brand_id),
            order_id: ActiveValue::Set(subject.order_id),
            shipment_id: ActiveValue::Set(subject.shipment_id),
            subject: ActiveValue::Set(subject.text()),
            kind: ActiveValue::Set(self.raised.flag.code().to_owned()),
            since_ms: ActiveValue::Set(to_ms(self.raised.since)),
            due_ms: ActiveValue::Set(to_ms(self.raised.due)),
            reason: ActiveValue::Set(json(&self.raised.because)?),
            opened_ms: ActiveValue::Set(to_ms(now)),
            cleared_ms: ActiveValue::Set(None),
            owner_id: ActiveValue::Set(None),
            snoozed_until_ms: ActiveValue::Set(None),
            version: ActiveValue::Set(0),
            resolved_ms: ActiveValue::Set(None),
            resolved_by: ActiveValue::Set(None),
            resolved_why: ActiveValue::Set(None),
        })
    }
}

/// Opens flags; one that is open already says what is new, and keeps its owner
/// and the moment it was raised. One that is resolved stays so, whatever it
/// says now: who resolved it has dealt with its cause. It is back in the queue
/// only when the cause went and came again, as a row of its own.
///
/// # Errors
/// When the database refuses.
pub async fn raise(
    database: &impl ConnectionTrait,
    new: &[NewFlag],
    now: DateTime<Utc>,
) -> Result<(), Error> {
    for chunk in new.chunks(ROWS_A_STATEMENT) {
        let rows: Vec<ActiveModel> = chunk
            .iter()
            .map(|new| new.row(now))
            .collect::<Result<_, _>>()?;
        let insert = Entity::insert_many(rows)
            .on_conflict(
                OnConflict::columns([Column::Subject, Column::Kind])
                    .target_and_where(Expr::col(Column::ClearedMs).is_null())
                    .update_columns([Column::SinceMs, Column::DueMs, Column::Reason])
                    .to_owned(),
            )
            .into_query();
        database.execute(&insert).await?;
    }
    Ok(())
}

/// Clears flags whose cause is gone.
///
/// # Errors
/// When the database refuses.
pub async fn clear(
    database: &impl ConnectionTrait,
    gone: &[(Subject, Flag)],
    now: DateTime<Utc>,
) -> Result<(), Error> {
    let mut subjects: BTreeMap<Flag, Vec<String>> = BTreeMap::new();
    for (subject, flag) in gone {
        subjects.entry(*flag).or_default().push(subject.text());
    }
    for (flag, subjects) in subjects {
        for chunk in subjects.chunks(ROWS_A_STATEMENT) {
            Entity::update_many()
                .col_expr(Column::ClearedMs, Expr::value(to_ms(now)))
                .filter(Column::Subject.is_in(chunk.iter().cloned()))
                .filter(Column::Kind.eq(flag.code()))
                .filter(Column::ClearedMs.is_null())
                .exec(database)
                .await?;
        }
    }
    Ok(())
}

/// Every flag an order ever had: the open ones first and of these the worst,
/// then the cleared ones, the newest first.
///
/// # Errors
/// When the database refuses.
pub async fn of_order(database: &impl ConnectionTrait, order_id: i64) -> Result<Vec<Model>, Error> {
    let mut found = Entity::find()
        .filter(Column::OrderId.eq(order_id))
        .order_by_desc(Column::ClearedMs)
        .order_by_desc(Column::Id)
        .all(database)
        .await?;
    found.sort_by_key(|row| {
        let urgency = (Flag::from_code(&row.kind), row.since_ms);
        row.cleared_ms
            .map_or((false, urgency), |_| (true, (None, 0)))
    });
    Ok(found)
}

/// A flag of the brands somebody serves by its public id.
///
/// # Errors
/// When the database refuses.
pub async fn of_served_by_public_id(
    database: &impl ConnectionTrait,
    serves: &Serves,
    public_id: &str,
) -> Result<Option<Model>, Error> {
    let columns = (Column::BrandId, Column::PublicId);
    seen::row_of_served::<Entity>(database, columns, serves, public_id).await
}

/// Writes what staff change of a flag that is up, unless somebody did since
/// this version; says whether it did.
///
/// # Errors
/// When the database refuses.
pub async fn change(
    database: &impl ConnectionTrait,
    row: &Model,
    seen: i64,
) -> Result<bool, Error> {
    let update = Entity::update_many()
        .col_expr(Column::OwnerId, Expr::value(row.owner_id))
        .col_expr(Column::SnoozedUntilMs, Expr::value(row.snoozed_until_ms))
        .col_expr(Column::ResolvedMs, Expr::value(row.resolved_ms))
        .col_expr(Column::ResolvedBy, Expr::value(row.resolved_by))
        .col_expr(Column::ResolvedWhy, Expr::value(row.resolved_why.clone()))
        .filter(Column::Id.eq(row.id))
        .filter(Column::ClearedMs.is_null());
    seen::change(database, update, (Column::Version, seen)).await
}

/// Takes the words of staff from the resolved flags of these orders: they may
/// name people. Says from how many.
///
/// # Errors
/// When the database refuses.
pub async fn erase_words_of_orders(
    database: &impl ConnectionTrait,
    order_ids: &[i64],
) -> Result<u64, Error> {
    let mut erased = 0;
    for chunk in order_ids.chunks(ROWS_A_STATEMENT) {
        let blank = Entity::update_many()
            .col_expr(Column::ResolvedWhy, Expr::value(""))
            .filter(Column::OrderId.is_in(chunk.iter().copied()))
            .filter(Column::ResolvedWhy.ne(""));
        erased += blank.exec(database).await?.rows_affected;
    }
    Ok(erased)
}

/// How many flags of each kind are up that nobody has resolved, of these
/// brands.
///
/// # Errors
/// When the database refuses.
pub async fn counted_of_brands(
    database: &impl ConnectionTrait,
    brand_ids: &[i64],
) -> Result<BTreeMap<Flag, u64>, Error> {
    let found: Vec<(String, i64)> = Entity::find()
        .select_only()
        .column(Column::Kind)
        .column_as(Column::Id.count(), "count")
        .filter(Column::BrandId.is_in(brand_ids.iter().copied()))
        .filter(Column::ClearedMs.is_null())
        .filter(Column::ResolvedMs.is_null())
        .group_by(Column::Kind)
        .into_tuple()
        .all(database)
        .await?;
    let known = found
        .into_iter()
        .filter_map(|(kind, count)| Some((Flag::from_code(&kind)?, count.unsigned_abs())));
    Ok(known.collect())
}

/// The open flags of a brand, resolved ones among them, worst first: of the
/// same kind those that are due first.
///
/// # Errors
/// When the database refuses.
pub async fn open_of_brand(
    database: &impl ConnectionTrait,
    brand_id: i64,
) -> Result<Vec<Model>, Error> {
    let open = Condition::all()
        .add(Column::BrandId.eq(brand_id))
        .add(Column::ClearedMs.is_null());
    let mut found = Entity::find().filter(open).all(database).await?;
    found.sort_by_key(|row| (Flag::from_code(&row.kind), row.due_ms, row.id));
    Ok(found)
}
