//! Tickets as they reach a rep: an order is brought into its state by the
//! shop's, the carrier's and the help desk's own messages, and the rep finds
//! everything that answers on the order's one page, and what has to be done
//! about it two actions away at most.

use crate::harness::payloads::{door_order, door_shipment, with};
use crate::harness::{Door, Session, Site, at, on_both, stored};
use doorstep::scope::Scope;
use doorstep::staff::Role;
use serde_json::{Value, json};

on_both!(every_ticket_is_answered_on_one_page);

/// One ticket.
struct Ticket {
    /// What it is called; its order's id.
    name: &'static str,
    /// What the shop says of the order beside the usual.
    order: Value,
    /// The shop's shipment, where one has left.
    shipment: Option<Value>,
    /// What the carrier says, oldest first.
    scans: Vec<Value>,
    /// What the shopper asks, through a help desk.
    asks: Option<(&'static str, &'static str)>,
    /// The facts that answer it.
    says: &'static [&'static str],
    /// What has to be done.
    does: Does,
}

/// What has to be done about a ticket.
enum Does {
    /// The suggested reply is filled in and sent: two presses.
    Reply(&'static str),
    /// A form is filled in and sent.
    Form(&'static str, &'static [(&'static str, &'static str)]),
    /// The same for the order's parcel.
    OfParcel(&'static str, &'static [(&'static str, &'static str)]),
}

/// When the rep looks: a Friday at noon.
const LOOKED_AT: &str = "2026-05-15T12:00:00Z";

fn scan(status: &str, time: &str, more: &Value) -> Value {
    let scan = json!({
        "carrier": "UPS", "status": status, "time": time,
        "city": "Louisville", "region": "KY", "country": "US"
    });
    with(scan, more)
}

fn picked_up() -> Value {
    let words = json!({ "text": "Pickup Scan", "code": "OR" });
    scan("picked_up", "2026-05-13T18:00:00Z", &words)
}

fn moving(time: &str) -> Value {
    let words = json!({ "text": "Departed from Facility", "code": "DP" });
    scan("in_transit", time, &words)
}

/// A ticket of a parcel that is on its way, to be made into others.
fn usual(name: &'static str) -> Ticket {
    Ticket {
        name,
        order: json!({}),
        shipment: Some(json!({})),
        scans: vec![picked_up(), moving("2026-05-15T06:00:00Z")],
        asks: None,
        says: &[],
        does: Does::Reply("where_is_it"),
    }
}

/// One for each flag.
fn flags() -> Vec<Ticket> {
    let lost = json!({ "reason": "lost", "text": "Unable to locate", "code": "LX" });
    let broken = json!({ "reason": "damaged", "text": "Package damaged in transit" });
    let back = json!({ "reason": "refused", "text": "Returning to sender" });
    let address = json!({ "reason": "address_incorrect", "text": "The address is incorrect" });
    let duties = json!({ "reason": "duties", "text": "Duties are due" });
    let nobody = json!({ "reason": "not_home", "text": "The receiver was not available" });
    let counter = json!({
        "text": "At the pickup point", "pickup_point": "Corner Shop, 4 Main St",
        "pickup_until": "2026-05-16"
    });
    vec![
        Ticket {
            scans: vec![
                picked_up(),
                scan("exception", "2026-05-14T09:00:00Z", &lost),
            ],
            says: &[
                "Lost",
                "the parcel is lost",
                "Unable to locate",
                "Open a claim with UPS",
            ],
            does: Does::OfParcel("claim", &[("kind", "lost")]),
            ..usual("lost")
        },
        Ticket {
            scans: vec![
                picked_up(),
                scan("exception", "2026-05-14T09:00:00Z", &broken),
            ],
            says: &["Damaged", "Package damaged in transit", "Ask for photos"],
            does: Does::OfParcel("claim", &[("kind", "damaged")]),
            ..usual("damaged")
        },
        Ticket {
            scans: vec![picked_up(), delivered()],
            asks: Some(("not_received", "Nothing is at my door.")),
            says: &[
                "Delivered, not received",
                "Nothing is at my door.",
                "Front porch",
                "Thursday 14 May, 11:00",
                "look there and with neighbours",
            ],
            does: Does::Reply("not_received"),
            ..usual("delivered_not_received")
        },
        Ticket {
            scans: vec![
                picked_up(),
                scan("returning", "2026-05-14T09:00:00Z", &back),
            ],
            says: &["Going back", "it was turned down", "Returning to sender"],
            does: Does::Reply("returned"),
            ..usual("returning")
        },
        Ticket {
            scans: vec![
                picked_up(),
                scan("exception", "2026-05-14T09:00:00Z", &address),
            ],
            says: &["Address problem", "the address is wrong", "12 Mill Lane"],
            does: Does::Form(
                "correction",
                &[
                    ("kind", "address"),
                    ("body", "14 Mill Lane"),
                    ("must_know", "carrier"),
                ],
            ),
            ..usual("address_problem")
        },
        Ticket {
            scans: vec![
                picked_up(),
                scan("exception", "2026-05-14T09:00:00Z", &duties),
            ],
            says: &[
                "Held up",
                "duty or tax is not paid yet",
                "Customs holds it.",
            ],
            does: Does::Reply("customs"),
            ..usual("exception")
        },
        Ticket {
            scans: vec![
                scan(
                    "picked_up",
                    "2026-05-11T18:00:00Z",
                    &json!({ "text": "Pickup Scan" }),
                ),
                moving("2026-05-12T03:00:00Z"),
            ],
            says: &[
                "Stuck",
                "No scan for 81 h",
                "Departed from Facility",
                "Ask UPS to look for it",
            ],
            does: Does::Reply("stuck"),
            ..usual("stuck")
        },
        Ticket {
            scans: Vec::new(),
            says: &["No first scan", "UPS has not scanned it", "Label made"],
            does: Does::Reply("stuck"),
            ..usual("no_first_scan")
        },
        Ticket {
            shipment: Some(json!({ "expected": "2026-05-13" })),
            says: &["Date missed", "Late: was due Wednesday 13 May (the shop)"],
            does: Does::Reply("late"),
            ..usual("promise_missed")
        },
        Ticket {
            shipment: None,
            scans: Vec::new(),
            says: &[
                "Not shipped",
                "still not shipped",
                "Ask the shop when it ships",
            ],
            does: Does::Form("note", &[("body", "Asked the warehouse.")]),
            ..usual("not_shipped")
        },
        Ticket {
            scans: vec![
                picked_up(),
                scan("attempted", "2026-05-13T19:00:00Z", &nobody),
            ],
            says: &[
                "Delivery failed",
                "nobody was there",
                "another day or a pickup point",
            ],
            ..usual("attempted")
        },
        Ticket {
            scans: vec![
                picked_up(),
                scan("available_for_pickup", "2026-05-14T09:00:00Z", &counter),
            ],
            says: &[
                "Waits for pickup",
                "Corner Shop, 4 Main St",
                "Saturday 16 May",
            ],
            ..usual("pickup_waiting")
        },
        Ticket {
            shipment: Some(
                json!({ "number": null, "carrier": null, "handed_over_at": "2026-05-11T09:00:00Z" }),
            ),
            scans: Vec::new(),
            says: &[
                "No tracking number",
                "has no tracking number yet",
                "Add the number",
            ],
            does: Does::OfParcel(
                "shipment",
                &[
                    ("do", "replace"),
                    ("carrier", "UPS"),
                    ("number", "1Z12345E0205271688"),
                ],
            ),
            ..usual("no_number")
        },
        Ticket {
            scans: vec![
                picked_up(),
                scan(
                    "delivered",
                    "2026-05-14T09:00:00Z",
                    &json!({ "text": "Delivered" }),
                ),
                moving("2026-05-15T06:00:00Z"),
            ],
            says: &[
                "Scans contradict",
                "says otherwise",
                "The scans cannot all be true.",
            ],
            does: Does::OfParcel("mark", &[("as", "returned"), ("why", "The shop has it")]),
            ..usual("contradiction")
        },
    ]
}

fn delivered() -> Value {
    let told = json!({ "text": "Delivered", "left_at": "Front porch", "signed_by": "Bo Svensson" });
    scan("delivered", "2026-05-14T15:00:00Z", &told)
}

/// What people ask of parcels nothing is wrong with.
fn questions() -> Vec<Ticket> {
    vec![
        Ticket {
            asks: Some(("where_is_it", "Where is my order?")),
            says: &[
                "Asks: where is it?",
                "In transit",
                "Last seen: Louisville, KY",
                "Departed from Facility",
            ],
            ..usual("where_is_it")
        },
        Ticket {
            shipment: Some(json!({ "expected": "2026-05-18" })),
            says: &["Due Monday 18 May (the shop)"],
            ..usual("when_does_it_come")
        },
        Ticket {
            scans: vec![picked_up(), delivered()],
            says: &[
                "Delivered",
                "Thursday 14 May, 11:00",
                "Front porch",
                "Bo Svensson",
            ],
            ..usual("was_it_delivered_and_to_whom")
        },
        Ticket {
            asks: Some(("wrong_address", "It should go to 14 Mill Lane.")),
            says: &["It should go to 14 Mill Lane.", "12 Mill Lane", "tell UPS"],
            does: Does::Form(
                "correction",
                &[
                    ("kind", "address"),
                    ("body", "14 Mill Lane"),
                    ("must_know", "carrier"),
                ],
            ),
            ..usual("wrong_address")
        },
        Ticket {
            asks: Some(("other", "Can it come on Tuesday instead?")),
            says: &[
                "Can it come on Tuesday instead?",
                "https://www.ups.com/track",
            ],
            does: Does::Form(
                "correction",
                &[
                    ("kind", "instruction"),
                    ("body", "Deliver on Tuesday"),
                    ("must_know", "carrier"),
                ],
            ),
            ..usual("another_day")
        },
        Ticket {
            asks: Some((
                "wrong_contents",
                "One shoe is missing. I want my money back.",
            )),
            says: &["One shoe is missing.", "59.90 USD", "Trail shoe"],
            does: Does::Reply("refund_or_resend"),
            ..usual("refund")
        },
        Ticket {
            says: &["Send the link again"],
            does: Does::Form("link", &[]),
            ..usual("send_me_the_link_again")
        },
    ]
}

fn order_of(ticket: &Ticket) -> Value {
    let usual = json!({
        "email": "ada@example.com", "first_name": "Ada", "last_name": "Lang",
        "currency": "USD", "total": "59.90",
        "ship_to": {
            "name": "Ada Lang", "street": "12 Mill Lane", "city": "Brooklyn", "region": "NY",
            "postal_code": "11201", "country": "US"
        }
    });
    with(with(door_order(ticket.name), &usual), &ticket.order)
}

/// The shop, the carrier and the help desk say what they say.
async fn happens(site: &Site, ticket: &Ticket, index: usize, (shop, desk): (&Door, &Door)) {
    let number = format!("1ZTICKET{index:03}");
    site.accept(&shop.post("orders", &order_of(ticket))).await;
    if let Some(more) = &ticket.shipment {
        let id = format!("S-{}", ticket.name);
        let shipment = with(door_shipment(&id, ticket.name, &number), more);
        site.accept(&shop.post("shipments", &shipment)).await;
    }
    for scan in &ticket.scans {
        let scan = with(scan.clone(), &json!({ "number": number }));
        site.accept(&shop.post("scans", &scan)).await;
    }
    if let Some((topic, text)) = ticket.asks {
        let id = stored::order(&site.services, ticket.name).await.public_id;
        let asked = json!({ "order": id, "topic": topic, "text": text });
        let mut post = desk.post("contacts", &asked);
        post.headers
            .push(("Idempotency-Key", ticket.name.to_owned()));
        let response = site.send(&post).await;
        let status = response.status();
        let text = response.text().await.unwrap_or_default();
        assert!(status.is_success(), "{}: {text}", ticket.name);
    }
}

async fn every_ticket_is_answered_on_one_page(site: Site) {
    site.services.clock.step_to(at("2026-05-15T11:00:00Z"));
    let shop = site.door(&[]).await;
    let desk = site.door_for(&[], &[Scope::ContactsWrite]).await;
    let tickets: Vec<Ticket> = flags().into_iter().chain(questions()).collect();
    for (index, ticket) in tickets.iter().enumerate() {
        happens(&site, ticket, index, (&shop, &desk)).await;
    }
    for _ in 0..3 {
        site.time_passes_until(at(LOOKED_AT)).await;
    }
    let home = site.services.book.now().brands[0].slug.clone();
    let rep = site.staff(Role::Rep, &[&home]).await;
    for ticket in &tickets {
        answered(&site, &rep, ticket).await;
    }
    assert_eq!(tickets.len(), 21);
    site.stop().await;
}

async fn answered(site: &Site, rep: &Session, ticket: &Ticket) {
    let name = ticket.name;
    let id = stored::order(&site.services, name).await.public_id;
    let path = format!("/console/orders/{id}");
    let page = rep.page(&path).await;
    for fact in ticket.says {
        assert!(page.contains(fact), "{name}: no {fact} in {page}");
    }
    match &ticket.does {
        Does::Reply(template) => reply(rep, &path, &page, (name, template)).await,
        Does::Form(action, fields) => {
            sent(rep, &path, &page, (name, action), fields.to_vec()).await;
        }
        Does::OfParcel(action, fields) => {
            let choice = format!("id=\"{action}-parcel\"");
            let parcel = value_after(&page, &choice).to_owned();
            let parcel = [("parcel", parcel.as_str())];
            let fields = [*fields, &parcel].concat();
            sent(rep, &path, &page, (name, action), fields).await;
        }
    }
}

/// The first value that stands in a page behind a mark.
fn value_after<'a>(page: &'a str, mark: &str) -> &'a str {
    let from = page
        .find(mark)
        .unwrap_or_else(|| panic!("no {mark} in {page}"));
    let rest = page[from..].split("value=\"").nth(1).unwrap_or_default();
    rest.split('"').next().unwrap_or_default()
}

