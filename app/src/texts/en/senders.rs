//! English for whom mails come from, and whether the world believes them.

use super::English;
use crate::texts::{SenderFrom, SenderTexts, SenderWords};
use doorstep::sender::{Finding, Grade, Policy, Subject};

impl SenderTexts for English {
    fn sender_words(&self) -> SenderWords {
        WORDS
    }

    fn sender_from(&self, from: SenderFrom) -> &'static str {
        match from {
            SenderFrom::Brand => "(the brand's own)",
            SenderFrom::Site => "(the site's: the brand has none of its own)",
            SenderFrom::Support => "(the support address: no other was given)",
        }
    }

    fn sender_looked_at(&self, domain: &str) -> String {
        format!("What {domain} says")
    }

    fn sender_subject(&self, subject: Subject) -> &'static str {
        match subject {
            Subject::Receiving => "Answers (MX)",
            Subject::Spf => "Who may send (SPF)",
            Subject::Dkim => "Signatures (DKIM)",
            Subject::Dmarc => "What becomes of the rest (DMARC)",
        }
    }

    fn sender_grade(&self, grade: Grade) -> &'static str {
        match grade {
            Grade::Fine => "fine",
            Grade::ToDo => "to do",
            Grade::Wrong => "wrong",
            Grade::Unknown => "not known",
        }
    }

    fn sender_finding(&self, finding: &Finding) -> String {
        match finding.subject() {
            Subject::Receiving => receiving(finding),
            Subject::Spf => spf(finding),
            Subject::Dkim => dkim(finding),
            Subject::Dmarc => dmarc(finding),
        }
    }
}

const WORDS: SenderWords = SenderWords {
    heading: "Senders",
    text: "Mail services believe a mail when the domain it comes from says who may send for it. Look here before you switch notices on: what is wrong lands mails with the spam.",
    none: "No address is known. Give the brand a sender's address or a support address, or write [mail] from into the site's configuration: until then mails wait.",
    change: "Change it in the brand's settings",
    check: "Look at it now",
};

fn silent(name: &str) -> String {
    format!("No name server answered for {name}. Look again in a moment.")
}

fn receiving(finding: &Finding) -> String {
    match finding {
        Finding::Receives => "The domain takes mail, so answers and notes of mails that could not be delivered have a way back.".to_owned(),
        Finding::ReceivesNothing => "The domain takes no mail. Many mail services refuse what comes from an address that nobody can answer: give it an MX record, or send from another address.".to_owned(),
        Finding::Silent(_, name) => silent(name),
        _ => String::new(),
    }
}

fn spf(finding: &Finding) -> String {
    match finding {
        Finding::NoSpf => "There is no SPF record. Add a TXT record to the domain, such as \"v=spf1 include:YOUR-PROVIDER ~all\"; your mail provider says what to include.".to_owned(),
        Finding::SeveralSpf(number) => format!("There are {number} SPF records, and with more than one none counts. Make one of them."),
        Finding::SpfUnreadable(term) => format!("The SPF record cannot be read at \"{term}\", so it does not count. Mend or remove that part."),
        Finding::SpfTooLong => "The SPF record asks for more than ten other names, so it does not count. Take out what is no longer used.".to_owned(),
        Finding::SpfBroken(name) => format!("The SPF record takes in {name}, which has none, so it does not count. Remove that part, or mend the name."),
        Finding::SpfForAll => "The SPF record lets everybody send in your name (+all). End it with ~all or -all.".to_owned(),
        Finding::SpfNames(address) => format!("The SPF record names your mail server ({address})."),
        Finding::SpfRefuses(address) => format!("The SPF record does not name your mail server ({address}). A provider may send from other addresses than it takes mail at: make sure that what it says to include is in there."),
        Finding::SpfSilent(address) => format!("The SPF record does not say whether your mail server ({address}) may send. Include it, and end the record with ~all or -all."),
        Finding::SpfDepends(term) => format!("Whether your mail server may send is decided mail by mail (\"{term}\"), so it cannot be told here."),
        Finding::SpfRelay(host) => format!("There is an SPF record. Your mail server ({host}) is known in your own network alone: mails reach the world from whoever it passes them on to, so what SPF says of them cannot be told here. Make sure that the record names that one."),
        Finding::SpfStands => "There is an SPF record. Whether it names your mail server can be told once one is set up.".to_owned(),
        Finding::Silent(_, name) => silent(name),
        _ => String::new(),
    }
}

fn dkim(finding: &Finding) -> String {
    match finding {
        Finding::Key(selector, Some(bits)) => format!("The key {selector} is there ({bits} bits)."),
        Finding::Key(selector, None) => format!("The key {selector} is there."),
        Finding::KeyShort(selector, bits) => format!("The key {selector} has about {bits} bits, and below 1024 none is believed. Ask your mail provider for a new one of 2048."),
        Finding::KeyRevoked(selector) => format!("The key {selector} was taken back: its record is empty. Ask your mail provider for the one that is used now."),
        Finding::KeyUnreadable(selector) => format!("What stands at the selector {selector} is no key. Copy the record from your mail provider once more."),
        Finding::NoKey(selector) => format!("There is no key at the selector {selector}. Add the record your mail provider gives you, or correct the selector."),
        Finding::NoSelector => "No key was found under the usual names. Your mail provider says which selector it signs with: write it into the brand's settings and look again.".to_owned(),
        Finding::Silent(_, name) => silent(name),
        _ => String::new(),
    }
}

fn dmarc(finding: &Finding) -> String {
    match finding {
        Finding::NoDmarc => "There is no DMARC record, which large mail services ask of whoever sends much. Begin with a TXT record at _dmarc: \"v=DMARC1; p=none\".".to_owned(),
        Finding::SeveralDmarc(number) => format!("There are {number} DMARC records, and with more than one none counts. Keep one."),
        Finding::DmarcUnreadable => "The DMARC record does not say what to do (p=none, quarantine or reject), so it does not count.".to_owned(),
        Finding::Dmarc(policy) => format!("There is a DMARC record: {}.", said(*policy)),
        Finding::DmarcStrikes(policy) => format!("The DMARC record says: {}. Nothing seen here vouches for your mails, neither SPF nor DKIM, so this may strike them.", said(*policy)),
        Finding::Silent(_, name) => silent(name),
        _ => String::new(),
    }
}

const fn said(policy: Policy) -> &'static str {
    match policy {
        Policy::None => "mails that neither SPF nor DKIM vouches for are delivered all the same",
        Policy::Quarantine => "mails that neither SPF nor DKIM vouches for land with the spam",
        Policy::Reject => "mails that neither SPF nor DKIM vouches for are refused",
    }
}
