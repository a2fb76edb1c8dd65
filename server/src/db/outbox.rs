//! The outbox: each due notice and each mail once, written in the transaction
//! that made it due. A notice is decided on ([`notices`]); its messages are
//! rows of their own, one for each recipient, which go out like mails
//! ([`hold`]).

pub mod heard;
pub mod hold;
mod mails;
pub mod notices;

pub use mails::{
    Mailed, held_back_of_brands, mails_of_order, messages_of_brand, messages_of_order,
    open_mails_of_brands,
};

use super::{ROWS_A_STATEMENT, to_ms};
use crate::error::Error;
use chrono::{DateTime, Utc};
use doorstep::delivery::{self, NoticeState};
use doorstep::ids::ListLinkId;
use doorstep::mail::{MailKind, MailState};
use doorstep::notice::DueNotice;
use doorstep::recipient::Medium;
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::OnConflict;
use sea_orm::{ActiveValue, PaginatorTrait, QueryOrder, QueryTrait};
use serde::Deserialize;

/// A row of `outbox`.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, DeriveEntityModel)]
#[sea_orm(table_name = "outbox")]
pub struct Model {
    /// Row id.
    #[sea_orm(primary_key)]
    pub id: i64,
    /// The brand in whose name it goes out.
    pub brand_id: i64,
    /// The order; null for mail that is about none.
    pub order_id: Option<i64>,
    /// The shipment; null for notices of the whole order.
    pub shipment_id: Option<i64>,
    /// Subject, notice and milestone: what makes it one message for good.
    pub dedupe_key: String,
    /// What kind.
    pub notice: String,
    /// Which occasion.
    pub milestone: String,
    /// [`MailState`] as its code.
    pub state: String,
    /// Why it was dropped.
    pub reason: Option<String>,
    /// When it fell due.
    pub created_ms: i64,
    /// How often it was taken to be sent.
    pub attempts: i32,
    /// From when on it is tried, or decided on; null once it has ended.
    pub next_try_ms: Option<i64>,
    /// Until when a worker holds it.
    pub leased_until_ms: Option<i64>,
    /// Which hold that is: random, and of one worker alone.
    pub lease: Option<String>,
    /// What went wrong the last time, without anything personal.
    pub last_error: Option<String>,
    /// When it was sent, given up or dropped by a worker.
    pub ended_ms: Option<i64>,
    /// The row of `mail` with its words, where staff wrote them.
    pub mail_id: Option<i64>,
    /// When what a notice tells of happened.
    pub happened_ms: Option<i64>,
    /// The notice that leads this message; of a merged notice the one whose
    /// message tells it.
    pub lead_id: Option<i64>,
    /// How it goes out, as [`doorstep::recipient::Medium`]'s code; null for
    /// notices, which go out as rows of their own.
    pub medium: Option<String>,
    /// Whose message it is: [`doorstep::recipient::Recipient::key`], or the
    /// public id of one of the staff.
    pub recipient: Option<String>,
    /// What it waits for, as [`doorstep::delivery::Wait`]'s code.
    pub waits: Option<String>,
    /// What the provider calls it, where it says so: by that it says later
    /// that it did not arrive.
    pub sent_as: Option<String>,
    /// In which versions of the brand's own words it went out, as
    /// [`doorstep::wording::Versions`]' code; null for ours.
    pub words_version: Option<String>,
    /// How often its provider may have taken it and was not heard to say so.
    pub unanswered: i32,
}

/// Relations are spelled out in queries.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

/// A notice to be queued.
#[derive(Clone, Debug)]
pub struct NewNotice {
    /// The brand.
    pub brand_id: i64,
    /// The order.
    pub order_id: i64,
    /// The shipment, or the whole order.
    pub shipment_id: Option<i64>,
    /// What is due.
    pub due: DueNotice,
    /// When what it tells of happened, as far as that is known.
    pub happened: DateTime<Utc>,
}

impl NewNotice {
    fn dedupe_key(&self) -> String {
        let subject = self.shipment_id.map_or_else(
            || format!("order {}", self.order_id),
            |id| format!("shipment {id}"),
        );
        format!(
            "{subject} {} {}",
            self.due.notice.code(),
            self.due.milestone
        )
    }
}

