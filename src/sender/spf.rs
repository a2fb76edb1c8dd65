//! The SPF record: which servers may send for a domain (RFC 7208).
//!
//! Mechanisms that look at the single mail ("exists" and names with macros,
//! "ptr") cannot be answered for mails in general. They count as open, and
//! where what is said hangs on one of them, that is said.

mod record;

use super::{Asking, Finding, Sender, Subject, Unanswered, relay};
use core::net::IpAddr;
use record::{Mechanism, Names, Qualifier, Record};

/// So many terms may ask the domain name system, and so many hosts may take a
/// domain's mails (RFC 7208, section 4.6.4).
const MOST_QUESTIONS: usize = 10;

/// What a record says of an address.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Verdict {
    Pass,
    /// It passes like everybody.
    All,
    Fail,
    Neutral,
    /// There is no record.
    NoRecord,
    /// The record does not work, or it cannot be told.
    Found(Finding),
}

impl From<Qualifier> for Verdict {
    fn from(qualifier: Qualifier) -> Self {
        match qualifier {
            Qualifier::Pass => Self::Pass,
            Qualifier::Fail => Self::Fail,
            Qualifier::Neutral => Self::Neutral,
        }
    }
}

/// What a record says, and whether it lets everybody send beside.
struct Said {
    verdict: Verdict,
    for_all: bool,
}

/// Whether a mechanism names an address.
enum Named {
    Yes,
    No,
    /// It names everybody.
    All,
    /// That depends on the single mail.
    Perhaps(String),
}

pub(super) fn judge(sender: &Sender, asking: &mut Asking<'_>) -> Vec<Finding> {
    let servers = match &sender.host {
        None => Vec::new(),
        Some(host) => match relay::addresses(host, asking) {
            Ok(servers) => servers,
            Err(why) => return vec![silent(why, host)],
        },
    };
    if servers.is_empty() {
        return vec![standing(sender, asking)];
    }
    let mut first = None;
    for address in servers {
        let mut walk = Walk {
            address,
            left: MOST_QUESTIONS,
            asking: &mut *asking,
        };
        let said = walk.of_host(&sender.domain);
        if matches!(said.verdict, Verdict::Pass | Verdict::All) {
            return told(address, said);
        }
        first.get_or_insert((address, said));
    }
    first.map_or_else(Vec::new, |(address, said)| told(address, said))
}

fn told(address: IpAddr, said: Said) -> Vec<Finding> {
    let of_server = match said.verdict {
        Verdict::All => None,
        Verdict::Pass => Some(Finding::SpfNames(address)),
        Verdict::Fail => Some(Finding::SpfRefuses(address)),
        Verdict::Neutral => Some(Finding::SpfSilent(address)),
        Verdict::NoRecord => Some(Finding::NoSpf),
        Verdict::Found(finding) => Some(finding),
    };
    let of_all = said.for_all.then_some(Finding::SpfForAll);
    of_server.into_iter().chain(of_all).collect()
}

/// What can be said where no server is known that the world sees.
fn standing(sender: &Sender, asking: &mut Asking<'_>) -> Finding {
    match record(&sender.domain, asking) {
        Ok(Some(_)) => match &sender.host {
            Some(host) => Finding::SpfRelay(host.clone()),
            None => Finding::SpfStands,
        },
        Ok(None) => Finding::NoSpf,
        Err(finding) => finding,
    }
}

fn silent(_: Unanswered, name: &str) -> Finding {
    Finding::Silent(Subject::Spf, name.to_owned())
}

/// A domain's record, read to its end.
fn record(domain: &str, asking: &mut Asking<'_>) -> Result<Option<Record>, Finding> {
    let texts = asking.texts(domain).map_err(|why| silent(why, domain))?;
    let mut records = texts.iter().filter_map(|text| {
        let rest = text.get("v=spf1".len()..)?;
        let is_one = text.to_ascii_lowercase().starts_with("v=spf1");
        (is_one && (rest.is_empty() || rest.starts_with(' '))).then_some(rest)
    });
    match (records.next(), records.count()) {
        (None, _) => Ok(None),
        (Some(text), 0) => record::read(text).map(Some).map_err(Finding::SpfUnreadable),
        (Some(_), more) => Err(Finding::SeveralSpf(more + 1)),
    }
}

/// One address, held against a record and those it takes in.
struct Walk<'w, 'k> {
    address: IpAddr,
    /// So many questions it may still ask.
    left: usize,
    asking: &'w mut Asking<'k>,
}

impl Walk<'_, '_> {
    /// What a domain's record says.
    fn of_host(&mut self, domain: &str) -> Said {
        match record(domain, self.asking) {
            Ok(Some(record)) => self.of_record(&record, domain),
            Ok(None) => Said {
                verdict: Verdict::NoRecord,
                for_all: false,
            },
            Err(finding) => Said {
                verdict: Verdict::Found(finding),
                for_all: false,
            },
        }
    }

