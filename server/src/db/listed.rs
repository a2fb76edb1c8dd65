//! Rows read as one JSON list.
//!
//! Intake reads every scan of every parcel it hears of. Value by value, each
//! crosses a thread and is looked up by name, which costs more than finding
//! it; as one text a whole batch is read at once, on either database.

use super::is_sqlite;
use crate::error::Error;
use sea_orm::sea_query::{Alias, Expr, ExprTrait, Func, Query, SimpleExpr};
use sea_orm::{
    ConnectionTrait, EntityTrait, IdenStatic, Iterable, QuerySelect, QueryTrait, Select,
};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Deserializer};

/// These columns of the rows a query finds, as the text of a JSON list with a
/// list for each row. Bytes cannot be listed; JSON has none.
///
/// # Errors
/// When the database refuses.
pub async fn listed<E: EntityTrait>(
    database: &impl ConnectionTrait,
    columns: &[E::Column],
    find: Select<E>,
) -> Result<String, Error> {
    let (of_row, of_all) = if is_sqlite(database) {
        ("json_array", "json_group_array")
    } else {
        ("json_build_array", "json_agg")
    };
    let mut rows = find.select_only();
    for column in columns {
        rows = rows.column(*column);
    }
    let values = columns
        .iter()
        .map(|column| Expr::col(Alias::new(column.as_str())));
    let row: SimpleExpr = Func::cust(Alias::new(of_row)).args(values).into();
    let all: SimpleExpr = Func::cust(Alias::new(of_all)).arg(row).into();
    let query = Query::select()
        .expr(all.cast_as(Alias::new("text")))
        .from_subquery(rows.into_query(), Alias::new("found"))
        .take();
    let list: Option<String> = match database.query_one(&query).await? {
        Some(row) => row.try_get_by_index(0)?,
        None => None,
    };
    // PostgreSQL's list of no rows is null.
    Ok(list.unwrap_or_else(|| "[]".to_owned()))
}

/// Whole rows of a table that holds no bytes, read in that way.
///
/// # Errors
/// When the database refuses, or a stored row cannot be read.
pub async fn models<E>(
    database: &impl ConnectionTrait,
    find: Select<E>,
) -> Result<Vec<E::Model>, Error>
where
    E: EntityTrait,
    E::Model: DeserializeOwned,
{
    let columns: Vec<E::Column> = E::Column::iter().collect();
    let list = listed(database, &columns, find).await?;
    Ok(serde_json::from_str(&list)?)
}

/// A yes or no: SQLite keeps it as a number, and lists it so.
///
/// # Errors
/// When it is neither.
pub fn flag<'de, D: Deserializer<'de>>(value: D) -> Result<bool, D::Error> {
    #[derive(Deserialize)]
    #[serde(untagged)]
    enum Flag {
        Said(bool),
        Counted(u8),
    }
    Ok(match Flag::deserialize(value)? {
        Flag::Said(said) => said,
        Flag::Counted(count) => count != 0,
    })
}
