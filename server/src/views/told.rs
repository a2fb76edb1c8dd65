//! What an order's shopper has told the shop, and how far that is: neither
//! the words nor anybody's name.

use super::tracking::{Gathered, local};
use crate::db::{contact, from_ms, orders};
use doorstep::order::OrderKind;
use doorstep::view::report::{REST, ToldView};
use doorstep::view::tracking::{ReportLineView, ToldLineView};

/// Whether anything can be told about an order: history is nobody's to answer
/// any more, and of a forgotten person nothing is taken in.
#[must_use]
pub fn is_open(order: &orders::Model) -> bool {
    order.forgotten_ms.is_none() && order.kind != OrderKind::Imported.code()
}

/// The line of each part of an order's page.
pub fn line(gathered: &Gathered, has_rest: bool) -> Option<ReportLineView> {
    let texts = &*gathered.setting.texts;
    if !is_open(&gathered.order) {
        return None;
    }
    let told = gathered.contacts.iter().map(|row| ToldLineView {
        part: part_of(gathered, row, has_rest),
        text: texts.told_line(&row.reference, row.state()),
    });
    Some(ReportLineView {
        label: texts.report_words().link.to_owned(),
        told: told.collect(),
    })
}

/// Where on the page it stands: with its parcel; what is about none, with
/// what has not left, else with the first.
fn part_of(gathered: &Gathered, row: &contact::Model, has_rest: bool) -> String {
    let parcels = &gathered.parcels;
    let own = parcels
        .iter()
        .find(|parcel| Some(parcel.told.shipment.id) == row.shipment_id);
    match (own.or(parcels.first()), row.shipment_id) {
        (_, None) if has_rest => REST.to_owned(),
        (Some(parcel), _) => parcel.told.shipment.public_id.clone(),
        (None, _) => REST.to_owned(),
    }
}

/// What was told, with its day.
pub fn told(gathered: &Gathered, row: &contact::Model) -> ToldView {
    let setting = &gathered.setting;
    let day = local(from_ms(row.opened_ms), setting.zone).date();
    ToldView {
        reference: row.reference.clone(),
        topic: row.topic(),
        on: setting.texts.date(day, setting.today()),
        state: row.state(),
    }
}
