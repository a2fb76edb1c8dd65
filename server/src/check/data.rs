//! What the database says: whether it can be used, and how far the site has
//! come.

use super::Finding;
use crate::db::webhook::endpoint;
use crate::db::{Database, brand, connection, message, orders, scan, staff};
use crate::error::Error;
use crate::site::{SiteKey, token_hash};
use crate::staff::seed::{self, Kept};
use chrono::{DateTime, TimeDelta, Utc};
use doorstep::ids::OrderId;

/// How far ahead of this machine's clock a stored moment may be: another
/// node's clock is never quite the same.
const CLOCKS_DIFFER: TimeDelta = TimeDelta::minutes(2);

/// How many quarantined messages are counted before it is "many".
const MANY: u64 = 100;

/// Looks at the data. Of a database of an older shape nothing more is asked.
pub async fn data(
    database: &Database,
    key: Option<&SiteKey>,
    now: DateTime<Utc>,
) -> Result<Vec<Finding>, Error> {
    let pending = database.pending().await?;
    if !pending.is_empty() {
        let text = format!(
            "of an older shape ({} changes to make): the next `doorstep serve` makes them, for SQLite after a copy of the file; of PostgreSQL make a dump with pg_dump first",
            pending.len()
        );
        return Ok(vec![Finding::to_do("database", text)]);
    }
    let newest = scan::newest_of_any_brand(database.read()).await?;
    let mut found = vec![writable(database).await, hosts(database).await?];
    found.push(connections(database).await?);
    found.push(people(database).await?);
    if let Some(key) = key {
        found.extend(second_factors(database, key).await?);
    }
    found.extend(order(database, key).await?);
    found.push(match newest {
        Some(at) => Finding::fine("scans", format!("the newest came {}", moment(at))),
        None => Finding::to_do(
            "scans",
            "none yet: connect a carrier with `doorstep connection add`, or send one to /api/v1/scans",
        ),
    });
    found.extend(quarantine(database).await?);
    found.extend(webhooks(database).await?);
    found.push(clock(newest, now));
    Ok(found)
}

fn moment(at: DateTime<Utc>) -> String {
    at.format("%Y-%m-%d %H:%M:%SZ").to_string()
}

async fn writable(database: &Database) -> Finding {
    match database.takes_writes().await {
        Ok(()) => Finding::fine("database", "answers and takes writes"),
        Err(error) => Finding::missing(
            "database",
            format!("takes no writes: {error}; see that its file and its folder are this user's"),
        ),
    }
}

async fn hosts(database: &Database) -> Result<Finding, Error> {
    let brands = brand::all(database.read()).await?;
    let hosts: Vec<String> = brands
        .iter()
        .flat_map(|brand| brand.hosts.clone())
        .collect();
    if hosts.is_empty() {
        return Ok(Finding::missing(
            "brand",
            "none has a host: write `hosts = [\"track.example.com\"]` into its file, then `doorstep brand set FILE.toml`",
        ));
    }
    Ok(Finding::fine("brand", format!("at {}", hosts.join(", "))))
}

async fn connections(database: &Database) -> Result<Finding, Error> {
    let open = connection::all_open(database.read()).await?;
    if open.is_empty() {
        return Ok(Finding::missing(
            "connections",
            "none, so nothing can come in: make one with `doorstep connection add --source NAME`",
        ));
    }
    let sources: Vec<&str> = open.iter().map(|open| open.source.as_str()).collect();
    Ok(Finding::fine("connections", sources.join(", ")))
}

async fn people(database: &Database) -> Result<Finding, Error> {
    if staff::is_any_of_site(database.read()).await? {
        return Ok(Finding::fine("staff", "there is some"));
    }
    Ok(Finding::to_do(
        "staff",
        "nobody can sign in yet: open the link that `doorstep staff setup` prints",
    ))
}

/// Second factors are sealed with the site key: without it nobody's code is
/// known to be right.
async fn second_factors(database: &Database, key: &SiteKey) -> Result<Option<Finding>, Error> {
    let everybody = staff::all_of_site(database.read()).await?;
    let lost = everybody.iter().filter(|row| {
        let kept = row
            .totp_seed
            .as_deref()
            .filter(|_| row.totp_confirmed_ms.is_some());
        kept.is_some_and(|kept| seed::open(key, &row.public_id, kept) == Kept::Lost)
    });
    let count = lost.count();
    Ok((count > 0).then(|| {
        Finding::missing(
            "second factor",
            format!(
                "of {count} people was sealed with another site key: put that key back, or let each in again with `doorstep staff reset EMAIL --drop-second-factor`"
            ),
        )
    }))
}

/// An order shows whether the site key is the one that its link was made
/// with: a database restored without its key is found out here.
async fn order(database: &Database, key: Option<&SiteKey>) -> Result<Vec<Finding>, Error> {
    let Some(newest) = orders::newest_of_any_brand(database.read()).await? else {
        let text = "none yet: place a test order in the shop, or send one to /api/v1/orders";
        return Ok(vec![Finding::to_do("orders", text)]);
    };
    let mut found = vec![Finding::fine("orders", "there are some")];
    if let Some(key) = key {
        let id = OrderId::from_text(newest.public_id.clone());
        let token = key.token(&id, newest.token_generation);
        found.push(if token_hash(&token).as_slice() == newest.token_hash {
            Finding::fine("links", "fit the site key")
        } else {
            Finding::missing(
                "links",
                "were made with another site key, so those that were sent do not work: put that key back",
            )
        });
    }
    Ok(found)
}

async fn quarantine(database: &Database) -> Result<Option<Finding>, Error> {
    let count = message::quarantined(database.read(), MANY).await?.len();
    Ok((count > 0).then(|| {
        let text =
            format!("{count} messages or more could not be read: see `doorstep quarantine list`");
        Finding::to_do("quarantine", text)
    }))
}

/// Endpoints that nobody disabled and that are told nothing any more.
async fn webhooks(database: &Database) -> Result<Option<Finding>, Error> {
    let given_up = endpoint::given_up_of_any_brand(database.read()).await?;
    let names: Vec<&str> = given_up.iter().map(|one| one.public_id.as_str()).collect();
    Ok((!names.is_empty()).then(|| {
        let text = format!(
            "{} took nothing for days or answered 410, and is told nothing more: mend it, then `doorstep webhook enable`",
            names.join(", ")
        );
        Finding::to_do("webhooks", text)
    }))
}

/// Nothing stored can be younger than now.
fn clock(newest: Option<DateTime<Utc>>, now: DateTime<Utc>) -> Finding {
    match newest {
        Some(at) if at > now + CLOCKS_DIFFER => Finding::missing(
            "clock",
            format!(
                "it is {} here, and a scan came {}: set the machine's clock",
                moment(now),
                moment(at)
            ),
        ),
        _ => Finding::fine("clock", format!("it is {}", moment(now))),
    }
}
