//! The pane as HTML: whole, in the order it is read in, safe with hostile
//! words, and each form where it belongs.

use super::order;
use crate::texts::for_staff;
use doorstep::advice::Do;
use doorstep::scan::Status;
use doorstep::view::console::desk::{
    AuditView, ChoiceView, Choices, ClaimView, ContactView, CorrectionView, DraftView, EntryView,
    EvidenceView, FaultView, FormView, LineChoice, MessageView, Outcome, OutcomeView, PhotoView,
    ToldView,
};
use doorstep::view::console::order::{AdviceView, CustomerView, FlagView, HeadView, OrderPaneView};
use doorstep::view::console::parcel::{
    FactView, IncidentNote, LedgerView, MarkView, PaneParcelView, PaneScanView,
};
use doorstep::view::tracking::{CarrierView, ItemView, WindowStanding, WindowView};
use leptos::prelude::*;
use std::collections::BTreeMap;

fn missed() -> WindowView {
    WindowView {
        text: "Late: was due Tuesday 12 May (UPS)".into(),
        short: "Late".into(),
        standing: WindowStanding::Missed,
    }
}

fn flag(label: &str, resolved: Option<&str>) -> FlagView {
    FlagView {
        id: format!("flg_{label}"),
        flag: label.to_lowercase(),
        label: label.into(),
        why: "No scan for 61 h.".into(),
        parcel: None,
        since: "since Thu 14 May, 03:00".into(),
        due: resolved.is_none().then(|| "due in 3 hours".into()),
        overdue: resolved.is_none(),
        owner: None,
        is_mine: false,
        snoozed: None,
        resolved: resolved.map(str::to_owned),
        cleared: None,
        version: 3,
    }
}

fn scan() -> PaneScanView {
    PaneScanView {
        at: Some("Thu 14 May, 14:05".into()),
        zone: "UTC-4".into(),
        text: Some("On its way".into()),
        status: Some(Status::InTransit),
        place: Some("Louisville, KY".into()),
        code: Some("I-DP".into()),
        words: Some("<b>Departed</b> \"facility\"</script>".into()),
        source: "UPS, main account".into(),
        arrived: "Thu 14 May, 18:46".into(),
        lag: Some("after 41 min".into()),
    }
}

fn parcel(id: &str, heading: Option<&str>) -> PaneParcelView {
    PaneParcelView {
        id: id.into(),
        heading: heading.map(str::to_owned),
        status: Status::InTransit,
        headline: "In transit".into(),
        since: Some("since Thu 14 May, 03:00".into()),
        place: Some("Last seen: Louisville, KY".into()),
        window: missed(),
        facts: vec![FactView {
            label: "Left at".into(),
            value: "front door".into(),
        }],
        carrier: Some(CarrierView {
            name: "UPS Ground".into(),
            number: Some("1Z12345E0205271688".into()),
            link: Some("https://www.ups.com/track".into()),
        }),
        promises: vec![LedgerView {
            date: "Tuesday 12 May".into(),
            source: "UPS".into(),
            made: Some("Mon 11 May, 10:00".into()),
            reason: Some("bad weather".into()),
            current: true,
        }],
        marks: vec![MarkView {
            label: "Lost".into(),
            why: "The depot says so".into(),
            by: "Rea, Thu 14 May, 12:03".into(),
            withdrawn: None,
        }],
        incidents: vec![IncidentNote {
            id: "inc_1".into(),
            label: "UPS in US-KY".into(),
            words: "Snow in Louisville.".into(),
        }],
        map: None,
        items: Vec::new(),
        scans: vec![scan()],
        freshness: "Last heard from UPS 12 min ago.".into(),
        version: 7,
        is_shipped: true,
        by_hand: false,
    }
}

fn entry(kind: &str, outcome: Option<OutcomeView>) -> EntryView {
    EntryView {
        kind: kind.into(),
        by: "Rea".into(),
        at: "Thu 14 May, 12:03".into(),
        body: format!("Words of a {kind} <script>alert(1)</script>"),
        outcome,
    }
}

