//! Somebody's own account: name, password, second factor, and the browsers
//! they are signed in with.

use super::field::{Line, line, password, text};
use super::{problem, saved};
use crate::texts::{AccountWords, Texts};
use doorstep::staff::{Role, StaffFault};
use leptos::prelude::*;

/// An account as its owner sees it.
#[derive(Clone, Debug)]
pub struct AccountPage {
    /// The e-mail address.
    pub email: String,
    /// What colleagues call them.
    pub name: String,
    /// What they may do.
    pub role: Role,
    /// The names of the brands they serve; none for all.
    pub brands: Vec<String>,
    /// How many recovery codes are left; `None` without a second factor.
    pub recovery_left: Option<u64>,
    /// The browsers, the one used last first.
    pub sessions: Vec<SessionLine>,
    /// Which part is shown again, and why.
    pub problem: Option<(AccountPart, StaffFault)>,
    /// Whether something was changed just now.
    pub saved: bool,
}

/// A part of the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AccountPart {
    /// The name.
    Name,
    /// The password.
    Password,
    /// The second factor.
    SecondFactor,
}

/// A browser somebody is signed in with.
#[derive(Clone, Debug)]
pub struct SessionLine {
    /// Since when, in words.
    pub since: String,
    /// When it was used last, in words.
    pub seen: String,
    /// Whether it is the one that looks.
    pub is_here: bool,
}

/// Draws it.
pub fn page(page: AccountPage, texts: &dyn Texts) -> impl IntoView + use<> {
    let words = texts.account();
    let at = |part| {
        page.problem
            .filter(|(at, _)| *at == part)
            .map(|(_, fault)| fault)
    };
    let name = name(page.name.clone(), at(AccountPart::Name), texts);
    let password = password_part(page.email.clone(), at(AccountPart::Password), texts);
    let factor = factor(page.recovery_left, at(AccountPart::SecondFactor), texts);
    view! {
        <div data-page="account" class="parts">
            {saved(page.saved, words.saved)} {facts(&page, texts)} {name} {password} {factor}
            {sessions(page.sessions, texts)}
        </div>
    }
}

fn facts(page: &AccountPage, texts: &dyn Texts) -> impl IntoView + use<> {
    let words = texts.account();
    let brands = if page.brands.is_empty() {
        words.all_brands.to_owned()
    } else {
        page.brands.join(", ")
    };
    view! {
        <dl class="facts">
            <dt>{words.email}</dt>
            <dd>{page.email.clone()}</dd>
            <dt>{words.role}</dt>
            <dd>{texts.role_label(page.role)}</dd>
            <dt>{words.brands}</dt>
            <dd>{brands}</dd>
        </dl>
    }
}

fn name(name: String, fault: Option<StaffFault>, texts: &dyn Texts) -> impl IntoView + use<> {
    let words = texts.account();
    let name = Line {
        autocomplete: "name",
        ..text("name", words.name, name)
    };
    view! {
        <section class="card" data-part="name">
            <h2 class="section">{words.name}</h2>
            {problem(fault, texts)}
            <form class="lines" method="post" action="/account/name">
                {line(name)} <button class="button">{words.save_name}</button>
            </form>
        </section>
    }
}

fn password_part(
    email: String,
    fault: Option<StaffFault>,
    texts: &dyn Texts,
) -> impl IntoView + use<> {
    let words = texts.account();
    let welcome = texts.welcome();
    let new = Line {
        hint: Some(welcome.password_hint),
        ..password("password", words.new_password, "new-password")
    };
    view! {
        <section class="card" data-part="password">
            <h2 class="section">{words.password}</h2>
            {problem(fault, texts)}
            <form class="lines" method="post" action="/account/password">
                <input type="hidden" name="username" value=email autocomplete="username" />
                {line(present("password", words))} {line(new)}
                {line(password("again", welcome.again, "new-password"))}
                <button class="button">{words.change_password}</button>
            </form>
        </section>
    }
}

fn present(of: &str, words: AccountWords) -> Line {
    Line {
        of: of.to_owned(),
        ..password("present", words.present, "current-password")
    }
}

fn factor(
    left: Option<u64>,
    fault: Option<StaffFault>,
    texts: &dyn Texts,
) -> impl IntoView + use<> {
    let words = texts.account();
    let content = match left {
        None => view! {
            <p>{words.is_off}</p>
            <p>
                <a class="button" href="/sign-in/second-factor?to=/account">
                    {words.set_up}
                </a>
            </p>
        }
        .into_any(),
        Some(left) => view! {
            <p>{words.is_on} " " {texts.recovery_left(left)}</p>
            <form class="lines" method="post" action="/account/second-factor">
                {line(present("factor", words))}
                <p class="buttons">
                    <button class="button" name="act" value="codes">
                        {words.new_codes}
                    </button>
                    <button class="button" name="act" value="drop">
                        {words.take_away}
                    </button>
                </p>
            </form>
        }
        .into_any(),
    };
    view! {
        <section class="card" data-part="second-factor">
            <h2 class="section">{words.second_factor}</h2>
            {problem(fault, texts)}
            {content}
        </section>
    }
}

fn sessions(sessions: Vec<SessionLine>, texts: &dyn Texts) -> impl IntoView + use<> {
    let words = texts.account();
    let sessions: Vec<_> = sessions
        .into_iter()
        .map(|session| {
            let here = session
                .is_here
                .then(|| view! { <strong>" (" {words.here} ")"</strong> });
            view! {
                <li>
                    {texts.session_line(&session.since, &session.seen)}
                    {here}
                </li>
            }
        })
        .collect();
    view! {
        <section class="card" data-part="sessions">
            <h2 class="section">{words.sessions}</h2>
            <ul class="plain">{sessions}</ul>
            <form method="post" action="/account/sign-out">
                <button class="button">{words.everywhere}</button>
            </form>
        </section>
    }
}
