//! `doorstep webhook`: who is told what happens, for whoever runs the server.

use crate::db::from_ms;
use crate::db::webhook::delivery::Which;
use crate::db::webhook::endpoint::Model;
use crate::error::Error;
use crate::outbox::webhooks::endpoints::{self, Refusal};
use crate::services::Services;
use crate::staff::By;
use crate::views::webhooks::day_begins;
use doorstep::webhook::{EventType, Filter};
use serde::{Deserialize, Serialize};

/// A command about endpoints.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub enum WebhookCommand {
    /// Makes one.
    Add {
        /// Its address.
        url: String,
        /// The brand's slug; the default brand when none is named.
        brand: Option<String>,
        /// What it is told of; none for all.
        events: Vec<EventType>,
        /// What staff call it.
        description: String,
    },
    /// Lists them.
    List,
    /// Gives one a new key.
    Rotate {
        /// Which (`whe_...`).
        endpoint: String,
    },
    /// Tells one nothing any more.
    Disable {
        /// Which (`whe_...`).
        endpoint: String,
    },
    /// Tells one something again.
    Enable {
        /// Which (`whe_...`).
        endpoint: String,
    },
    /// Sends one a test event.
    Test {
        /// Which (`whe_...`).
        endpoint: String,
    },
    /// Sends one again what was given up, or one event.
    Replay {
        /// Which (`whe_...`).
        endpoint: String,
        /// The event (`evt_...`).
        event: Option<String>,
        /// Only what happened since this day.
        since: Option<String>,
    },
}

/// Carries a command out and says what came of it.
pub async fn carry_out(services: &Services, command: WebhookCommand) -> Result<String, Error> {
    let by = By::Operator;
    match command {
        WebhookCommand::Add {
            url,
            brand,
            events,
            description,
        } => add(services, &url, brand.as_deref(), events, &description).await,
        WebhookCommand::List => list(services).await,
        WebhookCommand::Rotate { endpoint } => {
            let made = endpoints::rotate(services, by, &endpoint).await;
            let secret = made.map_err(said)?;
            let hours = services.webhooks.out().overlap.num_hours();
            Ok(format!(
                "endpoint   {endpoint}\nsecret     {secret}    (shown this once; the one before signs too for {hours} hours)"
            ))
        }
        WebhookCommand::Disable { endpoint } => {
            let done = endpoints::disable(services, by, &endpoint).await;
            done.map_err(said)?;
            Ok(format!("endpoint {endpoint} is told nothing any more"))
        }
        WebhookCommand::Enable { endpoint } => {
            let done = endpoints::enable(services, by, &endpoint).await;
            done.map_err(said)?;
            Ok(format!(
                "endpoint {endpoint} is told what happens from now on"
            ))
        }
        WebhookCommand::Test { endpoint } => {
            let sent = endpoints::test(services, by, &endpoint).await;
            Ok(format!("event      {}", sent.map_err(said)?))
        }
        WebhookCommand::Replay {
            endpoint,
            event,
            since,
        } => replay(services, &endpoint, event.as_deref(), since.as_deref()).await,
    }
}

/// A refusal in the words of the settings page.
fn said(refusal: Refusal) -> Error {
    match refusal {
        Refusal::Wrong(fault) => Error::refused(app::texts::for_staff("en").webhook_fault(fault)),
        Refusal::NotThere => {
            Error::refused("no endpoint is called that: see `doorstep webhook list`")
        }
        Refusal::Failed(error) => error,
    }
}

async fn add(
    services: &Services,
    url: &str,
    slug: Option<&str>,
    events: Vec<EventType>,
    description: &str,
) -> Result<String, Error> {
    let book = services.book.now();
    let brand = match slug {
        Some(slug) => book.brand_of_slug(slug),
        None => book.brands.first(),
    };
    let brand = brand.ok_or_else(|| {
        Error::refused("no brand is called that: make it with `doorstep brand set FILE.toml`")
    })?;
    let filter = Filter::of(events);
    let added = endpoints::add(services, By::Operator, brand.id, url, description, &filter).await;
    let added = added.map_err(said)?;
    Ok(format!(
        "endpoint   {}\nsecret     {}    (shown this once)",
        added.id, added.secret
    ))
}

async fn list(services: &Services) -> Result<String, Error> {
    let all = endpoints::reached(services, By::Operator).await?;
    if all.is_empty() {
        return Ok("no endpoint yet: make one with `doorstep webhook add --url URL`".to_owned());
    }
    let lines: Vec<String> = all.iter().map(|one| line(services, one)).collect();
    Ok(lines.join("\n"))
}

fn line(services: &Services, endpoint: &Model) -> String {
    let book = services.book.now();
    let brand = book
        .brand(endpoint.brand_id)
        .map_or("", |brand| &brand.slug);
    let day = |ms| from_ms(ms).format("%Y-%m-%d %H:%M:%SZ");
    let standing = match (endpoint.disabled_ms, endpoint.failing_since_ms) {
        (Some(since), _) => {
            let why = endpoint.disabled_why.as_deref().unwrap_or_default();
            format!("disabled ({why}) since {}", day(since))
        }
        (None, Some(since)) => format!("failing since {}", day(since)),
        (None, None) => "active".to_owned(),
    };
    let events = if endpoint.types.is_empty() {
        "all events"
    } else {
        &endpoint.types
    };
    format!(
        "{}  {:16}  {}  {standing}  {events}  {}",
        endpoint.public_id, brand, endpoint.url, endpoint.description
    )
    .trim_end()
    .to_owned()
}

async fn replay(
    services: &Services,
    id: &str,
    event: Option<&str>,
    day: Option<&str>,
) -> Result<String, Error> {
    let endpoint = endpoints::find(services, By::Operator, id).await;
    let endpoint = endpoint.map_err(said)?;
    let since = day.and_then(|day| day_begins(services, endpoint.brand_id, day));
    if since.is_none() && day.is_some() {
        return Err(Error::refused("say the day as in 2026-05-14"));
    }
    let which = event.map_or(Which::GivenUp(since), Which::Event);
    let count = endpoints::replay(services, By::Operator, id, which).await;
    match count.map_err(said)? {
        1 => Ok("1 delivery is queued again".to_owned()),
        count => Ok(format!("{count} deliveries are queued again")),
    }
}
