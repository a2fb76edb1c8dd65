//! Everything held about a person, as JSON to hand over.

use super::Subject;
use super::raw::{About, Named};
use crate::db::{
    choice, claim, consent, contact, correction, entry, follower, from_ms, mail, mark, message,
    orders, outbox, parcel, person, photo, promise, report, scan, shipment, stopped,
};
use crate::error::Error;
use crate::services::Services;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use chrono::{DateTime, SecondsFormat, Utc};
use doorstep::mask::hint_of_email;
use doorstep::recipient::Medium;
use serde_json::{Value, json};

/// Gathers everything held about a person.
///
/// # Errors
/// When the database refuses.
pub async fn export(services: &Services, subject: &Subject) -> Result<Value, Error> {
    let mut orders = Vec::with_capacity(subject.orders.len());
    for order in &subject.orders {
        orders.push(self::order(services, order).await?);
    }
    let mut messages = Vec::new();
    Named::of(services, subject)
        .await?
        .each(services, |kept, about| messages.push(message(&kept, about)))
        .await?;
    Ok(json!({
        "made_at": instant(services.clock.now()),
        "orders": orders,
        "messages": messages,
        "follows": follows(services, subject).await?,
        "stopped": stops(services, subject).await?,
    }))
}

async fn order(services: &Services, order: &orders::Model) -> Result<Value, Error> {
    let read = services.database.read();
    let brand = services.book.now();
    let person = person::of_orders(read, &[order.id]).await?.pop();
    let shipments = shipment::of_orders(read, &[order.id]).await?;
    let promises = promise::of_orders(read, &[order.id]).await?;
    let notices = outbox::of_order(read, order.id).await?;
    let mails = mail::of_order(read, order.id).await?;
    let corrections = correction::of_order(read, order.id).await?;
    let claims = claim::of_order(read, order.id).await?;
    let marks = mark::of_order(read, order.id).await?;
    Ok(json!({
        "id": order.public_id,
        "brand": brand.brand(order.brand_id).map(|brand| &brand.slug),
        "number": order.number,
        "shops_id": order.external_id,
        "kind": order.kind,
        "placed_at": at(order.placed_ms),
        "cancelled_at": at(order.cancelled_ms),
        "forgotten_at": at(order.forgotten_ms),
        "language": order.locale,
        "currency": order.currency,
        "total_minor": order.total_minor,
        "service": order.service,
        "expected": orders::Terms::from(order).expected(),
        "country": order.country,
        "region": order.region,
        "zone": order.zone,
        "lines": order.order_lines(),
        "buyer": person.as_ref().map(person::Model::buyer),
        "destination": person.as_ref().map(person::Model::address),
        "shipments": shipments.iter().map(shipment_json).collect::<Vec<_>>(),
        "parcels": parcels(services, order.id).await?,
        "dates_shown": promises.iter().filter_map(promise_json).collect::<Vec<_>>(),
        "notices": notices.iter().map(notice_json).collect::<Vec<_>>(),
        "mails": mails.iter().map(mail_json).collect::<Vec<_>>(),
        "contacts": contacts(services, order.id).await?,
        "corrections": corrections.iter().map(correction_json).collect::<Vec<_>>(),
        "claims": claims.iter().map(claim_json).collect::<Vec<_>>(),
        "marks": marks.iter().map(mark_json).collect::<Vec<_>>(),
        "messages_wanted": wanted(services, order.id).await?,
    }))
}

/// What the buyer chose to hear, with every consent to text messages. The
/// addresses of others who follow are theirs, so they are only hinted at.
async fn wanted(services: &Services, order_id: i64) -> Result<Value, Error> {
    let read = services.database.read();
    let chosen = choice::of_order(read, order_id).await?;
    let consents = consent::of_order(read, order_id).await?;
    let consents = consents.iter().map(|row| {
        json!({
            "number": row.number,
            "asked_at": at(Some(row.asked_ms)),
            "given_at": at(row.confirmed_ms),
            "ended_at": at(row.ended_ms),
            "how": row.how,
            "agreed_to": row.proof,
        })
    });
    let followers = follower::of_order(read, order_id).await?;
    let followers = followers.iter().filter(|row| row.is_open()).map(|row| {
        json!({
            "address": hint_of_email(&row.address),
            "asked_at": at(Some(row.invited_ms)),
            "confirmed_at": at(row.confirmed_ms),
        })
    });
    Ok(json!({
        "by_email": chosen.email,
        "by_text_message": chosen.sms,
        "consents": consents.collect::<Vec<_>>(),
        "followers": followers.collect::<Vec<_>>(),
    }))
}

