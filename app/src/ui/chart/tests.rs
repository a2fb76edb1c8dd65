//! Every kind of chart: as usual, thin, of nothing, of one, and beyond
//! measure.

use super::axis::Ticks;
use super::samples::{bars, chart as named, cut_to_one, every, figures, lanes, line};
use super::*;
use crate::texts::for_staff;
use doorstep::view::chart::{Figure, Interval, Marker, Unit};
use proptest::prelude::*;
use std::collections::BTreeSet;
use std::fmt::Write as _;

fn html(view: &ChartView) -> String {
    let owner = Owner::new();
    owner.with(|| chart(view, for_staff("en")).to_html())
}

/// Tags on lines of their own, without what only the drawing library needs.
fn lines(html: &str) -> String {
    html.replace("<!>", "").replace("><", ">\n<")
}

fn changed(view: &ChartView, change: impl Fn(usize, &mut Figure)) -> ChartView {
    let mut view = view.clone();
    for (index, figure) in figures(&mut view.picture).into_iter().enumerate() {
        change(index, figure);
    }
    view
}

fn thin(view: &ChartView) -> ChartView {
    ChartView {
        n: 9,
        thin: true,
        ..changed(view, |_, figure| {
            figure.thin = true;
            figure.n = 9;
        })
    }
}

fn of_nothing(view: &ChartView) -> ChartView {
    let mut view = changed(view, |_, figure| *figure = Figure::default());
    if let Picture::Distribution(of) = &mut view.picture {
        for bin in of.series.iter_mut().flat_map(|one| &mut one.bins) {
            bin.n = 0;
        }
    }
    ChartView {
        n: 0,
        why_empty: Some("No parcel was handed over yet.".into()),
        ..view
    }
}

fn of_one(view: &ChartView) -> ChartView {
    let mut view = ChartView {
        n: 1,
        ..view.clone()
    };
    cut_to_one(&mut view.picture);
    view
}

/// Numbers as broken data would have them.
fn extreme(view: &ChartView) -> ChartView {
    const VALUES: [f64; 6] = [1e300, -1e300, f64::NAN, 0.0, 1e-300, f64::INFINITY];
    let mut view = changed(view, |index, figure| {
        let value = VALUES[index % VALUES.len()];
        figure.value = Some(value);
        figure.n = u64::MAX;
        figure.thin = false;
        figure.interval = Some(Interval {
            low: -value,
            high: value,
        });
    });
    match &mut view.picture {
        Picture::Distribution(of) => {
            of.width = f64::INFINITY;
            for bin in of.series.iter_mut().flat_map(|one| &mut one.bins) {
                bin.n = u64::MAX;
            }
        }
        Picture::Scatter(scatter) => scatter.spots[0].across = f64::NAN,
        Picture::Steps(steps) => {
            steps.markers[0] = Marker {
                label: "x".into(),
                at: f64::NAN,
            };
        }
        _ => {}
    }
    view
}