fn contact() -> ContactView {
    ContactView {
        id: "cnt_1".into(),
        reference: "K7P2-9QXM".into(),
        topic: "where_is_it".into(),
        label: "Asks: where is it?".into(),
        opened: "from the tracking page, Thu 14 May, 12:00".into(),
        due: Some("2 hours over".into()),
        overdue: true,
        state: "nobody has it yet".into(),
        is_open: true,
        parcel: None,
        owner: None,
        is_mine: false,
        snoozed: None,
        entries: vec![entry("shopper", None), entry("reply", Some(sent()))],
        photos: vec![PhotoView {
            path: "/console/photos/pho_1".into(),
            width: 800,
            height: 600,
            words: "Photo 1 of K7P2-9QXM".into(),
        }],
        version: 2,
    }
}

fn sent() -> OutcomeView {
    OutcomeView {
        text: "Sent Thu 14 May, 12:03".into(),
        standing: Outcome::Sent,
    }
}

fn claim() -> ClaimView {
    ClaimView {
        id: "clm_1".into(),
        label: "Lost, UPS".into(),
        state: "open, not filed".into(),
        is_open: true,
        deadline: Some("UPS takes it until tomorrow".into()),
        is_urgent: true,
        amount: Some("59.90 USD".into()),
        paid: None,
        evidence: vec![EvidenceView {
            code: "value".into(),
            label: "Invoice".into(),
            at_hand: true,
            words: None,
        }],
        steps: vec![ChoiceView::new("filed", "It is filed")],
        version: 4,
    }
}

fn head() -> HeadView {
    HeadView {
        number: "#1001".into(),
        brand: "Acme Outdoor".into(),
        kind: Some("Test order".into()),
        placed: "Ordered on 9 May 2026".into(),
        total: Some("59.90 USD".into()),
        service: None,
        headline: "In transit".into(),
        status: Status::InTransit,
        window: missed(),
    }
}

/// An order with something of everything.
fn sample() -> OrderPaneView {
    OrderPaneView {
        id: "ord_1".into(),
        revision: 7,
        language: "en".into(),
        clock: "America/New_York".into(),
        head: head(),
        advice: AdviceView {
            text: "Ask UPS to look for it.".into(),
            action: Do::Claim,
            label: "Open a claim".into(),
            template: Some("stuck".into()),
            template_name: Some("Stuck".into()),
            parcel: Some("shp_1".into()),
            policy: Some("We send it again.".into()),
        },
        flags: vec![
            flag("Stuck", None),
            flag("Late", Some("Resolved by Rea: asked UPS")),
        ],
        past_flags: vec![FlagView {
            cleared: Some("Cleared by itself: the carrier has it.".into()),
            ..flag("NoFirstScan", Some("Resolved by Rea: rang the shop"))
        }],
        customer: CustomerView {
            name: Some("Ada Lang".into()),
            email: Some("ada@example.com".into()),
            phone: Some("+1 212 555 0147".into()),
            address: vec!["12 Mill Lane".into(), "11201 Brooklyn NY".into()],
            masked: false,
            forgotten: false,
            has_mail: true,
        },
        items: vec![ItemView {
            title: "Trail shoe, blue / 42".into(),
            quantity: 2,
        }],
        unshipped: None,
        parcels: vec![parcel("shp_1", None)],
        contacts: vec![contact()],
        notes: vec![entry("note", None)],
        messages: vec![MessageView {
            label: "Shipped".into(),
            at: "Mon 11 May, 18:00".into(),
            outcome: sent(),
        }],
        claims: vec![claim()],
        corrections: vec![CorrectionView {
            id: "cor_1".into(),
            label: "New address".into(),
            body: "14 Mill Lane".into(),
            by: "Rea, Thu 14 May, 12:03".into(),
            told: vec![ToldView {
                who: "carrier".into(),
                text: "The carrier still has to be told".into(),
                is_open: true,
            }],
        }],
        audit: vec![AuditView {
            at: "Thu 14 May, 12:03".into(),
            by: "Rea".into(),
            what: "opened the order".into(),
        }],
        shopper_page: "/t/0000000000000000000000".into(),
        rehearsal: None,
        pinned: false,
        forms: FormView {
            choices: choices(),
            ..FormView::default()
        },
    }
}

