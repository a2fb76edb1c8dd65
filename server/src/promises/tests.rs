//! What a brand's model learns from the stories it is told, live and from the
//! beginning.

use super::learned::{Learned, Lessons};
use super::learner::Learner;
use super::story::Story;
use chrono::{Duration, NaiveDate, NaiveDateTime};
use doorstep::promise::{Answer, End, Order, Pool};

const P50: usize = 1;
const P90: usize = 3;

fn start() -> NaiveDateTime {
    let day = NaiveDate::from_ymd_opt(2026, 1, 5).unwrap();
    day.and_hms_opt(0, 0, 0).unwrap()
}

fn region(name: &str) -> End {
    End {
        country: Some("XX".into()),
        region: Some(name.into()),
        ..End::default()
    }
}

fn to(name: &str, placed_at: NaiveDateTime) -> Order {
    Order {
        destination: region(name),
        warehouse: Some("W".into()),
        ..Order::placed_at(placed_at)
    }
}

/// One order an hour, near and far in turn: a day in the house, then two days
/// or six, and up to a day more.
fn history(days: i64) -> Vec<Story> {
    let stories = (0..days * 24).map(|hour| {
        let placed_at = start() + Duration::hours(hour);
        let (name, usual) = if hour % 2 == 0 {
            ("near", 2)
        } else {
            ("far", 6)
        };
        let handed_over_at = placed_at + Duration::days(1);
        let more = Duration::minutes(hour * 613 % 1_440);
        Story {
            number: format!("N{hour}"),
            order: Order {
                origin: region("O"),
                ..to(name, placed_at)
            },
            handed_over_at: Some(handed_over_at),
            delivered_at: Some(handed_over_at + Duration::days(usual) + more),
            withdrawn: false,
        }
    });
    stories.collect()
}

fn day(days: i64) -> NaiveDateTime {
    start() + Duration::days(days)
}

fn learned(stories: &[Story], now: NaiveDateTime, batch: usize) -> Learned {
    let mut lessons = Lessons::until(now, 1);
    for some in stories.chunks(batch) {
        lessons.take(some.to_vec());
    }
    lessons.end()
}

fn ask(learned: &Learned, name: &str, now: NaiveDateTime) -> Answer {
    learned.from_purchase(&to(name, now), now)
}

#[test]
fn a_lane_is_answered_with_its_own_days() {
    let learned = learned(&history(80), day(80), 100);
    let (near, far) = (
        ask(&learned, "near", day(80)),
        ask(&learned, "far", day(80)),
    );
    assert!((3.0..4.0).contains(&near.days[P50]), "{near:?}");
    assert!((7.0..8.2).contains(&far.days[P50]), "{far:?}");
    assert!(near.days[P90] < 5.0 && far.days[P90] < 9.0, "{far:?}");
    // Where it leaves from was never said; it is known of the warehouse.
    let lane = Pool::Lane {
        from: "XX-O".into(),
        to: "XX-near".into(),
    };
    assert_eq!(near.basis.pool, lane);
    assert!(near.basis.is_enough());
    assert_eq!(near.basis.learned_on, Some(day(80).date()));
    let unknown = ask(&Learned::default(), "near", day(80));
    assert!(!unknown.basis.is_enough());
}

#[test]
fn batches_may_be_cut_anywhere() {
    let stories = history(50);
    let whole = learned(&stories, day(50), usize::MAX);
    for batch in [7, 24, 500] {
        let other = learned(&stories, day(50), batch);
        for name in ["near", "far"] {
            let now = day(50);
            assert_eq!(ask(&whole, name, now), ask(&other, name, now), "{batch}");
        }
    }
}

/// What has happened of a story by a moment.
fn by(now: NaiveDateTime) -> impl Fn(&Story) -> Option<Story> {
    move |story| {
        (story.order.placed_at <= now).then(|| Story {
            handed_over_at: story.handed_over_at.filter(|at| *at <= now),
            delivered_at: story.delivered_at.filter(|at| *at <= now),
            ..story.clone()
        })
    }
}

#[test]
fn told_live_and_learned_at_night_it_knows_what_it_learns_from_the_beginning() {
    let stories = history(60);
    let mut live = learned(
        &stories.iter().filter_map(by(day(40))).collect::<Vec<_>>(),
        day(40),
        200,
    );
    for hour in 1..=20 * 24 {
        let now = day(40) + Duration::hours(hour);
        if hour % 24 == 1 {
            live.learn(now);
        }
        // All of it, again and again: what is known already changes nothing.
        let told: Vec<Story> = stories.iter().filter_map(by(now)).collect();
        live.tell(&told, now);
    }
    live.learn(day(60));
    let again = learned(&stories, day(60), 200);
    assert_eq!(live.orders(), again.orders());
    for name in ["near", "far"] {
        let (one, other) = (ask(&live, name, day(60)), ask(&again, name, day(60)));
        assert_eq!(one.basis, other.basis);
        for (live, again) in one.days.iter().zip(other.days) {
            assert!((live - again).abs() < 0.25, "{one:?} {other:?}");
        }
    }
}

