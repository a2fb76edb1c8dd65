//! A change at the desk while it is being made: the order is locked, so that
//! everyone who changes something of it waits in one row; who did it is
//! written down; and at its end those who look at the order are told.

use crate::db::audit::{self, NewDeed};
use crate::db::entry::{self, NewEntry};
use crate::db::{Transaction, json, orders};
use crate::error::Error;
use crate::services::Services;
use crate::staff::Actor;
use chrono::{DateTime, Utc};
use doorstep::audit::Deed;
use doorstep::contact::EntryKind;
use doorstep::desk::Event;
use serde_json::Value;

/// What a change is of.
#[derive(Clone, Copy, Debug)]
pub struct Of {
    /// The order's brand.
    pub brand_id: i64,
    /// The order.
    pub order_id: i64,
}

impl From<&orders::Model> for Of {
    fn from(order: &orders::Model) -> Self {
        Self {
            brand_id: order.brand_id,
            order_id: order.id,
        }
    }
}

/// An open change. Dropped before its end it has not been.
pub struct Change<'a> {
    /// In which all of it is written.
    pub transaction: Transaction,
    /// When it is made.
    pub now: DateTime<Utc>,
    is_forgotten: bool,
    services: &'a Services,
    actor: &'a Actor,
    of: Of,
}

impl<'a> Change<'a> {
    /// Begins one.
    pub async fn begin(services: &'a Services, actor: &'a Actor, of: Of) -> Result<Self, Error> {
        let transaction = services.database.begin().await?;
        let locked = orders::terms_locked_by_id(&transaction, &[of.order_id]).await?;
        Ok(Self {
            transaction,
            is_forgotten: locked.iter().any(|order| order.forgotten_ms.is_some()),
            now: services.clock.now(),
            services,
            actor,
            of,
        })
    }

    /// Whether nothing personal is taken in of the order any more.
    pub const fn is_forgotten(&self) -> bool {
        self.is_forgotten
    }

    /// Writes down what is done to what.
    pub async fn audit(
        &self,
        deed: Deed,
        subject: Option<&str>,
        detail: Option<Value>,
    ) -> Result<(), Error> {
        let new = NewDeed {
            staff_id: Some(self.actor.id),
            actor: &self.actor.public_id,
            brand_id: Some(self.of.brand_id),
            order_id: Some(self.of.order_id),
            deed,
            subject,
            detail,
        };
        audit::add(&self.transaction, &new, self.now).await
    }

    /// Adds a note to the order's history, or to that of a contact.
    pub async fn note(&self, contact_id: Option<i64>, words: &str) -> Result<(), Error> {
        self.add(contact_id, EntryKind::Note, words).await
    }

    /// Adds what was done to it.
    pub async fn tell(&self, contact_id: Option<i64>, event: &Event) -> Result<(), Error> {
        let body = json(event)?;
        self.add(contact_id, EntryKind::Event, &body).await
    }

    async fn add(&self, contact_id: Option<i64>, kind: EntryKind, body: &str) -> Result<(), Error> {
        let entry = NewEntry {
            brand_id: self.of.brand_id,
            order_id: self.of.order_id,
            contact_id,
            kind,
            staff_id: Some(self.actor.id),
            body,
            outbox_id: None,
        };
        entry::add(&self.transaction, &entry, self.now).await?;
        Ok(())
    }

    /// Takes all of it back: nothing was changed.
    pub async fn undo(self) -> Result<(), Error> {
        Ok(self.transaction.rollback().await?)
    }

    /// Makes it true and tells who looks at the order.
    pub async fn done(self) -> Result<(), Error> {
        let raised = orders::raise_revision(&self.transaction, &[self.of.order_id]).await?;
        self.transaction.commit().await?;
        for (order, revision) in raised {
            self.services.bus.publish(order, revision);
        }
        self.services.bus.publish_desk(self.of.brand_id);
        Ok(())
    }
}
