//! Finding orders: by six kinds of things, by parts of them and with slips in
//! them, of the brands somebody serves and of no other; and what becomes of
//! what an order is found by when the order changes or its person is
//! forgotten.

use crate::harness::payloads::{door_order, door_shipment, with};
use crate::harness::{Door, Random, Site, Store, on_both, stored};
use doorstep::order::OrderKind;
use doorstep::search::Kind;
use doorstep::staff::{Role, Serves};
use doorstep::view::console::find::{FindView, FoundView};
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter, Statement};
use serde_json::{Value, json};
use server::admin::Command;
use server::brand::BrandFile;
use server::db::staff_order::{self, Pin};
use server::db::{orders, search_term, search_word, setting};
use server::intake::forget::Run;
use server::intake::search::{self, Filling};
use server::privacy::Whom;
use server::views::console::find;

on_both!(
    an_order_is_found_by_six_kinds_of_things,
    a_part_is_enough,
    slips_are_forgiven,
    accents_and_capitals_do_not_count,
    the_best_comes_first_and_of_equals_the_newest,
    nothing_of_another_brand_is_ever_found,
    a_forgotten_person_finds_nothing,
    late_numbers_are_found_and_replaced_ones_still_are,
    what_an_order_says_no_more_does_not_find_it,
    rehearsals_and_history_are_found_too,
    signs_of_patterns_are_letters_like_others,
    orders_of_before_get_their_terms,
    what_is_found_is_shown_and_one_exact_order_opens,
    a_masked_brand_shows_only_initials,
    orders_at_hand_are_those_opened_and_pinned,
);

async fn find_for(site: &Site, serves: &Serves, typed: &str) -> FindView {
    let texts = app::texts::for_staff("en");
    find::find(&site.services, serves, typed, texts)
        .await
        .expect("it can be searched")
}

async fn find_all(site: &Site, typed: &str) -> FindView {
    find_for(site, &Serves::All, typed).await
}

/// The numbers of the orders that are found.
async fn numbers(site: &Site, typed: &str) -> Vec<String> {
    let found = find_all(site, typed).await.found;
    found.into_iter().map(|one| one.number).collect()
}

/// What was found of an order, with the part that was typed in brackets.
fn marked(one: &FoundView) -> String {
    let FoundView {
        matched,
        before,
        part,
        after,
        ..
    } = one;
    format!("{matched}: {before}[{part}]{after}")
}

/// What one text finds: the only order, and as what.
async fn finds(site: &Site, typed: &str, number: &str, wanted: &str) {
    let found = find_all(site, typed).await.found;
    let [one] = found.as_slice() else {
        panic!("{typed} finds {found:#?}");
    };
    assert_eq!(
        (one.number.as_str(), marked(one).as_str()),
        (number, wanted),
        "{typed}"
    );
}

async fn finds_nothing(site: &Site, typed: &str) {
    assert_eq!(numbers(site, typed).await, [""; 0], "{typed}");
}

/// An order with its person.
fn of(id: &str, first: &str, last: &str, email: &str) -> Value {
    let person = json!({ "first_name": first, "last_name": last, "email": email });
    with(door_order(id), &person)
}

async fn place(site: &Site, door: &Door, order: &Value) {
    site.accept(&door.post("orders", order)).await;
}

async fn ship(site: &Site, door: &Door, id: &str, order: &str, number: &str) {
    site.accept(&door.post("shipments", &door_shipment(id, order, number)))
        .await;
}

/// Ada's order among others, with all that it can be found by.
async fn adas(site: &Site) -> Door {
    let door = site.door(&[]).await;
    let ada = with(
        of("70001", "Ada", "Müller-Großmann", "ada.mueller@example.com"),
        &json!({
            "number": "#EU-1001-B",
            "phone": "+49 (0)171 123-4567",
            "ship_to": { "name": "Zoë O'Brien", "postal_code": "SW1A 1AA", "country": "GB" }
        }),
    );
    place(site, &door, &ada).await;
    ship(site, &door, "s1", "70001", "1Z999AA10123456784").await;
    let others = [
        of("80001", "Grace", "Hopper", "grace@navy.example.org"),
        of("80002", "Katherine", "Johnson", "kj@example.net"),
    ];
    for other in &others {
        place(site, &door, other).await;
    }
    ship(site, &door, "s2", "80001", "9400111899223856928499").await;
    door
}

