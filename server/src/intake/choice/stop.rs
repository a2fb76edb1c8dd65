//! Addresses that are left alone: because whoever reads them said so, or
//! because nothing arrives there.

use crate::db::choice::{self, Chosen};
use crate::db::stopped::{self, Place};
use crate::db::{consent, follower, orders};
use crate::error::Error;
use crate::services::Services;
use doorstep::choice::{Kind, Kinds, StopReason};
use doorstep::recipient::Medium;
use doorstep::{lookup, phone};

/// What the buyer is called as a recipient of mail.
pub const BUYER_BY_EMAIL: &str = "buyer.email";

/// What the buyer is called as a recipient of text messages.
pub const BUYER_BY_SMS: &str = "buyer.sms";

/// An address of either kind, in its one spelling.
#[derive(Clone, PartialEq, Eq)]
pub struct Address {
    /// The way there.
    pub medium: Medium,
    /// The e-mail address, or the number in its international form.
    pub text: String,
}

/// It is personal: it hides itself in logs.
impl std::fmt::Debug for Address {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Address({})", self.medium.code())
    }
}

impl Address {
    /// Reads what was typed or sent; `None` where it is neither.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let (medium, text) = if text.contains('@') {
            (Medium::Email, lookup::email(text)?)
        } else {
            (Medium::Sms, phone::international(text, None)?)
        };
        Some(Self { medium, text })
    }

    fn at(&self, services: &Services, brand_id: i64) -> Place {
        Place {
            brand_id,
            medium: self.medium,
            hash: services.key.address_hash(self.medium, &self.text),
        }
    }
}

/// Stops an address in these brands.
///
/// # Errors
/// When the database refuses.
pub async fn stop(
    services: &Services,
    brands: &[i64],
    address: &Address,
    reason: StopReason,
) -> Result<(), Error> {
    stop_all(services, brands, &[(address.clone(), reason)]).await
}

/// Stops addresses in these brands: all of them, or none.
///
/// # Errors
/// When the database refuses.
pub async fn stop_all(
    services: &Services,
    brands: &[i64],
    named: &[(Address, StopReason)],
) -> Result<(), Error> {
    let now = services.clock.now();
    let transaction = services.database.begin().await?;
    for (address, reason) in named {
        for brand in brands {
            let place = address.at(services, *brand);
            stopped::stop(&transaction, &place, *reason, now).await?;
        }
    }
    transaction.commit().await?;
    for (address, reason) in named {
        tracing::info!(
            medium = address.medium.code(),
            reason = reason.code(),
            "an address was stopped"
        );
    }
    Ok(())
}

/// All brands of a site text from the same sender, and a network that stops
/// one stops them all.
///
/// # Errors
/// When the database refuses.
pub async fn stop_number(
    services: &Services,
    number: &str,
    reason: StopReason,
) -> Result<(), Error> {
    let brands: Vec<i64> = services
        .book
        .now()
        .brands
        .iter()
        .map(|brand| brand.id)
        .collect();
    match Address::parse(number) {
        Some(address) => stop(services, &brands, &address, reason).await,
        None => Ok(()),
    }
}

/// Lets messages go to an address of these brands again, where a reason is
/// named only what was stopped for it; in how many brands that was so.
///
/// # Errors
/// When the database refuses.
pub async fn lift(
    services: &Services,
    brands: &[i64],
    address: &Address,
    only: Option<StopReason>,
) -> Result<usize, Error> {
    let transaction = services.database.begin().await?;
    let mut lifted = 0;
    for brand in brands {
        let place = address.at(services, *brand);
        lifted += usize::from(stopped::lift_of_brand(&transaction, &place, only).await?);
    }
    transaction.commit().await?;
    Ok(lifted)
}

/// Whom an order's messages reach, as a link that ends them names it.
#[derive(Clone, Debug)]
pub enum Whom {
    /// The buyer, by e-mail.
    BuyerByEmail,
    /// The buyer, by text message.
    BuyerBySms,
    /// Somebody who follows.
    Follower(Box<follower::Model>),
}

/// Ends what one recipient gets of one order.
///
/// # Errors
/// When the database refuses.
pub async fn end_of_order(
    services: &Services,
    order: &orders::Model,
    whom: &Whom,
) -> Result<(), Error> {
    let now = services.clock.now();
    let transaction = services.database.begin().await?;
    match whom {
        Whom::BuyerByEmail => {
            let chosen = Chosen {
                email: Kinds::new(),
                ..choice::of_order(&transaction, order.id).await?
            };
            choice::save_of_order(&transaction, order.brand_id, order.id, &chosen, now).await?;
        }
        Whom::BuyerBySms => consent::end_of_order(&transaction, order.id, now).await?,
        Whom::Follower(one) => follower::end_by_id(&transaction, one.id, now).await?,
    }
    transaction.commit().await?;
    Ok(())
}

/// Takes that back, for the buyer's e-mail: all kinds, as at the beginning.
///
/// # Errors
/// When the database refuses.
pub async fn begin_again(services: &Services, order: &orders::Model) -> Result<(), Error> {
    let now = services.clock.now();
    let transaction = services.database.begin().await?;
    let chosen = choice::of_order(&transaction, order.id).await?;
    if chosen.email.is_empty() {
        let chosen = Chosen {
            email: Kinds::from(Kind::ALL),
            ..chosen
        };
        choice::save_of_order(&transaction, order.brand_id, order.id, &chosen, now).await?;
    }
    transaction.commit().await?;
    Ok(())
}
