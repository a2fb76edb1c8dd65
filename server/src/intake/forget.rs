//! Forgets the people of orders: what tells of them goes, the orders, their
//! journeys and their figures stay. And keeps it so: whatever is said of a
//! forgotten order later brings nothing personal back.

use super::batch::{Kept, Touched};
use super::orders::Known;
use super::parcels;
use crate::db::audit::{self, NewDeed};
use crate::db::{
    Database, Transaction, choice, claim, consent, contact, correction, entry, erase, flag,
    follower, mail, mark, orders, outbox, parcel, person, photo, raw, request, search_term,
    shipment,
};
use crate::error::Error;
use crate::live::Bus;
use chrono::{DateTime, Utc};
use doorstep::audit::Deed;
use doorstep::shipment::Change;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeSet, HashMap, HashSet};

/// Why a notice of a forgotten order does not go out.
const DROPPED: &str = "the order's person was forgotten";

/// Whether what is asked is done, or only counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Run {
    /// It is done.
    ForGood,
    /// It is counted, and nothing changes.
    Dry,
}

/// How much was erased.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Erased {
    /// Orders that had a person.
    pub people: u64,
    /// Scans that had the carrier's words or a postal code.
    pub scans: u64,
    /// Reports that said who signed or where it was left.
    pub reports: u64,
    /// Corrections, claims, marks and resolved flags that had words of staff.
    pub words: u64,
    /// Notices and mails that had not gone out.
    pub notices: u64,
    /// Mails staff wrote, whether or not they had gone out.
    pub mails: u64,
    /// Exports made for a person who asked.
    pub exports: u64,
    /// What was written: by shoppers, to them, and about them.
    pub entries: u64,
    /// Photos that shoppers sent.
    pub photos: u64,
    /// Choices of messages, consents to text messages, and others who
    /// followed.
    pub choices: u64,
    /// Raw messages that were emptied, by row id.
    pub messages: BTreeSet<i64>,
}

impl Erased {
    /// Counts more.
    pub fn add(&mut self, more: Self) {
        self.people += more.people;
        self.scans += more.scans;
        self.reports += more.reports;
        self.words += more.words;
        self.notices += more.notices;
        self.mails += more.mails;
        self.exports += more.exports;
        self.entries += more.entries;
        self.photos += more.photos;
        self.choices += more.choices;
        self.messages.extend(more.messages);
    }

    /// Whether there was nothing to erase.
    #[must_use]
    pub fn is_nothing(&self) -> bool {
        *self == Self::default()
    }
}

/// Forgets the people of these orders, in one transaction. The trail says on
/// whose behalf; what merely grew old goes by itself, and by nobody's.
///
/// # Errors
/// When the database refuses.
pub async fn forget(
    database: &Database,
    bus: &Bus,
    order_ids: &[i64],
    (run, by): (Run, Option<&str>),
    now: DateTime<Utc>,
) -> Result<Erased, Error> {
    let transaction = database.begin().await?;
    // Parcels first, then orders: everyone locks in this order.
    let shipments = shipment::of_orders(&transaction, order_ids).await?;
    let keys = shipments.iter().flat_map(shipment::Model::parcel_keys);
    parcel::lock_keys(&transaction, &keys.collect()).await?;
    let found = orders::locked_by_id(&transaction, order_ids).await?;
    let erased = forget_within(&transaction, order_ids, now).await?;
    if let Some(by) = by {
        write_down(&transaction, &found, by, now).await?;
    }
    let raised = orders::raise_revision(&transaction, order_ids).await?;
    if run == Run::Dry {
        transaction.rollback().await?;
        return Ok(erased);
    }
    transaction.commit().await?;
    for (order, revision) in raised {
        bus.publish(order, revision);
    }
    Ok(erased)
}

