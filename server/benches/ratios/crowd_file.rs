//! A SQLite file with a crowd of orders, written straight into its tables in
//! multi-row statements. It is kept beside the build: the next run opens it.

use crate::Result;
use crate::crowd::{BRANDS, Member};
use crate::rows::{Rows, Value};
use chrono::{DateTime, Duration, Utc};
use doorstep::contact::{Channel, Topic};
use doorstep::flag::{Because, Flag};
use doorstep::ids::{ContactId, FlagId, OrderId, ShipmentId};
use doorstep::search::{self, Kind};
use migrations::Migrator;
use sea_orm_migration::MigratorTrait;
use server::db::{Database, Location, brand};
use sqlx::sqlite::{SqliteConnectOptions, SqliteConnection, SqliteJournalMode, SqliteSynchronous};
use sqlx::{AssertSqlSafe, Connection};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// Scans a parcel.
pub const SCANS: usize = 10;

/// Orders a transaction.
const AT_ONCE: usize = 2_000;

/// When the crowd is looked at: its file is the same whenever it is made.
pub fn now() -> DateTime<Utc> {
    DateTime::from_timestamp(1_778_846_400, 0).unwrap_or_default()
}

/// The file of so many orders, made where it is not there yet.
pub async fn of(orders: usize) -> Result<PathBuf> {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR"));
    let folder = folder.parent().unwrap_or(folder).join("bench");
    std::fs::create_dir_all(&folder)?;
    let migrations = Migrator::migrations();
    let newest = migrations
        .last()
        .map_or("none", |change| change.name())
        .to_owned();
    let file = folder.join(format!("crowd-{orders}-{newest}.sqlite"));
    if file.exists() {
        return Ok(file);
    }
    let draft = folder.join("crowd.part");
    for ending in ["", "-wal", "-shm"] {
        let left = folder.join(format!("crowd.part{ending}"));
        if left.exists() {
            std::fs::remove_file(left)?;
        }
    }
    write(&draft, orders).await?;
    std::fs::rename(&draft, &file)?;
    Ok(file)
}

async fn write(draft: &Path, orders: usize) -> Result<()> {
    let database = Database::open(&Location::File(draft.to_owned())).await?;
    for (slug, ..) in BRANDS {
        let transaction = database.begin().await?;
        brand::set(
            &transaction,
            &doorstep::brand::named(slug, slug),
            &[],
            now(),
        )
        .await?;
        transaction.commit().await?;
    }
    database.close().await?;
    let options = SqliteConnectOptions::new()
        .filename(draft)
        .journal_mode(SqliteJournalMode::Wal)
        // Nothing is lost if it is: it is made again.
        .synchronous(SqliteSynchronous::Off)
        .pragma("temp_store", "memory")
        .pragma("cache_size", "-262144")
        .pragma("wal_autocheckpoint", "20000");
    let mut file = SqliteConnection::connect_with(&options).await?;
    for from in (0..orders).step_by(AT_ONCE) {
        let members: Vec<Member> = (from..orders.min(from + AT_ONCE)).map(Member::at).collect();
        run(&mut file, "begin immediate").await?;
        for rows in tables(&members)? {
            let all: Vec<usize> = (0..rows.rows.len()).collect();
            for chunk in all.chunks(500) {
                rows.some(chunk, ending(rows.table)).run(&mut file).await?;
            }
        }
        run(&mut file, &scans(from, members.len())).await?;
        run(&mut file, "commit").await?;
    }
    run(
        &mut file,
        "insert into setting (key, value, changed_ms) values ('search_filled', 'all', 0)",
    )
    .await?;
    run(&mut file, "pragma wal_checkpoint(truncate)").await?;
    file.close().await?;
    Ok(())
}

async fn run(file: &mut SqliteConnection, sql: &str) -> Result<()> {
    sqlx::query(AssertSqlSafe(sql.to_owned()))
        .execute(file)
        .await?;
    Ok(())
}

/// Words come once; everything else is new.
fn ending(table: &str) -> &'static str {
    if table == "search_word" {
        " on conflict do nothing"
    } else {
        ""
    }
}

