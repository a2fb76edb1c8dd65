//! `/settings/staff`: those who may sign in, as far as the rights of whoever
//! sets them reach.

use super::fields::Fields;
use super::page::{self, Drawn};
use crate::error::Error;
use crate::http::caller::came_by_https;
use crate::http::pages::{host, language, not_found};
use crate::http::routes::Http;
use crate::http::session::Admin;
use crate::staff::accounts::{self, Invited, SecondFactor};
use crate::staff::links::{self, Purpose};
use crate::staff::{Account, Actor, By, REQUIRED, Refusal, Rights, second_factor_is_required};
use app::pages::staff::{
    BrandChoice, NewLink, PeoplePage, Person, PersonState, Section, StaffPage, TypedPerson,
};
use axum::extract::rejection::QueryRejection;
use axum::extract::{Path, Query, State};
use axum::http::HeaderMap;
use axum::response::Response;
use doorstep::staff::{LONGEST_EMAIL, LONGEST_NAME, Role, Serves, StaffFault};

/// The list once something is changed.
const SAVED: &str = "/settings/staff?saved=now";

/// What the address says beside the page.
#[derive(Debug, Default, serde::Deserialize)]
#[serde(default)]
pub struct Asked {
    saved: Option<String>,
}

/// What is said beside the list.
#[derive(Debug, Default)]
struct Said {
    problem: Option<(Option<String>, StaffFault)>,
    typed: TypedPerson,
    link: Option<NewLink>,
    saved: bool,
}

/// `GET /settings/staff`.
pub async fn open(
    State(http): State<Http>,
    Admin(actor): Admin,
    asked: Result<Query<Asked>, QueryRejection>,
    headers: HeaderMap,
) -> Response {
    let said = Said {
        saved: asked.is_ok_and(|Query(asked)| asked.saved.is_some()),
        ..Said::default()
    };
    shown(&http, &actor, said, &headers).await
}

async fn shown(http: &Http, actor: &Actor, said: Said, headers: &HeaderMap) -> Response {
    let fault = said.problem.as_ref().map(|(_, fault)| *fault);
    let view = match view(http, actor, said).await {
        Ok(view) => view,
        Err(error) => return page::failed(error),
    };
    let mut drawn = Drawn::new(StaffPage::People(Box::new(view)));
    if let Some(fault) = fault {
        drawn = drawn.of(page::status(fault));
    }
    let frame = page::frame(actor, Some(Section::People));
    drawn.within(frame).answer(&language(headers))
}

async fn view(http: &Http, actor: &Actor, said: Said) -> Result<PeoplePage, Error> {
    let all = accounts::all_within(&http.services, By::Staff(actor)).await?;
    let book = http.services.book.now();
    let brands = book.brands.iter().filter(|brand| actor.serves(brand.id));
    let brands = brands.map(|brand| BrandChoice {
        slug: brand.slug.clone(),
        name: brand.name.clone(),
    });
    let people = all.iter().map(|account| person(http, account, actor));
    Ok(PeoplePage {
        people: people.collect(),
        brands: brands.collect(),
        may_all: actor.serves == Serves::All,
        is_required: second_factor_is_required(&http.services).await?,
        problem: said.problem,
        typed: said.typed,
        link: said.link,
        saved: said.saved,
    })
}

fn person(http: &Http, account: &Account, actor: &Actor) -> Person {
    let book = http.services.book.now();
    let slugs = match &account.serves {
        Serves::All => None,
        Serves::Only(ids) => Some(
            ids.iter()
                .filter_map(|id| Some(book.brand(*id)?.slug.clone()))
                .collect(),
        ),
    };
    let state = match (account.is_open(), &account.row.password) {
        (false, _) => PersonState::Closed,
        (true, None) => PersonState::Invited,
        (true, Some(_)) => PersonState::Open,
    };
    Person {
        public_id: account.row.public_id.clone(),
        name: account.row.name.clone(),
        email: account.row.email.clone(),
        role: account.role,
        slugs,
        state,
        has_factor: account.has_second_factor(),
        is_me: account.row.id == actor.id,
    }
}

/// The rights that a form gives. Slugs of no brand give none.
fn rights(http: &Http, typed: &Fields) -> Rights {
    let book = http.services.book.now();
    let serves = if typed.one("all").is_empty() {
        let chosen = typed.all("brand");
        let ids = chosen.filter_map(|slug| Some(book.brand_of_slug(slug)?.id));
        Serves::Only(ids.collect())
    } else {
        Serves::All
    };
    Rights {
        role: Role::from_code(typed.one("role")).unwrap_or(Role::Rep),
        serves,
    }
}

