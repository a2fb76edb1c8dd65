//! A shopper says what is wrong: `/t/{token}/report` asks, takes the form, and
//! says that it has come.

use super::caller::Network;
use super::report_form::{self, Keep, Sent};
use super::routes::Http;
use crate::db::orders;
use crate::error::Error;
use crate::intake::desk::Refusal;
use crate::intake::desk::contact::{self, NewContact};
use crate::limits::Verdict;
use crate::photo::{Photo, Unusable};
use crate::views::report::{Part, Reporting};
use app::backend::{Page, PageData, ReportPage, Route};
use axum::extract::multipart::MultipartRejection;
use axum::extract::rejection::QueryRejection;
use axum::extract::{Multipart, Path, Query, State};
use axum::http::header::{HeaderMap, HeaderValue, RETRY_AFTER};
use axum::response::{IntoResponse, Redirect, Response};
use bytes::Bytes;
use doorstep::brand::Remedy;
use doorstep::contact::{Channel, LONGEST, Topic};
use doorstep::ids::TrackingToken;
use doorstep::view::brand::BrandView;
use doorstep::view::report::{PhotoProblem, ReportProblem, ReportView, Typed};

/// What the address says beside the order.
#[derive(Debug, Default, serde::Deserialize)]
pub struct Asked {
    parcel: Option<String>,
    topic: Option<String>,
}

/// `/t/{token}/report`.
pub async fn ask(
    State(http): State<Http>,
    Path(token): Path<String>,
    asked: Result<Query<Asked>, QueryRejection>,
    headers: HeaderMap,
) -> Response {
    let reporting = match reporting(&http, &token, &headers).await {
        Ok(reporting) => reporting,
        Err(elsewhere) => return elsewhere,
    };
    let asked = asked.map(|Query(asked)| asked).unwrap_or_default();
    let part = reporting.part(asked.parcel.as_deref());
    let topic = asked.topic.as_deref().and_then(Topic::from_code);
    let offered = part.zip(topic);
    let view = match offered.filter(|(part, topic)| reporting.offers(part, *topic)) {
        Some((part, topic)) => reporting.form(part, topic, Typed::default(), Vec::new()),
        None => reporting.asks(part),
    };
    answer(&http, &reporting, view)
}

/// `/t/{token}/report/{contact}`: what has come, to its order alone.
pub async fn sent(
    State(http): State<Http>,
    Path((token, contact)): Path<(String, String)>,
    headers: HeaderMap,
) -> Response {
    let reporting = match reporting(&http, &token, &headers).await {
        Ok(reporting) => reporting,
        Err(elsewhere) => return elsewhere,
    };
    match reporting.sent(http.pages.views(), &contact).await {
        Ok(Some(view)) => answer(&http, &reporting, view),
        Ok(None) => Redirect::to(&reporting.path).into_response(),
        Err(error) => unavailable(&http, &headers, &error).await,
    }
}

/// `POST /t/{token}/report`: opens a contact, or shows the form again with
/// all that was typed and what has to be mended.
pub async fn send(
    State(http): State<Http>,
    Path(token): Path<String>,
    network: Network,
    headers: HeaderMap,
    form: Result<Multipart, MultipartRejection>,
) -> Response {
    let reporting = match reporting(&http, &token, &headers).await {
        Ok(reporting) => reporting,
        Err(elsewhere) => return elsewhere,
    };
    let Ok(form) = form else {
        return Redirect::to(&reporting.path).into_response();
    };
    let attempt = http.reports.attempt(&network, &reporting.order().id);
    let verdict = http.reports.ask(attempt, http.services.clock.watch());
    let keep = match verdict {
        Verdict::Now => Keep::Photos,
        Verdict::In(_) => Keep::Words,
    };
    let mut sent = report_form::read(form, keep).await;
    let (Some(part), Some(topic)) = (reporting.part(sent.part.as_deref()), sent.topic) else {
        return Redirect::to(&format!("{}/report", reporting.path)).into_response();
    };
    sent.typed = reporting.fitting(part, topic, std::mem::take(&mut sent.typed));
    if let Verdict::In(seconds) = verdict {
        sent.problems = vec![ReportProblem::Wait(seconds)];
        let view = reporting.form(part, topic, sent.typed, sent.problems);
        return later(answer(&http, &reporting, view), seconds);
    }
    let mut photos = Vec::new();
    if sent.problems.is_empty() {
        photos = draw(&http, std::mem::take(&mut sent.photos), &mut sent.problems).await;
    }
    sent.problems
        .extend(missing(&reporting, part, topic, &sent));
    if !sent.problems.is_empty() {
        let view = reporting.form(part, topic, sent.typed, sent.problems);
        return answer(&http, &reporting, view);
    }
    open(
        &http,
        &headers,
        &reporting,
        (part, topic),
        &sent.typed,
        photos,
    )
    .await
}

