//! Queued mails in words: for the worker that sends them, and for the demo's
//! mailbox. Those nobody wrote by hand are put into words when they go out, so
//! that they tell what is true by then, and no table holds a secret link.

use super::Views;
use super::notices::{About, Message, compose};
use super::order_facts::{self, Told};
use super::recipients;
use crate::db::brand::Stored;
use crate::db::stopped::{self, Place};
use crate::db::{
    entry, follower, from_ms, mail, notice_setting, orders, outbox, person, reach, reply,
};
use crate::error::Error;
use crate::intake::list_link::VALID_FOR;
use crate::services::Services;
use app::texts::{HelpDeskMail, LinkMail, MailDropped, MailWords, ShopperTexts, Texts};
use doorstep::delivery::rank;
use doorstep::ids::{FollowerId, ListLinkId};
use doorstep::mail::MailKind;
use doorstep::notice::DueNotice;
use doorstep::recipient::{Medium, Recipient};
use doorstep::template::{LINK, Placeholder};
use std::sync::Arc;

/// A mail in words.
#[derive(Clone, Debug)]
pub struct Words {
    /// The shop's name.
    pub from_name: String,
    /// The address it comes from, where somebody has said one.
    pub from: Option<String>,
    /// The address answers go to.
    pub reply_to: Option<String>,
    /// The address it goes to.
    pub to: String,
    /// The subject.
    pub subject: String,
    /// The text.
    pub body: String,
    /// The path of the page it leads to.
    pub path: Option<String>,
}

/// What came of putting a mail into words.
#[derive(Debug)]
pub enum Written {
    /// It is ready.
    Words(Words),
    /// It must not go out any more: why, in words for staff.
    Dropped(String),
    /// It cannot go out yet: why, in words for staff.
    NotYet(String),
}

/// What every mail is put into words with.
struct Desk<'a> {
    services: &'a Services,
    row: &'a outbox::Model,
    brand: Stored,
    order: orders::Model,
    /// The buyer's words.
    texts: Arc<dyn ShopperTexts>,
    /// The staff's.
    staff: &'static dyn Texts,
}

/// Puts a queued mail into words.
///
/// # Errors
/// When the database refuses.
pub async fn written(services: &Services, row: &outbox::Model) -> Result<Written, Error> {
    let brand = services.book.now().brand(row.brand_id).cloned();
    let order = order_of(services, row).await?;
    let kind = MailKind::from_code(&row.notice);
    let staff = app::texts::for_staff("en");
    let (Some(brand), Some(order), Some(kind)) = (brand, order, kind) else {
        let why = staff.mail_dropped(MailDropped::Gone);
        return Ok(Written::Dropped(why.to_owned()));
    };
    let language = order.locale.as_deref().unwrap_or_default();
    let desk = Desk {
        texts: app::texts::for_brand(language, &brand),
        staff,
        services,
        row,
        brand,
        order,
    };
    let written = match kind {
        MailKind::ListLink => desk.list_link().await,
        MailKind::Reply => desk.reply().await,
        MailKind::Link => desk.link().await,
        MailKind::HelpDesk => desk.help_desk().await,
        MailKind::Invitation => desk.invitation().await,
    };
    desk.to_testers(written?).await
}

/// A notice in words for its reader as it stands, for whoever looks at it: the
/// message of a row, or what a notice that was not sent would say to the buyer.
/// Subject and text; `None` where it cannot be put into words.
///
/// # Errors
/// When the database refuses.
pub async fn notice(
    services: &Services,
    row: &outbox::Model,
) -> Result<Option<(Recipient, Message)>, Error> {
    let book = services.book.now();
    let order = order_of(services, row).await?;
    let (Some(brand), Some(order)) = (book.brand(row.brand_id), order) else {
        return Ok(None);
    };
    let mut readers = recipients::of_order(services, &order).await?.into_iter();
    let reader = match &row.recipient {
        Some(key) => readers.find(|reader| reader.key == *key),
        None => readers.next(),
    };
    let read = services.database.read();
    let told = outbox::notices::told_by_lead(read, row.lead_id.unwrap_or(row.id)).await?;
    let mut told: Vec<(Option<i64>, DueNotice)> = told
        .iter()
        .filter_map(|row| Some((row.shipment_id, row.due()?)))
        .collect();
    told.sort_by_key(|(_, due)| rank(due.notice));
    let Some(reader) = reader else {
        return Ok(None);
    };
    let about = About {
        brand,
        order: &order,
        told: &told,
        reader: &reader,
    };
    let composed = compose(services, about).await?;
    Ok(composed.ok().map(|composed| (reader, composed.message)))
}

