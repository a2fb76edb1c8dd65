//! What became of each parcel, of live orders and of imported ones alike.

use super::listed::{listed, models};
use super::{ROWS_A_STATEMENT, to_ms, without_nul};
use crate::error::Error;
use chrono::{DateTime, Utc};
use doorstep::performance::{Dimension, Dimensions, Mark, Outcome, Week};
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::{Expr, ExprTrait, Func, OnConflict};
use sea_orm::{ActiveValue, Iterable, QueryOrder, QuerySelect, QueryTrait};
use serde::Deserialize;

/// A row of `outcome`.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, DeriveEntityModel)]
#[sea_orm(table_name = "outcome")]
pub struct Model {
    /// Row id; never leaves the server.
    #[sea_orm(primary_key)]
    pub id: i64,
    /// The brand.
    pub brand_id: i64,
    /// What makes it one parcel of its brand.
    pub key: String,
    /// The order's number.
    pub number: String,
    /// The order; none of imported ones.
    pub order_id: Option<i64>,
    /// The shipment; none where nothing has left.
    pub shipment_id: Option<i64>,
    /// The week it counts in.
    pub week: i32,
    /// When the order was placed, on the destination's clock as if it were UTC.
    pub placed_ms: i64,
    /// What it counts for that a point of a chart can open, as bits of
    /// [`Mark`].
    pub marks: i64,
    /// The [`Outcome`] as JSON.
    pub facts: String,
    /// When time alone changes what it counts for.
    pub next_look_ms: Option<i64>,
    /// Who carries it.
    pub carrier: String,
    /// By which service.
    pub service: String,
    /// Where it left from.
    pub origin: String,
    /// Where it goes.
    pub destination: String,
    /// Domestic or international.
    pub border: String,
    /// City, town or country.
    pub settlement: String,
    /// How heavy.
    pub weight: String,
    /// How large.
    pub size: String,
    /// What it is packed in.
    pub package: String,
    /// Who packs it.
    pub warehouse: String,
    /// What kind of goods.
    pub category: String,
}

/// Relations are spelled out in queries.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

/// An outcome to be stored.
#[derive(Clone, Debug, PartialEq)]
pub struct NewOutcome {
    /// What makes it one parcel of its brand.
    pub key: String,
    /// The order; none of imported ones.
    pub order_id: Option<i64>,
    /// The shipment; none where nothing has left.
    pub shipment_id: Option<i64>,
    /// When time alone changes what it counts for.
    pub next_look: Option<DateTime<Utc>>,
    /// What became of it.
    pub outcome: Outcome,
}

impl NewOutcome {
    fn row(&self, brand_id: i64) -> Result<ActiveModel, Error> {
        let by: Dimensions = self.outcome.dimensions();
        let value = |dimension| ActiveValue::Set(without_nul(by.value(dimension)));
        Ok(ActiveModel {
            id: ActiveValue::NotSet,
            brand_id: ActiveValue::Set(brand_id),
            key: ActiveValue::Set(without_nul(&self.key)),
            number: ActiveValue::Set(without_nul(&self.outcome.number)),
            order_id: ActiveValue::Set(self.order_id),
            shipment_id: ActiveValue::Set(self.shipment_id),
            week: ActiveValue::Set(self.outcome.week().0),
            placed_ms: ActiveValue::Set(to_ms(self.outcome.order.placed_at.and_utc())),
            marks: ActiveValue::Set(Mark::bits_of(&self.outcome)),
            facts: ActiveValue::Set(super::json(&self.outcome)?),
            next_look_ms: ActiveValue::Set(self.next_look.map(to_ms)),
            carrier: value(Dimension::Carrier),
            service: value(Dimension::Service),
            origin: value(Dimension::Origin),
            destination: value(Dimension::Destination),
            border: value(Dimension::Border),
            settlement: value(Dimension::Settlement),
            weight: value(Dimension::Weight),
            size: value(Dimension::Size),
            package: value(Dimension::Package),
            warehouse: value(Dimension::Warehouse),
            category: value(Dimension::Category),
        })
    }
}

