//! The admins of a brand are told by mail that one of its endpoints is told
//! nothing any more, in the transaction that makes it so.

use crate::db::outbox::{self, NewMail};
use crate::db::webhook::endpoint::Model;
use crate::db::{Transaction, staff, to_ms};
use crate::error::Error;
use chrono::{DateTime, Utc};
use doorstep::mail::MailKind;

/// Queues a mail to each of them; how many there are.
///
/// # Errors
/// When the database refuses.
pub async fn tell(
    transaction: &Transaction,
    endpoint: &Model,
    disabled: DateTime<Utc>,
) -> Result<usize, Error> {
    let kind = MailKind::EndpointDisabled;
    let admins = staff::open_admins_of_brand(transaction, endpoint.brand_id).await?;
    for admin in &admins {
        // The same endpoint may be disabled again, which is news again.
        let dedupe_key = format!(
            "{} {} {} to {}",
            kind.code(),
            endpoint.public_id,
            to_ms(disabled),
            admin.public_id
        );
        let new = NewMail {
            brand_id: endpoint.brand_id,
            order_id: None,
            kind,
            about: &endpoint.public_id,
            dedupe_key,
            mail_id: None,
            reader: Some(&admin.public_id),
            happened: Some(disabled),
        };
        outbox::queue_mail_once(transaction, new, disabled).await?;
    }
    Ok(admins.len())
}
