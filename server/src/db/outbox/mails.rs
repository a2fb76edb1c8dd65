//! Messages as people look at them: those of an order with what became of
//! each, those that wait or were given up, those that would have been sent,
//! those a demo shows.

use super::hold::{dead, is_mail, waiting};
use super::{Column, Entity, Model};
use crate::db::{from_ms, mail};
use crate::error::Error;
use chrono::{DateTime, Utc};
use doorstep::delivery::{NoticeState, Wait};
use doorstep::mail::{MailState, MessageKind};
use doorstep::recipient::Medium;
use doorstep::staff::Serves;
use doorstep::wording::Versions;
use sea_orm::entity::prelude::*;
use sea_orm::{QueryOrder, QuerySelect};
use sha2::{Digest, Sha256};

/// A mail, with how it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mailed {
    /// Its row in the outbox; replies name it (`entry.outbox_id`).
    pub outbox_id: i64,
    /// What it is called: the first half of its Message-ID.
    pub name: String,
    /// The brand.
    pub brand_id: i64,
    /// The order.
    pub order_id: i64,
    /// What it is.
    pub kind: MessageKind,
    /// How it stands.
    pub state: MailState,
    /// When it was queued.
    pub queued: DateTime<Utc>,
    /// When it was sent, given up or dropped.
    pub ended: Option<DateTime<Utc>>,
    /// When it is tried next, while it waits.
    pub next_try: Option<DateTime<Utc>>,
    /// How often it was tried.
    pub attempts: u32,
    /// What went wrong the last time, or why it was dropped.
    pub why: Option<String>,
    /// What it waits for beside its turn.
    pub waits: Option<Wait>,
    /// In which versions of the brand's own words it went out.
    pub versions: Option<Versions>,
    /// Its words, where staff wrote them and they are still kept.
    pub words: Option<mail::Model>,
}

impl Model {
    /// What a mail is called, to people and to mail servers: always the same
    /// for one row, and not its row id.
    #[must_use]
    pub fn name(&self) -> String {
        let digest = Sha256::digest(self.dedupe_key.as_bytes());
        let mut bits = [0; 16];
        bits.copy_from_slice(&digest[..16]);
        doorstep::ids::base62(u128::from_be_bytes(bits))
    }

    /// How a message goes out; `None` of a notice.
    #[must_use]
    pub fn medium(&self) -> Option<Medium> {
        Medium::from_code(self.medium.as_deref()?)
    }

    /// In which versions of the brand's own words it went out; `None` where all
    /// of it was ours.
    #[must_use]
    pub fn versions(&self) -> Option<Versions> {
        Versions::from_code(self.words_version.as_deref()?)
    }

    fn mailed(self, words: Option<mail::Model>) -> Option<Mailed> {
        let state = MailState::from_code(&self.state)?;
        let is_held = self.lease.is_some();
        Some(Mailed {
            name: self.name(),
            kind: MessageKind::of(&self.notice, self.medium()?)?,
            waits: self.waits.as_deref().and_then(Wait::from_code),
            versions: self.versions(),
            outbox_id: self.id,
            brand_id: self.brand_id,
            order_id: self.order_id,
            queued: from_ms(self.created_ms),
            ended: self.ended_ms.map(from_ms),
            next_try: self.next_try_ms.map(from_ms),
            // The try that is going on has not failed yet.
            attempts: u32::try_from(self.attempts)
                .unwrap_or(0)
                .saturating_sub(u32::from(is_held && state == MailState::Queued)),
            why: self.last_error.or(self.reason),
            state,
            words,
        })
    }
}

/// The mails of an order with what became of each, oldest first.
///
/// # Errors
/// When the database refuses.
pub async fn mails_of_order(
    database: &impl ConnectionTrait,
    order_id: i64,
) -> Result<Vec<Mailed>, Error> {
    let rows = Entity::find()
        .filter(Column::OrderId.eq(order_id))
        .filter(is_mail())
        .order_by_asc(Column::Id)
        .all(database)
        .await?;
    let mut words = mail::of_order(database, order_id).await?;
    let mailed = rows.into_iter().filter_map(|row| {
        let own = words
            .iter()
            .position(|words| Some(words.id) == row.mail_id)
            .map(|at| words.swap_remove(at));
        row.mailed(own)
    });
    Ok(mailed.collect())
}

/// The mails of these brands that were given up and those that wait, the
/// newest of each first.
///
/// # Errors
/// When the database refuses.
pub async fn open_mails_of_brands(
    database: &impl ConnectionTrait,
    serves: &Serves,
    limit: u64,
) -> Result<Vec<Mailed>, Error> {
    let mut open = Vec::new();
    for standing in [dead(), waiting()] {
        let mut find = Entity::find().filter(standing);
        if let Serves::Only(brands) = serves {
            find = find.filter(Column::BrandId.is_in(brands.iter().copied()));
        }
        let rows = find
            .order_by_desc(Column::Id)
            .limit(limit)
            .all(database)
            .await?;
        open.extend(rows.into_iter().filter_map(|row| row.mailed(None)));
    }
    Ok(open)
}

/// The newest notices of these brands that would have been sent, had the brand
/// switched them on, the newest first.
///
/// # Errors
/// When the database refuses.
pub async fn held_back_of_brands(
    database: &impl ConnectionTrait,
    brands: &[i64],
    limit: usize,
) -> Result<Vec<Model>, Error> {
    let mut newest = Vec::new();
    for brand in brands {
        let of_brand = Entity::find()
            .filter(Column::BrandId.eq(*brand))
            // Word for word the condition of an index: a value that is bound
            // might be another.
            .filter(Expr::cust("reason = 'switched_off'"))
            .filter(Column::State.eq(NoticeState::Dropped.code()))
            .filter(Column::Medium.is_null())
            .order_by_desc(Column::Id)
            .limit(u64::try_from(limit).unwrap_or(u64::MAX));
        newest.extend(of_brand.all(database).await?);
    }
    newest.sort_by_key(|row| std::cmp::Reverse(row.id));
    newest.truncate(limit);
    Ok(newest)
}

/// The newest messages of an order that wait or have gone out.
///
/// # Errors
/// When the database refuses.
pub async fn messages_of_order(
    database: &impl ConnectionTrait,
    order_id: i64,
    limit: u64,
) -> Result<Vec<Model>, Error> {
    Ok(Entity::find()
        .filter(Column::OrderId.eq(order_id))
        .filter(Column::State.is_in([MailState::Queued.code(), MailState::Sent.code()]))
        .filter(Column::Medium.is_not_null())
        .order_by_desc(Column::Id)
        .limit(limit)
        .all(database)
        .await?)
}

/// The newest messages of a brand that wait or have gone out.
///
/// # Errors
/// When the database refuses.
pub async fn messages_of_brand(
    database: &impl ConnectionTrait,
    brand_id: i64,
    limit: u64,
) -> Result<Vec<Model>, Error> {
    Ok(Entity::find()
        .filter(Column::BrandId.eq(brand_id))
        .filter(Column::State.is_in([MailState::Queued.code(), MailState::Sent.code()]))
        .filter(Column::Medium.is_not_null())
        .order_by_desc(Column::Id)
        .limit(limit)
        .all(database)
        .await?)
}
