//! `/settings/brand/{slug}/templates`: a brand's own words for replies.

use super::fields::Fields;
use super::page::{self, Drawn};
use crate::db::brand::Stored;
use crate::db::template;
use crate::error::Error;
use crate::http::pages::{language, not_found};
use crate::http::routes::Http;
use crate::http::session::Admin;
use crate::intake::desk::Refusal;
use crate::intake::desk::template::{Edited, NotSaved, reset, save};
use crate::staff::Actor;
use crate::views::replies::{self, Template};
use app::pages::staff::{Section, StaffPage, TemplatePage, TemplateState, TemplatesPage};
use axum::extract::rejection::QueryRejection;
use axum::extract::{Path, Query, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use doorstep::template::{TemplateFault, TemplateKey};

/// What the address says beside the template.
#[derive(Debug, Default, serde::Deserialize)]
#[serde(default)]
pub struct Asked {
    saved: Option<String>,
}

/// Who asks, for what.
struct Asking<'a> {
    http: &'a Http,
    actor: &'a Actor,
    headers: &'a HeaderMap,
    brand: Stored,
}

impl<'a> Asking<'a> {
    /// `None` for a brand they do not serve, which looks like none.
    fn of(http: &'a Http, actor: &'a Actor, headers: &'a HeaderMap, slug: &str) -> Option<Self> {
        let book = http.services.book.now();
        let brand = book.brand_of_slug(slug)?.clone();
        actor.serves(brand.id).then_some(Self {
            http,
            actor,
            headers,
            brand,
        })
    }

    fn answer(&self, page: StaffPage, status: StatusCode) -> Response {
        Drawn::new(page)
            .of(status)
            .within(page::frame(self.actor, Some(Section::Brands)))
            .answer(&language(self.headers))
    }

    async fn stored(&self, key: TemplateKey) -> Result<Template, Error> {
        replies::template_of_brand(&self.http.services, self.brand.id, key).await
    }

    async fn shown(
        &self,
        template: Template,
        state: TemplateState,
        faults: Vec<TemplateFault>,
    ) -> Response {
        let services = &self.http.services;
        let preview = replies::preview(services, self.actor, &self.brand, &template).await;
        let preview = match preview {
            Ok(preview) => preview,
            Err(error) => return page::failed(error),
        };
        let status = match state {
            TemplateState::Opened | TemplateState::Saved => StatusCode::OK,
            TemplateState::Refused => StatusCode::UNPROCESSABLE_ENTITY,
            TemplateState::ChangedMeanwhile { .. } => StatusCode::CONFLICT,
        };
        let page = TemplatePage {
            slug: self.brand.slug.clone(),
            key: template.key,
            subject: template.subject,
            body: template.body,
            version: template.version,
            state,
            faults,
            preview,
        };
        self.answer(StaffPage::Template(Box::new(page)), status)
    }

    /// What was typed, beside what somebody else has stored meanwhile.
    async fn changed_meanwhile(&self, typed: Template) -> Response {
        let theirs = match self.stored(typed.key).await {
            Ok(theirs) => theirs,
            Err(error) => return page::failed(error),
        };
        let mine = Template {
            version: theirs.version,
            ..typed
        };
        let state = TemplateState::ChangedMeanwhile {
            subject: theirs.subject,
            body: theirs.body,
        };
        self.shown(mine, state, Vec::new()).await
    }
}

/// `GET /settings/brand/{slug}/templates`.
pub async fn list(
    State(http): State<Http>,
    Admin(actor): Admin,
    Path(slug): Path<String>,
    headers: HeaderMap,
) -> Response {
    let Some(asking) = Asking::of(&http, &actor, &headers, &slug) else {
        return not_found(State(http.clone()), headers.clone()).await;
    };
    let read = http.services.database.read();
    let changed = match template::of_brand(read, asking.brand.id).await {
        Ok(rows) => rows,
        Err(error) => return page::failed(error),
    };
    let changed = changed
        .iter()
        .filter_map(|row| TemplateKey::from_code(&row.key));
    let page = TemplatesPage {
        slug,
        brand: asking.brand.name.clone(),
        changed: changed.collect(),
    };
    asking.answer(StaffPage::Templates(page), StatusCode::OK)
}

/// `GET /settings/brand/{slug}/templates/{template}`.
pub async fn open(
    State(http): State<Http>,
    Admin(actor): Admin,
    Path((slug, key)): Path<(String, String)>,
    asked: Result<Query<Asked>, QueryRejection>,
    headers: HeaderMap,
) -> Response {
    let asking = Asking::of(&http, &actor, &headers, &slug);
    let (Some(asking), Some(key)) = (asking, TemplateKey::from_code(&key)) else {
        return not_found(State(http.clone()), headers.clone()).await;
    };
    let is_saved = asked.is_ok_and(|Query(asked)| asked.saved.is_some());
    let state = if is_saved {
        TemplateState::Saved
    } else {
        TemplateState::Opened
    };
    match asking.stored(key).await {
        Ok(template) => asking.shown(template, state, Vec::new()).await,
        Err(error) => page::failed(error),
    }
}

/// `POST /settings/brand/{slug}/templates/{template}`: saves it, draws the
/// preview of what was typed, or puts our words back.
pub async fn change(
    State(http): State<Http>,
    Admin(actor): Admin,
    Path((slug, key)): Path<(String, String)>,
    headers: HeaderMap,
    fields: Fields,
) -> Response {
    let asking = Asking::of(&http, &actor, &headers, &slug);
    let (Some(asking), Some(key)) = (asking, TemplateKey::from_code(&key)) else {
        return not_found(State(http.clone()), headers.clone()).await;
    };
    let typed = Template {
        key,
        subject: fields.one("subject").to_owned(),
        body: fields.one("body").replace("\r\n", "\n"),
        version: fields.one("version").parse().unwrap_or(0),
    };
    let here = format!("/settings/brand/{slug}/templates/{}", key.code());
    match fields.one("do") {
        "draw" => asking.shown(typed, TemplateState::Opened, Vec::new()).await,
        "reset" => {
            let done = reset(&http.services, &actor, asking.brand.id, key, typed.version);
            match done.await {
                Ok(()) => page::see(&here),
                Err(Refusal::Failed(error)) => page::failed(error),
                Err(_) => asking.changed_meanwhile(typed).await,
            }
        }
        _ => saved(&asking, typed, &here).await,
    }
}

async fn saved(asking: &Asking<'_>, typed: Template, here: &str) -> Response {
    let edited = Edited {
        brand_id: asking.brand.id,
        key: typed.key,
        subject: &typed.subject,
        body: &typed.body,
        version: typed.version,
    };
    match save(&asking.http.services, asking.actor, edited).await {
        Ok(()) => page::see(&format!("{here}?saved=now")),
        Err(NotSaved::Faults(faults)) => asking.shown(typed, TemplateState::Refused, faults).await,
        Err(NotSaved::Refused(Refusal::Failed(error))) => page::failed(error),
        Err(NotSaved::Refused(_)) => asking.changed_meanwhile(typed).await,
    }
}
