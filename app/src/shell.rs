//! The document around every page: head, brand bar, help, and the choice of
//! the page. Drawn on the server alone.

use crate::backend::{Page, PageData};
use crate::brand;
use crate::pages::console::{self, ConsolePage};
use crate::pages::settings::{self, SettingsPage};
use crate::pages::staff::{self, StaffFrame, StaffPage, WordingPreview};
use crate::pages::{
    device, follow, home, mailbox, messages, my_orders, notice, report, tracking, unsubscribe,
};
use crate::texts::{self, ShopperTexts};
use doorstep::view::brand::BrandView;
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

/// The settings of a brand as a whole document; whoever is signed in stands
/// in the bar above it.
#[must_use]
pub fn draw_settings(
    page: SettingsPage,
    frame: Option<&StaffFrame>,
    language: &str,
    nonce: Nonce,
) -> String {
    let owner = Owner::new();
    let html = owner.with(|| {
        provide_context(nonce);
        settings::document(page, frame, texts::for_staff(language)).to_html()
    });
    owner.cleanup();
    html
}

/// A page of the console as a whole document.
#[must_use]
pub fn draw_console(page: ConsolePage, language: &str, nonce: Nonce) -> String {
    let owner = Owner::new();
    let html = owner.with(|| {
        provide_context(nonce);
        console::document(page, texts::for_staff(language)).to_html()
    });
    owner.cleanup();
    html
}

/// A page of the staff's as a whole document. It runs no script and has no
/// style of its own, so it needs no nonce.
#[must_use]
pub fn draw_staff(page: StaffPage, frame: Option<StaffFrame>, language: &str) -> String {
    let owner = Owner::new();
    let html = owner.with(|| staff::page(page, frame, texts::for_staff(language)).to_html());
    owner.cleanup();
    html
}

/// The same where the page has a preview that follows what is typed.
#[must_use]
pub fn draw_staff_live(
    page: StaffPage,
    frame: Option<StaffFrame>,
    language: &str,
    nonce: Nonce,
) -> String {
    let owner = Owner::new();
    let html = owner.with(|| {
        provide_context(nonce);
        staff::page(page, frame, texts::for_staff(language)).to_html()
    });
    owner.cleanup();
    html
}

/// What words that are being edited make of an order, as a whole document.
#[must_use]
pub fn draw_wording_preview(preview: WordingPreview, language: &str) -> String {
    let owner = Owner::new();
    let draw = || staff::wording_preview(preview, texts::for_staff(language)).to_html();
    let html = owner.with(draw);
    owner.cleanup();
    html
}

/// A whole document, from data that is already there.
#[must_use]
pub fn shell(options: LeptosOptions, data: PageData) -> impl IntoView {
    let brand = data.brand().clone();
    let texts = texts::for_brand(&data.language, &brand);
    let texts = &*texts;
    let title = title(&data.page, texts);
    // Pages that never change load no script at all.
    let scripts = matches!(data.page, Page::Tracking(_))
        .then(|| view! { <HydrationScripts options=options defer=true /> });
    let own = match &data.page {
        Page::Mailbox(_) => Some(mailbox::live().into_any()),
        Page::Beside(_) => Some(mailbox::style().into_any()),
        _ => None,
    };
    view! {
        <!DOCTYPE html>
        <html lang=texts.tag()>
            <head>
                <meta charset="utf-8" />
                <meta name="viewport" content="width=device-width, initial-scale=1" />
                <meta name="color-scheme" content="light dark" />
                <meta name="theme-color" content=brand.look.light.accent.to_string() />
                <meta name="robots" content="noindex" />
                <meta name="referrer" content="no-referrer" />
                <meta name="format-detection" content="telephone=no" />
                <title>{title}</title>
                <link rel="icon" href="/favicon.svg" type="image/svg+xml" />
                <link rel="manifest" href="/manifest.webmanifest" />
                <link rel="apple-touch-icon" href="/icon/180.png" />
                <link rel="stylesheet" href="/pkg/doorstep.css" />
                <style nonce=use_nonce()>{brand::style(&brand)}</style>
                {scripts} {own}
            </head>
            <body>{body(data.page, brand, texts)}</body>
        </html>
    }
}

fn body(page: Page, brand: BrandView, texts: &dyn ShopperTexts) -> impl IntoView + use<> {
    let skip = texts.linking().skip;
    let device = remembers(&page).then(|| device::privacy(texts));
    let content = match page {
        Page::Tracking(page) | Page::Preview(page) => tracking::page(*page, texts).into_any(),
        Page::Home(page) => home::page(page, texts).into_any(),
        Page::MailSent(page) => my_orders::sent(&page, texts).into_any(),
        Page::MyOrders(page) => my_orders::list(page, texts).into_any(),
        Page::Mailbox(page) => mailbox::page(page, texts).into_any(),
        Page::Beside(page) => mailbox::beside(page, texts).into_any(),
        Page::Report(page) => report::page(page.view, texts).into_any(),
        Page::Messages(page) => messages::page(page.view, &page.brand.name, texts).into_any(),
        Page::Follow(page) => follow::page(page.view, &page.brand.name, texts).into_any(),
        Page::Unsubscribe(page) => unsubscribe::page(page.view, &page.brand.name, texts).into_any(),
        Page::LinkOver(_) => notice::page(texts.link_over(), "link-over").into_any(),
        Page::NotFound(_) => notice::page(texts.not_found(), "not-found").into_any(),
        Page::Unavailable(_) => notice::page(texts.unavailable(), "unavailable").into_any(),
    };
    view! {
        <a class="skip" href="#content">
            {skip}
        </a>
        {brand::header(&brand)}
        <main id="content" tabindex="-1">
            {content}
        </main>
        {brand::support(&brand, texts)}
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

fn title(page: &Page, texts: &dyn ShopperTexts) -> String {
    match page {
        Page::Tracking(page) | Page::Preview(page) => {
            texts.tracking_title(&page.view.order_number, &page.brand.name)
        }
        Page::Home(page) => match page.find.problem {
            Some(problem) => {
                let headline = texts.find_problem(problem).headline;
                texts.find_problem_title(&headline, &page.brand.name)
            }
            None => page.brand.name.clone(),
        },
        Page::Report(page) => {
            let headline = report::headline(&page.view.step, texts);
            texts.report_title(&headline, &page.brand.name)
        }
        Page::Messages(page) => {
            let headline = texts.messages_words().heading;
            texts.report_title(headline, &page.brand.name)
        }
        Page::Follow(page) => texts.follow_title(&page.brand.name),
        Page::Unsubscribe(page) => {
            let headline = texts.unsubscribe_heading(page.view.step);
            texts.report_title(headline, &page.brand.name)
        }
        Page::MailSent(_) => texts.mail_sent().headline,
        Page::MyOrders(_) => texts.my_orders().headline,
        Page::Mailbox(_) => texts.mailbox().headline,
        Page::Beside(_) => texts.mailbox().beside,
        Page::LinkOver(_) => texts.link_over().headline,
        Page::NotFound(_) => texts.not_found().headline,
        Page::Unavailable(_) => texts.unavailable().headline,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_document_names_its_nonce_and_has_no_other_inline_code() {
        let options = LeptosOptions::builder().output_name("doorstep").build();
        let page = Page::NotFound(brand::tests::brand(&[]));
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
}
