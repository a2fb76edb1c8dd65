//! One delivery: signed, sent, and what became of it written down.

use super::retry::{self, LASTS, Tried as InVain};
use super::{endpoints, signature};
use crate::db::webhook::event::Named;
use crate::db::webhook::hold::{self, Ending, Tried};
use crate::db::webhook::{delivery, endpoint, event};
use crate::db::{Transaction, from_ms, to_ms};
use crate::error::Error;
use crate::metrics::Delivered;
use crate::outbox::channel::webhook::{Answer, Call, Told};
use crate::services::Services;
use crate::site;
use bytes::Bytes;
use chrono::{DateTime, TimeDelta, Utc};
use doorstep::ids::OrderId;
use doorstep::webhook::DisabledWhy;
use serde_json::Value;

/// An endpoint that took nothing for so long is told nothing more.
const FAILS_FOR: TimeDelta = TimeDelta::days(5);

/// What stands in an excerpt in the place of what opens an order's page.
const HIDDEN: &str = "...";

/// How an endpoint's turn goes on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// It answered, whatever it said.
    Answered,
    /// It did not.
    Silent,
    /// It is told nothing more.
    Over,
}

/// What became of the endpoint while it was told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Stood {
    /// It is where it was.
    There,
    /// It has another address by now: what the one before answered says nothing
    /// of that.
    Moved,
    /// It is told nothing more; so many admins are told so.
    GivenUp(usize),
}

/// What an answer comes to.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Verdict {
    Taken,
    Gone,
    NotTaken {
        why: String,
        retry_after: Option<String>,
    },
}

/// Sends a delivery that is held by this word.
pub async fn deliver(
    services: &Services,
    endpoint: &endpoint::Model,
    word: &str,
    row: delivery::Model,
) -> Result<Step, Error> {
    let read = services.database.read();
    let event = event::of_brand_by_id(read, endpoint.brand_id, row.event_id).await?;
    let Some(event) = event.filter(|_| endpoint.is_active()) else {
        let tried = Tried {
            why: Some("the endpoint is disabled".to_owned()),
            ..Tried::default()
        };
        let transaction = services.database.begin().await?;
        let now = services.clock.now();
        hold::end_of_held(&transaction, row.id, word, &Ending::Dead, &tried, now).await?;
        transaction.commit().await?;
        return Ok(Step::Answered);
    };
    let (body, token) = body(services, &event).await?;
    let told = send(services, endpoint, &event, body).await?;
    let verdict = judge(&told);
    let tried = tried(&told, &verdict, token.as_deref());
    let stood = write_down(services, endpoint, word, &row, &verdict, &tried).await?;
    Ok(match (&stood, &told.answer) {
        (Stood::GivenUp(_), _) => Step::Over,
        (Stood::There, Err(_)) => Step::Silent,
        (Stood::There | Stood::Moved, _) => Step::Answered,
    })
}

/// The event as it is told, with the path of the order's page, and what opens
/// that page: it is put in here, for no table holds it.
async fn body(services: &Services, event: &event::Model) -> Result<(Bytes, Option<String>), Error> {
    let Some(order_id) = event.order_id else {
        return Ok((Bytes::from(event.payload.clone()), None));
    };
    let read = services.database.read();
    let mut orders = event::live_orders_by_id(read, &[order_id]).await?;
    let Some(order) = orders.remove(&order_id) else {
        return Ok((Bytes::from(event.payload.clone()), None));
    };
    let token = token(services, &order);
    let mut payload: Value = serde_json::from_str(&event.payload)?;
    payload["data"]["tracking_path"] = Value::from(format!("/t/{token}"));
    Ok((Bytes::from(serde_json::to_vec(&payload)?), Some(token)))
}

fn token(services: &Services, order: &Named) -> String {
    let id = OrderId::from_text(order.public_id.clone());
    let token = services.key.token(&id, order.token_generation);
    token.as_str().to_owned()
}

async fn send(
    services: &Services,
    endpoint: &endpoint::Model,
    event: &event::Model,
    body: Bytes,
) -> Result<Told, Error> {
    // Both sides count along with everybody's clock.
    let timestamp = services.clock.wall().timestamp();
    let keys = endpoint.secrets(services.clock.now());
    let signed = signature::signatures(&keys, &event.public_id, timestamp, &body)?;
    let call = Call {
        url: &endpoint.url,
        headers: [
            ("webhook-id", event.public_id.clone()),
            ("webhook-timestamp", timestamp.to_string()),
            ("webhook-signature", signed),
        ],
        body,
    };
    Ok(services.webhooks.poster().post(&call).await)
}

fn judge(told: &Told) -> Verdict {
    let answer = match &told.answer {
        Ok(answer) => answer,
        Err(why) => {
            return Verdict::NotTaken {
                why: why.clone(),
                retry_after: None,
            };
        }
    };
    match answer.status {
        200..=299 => Verdict::Taken,
        410 => Verdict::Gone,
        status => Verdict::NotTaken {
            why: match status {
                300..=399 => format!("answered {status}: redirects are not followed"),
                _ => format!("answered {status}"),
            },
            retry_after: answer.retry_after.clone(),
        },
    }
}

