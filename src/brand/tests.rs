use super::*;

fn given(values: &[(&str, &str)]) -> Given {
    let mut given = named("acme", "Acme");
    given.extend(
        values
            .iter()
            .map(|(key, value)| ((*key).to_owned(), (*value).to_owned())),
    );
    given
}

fn faults(values: &[(&str, &str)]) -> Vec<(String, Fault)> {
    let (_, problems) = read(&given(values));
    problems
        .into_iter()
        .map(|problem| (problem.key, problem.fault))
        .collect()
}

#[test]
fn a_name_is_enough() {
    let (brand, problems) = read(&named("acme", "Acme"));
    assert_eq!(problems, []);
    assert_eq!((brand.zone.as_str(), brand.locale.as_str()), ("UTC", "en"));
    assert_eq!(brand.look.light.accent.to_string(), "#1f4d47");
    assert_eq!(brand.look.light.paper.to_string(), "#f5f4f0");
    assert_eq!(brand.look.dark.paper.to_string(), "#111514");
}

#[test]
fn each_refusal_is_said_at_its_key() {
    let check = |key: &str, value: &str, fault: Fault| {
        assert_eq!(
            faults(&[(key, value)]),
            [(key.to_owned(), fault)],
            "{value}"
        );
    };
    check("slug", "", Fault::Missing);
    check("slug", "Acme Shop", Fault::Slug);
    check("name", " ", Fault::Missing);
    check("name", "a\nb", Fault::SeveralLines);
    check("name", &"a".repeat(201), Fault::TooLong { most: 200 });
    check("default", "maybe", Fault::YesOrNo);
    for host in [
        "https://a.example",
        "a.example:80",
        "a b",
        "a..b",
        "ä.example",
    ] {
        check("hosts", host, Fault::Host(host.to_owned()));
    }
    check("locale", "english", Fault::Locale);
    check("look.accent", "red", Fault::Colour);
    check("look.header", "tall", Fault::Choice(keys::HEADERS));
    check("look.font", "comic", Fault::Choice(keys::FAMILIES));
    check("look.headings", "own", Fault::FontMissing);
    check("look.corner", "99", Fault::Number { from: 0, to: 32 });
    for mail in [
        "help",
        "help@shop",
        "a@b.example?bcc=c@d.example",
        "@b.example",
    ] {
        check("support.email", mail, Fault::Email);
    }
    check("support.phone", "call us", Fault::Phone);
    check("support.hours.monday", "9am to 5pm", Fault::Hours);
    for url in [
        "shop.example",
        "javascript:alert(1)",
        "https://",
        "https://a b.example",
    ] {
        check("links.home", url, Fault::Link);
    }
    check(
        "shipping.handling_days",
        "2.5",
        Fault::Number { from: 0, to: 60 },
    );
    check("shipping.cut_off", "noon", Fault::Clock);
    check(
        "shipping.closures",
        "Christmas",
        Fault::Closure("Christmas".to_owned()),
    );
}

#[test]
fn days_without_words_say_nothing() {
    let words = ("policies.lost.words".to_owned(), Fault::WordsMissing);
    assert_eq!(faults(&[("policies.lost.days", "9")]), [words]);
    let offers = ("policies.returned.words".to_owned(), Fault::WordsMissing);
    assert_eq!(faults(&[("policies.returned.offers", "refund")]), [offers]);
    assert_eq!(
        faults(&[
            ("policies.returned.words", "We ask you."),
            ("policies.returned.offers", "refund\na new car"),
        ]),
        [(
            "policies.returned.offers".to_owned(),
            Fault::Choice(REMEDIES)
        )]
    );
}

#[test]
fn an_unknown_key_names_the_one_that_was_meant() {
    let check = |key: &str, nearest| {
        assert_eq!(
            faults(&[(key, "x")]),
            [(key.to_owned(), Fault::UnknownKey { nearest })]
        );
    };
    check("look.acent", Some("look.accent"));
    check("support_email", Some("support.email"));
    check("closures", Some("shipping.closures"));
    check("warehouse.number", None);
}

fn contrast(values: &[(&str, &str)]) -> (String, Contrast) {
    match faults(values).as_slice() {
        [(key, Fault::Contrast(contrast))] => (key.clone(), contrast.clone()),
        other => panic!("{values:?}: {other:?}"),
    }
}

