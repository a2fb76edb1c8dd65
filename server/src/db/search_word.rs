//! Search words: each spelling of a brand and kind once, found by its last
//! digits, by parts and by slips. The words lead to terms, and these to
//! orders.
//!
//! Both databases are asked the same: what `like` takes. Which words come
//! into question at all, SQLite is told by its index of trigrams; PostgreSQL
//! asks its own by itself.

use super::is_sqlite;
use super::search_term::{self, all_of, end_of};
use crate::error::Error;
use doorstep::search::{Kind, Pattern};
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::{
    Alias, ExprTrait, Func, LikeExpr, OnConflict, Order, Query, SelectStatement, SimpleExpr,
};
use sea_orm::{ActiveValue, Condition, QueryTrait};
use std::collections::HashMap;

/// A row of `search_word`.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "search_word")]
pub struct Model {
    /// Row id; on SQLite the trigrams know it by this.
    #[sea_orm(primary_key)]
    pub id: i64,
    /// The brand.
    pub brand_id: i64,
    /// The code of its [`Kind`].
    pub kind: i16,
    /// In its folded spelling.
    pub value: String,
    /// The same backwards, where people know its last digits.
    pub reversed: Option<String>,
}

/// Relations are spelled out in queries.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

/// A spelling that some order of a brand has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Word {
    /// The brand.
    pub brand_id: i64,
    /// The kind of term.
    pub kind: Kind,
    /// In its folded spelling.
    pub value: String,
}

/// How many words that end alike are looked through for the newest.
const ALIKE: u64 = 5_000;

/// How many brands' share of words is read in one go.
const TOGETHER: usize = 4;

fn reversed(text: &str) -> String {
    text.chars().rev().collect()
}

/// Adds the words of terms that are not there yet, so many at once.
///
/// # Errors
/// When the database refuses.
pub(super) async fn add(
    database: &impl ConnectionTrait,
    terms: &[search_term::Model],
    at_once: usize,
) -> Result<(), Error> {
    let word = |term: &search_term::Model| (term.brand_id, term.kind, term.value.clone());
    let mut words: Vec<_> = terms.iter().map(word).collect();
    // In the order of the trigrams' row ids, so that they are written in one go.
    words.sort_unstable();
    words.dedup();
    for chunk in words.chunks(at_once) {
        let rows = chunk.iter().map(|(brand_id, kind, value)| {
            let ends = Kind::from_code(*kind).is_some_and(Kind::has_last_digits);
            ActiveModel {
                id: ActiveValue::NotSet,
                brand_id: ActiveValue::Set(*brand_id),
                kind: ActiveValue::Set(*kind),
                value: ActiveValue::Set(value.clone()),
                reversed: ActiveValue::Set(ends.then(|| reversed(value))),
            }
        });
        let once = OnConflict::columns([Column::BrandId, Column::Kind, Column::Value])
            .do_nothing()
            .to_owned();
        let insert = Entity::insert_many(rows).on_conflict(once).into_query();
        database.execute(&insert).await?;
    }
    Ok(())
}

/// Takes away those of some terms' words that no order has any more.
///
/// # Errors
/// When the database refuses.
pub(super) async fn drop_unused(
    database: &impl ConnectionTrait,
    terms: &[search_term::Model],
) -> Result<(), Error> {
    let these = terms.iter().fold(Condition::any(), |any, term| {
        any.add(
            Condition::all()
                .add(Column::BrandId.eq(term.brand_id))
                .add(Column::Kind.eq(term.kind))
                .add(Column::Value.eq(&term.value)),
        )
    });
    let same = |term: search_term::Column, word: Column| {
        Expr::col((search_term::Entity, term)).equals((Entity, word))
    };
    let used = Query::select()
        .expr(Expr::val(1))
        .from(search_term::Entity)
        .and_where(same(search_term::Column::BrandId, Column::BrandId))
        .and_where(same(search_term::Column::Kind, Column::Kind))
        .and_where(same(search_term::Column::Value, Column::Value))
        .take();
    Entity::delete_many()
        .filter(these)
        .filter(Expr::exists(used).not())
        .exec(database)
        .await?;
    Ok(())
}