/// Ten scans of each parcel, six hours apart. They are the same but for their
/// time: nobody searches them, and their number is what counts.
fn scans(from: usize, count: usize) -> String {
    let newest = now().timestamp_millis();
    let hours = 3_600_000_i64 * 6;
    let places: Vec<String> = (0..SCANS).map(|place| format!("({place})")).collect();
    format!(
        "insert into scan (parcel_id, fingerprint, message_id, source, code, status, reason, text, \
         local_time, offset_min, instant_ms, precision, city, region, postal_code, country, \
         position, place_offset_min, received_ms) \
         select parcel.id, cast(printf('%032d', line.place) as blob), 1, 'easypost', 'IT', \
         'in_transit', null, 'Departed from facility', null, null, \
         {newest} - {hours} * ({SCANS} - line.place), 'second', 'Newark', 'NJ', '07101', 'US', \
         line.place, -240, {newest} - {hours} * ({SCANS} - line.place) \
         from parcel, (select column1 as place from (values {})) as line \
         where parcel.id between {} and {}",
        places.join(", "),
        from + 1,
        from + count,
    )
}

fn rows(table: &'static str, columns: &str, rows: Vec<Vec<Value>>) -> Rows {
    Rows {
        table,
        columns: columns.split_whitespace().map(str::to_owned).collect(),
        rows,
    }
}

fn text(text: impl Into<String>) -> Value {
    Value::Text(text.into())
}

const fn number(number: i64) -> Value {
    Value::Integer(number)
}

fn id(place: usize) -> i64 {
    place as i64 + 1
}

fn brand_id(member: &Member) -> Value {
    number(member.brand as i64 + 1)
}

/// When an order was placed: one a minute, the last one an hour ago.
fn placed(member: &Member) -> i64 {
    let minutes = i64::try_from(member.place % 500_000).unwrap_or(0);
    (now() - Duration::minutes(500_060 - minutes)).timestamp_millis()
}

fn tables(members: &[Member]) -> Result<Vec<Rows>> {
    let mut tables = vec![
        orders(members),
        people(members)?,
        shipments(members),
        states(members),
        parcels(members),
        flags(members)?,
        contacts(members),
    ];
    tables.extend(terms(members));
    Ok(tables)
}

fn orders(members: &[Member]) -> Rows {
    let row = |member: &Member| {
        vec![
            number(id(member.place)),
            text(OrderId::from_random(member.place as u128).as_str()),
            brand_id(member),
            number(1),
            text(format!("{}", 5_000_000 + member.place)),
            text(&member.number),
            text("live"),
            number(placed(member)),
            number(placed(member)),
            text("America/New_York"),
            text("en"),
            text("USD"),
            number(12_900),
            text(member.lines()),
            Value::Bytes(format!("{:032}", member.place).into_bytes()),
            number(0),
            number(3),
            text("US"),
            text("NJ"),
        ]
    };
    let columns = "id public_id brand_id connection_id external_id number kind placed_ms version_ms \
        zone locale currency total_minor lines token_hash token_generation revision country region";
    rows("orders", columns, members.iter().map(row).collect())
}

fn people(members: &[Member]) -> Result<Rows> {
    let row = |member: &Member| {
        let hash = member
            .buyer
            .email
            .as_deref()
            .and_then(server::db::person::email_hash);
        Ok(vec![
            number(id(member.place)),
            brand_id(member),
            text(serde_json::to_string(&member.buyer)?),
            text(serde_json::to_string(&member.address)?),
            Value::Bytes(hash.unwrap_or_default()),
        ])
    };
    let columns = "order_id brand_id buyer destination email_hash";
    let all: Result<Vec<_>> = members.iter().map(row).collect();
    Ok(rows("person", columns, all?))
}

