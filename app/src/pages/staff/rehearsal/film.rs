//! A rehearsal as a strip of frames: what was told, what the shopper's page
//! then shows at the width of a phone, and what was sent.
//!
//! Pages and e-mails stand in frames of their own, which run no script and
//! lead nowhere; they are fetched as one comes near them.

use crate::texts::{FilmWords, Texts};
use leptos::prelude::*;

/// A film.
#[derive(Clone, Debug, Default)]
pub struct FilmPage {
    /// Its name in addresses.
    pub id: String,
    /// The journey's name.
    pub title: String,
    /// What happens in it.
    pub text: String,
    /// The shop, the order, the language.
    pub about: String,
    /// What is wrong, and in which frame.
    pub findings: Vec<FindingLine>,
    /// The frames.
    pub frames: Vec<FrameLine>,
}

/// Something that is wrong.
#[derive(Clone, Debug)]
pub struct FindingLine {
    /// The number of the frame, from 1.
    pub frame: usize,
    /// What is wrong, in plain words.
    pub text: String,
}

/// One step.
#[derive(Clone, Debug)]
pub struct FrameLine {
    /// Its number, from 1.
    pub number: usize,
    /// When it is told, on the clock of the shop.
    pub when: String,
    /// What is told.
    pub told: Vec<String>,
    /// What the shopper's page is headed with then.
    pub headline: String,
    /// Whether the shopper sees nothing new, and hears nothing.
    pub is_quiet: bool,
    /// What was sent.
    pub messages: Vec<MessageLine>,
    /// What is wrong with it.
    pub findings: Vec<String>,
}

/// A message.
#[derive(Clone, Debug)]
pub struct MessageLine {
    /// What it is about and how it goes ("Delivered by e-mail").
    pub label: String,
    /// Where it goes.
    pub to: String,
    /// Whether the brand has switched it on.
    pub is_on: bool,
    /// How it looks.
    pub seen: MessageSeen,
    /// Its plain text.
    pub text: String,
}

/// How a message looks.
#[derive(Clone, Debug)]
pub enum MessageSeen {
    /// An e-mail with its subject, and the address of its mark-up.
    Email(String, Option<String>),
    /// A text message, and how many segments it is sent in, in words.
    Text(String),
}

/// Draws it.
pub fn film(page: FilmPage, texts: &dyn Texts) -> impl IntoView + use<> {
    let words = texts.film_words();
    let total = page.frames.len();
    let jumps = jumps(&page.frames, words);
    let findings = findings(&page.findings, texts);
    let id = page.id.clone();
    let frames: Vec<_> = page
        .frames
        .into_iter()
        .map(|one| frame(one, &id, total, texts))
        .collect();
    view! {
        <div data-page="film" class="rehearsal film">
            <p>
                <a href="/settings/rehearsal">{words.back}</a>
            </p>
            <h2>{page.title}</h2>
            <p class="about">{page.text} " " {page.about} "."</p>
            {findings}
            {jumps}
            <ol class="strip">{frames}</ol>
        </div>
    }
}

fn findings(findings: &[FindingLine], texts: &dyn Texts) -> impl IntoView + use<> {
    let words = texts.film_words();
    if findings.is_empty() {
        return view! {
            <p class="said" data-part="no-findings">
                {words.no_findings}
            </p>
        }
        .into_any();
    }
    let lines: Vec<_> = findings
        .iter()
        .map(|one| {
            let step = format!("#step-{}", one.frame);
            view! {
                <li>
                    <a href=step>{one.frame}</a>
                    " "
                    {one.text.clone()}
                </li>
            }
        })
        .collect();
    view! {
        <section class="said refused" data-part="findings" aria-label=words.findings>
            <p>
                <strong>{texts.findings_counted(findings.len())}</strong>
            </p>
            <ul>{lines}</ul>
        </section>
    }
    .into_any()
}

fn jumps(frames: &[FrameLine], words: FilmWords) -> impl IntoView + use<> {
    let links: Vec<_> = frames
        .iter()
        .map(|frame| {
            let mails = frame.messages.len();
            let mails = (mails > 0).then(|| view! { <span class="count">{mails}</span> });
            let label = format!("{} {}", frame.number, frame.headline);
            let is_quiet = frame.is_quiet;
            view! {
                <li class:quiet=is_quiet>
                    <a href=format!("#step-{}", frame.number)>{label} " " {mails}</a>
                </li>
            }
        })
        .collect();
    view! {
        <nav class="jumps" id="steps" aria-label=words.steps>
            <ol>{links}</ol>
        </nav>
    }
}

