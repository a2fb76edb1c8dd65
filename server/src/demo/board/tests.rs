use super::*;
use crate::demo::FACTOR;
use crate::demo::journeys::{Journey, Step};
use crate::demo::round::DAYS_BEFORE;
use app::texts;
use app::texts::DemoJourney;
use chrono::NaiveDate;
use std::collections::HashSet;

fn began() -> NaiveDate {
    "2026-05-11".parse().unwrap()
}

fn at_eleven() -> DateTime<Utc> {
    "2026-05-11T15:00:00Z".parse().unwrap()
}

fn find(slug: &str, path: &str) -> (String, String) {
    (slug.to_owned(), path.to_owned())
}

fn placed(journey: &'static Journey, index: u64) -> Placed {
    Placed {
        round: Round::new(journey, index, began()),
        path: format!("/t/{index}"),
    }
}

/// Every copy that has begun by a moment, taken in as they come.
fn board_at(board: &DemoBoard, next: &mut [u64], now: DateTime<Utc>) {
    for (journey, next) in journeys::ALL.into_iter().zip(next) {
        while Round::new(journey, *next, began()).begins() <= now {
            board.add(placed(journey, *next));
            *next += 1;
        }
    }
}

/// Steps of which the page learns something: no repetition of one told before.
fn news(round: Round) -> impl Iterator<Item = DateTime<Utc>> {
    let steps = round.journey.steps;
    let is_new = move |(place, step): &(usize, &'static Step)| {
        let mut before = steps[..*place].iter();
        !before.any(|before| before.at == step.at && before.what == step.what)
    };
    let steps = steps.iter().enumerate().filter(is_new);
    steps.map(move |(_, step)| round.told(step))
}

/// For each minute of three hours, and that is the better part of a year to
/// the parcels: whoever opens the links of a journey sees one of them move
/// within a minute.
#[test]
fn each_journey_lists_a_copy_that_moves_within_a_minute() {
    let board = DemoBoard::default();
    let mut next = [0; journeys::ALL.len()];
    let minute = TimeDelta::minutes(i64::from(FACTOR));
    for quarter in 0..3 * 60 * 4 {
        let now = at_eleven() + minute * quarter / 4;
        board_at(&board, &mut next, now);
        for journey in journeys::ALL {
            let all = board.placed.lock().unwrap();
            let copies: Vec<&Placed> = all
                .iter()
                .filter(|one| one.round.journey.code == journey.code)
                .collect();
            let listed = listed(&copies, now);
            let moves = |one: &&Placed| {
                let mut news = news(one.round);
                news.any(|told| told > now && told <= now + minute)
            };
            let next: Vec<_> = listed.iter().map(|one| one.round.next_told(now)).collect();
            let code = journey.code;
            assert!(listed.iter().any(moves), "{code:?} at {now}: {next:?}");
        }
    }
}

#[test]
fn the_home_page_lists_every_journey_of_both_brands_from_the_first_moment() {
    let board = DemoBoard::default();
    let mut next = [0; journeys::ALL.len()];
    let orders: u64 = journeys::ALL
        .iter()
        .map(|journey| DAYS_BEFORE / u64::from(journey.every))
        .sum();
    assert!((280..=330).contains(&orders), "{orders}");
    for hours in 0..400 {
        let now = at_eleven() + TimeDelta::hours(hours);
        board_at(&board, &mut next, now);
        let texts = texts::for_language("en");
        let shown = board.shown(now, None, texts, &find);
        let codes: Vec<&str> = shown.iter().map(|one| one.journey.as_str()).collect();
        assert_eq!(codes, DemoJourney::ALL.map(DemoJourney::code));
        let links: Vec<&DemoLink> = shown.iter().flat_map(|one| &one.links).collect();
        let brands: HashSet<&str> = links.iter().map(|link| link.shop.as_str()).collect();
        assert_eq!(brands.len(), 2);
        let moving = links.iter().filter(|link| link.how_far != "ended");
        assert!(moving.count() >= journeys::ALL.len(), "{now}: {links:#?}");
        for one in &shown {
            let ended = one.links.iter().filter(|link| link.how_far == "ended");
            assert_eq!(ended.count(), 1, "how it ends can be read: {one:#?}");
        }
        let own = board.shown(now, Some("ridgeline"), texts, &find);
        assert_eq!(own.len(), journeys::ALL.len());
        assert!(
            own.iter()
                .flat_map(|one| &one.links)
                .all(|link| link.shop == "ridgeline")
        );
    }
}

#[test]
fn a_demo_that_runs_for_long_keeps_few_copies_in_mind() {
    let board = DemoBoard::default();
    for journey in journeys::ALL {
        for index in 0..10_000 {
            board.add(placed(journey, index));
        }
        // Told again, as a resumed demo does.
        board.add(placed(journey, 9_999));
    }
    let kept = board.placed.lock().unwrap().len();
    assert!(kept <= 5 * journeys::ALL.len(), "{kept}");
}
