//! Whether the world believes mails that come from an address: what the
//! domain's records say of it (MX; SPF, RFC 7208; DKIM, RFC 6376; DMARC,
//! RFC 9989).
//!
//! Nothing here asks the domain name system. [`judge`] is given what is known,
//! and says what it would have to know besides; whoever asks looks that up and
//! judges again.

mod dkim;
mod dmarc;
mod relay;
mod spf;
#[cfg(test)]
mod tests;

use core::net::IpAddr;
use std::collections::{BTreeMap, BTreeSet};

pub use dmarc::Policy;

/// An address that mails come from, and how they leave.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sender {
    /// The part behind the @.
    pub domain: String,
    /// The mail server that takes them, by name or address, where one is set up.
    pub host: Option<String>,
    /// The selectors that mails are signed with, where somebody has said so.
    pub selectors: Vec<String>,
}

/// A question to the domain name system.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Question {
    /// The texts of a name.
    Texts(String),
    /// The addresses of a host.
    Addresses(String),
    /// The hosts that take a domain's mails.
    Exchanges(String),
}

/// What came back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer {
    /// These texts; none where there is no such name.
    Texts(Vec<String>),
    /// These addresses.
    Addresses(Vec<IpAddr>),
    /// These hosts.
    Exchanges(Vec<String>),
    /// Nobody answered.
    Silence,
}

/// What is known by now.
pub type Answers = BTreeMap<Question, Answer>;

/// What is looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Subject {
    /// Whether the domain takes mail: answers, and word of what came back.
    Receiving,
    /// Which servers may send for the domain.
    Spf,
    /// The keys that mails are signed with.
    Dkim,
    /// What is done with mails that neither vouches for.
    Dmarc,
}

/// How much a finding matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Grade {
    /// As it should be.
    Fine,
    /// Mails arrive, but something is still to be done.
    ToDo,
    /// Mails are refused, or land with what nobody reads.
    Wrong,
    /// Nobody can tell now.
    Unknown,
}

/// What was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Finding {
    /// A name was not answered for.
    Silent(Subject, String),
    /// The domain takes mail.
    Receives,
    /// It takes none.
    ReceivesNothing,
    /// No SPF record.
    NoSpf,
    /// So many SPF records: with more than one, none counts.
    SeveralSpf(usize),
    /// A part of the SPF record that cannot be read.
    SpfUnreadable(String),
    /// It asks more questions than the ten it may.
    SpfTooLong,
    /// A record it takes in is missing, or cannot be read.
    SpfBroken(String),
    /// It lets everybody send.
    SpfForAll,
    /// It names the mail server's address.
    SpfNames(IpAddr),
    /// It turns the mail server's address away.
    SpfRefuses(IpAddr),
    /// It does not say whether the mail server may send.
    SpfSilent(IpAddr),
    /// It has a part whose answer depends on the single mail.
    SpfDepends(String),
    /// There is a record; the mail server, called so, stands in one's own house
    /// and passes mails on, or the world does not know it.
    SpfRelay(String),
    /// There is a record; with no mail server set up there is no more to say.
    SpfStands,
    /// A selector's key, of so many bits where that can be told.
    Key(String, Option<usize>),
    /// A key too short to be believed.
    KeyShort(String, usize),
    /// A key that was taken back.
    KeyRevoked(String),
    /// A record that is no key.
    KeyUnreadable(String),
    /// No key at a selector.
    NoKey(String),
    /// No selector was said, and none of the usual ones has a key.
    NoSelector,
    /// No DMARC record.
    NoDmarc,
    /// So many DMARC records: with more than one, none counts.
    SeveralDmarc(usize),
    /// A DMARC record that cannot be read.
    DmarcUnreadable,
    /// What is to be done with mails that neither vouches for.
    Dmarc(Policy),
    /// It asks for mails to be turned away for which neither of the two vouches,
    /// and neither is seen to.
    DmarcStrikes(Policy),
}

impl Finding {
    /// What it is about.
    #[must_use]
    pub const fn subject(&self) -> Subject {
        match self {
            Self::Silent(subject, _) => *subject,
            Self::Receives | Self::ReceivesNothing => Subject::Receiving,
            Self::NoSpf
            | Self::SeveralSpf(_)
            | Self::SpfUnreadable(_)
            | Self::SpfTooLong
            | Self::SpfBroken(_)
            | Self::SpfForAll
            | Self::SpfNames(_)
            | Self::SpfRefuses(_)
            | Self::SpfSilent(_)
            | Self::SpfDepends(_)
            | Self::SpfRelay(_)
            | Self::SpfStands => Subject::Spf,
            Self::Key(..)
            | Self::KeyShort(..)
            | Self::KeyRevoked(_)
            | Self::KeyUnreadable(_)
            | Self::NoKey(_)
            | Self::NoSelector => Subject::Dkim,
            Self::NoDmarc
            | Self::SeveralDmarc(_)
            | Self::DmarcUnreadable
            | Self::Dmarc(_)
            | Self::DmarcStrikes(_) => Subject::Dmarc,
        }
    }

