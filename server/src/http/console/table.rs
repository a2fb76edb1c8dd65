//! The console's part of the table of routes.

use super::{act, find, find_again, incidents, nowhere, order, queue_again, queue_alone};
use super::{script, stream, style};
use crate::http::routes::{Access, Entry, Http, entry, form, page};
use axum::routing::{MethodRouter, get, post};
use doorstep::staff::Role;

/// The console: its pages, its forms, its stream.
pub fn pages() -> Vec<Entry> {
    use Access::{Public, Staff};
    let rep = Staff(Role::Rep);
    vec![
        entry("GET", "/pkg/console.css", Public, page(get(style))),
        entry("GET", "/pkg/console.js", Public, page(get(script))),
        entry("GET", "/console", rep, page(get(queue_alone))),
        entry("GET", "/console/live", rep, get(stream)),
        entry("GET", "/console/queue", rep, get(queue_again)),
        entry("POST", "/console/queue", rep, form(post(act))),
        entry("GET", "/console/find", rep, get(find_again)),
        entry("POST", "/console/find", rep, form(post(find))),
        entry(
            "GET",
            "/console/orders/{order}",
            rep,
            page(get(order::open)),
        ),
        entry("GET", "/console/incidents", rep, page(get(incidents::list))),
        entry(
            "POST",
            "/console/incidents",
            Staff(Role::Manager),
            form(post(incidents::declare)),
        ),
        entry(
            "POST",
            "/console/incidents/end",
            Staff(Role::Manager),
            form(post(incidents::end)),
        ),
        entry("GET", "/console/{*rest}", rep, page(get(nowhere))),
    ]
}

/// What is done about an order: each form's own address.
pub fn forms() -> Vec<Entry> {
    let filled = |path, handler: MethodRouter<Http>| {
        entry("POST", path, Access::Staff(Role::Rep), form(handler))
    };
    vec![
        filled("/console/orders/{order}/note", post(order::note)),
        filled("/console/orders/{order}/reply", post(order::reply)),
        filled("/console/orders/{order}/link", post(order::link)),
        filled("/console/orders/{order}/contact", post(order::contact)),
        filled("/console/orders/{order}/claim", post(order::claim)),
        filled(
            "/console/orders/{order}/claim-state",
            post(order::claim_state),
        ),
        filled("/console/orders/{order}/shipment", post(order::shipment)),
        filled(
            "/console/orders/{order}/correction",
            post(order::correction),
        ),
        filled("/console/orders/{order}/told", post(order::told)),
        filled("/console/orders/{order}/mark", post(order::mark)),
        filled("/console/orders/{order}/unmark", post(order::unmark)),
        filled("/console/orders/{order}/pin", post(order::pin)),
    ]
}
