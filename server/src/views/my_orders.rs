//! The list of a buyer's orders behind a mailed link, and the demo's mailbox.

use super::Views;
use super::letters::{self, Written};
use crate::db::{list_link, orders, outbox, reach};
use crate::error::Error;
use crate::site;
use doorstep::ids::ListToken;
use doorstep::lookup;
use doorstep::mail::MailKind;
use doorstep::view::ways::{MailView, MyOrderView, RememberedView};

/// How many orders the list shows, newest first.
const LISTED: u64 = 100;

/// How many mails the demo's mailbox shows.
const MAILS: u64 = 20;

impl Views {
    /// The orders behind a mailed link of a brand, newest first; `None` when
    /// it is unknown or its time is over.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn my_orders(
        &self,
        brand_id: i64,
        token: &ListToken,
        language: &str,
    ) -> Result<Option<Vec<MyOrderView>>, Error> {
        let database = self.0.database.read();
        let hash = site::list_token_hash(token);
        let now = self.0.clock.watch();
        let link = list_link::of_brand_by_secret_hash(database, brand_id, &hash, now).await?;
        let Some(order_id) = link.and_then(|link| link.order_id) else {
            return Ok(None);
        };
        let reach = reach::of_brand_by_order(database, brand_id, order_id).await?;
        let email = reach.and_then(|reach| reach.email);
        let Some(email) = email.as_deref().and_then(lookup::email) else {
            return Ok(None);
        };
        let found = reach::orders_of_brand_by_email(database, brand_id, &email, LISTED).await?;
        let mut listed = Vec::with_capacity(found.len());
        for order in found {
            listed.push(self.my_order(order, language).await?);
        }
        Ok(Some(listed))
    }

    async fn my_order(&self, order: orders::Model, language: &str) -> Result<MyOrderView, Error> {
        let path = self.path(&order);
        let view = self.tracking_view(order, language).await?;
        let window = match view.parcels.as_slice() {
            [only] => only.window.text.clone(),
            _ => String::new(),
        };
        Ok(MyOrderView {
            path,
            order_number: view.order_number,
            placed: view.placed,
            headline: view.headline,
            window,
        })
    }

    /// The order a device remembers, for the way back to it.
    #[must_use]
    pub fn remembered(&self, order: &orders::Model) -> RememberedView {
        RememberedView {
            path: self.path(order),
            order_number: order.number.clone(),
        }
    }

    /// The mails of a brand, as only a demo shows them: newest first.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn mailbox(&self, brand_id: i64) -> Result<Vec<MailView>, Error> {
        let database = self.0.database.read();
        let mut mails = Vec::new();
        for row in outbox::mails_of_brand(database, brand_id, MAILS).await? {
            let Some(kind) = MailKind::from_code(&row.notice) else {
                continue;
            };
            // What does not go out is in nobody's mailbox.
            if let Written::Words(words) = letters::written(&self.0, &row).await? {
                mails.push(MailView {
                    kind,
                    path: words.path,
                    to: masked(&words.to),
                    subject: words.subject,
                    body: words.body,
                });
            }
        }
        Ok(mails)
    }
}

/// "a•••@example.com".
fn masked(address: &str) -> String {
    let (name, host) = address.split_once('@').unwrap_or((address, ""));
    let first: String = name.chars().take(1).collect();
    format!("{first}•••@{host}")
}
