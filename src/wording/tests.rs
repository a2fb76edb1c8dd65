use super::*;
use crate::sms::segments;

const MAIL: Spot = Spot {
    news: News::Shipped,
    medium: Medium::Email,
    language: "en",
};

const LINK: &str = "https://track.acme.example/t/0123456789abcdefghijkl";

fn spot(news: News, medium: Medium) -> Spot {
    Spot {
        news,
        medium,
        language: "en",
    }
}

fn mail() -> Words {
    Words::default()
        .with(Part::Subject, "{{headline}} (order {{order|yours}})")
        .with(Part::Preview, "{{window?}} {{act}}")
        .with(Part::Heading, "{{headline}}")
        .with(Part::Happened, "{{happened}}")
        .with(Part::Next, "{{next}}\n{{window?}}")
        .with(Part::Act, "{{act}}")
}

fn text(words: &str) -> Words {
    Words::default().with(Part::Text, words)
}

fn facts() -> Facts {
    [
        (Fact::Shop, "Harbour & Pine"),
        (Fact::Headline, "Your parcel is on its way"),
        (Fact::Window, "Thu 14 May."),
        (Fact::Act, "Be there."),
        (Fact::Link, LINK),
    ]
    .into_iter()
    .fold(Facts::default(), |facts, (fact, known)| {
        facts.with(fact, Some(known.to_owned()))
    })
}

fn bounds() -> Bounds {
    Bounds {
        hosts: vec!["acme.example".to_owned()],
        typical: facts(),
        segments: 1,
    }
}

/// The faults of an e-mail with one part in other words.
fn check_part(part: Part, words: &str, wanted: &[(usize, Wrong)]) {
    let faults = check(MAIL, &mail().with(part, words), &bounds());
    let expected: Vec<Fault> = wanted
        .iter()
        .map(|(line, wrong)| Fault {
            part,
            line: *line,
            wrong: wrong.clone(),
        })
        .collect();
    assert_eq!(faults, expected, "{words}");
}

#[test]
fn codes_read_back_and_every_notice_is_news() {
    for news in News::ALL {
        assert_eq!(News::from_code(news.code()), Some(*news));
    }
    for notice in Notice::ALL {
        let news = News::of(notice, &Happened::Ordered, &Window::Unknown);
        assert_eq!(news.notice(), notice);
    }
    let lost = News::of(Notice::Exception, &Happened::Lost, &Window::Closed);
    assert_eq!(lost, News::Lost);
}

#[test]
fn good_words_pass() {
    let mut spot = MAIL;
    for news in [News::Exception, News::Delay, News::Late, News::Attempted] {
        spot.news = news;
        assert_eq!(check(spot, &mail(), &bounds()), []);
    }
    let plain =
        "Salt & pepper; 3 < 4 > 2.\nIt's \"here\": https://acme.example/help, or data: none";
    check_part(Part::Act, plain, &[]);
}

#[test]
fn a_missing_answer_is_refused() {
    for part in Part::of(Medium::Email) {
        let wanted = [(1, Wrong::Empty)];
        let wanted = if part.may_be_empty() {
            &[]
        } else {
            &wanted[..]
        };
        check_part(*part, " \n ", wanted);
    }
    let faults = check(spot(News::Shipped, Medium::Sms), &text(""), &bounds());
    assert_eq!(faults.len(), 1);
    assert_eq!(faults[0].wrong, Wrong::Empty);
}

