//! The mail by which an admin hears that an endpoint is told nothing any more.

use super::{Words, Written};
use crate::db::brand::Stored;
use crate::db::webhook::endpoint;
use crate::db::{from_ms, outbox, staff};
use crate::error::Error;
use crate::services::Services;
use crate::views::notices::{Plain, line, plain};
use app::texts::{EndpointMail, MailDropped, Texts};
use chrono::NaiveDateTime;
use chrono_tz::Tz;
use doorstep::staff::Serves;
use doorstep::webhook::{DisabledWhy, origin};

/// Puts it into words, while it is true and whoever reads it is still an admin
/// of the brand.
pub(super) async fn disabled(
    services: &Services,
    row: &outbox::Model,
    brand: &Stored,
    texts: &dyn Texts,
) -> Result<Written, Error> {
    let dropped = |why| Ok(Written::Dropped(texts.mail_dropped(why).to_owned()));
    let read = services.database.read();
    let of_brand = Serves::Only(vec![row.brand_id]);
    let found = endpoint::of_served_by_public_id(read, &of_brand, &row.milestone).await?;
    let Some(endpoint) = found else {
        return dropped(MailDropped::Gone);
    };
    // It may have been enabled, and disabled again, which is told by itself.
    let is_so = endpoint.disabled_ms.is_some() && endpoint.disabled_ms == row.happened_ms;
    let why = endpoint.disabled_why().filter(|_| is_so);
    let Some(why) = why else {
        return dropped(MailDropped::EndpointEnabled);
    };
    if why == DisabledWhy::ByHand {
        return dropped(MailDropped::EndpointMoved);
    }
    let admins = staff::open_admins_of_brand(read, row.brand_id).await?;
    let mut admins = admins.into_iter();
    let Some(admin) = admins.find(|one| Some(&one.public_id) == row.recipient.as_ref()) else {
        return dropped(MailDropped::NoAdmin);
    };
    let Some(site) = services.address_of(brand) else {
        let why = texts.mail_dropped(MailDropped::NoSiteAddress);
        return Ok(Written::NotYet(why.to_owned()));
    };
    let answer = endpoint.last_error.as_deref().map(line);
    let words = texts.endpoint_mail(&EndpointMail {
        name: &line(&admin.name),
        answer: answer.as_deref(),
        ..told(services, &endpoint, why, brand)
    });
    let path = format!("/settings/webhooks/{}", endpoint.public_id);
    let letter = plain(
        brand,
        &site,
        Plain {
            greeting: words.greeting,
            button: (words.button.to_owned(), format!("{site}{path}")),
            subject: words.subject,
            preview: words.preview,
            headline: words.headline,
            said: words.said,
            because: words.because,
        },
    )?;
    Ok(Written::Words(Words {
        from_name: brand.name.clone(),
        from: services.sender_of(brand),
        // Nobody at the shop's help desk knows about it.
        reply_to: None,
        to: admin.email,
        subject: letter.subject,
        body: letter.text,
        html: Some(letter.html),
        path: Some(path),
    }))
}

fn told<'a>(
    services: &Services,
    endpoint: &'a endpoint::Model,
    why: DisabledWhy,
    brand: &'a Stored,
) -> EndpointMail<'a> {
    let zone: Tz = brand.zone.parse().unwrap_or(Tz::UTC);
    let local = |ms: i64| -> NaiveDateTime { from_ms(ms).with_timezone(&zone).naive_local() };
    let now = services.clock.now();
    EndpointMail {
        why,
        address: origin(&endpoint.url),
        description: &endpoint.description,
        failing_since: endpoint.failing_since_ms.map(local),
        disabled: endpoint.disabled_ms.map(local),
        name: "",
        answer: None,
        shop: &brand.name,
        today: now.with_timezone(&zone).date_naive(),
    }
}
