//! Records as domains publish them, and what is said of each.

use super::*;

/// A made-up domain name system.
#[derive(Default)]
struct World(Answers);

impl World {
    fn text(mut self, name: &str, text: &str) -> Self {
        let entry = self.0.entry(Question::Texts(name.to_owned()));
        match entry.or_insert_with(|| Answer::Texts(Vec::new())) {
            Answer::Texts(texts) => texts.push(text.to_owned()),
            _ => panic!("{name} has texts"),
        }
        self
    }

    fn host(mut self, name: &str, addresses: &[&str]) -> Self {
        let addresses = addresses.iter().map(|one| one.parse().unwrap()).collect();
        let question = Question::Addresses(name.to_owned());
        self.0.insert(question, Answer::Addresses(addresses));
        self
    }

    fn exchange(mut self, name: &str, host: &str) -> Self {
        let question = Question::Exchanges(name.to_owned());
        self.0
            .insert(question, Answer::Exchanges(vec![host.to_owned()]));
        self
    }

    fn silent(mut self, question: Question) -> Self {
        self.0.insert(question, Answer::Silence);
        self
    }

    /// Judges as a server does: it asks for what is wanted until nothing is.
    fn judge(&self, sender: &Sender) -> Vec<Finding> {
        let mut known = Answers::new();
        for _ in 0..40 {
            match judge(sender, &known) {
                Ok(found) => return found,
                Err(wanted) => {
                    assert!(!wanted.is_empty());
                    for question in wanted {
                        assert!(!known.contains_key(&question), "asked twice: {question:?}");
                        let empty = match &question {
                            Question::Texts(_) => Answer::Texts(Vec::new()),
                            Question::Addresses(_) => Answer::Addresses(Vec::new()),
                            Question::Exchanges(_) => Answer::Exchanges(Vec::new()),
                        };
                        let answer = self.0.get(&question).cloned().unwrap_or(empty);
                        known.insert(question, answer);
                    }
                }
            }
        }
        panic!("it asks without end");
    }

    fn of(&self, sender: &Sender, subject: Subject) -> Vec<Finding> {
        let mut found = self.judge(sender);
        found.retain(|finding| finding.subject() == subject);
        found
    }
}

fn sender() -> Sender {
    Sender {
        domain: "acme.example".to_owned(),
        host: Some("smtp.post.example".to_owned()),
        selectors: vec!["s1".to_owned()],
    }
}

fn ip(text: &str) -> IpAddr {
    text.parse().unwrap()
}

/// A domain with an SPF record, whose mail server is at 192.0.2.10.
fn with_spf(record: &str) -> World {
    World::default()
        .host("smtp.post.example", &["192.0.2.10"])
        .text("acme.example", "something else")
        .text("acme.example", record)
}

fn spf_of(world: &World) -> Finding {
    let mut found = world.of(&sender(), Subject::Spf);
    assert_eq!(found.len(), 1, "{found:?}");
    found.remove(0)
}

#[test]
fn a_domain_with_everything_is_fine() {
    let key = "A".repeat(392);
    let world = with_spf("v=spf1 include:post.example ~all")
        .exchange("acme.example", "mx.acme.example.")
        .text("post.example", "v=spf1 ip4:192.0.2.0/24 -all")
        .text(
            "s1._domainkey.acme.example",
            &format!("v=DKIM1; k=rsa; p={key}"),
        )
        .text(
            "_dmarc.acme.example",
            "v=DMARC1; p=reject; rua=mailto:x@acme.example",
        );
    let found = world.judge(&sender());
    assert_eq!(
        found,
        [
            Finding::Receives,
            Finding::SpfNames(ip("192.0.2.10")),
            Finding::Key("s1".to_owned(), Some(2048)),
            Finding::Dmarc(Policy::Reject),
        ]
    );
    assert!(found.iter().all(|finding| finding.grade() == Grade::Fine));
}

#[test]
fn a_domain_without_anything_lacks_everything() {
    let world = World::default().host("smtp.post.example", &["192.0.2.10"]);
    assert_eq!(
        world.judge(&sender()),
        [
            Finding::ReceivesNothing,
            Finding::NoSpf,
            Finding::NoKey("s1".to_owned()),
            Finding::NoDmarc,
        ]
    );
}

