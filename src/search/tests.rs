use super::*;
use proptest::prelude::*;

fn folded(kind: Kind, text: &str, wanted: &[&str]) {
    assert_eq!(fold(kind, text), wanted, "{kind:?} {text}");
}

fn typed(text: &str) -> Typed {
    Typed::read(text).unwrap_or_else(|| panic!("{text} may be something"))
}

/// The kinds a text may be of, each with its folded spelling.
fn asked(text: &str) -> Vec<(Kind, String)> {
    let asked = typed(text).asked.into_iter();
    asked.map(|asked| (asked.kind, asked.value)).collect()
}

fn of(kind: Kind, text: &str) -> Asked {
    let mut all = typed(text).asked.into_iter();
    all.find(|asked| asked.kind == kind)
        .unwrap_or_else(|| panic!("{text} may be a {kind:?}"))
}

fn rank(kind: Kind, text: &str, stored: &str) -> Option<Rank> {
    let terms = fold(kind, stored);
    let asked = of(kind, text);
    terms.iter().filter_map(|term| asked.rank(term)).min()
}

#[test]
fn codes_read_back() {
    for kind in Kind::ALL {
        assert_eq!(Kind::from_code(kind.code()), Some(kind));
    }
    assert_eq!(Kind::from_code(0), None);
}

#[test]
fn numbers_lose_their_signs_and_are_found_without_a_prefix() {
    folded(Kind::Number, "#1001", &["1001"]);
    folded(Kind::Number, "EU-1001-B", &["eu1001b", "1001b"]);
    folded(Kind::Number, "X7", &["x7"]);
    folded(Kind::Number, "XKJQ", &["xkjq"]);
    folded(Kind::Number, "#", &[]);
    folded(Kind::Tracking, "1Z 999 AA1-01", &["1z999aa101"]);
    folded(Kind::PostalCode, "SW1A 1AA", &["sw1a1aa"]);
}

#[test]
fn a_phone_number_is_one_however_it_is_dialled() {
    folded(Kind::Phone, "+49 (0)171 123-4567", &["491711234567"]);
    folded(Kind::Phone, "0049 171 1234567", &["491711234567"]);
    folded(Kind::Phone, "0171/1234567", &["1711234567"]);
    folded(Kind::Phone, "+1 (555) 019-8472 ext. 12", &["15550198472"]);
    folded(Kind::Phone, "n/a", &[]);
    folded(Kind::Phone, "0000", &[]);
    for stored in ["+49 171 1234567", "0171 1234567"] {
        for typed in ["+491711234567", "0171 1234567", "0049 171 1234567"] {
            assert_eq!(rank(Kind::Phone, typed, stored), Some(Rank::Exact));
        }
        assert_eq!(rank(Kind::Phone, "4567", stored), Some(Rank::LastDigits));
        assert_eq!(
            rank(Kind::Phone, "+49 171 1243567", stored),
            Some(Rank::Typo(1))
        );
    }
}

#[test]
fn a_name_has_a_term_a_word() {
    folded(
        Kind::Name,
        "Anna-Maria O'Brien",
        &["anna", "maria", "obrien"],
    );
    folded(Kind::Name, "J. R. Lang Lang", &["lang"]);
    folded(Kind::Name, "李 明", &["李", "明"]);
    folded(Kind::Name, "Οδυσσεύς", &["οδυσσεύσ"]);
    folded(Kind::Name, " - ", &[]);
    folded(Kind::Email, " Ada@Example.COM ", &["ada@example.com"]);
}

#[test]
fn what_is_typed_may_be_of_several_kinds() {
    let value = |text: &str| text.to_owned();
    assert_eq!(
        asked("#1001"),
        [
            (Kind::Number, value("1001")),
            (Kind::External, value("1001")),
            (Kind::Tracking, value("1001")),
            (Kind::PostalCode, value("1001")),
            (Kind::Phone, value("1001")),
        ]
    );
    assert_eq!(
        asked("Ada@Example.com"),
        [(Kind::Email, value("ada@example.com"))]
    );
    assert_eq!(
        asked("Lang"),
        [
            (Kind::Number, value("lang")),
            (Kind::Email, value("lang")),
            (Kind::Name, value("lang")),
        ]
    );
    assert!(asked("order no. 1001").contains(&(Kind::Number, value("1001"))));
    assert!(asked("sw1a 1aa").contains(&(Kind::PostalCode, value("sw1a1aa"))));
    let long = asked("1Z 999 AA1 01 2345 6784");
    assert!(long.contains(&(Kind::Tracking, value("1z999aa10123456784"))));
    assert!(long.iter().all(|(kind, _)| *kind != Kind::PostalCode));
    let name = typed("Lang, Ada");
    assert_eq!(name.asked, []);
    let words: Vec<&str> = name.words.iter().map(|word| word.value.as_str()).collect();
    assert_eq!(words, ["lang", "ada"]);
    for nothing in ["", "  ", "#", "-", "? !", &"1".repeat(201)] {
        assert_eq!(Typed::read(nothing), None, "{nothing}");
    }
}

