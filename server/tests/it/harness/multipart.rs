//! Forms with files, as a browser sends them.

use super::Site;
use reqwest::Response;
use std::fmt::Write;

const BOUNDARY: &str = "----doorstep-test-4711";

/// A form that is being filled in.
#[derive(Clone, Debug, Default)]
pub struct Multipart(Vec<u8>);

impl Multipart {
    /// Fills a field in.
    pub fn text(mut self, name: &str, value: &str) -> Self {
        self.part(&format!("name=\"{name}\""), value.as_bytes());
        self
    }

    /// Chooses a file.
    pub fn file(mut self, name: &str, called: &str, bytes: &[u8]) -> Self {
        let mut head = format!("name=\"{name}\"; filename=\"{called}\"");
        let _ = write!(head, "\r\nContent-Type: image/jpeg");
        self.part(&head, bytes);
        self
    }

    fn part(&mut self, head: &str, bytes: &[u8]) {
        let head = format!("--{BOUNDARY}\r\nContent-Disposition: form-data; {head}\r\n\r\n");
        self.0.extend(head.as_bytes());
        self.0.extend(bytes);
        self.0.extend(b"\r\n");
    }

    /// Its content type.
    pub fn content_type() -> String {
        format!("multipart/form-data; boundary={BOUNDARY}")
    }

    /// Its bytes.
    pub fn bytes(&self) -> Vec<u8> {
        [&self.0[..], format!("--{BOUNDARY}--\r\n").as_bytes()].concat()
    }
}

impl Site {
    /// Sends a form with files as a browser does, and follows no redirect.
    pub async fn submit_files(&self, path: &str, form: &Multipart) -> Response {
        self.http
            .post(format!("{}{path}", self.address))
            .header("sec-fetch-site", "same-origin")
            .header("content-type", Multipart::content_type())
            .body(form.bytes())
            .send()
            .await
            .expect("the server answers")
    }
}
