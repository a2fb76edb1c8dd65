//! Roll-ups: what parcels add up to, by brand, by week or four weeks, and by
//! what they are told apart by. Pages read these, never what they are made of.

use super::{ROWS_A_STATEMENT, Transaction, is_sqlite};
use crate::error::Error;
use doorstep::performance::{Block, Cut, Key, Period, Tally, Week};
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::{Expr, ExprTrait, LockType, OnConflict};
use sea_orm::{
    ActiveValue, Condition, DatabaseBackend, QueryOrder, QuerySelect, QueryTrait, Statement,
};
use std::collections::BTreeMap;
use std::ops::RangeInclusive;

/// A row of `rollup`.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "rollup")]
pub struct Model {
    /// The brand.
    #[sea_orm(primary_key, auto_increment = false)]
    pub brand_id: i64,
    /// The [`Cut`], by its id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub cut: i16,
    /// Weeks, or blocks of four.
    #[sea_orm(primary_key, auto_increment = false)]
    pub level: i16,
    /// Which week or block.
    #[sea_orm(primary_key, auto_increment = false)]
    pub at: i32,
    /// The values of the cut's dimensions.
    #[sea_orm(primary_key, auto_increment = false)]
    pub key: String,
    /// The [`Tally`], as postcard writes it.
    pub tally: Vec<u8>,
}

/// Relations are spelled out in queries.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

const WEEKS: i16 = 0;
const BLOCKS: i16 = 1;

const fn level(period: Period) -> i16 {
    match period {
        Period::Week(_) => WEEKS,
        Period::Block(_) => BLOCKS,
    }
}

const fn at(period: Period) -> i32 {
    match period {
        Period::Week(week) => week.0,
        Period::Block(block) => block.0,
    }
}

const fn period(level: i16, at: i32) -> Period {
    match level {
        BLOCKS => Period::Block(Block(at)),
        _ => Period::Week(Week(at)),
    }
}

/// Where a tally stands within its brand.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place {
    /// The cut's id.
    pub cut: i16,
    /// Of which time.
    pub period: Period,
    /// The values of the cut's dimensions.
    pub key: Key,
}

impl Place {
    fn of(row: &Model) -> Self {
        Self {
            cut: row.cut,
            period: period(row.level, row.at),
            key: Key::stored(row.key.clone()),
        }
    }

    fn row(&self, brand_id: i64, tally: &Tally) -> Result<ActiveModel, Error> {
        Ok(ActiveModel {
            brand_id: ActiveValue::Set(brand_id),
            cut: ActiveValue::Set(self.cut),
            level: ActiveValue::Set(level(self.period)),
            at: ActiveValue::Set(at(self.period)),
            key: ActiveValue::Set(self.key.as_str().to_owned()),
            tally: ActiveValue::Set(postcard::to_extend(tally, Vec::new())?),
        })
    }
}

/// Waits until nobody else counts a brand: outcomes and what they add up to are
/// read and written in one go. On SQLite there is one writer anyhow.
///
/// # Errors
/// When the database refuses.
pub async fn alone(transaction: &Transaction, brand_id: i64) -> Result<(), Error> {
    if !is_sqlite(transaction) {
        let lock = Statement::from_sql_and_values(
            DatabaseBackend::Postgres,
            "select pg_advisory_xact_lock($1, $2)",
            [
                LOCK.into(),
                i32::try_from(brand_id).unwrap_or(i32::MAX).into(),
            ],
        );
        transaction.query_one_raw(lock).await?;
    }
    Ok(())
}

/// Among all locks of that kind, those of roll-ups.
const LOCK: i32 = 0x0d00_0001;

/// Tallies of a brand, by their places, in the one order everyone writes in.
pub type Tallies = BTreeMap<Place, Tally>;

