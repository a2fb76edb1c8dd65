//! A new contact is mailed to the brand's own help desk, where it has one.

use crate::db::outbox::{self, NewMail};
use crate::db::{Connected, contact};
use crate::error::Error;
use crate::services::Services;
use chrono::{DateTime, Utc};
use doorstep::mail::MailKind;

/// Queues the mail, in the transaction that opens the contact; whoever calls
/// wakes the outbox after the commit. Nothing for a brand without a help desk.
///
/// # Errors
/// When the database refuses.
pub async fn queue(
    services: &Services,
    transaction: &impl Connected,
    contact: &contact::Model,
    now: DateTime<Utc>,
) -> Result<(), Error> {
    let book = services.book.now();
    let brand = book.brand(contact.brand_id);
    if brand.is_none_or(|brand| brand.support.help_desk.is_none()) {
        return Ok(());
    }
    let mail = NewMail {
        brand_id: contact.brand_id,
        order_id: contact.order_id,
        kind: MailKind::HelpDesk,
        about: &contact.public_id,
        dedupe_key: format!("{} {}", MailKind::HelpDesk.code(), contact.public_id),
        mail_id: None,
    };
    outbox::queue_mail(transaction, mail, now).await?;
    Ok(())
}