async fn write_down(
    transaction: &Transaction,
    forgotten: &[orders::Model],
    by: &str,
    now: DateTime<Utc>,
) -> Result<(), Error> {
    for order in forgotten {
        let deed = NewDeed {
            brand_id: Some(order.brand_id),
            order_id: Some(order.id),
            subject: Some(&order.public_id),
            ..NewDeed::of_actor(by, Deed::PersonForgotten)
        };
        audit::add(transaction, &deed, now).await?;
    }
    Ok(())
}

async fn forget_within(
    transaction: &Transaction,
    order_ids: &[i64],
    now: DateTime<Utc>,
) -> Result<Erased, Error> {
    erase::forget_orders(transaction, order_ids, now).await?;
    search_term::drop_personal_of_orders(transaction, order_ids).await?;
    contact::forget_of_orders(transaction, order_ids).await?;
    let parcels = erase::parcels_of_orders(transaction, order_ids).await?;
    let parcels: Vec<i64> = parcels.iter().map(|parcel| parcel.id).collect();
    Ok(Erased {
        people: person::erase(transaction, order_ids).await?,
        words: words_of_staff(transaction, order_ids).await?,
        notices: outbox::drop_queued_of_orders(transaction, order_ids, DROPPED).await?,
        mails: mail::erase_of_orders(transaction, order_ids).await?,
        exports: request::drop_exports_of_orders(transaction, order_ids).await?,
        entries: entry::erase_of_orders(transaction, order_ids).await?,
        photos: photo::erase_of_orders(transaction, order_ids).await?,
        choices: choices(transaction, order_ids).await?,
        ..forget_parcels_within(transaction, &parcels, now).await?
    })
}

/// Takes what was chosen to be heard, with the numbers and addresses it was to
/// be heard at. Addresses that are left alone stay so: only a hash is kept.
async fn choices(transaction: &Transaction, order_ids: &[i64]) -> Result<u64, Error> {
    let chosen = choice::erase_of_orders(transaction, order_ids).await?;
    let consents = consent::erase_of_orders(transaction, order_ids).await?;
    let followers = follower::erase_of_orders(transaction, order_ids).await?;
    Ok(chosen + consents + followers)
}

/// Forgets somebody who follows orders of others, by the hash of their
/// address.
///
/// # Errors
/// When the database refuses.
pub async fn forget_follower(
    database: &Database,
    brand_ids: &[i64],
    hash: &[u8; 32],
    run: Run,
) -> Result<Erased, Error> {
    let transaction = database.begin().await?;
    let mut erased = Erased::default();
    for brand_id in brand_ids {
        erased.choices +=
            follower::erase_of_brand_by_address_hash(&transaction, *brand_id, hash).await?;
    }
    match run {
        Run::Dry => transaction.rollback().await?,
        Run::ForGood => transaction.commit().await?,
    }
    Ok(erased)
}

/// Takes what staff wrote beside orders: it may name people, and corrected
/// addresses are theirs.
async fn words_of_staff(transaction: &Transaction, order_ids: &[i64]) -> Result<u64, Error> {
    let corrections = correction::erase_words_of_orders(transaction, order_ids).await?;
    let claims = claim::erase_words_of_orders(transaction, order_ids).await?;
    let marks = mark::erase_words_of_orders(transaction, order_ids).await?;
    let flags = flag::erase_words_of_orders(transaction, order_ids).await?;
    Ok(corrections + claims + marks + flags)
}

/// Takes what tells of people from parcels that belong to no order of ours.
///
/// # Errors
/// When the database refuses.
pub async fn forget_parcels(
    database: &Database,
    parcel_ids: &[i64],
    now: DateTime<Utc>,
) -> Result<Erased, Error> {
    let transaction = database.begin().await?;
    let erased = forget_parcels_within(&transaction, parcel_ids, now).await?;
    transaction.commit().await?;
    Ok(erased)
}

async fn forget_parcels_within(
    transaction: &Transaction,
    parcel_ids: &[i64],
    now: DateTime<Utc>,
) -> Result<Erased, Error> {
    let messages = erase::messages_of_parcels(transaction, parcel_ids).await?;
    raw::forget(transaction, messages.iter().copied(), now).await?;
    Ok(Erased {
        scans: erase::scans(transaction, parcel_ids).await?,
        reports: erase::reports(transaction, parcel_ids).await?,
        messages,
        ..Erased::default()
    })
}