#[test]
fn spf_records_are_read_as_servers_read_them() {
    let refuses = || Finding::SpfRefuses(ip("192.0.2.10"));
    let names = || Finding::SpfNames(ip("192.0.2.10"));
    let silent = || Finding::SpfSilent(ip("192.0.2.10"));
    let unreadable = |term: &str| Finding::SpfUnreadable(term.to_owned());
    let cases: [(&str, Finding); 37] = [
        ("v=spf1 -all", refuses()),
        ("v=spf1 ~all", refuses()),
        ("v=spf1 ?all", silent()),
        ("v=spf1", silent()),
        ("v=spf1 +all", Finding::SpfForAll),
        ("v=spf1 all", Finding::SpfForAll),
        ("V=SPF1 IP4:192.0.2.10 -ALL", names()),
        ("v=spf1 ip4:192.0.2.0/28 -all", names()),
        ("v=spf1 ip4:192.0.2.0/29 -all", refuses()),
        ("v=spf1 ip4:0.0.0.0/0 -all", names()),
        ("v=spf1 ip6:2001:db8::/32 -all", refuses()),
        ("v=spf1 a:smtp.post.example -all", names()),
        ("v=spf1 a:near.example/24 -all", names()),
        ("v=spf1 a -all", refuses()),
        ("v=spf1 mx:posts.example -all", names()),
        ("v=spf1 redirect=post.example", names()),
        (
            "v=spf1 redirect=nowhere.example",
            Finding::SpfBroken("nowhere.example".to_owned()),
        ),
        (
            "v=spf1 include:nowhere.example -all",
            Finding::SpfBroken("nowhere.example".to_owned()),
        ),
        (
            "v=spf1 exists:%{i}.x.example -all",
            Finding::SpfDepends("exists:%{i}.x.example".to_owned()),
        ),
        ("v=spf1 exp=why.example -all", refuses()),
        ("v=spf1 ipv4:192.0.2.10 -all", unreadable("ipv4:192.0.2.10")),
        ("v=spf1 ip4:192.0.2.300 -all", unreadable("ip4:192.0.2.300")),
        ("v=spf1 include: -all", unreadable("include:")),
        // One term that cannot be read spoils the record, wherever it stands.
        ("v=spf1 ip4:192.0.2.10 ipv4:x -all", unreadable("ipv4:x")),
        ("v=spf1 ip4:192.0.2.10 -all a:", unreadable("a:")),
        (
            "v=spf1 a redirect=a.example redirect=b.example",
            unreadable("redirect=b.example"),
        ),
        // A redirection counts only where nothing speaks of all.
        ("v=spf1 redirect=post.example -all", refuses()),
        // What is open settles nothing that is settled without it.
        ("v=spf1 exists:%{i}.x.example ip4:192.0.2.10 -all", names()),
        ("v=spf1 ptr a:smtp.post.example -all", names()),
        ("v=spf1 -exists:%{i}.x.example -all", refuses()),
        (
            "v=spf1 -ptr ip4:192.0.2.10 -all",
            Finding::SpfDepends("-ptr".to_owned()),
        ),
        (
            "v=spf1 include:open.example -all",
            Finding::SpfDepends("exists:%{i}.x.example".to_owned()),
        ),
        ("v=spf1 include:open.example ip4:192.0.2.10 -all", names()),
        ("v=spf1 mx:%{d}.x.example ip4:192.0.2.10 -all", names()),
        // Without a macro it can be told.
        ("v=spf1 exists:near.example -all", names()),
        ("v=spf1 exists:nowhere.example -all", refuses()),
        ("v=spf1 -all +all", refuses()),
    ];
    for (record, expected) in cases {
        let world = with_spf(record)
            .host("near.example", &["192.0.2.200"])
            .exchange("posts.example", "smtp.post.example")
            .text("open.example", "v=spf1 exists:%{i}.x.example -all")
            .text("post.example", "v=spf1 ip4:192.0.2.10 -all");
        assert_eq!(spf_of(&world), expected, "{record}");
    }
}