async fn an_order_is_found_by_six_kinds_of_things(site: Site) {
    adas(&site).await;
    let number = "#EU-1001-B";
    for (typed, wanted) in [
        ("EU-1001-B", "Order number: #[EU-1001-B]"),
        ("#1001-b", "Order number: #EU-[1001-B]"),
        ("70001", "Shop's own id: [70001]"),
        (
            "1Z999AA10123456784",
            "Tracking number: [1Z999AA10123456784]",
        ),
        (
            "1z 999 aa1 0123 4567 84",
            "Tracking number: [1Z999AA10123456784]",
        ),
        (
            "ada.mueller@example.com",
            "E-mail: [ada.mueller@example.com]",
        ),
        ("+49 171 1234567", "Phone: +[49 (0)171 123-4567]"),
        ("0171/1234567", "Phone: +[49 (0)171 123-4567]"),
        ("0049 171 1234567", "Phone: +[49 (0)171 123-4567]"),
        ("Ada", "Name: [Ada]"),
        ("muller", "Name: [Müller]-Großmann"),
        ("O'Brien", "Name: Zoë [O'Brien]"),
        ("sw1a1aa", "Postal code: [SW1A 1AA]"),
        ("SW1A 1AA", "Postal code: [SW1A 1AA]"),
    ] {
        finds(&site, typed, number, wanted).await;
    }
    for strange in ["1002", "bob@example.com", "Turing", "  ", "#", "00"] {
        finds_nothing(&site, strange).await;
    }
    site.stop().await;
}

async fn a_part_is_enough(site: Site) {
    adas(&site).await;
    let number = "#EU-1001-B";
    for (typed, wanted) in [
        ("EU-10", "Order number: #[EU-10]01-B"),
        ("1Z999AA", "Tracking number: [1Z999AA]10123456784"),
        ("456784", "Tracking number: 1Z999AA10123[456784]"),
        ("6784", "Tracking number: 1Z999AA1012345[6784]"),
        ("aa10123", "Tracking number: 1Z999[AA10123]456784"),
        ("4567", "Phone: +49 (0)171 123-[4567]"),
        ("1234567", "Phone: +49 (0)171 [123-4567]"),
        ("171123", "Phone: +49 (0)[171 123]-4567"),
        ("ada.mue", "E-mail: [ada.mue]ller@example.com"),
        ("mueller@example", "E-mail: ada.[mueller@example].com"),
        ("grossm", "Name: Müller-[Großm]ann"),
        ("ssman", "Name: Müller-Gro[ßman]n"),
        ("ada gross", "Name: Müller-[Groß]mann"),
        ("obri ada", "Name: Zoë [O'Bri]en"),
        ("SW1A", "Postal code: [SW1A] 1AA"),
    ] {
        let found = find_all(&site, typed).await.found;
        assert!(!found.is_empty(), "{typed} finds nothing");
        assert_eq!(found[0].number, number, "{typed}: {found:#?}");
        assert_eq!(marked(&found[0]), wanted, "{typed}");
    }
    site.stop().await;
}

async fn slips_are_forgiven(site: Site) {
    adas(&site).await;
    for (typed, number) in [
        // Swapped, missing, too much, wrong: in names,
        ("hoppre", "#80001"),
        ("ohpper", "#80001"),
        ("hoper", "#80001"),
        ("hoppper", "#80001"),
        ("hoqper", "#80001"),
        ("grcae", "#80001"),
        ("jonhson", "#80002"),
        ("katerinne", "#80002"),
        ("grossmnan", "#EU-1001-B"),
        ("mueller", "#EU-1001-B"),
        ("grace hoppre", "#80001"),
        ("garce hopper", "#80001"),
        ("garce hoppre", "#80001"),
        // in addresses, before the @ and after it,
        ("grcae@navy.example.org", "#80001"),
        ("grace@nvay.example.org", "#80001"),
        ("gracee@navy.exmple.org", "#80001"),
        ("ada.muller@example.com", "#EU-1001-B"),
        ("ada.meuller", "#EU-1001-B"),
        // and in numbers.
        ("9400111899223856928489", "#80001"),
        ("940011189922356928499", "#80001"),
        ("1Z999AA10124356784", "#EU-1001-B"),
        ("+49 171 1243567", "#EU-1001-B"),
        ("0171 1233567", "#EU-1001-B"),
        ("EU-1010-B", "#EU-1001-B"),
    ] {
        assert_eq!(numbers(&site, typed).await, [number], "{typed}");
        let found = find_all(&site, typed).await.found;
        assert!(!found[0].exact, "{typed}: {found:?}");
    }
    for strange in [
        "hrpqer",
        "grac hoxxer",
        "katherine hopper",
        "9400111899223856924989999",
    ] {
        finds_nothing(&site, strange).await;
    }
    site.stop().await;
}