/// Empties raw messages, whatever they brought.
///
/// # Errors
/// When the database refuses.
pub async fn forget_messages(
    database: &Database,
    ids: &[i64],
    now: DateTime<Utc>,
) -> Result<u64, Error> {
    let transaction = database.begin().await?;
    let emptied = raw::forget(&transaction, ids.iter().copied(), now).await?;
    transaction.commit().await?;
    Ok(emptied)
}

/// Those of a batch's orders that are forgotten; what the batch stored of
/// their parcels is taken out again before anything is derived from it.
pub async fn again(
    transaction: &Transaction,
    known: &HashMap<i64, orders::Terms>,
    now: DateTime<Utc>,
) -> Result<Vec<i64>, Error> {
    let forgotten: Vec<i64> = known
        .values()
        .filter(|order| order.forgotten_ms.is_some())
        .map(|order| order.id)
        .collect();
    if !forgotten.is_empty() {
        forget_within(transaction, &forgotten, now).await?;
    }
    Ok(forgotten)
}

/// Keys of parcels that were spoken of though nothing new was said of them:
/// the batch has no other reason to look at their orders.
pub fn keys_without_news(messages: &[Kept<'_>], touched: &Touched) -> Vec<String> {
    let keys: BTreeSet<String> = messages
        .iter()
        .flat_map(parcels::keys_scanned)
        .filter(|key| !touched.parcel_keys.contains(key))
        .collect();
    keys.into_iter().collect()
}

/// Empties the batch's raw messages that speak of forgotten orders, and drops
/// the notices that fell due for them.
pub async fn raw_messages(
    transaction: &Transaction,
    messages: &[Kept<'_>],
    known: &Known,
    settled: Vec<i64>,
    keys_without_news: &[String],
    now: DateTime<Utc>,
) -> Result<(), Error> {
    let mut forgotten = settled;
    forgotten.extend(
        known
            .values()
            .filter(|order| order.forgotten_ms.is_some())
            .map(|order| order.id),
    );
    forgotten.extend(erase::forgotten_orders_by_key(transaction, keys_without_news).await?);
    if forgotten.is_empty() {
        return Ok(());
    }
    forgotten.sort_unstable();
    forgotten.dedup();
    outbox::drop_queued_of_orders(transaction, &forgotten, DROPPED).await?;
    let named = Named::of(transaction, &forgotten, known).await?;
    let about = messages.iter().filter(|kept| named.by(kept));
    raw::forget(transaction, about.map(|kept| kept.message_id), now).await?;
    Ok(())
}

/// The names by which messages speak of some orders.
struct Named {
    orders: HashSet<(i64, String)>,
    keys: HashSet<String>,
}

impl Named {
    async fn of(
        transaction: &Transaction,
        order_ids: &[i64],
        known: &Known,
    ) -> Result<Self, Error> {
        let shipments = shipment::of_orders(transaction, order_ids).await?;
        let orders = known
            .iter()
            .filter(|(_, order)| order_ids.contains(&order.id))
            .map(|(key, _)| key.clone());
        Ok(Self {
            orders: orders.collect(),
            keys: shipments
                .iter()
                .flat_map(shipment::Model::parcel_keys)
                .collect(),
        })
    }

    fn by(&self, kept: &Kept<'_>) -> bool {
        let connection = kept.incoming.connection.id;
        kept.incoming.changes.iter().any(|change| match change {
            Change::Order(update) => self
                .orders
                .contains(&(connection, update.external_id.clone())),
            Change::Shipment(update) => self
                .orders
                .contains(&(connection, update.order_external_id.clone())),
            Change::Parcel(reading) => {
                parcel::key_of(reading).is_some_and(|key| self.keys.contains(&key))
            }
        })
    }
}
