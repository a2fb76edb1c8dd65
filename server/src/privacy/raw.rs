//! Looks through raw messages for those that speak of a person.
//!
//! There is no index of who is named in them, on purpose: they are looked
//! through one by one, first for their bytes and then by reading them.

use super::Subject;
use crate::carriers::tracking_part::TrackingPart;
use crate::db::connection::Connection;
use crate::db::message::Model;
use crate::db::{from_ms, parcel, raw, shipment};
use crate::error::Error;
use crate::http::read_topic;
use crate::intake::desk::by_hand;
use crate::intake::forget;
use crate::services::Services;
use crate::shops::door::{self, Door};
use crate::{admin, carriers, shops};
use doorstep::shipment::Change;
use std::collections::{HashMap, HashSet};

/// How many messages are read at a time.
const AT_ONCE: u64 = 200;

/// Beyond so many names, looking for their bytes costs more than reading.
const NAMES_LOOKED_FOR: usize = 200;

/// The shortest name by which a message that cannot be read is told to be
/// somebody's: anything shorter stands in many.
const TELLING: usize = 4;

/// How a message speaks of somebody.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum About {
    /// Of nobody else.
    Alone,
    /// Of others too, or it cannot be told.
    AmongOthers,
}

/// The names by which messages speak of a person.
#[derive(Debug)]
pub struct Named {
    sources: HashMap<i64, String>,
    orders: HashSet<(i64, String)>,
    keys: HashSet<String>,
    email: Option<String>,
}

impl Named {
    /// Gathers a person's names.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn of(services: &Services, subject: &Subject) -> Result<Self, Error> {
        let read = services.database.read();
        let shipments = shipment::of_orders(read, &subject.order_ids()).await?;
        let source = |connection: &Connection| (connection.id, connection.source.clone());
        Ok(Self {
            sources: subject.connections.iter().map(source).collect(),
            orders: subject
                .orders
                .iter()
                .map(|order| (order.connection_id, order.external_id.clone()))
                .collect(),
            keys: shipments
                .iter()
                .flat_map(shipment::Model::parcel_keys)
                .collect(),
            email: subject.email.clone(),
        })
    }

    /// Goes through every message of the person's connections that still has
    /// a body, and hands on those that speak of them.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn each(
        &self,
        services: &Services,
        mut found: impl FnMut(Model, About),
    ) -> Result<(), Error> {
        let connections: Vec<i64> = self.sources.keys().copied().collect();
        let mut after = 0;
        loop {
            let read = services.database.read();
            let chunk = raw::with_body_of_connections(read, &connections, after, AT_ONCE).await?;
            let Some(last) = chunk.last() else {
                return Ok(());
            };
            after = last.id;
            for message in chunk {
                if let Some(about) = self.about(&message) {
                    found(message, about);
                }
            }
        }
    }

    fn about(&self, message: &Model) -> Option<About> {
        let text = String::from_utf8_lossy(&message.body).to_lowercase();
        if !self.may_be_in(&text) {
            return None;
        }
        let source = self.sources.get(&message.connection_id)?;
        let is_theirs = |change: &Change| self.is_theirs(message.connection_id, change);
        match changes(source, message) {
            Some(changes) if changes.iter().all(is_theirs) => Some(About::Alone),
            Some(changes) if changes.iter().any(is_theirs) => Some(About::AmongOthers),
            Some(_) => self.email_is_in(&text).then_some(About::AmongOthers),
            None => self.is_named_in(&text).then_some(About::AmongOthers),
        }
    }

    /// Whether the text holds any of the names at all.
    fn may_be_in(&self, text: &str) -> bool {
        if self.orders.len() + self.keys.len() > NAMES_LOOKED_FOR {
            return true;
        }
        let text = bare(text);
        self.names().any(|name| text.contains(&bare(name)))
    }

    fn names(&self) -> impl Iterator<Item = &str> {
        let orders = self.orders.iter().map(|(_, id)| &**id);
        let keys = self
            .keys
            .iter()
            .map(|key| parcel::shipment_of_key(key).unwrap_or(key));
        orders.chain(keys).chain(self.email.as_deref())
    }

    fn is_theirs(&self, connection_id: i64, change: &Change) -> bool {
        match change {
            Change::Order(update) => self
                .orders
                .contains(&(connection_id, update.external_id.clone())),
            Change::Shipment(update) => self
                .orders
                .contains(&(connection_id, update.order_external_id.clone())),
            Change::Parcel(reading) => {
                parcel::key_of(reading).is_some_and(|key| self.keys.contains(&key))
            }
        }
    }

    fn email_is_in(&self, text: &str) -> bool {
        self.email
            .as_deref()
            .is_some_and(|email| stands_in(text, email))
    }

    fn is_named_in(&self, text: &str) -> bool {
        self.names()
            .filter(|name| name.len() >= TELLING)
            .any(|name| stands_in(text, &name.to_lowercase()))
    }
}

