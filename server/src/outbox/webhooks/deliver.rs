//! One delivery: signed, sent, and what became of it written down.

use super::retry::{self, LASTS, Tried as InVain};
use super::{endpoints, signature};
use crate::db::webhook::event::Named;
use crate::db::webhook::hold::{self, Ending, Tried};
use crate::db::webhook::{delivery, endpoint, event};
use crate::db::{from_ms, to_ms};
use crate::error::Error;
use crate::metrics::Delivered;
use crate::outbox::channel::webhook::{Answer, Call, Told};
use crate::services::Services;
use crate::site;
use bytes::Bytes;
use chrono::TimeDelta;
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
    write_down(services, endpoint, word, &row, &verdict, &tried).await?;
    Ok(match (&verdict, &told.answer) {
        (Verdict::Gone, _) => Step::Over,
        (_, Ok(_)) => Step::Answered,
        (_, Err(_)) => Step::Silent,
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
) -> Result<(), Error> {
    let now = services.clock.now();
    let ending = ending(services, row, verdict);
    let transaction = services.database.begin().await?;
    // Whoever disables an endpoint holds it before its deliveries.
    endpoint::locked_of_brand(&transaction, endpoint).await?;
    let is_ours = hold::end_of_held(&transaction, row.id, word, &ending, tried, now).await?;
    let disabled = match verdict {
        Verdict::Taken => {
            endpoint::works_of_brand(&transaction, endpoint).await?;
            None
        }
        Verdict::Gone => Some(DisabledWhy::Gone),
        Verdict::NotTaken { .. } => {
            let since = endpoint::fails_of_brand(&transaction, endpoint, now).await?;
            (to_ms(now) - since >= FAILS_FOR.num_milliseconds()).then_some(DisabledWhy::Failing)
        }
    };
    let disabled = match disabled {
        Some(why) => endpoints::give_up(&transaction, endpoint, why, now).await?,
        None => false,
    };
    transaction.commit().await?;
    if disabled {
        services.book.read_again(&services.database).await?;
    }
    said(services, endpoint, row, &ending, tried, (is_ours, disabled));
    Ok(())
}

fn said(
    services: &Services,
    endpoint: &endpoint::Model,
    row: &delivery::Model,
    ending: &Ending,
    tried: &Tried,
    (is_ours, disabled): (bool, bool),
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
    if disabled {
        tracing::warn!(
            endpoint,
            why,
            "an endpoint is told nothing more: see /settings/webhooks"
        );
    }
}
