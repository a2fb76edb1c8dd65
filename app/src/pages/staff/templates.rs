//! A brand's reply templates: which there are, and one of them to be edited,
//! with a preview below it.

use crate::texts::Texts;
use crate::ui::area::within_area;
use doorstep::template::{Placeholder, TemplateFault, TemplateKey};
use leptos::prelude::*;

/// The templates of a brand.
#[derive(Clone, Debug)]
pub struct TemplatesPage {
    /// The brand's slug.
    pub slug: String,
    /// Its name.
    pub brand: String,
    /// Those it has its own words for.
    pub changed: Vec<TemplateKey>,
}

/// One template, as it was typed.
#[derive(Clone, Debug)]
pub struct TemplatePage {
    /// The brand's slug.
    pub slug: String,
    /// Which template.
    pub key: TemplateKey,
    /// The mail's subject.
    pub subject: String,
    /// The mail's text.
    pub body: String,
    /// The version that was read; 0 for our words.
    pub version: i64,
    /// How it stands.
    pub state: TemplateState,
    /// What is wrong with it.
    pub faults: Vec<TemplateFault>,
    /// What it makes of an order.
    pub preview: TemplatePreview,
}

/// How a form stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TemplateState {
    /// As it is stored, or as it was typed.
    Opened,
    /// It was stored just now.
    Saved,
    /// It must be mended.
    Refused,
    /// Somebody else has changed it meanwhile: what they wrote.
    ChangedMeanwhile {
        /// Their subject.
        subject: String,
        /// Their text.
        body: String,
    },
}

/// What a template makes of an order.
#[derive(Clone, Debug)]
pub struct TemplatePreview {
    /// The order's number; `None` for a made-up order.
    pub order: Option<String>,
    /// The mail's subject.
    pub subject: String,
    /// The mail's text.
    pub body: String,
    /// What the order does not know.
    pub missing: Vec<Placeholder>,
}

/// Draws the list.
pub fn list(page: TemplatesPage, texts: &dyn Texts) -> impl IntoView + use<> {
    let words = texts.templates_page();
    let entries: Vec<_> = TemplateKey::ALL
        .iter()
        .map(|key| {
            let href = format!("/settings/brand/{}/templates/{}", page.slug, key.code());
            let note = if page.changed.contains(key) {
                words.changed
            } else {
                words.ours
            };
            view! {
                <li>
                    <a href=href>
                        <strong>{texts.template_label(*key)}</strong>
                        <span>{note}</span>
                    </a>
                </li>
            }
        })
        .collect();
    let brand = format!("/settings/brand/{}", page.slug);
    view! {
        <div data-page="templates" class="parts">
            <p>
                <a href=brand>{page.brand}</a>
            </p>
            <p>{words.list_text}</p>
            <ul class="brands">{entries}</ul>
        </div>
    }
}

/// Draws the form of one.
pub fn form(page: TemplatePage, texts: &dyn Texts) -> impl IntoView + use<> {
    let words = texts.templates_page();
    let own = format!("/settings/brand/{}/templates", page.slug);
    let action = format!("{own}/{}", page.key.code());
    let reset = (page.version > 0).then(|| {
        view! {
            <button class="button" name="do" value="reset">
                {words.reset}
            </button>
        }
    });
    let said = said(&page, texts);
    let is_refused = (!page.faults.is_empty()).then_some("true");
    view! {
        <div data-page="template" class="parts">
            <p>
                <a href=own>{words.back}</a>
            </p>
            <h2>{texts.template_label(page.key)}</h2>
            {said}
            <form class="card template" method="post" action=action>
                <input type="hidden" name="version" value=page.version.to_string() />
                <div class="field">
                    <label for="subject">{words.subject}</label>
                    <input
                        id="subject"
                        name="subject"
                        value=page.subject
                        size="60"
                        autocomplete="off"
                        aria-invalid=is_refused
                    />
                </div>
                <div class="field">
                    <label for="body">{words.body}</label>
                    <textarea id="body" name="body" rows="24" aria-invalid=is_refused>
                        {within_area(&page.body)}
                    </textarea>
                </div>
                <p class="buttons">
                    <button class="button main" name="do" value="save">
                        {words.save}
                    </button>
                    <button class="button" name="do" value="draw">
                        {words.draw}
                    </button>
                    {reset}
                </p>
            </form>
            {preview(page.preview, texts)}
            {placeholders(texts)}
        </div>
    }
}

fn said(page: &TemplatePage, texts: &dyn Texts) -> AnyView {
    let words = texts.templates_page();
    match &page.state {
        TemplateState::Opened => ().into_any(),
        TemplateState::Saved => view! {
            <p class="said" role="status" data-part="saved">
                {words.saved}
            </p>
        }
        .into_any(),
        TemplateState::Refused => {
            let faults: Vec<_> = page
                .faults
                .iter()
                .map(|fault| view! { <li>{texts.template_fault(fault)}</li> })
                .collect();
            view! {
                <div
                    class="said refused"
                    role="alert"
                    tabindex="-1"
                    autofocus
                    data-part="problems"
                >
                    <p>{words.mend}</p>
                    <ul>{faults}</ul>
                </div>
            }
            .into_any()
        }
        TemplateState::ChangedMeanwhile { subject, body } => view! {
            <div class="said refused" role="alert" tabindex="-1" autofocus data-part="changed">
                <p>{words.changed_meanwhile}</p>
                <p>
                    <strong>{subject.clone()}</strong>
                </p>
                <pre class="mail">{body.clone()}</pre>
            </div>
        }
        .into_any(),
    }
}

fn preview(preview: TemplatePreview, texts: &dyn Texts) -> impl IntoView + use<> {
    let words = texts.templates_page();
    let of = match preview.order {
        Some(order) => format!("{} {order}", words.preview_of),
        None => words.preview_sample.to_owned(),
    };
    let missing: Vec<_> = preview
        .missing
        .iter()
        .map(|lacking| view! { <li>{texts.placeholder_label(*lacking)}</li> })
        .collect();
    let missing = (!missing.is_empty()).then(|| {
        view! {
            <div class="said refused" data-part="missing">
                <p>{words.lacks}</p>
                <ul>{missing}</ul>
            </div>
        }
    });
    view! {
        <section class="card" data-part="preview">
            <h2 class="section">{words.preview}</h2>
            <p class="about">{of}</p>
            {missing}
            <p>
                <strong>{preview.subject}</strong>
            </p>
            <pre class="mail">{preview.body}</pre>
        </section>
    }
}

fn placeholders(texts: &dyn Texts) -> impl IntoView + use<> {
    let words = texts.templates_page();
    let all: Vec<_> = Placeholder::ALL
        .iter()
        .map(|one| {
            let written = format!("{{{{{}}}}}", one.code());
            view! {
                <li>
                    <code>{written}</code>
                    " "
                    {texts.placeholder_label(*one)}
                </li>
            }
        })
        .collect();
    view! {
        <details class="card">
            <summary>{words.placeholders}</summary>
            <p>{words.placeholders_text}</p>
            <ul>{all}</ul>
        </details>
    }
}
