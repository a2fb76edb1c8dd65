//! An order in a list: what is read of it, and how one line shows it.

use super::search::Fit;
use crate::db::{found, orders, person, shipment, state};
use crate::error::Error;
use crate::places;
use crate::services::{Entries, Services};
use app::texts::Texts;
use chrono::{DateTime, Utc};
use doorstep::brand::Brand;
use doorstep::flag::Flag;
use doorstep::mask;
use doorstep::order::{Address, Buyer, OrderKind};
use doorstep::scan::Status;
use doorstep::search::{self, Kind, Marked, Rank};
use doorstep::shipment::Direction;
use doorstep::view::console::find::{FoundView, HandView};
use std::collections::HashMap;
use std::sync::Arc;

/// An order with all that a line of a list shows.
pub struct Shown {
    /// The order.
    pub order: orders::Model,
    brand: Arc<Brand>,
    buyer: Buyer,
    address: Address,
    shipments: Vec<shipment::Model>,
    statuses: HashMap<i64, Status>,
    flag: Option<Flag>,
}

impl Shown {
    /// Those of some orders, by row id, that belong to one of the brands, in
    /// no order.
    pub async fn read(
        services: &Services,
        brands: &[i64],
        ids: &[i64],
    ) -> Result<Vec<Self>, Error> {
        if ids.is_empty() {
            return Ok(Vec::new());
        }
        let (read, book) = (services.database.read(), services.book.now());
        let orders = found::orders_of_brands(read, brands, ids).await?;
        let ids: Vec<i64> = orders.iter().map(|order| order.id).collect();
        let mut people: HashMap<i64, person::Model> = person::of_orders(read, &ids)
            .await?
            .into_iter()
            .map(|person| (person.order_id, person))
            .collect();
        let mut shipments: HashMap<i64, Vec<shipment::Model>> = HashMap::new();
        let all = shipment::of_orders(read, &ids).await?;
        let states: Vec<i64> = all.iter().map(|shipment| shipment.id).collect();
        for shipment in all {
            shipments
                .entry(shipment.order_id)
                .or_default()
                .push(shipment);
        }
        let statuses: HashMap<i64, Status> = state::of_shipments(read, &states)
            .await?
            .into_iter()
            .filter_map(|row| Some((row.shipment_id, Status::from_code(&row.status)?)))
            .collect();
        let flags = found::worst_flags_of_orders(read, &ids).await?;
        let shown = orders.into_iter().filter_map(|order| {
            let person = people.remove(&order.id);
            let shipments = shipments.remove(&order.id).unwrap_or_default();
            let of_these = |one: &shipment::Model| Some((one.id, *statuses.get(&one.id)?));
            Some(Self {
                brand: brand_of(&book, &order)?,
                buyer: person
                    .as_ref()
                    .map(person::Model::buyer)
                    .unwrap_or_default(),
                address: person
                    .as_ref()
                    .map(person::Model::address)
                    .unwrap_or_default(),
                statuses: shipments.iter().filter_map(of_these).collect(),
                flag: flags.get(&order.id).copied(),
                shipments,
                order,
            })
        });
        Ok(shown.collect())
    }

    /// Its line in what was found.
    pub fn found(&self, fit: &Fit, texts: &dyn Texts) -> FoundView {
        let text = self.marked(fit);
        FoundView {
            order: self.order.public_id.clone(),
            number: self.order.number.clone(),
            kind: OrderKind::from_code(&self.order.kind).unwrap_or_default(),
            brand: self.brand.name.clone(),
            name: shown_name(&self.brand, &self.buyer, &self.address),
            matched: texts.search_kind(fit.asked.kind).to_owned(),
            before: text.before,
            part: text.found,
            after: text.after,
            exact: fit.rank <= Rank::Exact,
            headline: self.headline(texts),
            placed: self.placed(texts).unwrap_or_default(),
            flag: self.flag,
        }
    }

    /// Its line among those somebody keeps at hand.
    pub fn at_hand(self, opened: String, texts: &dyn Texts) -> HandView {
        HandView {
            headline: self.headline(texts),
            order: self.order.public_id,
            number: self.order.number,
            brand: self.brand.name.clone(),
            opened,
        }
    }

