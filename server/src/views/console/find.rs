//! What the find box finds, and the orders somebody keeps at hand.

use super::found::Shown;
use super::search::{self, ENOUGH, Fit};
use crate::db::found::{self, AtHand};
use crate::db::from_ms;
use crate::error::Error;
use crate::places;
use crate::services::Services;
use crate::staff::Actor;
use app::texts::Texts;
use doorstep::search::Typed;
use doorstep::staff::Serves;
use doorstep::view::console::find::{AtHandView, FindView, HandView};
use std::cmp::Reverse;
use std::collections::HashMap;

/// How many orders somebody is shown that they opened last.
const RECENT: u64 = 10;

/// How many pinned orders are shown.
const PINNED: u64 = 30;

/// The orders of the brands somebody serves that fit what was typed, the best
/// first, and of equals those that were placed last.
///
/// # Errors
/// When the database refuses.
pub async fn find(
    services: &Services,
    serves: &Serves,
    typed: &str,
    texts: &dyn Texts,
) -> Result<FindView, Error> {
    let mut view = FindView {
        typed: typed.to_owned(),
        ..FindView::default()
    };
    let brands = served(services, serves);
    let Some(read) = Typed::read(&places::plain(typed)) else {
        return Ok(view);
    };
    let mut fits = search::fitting(services.database.read(), &brands, &read).await?;
    view.more = fits.len() > ENOUGH;
    fits.truncate(ENOUGH);
    let ids: Vec<i64> = fits.iter().map(|fit| fit.order_id).collect();
    let fits: HashMap<i64, Fit> = fits.into_iter().map(|fit| (fit.order_id, fit)).collect();
    let shown = Shown::read(services, &brands, &ids).await?;
    let fit = |one: Shown| Some((fits.get(&one.order.id)?, one));
    let mut found: Vec<(&Fit, Shown)> = shown.into_iter().filter_map(fit).collect();
    found.sort_by_key(|(fit, one)| {
        let newest_first = Reverse((one.order.placed_ms, one.order.id));
        (fit.rank, newest_first)
    });
    view.found = found
        .iter()
        .map(|(fit, one)| one.found(fit, texts))
        .collect();
    Ok(view)
}

/// The orders somebody pinned or opened last.
///
/// # Errors
/// When the database refuses.
pub async fn at_hand(
    services: &Services,
    actor: &Actor,
    texts: &dyn Texts,
) -> Result<AtHandView, Error> {
    Ok(AtHandView {
        pinned: kept(services, actor, AtHand::Pinned, PINNED, texts).await?,
        recent: kept(services, actor, AtHand::Recent, RECENT, texts).await?,
    })
}

async fn kept(
    services: &Services,
    actor: &Actor,
    which: AtHand,
    limit: u64,
    texts: &dyn Texts,
) -> Result<Vec<HandView>, Error> {
    let brands = served(services, &actor.serves);
    let read = services.database.read();
    let kept = found::at_hand_of_staff(read, actor.id, &brands, which, limit).await?;
    let ids: Vec<i64> = kept.iter().map(|(id, _)| *id).collect();
    let mut shown: HashMap<i64, Shown> = Shown::read(services, &brands, &ids)
        .await?
        .into_iter()
        .map(|one| (one.order.id, one))
        .collect();
    let now = services.clock.now();
    let hand = kept.into_iter().filter_map(|(id, opened_ms)| {
        let one = shown.remove(&id)?;
        Some(one.at_hand(texts.ago(now - from_ms(opened_ms)), texts))
    });
    Ok(hand.collect())
}

/// The brands somebody serves that are there, by row id.
fn served(services: &Services, serves: &Serves) -> Vec<i64> {
    let book = services.book.now();
    let brands = book.brands.iter().map(|brand| brand.id);
    brands.filter(|brand| serves.covers(*brand)).collect()
}