#[test]
fn what_lies_ahead_and_what_is_called_off_teaches_nothing() {
    let now = day(40);
    let mut told = learned(&history(40), now, 300);
    let before = ask(&told, "near", now);
    let mut stories = history(41);
    stories.drain(..40 * 24 + 1);
    told.tell(&stories, now);
    assert_eq!(told.orders(), 40 * 24, "none of them was placed yet");
    assert_eq!(ask(&told, "near", now), before);
    let later = day(41);
    let called_off: Vec<Story> = stories
        .into_iter()
        .map(|story| Story {
            handed_over_at: None,
            delivered_at: None,
            withdrawn: true,
            ..story
        })
        .collect();
    let mut without = told.clone();
    without.learn(later);
    told.tell(&called_off, later);
    told.learn(later);
    assert_eq!(told.orders(), without.orders() + called_off.len());
    let (one, other) = (ask(&told, "near", later), ask(&without, "near", later));
    assert_eq!(one.basis, other.basis);
}

#[test]
fn orders_of_the_day_make_the_shop_busy_at_once() {
    let now = day(60);
    let mut told = learned(&history(60), now, 300);
    let before = told.clone();
    let rush: Vec<Story> = (0..2_000)
        .map(|number| Story {
            number: format!("R{number}"),
            order: to("near", now),
            handed_over_at: None,
            delivered_at: None,
            withdrawn: false,
        })
        .collect();
    told.tell(&rush, now);
    assert_eq!(told.orders(), before.orders() + 2_000);
    let json = |learned: &Learned| serde_json::to_value(learned).unwrap()["model"]["load"].clone();
    let placed = |learned: &Learned| json(learned)["placed"].as_array().map(Vec::len);
    assert_eq!(placed(&told), placed(&before).map(|before| before + 2_000));
}

#[test]
fn one_in_some_is_learned_from_and_told_as_all() {
    let stories = history(80);
    let mut lessons = Lessons::until(day(80), 4);
    lessons.take(stories);
    let some = lessons.end();
    let share = some.orders() as f64 / (80.0 * 24.0);
    assert!((0.2..0.3).contains(&share), "{share}");
    let near = ask(&some, "near", day(80));
    assert!((3.0..4.0).contains(&near.days[P50]), "{near:?}");
    assert!((700..1_200).contains(&near.basis.n), "{near:?}");
}

#[test]
fn stored_and_read_back_it_answers_the_same() {
    let before = learned(&history(50), day(50), 300);
    let text = serde_json::to_string(&before).unwrap();
    let after: Learned = serde_json::from_str(&text).unwrap();
    for name in ["near", "far", "unheard of"] {
        let (one, other) = (ask(&before, name, day(50)), ask(&after, name, day(50)));
        assert_eq!(one.basis, other.basis);
        for (before, after) in one.days.iter().zip(other.days) {
            assert!((before - after).abs() < 1e-9, "{one:?} {other:?}");
        }
    }
}

#[tokio::test]
async fn what_is_told_while_it_learns_is_not_lost() {
    let learner = Learner::default();
    let stories = history(60);
    let until = stories.iter().filter_map(by(day(50))).collect::<Vec<_>>();
    learner.put(1, learned(&until, day(50), 300)).await;
    let now = day(60);
    let night = learner.night(1, now);
    let telling = learner.tell(1, &stories, now);
    let (night, ()) = tokio::join!(night, telling);
    assert!(night.unwrap());
    assert_eq!(learner.learned_on(1), Some(now.date()));
    assert_eq!(learner.orders(1), 60 * 24);
    // Once a day is enough, and another brand knows nothing of it.
    assert!(!learner.night(1, now).await.unwrap());
    assert_eq!(learner.orders(2), 0);
}

#[test]
fn a_story_counts_from_the_warehouses_next_working_day() {
    let mut given = doorstep::brand::named("acme", "Acme");
    for (key, value) in [
        ("zone", "America/New_York"),
        ("shipping.cut_off", "14:00"),
        (
            "calendar.warehouses",
            "Reno: mon-sat, 12:00, America/Los_Angeles",
        ),
    ] {
        given.insert(key.to_owned(), value.to_owned());
    }
    let (brand, problems) = doorstep::brand::read(&given);
    assert_eq!(problems, []);
    let check = |placed: &str, warehouse: &str, counts: Option<&str>| {
        let placed: chrono::DateTime<chrono::Utc> = placed.parse().unwrap();
        let mut outcome = doorstep::performance::Outcome::placed_at(
            "1001".to_owned(),
            Order {
                warehouse: Some(warehouse.to_owned()),
                ..Order::placed_at(placed.naive_utc())
            },
            placed.naive_utc(),
        );
        outcome.placed = Some(placed);
        let story = Story::of(&outcome, &brand).unwrap();
        let counts = counts.map(|counts| counts.parse::<NaiveDateTime>().unwrap());
        assert_eq!(story.order.counts_from, counts, "{placed} {warehouse}");
        // Of another parcel of the order nothing is told.
        outcome.of_order = None;
        assert_eq!(Story::of(&outcome, &brand), None);
    };
    // Friday, 15 May: 13:59 and 14:00 in New York, on whose clock all is told.
    check("2026-05-15T17:59:00Z", "Newark", None);
    check(
        "2026-05-15T18:00:00Z",
        "Newark",
        Some("2026-05-18T00:00:00"),
    );
    // 11:59 and 12:00 in Reno, where midnight is three hours later.
    check("2026-05-15T18:59:00Z", "reno", None);
    check("2026-05-15T19:00:00Z", "reno", Some("2026-05-16T03:00:00"));
}
