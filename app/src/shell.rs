//! The document around every page: head, brand bar, help, and the choice of
//! the page. Drawn on the server alone.

use crate::backend::{Page, PageData};
use crate::pages::{device, home, my_orders, notice, tracking};
use crate::texts::{self, Texts};
use doorstep::view::tracking::BrandView;
use leptos::nonce::{Nonce, use_nonce};
use leptos::prelude::*;

/// A whole document as HTML; `nonce` is what its policy will name.
///
/// Everything is there before the drawing begins, so it needs no executor and
/// waits for nothing.
#[must_use]
pub fn draw(options: LeptosOptions, data: PageData, nonce: Nonce) -> String {
    let owner = Owner::new();
    let html = owner.with(|| {
        provide_context(nonce);
        shell(options, data).to_html()
    });
    owner.cleanup();
    html
}

/// A whole document, from data that is already there.
#[must_use]
pub fn shell(options: LeptosOptions, data: PageData) -> impl IntoView {
    let texts = texts::for_language(&data.language);
    let brand = data.brand().clone();
    let title = title(&data.page, texts);
    // Pages that never change load no script at all.
    let scripts = matches!(data.page, Page::Tracking(_))
        .then(|| view! { <HydrationScripts options=options islands=true /> });
    view! {
        <!DOCTYPE html>
        <html lang=texts.tag()>
            <head>
                <meta charset="utf-8" />
                <meta name="viewport" content="width=device-width, initial-scale=1" />
                <meta name="color-scheme" content="light dark" />
                <meta name="theme-color" content=colour(&brand.accent, ACCENT) />
                <meta name="robots" content="noindex" />
                <meta name="referrer" content="no-referrer" />
                <meta name="format-detection" content="telephone=no" />
                <title>{title}</title>
                <link rel="icon" href="/favicon.svg" type="image/svg+xml" />
                <link rel="manifest" href="/manifest.webmanifest" />
                <link rel="apple-touch-icon" href="/icon/180.png" />
                <link rel="stylesheet" href="/pkg/doorstep.css" />
                <style nonce=use_nonce()>{brand_colours(&brand)}</style>
                {scripts}
            </head>
            <body>{body(data.page, brand, texts)}</body>
        </html>
    }
}

fn body(page: Page, brand: BrandView, texts: &'static dyn Texts) -> impl IntoView {
    let linking = texts.linking();
    let device = remembers(&page).then(|| device::privacy(texts));
    let content = match page {
        Page::Tracking(page) => tracking::page(*page, texts).into_any(),
        Page::Home(page) => home::page(page, texts).into_any(),
        Page::MailSent(page) => my_orders::sent(&page, texts).into_any(),
        Page::MyOrders(page) => my_orders::list(page, texts).into_any(),
        Page::Mailbox(page) => my_orders::mailbox(page, texts).into_any(),
        Page::LinkOver(_) => notice::page(texts.link_over(), "link-over").into_any(),
        Page::NotFound(_) => notice::page(texts.not_found(), "not-found").into_any(),
        Page::Unavailable(_) => notice::page(texts.unavailable(), "unavailable").into_any(),
    };
    view! {
        <a class="skip" href="#content">
            {linking.skip.clone()}
        </a>
        {brand_bar(&brand)}
        <main id="content" tabindex="-1">
            {content}
        </main>
        {help(&brand, linking)}
        {device}
    }
}

/// Whether the device remembers an order once it shows this page.
const fn remembers(page: &Page) -> bool {
    match page {
        Page::Tracking(_) => true,
        Page::Home(page) => page.remembered.is_some(),
        _ => false,
    }
}

fn brand_bar(brand: &BrandView) -> impl IntoView + use<> {
    let name = brand.name.clone();
    let name = match web_link(brand.shop_url.as_deref()) {
        Some(url) => view! { <a href=url>{name}</a> }.into_any(),
        None => view! { <span>{name}</span> }.into_any(),
    };
    view! {
        <header class="brand">
            <p>{name}</p>
        </header>
    }
}

fn help(brand: &BrandView, linking: texts::Linking) -> impl IntoView + use<> {
    let ask = match mail_address(brand.support_email.as_deref()) {
        Some(address) => view! {
            <p>
                {linking.write_to} " "
                <a href=format!("mailto:{address}")>{address.clone()}</a>
            </p>
        }
        .into_any(),
        None => view! { <p>{linking.ask_shop}</p> }.into_any(),
    };
    let shop = web_link(brand.shop_url.as_deref())
        .map(|url| view! { <p><a href=url>{linking.to_shop}</a></p> });
    view! {
        <footer class="help">
            <h2>{linking.help}</h2>
            {ask}
            {shop}
        </footer>
    }
}

