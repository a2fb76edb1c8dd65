//! What a help desk's own programs are told of an order: all that staff see
//! of it, as JSON.

mod find;

pub use find::{Found, LookUp, Meant};

use super::Views;
use super::parcel::Parcel;
use super::tracking::Gathered;
use crate::db::{contact, entry, flag, from_ms, orders, person, photo};
use crate::error::Error;
use app::texts::{FlagReason, Texts};
use chrono::{DateTime, SecondsFormat, Utc};
use doorstep::carrier::Carrier;
use doorstep::order::OrderLine;
use doorstep::scan::Scan;
use doorstep::view::tracking::ParcelView;
use doorstep::window::{Promise, Window};
use serde_json::{Value, json};

impl Views {
    /// An order with its customer, parcels, flags and contacts.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn api_order(&self, order: orders::Model) -> Result<Value, Error> {
        let read = self.0.database.read();
        let book = self.0.book.now();
        let brand = book.brand(order.brand_id);
        let language = brand.map_or("en", |brand| brand.locale.as_str()).to_owned();
        let path = self.path(&order);
        let person = person::of_orders(read, &[order.id]).await?.pop();
        let flags = flag::of_order(read, order.id).await?;
        let written = Written {
            entries: entry::of_order(read, order.id).await?,
            photos: photo::listed_of_order(read, order.id).await?,
        };
        let gathered = self.gathered(order, &language).await?;
        let view = gathered.view();
        let parcels = gathered.parcels.iter().zip(&view.parcels);
        let order = &gathered.order;
        Ok(json!({
            "id": order.public_id,
            "brand": brand.map(|brand| &brand.slug),
            "number": order.number,
            "kind": order.kind,
            "placed_at": at(order.placed_ms),
            "cancelled_at": at(order.cancelled_ms),
            "currency": order.currency,
            "total_minor": order.total_minor,
            "tracking_path": path,
            "status": view.status.code(),
            "headline": view.headline,
            "customer": person.as_ref().map(person::Model::buyer),
            "ship_to": person.as_ref().map(person::Model::address),
            "items": gathered.setting.lines.iter().map(line).collect::<Vec<_>>(),
            "not_shipped": view.unshipped.as_ref().map(|rest| items(&rest.items)),
            "parcels": parcels.map(|(one, shown)| parcel(one, shown)).collect::<Vec<_>>(),
            "flags": flags.iter().filter_map(|row| flag_json(&gathered, row)).collect::<Vec<_>>(),
            "contacts": gathered.contacts.iter()
                .map(|row| written.of(&gathered, row))
                .collect::<Vec<_>>(),
        }))
    }
}

fn line(line: &OrderLine) -> Value {
    json!({
        "id": line.external_id,
        "title": line.title,
        "variant": line.variant,
        "sku": line.sku,
        "quantity": line.quantity,
        "ships": line.ships,
    })
}

fn items(items: &[doorstep::view::tracking::ItemView]) -> Value {
    let items = items.iter();
    items
        .map(|item| json!({ "title": item.title, "quantity": item.quantity }))
        .collect()
}

fn parcel(parcel: &Parcel, shown: &ParcelView) -> Value {
    let Parcel {
        told,
        journey,
        derived,
        carrier,
        ledger,
    } = parcel;
    // Newest first, as they are read on the page.
    let scans = journey.scans().iter().rev().map(scan);
    json!({
        "id": shown.id,
        "heading": shown.heading,
        "direction": told.facts.direction.code(),
        "status": derived.status.code(),
        "reason": derived.reason.map(|reason| reason.code()),
        "headline": shown.headline,
        "place": derived.place,
        "window": shown.window.text,
        "expected": expected(&derived.window),
        "late": matches!(derived.window, Window::Missed { .. }),
        "carrier": carrier_json(carrier),
        "service": derived.service.as_ref().or(told.shipment.service.as_ref()),
        "number": told.shipment.number,
        "link": shown.carrier.as_ref().and_then(|carrier| carrier.link.as_ref()),
        "items": items(&shown.items),
        "promises": ledger.iter().map(promise).collect::<Vec<_>>(),
        "scans": scans.collect::<Vec<_>>(),
        "freshness": shown.freshness,
    })
}

