//! The words of an SPF record (RFC 7208, section 12). A record is read to its
//! end before anything in it counts: one term that cannot be read, wherever it
//! stands, and none of it does (section 4.6).

use core::net::IpAddr;

/// What a record says, in its order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Record {
    pub(super) mechanisms: Vec<Mechanism>,
    /// The domain whose record speaks where none of these does.
    pub(super) redirect: Option<String>,
}

/// What is said of whom a mechanism names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Qualifier {
    Pass,
    Fail,
    Neutral,
}

/// A term that says who may send.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Mechanism {
    pub(super) qualifier: Qualifier,
    pub(super) names: Names,
    /// As it stands in the record.
    pub(super) term: String,
}

/// How much of an address counts, in each family.
pub(super) type Lengths = (u8, u8);

/// Whom a mechanism names; a host that is not said is the domain itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Names {
    All,
    Network(IpAddr, Lengths),
    Include(String),
    Host(Option<String>, Lengths),
    Exchange(Option<String>, Lengths),
    Exists(String),
    Pointer,
}

/// Reads a record, without the version before it; the term that cannot be read
/// is the error.
pub(super) fn read(text: &str) -> Result<Record, String> {
    let mut record = Record::default();
    let mut explains = false;
    for term in text.split(' ').filter(|term| !term.is_empty()) {
        let wrong = || term.to_owned();
        match modifier(term) {
            Some((name, value)) if name.eq_ignore_ascii_case("redirect") => {
                let target = domain(value).ok_or_else(wrong)?;
                if record.redirect.replace(target).is_some() {
                    return Err(wrong());
                }
            }
            Some((name, value)) if name.eq_ignore_ascii_case("exp") => {
                domain(value).ok_or_else(wrong)?;
                if std::mem::replace(&mut explains, true) {
                    return Err(wrong());
                }
            }
            // Others are for those who know them.
            Some((_, value)) if are_macros(value) => {}
            Some(_) => return Err(wrong()),
            None => record.mechanisms.push(mechanism(term).ok_or_else(wrong)?),
        }
    }
    Ok(record)
}

/// A modifier has a "=" before any ":" or "/".
fn modifier(term: &str) -> Option<(&str, &str)> {
    let (name, value) = term.split_once('=')?;
    let is_name = name.starts_with(|first: char| first.is_ascii_alphabetic())
        && name
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || b"-_.".contains(&byte));
    is_name.then_some((name, value))
}

fn mechanism(term: &str) -> Option<Mechanism> {
    let (qualifier, rest) = match term.split_at_checked(1)? {
        ("+", rest) => (Qualifier::Pass, rest),
        ("-" | "~", rest) => (Qualifier::Fail, rest),
        ("?", rest) => (Qualifier::Neutral, rest),
        _ => (Qualifier::Pass, term),
    };
    let end = rest.find([':', '/']).unwrap_or(rest.len());
    let (name, behind) = rest.split_at(end);
    let value = behind.strip_prefix(':');
    let names = match name.to_ascii_lowercase().as_str() {
        "all" if behind.is_empty() => Names::All,
        "ip4" => network(value?, IpAddr::is_ipv4)?,
        "ip6" => network(value?, IpAddr::is_ipv6)?,
        "include" => Names::Include(domain(value?)?),
        "exists" => Names::Exists(domain(value?)?),
        "ptr" if behind.is_empty() => Names::Pointer,
        "ptr" => domain(value?).map(|_| Names::Pointer)?,
        "a" => host(behind).map(|(name, lengths)| Names::Host(name, lengths))?,
        "mx" => host(behind).map(|(name, lengths)| Names::Exchange(name, lengths))?,
        _ => return None,
    };
    Some(Mechanism {
        qualifier,
        names,
        term: term.to_owned(),
    })
}

/// "192.0.2.0/24", "2001:db8::/32".
fn network(text: &str, is_its: impl Fn(&IpAddr) -> bool) -> Option<Names> {
    let (address, length) = match text.split_once('/') {
        Some((address, length)) => (address, Some(number(length)?)),
        None => (text, None),
    };
    let address: IpAddr = address.parse().ok().filter(is_its)?;
    let whole = if address.is_ipv4() { 32 } else { 128 };
    let length = length.unwrap_or(whole);
    (length <= whole).then_some(Names::Network(address, (length.min(32), length)))
}

/// ":mail.example/24//64", or a part of that, or nothing.
fn host(behind: &str) -> Option<(Option<String>, Lengths)> {
    let Some(text) = behind.strip_prefix(':') else {
        return Some((None, host_lengths(behind)?));
    };
    // A macro may hold a "/" of its own.
    let past_macros = text.rfind('}').map_or(0, |at| at + 1);
    let slash = text[past_macros..].find('/');
    let (name, lengths) = text.split_at(slash.map_or(text.len(), |at| past_macros + at));
    Some((Some(domain(name)?), host_lengths(lengths)?))
}

