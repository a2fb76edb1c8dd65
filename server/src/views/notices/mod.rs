//! Due notices in words, made when they go out: they tell what is true by
//! then.

mod clean;
mod draw;
mod look;
mod sheet;
mod told;
mod way;

use super::Views;
use super::tracking::Gathered;
use crate::db::brand::Stored;
use crate::db::{orders, person};
use crate::error::Error;
use crate::services::Services;
use app::texts::MailDropped;
use app::texts::notices::{self, SmsWindow};
use doorstep::notice::DueNotice;
use doorstep::recipient::{Medium, Reader, Recipient};
use sheet::Sheet;
use told::Told;
use way::Ways;

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
    let views = Views(services.clone());
    let gathered = views.gathered(about.order.clone()).await?;
    let texts = &*gathered.setting.texts;
    let staff = app::texts::for_staff("en");
    let dropped = |why| Ok(Err(staff.mail_dropped(why).to_owned()));
    let Some(ways) = Ways::of(services, &about) else {
        return dropped(MailDropped::NoSiteAddress);
    };
    let told = told::of(&gathered, &about);
    let Some(lead) = told.first() else {
        return dropped(MailDropped::Gone);
    };
    let headline = headline(&gathered, &told, about.reader.reader);
    if about.reader.medium == Medium::Sms {
        let shop = clean::line(&about.brand.name);
        let window = if told.len() > 1 {
            SmsWindow::default()
        } else {
            SmsWindow {
                text: &lead.view.window.text,
                short: &lead.view.window.short,
            }
        };
        let said = lead.said(about.reader.reader);
        let text = notices::sms(texts, &said, &headline, window, &shop, Some(&ways.page));
        return Ok(Ok(Message::Sms(text)));
    }
    let first_name = match about.reader.reader {
        Reader::Buyer => first_name(services, about.order).await?,
        Reader::Follower => None,
    };
    let sheet = Sheet::of(
        &gathered,
        &about,
        &told,
        &headline,
        &ways,
        first_name.as_deref(),
    );
    Ok(Ok(Message::Email(Box::new(Email {
        html: draw::html(&sheet)?,
        text: draw::text(&sheet)?,
        unsubscribe: Some(ways.stop),
        subject: sheet.subject,
    }))))
}

async fn first_name(services: &Services, order: &orders::Model) -> Result<Option<String>, Error> {
    let read = services.database.read();
    let person = person::of_orders(read, &[order.id]).await?.pop();
    let name = person.and_then(|person| person.buyer().first_name);
    Ok(name.as_deref().and_then(clean::first_name))
}

/// Of several parcels, how they all stand.
fn headline(gathered: &Gathered, told: &[Told<'_>], reader: Reader) -> String {
    let texts = &*gathered.setting.texts;
    match told {
        [only] => texts.notice_headline(&only.said(reader)).to_owned(),
        several => {
            let statuses: Vec<_> = several.iter().map(|told| told.view.status).collect();
            texts.order_headline(&statuses)
        }
    }
}
