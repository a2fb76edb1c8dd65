//! Mails as staff look at them: how one stands, in words, and the page of
//! those that wait or were given up.

use crate::db::outbox::{Mailed, open_mails_of_brands};
use crate::db::{orders, reply};
use crate::error::Error;
use crate::services::Services;
use crate::staff::Actor;
use app::pages::staff::{OutboxPage, OutboxRow};
use app::texts::{MailStanding, Texts};
use chrono::{DateTime, NaiveDateTime, Utc};
use chrono_tz::Tz;
use doorstep::mail::MailState;
use doorstep::scan::Precision;

/// How many are shown.
const SHOWN: u64 = 500;

/// How a mail stands, in one sentence, on the clock of a zone.
#[must_use]
pub fn standing(services: &Services, mail: &Mailed, zone: Tz, texts: &dyn Texts) -> String {
    let local = |at: DateTime<Utc>| -> NaiveDateTime { at.with_timezone(&zone).naive_local() };
    texts.mail_standing(&MailStanding {
        state: mail.state,
        ended: mail.ended.map(local),
        next_try: mail.next_try.map(local),
        attempts: mail.attempts,
        why: mail.why.as_deref(),
        is_set_up: services.outbox.is_set_up() || services.demo.has_mailbox(),
        today: local(services.clock.now()).date(),
    })
}

/// The mails that wait or were given up, of the brands somebody serves.
///
/// # Errors
/// When the database refuses.
pub async fn open_of_served(
    services: &Services,
    actor: &Actor,
    language: &str,
) -> Result<OutboxPage, Error> {
    let read = services.database.read();
    let open = open_mails_of_brands(read, &actor.serves, SHOWN).await?;
    let ids: Vec<i64> = open.iter().map(|mail| mail.order_id).collect();
    let orders = reply::orders_by_id(read, &ids).await?;
    let texts = app::texts::for_language(language);
    let (dead, waiting): (Vec<_>, Vec<_>) =
        open.iter().partition(|mail| mail.state == MailState::Dead);
    let rows = |mails: Vec<&Mailed>| {
        mails
            .into_iter()
            .map(|mail| row(services, mail, &orders, texts))
            .collect()
    };
    Ok(OutboxPage {
        is_set_up: services.outbox.is_set_up() || services.demo.has_mailbox(),
        dead: rows(dead),
        waiting: rows(waiting),
        replayed: false,
    })
}

fn row(
    services: &Services,
    mail: &Mailed,
    orders: &[orders::Model],
    texts: &dyn Texts,
) -> OutboxRow {
    let book = services.book.now();
    let brand = book.brand(mail.brand_id);
    let zone = brand.and_then(|brand| brand.zone.parse().ok());
    let zone = zone.unwrap_or(Tz::UTC);
    let local = |at: DateTime<Utc>| at.with_timezone(&zone).naive_local();
    let today = local(services.clock.now()).date();
    let order = orders.iter().find(|order| order.id == mail.order_id);
    OutboxRow {
        name: mail.name.clone(),
        kind: texts.mail_kind(mail.kind),
        brand: brand.map(|brand| brand.name.clone()).unwrap_or_default(),
        order: order
            .map(|order| (order.public_id.clone(), order.number.clone()))
            .unwrap_or_default(),
        queued: texts.short_moment(local(mail.queued), Precision::Minute, today),
        standing: standing(services, mail, zone, texts),
    }
}