/// The newest words of brands that end so.
///
/// # Errors
/// When the database refuses.
pub async fn ending_of_brands(
    database: &impl ConnectionTrait,
    brands: &[i64],
    kind: Kind,
    ending: &str,
    limit: u64,
) -> Result<Vec<Word>, Error> {
    let backwards = reversed(ending);
    let arms = brands.iter().map(|brand_id| {
        let alike = of_kind(kind)
            .and_where(Expr::col((Entity, Column::BrandId)).eq(*brand_id))
            .and_where(Expr::col(Column::Reversed).gte(backwards.as_str()))
            .and_where(Expr::col(Column::Reversed).lt(end_of(&backwards)))
            .order_by(Column::Reversed, Order::Asc)
            .limit(ALIKE)
            .take();
        Query::select()
            .columns(COLUMNS)
            .from_subquery(alike, Alias::new("alike"))
            .order_by(Column::Id, Order::Desc)
            .limit(limit)
            .take()
    });
    read(database, arms.collect()).await
}

/// The words of brands that are spelled in one of these ways, the newest.
///
/// # Errors
/// When the database refuses.
pub async fn spelled_of_brands(
    database: &impl ConnectionTrait,
    brands: &[i64],
    kind: Kind,
    spellings: &[String],
    limit: u64,
) -> Result<Vec<Word>, Error> {
    if spellings.is_empty() {
        return Ok(Vec::new());
    }
    let spelled = of_kind(kind)
        .and_where(Expr::col((Entity, Column::BrandId)).is_in(brands.iter().copied()))
        .and_where(Expr::col((Entity, Column::Value)).is_in(spellings.iter().cloned()))
        .order_by((Entity, Column::Id), Order::Desc)
        .limit(limit)
        .take();
    read(database, vec![spelled]).await
}

/// The words of brands that fit one of these patterns, and have so many
/// letters where that is said: of each brand the newest, and of names, of
/// which most orders have common ones, the oldest.
///
/// # Errors
/// When the database refuses.
pub async fn fitting_of_brands(
    database: &impl ConnectionTrait,
    brands: &[i64],
    kind: Kind,
    patterns: &[Pattern],
    lengths: Option<(usize, usize)>,
    limit: u64,
) -> Result<Vec<Word>, Error> {
    if patterns.is_empty() {
        return Ok(Vec::new());
    }
    let fitting = Fitting::of(kind, patterns, lengths, is_sqlite(database));
    if fitting.trigrams.is_none() {
        let arms = brands.chunks(1).map(|brand| fitting.words(brand, limit));
        return read(database, arms.collect()).await;
    }
    // The trigrams are gone through from their end whichever brand is meant:
    // for all brands at once, and again for those that it did not come to.
    let mut left = brands.to_vec();
    let mut words = Vec::new();
    while !left.is_empty() {
        let most = limit.saturating_mul(left.len().min(TOGETHER) as u64);
        let found = read(database, vec![fitting.words(&left, most)]).await?;
        let broke_off = found.last().filter(|_| found.len() as u64 >= most);
        let broke_off = broke_off.map(|word| word.brand_id);
        let mut counts: HashMap<i64, u64> = HashMap::new();
        for word in found {
            let count = counts.entry(word.brand_id).or_default();
            *count += 1;
            if *count <= limit {
                words.push(word);
            }
        }
        left.retain(|brand_id| {
            let has_more = counts.get(brand_id).is_none_or(|count| *count < limit);
            broke_off.is_some_and(|last| has_more && !fitting.comes_before(*brand_id, last))
        });
        words.retain(|word| !left.contains(&word.brand_id));
    }
    Ok(words)
}

/// What fits some patterns.
struct Fitting {
    kind: Kind,
    fits: Condition,
    lengths: Option<SimpleExpr>,
    /// As SQLite's index is asked.
    trigrams: Option<String>,
    order: Order,
}

impl Fitting {
    fn of(
        kind: Kind,
        patterns: &[Pattern],
        lengths: Option<(usize, usize)>,
        is_sqlite: bool,
    ) -> Self {
        let value = || Expr::col((Entity, Column::Value));
        let fits = patterns.iter().fold(Condition::any(), |any, pattern| {
            any.add(value().like(LikeExpr::new(pattern.like()).escape('!')))
        });
        let number = |length| i32::try_from(length).unwrap_or(i32::MAX);
        let between = |(least, most)| {
            Expr::expr(Func::char_length(value())).between(number(least), number(most))
        };
        Self {
            kind,
            fits,
            lengths: lengths.map(between),
            trigrams: is_sqlite.then(|| matching(patterns)),
            order: match kind {
                Kind::Name => Order::Asc,
                _ => Order::Desc,
            },
        }
    }