    fn placed(&self, texts: &dyn Texts) -> Option<String> {
        let zone = self.brand.zone.parse().unwrap_or(chrono_tz::UTC);
        let day = |at: DateTime<Utc>| at.with_timezone(&zone).date_naive();
        Some(texts.placed(day(self.order.placed_at()?)))
    }

    /// The text as it was written that the order was found by. A number that
    /// was replaced since is only known folded.
    fn marked(&self, fit: &Fit) -> Marked {
        let kind = fit.asked.kind;
        if self.brand.privacy.mask_customers && Kind::PERSONAL.contains(&kind) {
            return Marked::nothing_in(&self.masked(kind).unwrap_or_default());
        }
        let has = |text: &&str| search::fold(kind, &places::plain(text)).contains(&fit.term);
        let plain = |letter: char| places::plain(letter.encode_utf8(&mut [0; 4]));
        match self.texts_of(kind).into_iter().find(has) {
            Some(text) => search::marked(text, &fit.term, &fit.asked, &plain),
            None => {
                let text = fit.term.to_uppercase();
                search::marked(&text, &fit.term, &fit.asked, &plain)
            }
        }
    }

    /// What the order was found by, as a brand that masks its customers shows
    /// it.
    fn masked(&self, kind: Kind) -> Option<String> {
        let part = mask::buyer(&self.buyer, &self.address);
        match kind {
            Kind::Email => part.email,
            Kind::Phone => part.phone,
            Kind::Name => part.name,
            Kind::PostalCode => Some(part.address.join(", ")),
            Kind::Number | Kind::External | Kind::Tracking => None,
        }
    }

    fn texts_of(&self, kind: Kind) -> Vec<&str> {
        let (buyer, address) = (&self.buyer, &self.address);
        let texts: Vec<Option<&str>> = match kind {
            Kind::Number => vec![Some(&self.order.number)],
            Kind::External => vec![Some(&self.order.external_id)],
            Kind::Tracking => self
                .shipments
                .iter()
                .map(|one| one.number.as_deref())
                .collect(),
            Kind::Email => vec![buyer.email.as_deref()],
            Kind::Phone => vec![buyer.phone.as_deref()],
            Kind::PostalCode => vec![address.postal_code.as_deref()],
            Kind::Name => vec![
                buyer.first_name.as_deref(),
                buyer.last_name.as_deref(),
                address.name.as_deref(),
            ],
        };
        texts.into_iter().flatten().collect()
    }

    /// How the parcels to the buyer stand; once all have arrived and something
    /// goes back, how that stands.
    fn headline(&self, texts: &dyn Texts) -> String {
        let going = |direction: Direction| -> Vec<Status> {
            self.shipments
                .iter()
                .filter(|one| !one.removed && one.direction() == direction)
                .filter_map(|one| self.statuses.get(&one.id).copied())
                .collect()
        };
        let outbound = going(Direction::Outbound);
        let returns: Vec<Status> = going(Direction::Return)
            .into_iter()
            // A return that is delivered is back at the shop.
            .map(|status| match status {
                Status::Delivered => Status::Returned,
                other => other,
            })
            .collect();
        let have_arrived = outbound.iter().all(|status| status.is_final());
        let spoken_of = if have_arrived && !returns.is_empty() {
            returns
        } else {
            outbound
        };
        if spoken_of.is_empty() && self.order.cancelled_ms.is_some() {
            return texts.status_label(Status::Cancelled).to_owned();
        }
        texts.order_headline(&spoken_of)
    }
}

fn brand_of(book: &Entries, order: &orders::Model) -> Option<Arc<Brand>> {
    book.brand(order.brand_id)
        .map(|brand| Arc::clone(&brand.brand))
}

/// The buyer's name, or the recipient's where there is none, as far as a brand
/// shows it to its reps.
fn shown_name(brand: &Brand, buyer: &Buyer, address: &Address) -> Option<String> {
    if brand.privacy.mask_customers {
        return mask::buyer(buyer, address).name;
    }
    let names = [buyer.first_name.as_deref(), buyer.last_name.as_deref()];
    let name = names.into_iter().flatten().collect::<Vec<_>>().join(" ");
    let name = Some(name).filter(|name| !name.trim().is_empty());
    name.or_else(|| address.name.clone())
}
