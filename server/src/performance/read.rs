//! Reads figures: the tallies of some brands over some weeks, of those parcels
//! that have something in common, told apart by something else.

use crate::db::{Connected, rollup};
use crate::error::Error;
use doorstep::performance::{Cut, Dimension, Key, Period, Tally, Week, cover};
use std::collections::BTreeMap;

/// Which parcels are meant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wanted {
    /// Of which brands.
    pub brand_ids: Vec<i64>,
    /// From which week on.
    pub from: Week,
    /// Up to and with which.
    pub to: Week,
    /// What they have in common.
    pub with: Vec<(Dimension, String)>,
}

/// Why something cannot be read.
#[derive(Debug, thiserror::Error)]
pub enum Unread {
    /// Figures are not kept by all of these together.
    #[error("figures are not kept by all of these together")]
    TooFine,
    /// The database refused.
    #[error(transparent)]
    Failed(#[from] Error),
}

impl Wanted {
    /// The same over other weeks.
    #[must_use]
    pub fn over(&self, from: Week, to: Week) -> Self {
        Self {
            from,
            to,
            ..self.clone()
        }
    }

    /// All of them together.
    ///
    /// # Errors
    /// When figures are not kept so finely, or the database refuses.
    pub async fn whole(&self, database: &impl Connected) -> Result<Tally, Unread> {
        let found = self.told_apart(database, &[]).await?;
        Ok(found.into_values().next().unwrap_or_default())
    }

    /// Told apart by some dimensions: their values, in that order.
    ///
    /// # Errors
    /// When figures are not kept so finely, or the database refuses.
    pub async fn told_apart(
        &self,
        database: &impl Connected,
        by: &[Dimension],
    ) -> Result<BTreeMap<Vec<String>, Tally>, Unread> {
        let periods = cover(self.from, self.to);
        let mut found: BTreeMap<Vec<String>, Tally> = BTreeMap::new();
        self.read(database, by, &periods, |values, _, tally| {
            found.entry(values).or_default().merge(&tally, 1);
        })
        .await?;
        Ok(found)
    }

    /// Told apart by some dimensions, and week by week.
    ///
    /// # Errors
    /// When figures are not kept so finely, or the database refuses.
    pub async fn by_week(
        &self,
        database: &impl Connected,
        by: &[Dimension],
    ) -> Result<BTreeMap<Vec<String>, BTreeMap<Week, Tally>>, Unread> {
        let weeks = Period::Week(self.from)..=Period::Week(self.to);
        let mut found: BTreeMap<Vec<String>, BTreeMap<Week, Tally>> = BTreeMap::new();
        self.read(database, by, &[weeks], |values, period, tally| {
            if let Period::Week(week) = period {
                let weeks = found.entry(values).or_default();
                weeks.entry(week).or_default().merge(&tally, 1);
            }
        })
        .await?;
        Ok(found)
    }

    async fn read(
        &self,
        database: &impl Connected,
        by: &[Dimension],
        periods: &[std::ops::RangeInclusive<Period>],
        mut take: impl FnMut(Vec<String>, Period, Tally),
    ) -> Result<(), Unread> {
        let with = self.with.iter().map(|(dimension, _)| *dimension);
        let needed: Vec<Dimension> = with.chain(by.iter().copied()).collect();
        let cut = Cut::telling(&needed).ok_or(Unread::TooFine)?;
        let begins = self.begins(cut);
        let rows = rollup::of_brands(database, &self.brand_ids, cut, periods, &begins).await?;
        for row in rows {
            let fits = |(dimension, wanted): &(Dimension, String)| {
                cut.value(&row.key, *dimension) == Some(wanted)
            };
            if !self.with.iter().all(fits) {
                continue;
            }
            let value = |dimension: &Dimension| {
                cut.value(&row.key, *dimension)
                    .unwrap_or_default()
                    .to_owned()
            };
            take(by.iter().map(value).collect(), row.period, row.tally);
        }
        Ok(())
    }

    /// With what the keys begin, as far as the first dimensions of a cut are
    /// those the parcels have in common.
    fn begins(&self, cut: &Cut) -> String {
        let common = cut.by.iter().map_while(|dimension| {
            let found = self.with.iter().find(|(one, _)| one == dimension);
            found.map(|(_, value)| value.as_str())
        });
        let common: Vec<&str> = common.collect();
        Key::beginning(&common, common.len() == cut.by.len())
    }
}