fn frame(frame: FrameLine, film: &str, total: usize, texts: &dyn Texts) -> impl IntoView + use<> {
    let words = texts.film_words();
    let number = frame.number;
    let told: Vec<_> = frame
        .told
        .iter()
        .map(|line| view! { <li>{line.clone()}</li> })
        .collect();
    let wrong: Vec<_> = frame
        .findings
        .iter()
        .map(|said| view! { <p class="said refused">{said.clone()}</p> })
        .collect();
    let is_quiet = frame.is_quiet;
    let heading = texts.film_step(number, total);
    view! {
        <li id=format!("step-{number}") class="frame" class:quiet=is_quiet data-frame=number>
            <div class="slate">
                <h3>{heading}</h3>
                <p class="when">{frame.when.clone()}</p>
                <ul class="tells">{told}</ul>
                {wrong}
                {around(number, total, words)}
            </div>
            {seen(&frame, film, texts)}
            {messages(&frame, texts)}
        </li>
    }
}

/// The ways to the steps before and after.
fn around(number: usize, total: usize, words: FilmWords) -> impl IntoView + use<> {
    let link = |to: usize, label: &'static str| {
        view! { <a href=format!("#step-{to}")>{label}</a> }
    };
    let previous = (number > 1).then(|| link(number - 1, words.previous));
    let next = (number < total).then(|| link(number + 1, words.next));
    view! {
        <p class="around">
            {previous} " " {next} " " <a href="#steps">{words.top}</a>
        </p>
    }
}

/// The shopper's page; folded where it says nothing new.
fn seen(frame: &FrameLine, film: &str, texts: &dyn Texts) -> impl IntoView + use<> {
    let words = texts.film_words();
    let number = frame.number;
    let address = format!("/settings/rehearsal/{film}/frames/{number}/page");
    let title = texts.film_frame(words.page, number);
    let screen = view! {
        <iframe class="phone" src=address.clone() title=title width="360" height="640"></iframe>
    };
    let screen = screen.attr("loading", "lazy");
    let phone = view! {
        {screen}
        <p class="page-alone">
            <a href=address>{words.alone} <span class="heard-only">" " {number}</span></a>
        </p>
    };
    if frame.is_quiet {
        return view! {
            <details class="seen">
                <summary>{words.unchanged}</summary>
                {phone}
            </details>
        }
        .into_any();
    }
    view! { <div class="seen">{phone}</div> }.into_any()
}

fn messages(frame: &FrameLine, texts: &dyn Texts) -> Option<impl IntoView + use<>> {
    if frame.is_quiet {
        return None;
    }
    let words = texts.film_words();
    let number = frame.number;
    let none = frame
        .messages
        .is_empty()
        .then(|| view! { <p class="about">{words.no_messages}</p> });
    let messages: Vec<_> = frame
        .messages
        .iter()
        .map(|one| message(one, number, texts))
        .collect();
    Some(view! {
        <section class="sent">
            <h4>{words.messages}</h4>
            {none}
            {messages}
        </section>
    })
}

fn message(one: &MessageLine, number: usize, texts: &dyn Texts) -> impl IntoView + use<> {
    let words = texts.film_words();
    let head = view! {
        <p class="message-head">
            <strong>{one.label.clone()}</strong>
            " "
            <span class="about">{words.to} " " {one.to.clone()}</span>
        </p>
        {(!one.is_on).then(|| view! { <p class="about">{words.switched_off}</p> })}
    };
    match &one.seen {
        MessageSeen::Text(segments) => view! {
            <article class="message text" data-message="sms">
                {head} <pre class="bubble">{one.text.clone()}</pre>
                <p class="about">{segments.clone()}</p>
            </article>
        }
        .into_any(),
        MessageSeen::Email(subject, drawn) => {
            let has_mark_up = drawn.is_some();
            let drawn = drawn.clone().map(|address| {
                let title = texts.film_frame(subject, number);
                let letter = view! {
                    <iframe class="drawn" src=address title=title width="600" height="560"></iframe>
                };
                letter.attr("loading", "lazy")
            });
            view! {
                <article class="message" data-message="email">
                    {head} <p class="subject">{subject.clone()}</p> {drawn}
                    <details open=!has_mark_up>
                        <summary>{words.as_text}</summary>
                        <pre class="mail">{one.text.clone()}</pre>
                    </details>
                </article>
            }
            .into_any()
        }
    }
}
