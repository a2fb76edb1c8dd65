//! Webhooks in: `/hooks/{source}/{connection}`.
//!
//! A 200 means: authentic, stored, de-duplicated, derived, committed.

use super::routes::Http;
use crate::carriers::{self, Unreadable};
use crate::db::connection::Connection;
use crate::db::to_ms;
use crate::intake::desk::by_hand;
use crate::intake::{self, Incoming, Repeats};
use crate::metrics::Outcome;
use crate::privacy;
use crate::services::Services;
use crate::shops::{self, Asks};
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use bytes::Bytes;
use chrono::{DateTime, Utc};
use doorstep::reading::{Problem, ProblemKind};
use doorstep::shipment::Change;
use std::sync::Arc;

type Verify = fn(&HeaderMap, &[u8], &[u8]) -> bool;

/// What a message turned out to say.
#[derive(Debug)]
pub struct Read {
    /// What the sender said it is about.
    pub topic: String,
    /// What it asks to be taken in; why not, where it cannot be read.
    pub changes: Result<Vec<Change>, String>,
}

/// Takes one webhook.
pub async fn take(
    State(http): State<Http>,
    Path((source, connection)): Path<(String, String)>,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    let services = &http.services;
    let now = services.clock.now();
    let book = services.book.now();
    let connection = book
        .connections
        .get(&connection)
        .filter(|connection| connection.source == source);
    // An unknown connection and a wrong signature look the same from outside.
    let authentic = connection.filter(|connection| is_authentic(connection, &headers, &body, now));
    let Some(connection) = authentic else {
        services
            .metrics
            .webhook(source_name(&source), Outcome::Refused);
        tracing::info!(source = %source_name(&source), "a webhook was refused: its signature fits no secret of the connection");
        return StatusCode::UNAUTHORIZED.into_response();
    };
    let topic = topic(&source, &headers, &body);
    let Read { topic, changes } = match asks(&source, &topic, &body) {
        Ok(Some(asks)) => return take_request(services, connection, &topic, &body, &asks).await,
        Ok(None) => read_topic(&source, topic, &body),
        Err(Unreadable(why)) => Read {
            topic,
            changes: Err(why),
        },
    };
    let incoming = |changes| {
        let connection = Arc::clone(connection);
        Incoming::new(connection, &topic, body, changes, now, Repeats::AreTheSame)
    };
    let kept = match changes {
        Ok(changes) => {
            let taken = services.intake.take(incoming(changes)).await;
            taken.map(|_| (Outcome::Accepted, StatusCode::OK))
        }
        Err(reason) => {
            // The reason may quote what was sent, so it stays with the message.
            tracing::warn!(connection = %connection.public_id, "a webhook cannot be read: it is quarantined, and `doorstep quarantine list` says why");
            let kept = services
                .intake
                .quarantine(&incoming(Vec::new()), &reason)
                .await;
            kept.map(|()| (Outcome::Quarantined, StatusCode::ACCEPTED))
        }
    };
    let outcome = kept
        .as_ref()
        .map_or(Outcome::Failed, |(outcome, _)| *outcome);
    services.metrics.webhook(source_name(&source), outcome);
    match kept {
        Ok((_, status)) => status.into_response(),
        Err(error) => error.into_response(),
    }
}

/// The source's name for the log: only a name we know, never what was sent.
fn source_name(source: &str) -> &'static str {
    carriers::adapter(source)
        .map(|adapter| adapter.name)
        .or_else(|| shops::shop(source).map(|shop| shop.name))
        .unwrap_or("unknown")
}

/// Whether any present secret of the connection fits. All are tried, so that
/// the time taken does not tell which one did.
fn is_authentic(
    connection: &Connection,
    headers: &HeaderMap,
    body: &[u8],
    now: DateTime<Utc>,
) -> bool {
    let verify: Option<Verify> = carriers::adapter(&connection.source)
        .map(|adapter| adapter.verify)
        .or_else(|| shops::shop(&connection.source).map(|shop| shop.verify));
    let Some(verify) = verify else {
        return false;
    };
    connection
        .secrets
        .iter()
        .filter(|secret| secret.expires_ms.is_none_or(|ends| ends > to_ms(now)))
        .fold(false, |fits, secret| {
            fits | verify(headers, body, secret.secret.as_bytes())
        })
}

/// What a message is about, by its header or by its shape. Nobody outside
/// speaks as staff do.
fn topic(source: &str, headers: &HeaderMap, body: &[u8]) -> String {
    let Some(shop) = shops::shop(source) else {
        return String::new();
    };
    headers
        .get(shop.topic_header)
        .and_then(|value| value.to_str().ok())
        .filter(|topic| *topic != by_hand::TOPIC)
        .or_else(|| (shop.topic_of)(body))
        .unwrap_or_default()
        .to_owned()
}

/// What a message asks on behalf of a person, where it asks something.
///
/// # Errors
/// When it asks something but names nobody.
pub fn asks(source: &str, topic: &str, body: &[u8]) -> Result<Option<Asks>, Unreadable> {
    shops::shop(source).map_or(Ok(None), |shop| (shop.asks)(topic, body))
}

/// Keeps what is asked on behalf of a person. The message itself is not kept:
/// it would be one more that names them.
async fn take_request(
    services: &Services,
    connection: &Connection,
    topic: &str,
    body: &[u8],
    asks: &Asks,
) -> Response {
    let digest = intake::digest(topic, body, Repeats::AreTheSame);
    let kept = privacy::take(services, connection, digest, asks).await;
    let outcome = kept
        .as_ref()
        .map_or(Outcome::Failed, |()| Outcome::Accepted);
    let source = source_name(&connection.source);
    services.metrics.webhook(source, outcome);
    match kept {
        Ok(()) => StatusCode::OK.into_response(),
        Err(error) => error.into_response(),
    }
}

/// Reads a message whose topic is known: one that came, or one that is kept.
#[must_use]
pub fn read_topic(source: &str, topic: String, body: &[u8]) -> Read {
    if topic == by_hand::TOPIC {
        let changes = by_hand::read(body);
        return Read { topic, changes };
    }
    let changes = match (shops::shop(source), carriers::adapter(source)) {
        (Some(shop), _) => (shop.read)(&topic, body)
            .map_err(|Unreadable(why)| why)
            .and_then(|reading| unless_empty(reading.changes, &reading.problems)),
        (None, Some(adapter)) => (adapter.read)(body)
            .map_err(|Unreadable(why)| why)
            .and_then(|reading| {
                let changes = reading
                    .parcels
                    .into_iter()
                    .map(|parcel| Change::Parcel(Box::new(parcel)))
                    .collect();
                unless_empty(changes, &reading.problems)
            }),
        (None, None) => Err(format!("no adapter reads {source}")),
    };
    Read { topic, changes }
}

/// A message that says nothing we take in, and should have, is quarantined
/// with what was wrong; one that is simply about something else is not.
fn unless_empty(changes: Vec<Change>, problems: &[Problem]) -> Result<Vec<Change>, String> {
    let wrong: Vec<&str> = problems
        .iter()
        .filter(|problem| problem.kind == ProblemKind::Malformed)
        .map(|problem| problem.detail.as_str())
        .collect();
    if changes.is_empty() && !wrong.is_empty() {
        return Err(wrong.join("; "));
    }
    Ok(changes)
}
