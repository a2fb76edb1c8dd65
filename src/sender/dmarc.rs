//! The DMARC record: what becomes of mails that neither SPF nor DKIM vouches
//! for (RFC 7489, section 6).

use super::{Asking, Finding, Subject, Unanswered, tags};

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

/// The domain's own record counts, else that of the next one above it that has
/// one. A record at a top-level domain would be nobody's.
pub(super) fn judge(domain: &str, asking: &mut Asking<'_>) -> Finding {
    let mut above = Some(domain);
    while let Some(name) = above.filter(|name| name.contains('.')) {
        let place = format!("_dmarc.{name}");
        let texts = match asking.texts(&place) {
            Ok(texts) => texts,
            Err(Unanswered::Later | Unanswered::Silence) => {
                return Finding::Silent(Subject::Dmarc, place);
            }
        };
        let records: Vec<&String> = texts.iter().filter(|text| is_record(text)).collect();
        match records.as_slice() {
            [] => above = name.split_once('.').map(|(_, rest)| rest),
            [record] => return read(record, name != domain),
            several => return Finding::SeveralDmarc(several.len()),
        }
    }
    Finding::NoDmarc
}

fn is_record(text: &str) -> bool {
    let first = text.split(';').next().unwrap_or_default();
    first
        .split_once('=')
        .is_some_and(|(name, value)| name.trim() == "v" && value.trim() == "DMARC1")
}

fn read(record: &str, is_of_above: bool) -> Finding {
    let tags = tags(record);
    let of_domain = tags.get("p").copied();
    let said = match tags.get("sp") {
        Some(of_those_below) if is_of_above => Some(*of_those_below),
        _ => of_domain,
    };
    match said.map(Policy::of) {
        Some(Some(policy)) => Finding::Dmarc(policy),
        _ => Finding::DmarcUnreadable,
    }
}
