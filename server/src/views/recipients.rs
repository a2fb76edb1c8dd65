//! Who hears of an order.

use crate::db::stopped::{self, Place};
use crate::db::{choice, consent, follower, orders, person};
use crate::error::Error;
use crate::intake::choice::stop::{BUYER_BY_EMAIL, BUYER_BY_SMS};
use crate::services::Services;
use doorstep::choice::{Kinds, notices};
use doorstep::recipient::{Medium, Reader, Recipient};

/// Everybody who hears of an order, the buyer first; whoever cannot be
/// reached, or wants nothing of the shop, is not among them.
///
/// # Errors
/// When the database refuses.
pub async fn of_order(services: &Services, order: &orders::Model) -> Result<Vec<Recipient>, Error> {
    let read = services.database.read();
    let mut all = Vec::new();
    let chosen = choice::of_order(read, order.id).await?;
    let person = person::of_orders(read, &[order.id]).await?.pop();
    if let Some(address) = person.and_then(|person| person.buyer().email) {
        let wants = &chosen.email;
        all.push(buyer(BUYER_BY_EMAIL, Medium::Email, address, wants));
    }
    let consent = consent::open_of_order(read, order.id).await?;
    if let Some(consent) = consent.filter(consent::Model::is_given) {
        let wants = &chosen.sms;
        all.push(buyer(BUYER_BY_SMS, Medium::Sms, consent.number, wants));
    }
    let followers = follower::of_order(read, order.id).await?;
    let confirmed = followers
        .into_iter()
        .filter(follower::Model::is_confirmed)
        .map(|one| Recipient {
            wants: notices(&one.heard()),
            key: one.public_id.clone(),
            reader: Reader::Follower,
            medium: one.medium(),
            address: one.address,
        });
    all.extend(confirmed);
    let mut reached = Vec::with_capacity(all.len());
    for recipient in all {
        let place = Place {
            brand_id: order.brand_id,
            medium: recipient.medium,
            hash: services
                .key
                .address_hash(recipient.medium, &recipient.address),
        };
        if stopped::of_brand(read, &place).await?.is_none() {
            reached.push(recipient);
        }
    }
    Ok(reached)
}

fn buyer(key: &str, medium: Medium, address: String, wants: &Kinds) -> Recipient {
    Recipient {
        key: key.to_owned(),
        reader: Reader::Buyer,
        medium,
        address,
        wants: notices(wants),
    }
}
