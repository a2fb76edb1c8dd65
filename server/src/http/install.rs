//! What makes the page one that can be installed: a manifest and icons, made
//! of the brand's name and colours.

use super::pages::host;
use super::routes::Http;
use crate::icon::Icon;
use app::backend::Backend;
use axum::extract::{Path, State};
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use bytes::Bytes;
use doorstep::view::brand::BrandView;
use moka::sync::Cache;
use serde_json::json;

/// Icons by their file's name and how they look; a few brands have a few.
#[derive(Debug)]
pub struct Icons(Cache<(String, Icon), Bytes>);

impl Default for Icons {
    fn default() -> Self {
        Self(Cache::new(1_000))
    }
}

/// `/manifest.webmanifest`.
pub async fn manifest(State(http): State<Http>, headers: HeaderMap) -> Response {
    let brand = http.pages.views().brand(&host(&headers));
    let icon = |file: &str, sizes: &str, kind: &str, purpose: &str| {
        json!({
            "src": format!("/icon/{file}"),
            "sizes": sizes,
            "type": kind,
            "purpose": purpose,
        })
    };
    let manifest = json!({
        "id": "/",
        "name": brand.name,
        "short_name": brand.name,
        "lang": app::texts::Language::of_brand(&brand).tag(),
        "start_url": "/?newest=1",
        "scope": "/",
        "display": "standalone",
        "theme_color": icon_of(&brand).background(),
        "background_color": brand.look.light.paper.to_string(),
        "icons": [
            icon("192.png", "192x192", "image/png", "any"),
            icon("512.png", "512x512", "image/png", "any"),
            icon("512.png", "512x512", "image/png", "maskable"),
            icon("brand.svg", "any", "image/svg+xml", "any"),
        ],
    });
    let kind = "application/manifest+json";
    public(kind, Bytes::from(manifest.to_string()))
}

/// `/icon/{file}`.
pub async fn icon(
    State(http): State<Http>,
    Path(file): Path<String>,
    headers: HeaderMap,
) -> Response {
    let icon = icon_of(&http.pages.views().brand(&host(&headers)));
    let draw: fn(&Icon) -> Option<Vec<u8>> = match file.as_str() {
        "brand.svg" => |icon| Some(icon.svg().into_bytes()),
        "180.png" => |icon| icon.png(180),
        "192.png" => |icon| icon.png(192),
        "512.png" => |icon| icon.png(512),
        _ => return StatusCode::NOT_FOUND.into_response(),
    };
    let kind = if file == "brand.svg" {
        "image/svg+xml"
    } else {
        "image/png"
    };
    let key = (file, icon);
    if let Some(drawn) = http.icons.0.get(&key) {
        return public(kind, drawn);
    }
    let Some(drawn) = draw(&key.1).map(Bytes::from) else {
        return StatusCode::INTERNAL_SERVER_ERROR.into_response();
    };
    http.icons.0.insert(key, drawn.clone());
    public(kind, drawn)
}

fn icon_of(brand: &BrandView) -> Icon {
    let tones = &brand.look.light;
    let (accent, on_accent) = (tones.accent.to_string(), tones.on_accent.to_string());
    Icon::new(&brand.name, &accent, &on_accent)
}

/// The same for everyone at a host, and seldom another.
fn public(kind: &'static str, body: Bytes) -> Response {
    let headers = [
        (CONTENT_TYPE, kind),
        (CACHE_CONTROL, "public, max-age=3600"),
    ];
    (headers, body).into_response()
}