fn title(page: &Page, texts: &dyn Texts) -> String {
    match page {
        Page::Tracking(page) => texts.tracking_title(&page.view.order_number, &page.brand.name),
        Page::Home(page) => match page.find.problem {
            Some(problem) => {
                let headline = texts.find_problem(problem).headline;
                texts.find_problem_title(&headline, &page.brand.name)
            }
            None => page.brand.name.clone(),
        },
        Page::MailSent(_) => texts.mail_sent().headline,
        Page::MyOrders(_) => texts.my_orders().headline,
        Page::Mailbox(_) => texts.mailbox().headline,
        Page::LinkOver(_) => texts.link_over().headline,
        Page::NotFound(_) => texts.not_found().headline,
        Page::Unavailable(_) => texts.unavailable().headline,
    }
}

const ACCENT: &str = "#1f4d47";
const ON_ACCENT: &str = "#ffffff";

/// The brand's colours as properties. The policy for styles allows no `style`
/// attribute, so they stand in an element of their own.
fn brand_colours(brand: &BrandView) -> String {
    let accent = colour(&brand.accent, ACCENT);
    let on_accent = colour(&brand.on_accent, ON_ACCENT);
    format!(":root{{--accent:{accent};--on-accent:{on_accent}}}")
}

/// The colour if it is one and nothing else, for it stands inside a style.
fn colour(text: &str, otherwise: &str) -> String {
    let digits = text.strip_prefix('#').unwrap_or_default();
    let fits = digits.len() == 6 && digits.bytes().all(|byte| byte.is_ascii_hexdigit());
    if fits { text } else { otherwise }.to_owned()
}

fn web_link(url: Option<&str>) -> Option<String> {
    url.filter(|url| url.starts_with("https://") || url.starts_with("http://"))
        .map(str::to_owned)
}

/// Only a plain address: "mailto:" would take a subject and copies as well.
fn mail_address(address: Option<&str>) -> Option<String> {
    let plain = |letter: char| letter.is_alphanumeric() || "@.+-_".contains(letter);
    address
        .filter(|address| address.contains('@') && address.chars().all(plain))
        .map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn brand(accent: &str, support_email: &str, shop_url: &str) -> BrandView {
        BrandView {
            name: "Harbour & Pine".into(),
            accent: accent.into(),
            on_accent: "#FFFFFF".into(),
            support_email: Some(support_email.into()),
            shop_url: Some(shop_url.into()),
        }
    }

    #[test]
    fn a_brand_cannot_break_out_of_the_style() {
        let good = brand("#0a4F5e", "", "");
        assert_eq!(
            brand_colours(&good),
            ":root{--accent:#0a4F5e;--on-accent:#FFFFFF}"
        );
        for bad in ["red", "#12345", "#12345g", "#fff}</style><script>", ""] {
            assert!(brand_colours(&brand(bad, "", "")).contains(ACCENT), "{bad}");
        }
    }

    #[test]
    fn only_plain_links_are_drawn() {
        assert_eq!(web_link(Some("javascript:alert(1)")), None);
        assert_eq!(
            web_link(Some("https://shop.example")).as_deref(),
            Some("https://shop.example")
        );
        assert_eq!(mail_address(Some("a@b.example?bcc=c@d.example")), None);
        assert_eq!(
            mail_address(Some("help@shop.example")).as_deref(),
            Some("help@shop.example")
        );
    }

    #[test]
    fn a_document_names_its_nonce_and_has_no_other_inline_code() {
        let options = LeptosOptions::builder().output_name("doorstep").build();
        let page = Page::NotFound(brand("#000000", "", ""));
        let data = PageData {
            language: "en".into(),
            page,
        };
        let html = draw(options, data, Nonce::from_value("n0nce"));
        assert!(
            html.starts_with("<!DOCTYPE html><html lang=\"en\">"),
            "{html}"
        );
        assert_eq!(html.matches("<style nonce=\"n0nce\">").count(), 1, "{html}");
        for unwanted in ["<script", " style=", " onclick=", "<style>"] {
            assert!(!html.contains(unwanted), "{unwanted} in {html}");
        }
    }

    #[test]
    fn the_frame_escapes_and_links() {
        let brand = brand("#000000", "help@shop.example", "https://shop.example");
        let html = brand_bar(&brand).to_html();
        assert!(html.contains("Harbour &amp; Pine"), "{html}");
        assert!(html.contains(r#"href="https://shop.example""#), "{html}");
    }
}
