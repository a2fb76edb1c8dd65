//! What stands around the pages of staff: the head of the document, and a bar
//! with the way to everything else.

use crate::texts::Texts;
use doorstep::staff::Role;
use leptos::prelude::*;

/// Who looks at a page, and which it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StaffFrame {
    /// What colleagues call them.
    pub name: String,
    /// What they may do.
    pub role: Role,
    /// Where they are.
    pub at: Option<Section>,
}

/// A part of what staff use.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Section {
    /// The console.
    Console,
    /// Who keeps the promise.
    Performance,
    /// Settings: brands.
    Brands,
    /// Settings: those who may sign in.
    People,
    /// Settings: the notices of brands.
    Notices,
    /// Settings: rehearsals.
    Rehearsal,
    /// Settings: the calendar of a brand.
    Calendar,
    /// Settings: the outbox.
    Outbox,
    /// Settings: whom mails come from.
    Senders,
    /// Settings: webhooks out.
    Webhooks,
    /// Settings: histories of orders.
    History,
    /// Settings: the trail.
    Trail,
    /// One's own account.
    Account,
}

impl Section {
    const fn is_of_settings(self) -> bool {
        matches!(
            self,
            Self::Brands
                | Self::People
                | Self::Notices
                | Self::Rehearsal
                | Self::Calendar
                | Self::Outbox
                | Self::Senders
                | Self::Webhooks
                | Self::History
                | Self::Trail
        )
    }
}

/// A whole document around a page's content, with a style of the page's own
/// where it has one.
pub fn document(
    title: String,
    frame: Option<StaffFrame>,
    style: Option<&'static str>,
    content: AnyView,
    texts: &dyn Texts,
) -> impl IntoView + use<> {
    let skip = texts.staff_frame().skip;
    let is_alone = frame.is_none().then_some("alone");
    let bar = frame.map(|frame| bar(&frame, texts));
    let style = style.map(|href| view! { <link rel="stylesheet" href=href /> });
    view! {
        <!DOCTYPE html>
        <html lang=texts.tag()>
            <head>
                <meta charset="utf-8" />
                <meta name="viewport" content="width=device-width, initial-scale=1" />
                <meta name="color-scheme" content="light dark" />
                <meta name="robots" content="noindex" />
                <meta name="referrer" content="no-referrer" />
                <title>{title}</title>
                <link rel="icon" href="/favicon.svg" type="image/svg+xml" />
                <link rel="stylesheet" href="/pkg/doorstep.css" />
                {style}
            </head>
            <body class="settings staff">
                <a class="skip" href="#content">
                    {skip}
                </a>
                {bar}
                <main id="content" tabindex="-1" class=is_alone>
                    {content}
                </main>
            </body>
        </html>
    }
}

/// Where histories of orders come in.
const HISTORY: &str = "/settings/history";

/// The bar above a page, with the parts of the settings below it.
pub fn bar(frame: &StaffFrame, texts: &dyn Texts) -> impl IntoView + use<> {
    let words = texts.staff_frame();
    let at = frame.at;
    let is_set = at.is_some_and(Section::is_of_settings);
    let is_admin = frame.role >= Role::Admin;
    let performance = (frame.role >= Role::Manager).then(|| {
        let title = texts.performance_words().title;
        link("/performance", title, at == Some(Section::Performance))
    });
    let settings = is_admin.then(|| link("/settings", words.settings, is_set));
    // Of the settings, managers keep the calendar and the history.
    let calendar = (frame.role == Role::Manager).then(|| {
        let heading = texts.calendar_words().heading;
        link("/settings/calendar", heading, at == Some(Section::Calendar))
    });
    let history = (frame.role == Role::Manager).then(|| {
        let heading = texts.history_words().heading;
        link(HISTORY, heading, at == Some(Section::History))
    });
    let parts = (is_admin && is_set).then(|| parts(at, texts));
    let who = format!("{} ({})", frame.name, texts.role_label(frame.role));
    view! {
        <header class="staff-bar">
            <nav aria-label=words.links>
                {link("/console", words.console, at == Some(Section::Console))} {performance}
                {settings} {calendar} {history}
            </nav>
            <div class="staff-who">
                <a href="/account" aria-current=current(at == Some(Section::Account))>
                    <span class="heard-only">{words.account} " "</span>
                    {who}
                </a>
                <form method="post" action="/sign-out">
                    <button class="button">{words.sign_out}</button>
                </form>
            </div>
        </header>
        {parts}
    }
}

fn parts(at: Option<Section>, texts: &dyn Texts) -> impl IntoView + use<> {
    let words = texts.staff_frame();
    let links = [
        ("/settings", words.brands, Section::Brands),
        ("/settings/staff", words.people, Section::People),
        (
            "/settings/notices",
            texts.notices_page().heading,
            Section::Notices,
        ),
        (
            "/settings/calendar",
            texts.calendar_words().heading,
            Section::Calendar,
        ),
        (
            "/settings/rehearsal",
            texts.film_words().heading,
            Section::Rehearsal,
        ),
        (
            "/settings/outbox",
            texts.outbox_words().heading,
            Section::Outbox,
        ),
        (
            "/settings/senders",
            texts.sender_words().heading,
            Section::Senders,
        ),
        (
            "/settings/webhooks",
            texts.webhook_words().heading,
            Section::Webhooks,
        ),
        (HISTORY, texts.history_words().heading, Section::History),
        ("/settings/audit", words.trail, Section::Trail),
    ];
    let links = links.map(|(href, label, section)| link(href, label, at == Some(section)));
    view! {
        <nav class="staff-parts" aria-label=words.parts>
            {links.into_iter().collect_view()}
        </nav>
    }
}

fn link(href: &'static str, label: &'static str, is_here: bool) -> impl IntoView {
    view! {
        <a href=href aria-current=current(is_here)>
            {label}
        </a>
    }
}

fn current(is_here: bool) -> Option<&'static str> {
    is_here.then_some("page")
}
