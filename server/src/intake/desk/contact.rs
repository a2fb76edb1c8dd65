//! Opens contacts: what a shopper asks or reports on the order's page, what a
//! help desk hands on, what staff write down.

mod keep;

use super::{Refusal, after, help_desk};
use crate::db::contact::{self, NewContact as Row};
use crate::db::{Transaction, entry, flag, orders, photo, shipment, state};
use crate::error::Error;
use crate::intake::events;
use crate::photo::Photo;
use crate::services::Services;
use crate::site;
use crate::staff::Actor;
use crate::zones;
use chrono::{DateTime, Duration, Utc};
use chrono_tz::Tz;
use doorstep::brand::Brand;
use doorstep::contact::{self as domain, Channel, Topic};
use doorstep::desk::Fault;
use doorstep::ids::ContactId;
use doorstep::scan::Status;
use doorstep::webhook::EventType;
use doorstep::workdays::WorkingTime;
use keep::{attach, keep, trace, write};

/// How many photos a contact holds at most, whatever is sent after it.
const MOST_PHOTOS: u64 = 12;

/// How often a reference is drawn: two are the same once in 10^11.
const DRAWS: usize = 8;

/// A contact to be opened.
#[derive(Debug)]
pub struct NewContact<'a> {
    /// The brand it is opened with; the order's.
    pub brand_id: i64,
    /// The order.
    pub order: &'a orders::Model,
    /// The public id of the parcel it is about (`shp_...`), where that was
    /// said.
    pub shipment: Option<&'a str>,
    /// What it is about.
    pub topic: Topic,
    /// Where it came from.
    pub channel: Channel,
    /// The words, as they are to be read by staff.
    pub body: &'a str,
    /// The photos.
    pub photos: Vec<Photo>,
    /// What makes a repeated request the same one, with its sender before it.
    pub idempotency_key: Option<String>,
    /// Who of the staff wrote it down.
    pub staff: Option<&'a Actor>,
    /// The public part of the API key it came with.
    pub api_key: Option<&'a str>,
}

/// A contact that is open.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Opened {
    /// Its public id (`cnt_...`).
    pub contact: String,
    /// What a person reads out on the phone.
    pub reference: String,
    /// Whether it was open before: the same request again, or the same topic
    /// told once more on the page.
    pub was_there: bool,
}

impl Opened {
    fn of(row: &contact::Model) -> Self {
        Self {
            contact: row.public_id.clone(),
            reference: row.reference.clone(),
            was_there: true,
        }
    }
}

/// Opens a contact. On the order's page a second word about the same topic
/// and parcel is added to the contact that is open; elsewhere each is one of
/// its own. When this returns, the flag that follows from it is up.
///
/// # Errors
/// `Wrong` for no words or too many; `NotThere` for another brand's order, an
/// order whose person was forgotten, or a parcel that is not the order's;
/// `ChangedMeanwhile` when the key was used for another request.
pub async fn open(
    services: &Services,
    new: NewContact<'_>,
    now: DateTime<Utc>,
) -> Result<Opened, Refusal> {
    check(&new)?;
    let book = services.book.now();
    let brand = book.brand(new.brand_id).ok_or(Refusal::NotThere)?;
    let due = answer_by(brand, new.topic, now);
    let order_id = new.order.id;
    let transaction = services.database.begin().await?;
    let (opened, wrote) = open_within(&transaction, &new, due, now).await?;
    if wrote == Wrote::Nothing {
        transaction.rollback().await?;
        return Ok(opened);
    }
    if !opened.was_there {
        help_desk::queue(&transaction, brand, order_id, &opened.contact, now).await?;
    }
    let kind = match opened.was_there {
        true => EventType::ContactUpdated,
        false => EventType::ContactOpened,
    };
    let told = &opened.contact;
    events::of_contact(services, &transaction, new.brand_id, told, kind, now).await?;
    after::mark(&transaction, &[order_id], now).await?;
    transaction.commit().await?;
    if let Wrote::New { cause } = &wrote {
        services.metrics.contact(new.topic, cause);
    }
    after::after_change(services, &[order_id]).await;
    services.outbox.wake();
    services.webhooks.wake();
    Ok(opened)
}

