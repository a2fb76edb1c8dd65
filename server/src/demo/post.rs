//! Sends what shops and carriers say to a server, as they would: by HTTP, with
//! their signature.

use super::account::Account;
use super::senders::Message;
use crate::error::Error;
use bytes::Bytes;
use reqwest::header::CONTENT_TYPE;
use reqwest::{Client, StatusCode};
use std::sync::Arc;
use std::time::Duration;

/// How long the server may take to answer.
const PATIENCE: Duration = Duration::from_secs(30);

/// The way to a server of this machine; cheap to clone.
#[derive(Clone, Debug)]
pub struct Post {
    client: Client,
    address: Arc<str>,
}

/// What a path was answered with.
#[derive(Clone, Debug)]
pub struct Got {
    /// The status.
    pub status: StatusCode,
    /// What kind of file it is.
    pub kind: String,
    /// What came.
    pub body: Bytes,
}

impl Post {
    /// The way to the server at an address.
    ///
    /// # Errors
    /// When the machine gives no HTTP client.
    pub fn to(address: &str) -> Result<Self, Error> {
        // The server is this process: a proxy must not come between.
        let client = Client::builder()
            .no_proxy()
            .redirect(reqwest::redirect::Policy::none())
            .timeout(PATIENCE)
            .build()
            .map_err(|error| Error::refused(format!("no HTTP client to play with: {error}")))?;
        Ok(Self {
            client,
            address: address.into(),
        })
    }

    /// Sends a message as its sender would.
    ///
    /// # Errors
    /// When it is not answered with 200, which alone means that it was taken
    /// in.
    pub async fn send(&self, message: &Message, account: &Account) -> Result<(), Error> {
        let url = format!("{}{}", self.address, message.path(&account.connection));
        let request = message
            .headers(&account.secret)
            .into_iter()
            .fold(self.client.post(url), |request, (name, value)| {
                request.header(name, value)
            })
            .body(message.body.clone());
        let what = || format!("{} of {}", message.topic, message.source.name());
        match request.send().await {
            Ok(answer) if answer.status() == StatusCode::OK => Ok(()),
            Ok(answer) => Err(Error::refused(format!(
                "{} was answered with {}",
                what(),
                answer.status()
            ))),
            Err(error) => Err(not_answered(&what(), error)),
        }
    }

    /// Asks for a path.
    ///
    /// # Errors
    /// When it is not answered.
    pub async fn get(&self, path: &str) -> Result<Got, Error> {
        let asked = async {
            let answer = self.client.get(format!("{}{path}", self.address));
            let answer = answer.send().await?;
            let kind = answer.headers().get(CONTENT_TYPE);
            let kind = kind.and_then(|kind| kind.to_str().ok()).unwrap_or_default();
            Ok(Got {
                status: answer.status(),
                kind: kind.to_owned(),
                body: answer.bytes().await?,
            })
        };
        // A path may hold the secret of a page, so it is not said.
        asked.await.map_err(|error| not_answered("a page", error))
    }
}

fn not_answered(what: &str, error: reqwest::Error) -> Error {
    Error::refused(format!("{what} was not answered: {}", error.without_url()))
}
