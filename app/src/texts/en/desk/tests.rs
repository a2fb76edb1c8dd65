use super::*;
use crate::texts::en::ENGLISH;
use doorstep::reading::Estimate;
use doorstep::window::Window;

fn day(day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 5, day).unwrap()
}

/// Refuses code words and loose ends.
fn plain(text: &str) {
    assert!(!text.is_empty() && text.trim() == text, "“{text}”");
    for unwanted in ["_", "{", "}", "  ", "..", "None", "Some("] {
        assert!(!text.contains(unwanted), "“{unwanted}” in “{text}”");
    }
}

#[test]
fn every_word_is_plain() {
    for word in pane::PANE.all().into_iter().chain(pane::INCIDENTS.all()) {
        plain(word);
    }
    for status in Status::ALL {
        plain(&ENGLISH.staff_status(status, None));
        for reason in Reason::ALL {
            plain(&ENGLISH.staff_status(status, Some(reason)));
        }
    }
    for situation in Situation::ALL {
        for carrier in [Some("UPS"), None] {
            let text = ENGLISH.situation(situation, carrier);
            plain(&text);
            assert!(text.ends_with('.'), "{text}");
        }
        plain(ENGLISH.do_label(situation.action()));
    }
    for kind in ClaimKind::ALL {
        plain(ENGLISH.claim_kind(kind));
    }
    for state in ClaimState::ALL {
        plain(ENGLISH.claim_state(state));
        plain(ENGLISH.claim_step(state));
    }
    for evidence in Evidence::ALL {
        plain(ENGLISH.evidence(evidence));
    }
    for marked in Marked::ALL {
        plain(ENGLISH.marked(marked));
    }
    for change in ShipmentChange::ALL {
        plain(ENGLISH.shipment_change(change));
        assert_eq!(ShipmentChange::from_code(change.code()), Some(change));
    }
    for notice in Notice::ALL {
        plain(ENGLISH.notice_label(notice));
        assert_eq!(Notice::from_code(notice.code()), Some(notice));
    }
    for said in Said::ALL {
        plain(ENGLISH.said(said));
        assert_eq!(Said::from_code(said.code()), Some(said));
    }
}

fn window(window: &Window) -> String {
    ENGLISH.staff_window(&StaffWindow {
        window,
        status: Status::InTransit,
        carrier: Some("UPS"),
        today: day(14),
    })
}

#[test]
fn a_window_says_who_named_it_and_what_it_was() {
    let source = PromiseSource::Carrier;
    let expected = |was, reason| Window::Expected {
        estimate: Estimate::day(day(15)),
        source,
        was,
        reason,
    };
    assert_eq!(
        window(&expected(None, None)),
        "Due tomorrow, Friday 15 May (UPS)"
    );
    let was = Some(Estimate::day(day(12)));
    assert_eq!(
        window(&expected(was, Some(Reason::Weather))),
        "Due tomorrow, Friday 15 May (UPS); was Tuesday 12 May: bad weather"
    );
    let missed = Window::Missed {
        estimate: Estimate::day(day(12)),
        source: PromiseSource::Shop,
        reason: None,
    };
    assert_eq!(window(&missed), "Late: was due Tuesday 12 May (the shop)");
    assert_eq!(window(&Window::Unknown), "No date is known");
    assert_eq!(window(&Window::Closed), "");
}

#[test]
fn a_scan_says_its_zone_and_how_late_it_came() {
    for (offset, is_instant, words) in [
        (Some(0), true, "UTC"),
        (Some(-240), true, "UTC-4"),
        (Some(330), true, "UTC+5:30"),
        (None, true, "UTC"),
        (None, false, "no zone given"),
    ] {
        assert_eq!(ENGLISH.scan_zone(offset, is_instant), words);
    }
    for (minutes, words) in [
        (-5, "at once"),
        (41, "after 41 min"),
        (130, "after 2 h 10 min"),
        (47 * 60, "after 47 h 0 min"),
        (49 * 60, "after 2 days"),
    ] {
        assert_eq!(ENGLISH.lag(Duration::minutes(minutes)), words);
    }
}

#[test]
fn a_deadline_counts_its_days_and_says_when_it_is_a_guess() {
    let deadline = |not_before, last, is_known| {
        ENGLISH.claim_deadline(&ClaimDeadline {
            not_before,
            last,
            is_known,
            today: day(14),
            carrier: Some("UPS"),
        })
    };
    assert_eq!(
        deadline(None, day(20), true),
        "UPS takes it until Wednesday 20 May (6 days)"
    );
    assert_eq!(
        deadline(Some(day(16)), day(15), true),
        "UPS takes it until tomorrow, Friday 15 May, and not before Saturday 16 May"
    );
    assert_eq!(
        deadline(Some(day(1)), day(13), false),
        "UPS took it until Wednesday 13 May: that is over; a careful guess, look at its terms"
    );
}

#[test]
fn several_parcels_stand_in_one_line() {
    let parcels = ["In transit".to_owned(), "Delivered".to_owned()];
    assert_eq!(
        ENGLISH.staff_headline(&parcels, true),
        "2 parcels: In transit, Delivered; the rest is not shipped"
    );
    assert_eq!(ENGLISH.staff_headline(&parcels[..1], false), "In transit");
}
