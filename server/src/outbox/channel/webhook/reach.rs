//! Which addresses may be reached: none inside a network that only machines
//! inside should see, whatever name leads there.

use crate::config::WebhooksOut;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

/// IPv4 that leads inside, or nowhere: first address and length.
const INSIDE: [([u8; 4], u32); 17] = [
    // This network, and this machine.
    ([0, 0, 0, 0], 8),
    ([127, 0, 0, 0], 8),
    // Private networks, and those behind a provider's translation.
    ([10, 0, 0, 0], 8),
    ([172, 16, 0, 0], 12),
    ([192, 168, 0, 0], 16),
    ([100, 64, 0, 0], 10),
    // The link alone; clouds say there who a machine is and what it may do.
    ([169, 254, 0, 0], 16),
    // The same at a provider of its own.
    ([168, 63, 129, 16], 32),
    // Protocols, documentation, measurements.
    ([192, 0, 0, 0], 24),
    ([192, 0, 2, 0], 24),
    ([198, 51, 100, 0], 24),
    ([203, 0, 113, 0], 24),
    ([198, 18, 0, 0], 15),
    // Relays into IPv6.
    ([192, 88, 99, 0], 24),
    // Many at a time, and what is kept for later.
    ([224, 0, 0, 0], 4),
    ([240, 0, 0, 0], 4),
    ([255, 255, 255, 255], 32),
];

/// IPv6 that is handed out to the world, and its parts that are not: first
/// group or two, and length.
const HANDED_OUT: ([u16; 2], u32) = ([0x2000, 0], 3);
const NOT_OF_IT: [([u16; 2], u32); 4] = [
    // Protocols, among them Teredo, which holds an IPv4 address.
    ([0x2001, 0], 23),
    // Documentation.
    ([0x2001, 0x0db8], 32),
    ([0x3fff, 0], 20),
    // 6to4, which holds an IPv4 address.
    ([0x2002, 0], 16),
];

/// NAT64: the last 32 bits are an IPv4 address.
const NAT64: [u16; 6] = [0x64, 0xff9b, 0, 0, 0, 0];

/// Whether an address belongs to the world outside.
#[must_use]
pub fn is_outside(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(address) => is_outside_v4(address),
        IpAddr::V6(address) => is_outside_v6(address),
    }
}

fn is_outside_v4(address: Ipv4Addr) -> bool {
    let bits = address.to_bits();
    !INSIDE.iter().any(|(first, length)| {
        let mask = u32::MAX.checked_shl(32 - length).unwrap_or(0);
        bits & mask == Ipv4Addr::from(*first).to_bits()
    })
}

fn is_outside_v6(address: Ipv6Addr) -> bool {
    if let Some(within) = address.to_ipv4_mapped() {
        return is_outside_v4(within);
    }
    let groups = address.segments();
    if groups[..6] == NAT64 {
        let [.., a, b, c, d] = address.octets();
        return is_outside_v4(Ipv4Addr::new(a, b, c, d));
    }
    let within = |(first, length): &([u16; 2], u32)| {
        let bits = (u32::from(groups[0]) << 16) | u32::from(groups[1]);
        let first = (u32::from(first[0]) << 16) | u32::from(first[1]);
        let mask = u32::MAX.checked_shl(32 - length).unwrap_or(0);
        bits & mask == first
    };
    within(&HANDED_OUT) && !NOT_OF_IT.iter().any(within)
}

/// Whether an address may be reached: one outside, or one that the operator
/// has opened.
#[must_use]
pub fn may_reach(out: &WebhooksOut, address: IpAddr) -> bool {
    is_outside(address) || out.opens(address)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, wanted: bool) {
        let address: IpAddr = text.parse().unwrap();
        assert_eq!(is_outside(address), wanted, "{text}");
    }

    #[test]
    fn no_address_inside_is_outside() {
        for inside in [
            "0.0.0.0",
            "0.1.2.3",
            "10.0.0.1",
            "10.255.255.255",
            "100.64.0.1",
            "100.127.255.255",
            "127.0.0.1",
            "127.255.255.254",
            "169.254.0.1",
            "169.254.169.254",
            "168.63.129.16",
            "172.16.0.1",
            "172.31.255.255",
            "192.0.0.1",
            "192.0.0.192",
            "192.0.2.1",
            "192.88.99.1",
            "192.168.0.1",
            "192.168.255.255",
            "198.18.0.1",
            "198.19.255.255",
            "198.51.100.7",
            "203.0.113.7",
            "224.0.0.1",
            "239.255.255.255",
            "240.0.0.1",
            "255.255.255.255",
            "::",
            "::1",
            "::7f00:1",
            "::ffff:127.0.0.1",
            "::ffff:10.0.0.1",
            "::ffff:169.254.169.254",
            "::ffff:0:127.0.0.1",
            "64:ff9b::10.0.0.1",
            "64:ff9b::169.254.169.254",
            "64:ff9b::127.0.0.1",
            "64:ff9b:1::8.8.8.8",
            "100::1",
            "2001::1",
            "2001:0:7f00:1::1",
            "2001:10::1",
            "2001:db8::1",
            "2002:7f00:1::1",
            "2002:a00:1::1",
            "2002:808:808::1",
            "3fff::1",
            "4000::1",
            "fc00::1",
            "fd00:ec2::254",
            "fdff:ffff::1",
            "fe80::1",
            "febf::1",
            "fec0::1",
            "ff02::1",
        ] {
            check(inside, false);
        }
    }

    #[test]
    fn the_world_is_outside_to_its_edges() {
        for outside in [
            "1.1.1.1",
            "8.8.8.8",
            "9.255.255.255",
            "11.0.0.0",
            "100.63.255.255",
            "100.128.0.0",
            "126.255.255.255",
            "128.0.0.1",
            "168.63.129.15",
            "169.253.255.255",
            "169.255.0.0",
            "172.15.255.255",
            "172.32.0.0",
            "192.167.255.255",
            "192.169.0.0",
            "198.17.255.255",
            "198.20.0.0",
            "223.255.255.255",
            "::ffff:8.8.8.8",
            "64:ff9b::8.8.8.8",
            "2001:200::1",
            "2001:4860:4860::8888",
            "2003::1",
            "2600::1",
            "2a00:1450::1",
        ] {
            check(outside, true);
        }
    }

    #[test]
    fn what_the_operator_opens_is_reached_and_nothing_beside_it() {
        let out = WebhooksOut::default()
            .allowing(["10.1.0.0/16", "fd00:1::/32"])
            .unwrap();
        let may = |text: &str| may_reach(&out, text.parse().unwrap());
        for open in ["10.1.2.3", "::ffff:10.1.2.3", "fd00:1::9", "8.8.8.8"] {
            assert!(may(open), "{open}");
        }
        for closed in ["10.2.0.1", "127.0.0.1", "fd00:2::9", "169.254.169.254"] {
            assert!(!may(closed), "{closed}");
        }
    }
}
