//! Crops of ways, their names, and the pictures they lead to.

use super::*;
use proptest::prelude::*;
use std::collections::BTreeSet;

const fn place(latitude: f64, longitude: f64) -> Place {
    Place {
        latitude,
        longitude,
    }
}

const COLUMBUS: Place = place(39.96, -83.0);
const BROOKLYN: Place = place(40.65, -73.95);
const BERKELEY: Place = place(37.87, -122.27);
const OAKLAND: Place = place(37.80, -122.27);
const SACRAMENTO: Place = place(38.58, -121.53);
const LOUISVILLE: Place = place(38.25, -85.76);
const HONG_KONG: Place = place(22.28, 114.16);
const AUCKLAND: Place = place(-36.85, 174.76);
const HONOLULU: Place = place(21.31, -157.86);
const LONDON: Place = place(51.51, -0.13);
const VIENNA: Place = place(48.21, 16.37);
const MADRID: Place = place(40.42, -3.70);
const CHICAGO: Place = place(41.85, -87.65);
const MINNEAPOLIS: Place = place(44.98, -93.26);
const SINGAPORE: Place = place(1.29, 103.85);

/// Ways of every kind, each with the name of its crop.
const WAYS: &[(&str, &[Place])] = &[
    ("1_-79_48_10", &[BROOKLYN]),
    ("1_-124_43_5", &[OAKLAND, SACRAMENTO, BERKELEY]),
    ("1_-86_49_16", &[COLUMBUS, BROOKLYN]),
    ("1_-96_52_16", &[COLUMBUS, CHICAGO, MINNEAPOLIS]),
    ("1_-140_70_80", &[BERKELEY, BROOKLYN]),
    ("1_-10_60_32", &[MADRID, VIENNA]),
    ("1_84_108_224", &[HONG_KONG, LOUISVILLE]),
    ("1_110_40_160", &[AUCKLAND, HONOLULU]),
    ("1_-110_100_160", &[LOUISVILLE, LONDON, VIENNA]),
    ("1_-30_80_160", &[LONDON, SINGAPORE]),
    ("1_-180_135_360", &[LONDON, HONG_KONG, LOUISVILLE, LONDON]),
];

#[test]
fn a_way_has_the_smallest_crop_with_room_beside_it() {
    let names: Vec<String> = WAYS
        .iter()
        .map(|(_, way)| Crop::around(way).unwrap().to_string())
        .collect();
    let wanted: Vec<&str> = WAYS.iter().map(|(name, _)| *name).collect();
    assert_eq!(names, wanted);
    assert_eq!(Crop::around(&[]), None);
}

#[test]
fn legs_cross_the_pacific_where_that_is_shorter() {
    let crop = Crop::around(&[HONG_KONG, LOUISVILLE]).unwrap();
    let (from, _) = crop.locate(HONG_KONG);
    let (to, _) = crop.locate(LOUISVILLE);
    assert!(from < to, "{from} {to}");
}

#[test]
fn a_crop_has_one_name_and_nothing_else_is_one() {
    for (name, _) in WAYS {
        let crop: Crop = name.parse().unwrap();
        assert_eq!(crop.to_string(), *name);
    }
    for name in [
        "",
        "x",
        "1",
        "1_-98_54",
        "1_-98_54_16_0",
        "1_-098_54_16",
        "+1_-98_54_16",
        "1_+98_54_16",
        "1_-98_54_16 ",
        "1_-98.0_54_16",
        "2_-98_54_16",
        "1_-97_54_24",
        "1_-98_53_24",
        "1_-98_54_15",
        "1_180_54_16",
        "1_-182_54_16",
        "1_-98_146_16",
        "1_-98_-82_16",
        "1_-135_135_360",
        "1_-180_180_360",
        "1_99999_54_16",
        "1_-98_54_-16",
        "1__54_16",
        "../../x",
    ] {
        assert_eq!(name.parse::<Crop>(), Err(NotACrop), "{name}");
    }
}

