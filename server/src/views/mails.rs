//! Messages as staff look at them: how one stands, in words, and the page of
//! those that wait, were given up, or would have been sent.

use super::letters::preview;
use crate::db::outbox::{Mailed, held_back_of_brands, open_mails_of_brands};
use crate::db::{from_ms, orders, outbox, reply};
use crate::error::Error;
use crate::services::Services;
use crate::staff::Actor;
use app::pages::staff::{OutboxPage, OutboxRow};
use app::texts::{MailStanding, Texts};
use chrono::{DateTime, NaiveDateTime, Utc};
use chrono_tz::Tz;
use doorstep::delivery::Dropped;
use doorstep::mail::{MailState, MessageKind};
use doorstep::recipient::Medium;
use doorstep::scan::Precision;

/// How many are shown.
const SHOWN: u64 = 500;

/// How many are shown that would have been sent.
const HELD_BACK: usize = 50;

/// How a mail stands, in one sentence, on the clock of a zone.
#[must_use]
pub fn standing(services: &Services, mail: &Mailed, zone: Tz, texts: &dyn Texts) -> String {
    let local = |at: DateTime<Utc>| -> NaiveDateTime { at.with_timezone(&zone).naive_local() };
    texts.mail_standing(&MailStanding {
        state: mail.state,
        ended: mail.ended.map(local),
        next_try: mail.next_try.map(local),
        attempts: mail.attempts,
        why: mail.why.as_deref().map(|why| why_in_words(why, texts)),
        medium: medium_of(mail.kind),
        waits: mail.waits,
        versions: mail.versions.as_ref(),
        is_set_up: services.reaches(medium_of(mail.kind)),
        today: local(services.clock.now()).date(),
    })
}

/// Why a message did not go out: a code of ours in words, or a provider's own.
#[must_use]
pub fn why_in_words<'a>(why: &'a str, texts: &dyn Texts) -> &'a str {
    Dropped::from_code(why).map_or(why, |why| texts.notice_dropped(why))
}

const fn medium_of(kind: MessageKind) -> Medium {
    match kind {
        MessageKind::Mail(_) => Medium::Email,
        MessageKind::Notice(_, medium) => medium,
    }
}

fn label(kind: MessageKind, texts: &dyn Texts) -> String {
    match kind {
        MessageKind::Mail(kind) => texts.mail_kind(kind).to_owned(),
        MessageKind::Notice(notice, medium) => {
            texts.message_to(texts.notice_label(notice), medium, None)
        }
    }
}

/// The messages that wait or were given up, and the notices that would have
/// been sent, of the brands somebody serves; one of these in words.
///
/// # Errors
/// When the database refuses.
pub async fn open_of_served(
    services: &Services,
    actor: &Actor,
    read_one: Option<&str>,
    language: &str,
) -> Result<OutboxPage, Error> {
    let read = services.database.read();
    let open = open_mails_of_brands(read, &actor.serves, SHOWN).await?;
    let book = services.book.now();
    let brands = book.brands.iter().map(|brand| brand.id);
    let served: Vec<i64> = brands.filter(|id| actor.serves.covers(*id)).collect();
    let held_back = held_back_of_brands(read, &served, HELD_BACK).await?;
    let ids: Vec<i64> = open
        .iter()
        .map(|mail| mail.order_id)
        .chain(held_back.iter().map(|row| row.order_id))
        .collect();
    let orders = reply::orders_by_id(read, &ids).await?;
    let texts = app::texts::for_staff(language);
    let (dead, waiting): (Vec<_>, Vec<_>) =
        open.iter().partition(|mail| mail.state == MailState::Dead);
    let rows = |mails: Vec<&Mailed>| {
        mails
            .into_iter()
            .map(|mail| row(services, mail, &orders, texts))
            .collect()
    };
    Ok(OutboxPage {
        is_set_up: services.reaches(Medium::Email),
        dead: rows(dead),
        waiting: rows(waiting),
        replayed: false,
        held_back: held_back
            .iter()
            .map(|row| held_back_row(services, row, &orders, texts))
            .collect(),
        message: match read_one.and_then(|name| held_back.iter().find(|row| row.name() == name)) {
            Some(row) => Some(preview(services, row).await?.unwrap_or_default()),
            None => None,
        },
    })
}

fn row(
    services: &Services,
    mail: &Mailed,
    orders: &[orders::Model],
    texts: &dyn Texts,
) -> OutboxRow {
    let of = Of::new(services, mail.brand_id, mail.order_id, mail.queued, orders);
    let zone = of.zone;
    OutboxRow {
        standing: standing(services, mail, zone, texts),
        ..of.row(services, mail.name.clone(), label(mail.kind, texts), texts)
    }
}

fn held_back_row(
    services: &Services,
    row: &outbox::Model,
    orders: &[orders::Model],
    texts: &dyn Texts,
) -> OutboxRow {
    let since = from_ms(row.created_ms);
    let notice = row.due().map(|due| texts.notice_label(due.notice));
    let label = notice.unwrap_or_else(|| texts.other_message()).to_owned();
    Of::new(services, row.brand_id, row.order_id, since, orders).row(
        services,
        row.name(),
        label,
        texts,
    )
}

/// Whose a message is, and since when it is there.
struct Of<'a> {
    brand: String,
    zone: Tz,
    order: Option<&'a orders::Model>,
    since: DateTime<Utc>,
}

impl<'a> Of<'a> {
    fn new(
        services: &Services,
        brand_id: i64,
        order_id: i64,
        since: DateTime<Utc>,
        orders: &'a [orders::Model],
    ) -> Self {
        let book = services.book.now();
        let brand = book.brand(brand_id);
        Self {
            brand: brand.map(|brand| brand.name.clone()).unwrap_or_default(),
            zone: book.zone(brand_id),
            order: orders.iter().find(|order| order.id == order_id),
            since,
        }
    }

    fn row(&self, services: &Services, name: String, kind: String, texts: &dyn Texts) -> OutboxRow {
        let local = |at: DateTime<Utc>| at.with_timezone(&self.zone).naive_local();
        let today = local(services.clock.now()).date();
        let order = self.order;
        OutboxRow {
            name,
            kind,
            brand: self.brand.clone(),
            order: order
                .map(|order| (order.public_id.clone(), order.number.clone()))
                .unwrap_or_default(),
            queued: texts.short_moment(local(self.since), Precision::Minute, today),
            standing: String::new(),
        }
    }
}
