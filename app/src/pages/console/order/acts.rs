//! What one can do about an order: a row of actions, each with its form folded
//! behind it. One is open at a time.

use super::Drawing;
use super::field::{Form, area, choose, chosen, fault, filled, input};
use super::forms::{claim, correction, mark, shipment};
use doorstep::view::console::order::RehearsalView;
use leptos::prelude::*;

/// Draws them.
pub fn acts(drawing: Drawing<'_>) -> impl IntoView + use<> {
    let Drawing { pane, words, .. } = drawing;
    let has_parcels = !pane.forms.choices.parcels.is_empty();
    let of_parcels = has_parcels.then(|| {
        view! {
            {act(drawing, ("claim", words.claim, None), claim(drawing).into_any())}
            {act(drawing, ("mark", words.mark, None), mark(drawing).into_any())}
        }
    });
    view! {
        <section class="pane-acts" data-part="actions" aria-label=words.actions>
            {act(drawing, ("reply", words.reply, None), reply(drawing).into_any())}
            {act(drawing, ("note", words.note, Some("n")), note(drawing).into_any())}
            {act(drawing, ("contact", words.call, None), call(drawing).into_any())}
            {of_parcels}
            {act(drawing, ("correction", words.correct, None), correction(drawing).into_any())}
            {act(drawing, ("shipment", words.shipment, None), shipment(drawing).into_any())}
            {rehearsal(drawing)}
            {link(drawing)}
        </section>
    }
}

