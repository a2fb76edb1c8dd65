//! Senders: they sign as the platforms do, or carry an API key.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use hmac::{Hmac, Mac};
use serde_json::Value;
use sha2::Sha256;
use std::fmt::Write;
use unicode_normalization::UnicodeNormalization;

/// A request ready to be sent, as often as a test likes.
#[derive(Clone, Debug)]
pub struct Post {
    /// The path.
    pub path: String,
    /// The headers.
    pub headers: Vec<(&'static str, String)>,
    /// The raw bytes that were signed.
    pub body: Vec<u8>,
}

/// A connection to a carrier or a shop platform, from the platform's side.
#[derive(Clone, Debug)]
pub struct Sender {
    /// The connection's id (`con_...`).
    pub id: String,
    /// Which platform.
    pub source: String,
    /// What it signs with.
    pub secret: String,
}

impl Sender {
    /// A tool that signs with another secret.
    pub fn with_secret(&self, secret: &str) -> Self {
        Self {
            secret: secret.to_owned(),
            ..self.clone()
        }
    }

    /// A signed EasyPost webhook.
    pub fn easypost(&self, body: &Value) -> Post {
        self.easypost_bytes(body.to_string().into_bytes())
    }

    /// The same over bytes that need not be JSON.
    pub fn easypost_bytes(&self, body: Vec<u8>) -> Post {
        let secret: String = self.secret.nfkd().collect();
        let mut signature = "hmac-sha256-hex=".to_owned();
        for byte in hmac(secret.as_bytes(), &body) {
            let _ = write!(signature, "{byte:02x}");
        }
        self.post(vec![("X-Hmac-Signature", signature)], body)
    }

    /// A signed Shopify webhook.
    pub fn shopify(&self, topic: &str, body: &Value) -> Post {
        self.shopify_bytes(topic, body.to_string().into_bytes())
    }

    /// The same over bytes that need not be JSON.
    pub fn shopify_bytes(&self, topic: &str, body: Vec<u8>) -> Post {
        let signature = STANDARD.encode(hmac(self.secret.as_bytes(), &body));
        let headers = vec![
            ("X-Shopify-Topic", topic.to_owned()),
            ("X-Shopify-Hmac-SHA256", signature),
        ];
        self.post(headers, body)
    }

    fn post(&self, mut headers: Vec<(&'static str, String)>, body: Vec<u8>) -> Post {
        headers.push(("Content-Type", "application/json".to_owned()));
        Post {
            path: format!("/hooks/{}/{}", self.source, self.id),
            headers,
            body,
        }
    }
}

fn hmac(secret: &[u8], body: &[u8]) -> Vec<u8> {
    let mut mac = Hmac::<Sha256>::new_from_slice(secret).expect("any key fits");
    mac.update(body);
    mac.finalize().into_bytes().to_vec()
}

/// A holder of an API key of the JSON door.
#[derive(Clone, Debug)]
pub struct Door {
    /// The key.
    pub key: String,
}

impl Door {
    /// A request to `/api/v1/{part}`.
    pub fn post(&self, part: &str, body: &Value) -> Post {
        self.post_bytes(part, body.to_string().into_bytes())
    }

    /// The same with bytes that need not be JSON.
    pub fn post_bytes(&self, part: &str, body: Vec<u8>) -> Post {
        Post {
            path: format!("/api/v1/{part}"),
            headers: vec![
                ("Authorization", format!("Bearer {}", self.key)),
                ("Content-Type", "application/json".to_owned()),
            ],
            body,
        }
    }
}
