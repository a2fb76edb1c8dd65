//! Headers that keep every answer in its place.

use super::session;
use axum::extract::Request;
use axum::http::header::{
    CACHE_CONTROL, CONTENT_SECURITY_POLICY, HOST, HeaderName, HeaderValue, ORIGIN, REFERRER_POLICY,
    STRICT_TRANSPORT_SECURITY, X_CONTENT_TYPE_OPTIONS, X_FRAME_OPTIONS,
};
use axum::http::{HeaderMap, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

/// What a page may load: its own files, its own stream, and inline elements
/// that carry this answer's nonce. WebAssembly needs `wasm-unsafe-eval`,
/// which allows that and no other evaluation.
#[must_use]
pub fn policy(nonce: &str) -> String {
    format!(
        "default-src 'none'; script-src 'self' 'nonce-{nonce}' 'wasm-unsafe-eval'; \
         style-src 'self' 'nonce-{nonce}'; img-src 'self' data:; connect-src 'self'; \
         font-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'self'; \
         frame-ancestors 'none'"
    )
}

/// The same in a demo, where an order's page and its messages stand side by
/// side in a page of ours.
#[must_use]
pub fn demo_policy(nonce: &str) -> String {
    let policy = policy(nonce);
    let own = policy.replace("frame-ancestors 'none'", "frame-ancestors 'self'");
    format!("{own}; frame-src 'self'")
}

/// What a page may load that runs no script and has no style of its own.
pub const PLAIN_POLICY: &str = "default-src 'none'; style-src 'self'; img-src 'self'; \
     base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

/// The same for a page with others of ours in frames.
pub const FRAMING_POLICY: &str = "default-src 'none'; style-src 'self'; img-src 'self'; \
     frame-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

/// What a page or a mail may do that was captured: be looked at, in a frame of
/// ours. It runs nothing, fetches nothing, sends nothing and opens nothing; its
/// styles and pictures stand in it.
pub const CAPTURED_POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; \
     img-src data:; font-src data:; base-uri 'none'; form-action 'none'; \
     frame-ancestors 'self'; sandbox";

/// What the settings page may load: itself, and the preview in its frame.
#[must_use]
pub fn settings_policy(nonce: &str) -> String {
    format!("{}; frame-src 'self'", policy(nonce))
}

/// A preview may stand in the settings page's frame, and runs no script.
#[must_use]
pub fn preview_policy(nonce: &str) -> String {
    format!(
        "default-src 'none'; style-src 'self' 'nonce-{nonce}'; img-src 'self'; font-src 'self'; \
         base-uri 'none'; form-action 'none'; frame-ancestors 'self'"
    )
}

/// The preview of a mail stands in a frame of the settings and runs no script.
/// A mail brings its own style along, as mail programs want it, and at most
/// the brand's logo, from the site's address.
#[must_use]
pub fn letter_policy(site: &str) -> String {
    let is_address = |letter: char| letter.is_ascii_alphanumeric() || ":/.-[]".contains(letter);
    let site = if site.chars().all(is_address) {
        site
    } else {
        ""
    };
    format!(
        "default-src 'none'; style-src 'self' 'unsafe-inline'; img-src 'self' {site}; \
         font-src 'self'; frame-src 'self'; base-uri 'none'; form-action 'none'; \
         frame-ancestors 'self'"
    )
}

const FETCH_SITE: HeaderName = HeaderName::from_static("sec-fetch-site");
const PERMISSIONS_POLICY: HeaderName = HeaderName::from_static("permissions-policy");
const OPENER_POLICY: HeaderName = HeaderName::from_static("cross-origin-opener-policy");

/// Paths that hold a secret, or answer one: nothing on the way may keep what
/// they say.
const PRIVATE: [&str; 11] = [
    "/t/",
    "/f/",
    "/unsubscribe/",
    "/my",
    "/find",
    "/demo/",
    "/console",
    "/settings",
    "/account",
    "/sign-in",
    "/welcome",
];

/// Refuses a form that another site sent. Browsers say where a form comes
/// from in `Sec-Fetch-Site`; older ones name an `Origin`, which is `null`
/// under our own referrer policy and then tells nothing. Programs send
/// neither: they carry no cookie that could be misused. What carries the
/// cookie of somebody signed in has to say where it comes from.
pub async fn from_own_pages(request: Request, next: Next) -> Response {
    if is_foreign(request.headers()) {
        return (
            StatusCode::FORBIDDEN,
            "This form came from another site. Open the page itself and try again.",
        )
            .into_response();
    }
    next.run(request).await
}

fn is_foreign(headers: &HeaderMap) -> bool {
    let text = |name: HeaderName| headers.get(name).and_then(|value| value.to_str().ok());
    // Browsers say it once; of several words none may be another site's.
    let ours = |site: &HeaderValue| matches!(site.as_bytes(), b"same-origin" | b"none");
    if headers.contains_key(FETCH_SITE) {
        return !headers.get_all(FETCH_SITE).iter().all(ours);
    }
    let Some(origin) = text(ORIGIN).filter(|origin| *origin != "null") else {
        return session::has_cookie(headers);
    };
    let origin_host = origin.split_once("://").map(|(_, host)| host);
    origin_host != text(HOST)
}

/// Adds what every answer has.
pub async fn headers(request: Request, next: Next) -> Response {
    let path = request.uri().path();
    let private = PRIVATE.iter().any(|below| path.starts_with(below));
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    let fixed = [
        (
            STRICT_TRANSPORT_SECURITY,
            "max-age=31536000; includeSubDomains",
        ),
        (REFERRER_POLICY, "no-referrer"),
        (X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (
            PERMISSIONS_POLICY,
            "camera=(), geolocation=(), microphone=()",
        ),
        (OPENER_POLICY, "same-origin"),
    ];
    for (name, value) in fixed {
        headers.insert(name, HeaderValue::from_static(value));
    }
    headers
        .entry(X_FRAME_OPTIONS)
        .or_insert(HeaderValue::from_static("DENY"));
    headers
        .entry(CONTENT_SECURITY_POLICY)
        .or_insert(HeaderValue::from_static(
            "default-src 'none'; frame-ancestors 'none'",
        ));
    if private {
        headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    }
    response
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(pairs: &[(&'static str, &'static str)], foreign: bool) {
        let mut headers = HeaderMap::new();
        headers.insert(HOST, HeaderValue::from_static("track.acme.example"));
        for (name, value) in pairs {
            headers.insert(*name, HeaderValue::from_static(value));
        }
        assert_eq!(is_foreign(&headers), foreign, "{pairs:?}");
    }

    #[test]
    fn forms_of_other_sites_are_told_from_our_own() {
        check(&[], false);
        check(&[("sec-fetch-site", "same-origin")], false);
        check(&[("sec-fetch-site", "none")], false);
        check(&[("sec-fetch-site", "cross-site")], true);
        check(&[("sec-fetch-site", "same-site")], true);
        check(&[("origin", "https://track.acme.example")], false);
        check(&[("origin", "null")], false);
        check(&[("origin", "https://evil.example")], true);
        check(
            &[("origin", "https://track.acme.example.evil.example")],
            true,
        );
        check(
            &[("sec-fetch-site", "same-origin"), ("origin", "null")],
            false,
        );
    }

    #[test]
    fn a_form_of_somebody_signed_in_says_where_it_comes_from() {
        let cookie = ("cookie", "a=b; __Host-doorstep=0000000000000000000007");
        check(&[cookie], true);
        check(&[cookie, ("origin", "null")], true);
        check(&[cookie, ("origin", "https://track.acme.example")], false);
        check(&[cookie, ("sec-fetch-site", "same-origin")], false);
        check(&[cookie, ("sec-fetch-site", "cross-site")], true);
        check(&[("cookie", "other=1")], false);
    }
}