async fn accents_and_capitals_do_not_count(site: Site) {
    let door = site.door(&[]).await;
    for (id, first, last) in [
        ("1", "Zoë", "Müller"),
        ("2", "ŁUKASZ", "Dvořák"),
        ("3", "Σωκράτης", "Елкин"),
        ("4", "李", "明"),
    ] {
        place(
            &site,
            &door,
            &of(&format!("U-{id}"), first, last, "x@example.com"),
        )
        .await;
    }
    for (typed, number) in [
        ("zoe", "#U-1"),
        ("ZOË MULLER", "#U-1"),
        ("Mu\u{308}ller", "#U-1"),
        ("lukasz", "#U-2"),
        ("DVORAK", "#U-2"),
        ("σωκρατησ", "#U-3"),
        ("ΣΩΚΡΆΤΗΣ", "#U-3"),
        ("Ёлкин", "#U-3"),
        ("елкни", "#U-3"),
        ("李", "#U-4"),
        ("明 李", "#U-4"),
    ] {
        assert_eq!(numbers(&site, typed).await, [number], "{typed}");
    }
    site.stop().await;
}

async fn the_best_comes_first_and_of_equals_the_newest(site: Site) {
    let door = site.door(&[]).await;
    let placed = |order: Value, at: &str| with(order, &json!({ "placed_at": at }));
    let of = |id: &str, last: &str| of(id, "Jo", last, "jo@example.com");
    place(
        &site,
        &door,
        &placed(of("1001", "Smith"), "2026-05-01T09:00:00Z"),
    )
    .await;
    place(
        &site,
        &door,
        &placed(of("10012", "Smith"), "2026-05-04T09:00:00Z"),
    )
    .await;
    place(
        &site,
        &door,
        &placed(of("21001", "Smithers"), "2026-05-03T09:00:00Z"),
    )
    .await;
    place(
        &site,
        &door,
        &placed(of("310013", "Smitt"), "2026-05-02T09:00:00Z"),
    )
    .await;
    let zip = json!({ "ship_to": { "postal_code": "1001", "country": "CH" } });
    place(&site, &door, &with(of("77", "Blacksmith"), &zip)).await;

    assert_eq!(
        numbers(&site, "1001").await,
        ["#1001", "#77", "#10012", "#21001", "#310013"],
        "the number, exact, begun, ended, within"
    );
    assert_eq!(
        numbers(&site, "smith").await,
        ["#10012", "#1001", "#21001", "#77", "#310013"],
        "of the two Smiths the one placed last; then begun, within, and a slip"
    );
    let flagged = stored::order(&site.services, "77").await;
    assert_eq!(
        find_all(&site, "77").await.found[0].order,
        flagged.public_id
    );

    for index in 0..25 {
        place(&site, &door, &of(&format!("M-{index}"), "Common")).await;
    }
    let many = find_all(&site, "common").await;
    assert_eq!((many.found.len(), many.more), (20, true));
    assert_eq!(many.found[0].number, "#M-24");
    assert!(!find_all(&site, "smith").await.more);
    site.stop().await;
}

async fn nothing_of_another_brand_is_ever_found(site: Site) {
    site.brand("juniper").await;
    site.brand("ridgeline").await;
    for brand in ["juniper", "ridgeline"] {
        let door = site.door(&[brand]).await;
        let order = with(
            of(&format!("{brand}-1"), "Ada", "Lovelace", "ada@example.com"),
            &json!({ "phone": "0171 1234567", "ship_to": { "postal_code": "11201", "country": "US" } }),
        );
        place(&site, &door, &order).await;
        let number = if brand == "juniper" {
            "1Z999AA10123456784"
        } else {
            "1Z999AA10123456785"
        };
        ship(&site, &door, "s1", &format!("{brand}-1"), number).await;
    }
    let book = site.services.book.now();
    let serves = |slugs: &[&str]| {
        let ids = slugs.iter().filter_map(|slug| book.brand_of_slug(slug));
        Serves::Only(ids.map(|brand| brand.id).collect())
    };
    for typed in [
        "ada",
        "Lovelace",
        "lovelcae",
        "ada lovelace",
        "ada lovelcae",
        "velac",
        "ada@example.com",
        "example.com",
        "aad@example.com",
        "0171 1234567",
        "234567",
        "11201",
        "112",
        "1Z999AA101",
        "9AA1012",
        "1Z999AA1012345678",
        "juniper-1",
        "ridgeline-1",
        "1Z999AA10123456784",
    ] {
        let brands = |found: Vec<FoundView>| {
            let mut brands: Vec<String> = found.into_iter().map(|one| one.brand).collect();
            brands.sort();
            brands.dedup();
            brands
        };
        let one = brands(find_for(&site, &serves(&["juniper"]), typed).await.found);
        assert!(
            one.iter().all(|brand| brand == "juniper"),
            "{typed}: {one:?}"
        );
        let both = brands(
            find_for(&site, &serves(&["juniper", "ridgeline"]), typed)
                .await
                .found,
        );
        assert!(!both.is_empty(), "{typed}");
        let none = find_for(&site, &serves(&[]), typed).await.found;
        assert_eq!(none, [], "{typed}");
    }
    site.stop().await;
}