fn shipments(members: &[Member]) -> Rows {
    let row = |member: &Member| {
        vec![
            number(id(member.place)),
            text(ShipmentId::from_random(member.place as u128).as_str()),
            brand_id(member),
            number(id(member.place)),
            text(format!("f{}", member.place)),
            number(0),
            number(placed(member)),
            text("outbound"),
            text(member.carrier),
            text(&member.tracking),
            number(1),
            text(r#"[{"line_id":"1","quantity":1},{"line_id":"2","quantity":1}]"#),
            number(placed(member) + 3_600_000),
            number(0),
        ]
    };
    let columns = "id public_id brand_id order_id external_id part version_ms direction carrier \
        number tracked items packed_ms removed";
    rows("shipment", columns, members.iter().map(row).collect())
}

fn states(members: &[Member]) -> Rows {
    let row = |member: &Member| {
        vec![
            number(id(member.place)),
            brand_id(member),
            text(if member.place.is_multiple_of(20) {
                "in_transit"
            } else {
                "delivered"
            }),
            text(format!("{:016x}", member.place)),
            number(placed(member)),
            text("[]"),
            text("[]"),
        ]
    };
    let columns = "shipment_id brand_id status state derived_ms notices flags";
    rows("shipment_state", columns, members.iter().map(row).collect())
}

fn parcels(members: &[Member]) -> Rows {
    let row = |member: &Member| {
        vec![
            number(id(member.place)),
            number(1),
            text(member.carrier),
            text(&member.tracking),
            text(""),
        ]
    };
    rows(
        "parcel",
        "id connection_id carrier key unique_id",
        members.iter().map(row).collect(),
    )
}

fn flags(members: &[Member]) -> Result<Rows> {
    let row = |member: &Member| {
        let since = now() - Duration::hours(i64::try_from(member.place % 700).unwrap_or(0));
        let flag = Flag::ALL[member.place / 100 % Flag::ALL.len()];
        // A reason that every one of them may have.
        let because = serde_json::to_string(&Because::NoNumber { told_at: since })?;
        Ok(vec![
            text(FlagId::from_random(member.place as u128).as_str()),
            brand_id(member),
            number(id(member.place)),
            number(id(member.place)),
            text(format!("shipment {}", id(member.place))),
            text(flag.code()),
            number(since.timestamp_millis()),
            number((since + Duration::hours(48)).timestamp_millis()),
            text(because),
            number(since.timestamp_millis()),
            number(0),
        ])
    };
    let columns = "public_id brand_id order_id shipment_id subject kind since_ms due_ms reason \
        opened_ms version";
    let all: Result<Vec<_>> = members
        .iter()
        .filter(|member| member.is_flagged())
        .map(row)
        .collect();
    Ok(rows("flag", columns, all?))
}

fn contacts(members: &[Member]) -> Rows {
    let row = |member: &Member| {
        let opened = now() - Duration::minutes(i64::try_from(member.place % 5_000).unwrap_or(0));
        let topic = Topic::ALL[member.place / 1_000 % Topic::ALL.len()];
        vec![
            text(ContactId::from_random(member.place as u128).as_str()),
            text(format!(
                "{:04}-{:04}",
                member.place / 10_000,
                member.place % 10_000
            )),
            brand_id(member),
            number(id(member.place)),
            text(topic.code()),
            text(Channel::Page.code()),
            text("in_transit"),
            number(opened.timestamp_millis()),
            number((opened + Duration::hours(24)).timestamp_millis()),
            number(0),
        ]
    };
    let columns =
        "public_id reference brand_id order_id topic channel cause opened_ms due_ms version";
    let asked = members.iter().filter(|member| member.has_asked());
    rows("contact", columns, asked.map(row).collect())
}

/// What intake would write of these orders.
fn terms(members: &[Member]) -> [Rows; 2] {
    let mut terms = BTreeSet::new();
    for member in members {
        let external_id = format!("{}", 5_000_000 + member.place);
        let texts = [
            (Kind::Number, Some(&member.number)),
            (Kind::External, Some(&external_id)),
            (Kind::Tracking, Some(&member.tracking)),
            (Kind::Email, member.buyer.email.as_ref()),
            (Kind::Phone, member.buyer.phone.as_ref()),
            (Kind::Name, member.address.name.as_ref()),
            (Kind::PostalCode, member.address.postal_code.as_ref()),
        ];
        for (kind, text) in texts {
            for value in text.into_iter().flat_map(|text| search::fold(kind, text)) {
                terms.insert((member.brand as i64 + 1, kind, value, id(member.place)));
            }
        }
    }
    let mut words: Vec<_> = terms
        .iter()
        .map(|(brand, kind, value, _)| (*brand, *kind, value.clone()))
        .collect();
    words.dedup();
    let term = |(brand, kind, value, order): (i64, Kind, String, i64)| {
        vec![
            number(brand),
            number(kind.code().into()),
            text(value),
            number(order),
        ]
    };
    let word = |(brand, kind, value): (i64, Kind, String)| {
        let backwards = || text(value.chars().rev().collect::<String>());
        let reversed = if kind.has_last_digits() {
            backwards()
        } else {
            Value::Null
        };
        vec![
            number(brand),
            number(kind.code().into()),
            text(value),
            reversed,
        ]
    };
    [
        rows(
            "search_term",
            "brand_id kind value order_id",
            terms.into_iter().map(term).collect(),
        ),
        rows(
            "search_word",
            "brand_id kind value reversed",
            words.into_iter().map(word).collect(),
        ),
    ]
}
