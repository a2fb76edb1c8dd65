//! The staff's part of the table of routes.

use super::{
    account, calendar, history, notices, outbox, people, performance, rehearsal, second_factor,
    senders, sign_in, templates, trail, webhooks, welcome, wording,
};
use crate::http::routes::{Access, Entry, entry, form, page};
use crate::http::settings;
use axum::extract::DefaultBodyLimit;
use axum::routing::{get, post};
use doorstep::staff::Role;

/// How staff get in.
pub fn entrances() -> Vec<Entry> {
    use Access::{Entering, MailedLink, Public};
    vec![
        entry("GET", "/sign-in", Public, page(get(sign_in::open))),
        entry("POST", "/sign-in", Public, form(post(sign_in::enter))),
        entry("GET", "/sign-in/code", Entering, page(get(sign_in::code))),
        entry(
            "POST",
            "/sign-in/code",
            Entering,
            form(post(sign_in::enter_code)),
        ),
        entry(
            "GET",
            "/sign-in/second-factor",
            Entering,
            page(get(second_factor::open)),
        ),
        entry(
            "POST",
            "/sign-in/second-factor",
            Entering,
            form(post(second_factor::prove)),
        ),
        entry("POST", "/sign-out", Entering, form(post(sign_in::out))),
        entry(
            "GET",
            "/welcome/{secret}",
            MailedLink,
            page(get(welcome::open)),
        ),
        entry(
            "POST",
            "/welcome/{secret}",
            MailedLink,
            form(post(welcome::follow)),
        ),
    ]
}

/// What everybody on the staff may change of their own account.
pub fn own() -> Vec<Entry> {
    let any = Access::Staff(Role::Rep);
    vec![
        entry("GET", "/account", any, page(get(account::open))),
        entry("POST", "/account/name", any, form(post(account::set_name))),
        entry(
            "POST",
            "/account/password",
            any,
            form(post(account::set_password)),
        ),
        entry(
            "POST",
            "/account/second-factor",
            any,
            form(post(account::second_factor)),
        ),
        entry(
            "POST",
            "/account/sign-out",
            any,
            form(post(sign_in::out_everywhere)),
        ),
    ]
}

/// What managers look at.
pub fn figures() -> Vec<Entry> {
    const STYLE: &str = "/pkg/performance.css";
    let manager = Access::Staff(Role::Manager);
    let look = |path, handler| entry("GET", path, manager, handler);
    vec![
        entry("GET", STYLE, Access::Public, page(get(performance::style))),
        look("/performance", page(get(performance::open))),
        look("/performance/orders", page(get(performance::behind))),
        look("/performance/csv/{chart}", get(performance::csv)),
    ]
}

/// What admins set.
pub fn settings() -> Vec<Entry> {
    let admin = Access::Staff(Role::Admin);
    let mut entries = brand_settings(admin);
    entries.extend(mails());
    entries.extend(words());
    entries.extend(hooks());
    entries.extend(calendars());
    entries.extend(rehearsals());
    entries.extend(histories());
    entries.extend([
        entry("GET", "/settings/staff", admin, page(get(people::open))),
        entry("POST", "/settings/staff", admin, form(post(people::invite))),
        entry(
            "POST",
            "/settings/staff/{staff}",
            admin,
            form(post(people::change)),
        ),
        entry(
            "POST",
            "/settings/staff/{staff}/close",
            admin,
            form(post(people::close)),
        ),
        entry(
            "POST",
            "/settings/staff/{staff}/open",
            admin,
            form(post(people::reopen)),
        ),
        entry(
            "POST",
            "/settings/staff/{staff}/link",
            admin,
            form(post(people::new_link)),
        ),
        entry(
            "POST",
            "/settings/second-factor",
            admin,
            form(post(people::require)),
        ),
        entry("GET", "/settings/audit", admin, page(get(trail::open))),
    ]);
    entries
}

/// What admins set of mails: the words of replies, and what waits.
fn mails() -> Vec<Entry> {
    const ALL: &str = "/settings/brand/{slug}/templates";
    const ONE: &str = "/settings/brand/{slug}/templates/{template}";
    const OUTBOX: &str = "/settings/outbox";
    const NOTICES: &str = "/settings/notices";
    const SENDERS: &str = "/settings/senders";
    let admin = Access::Staff(Role::Admin);
    vec![
        entry("GET", ALL, admin, page(get(templates::list))),
        entry("GET", ONE, admin, page(get(templates::open))),
        entry("POST", ONE, admin, form(post(templates::change))),
        entry("GET", NOTICES, admin, page(get(notices::open))),
        entry("POST", NOTICES, admin, form(post(notices::change))),
        entry("GET", SENDERS, admin, page(get(senders::open))),
        entry("GET", OUTBOX, admin, page(get(outbox::open))),
        entry("POST", OUTBOX, admin, form(post(outbox::replay))),
    ]
}

