//! `/settings/webhooks`: who is told what happens, as far as the brands reach
//! that whoever looks serves.

use super::fields::Fields;
use super::page::{self, Drawn};
use crate::db::webhook::delivery::Which;
use crate::db::webhook::endpoint::{Model, Settings};
use crate::http::pages::{language, not_found};
use crate::http::routes::Http;
use crate::http::session::Admin;
use crate::outbox::webhooks::endpoints::{self, Refusal};
use crate::staff::{Actor, By};
use crate::views::webhooks;
use app::pages::staff::{Section, StaffPage, TypedEndpoint, WebhookDone};
use axum::extract::rejection::QueryRejection;
use axum::extract::{Path, Query, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use doorstep::webhook::{EventType, Filter, LONGEST_ADDRESS, LONGEST_DESCRIPTION, WebhookFault};

/// What the address says beside the page.
#[derive(Debug, Default, serde::Deserialize)]
#[serde(default)]
pub struct Asked {
    saved: Option<String>,
    queued: Option<String>,
}

/// Who asks.
struct Asking<'a> {
    http: &'a Http,
    actor: &'a Actor,
    headers: &'a HeaderMap,
}

/// What is said on an endpoint's page.
#[derive(Debug, Default)]
struct Said {
    secret: Option<String>,
    problem: Option<WebhookFault>,
    /// What was typed, where it is not taken.
    typed: Option<TypedEndpoint>,
    done: Option<WebhookDone>,
}

impl Asking<'_> {
    fn answer(&self, page: StaffPage, status: StatusCode) -> Response {
        Drawn::new(page)
            .of(status)
            .within(page::frame(self.actor, Some(Section::Webhooks)))
            .answer(&language(self.headers))
    }

    async fn list(&self, typed: TypedEndpoint, problem: Option<WebhookFault>) -> Response {
        let language = language(self.headers);
        let services = &self.http.services;
        let view = webhooks::list_of_served(services, self.actor, typed, &language).await;
        let mut view = match view {
            Ok(view) => view,
            Err(error) => return page::failed(error),
        };
        view.problem = problem;
        self.answer(StaffPage::Webhooks(Box::new(view)), status(problem))
    }

    async fn one(&self, endpoint: &Model, said: Said) -> Response {
        let services = &self.http.services;
        let language = language(self.headers);
        let view = webhooks::page_of_endpoint(services, endpoint, &language).await;
        let mut view = match view {
            Ok(view) => view,
            Err(error) => return page::failed(error),
        };
        let status = status(said.problem);
        view.secret = said.secret;
        view.problem = said.problem;
        view.typed = said.typed;
        view.done = said.done;
        self.answer(StaffPage::Webhook(Box::new(view)), status)
    }

    /// The endpoint's page as it is now, with a key that is shown once or with
    /// what cannot be.
    async fn again(&self, id: &str, said: Said) -> Response {
        match endpoints::find(&self.http.services, By::Staff(self.actor), id).await {
            Ok(endpoint) => self.one(&endpoint, said).await,
            Err(refusal) => self.refused(id, refusal).await,
        }
    }

    async fn refused(&self, id: &str, refusal: Refusal) -> Response {
        match refusal {
            Refusal::Failed(error) => page::failed(error),
            Refusal::NotThere => not_found(State(self.http.clone()), self.headers.clone()).await,
            Refusal::Wrong(fault) => {
                let said = Said {
                    problem: Some(fault),
                    ..Said::default()
                };
                Box::pin(self.again(id, said)).await
            }
        }
    }
}

fn status(problem: Option<WebhookFault>) -> StatusCode {
    match problem {
        None => StatusCode::OK,
        Some(
            WebhookFault::IsDisabled
            | WebhookFault::NothingToReplay
            | WebhookFault::ChangedMeanwhile,
        ) => StatusCode::CONFLICT,
        Some(_) => StatusCode::UNPROCESSABLE_ENTITY,
    }
}

/// `GET /settings/webhooks`.
pub async fn list(State(http): State<Http>, Admin(actor): Admin, headers: HeaderMap) -> Response {
    let asking = Asking {
        http: &http,
        actor: &actor,
        headers: &headers,
    };
    asking.list(TypedEndpoint::default(), None).await
}

fn types(fields: &Fields) -> Vec<EventType> {
    fields
        .all("event")
        .filter_map(EventType::from_code)
        .collect()
}

fn typed(fields: &Fields) -> TypedEndpoint {
    let cut = |name: &str, most| fields.one(name).chars().take(most).collect::<String>();
    TypedEndpoint {
        url: cut("url", LONGEST_ADDRESS + 1),
        description: cut("description", LONGEST_DESCRIPTION),
        slug: fields.one("brand").to_owned(),
        types: types(fields),
    }
}

