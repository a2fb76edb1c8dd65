//! The pages of webhooks out: endpoints, and the log of one.

use crate::db::webhook::endpoint::Model;
use crate::db::webhook::{delivery, endpoint, event};
use crate::db::{from_ms, to_ms};
use crate::error::Error;
use crate::services::Services;
use crate::staff::Actor;
use app::pages::staff::{
    BrandChoice, DeliveryRow, EndpointRow, TypedEndpoint, WebhookPage, WebhooksPage,
};
use app::texts::{DeliveryStanding, EndpointStanding, Texts};
use chrono::{DateTime, NaiveDate, NaiveDateTime, NaiveTime, Utc};
use chrono_tz::Tz;
use doorstep::scan::Precision;
use doorstep::webhook::DeliveryState;
use std::collections::HashMap;

/// How many deliveries are shown.
const SHOWN: u64 = 100;

/// The clock of a brand, at a moment.
struct BrandClock {
    zone: Tz,
    today: NaiveDate,
}

impl BrandClock {
    fn of(services: &Services, brand_id: i64) -> Self {
        let zone = services.book.now().zone(brand_id);
        let now = services.clock.now();
        Self {
            zone,
            today: now.with_timezone(&zone).date_naive(),
        }
    }

    fn local(&self, ms: i64) -> NaiveDateTime {
        from_ms(ms).with_timezone(&self.zone).naive_local()
    }
}

/// When a day begins at a brand's own clock; `None` for a text that is no day.
#[must_use]
pub fn day_begins(services: &Services, brand_id: i64, day: &str) -> Option<DateTime<Utc>> {
    let day: NaiveDate = day.trim().parse().ok()?;
    let local = day.and_time(NaiveTime::MIN);
    // Where the clocks are put forward at midnight the day begins later.
    let begins = local.and_local_timezone(services.book.now().zone(brand_id));
    Some(
        begins
            .earliest()
            .map_or_else(|| local.and_utc(), |begins| begins.with_timezone(&Utc)),
    )
}

/// The list of endpoints of the brands somebody serves.
///
/// # Errors
/// When the database refuses.
pub async fn list_of_served(
    services: &Services,
    actor: &Actor,
    typed: TypedEndpoint,
    language: &str,
) -> Result<WebhooksPage, Error> {
    let texts = app::texts::for_staff(language);
    let rows = endpoint::of_served(services.database.read(), &actor.serves).await?;
    let book = services.book.now();
    let brands = book.brands.iter().filter(|brand| actor.serves(brand.id));
    Ok(WebhooksPage {
        endpoints: rows.iter().map(|row| short(services, row, texts)).collect(),
        brands: brands
            .map(|brand| BrandChoice {
                slug: brand.slug.clone(),
                name: brand.name.clone(),
            })
            .collect(),
        problem: None,
        typed,
    })
}

fn short(services: &Services, row: &Model, texts: &dyn Texts) -> EndpointRow {
    let clock = BrandClock::of(services, row.brand_id);
    let standing = match (row.disabled_ms, row.failing_since_ms) {
        (Some(since), _) => EndpointStanding::Disabled {
            why: row.disabled_why(),
            since: clock.local(since),
        },
        (None, Some(since)) => EndpointStanding::Fails {
            since: clock.local(since),
        },
        (None, None) => EndpointStanding::Works,
    };
    let book = services.book.now();
    let brand = book.brand(row.brand_id);
    EndpointRow {
        public_id: row.public_id.clone(),
        url: row.url.clone(),
        description: row.description.clone(),
        brand: brand.map(|brand| brand.name.clone()).unwrap_or_default(),
        standing: texts.endpoint_standing(standing, clock.today),
        works: standing == EndpointStanding::Works,
        types: row.filter().types().to_vec(),
    }
}

/// The page of an endpoint, with its newest deliveries.
///
/// # Errors
/// When the database refuses.
pub async fn page_of_endpoint(
    services: &Services,
    row: &Model,
    language: &str,
) -> Result<WebhookPage, Error> {
    let texts = app::texts::for_staff(language);
    let clock = BrandClock::of(services, row.brand_id);
    let read = services.database.read();
    let deliveries = delivery::newest_of_brand(read, row, SHOWN).await?;
    let ids: Vec<i64> = deliveries.iter().map(|one| one.event_id).collect();
    let events = event::of_brand_by_ids(read, row.brand_id, &ids).await?;
    let events: HashMap<i64, event::Model> = events.into_iter().map(|one| (one.id, one)).collect();
    let waiting = delivery::count_of_brand(read, row, DeliveryState::Queued).await?;
    let dead = delivery::count_of_brand(read, row, DeliveryState::Dead).await?;
    let now = to_ms(services.clock.now());
    let previous = row.previous_until_ms.filter(|until| *until > now);
    Ok(WebhookPage {
        endpoint: short(services, row, texts),
        is_active: row.is_active(),
        secret: None,
        previous: previous.map(|until| texts.previous_key(clock.local(until), clock.today)),
        problem: None,
        done: None,
        counted: texts.deliveries_counted(waiting, dead),
        deliveries: deliveries
            .into_iter()
            .filter_map(|one| {
                let event = events.get(&one.event_id)?;
                Some(line(one, event, &clock, texts))
            })
            .collect(),
    })
}

fn line(
    row: delivery::Model,
    event: &event::Model,
    clock: &BrandClock,
    texts: &dyn Texts,
) -> DeliveryRow {
    let state = DeliveryState::from_code(&row.state).unwrap_or(DeliveryState::Dead);
    // The try that is going on has no end yet.
    let is_held = row.lease.is_some() && state == DeliveryState::Queued;
    let attempts = u32::try_from(row.attempts).unwrap_or(0);
    let standing = DeliveryStanding {
        state,
        attempts: attempts.saturating_sub(u32::from(is_held)),
        next_try: row.next_try_ms.map(|ms| clock.local(ms)),
        ended: row.ended_ms.map(|ms| clock.local(ms)),
        status: row.last_status,
        took_ms: row.duration_ms,
        why: row.last_error,
    };
    let happened = clock.local(event.created_ms);
    DeliveryRow {
        public_id: row.public_id,
        event: event.public_id.clone(),
        kind: event.kind.clone(),
        when: texts.short_moment(happened, Precision::Minute, clock.today),
        standing: texts.delivery_standing(&standing, clock.today),
        response: row.response,
        can_replay: state != DeliveryState::Queued,
    }
}