async fn forget(site: &Site, whom: &str) {
    let command = Command::Forget {
        whom: Whom::parse(whom),
        brand: None,
        run: Run::ForGood,
    };
    site.command(command).await.expect("it is forgotten");
}

async fn a_forgotten_person_finds_nothing(site: Site) {
    let door = adas(&site).await;
    // A namesake stays to be found.
    place(
        &site,
        &door,
        &of("70002", "Ada", "Quux", "ada.mueller@example.org"),
    )
    .await;
    forget(&site, "ada.mueller@example.com").await;
    for typed in [
        "ada.mueller@example.com",
        "ada.muller@example.com",
        "muller",
        "grossmann",
        "grossmnan",
        "O'Brien",
        "+49 171 1234567",
        "711234567",
        "171123",
        "SW1A 1AA",
        "SW1A",
        "zoe",
    ] {
        let found = numbers(&site, typed).await;
        assert!(
            !found.contains(&"#EU-1001-B".to_owned()),
            "{typed}: {found:?}"
        );
    }
    assert_eq!(numbers(&site, "ada").await, ["#70002"]);
    finds(
        &site,
        "EU-1001-B",
        "#EU-1001-B",
        "Order number: #[EU-1001-B]",
    )
    .await;
    finds(
        &site,
        "AA10123",
        "#EU-1001-B",
        "Tracking number: 1Z999[AA10123]456784",
    )
    .await;
    finds(&site, "70001", "#EU-1001-B", "Shop's own id: [70001]").await;
    no_word_is_left(&site, &["grossmann", "491711234567", "sw1a1aa"]).await;
    no_trigram_is_left(&site, &["gro", "ssm", "obr", "917", "711"]).await;

    // Whatever is said of it later brings nothing back.
    let again = with(
        of("70001", "Ada", "Grossmann", "ada.mueller@example.com"),
        &json!({ "number": "#EU-1001-C", "updated_at": "2026-05-12T09:00:00Z" }),
    );
    place(&site, &door, &again).await;
    finds_nothing(&site, "grossmann").await;
    finds(&site, "1001-c", "#EU-1001-C", "Order number: #EU-[1001-C]").await;
    no_word_is_left(&site, &["grossmann"]).await;
    site.stop().await;
}

async fn no_word_is_left(site: &Site, words: &[&str]) {
    let read = site.services.database.read();
    let words: Vec<String> = words.iter().map(|&word| word.to_owned()).collect();
    let left = search_word::Entity::find()
        .filter(search_word::Column::Value.is_in(words.clone()))
        .count(read);
    assert_eq!(left.await.expect("words can be counted"), 0, "{words:?}");
    let left = search_term::Entity::find()
        .filter(search_term::Column::Value.is_in(words.clone()))
        .count(read);
    assert_eq!(left.await.expect("terms can be counted"), 0, "{words:?}");
}

