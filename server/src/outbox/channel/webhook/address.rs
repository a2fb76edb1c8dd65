//! An address that somebody typed in, taken apart.

use super::reach;
use crate::config::WebhooksOut;
use doorstep::webhook::{LONGEST_ADDRESS, WebhookFault};
use reqwest::Url;
use std::net::IpAddr;

/// Where a message goes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Address {
    /// The whole of it, as it is kept.
    pub url: String,
    /// The host's name, or its address without brackets.
    pub host: String,
    /// The host's address, where it is named by that.
    pub ip: Option<IpAddr>,
    /// The port.
    pub port: u16,
    /// Whether the way there is encrypted.
    pub is_encrypted: bool,
    /// What the `Host` header says.
    pub authority: String,
    /// Path and query.
    pub path: String,
}

impl Address {
    /// Takes it apart. A name is not looked up: where it leads is found out
    /// each time a message goes there.
    ///
    /// # Errors
    /// When it is none, is not encrypted though it has to be, holds a
    /// password, or names an address inside.
    pub fn parse(text: &str, out: &WebhooksOut) -> Result<Self, WebhookFault> {
        let text = text.trim();
        if text.len() > LONGEST_ADDRESS {
            return Err(WebhookFault::TooLong);
        }
        let mut url = Url::parse(text).map_err(|_| WebhookFault::NoAddress)?;
        url.set_fragment(None);
        let is_encrypted = match url.scheme() {
            "https" => true,
            "http" if out.plain => false,
            "http" => return Err(WebhookFault::NotHttps),
            _ => return Err(WebhookFault::NoAddress),
        };
        if !url.username().is_empty() || url.password().is_some() {
            return Err(WebhookFault::WithPassword);
        }
        let named = url.host_str().ok_or(WebhookFault::NoAddress)?.to_owned();
        let host = named
            .trim_start_matches('[')
            .trim_end_matches(']')
            .to_owned();
        let port = url.port_or_known_default().ok_or(WebhookFault::NoAddress)?;
        let ip: Option<IpAddr> = host.parse().ok();
        if ip.is_some_and(|ip| !reach::may_reach(out, ip)) {
            return Err(WebhookFault::Inside);
        }
        let authority = url
            .port()
            .map_or_else(|| named.clone(), |port| format!("{named}:{port}"));
        let path = url.query().map_or_else(
            || url.path().to_owned(),
            |query| format!("{}?{query}", url.path()),
        );
        Ok(Self {
            url: url.to_string(),
            host,
            ip,
            port,
            is_encrypted,
            authority,
            path,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str) -> Result<Address, WebhookFault> {
        Address::parse(text, &WebhooksOut::default())
    }

    #[test]
    fn an_address_is_taken_apart() {
        let address = check(" https://Hooks.Acme.example:8443/in?x=1#part ").unwrap();
        assert_eq!(address.url, "https://hooks.acme.example:8443/in?x=1");
        assert_eq!(address.host, "hooks.acme.example");
        assert_eq!(address.authority, "hooks.acme.example:8443");
        assert_eq!((address.port, address.path.as_str()), (8443, "/in?x=1"));
        let address = check("https://[2606:4700::1111]").unwrap();
        assert_eq!(address.authority, "[2606:4700::1111]");
        assert_eq!((address.port, address.path.as_str()), (443, "/"));
        assert_eq!(address.ip, "2606:4700::1111".parse().ok());
    }

    #[test]
    fn what_is_no_address_outside_is_refused_however_it_is_written() {
        for (text, fault) in [
            ("", WebhookFault::NoAddress),
            ("acme.example/in", WebhookFault::NoAddress),
            ("ftp://acme.example/", WebhookFault::NoAddress),
            ("file:///etc/passwd", WebhookFault::NoAddress),
            ("http://acme.example/", WebhookFault::NotHttps),
            ("https://me:pass@acme.example/", WebhookFault::WithPassword),
            ("https://me@acme.example/", WebhookFault::WithPassword),
            ("https://127.0.0.1/", WebhookFault::Inside),
            ("https://127.1/", WebhookFault::Inside),
            ("https://2130706433/", WebhookFault::Inside),
            ("https://0x7f000001/", WebhookFault::Inside),
            ("https://0177.0.0.1/", WebhookFault::Inside),
            ("https://169.254.169.254/latest/", WebhookFault::Inside),
            ("https://[::1]/", WebhookFault::Inside),
            ("https://[::ffff:10.0.0.1]/", WebhookFault::Inside),
            ("https://[fd00:ec2::254]/", WebhookFault::Inside),
            ("https://１２７.0.0.1/", WebhookFault::Inside),
        ] {
            assert_eq!(check(text), Err(fault), "{text}");
        }
        let long = format!("https://acme.example/{}", "x".repeat(LONGEST_ADDRESS));
        assert_eq!(check(&long), Err(WebhookFault::TooLong));
        let open = WebhooksOut::default()
            .allowing(["http", "10.0.0.0/8"])
            .unwrap();
        assert!(Address::parse("http://10.0.0.7:8080/in", &open).is_ok());
    }
}
