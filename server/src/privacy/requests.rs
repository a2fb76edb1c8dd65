//! What people ask through their shop: taken when it comes, carried out soon
//! after, and listed for staff.

use super::forget::{Forgotten, rows_and_messages};
use super::{Subject, export};
use crate::db::connection::{self, Connection};
use crate::db::request::{self, Done, NewRequest};
use crate::db::{Compaction, lookup};
use crate::error::Error;
use crate::intake::forget::Run;
use crate::services::Services;
use crate::shops::Asks;
use crate::site;
use doorstep::ids::RequestId;

/// How many requests are carried out in one go.
const AT_ONCE: u64 = 100;

/// How many of a shop's orders are forgotten in one go.
const ORDERS_AT_ONCE: u64 = 5_000;

/// Keeps a request until it is carried out; the same one again is no second
/// request.
///
/// # Errors
/// When the database refuses.
pub async fn take(
    services: &Services,
    connection: &Connection,
    digest: [u8; 32],
    asks: &Asks,
) -> Result<(), Error> {
    let new = NewRequest {
        public_id: RequestId::from_random(site::random_bits())
            .as_str()
            .to_owned(),
        connection_id: connection.id,
        digest,
        kind: asks.kind(),
        subject: serde_json::to_string(asks)?,
        asked: services.clock.now(),
    };
    let transaction = services.database.begin().await?;
    request::keep(&transaction, new).await?;
    transaction.commit().await?;
    Ok(())
}

/// Carries out what waits; says how many requests there were.
///
/// # Errors
/// When the database refuses; what is not done is done the next time.
pub async fn carry_out_open(services: &Services) -> Result<usize, Error> {
    let open = request::open_of_any_connection(services.database.read(), AT_ONCE).await?;
    if open.is_empty() {
        return Ok(0);
    }
    let connections = connection::all_ever(services.database.read()).await?;
    for row in &open {
        let connection = connections.iter().find(|c| c.id == row.connection_id);
        let done = match (connection, serde_json::from_str(&row.subject)) {
            (Some(connection), Ok(asks)) => carry_out(services, connection, asks).await?,
            _ => Done {
                order_ids: Vec::new(),
                outcome: "its connection is gone, or it cannot be read any more".to_owned(),
                export: None,
            },
        };
        let transaction = services.database.begin().await?;
        request::finish(&transaction, row.id, done, services.clock.now()).await?;
        transaction.commit().await?;
        tracing::info!(
            request = row.public_id,
            kind = row.kind,
            "a person's request was carried out"
        );
    }
    // The requests themselves named people.
    let now = services.clock.now();
    services.database.compact(Compaction::Now, now).await?;
    Ok(open.len())
}

async fn carry_out(
    services: &Services,
    connection: &Connection,
    asks: Asks,
) -> Result<Done, Error> {
    match asks {
        Asks::Export(somebody) => {
            let subject = Subject::of_shop(services, connection, &somebody).await?;
            let held = export(services, &subject).await?;
            Ok(Done {
                order_ids: subject.order_ids(),
                outcome: format!("{} orders exported", subject.orders.len()),
                export: Some(serde_json::to_string_pretty(&held)?),
            })
        }
        Asks::Erase(somebody) => {
            let subject = Subject::of_shop(services, connection, &somebody).await?;
            let forgotten =
                rows_and_messages(services, &subject, Run::ForGood, &connection.public_id).await?;
            Ok(erased(&subject, &forgotten))
        }
        Asks::EraseAll => erase_all(services, connection).await,
    }
}

fn erased(subject: &Subject, forgotten: &Forgotten) -> Done {
    Done {
        order_ids: subject.order_ids(),
        outcome: forgotten.to_string(),
        export: None,
    }
}

/// Forgets every buyer of a connection, and empties whatever came through it.
async fn erase_all(services: &Services, connection: &Connection) -> Result<Done, Error> {
    let mut people = 0;
    let mut after = 0;
    loop {
        let read = services.database.read();
        let found = lookup::of_connection(read, connection.id, after, ORDERS_AT_ONCE).await?;
        let Some(last) = found.last() else {
            break;
        };
        after = last.id;
        let subject = Subject::everybody(services, connection, found).await?;
        let forgotten =
            rows_and_messages(services, &subject, Run::ForGood, &connection.public_id).await?;
        people += forgotten.erased.people;
    }
    let messages = super::raw::forget_all_of(services, connection.id).await?;
    Ok(Done {
        order_ids: Vec::new(),
        outcome: format!(
            "erased\n  {people:5}  people\n  {messages:5}  raw messages that named no order of theirs\nnext     revoke the connection: the shop has left"
        ),
        export: None,
    })
}
