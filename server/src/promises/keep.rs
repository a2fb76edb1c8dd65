//! Keeps the learned models of a running server: where they begin, what they
//! are told, and what they learn at night.

use super::kept;
use super::learned::{Learned, Lessons};
use super::story::{Story, clock_of};
use crate::db::brand::Stored;
use crate::db::outcome;
use crate::error::Error;
use crate::services::Services;
use chrono::{Days, NaiveDateTime};
use doorstep::performance::Week;
use doorstep::workdays::Zone;
use tokio::task::spawn_blocking;

/// How far back a model is learned from, and told again what it may have
/// missed.
const PAST: Days = Days::new(440);
const RECENT: Days = Days::new(60);

/// So many orders of a brand are learned from: of more, one in two, in three
/// and so on.
const MOST: u64 = 200_000;

/// So many more orders than were learned from come of a history that was taken
/// in meanwhile.
const MANY_MORE: u64 = 100;

/// The clock of a brand now.
fn clock(services: &Services, brand: &Stored) -> NaiveDateTime {
    clock_of(brand).clock(services.clock.now())
}

/// Begins with what was learned before the server started, and with what has
/// happened since; or learns all of the brand's past.
///
/// # Errors
/// When the database refuses, or learning failed.
pub async fn begin(services: &Services, brand: &Stored) -> Result<(), Error> {
    let Some(learned) = kept::load(&services.database, brand.id).await? else {
        return relearn(services, brand).await;
    };
    services.learner.put(brand.id, learned).await;
    night(services, brand).await
}

/// Tells how orders stand, as far as they have got.
pub async fn tell(services: &Services, brand_id: i64, stories: &[Story]) {
    let book = services.book.now();
    if let Some(brand) = book.brand(brand_id) {
        let now = clock(services, brand);
        services.learner.tell(brand_id, stories, now).await;
    }
}

/// Learns once the brand's midnight has passed, and stores what was learned.
///
/// # Errors
/// When the database refuses, or learning failed.
pub async fn night(services: &Services, brand: &Stored) -> Result<(), Error> {
    let now = clock(services, brand);
    if services.learner.learned_on(brand.id) == Some(now.date()) {
        return Ok(());
    }
    let known = services.learner.orders(brand.id);
    let (there, one_in) = orders(services, brand, now).await?;
    if there / u64::from(one_in) > known + known / 20 + MANY_MORE {
        return relearn(services, brand).await;
    }
    for week in weeks(services, brand, now, RECENT).await? {
        let stories = stories(services, brand, week).await?;
        services.learner.tell(brand.id, &stories, now).await;
    }
    if services.learner.night(brand.id, now).await? {
        kept::store(
            &services.database,
            &services.learner,
            brand.id,
            services.clock.now(),
        )
        .await?;
    }
    Ok(())
}

/// Learns all of a brand's past from the beginning, and stores it: after a
/// history was taken in, or where nothing that was learned can be read.
///
/// # Errors
/// When the database refuses, or learning failed.
pub async fn relearn(services: &Services, brand: &Stored) -> Result<(), Error> {
    let now = clock(services, brand);
    let (_, one_in) = orders(services, brand, now).await?;
    let turn = services.learner.turn(brand.id).await;
    let mut lessons = Lessons::until(now, one_in);
    for week in weeks(services, brand, now, PAST).await? {
        if services.stopping.is_cancelled() {
            return Err(Error::Stopping);
        }
        let stories = stories(services, brand, week).await?;
        lessons = blocking(move || {
            lessons.take(stories);
            lessons
        })
        .await?;
    }
    let learned: Learned = blocking(move || lessons.end()).await?;
    let is_empty = learned.orders() == 0;
    turn.put(learned);
    if is_empty {
        return Ok(());
    }
    kept::store(
        &services.database,
        &services.learner,
        brand.id,
        services.clock.now(),
    )
    .await
}

async fn blocking<T: Send + 'static>(
    work: impl FnOnce() -> T + Send + 'static,
) -> Result<T, Error> {
    let done = spawn_blocking(work).await;
    done.map_err(|_| Error::refused("learning broke off"))
}

/// How many orders of a brand there are to learn from, and one in how many is.
async fn orders(
    services: &Services,
    brand: &Stored,
    now: NaiveDateTime,
) -> Result<(u64, u32), Error> {
    let database = services.database.read();
    let there = outcome::orders_of_brand_since(database, brand.id, since(now, PAST)).await?;
    let one_in = u32::try_from(there.div_ceil(MOST).max(1)).unwrap_or(u32::MAX);
    Ok((there, one_in))
}

fn since(now: NaiveDateTime, days: Days) -> Week {
    Week::of(now.date().checked_sub_days(days).unwrap_or(now.date()))
}

/// The weeks in which orders of a brand were placed, in order.
async fn weeks(
    services: &Services,
    brand: &Stored,
    now: NaiveDateTime,
    days: Days,
) -> Result<Vec<Week>, Error> {
    let mut weeks = outcome::weeks_of_brand(services.database.read(), brand.id).await?;
    weeks.retain(|week| *week >= since(now, days));
    weeks.sort_unstable();
    Ok(weeks)
}

async fn stories(services: &Services, brand: &Stored, week: Week) -> Result<Vec<Story>, Error> {
    let database = services.database.read();
    let mut stories = Vec::new();
    let mut after = 0;
    loop {
        let page = outcome::of_brand_in_week(database, brand.id, week, after).await?;
        let Some((last, _)) = page.last() else {
            return Ok(stories);
        };
        after = *last;
        let told = page.iter();
        stories.extend(told.filter_map(|(_, outcome)| Story::of(outcome, brand)));
    }
}
