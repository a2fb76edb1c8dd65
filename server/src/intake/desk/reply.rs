//! Staff write to buyers: the mail is queued in the transaction that writes
//! down what was written. Drafts come from [`crate::views`]; here is what
//! changes.
//!
//! What is kept holds no address of an order's page: it is put in when the
//! mail goes out ([`Services::with_link`]).

use super::Refusal;
use crate::db::entry::{self, NewEntry};
use crate::db::mail::{self, NewWords};
use crate::db::outbox::{self, NewMail};
use crate::db::{Transaction, audit, contact, desk, notice_setting, orders, person, reply};
use crate::error::Error;
use crate::intake::events;
use crate::services::Services;
use crate::site;
use crate::staff::{Actor, By};
use chrono::{DateTime, TimeDelta, Utc};
use doorstep::audit::Deed;
use doorstep::contact::EntryKind;
use doorstep::desk::Fault;
use doorstep::ids::base62;
use doorstep::lookup;
use doorstep::mail::{MailKind, MailState, MessageKind};
use doorstep::staff::Serves;
use doorstep::template;
use doorstep::webhook::EventType;
use serde_json::json;

/// The longest subject, in characters, without the reference.
const SUBJECT: usize = 200;

/// The longest text, in characters.
const BODY: usize = 10_000;

/// The same words within so long are the same reply: a button that was
/// pressed twice.
const TWICE: TimeDelta = TimeDelta::minutes(10);

/// How many open mails are looked at to find those that are meant.
const MANY: u64 = 10_000;

/// What is written.
#[derive(Clone, Copy, Debug)]
pub struct Words<'a> {
    /// The subject; the reference is put behind it.
    pub subject: &'a str,
    /// The text.
    pub body: &'a str,
}

/// Queues a reply to the buyer of an order, to a contact of it where one is
/// named, and marks that contact as answered.
///
/// # Errors
/// When there is no such order or contact at a brand of theirs, the words
/// cannot be taken, a fact is still missing in them, or the buyer has no
/// address (any more).
pub async fn reply(
    services: &Services,
    actor: &Actor,
    order: &str,
    contact: Option<&str>,
    words: Words<'_>,
) -> Result<(), Refusal> {
    let about = contact.map(|id| About { id, seen: None });
    send(services, actor, order, about, words).await
}

/// The same to a contact as it was seen: where somebody else answered or
/// changed it since this version, the buyer gets no second mail.
///
/// # Errors
/// Those of [`reply`], and [`Refusal::ChangedMeanwhile`].
pub async fn reply_to_seen(
    services: &Services,
    actor: &Actor,
    order: &str,
    (id, version): (&str, i64),
    words: Words<'_>,
) -> Result<(), Refusal> {
    let about = About {
        id,
        seen: Some(version),
    };
    send(services, actor, order, Some(about), words).await
}

/// The contact that is answered.
struct About<'a> {
    id: &'a str,
    /// Its version that was seen, where that counts.
    seen: Option<i64>,
}

async fn send(
    services: &Services,
    actor: &Actor,
    order: &str,
    about: Option<About<'_>>,
    words: Words<'_>,
) -> Result<(), Refusal> {
    let subject = checked(&words.subject.replace(char::is_control, " "), SUBJECT)?;
    let body = checked(&words.body.replace("\r\n", "\n"), BODY)?;
    let now = services.clock.now();
    let transaction = services.database.begin().await?;
    let order = locked(&transaction, actor, order).await?;
    let contact = match &about {
        None => None,
        Some(about) => Some(about.find(&transaction, order.id).await?),
    };
    let body = services.without_link(&order, &body);
    if template::is_unfinished(&subject) || template::is_unfinished(&body) {
        return Err(Refusal::Wrong(Fault::MissingFact));
    }
    let answer = Answer {
        order: &order,
        contact: contact.as_ref(),
        staff_id: actor.id,
        subject: &subject,
        body: &body,
    };
    if !answer.queue(&transaction, now).await? {
        transaction.rollback().await?;
        return Ok(());
    }
    let about = contact.as_ref().map(|contact| &*contact.public_id);
    if let Some(contact) = about {
        let (brand_id, kind) = (order.brand_id, EventType::ContactUpdated);
        events::of_contact(services, &transaction, brand_id, contact, kind, now).await?;
    }
    let deed = done(&order, Deed::Replied, about);
    finish(services, transaction, actor, &order, deed, now).await
}

