//! What endpoints are told of: read off what a batch or somebody at the desk
//! has changed, and written in the same transaction.
//!
//! Only of live orders, for brands with an endpoint that asks for it; without
//! one it costs a look into memory. The words hold no personal data, and not
//! yet the path of the order's page: that is put in when they go out.

mod about;

use super::batch::Touched;
use super::before::Before;
use super::flags::FlagChanges;
use crate::db::orders::Terms;
use crate::db::promise::NewPromise;
use crate::db::webhook::delivery::{self, NewDelivery};
use crate::db::webhook::endpoint;
use crate::db::webhook::event::{self, Named, NewEvent};
use crate::db::{Transaction, contact, state};
use crate::error::Error;
use crate::facts::Told;
use crate::outbox::webhooks::Webhooks;
use crate::outbox::webhooks::endpoints::payload;
use crate::services::{Book, Entries, Services};
use crate::site;
use about::About;
use chrono::{DateTime, Utc};
use doorstep::ids::{DeliveryId, EventId};
use doorstep::webhook::EventType;
use serde_json::Value;
use std::collections::{BTreeSet, HashMap};

/// Who is told, and what tells them.
#[derive(Clone, Debug)]
pub struct Subscribers {
    /// Holds the endpoints.
    pub book: Book,
    /// Sends, once it is woken.
    pub webhooks: Webhooks,
}

/// Everything a batch has changed.
#[derive(Clone, Copy)]
pub struct Changes<'a> {
    /// What it touched.
    pub touched: &'a Touched,
    /// The parcels that were derived.
    pub told: &'a [Told],
    /// Their orders.
    pub known: &'a HashMap<i64, Terms>,
    /// How it all stood.
    pub before: &'a Before,
    /// How the parcels stand.
    pub stands: &'a [state::Model],
    /// The dates that are shown from now on.
    pub promises: &'a [NewPromise],
    /// The flags that came and went.
    pub flags: &'a FlagChanges,
}

/// Something to be told.
#[derive(Clone, Debug)]
struct News {
    brand_id: i64,
    order_id: i64,
    kind: EventType,
    about: Vec<About>,
}

impl Subscribers {
    /// Writes down what is to be told of a batch; whether there is anything.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn tell(
        &self,
        transaction: &Transaction,
        changes: &Changes<'_>,
        now: DateTime<Utc>,
    ) -> Result<bool, Error> {
        let book = self.book.now();
        let is_told = |order: &Terms| has_endpoint(&book, order.brand_id);
        if !changes.known.values().any(is_told) {
            return Ok(false);
        }
        write(transaction, &book, changes.news(), now).await
    }
}

fn has_endpoint(book: &Entries, brand_id: i64) -> bool {
    book.endpoints.iter().any(|one| one.brand_id == brand_id)
}

/// The endpoints that ask for it.
fn told(book: &Entries, brand_id: i64, kind: EventType) -> impl Iterator<Item = &endpoint::Model> {
    let of_brand = move |one: &&endpoint::Model| one.brand_id == brand_id;
    let asked = move |one: &&endpoint::Model| one.filter().takes(kind);
    book.endpoints.iter().filter(of_brand).filter(asked)
}

/// Writes down what is to be told of a contact, in the transaction that
/// changes it; whoever commits wakes what sends.
///
/// # Errors
/// When the database refuses.
pub async fn of_contact(
    services: &Services,
    transaction: &Transaction,
    brand_id: i64,
    public_id: &str,
    kind: EventType,
    now: DateTime<Utc>,
) -> Result<(), Error> {
    let book = services.book.now();
    if !has_endpoint(&book, brand_id) {
        return Ok(());
    }
    let Some(row) = contact::by_public_id(transaction, public_id).await? else {
        return Ok(());
    };
    let news = News {
        brand_id,
        order_id: row.order_id,
        kind,
        about: vec![About::contact(&row)],
    };
    write(transaction, &book, vec![news], now).await?;
    Ok(())
}

/// Writes news down that somebody wants; whether there is any.
async fn write(
    transaction: &Transaction,
    book: &Entries,
    mut news: Vec<News>,
    now: DateTime<Utc>,
) -> Result<bool, Error> {
    news.retain(|one| told(book, one.brand_id, one.kind).next().is_some());
    if news.is_empty() {
        return Ok(false);
    }
    let ids: BTreeSet<i64> = news.iter().map(|one| one.order_id).collect();
    let ids: Vec<i64> = ids.into_iter().collect();
    let orders = event::live_orders_by_id(transaction, &ids).await?;
    let events: Vec<NewEvent> = news
        .iter()
        .filter_map(|one| Some(one.event(orders.get(&one.order_id)?, now)))
        .collect();
    let rows = event::add(transaction, &events, now).await?;
    let mut deliveries = Vec::new();
    for event in &events {
        let Some(event_id) = rows.get(event.id.as_str()) else {
            continue;
        };
        let told = told(book, event.brand_id, event.kind);
        deliveries.extend(told.map(|one| NewDelivery {
            id: DeliveryId::from_random(site::random_bits()),
            brand_id: event.brand_id,
            endpoint_id: one.id,
            event_id: *event_id,
        }));
    }
    delivery::queue(transaction, &deliveries, now).await?;
    Ok(!deliveries.is_empty())
}

