//! The trail of what was done, as admins read it.

use super::Views;
use super::tracking::local;
use crate::db::audit::{self, Asked};
use crate::db::order_name::{self, OrderName};
use crate::db::{from_ms, staff};
use crate::error::Error;
use crate::staff::{Actor, By, accounts};
use app::pages::staff::{Filter, TrailPage, TrailRow};
use app::texts::Texts;
use chrono_tz::Tz;
use doorstep::audit::Deed;
use doorstep::lookup::TypedNumber;
use doorstep::scan::Precision;
use doorstep::staff::Serves;
use serde::Deserialize;
use std::collections::HashMap;

/// Rows on one page.
const PAGE: usize = 100;

/// How many orders may share a number that is asked for.
const ORDERS: u64 = 100;

/// The page's address.
const PATH: &str = "/settings/audit";

/// What is asked of the trail, as it stands in an address.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Wanted {
    /// Who did it: a public id, or what the trail calls somebody else.
    pub person: String,
    /// About which order: its public id or its number.
    pub order: String,
    /// What was done, as its code.
    pub deed: String,
    /// Only what was before this row.
    pub before: Option<i64>,
}

/// What the names in rows are looked up in.
struct Names<'a> {
    people: HashMap<i64, &'a staff::Model>,
    orders: HashMap<i64, OrderName>,
    texts: &'a dyn Texts,
    zone: Tz,
    today: chrono::NaiveDate,
}

impl Views {
    /// A page of the trail: what is about the brands somebody serves.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn trail(
        &self,
        actor: &Actor,
        wanted: Wanted,
        language: &str,
    ) -> Result<TrailPage, Error> {
        let read = self.0.database.read();
        let everyone = staff::all_of_site(read).await?;
        let asked = self.asked(actor, &wanted, &everyone).await?;
        let more = PAGE as u64 + 1;
        let mut rows = audit::newest_of_brands(read, &actor.serves, &asked, more).await?;
        let is_more = rows.len() > PAGE;
        rows.truncate(PAGE);
        let orders: Vec<i64> = rows.iter().filter_map(|row| row.order_id).collect();
        let names = self
            .names(
                &everyone,
                order_name::of_orders(read, &orders).await?,
                language,
            )
            .await;
        let last = rows.last().map(|row| row.id).filter(|_| is_more);
        Ok(TrailPage {
            older: last.map(|id| address(&wanted, Some(id))),
            newest: wanted.before.map(|_| address(&wanted, None)),
            people: self.people(actor, names.texts).await?,
            rows: rows.iter().map(|row| self.row(row, &names)).collect(),
            filter: Filter {
                deed: Deed::from_code(&wanted.deed),
                person: wanted.person,
                order: wanted.order,
            },
        })
    }

    async fn asked(
        &self,
        actor: &Actor,
        wanted: &Wanted,
        everyone: &[staff::Model],
    ) -> Result<Asked, Error> {
        let person = Some(wanted.person.as_str()).filter(|person| !person.is_empty());
        let named = |row: &&staff::Model| Some(row.public_id.as_str()) == person;
        let staff_id = everyone.iter().find(named).map(|row| row.id);
        let order_ids = if wanted.order.trim().is_empty() {
            None
        } else {
            Some(self.orders_called(actor, wanted.order.trim()).await?)
        };
        Ok(Asked {
            staff_id,
            actor: person.filter(|_| staff_id.is_none()).map(str::to_owned),
            order_ids,
            deed: Deed::from_code(&wanted.deed),
            before: wanted.before,
        })
    }

    async fn orders_called(&self, actor: &Actor, order: &str) -> Result<Vec<i64>, Error> {
        let book = self.0.book.now();
        let served = book.brands.iter().filter(|brand| actor.serves(brand.id));
        let served: Vec<i64> = served.map(|brand| brand.id).collect();
        let numbers = TypedNumber::parse(order).map_or_else(Vec::new, |typed| typed.spellings());
        let read = self.0.database.read();
        order_name::ids_of_brands(read, &served, order, &numbers, ORDERS).await
    }

    /// Whom the trail can be asked for.
    async fn people(
        &self,
        actor: &Actor,
        texts: &dyn Texts,
    ) -> Result<Vec<(String, String)>, Error> {
        let within = accounts::all_within(&self.0, By::Staff(actor)).await?;
        let mut people: Vec<(String, String)> = within
            .into_iter()
            .map(|account| (account.row.public_id, account.row.name))
            .collect();
        if actor.serves == Serves::All {
            let words = texts.trail();
            let others = [
                (By::Operator, words.operator),
                (By::Stranger, words.stranger),
            ];
            people.extend(others.map(|(by, name)| (by.name().to_owned(), name.to_owned())));
        }
        Ok(people)
    }

    async fn names<'a>(
        &self,
        everyone: &'a [staff::Model],
        orders: HashMap<i64, OrderName>,
        language: &str,
    ) -> Names<'a> {
        let book = self.0.book.now();
        let zone = book
            .brands
            .first()
            .and_then(|brand| brand.zone.parse().ok());
        let zone = zone.unwrap_or(Tz::UTC);
        Names {
            people: everyone.iter().map(|row| (row.id, row)).collect(),
            orders,
            texts: app::texts::for_staff(language),
            zone,
            today: local(self.0.clock.now(), zone).date(),
        }
    }

    fn row(&self, row: &audit::Model, names: &Names<'_>) -> TrailRow {
        let book = self.0.book.now();
        let at = local(from_ms(row.at_ms), names.zone);
        let brand = row.brand_id.and_then(|id| book.brand(id));
        let order = row.order_id.and_then(|id| names.orders.get(&id));
        TrailRow {
            at: names.texts.short_moment(at, Precision::Minute, names.today),
            who: who(row, names),
            what: Deed::from_code(&row.action)
                .map_or(row.action.as_str(), |deed| names.texts.deed_label(deed))
                .to_owned(),
            brand: brand.map(|brand| brand.name.clone()),
            order: order.map(|order| (order.public_id.clone(), order.number.clone())),
            detail: detail(row, names),
        }
    }
}