/// On SQLite the index of trigrams keeps what it is told by itself.
async fn no_trigram_is_left(site: &Site, trigrams: &[&str]) {
    let transaction = site.services.database.begin().await.expect("it begins");
    let backend = transaction.get_database_backend();
    if backend != sea_orm::DatabaseBackend::Sqlite {
        return;
    }
    let vocabulary = "create virtual table temp.kept using fts5vocab('main', 'search_part', 'row')";
    transaction
        .execute_unprepared(vocabulary)
        .await
        .expect("it can be looked into");
    let rows = transaction
        .query_all_raw(Statement::from_string(
            backend,
            "select term from temp.kept",
        ))
        .await
        .expect("it can be read");
    let kept: Vec<String> = rows
        .iter()
        .map(|row| row.try_get("", "term").expect("a text"))
        .collect();
    assert!(
        kept.contains(&"hop".to_owned()),
        "others are there: {kept:?}"
    );
    for trigram in trigrams {
        assert!(!kept.contains(&(*trigram).to_owned()), "{trigram}");
    }
    transaction
        .rollback()
        .await
        .expect("it was only looked into");
}

async fn late_numbers_are_found_and_replaced_ones_still_are(site: Site) {
    let door = site.door(&[]).await;
    // The shipment comes before its order.
    ship(&site, &door, "s1", "5001", "1ZLATE0000000001").await;
    let early = find_all(&site, "1ZLATE0000000001").await.found;
    assert_eq!(early.len(), 1);
    assert_eq!(
        (early[0].number.as_str(), early[0].placed.as_str()),
        ("5001", "")
    );
    place(&site, &door, &of("5001", "Ada", "Lang", "ada@example.com")).await;
    finds(
        &site,
        "1ZLATE0000000001",
        "#5001",
        "Tracking number: [1ZLATE0000000001]",
    )
    .await;
    // Another comes later, and the first one gets another number.
    ship(&site, &door, "s2", "5001", "1ZLATE0000000002").await;
    let replaced = with(
        door_shipment("s1", "5001", "1ZLATE0000000003"),
        &json!({ "updated_at": "2026-05-13T09:00:00Z" }),
    );
    site.accept(&door.post("shipments", &replaced)).await;
    for number in ["1ZLATE0000000001", "1ZLATE0000000002", "1ZLATE0000000003"] {
        let wanted = format!("Tracking number: [{number}]");
        finds(&site, number, "#5001", &wanted).await;
    }
    finds(
        &site,
        "0003",
        "#5001",
        "Tracking number: 1ZLATE000000[0003]",
    )
    .await;
    site.stop().await;
}

async fn counts(site: &Site) -> (u64, u64) {
    let read = site.services.database.read();
    let terms = search_term::Entity::find().count(read).await;
    let words = search_word::Entity::find().count(read).await;
    (
        terms.expect("they can be counted"),
        words.expect("they can be counted"),
    )
}

async fn what_an_order_says_no_more_does_not_find_it(site: Site) {
    let door = site.door(&[]).await;
    let first = of("6001", "Ada", "Lang", "ada@example.com");
    place(&site, &door, &first).await;
    place(&site, &door, &of("6002", "Bo", "Lang", "bo@example.com")).await;
    let before = counts(&site).await;
    // The same again says nothing new, and an older version nothing at all.
    place(
        &site,
        &door,
        &with(first.clone(), &json!({ "service": "Express" })),
    )
    .await;
    let older = with(
        of("6001", "Eve", "Old", "old@example.com"),
        &json!({ "updated_at": "2026-05-09T09:00:00Z" }),
    );
    place(&site, &door, &older).await;
    assert_eq!(counts(&site).await, before);
    finds_nothing(&site, "old@example.com").await;

    let second = with(
        of("6001", "Ada", "Newman", "new@example.com"),
        &json!({ "number": "#6001-X", "updated_at": "2026-05-12T09:00:00Z" }),
    );
    place(&site, &door, &second).await;
    finds_nothing(&site, "ada@example.com").await;
    assert_eq!(
        numbers(&site, "lang").await,
        ["#6002"],
        "hers is another name now"
    );
    assert_eq!(numbers(&site, "new@example.com").await, ["#6001-X"]);
    assert_eq!(numbers(&site, "6001x").await, ["#6001-X"]);
    no_word_is_left(&site, &["ada@example.com"]).await;
    no_trigram_is_left_where_nobody_has_it(&site).await;
    site.stop().await;
}

async fn no_trigram_is_left_where_nobody_has_it(site: &Site) {
    let read = site.services.database.read();
    if read.get_database_backend() != sea_orm::DatabaseBackend::Sqlite {
        return;
    }
    let asked = "select count(*) as found from search_part where search_part match '\"a@e\"'";
    let statement = Statement::from_string(read.get_database_backend(), asked);
    let row = read
        .query_one_raw(statement)
        .await
        .expect("it can be asked");
    let found: i64 = row.expect("a row").try_get("", "found").expect("a number");
    assert_eq!(found, 0);
}

