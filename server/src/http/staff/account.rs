//! `/account`: somebody's own account.

use super::fields::Fields;
use super::page::{self, Drawn, SiteClock};
use crate::db::{from_ms, staff_recovery};
use crate::error::Error;
use crate::http::caller::Network;
use crate::http::pages::language;
use crate::http::routes::Http;
use crate::http::session::{self, SignedIn};
use crate::limits::Verdict;
use crate::staff::sessions::{self, Entered};
use crate::staff::{Refusal, own};
use app::pages::staff::{AccountPage, AccountPart, RecoveryCodes, Section, SessionLine, StaffPage};
use axum::extract::rejection::QueryRejection;
use axum::extract::{Query, State};
use axum::http::HeaderMap;
use axum::response::Response;
use doorstep::staff::{Serves, StaffFault};

/// Where it is.
const PATH: &str = "/account";

/// The same once something is changed.
const SAVED: &str = "/account?saved=now";

/// What the address says beside the page.
#[derive(Debug, Default, serde::Deserialize)]
#[serde(default)]
pub struct Asked {
    saved: Option<String>,
}

/// `GET /account`.
pub async fn open(
    State(http): State<Http>,
    SignedIn(entered): SignedIn,
    asked: Result<Query<Asked>, QueryRejection>,
    headers: HeaderMap,
) -> Response {
    let saved = asked.is_ok_and(|Query(asked)| asked.saved.is_some());
    shown(&http, &entered, None, saved, &headers).await
}

async fn shown(
    http: &Http,
    entered: &Entered,
    problem: Option<(AccountPart, StaffFault)>,
    saved: bool,
    headers: &HeaderMap,
) -> Response {
    let language = language(headers);
    let view = match view(http, entered, &language).await {
        Ok(view) => AccountPage {
            problem,
            saved,
            ..view
        },
        Err(error) => return page::failed(error),
    };
    let mut drawn = Drawn::new(StaffPage::Account(Box::new(view)));
    if let Some((_, fault)) = problem {
        drawn = drawn.of(page::status(fault));
    }
    let frame = page::frame(&entered.account.actor(), Some(Section::Account));
    let mut response = drawn.within(frame).answer(&language);
    if let Some((_, fault)) = problem {
        page::wait(&mut response, fault);
    }
    response
}

async fn view(http: &Http, entered: &Entered, language: &str) -> Result<AccountPage, Error> {
    let account = &entered.account;
    let services = &http.services;
    let book = services.book.now();
    let clock = SiteClock::of(http, services.clock.wall());
    let sessions = sessions::of_account(services, account).await?;
    let sessions = sessions.into_iter().map(|session| SessionLine {
        since: clock.words(from_ms(session.created_ms), language),
        seen: clock.words(from_ms(session.seen_ms), language),
        is_here: session.id == entered.session.id,
    });
    let brands = match &account.serves {
        Serves::All => Vec::new(),
        Serves::Only(ids) => ids
            .iter()
            .filter_map(|id| Some(book.brand(*id)?.name.clone()))
            .collect(),
    };
    let recovery_left = match account.has_second_factor() {
        true => {
            let read = services.database.read();
            Some(staff_recovery::left_of_staff(read, account.row.id).await?)
        }
        false => None,
    };
    Ok(AccountPage {
        email: account.row.email.clone(),
        name: account.row.name.clone(),
        role: account.role,
        brands,
        recovery_left,
        sessions: sessions.collect(),
        problem: None,
        saved: false,
    })
}

/// Shows a form again, or what else there is to say.
async fn refused(
    http: &Http,
    entered: &Entered,
    part: AccountPart,
    refusal: Refusal,
    headers: &HeaderMap,
) -> Response {
    match refusal {
        Refusal::Wrong(fault) => shown(http, entered, Some((part, fault)), false, headers).await,
        Refusal::NotThere => page::see(PATH),
        Refusal::Failed(error) => page::failed(error),
    }
}

/// `POST /account/name`.
pub async fn set_name(
    State(http): State<Http>,
    SignedIn(entered): SignedIn,
    headers: HeaderMap,
    typed: Fields,
) -> Response {
    match own::set_name(&http.services, &entered.account, typed.one("name")).await {
        Ok(()) => page::see(SAVED),
        Err(refusal) => refused(&http, &entered, AccountPart::Name, refusal, &headers).await,
    }
}

/// Proves the present password, no faster than passwords may be tried.
async fn proved(
    http: &Http,
    network: Network,
    entered: &Entered,
    typed: &Fields,
) -> Result<(), Refusal> {
    let attempt = http.sign_ins.attempt(&network, &entered.account.row.email);
    if let Verdict::In(seconds) = http.sign_ins.ask(attempt, http.services.clock.wall()) {
        return Err(Refusal::Wrong(StaffFault::Wait(seconds)));
    }
    own::prove(&entered.account, typed.one("present")).await?;
    http.sign_ins.proved(attempt);
    Ok(())
}

/// `POST /account/password`.
pub async fn set_password(
    State(http): State<Http>,
    network: Network,
    SignedIn(entered): SignedIn,
    headers: HeaderMap,
    typed: Fields,
) -> Response {
    let changed = async {
        proved(&http, network, &entered, &typed).await?;
        let (new, again) = (typed.one("password"), typed.one("again"));
        own::set_password(&http.services, &entered, new, again).await
    };
    match changed.await {
        Ok(token) => {
            let mut response = page::see(SAVED);
            session::give(&mut response, &token);
            response
        }
        Err(refusal) => refused(&http, &entered, AccountPart::Password, refusal, &headers).await,
    }
}

/// `POST /account/second-factor`: new recovery codes, or none of it any more.
pub async fn second_factor(
    State(http): State<Http>,
    network: Network,
    SignedIn(entered): SignedIn,
    headers: HeaderMap,
    typed: Fields,
) -> Response {
    let done = async {
        proved(&http, network, &entered, &typed).await?;
        match typed.one("act") {
            "drop" => {
                own::drop_second_factor(&http.services, &entered).await?;
                Ok(page::see(SAVED))
            }
            _ => {
                let codes = own::new_recovery(&http.services, &entered.account).await?;
                Ok(codes_shown(&entered, codes, &headers))
            }
        }
    };
    match done.await {
        Ok(response) => response,
        Err(refusal) => {
            let part = AccountPart::SecondFactor;
            refused(&http, &entered, part, refusal, &headers).await
        }
    }
}

fn codes_shown(entered: &Entered, codes: Vec<String>, headers: &HeaderMap) -> Response {
    let codes = RecoveryCodes {
        codes,
        to: PATH.to_owned(),
    };
    let frame = page::frame(&entered.account.actor(), Some(Section::Account));
    Drawn::new(StaffPage::Recovery(codes))
        .within(frame)
        .answer(&language(headers))
}
