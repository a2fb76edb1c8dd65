//! Plays the journeys: sends what has happened by the demo's begin as fast as
//! the server takes it, then waits for each step's time.
//!
//! A demo may run for weeks. Of each journey two or three copies are on their
//! way at a time, and only those are kept in memory; finished orders stay in
//! the database, as a real shop's do, until its brands let go of them.

use super::account::{Account, Accounts};
use super::board::Placed;
use super::folder::Before;
use super::journeys::{self, Journey, Step};
use super::post::Post;
use super::round::{Round, SHOP_ZONE};
use super::senders::{self, Message, Source};
use crate::db::orders;
use crate::error::Error;
use crate::services::Services;
use crate::views::Views;
use chrono::{DateTime, NaiveDate, Utc};
use std::cmp::Reverse;
use std::sync::Arc;
use tokio::sync::Semaphore;
use tokio::task::JoinSet;

/// So many orders are caught up with at a time: the server writes together
/// what comes together.
const AT_A_TIME: usize = 48;

/// Everything a playing journey needs; cheap to clone.
#[derive(Clone)]
pub struct Player {
    services: Services,
    accounts: Arc<Accounts>,
    post: Post,
    began: NaiveDate,
    before: Before,
    /// What was told by then is caught up with.
    from: DateTime<Utc>,
    places: Arc<Semaphore>,
}

impl Player {
    /// A player that sends to a server's address: a new demo's, or one that
    /// goes on.
    ///
    /// # Errors
    /// When the machine gives no HTTP client.
    pub fn new(
        services: Services,
        accounts: Accounts,
        address: &str,
        began: NaiveDate,
        before: Before,
    ) -> Result<Self, Error> {
        Ok(Self {
            from: services.clock.now(),
            services,
            accounts: Arc::new(accounts),
            post: Post::to(address)?,
            began,
            before,
            places: Arc::new(Semaphore::new(AT_A_TIME)),
        })
    }

    /// Plays every journey until the server stops.
    pub async fn play(self) {
        let begun = self.begun();
        let mut playing = JoinSet::new();
        for journey in journeys::ALL {
            let newest = begun
                .iter()
                .filter(|round| round.journey.code == journey.code);
            let next = newest.map(|round| round.index + 1).max().unwrap_or(0);
            playing.spawn(self.clone().journey(Round::new(journey, next, self.began)));
        }
        // Places are given in this order: first to those still on their way, and
        // then to those that ended last.
        for round in begun {
            playing.spawn(self.clone().round(round));
        }
        drop(self);
        while playing.join_next().await.is_some() {}
    }

    /// The copies that have begun: those on their way, and in a new demo
    /// those of the days before it. A demo that was ended on its first day may
    /// not have told them all; what it has told is known again.
    fn begun(&self) -> Vec<Round> {
        let today = self.from.with_timezone(&SHOP_ZONE).date_naive();
        let of = |journey: &'static Journey| {
            let first = match self.before {
                Before::Resumed if today > self.began => {
                    Round::oldest_on(journey, self.began, today).index
                }
                Before::Resumed | Before::Emptied => 0,
            };
            (first..)
                .map(move |index| Round::new(journey, index, self.began))
                .take_while(|round| round.begins() <= self.from)
        };
        let mut begun: Vec<Round> = journeys::ALL.into_iter().flat_map(of).collect();
        begun.sort_by_key(|round| {
            let has_ended = round.next_told(self.from).is_none();
            (has_ended, Reverse(round.begins()))
        });
        begun
    }

    /// Plays one copy after the other, each beginning on its day.
    async fn journey(self, mut round: Round) {
        let mut playing = JoinSet::new();
        while self.wait_until(round.begins()).await {
            playing.spawn(self.clone().round(round));
            while playing.try_join_next().is_some() {}
            round = Round::new(round.journey, round.index + 1, self.began);
        }
        while playing.join_next().await.is_some() {}
    }

    async fn round(self, round: Round) {
        self.catch_up(&round).await;
        for step in round.journey.steps {
            let told = round.told(step);
            if told <= self.from {
                continue;
            }
            if !self.wait_until(told).await {
                return;
            }
            self.tell(&round, step).await;
        }
    }

    /// Tells what should have been told by the player's begin; how many
    /// messages were not taken in.
    pub(super) async fn catch_up(&self, round: &Round) -> usize {
        if round.begins() > self.from {
            return 0;
        }
        // It is never closed.
        let _place = self.places.acquire().await;
        let mut failed = 0;
        for step in round.journey.steps {
            if round.told(step) <= self.from && !self.services.stopping.is_cancelled() {
                failed += usize::from(!self.tell(round, step).await);
            }
        }
        failed
    }

    /// Sends a step; an order that was placed with it gets its link. `false`
    /// when something went wrong: a fault of the demo's or of the server's.
    async fn tell(&self, round: &Round, step: &'static Step) -> bool {
        let told = self.send(&senders::message(round, step)).await;
        let told = match told {
            Ok(()) if step.places_order() => self.list(round).await,
            told => told,
        };
        let Err(error) = told else {
            return true;
        };
        if !self.services.stopping.is_cancelled() {
            tracing::error!(%error, order = %round.order_number(), "a message of the demo went wrong");
        }
        false
    }

    /// Waits for a moment of the demo's clock; `false` when the server stops.
    async fn wait_until(&self, moment: DateTime<Utc>) -> bool {
        let clock = &self.services.clock;
        loop {
            if self.services.stopping.is_cancelled() {
                return false;
            }
            let Ok(left) = (moment - clock.now()).to_std() else {
                return true;
            };
            if left.is_zero() {
                return true;
            }
            tokio::select! {
                () = self.services.stopping.cancelled() => return false,
                () = tokio::time::sleep(clock.sleep_for(left)) => {}
            }
        }
    }

    async fn send(&self, message: &Message) -> Result<(), Error> {
        let account = self.account(message.source)?;
        tokio::select! {
            () = self.services.stopping.cancelled() => Ok(()),
            sent = self.post.send(message, account) => sent,
        }
    }

    fn account(&self, source: Source) -> Result<&Account, Error> {
        let account = self.accounts.get(&source);
        account.ok_or_else(|| Error::refused("the demo has no such account"))
    }

    /// Puts the order just placed on the home page.
    async fn list(&self, round: &Round) -> Result<(), Error> {
        let read = self.services.database.read();
        let shop = self.account(round.shop().told_by())?.id;
        let id = round.order_id().to_string();
        let found = orders::of_connection_by_external_id(read, shop, &[id]).await?;
        let order = found
            .first()
            .ok_or_else(|| Error::refused("the order was not stored"))?;
        self.services.demo.add(Placed {
            round: *round,
            path: Views(self.services.clone()).path(order),
        });
        Ok(())
    }
}
