//! Peaks planned on a shop's past, by the program itself.

use crate::harness::{Said, Store};
use chrono::{Duration, NaiveDate, NaiveDateTime};
use std::fs;

const HEADER: &str = "order_number,placed_at,handed_over_at,delivered_at,promised_on,\
                      destination_country,destination_region,carrier";

fn date(text: &str) -> NaiveDate {
    text.parse().expect("a date")
}

/// Twenty orders a day of the year 2025, and a hundred on Black Friday and each
/// day of the week after it, which all take a week longer: as it stood at a
/// moment.
fn history(now: NaiveDateTime) -> String {
    let mut file = HEADER.to_owned();
    let told = |at: NaiveDateTime| (at < now).then(|| at.format("%Y-%m-%dT%H:%M:%S").to_string());
    let rush = date("2025-11-28")..=date("2025-12-04");
    let mut number = 0_u32;
    for day in date("2025-02-01").iter_days().take(334) {
        let is_rush = rush.contains(&day);
        for _ in 0..if is_rush { 100 } else { 20 } {
            number += 1;
            let chance = i64::from(number.wrapping_mul(2_654_435_761) >> 16);
            let placed_at =
                day.and_hms_opt(0, 0, 0).expect("midnight") + Duration::minutes(chance % 1_440);
            let Some(placed) = told(placed_at) else {
                continue;
            };
            let handed_over_at = placed_at + Duration::hours(6 + chance % 30);
            let slow = if is_rush { 7 * 24 } else { 0 };
            let delivered_at = handed_over_at + Duration::hours(30 + slow + chance % 60);
            file.push_str(&format!(
                "\nN{number},{placed},{},{},{},FR,{},van",
                told(handed_over_at).unwrap_or_default(),
                told(delivered_at).unwrap_or_default(),
                day + Duration::days(6),
                if number.is_multiple_of(3) {
                    "SUD"
                } else {
                    "NORD"
                },
            ));
        }
    }
    file.push_str("\nN0,some day,,,,,,\n");
    file
}

fn written(store: &Store, name: &str, text: &str) -> String {
    let path = store.folder.path(name);
    fs::write(&path, text).expect("a file can be written");
    path.display().to_string()
}

#[tokio::test]
async fn a_november_is_planned_from_what_was_known_before_it() {
    let store = Store::sqlite();
    let whole = written(&store, "history.csv", &history(NaiveDateTime::MAX));
    let said = Said::of(&store, &["peak", "backtest", &whole]).await.ok();
    for wanted in [
        "7240 orders read.\n1 lines could not be read: left out.\n",
        "\nOrders of 2025-11-01 to 2025-11-30, planned from what was known at the end of 2025-10-31.\n",
        "\n  ordinary days by the trend of the last 13 weeks; no orders a year ago\n",
        "\n  promotion 2025-11-28 to 2025-11-28: 5.0 times an ordinary day\n",
        "\n  warehouse: 20 a day proven, slowness 0.45 beyond\n  van: 21 a day proven, slowness 0.4",
        "\nSeen are the 840 orders that were delivered and had a promise. The history has no contacts",
        "\nPadding for 95 % on time: 64.3 % on time without,",
        "\nLast days to order for a delivery by 2025-12-24 with 90 %;",
    ] {
        assert!(said.contains(wanted), "{wanted:?} in\n{said}");
    }
    // Ordinary days 26 times, and five, two, two times as many on the others: 700.
    let orders: Vec<&str> = said
        .lines()
        .filter(|line| line.starts_with("orders "))
        .collect();
    let words: Vec<&str> = orders[0].split_whitespace().collect();
    let expected: f64 = words[1].parse().expect("a number");
    assert!((660.0..740.0).contains(&expected), "{orders:?}");
    assert_eq!(words[4], "840", "{orders:?}");
    assert!(!store.key_file().exists(), "none of this opens the data");

    let again = Said::of(&store, &["peak", "backtest", &whole]).await.ok();
    assert_eq!(again, said, "the same to the last letter");
}

/// What stands before anything that was seen later, and the columns of the plan.
fn planned(said: &str) -> Vec<String> {
    let rows = said
        .lines()
        .filter(|line| line.contains('[') && !line.contains("in time"));
    // What was seen stands last.
    rows.map(|line| line.split(']').next().unwrap_or_default().to_owned())
        .collect()
}

