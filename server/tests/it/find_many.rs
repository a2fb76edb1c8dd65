//! Finding one order among very many that are like it: of common names the one
//! that has both, of numbers in a row those one slip away, and of brands each
//! its own.

use crate::harness::payloads::{door_order, with};
use crate::harness::{Door, Site, on_both, stored};
use doorstep::search::{Kind, Pattern};
use doorstep::staff::Serves;
use serde_json::json;
use server::db::{search_term, search_word};
use server::views::console::find;

on_both!(
    a_common_name_is_found_by_its_other_word,
    two_common_words_find_the_one_who_has_both,
    of_many_with_both_words_the_newest_are_found,
    slips_in_numbers_in_a_row_find_all_that_are_near,
    words_of_one_brand_do_not_hide_those_of_another,
);

async fn numbers(site: &Site, typed: &str) -> Vec<String> {
    let texts = app::texts::for_staff("en");
    let found = find::find(&site.services, &Serves::All, typed, texts)
        .await
        .expect("it can be searched")
        .found;
    found.into_iter().map(|one| one.number).collect()
}

async fn place(site: &Site, door: &Door, id: &str, first: &str, last: &str) {
    let email = format!("{}@example.com", id.to_lowercase());
    let person = json!({ "first_name": first, "last_name": last, "email": email });
    let order = with(door_order(id), &person);
    site.accept(&door.post("orders", &order)).await;
}

/// So many orders more that have a word in their name, told only to the search.
async fn many(site: &Site, word: &str, brand_id: i64, orders: std::ops::Range<i64>) {
    let named = |order_id| search_term::Model {
        brand_id,
        kind: Kind::Name.code(),
        value: word.to_owned(),
        order_id,
    };
    let write = site.services.database.begin().await.expect("it begins");
    search_term::add(&write, orders.map(named).collect())
        .await
        .expect("they are added");
    write.commit().await.expect("they are kept");
}

async fn a_common_name_is_found_by_its_other_word(site: Site) {
    let door = site.door(&[]).await;
    place(&site, &door, "N-1", "Mary", "Winterbottom").await;
    place(&site, &door, "N-2", "Otto", "Smith").await;
    place(&site, &door, "N-3", "Mary", "Smithers").await;
    let brand = stored::order(&site.services, "N-1").await.brand_id;
    many(&site, "mary", brand, 1_000_000..1_007_000).await;
    many(&site, "smith", brand, 2_000_000..2_007_000).await;
    for (typed, number) in [
        ("Mary Winterbottom", "#N-1"),
        ("winterbottom, mary", "#N-1"),
        ("mary wint", "#N-1"),
        ("ma winterb", "#N-1"),
        ("otto smith", "#N-2"),
        ("smith ot", "#N-2"),
        // With slips in one word, in the other, and in both.
        ("mary winterbotom", "#N-1"),
        ("mray winterbottom", "#N-1"),
        ("mray wintrebottom", "#N-1"),
        ("ottto smith", "#N-2"),
        ("otto smtih", "#N-2"),
        ("mary smihters", "#N-3"),
    ] {
        assert_eq!(numbers(&site, typed).await, [number], "{typed}");
    }
    for strange in ["otto winterbottom", "otto smithers", "mary ottosmith"] {
        assert_eq!(numbers(&site, strange).await, [""; 0], "{strange}");
    }
    site.stop().await;
}

async fn two_common_words_find_the_one_who_has_both(site: Site) {
    let door = site.door(&[]).await;
    place(&site, &door, "N-1", "Mary", "Smith").await;
    place(&site, &door, "N-2", "Mary", "Jones").await;
    let brand = stored::order(&site.services, "N-1").await.brand_id;
    for (at, word) in (1_i64..).zip(["mary", "smith", "marcy", "smithson"]) {
        let first = at * 1_000_000;
        many(&site, word, brand, first..first + 7_000).await;
    }
    for typed in [
        "mary smith",
        "smith mary",
        "mar smi",
        "marry smith",
        "mary smiht",
    ] {
        assert_eq!(numbers(&site, typed).await, ["#N-1"], "{typed}");
    }
    site.stop().await;
}

