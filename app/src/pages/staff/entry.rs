//! Where a link for one of the staff leads to: a name, and a password of
//! their own choice.

use super::field::{Line, line, password, text};
use super::problem;
use crate::texts::Texts;
use doorstep::staff::StaffFault;
use leptos::prelude::*;

/// The form.
#[derive(Clone, Debug)]
pub struct WelcomeForm {
    /// Where it is sent to.
    pub action: String,
    /// What the link is for.
    pub purpose: WelcomePurpose,
    /// The e-mail address, as it is or was typed.
    pub email: String,
    /// The name, likewise.
    pub name: String,
    /// Why it is shown again.
    pub problem: Option<StaffFault>,
}

/// What a link is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WelcomePurpose {
    /// The site's first account.
    SetUp,
    /// An account that was made for somebody.
    Invitation,
    /// A new password.
    Reset,
}

/// Its headline.
pub fn headline(form: &WelcomeForm, texts: &dyn Texts) -> &'static str {
    let words = texts.welcome();
    match form.purpose {
        WelcomePurpose::SetUp => words.set_up,
        WelcomePurpose::Invitation => words.invited,
        WelcomePurpose::Reset => words.reset,
    }
}

/// Draws it.
pub fn form(form: WelcomeForm, texts: &dyn Texts) -> impl IntoView + use<> {
    let words = texts.welcome();
    let is_first = form.purpose == WelcomePurpose::SetUp;
    let about = is_first.then(|| view! { <p>{words.set_up_text}</p> });
    let name = Line {
        autocomplete: "name",
        ..text("name", words.name, form.name)
    };
    let chosen = Line {
        hint: Some(words.password_hint),
        ..password("password", words.password, "new-password")
    };
    let again = password("again", words.again, "new-password");
    view! {
        <div data-page="welcome" class="narrow">
            {problem(form.problem, texts)} {about}
            <form class="lines" method="post" action=form.action>
                {email(is_first, words.email, form.email)} {line(name)} {line(chosen)}
                {line(again)} <button class="button main">{words.go}</button>
            </form>
        </div>
    }
}

/// Whoever has an account reads its address; browsers keep it with the
/// password.
fn email(is_first: bool, label: &'static str, email: String) -> impl IntoView {
    let of = Line {
        kind: "email",
        autocomplete: "username",
        inputmode: Some("email"),
        ..text("email", label, email.clone())
    };
    if is_first {
        return line(of).into_any();
    }
    view! {
        <div class="field">
            <label for="email">{label}</label>
            <input id="email" type="email" value=email readonly autocomplete="username" />
        </div>
    }
    .into_any()
}