impl About<'_> {
    async fn find(
        &self,
        transaction: &Transaction,
        order_id: i64,
    ) -> Result<contact::Model, Refusal> {
        let found = reply::contact_of_order(transaction, order_id, self.id).await?;
        let contact = found.ok_or(Refusal::NotThere)?;
        if self.seen.is_some_and(|seen| seen != contact.version) {
            return Err(Refusal::ChangedMeanwhile);
        }
        Ok(contact)
    }
}

/// A reply whose words have been checked.
struct Answer<'a> {
    order: &'a orders::Model,
    contact: Option<&'a contact::Model>,
    staff_id: i64,
    subject: &'a str,
    body: &'a str,
}

impl Answer<'_> {
    /// Queues the mail and writes the reply down beside the order; `false`
    /// where the same one went out a moment ago.
    async fn queue(&self, transaction: &Transaction, now: DateTime<Utc>) -> Result<bool, Refusal> {
        let order = self.order;
        let recipient = address(transaction, order).await?;
        let mut entry = NewEntry {
            brand_id: order.brand_id,
            order_id: order.id,
            contact_id: self.contact.map(|contact| contact.id),
            kind: EntryKind::Reply,
            staff_id: Some(self.staff_id),
            body: self.body,
            outbox_id: None,
        };
        let last = reply::last_same_of_order(transaction, &entry).await?;
        if last.is_some_and(|last| now - last < TWICE) {
            return Ok(false);
        }
        let number = order.number.trim_start_matches('#');
        let reference = self.contact.map_or(number, |contact| &contact.reference);
        let kept = NewWords {
            brand_id: order.brand_id,
            order_id: order.id,
            recipient: &recipient,
            subject: &with_reference(self.subject, reference),
            body: self.body,
        };
        let mail_id = mail::keep(transaction, &kept, now).await?;
        let about = self.contact.map_or("", |contact| &contact.public_id);
        let mail = mail_of(order, MailKind::Reply, about, Some(mail_id));
        entry.outbox_id = Some(outbox::queue_mail(transaction, mail, now).await?);
        entry::add(transaction, &entry, now).await?;
        if let Some(contact) = self.contact {
            reply::answered(transaction, contact.id, now).await?;
        }
        Ok(true)
    }
}

/// Queues a mail with the link to an order's page, to its buyer.
///
/// # Errors
/// When there is no such order at a brand of theirs, or the buyer has no
/// address (any more).
pub async fn resend_link(services: &Services, actor: &Actor, order: &str) -> Result<(), Refusal> {
    let now = services.clock.now();
    let transaction = services.database.begin().await?;
    let order = locked(&transaction, actor, order).await?;
    address(&transaction, &order).await?;
    // One that waits already carries the same link.
    let mails = outbox::mails_of_order(&transaction, order.id).await?;
    let waits = |mail: &outbox::Mailed| {
        mail.kind == MessageKind::Mail(MailKind::Link) && mail.state == MailState::Queued
    };
    if mails.iter().any(waits) {
        transaction.rollback().await?;
        return Ok(());
    }
    let mail = mail_of(&order, MailKind::Link, "", None);
    outbox::queue_mail(&transaction, mail, now).await?;
    let deed = done(&order, Deed::LinkSent, None);
    finish(services, transaction, actor, &order, deed, now).await
}

fn checked(words: &str, most: usize) -> Result<String, Refusal> {
    let words = words.trim();
    if words.is_empty() {
        return Err(Refusal::Wrong(Fault::NoWords));
    }
    if words.chars().count() > most {
        return Err(Refusal::Wrong(Fault::TooLong));
    }
    Ok(words.to_owned())
}

/// "Order 1001: where it is [K7P2-9QXM]": an answer brings it back.
fn with_reference(subject: &str, reference: &str) -> String {
    let mark = format!("[{reference}]");
    if subject.contains(&mark) {
        return subject.to_owned();
    }
    format!("{subject} {mark}")
}

/// The order, locked; what is not theirs looks like what is not there.
async fn locked(
    transaction: &Transaction,
    actor: &Actor,
    public_id: &str,
) -> Result<orders::Model, Refusal> {
    let found = desk::order_of_served(transaction, &actor.serves, public_id).await?;
    let id = found.ok_or(Refusal::NotThere)?.id;
    let locked = orders::locked_by_id(transaction, &[id]).await?;
    locked.into_iter().next().ok_or(Refusal::NotThere)
}

/// The buyer's address; a forgotten buyer has none, and the buyer of a test
/// order is written to only where they are a tester.
async fn address(transaction: &Transaction, order: &orders::Model) -> Result<String, Refusal> {
    let person = person::of_orders(transaction, &[order.id]).await?.pop();
    let address = person
        .filter(|_| order.forgotten_ms.is_none())
        .and_then(|person| person.buyer().email)
        .map(|address| address.trim().to_owned())
        .filter(|address| lookup::email(address).is_some())
        .ok_or(Refusal::Wrong(Fault::NoAddress))?;
    let settings = notice_setting::of_brand(transaction, order.brand_id).await?;
    if settings.may_be_mailed(order.kind(), &address) {
        return Ok(address);
    }
    Err(Refusal::Wrong(Fault::NoTester))
}

