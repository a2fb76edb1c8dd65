//! What is true of an order when its notices are decided on, and when one of
//! them goes out: read from the database, in the domain's shape.

use crate::db::orders::{self, Terms};
use crate::db::outbox::Model;
use crate::db::outbox::heard::{Reached, of_brand_beside_order};
use crate::db::{connection, from_ms, notice_setting, promise, reply, shipment, to_ms};
use crate::error::Error;
use crate::facts;
use crate::intake::choice::stop::{BUYER_BY_EMAIL, BUYER_BY_SMS};
use crate::services::Services;
use crate::views::recipients;
use chrono::{DateTime, TimeDelta, Utc};
use chrono_tz::Tz;
use doorstep::delivery::{
    self, Audience, Dropped, Heard, NoticeSettings, NoticeState, Parcel, SETTLES, Story, Turn,
};
use doorstep::derive::{self, Derived, Now};
use doorstep::mail::MailState;
use doorstep::notice::DueNotice;
use doorstep::order::OrderKind;
use doorstep::recipient::{Medium, Recipient};
use doorstep::shipment::Direction;
use doorstep::window::Window;
use std::collections::HashMap;

/// The longest day there is: clocks are put back in it.
const A_DAY: TimeDelta = TimeDelta::hours(25);

/// An order with all that decides on its notices.
#[derive(Debug)]
pub struct Known {
    /// The order.
    pub order: orders::Model,
    /// How it is now.
    pub story: Story,
    /// What its brand has set.
    pub settings: NoticeSettings,
    /// Whoever may hear of it.
    pub recipients: Vec<Recipient>,
    /// Whether others might, were there a way to reach them.
    pub lacks_a_way: bool,
    /// What each has been sent, and is going to be, of all their orders.
    pub heard: Heard,
    /// What each is sent of other orders, under the key they have here.
    elsewhere: Vec<Model>,
    /// The clocks.
    pub now: Now,
    zone: Tz,
}

impl Known {
    /// Who hears of it.
    #[must_use]
    pub const fn audience(&self) -> Audience<'_> {
        Audience {
            settings: &self.settings,
            recipients: self.recipients.as_slice(),
            heard: &self.heard,
        }
    }

    /// What becomes of a notice, where nobody can be told of it for want of a
    /// way: that, for a reason.
    #[must_use]
    pub fn with_reason(&self, turn: Turn) -> Turn {
        match turn {
            Turn::Dropped(Dropped::NobodyToTell) if self.lacks_a_way => {
                Turn::Dropped(Dropped::NoWay)
            }
            turn => turn,
        }
    }

    /// Until when a message waits for another day: its recipient has had as
    /// many as the brand sends in one. Those that are due with it and stand
    /// before it come first; where they would fill the day, it looks again once
    /// they have ended.
    #[must_use]
    pub fn full_day(
        &self,
        recipient: &Recipient,
        row: &Model,
        rows: &[Model],
    ) -> Option<DateTime<Utc>> {
        let key = Some(recipient.key.as_str());
        let others = || {
            let of_order = rows.iter().filter(|one| one.order_id == row.order_id);
            let all = of_order.chain(&self.elsewhere);
            all.filter(|one| one.recipient.as_deref() == key && one.id != row.id)
        };
        let day = |ms: i64| from_ms(ms).with_timezone(&self.zone).date_naive();
        let today = self.now.at_destination.date();
        let is_sent = |one: &&Model| {
            one.state == MailState::Sent.code()
                && one.ended_ms.is_some_and(|ended| day(ended) == today)
        };
        let place = |one: &Model| (one.next_try_ms, one.id);
        let is_before = |one: &&Model| {
            one.state == MailState::Queued.code()
                && one.next_try_ms.is_some()
                && place(one) < place(row)
        };
        let daily = usize::from(self.settings.daily);
        let sent = others().filter(is_sent).count();
        if sent < daily {
            let before = others().filter(is_before).count();
            return (sent + before >= daily).then(|| self.now.instant + SETTLES);
        }
        let mut heard = heard(others(), self.zone, self.now.instant);
        let (at, why) = heard.next(recipient, &self.settings, self.now);
        why.map(|_| at)
    }
}

