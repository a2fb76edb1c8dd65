//! Who may speak to the socket's pages: a browser that was led to this
//! machine by its own name, and to these pages by themselves. Other sites can
//! reach a forwarded port as well; they are told apart here.

use axum::extract::Request;
use axum::http::header::HOST;
use axum::http::{HeaderMap, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

/// Marks a request that came over the socket; nothing else makes one.
#[derive(Clone, Copy, Debug)]
pub struct OverTheSocket(());

/// Refuses everybody else.
pub async fn only(mut request: Request, next: Next) -> Response {
    if !is_led_here(request.headers()) {
        return (
            StatusCode::FORBIDDEN,
            "These pages answer at localhost alone. Open the address that `doorstep settings` prints.\n",
        )
            .into_response();
    }
    request.extensions_mut().insert(OverTheSocket(()));
    next.run(request).await
}

fn is_led_here(headers: &HeaderMap) -> bool {
    let text = |name: &str| headers.get(name).and_then(|value| value.to_str().ok());
    let host = text(HOST.as_str()).unwrap_or_default();
    // "[::1]:8080" and "localhost:8080".
    let name = host
        .rsplit_once(':')
        .filter(|(_, port)| port.bytes().all(|byte| byte.is_ascii_digit()))
        .map_or(host, |(name, _)| name);
    let is_local = matches!(name, "localhost" | "127.0.0.1" | "[::1]");
    // Browsers say where a request comes from; what says nothing is older than
    // that, or no browser.
    let is_own = match text("sec-fetch-site") {
        Some(site) => matches!(site, "same-origin" | "none"),
        None => text("origin").is_none_or(|origin| origin == format!("http://{host}")),
    };
    is_local && is_own
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(values: &[(&'static str, &str)], wanted: bool) {
        let mut headers = HeaderMap::new();
        for (name, value) in values {
            headers.insert(*name, value.parse().unwrap());
        }
        assert_eq!(is_led_here(&headers), wanted, "{values:?}");
    }

    #[test]
    fn other_sites_and_other_names_are_refused() {
        check(&[("host", "localhost:8080")], true);
        check(&[("host", "[::1]:8080"), ("sec-fetch-site", "none")], true);
        check(
            &[("host", "127.0.0.1:1"), ("origin", "http://127.0.0.1:1")],
            true,
        );
        check(&[("host", "evil.example")], false);
        check(&[("host", "localhost.evil.example")], false);
        check(
            &[("host", "localhost:1"), ("origin", "https://evil.example")],
            false,
        );
        check(&[("host", "localhost:1"), ("origin", "null")], false);
        check(
            &[("host", "localhost:1"), ("sec-fetch-site", "cross-site")],
            false,
        );
        check(
            &[("host", "localhost:1"), ("sec-fetch-site", "same-site")],
            false,
        );
        check(&[], false);
    }
}
