//! Tables of charts, and what a spreadsheet reads of them.

use super::csv::{csv, guarded};
use super::table::{Cell, Heading, Table};
use super::*;
use proptest::prelude::*;

fn measure(name: &str, unit: Unit) -> Measure {
    Measure {
        name: name.into(),
        unit,
    }
}

fn figure(value: f64, n: u64) -> Figure {
    Figure {
        value: Some(value),
        n,
        ..Figure::default()
    }
}

fn chart(picture: Picture) -> ChartView {
    ChartView {
        name: "one".into(),
        finding: "81 %".into(),
        note: None,
        n: 10,
        thin: false,
        why_empty: None,
        csv: None,
        picture,
    }
}

fn bars(labels: &[&str], unit: Unit) -> ChartView {
    let rows = labels.iter().map(|label| Row {
        label: (*label).into(),
        figures: vec![figure(81.25, 230)],
    });
    chart(Picture::Bars(Bars {
        over: "Carrier".into(),
        measure: measure("On time", unit),
        series: Vec::new(),
        rows: rows.collect(),
        lay: Lay::Along,
        marker: Some(Marker {
            label: "All".into(),
            at: 84.0,
        }),
    }))
}

#[test]
fn columns_in_which_nothing_stands_are_left_out() {
    let plain = Table::of(&bars(&["UPS"], Unit::Percent));
    let [over, value] = [
        Heading::Said("Carrier".into()),
        Heading::Measure(measure("On time", Unit::Percent)),
    ];
    assert_eq!(plain.headings, [over.clone(), value.clone(), Heading::N]);
    let mut thin = bars(&["UPS"], Unit::Percent);
    if let Picture::Bars(bars) = &mut thin.picture {
        bars.rows[0].figures[0].thin = true;
        bars.rows[0].figures[0].interval = Some(Interval {
            low: 60.0,
            high: 93.0,
        });
    }
    let thin = Table::of(&thin);
    let [low, high] = [Heading::Low(Unit::Percent), Heading::High(Unit::Percent)];
    assert_eq!(
        thin.headings,
        [over, value, low, high, Heading::N, Heading::Thin]
    );
    assert_eq!(thin.lines[0].cells[2], Cell::Number(60.0, Unit::Percent));
    assert!(thin.lines[0].thin && !thin.lines[1].thin);
}

#[test]
fn a_histogram_has_its_bins_and_their_sum() {
    let bins = [1, 3].map(|n| Bin { n, link: None });
    let table = Table::of(&chart(Picture::Distribution(Distribution {
        across: measure("Days", Unit::Days),
        from: 2.0,
        width: 0.5,
        series: vec![Histogram {
            name: "Actual".into(),
            bins: bins.to_vec(),
        }],
        markers: Vec::new(),
    })));
    let numbers: Vec<Vec<f64>> = table
        .lines
        .iter()
        .map(|line| {
            let numbers = line.cells.iter().filter_map(|cell| match cell {
                Cell::Number(value, _) => Some(*value),
                Cell::Text(_) | Cell::Thin(_) | Cell::Empty => None,
            });
            numbers.collect()
        })
        .collect();
    assert_eq!(
        numbers,
        [
            [2.0, 2.5, 25.0, 1.0],
            [2.5, 3.0, 75.0, 3.0],
            [2.0, 3.0, 100.0, 4.0]
        ]
    );
}

#[test]
fn broken_numbers_are_no_numbers() {
    for broken in [f64::NAN, f64::INFINITY, f64::NEG_INFINITY] {
        let mut one = figure(broken, 3);
        assert_eq!(one.known(), None);
        one.value = Some(5.0);
        one.interval = Some(Interval {
            low: broken,
            high: 6.0,
        });
        assert_eq!(one.span(), None);
    }
    let mut turned = figure(5.0, 3);
    turned.interval = Some(Interval {
        low: 6.0,
        high: 4.0,
    });
    assert_eq!(turned.span(), None);
}