#[test]
fn what_cannot_be_read_is_refused_with_its_ratio() {
    let (key, found) = contrast(&[("look.accent", "#ffcc00"), ("look.on_accent", "#ffffff")]);
    assert_eq!(key, "look.on_accent");
    assert_eq!(
        (found.ratio.as_str(), found.needed.as_str()),
        ("1.5", "4.5")
    );
    let instead = found.instead.unwrap();
    assert!(instead.contrast(Colour::of(0xff_cc_00)) >= 4.5, "{instead}");

    let (key, found) = contrast(&[("look.text", "#999999")]);
    assert_eq!((key.as_str(), found.needed.as_str()), ("look.text", "4.5"));
    let (key, found) = contrast(&[("look.headline", "#aaaaaa")]);
    assert_eq!(
        (key.as_str(), found.needed.as_str()),
        ("look.headline", "3")
    );
    let (key, _) = contrast(&[("look.control", "#d0d0d0")]);
    assert_eq!(key, "look.control");
    let (key, _) = contrast(&[("look.dark.text", "#333333")]);
    assert_eq!(key, "look.dark.text");
    let (key, _) = contrast(&[
        ("look.dark.accent", "#224466"),
        ("look.dark.on_accent", "#333333"),
    ]);
    assert_eq!(key, "look.dark.on_accent");
}

#[test]
fn grounds_too_far_apart_leave_no_colour_for_text() {
    let (key, found) = contrast(&[("look.background", "#ffffff"), ("look.surface", "#000000")]);
    assert_eq!((key.as_str(), found.instead), ("look.background", None));
}

/// Whatever a brand chooses: what is derived can be read.
#[test]
fn derived_colours_can_be_read() {
    let colours = [
        "#000000", "#ffffff", "#ffcc00", "#777777", "#0b3d2e", "#e11d48", "#87ceeb",
    ];
    for accent in colours {
        for background in colours {
            let values = [
                ("look.accent", accent),
                ("look.background", background),
                ("look.dark.background", background),
            ];
            let (brand, problems) = read(&given(&values));
            assert_eq!(problems, [], "{values:?}");
            for palette in [brand.look.light, brand.look.dark] {
                legible(&palette);
            }
        }
    }
}

fn legible(palette: &Palette) {
    let grounds = [palette.paper, palette.card];
    for colour in [palette.ink, palette.ink_soft, palette.link] {
        assert!(colour.contrast_on(&grounds) >= 4.5, "{colour} {palette:?}");
    }
    assert!(palette.mark.contrast_on(&grounds) >= 3.0, "{palette:?}");
    assert!(
        palette.on_accent.contrast(palette.accent) >= 4.5,
        "{palette:?}"
    );
    for tone in palette.tones {
        let on = [palette.paper, palette.card, tone.wash];
        assert!(tone.ink.contrast_on(&on) >= 4.5, "{tone:?} {palette:?}");
        assert!(palette.ink.contrast(tone.wash) >= 4.5, "{tone:?}");
    }
}

#[test]
fn hours_closures_and_policies_are_read() {
    let (brand, problems) = read(&given(&[
        ("zone", "Europe/Vienna"),
        ("support.hours.monday", "9-17"),
        ("support.hours.sunday", "closed"),
        (
            "shipping.closures",
            "2027-01-01\n2026-12-24 to 2026-12-26: Christmas\n",
        ),
        ("policies.late.days", "3"),
        ("policies.late.words", "We send a new one."),
        ("texts.home.headline", "Where is it?"),
    ]));
    assert_eq!(problems, []);
    assert!(brand.support.hours[0].is_some() && brand.support.hours[6].is_none());
    assert_eq!(brand.support.zone, "Europe/Vienna");
    let near = |day: &str| {
        let day = day.parse().unwrap();
        brand.shipping.closures_near(day).count()
    };
    assert_eq!(near("2026-11-01"), 0);
    assert_eq!(near("2026-12-12"), 2);
    assert_eq!(near("2026-12-27"), 1);
    assert_eq!(near("2027-01-02"), 0);
    let late = brand.policies.of(Trouble::Late).unwrap();
    assert_eq!(
        (late.days, late.words.as_str()),
        (Some(3), "We send a new one.")
    );
    assert_eq!(brand.policies.of(Trouble::Lost), None);
    assert_eq!(brand.texts["home.headline"], "Where is it?");
}

#[test]
fn every_key_is_there_once() {
    let mut names: Vec<_> = keys::KEYS.iter().map(|key| key.name).collect();
    names.sort_unstable();
    let count = names.len();
    names.dedup();
    assert_eq!(names.len(), count);
}
