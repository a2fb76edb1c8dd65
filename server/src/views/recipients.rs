//! Who hears of an order.

use crate::db::{orders, person};
use crate::error::Error;
use crate::services::Services;
use doorstep::notice::Notice;
use doorstep::recipient::{Medium, Reader, Recipient};

/// Everybody who hears of an order, the buyer first; whoever cannot be
/// reached is not among them.
///
/// # Errors
/// When the database refuses.
pub async fn of_order(services: &Services, order: &orders::Model) -> Result<Vec<Recipient>, Error> {
    let person = person::of_orders(services.database.read(), &[order.id])
        .await?
        .pop();
    let email = person.and_then(|person| person.buyer().email);
    let buyer = email.map(|address| Recipient {
        key: "buyer.email".to_owned(),
        reader: Reader::Buyer,
        medium: Medium::Email,
        address,
        wants: Notice::ALL.into(),
    });
    Ok(buyer.into_iter().collect())
}
