//! One step of a row: what it makes of it, and how the trail and the order's
//! history tell it.

use super::Act;
use super::row::{Held, Resolved, Row};
use crate::db::desk::{self, Colleague};
use crate::db::{from_ms, to_ms};
use crate::intake::desk::Refusal;
use crate::intake::desk::words::{REASON, words};
use crate::services::Services;
use crate::staff::Actor;
use chrono::{DateTime, SecondsFormat, TimeDelta, Utc};
use doorstep::audit::Deed;
use doorstep::desk::{Event, Fault};
use doorstep::flag::Flag;
use serde_json::{Value, json};

/// For how long a row may be out of sight.
const LONGEST_SNOOZE: TimeDelta = TimeDelta::days(30);

/// What is done to a row, checked as far as it can be without looking at it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step {
    Take,
    HandOver(Colleague, String),
    GiveBack,
    Snooze(DateTime<Utc>),
    Resolve(String),
    Reopen,
}

impl Step {
    /// Reads what is asked.
    pub async fn of(services: &Services, row: &Row, what: &Act) -> Result<Self, Refusal> {
        Ok(match what {
            Act::Take => Self::Take,
            Act::HandOver { to } => {
                let read = services.database.read();
                let brand_id = row.on().of.brand_id;
                let found = desk::colleague_of_brand(read, brand_id, to).await?;
                Self::HandOver(found.ok_or(Fault::NotTheirBrand)?, to.clone())
            }
            Act::GiveBack => Self::GiveBack,
            Act::Snooze { until } => Self::Snooze(*until),
            Act::Resolve { why } => Self::Resolve(words(why, REASON)?.to_owned()),
            Act::Reopen => Self::Reopen,
        })
    }

    /// What it makes of a row. Whoever has it sees it: only a snooze puts it
    /// out of sight.
    pub fn after(&self, held: Held, actor: &Actor, now: DateTime<Utc>) -> Result<Held, Refusal> {
        let is_resolved = held.resolved.is_some();
        match self {
            Self::Reopen if !is_resolved => return Err(Refusal::ChangedMeanwhile),
            Self::Reopen => {}
            _ if is_resolved => return Err(Fault::IsResolved.into()),
            _ => {}
        }
        let in_sight = |owner_id| Held {
            owner_id,
            snoozed_until_ms: None,
            resolved: None,
        };
        Ok(match self {
            Self::Take => in_sight(Some(actor.id)),
            Self::HandOver(colleague, _) => in_sight(Some(colleague.id)),
            Self::GiveBack => in_sight(None),
            Self::Snooze(until) => {
                let is_near = *until > now && until.signed_duration_since(now) <= LONGEST_SNOOZE;
                if !is_near {
                    return Err(Fault::WrongMoment.into());
                }
                Held {
                    snoozed_until_ms: Some(to_ms(*until)),
                    ..held
                }
            }
            Self::Resolve(why) => Held {
                resolved: Some(Resolved {
                    at_ms: to_ms(now),
                    by: Some(actor.id),
                    why: Some(why.clone()),
                }),
                ..in_sight(held.owner_id)
            },
            Self::Reopen => in_sight(held.owner_id),
        })
    }

    /// Whether a contact is open or closed by it.
    pub const fn opens_or_closes(&self) -> bool {
        matches!(self, Self::Resolve(_) | Self::Reopen)
    }

    /// What the trail calls it.
    pub const fn deed(&self) -> Deed {
        match self {
            Self::Take | Self::HandOver(..) | Self::GiveBack => Deed::Owned,
            Self::Snooze(_) => Deed::Snoozed,
            Self::Resolve(_) => Deed::Resolved,
            Self::Reopen => Deed::Reopened,
        }
    }

    /// What the trail says of it. The words of staff may name people: they
    /// stand with the row alone.
    pub fn detail(&self, actor: &Actor) -> Option<Value> {
        match self {
            Self::Take => Some(json!({ "owner": actor.public_id })),
            Self::HandOver(_, to) => Some(json!({ "owner": to })),
            Self::GiveBack => Some(json!({ "owner": null })),
            Self::Snooze(until) => {
                let until = from_ms(to_ms(*until)).to_rfc3339_opts(SecondsFormat::Secs, true);
                Some(json!({ "until": until }))
            }
            Self::Resolve(_) | Self::Reopen => None,
        }
    }

    /// What stands of it in the order's history: only what a person would look
    /// for there.
    pub fn event(&self, flag: Option<Flag>) -> Option<Event> {
        match self {
            Self::HandOver(colleague, _) => Some(Event::HandedOver {
                flag,
                to: colleague.name.clone(),
            }),
            Self::Resolve(why) => Some(Event::Resolved {
                flag,
                why: why.clone(),
            }),
            Self::Reopen => Some(Event::Reopened { flag }),
            Self::Take | Self::GiveBack | Self::Snooze(_) => None,
        }
    }
}
