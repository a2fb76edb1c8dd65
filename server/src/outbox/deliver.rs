//! One message: put into words, handed to a channel, and what became of it
//! written down.

use super::channel::sms::Text;
use super::channel::{Letter, Outcome, Verdict, Whose};
use super::retry::{self, Tried};
use super::{Way, notice};
use crate::db::outbox::hold::{self, Ending};
use crate::db::outbox::notices;
use crate::db::{from_ms, orders, outbox};
use crate::error::Error;
use crate::intake::choice::stop::{self, Address};
use crate::services::Services;
use crate::site;
use crate::views::letters::{self, Words, Written};
use app::texts::MailDropped;
use chrono::TimeDelta;
use doorstep::choice::StopReason;
use doorstep::mail::{MailKind, MessageKind, Taken};
use doorstep::recipient::Medium;

/// Sends a message that is held by this word.
pub(super) async fn deliver(
    services: &Services,
    way: Way<'_>,
    word: &str,
    row: outbox::Model,
) -> Result<(), Error> {
    let ending = match tried(services, way, &row).await {
        Ok(ending) => ending,
        Err(error) => {
            let message = row.name();
            tracing::error!(%error, message, "a message could not be put into words");
            let why = "it could not be put into words: the server's log says why";
            tried_in_vain(services, &row, why.to_owned())
        }
    };
    write_down(services, word, &row, &ending).await
}

async fn tried(services: &Services, way: Way<'_>, row: &outbox::Model) -> Result<Ending, Error> {
    if row.lead_id.is_some() {
        return notice::deliver(services, way, row).await;
    }
    Ok(match letters::written(services, row).await? {
        Written::Words(words) => send(services, way, row, words).await,
        Written::Dropped(why) => Ending::Dropped { why },
        Written::NotYet(why) => tried_in_vain(services, row, why),
    })
}

async fn send(services: &Services, way: Way<'_>, row: &outbox::Model, words: Words) -> Ending {
    let Some(from) = words.from else {
        return no_sender(services, row);
    };
    let letter = Letter {
        name: row.name(),
        from_name: words.from_name,
        from,
        reply_to: words.reply_to,
        to: words.to,
        subject: words.subject,
        body: words.body,
        html: None,
        unsubscribe: None,
        date: from_ms(row.created_ms),
        is_automatic: MailKind::from_code(&row.notice).is_some_and(MailKind::is_automatic),
    };
    mail(services, way, row, &letter).await
}

/// Nobody has said which address it comes from.
pub(super) fn no_sender(services: &Services, row: &outbox::Model) -> Ending {
    let why = app::texts::for_staff("en").mail_dropped(MailDropped::NoSender);
    tried_in_vain(services, row, why.to_owned())
}

/// Hands a letter to the mail server.
pub(super) async fn mail(
    services: &Services,
    way: Way<'_>,
    row: &outbox::Model,
    letter: &Letter,
) -> Ending {
    let Way::Mail(channel) = way else {
        return wrong_way();
    };
    let outcome = channel.deliver(letter).await;
    if let (Some(reason), Some(address)) = (stops(&outcome), Address::parse(&letter.to)) {
        could_stop(stop::stop(services, &[row.brand_id], &address, reason).await);
    }
    ended(services, row, Medium::Email, outcome)
}

/// Hands a text message to its provider.
pub(super) async fn text(
    services: &Services,
    way: Way<'_>,
    row: &outbox::Model,
    message: &Text,
) -> Ending {
    let Way::Text(provider) = way else {
        return wrong_way();
    };
    let outcome = Outcome::from(provider.deliver(message).await);
    if let Some(reason) = stops(&outcome) {
        could_stop(stop::stop_number(services, &message.to, reason).await);
    }
    ended(services, row, Medium::Sms, outcome)
}

/// For what an address is left alone from now on.
const fn stops(outcome: &Outcome) -> Option<StopReason> {
    let Outcome::Never { verdict, .. } = outcome else {
        return None;
    };
    match verdict {
        Verdict::Stopped => Some(StopReason::Stop),
        Verdict::Invalid => Some(StopReason::Bounced),
        Verdict::Message => None,
    }
}

fn could_stop(stopped: Result<(), Error>) {
    // The provider says so again the next time.
    if let Err(error) = stopped {
        tracing::error!(%error, "an address could not be stopped");
    }
}

/// Never so: messages are taken by their medium.
fn wrong_way() -> Ending {
    Ending::Dead {
        why: "this message is of another medium".to_owned(),
        taken: Taken::No,
    }
}