#[test]
fn what_is_typed_hides_itself_in_logs() {
    let shown = format!("{:?}", typed("ada@example.com"));
    assert!(shown.contains("Email") && !shown.contains("ada"), "{shown}");
    let shown = format!("{:?}", typed("Ada Lang"));
    assert!(!shown.contains("ada"), "{shown}");
}

#[test]
fn ranks_are_in_order() {
    let ranks = [
        rank(Kind::Number, "1001", "#1001"),
        rank(Kind::PostalCode, "11201", "11201"),
        rank(Kind::Number, "100", "#1001"),
        rank(Kind::Tracking, "6784", "1Z999AA10123456784"),
        rank(Kind::Tracking, "0123", "1Z999AA10123456784"),
        rank(Kind::Name, "muler", "Muller"),
        rank(Kind::Name, "schneidre", "Schneidder"),
    ];
    let wanted = [
        Rank::Number,
        Rank::Exact,
        Rank::Prefix,
        Rank::LastDigits,
        Rank::Part,
        Rank::Typo(1),
        Rank::Typo(2),
    ];
    assert_eq!(ranks, wanted.map(Some));
    assert!(wanted.is_sorted());
    assert_eq!(rank(Kind::PostalCode, "1120", "10001"), None);
    assert_eq!(rank(Kind::Name, "bob", "Rob"), None, "too short to guess");
    assert_eq!(rank(Kind::Number, "lang7", "1001"), None);
}

#[test]
fn slips_in_addresses_are_forgiven_on_both_sides() {
    let check = |text, wanted| {
        assert_eq!(
            rank(Kind::Email, text, "ada.lang@example.com"),
            wanted,
            "{text}"
        );
    };
    check("ada.lnag@example.com", Some(Rank::Typo(1)));
    check("ada.lang@exmaple.com", Some(Rank::Typo(1)));
    check("ada.lnag@exmaple.com", Some(Rank::Typo(2)));
    check("ada.lnag@exam", Some(Rank::Typo(1)));
    check("ada.lnag", Some(Rank::Typo(1)));
    check("lang@exam", Some(Rank::Part));
    check("bob.long@example.com", None);
}

#[test]
fn signs_of_patterns_stand_for_themselves() {
    let pattern = Pattern::holding("50%_!");
    assert_eq!(pattern.like(), "%50!%!_!!%");
    assert_eq!(pattern.trigrams(), ["50%", "%_!"], "every letter is held");
}

#[test]
fn an_index_is_asked_for_few_trigrams() {
    let check = |text: &str, wanted: &[&str]| {
        assert_eq!(Pattern::holding(text).trigrams(), wanted, "{text}");
    };
    check("ada.lang@example.com", &["ada", ".la", "ng@"]);
    check("lang@gmail.com", &["lan", "ng@"]);
    // Before the @ stands too little.
    check("da@gm", &["da@", "@gm"]);
    check("@gmail.com", &["@gm", "ail", ".co", "com"]);
    check("1z999aa10123456784", &["a10", "123", "456", "784"]);
}

#[test]
fn a_number_has_its_spellings() {
    let spellings = |kind, text: &str| of(kind, text).spellings();
    let number = spellings(Kind::Number, "10012").expect("it is a number");
    // One letter more, another, one less, two swapped: each once.
    assert_eq!(number.len(), 6 * 36 - 5 + 5 * 35 + 4 + 3);
    for near in ["100127", "1012", "10021", "1oo12"] {
        let is_one = distance("10012", near, 1).is_some();
        assert_eq!(number.contains(&near.to_owned()), is_one, "{near}");
    }
    assert!(!number.contains(&"10012".to_owned()));
    let nothing = Some(Vec::new());
    assert_eq!(spellings(Kind::Number, "1001"), nothing, "too short");
    assert_eq!(spellings(Kind::Number, "lange"), nothing, "a word");
    assert_eq!(spellings(Kind::Tracking, &"1".repeat(66)), nothing);
    assert_eq!(spellings(Kind::Number, "ж10012"), None);
    assert_eq!(spellings(Kind::Phone, "0171 1234567"), None);
    assert_eq!(spellings(Kind::Name, "lange"), None);
}