fn mail_of<'a>(
    order: &orders::Model,
    kind: MailKind,
    about: &'a str,
    mail_id: Option<i64>,
) -> NewMail<'a> {
    NewMail {
        brand_id: order.brand_id,
        order_id: order.id,
        kind,
        about,
        dedupe_key: format!("{} {}", kind.code(), base62(site::random_bits())),
        mail_id,
    }
}

struct Done<'a> {
    deed: Deed,
    subject: &'a str,
}

fn done<'a>(order: &'a orders::Model, deed: Deed, contact: Option<&'a str>) -> Done<'a> {
    Done {
        deed,
        subject: contact.unwrap_or(&order.public_id),
    }
}

/// Writes down who did it, commits, and tells whoever looks at the order.
async fn finish(
    services: &Services,
    transaction: Transaction,
    actor: &Actor,
    order: &orders::Model,
    done: Done<'_>,
    now: DateTime<Utc>,
) -> Result<(), Refusal> {
    let deed = audit::NewDeed {
        staff_id: Some(actor.id),
        actor: &actor.public_id,
        brand_id: Some(order.brand_id),
        order_id: Some(order.id),
        deed: done.deed,
        subject: Some(done.subject),
        detail: None,
    };
    audit::add(&transaction, &deed, now).await?;
    super::after::mark(&transaction, &[order.id], now).await?;
    transaction.commit().await?;
    super::after_change(services, &[order.id]).await;
    services.outbox.wake();
    services.webhooks.wake();
    Ok(())
}

/// Queues mails again that were given up: the one that is named, or all of
/// the brands they serve. How many.
///
/// # Errors
/// When the one that is named is not there, or was not given up.
pub async fn replay(services: &Services, by: By<'_>, name: Option<&str>) -> Result<usize, Refusal> {
    let serves = match by {
        By::Operator => Serves::All,
        By::Staff(actor) => actor.serves.clone(),
        By::Stranger => return Err(Refusal::NotThere),
    };
    let now = services.clock.now();
    let transaction = services.database.begin().await?;
    let open = outbox::open_mails_of_brands(&transaction, &serves, MANY).await?;
    let meant: Vec<&outbox::Mailed> = open
        .iter()
        .filter(|mail| mail.state == MailState::Dead)
        .filter(|mail| name.is_none_or(|name| mail.name == name))
        .collect();
    if meant.is_empty() && name.is_some() {
        return Err(Refusal::NotThere);
    }
    let mut orders: Vec<i64> = Vec::with_capacity(meant.len());
    for mail in &meant {
        if outbox::hold::replay_by_id(&transaction, mail.outbox_id, now).await? {
            orders.push(mail.order_id);
            replayed(&transaction, by, mail, now).await?;
        }
    }
    let raised = orders::raise_revision(&transaction, &orders).await?;
    transaction.commit().await?;
    for (order, revision) in raised {
        services.bus.publish(order, revision);
    }
    services.outbox.wake();
    Ok(orders.len())
}

async fn replayed(
    transaction: &Transaction,
    by: By<'_>,
    mail: &outbox::Mailed,
    now: DateTime<Utc>,
) -> Result<(), Error> {
    let deed = audit::NewDeed {
        staff_id: by.staff_id(),
        actor: by.name(),
        brand_id: Some(mail.brand_id),
        order_id: Some(mail.order_id),
        deed: Deed::MessageReplayed,
        subject: Some(&mail.name),
        detail: Some(json!({ "kind": mail.kind.code() })),
    };
    audit::add(transaction, &deed, now).await
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_subject_carries_its_reference_once() {
        let once = with_reference("Order 1001: where it is", "K7P2-9QXM");
        assert_eq!(once, "Order 1001: where it is [K7P2-9QXM]");
        assert_eq!(with_reference(&once, "K7P2-9QXM"), once);
    }

    #[test]
    fn words_are_needed_and_have_an_end() {
        assert!(matches!(
            checked(" \n", 5),
            Err(Refusal::Wrong(Fault::NoWords))
        ));
        assert!(matches!(
            checked("123456", 5),
            Err(Refusal::Wrong(Fault::TooLong))
        ));
        assert_eq!(checked(" 12345 ", 5).ok().as_deref(), Some("12345"));
    }
}
