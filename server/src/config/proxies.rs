//! The proxies whose word on the caller's address is believed.

use crate::error::Error;
use std::net::{IpAddr, Ipv6Addr};

/// Addresses and ranges of proxies; none at first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Proxies(Vec<Range>);

/// All addresses that share their first bits. IPv4 stands in IPv6's corner
/// for it, so that both are one kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Range {
    first: u128,
    mask: u128,
}

impl Proxies {
    /// Reads addresses ("127.0.0.1") and ranges ("10.0.0.0/8").
    ///
    /// # Errors
    /// When one is neither.
    pub fn parse<'a>(texts: impl IntoIterator<Item = &'a str>) -> Result<Self, Error> {
        texts
            .into_iter()
            .map(str::trim)
            .filter(|text| !text.is_empty())
            .map(|text| {
                Range::parse(text).ok_or_else(|| {
                    Error::refused(format!(
                        "a trusted proxy must be an address such as 127.0.0.1 or a range such as 10.0.0.0/8, not {text}"
                    ))
                })
            })
            .collect::<Result<_, _>>()
            .map(Self)
    }

    /// Whether an address is one of theirs.
    #[must_use]
    pub fn contain(&self, address: IpAddr) -> bool {
        self.0.iter().any(|range| range.contains(address))
    }
}

impl Range {
    /// Whether an address is among them.
    #[must_use]
    pub fn contains(&self, address: IpAddr) -> bool {
        bits(address) & self.mask == self.first
    }

    /// Reads an address or a range; `None` when the text is neither.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let (address, length) = match text.split_once('/') {
            Some((address, length)) => (address, Some(length.parse::<u32>().ok()?)),
            None => (text, None),
        };
        let address: IpAddr = address.parse().ok()?;
        let own = if address.is_ipv4() { 32 } else { 128 };
        let length = length.unwrap_or(own);
        if length > own {
            return None;
        }
        let mask = u128::MAX.checked_shl(own - length).unwrap_or(0);
        Some(Self {
            first: bits(address) & mask,
            mask,
        })
    }
}

fn bits(address: IpAddr) -> u128 {
    let address: Ipv6Addr = match address {
        IpAddr::V4(address) => address.to_ipv6_mapped(),
        IpAddr::V6(address) => address,
    };
    address.to_bits()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_and_ranges_are_known() {
        let proxies = Proxies::parse(["10.0.0.0/8", " 127.0.0.1", "fd00::/8", ""]).unwrap();
        for (address, known) in [
            ("10.1.2.3", true),
            ("::ffff:10.1.2.3", true),
            ("11.1.2.3", false),
            ("127.0.0.1", true),
            ("127.0.0.2", false),
            ("fd12::1", true),
            ("fe80::1", false),
        ] {
            assert_eq!(
                proxies.contain(address.parse().unwrap()),
                known,
                "{address}"
            );
        }
        let everyone = Proxies::parse(["::/0"]).unwrap();
        assert!(everyone.contain("203.0.113.9".parse().unwrap()));
        assert!(!Proxies::default().contain("127.0.0.1".parse().unwrap()));
    }

    #[test]
    fn what_is_neither_says_what_to_write() {
        for wrong in ["proxy", "10.0.0.0/33", "10.0.0.0/x", "10.0.0/8"] {
            let error = Proxies::parse([wrong]).unwrap_err().to_string();
            assert!(error.contains("127.0.0.1"), "{error}");
        }
    }
}
