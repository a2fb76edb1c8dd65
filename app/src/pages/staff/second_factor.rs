//! The second factor: asked for, set up, and its recovery codes.

use super::field::{Line, hidden, line, password, text};
use super::problem;
use crate::texts::Texts;
use doorstep::staff::StaffFault;
use leptos::prelude::*;

/// The form that asks for a code.
#[derive(Clone, Debug, Default)]
pub struct CodeForm {
    /// Why it is shown again.
    pub problem: Option<StaffFault>,
    /// Where it leads to, where somebody said so.
    pub to: Option<String>,
}

/// The form that sets a second factor up.
#[derive(Clone, Debug)]
pub struct SetUpForm {
    /// The seed, to be typed.
    pub seed: String,
    /// The address an app opens with it.
    pub address: String,
    /// The same as a picture to be scanned.
    pub picture: Picture,
    /// Whether everybody needs one.
    pub is_required: bool,
    /// Whether the password has to be typed once more.
    pub asks_password: bool,
    /// Why it is shown again.
    pub problem: Option<StaffFault>,
    /// Where it leads to, where somebody said so.
    pub to: Option<String>,
}

/// A picture of square dots.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Picture {
    /// Dots a side.
    pub side: usize,
    /// The dark ones, row by row.
    pub dark: Vec<bool>,
}

impl Picture {
    /// The dark dots as the path of a drawing, each run of a row at once.
    fn path(&self) -> String {
        let mut path = String::new();
        for (row, dots) in self.dark.chunks(self.side.max(1)).enumerate() {
            let mut at = 0;
            while at < dots.len() {
                let run = dots[at..].iter().take_while(|dark| **dark).count();
                if run > 0 {
                    path += &format!("M{at} {row}h{run}v1h-{run}z");
                }
                at += run.max(1);
            }
        }
        path
    }
}

/// The recovery codes, shown once.
#[derive(Clone, Debug)]
pub struct RecoveryCodes {
    /// The codes.
    pub codes: Vec<String>,
    /// Where the page leads to.
    pub to: String,
}

/// Draws the form that asks for a code.
pub fn code(form: CodeForm, texts: &dyn Texts) -> impl IntoView + use<> {
    let words = texts.second_factor();
    view! {
        <div data-page="code" class="narrow">
            {problem(form.problem, texts)} <p>{words.text}</p>
            <form class="lines" method="post" action="/sign-in/code">
                {line(code_line(words.code))} {hidden("to", form.to)}
                <button class="button main">{words.go}</button>
            </form>
            <p class="about">{words.lost}</p>
        </div>
    }
}

fn code_line(label: &'static str) -> Line {
    Line {
        autocomplete: "one-time-code",
        ..text("code", label, String::new())
    }
}

/// Draws the form that sets one up.
pub fn set_up(form: SetUpForm, texts: &dyn Texts) -> impl IntoView + use<> {
    let words = texts.second_factor();
    let required = form
        .is_required
        .then(|| view! { <p class="said">{words.required}</p> });
    let present = form.asks_password.then(|| {
        let label = texts.account().present;
        line(password("present", label, "current-password"))
    });
    view! {
        <div data-page="second-factor" class="narrow">
            {problem(form.problem, texts)} {required} <p>{words.set_up_text}</p>
            {drawn(&form.picture, words.picture)}
            <p>
                <a href=form.address data-part="address">
                    {words.open}
                </a>
            </p>
            <p>{words.seed} " " <code data-part="seed">{spaced(&form.seed)}</code></p>
            <form class="lines" method="post" action="/sign-in/second-factor">
                {line(code_line(words.code))} {present} {hidden("to", form.to)}
                <button class="button main">{words.prove}</button>
            </form>
        </div>
    }
}

/// In groups, as people type it.
fn spaced(seed: &str) -> String {
    let letters: Vec<char> = seed.chars().collect();
    let groups: Vec<String> = letters
        .chunks(4)
        .map(|group| group.iter().collect())
        .collect();
    groups.join(" ")
}

/// Dark on light in both schemes: cameras want it so.
fn drawn(picture: &Picture, label: &'static str) -> impl IntoView + use<> {
    let side = picture.side + 8;
    view! {
        <svg
            class="seed"
            role="img"
            aria-label=label
            viewBox=format!("-4 -4 {side} {side}")
            width="220"
            height="220"
        >
            <rect x="-4" y="-4" width=side height=side fill="#ffffff" />
            <path d=picture.path() fill="#000000" />
        </svg>
    }
}

/// Draws the recovery codes.
pub fn recovery(page: RecoveryCodes, texts: &dyn Texts) -> impl IntoView + use<> {
    let words = texts.second_factor();
    let codes: Vec<_> = page
        .codes
        .into_iter()
        .map(|code| view! { <li><code>{code}</code></li> })
        .collect();
    view! {
        <div data-page="recovery" class="narrow">
            <p>{words.recovery_text}</p>
            <ol class="codes" data-part="codes">{codes}</ol>
            <p>
                <a class="button main" href=page.to>
                    {words.on}
                </a>
            </p>
        </div>
    }
}
