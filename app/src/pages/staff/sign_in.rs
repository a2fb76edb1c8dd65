//! The page on which one signs in; in a demo with its ready accounts.

use super::alert;
use super::field::{Line, hidden, line, password};
use crate::texts::Texts;
use doorstep::staff::{Role, StaffFault};
use leptos::prelude::*;

/// The form, with what came of the last try. What was typed is in no answer:
/// somebody may have typed it into the wrong field.
#[derive(Clone, Debug, Default)]
pub struct SignInForm {
    /// Why it is shown again.
    pub problem: Option<SignInProblem>,
    /// Where signing in leads to, where somebody said so.
    pub to: Option<String>,
    /// Whether a password was chosen just now.
    pub chosen: bool,
    /// The accounts of a demo; none elsewhere.
    pub ready: Vec<ReadyAccount>,
}

/// Why nobody was signed in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SignInProblem {
    /// Address and password are nobody's.
    Wrong,
    /// There were too many tries: in so many seconds.
    Wait(u64),
}

/// An account of a demo's, with its password.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReadyAccount {
    /// The e-mail address.
    pub email: String,
    /// What colleagues call them.
    pub name: String,
    /// What they may do.
    pub role: Role,
    /// The names of the brands they serve; none for all.
    pub brands: Vec<String>,
    /// The password.
    pub password: String,
}

/// Draws it.
pub fn form(form: SignInForm, texts: &dyn Texts) -> impl IntoView + use<> {
    let words = texts.sign_in();
    let said = form.problem.map(|problem| {
        alert(match problem {
            SignInProblem::Wrong => words.wrong.to_owned(),
            SignInProblem::Wait(seconds) => texts.staff_fault(StaffFault::Wait(seconds)),
        })
    });
    let chosen = super::saved(form.chosen, words.chosen);
    let email = Line {
        kind: "email",
        autocomplete: "username",
        inputmode: Some("email"),
        ..super::field::text("email", words.email, String::new())
    };
    let ready = (!form.ready.is_empty()).then(|| ready(form.ready, form.to.clone(), texts));
    view! {
        <div data-page="sign-in" class="narrow">
            {said} {chosen}
            <form class="lines" method="post" action="/sign-in" data-part="sign-in">
                {line(email)} {line(password("password", words.password, "current-password"))}
                {hidden("to", form.to)} <button class="button main">{words.go}</button>
            </form>
            <p class="about">{words.forgotten}</p>
            {ready}
        </div>
    }
}

fn ready(
    accounts: Vec<ReadyAccount>,
    to: Option<String>,
    texts: &dyn Texts,
) -> impl IntoView + use<> {
    let words = texts.sign_in();
    let accounts: Vec<_> = accounts
        .into_iter()
        .map(|account| one_ready(account, to.clone(), texts))
        .collect();
    view! {
        <section class="ready" data-part="ready">
            <h2 class="section">{words.demo}</h2>
            <p>{words.demo_text}</p>
            <ul>{accounts}</ul>
        </section>
    }
}

fn one_ready(
    account: ReadyAccount,
    to: Option<String>,
    texts: &dyn Texts,
) -> impl IntoView + use<> {
    let words = texts.sign_in();
    let brands = if account.brands.is_empty() {
        texts.account().all_brands.to_owned()
    } else {
        account.brands.join(", ")
    };
    let go = format!("{} {}", words.demo_go, account.name);
    view! {
        <li class="card">
            <strong>{account.name.clone()}</strong>
            <span>{texts.role_label(account.role)} " · " {brands}</span>
            <code>{account.email.clone()}</code>
            <code>{account.password.clone()}</code>
            <form method="post" action="/sign-in">
                {hidden("email", Some(account.email))} {hidden("password", Some(account.password))}
                {hidden("to", to)} <button class="button">{go}</button>
            </form>
        </li>
    }
}