    /// So many words of brands; on SQLite those of one brand after those of
    /// another.
    fn words(&self, brands: &[i64], limit: u64) -> SelectStatement {
        let mut words = match &self.trigrams {
            Some(trigrams) => by_trigrams(brands, self.kind, trigrams, self.order.clone()),
            None => of_kind(self.kind)
                .and_where(Expr::col((Entity, Column::BrandId)).is_in(brands.iter().copied()))
                .order_by((Entity, Column::Id), self.order.clone())
                .take(),
        };
        words.cond_where(self.fits.clone());
        words.and_where_option(self.lengths.clone());
        words.limit(limit).take()
    }

    /// Whether one brand's words come before another's.
    fn comes_before(&self, brand_id: i64, other: i64) -> bool {
        match self.order {
            Order::Asc => brand_id < other,
            _ => brand_id > other,
        }
    }
}

const COLUMNS: [Column; 4] = [Column::BrandId, Column::Kind, Column::Value, Column::Id];

fn of_kind(kind: Kind) -> SelectStatement {
    Query::select()
        .columns(COLUMNS.map(|column| (Entity, column)))
        .from(Entity)
        .and_where(Expr::col((Entity, Column::Kind)).eq(kind.code()))
        .take()
}

/// The words that have the trigrams, in the order of their ids. Each brand and
/// kind is a range of the trigrams' row ids, as the migration has it.
fn by_trigrams(brands: &[i64], kind: Kind, matching: &str, order: Order) -> SelectStatement {
    const BELOW: u32 = 36;
    let part = Alias::new("search_part");
    let mut ranges: Vec<i64> = brands
        .iter()
        .map(|brand_id| brand_id * 16 + i64::from(kind.code()))
        .collect();
    ranges.sort_unstable();
    let first = ranges.first().copied().unwrap_or_default() << BELOW;
    let end = (ranges.last().copied().unwrap_or_default() + 1) << BELOW;
    let row = || Expr::col((part.clone(), Alias::new("rowid")));
    let word: SimpleExpr = Expr::col((Entity, Column::Id)).eq(row().bit_and((1_i64 << BELOW) - 1));
    Query::select()
        .columns(COLUMNS.map(|column| (Entity, column)))
        .from(part.clone())
        // It says who comes first: the trigrams.
        .cross_join(Entity)
        .and_where(word)
        .and_where(Expr::cust_with_values(
            "search_part match ?",
            [matching.to_owned()],
        ))
        .and_where(row().between(first, end - 1))
        // What lies between the ranges.
        .and_where(row().right_shift(BELOW).is_in(ranges))
        .order_by((part, Alias::new("rowid")), order)
        .take()
}

/// All trigrams of one of the patterns, in FTS5's own words.
fn matching(patterns: &[Pattern]) -> String {
    let quoted = |trigram: String| format!("\"{}\"", trigram.replace('"', "\"\""));
    let all = |pattern: &Pattern| {
        let trigrams: Vec<String> = pattern.trigrams().into_iter().map(quoted).collect();
        format!("({})", trigrams.join(" AND "))
    };
    let any: Vec<String> = patterns.iter().map(all).collect();
    any.join(" OR ")
}

async fn read(
    database: &impl ConnectionTrait,
    arms: Vec<SelectStatement>,
) -> Result<Vec<Word>, Error> {
    let mut found = Vec::new();
    for chunk in arms.chunks(search_term::ARMS) {
        let Some(query) = all_of(chunk.iter().cloned(), &COLUMNS) else {
            continue;
        };
        for row in database.query_all(&query).await? {
            let (brand_id, kind, value, _): (i64, i16, String, i64) =
                row.try_get_many_by_index()?;
            found.extend(Kind::from_code(kind).map(|kind| Word {
                brand_id,
                kind,
                value,
            }));
        }
    }
    Ok(found)
}