/// "/24", "//64", "/24//64", or nothing.
fn host_lengths(text: &str) -> Option<Lengths> {
    let (four, six) = match text.split_once("//") {
        Some((four, six)) => (four, Some(six)),
        None => (text, None),
    };
    let four = match four.strip_prefix('/') {
        Some(length) => number(length).filter(|length| *length <= 32)?,
        None if four.is_empty() => 32,
        None => return None,
    };
    let six = match six {
        Some(length) => number(length).filter(|length| *length <= 128)?,
        None => 128,
    };
    Some((four, six))
}

/// A length: digits alone, and no 0 before others.
fn number(text: &str) -> Option<u8> {
    let is_plain = text.bytes().all(|byte| byte.is_ascii_digit());
    let is_padded = text.len() > 1 && text.starts_with('0');
    (is_plain && !is_padded)
        .then(|| text.parse().ok())
        .flatten()
}

/// The name of a domain, perhaps with macros: it ends in one, or in a label
/// that is no number.
fn domain(text: &str) -> Option<String> {
    if !are_macros(text) {
        return None;
    }
    let ends = text.ends_with('}') || {
        let (_, last) = text.strip_suffix('.').unwrap_or(text).rsplit_once('.')?;
        let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-';
        !last.is_empty()
            && last.bytes().all(is_plain)
            && !last.bytes().all(|byte| byte.is_ascii_digit())
            && !last.starts_with('-')
            && !last.ends_with('-')
    };
    ends.then(|| text.to_owned())
}

/// Whether a text is of visible characters, and each "%" in it begins what one
/// may (section 7.1).
fn are_macros(text: &str) -> bool {
    if !text.bytes().all(|byte| byte.is_ascii_graphic()) {
        return false;
    }
    let mut parts = text.split('%');
    // Before the first there is none.
    let _ = parts.next();
    let mut is_escaped = false;
    for part in parts {
        if std::mem::take(&mut is_escaped) {
            continue;
        }
        is_escaped = part.is_empty();
        let is_one = is_escaped || part.starts_with(['_', '-']) || is_macro(part);
        if !is_one {
            return false;
        }
    }
    !is_escaped
}

/// "{ir}", "{d2}", "{l-}": a letter, how many parts, whether the other way
/// round, and what stands between them.
fn is_macro(part: &str) -> bool {
    let inside = part.strip_prefix('{').and_then(|rest| rest.split_once('}'));
    let Some((inside, _)) = inside else {
        return false;
    };
    let Some((letter, rest)) = inside.split_at_checked(1) else {
        return false;
    };
    let rest = rest.trim_start_matches(|c: char| c.is_ascii_digit());
    let rest = rest.strip_prefix(['r', 'R']).unwrap_or(rest);
    "slodiphcrtvSLODIPHCRTV".contains(letter) && rest.chars().all(|c| ".-+,/_=".contains(c))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn terms_are_read_or_refused() {
        for term in [
            "all",
            "-all",
            "ip4:192.0.2.0/24",
            "ip6:2001:db8::/32",
            "a",
            "a/24",
            "a:mail.example/24//64",
            "a//64",
            "mx:%{d2}/24",
            "include:_spf.post.example",
            "include:post.example.",
            "exists:%{ir}.%{l1r+-/}._spf.%{d}",
            "exists:100%%.%_.%-.example",
            "ptr",
            "ptr:post.example",
            "exp=why.%{d}",
            "unknown=%{s}",
            "moo.cow-far_out=",
        ] {
            assert!(read(term).is_ok(), "{term}");
        }
        for term in [
            "all:x.example",
            "all/24",
            "ip4:192.0.2.0/33",
            "ip4:192.0.2.0/024",
            "ip4:192.0.2.0/+8",
            "ip4:2001:db8::1",
            "ip4:mail.example",
            "ip4",
            "ip6:192.0.2.1",
            "a:",
            "a:localhost",
            "a:192.0.2.10",
            "a:mail.example/33",
            "a:mail.example/24/64",
            "mx:mail.example//129",
            "include",
            "include:",
            "include:post.example/24",
            "include:post..",
            "exists:%{i.x.example",
            "exists:%{q}.example",
            "exists:100%.example",
            "exists:x.example%",
            "redirect=",
            "redirect=localhost",
            "exp=%",
            "=x",
            "1x=y",
            "post.example",
            "ipv4:192.0.2.1",
            "caf\u{e9}:x.example",
        ] {
            assert_eq!(read(term), Err(term.to_owned()));
        }
    }

    #[test]
    fn what_may_stand_once_stands_once() {
        let twice = "redirect=a.example redirect=b.example";
        assert_eq!(read(twice), Err("redirect=b.example".to_owned()));
        let twice = "exp=a.example all EXP=a.example";
        assert_eq!(read(twice), Err("EXP=a.example".to_owned()));
        let record = read("a redirect=b.example mx").unwrap();
        assert_eq!(record.mechanisms.len(), 2);
        assert_eq!(record.redirect.as_deref(), Some("b.example"));
    }
}
