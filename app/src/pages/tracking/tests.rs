//! The page as HTML: complete, in order, and safe with hostile words.

use super::order::order;
use super::shown::Shown;
use doorstep::scan::Status;
use doorstep::view::tracking::{
    ActionView, CarrierView, ItemView, Labels, ParcelView, PickupView, PromiseView, ReportLineView,
    ScanDay, ScanView, StepState, StepView, ToldLineView, TrackingView, UnshippedView,
    WindowStanding, WindowView,
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
        why: None,
        place: Some("Last seen: Louisville, KY".into()),
        window: WindowView {
            text: "Arriving Thursday 14 May".into(),
            short: "Thu 14 May".into(),
            standing: WindowStanding::Open,
        },
        incident: None,
        steps: vec![
            step("Ordered", StepState::Done),
            step("Shipped", StepState::Current),
            step("Delivered", StepState::Ahead),
        ],
        map: None,
        happened: "Your parcel is on its way with UPS.".into(),
        next: "It travels on to your address.".into(),
        act: "Nothing. You can close this page.".into(),
        action: None,
        pickup: None,
        calendar: true,
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
        share: "My parcel: On its way. Arriving Thursday 14 May.".into(),
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
        report: Some(ReportLineView {
            label: "Something is wrong".into(),
            told: vec![ToldLineView {
                part: "shp_1".into(),
                text: "K7P2-9QXM: received".into(),
            }],
        }),
        labels: labels(),
        announcement: "New: On its way.".into(),
    }
}