fn tried(told: &Told, verdict: &Verdict, token: Option<&str>) -> Tried {
    let why = match verdict {
        Verdict::Taken => None,
        Verdict::Gone => Some("answered 410: it wants nothing more".to_owned()),
        Verdict::NotTaken { why, .. } => Some(why.clone()),
    };
    let answer = told.answer.as_ref().ok();
    let response = answer.map(|answer: &Answer| match token {
        Some(token) => answer.body.replace(token, HIDDEN),
        None => answer.body.clone(),
    });
    Tried {
        status: answer.map(|answer| answer.status),
        why,
        took_ms: i64::try_from(told.took.as_millis()).ok(),
        response,
    }
}

fn ending(services: &Services, row: &delivery::Model, verdict: &Verdict) -> Ending {
    let now = services.clock.now();
    let retry_after = match verdict {
        Verdict::Taken => return Ending::Sent,
        Verdict::Gone => return Ending::Dead,
        Verdict::NotTaken { retry_after, .. } => retry_after,
    };
    // What the other side names as a moment is one of everybody's clock.
    let wall = services.clock.wall();
    let in_vain = InVain {
        attempts: u32::try_from(row.attempts).unwrap_or(u32::MAX),
        age: now - from_ms(row.began_ms),
        hint: retry_after
            .as_deref()
            .and_then(|text| retry::asked_for(text, wall)),
    };
    match retry::next(&in_vain, site::random_bits()) {
        Some(wait) => Ending::Later(now + wait),
        None => Ending::Dead,
    }
}

async fn write_down(
    services: &Services,
    endpoint: &endpoint::Model,
    word: &str,
    row: &delivery::Model,
    verdict: &Verdict,
    tried: &Tried,
) -> Result<Stood, Error> {
    let now = services.clock.now();
    let transaction = services.database.begin().await?;
    // Whoever disables or moves an endpoint holds it before its deliveries.
    let is_now = endpoint::locked_of_brand(&transaction, endpoint).await?;
    let is_moved = is_now.is_some_and(|is_now| is_now.url != endpoint.url);
    let ending = match verdict {
        Verdict::Gone | Verdict::NotTaken { .. } if is_moved => Ending::Later(now),
        _ => ending(services, row, verdict),
    };
    let is_ours = hold::end_of_held(&transaction, row.id, word, &ending, tried, now).await?;
    let stood = if is_moved {
        Stood::Moved
    } else {
        stood(&transaction, endpoint, verdict, tried, now).await?
    };
    transaction.commit().await?;
    if matches!(stood, Stood::GivenUp(_)) {
        services.book.read_again(&services.database).await?;
        services.outbox.wake();
    }
    said(services, endpoint, row, &ending, tried, (is_ours, stood));
    Ok(stood)
}

/// What an answer says of the endpoint that gave it.
async fn stood(
    transaction: &Transaction,
    endpoint: &endpoint::Model,
    verdict: &Verdict,
    tried: &Tried,
    now: DateTime<Utc>,
) -> Result<Stood, Error> {
    if *verdict == Verdict::Taken {
        endpoint::works_of_brand(transaction, endpoint).await?;
        return Ok(Stood::There);
    }
    let said = tried.why.as_deref();
    let since = endpoint::fails_of_brand(transaction, endpoint, said, now).await?;
    let why = match verdict {
        Verdict::Gone => DisabledWhy::Gone,
        _ if to_ms(now) - since >= FAILS_FOR.num_milliseconds() => DisabledWhy::Failing,
        _ => return Ok(Stood::There),
    };
    let told = endpoints::give_up(transaction, endpoint, why, now).await?;
    Ok(told.map_or(Stood::There, Stood::GivenUp))
}

fn said(
    services: &Services,
    endpoint: &endpoint::Model,
    row: &delivery::Model,
    ending: &Ending,
    tried: &Tried,
    (is_ours, stood): (bool, Stood),
) {
    let (endpoint, delivery) = (&*endpoint.public_id, &*row.public_id);
    let why = tried.why.as_deref().unwrap_or_default();
    if !is_ours {
        tracing::warn!(
            endpoint,
            delivery,
            "a webhook was given up or taken over while it was sent"
        );
        return;
    }
    services.metrics.delivery(match ending {
        Ending::Sent => Delivered::Sent,
        Ending::Later(_) => Delivered::Later,
        Ending::Dead => Delivered::Dead,
    });
    match ending {
        Ending::Sent => tracing::debug!(endpoint, delivery, "a webhook was taken"),
        Ending::Later(_) => {
            tracing::info!(endpoint, delivery, why, "a webhook is sent again later")
        }
        Ending::Dead => tracing::warn!(
            endpoint,
            delivery,
            why,
            days = LASTS.num_days(),
            "a webhook was given up"
        ),
    }
    let Stood::GivenUp(admins) = stood else {
        return;
    };
    tracing::warn!(
        endpoint,
        why,
        admins,
        "an endpoint is told nothing more: see /settings/webhooks"
    );
    if admins == 0 {
        tracing::warn!(
            endpoint,
            "nobody could be told so by mail: no admin serves its brand"
        );
    }
}