async fn rehearsals_and_history_are_found_too(site: Site) {
    let door = site.door(&[]).await;
    let test = with(
        of("T-1", "Ada", "Testperson", "t@example.com"),
        &json!({ "test": true }),
    );
    place(&site, &door, &test).await;
    place(
        &site,
        &door,
        &of("I-1", "Ada", "Testperson", "t@example.com"),
    )
    .await;
    orders::Entity::update_many()
        .col_expr(orders::Column::Kind, Expr::value("imported"))
        .filter(orders::Column::ExternalId.eq("I-1"))
        .exec(site.services.database.read())
        .await
        .expect("it can be made history");
    let found = find_all(&site, "testperson").await.found;
    let kinds: Vec<(&str, OrderKind)> = found
        .iter()
        .map(|one| (one.number.as_str(), one.kind))
        .collect();
    assert_eq!(
        kinds,
        [("#I-1", OrderKind::Imported), ("#T-1", OrderKind::Test)]
    );
    site.stop().await;
}

async fn signs_of_patterns_are_letters_like_others(site: Site) {
    let door = site.door(&[]).await;
    place(
        &site,
        &door,
        &of("1", "Per", "Cent", "100%_sure!@example.com"),
    )
    .await;
    place(&site, &door, &of("2", "Und", "Er", "100xxsure@example.com")).await;
    for typed in [
        "100%_sure!@example.com",
        "0%_s",
        "%_su",
        "100%_s",
        "100%_srue!@example.com",
    ] {
        assert_eq!(numbers(&site, typed).await, ["#1"], "{typed}");
    }
    for strange in [
        "'; drop table search_term; --",
        "\"\"\"",
        "a\" OR \"b",
        "NEAR(",
        "*",
        "%",
        "\\",
    ] {
        find_all(&site, strange).await;
    }
    finds_nothing(&site, "x\0y@\0").await;
    site.stop().await;
}

async fn orders_of_before_get_their_terms(site: Site) {
    let door = adas(&site).await;
    for index in 0..230 {
        place(
            &site,
            &door,
            &of(&format!("B-{index}"), "Bulk", "Order", "b@example.com"),
        )
        .await;
    }
    forget(&site, "#80002").await;
    let all = counts(&site).await;
    let (services, now) = (&site.services, site.services.clock.now());
    let write = services.database.begin().await.expect("it begins");
    // As a database stands that was made before.
    search_term::Entity::delete_many()
        .exec(&write)
        .await
        .expect("they go");
    search_word::Entity::delete_many()
        .exec(&write)
        .await
        .expect("they go");
    setting::set_for_site(&write, "search_filled", "0", now)
        .await
        .expect("it is set");
    write.commit().await.expect("it is kept");
    finds_nothing(&site, "muller").await;

    let first = search::fill(&services.database, now)
        .await
        .expect("it fills");
    assert_eq!(first, Filling::Some(200), "a piece at a time");
    finds(&site, "muller", "#EU-1001-B", "Name: [Müller]-Großmann").await;
    finds_nothing(&site, "B-229").await;
    // An order that is told of meanwhile has its terms at once.
    place(&site, &door, &of("C-1", "Mean", "While", "m@example.com")).await;
    let mut pieces = 0;
    while search::fill(&services.database, now)
        .await
        .expect("it fills")
        != Filling::Done
    {
        pieces += 1;
        assert!(pieces < 9, "it comes to an end");
    }
    let again = search::fill(&services.database, now)
        .await
        .expect("it is asked");
    assert_eq!(again, Filling::Done);
    forget(&site, "#C-1").await;
    let (terms, words) = counts(&site).await;
    // The late order keeps its number, with and without its letter.
    assert_eq!((terms, words), (all.0 + 1, all.1 + 1));
    assert_eq!(numbers(&site, "B-229").await, ["#B-229"]);
    finds_nothing(&site, "johnson").await;
    site.stop().await;
}

