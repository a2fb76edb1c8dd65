//! The pages on which brands are set: by admins who are signed in, and over
//! the socket beside the database by whoever runs the server. Both end in the
//! same check and the same store as a brand file.

use super::pages::{language, not_found};
use super::routes::Http;
use super::security;
use super::setter::Setter;
use super::settings_form::{self, Sent};
use crate::admin::store_brand;
use crate::brand::{self, BrandFile, Checked};
use crate::views::Views;
use crate::views::sample::sample;
use app::backend::{Page, PageData, TrackingPage};
use app::pages::settings::{BrandEntry, BrandForm, FormState, MakesMore, SettingsPage};
use axum::extract::multipart::MultipartRejection;
use axum::extract::{Multipart, Path, Query, State};
use axum::http::header::{
    CACHE_CONTROL, CONTENT_SECURITY_POLICY, CONTENT_TYPE, LOCATION, X_FRAME_OPTIONS,
};
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use bytes::Bytes;
use doorstep::brand::Given;
use leptos::nonce::Nonce;
use moka::sync::Cache;
use std::sync::Arc;
use std::time::Duration;

/// Files of forms that are not stored yet, by the names they will have.
pub type Drafts = Cache<String, Bytes>;

/// Room for the drafts.
pub fn drafts() -> Drafts {
    Cache::builder()
        .max_capacity(100)
        .time_to_live(Duration::from_secs(24 * 60 * 60))
        .build()
}

/// What the address says beside the brand.
#[derive(Debug, serde::Deserialize)]
pub struct Asked {
    slug: Option<String>,
    saved: Option<String>,
}

/// `/settings`: the brands that whoever asks may set.
pub async fn brands(State(http): State<Http>, setter: Setter, headers: HeaderMap) -> Response {
    let book = http.services.book.now();
    let brands = book.brands.iter().filter(|brand| setter.may_set(brand.id));
    let brands = brands.map(|brand| BrandEntry {
        slug: brand.slug.clone(),
        name: brand.name.clone(),
        is_default: brand.is_default,
    });
    let more = if setter.may_set_all() {
        MakesMore::Yes
    } else {
        MakesMore::No
    };
    page(
        SettingsPage::Brands(brands.collect(), more),
        &setter,
        StatusCode::OK,
        &headers,
    )
}

/// The brand of a slug is one that whoever asks may set, or none yet and they
/// may make it; another looks like none.
async fn allowed(
    http: &Http,
    setter: &Setter,
    slug: &str,
    headers: &HeaderMap,
) -> Result<(), Response> {
    let book = http.services.book.now();
    let may = match book.brand_of_slug(slug) {
        Some(brand) => setter.may_set(brand.id),
        None => setter.may_set_all(),
    };
    if may {
        return Ok(());
    }
    Err(not_found(State(http.clone()), headers.clone()).await)
}

/// `/settings/brand?slug=...`: the form for one more brand.
pub async fn open(_: Setter, Query(asked): Query<Asked>) -> Response {
    let slug = asked.slug.unwrap_or_default();
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-';
    if slug.is_empty() || !slug.bytes().all(plain) {
        return see_other("../settings");
    }
    see_other(&format!("brand/{slug}"))
}

/// `/settings/brand/{slug}`.
pub async fn brand(
    State(http): State<Http>,
    setter: Setter,
    Path(slug): Path<String>,
    Query(asked): Query<Asked>,
    headers: HeaderMap,
) -> Response {
    if let Err(refusal) = allowed(&http, &setter, &slug, &headers).await {
        return refusal;
    }
    let form = BrandForm {
        values: stored_values(&http, &slug),
        slug,
        problems: Vec::new(),
        state: if asked.saved.is_some() {
            FormState::Saved
        } else {
            FormState::Opened
        },
    };
    page(
        SettingsPage::Brand(Box::new(form)),
        &setter,
        StatusCode::OK,
        &headers,
    )
}

fn stored_values(http: &Http, slug: &str) -> Given {
    let book = http.services.book.now();
    book.brand_of_slug(slug).map_or_else(
        || doorstep::brand::named(slug, ""),
        |brand| brand.given.clone(),
    )
}

/// `POST /settings/brand/{slug}`: stores the brand, or shows the form again
/// with all that was typed and what is wrong with it.
pub async fn save(
    State(http): State<Http>,
    setter: Setter,
    Path(slug): Path<String>,
    headers: HeaderMap,
    form: Result<Multipart, MultipartRejection>,
) -> Response {
    if let Err(refusal) = allowed(&http, &setter, &slug, &headers).await {
        return refusal;
    }
    let (checked, _) = match checked(&http, &slug, form).await {
        Ok(checked) => checked,
        Err(refusal) => return refusal,
    };
    if !checked.problems.is_empty() {
        return refused(slug, checked, &setter, &headers);
    }
    if takes_over(&http, &setter, &checked) {
        return setter.refused(&headers);
    }
    match store_brand(&http.services, &checked, setter.by()).await {
        Ok(()) => see_other(&format!("{slug}?saved=now")),
        Err(error) => error.into_response(),
    }
}

