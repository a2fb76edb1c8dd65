//! Search terms: what each order is found by, whole or by its beginning, the
//! newest order first. What is written here is written to the words as well.

use super::listed::models;
use super::{ROWS_A_STATEMENT, orders, search_word};
use crate::error::Error;
use doorstep::search::Kind;
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::{
    Alias, ExprTrait, IntoIden, OnConflict, Order, Query, SelectStatement, SimpleExpr, UnionType,
};
use sea_orm::{ActiveValue, Condition, QueryOrder, QuerySelect, QueryTrait};
use serde::Deserialize;

/// A row of `search_term`; all of it is its key.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize, DeriveEntityModel)]
#[sea_orm(table_name = "search_term")]
pub struct Model {
    /// The order's brand.
    #[sea_orm(primary_key, auto_increment = false)]
    pub brand_id: i64,
    /// The code of its [`Kind`].
    #[sea_orm(primary_key, auto_increment = false)]
    pub kind: i16,
    /// In its folded spelling.
    #[sea_orm(primary_key, auto_increment = false)]
    pub value: String,
    /// The order it leads to.
    #[sea_orm(primary_key, auto_increment = false)]
    pub order_id: i64,
}

/// Relations are spelled out in queries.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

impl Model {
    /// Of which kind it is; `None` for one that cannot be read (never written
    /// by us).
    #[must_use]
    pub fn kind(&self) -> Option<Kind> {
        Kind::from_code(self.kind)
    }
}

/// How many rows of four values are written at once: all of a batch's.
const ROWS: usize = 4_000;

/// How many rows one statement names by their whole key.
const KEYS: usize = 100;

/// How many selects one statement puts together; SQLite takes 500.
pub(super) const ARMS: usize = 200;

/// How many terms that begin alike are looked through for the newest orders,
/// in the order of the alphabet: somebody who types two letters types more.
const ALIKE: u64 = 20_000;

/// Greater than whatever follows a beginning.
pub(super) fn end_of(beginning: &str) -> String {
    format!("{beginning}\u{10FFFF}")
}

/// The terms of these orders.
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

/// The words of these orders' names.
///
/// # Errors
/// When the database refuses.
pub async fn names_of_orders(
    database: &impl ConnectionTrait,
    order_ids: &[i64],
) -> Result<Vec<Model>, Error> {
    let mut found = Vec::new();
    for chunk in order_ids.chunks(ROWS_A_STATEMENT) {
        let names = Entity::find()
            .filter(Column::OrderId.is_in(chunk.iter().copied()))
            .filter(Column::Kind.eq(Kind::Name.code()));
        found.extend(models(database, names).await?);
    }
    Ok(found)
}

/// Adds terms that are not there yet. They come in one order whoever writes:
/// writers that bring the same new words wait for each other.
///
/// # Errors
/// When the database refuses.
pub async fn add(database: &impl ConnectionTrait, mut terms: Vec<Model>) -> Result<(), Error> {
    terms.sort_unstable();
    for chunk in terms.chunks(ROWS) {
        let rows = chunk.iter().map(|term| ActiveModel {
            brand_id: ActiveValue::Set(term.brand_id),
            kind: ActiveValue::Set(term.kind),
            value: ActiveValue::Set(term.value.clone()),
            order_id: ActiveValue::Set(term.order_id),
        });
        let key = [
            Column::BrandId,
            Column::Kind,
            Column::Value,
            Column::OrderId,
        ];
        let insert = Entity::insert_many(rows)
            .on_conflict(OnConflict::columns(key).do_nothing().to_owned())
            .into_query();
        database.execute(&insert).await?;
    }
    search_word::add(database, &terms, ROWS).await
}

/// Takes terms away, and the words that no other order has.
///
/// # Errors
/// When the database refuses.
pub async fn drop(database: &impl ConnectionTrait, terms: &[Model]) -> Result<(), Error> {
    for chunk in terms.chunks(KEYS) {
        let these = chunk.iter().fold(Condition::any(), |any, term| {
            any.add(
                Condition::all()
                    .add(Column::BrandId.eq(term.brand_id))
                    .add(Column::Kind.eq(term.kind))
                    .add(Column::Value.eq(&term.value))
                    .add(Column::OrderId.eq(term.order_id)),
            )
        });
        Entity::delete_many().filter(these).exec(database).await?;
        search_word::drop_unused(database, chunk).await?;
    }
    Ok(())
}

/// Takes away what finds these orders by their person.
///
/// # Errors
/// When the database refuses.
pub async fn drop_personal_of_orders(
    database: &impl ConnectionTrait,
    order_ids: &[i64],
) -> Result<(), Error> {
    let mut personal = of_orders(database, order_ids).await?;
    personal.retain(|term| {
        term.kind()
            .is_none_or(|kind| Kind::PERSONAL.contains(&kind))
    });
    drop(database, &personal).await
}

/// Orders of any brand by row id after a row id, for whoever gives terms to
/// those that had none.
///
/// # Errors
/// When the database refuses.
pub async fn orders_of_any_brand_after(
    database: &impl ConnectionTrait,
    after: i64,
    limit: u64,
) -> Result<Vec<i64>, Error> {
    Ok(orders::Entity::find()
        .select_only()
        .column(orders::Column::Id)
        .filter(orders::Column::Id.gt(after))
        .order_by_asc(orders::Column::Id)
        .limit(limit)
        .into_tuple()
        .all(database)
        .await?)
}

/// Whether a term is all that was asked for, or goes on after it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Extent {
    /// It is all.
    Whole,
    /// It goes on.
    Beginning,
}

/// What is looked for in a brand.
#[derive(Clone, Copy, Debug)]
pub struct Sought<'a> {
    /// The brand.
    pub brand_id: i64,
    /// The kind of term.
    pub kind: Kind,
    /// Its text, or how that begins.
    pub value: &'a str,
    /// Which of the two.
    pub extent: Extent,
}