    fn of_record(&mut self, record: &Record, domain: &str) -> Said {
        let mut mechanisms = record.mechanisms.iter();
        let all = mechanisms.find(|one| one.names == Names::All);
        let mut for_all = all.is_some_and(|all| all.qualifier == Qualifier::Pass);
        let mut open = Vec::new();
        let mut verdict = None;
        for one in &record.mechanisms {
            match self.names(one, domain, &mut for_all) {
                Ok(Named::No) => continue,
                Ok(Named::Perhaps(term)) => {
                    open.push((one.qualifier, term));
                    continue;
                }
                Ok(Named::All) if one.qualifier == Qualifier::Pass => verdict = Some(Verdict::All),
                Ok(Named::Yes | Named::All) => verdict = Some(one.qualifier.into()),
                Err(finding) => verdict = Some(Verdict::Found(finding)),
            }
            break;
        }
        let redirect = record.redirect.as_deref().filter(|_| all.is_none());
        let verdict = match (verdict, redirect) {
            (Some(verdict), _) => verdict,
            (None, None) => Verdict::Neutral,
            (None, Some(to)) => self.redirected(to, &mut for_all),
        };
        let differs = |(qualifier, _): &&(Qualifier, String)| match &verdict {
            Verdict::Pass | Verdict::All => *qualifier != Qualifier::Pass,
            Verdict::Fail | Verdict::Neutral => verdict != Verdict::from(*qualifier),
            Verdict::NoRecord | Verdict::Found(_) => false,
        };
        let verdict = match open.iter().find(differs) {
            Some((_, term)) => Verdict::Found(Finding::SpfDepends(term.clone())),
            None => verdict,
        };
        Said { verdict, for_all }
    }

    fn redirected(&mut self, to: &str, for_all: &mut bool) -> Verdict {
        if let Err(finding) = self.take() {
            return Verdict::Found(finding);
        }
        if to.contains('%') {
            return Verdict::Found(Finding::SpfDepends(to.to_owned()));
        }
        let said = self.of_host(to);
        *for_all |= said.for_all;
        match said.verdict {
            Verdict::NoRecord => Verdict::Found(Finding::SpfBroken(to.to_owned())),
            verdict => verdict,
        }
    }

    /// One question fewer may be asked.
    fn take(&mut self) -> Result<(), Finding> {
        self.left = self.left.checked_sub(1).ok_or(Finding::SpfTooLong)?;
        Ok(())
    }

    fn names(
        &mut self,
        one: &Mechanism,
        domain: &str,
        for_all: &mut bool,
    ) -> Result<Named, Finding> {
        let is = |is_so| if is_so { Named::Yes } else { Named::No };
        let (name, lengths) = match &one.names {
            Names::All => return Ok(Named::All),
            Names::Network(network, lengths) => {
                return Ok(is(is_within(self.address, *network, *lengths)));
            }
            Names::Pointer => (None, (32, 128)),
            Names::Include(name) | Names::Exists(name) => (Some(name.as_str()), (32, 128)),
            Names::Host(name, lengths) | Names::Exchange(name, lengths) => {
                (Some(name.as_deref().unwrap_or(domain)), *lengths)
            }
        };
        self.take()?;
        let Some(name) = name.filter(|name| !name.contains('%')) else {
            return Ok(Named::Perhaps(one.term.clone()));
        };
        match &one.names {
            Names::Include(_) => self.included(name, one.qualifier, for_all),
            // Any IPv4 address will do, of whatever family ours is.
            Names::Exists(_) => {
                let found = self.addresses(name)?;
                Ok(is(found.iter().any(IpAddr::is_ipv4)))
            }
            Names::Exchange(..) => {
                let hosts = self.asking.exchanges(name);
                let hosts = hosts.map_err(|why| silent(why, name))?;
                if hosts.len() > MOST_QUESTIONS {
                    return Err(Finding::SpfTooLong);
                }
                for host in &hosts {
                    if self.is_host(host, lengths)? {
                        return Ok(Named::Yes);
                    }
                }
                Ok(Named::No)
            }
            _ => Ok(is(self.is_host(name, lengths)?)),
        }
    }

    fn included(
        &mut self,
        name: &str,
        qualifier: Qualifier,
        for_all: &mut bool,
    ) -> Result<Named, Finding> {
        let said = self.of_host(name);
        *for_all |= said.for_all && qualifier == Qualifier::Pass;
        match said.verdict {
            Verdict::Pass => Ok(Named::Yes),
            Verdict::All => Ok(Named::All),
            Verdict::Fail | Verdict::Neutral => Ok(Named::No),
            Verdict::NoRecord => Err(Finding::SpfBroken(name.to_owned())),
            Verdict::Found(Finding::SpfDepends(term)) => Ok(Named::Perhaps(term)),
            Verdict::Found(finding) => Err(finding),
        }
    }

    fn addresses(&mut self, host: &str) -> Result<Vec<IpAddr>, Finding> {
        let found = self.asking.addresses(host);
        found.map_err(|why| silent(why, host))
    }

    fn is_host(&mut self, host: &str, lengths: record::Lengths) -> Result<bool, Finding> {
        if host.trim_matches('.').is_empty() {
            return Ok(false);
        }
        let address = self.address;
        let mut found = self.addresses(host)?.into_iter();
        Ok(found.any(|one| is_within(address, one, lengths)))
    }
}

/// Whether the first so many bits of two addresses of one family are the same.
fn is_within(address: IpAddr, network: IpAddr, (four, six): record::Lengths) -> bool {
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
