//! The DMARC record: what becomes of mails that neither SPF nor DKIM vouches
//! for (RFC 9989, which follows RFC 7489).

use super::{Asking, Finding, Subject, Unanswered, tags};
use std::collections::BTreeMap;

/// What a domain asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Policy {
    /// Nothing: it only wants to hear of them.
    None,
    /// They are put with what nobody reads.
    Quarantine,
    /// They are turned away.
    Reject,
}

impl Policy {
    fn of(text: &str) -> Option<Self> {
        match text.to_ascii_lowercase().as_str() {
            "none" => Some(Self::None),
            "quarantine" => Some(Self::Quarantine),
            "reject" => Some(Self::Reject),
            _ => None,
        }
    }
}

/// Names of more labels are not climbed label by label (RFC 9989, section 4.10).
const LABELS: usize = 8;

/// The domain's own record counts; else that of its organisation, which is
/// found by climbing the names above.
pub(super) fn judge(domain: &str, asking: &mut Asking<'_>) -> Finding {
    let silent = |name: &str| Finding::Silent(Subject::Dmarc, place(name));
    match records(domain, asking).as_deref() {
        Err(_) => return silent(domain),
        Ok([record]) => return read(record, Whose::Own),
        Ok([]) => {}
        Ok(several) => return Finding::SeveralDmarc(several.len()),
    }
    // All are asked for at once.
    let mut asked = Vec::new();
    for name in names_above(domain) {
        asked.push((name, records(name, asking)));
    }
    let mut found: Vec<(&str, String)> = Vec::new();
    for (name, records) in asked {
        let Ok(mut records) = records else {
            return silent(name);
        };
        // More than one are none.
        let Some(record) = records.pop().filter(|_| records.is_empty()) else {
            continue;
        };
        let is_suffix = match tags(&record).get("psd").copied() {
            Some("y") => Some(true),
            Some("n") => Some(false),
            _ => None,
        };
        found.push((name, record));
        match is_suffix {
            Some(true) => return read(below_suffix(&found), Whose::Above),
            Some(false) => break,
            None => {}
        }
    }
    // The organisation's is the highest.
    match found.last() {
        Some((_, record)) => read(record, Whose::Above),
        None => Finding::NoDmarc,
    }
}

/// Under a suffix that many share (`psd=y`), the organisation is the name right
/// below it; where that has no record, the suffix's own counts.
fn below_suffix<'f>(found: &'f [(&str, String)]) -> &'f str {
    let Some(((suffix, own), below)) = found.split_last() else {
        return "";
    };
    let is_organisation = |name: &str| labels(name) == labels(suffix) + 1;
    let organisation = below.iter().find(|(name, _)| is_organisation(name));
    organisation.map_or(own, |(_, record)| record)
}

fn labels(name: &str) -> usize {
    name.split('.').count()
}

/// The names above one, the next one first.
fn names_above(domain: &str) -> Vec<&str> {
    std::iter::successors(above(&domain), above)
        .filter(|name| labels(name) < LABELS)
        .collect()
}

fn above<'n>(name: &&'n str) -> Option<&'n str> {
    name.split_once('.').map(|(_, rest)| rest)
}

fn place(name: &str) -> String {
    format!("_dmarc.{name}")
}

fn records(name: &str, asking: &mut Asking<'_>) -> Result<Vec<String>, Unanswered> {
    let mut texts = asking.texts(&place(name))?;
    texts.retain(|text| is_record(text));
    Ok(texts)
}

fn is_record(text: &str) -> bool {
    let first = text.split(';').next().unwrap_or_default();
    first
        .split_once('=')
        .is_some_and(|(name, value)| name.trim() == "v" && value.trim() == "DMARC1")
}

/// Whose record it is that counts.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Whose {
    Own,
    Above,
}

/// A record that does not say what to do, or says something nobody knows, still
/// asks for nothing where it says who wants to hear of it (RFC 7489, section
/// 6.6.3, and RFC 9989).
fn read(record: &str, whose: Whose) -> Finding {
    let tags = tags(record);
    let said = |name: &str| tags.get(name).map(|text| Policy::of(text));
    let policy = match (said("p"), said("sp")) {
        (Some(Some(_)), Some(Some(below))) if whose == Whose::Above => Some(below),
        (Some(Some(policy)), None | Some(Some(_))) => Some(policy),
        _ => None,
    };
    match policy {
        Some(policy) => Finding::Dmarc(policy),
        None if is_reported(&tags) => Finding::Dmarc(Policy::None),
        None => Finding::DmarcUnreadable,
    }
}

/// Whether somebody wants to hear of mails, at an address that is one.
fn is_reported(tags: &BTreeMap<&str, &str>) -> bool {
    let all = tags.get("rua").copied().unwrap_or_default();
    all.split(',').any(|one| {
        let Some((scheme, rest)) = one.trim().split_once(':') else {
            return false;
        };
        let is_scheme = scheme.starts_with(|first: char| first.is_ascii_alphabetic())
            && scheme
                .bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || b"+-.".contains(&byte));
        let is_mail = scheme.eq_ignore_ascii_case("mailto");
        let fits = match rest.split_once('@') {
            Some((name, host)) => !is_mail || !(name.is_empty() || host.is_empty()),
            None => !is_mail && !rest.is_empty(),
        };
        is_scheme && fits
    })
}
