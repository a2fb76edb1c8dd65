//! What each command does.

use super::connections::{
    connection_add, connection_list, connection_rotate, key_add, key_revoke, open_connection,
};
use super::{
    Command, Renewal, Telling, files, history, outbox, privacy, staff, stop, trail, webhooks,
};
use crate::brand::{self, BrandFile, Checked};
use crate::check;
use crate::db::connection::Connection;
use crate::db::{self, back_up, from_ms, message, orders};
use crate::error::Error;
use crate::http::read_topic;
use crate::intake::desk::calendar;
use crate::intake::{Incoming, Repeats, link};
use crate::metrics::{Gauges, Outcome};
use crate::rehearsal;
use crate::services::Services;
use crate::staff::By;
use crate::views::Views;
use bytes::Bytes;
use doorstep::audit::Deed;
use std::fmt::Write;
use std::sync::Arc;

/// How many quarantined messages are listed or replayed at once.
const MANY: u64 = 1_000;

/// Carries a command out and says what came of it.
pub async fn carry_out(
    services: &Services,
    command: Command,
    telling: &Telling,
) -> Result<String, Error> {
    match command {
        Command::BrandSet(file) => brand_set(services, file).await,
        Command::BrandCopy { slug } => brand_copy(services, slug.as_deref()).await,
        Command::ConnectionAdd {
            source,
            name,
            brands,
            secret,
        } => connection_add(services, source, name, &brands, secret).await,
        Command::ConnectionRotate { connection, secret } => {
            connection_rotate(services, &connection, secret).await
        }
        Command::ConnectionList => Ok(connection_list(services)),
        Command::KeyAdd { connection, scopes } => key_add(services, &connection, &scopes).await,
        Command::KeyRevoke { key } => key_revoke(services, &key).await,
        Command::QuarantineList => quarantine_list(services).await,
        Command::QuarantineShow { message } => quarantine_show(services, &message).await,
        Command::QuarantineReplay { message } => quarantine_replay(services, message).await,
        Command::Ingest {
            connection,
            door,
            files,
        } => {
            let connection = open_connection(services, &connection)?;
            files::ingest(services, &connection, door.as_deref(), &files).await
        }
        Command::HistoryImport(asked) => history::import(services, asked, telling).await,
        Command::HistoryMapping { brand } => history::mapping(services, brand.as_deref()).await,
        Command::Backup { to } => {
            back_up(&services.database, &to).await?;
            Ok(format!(
                "wrote {}\nKeep the site key too: without it, links that were sent stop working.",
                to.display()
            ))
        }
        Command::Link { number, renewal } => order_link(services, &number, renewal).await,
        Command::Forget { whom, brand, run } => privacy::forget(services, &whom, brand, run).await,
        Command::Export { whom, brand } => privacy::export(services, &whom, brand).await,
        Command::RequestList => privacy::request_list(services).await,
        Command::RequestShow { request } => privacy::request_show(services, &request).await,
        Command::OutboxList => outbox::list(services).await,
        Command::OutboxReplay { mail } => outbox::replay(services, mail.as_deref()).await,
        Command::Stop {
            address,
            brand,
            lift,
        } => stop::carry_out(services, &address, brand.as_deref(), lift).await,
        Command::Staff(command) => staff::carry_out(services, command).await,
        Command::Webhook(command) => webhooks::carry_out(services, command).await,
        Command::Status => Ok(status(services).await),
        Command::Check => check::told(services).await,
    }
}

async fn brand_copy(services: &Services, slug: Option<&str>) -> Result<String, Error> {
    let book = services.book.now();
    let mut brands = book.brands.iter();
    let brand = match slug {
        Some(slug) => brands.find(|brand| brand.slug == slug),
        None => brands.next(),
    };
    let Some(brand) = brand else {
        let known: Vec<&str> = book
            .brands
            .iter()
            .map(|brand| brand.slug.as_str())
            .collect();
        return Err(Error::refused(format!(
            "no brand is called {}: use one of {}",
            slug.unwrap_or_default(),
            known.join(", ")
        )));
    };
    let copied = rehearsal::copy_of(services, brand.id).await?;
    Ok(serde_json::to_string(&copied)?)
}

async fn brand_set(services: &Services, file: BrandFile) -> Result<String, Error> {
    let checked = brand::check(file, &services.book.now().brands);
    let checked = checked.or_refused(app::texts::for_staff("en"))?;
    store_brand(services, &checked, By::Operator).await?;
    Ok(format!("brand {} is set", checked.brand.slug))
}

/// Stores a brand nothing is wrong with; pages drawn from now on show it.
///
/// # Errors
/// When the database refuses.
pub async fn store_brand(services: &Services, checked: &Checked, by: By<'_>) -> Result<(), Error> {
    let transaction = services.database.begin().await?;
    let now = services.clock.now();
    let slug = &checked.brand.slug;
    let book = services.book.now();
    let before = book.brand_of_slug(slug);
    let id = db::brand::set(&transaction, &checked.given, &checked.files, now).await?;
    if before.is_some_and(|before| calendar::differs(&before.given, &checked.given)) {
        calendar::look_again(&transaction, id, now).await?;
    }
    trail::of_brand(services, &transaction, by, Some(id), slug).await?;
    transaction.commit().await?;
    services.book.read_again(&services.database).await
}

