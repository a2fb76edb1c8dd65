//! `/welcome/{secret}`: a link lets one of the staff in once, to choose a
//! password.

use super::fields::Fields;
use super::page::{self, Drawn};
use crate::http::pages::language;
use crate::http::routes::Http;
use crate::http::session;
use crate::staff::Refusal;
use crate::staff::links::{self, Entry, Purpose, Typed};
use app::pages::staff::{StaffPage, WelcomeForm, WelcomePurpose};
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use doorstep::ids::EntryToken;
use doorstep::staff::{LONGEST_EMAIL, LONGEST_NAME, StaffFault};

/// `GET /welcome/{secret}`.
pub async fn open(
    State(http): State<Http>,
    Path(secret): Path<String>,
    headers: HeaderMap,
) -> Response {
    let (secret, entry) = match looked(&http, &secret, &headers).await {
        Ok(found) => found,
        Err(response) => return response,
    };
    Drawn::new(StaffPage::Welcome(form(&secret, &entry))).answer(&language(&headers))
}

async fn looked(
    http: &Http,
    secret: &str,
    headers: &HeaderMap,
) -> Result<(EntryToken, Entry), Response> {
    let Ok(secret) = EntryToken::parse(secret) else {
        return Err(over(headers));
    };
    match links::look(&http.services, &secret).await {
        Ok(Some(entry)) => Ok((secret, entry)),
        Ok(None) => Err(over(headers)),
        Err(error) => Err(page::failed(error)),
    }
}

/// A link that works no more looks like one that never was.
fn over(headers: &HeaderMap) -> Response {
    let drawn = Drawn::new(StaffPage::LinkOver).of(StatusCode::NOT_FOUND);
    drawn.answer(&language(headers))
}

fn form(secret: &EntryToken, entry: &Entry) -> WelcomeForm {
    let of = |value: fn(&crate::db::staff::Model) -> &String| {
        let account = entry.account.as_ref();
        account.map_or_else(String::new, |account| value(&account.row).clone())
    };
    WelcomeForm {
        action: links::path(secret),
        purpose: match entry.purpose {
            Purpose::SetUp => WelcomePurpose::SetUp,
            Purpose::Invitation => WelcomePurpose::Invitation,
            Purpose::Reset | Purpose::ResetAll => WelcomePurpose::Reset,
        },
        email: of(|row| &row.email),
        name: of(|row| &row.name),
        problem: None,
    }
}

/// `POST /welcome/{secret}`.
pub async fn follow(
    State(http): State<Http>,
    Path(secret): Path<String>,
    headers: HeaderMap,
    typed: Fields,
) -> Response {
    let (secret, entry) = match looked(&http, &secret, &headers).await {
        Ok(found) => found,
        Err(response) => return response,
    };
    let followed = Typed {
        email: typed.one("email"),
        name: typed.one("name"),
        password: typed.one("password"),
        again: typed.one("again"),
    };
    match links::follow(&http.services, &secret, &followed).await {
        Ok(()) => {
            let mut response = page::see(&format!("{}?chosen=now", session::SIGN_IN));
            // Whoever was signed in with this browser is so no more.
            session::take(&mut response);
            response
        }
        Err(Refusal::Wrong(fault)) => again(form(&secret, &entry), &typed, fault, &headers),
        Err(Refusal::NotThere) => over(&headers),
        Err(Refusal::Failed(error)) => page::failed(error),
    }
}

fn again(form: WelcomeForm, typed: &Fields, fault: StaffFault, headers: &HeaderMap) -> Response {
    let cut = |name: &str, most| typed.one(name).chars().take(most).collect::<String>();
    let email = match form.purpose {
        WelcomePurpose::SetUp => cut("email", LONGEST_EMAIL),
        _ => form.email,
    };
    let form = WelcomeForm {
        email,
        name: cut("name", LONGEST_NAME),
        problem: Some(fault),
        ..form
    };
    let drawn = Drawn::new(StaffPage::Welcome(form)).of(page::status(fault));
    drawn.answer(&language(headers))
}
