//! What staff say of shipments, as messages like all others: kept raw, taken
//! in by the same intake, and told in the audit trail within the transaction
//! that takes them in.

use crate::db::audit::{self, NewDeed};
use crate::db::orders;
use crate::error::Error;
use crate::intake::batch::{Kept, Touched};
use crate::staff::Actor;
use bytes::Bytes;
use chrono::{DateTime, Utc};
use doorstep::audit::Deed;
use doorstep::shipment::Change;
use serde::{Deserialize, Serialize};

/// The topic of these messages. No webhook comes by it.
pub const TOPIC: &str = "staff";

/// What was done to a shipment; closed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Action {
    /// It got a number more.
    NumberAdded,
    /// A number was put in another's place.
    NumberReplaced,
    /// It lost a number.
    NumberRemoved,
    /// It is new.
    ShipmentAdded,
    /// It was taken off its order.
    ShipmentRemoved,
}

/// Who of the staff a message is of, for the audit trail.
#[derive(Clone, Debug)]
pub struct Author {
    staff_id: i64,
    public_id: String,
    brand_id: i64,
    order_id: i64,
    shipment: Option<String>,
    action: Action,
}

impl Author {
    /// Somebody who does something to a shipment of an order; a new one has no
    /// public id yet.
    #[must_use]
    pub fn new(
        actor: &Actor,
        order: &orders::Model,
        shipment: Option<&str>,
        action: Action,
    ) -> Self {
        Self {
            staff_id: actor.id,
            public_id: actor.public_id.clone(),
            brand_id: order.brand_id,
            order_id: order.id,
            shipment: shipment.map(str::to_owned),
            action,
        }
    }
}

/// A message's body. What of it grows old is cut; what is left is still one.
#[derive(Debug, Default, Serialize, Deserialize)]
struct Body {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    action: Option<Action>,
    #[serde(default)]
    by: String,
    #[serde(default)]
    changes: Vec<Change>,
}

/// The bytes of a message.
///
/// # Errors
/// When a change cannot be written as JSON.
pub fn body(author: &Author, changes: &[Change]) -> Result<Bytes, Error> {
    let body = Body {
        action: Some(author.action),
        by: author.public_id.clone(),
        changes: changes.to_vec(),
    };
    Ok(Bytes::from(serde_json::to_vec(&body)?))
}

/// What a kept message of this topic said.
///
/// # Errors
/// When it cannot be read: what is wrong with it.
pub fn read(body: &[u8]) -> Result<Vec<Change>, String> {
    serde_json::from_slice::<Body>(body)
        .map(|body| body.changes)
        .map_err(|error| error.to_string())
}

/// Writes down who sent a batch's messages, of those that staff sent and that
/// are in.
pub(in crate::intake) async fn audit(
    transaction: &crate::db::Transaction,
    messages: &[Kept<'_>],
    touched: &Touched,
    now: DateTime<Utc>,
) -> Result<(), Error> {
    for kept in messages {
        let Some(author) = &kept.incoming.author else {
            continue;
        };
        if touched.overtaken.contains(&kept.message_id) {
            continue;
        }
        let deed = NewDeed {
            staff_id: Some(author.staff_id),
            actor: &author.public_id,
            brand_id: Some(author.brand_id),
            order_id: Some(author.order_id),
            deed: Deed::ShipmentChanged,
            subject: author.shipment.as_deref(),
            detail: Some(serde_json::json!({ "action": author.action })),
        };
        audit::add(transaction, &deed, now).await?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_message_that_was_cut_still_reads() {
        assert_eq!(read(b"{}"), Ok(Vec::new()));
        assert_eq!(
            read(br#"{"action":"number_added","by":"stf_1","changes":[]}"#),
            Ok(Vec::new())
        );
        assert!(read(b"not JSON").is_err());
    }
}
