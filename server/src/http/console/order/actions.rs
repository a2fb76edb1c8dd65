//! What is done about an order: a handler a form, each the desk's own deed.

use super::answer::{Filled, answer};
use super::fields::{Fields, Sent};
use crate::db::desk::{order_of_served, shipment_of_served};
use crate::db::staff_order::Pin;
use crate::db::{claim as claims, orders};
use crate::http::console::Visit;
use crate::intake::desk::claim::{Amount, Decision};
use crate::intake::desk::contact::NewContact;
use crate::intake::desk::reply::Words;
use crate::intake::desk::shipment::{NewShipment, Typed};
use crate::intake::desk::{self, Refusal};
use app::texts::{Said, ShipmentChange};
use axum::extract::Path;
use axum::response::Response;
use doorstep::claim::{ClaimKind, ClaimState, Evidence, Piece};
use doorstep::contact::{Channel, Topic};
use doorstep::correction::{CorrectionKind, Party};
use doorstep::desk::Fault;
use doorstep::money;
use doorstep::order::OrderLine;
use doorstep::shipment::{Direction, ShipmentItem};

type Done = Result<Said, Refusal>;

/// Handlers that differ in nothing but what they do.
macro_rules! handlers {
    ($($(#[$doc:meta])* $name:ident => $form:literal, $deed:ident;)+) => {
        $(
            $(#[$doc])*
            pub async fn $name(visit: Visit, Path(order): Path<String>, sent: Sent) -> Response {
                let fields = Fields::read(sent);
                let done = $deed(&visit, &order, &fields).await;
                let form = $form;
                answer(&visit, Filled { form, order, fields }, done).await
            }
        )+
    };
}

handlers! {
    /// `POST /console/orders/{order}/note`.
    note => "note", write_note;
    /// `POST /console/orders/{order}/reply`.
    reply => "reply", send_reply;
    /// `POST /console/orders/{order}/link`: sends the order's link again.
    link => "link", send_link;
    /// `POST /console/orders/{order}/contact`: writes a call down.
    contact => "contact", open_contact;
    /// `POST /console/orders/{order}/claim`.
    claim => "claim", open_claim;
    /// `POST /console/orders/{order}/claim-state`.
    claim_state => "claim-state", change_claim;
    /// `POST /console/orders/{order}/shipment`.
    shipment => "shipment", change_shipment;
    /// `POST /console/orders/{order}/correction`.
    correction => "correction", write_correction;
    /// `POST /console/orders/{order}/told`.
    told => "told", tell;
    /// `POST /console/orders/{order}/mark`.
    mark => "mark", mark_parcel;
    /// `POST /console/orders/{order}/unmark`.
    unmark => "unmark", unmark_parcel;
    /// `POST /console/orders/{order}/pin`.
    pin => "pin", pin_order;
}

async fn write_note(visit: &Visit, order: &str, fields: &Fields) -> Done {
    let services = &visit.http.services;
    let contact = fields.some("contact");
    desk::note::write(services, &visit.actor, order, contact, fields.one("body")).await?;
    Ok(Said::Noted)
}

async fn send_reply(visit: &Visit, order: &str, fields: &Fields) -> Done {
    let words = Words {
        subject: fields.one("subject"),
        body: fields.one("body"),
    };
    let services = &visit.http.services;
    let contact = fields.some("contact");
    desk::reply::reply(services, &visit.actor, order, contact, words).await?;
    Ok(Said::Replied)
}

async fn send_link(visit: &Visit, order: &str, _: &Fields) -> Done {
    desk::reply::resend_link(&visit.http.services, &visit.actor, order).await?;
    Ok(Said::LinkSent)
}

async fn open_contact(visit: &Visit, order: &str, fields: &Fields) -> Done {
    let services = &visit.http.services;
    let order = found(visit, order).await?;
    let new = NewContact {
        brand_id: order.brand_id,
        shipment: fields.some("parcel"),
        topic: Topic::from_code(fields.one("topic")).unwrap_or(Topic::Other),
        channel: Channel::Staff,
        body: fields.one("body"),
        photos: Vec::new(),
        idempotency_key: None,
        staff: Some(&visit.actor),
        api_key: None,
        order: &order,
    };
    desk::contact::open(services, new, services.clock.now()).await?;
    Ok(Said::ContactOpened)
}

async fn open_claim(visit: &Visit, order: &str, fields: &Fields) -> Done {
    let order = found(visit, order).await?;
    let parcel = parcel_of(visit, &order, fields).await?;
    let kind = ClaimKind::from_code(fields.one("kind")).ok_or(Refusal::NotThere)?;
    let amount = amount(fields, order.currency.as_deref())?;
    desk::claim::open(&visit.http.services, &visit.actor, parcel, kind, amount).await?;
    Ok(Said::Claimed)
}

/// What is demanded or paid: in the currency that is usual here, unless another
/// is named. What is left empty is not said.
fn amount(fields: &Fields, usual: Option<&str>) -> Result<Option<Amount>, Refusal> {
    let Some(typed) = fields.some("amount") else {
        return Ok(None);
    };
    let read = money::read(typed, usual).ok_or(Refusal::Wrong(Fault::NoAmount))?;
    let (minor, currency) = read;
    Ok(Some(Amount { minor, currency }))
}

/// First what is at hand, then how the claim goes on.
async fn change_claim(visit: &Visit, order: &str, fields: &Fields) -> Done {
    let services = &visit.http.services;
    let actor = &visit.actor;
    let order = found(visit, order).await?;
    let id = fields.one("claim");
    let read = services.database.read();
    let row = claims::of_served_by_public_id(read, &actor.serves, id).await?;
    let row = row.filter(|row| row.order_id == order.id);
    let row = row.ok_or(Refusal::NotThere)?;
    let mut version: i64 = fields
        .one("version")
        .parse()
        .map_err(|_| Refusal::ChangedMeanwhile)?;
    let next = ClaimState::from_code(fields.one("become"));
    let usual = row.currency.as_deref().or(order.currency.as_deref());
    // Before anything is kept: what cannot be read brings the form back.
    let paid = match next {
        Some(ClaimState::Paid) => amount(fields, usual)?,
        _ => None,
    };
    let pieces = pieces(&row, fields);
    if pieces != row.pieces() {
        desk::claim::evidence(services, actor, id, version, &pieces).await?;
        version += 1;
    }
    match next {
        Some(ClaimState::Filed) => desk::claim::file(services, actor, id, version).await?,
        Some(ClaimState::Paid) => {
            let pays = Decision::Pays(paid);
            desk::claim::decide(services, actor, id, version, pays).await?;
        }
        Some(ClaimState::Refused) => {
            desk::claim::decide(services, actor, id, version, Decision::Refuses).await?;
        }
        Some(ClaimState::Withdrawn) => {
            desk::claim::withdraw(services, actor, id, version).await?;
        }
        Some(ClaimState::Open) | None => {}
    }
    Ok(Said::ClaimChanged)
}

/// The list as it was ticked, with what was written beside each line; what
/// was not asked for stays.
fn pieces(row: &claims::Model, fields: &Fields) -> Vec<Piece> {
    let ticked: Vec<Evidence> = fields
        .all("at_hand")
        .into_iter()
        .filter_map(Evidence::from_code)
        .collect();
    let pieces = row.pieces().into_iter();
    pieces
        .map(|piece| Piece {
            at_hand: ticked.contains(&piece.evidence),
            words: match fields.sent(&format!("words-{}", piece.evidence.code())) {
                Some(words) => Some(words.trim().to_owned()).filter(|words| !words.is_empty()),
                None => piece.words,
            },
            evidence: piece.evidence,
        })
        .collect()
}

async fn change_shipment(visit: &Visit, order: &str, fields: &Fields) -> Done {
    let services = &visit.http.services;
    let actor = &visit.actor;
    let order = found(visit, order).await?;
    let typed = Typed {
        number: fields.one("number"),
        carrier: fields.one("carrier"),
    };
    let change = ShipmentChange::from_code(fields.one("do")).ok_or(Refusal::NotThere)?;
    if !change.is_of_shipment() {
        let is_return = change == ShipmentChange::NewReturn;
        let new = NewShipment {
            direction: if is_return {
                Direction::Return
            } else {
                Direction::Outbound
            },
            number: fields.some("number").map(|_| typed),
            items: held(&order.order_lines(), fields)?,
            service: fields.some("service"),
        };
        desk::shipment::add(services, actor, &order.public_id, &new).await?;
        return Ok(Said::Shipped);
    }
    let (id, version) = versioned(fields.one("parcel"))?;
    of_order(visit, &order, id).await?;
    match change {
        ShipmentChange::Replace => {
            desk::shipment::replace_number(services, actor, id, version, typed).await?;
        }
        ShipmentChange::Add => {
            desk::shipment::add_number(services, actor, id, version, typed).await?;
        }
        ShipmentChange::RemoveNumber => {
            desk::shipment::remove_number(services, actor, id, version).await?;
        }
        ShipmentChange::Remove | ShipmentChange::New | ShipmentChange::NewReturn => {
            desk::shipment::remove(services, actor, id, version).await?;
        }
    }
    Ok(Said::Shipped)
}

/// What a new shipment holds: the lines of which a number of pieces was typed.
fn held(lines: &[OrderLine], fields: &Fields) -> Result<Vec<ShipmentItem>, Fault> {
    let typed = lines.iter().filter_map(|line| {
        let field = format!("item-{}", line.external_id);
        Some((line, fields.some(&field)?))
    });
    let items = typed.map(|(line, typed)| {
        let quantity = typed.parse().map_err(|_| Fault::NoQuantity)?;
        let line_id = line.external_id.clone();
        Ok(ShipmentItem { line_id, quantity })
    });
    // A nought says that none of it is in there, as an empty field does.
    let items: Result<Vec<ShipmentItem>, Fault> = items.collect();
    Ok(items?
        .into_iter()
        .filter(|item| item.quantity > 0)
        .collect())
}

/// A shipment with the version that was seen.
fn versioned(text: &str) -> Result<(&str, i64), Refusal> {
    let (id, version) = text.split_once(':').ok_or(Refusal::NotThere)?;
    let version = version.parse().map_err(|_| Refusal::ChangedMeanwhile)?;
    Ok((id, version))
}

async fn write_correction(visit: &Visit, order: &str, fields: &Fields) -> Done {
    let kind = CorrectionKind::from_code(fields.one("kind")).ok_or(Refusal::NotThere)?;
    let must_know: Vec<Party> = fields
        .all("must_know")
        .into_iter()
        .filter_map(Party::from_code)
        .collect();
    let services = &visit.http.services;
    let body = fields.one("body");
    desk::correction::write(services, &visit.actor, order, kind, body, &must_know).await?;
    Ok(Said::Corrected)
}

async fn tell(visit: &Visit, _: &str, fields: &Fields) -> Done {
    let party = Party::from_code(fields.one("who")).ok_or(Refusal::NotThere)?;
    let services = &visit.http.services;
    let correction = fields.one("correction");
    desk::correction::told(services, &visit.actor, correction, party).await?;
    Ok(Said::Told)
}

async fn mark_parcel(visit: &Visit, order: &str, fields: &Fields) -> Done {
    let order = found(visit, order).await?;
    let parcel = parcel_of(visit, &order, fields).await?;
    let (marked, why) = (fields.one("as"), fields.one("why"));
    desk::mark::mark(&visit.http.services, &visit.actor, parcel, marked, why).await?;
    Ok(Said::Marked)
}

async fn unmark_parcel(visit: &Visit, order: &str, fields: &Fields) -> Done {
    let order = found(visit, order).await?;
    let parcel = parcel_of(visit, &order, fields).await?;
    desk::mark::withdraw(&visit.http.services, &visit.actor, parcel).await?;
    Ok(Said::Unmarked)
}

async fn pin_order(visit: &Visit, order: &str, fields: &Fields) -> Done {
    let services = &visit.http.services;
    let (pin, said) = if fields.one("pin") == "no" {
        (Pin::Off, Said::Unpinned)
    } else {
        (Pin::On, Said::Pinned)
    };
    desk::opened::pin(services, &visit.actor, order, pin).await?;
    Ok(said)
}

/// The order, where it is theirs to see.
async fn found(visit: &Visit, order: &str) -> Result<orders::Model, Refusal> {
    let read = visit.http.services.database.read();
    let found = order_of_served(read, &visit.actor.serves, order).await?;
    found.ok_or(Refusal::NotThere)
}

/// The parcel a form names, where it is this order's.
async fn parcel_of<'a>(
    visit: &Visit,
    order: &orders::Model,
    fields: &'a Fields,
) -> Result<&'a str, Refusal> {
    let parcel = fields.one("parcel");
    of_order(visit, order, parcel).await?;
    Ok(parcel)
}

async fn of_order(visit: &Visit, order: &orders::Model, parcel: &str) -> Result<(), Refusal> {
    let read = visit.http.services.database.read();
    let found = shipment_of_served(read, &visit.actor.serves, parcel).await?;
    let found = found.filter(|found| found.order_id == order.id);
    found.map(|_| ()).ok_or(Refusal::NotThere)
}