fn carrier_json(carrier: &Carrier) -> Value {
    if carrier.is_unnamed() {
        return Value::Null;
    }
    json!({ "code": carrier.code(), "name": carrier.name() })
}

fn expected(window: &Window) -> Value {
    match window {
        Window::Expected { estimate, .. } | Window::Missed { estimate, .. } => json!(estimate),
        Window::Closed | Window::Unknown => Value::Null,
    }
}

fn promise(promise: &Promise) -> Value {
    json!({
        "expected": promise.estimate,
        "source": promise.source,
        "made_at": promise.made_at.map(instant),
        "reason": promise.reason,
    })
}

fn scan(scan: &Scan) -> Value {
    json!({
        "status": scan.status.map(|status| status.code()),
        "reason": scan.reason.map(|reason| reason.code()),
        "time": scan.time,
        "place": {
            "city": scan.place.city,
            "region": scan.place.region,
            "country": scan.place.country,
        },
        "source": scan.source,
        "code": scan.code,
        "carrier_words": scan.text,
    })
}

fn flag_json(gathered: &Gathered, row: &flag::Model) -> Option<Value> {
    let raised = row.raised()?;
    let setting = &gathered.setting;
    let texts: &dyn Texts = &*setting.texts;
    let of_parcel = gathered
        .parcels
        .iter()
        .find(|parcel| Some(parcel.told.shipment.id) == row.shipment_id);
    let carrier = of_parcel.and_then(|parcel| parcel.carrier.name());
    let clock = |at: DateTime<Utc>| super::tracking::local(at, setting.zone);
    let why = texts.flag_reason(&FlagReason {
        flag: raised.flag,
        because: &raised.because,
        carrier: carrier.as_deref(),
        now: setting.now.instant,
        clock: &clock,
    });
    Some(json!({
        "id": row.public_id,
        "flag": row.kind,
        "label": texts.flag_label(raised.flag),
        "why": why,
        "parcel": of_parcel.map(|parcel| &parcel.told.shipment.public_id),
        "since": instant(raised.since),
        "due": instant(raised.due),
        "cleared_at": at(row.cleared_ms),
    }))
}

/// What was written about the contacts of an order.
struct Written {
    entries: Vec<entry::Model>,
    photos: Vec<photo::Listed>,
}

impl Written {
    fn of(&self, gathered: &Gathered, row: &contact::Model) -> Value {
        let mut parcels = gathered.parcels.iter();
        let parcel = parcels.find(|parcel| Some(parcel.told.shipment.id) == row.shipment_id);
        let entries = self.entries.iter();
        let entries = entries.filter(|entry| entry.contact_id == Some(row.id));
        let photos = self.photos.iter();
        let photos = photos.filter(|photo| photo.contact_id == row.id);
        json!({
            "id": row.public_id,
            "reference": row.reference,
            "topic": row.topic,
            "channel": row.channel,
            "cause": row.cause,
            "state": row.state().code(),
            "parcel": parcel.map(|parcel| &parcel.told.shipment.public_id),
            "opened_at": at(Some(row.opened_ms)),
            "due_at": at(Some(row.due_ms)),
            "answered_at": at(row.answered_ms),
            "closed_at": at(row.closed_ms),
            "photos": photos.count(),
            "entries": entries.map(entry_json).collect::<Vec<_>>(),
        })
    }
}

fn entry_json(entry: &entry::Model) -> Value {
    json!({ "kind": entry.kind, "text": entry.body, "at": at(Some(entry.created_ms)) })
}

fn at(ms: Option<i64>) -> Option<String> {
    ms.map(|ms| instant(from_ms(ms)))
}

fn instant(at: DateTime<Utc>) -> String {
    at.to_rfc3339_opts(SecondsFormat::Secs, true)
}
