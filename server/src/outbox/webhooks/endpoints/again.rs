//! What an endpoint is sent because somebody wants it sent: a test event, and
//! once more what it was sent or was given up.

use super::{Refusal, change_of, done, find};
use crate::db::Connected;
use crate::db::webhook::delivery::{self, NewDelivery, Which};
use crate::db::webhook::endpoint::Model;
use crate::db::webhook::event::{self, NewEvent};
use crate::error::Error;
use crate::services::Services;
use crate::site;
use crate::staff::By;
use chrono::{DateTime, SecondsFormat, Utc};
use doorstep::audit::Deed;
use doorstep::ids::{DeliveryId, EventId};
use doorstep::webhook::{EventType, WebhookFault};
use serde_json::{Value, json};

/// Sends one a test event, whatever it asks for.
///
/// # Errors
/// [`WebhookFault::IsDisabled`] for one that is told nothing.
pub async fn test(services: &Services, by: By<'_>, id: &str) -> Result<EventId, Refusal> {
    let endpoint = active(services, by, id).await?;
    let now = services.clock.now();
    let event = NewEvent {
        id: EventId::from_random(site::random_bits()),
        brand_id: endpoint.brand_id,
        order_id: None,
        kind: EventType::Test,
        payload: payload(EventType::Test, now, &json!({})).to_string(),
    };
    let id = event.id.clone();
    let transaction = services.database.begin().await?;
    queue_for(&transaction, &endpoint, event, now).await?;
    done(services, transaction).await?;
    Ok(id)
}

async fn queue_for(
    transaction: &impl Connected,
    endpoint: &Model,
    event: NewEvent,
    now: DateTime<Utc>,
) -> Result<(), Error> {
    let ids = event::add(transaction, &[event], now).await?;
    let deliveries: Vec<NewDelivery> = ids
        .values()
        .map(|event_id| NewDelivery {
            id: DeliveryId::from_random(site::random_bits()),
            brand_id: endpoint.brand_id,
            endpoint_id: endpoint.id,
            event_id: *event_id,
        })
        .collect();
    delivery::queue(transaction, &deliveries, now).await
}

/// An event as it is told: type, time and what it is about.
#[must_use]
pub fn payload(kind: EventType, now: DateTime<Utc>, data: &Value) -> Value {
    json!({
        "type": kind.code(),
        "timestamp": now.to_rfc3339_opts(SecondsFormat::Millis, true),
        "data": data,
    })
}

async fn active(services: &Services, by: By<'_>, id: &str) -> Result<Model, Refusal> {
    let endpoint = find(services, by, id).await?;
    if endpoint.is_active() {
        Ok(endpoint)
    } else {
        Err(Refusal::Wrong(WebhookFault::IsDisabled))
    }
}

/// Sends one again what it was sent or was given up; how many. They go under
/// the ids they had.
///
/// # Errors
/// [`WebhookFault::IsDisabled`] for one that is told nothing,
/// [`WebhookFault::NothingToReplay`] where nothing fits.
pub async fn replay(
    services: &Services,
    by: By<'_>,
    id: &str,
    which: Which<'_>,
) -> Result<u64, Refusal> {
    let endpoint = active(services, by, id).await?;
    let detail = match which {
        Which::Delivery(one) | Which::Event(one) if one.contains('\0') => {
            return Err(Refusal::Wrong(WebhookFault::NothingToReplay));
        }
        Which::Delivery(one) | Which::Event(one) => json!({ "replayed": one }),
        Which::GivenUp(since) => json!({ "replayed": "given up", "since": since }),
    };
    let transaction = change_of(services, by, &endpoint, Deed::MessageReplayed, detail).await?;
    let now = services.clock.now();
    let count = delivery::replay_of_brand(&transaction, &endpoint, which, now).await?;
    if count == 0 {
        return Err(Refusal::Wrong(WebhookFault::NothingToReplay));
    }
    done(services, transaction).await?;
    Ok(count)
}