/// Orders of others that this person was asked to follow.
async fn follows(services: &Services, subject: &Subject) -> Result<Vec<Value>, Error> {
    let Some(email) = &subject.email else {
        return Ok(Vec::new());
    };
    let hash = services.key.address_hash(Medium::Email, email);
    let read = services.database.read();
    let mut all = Vec::new();
    for brand in &subject.brands {
        for row in follower::of_brand_by_address_hash(read, *brand, &hash).await? {
            all.push(json!({
                "id": row.public_id,
                "address": row.address,
                "asked_at": at(Some(row.invited_ms)),
                "confirmed_at": at(row.confirmed_ms),
                "ended_at": at(row.ended_ms),
            }));
        }
    }
    Ok(all)
}

/// Brands that send nothing to this person's e-mail address any more.
async fn stops(services: &Services, subject: &Subject) -> Result<Vec<Value>, Error> {
    let Some(email) = &subject.email else {
        return Ok(Vec::new());
    };
    let hash = services.key.address_hash(Medium::Email, email);
    let book = services.book.now();
    let mut all = Vec::new();
    for brand_id in &subject.brands {
        let place = stopped::Place {
            brand_id: *brand_id,
            medium: Medium::Email,
            hash,
        };
        let Some(row) = stopped::of_brand(services.database.read(), &place).await? else {
            continue;
        };
        all.push(json!({
            "brand": book.brand(*brand_id).map(|brand| &brand.slug),
            "reason": row.reason,
            "since": at(Some(row.stopped_ms)),
        }));
    }
    Ok(all)
}

/// What was asked, reported and answered, and the notes about it; the notes of
/// the order itself stand last, under no contact.
async fn contacts(services: &Services, order_id: i64) -> Result<Vec<Value>, Error> {
    let read = services.database.read();
    let entries = entry::of_order(read, order_id).await?;
    let photos = photo::of_order(read, order_id).await?;
    let written = |contact_id: Option<i64>| -> Vec<Value> {
        let of_it = entries
            .iter()
            .filter(|entry| entry.contact_id == contact_id);
        of_it.map(entry_json).collect()
    };
    let mut all = Vec::new();
    for row in contact::of_order(read, order_id).await? {
        let pictures = photos.iter().filter(|photo| photo.contact_id == row.id);
        all.push(json!({
            "id": row.public_id,
            "reference": row.reference,
            "topic": row.topic,
            "channel": row.channel,
            "state": row.state().code(),
            "opened_at": at(Some(row.opened_ms)),
            "answered_at": at(row.answered_ms),
            "closed_at": at(row.closed_ms),
            "closed_why": row.closed_why,
            "entries": written(Some(row.id)),
            "photos": pictures.map(photo_json).collect::<Vec<_>>(),
        }));
    }
    let of_the_order = written(None);
    if !of_the_order.is_empty() {
        all.push(json!({ "id": null, "entries": of_the_order }));
    }
    Ok(all)
}

fn entry_json(entry: &entry::Model) -> Value {
    json!({ "kind": entry.kind, "text": entry.body, "at": at(Some(entry.created_ms)) })
}

fn photo_json(photo: &photo::Model) -> Value {
    json!({
        "id": photo.public_id,
        "at": at(Some(photo.created_ms)),
        "jpeg_base64": STANDARD.encode(&photo.jpeg),
    })
}

fn correction_json(row: &correction::Model) -> Value {
    json!({
        "id": row.public_id,
        "kind": row.kind,
        "text": row.body,
        "written_at": at(Some(row.created_ms)),
        "shop_told_at": at(row.shop_told_ms),
        "carrier_told_at": at(row.carrier_told_ms),
    })
}

