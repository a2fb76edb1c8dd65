//! The list of a buyer's orders behind a mailed link, and the demo's mailbox.

use super::Views;
use super::letters::{self, Written};
use super::notices::Message;
use crate::db::{list_link, orders, outbox, reach, reply};
use crate::error::Error;
use crate::site;
use doorstep::ids::ListToken;
use doorstep::lookup;
use doorstep::mail::MailKind;
use doorstep::recipient::Medium;
use doorstep::view::ways::{MailView, MyOrderView, RememberedView};

/// How many orders the list shows, newest first.
const LISTED: u64 = 100;

/// How many mails the demo's mailbox shows.
const MAILS: u64 = 20;

/// A buyer's orders.
#[derive(Clone, Debug)]
pub struct MyOrders {
    /// The language they are listed in, as a BCP 47 tag; where it is none of
    /// ours, the brand's is taken.
    pub language: String,
    /// The orders, newest first.
    pub orders: Vec<MyOrderView>,
}

impl Views {
    /// The orders behind a mailed link of a brand, newest first, in the
    /// language of the newest; `None` when it is unknown or its time is over.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn my_orders(
        &self,
        brand_id: i64,
        token: &ListToken,
    ) -> Result<Option<MyOrders>, Error> {
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
        let newest = found.first().and_then(|order| order.locale.clone());
        let language = newest.unwrap_or_default();
        let mut listed = Vec::with_capacity(found.len());
        for order in found {
            listed.push(self.my_order(order, &language).await?);
        }
        Ok(Some(MyOrders {
            language,
            orders: listed,
        }))
    }

    async fn my_order(&self, order: orders::Model, language: &str) -> Result<MyOrderView, Error> {
        let path = self.path(&order);
        let view = self.gathered_in(order, language).await?.view();
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
        let rows = outbox::messages_of_brand(database, brand_id, MAILS).await?;
        self.mails(rows, "/demo/mailbox").await
    }

    /// The same of one order, whose mark-up is below a path.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn mailbox_of_order(
        &self,
        order: &orders::Model,
        below: &str,
    ) -> Result<Vec<MailView>, Error> {
        let database = self.0.database.read();
        let rows = outbox::messages_of_order(database, order.id, MAILS).await?;
        self.mails(rows, below).await
    }

    async fn mails(&self, rows: Vec<outbox::Model>, below: &str) -> Result<Vec<MailView>, Error> {
        let mut mails = Vec::new();
        for row in rows {
            let Some(kind) = MailKind::from_code(&row.notice) else {
                mails.extend(self.notice(&row, below).await?);
                continue;
            };
            // What admins are told of their own systems is no visitor's.
            if kind == MailKind::EndpointDisabled {
                continue;
            }
            // What does not go out is in nobody's mailbox.
            if let Written::Words(words) = letters::written(&self.0, &row).await? {
                mails.push(MailView {
                    name: row.name(),
                    kind: Some(kind),
                    path: words.path,
                    to: masked(&words.to),
                    subject: words.subject,
                    body: words.body,
                    drawn: None,
                });
            }
        }
        Ok(mails)
    }

    /// A notice's message, as it would say it now.
    async fn notice(&self, row: &outbox::Model, below: &str) -> Result<Option<MailView>, Error> {
        let Some((reader, message)) = letters::notice(&self.0, row).await? else {
            return Ok(None);
        };
        let orders = reply::orders_by_id(self.0.database.read(), row.order_id.as_slice()).await?;
        let (subject, body, has_html) = match message {
            Message::Email(email) => (email.subject, email.text, !email.html.is_empty()),
            Message::Sms(text) => (String::new(), text, false),
        };
        Ok(Some(MailView {
            name: row.name(),
            kind: None,
            path: orders.first().map(|order| self.path(order)),
            to: match reader.medium {
                Medium::Email => masked(&reader.address),
                Medium::Sms => masked_number(&reader.address),
            },
            subject,
            body,
            drawn: has_html.then(|| format!("{below}/{}", row.name())),
        }))
    }

    /// The mark-up of one of the messages in the mailbox; `None` where there is
    /// none of that name.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn mailbox_html(&self, brand_id: i64, name: &str) -> Result<Option<String>, Error> {
        let database = self.0.database.read();
        let messages = outbox::messages_of_brand(database, brand_id, MAILS).await?;
        self.html_among(&messages, name).await
    }

    /// The same of one order's.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn html_of_order(
        &self,
        order: &orders::Model,
        name: &str,
    ) -> Result<Option<String>, Error> {
        let database = self.0.database.read();
        let messages = outbox::messages_of_order(database, order.id, MAILS).await?;
        self.html_among(&messages, name).await
    }

    async fn html_among(
        &self,
        messages: &[outbox::Model],
        name: &str,
    ) -> Result<Option<String>, Error> {
        let Some(row) = messages.iter().find(|row| row.name() == name) else {
            return Ok(None);
        };
        let found = letters::notice(&self.0, row).await?;
        Ok(found.and_then(|(_, message)| match message {
            Message::Email(email) => Some(email.html).filter(|html| !html.is_empty()),
            Message::Sms(_) => None,
        }))
    }
}

/// "•••47".
fn masked_number(number: &str) -> String {
    let digits: Vec<char> = number.chars().filter(char::is_ascii_digit).collect();
    let last: String = digits[digits.len().saturating_sub(2)..].iter().collect();
    format!("•••{last}")
}

/// "a•••@example.com".
fn masked(address: &str) -> String {
    let (name, host) = address.split_once('@').unwrap_or((address, ""));
    let first: String = name.chars().take(1).collect();
    format!("{first}•••@{host}")
}
