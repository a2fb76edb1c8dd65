use super::*;
use crate::texts;
use doorstep::choice::StopReason;
use doorstep::view::messages::{FollowerView, Said, TextsEnd};

fn view(sms: SmsView) -> MessagesView {
    MessagesView {
        path: "/t/x".into(),
        order_number: "1001".into(),
        email: Some(EmailView {
            hint: "<jo•••@e•••.com".into(),
            kinds: Kinds::from([Kind::Arrival]),
            stopped: None,
        }),
        sms,
        followers: vec![FollowerView {
            id: "fol_1".into(),
            hint: "ma•••@m•••.org".into(),
            is_confirmed: false,
        }],
        has_room: true,
        said: None,
        problem: None,
    }
}

fn html(view: MessagesView) -> String {
    let owner = Owner::new();
    owner.with(|| page(view, "Harbour <& Pine", texts::for_language("en")).to_html())
}

#[test]
fn each_way_has_the_kinds_that_were_chosen() {
    let page = html(view(SmsView::On {
        hint: "••• 47".into(),
        kinds: Kinds::new(),
    }));
    assert_eq!(page.matches(r#"name="email" value="#).count(), 4, "{page}");
    assert_eq!(page.matches(r#"name="sms" value="#).count(), 4, "{page}");
    assert_eq!(page.matches(" checked").count(), 1, "{page}");
    assert!(page.contains("&lt;jo•••"), "{page}");
    let none = html(view(SmsView::NotOffered));
    assert!(!none.contains(r#"name="sms""#) && !none.contains(r#"data-part="sms""#));
}

#[test]
fn an_answer_is_spoken_of_where_it_is_heard() {
    for (ends, is_heard) in [(TextsEnd::ByAnswer, true), (TextsEnd::ByLink, false)] {
        let ask = html(view(SmsView::Ask { ends }));
        assert_eq!(ask.contains("STOP"), is_heard, "{ask}");
        assert_eq!(ask.contains("The link in each"), !is_heard, "{ask}");
    }
}

#[test]
fn a_number_is_asked_for_with_consent_and_proved_by_a_code() {
    let ask = html(view(SmsView::Ask {
        ends: TextsEnd::ByAnswer,
    }));
    assert!(
        ask.contains(r#"name="agree""#) && ask.contains("STOP"),
        "{ask}"
    );
    assert!(ask.contains("Harbour &lt;&amp; Pine"), "{ask}");
    let code = html(view(SmsView::Code {
        hint: "••• 47".into(),
        shown: None,
    }));
    assert!(code.contains(r#"autocomplete="one-time-code""#), "{code}");
    assert!(!code.contains("demo"), "{code}");
    let demo = html(view(SmsView::Code {
        hint: "••• 47".into(),
        shown: Some("012345".into()),
    }));
    assert!(demo.contains("012345"), "{demo}");
}

#[test]
fn what_is_wrong_stands_beside_its_field() {
    let page = html(MessagesView {
        problem: Some(MessagesProblem::NoEmail),
        said: Some(Said::Saved),
        ..view(SmsView::Ask {
            ends: TextsEnd::ByAnswer,
        })
    });
    assert_eq!(page.matches(r#"aria-invalid="true""#).count(), 1, "{page}");
    assert!(page.contains(r#"id="wrong-email""#), "{page}");
    assert!(!page.contains(r#"data-part="said""#), "{page}");
}

#[test]
fn a_stopped_address_says_why_and_offers_nothing() {
    let page = html(MessagesView {
        email: Some(EmailView {
            hint: "jo•••@e•••.com".into(),
            kinds: Kinds::from(Kind::ALL),
            stopped: Some(StopReason::Bounced),
        }),
        ..view(SmsView::NotOffered)
    });
    assert!(page.contains("did not arrive"), "{page}");
    assert!(!page.contains("checkbox"), "{page}");
}
