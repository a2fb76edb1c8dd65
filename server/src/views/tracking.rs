//! An order as its shopper sees it: gathers the facts, derives, and puts the
//! reader's words to them.

use super::act;
use super::front::Front;
use super::map;
use super::parcel::{self, Parcel, Setting};
use super::told;
use crate::db::orders::{self, Terms};
use crate::db::{Connected, contact, person, promise, shipment};
use crate::error::Error;
use crate::facts;
use crate::incidents::{self, Current};
use app::texts::{Remainder, ShopperTexts};
use chrono::{DateTime, Utc};
use chrono_tz::Tz;
use doorstep::calendar::Entry;
use doorstep::order::{Address, OrderLine};
use doorstep::scan::Status;
use doorstep::shipment::Direction;
use doorstep::view::tracking::{ItemView, ParcelView, TrackingView, UnshippedView};
use doorstep::window::Promise;
use std::collections::HashMap;
use std::sync::Arc;

/// An order with all that is shown of it.
pub struct Gathered {
    pub setting: Setting,
    pub parcels: Vec<Parcel>,
    pub order: orders::Model,
    /// What was asked and reported, newest first.
    pub contacts: Vec<contact::Model>,
}

/// Reads all that an order's page is made from.
pub async fn gather(
    database: &impl Connected,
    order: orders::Model,
    front: Front,
    now: DateTime<Utc>,
    texts: Arc<dyn ShopperTexts>,
) -> Result<Gathered, Error> {
    let terms = Terms::from(&order);
    let zone = facts::zone_of(&terms, &front.brand.zone);
    let mut shipments = shipment::of_orders(database, &[order.id]).await?;
    shipments.retain(|shipment| !shipment.removed);
    shipments.sort_by(|one, other| place(one).cmp(&place(other)));
    let now = facts::now_at(&terms, &front.brand.zone, now);
    let orders = HashMap::from([(order.id, terms)]);
    let told = facts::gather(database, shipments, &orders).await?;
    let told = if told.is_empty() {
        vec![facts::before_shipping(&order)]
    } else {
        told
    };
    let ledger = promise::of_orders(database, &[order.id]).await?;
    let setting = Setting {
        incidents: Current::of_brand(database, order.brand_id).await?,
        goes_to: incidents::region(order.country.as_deref(), order.region.as_deref()),
        texts,
        zone,
        now,
        lines: order.order_lines(),
        order_number: order.number.clone(),
        revision: order.revision,
        shipments: told.len(),
        destination: map::destination(&address_of(database, &order).await?),
        front,
    };
    let parcels = told.into_iter().map(|told| {
        let ledger = ledger_of(&ledger, &told);
        Parcel::new(told, ledger, setting.now)
    });
    Ok(Gathered {
        parcels: parcels.collect(),
        setting,
        contacts: contact::of_order(database, order.id).await?,
        order,
    })
}

impl Gathered {
    /// The order as its shopper sees it.
    pub fn view(&self) -> TrackingView {
        let views = self
            .parcels
            .iter()
            .map(|parcel| parcel::view(&self.setting, parcel));
        let mut view = assemble(&self.order, &self.setting, &self.parcels, views.collect());
        view.report = told::line(self, view.unshipped.is_some());
        view
    }

    /// The deliveries that are expected, for a calendar: all, or one parcel's.
    /// The first parcel takes over the entry its order had before it left.
    pub fn calendar(&self, wanted: Option<&str>) -> Vec<Entry> {
        let view = self.view();
        let first = self
            .parcels
            .iter()
            .position(|parcel| parcel.told.facts.direction == Direction::Outbound);
        let entries = self.parcels.iter().enumerate().filter_map(|(at, parcel)| {
            let own = &parcel.told.shipment.public_id;
            if wanted.is_some_and(|wanted| wanted != own) {
                return None;
            }
            let id = if Some(at) == first {
                &self.order.public_id
            } else {
                own
            };
            let which = view
                .parcels
                .get(at)
                .and_then(|shown| shown.heading.as_deref());
            let name = parcel.carrier.name();
            act::calendar_entry(
                &self.setting,
                &parcel.told,
                &parcel.derived,
                (format!("{id}@doorstep"), which),
                name.as_deref(),
            )
        });
        entries.collect()
    }
}

