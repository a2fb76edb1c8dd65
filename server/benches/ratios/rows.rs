//! Rows of any table as values: read from one file, written to another.

use crate::Result;
use sqlx::sqlite::{SqliteArguments, SqliteConnection, SqliteRow};
use sqlx::{AssertSqlSafe, Column, Row, Sqlite, TypeInfo, ValueRef};
use std::fmt::Write;

/// A value of a column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    /// Nothing.
    Null,
    /// A number or a yes or no.
    Integer(i64),
    /// Text.
    Text(String),
    /// Bytes.
    Bytes(Vec<u8>),
}

/// Some rows of a table.
#[derive(Clone, Debug, Default)]
pub struct Rows {
    /// The table.
    pub table: &'static str,
    /// The names of its columns.
    pub columns: Vec<String>,
    /// A value for each column, row by row.
    pub rows: Vec<Vec<Value>>,
}

impl Rows {
    /// Reads the rows of a table that a condition holds for, in the order of
    /// their first column.
    pub async fn read(
        file: &mut SqliteConnection,
        table: &'static str,
        condition: &str,
    ) -> Result<Self> {
        let query = format!("select * from {table} where {condition} order by 1");
        let found = sqlx::query(AssertSqlSafe(query)).fetch_all(file).await?;
        let columns = found
            .first()
            .map(|row| {
                row.columns()
                    .iter()
                    .map(|column| column.name().to_owned())
                    .collect()
            })
            .unwrap_or_default();
        Ok(Self {
            table,
            columns,
            rows: found.iter().map(values).collect::<Result<_>>()?,
        })
    }

    /// The number in a column of a row.
    pub fn number(&self, row: usize, column: &str) -> Result<i64> {
        let at = self.columns.iter().position(|name| name == column);
        match at.and_then(|at| self.rows[row].get(at)) {
            Some(Value::Integer(number)) => Ok(*number),
            _ => Err(format!("{} has no number in {column}", self.table).into()),
        }
    }

    /// These rows of it, with what else is to be said of them.
    pub fn some(&self, rows: &[usize], ending: &'static str) -> Statement {
        let columns = self.columns.len();
        let row = format!("({})", vec!["?"; columns].join(","));
        let mut sql = format!(
            "insert into {} ({}) values ",
            self.table,
            self.columns.join(",")
        );
        for place in 0..rows.len() {
            let comma = if place == 0 { "" } else { "," };
            // Writing to a String cannot fail.
            let _ = write!(sql, "{comma}{row}");
        }
        sql.push_str(ending);
        Statement {
            sql,
            values: rows
                .iter()
                .flat_map(|row| self.rows[*row].clone())
                .collect(),
        }
    }
}

fn values(row: &SqliteRow) -> Result<Vec<Value>> {
    (0..row.len())
        .map(|at| {
            let raw = row.try_get_raw(at)?;
            if raw.is_null() {
                return Ok(Value::Null);
            }
            Ok(match raw.type_info().name() {
                "TEXT" => Value::Text(row.try_get_unchecked(at)?),
                "BLOB" => Value::Bytes(row.try_get_unchecked(at)?),
                _ => Value::Integer(row.try_get_unchecked(at)?),
            })
        })
        .collect()
}

/// A statement, ready to be run.
#[derive(Clone, Debug)]
pub struct Statement {
    /// Its text.
    pub sql: String,
    /// What it is given.
    pub values: Vec<Value>,
}

impl Statement {
    /// Runs it, unless it has nothing to write.
    pub async fn run(self, file: &mut SqliteConnection) -> Result<()> {
        if self.values.is_empty() {
            return Ok(());
        }
        let query: sqlx::query::Query<'_, Sqlite, SqliteArguments> =
            sqlx::query(AssertSqlSafe(self.sql));
        let query = self
            .values
            .into_iter()
            .fold(query, |query, value| match value {
                Value::Null => query.bind(None::<i64>),
                Value::Integer(number) => query.bind(number),
                Value::Text(text) => query.bind(text),
                Value::Bytes(bytes) => query.bind(bytes),
            });
        query.execute(file).await?;
        Ok(())
    }
}