/// How many notices wait to be sent, over all brands: a figure for whoever
/// runs the server.
///
/// # Errors
/// When the database refuses.
pub async fn queued_of_any_brand(database: &impl ConnectionTrait) -> Result<u64, Error> {
    Ok(Entity::find()
        .filter(Column::Medium.is_null())
        // Whatever waits has a next try, and nothing else: an index knows that,
        // and answers by itself.
        .filter(Column::NextTryMs.is_not_null())
        .count(database)
        .await?)
}

/// How many messages of any brand wait.
///
/// # Errors
/// When the database refuses.
pub async fn waiting_of_any_brand(database: &impl ConnectionTrait) -> Result<u64, Error> {
    Ok(Entity::find()
        .filter(hold::waiting())
        .count(database)
        .await?)
}

/// How many messages of any brand were given up.
///
/// # Errors
/// When the database refuses.
pub async fn dead_of_any_brand(database: &impl ConnectionTrait) -> Result<u64, Error> {
    Ok(Entity::find().filter(hold::dead()).count(database).await?)
}

/// How many messages of these brands were given up.
///
/// # Errors
/// When the database refuses.
pub async fn dead_of_brands(
    database: &impl ConnectionTrait,
    brand_ids: &[i64],
) -> Result<u64, Error> {
    Ok(Entity::find()
        .filter(Column::BrandId.is_in(brand_ids.iter().copied()))
        .filter(hold::dead())
        .count(database)
        .await?)
}

/// A mail to be queued.
#[derive(Clone, Debug)]
pub struct NewMail<'a> {
    /// The brand in whose name it goes out.
    pub brand_id: i64,
    /// The order it is about, where it is about one.
    pub order_id: Option<i64>,
    /// What it is.
    pub kind: MailKind,
    /// What it is about: the public id of a link, a contact or an endpoint, or
    /// nothing.
    pub about: &'a str,
    /// What makes it one mail for good: its kind and a public id.
    pub dedupe_key: String,
    /// The row of `mail` with its words, where staff wrote them.
    pub mail_id: Option<i64>,
    /// Who of the staff reads it, where it is one of them: their public id.
    pub reader: Option<&'a str>,
    /// When what it tells of happened, where that decides whether it goes out.
    pub happened: Option<DateTime<Utc>>,
}

impl NewMail<'_> {
    fn row(self, now: DateTime<Utc>) -> ActiveModel {
        ActiveModel {
            brand_id: ActiveValue::Set(self.brand_id),
            order_id: ActiveValue::Set(self.order_id),
            shipment_id: ActiveValue::Set(None),
            dedupe_key: ActiveValue::Set(self.dedupe_key),
            notice: ActiveValue::Set(self.kind.code().to_owned()),
            milestone: ActiveValue::Set(self.about.to_owned()),
            state: ActiveValue::Set(MailState::Queued.code().to_owned()),
            created_ms: ActiveValue::Set(to_ms(now)),
            attempts: ActiveValue::Set(0),
            next_try_ms: ActiveValue::Set(Some(to_ms(now))),
            mail_id: ActiveValue::Set(self.mail_id),
            happened_ms: ActiveValue::Set(self.happened.map(to_ms)),
            medium: ActiveValue::Set(Some(Medium::Email.code().to_owned())),
            recipient: ActiveValue::Set(self.reader.map(str::to_owned)),
            ..Default::default()
        }
    }
}

/// Queues a mail, to be sent from now on; its row id.
///
/// # Errors
/// When the database refuses, or the mail is queued already.
pub async fn queue_mail(
    database: &impl ConnectionTrait,
    new: NewMail<'_>,
    now: DateTime<Utc>,
) -> Result<i64, Error> {
    let insert = Entity::insert(new.row(now));
    Ok(insert.exec(database).await?.last_insert_id)
}

/// Queues a mail unless it is queued already.
///
/// # Errors
/// When the database refuses.
pub async fn queue_mail_once(
    database: &impl ConnectionTrait,
    new: NewMail<'_>,
    now: DateTime<Utc>,
) -> Result<(), Error> {
    let once = OnConflict::column(Column::DedupeKey)
        .do_nothing()
        .to_owned();
    let insert = Entity::insert(new.row(now)).on_conflict(once).into_query();
    database.execute(&insert).await?;
    Ok(())
}

