use super::*;

/// Somebody who answers in this order, and hangs up then.
struct Scripted {
    answers: Vec<&'static str>,
    asked: usize,
    told: Vec<String>,
}

impl Person for Scripted {
    fn ask(&mut self, _: &str) -> Option<String> {
        let answer = self.answers.get(self.asked)?;
        self.asked += 1;
        Some(format!("{answer}\n"))
    }

    fn tell(&mut self, why: &str) {
        self.told.push(why.to_owned());
    }
}

fn answering(answers: &[&'static str]) -> Scripted {
    Scripted {
        answers: answers.to_vec(),
        asked: 0,
        told: Vec::new(),
    }
}

fn flags(brand: Option<&str>, host: Option<&str>, shop: Option<&str>) -> InitArguments {
    InitArguments {
        brand: brand.map(str::to_owned),
        host: host.map(str::to_owned),
        shop: shop.map(str::to_owned),
        ..InitArguments::default()
    }
}

#[test]
fn answers_are_asked_for_again_until_they_will_do() {
    let mut person = answering(&[
        "  ",
        "Müller & Söhne",
        "no host",
        "Track.Mueller.example",
        "ebay",
        "Shopify",
        "",
        "me",
        "help@mueller.example",
    ]);
    let plan = plan(InitArguments::default(), Some(&mut person)).expect("a plan");
    assert_eq!(plan.brand.brand.name, "Müller & Söhne");
    assert_eq!(plan.brand.brand.slug, "m-ller-s-hne");
    assert_eq!(plan.brand.brand.hosts, ["track.mueller.example"]);
    assert_eq!(
        plan.brand.brand.support.email.as_deref(),
        Some("help@mueller.example")
    );
    assert!(plan.brand.brand.is_default);
    assert_eq!(plan.address.as_str(), "https://track.mueller.example");
    assert_eq!((plan.source.as_str(), plan.secret), ("shopify", None));
    assert_eq!(person.told.len(), 4, "{:?}", person.told);
}

#[test]
fn only_what_no_flag_says_is_asked() {
    let mut person = answering(&["json", ""]);
    let given = flags(Some("Acme"), Some("track.acme.example"), None);
    let made = plan(given, Some(&mut person)).expect("a plan");
    assert_eq!((person.asked, made.source.as_str()), (2, "json"));

    let mut nobody = answering(&[]);
    let given = flags(Some("Acme"), Some("track.acme.example"), Some("shopify"));
    let made = plan(given, Some(&mut nobody)).expect("a plan");
    assert_eq!((nobody.asked, made.brand.brand.support.email), (0, None));
}

#[test]
fn without_a_person_the_missing_flags_are_named() {
    let said = plan(flags(Some("Acme"), None, None), None).expect_err("no plan");
    assert!(
        said.0.starts_with("--host, --shop must be given"),
        "{said:?}"
    );
    for (host, shop) in [("a b", "json"), ("a.example", "ebay")] {
        let given = flags(Some("Acme"), Some(host), Some(shop));
        assert!(plan(given, None).is_err(), "{host} {shop}");
    }
    let mut gone = answering(&["Acme"]);
    assert!(plan(InitArguments::default(), Some(&mut gone)).is_err());
}
