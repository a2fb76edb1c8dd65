//! `/settings/history`: where managers import what became of orders before the
//! server knew of them, as far as the brands reach that they serve.

use super::fields::Fields;
use super::page::{self, Drawn};
use crate::db::brand::Stored;
use crate::db::history_upload::{self, Model};
use crate::history::upload::{self, Arriving, LARGEST};
use crate::history::{Running, Stage};
use crate::http::pages::{language, not_found};
use crate::http::routes::Http;
use crate::http::session::Manager;
use crate::staff::Actor;
use crate::views::history as view;
use app::pages::staff::{Section, StaffPage, history};
use axum::Json;
use axum::extract::multipart::{Field, MultipartRejection};
use axum::extract::rejection::QueryRejection;
use axum::extract::{Multipart, Path, Query, State};
use axum::http::header::CONTENT_LENGTH;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use doorstep::history::{Column, Survey, UploadFault};
use serde_json::json;

/// Beyond so many bytes a form is not read on: a browser that is cut off shows
/// no answer, so what is too large is read and thrown away up to here.
pub const READ_AT_MOST: usize = 2 * LARGEST as usize;

/// What the address says beside the page.
#[derive(Debug, Default, serde::Deserialize)]
#[serde(default)]
pub struct Asked {
    problem: Option<String>,
}

/// To a brand's page, with what was refused.
fn see(slug: &str, problem: Option<UploadFault>) -> Response {
    let path = history::path(slug);
    match problem.map(|fault| json!(fault)) {
        None => page::see(&path),
        Some(code) => page::see(&format!(
            "{path}?problem={}",
            code.as_str().unwrap_or_default()
        )),
    }
}

/// `GET /settings/history`: the first brand that they serve.
pub async fn first(
    State(http): State<Http>,
    Manager(actor): Manager,
    headers: HeaderMap,
) -> Response {
    match page::first_served(&http, &actor) {
        Some(brand) => see(&brand.slug, None),
        None => not_found(State(http.clone()), headers).await,
    }
}

/// `GET /settings/history/{slug}`.
pub async fn open(
    State(http): State<Http>,
    Manager(actor): Manager,
    Path(slug): Path<String>,
    asked: Result<Query<Asked>, QueryRejection>,
    headers: HeaderMap,
) -> Response {
    let Some(brand) = page::served(&http, &actor, &slug) else {
        return not_found(State(http.clone()), headers.clone()).await;
    };
    let asked = asked.map(|Query(asked)| asked).unwrap_or_default();
    let problem = asked
        .problem
        .and_then(|code| serde_json::from_value(json!(code)).ok());
    let language = language(&headers);
    match view::page_of_brand(&http.services, &actor, &brand, problem).await {
        Ok(page) => Drawn::new(StaffPage::History(Box::new(page)))
            .within(page::frame(&actor, Some(Section::History)))
            .answer_live(&language),
        Err(error) => page::failed(error),
    }
}

/// `GET /settings/history/{slug}/progress`: how far its file has come, for the
/// page's bar; nothing once it is done.
pub async fn progress(
    State(http): State<Http>,
    Manager(actor): Manager,
    Path(slug): Path<String>,
    headers: HeaderMap,
) -> Response {
    let Some(brand) = page::served(&http, &actor, &slug) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let texts = app::texts::for_staff(&language(&headers));
    let now = view::progress_of_brand(&http.services, brand.id).map(|now| {
        let said = texts.history_progress(now.stage, now.percent, now.orders);
        json!({ "percent": now.percent, "said": said })
    });
    Json(now.unwrap_or_else(|| json!({}))).into_response()
}

/// `POST /settings/history/{slug}/file`: takes a file as it comes.
pub async fn upload(
    State(http): State<Http>,
    Manager(actor): Manager,
    Path(slug): Path<String>,
    headers: HeaderMap,
    form: Result<Multipart, MultipartRejection>,
) -> Response {
    let Some(brand) = page::served(&http, &actor, &slug) else {
        return not_found(State(http.clone()), headers.clone()).await;
    };
    let size = headers
        .get(CONTENT_LENGTH)
        .and_then(|size| size.to_str().ok()?.parse().ok())
        .unwrap_or(0);
    let taken = match form {
        Ok(form) => take(&http, &brand, size, form).await,
        Err(_) => Err(UploadFault::NoFile),
    };
    see(&slug, taken.err())
}

async fn take(
    http: &Http,
    brand: &Stored,
    size: u64,
    mut form: Multipart,
) -> Result<(), UploadFault> {
    let cut_off = |_| UploadFault::CutOff;
    while let Some(mut field) = form.next_field().await.map_err(cut_off)? {
        if field.name() != Some("file") {
            continue;
        }
        let name: String = field
            .file_name()
            .unwrap_or_default()
            .chars()
            .filter(|sign| !sign.is_control())
            .take(LONGEST_NAME)
            .collect();
        let taken = match Arriving::begin(&http.services, brand.id, size) {
            Ok(mut arriving) => match fill(&mut arriving, &mut field).await {
                Ok(()) => return arriving.end(&name).await,
                Err(fault) => Err(fault),
            },
            Err(fault) => Err(fault),
        };
        // The rest is read and thrown away, so that the answer is seen.
        while let Ok(Some(_)) = field.chunk().await {}
        return taken;
    }
    Err(UploadFault::NoFile)
}

/// A file's name beyond it is cut.
const LONGEST_NAME: usize = 120;

async fn fill(arriving: &mut Arriving, field: &mut Field<'_>) -> Result<(), UploadFault> {
    loop {
        match field.chunk().await {
            Ok(Some(more)) => arriving.take(&more).await?,
            Ok(None) => return Ok(()),
            Err(_) => return Err(UploadFault::CutOff),
        }
    }
}

/// `POST /settings/history/{slug}`: looks its file through once more, imports
/// it, or throws it away.
pub async fn change(
    State(http): State<Http>,
    Manager(actor): Manager,
    Path(slug): Path<String>,
    headers: HeaderMap,
    fields: Fields,
) -> Response {
    let Some(brand) = page::served(&http, &actor, &slug) else {
        return not_found(State(http.clone()), headers.clone()).await;
    };
    let services = &http.services;
    let stage = match fields.one("do") {
        "import" => Stage::Importing,
        _ => Stage::Reading,
    };
    let Some(running) = services.histories.begin(brand.id, stage) else {
        return see(&slug, Some(UploadFault::Busy));
    };
    let upload = match history_upload::of_brand(services.database.read(), brand.id).await {
        Ok(Some(upload)) => upload,
        Ok(None) => return see(&slug, None),
        Err(error) => return page::failed(error),
    };
    match done(&http, &actor, running, upload, &fields).await {
        Ok(()) => see(&slug, None),
        Err(error) => page::failed(error),
    }
}

async fn done(
    http: &Http,
    actor: &Actor,
    running: Running,
    upload: Model,
    fields: &Fields,
) -> Result<(), crate::error::Error> {
    let services = &http.services;
    let survey = upload::survey_of(&upload);
    let is_there = services.histories.path(&upload.public_id).exists();
    match fields.one("do") {
        "discard" => upload::discard(services, &upload).await?,
        _ if !is_there => {}
        "import" if survey.is_some_and(|survey: Survey| survey.can_be_imported()) => {
            upload::take_in(services, running, actor, upload);
        }
        "check" => {
            let said = fields.all("column").map(Column::from_code).collect();
            upload::look_through(services, running, upload, Some(said));
        }
        "check_again" => upload::look_through(services, running, upload, None),
        // A form of nobody's.
        _ => {}
    }
    Ok(())
}