impl Model {
    /// What became of it.
    ///
    /// # Errors
    /// When the row cannot be read (never written by us).
    pub fn outcome(&self) -> Result<Outcome, Error> {
        Ok(serde_json::from_str(&self.facts)?)
    }
}

/// The outcomes of orders of any brand.
///
/// # Errors
/// When the database refuses.
pub async fn of_orders(
    database: &impl ConnectionTrait,
    order_ids: &[i64],
) -> Result<Vec<Model>, Error> {
    let mut found = Vec::new();
    for chunk in order_ids.chunks(ROWS_A_STATEMENT) {
        let of_these = Entity::find().filter(Column::OrderId.is_in(chunk.iter().copied()));
        found.extend(models(database, of_these).await?);
    }
    Ok(found)
}

/// A brand's outcomes by their keys.
///
/// # Errors
/// When the database refuses.
pub async fn of_brand_by_keys(
    database: &impl ConnectionTrait,
    brand_id: i64,
    keys: &[String],
) -> Result<Vec<Model>, Error> {
    let mut found = Vec::new();
    for chunk in keys.chunks(ROWS_A_STATEMENT) {
        let of_these = Entity::find()
            .filter(Column::BrandId.eq(brand_id))
            .filter(Column::Key.is_in(chunk.iter().cloned()));
        found.extend(models(database, of_these).await?);
    }
    Ok(found)
}

/// The weeks of a brand that have outcomes.
///
/// # Errors
/// When the database refuses.
pub async fn weeks_of_brand(
    database: &impl ConnectionTrait,
    brand_id: i64,
) -> Result<Vec<Week>, Error> {
    let found: Vec<i32> = Entity::find()
        .select_only()
        .column(Column::Week)
        .distinct()
        .filter(Column::BrandId.eq(brand_id))
        .into_tuple()
        .all(database)
        .await?;
    Ok(found.into_iter().map(Week).collect())
}

/// How many orders a brand has outcomes of, since a week.
///
/// # Errors
/// When the database refuses.
pub async fn orders_of_brand_since(
    database: &impl ConnectionTrait,
    brand_id: i64,
    week: Week,
) -> Result<u64, Error> {
    let counted: Option<i64> = Entity::find()
        .select_only()
        .expr_as(Func::count_distinct(Expr::col(Column::Number)), "orders")
        .filter(Column::BrandId.eq(brand_id))
        .filter(Column::Week.gte(week.0))
        .into_tuple()
        .one(database)
        .await?;
    Ok(counted.map_or(0, i64::unsigned_abs))
}

/// What became of a brand's parcels of one week, a few at a time: those after
/// a row, in the order of their rows, each with its row.
///
/// # Errors
/// When the database refuses, or a row cannot be read.
pub async fn of_brand_in_week(
    database: &impl ConnectionTrait,
    brand_id: i64,
    week: Week,
    after: i64,
) -> Result<Vec<(i64, Outcome)>, Error> {
    let next = Entity::find()
        .filter(Column::BrandId.eq(brand_id))
        .filter(Column::Week.eq(week.0))
        .filter(Column::Id.gt(after))
        .order_by_asc(Column::Id)
        .limit(ROWS_A_STATEMENT as u64);
    let list = listed(database, &[Column::Id, Column::Facts], next).await?;
    let rows: Vec<(i64, String)> = serde_json::from_str(&list)?;
    let mut found: Vec<(i64, Outcome)> = rows
        .into_iter()
        .map(|(id, facts)| Ok((id, serde_json::from_str(&facts)?)))
        .collect::<Result<_, Error>>()?;
    found.sort_by_key(|(id, _)| *id);
    Ok(found)
}

