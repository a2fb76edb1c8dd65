//! Due notices in words, made when they go out: they tell what is true by
//! then.

mod clean;
mod draw;
mod look;
mod own;
pub mod preview;
mod sample;
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
use app::texts::notices;
use doorstep::notice::{DueNotice, Notice};
use doorstep::recipient::{Medium, Reader, Recipient};
use doorstep::wording::{Versions, Words};
use own::Wording;
pub use own::bounds;
use sheet::Sheet;
use told::{Together, Told};
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

/// A message, and whose words it is in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Composed {
    /// The message.
    pub message: Message,
    /// Which versions of the brand's own words it is said in.
    pub versions: Versions,
}

/// Puts what is due into words for somebody, as it stands now; why not, in
/// words for staff, where it cannot.
///
/// # Errors
/// When the database refuses.
pub async fn compose(
    services: &Services,
    about: About<'_>,
) -> Result<Result<Composed, String>, Error> {
    let views = Views(services.clone());
    let gathered = views.gathered(about.order.clone()).await?;
    let texts = &*gathered.setting.texts;
    let staff = app::texts::for_staff("en");
    let dropped = |why| Ok(Err(staff.mail_dropped(why).to_owned()));
    let Some(ways) = Ways::of(services, &about) else {
        return dropped(MailDropped::NoSiteAddress);
    };
    let told = told::of(&gathered, &about);
    if told.is_empty() {
        return dropped(MailDropped::Gone);
    }
    let first_name = match about.reader.reader {
        Reader::Buyer => first_name(services, about.order).await?,
        Reader::Follower => None,
    };
    let news: Vec<_> = told.iter().filter_map(Told::news).collect();
    let place = (about.reader.medium, texts.tag());
    let spoken_in = Spoken {
        wording: &own::of_brand(services, about.brand, place, &news).await?,
        headline: &headline(&gathered, &told, about.reader.reader),
        first_name: first_name.as_deref(),
    };
    let said = spoken(&gathered, &about, &told, &ways, &spoken_in)?;
    Ok(Ok(Composed {
        message: said.message,
        versions: said.versions,
    }))
}

/// What a message is put into words with.
struct Spoken<'a> {
    /// The brand's own words.
    wording: &'a Wording,
    /// The news in one line, in ours.
    headline: &'a str,
    /// Whom it greets.
    first_name: Option<&'a str>,
}

impl Spoken<'_> {
    /// The brand's words for what stands once in a message, where all that is
    /// told in it is the same news.
    fn lead(&self, told: &[Told<'_>]) -> Option<&Words> {
        let news = told.first()?.news();
        let is_same = told.iter().all(|one| one.news() == news);
        self.wording.of(news?).filter(|_| is_same)
    }
}

/// What was put into words.
struct Said {
    message: Message,
    /// What mail programs show beside the subject of an e-mail.
    preview: String,
    /// Which versions of the brand's own words are in it.
    versions: Versions,
}

/// The message.
fn spoken(
    gathered: &Gathered,
    about: &About<'_>,
    told: &[Told<'_>],
    ways: &Ways,
    with: &Spoken<'_>,
) -> Result<Said, Error> {
    let versions = with.wording.versions.clone();
    if about.reader.medium == Medium::Sms {
        let own = own::sms((gathered, about), told, (with, ways));
        let is_own = own.is_some();
        let text = own.unwrap_or_else(|| sms(gathered, about, told, ways, with));
        return Ok(Said {
            message: Message::Sms(text),
            preview: String::new(),
            versions: if is_own {
                versions
            } else {
                Versions::default()
            },
        });
    }
    let sheet = Sheet::of(gathered, about, told, ways, with);
    let email = Email {
        html: draw::html(&sheet)?,
        text: draw::text(&sheet)?,
        unsubscribe: Some(ways.stop.clone()),
        subject: sheet.subject,
    };
    Ok(Said {
        message: Message::Email(Box::new(email)),
        preview: sheet.preview,
        versions,
    })
}

/// A text message in our words.
fn sms(
    gathered: &Gathered,
    about: &About<'_>,
    told: &[Told<'_>],
    ways: &Ways,
    with: &Spoken<'_>,
) -> String {
    let Some(together) = Together::of(told) else {
        return String::new();
    };
    let texts = &*gathered.setting.texts;
    let shop = clean::line(&about.brand.name);
    let said = together.said(about.reader.reader);
    let window = together.window();
    let link = Some(ways.page.as_str());
    notices::sms(texts, &said, with.headline, window, &shop, link)
}

async fn first_name(services: &Services, order: &orders::Model) -> Result<Option<String>, Error> {
    let read = services.database.read();
    let person = person::of_orders(read, &[order.id]).await?.pop();
    let name = person.and_then(|person| person.buyer().first_name);
    Ok(name.as_deref().and_then(clean::first_name))
}

/// Of several parcels, how they all stand, where the news is that they move;
/// any other news is said as the first one's.
fn headline(gathered: &Gathered, told: &[Told<'_>], reader: Reader) -> String {
    let texts = &*gathered.setting.texts;
    match told {
        [only] => texts.notice_headline(&only.said(reader)).to_owned(),
        several if move_on(several) => {
            let statuses: Vec<_> = several.iter().map(|told| told.view.status).collect();
            texts.order_headline(&statuses)
        }
        [lead, ..] => texts.notice_headline(&lead.said(reader)).to_owned(),
        [] => String::new(),
    }
}

fn move_on(told: &[Told<'_>]) -> bool {
    let moves = [Notice::Shipped, Notice::OutForDelivery, Notice::Delivered];
    told.iter().all(|told| moves.contains(&told.notice))
}
