//! What to do next about an order, and the reply that fits.

use super::super::super::parcel::Parcel;
use super::Pane;
use doorstep::advice::{self, Case};
use doorstep::claim::ClaimState;
use doorstep::flag::Flag;
use doorstep::scan::Status;
use doorstep::shipment::Direction;
use doorstep::template::{self, TemplateKey};
use doorstep::view::console::order::AdviceView;
use doorstep::window::Window;

/// What is advised, with what it was made from: the forms begin with it too.
pub struct Advised {
    pub view: AdviceView,
    pub case: Case,
    pub template: TemplateKey,
}

/// The advice.
pub fn of(pane: &Pane<'_>) -> Advised {
    let parcel = in_question(pane);
    let case = case(pane, parcel);
    let template = template::suggest(&template::Situation {
        status: case.status.unwrap_or(Status::Ordered),
        reason: case.reason,
        is_late: case.is_late,
        flags: &case.flags,
        topic: case.contact,
    });
    let situation = advice::advise(&case);
    let texts = pane.texts();
    let carrier = parcel.and_then(|parcel| parcel.carrier.name());
    let view = AdviceView {
        text: texts.situation(situation, carrier.as_deref()),
        action: situation.action(),
        label: texts.do_label(situation.action()).to_owned(),
        template: Some(template.code().to_owned()),
        template_name: Some(texts.template_label(template).to_owned()),
        parcel: parcel
            .filter(|parcel| parcel.told.shipment.id != 0)
            .map(|parcel| parcel.told.shipment.public_id.clone()),
        policy: policy(pane, parcel),
    };
    Advised {
        view,
        case,
        template,
    }
}

/// The parcel of the worst flag, else of the oldest open contact, else the
/// first one that is still to come, else the first.
fn in_question<'a>(pane: &Pane<'a>) -> Option<&'a Parcel> {
    let parcels = &pane.gathered.parcels;
    let of_shipment = |id: Option<i64>| {
        let id = id?;
        parcels.iter().find(|parcel| parcel.told.shipment.id == id)
    };
    let mut flags = pane.rows.flags.iter();
    let worst = flags.find(|row| row.cleared_ms.is_none() && row.resolved_ms.is_none());
    let mut contacts = pane.rows.contacts.iter().rev();
    let oldest = contacts.find(|row| row.closed_ms.is_none());
    worst
        .and_then(|row| of_shipment(row.shipment_id))
        .or_else(|| oldest.and_then(|row| of_shipment(row.shipment_id)))
        .or_else(|| {
            let mut moving = parcels.iter();
            moving.find(|parcel| !parcel.derived.status.is_final())
        })
        .or_else(|| parcels.first())
}

fn case(pane: &Pane<'_>, parcel: Option<&Parcel>) -> Case {
    let rows = pane.rows;
    let flags = rows
        .flags
        .iter()
        .filter(|row| row.cleared_ms.is_none() && row.resolved_ms.is_none())
        .filter_map(|row| Flag::from_code(&row.kind));
    // The newest is first: the oldest open one waits longest.
    let mut contacts = rows.contacts.iter().rev();
    let asked = contacts.find(|row| row.closed_ms.is_none());
    let derived = parcel.map(|parcel| &parcel.derived);
    Case {
        flags: flags.collect(),
        status: derived.map(|derived| derived.status),
        reason: derived.and_then(|derived| derived.reason),
        is_late: derived.is_some_and(|derived| matches!(derived.window, Window::Missed { .. })),
        came_back: parcel.is_some_and(|parcel| {
            parcel.told.facts.direction == Direction::Outbound
                && parcel.derived.status == Status::Returned
        }),
        contact: asked.map(crate::db::contact::Model::topic),
        claim: parcel.and_then(|parcel| claim(pane, parcel)),
        is_untold: rows.corrections.iter().any(|row| !row.untold().is_empty()),
    }
}

/// Where the claim for a parcel stands: one that waits before any other.
fn claim(pane: &Pane<'_>, parcel: &Parcel) -> Option<ClaimState> {
    let rows = pane.rows.claims.iter();
    let mut states: Vec<ClaimState> = rows
        .filter(|row| row.shipment_id == parcel.told.shipment.id)
        .filter_map(crate::db::claim::Model::claim_state)
        .collect();
    states.sort_by_key(|state| !state.is_pending());
    states.first().copied()
}

fn policy(pane: &Pane<'_>, parcel: Option<&Parcel>) -> Option<String> {
    let id = &parcel?.told.shipment.public_id;
    let mut shown = pane.shown.parcels.iter();
    let policy = shown.find(|shown| shown.id == *id)?.policy.as_ref()?;
    Some(format!("{}: {}", policy.heading, policy.text))
}