#[test]
fn that_everybody_may_send_is_said_beside() {
    let (names, refuses) = (
        Finding::SpfNames(ip("192.0.2.10")),
        Finding::SpfRefuses(ip("192.0.2.10")),
    );
    for (record, expected) in [
        ("v=spf1 ip4:192.0.2.10 +all", Some(names.clone())),
        ("v=spf1 -ip4:192.0.2.10 all", Some(refuses.clone())),
        (
            "v=spf1 ip4:192.0.2.10 include:all.example",
            Some(names.clone()),
        ),
        (
            "v=spf1 include:all.example ip4:192.0.2.10 -all",
            Some(names),
        ),
        ("v=spf1 redirect=all.example", Some(refuses)),
        ("v=spf1 include:every.example -all", None),
    ] {
        let world = with_spf(record)
            .text("all.example", "v=spf1 -ip4:192.0.2.10 +all")
            .text("every.example", "v=spf1 +all");
        let found = world.of(&sender(), Subject::Spf);
        // What is not looked at, for ours was found before, is not told of.
        let is_read = !record.ends_with("10 include:all.example");
        let all = is_read.then_some(Finding::SpfForAll);
        let expected: Vec<Finding> = expected.into_iter().chain(all).collect();
        assert_eq!(found, expected, "{record}");
    }
    // Whoever is taken in to be turned away lets nobody send.
    let world = with_spf("v=spf1 -include:all.example ip4:192.0.2.10 -all")
        .text("all.example", "v=spf1 -ip4:192.0.2.10 +all");
    assert_eq!(spf_of(&world), Finding::SpfNames(ip("192.0.2.10")));
}

#[test]
fn a_relay_in_the_house_is_no_server_that_the_world_sees() {
    let at = |host: &str| Sender {
        host: Some(host.to_owned()),
        ..sender()
    };
    let record = "v=spf1 include:post.example -all";
    for host in [
        "localhost",
        "127.0.0.1",
        "::1",
        "10.1.2.3",
        "192.168.0.5",
        "100.64.0.1",
        "fd00::25",
        "::ffff:10.1.2.3",
        "postfix",
        "mail.internal",
        "smtp.house.example",
        "smtp.nobody.example",
    ] {
        let world = with_spf(record).host("smtp.house.example", &["10.0.0.25"]);
        let found = world.of(&at(host), Subject::Spf);
        let relay = Finding::SpfRelay(host.to_owned());
        assert_eq!(found, std::slice::from_ref(&relay), "{host}");
        assert_eq!(relay.grade(), Grade::Unknown);
        // What can be told all the same is told.
        let world = World::default();
        assert_eq!(world.of(&at(host), Subject::Spf), [Finding::NoSpf]);
        // And nobody is warned of what is not known.
        let world = with_spf(record).text("_dmarc.acme.example", "v=DMARC1; p=reject");
        let found = world.of(&at(host), Subject::Dmarc);
        assert_eq!(found, [Finding::Dmarc(Policy::Reject)], "{host}");
    }
    // Of a server with two sides the world sees one.
    let world = with_spf("v=spf1 ip4:192.0.2.20 -all")
        .host("both.post.example", &["10.0.0.25", "192.0.2.20"]);
    let found = world.of(&at("both.post.example"), Subject::Spf);
    assert_eq!(found, [Finding::SpfNames(ip("192.0.2.20"))]);
}

#[test]
fn a_refusal_within_what_is_taken_in_only_means_no_match() {
    let world = with_spf("v=spf1 include:other.example ip4:192.0.2.10 -all")
        .text("other.example", "v=spf1 -all");
    assert_eq!(spf_of(&world), Finding::SpfNames(ip("192.0.2.10")));
}

#[test]
fn any_address_of_the_mail_server_will_do() {
    let world = with_spf("v=spf1 ip6:2001:db8::/32 -all")
        .host("smtp.post.example", &["192.0.2.10", "2001:db8::1"]);
    assert_eq!(spf_of(&world), Finding::SpfNames(ip("2001:db8::1")));
}

