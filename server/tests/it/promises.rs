//! Promises judged on a shop's past, by the program itself.

use crate::harness::{Said, Store};
use chrono::{Duration, NaiveDate, NaiveDateTime};
use flate2::Compression;
use flate2::write::GzEncoder;
use std::fs;
use std::io::Write;

const HEADER: &str = "order_number,placed_at,handed_over_at,delivered_at,promised_on,status,\
                      warehouse,origin_region,destination_region,items";

/// A history of ten orders a day for a hundred days, as it stood at a moment.
fn history(now: NaiveDateTime) -> String {
    let first = start();
    let told = |at: NaiveDateTime| (at < now).then(|| at.format("%Y-%m-%dT%H:%M:%S").to_string());
    let mut file = HEADER.to_owned();
    for number in 0..1_000_u32 {
        let chance = number.wrapping_mul(2_654_435_761) >> 16;
        let placed_at = first
            + Duration::days(i64::from(number / 10))
            + Duration::minutes(i64::from(chance % 1_440));
        let Some(placed) = told(placed_at) else {
            continue;
        };
        let handed_over_at = placed_at + Duration::hours(4 + i64::from(chance % 40));
        let far = i64::from(number % 2) * 100;
        let delivered_at = handed_over_at + Duration::hours(30 + far + i64::from(chance % 90));
        let delivered = told(delivered_at).filter(|_| !number.is_multiple_of(50));
        file.push_str(&format!(
            "\nN{number},{placed},{},{},{},,W{},A,{},1",
            told(handed_over_at).unwrap_or_default(),
            delivered.unwrap_or_default(),
            (placed_at + Duration::days(9)).date(),
            number % 3,
            if far > 0 { "FAR" } else { "NEAR" },
        ));
    }
    file.push_str("\nN9999,yesterday,,,,,,,,\n");
    file
}

fn start() -> NaiveDateTime {
    let first = NaiveDate::from_ymd_opt(2025, 3, 1).expect("a date");
    first.and_hms_opt(0, 0, 0).expect("a time")
}

/// Writes a history, gzipped, and gives its path.
fn gzipped(store: &Store, name: &str, text: &str) -> String {
    let mut packed = GzEncoder::new(Vec::new(), Compression::fast());
    packed.write_all(text.as_bytes()).expect("memory takes it");
    let path = store.folder.path(name);
    fs::write(&path, packed.finish().expect("memory takes it")).expect("a file can be written");
    path.display().to_string()
}

#[tokio::test]
async fn a_history_is_replayed_without_a_server() {
    let store = Store::sqlite();
    let whole = gzipped(&store, "history.csv.gz", &history(NaiveDateTime::MAX));
    let out = store.folder.path("lines.csv").display().to_string();
    let backtest = [
        "promise",
        "backtest",
        &whole,
        "--from",
        "2025-05-01",
        "--out",
        &out,
    ];
    let said = Said::of(&store, &backtest).await.ok();
    for wanted in [
        "1000 orders read.\n1 lines could not be read: left out.\n",
        "\n  line 1002: placed_at: it is no date with a time\n",
        "\npurchase: 383 orders judged; 7 not delivered: left out.\n",
        "\nhand_over: 383 orders judged; 7 not delivered: left out.\n",
        "\nthe shop's own promise: ",
    ] {
        assert!(said.contains(wanted), "{wanted:?} in\n{said}");
    }
    let lines = fs::read_to_string(&out).expect("it was written");
    let columns = "order_number,stage,known_at,p10,p50,p90,p95,p97,n,pool";
    assert_eq!(lines.lines().next(), Some(columns));
    assert_eq!(
        lines.lines().count(),
        2_001,
        "an order and a hand-over each"
    );
    let last = lines.lines().last().expect("many lines");
    let of_a_lane = last.ends_with(",A > FAR") || last.ends_with(",A > NEAR");
    assert!(of_a_lane, "{last}");
    assert!(!store.key_file().exists(), "none of this opens the data");

    let moment = start() + Duration::days(70);
    let cut = gzipped(&store, "cut.csv.gz", &history(moment));
    Said::of(&store, &["promise", "backtest", &cut, "--out", &out])
        .await
        .ok();
    let earlier = fs::read_to_string(&out).expect("it was written");
    assert!(
        earlier.lines().count() > 1_300,
        "{}",
        earlier.lines().count()
    );
    assert!(
        lines.starts_with(&earlier),
        "what came later changed nothing"
    );
}

#[tokio::test]
async fn what_cannot_be_replayed_is_said_in_one_line() {
    let store = Store::sqlite();
    let file = gzipped(
        &store,
        "history.csv.gz",
        &history(start() + Duration::days(2)),
    );
    let empty = gzipped(&store, "empty.csv.gz", &history(start()));
    let other = gzipped(&store, "other.csv.gz", "name,town\nAda,Graz\n");
    let missing = store.folder.path("missing.csv").display().to_string();
    let nowhere = store.folder.path("none/out.csv").display().to_string();
    let wrong: [(&[&str], i32, &str); 9] = [
        (&[], 64, "doorstep: "),
        (&["backtest"], 64, "FILE"),
        (&["backtest", &file, "--until", "2025-05-01"], 64, "--until"),
        (&["backtest", &file, "--from", "May"], 64, "--from"),
        (&["backtest", &file, "--out", &file], 64, "--out"),
        (&["backtest", &file, "--out", &nowhere], 1, "out.csv"),
        (&["backtest", &missing], 1, "missing.csv"),
        (&["backtest", &empty], 1, "line 2: placed_at"),
        (&["backtest", &other], 1, "order_number"),
    ];
    for (arguments, code, word) in wrong {
        let said = Said::of(&store, &[&["promise"], arguments].concat()).await;
        assert_eq!(
            (said.code, said.out.as_str()),
            (code, ""),
            "{arguments:?}: {said:?}"
        );
        assert_eq!(said.err.trim_end().lines().count(), 1, "{}", said.err);
        assert!(said.err.contains(word), "{word} in {}", said.err);
    }
    let kept = fs::metadata(&file).expect("the history is still there");
    assert!(kept.len() > 100, "and whole");
}
