//! Plays the journeys: waits for each step's time and sends it.
//!
//! A demo may run for weeks: of each journey two copies are on their way at
//! a time, and the home page lists those.

use super::account::Accounts;
use super::journeys::{self, Journey};
use super::round::{Round, SHOP_ZONE};
use super::senders::{self, Message};
use super::{DemoBoard, Playing};
use crate::db::{brand, orders};
use crate::error::Error;
use crate::services::Services;
use crate::views::Views;
use chrono::{DateTime, NaiveDate, Utc};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;
use tokio::task::JoinSet;

/// How many copies of a journey the home page lists.
const LISTED: usize = 2;

/// How long the server may take to answer.
const PATIENCE: Duration = Duration::from_secs(30);

/// Among so many of the newest orders each order just placed is found.
const NEWEST: u64 = 100;

/// Everything a playing journey needs; cheap to clone.
#[derive(Clone)]
pub struct Player {
    services: Services,
    accounts: Arc<Accounts>,
    client: reqwest::Client,
    address: Arc<str>,
    began: NaiveDate,
    listing: Listing,
}

impl Player {
    /// A player that sends to a server's address.
    ///
    /// # Errors
    /// When the machine gives no HTTP client.
    pub fn new(
        services: Services,
        accounts: Accounts,
        address: &str,
        began: NaiveDate,
    ) -> Result<Self, Error> {
        // The server is this process: a proxy must not come between.
        let client = reqwest::Client::builder()
            .no_proxy()
            .timeout(PATIENCE)
            .build()
            .map_err(|error| Error::refused(format!("no HTTP client for the demo: {error}")))?;
        Ok(Self {
            listing: Listing::new(&services.demo),
            services,
            accounts: Arc::new(accounts),
            client,
            address: address.into(),
            began,
        })
    }

    /// Plays every journey until the server stops.
    pub async fn play(self) {
        let mut playing = JoinSet::new();
        for journey in journeys::ALL {
            playing.spawn(self.clone().journey(journey));
        }
        drop(self);
        while playing.join_next().await.is_some() {}
    }

    /// Plays one copy after the other, each beginning on its day.
    async fn journey(self, journey: &'static Journey) {
        let today = self
            .services
            .clock
            .now()
            .with_timezone(&SHOP_ZONE)
            .date_naive();
        let mut round = Round::oldest_on(journey, self.began, today);
        let mut playing = JoinSet::new();
        while let Some(first) = journey.steps.first() {
            if !self.wait_until(round.told(first)).await {
                break;
            }
            playing.spawn(self.clone().round(round));
            while playing.try_join_next().is_some() {}
            round = Round::new(journey, round.index + 1, self.began);
        }
        while playing.join_next().await.is_some() {}
    }

    async fn round(self, round: Round) {
        for (index, step) in round.journey.steps.iter().enumerate() {
            if !self.wait_until(round.told(step)).await {
                return;
            }
            self.send(&senders::message(&round, step)).await;
            if index == 0
                && let Err(error) = self.list(&round).await
            {
                tracing::error!(%error, order = %round.order_number(), "an order of the demo has no page");
            }
        }
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

    /// Sends a message as its sender would. Only 200 means that it was taken
    /// in; anything else is a fault of the demo or of the server.
    async fn send(&self, message: &Message) {
        let Some(account) = self.accounts.get(&message.source) else {
            tracing::error!(
                source = message.source.name(),
                "the demo has no account to send from"
            );
            return;
        };
        let url = format!("{}{}", self.address, message.path(&account.connection));
        let request = message
            .headers(&account.secret)
            .into_iter()
            .fold(self.client.post(url), |request, (name, value)| {
                request.header(name, value)
            })
            .body(message.body.clone());
        let answered = tokio::select! {
            () = self.services.stopping.cancelled() => return,
            answered = request.send() => answered,
        };
        match answered {
            Ok(answer) if answer.status() == reqwest::StatusCode::OK => {}
            Ok(answer) => tracing::error!(
                source = message.source.name(),
                topic = message.topic,
                status = %answer.status(),
                "a message of the demo was not taken in"
            ),
            Err(_) if self.services.stopping.is_cancelled() => {}
            Err(error) => tracing::error!(
                source = message.source.name(),
                topic = message.topic,
                error = %error.without_url(),
                "a message of the demo was not answered"
            ),
        }
    }

    /// Puts the order just placed on the home page.
    async fn list(&self, round: &Round) -> Result<(), Error> {
        let read = self.services.database.read();
        let external_id = round.order_id().to_string();
        let mut found = None;
        for brand in brand::all(read).await? {
            let newest = orders::newest_of_brand(read, brand.id, NEWEST).await?;
            let order = newest
                .into_iter()
                .find(|order| order.external_id == external_id);
            found = found.or(order.map(|order| (order, brand)));
        }
        let (order, brand) = found.ok_or_else(|| Error::refused("the order was not stored"))?;
        let playing = Playing {
            journey: round.journey.code,
            path: Views(self.services.clone()).path(&order),
            order_number: order.number,
            slug: brand.slug.clone(),
            shop: brand.name.clone(),
        };
        self.listing.add(round.index, playing);
        Ok(())
    }
}

/// The newest copies of each journey, for the home page.
#[derive(Clone)]
struct Listing {
    board: DemoBoard,
    newest: Arc<Mutex<Vec<(u64, Playing)>>>,
}

impl Listing {
    fn new(board: &DemoBoard) -> Self {
        Self {
            board: board.clone(),
            newest: Arc::default(),
        }
    }

    /// Takes a copy in, and leaves out those it takes the place of.
    fn add(&self, index: u64, playing: Playing) {
        let mut newest = self.newest.lock().unwrap_or_else(PoisonError::into_inner);
        let journey = playing.journey;
        newest.push((index, playing));
        newest.sort_by_key(|(index, playing)| {
            let place = journeys::ALL
                .iter()
                .position(|journey| journey.code == playing.journey);
            (place, std::cmp::Reverse(*index))
        });
        let mut copies = 0;
        newest.retain(|(_, playing)| {
            copies += usize::from(playing.journey == journey);
            playing.journey != journey || copies <= LISTED
        });
        self.board
            .show(newest.iter().map(|(_, playing)| playing.clone()).collect());
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use app::texts::DemoJourney;

    #[test]
    fn the_newest_copies_are_listed_by_journey() {
        let board = DemoBoard::default();
        let listing = Listing::new(&board);
        let add = |index: u64, journey| {
            let playing = Playing {
                journey,
                order_number: format!("{index}"),
                path: String::new(),
                slug: String::new(),
                shop: String::new(),
            };
            listing.add(index, playing);
        };
        for (index, journey) in [
            (1, DemoJourney::OutOfOrder),
            (1, DemoJourney::OnTime),
            (0, DemoJourney::OnTime),
            (2, DemoJourney::OnTime),
            (0, DemoJourney::OutOfOrder),
        ] {
            add(index, journey);
        }
        let links = board.links(app::texts::for_language("en"));
        let listed: Vec<_> = links
            .iter()
            .map(|(_, link)| format!("{} {}", link.journey, link.order_number))
            .collect();
        assert_eq!(
            listed,
            ["on-time 2", "on-time 1", "out-of-order 1", "out-of-order 0"]
        );
    }
}
