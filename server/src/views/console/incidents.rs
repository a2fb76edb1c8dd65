//! The incidents of the brands somebody serves.

use super::super::Views;
use crate::db::{incident, queue};
use crate::error::Error;
use crate::staff::Actor;
use app::texts::Texts;
use chrono::{DateTime, NaiveDate, NaiveDateTime, Utc};
use chrono_tz::Tz;
use doorstep::carrier::{self, Carrier};
use doorstep::staff::Role;
use doorstep::view::console::desk::ChoiceView;
use doorstep::view::console::incidents::{IncidentView, IncidentsView};
use doorstep::view::console::parcel::IncidentNote;
use std::collections::BTreeSet;

/// How many incidents that are over are listed.
const OVER: usize = 50;

impl Views {
    /// The page of incidents as one of the staff sees it.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn incidents(&self, actor: &Actor, language: &str) -> Result<IncidentsView, Error> {
        let book = self.0.book.now();
        let served = book.brands.iter().filter(|brand| actor.serves(brand.id));
        let ids: Vec<i64> = served.clone().map(|brand| brand.id).collect();
        let read = self.0.database.read();
        let rows = incident::of_brands(read, &ids).await?;
        let staff: BTreeSet<i64> = rows.iter().map(|row| row.staff_id).collect();
        let staff: Vec<i64> = staff.into_iter().collect();
        let names = queue::names_of_staff(read, &staff).await?;
        let texts = app::texts::for_staff(language);
        let now = self.0.clock.now();
        let view = |row: &incident::Model| {
            let brand = book.brand(row.brand_id);
            let zone = brand.map_or("UTC", |brand| &*brand.zone);
            let clock = Clock::of(zone, now);
            let brand = brand.map(|brand| brand.name.clone()).unwrap_or_default();
            let colleague = texts.pane_words().colleague;
            let name = names.get(&row.staff_id).map_or(colleague, String::as_str);
            of_row(row, brand, name, texts, &clock)
        };
        let (over, open): (Vec<_>, Vec<_>) = rows.iter().partition(|row| row.ended_ms.is_some());
        Ok(IncidentsView {
            open: open.into_iter().map(view).collect(),
            over: over.into_iter().take(OVER).map(view).collect(),
            brands: served
                .map(|brand| ChoiceView::new(brand.slug.clone(), brand.name.clone()))
                .collect(),
            carriers: carrier::names(),
            may_declare: actor.role >= Role::Manager,
            ..IncidentsView::default()
        })
    }
}

/// A brand's clock.
struct Clock {
    zone: Tz,
    today: NaiveDate,
}

impl Clock {
    fn of(zone: &str, now: DateTime<Utc>) -> Self {
        let zone: Tz = zone.parse().unwrap_or(Tz::UTC);
        Self {
            zone,
            today: now.with_timezone(&zone).date_naive(),
        }
    }

    fn at(&self, ms: i64) -> NaiveDateTime {
        crate::db::from_ms(ms)
            .with_timezone(&self.zone)
            .naive_local()
    }
}

fn of_row(
    row: &incident::Model,
    brand: String,
    name: &str,
    texts: &dyn Texts,
    clock: &Clock,
) -> IncidentView {
    let everywhere = texts.incident_words().everywhere;
    IncidentView {
        id: row.public_id.clone(),
        brand,
        carrier: carrier_name(row),
        region: region(row).unwrap_or_else(|| everywhere.to_owned()),
        days: days(row, texts, clock.today),
        words: row.words.clone(),
        by: texts.by(name, clock.at(row.created_ms), clock.today),
        ended: row
            .ended_ms
            .map(|at| texts.ended(clock.at(at), clock.today)),
    }
}

/// An incident beside a parcel it touches.
pub fn note(row: &incident::Model, texts: &dyn Texts, today: NaiveDate) -> IncidentNote {
    let days = days(row, texts, today);
    IncidentNote {
        id: row.public_id.clone(),
        label: texts.incident_label(&carrier_name(row), region(row).as_deref(), &days),
        words: row.words.clone(),
    }
}

fn carrier_name(row: &incident::Model) -> String {
    let name = Carrier::from_code(&row.carrier).name();
    name.unwrap_or_else(|| row.carrier.clone())
}

/// "US-NJ".
fn region(row: &incident::Model) -> Option<String> {
    let country = row.country.as_deref()?;
    Some(match row.region.as_deref() {
        Some(region) => format!("{country}-{region}"),
        None => country.to_owned(),
    })
}

fn days(row: &incident::Model, texts: &dyn Texts, today: NaiveDate) -> String {
    let from = row.from_day.parse().unwrap_or(today);
    let to = row.to_day.as_deref().and_then(|day| day.parse().ok());
    texts.days(from, to, today)
}