/// Where an order goes; of a forgotten one only country and region are left.
async fn address_of(database: &impl Connected, order: &orders::Model) -> Result<Address, Error> {
    let person = person::of_orders(database, &[order.id]).await?.pop();
    Ok(person.map_or_else(
        || Address {
            country: order.country.clone(),
            region: order.region.clone(),
            ..Address::default()
        },
        |person| person.address(),
    ))
}

/// The dates shown of a parcel, those from before it was one first. A return
/// has nothing of the way out.
fn ledger_of(ledger: &[promise::Model], told: &facts::Told) -> Vec<Promise> {
    ledger
        .iter()
        .filter(|row| match row.shipment_id {
            Some(shipment) => shipment == told.shipment.id,
            None => told.facts.direction == Direction::Outbound,
        })
        .filter_map(promise::Model::promise)
        .collect()
}

/// Where a parcel stands among an order's: as they were packed, whichever was
/// heard of first.
fn place(shipment: &shipment::Model) -> (i64, usize, &str, i32) {
    (
        shipment.packed_ms.unwrap_or(i64::MAX),
        // "9" before "10": most platforms count their ids.
        shipment.external_id.len(),
        &shipment.external_id,
        shipment.part,
    )
}

fn assemble(
    order: &orders::Model,
    setting: &Setting,
    told: &[Parcel],
    mut parcels: Vec<ParcelView>,
) -> TrackingView {
    let texts = &*setting.texts;
    let unshipped = unshipped(order, setting, told);
    let remainder = if unshipped.is_some() {
        Remainder::Some
    } else {
        Remainder::None
    };
    number_parcels(setting, told, &mut parcels);
    let spoken_of = spoken_of(told, &parcels);
    let headline = headline(texts, &spoken_of);
    let rest = unshipped.as_ref().map(|unshipped| unshipped.rest.as_str());
    let said = rest.map_or_else(|| headline.clone(), |rest| format!("{headline}. {rest}"));
    let status = order_status(&spoken_of, remainder);
    let window = match parcels.as_slice() {
        [only] => only.window.text.clone(),
        _ => String::new(),
    };
    let placed = order.placed_at().unwrap_or(setting.now.instant);
    let mut announcement = texts.announcement(&said, &window);
    if let [
        ParcelView {
            incident: Some(words),
            ..
        },
    ] = parcels.as_slice()
    {
        announcement = format!("{announcement} {words}");
    }
    TrackingView {
        revision: order.revision,
        brand_version: setting.front.version,
        language: texts.tag().to_owned(),
        order_number: order.number.clone(),
        placed: texts.placed(placed.with_timezone(&setting.zone).date_naive()),
        announcement,
        headline,
        status,
        parcels,
        unshipped,
        report: None,
        labels: texts.labels(),
    }
}

/// "Parcel 1 of 2"; returns are counted on their own.
fn number_parcels(setting: &Setting, told: &[Parcel], parcels: &mut [ParcelView]) {
    if parcels.len() < 2 {
        return;
    }
    for direction in [Direction::Outbound, Direction::Return] {
        let indexes: Vec<usize> = (0..parcels.len())
            .filter(|index| told[*index].told.facts.direction == direction)
            .collect();
        for (place, index) in indexes.iter().enumerate() {
            let heading = setting
                .texts
                .parcel_heading(direction, place + 1, indexes.len());
            parcels[*index].heading = Some(heading);
        }
    }
}

