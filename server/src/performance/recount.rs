//! Counts again from the outcomes themselves: the proof that the roll-ups hold
//! what they should, and the way to fill them after a release that counts
//! otherwise.

use super::change::count;
use crate::db::rollup::{self, Tallies};
use crate::db::{Connected, brand, outcome, setting};
use crate::error::Error;
use crate::services::Services;
use doorstep::performance::{Block, Week};
use std::collections::BTreeSet;

/// Raised whenever the domain counts or cuts otherwise than before.
const SHAPE: &str = "1";

/// Where the shape of what is stored is kept.
const SHAPE_KEY: &str = "performance.shape";

/// What a recount found.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Recount {
    /// How many tallies there are.
    pub tallies: usize,
    /// How many of those were not as they should be, and are now.
    pub mended: usize,
}

/// Counts everything again where this release counts otherwise than the one
/// before; says whether it did.
///
/// # Errors
/// When the database refuses, or a stored row cannot be read.
pub async fn after_a_release(services: &Services) -> Result<bool, Error> {
    let stored = setting::of_site(services.database.read(), SHAPE_KEY).await?;
    if stored.as_deref() == Some(SHAPE) {
        return Ok(false);
    }
    everything(services).await?;
    let transaction = services.database.begin().await?;
    setting::set_for_site(&transaction, SHAPE_KEY, SHAPE, services.clock.now()).await?;
    transaction.commit().await?;
    Ok(true)
}

/// Counts everything again, four weeks at a time, and mends what differs.
///
/// # Errors
/// When the database refuses, or a stored row cannot be read.
pub async fn everything(services: &Services) -> Result<Recount, Error> {
    let mut found = Recount::default();
    for brand in brand::all(services.database.read()).await? {
        let weeks = outcome::weeks_of_brand(services.database.read(), brand.id).await?;
        let mut blocks: BTreeSet<Block> = weeks.into_iter().map(|week| week.block()).collect();
        blocks.extend(rollup::blocks_of_brand(services.database.read(), brand.id).await?);
        for block in blocks {
            if services.stopping.is_cancelled() {
                return Err(Error::Stopping);
            }
            let of_these = four_weeks(services, brand.id, block).await?;
            found.tallies += of_these.tallies;
            found.mended += of_these.mended;
        }
    }
    Ok(found)
}

/// Four weeks of a brand. They are looked at while others write; what differs
/// may only have changed meanwhile, and is looked at again with nobody writing.
async fn four_weeks(services: &Services, brand_id: i64, block: Block) -> Result<Recount, Error> {
    let database = services.database.read();
    let recount = counted(database, brand_id, block).await?;
    let kept = read_or_nothing(database, brand_id, block).await?;
    let found = compared(&kept, &recount);
    if found.mended == 0 {
        return Ok(found);
    }
    let transaction = services.database.begin().await?;
    rollup::alone(&transaction, brand_id).await?;
    let recount = counted(&transaction, brand_id, block).await?;
    let kept = read_or_nothing(&transaction, brand_id, block).await?;
    let found = compared(&kept, &recount);
    if found.mended > 0 {
        rollup::replace_of_brand_in_block(&transaction, brand_id, block, &recount).await?;
    }
    transaction.commit().await?;
    Ok(found)
}

async fn counted(database: &impl Connected, brand_id: i64, block: Block) -> Result<Tallies, Error> {
    let mut recount = Tallies::new();
    for offset in 0..4 {
        let week = Week(block.first().0 + offset);
        let mut after = 0;
        loop {
            let outcomes = outcome::of_brand_in_week(database, brand_id, week, after).await?;
            let Some((last, _)) = outcomes.last() else {
                break;
            };
            after = *last;
            for (_, outcome) in &outcomes {
                count(outcome, 1, &mut recount);
            }
        }
    }
    Ok(recount)
}

fn compared(kept: &Tallies, recount: &Tallies) -> Recount {
    let differs = |place| kept.get(place) != recount.get(place);
    let places: BTreeSet<_> = kept.keys().chain(recount.keys()).collect();
    Recount {
        tallies: places.len(),
        mended: places.into_iter().filter(|place| differs(place)).count(),
    }
}

/// What an older release wrote may not be readable; it is counted again.
async fn read_or_nothing(
    database: &impl Connected,
    brand_id: i64,
    block: Block,
) -> Result<Tallies, Error> {
    match rollup::of_brand_in_block(database, brand_id, block).await {
        Err(Error::Stored(_)) => Ok(Tallies::new()),
        read => read,
    }
}
