//! One message of a notice, when it goes out: it tells what is true by then,
//! and of what is not, nothing.

use super::Way;
use super::channel::Letter;
use super::channel::sms::Text;
use super::deliver::{mail, no_sender, text, tried_in_vain};
use super::story::{self, Known};
use crate::db::from_ms;
use crate::db::outbox::hold::Ending;
use crate::db::outbox::{self, notices};
use crate::error::Error;
use crate::services::Services;
use crate::views::notices::{About, Message, compose};
use doorstep::delivery::{Audience, Dropped, Wait, night_ends, rank};
use doorstep::notice::DueNotice;
use doorstep::recipient::{Medium, Recipient};
use doorstep::wording::Versions;

/// Sends it, or says why not.
pub(super) async fn deliver(
    services: &Services,
    way: Way<'_>,
    row: &outbox::Model,
) -> Result<Ending, Error> {
    let read = services.database.read();
    let now = services.clock.now();
    let lead = row.lead_id.unwrap_or_default();
    let told = notices::told_by_lead(read, lead).await?;
    let telling: Vec<i64> = told.iter().map(|row| row.id).collect();
    let rows = notices::of_orders(read, &[row.order_id]).await?;
    let known = story::read(services, &[row.order_id], &rows, &telling, now).await?;
    let book = services.book.now();
    let (Some(known), Some(brand)) = (known.get(&row.order_id), book.brand(row.brand_id)) else {
        return Ok(dropped(Dropped::Gone));
    };
    let key = row.recipient.as_deref();
    let reader = known
        .recipients
        .iter()
        .find(|one| Some(one.key.as_str()) == key);
    let Some(reader) = reader else {
        return Ok(dropped(Dropped::NobodyToTell));
    };
    let telling = match so_still(known, reader, &told) {
        Ok(telling) => telling,
        Err(why) => return Ok(dropped(why)),
    };
    let waits = night(known, reader).or_else(|| {
        let at = known.full_day(reader, row, &rows)?;
        let why = Wait::DailyNumber;
        Some(Ending::Waits { at, why })
    });
    if let Some(waits) = waits {
        return Ok(waits);
    }
    let about = About {
        brand,
        order: &known.order,
        told: &telling,
        reader,
    };
    match compose(services, about).await? {
        Err(why) => Ok(tried_in_vain(services, row, why)),
        Ok(composed) => {
            let ending = send(services, way, row, &about, composed.message).await;
            Ok(in_words_of(ending, composed.versions))
        }
    }
}

/// What of a message is true still and meant for its reader, what speaks first
/// in front; why not, where nothing is.
fn so_still(
    known: &Known,
    reader: &Recipient,
    told: &[outbox::Model],
) -> Result<Vec<(Option<i64>, DueNotice)>, Dropped> {
    let audience = Audience {
        recipients: std::slice::from_ref(reader),
        ..known.audience()
    };
    let mut telling = Vec::new();
    let mut why_not = None;
    for one in told.iter().filter_map(outbox::Model::as_queued) {
        match known.story.dropped(&one, audience, known.now) {
            Some(why) => why_not = why_not.or(Some(why)),
            None => telling.push((one.shipment, one.due)),
        }
    }
    if telling.is_empty() {
        return Err(why_not.unwrap_or(Dropped::Gone));
    }
    telling.sort_by_key(|(_, due)| rank(due.notice));
    Ok(telling)
}

/// A text message that was late may have come into the night.
fn night(known: &Known, reader: &Recipient) -> Option<Ending> {
    let night = known.settings.quiet;
    let night = night.filter(|_| reader.medium == Medium::Sms)?;
    let ends = night_ends(night, known.now.at_destination)?;
    Some(Ending::Waits {
        at: known.now.at(ends),
        why: Wait::QuietHours,
    })
}

async fn send(
    services: &Services,
    way: Way<'_>,
    row: &outbox::Model,
    about: &About<'_>,
    message: Message,
) -> Ending {
    let (brand, reader) = (about.brand, about.reader);
    match message {
        Message::Sms(words) => {
            let message = Text {
                name: row.name(),
                to: reader.address.clone(),
                body: words,
                callback: services.sms_callback(brand),
                is_repeat: row.unanswered > 0,
            };
            text(services, way, row, &message).await
        }
        Message::Email(email) => {
            let Some(from) = services.sender_of(brand) else {
                return no_sender(services, row);
            };
            let letter = Letter {
                name: row.name(),
                from_name: brand.name.clone(),
                from,
                reply_to: brand.support.email.clone(),
                to: reader.address.clone(),
                subject: email.subject,
                body: email.text,
                html: Some(email.html).filter(|html| !html.is_empty()),
                unsubscribe: email.unsubscribe,
                date: from_ms(row.created_ms),
                is_automatic: true,
            };
            mail(services, way, row, &letter).await
        }
    }
}

/// What was sent, with the versions of the brand's own words it was said in:
/// they may be others by the time somebody asks.
fn in_words_of(ending: Ending, versions: Versions) -> Ending {
    match ending {
        Ending::Sent { sent_as, .. } => Ending::Sent {
            sent_as,
            words: Some(versions),
        },
        ending => ending,
    }
}

fn dropped(why: Dropped) -> Ending {
    Ending::Dropped {
        why: why.code().to_owned(),
    }
}