/// The parcels the headline speaks of: those to the buyer, until they have
/// all arrived and something goes back.
fn spoken_of<'a>(told: &[Parcel], parcels: &'a [ParcelView]) -> Vec<&'a ParcelView> {
    let going = |direction| {
        told.iter()
            .zip(parcels)
            .filter(move |(parcel, _)| parcel.told.facts.direction == direction)
            .map(|(_, shown)| shown)
    };
    let outbound: Vec<&ParcelView> = going(Direction::Outbound).collect();
    let returns: Vec<&ParcelView> = going(Direction::Return).collect();
    let have_arrived = outbound.iter().all(|parcel| parcel.status.is_final());
    if have_arrived && !returns.is_empty() {
        returns
    } else {
        outbound
    }
}

fn headline(texts: &dyn ShopperTexts, parcels: &[&ParcelView]) -> String {
    match parcels {
        [only] => only.headline.clone(),
        several => {
            let statuses: Vec<Status> = several.iter().map(|parcel| parcel.status).collect();
            texts.order_headline(&statuses)
        }
    }
}

/// The colour of the whole: of several parcels, the one with the most to say.
fn order_status(parcels: &[&ParcelView], remainder: Remainder) -> Status {
    let weight = |status: Status| match status {
        Status::Exception => 9,
        Status::Attempted => 8,
        Status::AvailableForPickup => 7,
        Status::Returning => 6,
        Status::OutForDelivery => 5,
        Status::InTransit | Status::PickedUp => 4,
        Status::LabelCreated | Status::Packed | Status::Ordered | Status::Unknown => 3,
        Status::Delivered => 2,
        Status::Returned => 1,
        Status::Cancelled => 0,
    };
    let newest = parcels
        .iter()
        .map(|parcel| parcel.status)
        .max_by_key(|status| weight(*status))
        .unwrap_or(Status::Ordered);
    // An order half of which is still at the shop is not delivered.
    if remainder == Remainder::Some && newest == Status::Delivered {
        return Status::InTransit;
    }
    newest
}

/// What no shipment holds yet.
fn unshipped(order: &orders::Model, setting: &Setting, told: &[Parcel]) -> Option<UnshippedView> {
    if order.cancelled_ms.is_some() {
        return None;
    }
    let outbound: Vec<&facts::Told> = told
        .iter()
        .map(|parcel| &parcel.told)
        .filter(|told| told.facts.direction == Direction::Outbound)
        .filter(|told| told.shipment.cancelled_ms.is_none())
        .collect();
    // What comes back has left, whether or not we were told.
    if outbound.is_empty() && told.iter().any(is_return) {
        return None;
    }
    let items = remaining(&setting.lines, &outbound);
    // A shop that never says what a shipment holds means all of it.
    let says_nothing = outbound.iter().all(|told| told.shipment.items().is_empty());
    if items.is_empty() || (says_nothing && !outbound.is_empty()) {
        return None;
    }
    Some(UnshippedView {
        headline: setting.texts.unshipped_headline().to_owned(),
        rest: setting.texts.rest().to_owned(),
        text: with_packing(setting, setting.texts.unshipped_text(Remainder::Some)),
        items,
    })
}

/// With how soon the shop packs, where it has said so.
pub fn with_packing(setting: &Setting, sentence: &str) -> String {
    let today = setting.today();
    match setting.texts.packing(&setting.front.brand.shipping, today) {
        Some(packing) => format!("{sentence} {packing}"),
        None => sentence.to_owned(),
    }
}

fn is_return(parcel: &Parcel) -> bool {
    parcel.told.facts.direction == Direction::Return
}

fn remaining(lines: &[OrderLine], outbound: &[&facts::Told]) -> Vec<ItemView> {
    lines
        .iter()
        .filter(|line| line.ships)
        .filter_map(|line| {
            let shipped: u32 = outbound
                .iter()
                .flat_map(|told| told.shipment.items())
                .filter(|item| parcel::is_of_line(item, line))
                .map(|item| item.quantity)
                .sum();
            let left = line.quantity.saturating_sub(shipped);
            (left > 0).then(|| ItemView {
                title: parcel::title(line),
                quantity: left,
            })
        })
        .collect()
}

/// The local time of an instant in a zone, for showing.
pub fn local(instant: DateTime<Utc>, zone: Tz) -> chrono::NaiveDateTime {
    instant.with_timezone(&zone).naive_local()
}
