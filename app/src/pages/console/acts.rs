//! What can be done with ticked rows: buttons, and folded beside them the
//! fields that some of it needs.

use crate::texts::{ActWords, Texts};
use crate::ui::area::within_area;
use doorstep::queue::{Act, Show};
use doorstep::view::console::queue::{QueueForm, QueueView};
use leptos::prelude::*;

/// Draws it. It shows once a row is ticked, and after a refusal; it is not
/// part of what changes by itself, so nothing typed here is lost.
pub fn acts(queue: &QueueView, show: Show, texts: &dyn Texts) -> impl IntoView + use<> {
    let words = texts.acts();
    let form = &queue.form;
    let refused = form.fault.is_some().then_some("");
    let again = (show == Show::Resolved).then(|| plain(Act::Reopen, words.reopen));
    let forward = (show != Show::Resolved).then(|| {
        view! {
            {plain(Act::Take, words.take)}
            {plain(Act::GiveBack, words.give_back)}
            {hand_over(queue, words)}
            {snooze(form, words)}
            {resolve(form, words)}
        }
    });
    view! {
        <p class="hint" data-part="hint">
            {words.hint}
        </p>
        <fieldset class="acts" data-part="row-acts" data-refused=refused>
            <legend class="heard-only">{words.heading}</legend>
            {ticked(words)}
            {again}
            {forward}
            {note(form, words)}
            {reply(queue, words)}
        </fieldset>
    }
}

/// How many are ticked, which only the script counts.
fn ticked(words: ActWords) -> impl IntoView {
    view! {
        <p class="ticked">
            <strong
                data-part="ticked"
                data-one=words.one
                data-several=words.several
                data-none=words.heading
            >
                {words.heading}
            </strong>
            <button class="link needs-script" type="button" data-ticks="all">
                {words.all}
            </button>
            <button class="link needs-script" type="button" data-ticks="none">
                {words.none}
            </button>
        </p>
    }
}

fn plain(act: Act, label: &'static str) -> impl IntoView {
    view! {
        <button class="button" name="act" value=act.code()>
            {label}
        </button>
    }
}

/// An act that needs more than a press: its fields, and the button that does
/// it. One alone is open at a time.
fn more(act: Act, form: &QueueForm, label: &'static str, fields: AnyView) -> impl IntoView + use<> {
    let is_it = form.act == act.code();
    let fault = form.fault.clone().filter(|_| is_it).map(|fault| {
        view! {
            <p class="fault" role="alert" id=format!("{}-fault", act.code())>
                {fault}
            </p>
        }
    });
    view! {
        <details name="act" data-act=act.code() open=is_it>
            <summary class="button">{label}</summary>
            <div class="fields">
                {fields} {fault}
                <button class="button main" name="act" value=act.code()>
                    {label}
                </button>
            </div>
        </details>
    }
}

fn hand_over(queue: &QueueView, words: ActWords) -> impl IntoView + use<> {
    let chosen = queue.form.to.clone();
    let colleagues: Vec<_> = queue
        .colleagues
        .iter()
        .filter(|colleague| !colleague.is_me)
        .map(|colleague| {
            let selected = colleague.id == chosen;
            view! {
                <option value=colleague.id.clone() selected=selected>
                    {colleague.name.clone()}
                </option>
            }
        })
        .collect();
    let fields = view! {
        <label for="to">{words.to}</label>
        <select id="to" name="to">
            <option value="">{words.choose}</option>
            {colleagues}
        </select>
    }
    .into_any();
    more(Act::HandOver, &queue.form, words.hand_over, fields)
}

fn snooze(form: &QueueForm, words: ActWords) -> impl IntoView + use<> {
    let chosen = form.later.clone();
    let choices: Vec<_> = words
        .later
        .into_iter()
        .map(|(code, label)| {
            let selected = code == chosen;
            view! {
                <option value=code selected=selected>
                    {label}
                </option>
            }
        })
        .collect();
    let fields = view! {
        <label for="later">{words.until}</label>
        <select id="later" name="later">
            {choices}
        </select>
        <label for="day">{words.day}</label>
        <input id="day" name="day" type="date" value=form.day.clone() />
    }
    .into_any();
    more(Act::Snooze, form, words.snooze, fields)
}

fn resolve(form: &QueueForm, words: ActWords) -> impl IntoView + use<> {
    let fields = view! {
        <label for="why">{words.why}</label>
        <textarea id="why" name="why" rows="2" aria-describedby="why-hint">
            {within_area(&form.why)}
        </textarea>
        <p class="about" id="why-hint">
            {words.why_hint}
        </p>
    }
    .into_any();
    more(Act::Resolve, form, words.resolve, fields)
}

fn note(form: &QueueForm, words: ActWords) -> impl IntoView + use<> {
    let fields = view! {
        <label for="note">{words.note_label}</label>
        <textarea id="note" name="note" rows="2" aria-describedby="note-hint">
            {within_area(&form.note)}
        </textarea>
        <p class="about" id="note-hint">
            {words.note_hint}
        </p>
    }
    .into_any();
    more(Act::Note, form, words.note, fields)
}

fn reply(queue: &QueueView, words: ActWords) -> impl IntoView + use<> {
    let chosen = queue.form.template.clone();
    let templates: Vec<_> = queue
        .templates
        .iter()
        .map(|template| {
            let selected = template.key == chosen;
            view! {
                <option value=template.key.clone() selected=selected>
                    {template.label.clone()}
                </option>
            }
        })
        .collect();
    let fields = view! {
        <label for="template">{words.template}</label>
        <select id="template" name="template" aria-describedby="template-hint">
            <option value="">{words.choose}</option>
            {templates}
        </select>
        <p class="about" id="template-hint">
            {words.reply_hint}
        </p>
    }
    .into_any();
    more(Act::Reply, &queue.form, words.reply, fields)
}
