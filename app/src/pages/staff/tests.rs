use super::*;
use crate::texts;
use doorstep::audit::Deed;
use doorstep::staff::Role;
use doorstep::webhook::{EventType, WebhookFault};

fn draw(of: StaffPage, frame: Option<StaffFrame>) -> String {
    let owner = Owner::new();
    let html = owner.with(|| page(of, frame, texts::for_staff("en")).to_html());
    owner.cleanup();
    html
}

fn frame(role: Role, at: Section) -> StaffFrame {
    StaffFrame {
        name: "Rita <b>".into(),
        role,
        at: Some(at),
    }
}

#[test]
fn the_settings_are_for_admins_and_names_are_words() {
    for role in Role::ALL {
        let html = draw(StaffPage::NotAllowed, Some(frame(role, Section::Console)));
        let is_admin = role == Role::Admin;
        assert_eq!(html.contains("href=\"/settings\""), is_admin, "{html}");
        assert!(html.contains("Rita &lt;b&gt;"), "{html}");
        assert!(html.contains("action=\"/sign-out\""), "{html}");
        assert!(html.contains("aria-current=\"page\""), "{html}");
    }
    let alone = draw(StaffPage::LinkOver, None);
    assert!(!alone.contains("/sign-out"), "{alone}");
}

#[test]
fn nothing_runs_and_nothing_is_styled_in_place() {
    let pages = [
        draw(StaffPage::SignIn(SignInForm::default()), None),
        draw(set_up(), None),
        draw(people(), Some(frame(Role::Admin, Section::People))),
    ];
    for html in pages {
        for unwanted in ["<script", " style=", " onclick=", "<style"] {
            assert!(!html.contains(unwanted), "{unwanted} in {html}");
        }
    }
}

#[test]
fn a_form_says_why_it_is_shown_again_and_where_it_leads() {
    let form = SignInForm {
        problem: Some(SignInProblem::Wait(120)),
        to: Some("/settings".into()),
        ..SignInForm::default()
    };
    let html = draw(StaffPage::SignIn(form), None);
    assert!(html.contains("Try again in 2 minutes."), "{html}");
    assert!(html.contains("name=\"to\" value=\"/settings\""), "{html}");
    assert!(!html.contains("data-part=\"ready\""), "{html}");
}

#[test]
fn a_demo_lists_its_accounts() {
    let ready = ReadyAccount {
        email: "rep@demo.example".into(),
        name: "Robin".into(),
        role: Role::Rep,
        brands: vec!["Acme".into()],
        password: "for everybody".into(),
    };
    let form = SignInForm {
        ready: vec![ready],
        ..SignInForm::default()
    };
    let html = draw(StaffPage::SignIn(form), None);
    for wanted in ["Sign in as Robin", "Rep", "Acme", "for everybody"] {
        assert!(html.contains(wanted), "{wanted} in {html}");
    }
}

fn set_up() -> StaffPage {
    StaffPage::SetUp(Box::new(SetUpForm {
        seed: "GEZDGNBVGY3TQOJQ".into(),
        address: "otpauth://totp/a?secret=GEZD&issuer=a".into(),
        picture: Picture {
            side: 3,
            dark: vec![true, true, false, false, false, false, false, true, true],
        },
        is_required: true,
        asks_password: false,
        problem: Some(StaffFault::WrongCode),
        to: None,
    }))
}

#[test]
fn a_seed_is_a_picture_a_link_and_a_text() {
    let html = draw(set_up(), None);
    assert!(html.contains("M0 0h2v1h-2zM1 2h2v1h-2z"), "{html}");
    assert!(html.contains("viewBox=\"-4 -4 11 11\""), "{html}");
    assert!(html.contains("GEZD GNBV GY3T QOJQ"), "{html}");
    assert!(
        html.contains("href=\"otpauth://totp/a?secret=GEZD&amp;issuer=a\""),
        "{html}"
    );
    assert!(html.contains("role=\"alert\""), "{html}");
    assert!(!html.contains("name=\"present\""), "{html}");
}

