//! What endpoints are told, as JSON: names that stay as they are, and nothing
//! of any person.

use crate::db::webhook::event::Named;
use crate::db::{contact, from_ms, shipment, state};
use chrono::{DateTime, SecondsFormat, Utc};
use doorstep::flag::{Flag, Raised};
use doorstep::window::Promise;
use serde_json::{Map, Value, json};

/// One thing an event is about, by the name it has there.
#[derive(Clone, Debug)]
pub struct About {
    pub name: &'static str,
    pub value: Value,
}

fn moment(at: DateTime<Utc>) -> String {
    at.to_rfc3339_opts(SecondsFormat::Secs, true)
}

/// The order, which every event is about.
pub fn order(order: &Named) -> Map<String, Value> {
    let order = json!({
        "id": order.public_id,
        "number": order.number,
        "placed_at": order.placed_ms.map(|ms| moment(from_ms(ms))),
        "cancelled_at": order.cancelled_ms.map(|ms| moment(from_ms(ms))),
    });
    Map::from_iter([("order".to_owned(), order)])
}

/// A day or window, and who named it.
fn expected(promise: Option<&Promise>) -> Value {
    promise.map_or(Value::Null, |promise| {
        json!({
            "from": promise.estimate.from,
            "to": promise.estimate.to,
            "hours": promise.estimate.hours,
            "source": promise.source.code(),
            "reason": promise.reason.map(|reason| reason.code()),
        })
    })
}

impl About {
    /// A parcel: how it stands, and when it is expected where that is told.
    pub fn parcel(
        row: &shipment::Model,
        stands: Option<&state::Model>,
        shown: Option<&Promise>,
    ) -> Self {
        let mut value = json!({
            "id": row.public_id,
            "status": stands.map(|stands| &stands.status),
            "reason": stands.and_then(|stands| stands.reason.as_ref()),
        });
        if shown.is_some() {
            value["window"] = expected(shown);
        }
        Self {
            name: "parcel",
            value,
        }
    }

    /// The window that holds.
    pub fn window(promise: Option<&Promise>) -> Self {
        Self {
            name: "window",
            value: expected(promise),
        }
    }

    /// The one before it; null where there was none.
    pub fn was(promise: Option<&Promise>) -> Self {
        Self {
            name: "was",
            value: expected(promise),
        }
    }

    /// A flag that is up.
    pub fn flag(raised: &Raised) -> Self {
        Self {
            name: "flag",
            value: json!({
                "kind": raised.flag.code(),
                "since": moment(raised.since),
                "due": moment(raised.due),
            }),
        }
    }

    /// A flag that is gone.
    pub fn gone(flag: Flag) -> Self {
        Self {
            name: "flag",
            value: json!({ "kind": flag.code() }),
        }
    }

    /// A contact; not its words.
    pub fn contact(row: &contact::Model) -> Self {
        Self {
            name: "contact",
            value: json!({
                "id": row.public_id,
                "reference": row.reference,
                "topic": row.topic().code(),
                "channel": row.channel,
                "state": row.state().code(),
                "opened_at": moment(from_ms(row.opened_ms)),
            }),
        }
    }
}