fn any_place() -> impl Strategy<Value = Place> {
    let degrees = prop_oneof![
        8 => -200.0..200.0f64,
        1 => proptest::num::f64::ANY,
    ];
    (degrees.clone(), degrees).prop_map(|(latitude, longitude)| place(latitude, longitude))
}

proptest! {
    #[test]
    fn every_place_of_a_way_lies_in_its_crop(way in prop::collection::vec(any_place(), 1..8)) {
        let crop = Crop::around(&way).unwrap();
        prop_assert_eq!(crop.to_string().parse(), Ok(crop));
        for place in way {
            let (x, y) = crop.locate(place);
            prop_assert!(x <= 1000 && y <= 1000);
        }
    }

    #[test]
    fn no_place_of_a_usual_way_stands_at_the_edge(
        way in prop::collection::vec((-54.0..72.0f64, -180.0..180.0f64), 1..5)
    ) {
        let way: Vec<Place> = way.into_iter().map(|(north, east)| place(north, east)).collect();
        let crop = Crop::around(&way).unwrap();
        let whole_world = crop.to_string() == "1_-180_135_360";
        for place in way {
            let (x, y) = crop.locate(place);
            prop_assert!(whole_world || ((100..=900).contains(&x) && (100..=900).contains(&y)), "{crop}: {x} {y}");
        }
    }
}

fn check_picture(crop: Crop) {
    let picture = draw(crop);
    let size = picture.len();
    assert!(size <= 43_000, "{crop}: {size} bytes");
    for broken in ["NaN", "inf", "--"] {
        assert!(!picture.contains(broken), "{crop}: {broken}");
    }
    assert_eq!(picture.matches("<path").count(), 3, "{crop}");
    let letters: BTreeSet<char> = picture
        .split(" d=\"")
        .skip(1)
        .flat_map(|rest| rest.split('"').next().unwrap_or_default().chars())
        .filter(|letter| !letter.is_ascii_digit())
        .collect();
    let allowed: BTreeSet<char> = "Mlz -".chars().collect();
    assert!(letters.is_subset(&allowed), "{crop}: {letters:?}");
}

#[test]
fn pictures_stay_small_from_a_town_to_the_world() {
    for (_, way) in WAYS {
        check_picture(Crop::around(way).unwrap());
    }
    // Coasts as ragged as they come: Norway, Indonesia, the Aegean, Chile.
    for (latitude, longitude) in [(62.0, 6.0), (0.0, 125.0), (38.0, 25.0), (-48.0, -74.0)] {
        for reach in [0.0, 6.0, 20.0, 45.0] {
            let way = [
                place(latitude, longitude - reach),
                place(latitude, longitude + reach),
            ];
            check_picture(Crop::around(&way).unwrap());
        }
    }
}

#[test]
fn a_picture_shows_land_borders_and_states_where_they_are() {
    let path = |picture: &str, class: &str| {
        let after = picture.split(&format!("class=\"{class}\"")).nth(1).unwrap();
        let data = after.split(" d=\"").nth(1).unwrap();
        data.split('"').next().unwrap().len()
    };
    let america = draw(Crop::around(&[COLUMBUS, CHICAGO, MINNEAPOLIS]).unwrap());
    for class in ["land", "states", "borders"] {
        assert!(path(&america, class) > 100, "{class}");
    }
    let europe = draw(Crop::around(&[MADRID, VIENNA]).unwrap());
    assert_eq!(path(&europe, "states"), 0);
    assert!(path(&europe, "borders") > 1000);
    let ocean = draw("1_-150_-10_5".parse().unwrap());
    assert!(path(&ocean, "land") < 100);
}

/// Where this changes, browsers that keep the old picture need a new name:
/// count the edition up.
#[test]
fn a_picture_of_this_edition() {
    insta::assert_snapshot!(draw("1_-76_46_5".parse().unwrap()));
}

#[test]
fn a_picture_is_drawn_once() {
    let pictures = Pictures::default();
    let crop = Crop::around(&[BROOKLYN]).unwrap();
    assert_eq!(pictures.kept(crop), None);
    let drawn = pictures.drawn(crop);
    assert_eq!(pictures.kept(crop), Some(drawn));
}
