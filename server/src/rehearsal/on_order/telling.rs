//! The steps of a journey, told of an order that is there: the shop's words
//! name its lines, the carriers' are their own payloads, and all of it is
//! taken in as if it had come by HTTP.

use super::senders::{carrier_of, shop_of};
use crate::db::connection::Connection;
use crate::db::orders;
use crate::demo::journeys::{Event, Journey, Step, What};
use crate::demo::round::{Live, Round};
use crate::demo::senders::{self, Message, Source};
use crate::error::Error;
use crate::http::read_topic;
use crate::intake::{Incoming, Repeats};
use crate::rehearsal::journeys;
use crate::services::Services;
use crate::shops::door::{self, Door};
use app::texts::RehearsedJourney;
use bytes::Bytes;
use chrono::{DateTime, TimeDelta, Utc};
use doorstep::order::OrderLine;
use doorstep::shipment::Change;
use serde_json::{Value, json};
use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::sync::Arc;
use std::time::Duration;

/// So many different numbers parcels of rehearsals have: as many as the
/// carriers' numbers have room for.
const SERIALS: u128 = 4_000_000;

/// A journey with the order it is told of.
#[derive(Debug)]
pub struct Telling {
    order: orders::Model,
    lines: Vec<OrderLine>,
    round: Round,
    shop: Arc<Connection>,
    carriers: HashMap<Source, Arc<Connection>>,
}

fn table(journey: RehearsedJourney) -> Option<&'static Journey> {
    journeys::of(journey).map(|rehearsed| rehearsed.journey)
}

/// What is told of an order that is there: everything but that it was placed.
pub fn steps(journey: RehearsedJourney) -> Vec<&'static Step> {
    let steps = table(journey).map(|journey| journey.steps);
    let steps = steps.unwrap_or_default().iter();
    steps.filter(|step| step.what != What::Ordered).collect()
}

/// Whether a step may bring a message: it is more than one more scan on the
/// way.
pub const fn brings_message(step: &Step) -> bool {
    let What::Scanned { event, .. } = step.what else {
        return false;
    };
    !matches!(
        event,
        Event::Label | Event::Awaited | Event::Departed | Event::Arrived | Event::Says(_)
    )
}

/// Whether a journey can be told of an order that is there: something happens
/// to it, and nothing that takes the whole order to say.
pub fn is_playable(journey: RehearsedJourney) -> bool {
    let steps = steps(journey);
    !steps.is_empty() && steps.iter().all(|step| step.what != What::Cancelled)
}

impl Telling {
    /// Prepares it: who tells, and which way it goes.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn of(
        services: &Services,
        order: orders::Model,
        journey: RehearsedJourney,
        every: Duration,
        random: u128,
    ) -> Result<Self, Error> {
        let shop = shop_of(services, &order)
            .ok_or_else(|| Error::refused("the order's connection is closed"))?;
        let journey = table(journey).ok_or_else(|| Error::refused("this journey has no tables"))?;
        let live = Live {
            begun: services.clock.now(),
            every: TimeDelta::from_std(every).unwrap_or_default(),
            serial: u64::try_from(random % SERIALS).unwrap_or_default(),
            day: 0,
        };
        let round = Round::live(journey, order.country.as_deref(), live);
        let mut carriers = HashMap::new();
        for carriage in round.way().carriages {
            let source = carriage.told_by;
            if let Entry::Vacant(free) = carriers.entry(source) {
                free.insert(carrier_of(services, &order, source).await?);
            }
        }
        Ok(Self {
            lines: order.order_lines(),
            order,
            round,
            shop,
            carriers,
        })
    }

    /// The order.
    pub const fn order(&self) -> &orders::Model {
        &self.order
    }

    /// What is told, in order.
    pub fn steps(&self) -> Vec<&'static Step> {
        let steps = self.round.journey.steps.iter();
        steps.filter(|step| step.what != What::Ordered).collect()
    }

    /// Tells a step.
    ///
    /// # Errors
    /// When it is not taken in.
    pub async fn tell(&self, services: &Services, step: &'static Step) -> Result<(), Error> {
        let round = self.round.at(step);
        let (connection, message) = match step.what {
            What::Packed { parcel } => (&self.shop, self.packed(&round, step, parcel)?),
            _ => {
                let message = senders::message(&round, step);
                let carrier = self.carriers.get(&message.source);
                let carrier = carrier.ok_or_else(|| Error::refused("nobody tells of it"))?;
                (carrier, message)
            }
        };
        let now = services.clock.now();
        let body = Bytes::from(message.body);
        let topic = message.topic;
        let changes = if connection.source == Source::Door.name() {
            through_door(topic, &body, now)?
        } else {
            let read = read_topic(&connection.source, topic.to_owned(), &body);
            read.changes.map_err(Error::Refused)?
        };
        let connection = Arc::clone(connection);
        let incoming = Incoming::new(connection, topic, body, changes, now, Repeats::Count);
        services.intake.take(incoming).await?;
        Ok(())
    }

    /// What the shop says of a parcel, with this order's own lines in it.
    fn packed(&self, round: &Round, step: &'static Step, parcel: usize) -> Result<Message, Error> {
        let source = match self.shop.source.as_str() {
            "shopify" => Source::Shopify,
            _ => Source::Door,
        };
        let message = senders::packed(source, round, step, parcel);
        let mut body: Value = serde_json::from_str(&message.body)?;
        let lines = self.lines_of(parcel);
        body["order_id"] = id(&self.order.external_id);
        match source {
            Source::Shopify => body["line_items"] = lines,
            _ => body["items"] = lines,
        }
        Ok(Message {
            body: body.to_string(),
            ..message
        })
    }

    /// The lines in one of the parcels: they take turns, and the last parcel
    /// holds what is left.
    fn lines_of(&self, parcel: usize) -> Value {
        let parcels = self.round.journey.parcels.len().max(1);
        let travels = self.lines.iter().filter(|line| line.ships);
        let own = travels
            .enumerate()
            .filter(|(at, _)| at % parcels == parcel)
            .map(|(_, line)| json!({"id": id(&line.external_id), "quantity": line.quantity}));
        own.collect()
    }
}

/// An id as platforms write theirs: as a number where it is one.
fn id(text: &str) -> Value {
    text.parse::<u64>()
        .map_or_else(|_| text.into(), Value::from)
}

fn through_door(topic: &str, body: &[u8], now: DateTime<Utc>) -> Result<Vec<Change>, Error> {
    let door = Door::from_name(topic).ok_or_else(|| Error::refused("no such door"))?;
    let items = door::items(None, body).map_err(|error| Error::refused(error.to_string()))?;
    let read = items.iter().map(|item| {
        let read = door::read_item(door, item, now);
        read.map_err(|errors| Error::refused(errors.to_string()))
    });
    read.collect()
}
