//! Incidents: a manager declares trouble of a carrier's, and the pages of the
//! parcels it touches say so until somebody declares it over.

use super::Refusal;
use super::words::{INCIDENT, words};
use crate::db::audit::{self, NewDeed};
use crate::db::incident::{self, NewIncident as Row};
use crate::db::{Transaction, orders, shipment};
use crate::error::Error;
use crate::incidents;
use crate::services::Services;
use crate::site;
use crate::staff::Actor;
use chrono::{DateTime, NaiveDate, Utc};
use doorstep::audit::Deed;
use doorstep::carrier::Carrier;
use doorstep::desk::Fault;
use doorstep::ids::IncidentId;
use doorstep::incident::{Incident, Region};
use doorstep::staff::Role;
use serde_json::json;

/// How many parcels are looked at in one go for who is to be told.
const AT_ONCE: u64 = 500;

/// An incident as it was typed.
#[derive(Clone, Copy, Debug)]
pub struct NewIncident<'a> {
    /// The brand whose pages show it, by its short name.
    pub brand: &'a str,
    /// Whose trouble it is.
    pub carrier: &'a str,
    /// Where; everywhere when empty.
    pub country: &'a str,
    /// The state or province; the whole country when empty.
    pub region: &'a str,
    /// Its first day (ISO date).
    pub from: &'a str,
    /// Its last day; empty while nobody knows.
    pub to: &'a str,
    /// What shoppers read.
    pub words: &'a str,
}

/// Declares an incident, and has the pages of the parcels it touches say so;
/// says its id (`inc_...`). For managers and admins.
///
/// # Errors
/// [`Refusal::NotThere`] for another brand and for a rep; [`Fault::NoCarrier`],
/// [`Fault::NoPlace`], [`Fault::WrongDay`], [`Fault::NoWords`],
/// [`Fault::TooLong`].
pub async fn declare(
    services: &Services,
    actor: &Actor,
    new: &NewIncident<'_>,
) -> Result<String, Refusal> {
    let book = services.book.now();
    let brand = book.brand_of_slug(new.brand);
    let brand = brand.filter(|brand| may(actor, brand.id));
    let brand_id = brand.ok_or(Refusal::NotThere)?.id;
    let incident = read(new)?;
    let words = words(new.words, INCIDENT)?;
    let id = IncidentId::from_random(site::random_bits());
    let now = services.clock.now();
    let row = Row {
        public_id: id.as_str(),
        brand_id,
        incident: &incident,
        words,
        staff_id: actor.id,
    };
    let transaction = services.database.begin().await?;
    incident::add(&transaction, &row, now).await?;
    audit(
        &transaction,
        actor,
        (brand_id, id.as_str()),
        "declared",
        now,
    )
    .await?;
    transaction.commit().await?;
    let database = services.database.read();
    let declared = incident::of_served_by_public_id(database, &actor.serves, id.as_str()).await?;
    if let Some(declared) = declared {
        tell(services, &declared, now).await?;
    }
    Ok(id.as_str().to_owned())
}

/// Declares an incident (`inc_...`) over. For managers and admins.
///
/// # Errors
/// [`Refusal::NotThere`] for one of another brand and for a rep;
/// [`Refusal::ChangedMeanwhile`] for one that is over.
pub async fn end(services: &Services, actor: &Actor, incident: &str) -> Result<(), Refusal> {
    let read = services.database.read();
    let found = incident::of_served_by_public_id(read, &actor.serves, incident).await?;
    let found = found.filter(|found| may(actor, found.brand_id));
    let found = found.ok_or(Refusal::NotThere)?;
    let now = services.clock.now();
    let transaction = services.database.begin().await?;
    if !incident::end(&transaction, found.id, now).await? {
        transaction.rollback().await?;
        return Err(Refusal::ChangedMeanwhile);
    }
    let which = (found.brand_id, found.public_id.as_str());
    audit(&transaction, actor, which, "ended", now).await?;
    transaction.commit().await?;
    Ok(tell(services, &found, now).await?)
}

/// Every incident of the brands somebody serves, the newest first.
///
/// # Errors
/// When the database refuses.
pub async fn list(services: &Services, actor: &Actor) -> Result<Vec<incident::Model>, Refusal> {
    let book = services.book.now();
    let brands = book.brands.iter().map(|brand| brand.id);
    let served: Vec<i64> = brands.filter(|id| actor.serves(*id)).collect();
    Ok(incident::of_brands(services.database.read(), &served).await?)
}

fn may(actor: &Actor, brand_id: i64) -> bool {
    actor.role >= Role::Manager && actor.serves(brand_id)
}

fn read(new: &NewIncident<'_>) -> Result<Incident, Fault> {
    let carrier = Carrier::from_words(new.carrier);
    if carrier.is_unnamed() {
        return Err(Fault::NoCarrier);
    }
    let day = |typed: &str| typed.trim().parse::<NaiveDate>();
    let from = day(new.from).map_err(|_| Fault::WrongDay)?;
    let to = match new.to.trim() {
        "" => None,
        typed => Some(day(typed).map_err(|_| Fault::WrongDay)?),
    };
    if to.is_some_and(|to| to < from) {
        return Err(Fault::WrongDay);
    }
    Ok(Incident {
        carrier: carrier.code().to_owned(),
        place: place(new.country.trim(), new.region.trim())?,
        from,
        to,
    })
}

/// Where it is; the country in its code, the region as it was typed.
fn place(country: &str, region: &str) -> Result<Option<Region>, Fault> {
    if country.is_empty() {
        return if region.is_empty() {
            Ok(None)
        } else {
            Err(Fault::NoPlace)
        };
    }
    let known = incidents::region(Some(country), None).ok_or(Fault::NoPlace)?;
    Ok(Some(Region {
        country: known.country,
        region: (!region.is_empty()).then(|| region.to_owned()),
    }))
}

async fn audit(
    transaction: &Transaction,
    actor: &Actor,
    (brand_id, incident): (i64, &str),
    what: &str,
    now: DateTime<Utc>,
) -> Result<(), Error> {
    let deed = NewDeed {
        staff_id: Some(actor.id),
        actor: &actor.public_id,
        brand_id: Some(brand_id),
        order_id: None,
        deed: Deed::IncidentChanged,
        subject: Some(incident),
        detail: Some(json!({ "incident": what })),
    };
    audit::add(transaction, &deed, now).await
}

/// Has the pages of the orders it touches read again, some at a time. Pages
/// that are open find out by themselves within a minute, should this end
/// halfway.
async fn tell(
    services: &Services,
    incident: &incident::Model,
    now: DateTime<Utc>,
) -> Result<(), Error> {
    let book = services.book.now();
    let brand = book.brand(incident.brand_id);
    let zone = brand.map_or("UTC", |brand| &*brand.zone);
    let mut after = 0;
    loop {
        let read = services.database.read();
        let (brand_id, carrier) = (incident.brand_id, &incident.carrier);
        let parcels = shipment::under_way_of_brand(read, brand_id, carrier, after, AT_ONCE).await?;
        let Some(last) = parcels.last() else {
            return Ok(());
        };
        after = last.id;
        let touched = incidents::touched(read, incident, parcels, zone, now).await?;
        let touched: Vec<i64> = touched.into_iter().collect();
        if touched.is_empty() {
            continue;
        }
        let transaction = services.database.begin().await?;
        orders::terms_locked_by_id(&transaction, &touched).await?;
        let raised = orders::raise_revision(&transaction, &touched).await?;
        transaction.commit().await?;
        for (order, revision) in raised {
            services.bus.publish(order, revision);
        }
    }
}