/// Reads orders, given the rows they have in the outbox. Of these, `telling`
/// are the ones that a message is about to tell: they have not been told yet.
///
/// # Errors
/// When the database refuses.
pub async fn read(
    services: &Services,
    order_ids: &[i64],
    rows: &[Model],
    telling: &[i64],
    now: DateTime<Utc>,
) -> Result<HashMap<i64, Known>, Error> {
    let database = services.database.read();
    let orders = reply::orders_by_id(database, order_ids).await?;
    let terms: HashMap<i64, Terms> = orders
        .iter()
        .map(|order| (order.id, Terms::from(order)))
        .collect();
    let shipments = shipment::of_orders(database, order_ids).await?;
    let mut parcels: HashMap<i64, Vec<Parcel>> = HashMap::new();
    let book = services.book.now();
    let clocks = |order: &Terms| {
        let zone = book.brand(order.brand_id).map(|brand| brand.zone.clone());
        let zone = facts::zone_of(order, &zone.unwrap_or_default());
        (zone, at(zone, now))
    };
    for told in facts::gather(database, shipments, &terms).await? {
        let Some(order) = terms.get(&told.shipment.order_id) else {
            continue;
        };
        if told.shipment.removed || told.facts.direction != Direction::Outbound {
            continue;
        }
        let derived = derive::derive(&told.facts, clocks(order).1);
        let of_order = parcels.entry(order.id).or_default();
        of_order.push(parcel(told.shipment.id, derived));
    }
    let mut first_days = HashMap::new();
    for row in promise::of_orders(database, order_ids).await? {
        if let (None, Some(shown)) = (row.shipment_id, row.promise()) {
            first_days.entry(row.order_id).or_insert(shown.estimate.to);
        }
    }
    let connected = connection::made_by_id(database).await?;
    let settings = notice_setting::all_by_brand(database).await?;
    let mut known = HashMap::new();
    for order in orders {
        let of_order = &terms[&order.id];
        let (zone, now) = clocks(of_order);
        let story = Story {
            kind: of_order.kind(),
            placed: of_order.placed_at(),
            connected: connected
                .get(&order.connection_id)
                .copied()
                .unwrap_or(DateTime::<Utc>::MIN_UTC),
            is_cancelled: of_order.cancelled_ms.is_some(),
            parcels: parcels.remove(&order.id).unwrap_or_default(),
            window: window(of_order, now),
            first_day: first_days.get(&order.id).copied(),
            told: told(rows, order.id, telling),
        };
        let settings = settings.get(&order.brand_id).cloned().unwrap_or_default();
        let readers = recipients::of_order(services, &order).await?;
        let readers = delivery::allowed(story.kind, &settings, readers);
        // Mails wait for their server; a site without a provider never texts.
        let (recipients, others): (Vec<_>, Vec<_>) = readers
            .into_iter()
            .partition(|one| one.medium == Medium::Email || services.reaches(one.medium));
        let elsewhere = elsewhere(services, &order, &recipients, now.instant).await?;
        let of_this = rows.iter().filter(|row| row.order_id == order.id);
        let heard = heard(of_this.chain(&elsewhere), zone, now.instant);
        let one = Known {
            story,
            settings,
            recipients,
            lacks_a_way: !others.is_empty(),
            heard,
            elsewhere,
            now,
            zone,
            order,
        };
        known.insert(one.order.id, one);
    }
    Ok(known)
}

/// What somebody is sent of their other orders at the brand. A tester's test
/// orders count each by itself: whoever tries things out has many of them.
async fn elsewhere(
    services: &Services,
    order: &orders::Model,
    recipients: &[Recipient],
    now: DateTime<Utc>,
) -> Result<Vec<Model>, Error> {
    let mut all = Vec::new();
    if Terms::from(order).kind() != OrderKind::Live {
        return Ok(all);
    }
    for one in recipients {
        let reached = Reached {
            brand_id: order.brand_id,
            medium: one.medium,
            address: &one.address,
            hash: &services.key.address_hash(one.medium, &one.address),
            buyer: match one.medium {
                Medium::Email => BUYER_BY_EMAIL,
                Medium::Sms => BUYER_BY_SMS,
            },
        };
        let read = services.database.read();
        let rows = of_brand_beside_order(read, &reached, order.id, now - A_DAY).await?;
        all.extend(rows.into_iter().map(|row| Model {
            recipient: Some(one.key.clone()),
            ..row
        }));
    }
    Ok(all)
}

fn at(zone: Tz, now: DateTime<Utc>) -> Now {
    Now {
        instant: now,
        at_destination: now.with_timezone(&zone).naive_local(),
    }
}

fn parcel(shipment: i64, derived: Derived) -> Parcel {
    Parcel {
        shipment,
        status: derived.status,
        window: derived.window,
        first_day: derived.promises.first().map(|first| first.estimate.to),
    }
}

fn window(order: &Terms, now: Now) -> Window {
    derive::derive(&facts::of_unshipped(order), now).window
}

/// The notices that went out or are on their way, with those told in their
/// messages.
fn told(rows: &[Model], order_id: i64, telling: &[i64]) -> Vec<(Option<i64>, DueNotice)> {
    let of_order = || rows.iter().filter(move |row| row.order_id == order_id);
    let goes_out = |row: &Model| {
        matches!(
            row.notice_state(),
            Some(NoticeState::UnderWay | NoticeState::Sent)
        )
    };
    let is_told = |row: &Model| {
        let by_another = row.notice_state() == Some(NoticeState::Merged)
            && of_order().any(|lead| Some(lead.id) == row.lead_id && goes_out(lead));
        (goes_out(row) || by_another) && !telling.contains(&row.id)
    };
    of_order()
        .filter(|row| is_told(row))
        .filter_map(|row| Some((row.shipment_id, row.due()?)))
        .collect()
}

/// What waits past its time goes out now, if at all.
fn heard<'a>(rows: impl Iterator<Item = &'a Model>, zone: Tz, now: DateTime<Utc>) -> Heard {
    let mut heard = Heard::default();
    for row in rows {
        let Some(recipient) = &row.recipient else {
            continue;
        };
        let at = match MailState::from_code(&row.state) {
            Some(MailState::Sent) => row.ended_ms,
            Some(MailState::Queued) => row.next_try_ms.map(|next| next.max(to_ms(now))),
            Some(MailState::Dropped | MailState::Dead) | None => None,
        };
        if let Some(at) = at {
            heard.count(recipient, from_ms(at).with_timezone(&zone).date_naive());
        }
    }
    heard
}