#[test]
fn an_answer_that_only_the_order_knows_is_asked_for() {
    let check_lack = |news, medium, words: Words, part, wanted| {
        let faults = check(spot(news, medium), &words, &bounds());
        let expected = Fault {
            part,
            line: 1,
            wrong: Wrong::Lacks(wanted),
        };
        assert_eq!(faults, [expected]);
    };
    let fixed = |part| mail().with(part, "We are sorry.");
    let email = Medium::Email;
    let happened: &[Fact] = &[Fact::Happened, Fact::Why];
    check_lack(
        News::Delay,
        email,
        fixed(Part::Happened),
        Part::Happened,
        happened,
    );
    check_lack(
        News::Exception,
        email,
        fixed(Part::Happened),
        Part::Happened,
        happened,
    );
    let next: &[Fact] = &[Fact::Next, Fact::Window];
    check_lack(News::Late, email, fixed(Part::Next), Part::Next, next);
    let act: &[Fact] = &[Fact::Act];
    check_lack(
        News::AvailableForPickup,
        email,
        fixed(Part::Act),
        Part::Act,
        act,
    );
    let sms = Medium::Sms;
    let no_window = text("It comes. {{link}}");
    check_lack(News::Shipped, sms, no_window, Part::Text, &[Fact::Window]);
    let no_link = text("It is there.");
    check_lack(News::Delivered, sms, no_link, Part::Text, &[Fact::Link]);
    // Where our answer is the same each time, the shop may say it differently.
    assert_eq!(check(MAIL, &fixed(Part::Happened), &bounds()), []);
}

#[test]
fn what_nobody_knows_is_named_with_its_line() {
    let unknown = |name: &str, nearest| Wrong::Unknown {
        name: name.to_owned(),
        nearest,
    };
    check_part(
        Part::Next,
        "Soon.\n{{windo?}} and {{next}}",
        &[(2, unknown("windo", Some(Fact::Window)))],
    );
    check_part(Part::Act, "{{zzzzzzzz}}", &[(1, unknown("zzzzzzzz", None))]);
    check_part(
        Part::Happened,
        "a\n\n{{why?}}",
        &[(3, Wrong::NotHere(Fact::Why))],
    );
    check_part(Part::Act, "{{link}}", &[(1, Wrong::NotHere(Fact::Link))]);
    check_part(
        Part::Heading,
        "Hi {{first_name}}",
        &[(1, Wrong::NoWayOut(Fact::FirstName))],
    );
    check_part(Part::Heading, "Hi {{first_name|you}}", &[]);
}

#[test]
fn the_frame_of_a_mail_is_held_against_the_same() {
    check_part(Part::Greeting, "Ahoy {{first_name|you}}!", &[]);
    check_part(
        Part::Greeting,
        "Ahoy {{first_name}}!",
        &[(1, Wrong::NoWayOut(Fact::FirstName))],
    );
    check_part(Part::Button, "{{button}} at {{shop}}", &[]);
    check_part(
        Part::Button,
        "{{happened}}",
        &[(1, Wrong::NoRoom(Fact::Happened))],
    );
    check_part(Part::Button, "a\nb", &[(2, Wrong::SeveralLines)]);
    let most = Part::Button.most();
    let long = "ü".repeat(most + 1);
    check_part(Part::Button, &long, &[(1, Wrong::TooLong { most })]);
    check_part(
        Part::Footer,
        "Since 1950.\n<a>",
        &[(2, Wrong::Markup("<a>".to_owned()))],
    );
    check_part(
        Part::Footer,
        "Since 1950.\nSee https://acme.example/help",
        &[],
    );
}

#[test]
fn words_from_before_the_frame_could_be_said_are_completed_with_ours() {
    let ours = Words::default()
        .with(Part::Greeting, "Hello,")
        .with(Part::Subject, "Ours");
    let whole = mail().with(Part::Greeting, " ").or(&ours);
    assert_eq!(whole.of(Part::Greeting), "Hello,");
    assert_ne!(whole.of(Part::Subject), "Ours");
    let own = mail().with(Part::Greeting, "Ahoy").or(&ours);
    assert_eq!(own.of(Part::Greeting), "Ahoy");
}

#[test]
fn braces_come_in_pairs_of_two() {
    for words in ["a\n{{act", "a\nact}}", "a\n{act}", "a\n}", "a\n{{a{b}}"] {
        check_part(Part::Act, words, &[(2, Wrong::Braces)]);
    }
}

