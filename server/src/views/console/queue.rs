//! The queue as somebody sees it now: counts over all of it, and rows with
//! their sentences for one page.

use super::brands_looked_at;
use crate::db::queue::{self, Colleague, Count, OrderOf, Row, Wanted, Whose};
use crate::db::{Connected, from_ms};
use crate::error::Error;
use crate::services::{Entries, Services};
use crate::staff::Actor;
use app::texts::{ContactReason, FlagReason, Resolved, Texts};
use chrono::{DateTime, NaiveDateTime, Utc};
use doorstep::carrier::Carrier;
use doorstep::contact::Channel;
use doorstep::order::OrderKind;
use doorstep::queue::{Filter, Folded, Kind, Owner, Place, Show, What, fold};
use doorstep::template::TemplateKey;
use doorstep::view::console::queue::{
    ColleagueView, CountView, ItemView, OldestView, OwnerView, QueueView, RowView, TemplateChoice,
};
use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

/// Reads it.
///
/// # Errors
/// When the database refuses.
pub async fn queue(
    services: &Services,
    actor: &Actor,
    filter: &Filter,
    texts: &dyn Texts,
) -> Result<QueueView, Error> {
    let book = services.book.now();
    let brands = brands_looked_at(&book, actor, filter);
    let database = services.database.read();
    let now = services.clock.now();
    let colleagues = queue::colleagues_of_brands(database, &brands).await?;
    let wanted = Wanted {
        brands: &brands,
        show: filter.show,
        what: filter.what,
        whose: whose(actor, filter, &colleagues),
        now,
    };
    let counts = counts(database, &wanted, actor).await?;
    let (orders, has_more) = queue::orders_of_brands(database, &wanted, filter.page).await?;
    let rows = queue::of_orders(database, &wanted, &orders).await?;
    let gathered = gather(database, &orders, &rows, colleagues).await?;
    let drawing = Drawing {
        gathered,
        book,
        actor,
        filter,
        texts,
        now,
    };
    let oldest = match first_over(&counts, now) {
        Some(count) => {
            queue::due_of_brands_at(database, &wanted, count.what, count.first_due_ms).await?
        }
        None => None,
    };
    let oldest = drawing.oldest(database, oldest, &counts).await?;
    Ok(QueueView {
        oldest,
        has_more,
        ..drawing.view(rows, &counts)
    })
}

/// Whose rows are meant.
fn whose(actor: &Actor, filter: &Filter, colleagues: &[Colleague]) -> Whose {
    match (filter.show, &filter.owner) {
        (Show::Mine, _) => Whose::Of(actor.id),
        (Show::Unowned, _) => Whose::Nobodys,
        (_, None) => Whose::Anybodys,
        (_, Some(wanted)) => {
            let found = colleagues.iter().find(|one| one.public_id == *wanted);
            // Nobody has this row id.
            Whose::Of(found.map_or(-1, |one| one.id))
        }
    }
}

/// Counts are those of what is looked at, whatever kind and whosever.
async fn counts(
    database: &impl Connected,
    wanted: &Wanted<'_>,
    actor: &Actor,
) -> Result<Vec<Count>, Error> {
    let whose = match wanted.show {
        Show::Mine => Whose::Of(actor.id),
        Show::Unowned => Whose::Nobodys,
        Show::Open | Show::Snoozed | Show::Resolved => Whose::Anybodys,
    };
    let all = Wanted {
        what: None,
        whose,
        ..wanted.clone()
    };
    let mut counts = queue::counts_of_brands(database, &all).await?;
    counts.sort_by_key(|count| match count.what {
        What::Contacts => None,
        What::Flag(flag) => Some(flag),
    });
    Ok(counts)
}

fn first_over(counts: &[Count], now: DateTime<Utc>) -> Option<Count> {
    let first = counts.iter().min_by_key(|count| count.first_due_ms)?;
    (from_ms(first.first_due_ms) < now).then_some(*first)
}

/// What stands beside the rows of a page.
struct Gathered {
    orders: HashMap<i64, OrderOf>,
    carriers: HashMap<i64, String>,
    names: HashMap<i64, String>,
    colleagues: Vec<Colleague>,
}

async fn gather(
    database: &impl Connected,
    orders: &[i64],
    rows: &[Row],
    colleagues: Vec<Colleague>,
) -> Result<Gathered, Error> {
    let shipments: BTreeSet<i64> = rows.iter().filter_map(|row| row.shipment_id).collect();
    let shipments: Vec<i64> = shipments.into_iter().collect();
    let staff: BTreeSet<i64> = rows
        .iter()
        .flat_map(|row| [row.owner_id, row.resolved_by])
        .flatten()
        .collect();
    let staff: Vec<i64> = staff.into_iter().collect();
    Ok(Gathered {
        orders: queue::orders_by_id(database, orders).await?,
        carriers: queue::carriers_of_shipments(database, &shipments).await?,
        names: queue::names_of_staff(database, &staff).await?,
        colleagues,
    })
}

struct Drawing<'a> {
    gathered: Gathered,
    book: Arc<Entries>,
    actor: &'a Actor,
    filter: &'a Filter,
    texts: &'a dyn Texts,
    now: DateTime<Utc>,
}