/// What a notice would say: its subject, where it has one, and its text.
///
/// # Errors
/// When the database refuses.
pub async fn preview(
    services: &Services,
    row: &outbox::Model,
) -> Result<Option<(String, String)>, Error> {
    let found = notice(services, row).await?;
    Ok(found.map(|(_, message)| match message {
        Message::Email(email) => (email.subject, email.text),
        Message::Sms(text) => (String::new(), text),
    }))
}

async fn order_of(
    services: &Services,
    row: &outbox::Model,
) -> Result<Option<orders::Model>, Error> {
    let read = services.database.read();
    let found = reach::of_brand_by_order(read, row.brand_id, row.order_id).await?;
    Ok(found.map(|found| found.order))
}

impl Desk<'_> {
    fn dropped(&self, why: MailDropped) -> Written {
        Written::Dropped(self.staff.mail_dropped(why).to_owned())
    }

    fn not_yet(&self) -> Written {
        let why = self.staff.mail_dropped(MailDropped::NoSiteAddress);
        Written::NotYet(why.to_owned())
    }

    fn words(&self, to: String, words: MailWords, path: Option<String>) -> Written {
        Written::Words(Words {
            from_name: self.brand.name.clone(),
            from: self.services.sender_of(&self.brand),
            reply_to: self.brand.support.email.clone(),
            to,
            subject: words.subject,
            body: words.body,
            path,
        })
    }

    /// The same, unless it is about a test order and goes to no tester: asked
    /// when it goes out, whatever was true when it was queued.
    async fn to_testers(&self, written: Written) -> Result<Written, Error> {
        let Written::Words(words) = &written else {
            return Ok(written);
        };
        let read = self.services.database.read();
        let settings = notice_setting::of_brand(read, self.brand.id).await?;
        if settings.may_be_mailed(self.order.kind(), &words.to) {
            return Ok(written);
        }
        Ok(self.dropped(MailDropped::NoTester))
    }

    async fn buyers_address(&self) -> Result<Option<String>, Error> {
        let read = self.services.database.read();
        let person = person::of_orders(read, &[self.order.id]).await?.pop();
        Ok(person.and_then(|person| person.buyer().email))
    }

    async fn list_link(&self) -> Result<Written, Error> {
        // A link is asked for by somebody at a screen, whatever clock runs.
        if from_ms(self.row.created_ms) + VALID_FOR <= self.services.clock.watch() {
            return Ok(self.dropped(MailDropped::LinkOver));
        }
        let Some(to) = self.buyers_address().await? else {
            return Ok(self.dropped(MailDropped::NoAddress));
        };
        let Some(address) = self.services.address_of(&self.brand) else {
            return Ok(self.not_yet());
        };
        let link = ListLinkId::from_text(self.row.milestone.clone());
        let path = format!("/my/{}", self.services.key.list_token(&link).as_str());
        let link = format!("{address}{path}");
        let words = self.texts.list_link_mail(&self.brand.name, &link);
        Ok(self.words(to, words, Some(path)))
    }

    async fn reply(&self) -> Result<Written, Error> {
        let read = self.services.database.read();
        let kept = match self.row.mail_id {
            Some(id) => mail::of_order_by_id(read, self.order.id, id).await?,
            None => None,
        };
        let Some(kept) = kept else {
            return Ok(self.dropped(MailDropped::Gone));
        };
        let body = self.services.with_link(&self.order, &kept.body);
        if body.contains(LINK) {
            return Ok(self.not_yet());
        }
        let words = MailWords {
            subject: kept.subject,
            body,
        };
        let path = Views(self.services.clone()).path(&self.order);
        Ok(self.words(kept.recipient, words, Some(path)))
    }

    /// Goes to whoever is asked, unless they have answered or want nothing of
    /// the shop by now.
    async fn invitation(&self) -> Result<Written, Error> {
        let read = self.services.database.read();
        let id = &self.row.milestone;
        let found = follower::of_order_by_public_id(read, self.order.id, id).await?;
        let Some(asked) = found.filter(|one| one.is_open() && one.confirmed_ms.is_none()) else {
            return Ok(self.dropped(MailDropped::Gone));
        };
        let place = Place {
            brand_id: self.order.brand_id,
            medium: Medium::Email,
            hash: self
                .services
                .key
                .address_hash(Medium::Email, &asked.address),
        };
        if stopped::of_brand(read, &place).await?.is_some() {
            return Ok(self.dropped(MailDropped::Stopped));
        }
        let Some(address) = self.services.address_of(&self.brand) else {
            return Ok(self.not_yet());
        };
        let token = self
            .services
            .key
            .follower_token(&FollowerId::from_text(asked.public_id));
        let path = format!("/f/{}", token.as_str());
        let words = self
            .texts
            .invitation_mail(&self.brand.name, &format!("{address}{path}"));
        Ok(self.words(asked.address, words, Some(path)))
    }

    async fn told(&self) -> Result<Told, Error> {
        order_facts::gather(self.services, self.order.clone(), None).await
    }

    async fn told_to_buyer(&self) -> Result<Told, Error> {
        let language = self.order.locale.as_deref().unwrap_or_default();
        order_facts::gather_in(self.services, self.order.clone(), None, language).await
    }

    async fn link(&self) -> Result<Written, Error> {
        let Some(to) = self.buyers_address().await? else {
            return Ok(self.dropped(MailDropped::NoAddress));
        };
        let Some(link) = self.services.link_of(&self.order) else {
            return Ok(self.not_yet());
        };
        let told = self.told_to_buyer().await?;
        let words = self.texts.link_mail(&LinkMail {
            first_name: told.known.get(Placeholder::FirstName),
            order: &self.order.number,
            status: told.known.get(Placeholder::Status).unwrap_or_default(),
            window: told.known.get(Placeholder::Window).unwrap_or_default(),
            link: &link,
            shop: &self.brand.name,
        });
        let path = Views(self.services.clone()).path(&self.order);
        Ok(self.words(to, words, Some(path)))
    }

    /// Answers go to the shopper, from whichever desk they are written.
    async fn help_desk(&self) -> Result<Written, Error> {
        let read = self.services.database.read();
        let contact = reply::contact_of_order(read, self.order.id, &self.row.milestone).await?;
        let (Some(contact), Some(to)) = (contact, self.brand.support.help_desk.clone()) else {
            return Ok(self.dropped(MailDropped::Gone));
        };
        let Some(address) = self.services.address_of(&self.brand) else {
            return Ok(self.not_yet());
        };
        let entries = entry::of_shopper_of_order(read, self.order.id, contact.id).await?;
        let shoppers_words: Vec<String> = entries.into_iter().map(|entry| entry.body).collect();
        let told = self.told().await?;
        let console = format!("{address}/console/orders/{}", self.order.public_id);
        let words = self.staff.help_desk_mail(&HelpDeskMail {
            topic: contact.topic(),
            reference: &contact.reference,
            order: &self.order.number,
            words: &shoppers_words,
            facts: &self.facts(&told),
            console: &console,
        });
        let Written::Words(mut words) = self.words(to, words, None) else {
            return Ok(self.dropped(MailDropped::Gone));
        };
        if let Some(shopper) = self.buyers_address().await? {
            words.reply_to = Some(shopper);
        }
        Ok(Written::Words(words))
    }

    fn facts(&self, told: &Told) -> Vec<(&'static str, String)> {
        let labels = self.staff.fact_labels();
        let scan = [Placeholder::LastScan, Placeholder::LastScanWhen]
            .into_iter()
            .filter_map(|one| told.known.get(one))
            .collect::<Vec<_>>()
            .join(", ");
        let of = |placeholder| told.known.get(placeholder).unwrap_or_default().to_owned();
        [
            (labels.order, self.order.number.clone()),
            (labels.status, of(Placeholder::Status)),
            (labels.window, of(Placeholder::Window)),
            (labels.carrier, of(Placeholder::Carrier)),
            (labels.number, of(Placeholder::Number)),
            (labels.last_scan, scan),
        ]
        .into_iter()
        .filter(|(_, fact)| !fact.is_empty())
        .collect()
    }
}
