//! A new contact is mailed to the brand's own help desk, where it has one.

use crate::db::Connected;
use crate::db::brand::Stored;
use crate::db::outbox::{self, NewMail};
use crate::error::Error;
use chrono::{DateTime, Utc};
use doorstep::mail::MailKind;

/// Queues the mail, in the transaction that opens the contact (`cnt_...`);
/// whoever calls wakes the outbox after the commit. Nothing for a brand
/// without a help desk.
///
/// # Errors
/// When the database refuses.
pub async fn queue(
    transaction: &impl Connected,
    brand: &Stored,
    order_id: i64,
    contact: &str,
    now: DateTime<Utc>,
) -> Result<(), Error> {
    if brand.support.help_desk.is_none() {
        return Ok(());
    }
    let mail = NewMail {
        brand_id: brand.id,
        order_id: Some(order_id),
        kind: MailKind::HelpDesk,
        about: contact,
        dedupe_key: format!("{} {contact}", MailKind::HelpDesk.code()),
        mail_id: None,
        reader: None,
        happened: None,
    };
    outbox::queue_mail(transaction, mail, now).await?;
    Ok(())
}
