//! Changes outcomes and, by the same step, all that they add up to.

use crate::db::outcome::{self, Model, NewOutcome};
use crate::db::rollup::{self, Period, Place, Tallies};
use crate::db::{Transaction, to_ms};
use crate::error::Error;
use doorstep::performance::{CUTS, Outcome, counts};
use std::collections::HashMap;

/// How many outcomes a change came to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Changed {
    /// New ones.
    pub added: usize,
    /// Others in their place.
    pub replaced: usize,
    /// Those that are no more.
    pub removed: usize,
}

/// Puts outcomes of a brand in the place of those that were there, by their
/// keys; those of which there are none any more go.
///
/// # Errors
/// When the database refuses, or a stored row cannot be read.
pub async fn put(
    transaction: &Transaction,
    brand_id: i64,
    before: Vec<Model>,
    after: Vec<NewOutcome>,
) -> Result<Changed, Error> {
    let mut before: HashMap<String, Model> = before
        .into_iter()
        .map(|row| (row.key.clone(), row))
        .collect();
    let mut changed = Changed::default();
    let mut more = Tallies::new();
    let mut saved = Vec::new();
    for new in after {
        match before.remove(&new.key) {
            None => changed.added += 1,
            Some(row) => {
                let was = row.outcome()?;
                if was == new.outcome && row.next_look_ms == new.next_look.map(to_ms) {
                    continue;
                }
                changed.replaced += 1;
                count(&was, -1, &mut more);
            }
        }
        count(&new.outcome, 1, &mut more);
        saved.push(new);
    }
    let mut gone = Vec::new();
    for row in before.into_values() {
        count(&row.outcome()?, -1, &mut more);
        gone.push(row.id);
    }
    changed.removed = gone.len();
    more.retain(|_, tally| !tally.is_empty());
    outcome::save(transaction, brand_id, &saved).await?;
    outcome::remove(transaction, &gone).await?;
    rollup::add(transaction, brand_id, &more).await?;
    Ok(changed)
}

/// Counts an outcome wherever it counts; `times` is 1, or -1 to take it out.
pub fn count(of: &Outcome, times: i64, tallies: &mut Tallies) {
    let tally = counts(of);
    let (by, week) = (of.dimensions(), of.week());
    for cut in &CUTS {
        let key = cut.key(&by);
        for period in [Period::Week(week), Period::Block(week.block())] {
            let place = Place {
                cut: cut.id,
                period,
                key: key.clone(),
            };
            tallies.entry(place).or_default().merge(&tally, times);
        }
    }
}
