//! The versions of a message: who made each and when, what of it differs from
//! our words, and the way back.

use crate::texts::{Texts, WordingWords};
use doorstep::wording::Part;
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
    /// Whether it put our words back.
    pub is_ours: bool,
    /// What of it differs from ours.
    pub differs: Vec<Differing>,
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

/// Draws them, the newest first; `seen` is the one that was read.
pub fn versions(
    rows: Vec<VersionRow>,
    (seen, action): (i64, String),
    texts: &dyn Texts,
) -> impl IntoView + use<> {
    let words = texts.wording_words();
    let is_own = rows.first().is_some_and(|row| !row.is_ours);
    let none = rows
        .is_empty()
        .then(|| view! { <p class="about">{words.no_versions}</p> });
    let reset = is_own.then(|| {
        let hidden = hidden(seen);
        view! {
            <form method="post" action=action.clone()>
                {hidden}
                <button class="button" name="do" value="reset">
                    {words.reset}
                </button>
            </form>
        }
    });
    let rows: Vec<_> = rows
        .into_iter()
        .map(|row| version(row, (seen, &action), texts))
        .collect();
    view! {
        <section class="card" data-part="versions">
            <h2 class="section">{words.versions}</h2>
            {none}
            <ol class="versions">{rows}</ol>
            {reset}
        </section>
    }
}

fn hidden(seen: i64) -> impl IntoView {
    view! { <input type="hidden" name="version" value=seen.to_string() /> }
}

fn version(
    row: VersionRow,
    (seen, action): (i64, &str),
    texts: &dyn Texts,
) -> impl IntoView + use<> {
    let words = texts.wording_words();
    let who = row.who.as_deref().unwrap_or(words.nobody);
    let label = texts.wording_version(row.version, who, &row.when);
    let holds = row.version == seen;
    let note = match (row.is_ours, holds) {
        (true, true) => format!(" ({}, {})", words.ours, words.holds),
        (true, false) => format!(" ({})", words.ours),
        (false, true) => format!(" ({})", words.holds),
        (false, false) => String::new(),
    };
    let revert = (!holds).then(|| {
        let hidden = hidden(seen);
        view! {
            <form method="post" action=action.to_owned()>
                {hidden}
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
    let differs = (!row.differs.is_empty()).then(|| differs(row.differs, words, texts));
    view! {
        <li>
            <p>{label} {note}</p>
            {differs}
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
