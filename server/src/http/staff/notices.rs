//! `/settings/notices`: which notices brands send, as far as whoever looks
//! serves them.

use super::fields::Fields;
use super::page::{self, Drawn};
use crate::db::brand::Stored;
use crate::db::notice_setting;
use crate::error::Error;
use crate::http::pages::{language, not_found};
use crate::http::routes::Http;
use crate::http::session::Admin;
use crate::intake::desk::Refusal;
use crate::intake::desk::notice_setting::set;
use crate::staff::Actor;
use app::pages::staff::{NoticesForm, NoticesPage, NoticesState, Section, StaffPage};
use axum::extract::rejection::QueryRejection;
use axum::extract::{Query, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use doorstep::delivery::NoticeSettings;
use doorstep::delivery::settings::{NoticeFault, Typed};
use doorstep::recipient::Medium;

/// What the address says beside the page.
#[derive(Debug, Default, serde::Deserialize)]
#[serde(default)]
pub struct Asked {
    saved: Option<String>,
}

/// A form that was sent and is shown again.
struct Refused {
    slug: String,
    typed: Typed,
    why: Why,
}

/// Why it is.
enum Why {
    /// It must be mended; the version it was filled in from.
    Faults(Vec<NoticeFault>, i32),
    /// Somebody else has changed what it was filled in from.
    ChangedMeanwhile,
}

impl Why {
    const fn status(&self) -> StatusCode {
        match self {
            Self::Faults(..) => StatusCode::UNPROCESSABLE_ENTITY,
            Self::ChangedMeanwhile => StatusCode::CONFLICT,
        }
    }
}

/// `GET /settings/notices`.
pub async fn open(
    State(http): State<Http>,
    Admin(actor): Admin,
    asked: Result<Query<Asked>, QueryRejection>,
    headers: HeaderMap,
) -> Response {
    let asked = asked.map(|Query(asked)| asked).unwrap_or_default();
    drawn(&http, &actor, asked.saved.as_deref(), None, &headers).await
}

/// `POST /settings/notices`: sets what one brand sends.
pub async fn change(
    State(http): State<Http>,
    Admin(actor): Admin,
    headers: HeaderMap,
    fields: Fields,
) -> Response {
    let book = http.services.book.now();
    let brand = book.brand_of_slug(fields.one("brand"));
    let Some(brand) = brand.filter(|brand| actor.serves(brand.id)) else {
        return not_found(State(http.clone()), headers).await;
    };
    let typed = typed(&fields);
    let seen = fields.one("version").parse().unwrap_or(0);
    let why = match NoticeSettings::read(&typed) {
        Ok(settings) => match set(&http.services, &actor, (brand.id, seen), &settings).await {
            Ok(()) => {
                let slug = &brand.slug;
                return page::see(&format!("/settings/notices?saved={slug}#brand-{slug}"));
            }
            Err(Refusal::ChangedMeanwhile) => Why::ChangedMeanwhile,
            Err(Refusal::Failed(error)) => return page::failed(error),
            Err(_) => return not_found(State(http.clone()), headers).await,
        },
        Err(faults) => Why::Faults(faults, seen),
    };
    let refused = Refused {
        slug: brand.slug.clone(),
        typed,
        why,
    };
    drawn(&http, &actor, None, Some(refused), &headers).await
}

fn typed(fields: &Fields) -> Typed {
    Typed {
        on: fields.all("on").map(str::to_owned).collect(),
        delay_days: fields.one("delay_days").to_owned(),
        quiet_from: fields.one("quiet_from").to_owned(),
        quiet_to: fields.one("quiet_to").to_owned(),
        daily: fields.one("daily").to_owned(),
        testers: fields.one("testers").to_owned(),
    }
}

async fn drawn(
    http: &Http,
    actor: &Actor,
    saved: Option<&str>,
    refused: Option<Refused>,
    headers: &HeaderMap,
) -> Response {
    let status = refused
        .as_ref()
        .map_or(StatusCode::OK, |refused| refused.why.status());
    match forms(http, actor, saved, refused).await {
        Ok(brands) => Drawn::new(StaffPage::Notices(NoticesPage { brands }))
            .of(status)
            .within(page::frame(actor, Some(Section::Notices)))
            .answer(&language(headers)),
        Err(error) => page::failed(error),
    }
}

async fn forms(
    http: &Http,
    actor: &Actor,
    saved: Option<&str>,
    mut refused: Option<Refused>,
) -> Result<Vec<NoticesForm>, Error> {
    let services = &http.services;
    let mut stored = notice_setting::stored_by_brand(services.database.read()).await?;
    let book = services.book.now();
    let with_shopify = |brand: &Stored| {
        let mut connections = book.connections.values();
        connections.any(|one| one.source == "shopify" && one.brands.contains(&brand.id))
    };
    let served = book.brands.iter().filter(|brand| actor.serves(brand.id));
    let forms = served.map(|brand| {
        let again = refused.take_if(|refused| refused.slug == brand.slug);
        let stored = stored.remove(&brand.id).unwrap_or_default();
        let (theirs, held) = (stored.settings.typed(), stored.version);
        let (typed, version, state) = match again.map(|again| (again.typed, again.why)) {
            None => (theirs, held, NoticesState::Opened),
            Some((typed, Why::Faults(faults, seen))) => {
                (typed, seen, NoticesState::Refused(faults))
            }
            Some((typed, Why::ChangedMeanwhile)) => {
                (typed, held, NoticesState::ChangedMeanwhile(theirs))
            }
        };
        NoticesForm {
            slug: brand.slug.clone(),
            name: brand.name.clone(),
            typed,
            version,
            state,
            saved: saved == Some(brand.slug.as_str()),
            has_shopify: with_shopify(brand),
            has_texts: services.reaches(Medium::Sms),
        }
    });
    Ok(forms.collect())
}
