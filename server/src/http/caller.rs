//! Where a request comes from: the caller's address as far as it can be
//! believed, and the network that limits count under.

use super::routes::Http;
use axum::extract::{ConnectInfo, FromRequestParts};
use axum::http::request::Parts;
use axum::http::{HeaderMap, StatusCode};
use std::net::{IpAddr, SocketAddr};
use std::sync::Once;

use crate::config::Proxies;

const FORWARDED_FOR: &str = "x-forwarded-for";
const FORWARDED_PROTO: &str = "x-forwarded-proto";

static UNKNOWN_PROXY: Once = Once::new();

/// The neighbourhood of an address: one person may have all of it, and
/// another address in it costs nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Network {
    /// A /24.
    V4([u8; 3]),
    /// A /56.
    V6([u8; 7]),
}

impl Network {
    /// The network of an address.
    #[must_use]
    pub const fn of(address: IpAddr) -> Self {
        match address.to_canonical() {
            IpAddr::V4(address) => {
                let [a, b, c, _] = address.octets();
                Self::V4([a, b, c])
            }
            IpAddr::V6(address) => {
                let [a, b, c, d, e, f, g, ..] = address.octets();
                Self::V6([a, b, c, d, e, f, g])
            }
        }
    }
}

impl FromRequestParts<Http> for Network {
    type Rejection = StatusCode;

    async fn from_request_parts(parts: &mut Parts, http: &Http) -> Result<Self, StatusCode> {
        let ConnectInfo(peer) = ConnectInfo::<SocketAddr>::from_request_parts(parts, http)
            .await
            // Behind the socket there are no callers with an address.
            .map_err(|_| StatusCode::NOT_FOUND)?;
        Ok(Self::of(address(peer.ip(), &parts.headers, &http.proxies)))
    }
}

/// The caller's address: the peer's, unless that is a proxy of ours; then the
/// last one in `X-Forwarded-For` that is none.
fn address(peer: IpAddr, headers: &HeaderMap, proxies: &Proxies) -> IpAddr {
    let forwarded: Vec<&str> = headers
        .get_all(FORWARDED_FOR)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(','))
        .collect();
    if !proxies.contain(peer) {
        if !forwarded.is_empty() {
            UNKNOWN_PROXY.call_once(|| {
                tracing::warn!("X-Forwarded-For came from an address that is no trusted proxy and is not believed; if a proxy of yours stands there, name it in DOORSTEP_TRUSTED_PROXIES, or all its callers share one limit");
            });
        }
        return peer;
    }
    let mut nearest = peer;
    for text in forwarded.iter().rev() {
        // What cannot be read was not written by a proxy of ours: before it
        // stands what anyone may have made up.
        let Some(address) = parse(text) else {
            break;
        };
        nearest = address;
        if !proxies.contain(address) {
            break;
        }
    }
    nearest
}

/// An address, with or without a port.
fn parse(text: &str) -> Option<IpAddr> {
    let text = text.trim();
    let bare = text.trim_start_matches('[').trim_end_matches(']');
    text.parse::<SocketAddr>()
        .map(|address| address.ip())
        .or_else(|_| bare.parse())
        .ok()
}

/// Whether the browser came by https. Anyone may say so: it only makes the
/// cookie that they are given stricter.
#[must_use]
pub fn came_by_https(headers: &HeaderMap) -> bool {
    headers
        .get(FORWARDED_PROTO)
        .and_then(|value| value.to_str().ok())
        .and_then(|value| value.split(',').next_back())
        .is_some_and(|proto| proto.trim().eq_ignore_ascii_case("https"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(peer: &str, forwarded: &[&str], wanted: &str) {
        let proxies = Proxies::parse(["127.0.0.1", "10.0.0.0/8"]).unwrap();
        let mut headers = HeaderMap::new();
        for value in forwarded {
            headers.append(FORWARDED_FOR, value.parse().unwrap());
        }
        let found = address(peer.parse().unwrap(), &headers, &proxies);
        assert_eq!(found, wanted.parse::<IpAddr>().unwrap(), "{forwarded:?}");
    }

    #[test]
    fn only_proxies_of_ours_are_believed() {
        check("203.0.113.9", &["198.51.100.1"], "203.0.113.9");
        check("127.0.0.1", &[], "127.0.0.1");
        check("127.0.0.1", &["198.51.100.1"], "198.51.100.1");
        check("127.0.0.1", &["1.2.3.4, 198.51.100.1"], "198.51.100.1");
        check(
            "127.0.0.1",
            &["1.2.3.4, 198.51.100.1, 10.0.0.2"],
            "198.51.100.1",
        );
        check(
            "127.0.0.1",
            &["1.2.3.4", "198.51.100.1:4711"],
            "198.51.100.1",
        );
        check("127.0.0.1", &["[2001:db8::1]:443"], "2001:db8::1");
        check("127.0.0.1", &["198.51.100.1, made up"], "127.0.0.1");
    }

    #[test]
    fn a_network_is_a_neighbourhood() {
        let of = |text: &str| Network::of(text.parse().unwrap());
        assert_eq!(of("198.51.100.1"), of("198.51.100.254"));
        assert_ne!(of("198.51.100.1"), of("198.51.101.1"));
        assert_eq!(of("::ffff:198.51.100.7"), of("198.51.100.1"));
        assert_eq!(of("2001:db8:0:1100::1"), of("2001:db8:0:11ff:9::1"));
        assert_ne!(of("2001:db8:0:1100::1"), of("2001:db8:0:1200::1"));
    }
}