fn ended(services: &Services, row: &outbox::Model, medium: Medium, outcome: Outcome) -> Ending {
    let breaker = services.outbox.breaker(medium);
    match outcome {
        Outcome::Sent { sent_as } => {
            breaker.worked();
            let words = None;
            Ending::Sent { sent_as, words }
        }
        Outcome::Never { reason, .. } => {
            breaker.worked();
            Ending::Dead {
                why: reason,
                taken: Taken::No,
            }
        }
        Outcome::Repeated { hint, why } => {
            breaker.worked();
            match again(services, row, hint, why, Taken::No) {
                // It knows the message to the end, so it has it.
                Ending::Dead { .. } => Ending::Sent {
                    sent_as: None,
                    words: None,
                },
                ending => ending,
            }
        }
        Outcome::Later {
            hint,
            why,
            whose,
            taken,
        } => {
            match whose {
                // It answers, and has something against this one alone.
                Whose::Message => breaker.worked(),
                Whose::Provider => failed(services, medium, &why),
            }
            if taken == Taken::Perhaps {
                services.metrics.unanswered(medium);
            }
            again(services, row, hint, why, taken)
        }
    }
}

fn failed(services: &Services, medium: Medium, why: &str) {
    if services.outbox.breaker(medium).failed(services.clock.now()) {
        services.metrics.left_alone(medium);
        tracing::warn!(
            medium = medium.code(),
            why,
            "a provider failed again and again: it is left alone for a while"
        );
    }
}

/// It did not come as far as the provider.
pub(super) fn tried_in_vain(services: &Services, row: &outbox::Model, why: String) -> Ending {
    again(services, row, None, why, Taken::No)
}

fn again(
    services: &Services,
    row: &outbox::Model,
    hint: Option<TimeDelta>,
    why: String,
    taken: Taken,
) -> Ending {
    let why = match taken {
        Taken::No => why,
        Taken::Perhaps | Taken::UnderKey => format!("{why}; it may have been taken all the same"),
    };
    let now = services.clock.now();
    let tried = Tried {
        attempts: u32::try_from(row.attempts).unwrap_or(u32::MAX),
        age: now - from_ms(row.created_ms),
        hint,
    };
    match retry::next(&services.outbox.0.schedule, &tried, site::random_bits()) {
        Some(wait) => Ending::Later {
            at: now + wait,
            why,
            taken,
        },
        None => Ending::Dead { why, taken },
    }
}

async fn write_down(
    services: &Services,
    word: &str,
    row: &outbox::Model,
    ending: &Ending,
) -> Result<(), Error> {
    let now = services.clock.now();
    let transaction = services.database.begin().await?;
    // Whoever ends two messages of one notice at once waits for the other here.
    let raised = orders::raise_revision(&transaction, &[row.order_id]).await?;
    let is_ours = hold::end_of_held(&transaction, row.id, word, ending, now).await?;
    let notice = match row.lead_id.filter(|_| is_ours) {
        Some(lead) => notices::end_of_lead(&transaction, lead, now).await?,
        None => None,
    };
    transaction.commit().await?;
    for (order, revision) in raised {
        services.bus.publish(order, revision);
    }
    if !is_ours {
        let message = row.name();
        tracing::warn!(
            message,
            "a message was dropped or taken over while it was sent"
        );
        return Ok(());
    }
    if let Some(state) = notice {
        services.metrics.notice_ended(&row.notice, state.code());
    }
    say(services, row, ending);
    Ok(())
}

/// The provider says of a message it had taken, by what it calls it, that it
/// did not arrive: it is given up, to be seen and sent again.
///
/// # Errors
/// When the database refuses.
pub async fn not_delivered(services: &Services, sent_as: &str, why: &str) -> Result<(), Error> {
    let now = services.clock.now();
    let transaction = services.database.begin().await?;
    let found = hold::give_up_of_any_brand_by_sent_as(&transaction, sent_as, why, now).await?;
    let Some(row) = found else {
        return Ok(transaction.rollback().await?);
    };
    let notice = match row.lead_id {
        Some(lead) => notices::end_of_lead(&transaction, lead, now).await?,
        None => None,
    };
    let raised = orders::raise_revision(&transaction, &[row.order_id]).await?;
    transaction.commit().await?;
    for (order, revision) in raised {
        services.bus.publish(order, revision);
    }
    if let Some(state) = notice {
        services.metrics.notice_ended(&row.notice, state.code());
    }
    let why = why.to_owned();
    let taken = Taken::No;
    say(services, &row, &Ending::Dead { why, taken });
    Ok(())
}

fn say(services: &Services, row: &outbox::Model, ending: &Ending) {
    let (mail, kind) = (row.name(), row.notice.as_str());
    let medium = row.medium().unwrap_or(Medium::Email);
    if let Some(kind) = MessageKind::of(kind, medium) {
        services.metrics.mail(kind, ending.state());
    }
    match ending {
        Ending::Sent { .. } => tracing::info!(mail, kind, "a message was sent"),
        Ending::Later { why, .. } => {
            tracing::info!(mail, kind, why, "a message is tried again later");
        }
        Ending::Waits { why, .. } => {
            tracing::info!(mail, kind, why = why.code(), "a message waits");
        }
        Ending::Dead { why, .. } => tracing::warn!(mail, kind, why, "a message was given up"),
        Ending::Dropped { why } => {
            tracing::info!(mail, kind, why, "a message does not go out any more");
        }
    }
}