impl Drawing<'_> {
    fn view(&self, rows: Vec<Row>, counts: &[Count]) -> QueueView {
        let place = |row: &Row| Place::new(row.kind, from_ms(row.due_ms), row.order_id, row.id);
        let leads = |row: &Row| self.filter.leads(row.kind, self.owner(row.owner_id));
        let folded = fold(rows, |row| row.order_id, place, leads);
        let waiting = counts.iter().map(|count| count.count).sum();
        let is_over = |count: &Count| from_ms(count.first_due_ms) < self.now;
        let colleagues = self.gathered.colleagues.iter();
        QueueView {
            counts: counts
                .iter()
                .map(|count| CountView {
                    what: count.what,
                    count: count.count,
                    breached: is_over(count) && self.filter.show != Show::Resolved,
                })
                .collect(),
            rows: folded.iter().filter_map(|entry| self.row(entry)).collect(),
            summary: self
                .texts
                .queue_summary(waiting, counts.iter().any(is_over)),
            colleagues: colleagues
                .map(|one| ColleagueView {
                    id: one.public_id.clone(),
                    name: one.name.clone(),
                    is_me: one.id == self.actor.id,
                })
                .collect(),
            templates: TemplateKey::ALL
                .iter()
                .map(|key| TemplateChoice {
                    key: key.code().to_owned(),
                    label: self.texts.template_label(*key).to_owned(),
                })
                .collect(),
            ..QueueView::default()
        }
    }

    fn owner(&self, id: Option<i64>) -> Owner<'_> {
        match id {
            None => Owner::Nobody,
            Some(id) if id == self.actor.id => Owner::Me,
            Some(id) => {
                let found = self.gathered.colleagues.iter().find(|one| one.id == id);
                Owner::Colleague(found.map_or("", |one| &one.public_id))
            }
        }
    }

    /// An order that is gone meanwhile is left out.
    fn row(&self, entry: &Folded<Row>) -> Option<RowView> {
        let order = self.gathered.orders.get(&entry.lead.order_id)?;
        let brand = self.book.brand(entry.lead.brand_id);
        Some(RowView {
            item: self.item(&entry.lead),
            order: order.public_id.clone(),
            number: order.number.clone(),
            brand: brand.map(|brand| brand.name.clone()).unwrap_or_default(),
            test: order.kind == OrderKind::Test,
            folded: entry.rest.iter().map(|row| self.item(row)).collect(),
        })
    }

    fn item(&self, row: &Row) -> ItemView {
        let clock = self.clock(row.brand_id);
        let today = clock(self.now).date();
        let name = row.owner_id.and_then(|id| self.gathered.names.get(&id));
        let is_resolved = row.resolved_ms.is_some();
        let due = from_ms(row.due_ms);
        ItemView {
            kind: row.kind,
            id: row.public_id.clone(),
            version: row.version,
            reason: self.reason(row),
            since: self.texts.since(clock(from_ms(row.since_ms)), today),
            due: self.due(row),
            breached: due < self.now && !is_resolved,
            owner: name.map(|name| OwnerView {
                name: name.clone(),
                is_me: row.owner_id == Some(self.actor.id),
            }),
            resolved: is_resolved,
        }
    }

    /// The brand's clock: staff answer for it there.
    fn clock(&self, brand_id: i64) -> impl Fn(DateTime<Utc>) -> NaiveDateTime + use<> {
        let zone = self.book.zone(brand_id);
        move |at| at.with_timezone(&zone).naive_local()
    }

    fn reason(&self, row: &Row) -> String {
        match (row.kind, &row.because) {
            (Kind::Flag(flag), Some(because)) => {
                let code = row
                    .shipment_id
                    .and_then(|id| self.gathered.carriers.get(&id));
                let carrier = code.and_then(|code| Carrier::from_code(code).name());
                self.texts.flag_reason(&FlagReason {
                    flag,
                    because,
                    carrier: carrier.as_deref(),
                    now: self.now,
                    clock: &self.clock(row.brand_id),
                })
            }
            (Kind::Contact(topic), _) => self.texts.contact_reason(&ContactReason {
                topic,
                channel: row.channel.unwrap_or(Channel::Page),
                answered: row.answered,
            }),
            (Kind::Flag(_), None) => String::new(),
        }
    }

    /// When it is due; of what was put off or dealt with, what was done.
    fn due(&self, row: &Row) -> String {
        let clock = self.clock(row.brand_id);
        let today = clock(self.now).date();
        if let Some(at) = row.resolved_ms {
            let name = row.resolved_by.and_then(|id| self.gathered.names.get(&id));
            return self.texts.resolved_by(&Resolved {
                name: name.map(String::as_str),
                at: clock(from_ms(at)),
                today,
            });
        }
        match row
            .snoozed_until_ms
            .filter(|_| self.filter.show == Show::Snoozed)
        {
            Some(until) => self.texts.back_at(clock(from_ms(until)), today),
            None => self.texts.due(from_ms(row.due_ms) - self.now),
        }
    }

    async fn oldest(
        &self,
        database: &impl Connected,
        found: Option<(i64, Kind)>,
        counts: &[Count],
    ) -> Result<Option<OldestView>, Error> {
        let shows_it = matches!(self.filter.show, Show::Open | Show::Mine | Show::Unowned);
        let count = first_over(counts, self.now);
        let (Some((order_id, kind)), Some(count), true) = (found, count, shows_it) else {
            return Ok(None);
        };
        let order = match self.gathered.orders.get(&order_id) {
            Some(order) => Some(order.clone()),
            None => queue::orders_by_id(database, &[order_id])
                .await?
                .remove(&order_id),
        };
        let over = self.now - from_ms(count.first_due_ms);
        Ok(order.map(|order| OldestView {
            text: self.texts.oldest(kind, &order.number, over),
            order: order.public_id,
        }))
    }
}
