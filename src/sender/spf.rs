//! The SPF record: which servers may send for a domain (RFC 7208).
//!
//! Mechanisms that look at the single mail ("exists", "ptr", and names with
//! macros) cannot be answered for mails in general: where the answer hangs on
//! one of them, that is said.

use super::{Asking, Finding, Sender, Subject, Unanswered};
use core::net::IpAddr;

/// So many terms may ask the domain name system (RFC 7208, section 4.6.4).
const MOST_QUESTIONS: usize = 10;

/// What a record says of an address.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Verdict {
    Pass,
    Fail,
    Neutral,
    /// There is no record.
    NoRecord,
    /// The record does not work, or it cannot be told.
    Found(Finding),
}

/// A term that says who may send.
struct Mechanism<'a> {
    qualifier: Verdict,
    name: &'a str,
    /// What stands behind the colon.
    value: Option<&'a str>,
    /// How much of an address counts, in each family.
    lengths: (u8, u8),
}

pub(super) fn judge(sender: &Sender, asking: &mut Asking<'_>) -> Finding {
    let servers = match sender.host.as_deref().map(|host| asking.addresses(host)) {
        None => Vec::new(),
        Some(Ok(addresses)) => addresses,
        Some(Err(why)) => return silent(why, sender.host.as_deref().unwrap_or_default()),
    };
    let Some(first) = servers.first().copied() else {
        return match record(&sender.domain, asking) {
            Ok(Some(_)) => Finding::SpfStands,
            Ok(None) => Finding::NoSpf,
            Err(finding) => finding,
        };
    };
    let mut verdicts = Vec::new();
    for address in servers {
        let mut left = MOST_QUESTIONS;
        let verdict = of_host(&sender.domain, address, &mut left, asking);
        if verdict == Verdict::Pass {
            return Finding::SpfNames(address);
        }
        verdicts.push((address, verdict));
    }
    let (address, verdict) = verdicts.swap_remove(0);
    match verdict {
        Verdict::Pass => Finding::SpfNames(first),
        Verdict::Fail => Finding::SpfRefuses(address),
        Verdict::Neutral => Finding::SpfSilent(address),
        Verdict::NoRecord => Finding::NoSpf,
        Verdict::Found(finding) => finding,
    }
}

fn silent(_: Unanswered, name: &str) -> Finding {
    Finding::Silent(Subject::Spf, name.to_owned())
}

/// A domain's record, without the version before it.
fn record(domain: &str, asking: &mut Asking<'_>) -> Result<Option<String>, Finding> {
    let texts = asking.texts(domain).map_err(|why| silent(why, domain))?;
    let mut records = texts.iter().filter_map(|text| {
        let rest = text.get("v=spf1".len()..)?;
        let is_one = text.to_ascii_lowercase().starts_with("v=spf1");
        (is_one && (rest.is_empty() || rest.starts_with(' '))).then_some(rest)
    });
    match (records.next(), records.count()) {
        (None, _) => Ok(None),
        (Some(record), 0) => Ok(Some(record.to_owned())),
        (Some(_), more) => Err(Finding::SeveralSpf(more + 1)),
    }
}

/// What a domain's record says of an address.
fn of_host(domain: &str, address: IpAddr, left: &mut usize, asking: &mut Asking<'_>) -> Verdict {
    let record = match record(domain, asking) {
        Ok(Some(record)) => record,
        Ok(None) => return Verdict::NoRecord,
        Err(finding) => return Verdict::Found(finding),
    };
    let mut redirect = None;
    for term in record.split_whitespace() {
        // A modifier has a "=" before any ":" or "/".
        if let Some((name, value)) = term.split_once('=')
            && name
                .bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || b"-_.".contains(&byte))
        {
            if name.eq_ignore_ascii_case("redirect") {
                redirect = Some(value);
            }
            continue;
        }
        let Some(mechanism) = mechanism(term) else {
            return Verdict::Found(Finding::SpfUnreadable(term.to_owned()));
        };
        match matches(&mechanism, term, domain, address, left, asking) {
            Ok(true) if mechanism.name == "all" && mechanism.qualifier == Verdict::Pass => {
                return Verdict::Found(Finding::SpfForAll);
            }
            Ok(true) => return mechanism.qualifier,
            Ok(false) => {}
            Err(finding) => return Verdict::Found(finding),
        }
    }
    match redirect {
        Some(to) if to.contains('%') => Verdict::Found(Finding::SpfDepends(to.to_owned())),
        Some(to) => match taken(left).map(|()| of_host(to, address, left, asking)) {
            Ok(Verdict::NoRecord) => Verdict::Found(Finding::SpfBroken(to.to_owned())),
            Ok(verdict) => verdict,
            Err(finding) => Verdict::Found(finding),
        },
        None => Verdict::Neutral,
    }
}

