//! Whom brands' mails come from, and whether the world believes them.

use crate::texts::{SenderFrom, Texts};
use doorstep::sender::{Finding, Grade};
use leptos::prelude::*;

/// The brands somebody may set.
#[derive(Clone, Debug)]
pub struct SendersPage {
    /// One for each.
    pub rows: Vec<SenderRow>,
}

/// Whom a brand's mails come from.
#[derive(Clone, Debug)]
pub struct SenderRow {
    /// The brand's slug.
    pub slug: String,
    /// Its name.
    pub name: String,
    /// The address, where somebody has said one.
    pub address: Option<String>,
    /// Who has.
    pub from: SenderFrom,
    /// What was found, where it was looked at just now.
    pub check: Option<SenderCheck>,
}

/// What was found of a sender.
#[derive(Clone, Debug)]
pub struct SenderCheck {
    /// The domain that was asked about.
    pub domain: String,
    /// What it says.
    pub found: Vec<Finding>,
}

/// Draws it.
pub fn page(page: SendersPage, texts: &dyn Texts) -> impl IntoView + use<> {
    let words = texts.sender_words();
    let rows: Vec<_> = page.rows.into_iter().map(|row| brand(row, texts)).collect();
    view! {
        <div data-page="senders" class="parts">
            <p>{words.text}</p>
            {rows}
        </div>
    }
}

fn brand(row: SenderRow, texts: &dyn Texts) -> impl IntoView + use<> {
    let words = texts.sender_words();
    let anchor = format!("brand-{}", row.slug);
    let settings = format!("/settings/brand/{}", row.slug);
    let address = match &row.address {
        Some(address) => view! {
            <p>
                <strong>{address.clone()}</strong>
                " "
                {texts.sender_from(row.from)}
            </p>
        }
        .into_any(),
        None => view! { <p class="said refused">{words.none}</p> }.into_any(),
    };
    let button = row.address.is_some().then(|| {
        view! {
            <form method="get" action=format!("/settings/senders#{anchor}") class="line">
                <input type="hidden" name="check" value=row.slug.clone() />
                <button class="button">{words.check}</button>
            </form>
        }
    });
    let check = row.check.map(|check| checked(check, texts));
    view! {
        <section class="card" id=anchor data-brand=row.slug>
            <h2 class="section">{row.name}</h2>
            {address}
            <p>
                <a href=settings>{words.change}</a>
            </p>
            {check}
            {button}
        </section>
    }
}

fn checked(check: SenderCheck, texts: &dyn Texts) -> impl IntoView + use<> {
    let heading = texts.sender_looked_at(&check.domain);
    let lines: Vec<_> = check
        .found
        .iter()
        .map(|finding| {
            let grade = finding.grade();
            view! {
                <div data-grade=grade_code(grade)>
                    <dt>
                        {texts.sender_subject(finding.subject())}
                        " "
                        <span class="badge">{texts.sender_grade(grade)}</span>
                    </dt>
                    <dd>{texts.sender_finding(finding)}</dd>
                </div>
            }
        })
        .collect();
    view! {
        <h3>{heading}</h3>
        <dl class="findings" role="status">
            {lines}
        </dl>
    }
}

const fn grade_code(grade: Grade) -> &'static str {
    match grade {
        Grade::Fine => "fine",
        Grade::ToDo => "to-do",
        Grade::Wrong => "wrong",
        Grade::Unknown => "unknown",
    }
}