/// One press fills the suggested reply in, the next one sends it.
async fn reply(rep: &Session, path: &str, page: &str, (name, template): (&str, &str)) {
    let suggested = format!("href=\"{path}?draft={template}#act-reply\"");
    assert!(page.contains(&suggested), "{name}: no {template} in {page}");
    let draft = rep.page(&format!("{path}?draft={template}")).await;
    assert!(!draft.contains("data-part=\"missing\""), "{name}: {draft}");
    let body = draft.split("id=\"reply-body\"").nth(1).unwrap_or_default();
    let body = body.split('>').nth(1).unwrap_or_default();
    let body = body.split('<').next().unwrap_or_default();
    assert!(body.len() > 80, "{name}: {body}");
    let subject = value_after(&draft, "id=\"reply-subject\"").to_owned();
    let fields = vec![("subject", subject.as_str()), ("body", body)];
    sent(rep, path, &draft, (name, "reply"), fields).await;
}

/// The form is on the page, and is taken.
async fn sent(
    rep: &Session,
    path: &str,
    page: &str,
    (name, action): (&str, &str),
    fields: Vec<(&str, &str)>,
) {
    let form = format!("action=\"{path}/{action}\"");
    assert!(page.contains(&form), "{name}: no {action} in {page}");
    let response = rep.post(&format!("{path}/{action}"), &fields).await;
    let status = response.status();
    let text = response.text().await.unwrap_or_default();
    assert_eq!(status, 303, "{name}: {action}: {text}");
}
