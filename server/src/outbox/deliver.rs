//! One mail: put into words, handed to a channel, and what became of it
//! written down.

use super::channel::{Channel, Letter, Outcome};
use super::retry::{self, Tried};
use crate::db::outbox::hold::{self, Ending};
use crate::db::{from_ms, orders, outbox};
use crate::error::Error;
use crate::services::Services;
use crate::site;
use crate::views::letters::{self, Words, Written};
use app::texts::MailDropped;
use chrono::{DateTime, Utc};
use doorstep::mail::MailKind;

/// Sends a mail that is held by this word.
pub async fn deliver(
    services: &Services,
    channel: &dyn Channel,
    word: &str,
    row: outbox::Model,
) -> Result<(), Error> {
    let ending = match letters::written(services, &row).await? {
        Written::Words(words) => send(services, channel, &row, words).await,
        Written::Dropped(why) => Ending::Dropped { why },
        Written::NotYet(why) => tried_in_vain(services, &row, None, why),
    };
    write_down(services, word, &row, &ending).await
}

async fn send(
    services: &Services,
    channel: &dyn Channel,
    row: &outbox::Model,
    words: Words,
) -> Ending {
    let Some(from) = services.outbox.from().map(str::to_owned).or(words.from) else {
        let why = app::texts::for_language("en").mail_dropped(MailDropped::NoSender);
        return tried_in_vain(services, row, None, why.to_owned());
    };
    let letter = Letter {
        name: row.name(),
        from_name: words.from_name,
        from,
        reply_to: words.reply_to,
        to: words.to,
        subject: words.subject,
        body: words.body,
        date: from_ms(row.created_ms),
        is_automatic: MailKind::from_code(&row.notice).is_some_and(MailKind::is_automatic),
    };
    match channel.deliver(&letter).await {
        Outcome::Sent => Ending::Sent,
        Outcome::Never { reason } => Ending::Dead { why: reason },
        Outcome::Later { hint, why } => tried_in_vain(services, row, hint, why),
    }
}

fn tried_in_vain(
    services: &Services,
    row: &outbox::Model,
    hint: Option<chrono::TimeDelta>,
    why: String,
) -> Ending {
    let now = services.clock.now();
    let tried = Tried {
        attempts: u32::try_from(row.attempts).unwrap_or(u32::MAX),
        age: now - since(row),
        hint,
    };
    match retry::next(&tried, site::random_bits()) {
        Some(wait) => Ending::Later {
            at: now + wait,
            why,
        },
        None => Ending::Dead { why },
    }
}

fn since(row: &outbox::Model) -> DateTime<Utc> {
    from_ms(row.created_ms)
}

async fn write_down(
    services: &Services,
    word: &str,
    row: &outbox::Model,
    ending: &Ending,
) -> Result<(), Error> {
    let now = services.clock.now();
    let transaction = services.database.begin().await?;
    let is_ours = hold::end_of_held(&transaction, row.id, word, ending, now).await?;
    let raised = orders::raise_revision(&transaction, &[row.order_id]).await?;
    transaction.commit().await?;
    for (order, revision) in raised {
        services.bus.publish(order, revision);
    }
    let mail = row.name();
    if !is_ours {
        tracing::warn!(mail, "a mail was dropped or taken over while it was sent");
        return Ok(());
    }
    if let Some(kind) = MailKind::from_code(&row.notice) {
        services.metrics.mail(kind, ending.state());
    }
    match ending {
        Ending::Sent => tracing::info!(mail, kind = row.notice, "a mail was sent"),
        Ending::Later { why, .. } => {
            tracing::info!(mail, kind = row.notice, why, "a mail is tried again later");
        }
        Ending::Dead { why } => {
            tracing::warn!(mail, kind = row.notice, why, "a mail was given up");
        }
        Ending::Dropped { why } => {
            tracing::info!(
                mail,
                kind = row.notice,
                why,
                "a mail does not go out any more"
            );
        }
    }
    Ok(())
}
