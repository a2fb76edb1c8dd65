//! Who asks: one of the staff who is signed in, known by the cookie of their
//! browser. A handler that takes one of these is answered by nobody else; it
//! still asks [`Actor::serves`] about every brand it touches.

use super::pages::language;
use super::routes::Http;
use super::staff::page;
use crate::error::Error;
use crate::staff::Actor;
use crate::staff::sessions::{self, Entered, Stage};
use app::pages::staff::StaffPage;
use axum::extract::FromRequestParts;
use axum::http::header::{ACCEPT, COOKIE, SET_COOKIE};
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode};
use axum::response::{IntoResponse, Redirect, Response};
use doorstep::ids::SessionToken;
use doorstep::staff::Role;

/// The cookie's name. Its prefix binds it to this host, and to HTTPS.
pub const COOKIE_NAME: &str = "__Host-doorstep";

/// The page to sign in at.
pub const SIGN_IN: &str = "/sign-in";

/// The page that asks for the second factor.
pub const CODE: &str = "/sign-in/code";

/// The page on which a second factor is set up.
pub const SECOND_FACTOR: &str = "/sign-in/second-factor";

/// Where nobody said where to.
pub const HOME: &str = "/console";

/// Where signing in may lead to.
const LEADS_TO: [&str; 4] = ["/console", "/performance", "/settings", "/account"];

/// Somebody who answers shoppers, or may more.
#[derive(Clone, Debug)]
pub struct Rep(pub Actor);

/// Somebody who sees the figures, or may more.
#[derive(Clone, Debug)]
pub struct Manager(pub Actor);

/// Somebody who sets things.
#[derive(Clone, Debug)]
pub struct Admin(pub Actor);

/// Somebody who has signed in all the way, with their session.
#[derive(Clone, Debug)]
pub struct SignedIn(pub Entered);

/// Somebody whose password was right; the second factor may still be due.
#[derive(Clone, Debug)]
pub struct Entering(pub Entered);

impl FromRequestParts<Http> for Rep {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, http: &Http) -> Result<Self, Response> {
        actor(parts, http, Role::Rep).await.map(Self)
    }
}

impl FromRequestParts<Http> for Manager {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, http: &Http) -> Result<Self, Response> {
        actor(parts, http, Role::Manager).await.map(Self)
    }
}

impl FromRequestParts<Http> for Admin {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, http: &Http) -> Result<Self, Response> {
        actor(parts, http, Role::Admin).await.map(Self)
    }
}

impl FromRequestParts<Http> for SignedIn {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, http: &Http) -> Result<Self, Response> {
        whole(parts, http).await.map(Self)
    }
}

impl FromRequestParts<Http> for Entering {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, http: &Http) -> Result<Self, Response> {
        match entered(http, &parts.headers).await {
            Ok(Some(entered)) => Ok(Self(entered)),
            Ok(None) => Err(led_to(parts, SIGN_IN)),
            Err(error) => Err(error.into_response()),
        }
    }
}

/// One of the staff who may at least this.
pub async fn actor(parts: &Parts, http: &Http, least: Role) -> Result<Actor, Response> {
    let entered = whole(parts, http).await?;
    let actor = entered.account.actor();
    if actor.role < least {
        return Err(refused(&actor, &parts.headers));
    }
    Ok(actor)
}

async fn whole(parts: &Parts, http: &Http) -> Result<Entered, Response> {
    match entered(http, &parts.headers).await {
        Ok(Some(entered)) => match entered.stage {
            Stage::Whole => Ok(entered),
            Stage::CodeDue => Err(led_to(parts, CODE)),
            Stage::SetUpDue => Err(led_to(parts, SECOND_FACTOR)),
        },
        Ok(None) => Err(led_to(parts, SIGN_IN)),
        Err(error) => Err(error.into_response()),
    }
}

/// What a page reads again by itself says so in this header.
pub const REFRESH: &str = "x-doorstep-refresh";

/// The browser that sends these headers, if it has signed in.
pub async fn entered(http: &Http, headers: &HeaderMap) -> Result<Option<Entered>, Error> {
    let Some(token) = token(headers) else {
        return Ok(None);
    };
    let entered = sessions::entered(&http.services, &token).await?;
    if let Some(entered) = entered.as_ref().filter(|_| !asks_by_itself(headers)) {
        sessions::used(&http.services, &entered.session).await;
    }
    Ok(entered)
}

/// Whether nobody pressed anything: an open page listens, or reads itself
/// again. That keeps nobody signed in.
fn asks_by_itself(headers: &HeaderMap) -> bool {
    let listens = headers
        .get(ACCEPT)
        .is_some_and(|accepts| accepts == "text/event-stream");
    listens || headers.contains_key(REFRESH)
}