fn people() -> StaffPage {
    let person = |id: &str, state, is_me| Person {
        public_id: id.into(),
        name: id.to_uppercase(),
        email: format!("{id}@acme.example"),
        role: Role::Rep,
        slugs: Some(vec!["acme".into()]),
        state,
        has_factor: is_me,
        is_me,
    };
    StaffPage::People(Box::new(PeoplePage {
        people: vec![
            person("me", PersonState::Open, true),
            person("other", PersonState::Closed, false),
        ],
        brands: vec![BrandChoice {
            slug: "acme".into(),
            name: "Acme & Sons".into(),
        }],
        may_all: false,
        is_required: false,
        problem: Some((Some("other".into()), StaffFault::TooFar)),
        typed: TypedPerson::default(),
        link: None,
        saved: false,
    }))
}

#[test]
fn people_are_set_within_ones_own_rights() {
    let html = draw(people(), Some(frame(Role::Admin, Section::People)));
    assert!(html.contains("Acme &amp; Sons"), "{html}");
    assert!(!html.contains("/settings/staff/me/close"), "{html}");
    assert!(html.contains("/settings/staff/other/open"), "{html}");
    assert!(!html.contains("/settings/staff/other/link"), "{html}");
    assert!(!html.contains("name=\"all\""), "{html}");
    assert!(!html.contains("/settings/second-factor"), "{html}");
    assert_eq!(html.matches("role=\"alert\"").count(), 1, "{html}");
}

#[test]
fn the_trail_says_who_what_and_when() {
    let row = TrailRow {
        at: "Thu 14 May, 12:00".into(),
        who: "Rita".into(),
        what: "Order opened".into(),
        brand: Some("Acme".into()),
        order: Some(("ord_1".into(), "#1001".into())),
        detail: "<script>".into(),
    };
    let trail = TrailPage {
        rows: vec![row],
        people: vec![("stf_1".into(), "Rita".into())],
        filter: Filter {
            deed: Some(Deed::OrderOpened),
            ..Filter::default()
        },
        older: Some("/settings/audit?before=7".into()),
        newest: None,
    };
    let page = StaffPage::Trail(Box::new(trail));
    let html = draw(page, Some(frame(Role::Admin, Section::Trail)));
    assert!(html.contains("href=\"/console/orders/ord_1\""), "{html}");
    assert!(html.contains("&lt;script&gt;"), "{html}");
    assert!(html.contains("before=7"), "{html}");
    assert!(
        html.contains("<option value=\"order_opened\" selected>"),
        "{html}"
    );
}

#[test]
fn templates_and_mails_are_words_and_nothing_else() {
    use doorstep::template::{Part, Placeholder, TemplateFault, TemplateKey};
    let hostile = "</textarea></pre><script>alert(1)</script>";
    let page = |state, faults| TemplatePage {
        slug: "acme".into(),
        key: TemplateKey::Late,
        subject: "About".into(),
        body: hostile.into(),
        version: 3,
        state,
        faults,
        preview: TemplatePreview {
            order: None,
            subject: hostile.into(),
            body: hostile.into(),
            missing: vec![Placeholder::Number],
        },
    };
    let changed = TemplateState::ChangedMeanwhile {
        subject: hostile.into(),
        body: hostile.into(),
    };
    let fault = TemplateFault::Braces {
        part: Part::Body,
        line: 4,
    };
    let row = |name: &str| OutboxRow {
        name: name.into(),
        kind: "Reply".into(),
        brand: hostile.into(),
        order: Some(("ord_1".into(), hostile.into())),
        queued: "Thu 14 May, 14:05".into(),
        standing: hostile.into(),
    };
    let of_no_order = OutboxRow {
        order: None,
        ..row("d")
    };
    let outbox = OutboxPage {
        is_set_up: false,
        dead: vec![row("a")],
        waiting: vec![row("b"), of_no_order],
        replayed: true,
        held_back: vec![row("c")],
        message: Some((hostile.into(), hostile.into())),
    };
    let admin = || Some(frame(Role::Admin, Section::Outbox));
    let pages = [
        draw(
            StaffPage::Template(Box::new(page(TemplateState::Refused, vec![fault]))),
            admin(),
        ),
        draw(
            StaffPage::Template(Box::new(page(changed, Vec::new()))),
            admin(),
        ),
        draw(StaffPage::Outbox(outbox), admin()),
    ];
    for html in &pages {
        assert!(!html.contains("<script"), "{html}");
        assert!(html.contains("&lt;script"), "{html}");
    }
    assert!(pages[0].contains("line 4"), "{}", pages[0]);
    assert!(pages[0].contains("the tracking number"), "{}", pages[0]);
    assert!(pages[0].contains("value=\"reset\""), "{}", pages[0]);
    assert!(
        pages[2].contains("No mail server is set up"),
        "{}",
        pages[2]
    );
    // Only what was given up can be sent again.
    assert!(
        pages[2].contains("name=\"mail\" value=\"a\""),
        "{}",
        pages[2]
    );
    assert!(!pages[2].contains("value=\"b\""), "{}", pages[2]);
    // What is about no order leads to none.
    let links = pages[2].matches("/console/orders/").count();
    assert_eq!(links, 3, "{}", pages[2]);
}