/// Queues the mail with a link to the list of a buyer's orders. What it is
/// about is the link's id, from which the site key forms the secret; it goes
/// to the address of the buyer of `order_id`.
///
/// # Errors
/// When the database refuses.
pub async fn queue_list_link(
    database: &impl ConnectionTrait,
    brand_id: i64,
    order_id: i64,
    link: &ListLinkId,
    now: DateTime<Utc>,
) -> Result<(), Error> {
    let new = NewMail {
        brand_id,
        order_id: Some(order_id),
        kind: MailKind::ListLink,
        about: link.as_str(),
        dedupe_key: format!("link {link}"),
        mail_id: None,
        reader: None,
        happened: None,
    };
    queue_mail(database, new, now).await?;
    Ok(())
}

/// Queues notices that are not in the outbox yet, to be decided on once what
/// belongs to them may have come.
///
/// # Errors
/// When the database refuses.
pub async fn queue(
    database: &impl ConnectionTrait,
    notices: &[NewNotice],
    now: DateTime<Utc>,
) -> Result<(), Error> {
    let turn = to_ms(now + delivery::SETTLES);
    for chunk in notices.chunks(ROWS_A_STATEMENT) {
        let rows = chunk.iter().map(|new| ActiveModel {
            id: ActiveValue::NotSet,
            brand_id: ActiveValue::Set(new.brand_id),
            order_id: ActiveValue::Set(Some(new.order_id)),
            shipment_id: ActiveValue::Set(new.shipment_id),
            dedupe_key: ActiveValue::Set(new.dedupe_key()),
            notice: ActiveValue::Set(new.due.notice.code().to_owned()),
            milestone: ActiveValue::Set(new.due.milestone.clone()),
            state: ActiveValue::Set(NoticeState::Queued.code().to_owned()),
            reason: ActiveValue::Set(None),
            created_ms: ActiveValue::Set(to_ms(now)),
            attempts: ActiveValue::Set(0),
            next_try_ms: ActiveValue::Set(Some(turn)),
            leased_until_ms: ActiveValue::Set(None),
            lease: ActiveValue::Set(None),
            last_error: ActiveValue::Set(None),
            ended_ms: ActiveValue::Set(None),
            mail_id: ActiveValue::Set(None),
            happened_ms: ActiveValue::Set(Some(to_ms(new.happened))),
            lead_id: ActiveValue::Set(None),
            medium: ActiveValue::Set(None),
            recipient: ActiveValue::Set(None),
            waits: ActiveValue::Set(None),
            sent_as: ActiveValue::Set(None),
            words_version: ActiveValue::Set(None),
            unanswered: ActiveValue::Set(0),
        });
        let insert = Entity::insert_many(rows)
            .on_conflict(
                OnConflict::column(Column::DedupeKey)
                    .do_nothing()
                    .to_owned(),
            )
            .into_query();
        database.execute(&insert).await?;
    }
    Ok(())
}

/// All rows of an order, oldest first.
///
/// # Errors
/// When the database refuses.
pub async fn of_order(database: &impl ConnectionTrait, order_id: i64) -> Result<Vec<Model>, Error> {
    Ok(Entity::find()
        .filter(Column::OrderId.eq(order_id))
        .order_by_asc(Column::Id)
        .all(database)
        .await?)
}

/// Drops the notices and mails of these orders that have not gone out, those
/// that were given up among them, with the reason; says how many.
///
/// # Errors
/// When the database refuses.
pub async fn drop_queued_of_orders(
    database: &impl ConnectionTrait,
    order_ids: &[i64],
    reason: &str,
) -> Result<u64, Error> {
    let mut dropped = 0;
    for chunk in order_ids.chunks(ROWS_A_STATEMENT) {
        let ended = Entity::update_many()
            .col_expr(Column::State, Expr::value("dropped"))
            .col_expr(Column::Reason, Expr::value(reason))
            .col_expr(Column::NextTryMs, Expr::value(None::<i64>))
            .filter(Column::OrderId.is_in(chunk.iter().copied()))
            .filter(Column::State.is_in([
                NoticeState::Queued.code(),
                NoticeState::UnderWay.code(),
                NoticeState::Dead.code(),
            ]));
        dropped += ended.exec(database).await?.rows_affected;
    }
    Ok(dropped)
}