impl News {
    fn event(&self, order: &Named, now: DateTime<Utc>) -> NewEvent {
        let mut data = about::order(order);
        for about in &self.about {
            data.insert(about.name.to_owned(), about.value.clone());
        }
        NewEvent {
            id: EventId::from_random(site::random_bits()),
            brand_id: self.brand_id,
            order_id: Some(self.order_id),
            kind: self.kind,
            payload: payload(self.kind, now, &Value::Object(data)).to_string(),
        }
    }
}

impl Changes<'_> {
    /// All there is to tell, in the order in which a receiver wants it.
    fn news(&self) -> Vec<News> {
        let mut news = self.of_orders();
        news.extend(self.of_parcels());
        news.extend(self.of_windows());
        news.extend(self.of_flags());
        news
    }

    fn one(&self, order_id: i64, kind: EventType, about: Vec<About>) -> Option<News> {
        let order = self.known.get(&order_id)?;
        Some(News {
            brand_id: order.brand_id,
            order_id,
            kind,
            about,
        })
    }

    fn of_orders(&self) -> Vec<News> {
        let told = |id: &i64| {
            let kind = if self.touched.placed.contains(id) {
                EventType::OrderCreated
            } else {
                EventType::OrderUpdated
            };
            self.one(*id, kind, Vec::new())
        };
        self.touched.orders.iter().filter_map(told).collect()
    }

    /// Parcels whose status or reason is another, and all of an order that was
    /// not known before: nothing was told of them yet.
    fn of_parcels(&self) -> Vec<News> {
        let mut news = Vec::new();
        for stands in self.stands {
            let Some(told) = self.parcel(stands.shipment_id) else {
                continue;
            };
            let order_id = told.shipment.order_id;
            let stood = self.before.states.get(&stands.shipment_id);
            let is_same = stood.is_some_and(|stood| {
                stood.status == stands.status && stood.reason == stands.reason
            });
            let is_late = self.touched.placed.contains(&order_id);
            if told.shipment.removed || (is_same && !is_late) {
                continue;
            }
            let shown = self
                .promises
                .iter()
                .rev()
                .find(|new| new.shipment_id == Some(stands.shipment_id))
                .map(|new| &new.promise)
                .or_else(|| self.before.shown(order_id, Some(stands.shipment_id)));
            let about = About::parcel(&told.shipment, Some(stands), shown);
            news.extend(self.one(order_id, EventType::ParcelUpdated, vec![about]));
        }
        news
    }

    fn of_windows(&self) -> Vec<News> {
        let told = |new: &NewPromise| {
            let was = self.before.shown(new.order_id, new.shipment_id);
            let mut about = self.about(new.shipment_id);
            about.push(About::window(Some(&new.promise)));
            about.push(About::was(was));
            self.one(new.order_id, EventType::WindowChanged, about)
        };
        self.promises.iter().filter_map(told).collect()
    }

    fn of_flags(&self) -> Vec<News> {
        let raised = self.flags.fresh().iter().filter_map(|(subject, raised)| {
            let mut about = self.about(subject.shipment_id);
            about.push(About::flag(raised));
            self.one(subject.order_id, EventType::FlagRaised, about)
        });
        let gone = self.flags.gone().iter().filter_map(|(subject, flag)| {
            let mut about = self.about(subject.shipment_id);
            about.push(About::gone(*flag));
            self.one(subject.order_id, EventType::FlagCleared, about)
        });
        raised.chain(gone).collect()
    }

    fn parcel(&self, shipment_id: i64) -> Option<&Told> {
        self.told
            .iter()
            .find(|told| told.shipment.id == shipment_id)
    }

    fn about(&self, shipment_id: Option<i64>) -> Vec<About> {
        let told = shipment_id.and_then(|id| self.parcel(id));
        let stands = |id| self.stands.iter().find(|one| one.shipment_id == id);
        told.map(|told| About::parcel(&told.shipment, stands(told.shipment.id), None))
            .into_iter()
            .collect()
    }
}
