//! What the home page shows while a demo runs: of each journey the copies
//! that move, and one that shows how it ends.

use super::brands::Shop;
use super::journeys;
use super::round::Round;
use app::pages::staff::ReadyAccount;
use app::texts::ShopperTexts;
use chrono::{DateTime, TimeDelta, Utc};
use doorstep::view::tracking::{DemoJourneyView, DemoLink};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

/// Where a page stands beside its mailbox, in place of "/t/".
const BESIDE: &str = "/demo/beside/";

/// The orders the home page links to; empty unless a demo runs.
#[derive(Clone, Debug, Default)]
pub struct DemoBoard {
    placed: Arc<Mutex<Vec<Placed>>>,
    has_mailbox: Arc<AtomicBool>,
    ready: Arc<Mutex<Vec<ReadyAccount>>>,
}

/// An order of the demo's that has a page.
#[derive(Clone, Debug)]
pub(super) struct Placed {
    /// The copy of the journey.
    pub(super) round: Round,
    /// The page's path.
    pub(super) path: String,
}

/// Gives a shop's name and the address of its page, by the slug of its brand
/// and the page's path.
type Find<'a> = &'a dyn Fn(&str, &str) -> (String, String);

impl DemoBoard {
    /// Takes an order in that has its page now. Of each journey only the
    /// newest copies are kept.
    pub(super) fn add(&self, order: Placed) {
        let mut placed = self.placed.lock().unwrap_or_else(PoisonError::into_inner);
        let journey = order.round.journey;
        let of_journey = |one: &Placed| one.round.journey.code == journey.code;
        placed.retain(|one| !of_journey(one) || one.round.index != order.round.index);
        placed.push(order);
        let indices = placed.iter().filter(|one| of_journey(one));
        let newest = indices.map(|one| one.round.index).max().unwrap_or(0);
        placed.retain(|one| !of_journey(one) || one.round.index + kept(journey) > newest);
    }

    /// Lets everybody read what a real shop would send by mail: nobody of the
    /// demo's is real, and no mail leaves it.
    pub fn open_mailbox(&self) {
        self.has_mailbox.store(true, Ordering::Relaxed);
    }

    /// Whether a demo runs, with a mailbox to look into.
    #[must_use]
    pub fn has_mailbox(&self) -> bool {
        self.has_mailbox.load(Ordering::Relaxed)
    }

    /// Lists accounts that everybody may sign in with.
    pub fn list_ready(&self, accounts: Vec<ReadyAccount>) {
        *self.ready.lock().unwrap_or_else(PoisonError::into_inner) = accounts;
    }

    /// The accounts that everybody may sign in with; none unless a demo runs.
    #[must_use]
    pub fn ready(&self) -> Vec<ReadyAccount> {
        let ready = self.ready.lock().unwrap_or_else(PoisonError::into_inner);
        ready.clone()
    }

    /// The journeys at a moment, with the orders of one brand or of both.
    #[must_use]
    pub fn shown(
        &self,
        now: DateTime<Utc>,
        slug: Option<&str>,
        texts: &dyn ShopperTexts,
        find: Find<'_>,
    ) -> Vec<DemoJourneyView> {
        let placed = self.placed.lock().unwrap_or_else(PoisonError::into_inner);
        let shown = journeys::ALL.into_iter().map(|journey| {
            let copies: Vec<&Placed> = placed
                .iter()
                .filter(|one| one.round.journey.code == journey.code)
                .filter(|one| slug.is_none_or(|slug| one.round.shop().slug() == slug))
                .collect();
            let links = listed(&copies, now).into_iter();
            DemoJourneyView {
                journey: journey.code.code().to_owned(),
                title: texts.demo_title(journey.code).to_owned(),
                look_for: texts.demo_look_for(journey.code).to_owned(),
                links: links.map(|one| link(one, now, texts, find)).collect(),
            }
        });
        shown.filter(|shown| !shown.links.is_empty()).collect()
    }
}

/// As many as are on their way at a time, and the last finished one of each
/// brand.
fn kept(journey: &journeys::Journey) -> u64 {
    u64::from(journey.days().div_ceil(journey.every)) + Shop::ALL.len() as u64
}

/// Of each brand the copy that moves next, and the newest that has ended.
fn listed<'a>(copies: &[&'a Placed], now: DateTime<Utc>) -> Vec<&'a Placed> {
    let next = |one: &Placed| one.round.next_told(now);
    let moving = Shop::ALL.into_iter().filter_map(|shop| {
        let own = copies.iter().filter(|one| one.round.shop() == shop);
        own.filter_map(|one| Some((next(one)?, *one)))
            .min_by_key(|(at, _)| *at)
            .map(|(_, one)| one)
    });
    let ended = copies
        .iter()
        .filter(|one| next(one).is_none())
        .max_by_key(|one| one.round.index);
    moving.chain(ended.copied()).collect()
}

fn link(one: &Placed, now: DateTime<Utc>, texts: &dyn ShopperTexts, find: Find<'_>) -> DemoLink {
    let round = one.round;
    let days = (now - round.begins()).max(TimeDelta::zero()).num_days();
    let day = u32::try_from(days).unwrap_or(u32::MAX).saturating_add(1);
    let is_moving = round.next_told(now).is_some();
    let (shop, path) = find(round.shop().slug(), &one.path);
    DemoLink {
        beside: path.replacen("/t/", BESIDE, 1),
        order_number: round.order_number(),
        shop,
        path,
        how_far: texts.demo_how_far(is_moving.then_some(day)),
    }
}

#[cfg(test)]
mod tests;