/// Adds to the tallies of a brand.
///
/// # Errors
/// When the database refuses, or a stored tally cannot be read.
pub async fn add(
    database: &impl ConnectionTrait,
    brand_id: i64,
    more: &Tallies,
) -> Result<(), Error> {
    // A new row of another node's must be waited for: it is made first, and
    // then locked with the others.
    if !is_sqlite(database) {
        make(database, brand_id, more).await?;
    }
    let places: Vec<&Place> = more.keys().collect();
    for chunk in places.chunks(AT_ONCE) {
        let mut now = at_places(database, brand_id, chunk).await?;
        for place in chunk {
            let tally = now.entry((*place).clone()).or_default();
            tally.merge(&more[*place], 1);
        }
        let (gone, kept): (Tallies, Tallies) =
            now.into_iter().partition(|(_, tally)| tally.is_empty());
        save(database, brand_id, &kept).await?;
        remove(database, brand_id, gone.keys()).await?;
    }
    Ok(())
}

/// A place has five values.
const AT_ONCE: usize = ROWS_A_STATEMENT / 2;

fn is_at(brand_id: i64, places: &[&Place]) -> Condition {
    let columns = [Column::Cut, Column::Level, Column::At, Column::Key];
    let values = places.iter().map(|place| {
        (
            place.cut,
            level(place.period),
            at(place.period),
            place.key.as_str().to_owned(),
        )
    });
    let here = Expr::tuple(columns.map(Expr::col)).in_tuples(values);
    Condition::all().add(Column::BrandId.eq(brand_id)).add(here)
}

async fn at_places(
    database: &impl ConnectionTrait,
    brand_id: i64,
    places: &[&Place],
) -> Result<Tallies, Error> {
    let mut find = Entity::find().filter(is_at(brand_id, places));
    if !is_sqlite(database) {
        for column in [Column::Cut, Column::Level, Column::At, Column::Key] {
            find = find.order_by_asc(column);
        }
        find = find.lock(LockType::Update);
    }
    let rows = find.all(database).await?;
    rows.iter()
        .map(|row| Ok((Place::of(row), read(&row.tally)?)))
        .collect()
}

fn read(tally: &[u8]) -> Result<Tally, Error> {
    Ok(postcard::from_bytes(tally)?)
}

async fn make(
    database: &impl ConnectionTrait,
    brand_id: i64,
    places: &Tallies,
) -> Result<(), Error> {
    let nothing = Tally::default();
    let rows: Result<Vec<ActiveModel>, Error> = places
        .keys()
        .map(|place| place.row(brand_id, &nothing))
        .collect();
    for chunk in rows?.chunks(ROWS_A_STATEMENT) {
        let insert = Entity::insert_many(chunk.iter().cloned())
            .on_conflict(OnConflict::new().do_nothing().to_owned())
            .into_query();
        database.execute(&insert).await?;
    }
    Ok(())
}

async fn save(
    database: &impl ConnectionTrait,
    brand_id: i64,
    tallies: &Tallies,
) -> Result<(), Error> {
    let rows: Result<Vec<ActiveModel>, Error> = tallies
        .iter()
        .map(|(place, tally)| place.row(brand_id, tally))
        .collect();
    for chunk in rows?.chunks(ROWS_A_STATEMENT) {
        let insert = Entity::insert_many(chunk.iter().cloned())
            .on_conflict(
                OnConflict::columns([
                    Column::BrandId,
                    Column::Cut,
                    Column::Level,
                    Column::At,
                    Column::Key,
                ])
                .update_column(Column::Tally)
                .to_owned(),
            )
            .into_query();
        database.execute(&insert).await?;
    }
    Ok(())
}

async fn remove(
    database: &impl ConnectionTrait,
    brand_id: i64,
    places: impl Iterator<Item = &Place>,
) -> Result<(), Error> {
    let places: Vec<&Place> = places.collect();
    for chunk in places.chunks(AT_ONCE) {
        Entity::delete_many()
            .filter(is_at(brand_id, chunk))
            .exec(database)
            .await?;
    }
    Ok(())
}

