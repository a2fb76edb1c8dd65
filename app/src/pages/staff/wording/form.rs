//! The form of one message, with its preview beside it.

use super::path;
use super::versions::{Back, VersionRow, versions};
use crate::texts::{Texts, WordingWords};
use crate::ui::area::within_area;
use doorstep::wording::{Fact, Fault, Part, Spot, Words};
use leptos::nonce::use_nonce;
use leptos::prelude::*;

/// One message, as it was typed.
#[derive(Clone, Debug)]
pub struct WordingPage {
    /// The brand's slug.
    pub slug: String,
    /// Which message.
    pub spot: Spot,
    /// Its words.
    pub words: Words,
    /// The version that was read; 0 while nobody has changed ours.
    pub version: i64,
    /// How it stands.
    pub state: WordingState,
    /// What is wrong with it.
    pub faults: Vec<Fault>,
    /// What is wrong today with what is stored.
    pub broken: Vec<Fault>,
    /// The orders it can be looked at with: public id and number.
    pub orders: Vec<(String, String)>,
    /// The one it is looked at with.
    pub order: String,
    /// What may be asked for, with what that order says.
    pub facts: Vec<(Fact, Option<String>)>,
    /// The versions, the newest first.
    pub versions: Vec<VersionRow>,
}

/// How a form stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum WordingState {
    /// As it is stored.
    Opened,
    /// It was stored just now.
    Saved,
    /// It must be mended.
    Refused,
    /// Somebody else has changed it meanwhile: what they wrote.
    ChangedMeanwhile(Words),
}

/// Draws it.
pub fn form(page: WordingPage, texts: &dyn Texts) -> impl IntoView + use<> {
    let words = texts.wording_words();
    let spot = page.spot;
    let all = format!(
        "/settings/brand/{}/messages?language={}",
        page.slug, spot.language
    );
    let title = [
        texts.news_label(spot.news),
        texts.medium_label(spot.medium),
        texts.language_label(spot.language),
    ]
    .join(", ");
    let action = path(&page.slug, spot.news, spot.medium, spot.language);
    let fields: Vec<_> = Part::of(spot.medium)
        .iter()
        .map(|part| field(&page, *part, texts))
        .collect();
    let back = Back {
        seen: page.version,
        action: action.clone(),
        language: None,
        heading: words.versions,
        none: words.no_versions,
        ours: words.ours,
        reset: words.reset,
    };
    let code = include_str!("../../settings/preview.js");
    view! {
        <div data-page="wording" class="parts">
            <p>
                <a href=all>{words.back}</a>
            </p>
            <h2>{title}</h2>
            {said(&page, texts)}
            {broken(&page, texts)}
            <form class="brand-form wording" method="post" action=action.clone() novalidate>
                <input type="hidden" name="version" value=page.version.to_string() />
                <div class="values">
                    <div class="card">{fields} {buttons(words)}</div>
                    {facts(&page, texts)}
                </div>
                {beside(&page, &action, words)}
            </form>
            {versions(page.versions, &back, texts)}
            <script nonce=use_nonce() inner_html=code></script>
        </div>
    }
}

fn buttons(words: WordingWords) -> impl IntoView {
    view! {
        <p class="buttons">
            <button class="button main" name="do" value="save">
                {words.save}
            </button>
        </p>
    }
}

fn field(page: &WordingPage, part: Part, texts: &dyn Texts) -> impl IntoView + use<> {
    let name = part.code();
    let hint = texts.part_hint(part);
    let hint_id = format!("{name}-hint");
    let fault_id = format!("{name}-fault");
    let faults: Vec<_> = page
        .faults
        .iter()
        .filter(|fault| fault.part == part)
        .map(|fault| view! { <span class="fault">{texts.wording_fault(fault)}</span> })
        .collect();
    let is_wrong = !faults.is_empty();
    let invalid = is_wrong.then_some("true");
    let described = match (hint.is_empty(), is_wrong) {
        (true, false) => None,
        (false, false) => Some(hint_id.clone()),
        (true, true) => Some(fault_id.clone()),
        (false, true) => Some(format!("{hint_id} {fault_id}")),
    };
    let hint = (!hint.is_empty()).then(|| {
        view! {
            <span class="about" id=hint_id>
                {hint}
            </span>
        }
    });
    let faults = is_wrong.then(|| view! { <span id=fault_id>{faults}</span> });
    let value = page.words.of(part).to_owned();
    let control = if part.is_one_line() && !value.contains('\n') {
        view! {
            <input
                id=name
                name=name
                value=value
                autocomplete="off"
                aria-invalid=invalid
                aria-describedby=described
            />
        }
        .into_any()
    } else {
        let rows = if part == Part::Text { "8" } else { "4" };
        view! {
            <textarea
                id=name
                name=name
                rows=rows
                aria-invalid=invalid
                aria-describedby=described
            >
                {within_area(&value)}
            </textarea>
        }
        .into_any()
    };
    view! {
        <div class="field">
            <label for=name>{texts.part_label(part)}</label>
            {hint}
            {control}
            {faults}
        </div>
    }
}