/// Letters and digits alone, with the mark of an e-mail address: numbers are
/// written with blanks and hyphens in them.
fn bare(text: &str) -> String {
    text.chars()
        .filter(|letter| letter.is_alphanumeric() || *letter == '@')
        .flat_map(char::to_lowercase)
        .collect()
}

/// Whether a name stands in a text by itself, not within a longer one.
fn stands_in(text: &str, name: &str) -> bool {
    let goes_on = |letter: char| letter.is_alphanumeric() || matches!(letter, '_' | '+');
    text.match_indices(name).any(|(at, _)| {
        let before = text[..at].chars().next_back();
        let mut after = text[at + name.len()..].chars();
        let next = after.next();
        let joined = next.is_some_and(|mark| matches!(mark, '.' | '-'))
            && after.next().is_some_and(char::is_alphanumeric);
        !before.is_some_and(|letter| goes_on(letter) || matches!(letter, '.' | '-'))
            && !next.is_some_and(goes_on)
            && !joined
    })
}

/// What a kept message said; `None` when it cannot be read.
fn changes(source: &str, message: &Model) -> Option<Vec<Change>> {
    if source == admin::JSON && message.topic != by_hand::TOPIC {
        return through_door(message);
    }
    read_topic(source, message.topic.clone(), &message.body)
        .changes
        .ok()
}

/// A message of the door holds items as they were sent, or what was read from
/// a file.
fn through_door(message: &Model) -> Option<Vec<Change>> {
    if let Ok(changes) = serde_json::from_slice(&message.body) {
        return Some(changes);
    }
    let door = Door::from_name(&message.topic)?;
    let items = door::items(None, &message.body).ok()?;
    let came = from_ms(message.received_ms);
    let read = items
        .iter()
        .filter_map(|item| door::read_item(door, item, came).ok());
    Some(read.collect())
}

/// Empties every message of a connection; says how many there were.
///
/// # Errors
/// When the database refuses.
pub async fn forget_all_of(services: &Services, connection_id: i64) -> Result<u64, Error> {
    let Services {
        database, clock, ..
    } = services;
    let mut emptied = 0;
    let mut after = 0;
    loop {
        let read = database.read();
        let chunk = raw::with_body_of_connections(read, &[connection_id], after, AT_ONCE).await?;
        let Some(last) = chunk.last() else {
            return Ok(emptied);
        };
        after = last.id;
        let ids: Vec<i64> = chunk.iter().map(|message| message.id).collect();
        emptied += forget::forget_messages(database, &ids, clock.now()).await?;
    }
}

/// What is left of what staff said of a shipment when it grows old.
const BY_HAND: TrackingPart = TrackingPart {
    inside: &["changes", "Shipment", "trackings", "items"],
    fields: &[
        "action",
        "by",
        "order_external_id",
        "external_id",
        "version",
        "over",
        "direction",
        "carrier",
        "number",
        "tracked",
        "line_id",
        "quantity",
        "packed_at",
        "handed_over_at",
        "cancelled_at",
        "removed",
    ],
};

/// What a source's messages are cut to.
pub fn tracking_part(source: &str, topic: &str) -> Option<&'static TrackingPart> {
    if topic == by_hand::TOPIC {
        return Some(&BY_HAND);
    }
    if source == admin::JSON {
        return Some(&door::TRACKING_PART);
    }
    carriers::adapter(source)
        .map(|adapter| &adapter.tracking_part)
        .or_else(|| shops::shop(source).map(|shop| &shop.tracking_part))
}

#[cfg(test)]
mod tests;