#[test]
fn what_an_endpoint_answered_is_text_and_a_key_is_shown_only_where_it_was_made() {
    let hostile = "<script>alert(1)</script></pre><b>";
    let endpoint = EndpointRow {
        public_id: "whe_1".into(),
        url: "https://hooks.acme.example/in".into(),
        description: hostile.into(),
        brand: hostile.into(),
        standing: "It takes what it is told.".into(),
        works: true,
        types: vec![EventType::FlagRaised],
    };
    let row = |id: &str, can_replay| DeliveryRow {
        public_id: id.into(),
        event: "evt_1".into(),
        kind: "flag.raised".into(),
        when: "Thu 14 May, 14:05".into(),
        standing: hostile.into(),
        response: Some(hostile.into()),
        can_replay,
    };
    let page = |secret: Option<&str>, is_active| WebhookPage {
        endpoint: endpoint.clone(),
        version: 7,
        typed: secret.map(|_| TypedEndpoint {
            url: hostile.into(),
            ..TypedEndpoint::default()
        }),
        is_active,
        secret: secret.map(str::to_owned),
        previous: None,
        problem: Some(WebhookFault::NothingToReplay),
        done: None,
        counted: "1 waiting, 1 given up".into(),
        deliveries: vec![row("whd_dead", true), row("whd_waits", false)],
    };
    let admin = || Some(frame(Role::Admin, Section::Webhooks));
    let list = WebhooksPage {
        endpoints: vec![endpoint.clone()],
        ..WebhooksPage::default()
    };
    let pages = [
        draw(StaffPage::Webhooks(Box::new(list)), admin()),
        draw(
            StaffPage::Webhook(Box::new(page(Some("whsec_x"), true))),
            admin(),
        ),
        draw(StaffPage::Webhook(Box::new(page(None, false))), admin()),
    ];
    for html in &pages {
        assert!(!html.contains("<script"), "{html}");
        assert!(html.contains("&lt;script"), "{html}");
    }
    assert!(pages[1].contains("whsec_x") && !pages[2].contains("whsec_"));
    // What waits is not sent again, and nothing to an endpoint that is disabled.
    assert!(pages[1].contains("name=\"delivery\" value=\"whd_dead\""));
    assert!(!pages[1].contains("value=\"whd_waits\""));
    assert!(!pages[2].contains("value=\"replay\""));
    assert!(pages[2].contains("value=\"enable\""));
    // What was typed and not taken stays in its fields, else what is stored.
    let stored = "name=\"url\" type=\"url\" value=\"https://hooks.acme.example/in\"";
    assert!(!pages[1].contains(stored), "{}", pages[1]);
    assert!(pages[2].contains(stored), "{}", pages[2]);
    let ticked = [1, 2].map(|at| pages[at].matches("checked").count());
    assert_eq!(ticked, [0, 1], "{}", pages[1]);
    assert!(pages[1].contains("name=\"version\" value=\"7\""));
}