fn mechanism(term: &str) -> Option<Mechanism<'_>> {
    let (qualifier, rest) = match term.split_at_checked(1)? {
        ("+", rest) => (Verdict::Pass, rest),
        ("-" | "~", rest) => (Verdict::Fail, rest),
        ("?", rest) => (Verdict::Neutral, rest),
        _ => (Verdict::Pass, term),
    };
    let end = rest.find([':', '/']).unwrap_or(rest.len());
    let (name, behind) = rest.split_at(end);
    let known = ["all", "include", "a", "mx", "ip4", "ip6", "exists", "ptr"];
    let name = known
        .into_iter()
        .find(|known| name.eq_ignore_ascii_case(known))?;
    let behind_colon = behind.strip_prefix(':');
    let (value, lengths) = if name == "ip6" || name == "ip4" {
        network(name, behind_colon?)?
    } else {
        let (value, slashes) = match behind_colon {
            Some(text) => text.split_at(text.find('/').unwrap_or(text.len())),
            None => ("", behind),
        };
        (value, host_lengths(slashes)?)
    };
    let needs_value = matches!(name, "include" | "exists" | "ip4" | "ip6");
    let is_bare = value.is_empty() && needs_value;
    let has_too_much = name == "all" && !behind.is_empty();
    (!is_bare && !has_too_much).then_some(Mechanism {
        qualifier,
        name,
        value: Some(value).filter(|value| !value.is_empty()),
        lengths,
    })
}

/// "192.0.2.0/24", "2001:db8::/32".
fn network<'a>(name: &str, text: &'a str) -> Option<(&'a str, (u8, u8))> {
    let (address, length) = match text.split_once('/') {
        Some((address, length)) => (address, Some(length.parse::<u8>().ok()?)),
        None => (text, None),
    };
    let parsed: IpAddr = address.parse().ok()?;
    let fits = parsed.is_ipv4() == (name == "ip4");
    let whole = if parsed.is_ipv4() { 32 } else { 128 };
    let length = length.unwrap_or(whole);
    (fits && length <= whole).then_some((address, (length.min(32), length)))
}

/// "/24", "//64", "/24//64", or nothing.
fn host_lengths(text: &str) -> Option<(u8, u8)> {
    let (four, six) = match text.split_once("//") {
        Some((four, six)) => (four, Some(six)),
        None => (text, None),
    };
    let four = match four.strip_prefix('/') {
        Some(length) => length.parse().ok().filter(|length| *length <= 32)?,
        None if four.is_empty() => 32,
        None => return None,
    };
    let six = match six {
        Some(length) => length.parse().ok().filter(|length| *length <= 128)?,
        None => 128,
    };
    Some((four, six))
}

/// One question fewer may be asked.
fn taken(left: &mut usize) -> Result<(), Finding> {
    *left = left.checked_sub(1).ok_or(Finding::SpfTooLong)?;
    Ok(())
}

fn matches(
    mechanism: &Mechanism<'_>,
    term: &str,
    domain: &str,
    address: IpAddr,
    left: &mut usize,
    asking: &mut Asking<'_>,
) -> Result<bool, Finding> {
    let name = mechanism.value.unwrap_or(domain);
    match mechanism.name {
        "all" => return Ok(true),
        "ip4" | "ip6" => {
            let of_network = name
                .parse()
                .map_err(|_| Finding::SpfUnreadable(term.to_owned()))?;
            return Ok(is_within(address, of_network, mechanism.lengths));
        }
        _ => taken(left)?,
    }
    if matches!(mechanism.name, "exists" | "ptr") || name.contains('%') {
        return Err(Finding::SpfDepends(term.to_owned()));
    }
    if mechanism.name == "include" {
        return match of_host(name, address, left, asking) {
            Verdict::Pass => Ok(true),
            Verdict::Fail | Verdict::Neutral => Ok(false),
            Verdict::NoRecord => Err(Finding::SpfBroken(name.to_owned())),
            // Whoever is taken in lets everybody send, and so does this one.
            Verdict::Found(Finding::SpfForAll) if mechanism.qualifier != Verdict::Pass => Ok(true),
            Verdict::Found(finding) => Err(finding),
        };
    }
    let hosts = if mechanism.name == "mx" {
        asking.exchanges(name).map_err(|why| silent(why, name))?
    } else {
        vec![name.to_owned()]
    };
    for host in hosts
        .iter()
        .filter(|host| !host.trim_matches('.').is_empty())
    {
        let found = asking.addresses(host).map_err(|why| silent(why, host))?;
        if found
            .into_iter()
            .any(|one| is_within(address, one, mechanism.lengths))
        {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Whether the first so many bits of two addresses of one family are the same.
fn is_within(address: IpAddr, network: IpAddr, (four, six): (u8, u8)) -> bool {
    match (address, network) {
        (IpAddr::V4(address), IpAddr::V4(network)) => {
            let shift = 32 - u32::from(four);
            let differ = address.to_bits() ^ network.to_bits();
            differ.checked_shr(shift).unwrap_or(0) == 0
        }
        (IpAddr::V6(address), IpAddr::V6(network)) => {
            let shift = 128 - u32::from(six);
            let differ = address.to_bits() ^ network.to_bits();
            differ.checked_shr(shift).unwrap_or(0) == 0
        }
        _ => false,
    }
}
