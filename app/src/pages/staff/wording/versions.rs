//! The versions of a message, or of the order of the blocks: who made each and
//! when, what it says, and the way back.

use crate::texts::{Texts, WordingWords};
use doorstep::wording::{Layout, Part};
use leptos::prelude::*;

/// One version.
#[derive(Clone, Debug)]
pub struct VersionRow {
    /// Its number.
    pub version: i64,
    /// Who made it; `None` where it came with another brand's settings.
    pub who: Option<String>,
    /// When, in words.
    pub when: String,
    /// What it says; `None` where it put ours back.
    pub says: Option<Says>,
}

/// What a version says.
#[derive(Clone, Debug)]
pub enum Says {
    /// Words, as far as they differ from ours.
    Words(Vec<Differing>),
    /// An order of the blocks.
    Blocks(Layout),
}

/// A part that differs.
#[derive(Clone, Debug)]
pub struct Differing {
    /// Which.
    pub part: Part,
    /// Our words.
    pub ours: String,
    /// The brand's.
    pub own: String,
}

/// How a version is gone back to.
pub struct Back {
    /// The version that was read.
    pub seen: i64,
    /// Where it is sent.
    pub action: String,
    /// The language of the list it is sent from.
    pub language: Option<&'static str>,
    /// Over the versions.
    pub heading: &'static str,
    /// Said while there is none.
    pub none: &'static str,
    /// Beside one that put ours back.
    pub ours: &'static str,
    /// The button that puts ours back.
    pub reset: &'static str,
}

impl Back {
    fn hidden(&self) -> impl IntoView + use<> {
        let language = self.language.map(|tag| {
            view! { <input type="hidden" name="language" value=tag /> }
        });
        view! {
            <input type="hidden" name="version" value=self.seen.to_string() />
            {language}
        }
    }
}

/// Draws them, the newest first.
pub fn versions(rows: Vec<VersionRow>, back: &Back, texts: &dyn Texts) -> impl IntoView + use<> {
    let is_own = rows.first().is_some_and(|row| row.says.is_some());
    let none = rows
        .is_empty()
        .then(|| view! { <p class="about">{back.none}</p> });
    let reset = is_own.then(|| {
        view! {
            <form method="post" action=back.action.clone()>
                {back.hidden()}
                <button class="button" name="do" value="reset">
                    {back.reset}
                </button>
            </form>
        }
    });
    let rows: Vec<_> = rows
        .into_iter()
        .map(|row| version(row, back, texts))
        .collect();
    view! {
        <section class="card" data-part="versions">
            <h2 class="section">{back.heading}</h2>
            {none}
            <ol class="versions">{rows}</ol>
            {reset}
        </section>
    }
}

fn version(row: VersionRow, back: &Back, texts: &dyn Texts) -> impl IntoView + use<> {
    let words = texts.wording_words();
    let who = row.who.as_deref().unwrap_or(words.nobody);
    let label = texts.wording_version(row.version, who, &row.when);
    let holds = row.version == back.seen;
    let note = match (row.says.is_none(), holds) {
        (true, true) => format!(" ({}, {})", back.ours, words.holds),
        (true, false) => format!(" ({})", back.ours),
        (false, true) => format!(" ({})", words.holds),
        (false, false) => String::new(),
    };
    let revert = (!holds).then(|| {
        view! {
            <form method="post" action=back.action.clone()>
                {back.hidden()}
                <input type="hidden" name="to" value=row.version.to_string() />
                <button
                    class="button"
                    name="do"
                    value="revert"
                    aria-label=format!("{}: {label}", words.revert)
                >
                    {words.revert}
                </button>
            </form>
        }
    });
    let says = match row.says {
        Some(Says::Words(differing)) if !differing.is_empty() => {
            Some(differs(differing, words, texts).into_any())
        }
        Some(Says::Blocks(layout)) => {
            let blocks = layout
                .blocks()
                .iter()
                .map(|block| texts.block_label(*block));
            let blocks = blocks.collect::<Vec<_>>().join(", ");
            Some(view! { <p class="about">{blocks}</p> }.into_any())
        }
        Some(Says::Words(_)) | None => None,
    };
    view! {
        <li>
            <p>{label} {note}</p>
            {says}
            {revert}
        </li>
    }
}

fn differs(
    differing: Vec<Differing>,
    words: WordingWords,
    texts: &dyn Texts,
) -> impl IntoView + use<> {
    let parts: Vec<_> = differing
        .into_iter()
        .map(|one| {
            view! {
                <h3>{texts.part_label(one.part)}</h3>
                <dl class="differs">
                    <dt>{words.before}</dt>
                    <dd>
                        <pre class="mail">{one.ours}</pre>
                    </dd>
                    <dt>{words.after}</dt>
                    <dd>
                        <pre class="mail">{one.own}</pre>
                    </dd>
                </dl>
            }
        })
        .collect();
    view! {
        <details>
            <summary>{words.differs}</summary>
            {parts}
        </details>
    }
}
