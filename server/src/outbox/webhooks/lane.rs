//! One endpoint's turn: a few deliveries, one after the other.

use super::deliver::{self, Step};
use crate::db::outbox::hold::Lease;
use crate::db::webhook::{endpoint, hold};
use crate::error::Error;
use crate::services::Services;
use crate::site;
use chrono::TimeDelta;

/// How many deliveries a turn takes.
const A_TURN: u64 = 8;

/// How long a lane may be silent before its deliveries are another's: longer
/// than a turn may take.
const HELD_FOR: TimeDelta = TimeDelta::minutes(10);

/// A turn that is over.
#[derive(Debug)]
pub struct Ended {
    /// Whose it was.
    pub endpoint_id: i64,
    /// The address it had when the turn began.
    pub url: String,
    /// How it went.
    pub went: Result<Went, Error>,
}

/// How a turn went.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Went {
    /// There was an answer to all that was sent.
    Answered,
    /// There was none: the rest of the turn was given back.
    Silent,
}

/// Takes a turn.
pub async fn lane(services: Services, endpoint_id: i64, url: String) -> Ended {
    Ended {
        endpoint_id,
        url,
        went: turn(&services, endpoint_id).await,
    }
}

async fn turn(services: &Services, endpoint_id: i64) -> Result<Went, Error> {
    let now = services.clock.now();
    let word = doorstep::ids::base62(site::random_bits());
    let lease = Lease {
        word: &word,
        until: now + HELD_FOR,
    };
    let transaction = services.database.begin().await?;
    let rows = hold::take_of_endpoint(&transaction, endpoint_id, &lease, now, A_TURN).await?;
    transaction.commit().await?;
    for row in rows {
        if services.stopping.is_cancelled() {
            give_back(services, &word).await?;
            break;
        }
        // Its address, its keys and whether it is told anything may have
        // changed since the last one.
        let read = services.database.read();
        let endpoint = endpoint::of_any_brand_by_id(read, endpoint_id).await?;
        let Some(endpoint) = endpoint else {
            return Ok(Went::Answered);
        };
        match deliver::deliver(services, &endpoint, &word, row).await? {
            Step::Answered => {}
            Step::Silent => {
                give_back(services, &word).await?;
                return Ok(Went::Silent);
            }
            Step::Over => break,
        }
    }
    Ok(Went::Answered)
}

/// Gives back what was not tried.
async fn give_back(services: &Services, word: &str) -> Result<(), Error> {
    let transaction = services.database.begin().await?;
    hold::release_of_held(&transaction, word).await?;
    transaction.commit().await?;
    Ok(())
}
