//! What was learned, kept in the database: packed and unpacked off the threads
//! that answer.

use super::learned::Learned;
use super::learner::Learner;
use crate::db::{Database, promise_model};
use crate::error::Error;
use chrono::{DateTime, Utc};
use flate2::Compression;
use flate2::read::GzDecoder;
use flate2::write::GzEncoder;
use std::io::BufReader;
use tokio::task::spawn_blocking;

/// Goes up with every change to what [`Learned`] holds: a model of another
/// shape is learned again.
const SHAPE: i32 = 1;

/// Stores what was learned of a brand.
///
/// # Errors
/// When it cannot be packed, or the database refuses.
pub async fn store(
    database: &Database,
    learner: &Learner,
    brand_id: i64,
    now: DateTime<Utc>,
) -> Result<(), Error> {
    let learned = learner.copied(brand_id);
    let packed = off_the_threads(move || pack(&learned)).await??;
    let transaction = database.begin().await?;
    promise_model::set_of_brand(&transaction, brand_id, (SHAPE, packed), now).await?;
    transaction.commit().await?;
    Ok(())
}

/// What was learned of a brand before; `None` where nothing was, or it cannot
/// be read any more.
///
/// # Errors
/// When the database refuses.
pub async fn load(database: &Database, brand_id: i64) -> Result<Option<Learned>, Error> {
    let Some(packed) = promise_model::of_brand(database.read(), brand_id, SHAPE).await? else {
        return Ok(None);
    };
    let learned = off_the_threads(move || unpack(&packed)).await?;
    if learned.is_none() {
        tracing::warn!(
            brand = brand_id,
            "what was learned of a brand cannot be read: it is learned again"
        );
    }
    Ok(learned)
}

async fn off_the_threads<T: Send + 'static>(
    work: impl FnOnce() -> T + Send + 'static,
) -> Result<T, Error> {
    let done = spawn_blocking(work).await;
    done.map_err(|_| Error::refused("packing what was learned broke off"))
}

fn pack(learned: &Learned) -> Result<Vec<u8>, Error> {
    let packed = GzEncoder::new(Vec::new(), Compression::fast());
    let mut packed = std::io::BufWriter::new(packed);
    serde_json::to_writer(&mut packed, learned)?;
    let failed = |error| Error::file("what was learned", error);
    let packed = packed
        .into_inner()
        .map_err(|error| failed(error.into_error()))?;
    packed.finish().map_err(failed)
}

fn unpack(packed: &[u8]) -> Option<Learned> {
    serde_json::from_reader(BufReader::new(GzDecoder::new(packed))).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_packed_unpacks_and_nothing_else_does() {
        let packed = pack(&Learned::default()).unwrap();
        assert_eq!(unpack(&packed).map(|learned| learned.orders()), Some(0));
        assert!(unpack(&packed[..packed.len() / 2]).is_none());
        assert!(unpack(b"{}").is_none());
    }
}
