//! Finds the orders of a person.

use crate::db::connection::{self, Connection};
use crate::db::{lookup, orders, reach};
use crate::error::Error;
use crate::services::Services;
use crate::shops::Somebody;
use doorstep::lookup::same_email;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// More orders than anybody has.
const MANY: u64 = 1_000_000;

/// Whom somebody at the command line means.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Whom {
    /// The buyer of one order, by its number or its id (`ord_...`).
    Order(String),
    /// Everybody with an e-mail address.
    Email(String),
}

impl Whom {
    /// Reads what was typed.
    #[must_use]
    pub fn parse(text: &str) -> Self {
        if text.contains('@') {
            Self::Email(text.to_owned())
        } else {
            Self::Order(text.to_owned())
        }
    }
}

/// A person, as far as we can tell them from others.
#[derive(Clone, Debug)]
pub struct Subject {
    /// Their orders.
    pub orders: Vec<orders::Model>,
    /// Their e-mail address, folded, where all that bears it is meant.
    pub email: Option<String>,
    /// The brands that are meant, by row id.
    pub brands: Vec<i64>,
    /// The connections through which anything about them may have come.
    pub connections: Vec<Connection>,
}

impl Subject {
    /// Finds whom somebody means, in one brand or in all.
    ///
    /// # Errors
    /// When the brand or the order is unknown, several orders have the
    /// number, or the database refuses.
    pub async fn find(services: &Services, whom: &Whom, slug: Option<&str>) -> Result<Self, Error> {
        let brands = brands(services, slug)?;
        match whom {
            Whom::Order(named) => {
                let order = one_order(services, &brands, named).await?;
                let brands = BTreeSet::from([order.brand_id]);
                Self::of(services, vec![order], None, &brands).await
            }
            Whom::Email(email) => {
                let orders = by_email(services, &brands, email).await?;
                Self::of(services, orders, same_email(email), &brands).await
            }
        }
    }

    /// Finds a person whom a shop names; it may speak of its own orders only.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn of_shop(
        services: &Services,
        connection: &Connection,
        somebody: &Somebody,
    ) -> Result<Self, Error> {
        let read = services.database.read();
        let brands: BTreeSet<i64> = connection.brands.iter().copied().collect();
        let mut found =
            orders::of_connection_by_external_id(read, connection.id, &somebody.orders).await?;
        if let Some(email) = &somebody.email {
            found.extend(by_email(services, &brands, email).await?);
        }
        found.retain(|order| order.connection_id == connection.id);
        found.sort_by_key(|order| order.id);
        found.dedup_by_key(|order| order.id);
        let email = somebody.email.as_deref().and_then(same_email);
        Self::of(services, found, email, &brands).await
    }

    /// Some orders of a connection, whosever they are.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn everybody(
        services: &Services,
        connection: &Connection,
        orders: Vec<orders::Model>,
    ) -> Result<Self, Error> {
        let brands: BTreeSet<i64> = connection.brands.iter().copied().collect();
        Self::of(services, orders, None, &brands).await
    }

    async fn of(
        services: &Services,
        orders: Vec<orders::Model>,
        email: Option<String>,
        brands: &BTreeSet<i64>,
    ) -> Result<Self, Error> {
        let mut connections = connection::all_ever(services.database.read()).await?;
        connections.retain(|connection| connection.brands.iter().any(|id| brands.contains(id)));
        Ok(Self {
            orders,
            email,
            brands: brands.iter().copied().collect(),
            connections,
        })
    }

    /// The row ids of their orders.
    #[must_use]
    pub fn order_ids(&self) -> Vec<i64> {
        self.orders.iter().map(|order| order.id).collect()
    }
}

fn brands(services: &Services, slug: Option<&str>) -> Result<BTreeSet<i64>, Error> {
    let book = services.book.now();
    let found: BTreeSet<i64> = book
        .brands
        .iter()
        .filter(|brand| slug.is_none_or(|slug| brand.slug == slug))
        .map(|brand| brand.id)
        .collect();
    if found.is_empty() {
        return Err(Error::refused(format!(
            "no brand is called {}",
            slug.unwrap_or_default()
        )));
    }
    Ok(found)
}

async fn by_email(
    services: &Services,
    brands: &BTreeSet<i64>,
    email: &str,
) -> Result<Vec<orders::Model>, Error> {
    let mut found = Vec::new();
    for brand in brands {
        let read = services.database.read();
        found.extend(reach::orders_of_brand_by_email(read, *brand, email, MANY).await?);
    }
    Ok(found)
}

async fn one_order(
    services: &Services,
    brands: &BTreeSet<i64>,
    named: &str,
) -> Result<orders::Model, Error> {
    let read = services.database.read();
    let mut found = Vec::new();
    for brand in brands {
        found.extend(orders::of_brand_by_number(read, *brand, named).await?);
        found.extend(lookup::of_brand_by_public_id(read, *brand, named).await?);
    }
    match found.len() {
        0 => Err(Error::refused(format!(
            "no order has the number or the id {named}"
        ))),
        1 => Ok(found.remove(0)),
        _ => {
            let ids: Vec<&str> = found.iter().map(|order| &*order.public_id).collect();
            Err(Error::refused(format!(
                "several orders have the number {named}: name one by its id ({}), or its brand with --brand",
                ids.join(", ")
            )))
        }
    }
}
