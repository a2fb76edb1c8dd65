//! Where mails leave for the world, as far as that can be told: a mail server
//! of one's own house passes them on, to whoever is known to it alone.

use super::{Asking, Unanswered};
use core::net::{IpAddr, Ipv4Addr};

/// The addresses under which the world may see a mail server; none where it is
/// a relay in one's own house, or known to nobody outside.
pub(super) fn addresses(host: &str, asking: &mut Asking<'_>) -> Result<Vec<IpAddr>, Unanswered> {
    if is_of_the_house(host) {
        return Ok(Vec::new());
    }
    let mut found = asking.addresses(host)?;
    found.retain(|address| !is_private(*address));
    Ok(found)
}

/// Names that no name server of the world knows.
fn is_of_the_house(host: &str) -> bool {
    let name = host.trim_end_matches('.').to_ascii_lowercase();
    let is_address = name.parse::<IpAddr>().is_ok();
    let last = name.rsplit('.').next().unwrap_or_default();
    !is_address && (!name.contains('.') || matches!(last, "localhost" | "local" | "internal"))
}

fn is_private(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(address) => is_private_v4(address),
        IpAddr::V6(address) => match address.to_ipv4_mapped() {
            Some(mapped) => is_private_v4(mapped),
            None => {
                address.is_loopback()
                    || address.is_unspecified()
                    || address.is_unique_local()
                    || address.is_unicast_link_local()
            }
        },
    }
}

fn is_private_v4(address: Ipv4Addr) -> bool {
    // 100.64.0.0/10 is what providers share among themselves (RFC 6598).
    let [first, second, ..] = address.octets();
    let is_shared = first == 100 && (64..128).contains(&second);
    address.is_loopback()
        || address.is_private()
        || address.is_link_local()
        || address.is_unspecified()
        || is_shared
}
