use super::*;
use crate::texts;
use doorstep::brand::named;
use leptos::nonce::Nonce;

fn draw(page: SettingsPage) -> String {
    let owner = Owner::new();
    let html = owner.with(|| {
        provide_context(Nonce::from_value("n0nce"));
        document(page, None, texts::for_staff("en")).to_html()
    });
    owner.cleanup();
    html
}

fn form(values: &[(&str, &str)], problems: &[(&str, &str)], state: FormState) -> String {
    let mut given = named("acme", "Acme");
    given.extend(
        values
            .iter()
            .map(|(key, value)| ((*key).into(), (*value).into())),
    );
    draw(SettingsPage::Brand(Box::new(BrandForm {
        slug: "acme".into(),
        values: given,
        problems: problems
            .iter()
            .map(|(key, fault)| ((*key).into(), (*fault).into()))
            .collect(),
        state,
    })))
}

#[test]
fn what_was_typed_stays_and_what_is_wrong_stands_beside_it() {
    let html = form(
        &[
            ("look.accent", "\"><script>"),
            ("texts.home.hedline", "Hello"),
            ("hosts", "a.example\nb.example"),
        ],
        &[
            ("look.accent", "it is no colour"),
            ("texts.home.hedline", "there is no such text"),
        ],
        FormState::Refused,
    );
    assert!(
        html.contains("value=\"&quot;&gt;&lt;script&gt;\"")
            || html.contains("value=\"&quot;><script>\""),
        "{html}"
    );
    assert!(
        html.contains("<span class=\"fault\">it is no colour</span>"),
        "{html}"
    );
    assert!(html.contains("aria-invalid=\"true\""), "{html}");
    assert!(html.contains("home.hedline = Hello"), "{html}");
    assert!(
        html.contains("home.hedline: there is no such text"),
        "{html}"
    );
    assert!(html.contains("a.example\nb.example"), "{html}");
    assert!(html.contains("data-part=\"problems\""), "{html}");
}

#[test]
fn a_form_works_from_behind_any_path_and_without_javascript() {
    let html = form(&[], &[], FormState::Saved);
    assert!(html.contains("data-part=\"saved\""), "{html}");
    assert!(html.contains("formaction=\"acme/preview\""), "{html}");
    assert!(html.contains("formtarget=\"preview\""), "{html}");
    assert!(html.contains("enctype=\"multipart/form-data\""), "{html}");
    assert_eq!(
        html.matches("<script nonce=\"n0nce\">").count(),
        1,
        "{html}"
    );
    for absolute in ["href=\"/settings", "action=\"/", "src=\"/settings"] {
        assert!(!html.contains(absolute), "{absolute}");
    }
}

#[test]
fn the_list_leads_to_every_brand() {
    let brands = vec![BrandEntry {
        slug: "acme".into(),
        name: "Acme & Sons".into(),
        is_default: true,
    }];
    let html = draw(SettingsPage::Brands(brands.clone(), MakesMore::Yes));
    assert!(html.contains("action=\"settings/brand\""), "{html}");
    let html = draw(SettingsPage::Brands(brands, MakesMore::No));
    assert!(!html.contains("action=\"settings/brand\""), "{html}");
    assert!(html.contains("href=\"settings/brand/acme\""), "{html}");
    assert!(html.contains("Acme &amp; Sons"), "{html}");
}