#[test]
fn ten_questions_are_allowed_and_no_more() {
    let chain = |length: usize| {
        let mut world = with_spf("v=spf1 include:n1.example -all");
        for at in 1..length {
            let record = format!("v=spf1 include:n{}.example -all", at + 1);
            world = world.text(&format!("n{at}.example"), &record);
        }
        world.text(&format!("n{length}.example"), "v=spf1 ip4:192.0.2.10 -all")
    };
    assert_eq!(spf_of(&chain(10)), Finding::SpfNames(ip("192.0.2.10")));
    assert_eq!(spf_of(&chain(11)), Finding::SpfTooLong);
    let of_itself = with_spf("v=spf1 include:acme.example -all");
    assert_eq!(spf_of(&of_itself), Finding::SpfTooLong);
}

#[test]
fn two_records_are_none() {
    let world = with_spf("v=spf1 -all").text("acme.example", "v=spf1 ~all");
    assert_eq!(spf_of(&world), Finding::SeveralSpf(2));
    let other = with_spf("v=spf10 -all");
    assert_eq!(spf_of(&other), Finding::NoSpf);
}

#[test]
fn who_does_not_answer_is_not_judged() {
    let question = Question::Texts("post.example".to_owned());
    let world = with_spf("v=spf1 include:post.example -all").silent(question);
    let silent = Finding::Silent(Subject::Spf, "post.example".to_owned());
    assert_eq!(spf_of(&world), silent);
    assert_eq!(silent.grade(), Grade::Unknown);
    // And what hangs on it is no warning.
    let world = world.text("_dmarc.acme.example", "v=DMARC1; p=reject");
    let found = world.of(&sender(), Subject::Dmarc);
    assert_eq!(found, [Finding::Dmarc(Policy::Reject)]);
}

#[test]
fn keys_are_told_from_what_is_none() {
    let name = || "s1".to_owned();
    let cases = [
        ("v=DKIM1; p=", Finding::KeyRevoked(name())),
        ("v=DKIM1; p=not a key!", Finding::KeyUnreadable(name())),
        ("v=DKIM2; p=AAAA", Finding::KeyUnreadable(name())),
        ("hello", Finding::KeyUnreadable(name())),
        ("v=DKIM1; k=ed25519; p=AAAAAAAA", Finding::Key(name(), None)),
    ];
    for (record, expected) in cases {
        let world = World::default().text("s1._domainkey.acme.example", record);
        assert_eq!(world.of(&sender(), Subject::Dkim), [expected], "{record}");
    }
    for (letters, bits) in [
        (124, 512),
        (216, 1024),
        (188, 1024),
        (392, 2048),
        (736, 4096),
    ] {
        let record = format!("p={}", "A".repeat(letters));
        let world = World::default().text("s1._domainkey.acme.example", &record);
        let found = world.of(&sender(), Subject::Dkim);
        let expected = if bits < 1024 {
            Finding::KeyShort(name(), bits)
        } else {
            Finding::Key(name(), Some(bits))
        };
        assert_eq!(found, [expected], "{letters} letters");
    }
}

#[test]
fn the_usual_selectors_are_tried_where_none_is_said() {
    let anybody = Sender {
        selectors: Vec::new(),
        ..sender()
    };
    let key = "A".repeat(392);
    let world = World::default().text("google._domainkey.acme.example", &format!("p={key}"));
    let found = world.of(&anybody, Subject::Dkim);
    assert_eq!(found, [Finding::Key("google".to_owned(), Some(2048))]);
    let found = World::default().of(&anybody, Subject::Dkim);
    assert_eq!(found, [Finding::NoSelector]);
}

