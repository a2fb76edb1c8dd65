//! What can go wrong inside, and its one mapping to what callers see.

use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use thiserror::Error;

/// A failure of the server itself; never shown as it is.
#[derive(Debug, Error)]
pub enum Error {
    /// The database refused or cannot be reached.
    #[error("the database: {0}")]
    Database(#[from] crate::db::DbErr),
    /// A file could not be read or written.
    #[error("{what}: {source}")]
    File {
        /// Which file, for whom to look.
        what: String,
        /// The system's word.
        source: std::io::Error,
    },
    /// A stored value is not of its type.
    #[error("a stored value cannot be read: {0}")]
    Stored(String),
    /// The server is stopping and takes nothing more in.
    #[error("the server is stopping; try again")]
    Stopping,
    /// What was asked for does not exist or cannot be done; said to the
    /// person at the command line as it is.
    #[error("{0}")]
    Refused(String),
}

impl From<serde_json::Error> for Error {
    fn from(error: serde_json::Error) -> Self {
        Self::Stored(error.to_string())
    }
}

impl From<postcard::Error> for Error {
    fn from(error: postcard::Error) -> Self {
        Self::Stored(error.to_string())
    }
}

impl Error {
    /// A failure with a file.
    pub fn file(what: impl Into<String>, source: std::io::Error) -> Self {
        Self::File {
            what: what.into(),
            source,
        }
    }

    /// Something the person at the command line asked for that cannot be.
    pub fn refused(why: impl Into<String>) -> Self {
        Self::Refused(why.into())
    }
}

impl IntoResponse for Error {
    fn into_response(self) -> Response {
        tracing::error!(error = %self, "a request failed inside");
        // Senders repeat on 503 and nothing was stored, so nothing is lost.
        StatusCode::SERVICE_UNAVAILABLE.into_response()
    }
}