/// What managers set.
fn calendars() -> Vec<Entry> {
    const ONE: &str = "/settings/brand/{slug}/calendar";
    let manager = Access::Staff(Role::Manager);
    vec![
        entry("GET", "/settings/calendar", manager, get(calendar::first)),
        entry("GET", ONE, manager, page(get(calendar::open))),
        entry("POST", ONE, manager, form(post(calendar::change))),
    ]
}

/// What admins set of the words of messages.
fn words() -> Vec<Entry> {
    const ALL: &str = "/settings/brand/{slug}/messages";
    const ONE: &str = "/settings/brand/{slug}/messages/{news}/{medium}/{language}";
    const PREVIEW: &str = "/settings/brand/{slug}/messages/{news}/{medium}/{language}/preview";
    let admin = Access::Staff(Role::Admin);
    vec![
        entry("GET", ALL, admin, page(get(wording::list))),
        entry("POST", ALL, admin, form(post(wording::arrange))),
        entry("GET", ONE, admin, page(get(wording::open))),
        entry("POST", ONE, admin, form(post(wording::change))),
        entry("GET", PREVIEW, admin, page(get(wording::stored_preview))),
        entry("POST", PREVIEW, admin, form(post(wording::typed_preview))),
    ]
}

/// Where admins rehearse.
fn rehearsals() -> Vec<Entry> {
    const ALL: &str = "/settings/rehearsal";
    const ORDERS: &str = "/settings/rehearsal/orders";
    const ONE: &str = "/settings/rehearsal/{film}";
    const PAGE: &str = "/settings/rehearsal/{film}/frames/{frame}/page";
    const MAIL: &str = "/settings/rehearsal/{film}/frames/{frame}/mails/{mail}";
    const STYLE: &str = "/pkg/rehearsal.css";
    let admin = Access::Staff(Role::Admin);
    vec![
        entry("GET", STYLE, Access::Public, page(get(rehearsal::style))),
        entry("GET", ALL, admin, page(get(rehearsal::open))),
        entry("POST", ALL, admin, form(post(rehearsal::play))),
        entry("POST", ORDERS, admin, form(post(rehearsal::begin))),
        entry("GET", ONE, admin, page(get(rehearsal::watch))),
        entry("GET", PAGE, admin, page(get(rehearsal::frame_page))),
        entry("GET", MAIL, admin, page(get(rehearsal::frame_mail))),
    ]
}

/// Where managers import histories of orders. The file is written to the disk
/// as it comes; the form reads no more of it than is taken.
fn histories() -> Vec<Entry> {
    const ALL: &str = "/settings/history";
    const ONE: &str = "/settings/history/{slug}";
    const FILE: &str = "/settings/history/{slug}/file";
    const PROGRESS: &str = "/settings/history/{slug}/progress";
    let manager = Access::Staff(Role::Manager);
    let large = DefaultBodyLimit::max(history::READ_AT_MOST);
    vec![
        entry("GET", ALL, manager, get(history::first)),
        entry("GET", ONE, manager, page(get(history::open))),
        entry("POST", ONE, manager, form(post(history::change))),
        entry(
            "POST",
            FILE,
            manager,
            form(post(history::upload)).layer(large),
        ),
        entry("GET", PROGRESS, manager, get(history::progress)),
    ]
}

/// What admins set of webhooks out.
fn hooks() -> Vec<Entry> {
    const ALL: &str = "/settings/webhooks";
    const ONE: &str = "/settings/webhooks/{endpoint}";
    let admin = Access::Staff(Role::Admin);
    vec![
        entry("GET", ALL, admin, page(get(webhooks::list))),
        entry("POST", ALL, admin, form(post(webhooks::add))),
        entry("GET", ONE, admin, page(get(webhooks::open))),
        entry("POST", ONE, admin, form(post(webhooks::change))),
    ]
}

/// The pages on which brands are set, which are behind the socket too.
pub fn brand_settings(access: Access) -> Vec<Entry> {
    const ONE: &str = "/settings/brand/{slug}";
    const PREVIEW: &str = "/settings/brand/{slug}/preview";
    vec![
        entry("GET", "/settings", access, page(get(settings::brands))),
        entry("GET", "/settings/brand", access, get(settings::open)),
        entry("GET", ONE, access, page(get(settings::brand))),
        entry("POST", ONE, access, form(post(settings::save))),
        entry("GET", PREVIEW, access, page(get(settings::stored_preview))),
        entry("POST", PREVIEW, access, form(post(settings::preview))),
    ]
}
