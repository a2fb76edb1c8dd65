//! The address by which the world calls this server: through a proxy, under
//! the shop's own name.

use crate::error::Error;

/// Scheme, host and port, without a path ("https://track.acme.example").
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PublicAddress(String);

impl PublicAddress {
    /// Reads an address. A bare host means HTTPS, as links in messages do.
    ///
    /// # Errors
    /// When it is no host, or has more than a host and a port.
    pub fn parse(text: &str) -> Result<Self, Error> {
        let text = text.trim().trim_end_matches('/').to_ascii_lowercase();
        let (scheme, rest) = text.split_once("://").unwrap_or(("https", &text));
        let (host, port) = rest.split_once(':').unwrap_or((rest, "443"));
        let is_host = !host.is_empty()
            && host
                .split('.')
                .all(|label| !label.is_empty() && label.bytes().all(is_of_a_label));
        if !matches!(scheme, "http" | "https") || !is_host || port.parse::<u16>().is_err() {
            return Err(Error::refused(format!(
                "{text} is no host such as track.acme.example, and no address such as http://localhost:3000"
            )));
        }
        Ok(Self(format!("{scheme}://{rest}")))
    }

    /// The address itself, without a final slash.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The host alone, as a brand claims it.
    #[must_use]
    pub fn host(&self) -> &str {
        let rest = self.0.split_once("://").map_or("", |(_, rest)| rest);
        rest.split(':').next().unwrap_or(rest)
    }

    /// Whether nobody on the way can read or change what goes over it.
    #[must_use]
    pub fn is_https(&self) -> bool {
        self.0.starts_with("https://")
    }
}

fn is_of_a_label(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'-'
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_host_is_enough_and_a_path_is_too_much() {
        let check = |text: &str| {
            let address = PublicAddress::parse(text).ok()?;
            Some((address.as_str().to_owned(), address.host().to_owned()))
        };
        let both = |address: &str, host: &str| Some((address.to_owned(), host.to_owned()));
        let acme = "track.acme.example";
        assert_eq!(check(acme), both("https://track.acme.example", acme));
        assert_eq!(
            check(" HTTPS://Track.Acme.example/ "),
            both("https://track.acme.example", acme)
        );
        assert_eq!(
            check("http://127.0.0.1:3000"),
            both("http://127.0.0.1:3000", "127.0.0.1")
        );
        for wrong in [
            "", "a b", "a..b", "ftp://a", "a/b", "a:b", "\"a", "me@a", "https://",
        ] {
            assert_eq!(check(wrong), None, "{wrong}");
        }
    }
}
