//! `/settings/brand/{slug}/calendar`: on which days a brand packs and its
//! carriers deliver.

use super::fields::Fields;
use super::page::{self, Drawn};
use crate::db::brand::Stored;
use crate::http::pages::{language, not_found};
use crate::http::routes::Http;
use crate::http::session::Manager;
use crate::intake::desk::Refusal;
use crate::intake::desk::calendar::{NotSaved, set};
use crate::staff::Actor;
use app::pages::settings::{BrandForm, FormState};
use app::pages::staff::{CalendarPage, Section, StaffPage};
use axum::extract::rejection::QueryRejection;
use axum::extract::{Path, Query, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use doorstep::brand::keys::of_calendar;
use doorstep::brand::{Given, Problem};

/// What the address says beside the page.
#[derive(Debug, Default, serde::Deserialize)]
#[serde(default)]
pub struct Asked {
    saved: Option<String>,
}

/// `GET /settings/calendar`: that of the first brand somebody serves.
pub async fn first(
    State(http): State<Http>,
    Manager(actor): Manager,
    headers: HeaderMap,
) -> Response {
    match page::first_served(&http, &actor) {
        Some(brand) => page::see(&path(&brand.slug)),
        None => not_found(State(http.clone()), headers).await,
    }
}

/// `GET /settings/brand/{slug}/calendar`.
pub async fn open(
    State(http): State<Http>,
    Manager(actor): Manager,
    Path(slug): Path<String>,
    asked: Result<Query<Asked>, QueryRejection>,
    headers: HeaderMap,
) -> Response {
    let Some(brand) = page::served(&http, &actor, &slug) else {
        return not_found(State(http.clone()), headers).await;
    };
    let saved = matches!(asked, Ok(Query(Asked { saved: Some(_) })));
    let drawing = Drawing {
        http: &http,
        actor: &actor,
        headers: &headers,
        brand: &brand,
    };
    drawing.page(StatusCode::OK, Shown::stored(&brand, saved))
}

/// `POST /settings/brand/{slug}/calendar`.
pub async fn change(
    State(http): State<Http>,
    Manager(actor): Manager,
    Path(slug): Path<String>,
    headers: HeaderMap,
    fields: Fields,
) -> Response {
    let Some(brand) = page::served(&http, &actor, &slug) else {
        return not_found(State(http.clone()), headers).await;
    };
    let seen = fields.one("version").parse().unwrap_or(0);
    let typed = typed(&fields);
    let drawing = Drawing {
        http: &http,
        actor: &actor,
        headers: &headers,
        brand: &brand,
    };
    match set(&http.services, &actor, (brand.id, seen), &typed).await {
        Ok(()) => page::see(&format!("{}?saved=now", path(&slug))),
        Err(NotSaved::Problems(problems)) => {
            let shown = Shown::typed(typed, seen).with(problems);
            drawing.page(StatusCode::UNPROCESSABLE_ENTITY, shown)
        }
        Err(NotSaved::Refused(Refusal::ChangedMeanwhile)) => drawing.changed_meanwhile(typed),
        Err(NotSaved::Refused(Refusal::Failed(error))) => page::failed(error),
        Err(NotSaved::Refused(_)) => not_found(State(http.clone()), headers).await,
    }
}

fn path(slug: &str) -> String {
    format!("/settings/brand/{slug}/calendar")
}

fn typed(fields: &Fields) -> Given {
    of_calendar()
        .map(|key| (key.name.to_owned(), fields.one(key.name)))
        .filter(|(_, value)| !value.trim().is_empty())
        // Browsers end lines in two characters.
        .map(|(key, value)| (key, value.replace("\r\n", "\n")))
        .collect()
}

/// What stands in the form.
struct Shown {
    values: Given,
    version: i64,
    problems: Vec<Problem>,
    theirs: Option<Given>,
    saved: bool,
}

impl Shown {
    fn stored(brand: &Stored, saved: bool) -> Self {
        Self {
            saved,
            ..Self::typed(brand.given.clone(), brand.version)
        }
    }

    const fn typed(values: Given, version: i64) -> Self {
        Self {
            values,
            version,
            problems: Vec::new(),
            theirs: None,
            saved: false,
        }
    }

    fn with(self, problems: Vec<Problem>) -> Self {
        Self { problems, ..self }
    }
}

struct Drawing<'a> {
    http: &'a Http,
    actor: &'a Actor,
    headers: &'a HeaderMap,
    brand: &'a Stored,
}

impl Drawing<'_> {
    fn changed_meanwhile(&self, typed: Given) -> Response {
        let now = page::served(self.http, self.actor, &self.brand.slug);
        let theirs = now.unwrap_or_else(|| self.brand.clone());
        let shown = Shown {
            theirs: Some(theirs.given),
            ..Shown::typed(typed, theirs.version)
        };
        self.page(StatusCode::CONFLICT, shown)
    }

    fn page(&self, status: StatusCode, shown: Shown) -> Response {
        let tag = language(self.headers);
        let texts = app::texts::for_staff(&tag);
        let problems = shown.problems.iter();
        let problems = problems.map(|one| (one.key.clone(), texts.fault(&one.fault)));
        let book = self.http.services.book.now();
        let others = book.brands.iter().filter(|one| one.id != self.brand.id);
        let others = others.filter(|one| self.actor.serves(one.id));
        let page = CalendarPage {
            name: self.brand.name.clone(),
            form: BrandForm {
                slug: self.brand.slug.clone(),
                problems: problems.collect(),
                values: shown.values,
                state: FormState::Opened,
            },
            version: shown.version,
            theirs: shown.theirs,
            others: others
                .map(|one| (one.slug.clone(), one.name.clone()))
                .collect(),
            saved: shown.saved,
        };
        Drawn::new(StaffPage::Calendar(Box::new(page)))
            .of(status)
            .within(page::frame(self.actor, Some(Section::Calendar)))
            .answer(&tag)
    }
}