#[tokio::test]
async fn what_came_later_changes_nothing_of_a_plan() {
    let store = Store::sqlite();
    let whole = written(&store, "history.csv", &history(NaiveDateTime::MAX));
    let cut = date("2025-09-01").and_hms_opt(0, 0, 0).expect("midnight");
    let known = written(&store, "known.csv", &history(cut));
    let mut plans = Vec::new();
    for file in [&whole, &known] {
        let asked = [
            "peak", "backtest", file, "--peak", "2025-09", "--peak", "2025-10",
        ];
        let said = Said::of(&store, &[&asked[..], &["--by", "2025-10-20"]].concat())
            .await
            .ok();
        assert!(
            said.contains("Orders of 2025-09-01 to 2025-10-31,"),
            "{said}"
        );
        plans.push(
            planned(&said)
                .into_iter()
                .filter(|line| !line.contains('>'))
                .collect::<Vec<_>>(),
        );
    }
    let of_days = |plan: &[String]| plan.iter().filter(|line| line.starts_with("2025-")).count();
    assert_eq!(of_days(&plans[0]), 61);
    let without_destinations = |plan: &[String]| -> Vec<String> {
        let rows = plan.iter().filter(|line| !line.starts_with("FR-"));
        rows.cloned().collect()
    };
    assert_eq!(
        without_destinations(&plans[0]),
        without_destinations(&plans[1])
    );

    let asked = [
        "peak",
        "backtest",
        &whole,
        "--until",
        "2025-08-31",
        "--peak",
        "2025-10",
    ];
    let limits = [
        "--growth",
        "3",
        "--promotion",
        "2025-10-05..2025-10-06=4",
        "--warehouse-limit",
        "30",
    ];
    let said = Said::of(&store, &[&asked[..], &limits].concat()).await.ok();
    for wanted in [
        "at the end of 2025-08-31.",
        "\n  ordinary days 3.00 times those of the last four weeks: as said\n",
        "\n  promotion 2025-10-05 to 2025-10-06: 4.0 times an ordinary day\n",
        "\n  limits as said, in place of what is proven\n",
    ] {
        assert!(said.contains(wanted), "{wanted:?} in\n{said}");
    }
    let late = said
        .lines()
        .find(|line| line.starts_with("late, %"))
        .expect("a line");
    let share: f64 = late
        .split_whitespace()
        .nth(2)
        .and_then(|word| word.parse().ok())
        .expect("a number");
    assert!(share > 80.0, "twice as many come as may go out: {late}");
}

#[tokio::test]
async fn what_cannot_be_planned_is_said_in_one_line() {
    let store = Store::sqlite();
    let file = written(&store, "history.csv", &history(NaiveDateTime::MAX));
    let early = written(
        &store,
        "early.csv",
        &history(date("2025-06-01").and_hms_opt(0, 0, 0).expect("midnight")),
    );
    let missing = store.folder.path("missing.csv").display().to_string();
    let wrong: [(&[&str], i32, &str); 9] = [
        (&[], 64, "doorstep: "),
        (&["backtest"], 64, "FILE"),
        (&["backtest", &file, "--peak", "2025"], 64, "2017-11"),
        (&["backtest", &file, "--promotion", "2025-11-28"], 64, "=5"),
        (
            &["backtest", &file, "--until", "2025-11-05"],
            1,
            "after the days that were seen",
        ),
        (
            &["backtest", &file, "--peak", "2025-02"],
            1,
            "too few finished orders",
        ),
        (&["backtest", &file, "--growth", "-1"], 64, "-1"),
        (&["backtest", &early], 1, "no November"),
        (&["backtest", &missing], 1, "missing.csv"),
    ];
    for (arguments, code, word) in wrong {
        let said = Said::of(&store, &[&["peak"], arguments].concat()).await;
        assert_eq!(
            (said.code, said.out.as_str()),
            (code, ""),
            "{arguments:?}: {said:?}"
        );
        assert_eq!(said.err.trim_end().lines().count(), 1, "{}", said.err);
        assert!(said.err.contains(word), "{word} in {}", said.err);
    }
}
