//! Where a buyer chooses what they hear of an order: which kinds by e-mail and
//! by text message, at which number, and who else follows. Plain forms, whole
//! without JavaScript, drawn on the server alone. The page is open to whoever
//! has the order's link, so it shows hints of addresses and never one.

mod followers;
mod sms;
#[cfg(test)]
mod tests;

use crate::texts::ShopperTexts;
use doorstep::choice::{Kind, Kinds};
use doorstep::view::messages::{EmailView, MessagesProblem, MessagesView, SmsView};
use leptos::prelude::*;

/// Draws the page.
#[must_use]
pub fn page(view: MessagesView, shop: &str, texts: &dyn ShopperTexts) -> impl IntoView + use<> {
    let words = texts.messages_words();
    let order = texts.order_label(&view.order_number);
    let said = view.said.filter(|_| view.problem.is_none()).map(|said| {
        let line = texts.messages_said(said);
        view! { <p class="said" data-part="said" role="status">{line}</p> }
    });
    let back = view.path.clone();
    view! {
        <div class="home report-page messages-page" data-page="messages">
            <p class="order-line" data-part="order">
                <strong>{order}</strong>
            </p>
            <h1>{words.heading}</h1>
            {said}
            {view.problem.map(|problem| mend(problem, texts))}
            {kinds(&view, shop, texts)}
            {sms::sms(&view, shop, texts)}
            {followers::followers(&view, texts)}
            <p class="back">
                <a href=back>{words.back}</a>
            </p>
        </div>
    }
}

/// What has to be mended stands over all, and has the focus.
fn mend(problem: MessagesProblem, texts: &dyn ShopperTexts) -> impl IntoView + use<> {
    let line = texts.messages_problem(problem);
    view! {
        <div class="problem" data-part="problem" role="alert" tabindex="-1" autofocus>
            <h2>{texts.messages_words().mend}</h2>
            <p>{line}</p>
        </div>
    }
}

/// A form of the page; what it does stands in it.
fn form<V: IntoView>(path: &str, does: &'static str, fields: V) -> impl IntoView + use<V> {
    view! {
        <form class="find" method="post" action=format!("{path}/messages") data-form=does>
            <input type="hidden" name="do" value=does />
            {fields}
        </form>
    }
}

/// Which kinds, by each way there is.
fn kinds(view: &MessagesView, shop: &str, texts: &dyn ShopperTexts) -> impl IntoView + use<> {
    let words = texts.messages_words();
    let no_email = view
        .email
        .is_none()
        .then(|| view! { <p data-part="no-email">{words.no_email}</p> });
    let stopped = view.email.as_ref().and_then(|email| {
        let line = texts.stopped(&email.hint, email.stopped?, shop);
        Some(view! { <p class="joins" data-part="email-stopped">{line}</p> })
    });
    let open = view.email.as_ref().filter(|email| email.stopped.is_none());
    let email = open
        .map(|EmailView { hint, kinds, .. }| choose("email", texts.by_email(hint), kinds, texts));
    let sms = match &view.sms {
        SmsView::On { hint, kinds } => Some(choose("sms", texts.by_sms(hint), kinds, texts)),
        SmsView::NotOffered
        | SmsView::Ask { .. }
        | SmsView::Code { .. }
        | SmsView::Stopped { .. } => None,
    };
    let form = (email.is_some() || sms.is_some()).then(|| {
        let fields = view! {
            {email}
            {sms}
            <button class="button primary" type="submit">{words.save}</button>
        };
        form(&view.path, "choose", fields)
    });
    view! {
        <section class="choosing" data-part="kinds">
            <h2>{words.kinds}</h2>
            {no_email}
            {stopped}
            {form}
        </section>
    }
}

fn choose(
    name: &'static str,
    legend: String,
    chosen: &Kinds,
    texts: &dyn ShopperTexts,
) -> impl IntoView + use<> {
    let boxes: Vec<_> = Kind::ALL
        .into_iter()
        .map(|kind| {
            let label = texts.kind_of_message(kind);
            let is_chosen = chosen.contains(&kind);
            view! {
                <label class="choice">
                    <input type="checkbox" name=name value=kind.code() checked=is_chosen />
                    <span>{label}</span>
                </label>
            }
        })
        .collect();
    view! {
        <fieldset class="choose">
            <legend>{legend}</legend>
            // Says that this way was there to choose from, with no box ticked.
            <input type="hidden" name="way" value=name />
            {boxes}
        </fieldset>
    }
}
