//! Messages in a brand's own words: the list of them, and the order in which
//! its e-mails are built.

mod form;
mod preview;
mod versions;

pub use form::{WordingPage, WordingState, form};
pub use preview::{WordingPreview, preview};
pub use versions::{Differing, Says, VersionRow};

use versions::{Back, versions};

use crate::texts::Texts;
use doorstep::recipient::Medium;
use doorstep::wording::{Block, Layout, News};
use leptos::prelude::*;

/// The messages of a brand in one language.
#[derive(Clone, Debug)]
pub struct WordingsPage {
    /// The brand's slug.
    pub slug: String,
    /// Its name.
    pub brand: String,
    /// The tag of the language.
    pub language: &'static str,
    /// The tags of all there are.
    pub languages: Vec<&'static str>,
    /// Those that are not in our words.
    pub own: Vec<(News, Medium, Whose)>,
    /// In which order e-mails are built.
    pub layout: Layout,
    /// The version of that which was read; 0 while nobody has changed it.
    pub layout_version: i64,
    /// The versions of it, the newest first.
    pub layout_versions: Vec<VersionRow>,
    /// How it stands.
    pub state: ListState,
}

/// Whose words a message has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Whose {
    /// The brand's.
    Own,
    /// The brand's, and they cannot be sent as they are.
    Broken,
}

/// How the list stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ListState {
    /// As it is stored.
    Opened,
    /// The order of the blocks was stored just now.
    Saved,
    /// Somebody else has changed it meanwhile.
    ChangedMeanwhile,
}

/// Draws the list.
pub fn list(page: WordingsPage, texts: &dyn Texts) -> impl IntoView + use<> {
    let words = texts.wording_words();
    let own = format!("/settings/brand/{}", page.slug);
    let back = Back {
        seen: page.layout_version,
        action: format!("{own}/messages"),
        language: Some(page.language),
        heading: words.layout_versions,
        none: words.no_layout_versions,
        ours: words.layout_ours,
        reset: words.layout_reset,
    };
    let rows: Vec<_> = News::ALL
        .iter()
        .map(|news| row(&page, *news, texts))
        .collect();
    view! {
        <div data-page="wordings" class="parts">
            <p>
                <a href=own>{page.brand.clone()}</a>
            </p>
            <p>{words.list_text}</p>
            {languages(&page, texts)}
            <ul class="wordings">{rows}</ul>
            {layout(&page, texts)}
            {versions(page.layout_versions, &back, texts)}
        </div>
    }
}

fn languages(page: &WordingsPage, texts: &dyn Texts) -> impl IntoView + use<> {
    let links: Vec<_> = page
        .languages
        .iter()
        .map(|tag| {
            let href = format!("/settings/brand/{}/messages?language={tag}", page.slug);
            let current = (*tag == page.language).then_some("page");
            view! {
                <li>
                    <a href=href aria-current=current>
                        {texts.language_label(tag)}
                    </a>
                </li>
            }
        })
        .collect();
    view! {
        <nav aria-label=texts.wording_words().languages>
            <ul class="language-tabs">{links}</ul>
        </nav>
    }
}

fn row(page: &WordingsPage, news: News, texts: &dyn Texts) -> impl IntoView + use<> {
    let words = texts.wording_words();
    let links: Vec<_> = Medium::ALL
        .into_iter()
        .map(|medium| {
            let href = path(&page.slug, news, medium, page.language);
            let own = page.own.iter().find(|one| (one.0, one.1) == (news, medium));
            let whose = own.map(|one| one.2);
            let note = match whose {
                None => words.ours,
                Some(Whose::Own) => words.changed,
                Some(Whose::Broken) => words.broken,
            };
            view! {
                <a href=href class:own=whose.is_some()>
                    <strong>{texts.medium_label(medium)}</strong>
                    <span>{note}</span>
                </a>
            }
        })
        .collect();
    view! {
        <li>
            <h2>{texts.news_label(news)}</h2>
            {links}
        </li>
    }
}

/// Where a message is edited.
#[must_use]
pub fn path(slug: &str, news: News, medium: Medium, language: &str) -> String {
    let (news, medium) = (news.code(), medium.code());
    format!("/settings/brand/{slug}/messages/{news}/{medium}/{language}")
}

fn layout(page: &WordingsPage, texts: &dyn Texts) -> impl IntoView + use<> {
    let words = texts.wording_words();
    let action = format!("/settings/brand/{}/messages", page.slug);
    let last = page.layout.blocks().len() - 1;
    let rows: Vec<_> = page
        .layout
        .blocks()
        .iter()
        .enumerate()
        .map(|(at, block)| moves(*block, (at == 0, at == last), texts))
        .collect();
    let said = match page.state {
        ListState::Opened => ().into_any(),
        ListState::Saved => super::saved(true, words.saved).into_any(),
        ListState::ChangedMeanwhile => {
            super::alert(words.layout_changed_meanwhile.to_owned()).into_any()
        }
    };
    view! {
        <section id="layout" class="card" data-part="layout">
            <h2 class="section">{words.layout}</h2>
            <p class="about">{words.layout_text}</p>
            {said}
            <form method="post" action=action>
                <input type="hidden" name="version" value=page.layout_version.to_string() />
                <input type="hidden" name="language" value=page.language />
                <ol class="blocks">{rows}</ol>
            </form>
        </section>
    }
}

fn moves(
    block: Block,
    (is_first, is_last): (bool, bool),
    texts: &dyn Texts,
) -> impl IntoView + use<> {
    let words = texts.wording_words();
    let label = texts.block_label(block);
    let button = |name: &'static str, word: &'static str, is_off: bool| {
        view! {
            <button
                class="button"
                name=name
                value=block.code()
                disabled=is_off
                aria-label=format!("{word}: {label}")
            >
                {word}
            </button>
        }
    };
    view! {
        <li data-block=block.code()>
            <span>{label}</span>
            {button("up", words.up, is_first)}
            {button("down", words.down, is_last)}
        </li>
    }
}