/// What opening a contact came to.
#[derive(Debug, PartialEq, Eq)]
enum Wrote {
    /// All of it was there.
    Nothing,
    /// More was told about one that is open.
    More,
    /// It is new.
    New { cause: String },
}

fn check(new: &NewContact<'_>) -> Result<(), Refusal> {
    if new.order.brand_id != new.brand_id
        || new.staff.is_some_and(|actor| !actor.serves(new.brand_id))
    {
        return Err(Refusal::NotThere);
    }
    if new.body.trim().is_empty() {
        return Err(Refusal::Wrong(Fault::NoWords));
    }
    if new.body.chars().count() > 2 * domain::LONGEST || new.photos.len() > domain::MOST_PHOTOS {
        return Err(Refusal::Wrong(Fault::TooLong));
    }
    Ok(())
}

/// By when it should be answered, in the shop's working hours.
fn answer_by(brand: &Brand, topic: Topic, now: DateTime<Utc>) -> DateTime<Utc> {
    let zone: Tz = brand.zone.parse().unwrap_or(Tz::UTC);
    let packing = brand.packing(None);
    let shop = packing.at(&zone, zones::country_of(zone));
    let hours = Duration::hours(topic.answer_within_hours());
    WorkingTime::at(shop).after(now, hours).unwrap_or(now)
}

/// The contact, and what was written of it.
async fn open_within(
    transaction: &Transaction,
    new: &NewContact<'_>,
    due: DateTime<Utc>,
    now: DateTime<Utc>,
) -> Result<(Opened, Wrote), Refusal> {
    // Everybody who opens a contact for the order waits here for the others.
    let locked = orders::locked_by_id(transaction, &[new.order.id]).await?;
    if locked.iter().all(|order| order.forgotten_ms.is_some()) {
        return Err(Refusal::NotThere);
    }
    let shipment_id = parcel(transaction, new).await?;
    if let Some(first) = first_of_key(transaction, new, shipment_id).await? {
        return Ok((first, Wrote::Nothing));
    }
    if new.channel == Channel::Page
        && let Some(known) =
            contact::open_of_order_about(transaction, new.order.id, shipment_id, new.topic).await?
    {
        let wrote = match tell_more(transaction, new, &known, now).await? {
            true => Wrote::More,
            false => Wrote::Nothing,
        };
        return Ok((Opened::of(&known), wrote));
    }
    let cause = cause(transaction, new.order, shipment_id).await?;
    let row = Row {
        id: ContactId::from_random(site::random_bits()),
        reference: String::new(),
        brand_id: new.brand_id,
        order_id: new.order.id,
        shipment_id,
        topic: new.topic,
        channel: new.channel,
        cause: cause.clone(),
        opened: now,
        due,
        idempotency_key: new.idempotency_key.clone(),
    };
    let Some((id, opened)) = drawn(transaction, row).await? else {
        // Another order's request took the key in this very moment.
        return Err(Refusal::ChangedMeanwhile);
    };
    keep(transaction, new, id, &opened.contact, now).await?;
    Ok((opened, Wrote::New { cause }))
}

/// The row of the parcel it is about; a parcel must be the order's.
async fn parcel(transaction: &Transaction, new: &NewContact<'_>) -> Result<Option<i64>, Refusal> {
    let Some(named) = new.shipment else {
        return Ok(None);
    };
    let shipments = shipment::of_orders(transaction, &[new.order.id]).await?;
    let found = shipments
        .iter()
        .find(|shipment| shipment.public_id == named);
    found
        .map(|shipment| Some(shipment.id))
        .ok_or(Refusal::NotThere)
}

