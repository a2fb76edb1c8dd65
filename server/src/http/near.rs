//! Signing in at `http://localhost`, where there is no HTTPS: Safari keeps no
//! cookie there that asks for it, so the demo could not be signed in to.
//!
//! A browser on this very machine that came to it by such a name without HTTPS
//! is given the session's cookie under another name, without `Secure`. Everywhere
//! else that name means nothing, and the cookie is the one that is bound to
//! its host and to HTTPS. Here alone the two names meet: nothing else knows.

use super::caller::came_by_https;
use super::session::COOKIE_NAME;
use axum::extract::{ConnectInfo, Request};
use axum::http::header::{COOKIE, FORWARDED, HOST, SET_COOKIE};
use axum::http::{HeaderMap, HeaderValue};
use axum::middleware::Next;
use axum::response::Response;
use std::net::SocketAddr;

/// The cookie's name there.
const NEAR: &str = "doorstep-near";

/// Puts one name in the place of the other, both ways.
pub async fn cookies(mut request: Request, next: Next) -> Response {
    let peer = request.extensions().get::<ConnectInfo<SocketAddr>>();
    let peer = peer.map(|ConnectInfo(peer)| *peer);
    if !peer.is_some_and(|peer| is_near(peer, request.headers())) {
        return next.run(request).await;
    }
    take(request.headers_mut());
    let mut response = next.run(request).await;
    give(response.headers_mut());
    response
}

/// Whether it came from this machine, to a name of this machine's, by no proxy:
/// one that stands here would say so, and may have come by HTTPS.
fn is_near(peer: SocketAddr, headers: &HeaderMap) -> bool {
    let host = headers.get(HOST).and_then(|host| host.to_str().ok());
    let is_forwarded = headers.contains_key(FORWARDED) || headers.contains_key("x-forwarded-for");
    host.is_some_and(is_this_machine)
        && peer.ip().to_canonical().is_loopback()
        && !is_forwarded
        && !came_by_https(headers)
}

fn is_this_machine(host: &str) -> bool {
    let is_port = |port: &str| port.bytes().all(|byte| byte.is_ascii_digit());
    let named = host.rsplit_once(':').filter(|(_, port)| is_port(port));
    let name = named.map_or(host, |(name, _)| name);
    matches!(name, "localhost" | "127.0.0.1" | "[::1]") || name.ends_with(".localhost")
}

/// What the browser sends. One that has the other cookie as well, for it does
/// take `Secure` there, shows the newer one: this.
fn take(headers: &mut HeaderMap) {
    let texts = headers.get_all(COOKIE).iter();
    let pairs: Vec<&str> = texts
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(';'))
        .map(str::trim)
        .collect();
    let named = |pair: &&str, name: &str| pair.split_once('=').is_some_and(|(n, _)| n == name);
    let Some(near) = pairs.iter().find(|pair| named(pair, NEAR)) else {
        return;
    };
    let value = near.split_once('=').map_or("", |(_, value)| value);
    let others = pairs
        .iter()
        .filter(|pair| !named(pair, NEAR) && !named(pair, COOKIE_NAME));
    let ours = format!("{COOKIE_NAME}={value}");
    let all: Vec<&str> = std::iter::once(ours.as_str())
        .chain(others.copied())
        .collect();
    if let Ok(value) = HeaderValue::from_str(&all.join("; ")) {
        headers.insert(COOKIE, value);
    }
}

/// What the browser is given.
fn give(headers: &mut HeaderMap) {
    let given: Vec<HeaderValue> = headers.get_all(SET_COOKIE).iter().cloned().collect();
    headers.remove(SET_COOKIE);
    for value in given {
        let near = value.to_str().ok().and_then(renamed);
        headers.append(SET_COOKIE, near.unwrap_or(value));
    }
}

fn renamed(cookie: &str) -> Option<HeaderValue> {
    let rest = cookie.strip_prefix(COOKIE_NAME)?;
    let parts = rest.split("; ").filter(|part| *part != "Secure");
    let rest: Vec<&str> = parts.collect();
    HeaderValue::from_str(&format!("{NEAR}{}", rest.join("; "))).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headers(values: &[(&'static str, &str)]) -> HeaderMap {
        let mut headers = HeaderMap::new();
        for (name, value) in values {
            headers.append(*name, value.parse().unwrap());
        }
        headers
    }

    fn check(peer: &str, values: &[(&'static str, &str)], wanted: bool) {
        let found = is_near(peer.parse().unwrap(), &headers(values));
        assert_eq!(found, wanted, "{peer} {values:?}");
    }

    #[test]
    fn only_a_browser_on_this_machine_at_localhost_is_near() {
        check("127.0.0.1:5", &[("host", "localhost:3000")], true);
        check("[::1]:5", &[("host", "ridgeline.localhost:3000")], true);
        check("[::1]:5", &[("host", "[::1]:3000")], true);
        check("127.0.0.1:5", &[("host", "127.0.0.1:3000")], true);
        check("127.0.0.1:5", &[("host", "127.0.0.1.evil.example")], false);
        check("[::ffff:127.0.0.1]:5", &[("host", "localhost")], true);
        check("127.0.0.1:5", &[("host", "track.acme.example")], false);
        check("127.0.0.1:5", &[("host", "localhost.evil.example")], false);
        check("127.0.0.1:5", &[("host", "evillocalhost")], false);
        check("127.0.0.1:5", &[], false);
        check("203.0.113.7:5", &[("host", "localhost:3000")], false);
        let host = ("host", "localhost:3000");
        for forwarded in [
            ("x-forwarded-for", "203.0.113.7"),
            ("x-forwarded-proto", "https"),
            ("forwarded", "proto=https"),
        ] {
            check("127.0.0.1:5", &[host, forwarded], false);
        }
    }

    #[test]
    fn the_two_names_meet_here() {
        let mut asked = headers(&[
            ("cookie", "a=b; __Host-doorstep=old"),
            ("cookie", "doorstep-near=0007; c=d"),
        ]);
        take(&mut asked);
        assert_eq!(asked[COOKIE], "__Host-doorstep=0007; a=b; c=d");
        let mut asked = headers(&[("cookie", "a=b; __Host-doorstep=old")]);
        take(&mut asked);
        assert_eq!(asked[COOKIE], "a=b; __Host-doorstep=old");
        let mut given = headers(&[
            ("set-cookie", "other=1; Secure"),
            (
                "set-cookie",
                "__Host-doorstep=0007; Path=/; Max-Age=9; Secure; HttpOnly; SameSite=Lax",
            ),
        ]);
        give(&mut given);
        let given: Vec<&HeaderValue> = given.get_all(SET_COOKIE).iter().collect();
        assert_eq!(given[0], "other=1; Secure");
        let near = "doorstep-near=0007; Path=/; Max-Age=9; HttpOnly; SameSite=Lax";
        assert_eq!(given[1], near);
    }
}
