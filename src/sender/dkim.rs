//! The keys that mails are signed with, by selector (RFC 6376, section 3.6).

use super::{Asking, Finding, Sender, Subject, Unanswered, tags};

/// Selectors that mail providers give their customers when they ask for
/// nothing else: tried where nobody has said which ours is.
const USUAL: [&str; 16] = [
    "google",
    "selector1",
    "selector2",
    "k1",
    "k2",
    "k3",
    "s1",
    "s2",
    "pm",
    "mail",
    "dkim",
    "default",
    "mandrill",
    "mailjet",
    "zmail",
    "fm1",
];

/// RSA keys below this are not believed (RFC 8301).
const SHORTEST: usize = 1024;

pub(super) fn judge(sender: &Sender, asking: &mut Asking<'_>) -> Vec<Finding> {
    if !sender.selectors.is_empty() {
        let selectors = sender.selectors.iter();
        return selectors
            .map(|selector| of_selector(sender, selector, asking))
            .collect();
    }
    let tried: Vec<Finding> = USUAL
        .iter()
        .map(|selector| of_selector(sender, selector, asking))
        .collect();
    let is_key = |finding: &Finding| matches!(finding, Finding::Key(..) | Finding::KeyShort(..));
    let found: Vec<Finding> = tried
        .iter()
        .filter(|found| is_key(found))
        .cloned()
        .collect();
    if !found.is_empty() {
        return found;
    }
    let silent = tried
        .into_iter()
        .find(|finding| matches!(finding, Finding::Silent(..)));
    vec![silent.unwrap_or(Finding::NoSelector)]
}

fn of_selector(sender: &Sender, selector: &str, asking: &mut Asking<'_>) -> Finding {
    let place = format!("{selector}._domainkey.{}", sender.domain);
    let texts = match asking.texts(&place) {
        Ok(texts) => texts,
        Err(Unanswered::Later | Unanswered::Silence) => {
            return Finding::Silent(Subject::Dkim, place);
        }
    };
    let name = selector.to_owned();
    let mut records = texts.iter().map(|text| tags(text));
    let Some(record) = records.find(|tags| tags.contains_key("p")) else {
        return if texts.is_empty() {
            Finding::NoKey(name)
        } else {
            Finding::KeyUnreadable(name)
        };
    };
    let is_ours = record.get("v").is_none_or(|version| *version == "DKIM1");
    let key: String = record["p"].split_whitespace().collect();
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || b"+/=".contains(&byte);
    if !is_ours || !key.bytes().all(is_plain) {
        return Finding::KeyUnreadable(name);
    }
    if key.is_empty() {
        return Finding::KeyRevoked(name);
    }
    match record.get("k").copied().unwrap_or("rsa") {
        "rsa" => match bits(&key) {
            bits if bits < SHORTEST => Finding::KeyShort(name, bits),
            bits => Finding::Key(name, Some(bits)),
        },
        _ => Finding::Key(name, None),
    }
}

/// The length of an RSA key by that of its record. Around the number itself
/// stand its length, the exponent and perhaps what kind of key it is: fewer than 64
/// bytes, and keys differ by more.
fn bits(key: &str) -> usize {
    let bytes = key.trim_end_matches('=').len() * 3 / 4;
    bytes.saturating_sub(8) / 64 * 64 * 8
}