fn choices() -> Choices {
    let one = |code: &str, label: &str| vec![ChoiceView::new(code, label)];
    Choices {
        templates: vec![
            ChoiceView::new("stuck", "Stuck"),
            ChoiceView::new("late", "Late"),
        ],
        parcels: one("shp_1", "In transit, 1Z12345E0205271688"),
        shipments: one("shp_1:7", "In transit, 1Z12345E0205271688"),
        changes: one("replace", "Put this number in the place of its own"),
        lines: vec![LineChoice {
            id: "11".into(),
            title: "Trail shoe, blue / 42".into(),
            ordered: 2,
        }],
        claims: one("lost", "Lost"),
        marks: one("delivered", "Delivered"),
        corrections: one("address", "New address"),
        topics: one("where_is_it", "Asks: where is it?"),
        contacts: one("cnt_1", "Asks: where is it? (K7P2-9QXM)"),
        carriers: vec!["UPS".into()],
        amount: Some("59.90".into()),
    }
}

fn html(view: &OrderPaneView) -> String {
    html_within(view, "")
}

fn html_within(view: &OrderPaneView, query: &str) -> String {
    Owner::new().with(|| order(view, query, for_staff("en")).to_html())
}

fn count(html: &str, part: &str) -> usize {
    html.matches(part).count()
}

#[test]
fn everything_that_answers_is_on_the_page() {
    let html = html(&sample());
    for part in [
        "headline",
        "flags",
        "past-flags",
        "advice",
        "policy",
        "shopper-page",
        "customer",
        "order-items",
        "parcels",
        "carrier",
        "facts",
        "incidents",
        "marks",
        "ledger",
        "scans",
        "freshness",
        "thread",
        "messages",
        "claims",
        "corrections",
        "audit",
        "actions",
    ] {
        let mark = format!("data-part=\"{part}\"");
        assert_eq!(count(&html, &mark), 1, "{part}: {html}");
    }
    for said in [
        "Order #1001",
        "Test order",
        "59.90 USD",
        "Late: was due Tuesday 12 May (UPS)",
        "No scan for 61 h.",
        "Resolved by Rea: asked UPS",
        "Cleared by itself: the carrier has it.",
        "I-DP",
        "UTC-4",
        "UPS, main account",
        "after 41 min",
        "1Z12345E0205271688",
        "bad weather",
        "front door",
        "The depot says so",
        "Snow in Louisville.",
        "K7P2-9QXM",
        "UPS takes it until tomorrow",
        "The carrier still has to be told",
        "href=\"/t/0000000000000000000000\"",
        "href=\"/console/photos/pho_1\"",
    ] {
        assert!(html.contains(said), "{said}: {html}");
    }
}

#[test]
fn what_answers_stands_before_what_proves_it() {
    let html = html(&sample());
    let at = |part: &str| html.find(part).unwrap_or_else(|| panic!("no {part}"));
    let parts = [
        "data-part=\"headline\"",
        "data-part=\"flags\"",
        "data-part=\"advice\"",
        "data-part=\"parcels\"",
        "data-part=\"customer\"",
        "data-part=\"thread\"",
        "data-part=\"actions\"",
    ];
    assert!(
        parts.windows(2).all(|pair| at(pair[0]) < at(pair[1])),
        "{html}"
    );
}

#[test]
fn words_of_others_are_only_words() {
    let html = html(&sample());
    assert!(!html.contains("<script"), "{html}");
    assert!(html.contains("&lt;b&gt;Departed&lt;/b&gt;"), "{html}");
    for unwanted in [" style=", " onclick="] {
        assert!(!html.contains(unwanted), "{unwanted}");
    }
}

