//! Text messages: a number with consent, the code that proves it, and the
//! button that ends them.

use super::form;
use crate::texts::ShopperTexts;
use crate::ui::{self, button::Rank};
use doorstep::view::messages::{MessagesProblem, MessagesView, SmsView};
use leptos::prelude::*;

/// Draws the part; nothing where the shop sends none.
pub fn sms(
    view: &MessagesView,
    shop: &str,
    texts: &dyn ShopperTexts,
) -> Option<impl IntoView + use<>> {
    let words = texts.messages_words();
    let problem = view.problem.filter(|problem| problem.is_of_sms());
    let path = &view.path;
    let content = match &view.sms {
        SmsView::NotOffered => return None,
        SmsView::Ask { ends } => {
            let consent = texts.sms_consent(shop, *ends);
            ask(path, consent, problem, texts).into_any()
        }
        SmsView::Code { hint, shown } => {
            code(path, hint, shown.as_deref(), problem, texts).into_any()
        }
        SmsView::On { hint, .. } => {
            let line = texts.sms_on(hint);
            let end = button(path, "drop-number", words.no_more_texts);
            view! { <p>{line}</p> {end} }.into_any()
        }
        SmsView::Stopped { hint, why } => {
            let line = texts.stopped(hint, *why, shop);
            let other = button(path, "drop-number", words.another_number);
            view! { <p class="joins">{line}</p> {other} }.into_any()
        }
    };
    Some(view! {
        <section class="choosing" data-part="sms">
            <h2>{words.sms}</h2>
            {content}
        </section>
    })
}

fn button(path: &str, does: &'static str, label: &'static str) -> impl IntoView + use<> {
    ui::button::button(&format!("{path}/messages"), does, label, Rank::Other)
}

fn ask(
    path: &str,
    consent: String,
    problem: Option<MessagesProblem>,
    texts: &dyn ShopperTexts,
) -> impl IntoView + use<> {
    let words = texts.messages_words();
    let of_consent = problem.filter(|problem| *problem == MessagesProblem::NoConsent);
    let of_number = problem.filter(|problem| *problem != MessagesProblem::NoConsent);
    let described = match of_number {
        Some(_) => "wrong-number hint-number",
        None => "hint-number",
    };
    let is_wrong = of_number.is_some();
    let fields = view! {
        <div class="field">
            <label for="number">{words.number}</label>
            <p class="hint" id="hint-number">{words.number_hint}</p>
            {of_number.map(|problem| wrong("wrong-number", problem, texts))}
            <input
                id="number"
                name="number"
                type="tel"
                autocomplete="tel"
                inputmode="tel"
                maxlength="40"
                aria-describedby=described
                aria-invalid=is_wrong.then_some("true")
            />
        </div>
        {of_consent.map(|problem| wrong("wrong-consent", problem, texts))}
        <label class="choice consent">
            <input
                type="checkbox"
                name="agree"
                value="yes"
                aria-describedby=of_consent.map(|_| "wrong-consent")
                aria-invalid=of_consent.map(|_| "true")
            />
            <span>{consent}</span>
        </label>
        <button class="button" type="submit">{words.send_code}</button>
    };
    form(path, "number", fields)
}

fn code(
    path: &str,
    hint: &str,
    shown: Option<&str>,
    problem: Option<MessagesProblem>,
    texts: &dyn ShopperTexts,
) -> impl IntoView + use<> {
    let words = texts.messages_words();
    let sent = texts.code_sent(hint);
    let demo = shown.map(|code| {
        let line = texts.demo_code(code);
        view! { <p class="joins" data-part="demo-code">{line}</p> }
    });
    let is_wrong = problem.is_some();
    let fields = view! {
        <div class="field">
            <label for="code">{words.code}</label>
            {problem.map(|problem| wrong("wrong-code", problem, texts))}
            <input
                id="code"
                name="code"
                type="text"
                inputmode="numeric"
                autocomplete="one-time-code"
                maxlength="20"
                aria-describedby=is_wrong.then_some("wrong-code")
                aria-invalid=is_wrong.then_some("true")
            />
        </div>
        <button class="button primary" type="submit">{words.confirm}</button>
    };
    view! {
        <p>{sent}</p>
        {demo}
        {form(path, "code", fields)}
        {button(path, "drop-number", words.another_number)}
    }
}

fn wrong(
    id: &'static str,
    problem: MessagesProblem,
    texts: &dyn ShopperTexts,
) -> impl IntoView + use<> {
    let line = texts.messages_problem(problem);
    view! { <p class="wrong" id=id data-part="wrong">{line}</p> }
}