/// Another word of a name that the order must have too.
#[derive(Clone, Debug)]
pub struct Beside<'a> {
    /// How it begins.
    pub begins: &'a str,
    /// The spellings that are forgiven.
    pub near: &'a [String],
}

/// For each thing sought the newest orders that have it: so many at most.
///
/// # Errors
/// When the database refuses.
pub async fn newest_of_brands(
    database: &impl ConnectionTrait,
    sought: &[Sought<'_>],
    beside: &[Beside<'_>],
    limit: u64,
) -> Result<Vec<Model>, Error> {
    let mut found = Vec::new();
    for chunk in sought.chunks(ARMS) {
        let arms = chunk.iter().map(|one| newest(one, beside, limit));
        let Some(query) = all_of(arms, &COLUMNS) else {
            continue;
        };
        for row in database.query_all(&query).await? {
            let (brand_id, kind, value, order_id) = row.try_get_many_by_index()?;
            found.push(Model {
                brand_id,
                kind,
                value,
                order_id,
            });
        }
    }
    Ok(found)
}

/// How many terms of orders fit each thing sought, counted no further than
/// to a limit.
///
/// # Errors
/// When the database refuses.
pub async fn counts_of_brands(
    database: &impl ConnectionTrait,
    sought: &[Sought<'_>],
    limit: u64,
) -> Result<Vec<i64>, Error> {
    const COUNTED: [&str; 2] = ["place", "terms"];
    let [place, terms_there] = COUNTED;
    let mut counts = vec![0; sought.len()];
    for (at, chunk) in sought.chunks(ARMS).enumerate() {
        let arms = (at * ARMS..).zip(chunk).map(|(at, one)| {
            let some = terms(one).limit(limit).take();
            Query::select()
                .expr_as(Expr::val(at as i64), place)
                .expr_as(Expr::col(Column::OrderId).count(), terms_there)
                .from_subquery(some, Alias::new("some"))
                .take()
        });
        let Some(query) = all_of(arms, &COUNTED) else {
            continue;
        };
        for row in database.query_all(&query).await? {
            let (at, count): (i64, i64) = row.try_get_many_by_index()?;
            if let Some(counted) = usize::try_from(at).ok().and_then(|at| counts.get_mut(at)) {
                *counted = count;
            }
        }
    }
    Ok(counts)
}

const COLUMNS: [Column; 4] = [
    Column::BrandId,
    Column::Kind,
    Column::Value,
    Column::OrderId,
];

/// The rows of several selects, each with its own order and limit.
pub(super) fn all_of<C: IntoIden + Copy>(
    selects: impl Iterator<Item = SelectStatement>,
    columns: &[C],
) -> Option<SelectStatement> {
    let mut arms = selects.map(|select| {
        Query::select()
            .columns(columns.iter().copied())
            .from_subquery(select, Alias::new("arm"))
            .take()
    });
    let mut first = arms.next()?;
    first.unions(arms.map(|arm| (UnionType::All, arm)));
    Some(first)
}

/// The terms that fit, unordered.
fn terms(sought: &Sought<'_>) -> SelectStatement {
    let mut terms = Query::select();
    terms
        .columns(COLUMNS)
        .and_where(Expr::col(Column::BrandId).eq(sought.brand_id))
        .and_where(Expr::col(Column::Kind).eq(sought.kind.code()))
        .from(Entity);
    match sought.extent {
        Extent::Whole => terms.and_where(Expr::col(Column::Value).eq(sought.value)),
        Extent::Beginning => terms
            .and_where(Expr::col(Column::Value).gt(sought.value))
            .and_where(Expr::col(Column::Value).lt(end_of(sought.value))),
    }
    .take()
}

fn newest(sought: &Sought<'_>, beside: &[Beside<'_>], limit: u64) -> SelectStatement {
    let newest_first =
        |terms: &mut SelectStatement| terms.order_by(Column::OrderId, Order::Desc).take();
    let mut terms = terms(sought);
    let mut newest = match sought.extent {
        Extent::Whole => newest_first(&mut terms),
        Extent::Beginning => {
            let alike = terms
                .order_by(Column::Value, Order::Asc)
                .order_by(Column::OrderId, Order::Asc)
                .limit(ALIKE)
                .take();
            let mut newest = Query::select();
            newest.columns(COLUMNS).from_subquery(alike, Entity);
            let mut newest = newest_first(&mut newest);
            if !beside.is_empty() {
                // Put in order before their other words are looked for, and
                // read in that order: the first ones that have them end it.
                newest = Query::select()
                    .columns(COLUMNS)
                    .from_subquery(newest.limit(ALIKE).take(), Entity)
                    .take();
            }
            newest
        }
    };
    for other in beside {
        newest.and_where(has(other));
    }
    newest.limit(limit).take()
}

/// Whether the same order has another word, too. The order says of which
/// brand it is: named once more, the brand would lead to all who are called so.
fn has(other: &Beside<'_>) -> SimpleExpr {
    let of = || Alias::new("beside");
    let value = || Expr::col((of(), Column::Value));
    let spelled = value()
        .gte(other.begins)
        .and(value().lt(end_of(other.begins)));
    let spelled = match other.near {
        [] => spelled,
        near => spelled.or(value().is_in(near.iter().cloned())),
    };
    Expr::exists(
        Query::select()
            .expr(Expr::val(1))
            .from_as(Entity, of())
            .and_where(Expr::col((of(), Column::OrderId)).equals((Entity, Column::OrderId)))
            .and_where(Expr::col((of(), Column::Kind)).eq(Kind::Name.code()))
            .and_where(spelled)
            .take(),
    )
}
