//! What orders are found by: folded from what is said of them, and written in
//! the transaction that takes it in. Only differences are written, and nothing
//! at all where no order, person or shipment changed.

use crate::db::{Connected, Database, Transaction, orders, person, search_term, setting, shipment};
use crate::error::Error;
use crate::places;
use chrono::{DateTime, Utc};
use doorstep::order::{Address, Buyer};
use doorstep::search::{self, Kind};
use std::collections::{BTreeMap, BTreeSet};

/// The terms that what was said gives to orders, by row id.
#[derive(Debug, Default)]
pub struct SearchTerms(BTreeMap<i64, OfOrder>);

#[derive(Debug, Default)]
struct OfOrder {
    brand_id: i64,
    /// The kinds of which something was said: all that it has of these.
    kinds: BTreeSet<Kind>,
    terms: BTreeSet<(Kind, String)>,
}

impl OfOrder {
    fn say(&mut self, kind: Kind, texts: &[Option<&str>]) {
        self.kinds.insert(kind);
        for text in texts.iter().flatten() {
            let folded = search::fold(kind, &places::plain(text));
            self.terms
                .extend(folded.into_iter().map(|term| (kind, term)));
        }
    }

    /// A person tells of itself anew: what it said before is gone.
    fn say_person(&mut self, buyer: &Buyer, address: &Address) {
        self.terms
            .retain(|(kind, _)| !Kind::PERSONAL.contains(kind));
        self.say(Kind::Email, &[buyer.email.as_deref()]);
        self.say(Kind::Phone, &[buyer.phone.as_deref()]);
        self.say(Kind::PostalCode, &[address.postal_code.as_deref()]);
        let names = [
            buyer.first_name.as_deref(),
            buyer.last_name.as_deref(),
            address.name.as_deref(),
        ];
        self.say(Kind::Name, &names);
    }
}

impl SearchTerms {
    fn of(&mut self, order_id: i64, brand_id: i64) -> &mut OfOrder {
        let order = self.0.entry(order_id).or_default();
        order.brand_id = brand_id;
        order
    }

    /// An order has its number and the platform's id.
    pub fn of_order(&mut self, order: &orders::Model) {
        let of = self.of(order.id, order.brand_id);
        of.say(Kind::Number, &[Some(&order.number)]);
        of.say(Kind::External, &[Some(&order.external_id)]);
        // Many platforms use one for both.
        let numbers = of.terms.clone();
        let is_new = |kind: Kind, text: &String| {
            kind != Kind::External || !numbers.contains(&(Kind::Number, text.clone()))
        };
        of.terms.retain(|(kind, text)| is_new(*kind, text));
    }

    /// An order has its person's addresses, numbers and names.
    pub fn of_person(&mut self, order: &orders::Model, buyer: &Buyer, address: &Address) {
        self.of(order.id, order.brand_id).say_person(buyer, address);
    }

    /// An order has the numbers of its shipments.
    pub fn of_shipment(&mut self, shipment: &shipment::Model) {
        self.of(shipment.order_id, shipment.brand_id)
            .say(Kind::Tracking, &[shipment.number.as_deref()]);
    }

    /// Writes what is different: at most a reading and two statements more,
    /// where nothing goes.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn write(self, transaction: &Transaction) -> Result<(), Error> {
        if self.0.is_empty() {
            return Ok(());
        }
        let ids: Vec<i64> = self.0.keys().copied().collect();
        let known: BTreeSet<search_term::Model> = search_term::of_orders(transaction, &ids)
            .await?
            .into_iter()
            .collect();
        let gone: Vec<search_term::Model> = known
            .iter()
            .filter(|term| self.drops(term))
            .cloned()
            .collect();
        let mut new = self.rows();
        new.retain(|term| !known.contains(term));
        if !gone.is_empty() {
            search_term::drop(transaction, &gone).await?;
        }
        if !new.is_empty() {
            search_term::add(transaction, new).await?;
        }
        Ok(())
    }

    /// Whether a term is none any more. A parcel's number stays when it is
    /// replaced: the shopper was told the first one, and quotes it.
    fn drops(&self, term: &search_term::Model) -> bool {
        let (Some(order), Some(kind)) = (self.0.get(&term.order_id), term.kind()) else {
            return false;
        };
        let is_said = order.kinds.contains(&kind) && kind != Kind::Tracking;
        is_said && !order.terms.contains(&(kind, term.value.clone()))
    }

    fn rows(&self) -> Vec<search_term::Model> {
        let row =
            |order_id: i64, brand_id: i64, (kind, value): &(Kind, String)| search_term::Model {
                brand_id,
                kind: kind.code(),
                value: value.clone(),
                order_id,
            };
        let orders = self.0.iter();
        orders
            .flat_map(|(id, of)| of.terms.iter().map(|term| row(*id, of.brand_id, term)))
            .collect()
    }
}

/// Gives orders the terms they should have, whatever was written of them
/// before; for whoever changes an order, its person or its shipments without
/// settling it. The caller holds the orders' locks.
///
/// # Errors
/// When the database refuses.
pub async fn renew(transaction: &Transaction, orders: &[orders::Model]) -> Result<(), Error> {
    let ids: Vec<i64> = orders.iter().map(|order| order.id).collect();
    let people: BTreeMap<i64, person::Model> = person::of_orders(transaction, &ids)
        .await?
        .into_iter()
        .map(|person| (person.order_id, person))
        .collect();
    let mut terms = SearchTerms::default();
    for order in orders {
        terms.of_order(order);
        let person = people.get(&order.id);
        let buyer = person.map(person::Model::buyer).unwrap_or_default();
        let address = person.map(person::Model::address).unwrap_or_default();
        terms.of_person(order, &buyer, &address);
    }
    for shipment in shipment::of_orders(transaction, &ids).await? {
        terms.of_shipment(&shipment);
    }
    terms.write(transaction).await
}

/// The setting that says up to which order, by row id, those have terms that
/// were there before orders had any.
const FILLED: &str = "search_filled";

/// What it says once all have.
const ALL: &str = "all";

/// How many orders get their terms in one transaction: short enough for
/// scans to come in between.
const AT_ONCE: u64 = 200;

/// How far filling has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Filling {
    /// So many orders more have terms.
    Some(usize),
    /// Every order has.
    Done,
}

/// Gives terms to the next of the orders that were there before.
///
/// # Errors
/// When the database refuses.
pub async fn fill(database: &Database, now: DateTime<Utc>) -> Result<Filling, Error> {
    let after = setting::of_site(database.read(), FILLED).await?;
    if after.as_deref() == Some(ALL) {
        return Ok(Filling::Done);
    }
    let after = after.and_then(|after| after.parse().ok()).unwrap_or(0);
    let ids = next(database.read(), after).await?;
    let transaction = database.begin().await?;
    let orders = orders::locked_by_id(&transaction, &ids).await?;
    renew(&transaction, &orders).await?;
    let (filling, reached) = match ids.last() {
        Some(last) => (Filling::Some(ids.len()), last.to_string()),
        None => (Filling::Done, ALL.to_owned()),
    };
    setting::set_for_site(&transaction, FILLED, &reached, now).await?;
    transaction.commit().await?;
    Ok(filling)
}

async fn next(database: &impl Connected, after: i64) -> Result<Vec<i64>, Error> {
    search_term::orders_of_any_brand_after(database, after, AT_ONCE).await
}
