//! `/console/incidents`: what carriers' troubles are declared; managers
//! declare and end them.

use super::order::{Fields, Sent};
use super::{Shown, Visit};
use crate::http::session::Manager;
use crate::intake::desk::Refusal;
use crate::intake::desk::incident::{self, NewIncident};
use crate::views::Views;
use app::pages::console::Main;
use app::texts::Said;
use axum::http::StatusCode;
use axum::response::Response;
use doorstep::desk::Fault;
use doorstep::view::console::desk::FaultView;
use doorstep::view::console::incidents::IncidentsView;
use doorstep::view::console::{SaidTone, SaidView};

/// Where they are.
const PATH: &str = "/console/incidents";

/// `GET /console/incidents`.
pub async fn list(visit: Visit) -> Response {
    let said = visit.asked.said.as_deref().and_then(Said::from_code);
    let said = said.map(|said| SaidView {
        tone: SaidTone::Done,
        text: visit.texts().said(said).to_owned(),
    });
    page(&visit, said, StatusCode::OK, |_| {}).await
}

/// `POST /console/incidents`.
pub async fn declare(Manager(_): Manager, visit: Visit, sent: Sent) -> Response {
    let fields = Fields::read(sent);
    let services = &visit.http.services;
    let new = NewIncident {
        brand: fields.one("brand"),
        carrier: fields.one("carrier"),
        country: fields.one("country"),
        region: fields.one("region"),
        from: fields.one("from"),
        to: fields.one("to"),
        words: fields.one("words"),
    };
    match incident::declare(services, &visit.actor, &new).await {
        Ok(_) => visit.back(PATH, &[("said", Said::Declared.code().to_owned())]),
        Err(refusal) => refused(&visit, &fields, refusal).await,
    }
}

/// `POST /console/incidents/end`.
pub async fn end(Manager(_): Manager, visit: Visit, sent: Sent) -> Response {
    let fields = Fields::read(sent);
    let services = &visit.http.services;
    match incident::end(services, &visit.actor, fields.one("incident")).await {
        Ok(()) => visit.back(PATH, &[("said", Said::Ended.code().to_owned())]),
        Err(refusal) => refused(&visit, &Fields::default(), refusal).await,
    }
}

/// The page once more, with what was typed and why it was not taken.
async fn refused(visit: &Visit, fields: &Fields, refusal: Refusal) -> Response {
    let texts = visit.texts();
    let (text, field, status) = match refusal {
        Refusal::Failed(error) => return visit.failed(&error).await,
        Refusal::Wrong(fault) => (
            texts.desk_fault(fault),
            field_of(fault),
            StatusCode::UNPROCESSABLE_ENTITY,
        ),
        Refusal::ChangedMeanwhile => (texts.changed_meanwhile(), "", StatusCode::CONFLICT),
        Refusal::NotThere => (texts.gone(), "", StatusCode::NOT_FOUND),
    };
    let said = SaidView {
        tone: SaidTone::Refused,
        text: text.to_owned(),
    };
    page(visit, Some(said), status, |view| {
        view.form.open = Some("incident".to_owned());
        view.form.typed = fields.typed();
        view.form.fault = Some(FaultView {
            field: field.to_owned(),
            text: text.to_owned(),
        });
    })
    .await
}

const fn field_of(fault: Fault) -> &'static str {
    match fault {
        Fault::NoWords | Fault::TooLong => "words",
        Fault::NoCarrier => "carrier",
        Fault::NoPlace => "country",
        Fault::WrongDay => "from",
        _ => "",
    }
}

async fn page(
    visit: &Visit,
    said: Option<SaidView>,
    status: StatusCode,
    with: impl FnOnce(&mut IncidentsView),
) -> Response {
    let views = Views(visit.http.services.clone());
    let mut view = match views.incidents(&visit.actor, &visit.language()).await {
        Ok(view) => view,
        Err(error) => return visit.failed(&error).await,
    };
    with(&mut view);
    let mut shown = Shown::new(Main::Incidents(Box::new(view)));
    PATH.clone_into(&mut shown.path);
    shown.said = said.into_iter().collect();
    shown.status = status;
    visit.show(shown).await
}