async fn what_is_found_is_shown_and_one_exact_order_opens(site: Site) {
    adas(&site).await;
    let home = site.services.book.now().brands[0].slug.clone();
    let rep = site.staff(Role::Rep, &[&home]).await;
    let order = stored::order(&site.services, "70001").await;
    let exact = rep
        .post("/console/find", &[("typed", "ada.mueller@example.com")])
        .await;
    assert_eq!(exact.status(), 303);
    let target = exact.headers()["location"]
        .to_str()
        .expect("a path")
        .to_owned();
    assert_eq!(target, format!("/console/orders/{}", order.public_id));
    let part = rep.post("/console/find", &[("typed", "mueller@ex")]).await;
    assert_eq!(part.status(), 200);
    let page = part.text().await.expect("a page");
    assert!(page.contains("<mark>mueller@ex</mark>"), "{page}");
    assert!(
        page.contains("#EU-1001-B") && page.contains("Müller"),
        "{page}"
    );
    let stranger = site.staff(Role::Rep, &["elsewhere"]).await;
    let nothing = stranger
        .post("/console/find", &[("typed", "ada.mueller@example.com")])
        .await;
    assert_eq!(nothing.status(), 200);
    let page = nothing.text().await.expect("a page");
    assert!(!page.contains("EU-1001"), "{page}");
    site.stop().await;
}

async fn a_masked_brand_shows_only_initials(site: Site) {
    adas(&site).await;
    let mut file = BrandFile::named("shop", "My shop");
    let key = "privacy.mask_customers".to_owned();
    file.given.insert(key, "true".to_owned());
    let set = site.command(Command::BrandSet(file)).await;
    set.expect("the brand is set");
    for typed in [
        "ada.mueller@example.com",
        "ada.mue",
        "muller",
        "171123",
        "sw1a1aa",
        "1001-B",
    ] {
        let found = find_all(&site, typed).await.found;
        assert_eq!(found[0].number, "#EU-1001-B", "{typed}");
        let shown = format!("{:?}", found[0]).to_lowercase();
        for told in ["mueller", "müller", "großmann", "171 123", "sw1a", "brien"] {
            assert!(!shown.contains(told), "{typed} shows {told}: {shown}");
        }
    }
    let number = find_all(&site, "1001-B").await.found;
    assert_eq!(marked(&number[0]), "Order number: #EU-[1001-B]");
    site.stop().await;
}

async fn orders_at_hand_are_those_opened_and_pinned(site: Site) {
    site.brand("juniper").await;
    let home = site.door(&[]).await;
    let away = site.door(&["juniper"]).await;
    for id in ["1", "2", "3"] {
        place(&site, &home, &of(id, "Ada", "Lang", "ada@example.com")).await;
    }
    place(&site, &away, &of("9", "Ada", "Lang", "ada@example.com")).await;
    let slug = site.services.book.now().brands[0].slug.clone();
    let rep = site.staff(Role::Rep, &[&slug]).await;
    let other = site.staff(Role::Rep, &[&slug]).await;
    let write = site.services.database.begin().await.expect("it begins");
    let mut now = site.services.clock.now();
    for id in ["1", "2", "9", "3"] {
        let order = stored::order(&site.services, id).await;
        let named = (order.brand_id, order.id);
        now += chrono::Duration::seconds(1);
        staff_order::opened(&write, rep.actor.id, named, now)
            .await
            .expect("it is noted");
        if id == "2" {
            let pin = staff_order::pin(&write, rep.actor.id, named, Pin::On, now);
            pin.await.expect("it is pinned");
        }
    }
    write.commit().await.expect("it is kept");
    let texts = app::texts::for_staff("en");
    let hand = find::at_hand(&site.services, &rep.actor, texts)
        .await
        .expect("it is read");
    let numbers = |orders: Vec<doorstep::view::console::find::HandView>| -> Vec<String> {
        orders.into_iter().map(|one| one.number).collect()
    };
    assert_eq!(
        numbers(hand.recent),
        ["#3", "#1"],
        "not those of a brand they do not serve"
    );
    assert_eq!(numbers(hand.pinned), ["#2"]);
    let nothing = find::at_hand(&site.services, &other.actor, texts)
        .await
        .expect("it is read");
    assert!(nothing.recent.is_empty() && nothing.pinned.is_empty());
    site.stop().await;
}

/// Orders drawn at random, the same for both databases, and what is typed for
/// them: whole, in part, and with slips.
struct Drawn {
    orders: Vec<(Value, String)>,
    typed: Vec<String>,
}