/// Which parcels are listed.
#[derive(Clone, Debug)]
pub struct Listed<'a> {
    /// Of which brands.
    pub brand_ids: &'a [i64],
    /// From which week on.
    pub from: Week,
    /// Up to and with which.
    pub to: Week,
    /// What they have in common.
    pub with: &'a [(Dimension, String)],
    /// What they are marked with.
    pub mark: Option<Mark>,
}

/// Some parcels of these brands, the newest first, after so many.
///
/// # Errors
/// When the database refuses.
pub async fn listed_of_brands(
    database: &impl ConnectionTrait,
    wanted: &Listed<'_>,
    after: u64,
    limit: u64,
) -> Result<Vec<Model>, Error> {
    let mut find = Entity::find()
        .filter(Column::BrandId.is_in(wanted.brand_ids.iter().copied()))
        .filter(Column::Week.between(wanted.from.0, wanted.to.0));
    for (dimension, value) in wanted.with {
        find = find.filter(column(*dimension).eq(value.as_str()));
    }
    if let Some(mark) = wanted.mark {
        find = find.filter(Expr::col(Column::Marks).bit_and(mark.bit()).ne(0));
    }
    Ok(find
        .order_by_desc(Column::PlacedMs)
        .order_by_desc(Column::Id)
        .offset(after)
        .limit(limit)
        .all(database)
        .await?)
}

const fn column(dimension: Dimension) -> Column {
    match dimension {
        Dimension::Carrier => Column::Carrier,
        Dimension::Service => Column::Service,
        Dimension::Origin => Column::Origin,
        Dimension::Destination => Column::Destination,
        Dimension::Border => Column::Border,
        Dimension::Settlement => Column::Settlement,
        Dimension::Weight => Column::Weight,
        Dimension::Size => Column::Size,
        Dimension::Package => Column::Package,
        Dimension::Warehouse => Column::Warehouse,
        Dimension::Category => Column::Category,
    }
}

/// Writes outcomes of a brand, new or known by their keys.
///
/// # Errors
/// When the database refuses.
pub async fn save(
    database: &impl ConnectionTrait,
    brand_id: i64,
    outcomes: &[NewOutcome],
) -> Result<(), Error> {
    for chunk in outcomes.chunks(ROWS_A_STATEMENT) {
        let rows: Result<Vec<ActiveModel>, Error> =
            chunk.iter().map(|new| new.row(brand_id)).collect();
        let updated = Column::iter()
            .filter(|column| !matches!(column, Column::Id | Column::BrandId | Column::Key));
        let insert = Entity::insert_many(rows?)
            .on_conflict(
                OnConflict::columns([Column::BrandId, Column::Key])
                    .update_columns(updated)
                    .to_owned(),
            )
            .into_query();
        database.execute(&insert).await?;
    }
    Ok(())
}

/// Takes outcomes out, by their rows.
///
/// # Errors
/// When the database refuses.
pub async fn remove(database: &impl ConnectionTrait, ids: &[i64]) -> Result<(), Error> {
    for chunk in ids.chunks(ROWS_A_STATEMENT) {
        Entity::delete_many()
            .filter(Column::Id.is_in(chunk.iter().copied()))
            .exec(database)
            .await?;
    }
    Ok(())
}

/// Orders of any brand whose outcomes time alone has changed.
///
/// # Errors
/// When the database refuses.
pub async fn orders_to_look_at_of_any_brand(
    database: &impl ConnectionTrait,
    now: DateTime<Utc>,
    limit: u64,
) -> Result<Vec<i64>, Error> {
    let found: Vec<Option<i64>> = Entity::find()
        .select_only()
        .column(Column::OrderId)
        .filter(Column::NextLookMs.lte(to_ms(now)))
        .order_by_asc(Column::NextLookMs)
        .limit(limit)
        .into_tuple()
        .all(database)
        .await?;
    Ok(found.into_iter().flatten().collect())
}
