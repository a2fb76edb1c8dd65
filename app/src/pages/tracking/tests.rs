//! The page as HTML: complete, in order, and safe with hostile words.

use super::live::Shown;
use super::order::order;
use doorstep::scan::Status;
use doorstep::view::tracking::{
    CarrierView, ItemView, Labels, ParcelView, PromiseView, ScanDay, ScanView, StepState, StepView,
    TrackingView, UnshippedView, WindowView,
};
use leptos::prelude::*;

fn labels() -> Labels {
    crate::texts::for_language("en").labels()
}

fn scan(text: &str) -> ScanView {
    ScanView {
        time: Some("14:05".into()),
        text: text.into(),
        place: Some("Louisville, KY".into()),
        carrier_words: Some("<b>Arrived</b> \"at\" facility</script>".into()),
    }
}

fn day(label: &str) -> ScanDay {
    ScanDay {
        label: label.into(),
        scans: vec![scan("On its way"), scan("Held up")],
    }
}

fn parcel(id: &str) -> ParcelView {
    let step = |label: &str, state| StepView {
        label: label.into(),
        state,
        time: None,
    };
    ParcelView {
        id: id.into(),
        heading: None,
        status: Status::InTransit,
        headline: "On its way".into(),
        window: WindowView {
            text: "Arriving Thursday 14 May".into(),
            late: false,
        },
        steps: vec![
            step("Ordered", StepState::Done),
            step("Shipped", StepState::Current),
            step("Delivered", StepState::Ahead),
        ],
        map: None,
        happened: "Your parcel is on its way with UPS.".into(),
        next: "It travels on to your address.".into(),
        act: "Nothing. You can close this page.".into(),
        policy: None,
        promises: vec![PromiseView {
            date: "Thursday 14 May".into(),
            note: "UPS, on 11 May: bad weather".into(),
            current: true,
        }],
        carrier: Some(CarrierView {
            name: "UPS Ground".into(),
            number: Some("1Z12345E0205271688".into()),
            link: Some("https://www.ups.com/track?tracknum=1Z12345E0205271688".into()),
        }),
        days: vec![day("Wednesday 13 May"), day("Tuesday 12 May")],
        items: vec![ItemView {
            title: "Trail shoe, blue / 42".into(),
            quantity: 2,
        }],
        freshness: "Last heard from UPS 12 min ago.".into(),
    }
}

/// A usual order, on its way in one parcel.
pub fn sample() -> TrackingView {
    TrackingView {
        revision: 7,
        brand_version: 1,
        language: "en".into(),
        order_number: "1001".into(),
        placed: "Ordered on 9 May 2026".into(),
        headline: "On its way".into(),
        status: Status::InTransit,
        parcels: vec![parcel("shp_1")],
        unshipped: None,
        labels: labels(),
        announcement: "New: On its way.".into(),
    }
}

fn html(view: TrackingView) -> String {
    let owner = Owner::new();
    owner.with(|| order(&Shown::first(view)).to_html())
}

fn count(html: &str, part: &str) -> usize {
    html.matches(part).count()
}

#[test]
fn one_parcel_is_whole_and_says_its_headline_once() {
    let html = html(sample());
    assert!(
        html.contains(r#"<h1 data-status="in_transit"><svg"#),
        "{html}"
    );
    assert_eq!(count(&html, ">On its way</h"), 1, "{html}");
    for part in [
        "window",
        "steps",
        "answers",
        "promises",
        "carrier",
        "scans",
        "items",
        "freshness",
    ] {
        assert_eq!(count(&html, &format!(r#"data-part="{part}""#)), 1, "{part}");
    }
    for answer in ["happened", "next", "act"] {
        assert_eq!(
            count(&html, &format!(r#"data-answer="{answer}""#)),
            1,
            "{answer}"
        );
    }
    assert_eq!(count(&html, r#"aria-current="step""#), 1);
    assert_eq!(count(&html, r#"rel="noopener noreferrer""#), 1);
    assert_eq!(count(&html, "<details"), 0);
}

#[test]
fn several_parcels_each_say_where_they_stand() {
    let mut view = sample();
    view.headline = "2 parcels: 1 delivered, 1 on its way".into();
    view.parcels.push(ParcelView {
        status: Status::Delivered,
        headline: "Delivered".into(),
        heading: Some("Parcel 2 of 2".into()),
        window: WindowView {
            text: String::new(),
            late: false,
        },
        ..parcel("shp_2")
    });
    let html = html(view);
    assert_eq!(count(&html, "<article"), 2);
    assert_eq!(count(&html, "<h1"), 1);
    assert!(html.contains("</svg>Delivered</h2>"), "{html}");
    assert_eq!(count(&html, r#"data-part="window""#), 1);
}

#[test]
fn long_histories_are_all_there_with_the_older_days_folded() {
    let mut view = sample();
    view.parcels[0].days = (1..=9)
        .map(|number| day(&format!("{number} May")))
        .collect();
    let html = html(view);
    assert_eq!(count(&html, r#"class="what""#), 18);
    let folded = html.split("<details>").nth(1).unwrap();
    assert_eq!(count(folded, r#"class="what""#), 12);
    assert!(folded.contains("Earlier scans (12)"), "{folded}");
}

#[test]
fn hostile_words_stay_words() {
    let mut view = sample();
    view.parcels[0].carrier = Some(CarrierView {
        name: "<img src=x onerror=alert(1)>".into(),
        number: Some("\"><script>".into()),
        link: Some("javascript:alert(1)".into()),
    });
    let html = html(view);
    for unwanted in ["<img", "<script", "</script", "<b>", "javascript:"] {
        assert!(!html.contains(unwanted), "{unwanted} in {html}");
    }
    assert_eq!(count(&html, "<a "), 0);
}

#[test]
fn an_order_that_has_not_left_is_a_page_too() {
    let mut view = sample();
    view.parcels.clear();
    view.headline = "The shop has your order".into();
    view.unshipped = Some(UnshippedView {
        headline: "Not shipped yet".into(),
        text: "The shop is getting your order ready.".into(),
        items: vec![ItemView {
            title: "Mug".into(),
            quantity: 1,
        }],
    });
    let html = html(view);
    assert_eq!(count(&html, r#"data-part="unshipped""#), 1);
    assert_eq!(count(&html, r#"data-part="items""#), 1);
    assert_eq!(count(&html, "<h2"), 0);
}

#[test]
fn a_long_page_stays_lean() {
    let mut view = sample();
    view.parcels[0].days = (1..=20)
        .map(|number| day(&format!("{number} May")))
        .collect();
    let length = html(view).len();
    assert!(length < 16_000, "{length} bytes for 40 scans");
}