#[test]
fn each_form_leads_back_to_this_order() {
    let html = html_within(&sample(), "?kind=stuck");
    for action in [
        "note",
        "reply",
        "link",
        "contact",
        "claim",
        "claim-state",
        "shipment",
        "correction",
        "told",
        "mark",
        "unmark",
        "pin",
    ] {
        let form = format!("action=\"/console/orders/ord_1/{action}?kind=stuck\"");
        assert_eq!(count(&html, &form), 1, "{action}: {html}");
    }
    assert_eq!(count(&html, "value=\"take:flag:flg_Stuck:3\""), 1, "{html}");
    assert_eq!(count(&html, "value=\"take:contact:cnt_1:2\""), 1, "{html}");
    assert!(!html.contains("take:flag:flg_Late"), "it is dealt with");
    assert!(
        html.contains("href=\"/console/orders/ord_1?kind=stuck&amp;open=claim#act-claim\""),
        "{html}"
    );
    assert!(
        html.contains("href=\"/console/orders/ord_1?kind=stuck&amp;draft=stuck#act-reply\""),
        "{html}"
    );
}

#[test]
fn what_was_typed_stays_and_the_reason_stands_beside_it() {
    let mut view = sample();
    view.forms.open = Some("note".into());
    let typed = "half a \"note\" </textarea><script>";
    view.forms.typed = BTreeMap::from([("body".into(), typed.into())]);
    view.forms.fault = Some(FaultView {
        field: "body".into(),
        text: "This is too long: make it shorter.".into(),
    });
    let html = html(&view);
    assert!(
        html.contains("half a \"note\" &lt;/textarea>&lt;script>"),
        "{html}"
    );
    assert_eq!(count(&html, "id=\"note-body-fault\""), 1, "{html}");
    assert_eq!(count(&html, "aria-describedby=\"note-body-fault\""), 1);
    assert_eq!(count(&html, "aria-invalid=\"true\""), 1, "{html}");
    let note = html.find("id=\"act-note\"").expect("the form is there");
    let tag = &html[html[..note].rfind('<').unwrap_or(0)..];
    let tag = &tag[..tag.find('>').unwrap_or(tag.len())];
    assert!(tag.contains(" open"), "{tag}");
}

#[test]
fn a_draft_says_what_it_lacks() {
    let mut view = sample();
    view.forms.open = Some("reply".into());
    view.forms.draft = DraftView {
        template: Some("stuck".into()),
        contact: Some("cnt_1".into()),
        subject: "Your order #1001".into(),
        body: "It travels with {{carrier}}.".into(),
        missing: vec!["who carries it".into()],
    };
    let html = html(&view);
    assert_eq!(count(&html, "data-part=\"missing\""), 1, "{html}");
    assert!(html.contains("who carries it"), "{html}");
    assert!(html.contains("It travels with {{carrier}}."), "{html}");
    assert!(html.contains("value=\"Your order #1001\""), "{html}");
}

#[test]
fn of_several_parcels_one_stands_open() {
    let mut view = sample();
    view.parcels = vec![
        parcel("shp_2", Some("Parcel 2 of 2")),
        parcel("shp_1", Some("Parcel 1 of 2")),
    ];
    let html = html(&view);
    assert_eq!(count(&html, "class=\"one-of\""), 2, "{html}");
    assert_eq!(count(&html, "data-part=\"parcel-headline\""), 2, "{html}");
    let first = html.find("Parcel 2 of 2").expect("the worst is first");
    assert!(first < html.find("Parcel 1 of 2").unwrap_or_default());
}

#[test]
fn nobody_writes_to_a_buyer_without_an_address() {
    let mut view = sample();
    view.customer = CustomerView {
        forgotten: true,
        ..CustomerView::default()
    };
    let html = html(&view);
    assert!(!html.contains("/ord_1/reply"), "{html}");
    assert!(!html.contains("/ord_1/link"), "{html}");
    assert!(html.contains("This person was forgotten."), "{html}");
}

#[test]
fn an_order_of_which_nothing_has_left_asks_for_no_parcel() {
    let mut view = sample();
    view.forms.choices.parcels.clear();
    view.forms.choices.shipments.clear();
    let html = html(&view);
    for action in ["claim\"", "mark\""] {
        assert!(!html.contains(&format!("/ord_1/{action}")), "{html}");
    }
    assert!(html.contains("/ord_1/shipment"), "{html}");
}
