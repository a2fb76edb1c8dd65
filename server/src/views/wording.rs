//! A brand's own words for messages, as the pages on which they are edited
//! show them.

use super::notices::bounds;
use crate::db::brand::Stored;
use crate::db::wording::{self, Place};
use crate::db::{from_ms, staff};
use crate::error::Error;
use crate::services::Services;
use app::pages::staff::{Differing, Says, VersionRow, Whose};
use app::texts::Language;
use app::texts::wording::ours;
use chrono::{DateTime, Utc};
use doorstep::recipient::Medium;
use doorstep::wording::{Fault, Layout, News, Part, Spot, Words, check};
use std::collections::HashMap;

/// How many versions are shown.
const SHOWN: u64 = 50;

/// The tags of the languages there are.
#[must_use]
pub fn languages() -> Vec<&'static str> {
    Language::ALL.into_iter().map(Language::tag).collect()
}

/// The message of these codes; `None` where one of them is none of ours.
#[must_use]
pub fn spot(news: &str, medium: &str, language: &str) -> Option<Spot> {
    Some(Spot {
        news: News::from_code(news)?,
        medium: Medium::from_code(medium)?,
        language: languages().into_iter().find(|tag| *tag == language)?,
    })
}

/// The words of a message as they stand.
#[derive(Clone, Debug)]
pub struct Standing {
    /// The words: the brand's, or ours.
    pub words: Words,
    /// Counts the versions; 0 while there is none.
    pub version: i64,
    /// What is wrong with them today, so that ours are sent.
    pub broken: Vec<Fault>,
}

/// Our words for a brand's message, as the brand would write them.
#[must_use]
pub fn ours_of(brand: &Stored, spot: Spot) -> Words {
    ours(&*app::texts::for_brand(spot.language, brand), spot)
}

/// The words of a brand's message.
///
/// # Errors
/// When the database refuses.
pub async fn standing(services: &Services, brand: &Stored, spot: Spot) -> Result<Standing, Error> {
    let read = services.database.read();
    let held = wording::held_of_brand_at(read, brand.id, &[Place::Message(spot)]).await?;
    let held = held.into_iter().next();
    let version = held.as_ref().map_or(0, |held| held.version);
    Ok(match held.and_then(|held| held.words()) {
        Some(words) => Standing {
            broken: check(spot, &words, &bounds(services, brand, spot)),
            words: words.or(&ours_of(brand, spot)),
            version,
        },
        None => Standing {
            words: ours_of(brand, spot),
            version,
            broken: Vec::new(),
        },
    })
}

/// The order of the blocks of a brand's e-mails, and its version.
///
/// # Errors
/// When the database refuses.
pub async fn layout(services: &Services, brand: &Stored) -> Result<(Layout, i64), Error> {
    let read = services.database.read();
    let held = wording::held_of_brand_at(read, brand.id, &[Place::Layout]).await?;
    let held = held.into_iter().next();
    Ok(held.map_or((Layout::default(), 0), |held| {
        (held.layout().unwrap_or_default(), held.version)
    }))
}

/// The messages of a brand in a language that are not in our words.
///
/// # Errors
/// When the database refuses.
pub async fn own(
    services: &Services,
    brand: &Stored,
    language: &'static str,
) -> Result<Vec<(News, Medium, Whose)>, Error> {
    let held = wording::held_of_brand(services.database.read(), brand.id).await?;
    let own = held.iter().filter(|row| row.language == language);
    let own = own.filter_map(|row| {
        let (news, medium) = row.message()?;
        let words = row.words()?;
        let spot = Spot {
            news,
            medium,
            language,
        };
        let faults = check(spot, &words, &bounds(services, brand, spot));
        let whose = if faults.is_empty() {
            Whose::Own
        } else {
            Whose::Broken
        };
        Some((news, medium, whose))
    });
    Ok(own.collect())
}

/// Says a moment in words.
pub type When<'a> = &'a (dyn Fn(DateTime<Utc>) -> String + Sync);

/// Says what a version says; `None` where it put ours back.
type Saying<'a> = &'a (dyn Fn(&wording::Model) -> Option<Says> + Sync);

/// The versions of a message, the newest first.
///
/// # Errors
/// When the database refuses.
pub async fn versions(
    services: &Services,
    brand: &Stored,
    spot: Spot,
    when: When<'_>,
) -> Result<Vec<VersionRow>, Error> {
    let ours = ours_of(brand, spot);
    let says = |row: &wording::Model| {
        let words = row.words()?;
        Some(Says::Words(differing(spot, &ours, &words.or(&ours))))
    };
    versions_at(services, brand, Place::Message(spot), (when, &says)).await
}

/// The versions of the order of the blocks, the newest first.
///
/// # Errors
/// When the database refuses.
pub async fn layout_versions(
    services: &Services,
    brand: &Stored,
    when: When<'_>,
) -> Result<Vec<VersionRow>, Error> {
    let says = |row: &wording::Model| row.layout().map(Says::Blocks);
    versions_at(services, brand, Place::Layout, (when, &says)).await
}

async fn versions_at(
    services: &Services,
    brand: &Stored,
    place: Place,
    (when, says): (When<'_>, Saying<'_>),
) -> Result<Vec<VersionRow>, Error> {
    let read = services.database.read();
    let rows = wording::versions_of_brand(read, brand.id, place, SHOWN).await?;
    let mut names: HashMap<i64, String> = HashMap::new();
    for id in rows.iter().filter_map(|row| row.staff_id) {
        if !names.contains_key(&id)
            && let Some(who) = staff::by_id(read, id).await?
        {
            names.insert(id, who.name);
        }
    }
    let rows = rows.into_iter().map(|row| VersionRow {
        version: row.version,
        who: row.staff_id.and_then(|id| names.get(&id).cloned()),
        when: when(from_ms(row.changed_ms)),
        says: says(&row),
    });
    Ok(rows.collect())
}

fn differing(spot: Spot, ours: &Words, own: &Words) -> Vec<Differing> {
    let parts = Part::of(spot.medium).iter();
    let differing = parts.filter(|part| ours.of(**part) != own.of(**part));
    differing
        .map(|part| Differing {
            part: *part,
            ours: ours.of(*part).to_owned(),
            own: own.of(*part).to_owned(),
        })
        .collect()
}
