//! Replies before they are sent: templates with a brand's own words, drafts
//! filled with an order's facts, and one template for many contacts, each with
//! its own.

use super::order_facts::{self, Told};
use crate::db::brand::Stored;
use crate::db::{contact, desk, orders, reply, template};
use crate::error::Error;
use crate::intake::desk::{Refusal, reply as sending};
use crate::services::Services;
use crate::staff::Actor;
use app::pages::staff::TemplatePreview;
use app::texts::Language;
use doorstep::desk::Fault;
use doorstep::template::{Draft, Placeholder, TemplateKey, render_mail};

/// A template as a brand has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Template {
    /// Which.
    pub key: TemplateKey,
    /// The mail's subject.
    pub subject: String,
    /// The mail's text.
    pub body: String,
    /// Counts the brand's changes; 0 while it has our words.
    pub version: i64,
}

/// A brand's template, in its own words or in ours.
///
/// # Errors
/// When the database refuses.
pub async fn template_of_brand(
    services: &Services,
    brand_id: i64,
    key: TemplateKey,
) -> Result<Template, Error> {
    let own = template::of_brand_by_key(services.database.read(), brand_id, key).await?;
    Ok(own.map_or_else(
        || ours(services, brand_id, key),
        |own| Template {
            key,
            subject: own.subject,
            body: own.body,
            version: own.version,
        },
    ))
}

/// A template in our words, in the brand's language.
#[must_use]
pub fn ours(services: &Services, brand_id: i64, key: TemplateKey) -> Template {
    let book = services.book.now();
    let language = book
        .brand(brand_id)
        .map_or(Language::English, |brand| Language::of_brand(brand));
    let words = language.texts().template_words(key);
    Template {
        key,
        subject: words.subject.to_owned(),
        body: words.body.to_owned(),
        version: 0,
    }
}

/// A reply to an order, or to a contact of it, as a template makes it; as the
/// one that fits makes it where none is named.
///
/// # Errors
/// When there is no such order or contact at a brand of theirs, or the
/// database refuses.
pub async fn draft(
    services: &Services,
    actor: &Actor,
    order: &str,
    contact: Option<&str>,
    template: Option<TemplateKey>,
) -> Result<Draft, Refusal> {
    let (order, contact) = found(services, actor, order, contact).await?;
    let brand_id = order.brand_id;
    let mut told = order_facts::gather(services, order, contact.as_ref()).await?;
    // A draft is read by staff before anybody else.
    let book = services.book.now();
    if book
        .brand(brand_id)
        .is_some_and(|brand| brand.privacy.mask_customers)
    {
        told.known = told.known.without(Placeholder::FirstName);
    }
    let key = template.unwrap_or(told.suggested);
    let template = template_of_brand(services, brand_id, key).await?;
    Ok(filled(&template, &told, Some(actor)))
}

/// The template that fits an order, or a contact of it.
///
/// # Errors
/// As [`draft`].
pub async fn suggested(
    services: &Services,
    actor: &Actor,
    order: &str,
    contact: Option<&str>,
) -> Result<TemplateKey, Refusal> {
    let (order, contact) = found(services, actor, order, contact).await?;
    let told = order_facts::gather(services, order, contact.as_ref()).await?;
    Ok(told.suggested)
}

/// Fills a template in.
#[must_use]
pub fn filled(template: &Template, told: &Told, actor: Option<&Actor>) -> Draft {
    let known = told
        .for_template(template.key)
        .with(Placeholder::Rep, actor.map(|actor| actor.name.clone()));
    let (subject, body, missing) = render_mail(&template.subject, &template.body, &known);
    Draft {
        template: template.key,
        subject,
        body,
        missing,
    }
}

/// What a template makes of the brand's newest order, or of a made-up one.
/// Neither the buyer nor the order's link is in it: nobody opens an order by
/// editing words.
///
/// # Errors
/// When the database refuses.
pub async fn preview(
    services: &Services,
    actor: &Actor,
    brand: &Stored,
    template: &Template,
) -> Result<TemplatePreview, Error> {
    let newest = orders::newest_of_brand(services.database.read(), brand.id, 1).await?;
    let order = newest.into_iter().next();
    let number = order.as_ref().map(|order| order.number.clone());
    let mut told = match order {
        Some(order) => order_facts::gather(services, order, None).await?,
        None => order_facts::sample(services, brand),
    };
    let texts = app::texts::for_staff(&brand.locale);
    let name = texts.sample().first_name.to_owned();
    told.known = told
        .known
        .with(Placeholder::FirstName, Some(name))
        .with(Placeholder::Link, order_facts::no_link(services, brand));
    let draft = filled(template, &told, Some(actor));
    Ok(TemplatePreview {
        order: number,
        subject: draft.subject,
        body: draft.body,
        missing: draft.missing,
    })
}

async fn found(
    services: &Services,
    actor: &Actor,
    order: &str,
    contact: Option<&str>,
) -> Result<(orders::Model, Option<contact::Model>), Refusal> {
    let read = services.database.read();
    let order = desk::order_of_served(read, &actor.serves, order)
        .await?
        .ok_or(Refusal::NotThere)?;
    let contact = match contact {
        None => None,
        Some(contact) => Some(
            reply::contact_of_order(read, order.id, contact)
                .await?
                .ok_or(Refusal::NotThere)?,
        ),
    };
    Ok((order, contact))
}

/// Answers several contacts with one template, each filled with its own
/// order's facts; what came of each, in their order. One that lacks a fact is
/// refused, and the others go out.
pub async fn many_reply(
    services: &Services,
    actor: &Actor,
    contacts: &[String],
    template: TemplateKey,
) -> Vec<Result<(), Refusal>> {
    let mut outcomes = Vec::with_capacity(contacts.len());
    for contact in contacts {
        outcomes.push(reply_to(services, actor, contact, template).await);
    }
    outcomes
}

async fn reply_to(
    services: &Services,
    actor: &Actor,
    contact: &str,
    template: TemplateKey,
) -> Result<(), Refusal> {
    let read = services.database.read();
    let found = desk::contact_of_served(read, &actor.serves, contact)
        .await?
        .ok_or(Refusal::NotThere)?;
    if found.closed_ms.is_some() {
        return Err(Refusal::Wrong(Fault::IsResolved));
    }
    let order = reply::orders_by_id(read, &[found.order_id])
        .await?
        .pop()
        .ok_or(Refusal::NotThere)?;
    let draft = draft(
        services,
        actor,
        &order.public_id,
        Some(contact),
        Some(template),
    )
    .await?;
    if !draft.missing.is_empty() {
        return Err(Refusal::Wrong(Fault::MissingFact));
    }
    let words = sending::Words {
        subject: &draft.subject,
        body: &draft.body,
    };
    sending::reply(services, actor, &order.public_id, Some(contact), words).await
}
