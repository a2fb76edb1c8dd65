//! Histories of orders: a file is uploaded, looked through, corrected and
//! imported. Plain forms; with JavaScript the bar moves by itself.

mod found;

use super::{BrandChoice, alert};
use crate::texts::{HistoryStage, Texts};
use doorstep::history::{Imported, Survey, UploadFault};
use leptos::nonce::use_nonce;
use leptos::prelude::*;

/// The page of a brand.
#[derive(Clone, Debug)]
pub struct HistoryPage {
    /// The brand's slug.
    pub slug: String,
    /// Its name.
    pub brand: String,
    /// The others that somebody serves.
    pub others: Vec<BrandChoice>,
    /// What was refused just now.
    pub problem: Option<UploadFault>,
    /// How its file stands.
    pub state: HistoryState,
}

/// How a brand's file stands.
#[derive(Clone, Debug)]
pub enum HistoryState {
    /// There is none.
    Nothing,
    /// Something is being done with it.
    Running(HistoryProgress),
    /// A server that was stopped has left it so.
    Interrupted(HistoryStage),
    /// It was looked through.
    Found(Box<FoundHistory>),
    /// It is imported.
    Imported(Imported),
    /// It could not be.
    Failed(UploadFault),
}

/// How far a file has come.
#[derive(Clone, Copy, Debug)]
pub struct HistoryProgress {
    /// What is being done.
    pub stage: HistoryStage,
    /// How much of the file is done.
    pub percent: u8,
    /// How many orders.
    pub orders: u64,
}

/// A file that was looked through.
#[derive(Clone, Debug)]
pub struct FoundHistory {
    /// What it was called by whoever sent it.
    pub name: String,
    /// What it says.
    pub survey: Survey,
    /// From when to when, in words.
    pub span: Option<(String, String)>,
}

/// Where a brand's page is.
#[must_use]
pub fn path(slug: &str) -> String {
    format!("/settings/history/{slug}")
}

/// Draws it.
pub fn page(page: HistoryPage, texts: &dyn Texts) -> impl IntoView + use<> {
    let words = texts.history_words();
    let path = path(&page.slug);
    let is_running = matches!(page.state, HistoryState::Running(_));
    let form = (!is_running).then(|| upload(&path, texts));
    let code = include_str!("progress.js");
    view! {
        <div data-page="history" class="parts">
            <p>{words.text}</p>
            {others(page.others, texts)}
            <h2>{page.brand}</h2>
            {page.problem.map(|fault| alert(texts.history_fault(fault).to_owned()))}
            {state(page.state, &path, texts)}
            {form}
            <script nonce=use_nonce() inner_html=code></script>
        </div>
    }
}

fn others(others: Vec<BrandChoice>, texts: &dyn Texts) -> Option<impl IntoView + use<>> {
    let label = texts.history_words().brands;
    let links: Vec<_> = others
        .into_iter()
        .map(|brand| view! { <a class="button" href=path(&brand.slug)>{brand.name}</a> })
        .collect();
    (!links.is_empty()).then(|| {
        view! {
            <nav class="buttons" aria-label=label>
                {links}
            </nav>
        }
    })
}

fn state(state: HistoryState, path: &str, texts: &dyn Texts) -> AnyView {
    let words = texts.history_words();
    match state {
        HistoryState::Nothing => ().into_any(),
        HistoryState::Running(progress) => running(progress, path, texts).into_any(),
        HistoryState::Interrupted(stage) => {
            let what = match stage {
                HistoryStage::Importing => "import",
                HistoryStage::Uploading | HistoryStage::Reading => "check_again",
            };
            view! {
                <section class="card" data-part="interrupted">
                    <p>{words.interrupted}</p>
                    <form class="buttons" method="post" action=path.to_owned()>
                        <button class="button main" name="do" value=what>
                            {words.again}
                        </button>
                        <button class="button" name="do" value="discard">
                            {words.discard}
                        </button>
                    </form>
                </section>
            }
            .into_any()
        }
        HistoryState::Found(found) => found::found(*found, path, texts).into_any(),
        HistoryState::Imported(imported) => done(imported, texts).into_any(),
        HistoryState::Failed(fault) => alert(texts.history_fault(fault).to_owned()).into_any(),
    }
}

fn running(progress: HistoryProgress, path: &str, texts: &dyn Texts) -> impl IntoView + use<> {
    let words = texts.history_words();
    let HistoryProgress {
        stage,
        percent,
        orders,
    } = progress;
    let said = texts.history_progress(stage, percent, orders);
    view! {
        <section class="card" data-part="running" data-progress=format!("{path}/progress")>
            <p id="how-far" data-part="how-far">
                {said}
            </p>
            <progress max="100" value=percent.to_string() aria-labelledby="how-far"></progress>
            <p class="about">{words.reload}</p>
            <p class="buttons">
                <a class="button" href=path.to_owned()>
                    {words.reload_link}
                </a>
            </p>
        </section>
    }
}

fn done(imported: Imported, texts: &dyn Texts) -> impl IntoView + use<> {
    let lines: Vec<_> = texts
        .history_imported(imported)
        .into_iter()
        .map(|line| view! { <li>{line}</li> })
        .collect();
    view! {
        <section class="card" role="status" data-part="imported">
            <h3>{texts.history_words().done}</h3>
            <ul>{lines}</ul>
        </section>
    }
}

fn upload(path: &str, texts: &dyn Texts) -> impl IntoView + use<> {
    let words = texts.history_words();
    view! {
        <form
            class="card lines"
            method="post"
            action=format!("{path}/file")
            enctype="multipart/form-data"
            data-part="upload"
        >
            <div class="field">
                <label for="history-file">{words.file}</label>
                <input
                    id="history-file"
                    type="file"
                    name="file"
                    accept=".csv,.gz,text/csv,application/gzip"
                    required
                    aria-describedby="about-history-file"
                />
                <span class="about" id="about-history-file">
                    {words.file_hint}
                </span>
            </div>
            <progress max="100" value="0" hidden aria-label=words.upload></progress>
            <p class="buttons">
                <button class="button main">{words.upload}</button>
            </p>
        </form>
    }
}