fn said(page: &WordingPage, texts: &dyn Texts) -> AnyView {
    let words = texts.wording_words();
    match &page.state {
        WordingState::Opened => ().into_any(),
        WordingState::Saved => super::super::saved(true, words.saved).into_any(),
        WordingState::Refused => {
            let faults = listed(&page.faults, texts);
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
        WordingState::ChangedMeanwhile(theirs) => {
            let theirs: Vec<_> = Part::of(page.spot.medium)
                .iter()
                .map(|part| {
                    view! {
                        <p>
                            <strong>{texts.part_label(*part)}</strong>
                        </p>
                        <pre class="mail">{theirs.of(*part).to_owned()}</pre>
                    }
                })
                .collect();
            view! {
                <div class="said refused" role="alert" tabindex="-1" autofocus data-part="changed">
                    <p>{words.changed_meanwhile}</p>
                    {theirs}
                </div>
            }
            .into_any()
        }
    }
}

fn listed(faults: &[Fault], texts: &dyn Texts) -> Vec<impl IntoView + use<>> {
    faults
        .iter()
        .map(|fault| {
            let to = format!("#{}", fault.part.code());
            view! {
                <li>
                    <a href=to>{texts.wording_fault(fault)}</a>
                </li>
            }
        })
        .collect()
}

fn broken(page: &WordingPage, texts: &dyn Texts) -> Option<impl IntoView + use<>> {
    let is_said = page.state == WordingState::Opened && !page.broken.is_empty();
    is_said.then(|| {
        let faults = listed(&page.broken, texts);
        view! {
            <div class="said refused" data-part="broken">
                <p>{texts.wording_words().broken_text}</p>
                <ul>{faults}</ul>
            </div>
        }
    })
}

/// The preview. Without JavaScript its button sends the form into the frame.
fn beside(page: &WordingPage, action: &str, words: WordingWords) -> impl IntoView + use<> {
    let to = format!("{action}/preview");
    let shown = format!("{to}?order={}", page.order);
    let options: Vec<_> = page
        .orders
        .iter()
        .map(|(id, number)| {
            let is_it = *id == page.order;
            view! {
                <option value=id.clone() selected=is_it>
                    {number.clone()}
                </option>
            }
        })
        .collect();
    view! {
        <div class="beside">
            <h2 class="section">{words.preview}</h2>
            <p class="field">
                <label for="order">{words.order}</label>
                <select id="order" name="order">
                    {options}
                    <option value="" selected=page.order.is_empty()>
                        {words.sample}
                    </option>
                </select>
            </p>
            <p class="buttons">
                <button class="button" id="draw" formaction=to formtarget="preview">
                    {words.draw}
                </button>
            </p>
            <iframe
                name="preview"
                title=words.preview
                src=shown
                height="900"
                sandbox="allow-same-origin"
            ></iframe>
        </div>
    }
}

fn facts(page: &WordingPage, texts: &dyn Texts) -> impl IntoView + use<> {
    let words = texts.wording_words();
    let rows: Vec<_> = page
        .facts
        .iter()
        .map(|(fact, known)| {
            let written = if fact.may_be_missing(page.spot) {
                format!("{{{{{}?}}}}", fact.code())
            } else {
                format!("{{{{{}}}}}", fact.code())
            };
            let known = known.clone().unwrap_or_else(|| words.unknown.to_owned());
            view! {
                <dt>
                    <code>{written}</code>
                    " "
                    {texts.fact_label(*fact)}
                </dt>
                <dd>{known}</dd>
            }
        })
        .collect();
    view! {
        <details class="card" data-part="facts">
            <summary>{words.facts}</summary>
            <p>{words.facts_text}</p>
            <dl class="known-facts">{rows}</dl>
        </details>
    }
}
