//! When we last heard of a parcel, and whether and how we hear next.

use super::parcel::Setting;
use super::tracking::local;
use crate::db::from_ms;
use crate::facts::Told;
use app::texts::{Freshness, Hearing};
use doorstep::carrier::Carrier;
use doorstep::scan::Status;

/// The sentence.
pub fn of(setting: &Setting, told: &Told, status: Status, carrier: &Carrier) -> String {
    let name = carrier.name();
    let name = name.as_deref();
    let hearing = hearing(setting, told, status, carrier);
    let handed_over = told.shipment.handed_over_ms.map(from_ms);
    let key = match told.heard {
        Some(at) => Freshness::Heard {
            carrier: name,
            at: local(at, setting.zone),
            ago: setting.now.instant.signed_duration_since(at),
            hearing,
        },
        None if !told.facts.tracked && handed_over.is_some() => Freshness::Untracked,
        None if told.facts.numbered => Freshness::NotScanned {
            carrier: name,
            hearing,
        },
        None => Freshness::NoNumber,
    };
    setting.texts.freshness(&key, setting.today())
}

/// Where the word came from, or may come from, and whether that still speaks
/// to us.
fn hearing(setting: &Setting, told: &Told, status: Status, carrier: &Carrier) -> Hearing {
    if status.is_final() {
        return Hearing::Over;
    }
    let front = &setting.front;
    let heard_from = told.parcels.iter().map(|parcel| parcel.connection_id);
    let is_open = heard_from.into_iter().any(|id| front.is_open(id));
    if is_open || front.hears_of(carrier) {
        Hearing::Pushed
    } else {
        Hearing::Unconnected
    }
}
