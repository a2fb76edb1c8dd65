//! `doorstep settings`: shows the settings of the running server to a browser
//! on this machine, until it is ended.
//!
//! A port of a machine is open to all its users and to every site a browser
//! visits, so the pages stand behind a path nobody can guess, new each time.

use super::run::stopped;
use crate::admin;
use crate::config::Config;
use crate::error::Error;
use crate::site;
use axum::Router;
use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::header::{CONNECTION, TRANSFER_ENCODING};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use reqwest::redirect::Policy;
use std::net::{Ipv4Addr, SocketAddr};
use std::path::Path;
use std::sync::Arc;
use tokio::net::{TcpListener, UnixStream};

/// The largest form that is handed on, in bytes.
const LARGEST: usize = 2 * 1024 * 1024;

/// What every one may fetch: it is the same at the server's own address.
const PUBLIC: [&str; 3] = ["/pkg/", "/brand/", "/favicon.svg"];

struct Door {
    client: reqwest::Client,
    before: String,
}

/// Serves until the process is asked to stop.
///
/// # Errors
/// When no server runs, or the port is taken.
pub async fn show(config: &Config, port: u16, say: &(dyn Fn(&str) + Sync)) -> Result<(), Error> {
    let Some(database) = config.database.file() else {
        return Err(Error::refused(
            "the settings need a SQLite database: with PostgreSQL use `doorstep brand set FILE.toml`",
        ));
    };
    let socket = admin::socket(database);
    if UnixStream::connect(&socket).await.is_err() {
        return Err(Error::refused(format!(
            "no server runs on {}: start `doorstep serve`, then try again",
            database.display()
        )));
    }
    let address = SocketAddr::from((Ipv4Addr::LOCALHOST, port));
    let failed = |error| Error::file(format!("listening at {address}"), error);
    let listener = TcpListener::bind(address).await.map_err(failed)?;
    let address = listener.local_addr().map_err(failed)?;
    let door = Door {
        client: client(&socket)?,
        before: format!("/{}", site::random_secret()),
    };
    let stop = stopped();
    say(&format!(
        "settings   http://{address}{}/settings",
        door.before
    ));
    say("           Open it in a browser on this machine; Ctrl-C ends it.");
    let router = Router::new().fallback(hand_on).with_state(Arc::new(door));
    axum::serve(listener, router)
        .with_graceful_shutdown(stop)
        .await
        .map_err(|error| Error::file("serving", error))
}

fn client(socket: &Path) -> Result<reqwest::Client, Error> {
    reqwest::Client::builder()
        .no_proxy()
        .redirect(Policy::none())
        .unix_socket(socket)
        .build()
        .map_err(|error| Error::refused(format!("no HTTP client for the settings: {error}")))
}

/// Hands a request on to the server, if its path says where it comes from.
async fn hand_on(State(door): State<Arc<Door>>, request: Request) -> Response {
    let Some(path) = behind(&door.before, request.uri().path()) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let query = request.uri().query();
    let query = query.map_or_else(String::new, |query| format!("?{query}"));
    // The name in the address is not looked up: the socket is the way.
    let address = format!("http://localhost{path}{query}");
    let (parts, body) = request.into_parts();
    let Ok(body) = axum::body::to_bytes(body, LARGEST).await else {
        return StatusCode::PAYLOAD_TOO_LARGE.into_response();
    };
    let handed = door
        .client
        .request(parts.method, address)
        .headers(parts.headers)
        .body(body);
    match handed.send().await {
        Ok(answer) => handed_back(answer),
        Err(_) => (
            StatusCode::BAD_GATEWAY,
            "The server does not answer. Start it again, then load this page anew.\n",
        )
            .into_response(),
    }
}

/// The path behind the one nobody can guess; files that are public anyway
/// need none.
fn behind<'a>(before: &str, path: &'a str) -> Option<&'a str> {
    let is_public = PUBLIC.iter().any(|public| path.starts_with(public));
    if is_public {
        return Some(path);
    }
    path.strip_prefix(before)
        .filter(|path| path.starts_with("/settings"))
}

fn handed_back(answer: reqwest::Response) -> Response {
    let status = answer.status();
    let mut headers: HeaderMap = answer.headers().clone();
    headers.remove(CONNECTION);
    headers.remove(TRANSFER_ENCODING);
    let mut response = Response::new(Body::from_stream(answer.bytes_stream()));
    *response.status_mut() = status;
    *response.headers_mut() = headers;
    response
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_secret_path_leads_to_the_settings() {
        let check = |path, wanted| assert_eq!(behind("/s3cret", path), wanted, "{path}");
        check("/s3cret/settings", Some("/settings"));
        check("/s3cret/settings/brand/acme", Some("/settings/brand/acme"));
        check("/settings", None);
        check("/s3cre/settings", None);
        check("/s3cret/t/abc", None);
        check("/pkg/doorstep.css", Some("/pkg/doorstep.css"));
        check("/brand/acme/x.svg", Some("/brand/acme/x.svg"));
        check("/", None);
    }
}
