//! A made-up order about which there is news: drawn by the code that draws
//! real ones, for a brand that has none that fits.

use crate::db::brand::Stored;
use crate::db::{json, orders, shipment, to_ms};
use crate::error::Error;
use crate::facts::{self, Told};
use crate::incidents::Current;
use crate::services::Services;
use crate::views::front::Front;
use crate::views::parcel::{Parcel, Setting};
use crate::views::tracking::Gathered;
use app::texts::ShopperTexts;
use chrono::{DateTime, Days, Duration, NaiveDate, Utc};
use doorstep::carrier::Carrier;
use doorstep::derive::Facts;
use doorstep::order::OrderLine;
use doorstep::reading::Estimate;
use doorstep::scan::{Place, Precision, Reason, Scan, ScanTime, Status};
use doorstep::shipment::ShipmentItem;
use doorstep::wording::News;
use std::sync::Arc;

/// So long ago it was ordered.
const PLACED_DAYS: i64 = 4;

/// The order, as it stands when the news is due.
pub fn gathered(
    services: &Services,
    brand: &Stored,
    news: News,
    texts: Arc<dyn ShopperTexts>,
) -> Result<Gathered, Error> {
    let now = services.clock.now();
    let order = order(brand, news, now, &*texts)?;
    let terms = orders::Terms::from(&order);
    let zone = facts::zone_of(&terms, &brand.zone);
    let setting = Setting {
        now: facts::now_at(&terms, &brand.zone, now),
        lines: order.order_lines(),
        front: Front::of(&services.book.now(), brand.id),
        order_number: order.number.clone(),
        revision: 0,
        shipments: 1,
        destination: None,
        goes_to: None,
        incidents: Current::default(),
        zone,
        texts,
    };
    let told = match news {
        News::OrderConfirmed | News::Cancelled => facts::before_shipping(&order),
        _ => told(&order, news, &setting)?,
    };
    Ok(Gathered {
        parcels: vec![Parcel::new(told, Vec::new(), setting.now)],
        setting,
        order,
        contacts: Vec::new(),
    })
}

fn day(setting: NaiveDate, days: i64) -> NaiveDate {
    setting
        .checked_add_signed(Duration::days(days))
        .unwrap_or(setting)
}

fn on(day: NaiveDate) -> Estimate {
    Estimate {
        from: day,
        to: day,
        hours: None,
    }
}

fn order(
    brand: &Stored,
    news: News,
    now: DateTime<Utc>,
    texts: &dyn ShopperTexts,
) -> Result<orders::Model, Error> {
    let words = texts.sample();
    let today = now.date_naive();
    let expected = match news {
        News::Late => day(today, -2),
        _ => today.checked_add_days(Days::new(2)).unwrap_or(today),
    };
    let line = OrderLine {
        external_id: "1".to_owned(),
        title: words.item.to_owned(),
        variant: None,
        sku: None,
        quantity: 2,
        ships: true,
    };
    let number = words.number.to_owned();
    let id = "sample".to_owned();
    Ok(orders::Model {
        number,
        placed_ms: Some(to_ms(now - Duration::days(PLACED_DAYS))),
        lines: json(&[line])?,
        expected: Some(json(&on(expected))?),
        cancelled_ms: (news == News::Cancelled).then(|| to_ms(now)),
        ..orders::Model::placeholder(id.clone(), brand.id, 0, id, [0; 32])
    })
}

fn told(order: &orders::Model, news: News, setting: &Setting) -> Result<Told, Error> {
    let words = setting.texts.sample();
    let now = setting.now.instant;
    let items = [ShipmentItem {
        line_id: "1".to_owned(),
        quantity: 2,
    }];
    let id = "sample".to_owned();
    let shipment = shipment::Model {
        id: 1,
        removed: false,
        carrier: Carrier::from_words(words.carrier).code().to_owned(),
        number: Some(words.tracking.to_owned()),
        items: json(&items)?,
        ..shipment::Model::placeholder(id.clone(), order.brand_id, order.id, id, 0)
    };
    let packed = now - Duration::days(PLACED_DAYS - 1);
    let expected = order.expected.as_deref();
    let later = on(day(setting.today(), 5));
    Ok(Told {
        facts: Facts {
            placed_at: order.placed_at(),
            packed_at: Some(packed),
            handed_over_at: Some(packed),
            fulfilled: true,
            numbered: true,
            tracked: true,
            order_expected: expected.and_then(|text| serde_json::from_str(text).ok()),
            shipment_expected: (news == News::Delay).then_some((now, later)),
            scans: scans(news, setting, words.place),
            ..Facts::default()
        },
        shipment,
        parcels: Vec::new(),
        heard: Some(now),
    })
}

fn scans(news: News, setting: &Setting, town: &str) -> Vec<Scan> {
    let (status, reason) = match news {
        News::OutForDelivery => (Status::OutForDelivery, None),
        News::Delivered => (Status::Delivered, None),
        News::AvailableForPickup | News::PickupReminder => (Status::AvailableForPickup, None),
        News::Attempted => (Status::Attempted, Some(Reason::NotHome)),
        News::Exception => (Status::Exception, Some(Reason::Documents)),
        News::Lost => (Status::Exception, Some(Reason::Lost)),
        News::Returning => (Status::Returning, Some(Reason::Refused)),
        News::Returned => (Status::Returned, Some(Reason::Refused)),
        _ => (Status::InTransit, None),
    };
    let (city, region) = town.split_once(", ").unwrap_or((town, ""));
    let scan = |status, reason, hours: i64, position| {
        let instant = setting.now.instant - Duration::hours(hours);
        Scan {
            source: "json".to_owned(),
            code: None,
            status: Some(status),
            reason,
            text: String::new(),
            time: ScanTime {
                local: Some(instant.with_timezone(&setting.zone).naive_local()),
                offset_min: None,
                instant: Some(instant),
                precision: Precision::Minute,
            },
            place: Place {
                city: Some(city.to_owned()),
                region: Some(region.to_owned()).filter(|region| !region.is_empty()),
                postal_code: None,
                country: Some("US".to_owned()),
            },
            position,
            place_offset_min: None,
        }
    };
    vec![
        scan(Status::PickedUp, None, 40, 0),
        scan(status, reason, 1, 1),
    ]
}