fn claim_json(row: &claim::Model) -> Value {
    json!({
        "id": row.public_id,
        "kind": row.kind,
        "carrier": row.carrier,
        "state": row.state,
        "evidence": row.pieces(),
        "amount_minor": row.amount_minor,
        "decided_minor": row.decided_minor,
        "currency": row.currency,
        "opened_at": at(Some(row.opened_ms)),
        "filed_at": at(row.filed_ms),
        "decided_at": at(row.decided_ms),
    })
}

fn mark_json(row: &mark::Model) -> Value {
    json!({
        "marked": row.status,
        "why": row.why,
        "marked_at": at(Some(row.created_ms)),
        "withdrawn_at": at(row.withdrawn_ms),
    })
}

fn shipment_json(shipment: &shipment::Model) -> Value {
    json!({
        "id": shipment.public_id,
        "shops_id": shipment.external_id,
        "direction": shipment.direction,
        "carrier": shipment.carrier,
        "number": shipment.number,
        "link": shipment.link,
        "items": shipment.items(),
        "packed_at": at(shipment.packed_ms),
        "handed_over_at": at(shipment.handed_over_ms),
        "cancelled_at": at(shipment.cancelled_ms),
        "removed": shipment.removed,
        "service": shipment.service,
        "warehouse": shipment.warehouse,
        "package_type": shipment.package_type,
        "expected": shipment.expected(),
    })
}

fn promise_json(row: &promise::Model) -> Option<Value> {
    let promise = row.promise()?;
    Some(json!({
        "source": promise.source,
        "expected": promise.estimate,
        "reason": promise.reason,
        "made_at": promise.made_at.map(instant),
    }))
}

fn notice_json(notice: &outbox::Model) -> Value {
    json!({
        "notice": notice.notice,
        "occasion": notice.milestone,
        "state": notice.state,
        "reason": notice.reason,
        "due_at": at(Some(notice.created_ms)),
    })
}

fn mail_json(mail: &mail::Model) -> Value {
    json!({
        "to": mail.recipient,
        "subject": mail.subject,
        "text": mail.body,
        "written_at": at(Some(mail.created_ms)),
    })
}

async fn parcels(services: &Services, order_id: i64) -> Result<Vec<Value>, Error> {
    let read = services.database.read();
    let parcels = crate::db::erase::parcels_of_orders(read, &[order_id]).await?;
    let ids: Vec<i64> = parcels.iter().map(|parcel| parcel.id).collect();
    let scans = scan::of_parcels(read, &ids).await?;
    let reports = report::of_parcels(read, &ids).await?;
    let one = |parcel: &parcel::Model| {
        let scans = scans.iter().filter(|scan| scan.parcel_id == parcel.id);
        let reports = reports.iter().filter(|(id, _)| *id == parcel.id);
        json!({
            "number": parcel.key,
            "carrier": parcel.carrier,
            "scans": scans.map(|row| row.scan.clone()).collect::<Vec<_>>(),
            "reports": reports.map(|(_, timed)| &timed.report).collect::<Vec<_>>(),
        })
    };
    Ok(parcels.iter().map(one).collect())
}

/// A message that speaks of others too is named, and not shown: what it says
/// of this person stands in the orders.
fn message(kept: &message::Model, about: About) -> Value {
    let body = match about {
        About::Alone => json!(String::from_utf8_lossy(&kept.body)),
        About::AmongOthers => json!(null),
    };
    json!({
        "id": kept.public_id,
        "received_at": at(Some(kept.received_ms)),
        "topic": kept.topic,
        "state": kept.state,
        "cut": kept.cut_ms.is_some(),
        "speaks_of_others": about == About::AmongOthers,
        "body": body,
    })
}

fn at(ms: Option<i64>) -> Option<String> {
    ms.map(|ms| instant(from_ms(ms)))
}

fn instant(at: DateTime<Utc>) -> String {
    at.to_rfc3339_opts(SecondsFormat::Secs, true)
}
