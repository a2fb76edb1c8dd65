use super::*;
use crate::texts;
use doorstep::brand::Remedy;
use doorstep::contact::{Looked, State};
use doorstep::view::report::{PhotoProblem, ReportForm, ReportProblem, Typed};

fn view(step: ReportStep) -> ReportView {
    ReportView {
        path: "/t/x".into(),
        order_number: "1001".into(),
        told: vec![told()],
        part: Some(PartView {
            id: "shp_1".into(),
            heading: Some("Parcel 1 of 2".into()),
            headline: "Delivered".into(),
        }),
        step,
    }
}

fn told() -> ToldView {
    ToldView {
        reference: "K7P2-9QXM".into(),
        topic: Topic::Damaged,
        on: "Thursday 14 May".into(),
        state: State::LookedAt,
    }
}

fn form(topic: Topic) -> ReportForm {
    ReportForm {
        topic,
        trouble: None,
        left_at: Some("<b>Front door</b>".into()),
        remedies: Vec::new(),
        policy: None,
        joins: false,
        typed: Typed::default(),
        problems: Vec::new(),
    }
}

fn html(step: ReportStep) -> String {
    let owner = Owner::new();
    owner.with(|| page(view(step), texts::for_language("en")).to_html())
}

fn of(form: ReportForm) -> String {
    html(ReportStep::Form(Box::new(form)))
}

#[test]
fn what_was_told_comes_before_what_is_asked() {
    let html = html(ReportStep::What {
        topics: vec![Topic::NotReceived, Topic::Other],
        trouble: None,
    });
    let told = html
        .find("K7P2-9QXM: the shop is looking into it.")
        .unwrap();
    let asked = html.find("topic=not_received").unwrap();
    assert!(told < asked, "{html}");
    assert!(html.contains("Parcel 1 of 2: Delivered"), "{html}");
    assert!(
        html.contains(r#"href="/t/x/report?parcel=shp_1&amp;topic=other""#),
        "{html}"
    );
}

#[test]
fn a_form_asks_for_what_is_needed_and_no_more() {
    let lost = of(form(Topic::NotReceived));
    assert_eq!(lost.matches(r#"type="checkbox""#).count(), 3, "{lost}");
    assert!(lost.contains("&lt;b&gt;Front door"), "{lost}");
    assert!(!lost.contains(r#"type="file""#), "{lost}");
    let broken = of(form(Topic::Damaged));
    assert!(broken.contains(r#"type="file""#), "{broken}");
    assert!(!broken.contains("checkbox"), "{broken}");
    let other = of(form(Topic::Other));
    assert!(!other.contains("radio"), "{other}");
    assert!(
        other.contains(r#"enctype="multipart/form-data""#),
        "{other}"
    );
}

#[test]
fn only_what_the_policy_allows_can_be_chosen() {
    let html = of(ReportForm {
        remedies: vec![Remedy::Refund],
        policy: Some(PolicyView {
            heading: "Once it is back".into(),
            text: "We give your money back.".into(),
        }),
        ..form(Topic::Returned)
    });
    assert_eq!(html.matches(r#"type="radio""#).count(), 1, "{html}");
    assert!(html.contains("We give your money back."), "{html}");
}

#[test]
fn what_was_typed_stands_there_again_beside_what_is_wrong() {
    let html = of(ReportForm {
        typed: Typed {
            looked: vec![Looked::Neighbours],
            remedy: None,
            words: "It is </textarea><script>".into(),
        },
        problems: vec![
            ReportProblem::TooLong,
            ReportProblem::Photo(2, PhotoProblem::Heic),
        ],
        ..form(Topic::Damaged)
    });
    assert!(!html.contains("<script"), "{html}");
    assert!(html.contains("It is &lt;/textarea>&lt;script>"), "{html}");
    assert_eq!(html.matches(r#"aria-invalid="true""#).count(), 2, "{html}");
    assert_eq!(html.matches("Photo 2 is in a format").count(), 2, "{html}");
    assert!(html.contains("choose your photos again"), "{html}");
}

#[test]
fn a_report_that_came_shows_its_reference_and_no_words() {
    let html = html(ReportStep::Sent(Box::new(SentView {
        told: told(),
        photos: 2,
        policy: None,
    })));
    assert!(
        html.contains(r#"<strong data-part="reference">K7P2-9QXM"#),
        "{html}"
    );
    assert!(html.contains("2 photos came with it."), "{html}");
    assert!(!html.contains(r#"data-part="told""#), "{html}");
}
