//! Due notices in words, made when they go out: they tell what is true by
//! then.

use crate::db::brand::Stored;
use crate::db::orders;
use crate::error::Error;
use crate::services::Services;
use doorstep::notice::DueNotice;
use doorstep::recipient::{Medium, Recipient};

/// What a message is about.
#[derive(Clone, Copy, Debug)]
pub struct About<'a> {
    /// The brand in whose name it goes out.
    pub brand: &'a Stored,
    /// The order.
    pub order: &'a orders::Model,
    /// What is told together, the one that leads first: each with its
    /// shipment, or with none where it is about the whole order.
    pub told: &'a [(Option<i64>, DueNotice)],
    /// Who reads it.
    pub reader: &'a Recipient,
}

/// A message in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Message {
    /// An e-mail.
    Email(Box<Email>),
    /// A text message.
    Sms(String),
}

/// An e-mail in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Email {
    /// The subject.
    pub subject: String,
    /// The mark-up.
    pub html: String,
    /// The same as plain text.
    pub text: String,
    /// Where one click ends these messages (RFC 8058).
    pub unsubscribe: Option<String>,
}

/// Puts what is due into words for somebody, as it stands now; why not, in
/// words for staff, where it cannot.
///
/// # Errors
/// When the database refuses.
pub async fn compose(
    services: &Services,
    about: About<'_>,
) -> Result<Result<Message, String>, Error> {
    let texts = app::texts::for_brand(
        about.order.locale.as_deref().unwrap_or(&about.brand.locale),
        &about.brand.texts,
    );
    let Some(link) = services.link_of(about.order) else {
        return Ok(Err(texts
            .mail_dropped(app::texts::MailDropped::NoSiteAddress)
            .to_owned()));
    };
    let title = texts.tracking_title(&about.order.number, &about.brand.name);
    Ok(Ok(match about.reader.medium {
        Medium::Sms => Message::Sms(format!("{title}: {link}")),
        Medium::Email => Message::Email(Box::new(Email {
            html: String::new(),
            text: link,
            unsubscribe: None,
            subject: title,
        })),
    }))
}