#[test]
fn mark_up_of_any_kind_is_refused_with_its_line() {
    let check_markup = |words: &str, found: &str| {
        check_part(
            Part::Act,
            &format!("fine\n{words}"),
            &[(2, Wrong::Markup(found.to_owned()))],
        );
    };
    check_markup("<b>now</b>", "<b>");
    check_markup("x</div>", "</div>");
    check_markup("<!-- x", "<!-- x");
    check_markup("<?php", "<?php");
    check_markup("<script>alert(1)</script>", "<script>");
    check_markup(
        "<img src=x onerror=alert(1)>",
        "<img src=x onerror=alert(1)>",
    );
    check_markup("a <STYLE>", "<STYLE>");
    check_markup("&lt;b", "&lt;");
    check_markup("&#106;", "&#106;");
    check_markup("&#x6a;avascript", "&#x6a;");
    check_markup("</textarea>", "</textarea>");
    // No browser takes it for a tag, and it is words.
    check_part(Part::Act, "<ü 3<4 <", &[]);
}

#[test]
fn addresses_lead_to_the_shop_alone() {
    for address in [
        "http://acme.example/",
        "https://evil.example/",
        "https://acme.example.evil.example",
        "https://acme.example@evil.example/",
        "www.evil.example",
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "data:text/html,x",
        "vbscript:x",
        "ftp://acme.example",
    ] {
        check_part(
            Part::Act,
            &format!("See\n({address}"),
            &[(2, Wrong::Address(address.to_owned()))],
        );
    }
    check_part(Part::Act, "See https://ACME.example/x?y=1.", &[]);
    check_part(Part::Act, "See https://acme.example.", &[]);
}

#[test]
fn hidden_characters_are_refused() {
    for hidden in [
        "\0", "\u{7}", "\r", "\t", "\u{202e}", "\u{200b}", "\u{feff}", "\u{ad}", "\u{2028}",
        "\u{206a}",
    ] {
        check_part(Part::Act, &format!("a\nb{hidden}c"), &[(2, Wrong::Control)]);
    }
}

#[test]
fn a_subject_is_one_line_and_nothing_goes_on_for_ever() {
    check_part(Part::Subject, "a\nb", &[(2, Wrong::SeveralLines)]);
    let most = Part::Subject.most();
    check_part(Part::Subject, &"ü".repeat(most), &[]);
    check_part(
        Part::Subject,
        &"ü".repeat(most + 1),
        &[(1, Wrong::TooLong { most })],
    );
    let most = Part::Act.most();
    let long = format!("a\n{}", "b".repeat(most));
    check_part(Part::Act, &long, &[(2, Wrong::TooLong { most })]);
}

#[test]
fn a_text_message_is_counted_with_its_longest_link_in_its_alphabet() {
    let spot = spot(News::Shipped, Medium::Sms);
    let wrong = |words: &str, most| {
        let bounds = Bounds {
            segments: most,
            ..bounds()
        };
        let faults = check(spot, &text(words), &bounds);
        faults
            .into_iter()
            .map(|fault| fault.wrong)
            .collect::<Vec<_>>()
    };
    let ends = "{{window?}}\n{{link}}";
    assert_eq!(wrong(&format!("{{{{shop}}}}: it has left.\n{ends}"), 1), []);
    let long = format!("{}\n{ends}", "x".repeat(160));
    assert_eq!(wrong(&long, 1), [Wrong::Segments { count: 2, most: 1 }]);
    assert_eq!(wrong(&long, 2), []);
    // One letter, and there is room for 70 instead of 160.
    let emoji = format!("It has left 📦\n{ends}");
    assert_eq!(wrong(&emoji, 1), [Wrong::Segments { count: 2, most: 1 }]);
    assert_eq!(wrong(&emoji.replace('📦', "!"), 1), []);
}