/// What a topic needs and was not sent.
fn missing(reporting: &Reporting, part: &Part, topic: Topic, sent: &Sent) -> Vec<ReportProblem> {
    let mut missing = Vec::new();
    let typed = &sent.typed;
    let is_silent = typed.words.trim().is_empty();
    let shows_it = topic == Topic::Damaged && sent.had_photos;
    let names_address = typed.remedy == Some(Remedy::NewAddress);
    if is_silent && (names_address || (topic.needs_words() && !shows_it)) {
        missing.push(ReportProblem::NoWords);
    }
    if typed.words.chars().count() > LONGEST {
        missing.push(ReportProblem::TooLong);
    }
    if typed.remedy.is_none() && !reporting.remedies(part, topic).is_empty() {
        missing.push(ReportProblem::NoRemedy);
    }
    missing
}

/// Draws the photos anew; says of each that cannot be taken why.
async fn draw(
    http: &Http,
    files: Vec<(usize, Bytes)>,
    problems: &mut Vec<ReportProblem>,
) -> Vec<Photo> {
    let mut photos = Vec::with_capacity(files.len());
    for (number, file) in files {
        match http.darkroom.draw(file).await {
            Ok(photo) => photos.push(photo),
            Err(why) => problems.push(ReportProblem::Photo(number, problem_of(why))),
        }
    }
    photos
}

const fn problem_of(why: Unusable) -> PhotoProblem {
    match why {
        Unusable::OtherKind => PhotoProblem::OtherKind,
        Unusable::Heic => PhotoProblem::Heic,
        Unusable::TooLarge => PhotoProblem::TooLarge,
        Unusable::TooManyPixels => PhotoProblem::TooManyPixels,
        Unusable::Broken => PhotoProblem::Broken,
    }
}

async fn open(
    http: &Http,
    headers: &HeaderMap,
    reporting: &Reporting,
    (part, topic): (&Part, Topic),
    typed: &Typed,
    photos: Vec<Photo>,
) -> Response {
    let order = reporting.order();
    let body = reporting.body(part, topic, typed);
    let new = NewContact {
        brand_id: order.brand_id,
        order,
        shipment: part.shipment.as_deref(),
        topic,
        channel: Channel::Page,
        body: &body,
        photos,
        idempotency_key: None,
        staff: None,
        api_key: None,
    };
    let now = http.services.clock.now();
    match contact::open(&http.services, new, now).await {
        Ok(opened) => {
            let path = format!("{}/report/{}", reporting.path, opened.contact);
            Redirect::to(&path).into_response()
        }
        // The order or the parcel is not what it was a moment ago.
        Err(Refusal::NotThere | Refusal::ChangedMeanwhile) => {
            Redirect::to(&reporting.path).into_response()
        }
        Err(Refusal::Wrong(_)) => {
            let problems = vec![ReportProblem::TooLong];
            let view = reporting.form(part, topic, typed.clone(), problems);
            answer(http, reporting, view)
        }
        Err(Refusal::Failed(error)) => unavailable(http, headers, &error).await,
    }
}

/// The order behind a token, as far as something can be told about it; else
/// where to go instead.
async fn reporting(http: &Http, token: &str, headers: &HeaderMap) -> Result<Reporting, Response> {
    let views = http.pages.views();
    let order = match TrackingToken::parse(token) {
        Ok(token) => views.order(&token).await,
        Err(_) => Ok(None),
    };
    let order: orders::Model = match order {
        Ok(Some(order)) => order,
        Ok(None) => return Err(page(http, headers, Page::NotFound).await),
        Err(error) => return Err(unavailable(http, headers, &error).await),
    };
    let path = views.path(&order);
    match views.reporting(order).await {
        Ok(Some(reporting)) => Ok(reporting),
        Ok(None) => Err(Redirect::to(&path).into_response()),
        Err(error) => Err(unavailable(http, headers, &error).await),
    }
}

async fn page(http: &Http, headers: &HeaderMap, of: impl FnOnce(BrandView) -> Page) -> Response {
    let data = http.pages.load(Route::Other, headers).await;
    let page = of(data.brand().clone());
    http.pages.answer(PageData {
        language: data.language,
        page,
    })
}

async fn unavailable(http: &Http, headers: &HeaderMap, error: &Error) -> Response {
    tracing::error!(%error, "a report could not be taken or shown");
    page(http, headers, Page::Unavailable).await
}

fn answer(http: &Http, reporting: &Reporting, view: ReportView) -> Response {
    let brand = reporting.brand.clone();
    http.pages.answer(PageData {
        language: reporting.language().to_owned(),
        page: Page::Report(Box::new(ReportPage { brand, view })),
    })
}

fn later(mut response: Response, seconds: u64) -> Response {
    let headers = response.headers_mut();
    headers.insert(RETRY_AFTER, HeaderValue::from(seconds));
    response
}
