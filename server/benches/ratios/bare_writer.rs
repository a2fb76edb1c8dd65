//! The bare writer: puts what the server wrote into a fresh file of the same
//! shape, in multi-row statements, 256 messages a transaction, and nothing
//! else. What is to be written lies ready in memory.

use crate::Result;
use crate::client::Pace;
use crate::rows::{Rows, Statement, Value};
use server::db::{Database, Location};
use sqlx::sqlite::{SqliteConnectOptions, SqliteConnection, SqliteJournalMode, SqliteSynchronous};
use sqlx::{AssertSqlSafe, Connection, Row};
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::path::Path;
use std::time::Instant;

/// Messages a transaction, as intake takes them at most.
const BATCH: usize = 256;

/// Tables to which the server only adds; all have an `id`.
const GROWING: [&str; 6] = ["message", "parcel", "scan", "report", "promise", "outbox"];

/// Where those tables ended before the server was asked anything.
pub struct Before(HashMap<&'static str, i64>);

/// Connects to a SQLite file with the server's own settings.
async fn connect(file: &Path) -> Result<SqliteConnection> {
    let options = SqliteConnectOptions::new()
        .filename(file)
        .journal_mode(SqliteJournalMode::Wal)
        .synchronous(SqliteSynchronous::Full)
        .foreign_keys(true)
        .statement_cache_capacity(200)
        .pragma("temp_store", "memory")
        .pragma("cache_size", "-16384")
        .pragma("wal_autocheckpoint", "4000");
    Ok(SqliteConnection::connect_with(&options).await?)
}

impl Before {
    /// Notes where the tables end now.
    pub async fn read(served: &Path) -> Result<Self> {
        let mut served = connect(served).await?;
        let mut ends = HashMap::new();
        for table in GROWING {
            let query = format!("select coalesce(max(id), 0) from {table}");
            let row = sqlx::query(AssertSqlSafe(query))
                .fetch_one(&mut served)
                .await?;
            ends.insert(table, row.try_get(0)?);
        }
        served.close().await?;
        Ok(Self(ends))
    }

    fn condition(&self, table: &str) -> String {
        format!("id > {}", self.0.get(table).copied().unwrap_or(0))
    }
}

/// Everything the server wrote since, as transactions of statements.
pub struct Work {
    /// One transaction each.
    batches: Vec<Vec<Statement>>,
    messages: usize,
}

/// What was written, read back.
struct Written {
    tables: HashMap<&'static str, Rows>,
    states: Rows,
    /// Places in `states`, and orders, by parcel.
    of_parcel: HashMap<i64, (usize, i64)>,
}

impl Work {
    /// Reads back what the server wrote, and cuts it into transactions: each
    /// row goes with its message, what names no message is spread evenly.
    pub async fn read(served: &Path, before: &Before) -> Result<Self> {
        let mut served = connect(served).await?;
        let mut tables = HashMap::new();
        for table in GROWING {
            let rows = Rows::read(&mut served, table, &before.condition(table)).await?;
            tables.insert(table, rows);
        }
        let states = Rows::read(&mut served, "shipment_state", "true").await?;
        let of_parcel = of_parcel(&mut served, &states).await?;
        served.close().await?;
        let written = Written {
            tables,
            states,
            of_parcel,
        };
        written.cut()
    }

    /// Writes it all into a new file, and says how fast.
    pub async fn write(self, served: &Path, fresh: &Path) -> Result<Pace> {
        Database::open(&Location::File(fresh.to_owned()))
            .await?
            .close()
            .await?;
        let mut file = connect(fresh).await?;
        copy_orders(&mut file, served).await?;
        let began = Instant::now();
        for statements in self.batches {
            sqlx::query("begin immediate").execute(&mut file).await?;
            for statement in statements {
                statement.run(&mut file).await?;
            }
            sqlx::query("commit").execute(&mut file).await?;
        }
        let took = began.elapsed();
        file.close().await?;
        Ok(Pace {
            answered: self.messages,
            took,
        })
    }
}

/// The orders and shipments that were there before.
async fn copy_orders(file: &mut SqliteConnection, served: &Path) -> Result<()> {
    let attach = format!("attach '{}' as served", served.display());
    sqlx::query(AssertSqlSafe(attach))
        .execute(&mut *file)
        .await?;
    for table in ["orders", "shipment"] {
        let copy = format!("insert into {table} select * from served.{table}");
        sqlx::query(AssertSqlSafe(copy)).execute(&mut *file).await?;
    }
    sqlx::query("detach served").execute(&mut *file).await?;
    sqlx::query("pragma wal_checkpoint(truncate)")
        .execute(&mut *file)
        .await?;
    Ok(())
}

async fn of_parcel(
    served: &mut SqliteConnection,
    states: &Rows,
) -> Result<HashMap<i64, (usize, i64)>> {
    let mut places = HashMap::new();
    for row in 0..states.rows.len() {
        places.insert(states.number(row, "shipment_id")?, row);
    }
    let query = "select parcel.id, shipment.id, shipment.order_id \
                 from parcel join shipment on shipment.number = parcel.key";
    let mut found = HashMap::new();
    for row in sqlx::query(query).fetch_all(served).await? {
        let shipment: i64 = row.try_get(1)?;
        let place = places
            .get(&shipment)
            .ok_or("a shipment without its state")?;
        found.insert(row.try_get(0)?, (*place, row.try_get(2)?));
    }
    Ok(found)
}

impl Written {
    fn table(&self, table: &str) -> Result<&Rows> {
        self.tables
            .get(table)
            .ok_or_else(|| format!("{table} was not read").into())
    }

    fn cut(&self) -> Result<Work> {
        let messages = self.table("message")?;
        let count = messages.rows.len();
        let mut of_message: BTreeMap<i64, usize> = BTreeMap::new();
        for row in 0..count {
            of_message.insert(messages.number(row, "id")?, row / BATCH);
        }
        let batches = count.div_ceil(BATCH);
        let scans = self.by_message("scan", &of_message, batches)?;
        let reports = self.by_message("report", &of_message, batches)?;
        let parcels = self.parcels_of_batches(&scans, &reports)?;
        let mut new_parcels = self.new_parcels()?;
        let mut work = Vec::with_capacity(batches);
        for batch in 0..batches {
            let rows: Vec<usize> = (batch * BATCH..count.min((batch + 1) * BATCH)).collect();
            let fresh: Vec<usize> = parcels[batch]
                .iter()
                .filter_map(|id| new_parcels.remove(id))
                .collect();
            work.push(vec![
                messages.some(&rows, ""),
                self.table("parcel")?.some(&fresh, ""),
                self.table("scan")?.some(&scans[batch], ""),
                self.table("report")?.some(&reports[batch], ""),
                self.states_of(&parcels[batch]),
                self.share("promise", batch, batches)?,
                self.share("outbox", batch, batches)?,
                self.revisions_of(&parcels[batch]),
            ]);
        }
        Ok(Work {
            batches: work,
            messages: count,
        })
    }

    fn by_message(
        &self,
        table: &str,
        of_message: &BTreeMap<i64, usize>,
        batches: usize,
    ) -> Result<Vec<Vec<usize>>> {
        let rows = self.table(table)?;
        let mut cut = vec![Vec::new(); batches];
        for row in 0..rows.rows.len() {
            let message = rows.number(row, "message_id")?;
            let batch = of_message.get(&message).ok_or("a row of no message")?;
            cut[*batch].push(row);
        }
        Ok(cut)
    }

    fn parcels_of_batches(
        &self,
        scans: &[Vec<usize>],
        reports: &[Vec<usize>],
    ) -> Result<Vec<BTreeSet<i64>>> {
        let (scan, report) = (self.table("scan")?, self.table("report")?);
        let pairs = scans.iter().zip(reports);
        pairs
            .map(|(scans, reports)| {
                let scans = scans.iter().map(|row| scan.number(*row, "parcel_id"));
                let reports = reports.iter().map(|row| report.number(*row, "parcel_id"));
                scans.chain(reports).collect()
            })
            .collect()
    }

    fn new_parcels(&self) -> Result<HashMap<i64, usize>> {
        let parcels = self.table("parcel")?;
        (0..parcels.rows.len())
            .map(|row| Ok((parcels.number(row, "id")?, row)))
            .collect()
    }

    fn share(&self, table: &str, batch: usize, batches: usize) -> Result<Statement> {
        let rows = self.table(table)?;
        let count = rows.rows.len();
        let share: Vec<usize> = (count * batch / batches..count * (batch + 1) / batches).collect();
        Ok(rows.some(&share, ""))
    }

    fn states_of(&self, parcels: &BTreeSet<i64>) -> Statement {
        let places: BTreeSet<usize> = self.hit(parcels).map(|(place, _)| place).collect();
        let places: Vec<usize> = places.into_iter().collect();
        self.states.some(
            &places,
            " on conflict (shipment_id) do update set status = excluded.status, \
             reason = excluded.reason, state = excluded.state, \
             next_check_ms = excluded.next_check_ms, derived_ms = excluded.derived_ms",
        )
    }

    fn revisions_of(&self, parcels: &BTreeSet<i64>) -> Statement {
        let orders: BTreeSet<i64> = self.hit(parcels).map(|(_, order)| order).collect();
        let marks = vec!["?"; orders.len()].join(",");
        Statement {
            sql: format!("update orders set revision = revision + 1 where id in ({marks})"),
            values: orders.into_iter().map(Value::Integer).collect(),
        }
    }

    fn hit(&self, parcels: &BTreeSet<i64>) -> impl Iterator<Item = (usize, i64)> {
        parcels
            .iter()
            .filter_map(|parcel| self.of_parcel.get(parcel).copied())
    }
}