fn patterns(kind: Kind, text: &str) -> Vec<String> {
    let near = of(kind, text).near().into_iter().flatten();
    near.map(|pattern| pattern.like()).collect()
}

#[test]
fn patterns_leave_two_letters_open() {
    assert_eq!(
        patterns(Kind::Name, "lang"),
        ["%ng", "lnag", "la%"],
        "too short to be left open in the middle"
    );
    assert_eq!(
        patterns(Kind::Name, "muler"),
        ["%ler", "m%er", "mu%r", "mul%"]
    );
    assert_eq!(
        patterns(Kind::Phone, "01711243567"),
        [
            "%1243567",
            "%7%243567",
            "%71%43567",
            "%711%3567",
            "%7112%567",
            "%71124%67",
            "%711243%7",
            "%7112435%"
        ]
    );
    assert_eq!(patterns(Kind::PostalCode, "11201"), [""; 0]);
    assert!(patterns(Kind::Email, "ada.lnag@exmaple.com").contains(&"ada.lnag@%".to_owned()));
}

#[test]
fn what_was_found_is_marked_as_it_is_written() {
    let plain = |letter: char| match letter {
        'ü' => "u".to_owned(),
        'ß' => "SS".to_owned(),
        letter => letter.to_string(),
    };
    let check = |kind, typed: &str, text: &str, wanted: &str| {
        let asked = of(kind, typed);
        let term = fold(kind, &text.chars().map(plain).collect::<String>())
            .into_iter()
            .min_by_key(|term| asked.rank(term).map_or((1, None), |rank| (0, Some(rank))))
            .expect("it has a term");
        let Marked {
            before,
            found,
            after,
        } = marked(text, &term, &asked, &plain);
        assert_eq!(format!("{before}[{found}]{after}"), wanted, "{typed}");
    };
    check(Kind::Number, "1001", "#EU-1001-B", "#EU-[1001]-B");
    check(Kind::Number, "eu1", "#EU-1001-B", "#[EU-1]001-B");
    check(
        Kind::Tracking,
        "6784",
        "1Z999AA10123456784",
        "1Z999AA1012345[6784]",
    );
    check(
        Kind::Phone,
        "4567",
        "+49 171 123-4567",
        "+49 171 123-[4567]",
    );
    check(
        Kind::Phone,
        "1714567",
        "+49 (0)171 4567",
        "+49 (0)[171 4567]",
    );
    check(
        Kind::Phone,
        "0171 1234567",
        "+49 171 123-4567",
        "+[49 171 123-4567]",
    );
    check(Kind::Name, "mul", "Ada Müller", "Ada [Mül]ler");
    check(Kind::Name, "grossm", "Jo Großmann", "Jo [Großm]ann");
    check(
        Kind::Email,
        "lang@ex",
        "ada.lang@example.com",
        "ada.[lang@ex]ample.com",
    );
    check(Kind::Name, "mulelr", "Ada Müller", "Ada Müller[]");
}

/// A word with one slip in it, and whether it still is the word.
fn slip(word: &str, at: usize, how: usize, letter: char) -> String {
    let mut letters: Vec<char> = word.chars().collect();
    let at = at % letters.len();
    match how % 4 {
        0 => {
            letters.remove(at);
        }
        1 => letters.insert(at, letter),
        2 => letters[at] = letter,
        _ => {
            let next = (at + 1) % letters.len();
            if next > at {
                letters.swap(at, next);
            }
        }
    }
    letters.into_iter().collect()
}