/// Whether it would answer every other host from now on, set by somebody who
/// may not set the brand that does so now.
fn takes_over(http: &Http, setter: &Setter, checked: &Checked) -> bool {
    let book = http.services.book.now();
    let now = book.brands.first().map(|brand| brand.slug.as_str());
    checked.brand.is_default && now != Some(&checked.brand.slug) && !setter.may_set_all()
}

/// Reads and checks a form; its files are kept for the next one.
async fn checked(
    http: &Http,
    slug: &str,
    form: Result<Multipart, MultipartRejection>,
) -> Result<(Checked, Sent), Response> {
    let form = form.map_err(IntoResponse::into_response)?;
    let mut sent = settings_form::read(slug, form)
        .await
        .map_err(IntoResponse::into_response)?;
    let brand = sent
        .brand
        .take()
        .unwrap_or_else(|| BrandFile::named(slug, ""));
    let brand = settings_form::with_drafts(brand, &http.drafts);
    let brand = settings_form::with_calendar(brand, &stored_values(http, slug));
    let checked = brand::check(brand, &http.services.book.now().brands);
    for (name, bytes) in &checked.files {
        http.drafts.insert(name.clone(), bytes.clone());
    }
    Ok((checked, sent))
}

fn refused(slug: String, checked: Checked, setter: &Setter, headers: &HeaderMap) -> Response {
    let texts = app::texts::for_staff(&language(headers));
    let problems = checked
        .problems
        .iter()
        .map(|problem| (problem.key.clone(), texts.fault(&problem.fault)));
    let form = BrandForm {
        slug,
        problems: problems.collect(),
        values: checked.given,
        state: FormState::Refused,
    };
    let page_of = SettingsPage::Brand(Box::new(form));
    page(page_of, setter, StatusCode::UNPROCESSABLE_ENTITY, headers)
}

/// `/settings/brand/{slug}/preview`: the brand as it is stored.
pub async fn stored_preview(
    State(http): State<Http>,
    setter: Setter,
    Path(slug): Path<String>,
    headers: HeaderMap,
) -> Response {
    if let Err(refusal) = allowed(&http, &setter, &slug, &headers).await {
        return refusal;
    }
    let file = BrandFile::of(stored_values(&http, &slug), Vec::new());
    let checked = brand::check(file, &http.services.book.now().brands);
    draw_preview(&http, checked, &Sent::default())
}

/// `POST /settings/brand/{slug}/preview`: a sample page with the values of a
/// form. What cannot be taken is left out of it.
pub async fn preview(
    State(http): State<Http>,
    setter: Setter,
    Path(slug): Path<String>,
    headers: HeaderMap,
    form: Result<Multipart, MultipartRejection>,
) -> Response {
    if let Err(refusal) = allowed(&http, &setter, &slug, &headers).await {
        return refusal;
    }
    match checked(&http, &slug, form).await {
        Ok((checked, sent)) => draw_preview(&http, checked, &sent),
        Err(refusal) => refusal,
    }
}

fn draw_preview(http: &Http, checked: Checked, sent: &Sent) -> Response {
    let views = Views(http.services.clone());
    let brand = views.view_of(Arc::new(checked.brand), 0);
    let texts = app::texts::for_brand("", &brand);
    let tracking = TrackingPage {
        view: sample(&brand, &sent.moment, &*texts),
        brand: app::brand::in_scheme(brand, &sent.scheme),
        path: String::new(),
        structured: None,
        sent: None,
        order: 0,
    };
    let data = PageData {
        language: texts.tag().to_owned(),
        page: Page::Preview(Box::new(tracking)),
    };
    let drawn = http.pages.draw(data);
    let mut response = drawn.answer_under(security::preview_policy);
    let headers = response.headers_mut();
    headers.insert(X_FRAME_OPTIONS, HeaderValue::from_static("SAMEORIGIN"));
    response
}

fn page(page: SettingsPage, setter: &Setter, status: StatusCode, headers: &HeaderMap) -> Response {
    let nonce = doorstep::ids::base62(crate::site::random_bits());
    let drawn = Nonce::from_value(Arc::from(nonce.as_str()));
    let html = app::draw_settings(page, setter.frame().as_ref(), &language(headers), drawn);
    let mut response = (status, html).into_response();
    let headers = response.headers_mut();
    headers.insert(
        CONTENT_TYPE,
        HeaderValue::from_static("text/html; charset=utf-8"),
    );
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    if let Ok(policy) = HeaderValue::from_str(&security::settings_policy(&nonce)) {
        headers.insert(CONTENT_SECURITY_POLICY, policy);
    }
    response
}

/// To an address beside this one, whatever path leads to both.
fn see_other(to: &str) -> Response {
    (StatusCode::SEE_OTHER, [(LOCATION, to)]).into_response()
}