#[test]
fn a_file_is_quoted_and_holds_plain_numbers() {
    let labels = [
        "UPS, Ground",
        "the \"slow\" one",
        "two\nlines",
        "Überseepost",
    ];
    let table = Table::of(&bars(&labels, Unit::Percent));
    let headings = ["Carrier", "On time (%)", "n"].map(str::to_owned);
    assert_eq!(
        csv(&table, &headings),
        "Carrier,On time (%),n\r\n\
         \"UPS, Ground\",81.25,230\r\n\
         \"the \"\"slow\"\" one\",81.25,230\r\n\
         \"two\nlines\",81.25,230\r\n\
         Überseepost,81.25,230\r\n\
         All,84,\r\n"
    );
}

#[test]
fn money_is_written_in_the_places_of_its_currency() {
    for (currency, wanted) in [("USD", "0.81,"), ("JPY", "81,"), ("KWD", "0.081,")] {
        let table = Table::of(&bars(&["UPS"], Unit::Money(currency.into())));
        let file = csv(&table, &[]);
        assert!(file.contains(wanted), "{file}");
    }
}

#[test]
fn labels_that_begin_like_formulas_are_guarded_and_numbers_are_not() {
    for (label, wanted) in [
        ("=1+1", "'=1+1"),
        ("+49 123", "'+49 123"),
        ("-5 to 0", "'-5 to 0"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\t=1", "'\t=1"),
        ("\r=1", "'\r=1"),
        ("\n=1", "'\n=1"),
        ("  =1", "'  =1"),
        ("＝1+1", "'＝1+1"),
        ("UPS = best", "UPS = best"),
        ("", ""),
    ] {
        assert_eq!(guarded(label), wanted);
        let table = Table::of(&bars(&[label], Unit::Percent));
        let heading = guarded(label);
        let file = csv(&table, &[label.to_owned(), "x".into(), "n".into()]);
        let quoted = if heading.contains(['\r', '\n']) {
            format!("\"{heading}\"")
        } else {
            heading
        };
        assert!(
            file.starts_with(&format!("{quoted},x,n\r\n{quoted},81.25")),
            "{file}"
        );
    }
    let mut below = bars(&["UPS"], Unit::Days);
    if let Picture::Bars(bars) = &mut below.picture {
        bars.rows[0].figures[0].value = Some(-1.5);
    }
    let file = csv(&Table::of(&below), &[]);
    assert!(file.contains("UPS,-1.5,230"), "{file}");
}

proptest! {
    #[test]
    fn no_cell_of_any_file_begins_a_formula(label in "\\PC{0,12}|[=+@\\-\t\r\n ]{1,3}.{0,6}") {
        let table = Table::of(&bars(&[&label], Unit::Percent));
        let file = csv(&table, std::slice::from_ref(&label));
        let cell = file.strip_prefix('"').unwrap_or(&file);
        let first = cell.trim_start_matches(' ').chars().next();
        prop_assert!(!matches!(first, Some('=' | '+' | '-' | '@' | '\t')), "{file:?}");
    }
}

#[test]
fn a_chart_crosses_the_wire() {
    let value = serde_json::to_value(bars(&["UPS"], Unit::Money("EUR".into()))).unwrap();
    assert_eq!(value["picture"]["kind"], "bars");
    assert_eq!(value["picture"]["lay"], "along");
    assert_eq!(value["picture"]["measure"]["unit"]["money"], "EUR");
    assert_eq!(value["picture"]["rows"][0]["figures"][0]["value"], 81.25);
}

#[test]
fn a_picture_of_nothing_is_empty() {
    let mut one = bars(&["UPS"], Unit::Percent);
    assert!(!one.picture.is_empty());
    if let Picture::Bars(bars) = &mut one.picture {
        bars.rows[0].figures[0].value = None;
    }
    assert!(one.picture.is_empty());
}