async fn quarantine_list(services: &Services) -> Result<String, Error> {
    let messages = message::quarantined(services.database.read(), MANY).await?;
    if messages.is_empty() {
        return Ok("nothing is quarantined".to_owned());
    }
    let book = services.book.now();
    let rows: Vec<String> = messages
        .iter()
        .map(|message| {
            let source = source_of(&book.connections, message.connection_id);
            format!(
                "{}  {}  {:16}  {}",
                message.public_id,
                from_ms(message.received_ms).format("%Y-%m-%d %H:%M:%SZ"),
                source.unwrap_or_default(),
                message.reason.as_deref().unwrap_or_default()
            )
        })
        .collect();
    Ok(rows.join("\n"))
}

type Connections = std::collections::HashMap<String, Arc<Connection>>;

fn source_of(connections: &Connections, id: i64) -> Option<String> {
    connections
        .values()
        .find(|connection| connection.id == id)
        .map(|connection| connection.source.clone())
}

async fn find_message(services: &Services, id: &str) -> Result<message::Model, Error> {
    message::by_public_id(services.database.read(), id)
        .await?
        .ok_or_else(|| {
            Error::refused(format!(
                "no message is called {id}: see `doorstep quarantine list`"
            ))
        })
}

async fn quarantine_show(services: &Services, id: &str) -> Result<String, Error> {
    let message = find_message(services, id).await?;
    Ok(format!(
        "{}\nreceived   {}\ntopic      {}\nreason     {}\n\n{}",
        message.public_id,
        from_ms(message.received_ms).format("%Y-%m-%d %H:%M:%SZ"),
        message.topic,
        message.reason.as_deref().unwrap_or("none: it was read"),
        String::from_utf8_lossy(&message.body)
    ))
}

async fn quarantine_replay(services: &Services, id: Option<String>) -> Result<String, Error> {
    let messages = match id {
        Some(id) => vec![find_message(services, &id).await?],
        None => message::quarantined(services.database.read(), MANY).await?,
    };
    let mut lines = Vec::new();
    for message in messages {
        let id = message.public_id.clone();
        let Replayed { is_in, said } = replay(services, message).await?;
        if is_in {
            trail::done(services, Deed::MessageReadAgain, Some(&id), None).await?;
        }
        lines.push(said);
    }
    if lines.is_empty() {
        return Ok("nothing is quarantined".to_owned());
    }
    Ok(lines.join("\n"))
}

/// What became of a message that was read again.
struct Replayed {
    is_in: bool,
    said: String,
}

impl Replayed {
    const fn is_in(said: String) -> Self {
        Self { is_in: true, said }
    }

    const fn is_not(said: String) -> Self {
        Self { is_in: false, said }
    }
}

/// Read again as if it had just come, but as old as it is.
async fn replay(services: &Services, message: message::Model) -> Result<Replayed, Error> {
    let book = services.book.now();
    let connection = book
        .connections
        .values()
        .find(|connection| connection.id == message.connection_id);
    let Some(connection) = connection else {
        let closed = format!("{}  its connection is closed", message.public_id);
        return Ok(Replayed::is_not(closed));
    };
    if let Some(said) = privacy::replay(services, connection, &message).await? {
        return Ok(Replayed::is_in(said));
    }
    match read_topic(&connection.source, message.topic.clone(), &message.body).changes {
        Err(reason) => Ok(Replayed::is_not(format!(
            "{}  still cannot be read: {reason}",
            message.public_id
        ))),
        Ok(changes) => {
            let digest = message.digest.try_into();
            let mut incoming = Incoming::new(
                Arc::clone(connection),
                &message.topic,
                Bytes::from(message.body),
                changes,
                from_ms(message.received_ms),
                Repeats::AreTheSame,
            );
            // One that was cut is still the message that came.
            incoming.digest = digest.unwrap_or(incoming.digest);
            services.intake.take(incoming).await?;
            Ok(Replayed::is_in(format!("{}  is in", message.public_id)))
        }
    }
}

async fn order_link(services: &Services, number: &str, renewal: Renewal) -> Result<String, Error> {
    let views = Views(services.clone());
    let book = services.book.now();
    let mut lines = Vec::new();
    for brand in &book.brands {
        for order in orders::of_brand_by_number(services.database.read(), brand.id, number).await? {
            let order = match renewal {
                Renewal::Keep => order,
                Renewal::Revoke => link::revoke(services, By::Operator, order.id).await?,
            };
            lines.push(format!("{:16}  {}", brand.slug, views.path(&order)));
        }
    }
    if lines.is_empty() {
        return Err(Error::refused(format!("no order has the number {number}")));
    }
    Ok(lines.join("\n"))
}

/// The same figures as the operator's page of metrics shows.
async fn status(services: &Services) -> String {
    let count = |outcome| services.metrics.webhooks(outcome);
    let gauges = Gauges::read(services).await;
    let mut text = format!(
        "webhooks taken in  {}\nrefused            {}\nquarantined        {}\nfailed             {}\nwaiting            {}\nstreams open       {}",
        count(Outcome::Accepted),
        count(Outcome::Refused),
        count(Outcome::Quarantined),
        count(Outcome::Failed),
        gauges.queued,
        gauges.streams,
    );
    if let Some(queued) = gauges.outbox {
        // Writing to a String cannot fail, here and below.
        let _ = write!(text, "\nnotices queued     {queued}");
    }
    if let Some(mails) = gauges.mails {
        text.push_str(&outbox::standing(services, mails));
    }
    for last in gauges.last_scans {
        let _ = write!(
            text,
            "\nlast scan          {} s ago, {} ({})",
            last.age_s, last.connection, last.source
        );
    }
    text
}