fn html(view: TrackingView) -> String {
    let owner = Owner::new();
    owner.with(|| order(&Shown::first(view), "/t/x").to_html())
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
    let calendar = r#"href="/t/x/calendar.ics?parcel=shp_1""#;
    assert_eq!(count(&html, calendar), 1, "{html}");
    assert_eq!(count(&html, r#"aria-current="step""#), 1);
    assert_eq!(count(&html, r#"rel="noopener noreferrer""#), 1);
    // Four scans: the newest three stand open.
    assert_eq!(count(&html, "<details>"), 1);
    assert_eq!(count(&html, r#"data-part="place""#), 1);
    assert_eq!(count(&html, r#"data-part="overview""#), 0);
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
            short: "Wed 13 May".into(),
            standing: WindowStanding::Open,
        },
        ..parcel("shp_2")
    });
    let html = html(view);
    assert_eq!(count(&html, "<article"), 2);
    assert_eq!(count(&html, "<h1"), 1);
    assert!(html.contains("</svg>Delivered</h2>"), "{html}");
    assert_eq!(count(&html, r#"data-part="window""#), 1);
    assert_eq!(count(&html, r#"data-part="overview""#), 1);
    for id in ["shp_1", "shp_2"] {
        assert_eq!(count(&html, &format!(r##"href="#{id}""##)), 1, "{id}");
        assert_eq!(count(&html, &format!(r#" id="{id}""#)), 1, "{id}");
    }
}

#[test]
fn long_histories_are_all_there_with_the_older_scans_folded() {
    let mut view = sample();
    view.parcels[0].days = (1..=9)
        .map(|number| day(&format!("{number} May")))
        .collect();
    let html = html(view);
    assert_eq!(count(&html, r#"class="what""#), 18);
    let folded = html.split("<details>").nth(1).unwrap();
    assert_eq!(count(folded, r#"class="what""#), 15);
    assert!(folded.contains("Earlier scans (15)"), "{folded}");
    // The day that is cut in two is named on both sides.
    assert_eq!(count(&html, "<h3>2 May</h3>"), 2, "{html}");
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
    assert_eq!(
        count(&html, "<a "),
        2,
        "the calendar and the report: {html}"
    );
}

#[test]
fn trouble_at_the_carrier_stands_below_the_window_as_words() {
    let mut view = sample();
    assert_eq!(count(&html(view.clone()), r#"data-part="incident""#), 0);
    view.parcels[0].incident = Some("Snow <b>in</b> Kentucky.".into());
    let single = html(view.clone());
    assert_eq!(count(&single, r#"data-part="incident""#), 1, "{single}");
    assert!(!single.contains("<b>"), "{single}");
    let place = |part: &str| single.find(&format!(r#"data-part="{part}""#));
    assert!(place("window") < place("incident"), "{single}");
    assert!(place("incident") < place("steps"), "{single}");
    view.parcels.push(parcel("shp_2"));
    assert_eq!(count(&html(view), r#"data-part="incident""#), 1);
}

#[test]
fn what_to_do_leads_where_it_is_done_and_nowhere_else() {
    let with = |link: &str| {
        let mut view = sample();
        view.parcels[0].action = Some(ActionView {
            label: "Arrange it".into(),
            link: link.into(),
        });
        html(view)
    };
    for link in [
        "https://carrier.example/1",
        "mailto:help@shop.example?subject=1",
    ] {
        let html = with(link);
        assert!(html.contains(&format!(r#"href="{link}""#)), "{html}");
    }
    for link in [
        "javascript:alert(1)",
        "http://carrier.example",
        "//x.example",
    ] {
        let html = with(link);
        assert_eq!(count(&html, r#"data-part="action""#), 0, "{html}");
    }
}

#[test]
fn every_part_can_be_told_of_and_shows_what_was_told() {
    let mut view = sample();
    view.parcels.push(ParcelView {
        heading: Some("Parcel 2 of 2".into()),
        ..parcel("shp_2")
    });
    view.unshipped = Some(UnshippedView {
        headline: "Not shipped yet".into(),
        rest: "The rest is still at the shop".into(),
        text: "It is still at the shop.".into(),
        items: Vec::new(),
    });
    let page = html(view.clone());
    for part in ["shp_1", "shp_2", "rest"] {
        let link = format!(r#"href="/t/x/report?parcel={part}""#);
        assert_eq!(count(&page, &link), 1, "{part}: {page}");
    }
    assert_eq!(count(&page, "K7P2-9QXM"), 1, "{page}");
    view.report = None;
    let page = html(view);
    assert_eq!(count(&page, r#"data-part="report""#), 0, "{page}");
}

#[test]
fn a_pickup_point_is_told_whole() {
    let mut view = sample();
    view.parcels[0].pickup = Some(PickupView {
        name: "Corner Kiosk".into(),
        lines: vec!["3 Harbour Row".into(), "Portland".into()],
        hours: Some("Mon-Fri 8-20".into()),
    });
    let html = html(view);
    for part in ["Corner Kiosk", "3 Harbour Row", "Mon-Fri 8-20"] {
        assert_eq!(count(&html, part), 1, "{part} in {html}");
    }
}

#[test]
fn sharing_names_the_page_only_where_the_page_is_shared() {
    let html = html(sample());
    let buttons: Vec<&str> = html.split("<button").skip(1).collect();
    let naming: Vec<&&str> = buttons
        .iter()
        .filter(|button| {
            button
                .split('>')
                .next()
                .is_some_and(|tag| tag.contains("/t/x"))
        })
        .collect();
    assert_eq!((buttons.len(), naming.len()), (3, 1), "{html}");
    assert!(naming[0].contains("Share this page"), "{html}");
}

#[test]
fn data_for_machines_cannot_close_its_script() {
    let json = "{\"name\":\"</script><!--<script>&\u{2028}\"}";
    let safe = super::within_script(json);
    for unwanted in ["<", ">", "&", "\u{2028}"] {
        assert!(!safe.contains(unwanted), "{safe}");
    }
}

#[test]
fn an_order_that_has_not_left_is_a_page_too() {
    let mut view = sample();
    view.parcels.clear();
    view.headline = "The shop has your order".into();
    view.unshipped = Some(UnshippedView {
        headline: "Not shipped yet".into(),
        rest: "The rest is still at the shop".into(),
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
    assert!(length < 20_000, "{length} bytes for 40 scans");
}