/// What is asked for is not for somebody's role, or not for their brands
/// where that may be said.
pub fn refused(actor: &Actor, headers: &HeaderMap) -> Response {
    let frame = page::frame(actor, None);
    let refused = page::Drawn::new(StaffPage::NotAllowed).of(StatusCode::FORBIDDEN);
    refused.within(frame).answer(&language(headers))
}

/// Whoever looks at a page is led to where one signs in, and back once that
/// is done; to everything else the answer is no.
fn led_to(parts: &Parts, way: &str) -> Response {
    let accepts = parts
        .headers
        .get(ACCEPT)
        .and_then(|value| value.to_str().ok());
    let is_page = accepts.is_some_and(|accepts| accepts.contains("text/html"));
    if !is_page {
        return (StatusCode::UNAUTHORIZED, "Sign in first.\n").into_response();
    }
    let asked = parts
        .uri
        .path_and_query()
        .map_or("", |asked| asked.as_str());
    // A form that was sent is gone; its address shows nothing by itself.
    let is_read = parts.method == Method::GET || parts.method == Method::HEAD;
    let to = way_back(asked).filter(|_| is_read);
    Redirect::to(&with_way_back(way, to)).into_response()
}

/// An address of ours that signing in may lead to; nothing else, so that no
/// link to the sign-in page leads elsewhere.
pub fn way_back(asked: &str) -> Option<&str> {
    let path = asked.split(['?', '#']).next().unwrap_or_default();
    let is_ours = LEADS_TO.iter().any(|ours| {
        path.strip_prefix(ours)
            .is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    });
    let is_plain = asked
        .bytes()
        .all(|byte| byte.is_ascii_graphic() && byte != b'\\');
    (is_ours && is_plain && asked.len() <= 500).then_some(asked)
}

/// The address of a page of signing in, with where it is to lead to.
pub fn with_way_back(page: &str, to: Option<&str>) -> String {
    let Some(to) = to.filter(|to| *to != HOME) else {
        return page.to_owned();
    };
    let escaped: String = to
        .bytes()
        .map(|byte| match byte {
            b'/' | b'-' | b'_' | b'.' => char::from(byte).to_string(),
            plain if plain.is_ascii_alphanumeric() => char::from(plain).to_string(),
            other => format!("%{other:02X}"),
        })
        .collect();
    format!("{page}?to={escaped}")
}

fn token(headers: &HeaderMap) -> Option<SessionToken> {
    headers
        .get_all(COOKIE)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .find(|(name, _)| *name == COOKIE_NAME)
        .and_then(|(_, value)| SessionToken::parse(value).ok())
}

/// Whether a request carries the cookie, be it worth something or not.
pub fn has_cookie(headers: &HeaderMap) -> bool {
    token(headers).is_some()
}

/// Gives the browser its session.
pub fn give(response: &mut Response, token: &SessionToken) {
    set(response, token.as_str(), sessions::LONGEST.num_seconds());
}

/// Takes the cookie away.
pub fn take(response: &mut Response) {
    set(response, "", 0);
}

fn set(response: &mut Response, value: &str, seconds: i64) {
    let cookie =
        format!("{COOKIE_NAME}={value}; Path=/; Max-Age={seconds}; Secure; HttpOnly; SameSite=Lax");
    if let Ok(cookie) = HeaderValue::from_str(&cookie) {
        response.headers_mut().append(SET_COOKIE, cookie);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signing_in_leads_to_our_own_pages_alone() {
        for ours in [
            "/console",
            "/console/orders/ord_1?x=y",
            "/settings/brand/acme",
            "/performance?weeks=26",
            "/account",
        ] {
            assert_eq!(way_back(ours), Some(ours));
        }
        for other in [
            "",
            "/",
            "//evil.example",
            "https://evil.example/console",
            "/consolexyz",
            "/t/secret",
            "/console\\evil.example",
            "/console\r\nset-cookie: a",
            "/sign-in",
        ] {
            assert_eq!(way_back(other), None, "{other}");
        }
        assert_eq!(with_way_back(SIGN_IN, Some(HOME)), "/sign-in");
        assert_eq!(
            with_way_back(SIGN_IN, Some("/settings?a=b&c")),
            "/sign-in?to=/settings%3Fa%3Db%26c"
        );
    }

    #[test]
    fn the_cookie_is_bound_to_this_host() {
        let mut response = StatusCode::OK.into_response();
        give(&mut response, &SessionToken::from_bits(7));
        let cookie = response.headers()[SET_COOKIE].to_str().unwrap();
        assert!(cookie.starts_with("__Host-doorstep=0000"), "{cookie}");
        for part in ["Secure", "HttpOnly", "SameSite=Lax", "Path=/"] {
            assert!(cookie.split("; ").any(|one| one == part), "{part}");
        }
        assert!(!cookie.contains("Domain"), "{cookie}");
    }
}
