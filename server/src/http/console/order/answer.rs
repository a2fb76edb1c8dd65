//! How a form is answered: back to the order with what was done, or the pane
//! once more with what was typed and why it was not taken.

use super::fields::Fields;
use super::{of_pane, pane};
use crate::http::console::{Visit, order_path};
use crate::intake::desk::Refusal;
use app::texts::Said;
use axum::http::StatusCode;
use axum::response::Response;
use doorstep::desk::Fault;
use doorstep::view::console::desk::FaultView;
use doorstep::view::console::{SaidTone, SaidView};

/// A form that was sent.
pub struct Filled {
    /// Which.
    pub form: &'static str,
    /// The order, by its public id.
    pub order: String,
    /// What was typed.
    pub fields: Fields,
}

/// Answers it.
pub async fn answer(visit: &Visit, filled: Filled, outcome: Result<Said, Refusal>) -> Response {
    match outcome {
        Ok(said) => {
            let said = [("said", said.code().to_owned())];
            visit.back(&order_path(&filled.order), &said)
        }
        Err(Refusal::Failed(error)) => visit.failed(&error).await,
        Err(refusal) => again(visit, filled, &refusal).await,
    }
}

/// The pane as it stands now, with the form as it was sent.
async fn again(visit: &Visit, filled: Filled, refusal: &Refusal) -> Response {
    let mut pane = match pane(visit, &filled.order).await {
        Ok(Some(pane)) => pane,
        Ok(None) => return visit.missing().await,
        Err(error) => return visit.failed(&error).await,
    };
    let texts = visit.texts();
    let (text, field, status) = match refusal {
        Refusal::Wrong(fault) => (
            texts.desk_fault(*fault),
            field_of(*fault, &filled),
            StatusCode::UNPROCESSABLE_ENTITY,
        ),
        Refusal::ChangedMeanwhile => (texts.changed_meanwhile(), "", StatusCode::CONFLICT),
        Refusal::NotThere | Refusal::Failed(_) => (texts.gone(), "", StatusCode::NOT_FOUND),
    };
    pane.forms.open = Some(filled.form.to_owned());
    pane.forms.typed = filled.fields.typed();
    pane.forms.fault = Some(FaultView {
        field: field.to_owned(),
        text: text.to_owned(),
    });
    let mut shown = of_pane(pane);
    shown.status = status;
    shown.said = vec![SaidView {
        tone: SaidTone::Refused,
        text: text.to_owned(),
    }];
    visit.show(shown).await
}

/// The field a fault is about; none where it is about the whole form.
fn field_of(fault: Fault, filled: &Filled) -> &'static str {
    let typed = |field: &str| !filled.fields.one(field).trim().is_empty();
    match (fault, filled.form) {
        (Fault::NoWords | Fault::TooLong, "mark") => "why",
        (Fault::NoWords, "reply") if !typed("subject") => "subject",
        (
            Fault::NoWords | Fault::TooLong | Fault::MissingFact,
            "note" | "reply" | "contact" | "correction",
        ) => "body",
        (Fault::NoTrackingNumber | Fault::SameNumber, _) => "number",
        (Fault::NoCarrier, "shipment") => "carrier",
        (Fault::NoQuantity, _) => "items",
        (Fault::TooLong, "shipment") => "service",
        (Fault::NoStatus, _) => "as",
        (Fault::NoAmount, _) => "amount",
        (Fault::ClaimIsOpen, _) => "parcel",
        _ => "",
    }
}