/// `POST /settings/webhooks`: makes an endpoint. Its key is in this answer and
/// nowhere else.
pub async fn add(
    State(http): State<Http>,
    Admin(actor): Admin,
    headers: HeaderMap,
    fields: Fields,
) -> Response {
    let asking = Asking {
        http: &http,
        actor: &actor,
        headers: &headers,
    };
    let typed = typed(&fields);
    let brand = http
        .services
        .book
        .now()
        .brand_of_slug(&typed.slug)
        .map(|brand| brand.id);
    let Some(brand) = brand else {
        return asking.list(typed, Some(WebhookFault::NoAddress)).await;
    };
    let filter = Filter::of(typed.types.clone());
    let (services, by) = (&http.services, By::Staff(&actor));
    let (url, description) = (&typed.url, &typed.description);
    match endpoints::add(services, by, brand, url, description, &filter).await {
        Ok(added) => {
            let said = Said {
                secret: Some(added.secret),
                ..Said::default()
            };
            asking.again(added.id.as_str(), said).await
        }
        Err(Refusal::Wrong(fault)) => asking.list(typed, Some(fault)).await,
        Err(refusal) => asking.refused("", refusal).await,
    }
}

/// `GET /settings/webhooks/{endpoint}`.
pub async fn open(
    State(http): State<Http>,
    Admin(actor): Admin,
    Path(endpoint): Path<String>,
    asked: Result<Query<Asked>, QueryRejection>,
    headers: HeaderMap,
) -> Response {
    let asked = asked.map(|Query(asked)| asked).unwrap_or_default();
    let done = match (asked.saved, asked.queued) {
        (_, Some(_)) => Some(WebhookDone::Queued),
        (Some(_), None) => Some(WebhookDone::Saved),
        (None, None) => None,
    };
    let asking = Asking {
        http: &http,
        actor: &actor,
        headers: &headers,
    };
    let said = Said {
        done,
        ..Said::default()
    };
    asking.again(&endpoint, said).await
}

/// `POST /settings/webhooks/{endpoint}`: sets it, or does one of the things
/// that can be done with it.
pub async fn change(
    State(http): State<Http>,
    Admin(actor): Admin,
    Path(endpoint): Path<String>,
    headers: HeaderMap,
    fields: Fields,
) -> Response {
    let asking = Asking {
        http: &http,
        actor: &actor,
        headers: &headers,
    };
    if fields.one("do") == "rotate" {
        let made = endpoints::rotate(&http.services, By::Staff(&actor), &endpoint).await;
        return match made {
            Ok(secret) => {
                let said = Said {
                    secret: Some(secret),
                    ..Said::default()
                };
                asking.again(&endpoint, said).await
            }
            Err(refusal) => asking.refused(&endpoint, refusal).await,
        };
    }
    if fields.one("do") == "save" {
        return save(&asking, &endpoint, &fields).await;
    }
    match done(&asking, &endpoint, &fields).await {
        Ok(WebhookDone::Saved) => page::see(&format!("/settings/webhooks/{endpoint}?saved=now")),
        Ok(WebhookDone::Queued) => page::see(&format!("/settings/webhooks/{endpoint}?queued=now")),
        Err(refusal) => asking.refused(&endpoint, refusal).await,
    }
}

/// Sets it. An address that is not taken stays in its field; what somebody else
/// has changed meanwhile is shown instead.
async fn save(asking: &Asking<'_>, id: &str, fields: &Fields) -> Response {
    let (services, by) = (&asking.http.services, By::Staff(asking.actor));
    let typed = typed(fields);
    let to = Settings {
        url: &typed.url,
        description: &typed.description,
        filter: &Filter::of(typed.types.clone()),
    };
    // A version that is none is one that nobody has read.
    let version = fields.one("version").parse().unwrap_or(-1);
    match endpoints::change(services, by, id, version, to).await {
        Ok(()) => page::see(&format!("/settings/webhooks/{id}?saved=now")),
        Err(Refusal::Wrong(fault)) => {
            let is_theirs = fault != WebhookFault::ChangedMeanwhile;
            let said = Said {
                problem: Some(fault),
                typed: is_theirs.then_some(typed),
                ..Said::default()
            };
            asking.again(id, said).await
        }
        Err(refusal) => asking.refused(id, refusal).await,
    }
}

async fn done(asking: &Asking<'_>, id: &str, fields: &Fields) -> Result<WebhookDone, Refusal> {
    let (services, by) = (&asking.http.services, By::Staff(asking.actor));
    match fields.one("do") {
        "disable" => {
            endpoints::disable(services, by, id).await?;
            Ok(WebhookDone::Saved)
        }
        "enable" => {
            endpoints::enable(services, by, id).await?;
            Ok(WebhookDone::Saved)
        }
        "test" => {
            endpoints::test(services, by, id).await?;
            Ok(WebhookDone::Queued)
        }
        "replay" => {
            let which = Which::Delivery(fields.one("delivery"));
            endpoints::replay(services, by, id, which).await?;
            Ok(WebhookDone::Queued)
        }
        "replay_all" => {
            let endpoint = endpoints::find(services, by, id).await?;
            let day = fields.one("since").trim();
            let since = webhooks::day_begins(services, endpoint.brand_id, day);
            if since.is_none() && !day.is_empty() {
                return Err(Refusal::Wrong(WebhookFault::NoDay));
            }
            endpoints::replay(services, by, id, Which::GivenUp(since)).await?;
            Ok(WebhookDone::Queued)
        }
        // A form of nobody's: it has to be theirs all the same.
        _ => {
            endpoints::find(services, by, id).await?;
            Ok(WebhookDone::Saved)
        }
    }
}
