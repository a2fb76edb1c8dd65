//! A row of the queue: a flag or a contact, and what of it staff change.

use super::Item;
use crate::db::{contact, desk, flag};
use crate::error::Error;
use crate::intake::desk::Refusal;
use crate::intake::desk::change::{Change, Of};
use crate::intake::desk::note::On;
use crate::services::Services;
use doorstep::flag::Flag;
use doorstep::staff::Serves;

/// A row of the queue as it is stored.
#[derive(Clone, Debug)]
pub enum Row {
    Flag(flag::Model),
    Contact(contact::Model),
}

/// What staff change of a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Held {
    pub owner_id: Option<i64>,
    pub snoozed_until_ms: Option<i64>,
    pub resolved: Option<Resolved>,
}

/// When, by whom and why it was resolved.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Resolved {
    pub at_ms: i64,
    pub by: Option<i64>,
    pub why: Option<String>,
}

impl Row {
    /// A row of the brands somebody serves.
    pub async fn find(services: &Services, serves: &Serves, item: &Item) -> Result<Self, Refusal> {
        let read = services.database.read();
        let found = match item {
            Item::Flag(id) => flag::of_served_by_public_id(read, serves, id)
                .await?
                .map(Self::Flag),
            Item::Contact(id) => desk::contact_of_served(read, serves, id)
                .await?
                .map(Self::Contact),
        };
        found.ok_or(Refusal::NotThere)
    }

    /// What it is about.
    pub fn on(&self) -> On<'_> {
        match self {
            Self::Flag(row) => On {
                of: Of {
                    brand_id: row.brand_id,
                    order_id: row.order_id,
                },
                contact_id: None,
                public_id: &row.public_id,
            },
            Self::Contact(row) => On {
                of: Of {
                    brand_id: row.brand_id,
                    order_id: row.order_id,
                },
                contact_id: Some(row.id),
                public_id: &row.public_id,
            },
        }
    }

    /// Which flag it is, where it is one.
    pub fn flag(&self) -> Option<Flag> {
        match self {
            Self::Flag(row) => Flag::from_code(&row.kind),
            Self::Contact(_) => None,
        }
    }

    /// Whether somebody changed it since a version, or it cleared itself.
    pub fn has_changed_since(&self, version: i64) -> bool {
        match self {
            Self::Flag(row) => row.version != version || row.cleared_ms.is_some(),
            Self::Contact(row) => row.version != version,
        }
    }

    /// What of it staff change.
    pub fn held(&self) -> Held {
        let (owner_id, snoozed_until_ms, resolved) = match self {
            Self::Flag(row) => (
                row.owner_id,
                row.snoozed_until_ms,
                (row.resolved_ms, row.resolved_by, &row.resolved_why),
            ),
            Self::Contact(row) => (
                row.owner_id,
                row.snoozed_until_ms,
                (row.closed_ms, row.closed_by, &row.closed_why),
            ),
        };
        let (at_ms, by, why) = resolved;
        Held {
            owner_id,
            snoozed_until_ms,
            resolved: at_ms.map(|at_ms| Resolved {
                at_ms,
                by,
                why: why.clone(),
            }),
        }
    }

    /// The row as it is to be.
    pub fn with(&self, held: Held) -> Self {
        let mut changed = self.clone();
        let at_ms = held.resolved.as_ref().map(|resolved| resolved.at_ms);
        let by = held.resolved.as_ref().and_then(|resolved| resolved.by);
        let why = held.resolved.and_then(|resolved| resolved.why);
        match &mut changed {
            Self::Flag(row) => {
                row.owner_id = held.owner_id;
                row.snoozed_until_ms = held.snoozed_until_ms;
                (row.resolved_ms, row.resolved_by, row.resolved_why) = (at_ms, by, why);
            }
            Self::Contact(row) => {
                row.owner_id = held.owner_id;
                row.snoozed_until_ms = held.snoozed_until_ms;
                (row.closed_ms, row.closed_by, row.closed_why) = (at_ms, by, why);
            }
        }
        changed
    }

    /// Writes it, unless somebody did since a version; says whether it did.
    pub async fn save(&self, change: &Change<'_>, seen: i64) -> Result<bool, Error> {
        match self {
            Self::Flag(row) => flag::change(&change.transaction, row, seen).await,
            Self::Contact(row) => desk::change_contact(&change.transaction, row, seen).await,
        }
    }
}