impl Drawn {
    fn new() -> Self {
        const FIRST: [&str; 8] = [
            "Ada", "Adam", "Zoë", "Johanna", "John", "Joan", "Grace", "Per",
        ];
        const LAST: [&str; 10] = [
            "Müller",
            "Miller",
            "Moller",
            "Schneider",
            "Schneidewind",
            "Smith",
            "Smithers",
            "O'Brien",
            "Garcia-Lopez",
            "Li",
        ];
        let mut random = Random::new("both databases find the same");
        let mut drawn = Self {
            orders: Vec::new(),
            typed: Vec::new(),
        };
        for index in 0..120 {
            let mut pick = |many: usize| usize::try_from(random.below(many as u64)).unwrap_or(0);
            let (first, last) = (FIRST[pick(8)], LAST[pick(10)]);
            let digits: String = (0..9).map(|_| pick(10).to_string()).collect();
            let email = format!(
                "{}.{}{}@example.{}",
                first.to_lowercase(),
                pick(30),
                index % 7,
                ["com", "net"][pick(2)]
            );
            let order = with(
                of(&format!("{}", 2_000 + index), first, last, &email),
                &json!({
                    "phone": format!("+49{digits}"),
                    "ship_to": { "postal_code": digits[..5], "country": "DE" }
                }),
            );
            let number = format!("1Z{digits}{digits}");
            let mut slipped: Vec<char> = email.chars().collect();
            slipped.swap(1, 2);
            drawn.typed.extend([
                last.to_owned(),
                format!("{first} {last}"),
                last.chars().skip(1).collect(),
                last.chars()
                    .rev()
                    .skip(1)
                    .collect::<Vec<_>>()
                    .into_iter()
                    .rev()
                    .collect(),
                email,
                slipped.into_iter().collect(),
                digits[3..].to_owned(),
                format!("0{}", &digits),
                number[4..10].to_owned(),
                format!("{}{}", &number[..7], &number[8..]),
                digits[..3].to_owned(),
            ]);
            drawn.orders.push((order, number));
        }
        drawn
    }

    async fn found_on(&self, store: Store) -> Vec<Vec<String>> {
        let site = Site::on(store).await;
        let door = site.door(&[]).await;
        let (orders, shipments): (Vec<Value>, Vec<Value>) = self
            .orders
            .iter()
            .enumerate()
            .map(|(index, (order, number))| {
                let id = format!("{}", 2_000 + index);
                (
                    order.clone(),
                    door_shipment(&format!("s{index}"), &id, number),
                )
            })
            .unzip();
        site.accept(&door.post("orders", &json!(orders))).await;
        site.accept(&door.post("shipments", &json!(shipments)))
            .await;
        let mut all = Vec::new();
        for typed in &self.typed {
            let found = find_all(&site, typed).await;
            let lines = found
                .found
                .iter()
                .map(|one| format!("{} {}", one.number, marked(one)));
            all.push(lines.collect());
        }
        site.stop().await;
        all
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn both_databases_find_the_same() {
    let drawn = Drawn::new();
    let file = drawn.found_on(Store::sqlite()).await;
    let postgres = drawn.found_on(Store::postgres().await).await;
    let mut found = 0;
    for ((typed, one), other) in drawn.typed.iter().zip(&file).zip(&postgres) {
        assert_eq!(one, other, "{typed}");
        found += usize::from(!one.is_empty());
    }
    assert!(
        found * 10 > drawn.typed.len() * 9,
        "{found} of {}",
        drawn.typed.len()
    );
}

/// Without its index SQLite would compare every word there is.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn parts_and_slips_are_looked_for_in_the_index() {
    let site = Site::on(Store::sqlite()).await;
    adas(&site).await;
    assert_eq!(numbers(&site, "oppe").await, ["#80001"]);
    assert_eq!(numbers(&site, "hoppre").await, ["#80001"]);
    let write = site.services.database.begin().await.expect("it begins");
    let emptied = "insert into search_part (search_part) values ('delete-all')";
    write
        .execute_unprepared(emptied)
        .await
        .expect("it is emptied");
    write.commit().await.expect("it is kept");
    finds_nothing(&site, "oppe").await;
    finds_nothing(&site, "hoppre").await;
    assert_eq!(numbers(&site, "hopp").await, ["#80001"]);
    site.stop().await;
}

#[test]
fn the_migration_counts_kinds_as_the_domain_does() {
    let codes: Vec<i16> = Kind::ALL.into_iter().map(Kind::code).collect();
    assert_eq!(codes, [1, 2, 3, 4, 5, 6, 7]);
    let with_parts = Kind::ALL.into_iter().filter(|kind| kind.has_parts());
    let codes: Vec<i16> = with_parts.map(Kind::code).collect();
    assert_eq!(
        codes,
        [1, 3, 4, 5, 6],
        "as the triggers and the index have it"
    );
}