/// Whether a value fits what `like` takes, as a database would say.
fn fits(like: &str, value: &str) -> bool {
    let mut parts: Vec<String> = vec![String::new()];
    let mut letters = like.chars();
    while let Some(letter) = letters.next() {
        match letter {
            '%' => parts.push(String::new()),
            '!' => parts
                .last_mut()
                .expect("there is one")
                .extend(letters.next()),
            letter => parts.last_mut().expect("there is one").push(letter),
        }
    }
    let Some(mut rest) = value.strip_prefix(parts[0].as_str()) else {
        return false;
    };
    let last = parts.len() - 1;
    for part in &parts[1..last.max(1)] {
        match rest.find(part.as_str()) {
            Some(at) => rest = &rest[at + part.len()..],
            None => return false,
        }
    }
    if last == 0 {
        rest.is_empty()
    } else {
        rest.ends_with(parts[last].as_str())
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn folding_twice_is_folding_once(text in "\\PC{0,40}") {
        for kind in Kind::ALL {
            for term in fold(kind, &text) {
                let again = fold(kind, &term);
                prop_assert_eq!(again.first(), Some(&term), "{:?}", kind);
            }
        }
    }

    #[test]
    fn a_term_is_found_by_its_own_text(text in "[ -~äöüß]{1,40}") {
        let Some(typed) = Typed::read(&text) else { return Ok(()) };
        for kind in [Kind::Number, Kind::Email, Kind::Phone, Kind::Name] {
            let asked: Vec<&Asked> = typed.asked.iter().filter(|asked| asked.kind == kind).collect();
            for term in fold(kind, &text).iter().filter(|_| !asked.is_empty()) {
                let best = asked.iter().filter_map(|asked| asked.rank(term)).min();
                let best = best.ok_or_else(|| TestCaseError::fail(format!("{kind:?} {term}")))?;
                prop_assert!(best <= Rank::Exact, "{:?} {}", kind, term);
            }
        }
    }

    #[test]
    fn distance_is_the_same_both_ways(one in "[abc]{0,8}", other in "[abc]{0,8}", most in 0usize..4) {
        let there = distance(&one, &other, most);
        prop_assert_eq!(there, distance(&other, &one, most));
        prop_assert_eq!(there == Some(0), one == other);
        let unbounded = distance(&one, &other, 8);
        prop_assert_eq!(there, unbounded.filter(|slips| *slips <= most));
    }

    #[test]
    fn one_slip_is_one_slip_away(word in "[a-e]{1,12}", at in 0usize..12, how in 0usize..4, letter in "[a-e]") {
        let letter = letter.chars().next().expect("it is a letter");
        let slipped = slip(&word, at, how, letter);
        prop_assert!(distance(&word, &slipped, 1).is_some(), "{} {}", word, slipped);
    }

    #[test]
    fn every_number_one_slip_away_is_a_spelling(number in "[0-9a-z]{0,4}[0-9][0-9a-z]{8,16}", at in 0usize..21, how in 0usize..4, letter in "[0-9a-z]") {
        let letter = letter.chars().next().expect("it is a letter");
        let value = slip(&number, at, how, letter);
        for kind in [Kind::Number, Kind::Tracking] {
            let asked = Asked { kind, value: value.clone() };
            let spellings = asked.spellings().expect("they are listed");
            prop_assert!(spellings.contains(&number) || number == value || asked.forgiven() == 0);
            for spelling in spellings {
                prop_assert!(distance(&spelling, &value, 1).is_some_and(|slips| slips == 1));
            }
        }
    }

    #[test]
    fn every_name_one_slip_away_fits_a_pattern(word in "[a-z]{4,18}", at in 0usize..18, how in 0usize..4, letter in "[a-z]") {
        let letter = letter.chars().next().expect("it is a letter");
        let slipped = slip(&word, at, how, letter);
        let asked = Asked { kind: Kind::Name, value: slipped };
        let Some(first) = asked.near().into_iter().next() else {
            prop_assert!(asked.value.len() < 4);
            return Ok(());
        };
        // Of four letters the two in the middle are only looked for swapped.
        let is_known_gap = asked.value.len() == 4 && asked.value != word;
        let found = first.iter().any(|pattern| fits(&pattern.like(), &word));
        prop_assert!(found || is_known_gap, "{:?} {}", first, word);
    }

    #[test]
    fn what_fits_a_pattern_has_its_trigrams(word in "[a-c]{4,12}", other in "[a-c]{3,12}") {
        let asked = Asked { kind: Kind::Name, value: word };
        let padded = format!(" {other} ");
        for pattern in asked.near().into_iter().flatten() {
            if fits(&pattern.like(), &other) {
                for trigram in pattern.trigrams() {
                    prop_assert!(padded.contains(&trigram), "{:?} {}", pattern, other);
                }
            }
        }
    }
}
