//! What words that are being edited make of an order of the brand's, newest
//! first, or of a made-up one. Neither the buyer nor the order's link is in
//! it: nobody opens an order by editing words.

use super::own::{Wording, facts, sms_facts};
use super::way::Ways;
use super::{About, Message, Spoken, headline, sample, spoken, told};
use crate::db::brand::Stored;
use crate::db::{lookup, orders};
use crate::error::Error;
use crate::services::Services;
use crate::views::Views;
use crate::views::order_facts::no_link;
use crate::views::tracking::Gathered;
use doorstep::answers::answers;
use doorstep::notice::DueNotice;
use doorstep::recipient::{Medium, Reader, Recipient};
use doorstep::shipment::Direction;
use doorstep::wording::{Facts, Layout, Spot, Words};

/// How many orders are looked at until one fits.
const LOOKED_AT: u64 = 12;

/// How many are offered.
const OFFERED: usize = 5;

/// A message as it would be sent.
#[derive(Clone, Debug)]
pub struct Preview {
    /// The message.
    pub message: Message,
    /// What mail programs show beside an e-mail's subject.
    pub line: String,
    /// What the order says to what may be asked for.
    pub facts: Facts,
}

/// The newest orders of a brand of which there could be this news: public id
/// and number.
///
/// # Errors
/// When the database refuses.
pub async fn fitting(
    services: &Services,
    brand: &Stored,
    spot: Spot,
) -> Result<Vec<(String, String)>, Error> {
    let read = services.database.read();
    let statuses: Vec<&str> = spot.news.statuses().iter().map(|one| one.code()).collect();
    let mut orders =
        lookup::newest_of_brand_that_stand(read, brand.id, &statuses, LOOKED_AT).await?;
    if orders.len() < OFFERED {
        let newest = orders::newest_of_brand(read, brand.id, LOOKED_AT).await?;
        let more = newest
            .into_iter()
            .filter(|order| orders.iter().all(|known| known.id != order.id));
        orders.extend(more.collect::<Vec<_>>());
    }
    let mut found = Vec::new();
    for order in orders {
        let named = (order.public_id.clone(), order.number.clone());
        let gathered = Views(services.clone())
            .gathered_in(order, spot.language)
            .await?;
        if at(&gathered, spot).is_some() {
            found.push(named);
        }
        if found.len() == OFFERED {
            break;
        }
    }
    Ok(found)
}

/// The shipment there could be this news of; the whole order's has none.
fn at(gathered: &Gathered, spot: Spot) -> Option<Option<i64>> {
    let fits = gathered.parcels.iter().find(|parcel| {
        let facts = &parcel.told.facts;
        let happened = answers(facts, &parcel.derived).happened;
        facts.direction == Direction::Outbound
            && spot
                .news
                .fits(parcel.derived.status, &happened, &parcel.derived.window)
    })?;
    Some(Some(fits.told.shipment.id).filter(|id| *id != 0))
}

/// The message in these words, of an order of the brand's by its public id, or
/// of a made-up one where there is no such order or it does not fit.
///
/// # Errors
/// When the database refuses.
pub async fn preview(
    services: &Services,
    brand: &Stored,
    (spot, words): (Spot, &Words),
    layout: Layout,
    order: &str,
) -> Result<Preview, Error> {
    let texts = app::texts::for_brand(spot.language, brand);
    let read = services.database.read();
    let found = lookup::of_brand_by_public_id(read, brand.id, order).await?;
    let gathered = match found {
        Some(order) => {
            let views = Views(services.clone());
            let gathered = views.gathered_in(order, spot.language).await?;
            at(&gathered, spot).map(|shipment| (gathered, shipment))
        }
        None => None,
    };
    let (gathered, shipment) = match gathered {
        Some(found) => found,
        None => {
            let gathered = sample::gathered(services, brand, spot.news, texts)?;
            let shipment = at(&gathered, spot).flatten();
            (gathered, shipment)
        }
    };
    drawn(
        services,
        brand,
        (spot, words),
        layout,
        (&gathered, shipment),
    )
}

fn drawn(
    services: &Services,
    brand: &Stored,
    (spot, words): (Spot, &Words),
    layout: Layout,
    (gathered, shipment): (&Gathered, Option<i64>),
) -> Result<Preview, Error> {
    let due = DueNotice {
        notice: spot.news.notice(),
        milestone: String::new(),
    };
    let about = About {
        brand,
        order: &gathered.order,
        told: &[(shipment, due)],
        reader: &reader(spot.medium),
    };
    let ways = nowhere(services, brand);
    let told = told::of(gathered, &about);
    let name = gathered.setting.texts.sample().first_name;
    let wording = Wording::of_one(spot.news, words.clone(), layout);
    let headline = headline(gathered, &told, Reader::Buyer);
    let with = Spoken {
        wording: &wording,
        headline: &headline,
        first_name: Some(name),
    };
    let known = told
        .first()
        .map_or_else(Facts::default, |lead| match spot.medium {
            Medium::Email => facts(gathered, &about, lead, &with),
            Medium::Sms => {
                let window = &lead.view.window.text;
                sms_facts((gathered, &about), lead, window, (&with, &ways))
            }
        });
    let said = spoken(gathered, &about, &told, &ways, &with)?;
    Ok(Preview {
        message: said.message,
        line: said.preview,
        facts: known,
    })
}

fn reader(medium: Medium) -> Recipient {
    Recipient {
        key: String::new(),
        reader: Reader::Buyer,
        medium,
        address: String::new(),
        wants: std::collections::BTreeSet::default(),
    }
}

/// Links that lead to the order's page for nobody.
fn nowhere(services: &Services, brand: &Stored) -> Ways {
    let page = no_link(services, brand).unwrap_or_default();
    Ways {
        site: services.address_of(brand).unwrap_or_default(),
        choose: format!("{page}/messages"),
        stop: page.clone(),
        page,
    }
}
