//! The commands for whoever answers people who ask about their data.

use super::trail;
use crate::db::audit::NewDeed;
use crate::db::connection::Connection;
use crate::db::{from_ms, message, request};
use crate::error::Error;
use crate::http::asks;
use crate::intake::forget::{self, Run};
use crate::privacy::{self, Subject, Whom};
use crate::services::Services;
use crate::staff::By;
use doorstep::audit::Deed;

/// How many requests are listed.
const LISTED: u64 = 200;

/// Forgets a person and says what went and what stays. An e-mail address is
/// looked for in raw messages even when no order bears it.
pub async fn forget(
    services: &Services,
    whom: &Whom,
    brand: Option<String>,
    run: Run,
) -> Result<String, Error> {
    let subject = Subject::find(services, whom, brand.as_deref()).await?;
    let forgotten = privacy::forget(services, &subject, run, By::Operator.name()).await?;
    if run == Run::ForGood && subject.orders.is_empty() {
        // No order bears the address: messages alone did.
        let detail = serde_json::json!({ "messages": forgotten.erased.messages.len() });
        trail::done(services, Deed::PersonForgotten, None, Some(detail)).await?;
    }
    Ok(forgotten.to_string())
}

/// Everything held about a person, as JSON.
pub async fn export(
    services: &Services,
    whom: &Whom,
    brand: Option<String>,
) -> Result<String, Error> {
    let subject = Subject::find(services, whom, brand.as_deref()).await?;
    let held = privacy::export(services, &subject).await?;
    let deeds: Vec<NewDeed<'_>> = subject
        .orders
        .iter()
        .map(|order| NewDeed {
            brand_id: Some(order.brand_id),
            order_id: Some(order.id),
            subject: Some(&order.public_id),
            ..By::Operator.deed(Deed::PersonExported)
        })
        .collect();
    trail::all(services, &deeds).await?;
    Ok(serde_json::to_string_pretty(&held)?)
}

/// What people asked for through their shops, newest first.
pub async fn request_list(services: &Services) -> Result<String, Error> {
    let requests = request::newest_of_any_connection(services.database.read(), LISTED).await?;
    if requests.is_empty() {
        return Ok("nobody has asked for anything".to_owned());
    }
    let lines: Vec<String> = requests.iter().map(line).collect();
    Ok(lines.join("\n"))
}

fn line(request: &request::Model) -> String {
    let held = if request.export.is_some() {
        "export waits to be handed over"
    } else {
        ""
    };
    format!(
        "{}  {}  {:9}  {:4}  {held}",
        request.public_id,
        from_ms(request.asked_ms).format("%Y-%m-%d %H:%M:%SZ"),
        request.kind,
        request.state,
    )
    .trim_end()
    .to_owned()
}

/// What came of a request: the export, or what was erased.
pub async fn request_show(services: &Services, id: &str) -> Result<String, Error> {
    let found = request::by_public_id(services.database.read(), id).await?;
    let Some(request) = found else {
        return Err(Error::refused(format!(
            "no request is called {id}: see `doorstep requests list`"
        )));
    };
    if request.export.is_some() {
        trail::done(services, Deed::PersonExported, Some(id), None).await?;
    }
    Ok(request
        .export
        .or(request.outcome)
        .unwrap_or_else(|| "it waits to be carried out".to_owned()))
}

/// Takes a quarantined message that asks something on behalf of a person and
/// can be read at last; `None` when it is about something else.
pub async fn replay(
    services: &Services,
    connection: &Connection,
    message: &message::Model,
) -> Result<Option<String>, Error> {
    let Ok(Some(asks)) = asks(&connection.source, &message.topic, &message.body) else {
        return Ok(None);
    };
    let Ok(digest) = message.digest.as_slice().try_into() else {
        return Ok(None);
    };
    privacy::take(services, connection, digest, &asks).await?;
    let now = services.clock.now();
    forget::forget_messages(&services.database, &[message.id], now).await?;
    Ok(Some(format!("{}  is in", message.public_id)))
}