fn cases(view: &ChartView) -> [(&'static str, ChartView); 5] {
    [
        ("normal", view.clone()),
        ("thin", thin(view)),
        ("empty", of_nothing(view)),
        ("one", of_one(view)),
        ("extreme", extreme(view)),
    ]
}

#[test]
fn every_kind_in_every_state() {
    for view in every() {
        let mut all = String::new();
        for (case, view) in cases(&view) {
            let _ = writeln!(all, "==== {case}\n{}", lines(&html(&view)));
        }
        insta::assert_snapshot!(view.name.clone(), all);
    }
}

#[test]
fn no_picture_has_a_style_or_a_broken_number() {
    for (case, view) in every().iter().flat_map(cases) {
        let html = html(&view);
        for unwanted in [" style=", "<style", "<script", " onclick=", "NaN", "inf"] {
            let place = html.find(unwanted);
            assert_eq!(place, None, "{case} {}: {unwanted}: {html}", view.name);
        }
        let is_empty = view.picture.is_empty();
        assert_eq!(is_empty, html.contains(r#"class="nothing""#), "{case}");
        assert_eq!(is_empty, !html.contains(r#"class="drawing"#), "{case}");
    }
}

/// The numbers of the words of a piece of HTML, and of what is said for ears;
/// without those of axes and scales.
fn numbers(html: &str) -> BTreeSet<String> {
    let mut words = String::new();
    let mut is_scale = false;
    for piece in html.split('<').skip(1) {
        let (tag, text) = piece.split_once('>').unwrap_or((piece, ""));
        if tag.starts_with("text ") || tag.starts_with("ul ") {
            is_scale = tag.contains(r#"class="tick""#) || tag.contains(r#"class="key""#);
        } else if tag.starts_with("/ul") || tag.starts_with("/text") {
            is_scale = false;
        }
        if !is_scale {
            let said = tag.split("aria-label=\"").nth(1);
            let said = said.and_then(|rest| rest.split('"').next());
            let _ = write!(words, " {text} {}", said.unwrap_or_default());
        }
    }
    let words = words.replace("95 % interval", "");
    let digits = |letter: char| !(letter.is_ascii_digit() || letter == '.' || letter == ',');
    words
        .split(digits)
        .map(|number| number.trim_matches(['.', ',']).to_owned())
        .filter(|number| !number.is_empty())
        .collect()
}

#[test]
fn every_number_of_a_picture_stands_in_its_table() {
    for view in every().iter().flat_map(|view| [view.clone(), thin(view)]) {
        let html = html(&view);
        let (_, rest) = html.split_once("</figcaption>").unwrap();
        let (picture, table) = rest.split_once("<table").unwrap();
        let mut known = numbers(&format!("<table{table}"));
        known.extend(numbers(&format!("<p>{}</p>", view.finding)));
        let shown = numbers(picture);
        assert!(shown.len() > 5, "{}: {shown:?}", view.name);
        let missing: Vec<&String> = shown.difference(&known).collect();
        assert!(missing.is_empty(), "{}: {missing:?}", view.name);
    }
}

#[test]
fn hostile_labels_stay_text() {
    let hostile = "\"><script>alert(1)</script><a href='javascript:1' onclick=x>";
    let mut bars = bars();
    bars.rows[0].label = hostile.into();
    bars.measure.name = hostile.into();
    bars.over = hostile.into();
    let mut lanes = lanes();
    lanes.destinations[0] = hostile.into();
    lanes.origins[0].label = hostile.into();
    let mut line = line(3);
    line.now.name = hostile.into();
    line.now.points[0].label = hostile.into();
    for picture in [
        Picture::Bars(bars),
        Picture::Lanes(lanes),
        Picture::Line(line),
    ] {
        let view = named(hostile, hostile, picture);
        let html = html(&view);
        for unwanted in ["<script", "<a href='"] {
            assert!(!html.contains(unwanted), "{unwanted} in {html}");
        }
        assert!(html.contains("&lt;script&gt;alert(1)"), "{html}");
        assert!(html.contains("id=\"chart-script"), "{html}");
    }
}

#[test]
fn what_has_orders_behind_it_is_a_link_in_picture_and_table() {
    for view in every() {
        let html = html(&view);
        let (picture, table) = html.split_once("<details").unwrap();
        for (part, mark) in [
            (picture, "<a href=\"/console?"),
            (table, "<a href=\"/console?"),
        ] {
            assert!(part.contains(mark), "{}: {part}", view.name);
        }
        let mut without = changed(&view, |_, figure| figure.link = None);
        if let Picture::Distribution(of) = &mut without.picture {
            for bin in of.series.iter_mut().flat_map(|one| &mut one.bins) {
                bin.link = None;
            }
        }
        assert!(!self::html(&without).contains("/console?"), "{}", view.name);
    }
}

#[test]
fn a_file_has_the_words_of_the_table() {
    let view = named("carriers", "x", Picture::Bars(bars()));
    insta::assert_snapshot!(file(&view, for_staff("en")));
}

fn check_ticks(low: f64, high: f64, unit: &Unit) {
    let ticks = Ticks::over(low, high, unit);
    let marks: Vec<f64> = ticks.marks().collect();
    let about = format!("{low} to {high}: {ticks:?}");
    assert!((3..=8).contains(&marks.len()), "{about}: {marks:?}");
    let room = ticks.step * 1e-6;
    assert!(marks[0] <= low.min(high) + room, "{about}");
    assert!(marks[marks.len() - 1] >= low.max(high) - room, "{about}");
    let power = 10f64.powf(ticks.step.log10().floor());
    let leading = ticks.step / power;
    let is_nice = |nice: f64| (leading - nice).abs() < 1e-6;
    let in_hours = *unit == Unit::Hours && ticks.step % 2.0 == 0.0;
    assert!(
        in_hours || [1.0, 2.0, 2.5, 5.0, 10.0].into_iter().any(is_nice),
        "{about}"
    );
    for pair in marks.windows(2) {
        assert!(pair[0] < pair[1], "{about}: {marks:?}");
    }
    for value in [low, high] {
        assert!((0.0..=1.0).contains(&ticks.along(value)), "{about}");
    }
}

#[test]
fn marks_of_axes_are_those_people_expect() {
    for (low, high, unit, wanted) in [
        (
            0.0,
            100.0,
            Unit::Percent,
            vec![0.0, 20.0, 40.0, 60.0, 80.0, 100.0],
        ),
        (
            0.0,
            120.0,
            Unit::Hours,
            vec![0.0, 24.0, 48.0, 72.0, 96.0, 120.0],
        ),
        (
            83.0,
            94.0,
            Unit::Percent,
            vec![82.0, 84.0, 86.0, 88.0, 90.0, 92.0, 94.0],
        ),
        (0.0, 3.0, Unit::Count, vec![0.0, 1.0, 2.0, 3.0]),
        (0.0, 0.0, Unit::Days, vec![0.0, 0.2, 0.4, 0.6, 0.8, 1.0]),
    ] {
        let marks: Vec<f64> = Ticks::over(low, high, &unit).marks().collect();
        let near = |(one, other): (&f64, &f64)| (one - other).abs() < 1e-9;
        let is_same = marks.len() == wanted.len() && marks.iter().zip(&wanted).all(near);
        assert!(is_same, "{low} to {high}: {marks:?}");
    }
}

proptest! {
    #[test]
    fn marks_cover_the_range_evenly(
        low in -1e6..1e6f64,
        length in prop_oneof![Just(0.0), 0.0..1.0f64, 0.0..1e3f64, 0.0..1e9f64],
        unit in prop::sample::select(vec![
            Unit::Percent, Unit::Days, Unit::Hours, Unit::Count,
            Unit::PerHundredOrders, Unit::Money("USD".into()),
        ]),
    ) {
        check_ticks(low, low + length, &unit);
        check_ticks(0.0, length, &unit);
    }

    #[test]
    fn no_range_is_too_much(low in proptest::num::f64::ANY, high in proptest::num::f64::ANY) {
        let ticks = Ticks::over(low, high, &Unit::Days);
        prop_assert!((3..=8).contains(&ticks.marks().count()), "{ticks:?}");
        for value in [low, high, f64::NAN] {
            prop_assert!(!ticks.along(value).is_infinite());
        }
    }
}