/// `POST /settings/staff`: invites somebody. The link is in this answer and
/// nowhere else.
pub async fn invite(
    State(http): State<Http>,
    Admin(actor): Admin,
    headers: HeaderMap,
    typed: Fields,
) -> Response {
    let (email, name) = (typed.one("email"), typed.one("name"));
    let rights = rights(&http, &typed);
    let by = By::Staff(&actor);
    let invited = accounts::invite(&http.services, by, email, name, &rights).await;
    match invited {
        Ok(invited) => {
            let link = link(&headers, name, &invited, Purpose::Invitation);
            let said = Said {
                link: Some(link),
                ..Said::default()
            };
            shown(&http, &actor, said, &headers).await
        }
        Err(refusal) => {
            let typed = typed_again(&typed, rights.role);
            refused(&http, &actor, None, refusal, typed, &headers).await
        }
    }
}

fn typed_again(typed: &Fields, role: Role) -> TypedPerson {
    let cut = |name: &str, most| typed.one(name).chars().take(most).collect::<String>();
    TypedPerson {
        email: cut("email", LONGEST_EMAIL),
        name: cut("name", LONGEST_NAME),
        role: Some(role),
        slugs: typed.all("brand").map(str::to_owned).collect(),
    }
}

/// As whoever asks has reached us: the link is passed on by them.
fn link(headers: &HeaderMap, name: &str, invited: &Invited, purpose: Purpose) -> NewLink {
    let scheme = if came_by_https(headers) {
        "https"
    } else {
        "http"
    };
    let path = links::path(&invited.secret);
    NewLink {
        name: name.chars().take(LONGEST_NAME).collect(),
        address: format!("{scheme}://{}{path}", host(headers)),
        days: purpose.valid_for().num_days(),
    }
}

async fn refused(
    http: &Http,
    actor: &Actor,
    whose: Option<String>,
    refusal: Refusal,
    typed: TypedPerson,
    headers: &HeaderMap,
) -> Response {
    let fault = match refusal {
        Refusal::Wrong(fault) => fault,
        Refusal::NotThere => return not_found(State(http.clone()), headers.clone()).await,
        Refusal::Failed(error) => return page::failed(error),
    };
    let said = Said {
        problem: Some((whose, fault)),
        typed,
        ..Said::default()
    };
    shown(http, actor, said, headers).await
}

/// What comes of a change of one account.
async fn changed(
    http: &Http,
    actor: &Actor,
    whose: String,
    outcome: Result<(), Refusal>,
    headers: &HeaderMap,
) -> Response {
    match outcome {
        Ok(()) => page::see(SAVED),
        Err(refusal) => {
            let typed = TypedPerson::default();
            refused(http, actor, Some(whose), refusal, typed, headers).await
        }
    }
}

/// `POST /settings/staff/{staff}`: sets name and rights.
pub async fn change(
    State(http): State<Http>,
    Admin(actor): Admin,
    Path(staff): Path<String>,
    headers: HeaderMap,
    typed: Fields,
) -> Response {
    let by = By::Staff(&actor);
    let rights = rights(&http, &typed);
    let name = typed.one("name");
    let outcome = accounts::change(&http.services, by, &staff, name, &rights).await;
    changed(&http, &actor, staff, outcome, &headers).await
}

/// `POST /settings/staff/{staff}/close`.
pub async fn close(
    State(http): State<Http>,
    Admin(actor): Admin,
    Path(staff): Path<String>,
    headers: HeaderMap,
) -> Response {
    let outcome = accounts::disable(&http.services, By::Staff(&actor), &staff).await;
    changed(&http, &actor, staff, outcome, &headers).await
}

/// `POST /settings/staff/{staff}/open`.
pub async fn reopen(
    State(http): State<Http>,
    Admin(actor): Admin,
    Path(staff): Path<String>,
    headers: HeaderMap,
) -> Response {
    let outcome = accounts::enable(&http.services, By::Staff(&actor), &staff).await;
    changed(&http, &actor, staff, outcome, &headers).await
}

/// `POST /settings/staff/{staff}/link`: a link to choose a password with.
pub async fn new_link(
    State(http): State<Http>,
    Admin(actor): Admin,
    Path(staff): Path<String>,
    headers: HeaderMap,
    typed: Fields,
) -> Response {
    let factor = if typed.one("factor").is_empty() {
        SecondFactor::Kept
    } else {
        SecondFactor::TakenAway
    };
    let made = accounts::new_link(&http.services, By::Staff(&actor), &staff, factor).await;
    match made {
        Ok(made) => {
            let link = link(&headers, &made.name, &made.invited, made.purpose);
            let said = Said {
                link: Some(link),
                ..Said::default()
            };
            shown(&http, &actor, said, &headers).await
        }
        Err(refusal) => changed(&http, &actor, staff, Err(refusal), &headers).await,
    }
}

/// `POST /settings/second-factor`: whether everybody needs one.
pub async fn require(
    State(http): State<Http>,
    Admin(actor): Admin,
    headers: HeaderMap,
    typed: Fields,
) -> Response {
    let required = match typed.one("second_factor") {
        REQUIRED => REQUIRED,
        _ => "optional",
    };
    let by = By::Staff(&actor);
    match accounts::require_second_factor(&http.services, by, required).await {
        Ok(()) => page::see(SAVED),
        Err(refusal) => {
            let typed = TypedPerson::default();
            refused(&http, &actor, None, refusal, typed, &headers).await
        }
    }
}