#[test]
fn the_record_above_speaks_for_those_below() {
    let below = Sender {
        domain: "mail.acme.example".to_owned(),
        ..sender()
    };
    let of = |record: &str| {
        let world = World::default().text("_dmarc.acme.example", record);
        world.of(&below, Subject::Dmarc).remove(0)
    };
    assert_eq!(of("v=DMARC1; p=none"), Finding::Dmarc(Policy::None));
    assert_eq!(
        of("v=DMARC1; p=none; sp=reject"),
        Finding::DmarcStrikes(Policy::Reject)
    );
    assert_eq!(of("v=DMARC1"), Finding::DmarcUnreadable);
    // Who only wants to hear of mails asks for nothing (RFC 7489, 6.6.3).
    let hears = Finding::Dmarc(Policy::None);
    assert_eq!(of("v=DMARC1; rua=mailto:d@acme.example"), hears);
    assert_eq!(of("v=DMARC1; p=oops; rua=x, https://acme.example/d"), hears);
    assert_eq!(
        of("v=DMARC1; p=reject; sp=oops; rua=mailto:d@a.example"),
        hears
    );
    for record in [
        "v=DMARC1; rua=d@acme.example",
        "v=DMARC1; rua=mailto:",
        "v=DMARC1; p=reject; sp=oops",
    ] {
        assert_eq!(of(record), Finding::DmarcUnreadable, "{record}");
    }
    assert_eq!(of("v=DMARC2; p=none"), Finding::NoDmarc);
    // The domain's own wins.
    let world = World::default()
        .text("_dmarc.mail.acme.example", "v=DMARC1; p=quarantine")
        .text("_dmarc.acme.example", "v=DMARC1; p=none");
    let found = world.of(&below, Subject::Dmarc);
    assert_eq!(found, [Finding::DmarcStrikes(Policy::Quarantine)]);
    let twice = World::default()
        .text("_dmarc.acme.example", "v=DMARC1; p=none")
        .text("_dmarc.acme.example", "v=DMARC1; p=reject");
    let found = twice.of(&sender(), Subject::Dmarc);
    assert_eq!(found, [Finding::SeveralDmarc(2)]);
}

fn at_domain(domain: &str) -> Sender {
    Sender {
        domain: domain.to_owned(),
        ..sender()
    }
}

/// The tree walk of RFC 9989, section 4.10.
#[test]
fn the_organisation_is_found_by_climbing() {
    let of = |domain: &str, records: &[(&str, &str)]| {
        let mut world = World::default();
        for (name, record) in records {
            world = world.text(&format!("_dmarc.{name}"), &format!("v=DMARC1; {record}"));
        }
        world.of(&at_domain(domain), Subject::Dmarc).remove(0)
    };
    let none = Finding::Dmarc(Policy::None);
    // The highest is the organisation's, not the next.
    let deep = [
        ("b.acme.example", "p=quarantine"),
        ("acme.example", "p=none"),
    ];
    assert_eq!(of("a.b.acme.example", &deep), none);
    // A suffix that many share is nobody's organisation.
    let suffix = ("co.example", "p=reject; psd=y");
    let shared = [("acme.co.example", "p=none"), suffix];
    assert_eq!(of("mail.acme.co.example", &shared), none);
    let strict = Finding::DmarcStrikes(Policy::Reject);
    assert_eq!(of("mail.acme.co.example", &[suffix]), strict);
    let too_deep = [("b.acme.co.example", "p=none"), suffix];
    assert_eq!(of("a.b.acme.co.example", &too_deep), strict);
    // Who says to be an organisation is one.
    let said = [
        ("b.acme.example", "p=none; psd=n"),
        ("acme.example", "p=reject"),
    ];
    assert_eq!(of("a.b.acme.example", &said), none);
    // Two are none; those above still count.
    let twice = [
        ("b.acme.example", "p=reject"),
        ("b.acme.example", "p=quarantine"),
        ("acme.example", "p=none"),
    ];
    assert_eq!(of("a.b.acme.example", &twice), none);
    // So many names are asked, however long the domain is.
    let long = "l.k.j.i.h.g.f.e.d.c.b.a.acme.example";
    assert_eq!(
        of(long, &[("h.g.f.e.d.c.b.a.acme.example", "p=reject")]),
        Finding::NoDmarc
    );
    assert_eq!(of(long, &[("d.c.b.a.acme.example", "p=none")]), none);
    let asked = judge(&at_domain(long), &Answers::new()).unwrap_err();
    let of_dmarc =
        |one: &&Question| matches!(one, Question::Texts(name) if name.starts_with("_dmarc."));
    let count = asked.iter().filter(of_dmarc).count();
    assert_eq!(count, 1, "its own first");
}

#[test]
fn without_a_mail_server_a_record_is_as_good_as_it_gets() {
    let nowhere = Sender {
        host: None,
        ..sender()
    };
    let found = with_spf("v=spf1 -all").of(&nowhere, Subject::Spf);
    assert_eq!(found, [Finding::SpfStands]);
}