async fn of_many_with_both_words_the_newest_are_found(site: Site) {
    let door = site.door(&[]).await;
    for index in 0..25 {
        place(&site, &door, &format!("N-{index}"), "Mary", "Smith").await;
    }
    place(&site, &door, "Z-1", "Maryam", "Smithson").await;
    let newest: Vec<String> = (5..25).rev().map(|index| format!("#N-{index}")).collect();
    for typed in ["mary smith", "smith mar", "mary smit"] {
        let found = numbers(&site, typed).await;
        let exact: Vec<&String> = found.iter().filter(|one| *one != "#Z-1").collect();
        let wanted: Vec<&String> = newest.iter().take(exact.len()).collect();
        assert!(exact.len() >= 19, "{typed}: {found:?}");
        assert_eq!(exact, wanted, "{typed}");
    }
    // Who is called so comes before who is called nearly so.
    assert_eq!(numbers(&site, "mary smith").await, newest);
    site.stop().await;
}

async fn slips_in_numbers_in_a_row_find_all_that_are_near(site: Site) {
    let door = site.door(&[]).await;
    for index in 200_060..200_090 {
        place(&site, &door, &index.to_string(), "Ada", "Lang").await;
    }
    let row = |numbers: &[u32]| -> Vec<String> {
        numbers.iter().map(|number| format!("#{number}")).collect()
    };
    let all: Vec<u32> = (200_070..200_080).rev().collect();
    for (typed, wanted) in [
        // A letter for a digit, one too many, two swapped.
        ("20007o", row(&all)),
        ("2000l88", row(&[200_088])),
        ("2000760", row(&[200_076, 200_070, 200_060])),
        ("020076", row(&[200_076])),
        ("2O0076", row(&[200_076])),
    ] {
        let mut found = numbers(&site, typed).await;
        found.sort_unstable_by(|one, other| other.cmp(one));
        assert_eq!(found, wanted, "{typed}");
    }
    assert_eq!(numbers(&site, "20o07o").await, [""; 0], "two slips");
    site.stop().await;
}

async fn words_of_one_brand_do_not_hide_those_of_another(site: Site) {
    for brand in ["juniper", "ridgeline", "willow"] {
        site.brand(brand).await;
        let door = site.door(&[brand]).await;
        let count = if brand == "ridgeline" { 30 } else { 2 };
        for index in 0..count {
            place(&site, &door, &format!("{brand}-{index}"), "Ada", "Lang").await;
        }
    }
    let book = site.services.book.now();
    let brand = |slug| book.brand_of_slug(slug).expect("it is there").id;
    let served = [brand("willow"), brand("juniper"), brand("ridgeline")];
    let words = async |brands: &[i64], limit| {
        let within = [Pattern::holding("@example")];
        let read = site.services.database.read();
        let words =
            search_word::fitting_of_brands(read, brands, Kind::Email, &within, None, limit).await;
        let mut values: Vec<String> = words
            .expect("they are read")
            .into_iter()
            .map(|word| word.value)
            .collect();
        values.sort_unstable();
        values
    };
    let value = |brand: &str, index: usize| format!("{brand}-{index}@example.com");
    let own = |brand: &str| vec![value(brand, 0), value(brand, 1)];
    // The newest three of those that have so many, and both of each other.
    let newest = (27..30).map(|index| value("ridgeline", index));
    let mut wanted = own("juniper");
    wanted.extend(newest);
    wanted.extend(own("willow"));
    assert_eq!(words(&served, 3).await, wanted);
    assert_eq!(words(&served, 40).await.len(), 34, "all are few enough");
    let outer = [own("juniper"), own("willow")].concat();
    assert_eq!(words(&served[..2], 40).await, outer, "not who is between");
    assert_eq!(words(&[], 40).await, [""; 0]);
    site.stop().await;
}
