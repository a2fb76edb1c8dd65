use super::*;
use doorstep::flag::Flag;
use doorstep::queue::{Filter, Kind, What};
use doorstep::staff::Role;
use doorstep::view::console::queue::{CountView, ItemView, RowView};
use doorstep::view::console::{BrandChoice, SaidTone, SaidView};
use leptos::nonce::Nonce;

fn frame() -> FrameView {
    FrameView {
        name: "Grace".to_owned(),
        role: Role::Rep,
        brands: vec![BrandChoice {
            slug: "juniper".to_owned(),
            name: "Juniper".to_owned(),
        }],
        filter: Filter::default(),
        path: "/console".to_owned(),
        order: None,
        said: Vec::new(),
    }
}

fn item(flag: Flag, version: i64) -> ItemView {
    ItemView {
        kind: Kind::Flag(flag),
        id: format!("flg_{}", flag.code()),
        version,
        reason: "No scan for <b>61 h</b>.".to_owned(),
        since: "since Tue 12 May, 09:00".to_owned(),
        due: "2 hours over".to_owned(),
        breached: true,
        owner: None,
        resolved: false,
    }
}

fn queue() -> QueueView {
    QueueView {
        counts: vec![CountView {
            what: What::Flag(Flag::Stuck),
            count: 3,
            breached: true,
        }],
        rows: vec![RowView {
            item: item(Flag::Stuck, 4),
            order: "ord_1".to_owned(),
            number: "#1001".to_owned(),
            brand: "Juniper".to_owned(),
            test: false,
            folded: vec![item(Flag::PromiseMissed, 0)],
        }],
        ..QueueView::default()
    }
}

fn drawn(frame: FrameView, queue: QueueView, main: Main) -> String {
    let page = ConsolePage { frame, queue, main };
    let nonce = Nonce::from_value("n0nce");
    crate::draw_console(page, "en", nonce)
}

fn nothing() -> Main {
    Main::Nothing(AtHandView::default())
}

#[test]
fn the_document_has_no_inline_code_and_nothing_of_the_shoppers_pages() {
    let html = drawn(frame(), queue(), nothing());
    assert!(
        html.starts_with("<!DOCTYPE html><html lang=\"en\">"),
        "{html}"
    );
    for unwanted in [" style=", " onclick=", "<style", "doorstep.css", "<b>61"] {
        assert!(!html.contains(unwanted), "{unwanted} in {html}");
    }
    assert!(html.contains("src=\"/pkg/console.js\""));
}

#[test]
fn a_row_carries_the_version_that_is_shown() {
    let html = drawn(frame(), queue(), nothing());
    for wanted in [
        "value=\"flag:flg_stuck:4\"",
        "value=\"take:flag:flg_stuck:4\"",
        "value=\"flag:flg_promise_missed:0\"",
        "href=\"/console/orders/ord_1\"",
    ] {
        assert!(html.contains(wanted), "{wanted} in {html}");
    }
}

#[test]
fn links_keep_what_is_looked_at() {
    let mut frame = frame();
    frame.filter.what = Some(What::Flag(Flag::Stuck));
    frame.filter.page = 1;
    let html = drawn(frame, queue(), nothing());
    for wanted in [
        "href=\"/console/orders/ord_1?kind=stuck&amp;page=2\"",
        "action=\"/console/queue?kind=stuck&amp;page=2\"",
        "href=\"/console?show=mine&amp;kind=stuck\"",
        "rel=\"prev\" href=\"/console?kind=stuck\"",
    ] {
        assert!(html.contains(wanted), "{wanted} in {html}");
    }
}

#[test]
fn what_was_done_is_said_and_a_refused_form_keeps_what_was_typed() {
    let mut frame = frame();
    frame.said.push(SaidView {
        tone: SaidTone::Refused,
        text: "Grace took it.".to_owned(),
    });
    let mut queue = queue();
    queue.form.act = "resolve".to_owned();
    queue.form.why = "the carrier <found> it".to_owned();
    queue.form.rows = vec!["flag:flg_stuck:4".to_owned()];
    queue.form.fault = Some("Write a few words.".to_owned());
    let html = drawn(frame, queue, nothing());
    for wanted in [
        "<p data-tone=\"refused\">Grace took it.</p>",
        "the carrier &lt;found> it",
        "Write a few words.",
        "checked",
    ] {
        assert!(html.contains(wanted), "{wanted} in {html}");
    }
}

#[test]
fn a_queue_that_cannot_be_read_says_so() {
    let queue = QueueView {
        failed: true,
        ..QueueView::default()
    };
    let html = drawn(frame(), queue, Main::Notice(Notice::Failed));
    assert!(html.contains("data-part=\"failed\"") && html.contains("data-page=\"failed\""));
    assert!(!html.contains("name=\"act\""), "nothing can be done then");
}