#[test]
fn a_text_message_leaves_out_what_can_go_and_never_its_answer() {
    let spot = spot(News::Shipped, Medium::Sms);
    let words = text("{{shop}}: it has left.\n{{window?}}\n{{act?}}\n{{link}}");
    let full = "Harbour & Pine: it has left. Thu 14 May. Be there.";
    let fit = |facts: &Facts, short: &Facts| fitted(spot, &words, facts, short, 1);
    assert_eq!(fit(&facts(), &facts()), Some(format!("{full} {LINK}")));
    let wordy = facts().with(Fact::Act, Some("Be there. ".repeat(9)));
    let said = fit(&wordy, &wordy).expect("it fits");
    assert_eq!(
        said,
        format!("Harbour & Pine: it has left. Thu 14 May. {LINK}")
    );
    let long = wordy
        .clone()
        .with(Fact::Window, Some("Arriving. ".repeat(9)));
    assert_eq!(fit(&long, &facts()), Some(format!("{full} {LINK}")));
    assert_eq!(fit(&long, &long), None);
    // A name in another alphabet does not make it twice as long.
    let strange = facts().with(Fact::Shop, Some("Łódź “Kawa” i wszystko inne".to_owned()));
    let said = fit(&strange, &strange).expect("it fits");
    assert!(said.starts_with("Lodz \"Kawa\""), "{said}");
    assert_eq!(segments(&said), 1);
    let unknown = facts().with(Fact::Window, None);
    let said = fit(&unknown, &unknown).expect("it fits");
    assert_eq!(
        said,
        format!("Harbour & Pine: it has left. Be there. {LINK}")
    );
}

#[test]
fn nobody_is_sent_braces() {
    let known = facts().with(Fact::Carrier, Some("{{link}} Express".to_owned()));
    let text = "Hi {{first_name}}\nHi {{first_name|you}}\n{{order?}} gone\n\n{{carrier}} {{zzz\n{{carrier|x}}";
    assert_eq!(lines(text, &known), ["Hi you", "link Express"]);
    assert_eq!(lines("", &known), [""; 0]);
}

#[test]
fn of_several_parcels_only_what_holds_for_all_is_said() {
    let one = facts().with(Fact::Why, Some("bad weather".to_owned()));
    let other = one
        .clone()
        .with(Fact::Why, None)
        .with(Fact::Act, Some("Wait.".to_owned()));
    let all = Facts::of_all([one.clone(), one.clone(), other]);
    assert_eq!(all.get(Fact::Shop), one.get(Fact::Shop));
    assert_eq!((all.get(Fact::Why), all.get(Fact::Act)), (None, None));
    let text = "{{shop}}\nA {{why}}\nB {{why?}}\nC {{why|nobody knows}}\nD {{act|rest}}\nE {{carrier|somebody}}";
    assert_eq!(lines(text, &all), ["Harbour & Pine", "E somebody"]);
    assert_eq!(Facts::of_all([one.clone()]), one);
    assert_eq!(Facts::of_all([]), Facts::default());
}

#[test]
fn a_text_message_never_lacks_its_link() {
    let spot = spot(News::Shipped, Medium::Sms);
    let words = text("It has left.\n{{window?}} {{link}}");
    let said = fitted(spot, &words, &facts(), &facts(), 1).expect("it fits");
    assert!(said.ends_with(LINK), "{said}");
    let unknown = facts().with(Fact::Window, None);
    assert_eq!(
        fitted(spot, &words, &unknown, &unknown, 1),
        None,
        "ours is sent"
    );
}

#[test]
fn blocks_move_and_none_can_be_left_out() {
    let layout = Layout::default();
    let moved = layout.moved(Block::Button, Way::Up);
    assert_eq!(moved.blocks()[2..4], [Block::Button, Block::Answers]);
    assert_eq!(moved.moved(Block::Button, Way::Down), layout);
    assert_eq!(layout.moved(Block::Window, Way::Up), layout);
    assert_eq!(layout.moved(Block::Details, Way::Down), layout);
    let kept = serde_json::to_string(&moved).unwrap();
    assert_eq!(serde_json::from_str::<Layout>(&kept).unwrap(), moved);
    for broken in [
        r#"["window","steps","answers","details"]"#,
        r#"["window","steps","answers","details","details"]"#,
        r#"["window","steps","answers","button","details","window"]"#,
    ] {
        assert!(serde_json::from_str::<Layout>(broken).is_err(), "{broken}");
    }
}