/// Everything that is kept of a brand for four weeks: by week and by the four.
///
/// # Errors
/// When the database refuses, or a stored tally cannot be read.
pub async fn of_brand_in_block(
    database: &impl ConnectionTrait,
    brand_id: i64,
    block: Block,
) -> Result<Tallies, Error> {
    let rows = Entity::find()
        .filter(Column::BrandId.eq(brand_id))
        .filter(is_in(block))
        .all(database)
        .await?;
    rows.iter()
        .map(|row| Ok((Place::of(row), read(&row.tally)?)))
        .collect()
}

/// Puts others in the place of everything that is kept of a brand for four
/// weeks.
///
/// # Errors
/// When the database refuses.
pub async fn replace_of_brand_in_block(
    database: &impl ConnectionTrait,
    brand_id: i64,
    block: Block,
    tallies: &Tallies,
) -> Result<(), Error> {
    Entity::delete_many()
        .filter(Column::BrandId.eq(brand_id))
        .filter(is_in(block))
        .exec(database)
        .await?;
    save(database, brand_id, tallies).await
}

fn is_in(block: Block) -> Condition {
    let first = block.first().0;
    let weeks = Condition::all()
        .add(Column::Level.eq(WEEKS))
        .add(Column::At.between(first, first + 3));
    let whole = Condition::all()
        .add(Column::Level.eq(BLOCKS))
        .add(Column::At.eq(block.0));
    Condition::any().add(weeks).add(whole)
}

/// The blocks of four weeks that something is kept of, of a brand.
///
/// # Errors
/// When the database refuses.
pub async fn blocks_of_brand(
    database: &impl ConnectionTrait,
    brand_id: i64,
) -> Result<Vec<Block>, Error> {
    let found: Vec<i32> = Entity::find()
        .select_only()
        .column(Column::At)
        .distinct()
        .filter(Column::BrandId.eq(brand_id))
        .filter(Column::Cut.eq(0))
        .filter(Column::Level.eq(BLOCKS))
        .into_tuple()
        .all(database)
        .await?;
    Ok(found.into_iter().map(Block).collect())
}

/// One tally of a page's reading.
#[derive(Clone, Debug)]
pub struct Found {
    /// Of which brand.
    pub brand_id: i64,
    /// Of which time.
    pub period: Period,
    /// The values of the cut's dimensions.
    pub key: Key,
    /// What was counted.
    pub tally: Tally,
}

/// The tallies of some brands by a cut, over some weeks; those whose key begins
/// with some values of the cut's first dimensions.
///
/// # Errors
/// When the database refuses, or a stored tally cannot be read.
pub async fn of_brands(
    database: &impl ConnectionTrait,
    brand_ids: &[i64],
    cut: &Cut,
    periods: &[RangeInclusive<Period>],
    begins: &str,
) -> Result<Vec<Found>, Error> {
    let mut spans = Condition::any();
    for span in periods {
        let (from, to) = (*span.start(), *span.end());
        let within = Column::At.between(at(from), at(to));
        let of_level = Column::Level.eq(level(from));
        spans = spans.add(Condition::all().add(of_level).add(within));
    }
    let mut find = Entity::find()
        .filter(Column::BrandId.is_in(brand_ids.iter().copied()))
        .filter(Column::Cut.eq(cut.id))
        .filter(spans);
    if !begins.is_empty() {
        // Between the text and the last one that begins with it.
        let end = format!("{begins}\u{10ffff}");
        find = find.filter(Column::Key.between(begins, end.as_str()));
    }
    let rows = find.all(database).await?;
    rows.iter()
        .map(|row| {
            Ok(Found {
                brand_id: row.brand_id,
                period: period(row.level, row.at),
                key: Key::stored(row.key.clone()),
                tally: read(&row.tally)?,
            })
        })
        .collect()
}