/// What a request with the same key has opened, where it said the same.
async fn first_of_key(
    transaction: &Transaction,
    new: &NewContact<'_>,
    shipment_id: Option<i64>,
) -> Result<Option<Opened>, Refusal> {
    let Some(key) = &new.idempotency_key else {
        return Ok(None);
    };
    let Some(first) = contact::by_idempotency_key(transaction, key).await? else {
        return Ok(None);
    };
    let words = entry::of_shopper_of_order(transaction, first.order_id, first.id).await?;
    let said_the_same = first.order_id == new.order.id
        && first.shipment_id == shipment_id
        && first.topic() == new.topic
        && words.first().is_some_and(|entry| entry.body == new.body);
    if said_the_same {
        Ok(Some(Opened::of(&first)))
    } else {
        Err(Refusal::ChangedMeanwhile)
    }
}

/// Adds what is told once more; whether there was anything new in it.
async fn tell_more(
    transaction: &Transaction,
    new: &NewContact<'_>,
    known: &contact::Model,
    now: DateTime<Utc>,
) -> Result<bool, Refusal> {
    let words = entry::of_shopper_of_order(transaction, new.order.id, known.id).await?;
    let mut has_changed = words.last().is_none_or(|entry| entry.body != new.body);
    if has_changed {
        write(transaction, new, known.id, now).await?;
    }
    let mut count = photo::count_of_contact(transaction, known.id).await?;
    for photo in &new.photos {
        let is_known = photo::is_of_contact(transaction, known.id, &photo.jpeg).await?;
        if is_known || count >= MOST_PHOTOS {
            continue;
        }
        attach(transaction, new, known.id, photo, now).await?;
        count += 1;
        has_changed = true;
    }
    if has_changed {
        contact::count_change_of_order(transaction, new.order.id, known.id).await?;
        trace(transaction, new, &known.public_id, "more", now).await?;
    }
    Ok(has_changed)
}

/// Opens the row under a reference that nobody has; `None` where its key is
/// taken.
async fn drawn(transaction: &Transaction, row: Row) -> Result<Option<(i64, Opened)>, Refusal> {
    for _ in 0..DRAWS {
        let reference = domain::reference(site::random_bits());
        let tried = Row {
            reference: reference.clone(),
            ..row.clone()
        };
        if let Some(id) = contact::add(transaction, tried).await? {
            let opened = Opened {
                contact: row.id.as_str().to_owned(),
                reference,
                was_there: false,
            };
            return Ok(Some((id, opened)));
        }
        if let Some(key) = &row.idempotency_key
            && contact::by_idempotency_key(transaction, key)
                .await?
                .is_some()
        {
            return Ok(None);
        }
    }
    Err(Error::refused("no free reference was drawn").into())
}

/// Why people ask: the worst open flag of the order, else how the parcel
/// stands, else how the one stands that has furthest to go.
async fn cause(
    transaction: &Transaction,
    order: &orders::Model,
    shipment_id: Option<i64>,
) -> Result<String, Error> {
    let flags = flag::of_order(transaction, order.id).await?;
    if let Some(worst) = flags.iter().find(|flag| flag.cleared_ms.is_none()) {
        return Ok(worst.kind.clone());
    }
    let shipments = shipment::of_orders(transaction, &[order.id]).await?;
    let ids: Vec<i64> = shipments
        .iter()
        .filter(|shipment| !shipment.removed)
        .map(|shipment| shipment.id)
        .collect();
    let states = state::of_shipments(transaction, &ids).await?;
    let is_final =
        |state: &&state::Model| Status::from_code(&state.status).is_some_and(Status::is_final);
    let named = states
        .iter()
        .find(|state| Some(state.shipment_id) == shipment_id);
    let waiting = states.iter().find(|state| !is_final(state));
    let found = named.or(waiting).or(states.last());
    let usual = if order.cancelled_ms.is_some() {
        Status::Cancelled
    } else {
        Status::Ordered
    };
    Ok(found.map_or_else(|| usual.code().to_owned(), |state| state.status.clone()))
}