    /// How much it matters.
    #[must_use]
    pub const fn grade(&self) -> Grade {
        match self {
            Self::Silent(..) | Self::SpfDepends(_) | Self::SpfRelay(_) => Grade::Unknown,
            Self::Receives
            | Self::SpfNames(_)
            | Self::SpfStands
            | Self::Key(..)
            | Self::Dmarc(_) => Grade::Fine,
            // A provider may take mails at one address and send them from another.
            Self::NoSelector
            | Self::NoDmarc
            | Self::SpfRefuses(_)
            | Self::SpfSilent(_)
            | Self::DmarcStrikes(_) => Grade::ToDo,
            Self::ReceivesNothing
            | Self::NoSpf
            | Self::SeveralSpf(_)
            | Self::SpfUnreadable(_)
            | Self::SpfTooLong
            | Self::SpfBroken(_)
            | Self::SpfForAll
            | Self::KeyShort(..)
            | Self::KeyRevoked(_)
            | Self::KeyUnreadable(_)
            | Self::NoKey(_)
            | Self::SeveralDmarc(_)
            | Self::DmarcUnreadable => Grade::Wrong,
        }
    }
}

/// What is asked while something is judged: answered from what is known, and
/// remembered where it is not.
struct Asking<'a> {
    known: &'a Answers,
    wanted: BTreeSet<Question>,
}

/// Why there is no answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Unanswered {
    /// It has not been asked yet.
    Later,
    /// Nobody answered.
    Silence,
}

impl Asking<'_> {
    fn ask(&mut self, question: Question) -> Result<&Answer, Unanswered> {
        match self.known.get(&question) {
            Some(Answer::Silence) => Err(Unanswered::Silence),
            Some(answer) => Ok(answer),
            None => {
                self.wanted.insert(question);
                Err(Unanswered::Later)
            }
        }
    }

    fn texts(&mut self, name: &str) -> Result<Vec<String>, Unanswered> {
        match self.ask(Question::Texts(name.to_owned()))? {
            Answer::Texts(texts) => Ok(texts.clone()),
            _ => Ok(Vec::new()),
        }
    }

    fn addresses(&mut self, host: &str) -> Result<Vec<IpAddr>, Unanswered> {
        if let Ok(address) = host.parse() {
            return Ok(vec![address]);
        }
        match self.ask(Question::Addresses(host.to_owned()))? {
            Answer::Addresses(addresses) => Ok(addresses.clone()),
            _ => Ok(Vec::new()),
        }
    }

    fn exchanges(&mut self, domain: &str) -> Result<Vec<String>, Unanswered> {
        match self.ask(Question::Exchanges(domain.to_owned()))? {
            Answer::Exchanges(hosts) => Ok(hosts.clone()),
            _ => Ok(Vec::new()),
        }
    }
}

/// Judges a sender by what is known.
///
/// # Errors
/// The questions whose answers it lacks. There are finitely many: none is
/// asked twice, and SPF may only ask ten.
pub fn judge(sender: &Sender, known: &Answers) -> Result<Vec<Finding>, BTreeSet<Question>> {
    let mut asking = Asking {
        known,
        wanted: BTreeSet::new(),
    };
    let mut found = vec![receiving(sender, &mut asking)];
    found.extend(spf::judge(sender, &mut asking));
    found.extend(dkim::judge(sender, &mut asking));
    let vouches = |finding: &Finding| matches!(finding, Finding::SpfNames(_) | Finding::Key(..));
    // Who cannot tell does not warn.
    let is_told = |finding: &Finding| finding.grade() != Grade::Unknown;
    let no_one_vouches = !found.iter().any(vouches) && found.iter().all(is_told);
    found.push(match dmarc::judge(&sender.domain, &mut asking) {
        Finding::Dmarc(policy) if policy != Policy::None && no_one_vouches => {
            Finding::DmarcStrikes(policy)
        }
        finding => finding,
    });
    if asking.wanted.is_empty() {
        Ok(found)
    } else {
        Err(asking.wanted)
    }
}

/// A domain without hosts for mail takes it at its own address (RFC 5321,
/// section 5.1); one that names "." takes none (RFC 7505).
fn receiving(sender: &Sender, asking: &mut Asking<'_>) -> Finding {
    let silent = |_| Finding::Silent(Subject::Receiving, sender.domain.clone());
    let of_itself = |asking: &mut Asking<'_>| asking.addresses(&sender.domain);
    let hosts = match asking.exchanges(&sender.domain) {
        Ok(hosts) => hosts,
        Err(why) => return silent(why),
    };
    let receives = match hosts.as_slice() {
        [] => match of_itself(asking) {
            Ok(addresses) => !addresses.is_empty(),
            Err(why) => return silent(why),
        },
        [only] => !only.trim_matches('.').is_empty(),
        _ => true,
    };
    if receives {
        Finding::Receives
    } else {
        Finding::ReceivesNothing
    }
}

/// A record of parts such as "v=DMARC1; p=none", by their names.
fn tags(text: &str) -> BTreeMap<&str, &str> {
    text.split(';')
        .filter_map(|part| part.split_once('='))
        .map(|(name, value)| (name.trim(), value.trim()))
        .collect()
}