fn who(row: &audit::Model, names: &Names<'_>) -> String {
    let words = names.texts.trail();
    if let Some(person) = row.staff_id.and_then(|id| names.people.get(&id)) {
        return person.name.clone();
    }
    if row.actor == By::Operator.name() {
        return words.operator.to_owned();
    }
    if row.actor == By::Stranger.name() {
        return words.stranger.to_owned();
    }
    format!("{} ({})", row.actor, words.program)
}

/// What it was done to, unless that is who did it, and how: people by their
/// names, everything else by
/// its id, and the values of the detail by theirs.
fn detail(row: &audit::Model, names: &Names<'_>) -> String {
    let is_own = |subject: &&str| *subject != row.actor;
    let subject = row.subject.as_deref().filter(is_own).map(|subject| {
        let mut people = names.people.values();
        let person = people.find(|person| person.public_id == subject);
        person.map_or(subject, |person| person.name.as_str())
    });
    let values: serde_json::Value = row
        .detail
        .as_deref()
        .and_then(|detail| serde_json::from_str(detail).ok())
        .unwrap_or_default();
    let values = values
        .as_object()
        .into_iter()
        .flatten()
        .map(|(key, value)| {
            let value = value
                .as_str()
                .map_or_else(|| value.to_string(), str::to_owned);
            format!("{}: {}", key.replace('_', " "), value.replace('_', " "))
        });
    let parts: Vec<String> = subject
        .map(str::to_owned)
        .into_iter()
        .chain(values)
        .collect();
    parts.join(" · ")
}

/// The address of a page of the trail with the same filter.
fn address(wanted: &Wanted, before: Option<i64>) -> String {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~".contains(&byte);
    let escaped = |text: &str| -> String {
        text.bytes()
            .map(|byte| match plain(byte) {
                true => char::from(byte).to_string(),
                false => format!("%{byte:02X}"),
            })
            .collect()
    };
    let mut fields = vec![
        ("person", escaped(&wanted.person)),
        ("order", escaped(&wanted.order)),
        ("deed", escaped(&wanted.deed)),
    ];
    fields.extend(before.map(|id| ("before", id.to_string())));
    let fields: Vec<String> = fields
        .into_iter()
        .filter(|(_, value)| !value.is_empty())
        .map(|(name, value)| format!("{name}={value}"))
        .collect();
    if fields.is_empty() {
        return PATH.to_owned();
    }
    format!("{PATH}?{}", fields.join("&"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_next_page_asks_for_the_same() {
        let wanted = Wanted {
            person: "stf_1".to_owned(),
            order: "#10 01".to_owned(),
            ..Wanted::default()
        };
        assert_eq!(
            address(&wanted, Some(7)),
            "/settings/audit?person=stf_1&order=%2310%2001&before=7"
        );
        assert_eq!(address(&Wanted::default(), None), "/settings/audit");
    }
}