/// One action; it stands open where its form was refused, or was asked for.
fn act(
    drawing: Drawing<'_>,
    (name, label, shortcut): (&'static str, &'static str, Option<&'static str>),
    form: AnyView,
) -> impl IntoView + use<> {
    let is_open = drawing.pane.forms.open.as_deref() == Some(name);
    view! {
        <details class="act" name="pane-act" id=format!("act-{name}") data-act=name open=is_open>
            <summary class="button" data-shortcut=shortcut>
                {label}
            </summary>
            <div class="act-form">{form}</div>
        </details>
    }
}

/// A form of this order's.
pub fn form<'a>(drawing: Drawing<'a>, name: &'static str) -> Form<'a> {
    Form {
        name,
        of: None,
        forms: &drawing.pane.forms,
    }
}

/// The button that sends a form.
pub fn send(label: &'static str) -> impl IntoView {
    view! {
        <p class="buttons">
            <button class="button main">{label}</button>
        </p>
    }
}

/// A reply: first a template is filled in, then it is read over and sent.
fn reply(drawing: Drawing<'_>) -> impl IntoView + use<> {
    let Drawing { pane, words, .. } = drawing;
    if !pane.customer.has_mail {
        return view! { <p class="quiet">{words.no_mail}</p> }.into_any();
    }
    let form = form(drawing, "reply");
    let draft = &pane.forms.draft;
    // A draft is nobody's typing, and still not to be lost when the page
    // reads itself again.
    let kept = draft.template.is_some().then_some("");
    // Who waits longest is answered, unless somebody chooses otherwise.
    let contacts = &pane.forms.choices.contacts;
    let waits = || contacts.first().map(|contact| contact.code.clone());
    let answers = draft.contact.clone().or_else(waits).unwrap_or_default();
    view! {
        {templates(drawing)}
        <form method="post" action=drawing.action("reply") data-swaps="" data-kept=kept>
            {missing(&draft.missing, words.missing)}
            {chosen(
                form,
                "contact",
                words.about,
                (Some(words.about_order), contacts, &answers),
            )}
            {filled(form, "subject", words.subject, &draft.subject)}
            {area(form, "body", words.body, (11, &draft.body))}
            {fault(form, "")}
            {send(words.send)}
        </form>
    }
    .into_any()
}

/// The template is chosen in an address: it tells nothing of anybody.
fn templates(drawing: Drawing<'_>) -> impl IntoView + use<> {
    let Drawing { pane, words, .. } = drawing;
    let chosen = pane.forms.draft.template.clone().unwrap_or_default();
    let options: Vec<_> = pane
        .forms
        .choices
        .templates
        .iter()
        .map(|template| {
            let is_chosen = template.code == chosen;
            view! {
                <option value=template.code.clone() selected=is_chosen>
                    {template.label.clone()}
                </option>
            }
        })
        .collect();
    let kept: Vec<_> = pairs(drawing.query)
        .map(|(name, value)| view! { <input type="hidden" name=name value=value /> })
        .collect();
    view! {
        <form class="line" method="get" action=format!("/console/orders/{}", pane.id)>
            {kept}
            <label for="reply-template">{words.template}</label>
            <select id="reply-template" name="draft">
                {options}
            </select>
            <button class="button">{words.fill}</button>
        </form>
    }
}

/// What of the queue is looked at, as fields: a form that is sent as an
/// address leaves out the address it is sent to. Its values are plain codes.
fn pairs(query: &str) -> impl Iterator<Item = (String, String)> {
    let pairs = query.trim_start_matches('?').split('&');
    pairs
        .filter_map(|pair| pair.split_once('='))
        .map(|(name, value)| (name.to_owned(), value.to_owned()))
}

fn missing(facts: &[String], words: &'static str) -> Option<impl IntoView + use<>> {
    if facts.is_empty() {
        return None;
    }
    let facts: Vec<_> = facts
        .iter()
        .map(|fact| view! { <li>{fact.clone()}</li> })
        .collect();
    Some(view! {
        <div class="missing" role="alert" data-part="missing">
            <p>{words}</p>
            <ul>{facts}</ul>
        </div>
    })
}

fn note(drawing: Drawing<'_>) -> impl IntoView + use<> {
    let Drawing { pane, words, .. } = drawing;
    let form = form(drawing, "note");
    view! {
        <form method="post" action=drawing.action("note") data-swaps="">
            {choose(
                form,
                "contact",
                words.about,
                (Some(words.about_order), &pane.forms.choices.contacts),
            )}
            {area(form, "body", words.body, (5, ""))}
            {fault(form, "")}
            {send(words.save_note)}
        </form>
    }
}

/// Somebody called or wrote elsewhere.
fn call(drawing: Drawing<'_>) -> impl IntoView + use<> {
    let Drawing { pane, words, .. } = drawing;
    let form = form(drawing, "contact");
    let choices = &pane.forms.choices;
    let parcel = (choices.parcels.len() > 1).then(|| {
        choose(
            form,
            "parcel",
            words.parcel,
            (Some(words.about_order), &choices.parcels),
        )
    });
    view! {
        <form method="post" action=drawing.action("contact") data-swaps="">
            {choose(form, "topic", words.topic, (None, &choices.topics))}
            {parcel}
            {area(form, "body", words.call_body, (5, ""))}
            {fault(form, "")}
            {send(words.save_call)}
        </form>
    }
}

fn link(drawing: Drawing<'_>) -> Option<impl IntoView + use<>> {
    let Drawing { pane, words, .. } = drawing;
    if !pane.customer.has_mail {
        return None;
    }
    Some(view! {
        <form class="act" method="post" action=drawing.action("link") data-swaps="">
            <button class="button" data-act="link">
                {words.link}
            </button>
            {fault(form(drawing, "link"), "")}
        </form>
    })
}

/// A field with names to choose from, where another may be typed.
pub fn carrier(drawing: Drawing<'_>, form: Form<'_>, label: &'static str) -> impl IntoView + use<> {
    let id = form.id("carriers");
    let names: Vec<_> = drawing
        .pane
        .forms
        .choices
        .carriers
        .iter()
        .map(|name| view! { <option value=name.clone()></option> })
        .collect();
    view! {
        {input(form, "carrier", label, ("text", Some(id.clone())))}
        <datalist id=id>{names}</datalist>
    }
}

/// A journey for a test order; while one plays, where it stands, and where one
/// broke off.
fn rehearsal(drawing: Drawing<'_>) -> Option<impl IntoView + use<>> {
    let words = drawing.texts.film_words();
    let rehearsal = drawing.pane.rehearsal.as_ref()?;
    let standing = rehearsal.plays.as_ref().or(rehearsal.hindered.as_ref());
    let standing = standing.map(|says| view! { <p data-part="plays">{says.clone()}</p> });
    let broke_off = rehearsal.broke_off.as_ref();
    let broke_off = broke_off.map(|why| view! { <p data-part="broke-off">{why.clone()}</p> });
    let goes_on = rehearsal.goes_on.then(|| {
        let fields = view! { <input type="hidden" name="again" value="yes" /> };
        give(drawing, fields, words.go_on)
    });
    let journeys = &rehearsal.journeys;
    let begin = (!journeys.is_empty()).then(|| journey(drawing, rehearsal));
    let content = view! {
        {broke_off}
        {goes_on}
        {standing}
        {begin}
    };
    Some(act(
        drawing,
        ("journey", words.heading, None),
        content.into_any(),
    ))
}

fn journey(drawing: Drawing<'_>, rehearsal: &RehearsalView) -> impl IntoView + use<> {
    let words = drawing.texts.film_words();
    let options: Vec<_> = rehearsal
        .journeys
        .iter()
        .map(|(code, title)| view! { <option value=code.clone()>{title.clone()}</option> })
        .collect();
    let left_out = rehearsal.left_out.clone();
    let left_out = left_out.map(|why| view! { <p class="quiet">{why}</p> });
    let fields = view! {
        <div class="field">
            <label for="journey-of-order">{words.journey}</label>
            <select id="journey-of-order" name="journey">
                {options}
            </select>
        </div>
        {left_out}
        <p class="quiet">{words.begin_hint}</p>
    };
    give(drawing, fields, words.begin)
}

/// A form that has a journey told of the order.
fn give<V: IntoView>(
    drawing: Drawing<'_>,
    fields: V,
    label: &'static str,
) -> impl IntoView + use<V> {
    view! {
        <form method="post" action="/settings/rehearsal/orders">
            <input type="hidden" name="order" value=drawing.pane.id.clone() />
            <input type="hidden" name="from" value="pane" />
            {fields}
            {send(label)}
        </form>
    }
}
