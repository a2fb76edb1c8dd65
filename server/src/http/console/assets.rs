//! The console's style and script. They are in the binary as they stand in
//! the tree, and are files of their own: the front end's build bundles one
//! style for the shopper's pages, whose weight is what a phone waits for.

use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE, ETAG, IF_NONE_MATCH};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use sha2::{Digest, Sha256};
use std::sync::LazyLock;

static STYLE: LazyLock<File> =
    LazyLock::new(|| File::new("text/css; charset=utf-8", app::pages::console::STYLE));

static SCRIPT: LazyLock<File> = LazyLock::new(|| {
    File::new(
        "text/javascript; charset=utf-8",
        app::pages::console::SCRIPT,
    )
});

struct File {
    kind: &'static str,
    text: &'static str,
    tag: String,
}

impl File {
    fn new(kind: &'static str, text: &'static str) -> Self {
        let hash = Sha256::digest(text.as_bytes());
        let tag: String = hash[..12]
            .iter()
            .map(|byte| format!("{byte:02x}"))
            .collect();
        Self {
            kind,
            text,
            tag: format!("\"{tag}\""),
        }
    }

    /// The name stays the same from build to build: browsers keep it, and ask
    /// each time whether it is still the newest. What was packed on the way
    /// may come back with a weak tag.
    fn answer(&self, headers: &HeaderMap) -> Response {
        let has_it = headers
            .get(IF_NONE_MATCH)
            .and_then(|value| value.to_str().ok())
            .is_some_and(|value| value.contains(&self.tag));
        let common = [
            (ETAG, self.tag.as_str()),
            (CACHE_CONTROL, "public, no-cache"),
            (CONTENT_TYPE, self.kind),
        ];
        if has_it {
            return (StatusCode::NOT_MODIFIED, common).into_response();
        }
        (common, self.text).into_response()
    }
}

/// `/pkg/console.css`.
pub async fn style(headers: HeaderMap) -> Response {
    STYLE.answer(&headers)
}

/// `/pkg/console.js`.
pub async fn script(headers: HeaderMap) -> Response {
    SCRIPT.answer(&headers)
}
