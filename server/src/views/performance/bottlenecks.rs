//! What hurts orders most, found without anybody asking.

use super::Look;
use crate::error::Error;
use crate::performance::read::{Unread, Wanted};
use doorstep::performance::{
    Bottleneck, Dimension, Evidence, Mark, Series, Tally, Week, bottlenecks,
};
use doorstep::view::performance::BottleneckView;
use std::collections::BTreeMap;

/// A change is looked for in so many weeks, whatever time is shown.
const WEEKS: i32 = 26;

/// So many are shown.
const SHOWN: usize = 8;

/// By what parcels are told apart, the broadest first.
const BY: [&[Dimension]; 5] = [
    &[Dimension::Carrier],
    &[Dimension::Carrier, Dimension::Service],
    &[Dimension::Warehouse],
    &[Dimension::Destination],
    &[
        Dimension::Carrier,
        Dimension::Service,
        Dimension::Destination,
    ],
];

impl Look<'_> {
    /// The worst, and how many more there are.
    pub(super) async fn bottlenecks(&self) -> Result<(Vec<BottleneckView>, usize), Error> {
        let to = self.wanted.to;
        let wanted = self.wanted.over(Week(to.0 - WEEKS + 1), to);
        let Some(whole) = self.series(&wanted, &[]).await?.pop() else {
            return Ok((Vec::new(), 0));
        };
        let mut all = Vec::new();
        for by in BY {
            let is_given = |one: &Dimension| wanted.with.iter().any(|(given, _)| given == one);
            if by.iter().any(is_given) {
                continue;
            }
            all.extend(self.series(&wanted, by).await?);
        }
        let found = bottlenecks(&all, &whole);
        let more = found.len().saturating_sub(SHOWN);
        let shown = found.iter().take(SHOWN);
        Ok((shown.map(|one| self.bottleneck(one)).collect(), more))
    }

    async fn series(&self, wanted: &Wanted, by: &[Dimension]) -> Result<Vec<Series>, Error> {
        let found = match wanted.by_week(self.services.database.read(), by).await {
            Ok(found) => found,
            Err(Unread::TooFine) => return Ok(Vec::new()),
            Err(Unread::Failed(error)) => return Err(error),
        };
        let measure = self.asked.measure;
        let week = |(week, tally): (Week, Tally)| {
            let (kept, due) = measure.of(&tally);
            (week, due, due - kept)
        };
        let series = |(values, weeks): (Vec<String>, BTreeMap<Week, Tally>)| Series {
            of: by
                .iter()
                .copied()
                .zip(values)
                .filter(|(_, value)| !value.is_empty())
                .collect(),
            weeks: weeks.into_iter().map(week).collect(),
        };
        // Nobody unknown is to blame, and what is known of them alone is told
        // by a broader series.
        let is_known = |(values, _): &(Vec<String>, _)| {
            let ends = [values.first(), values.last()];
            ends.into_iter().flatten().all(|value| !value.is_empty())
        };
        Ok(found.into_iter().filter(is_known).map(series).collect())
    }

    fn bottleneck(&self, found: &Bottleneck) -> BottleneckView {
        let (towards, what): (Vec<_>, Vec<_>) = found
            .of
            .iter()
            .cloned()
            .partition(|(by, _)| *by == Dimension::Destination);
        let (by, values): (Vec<_>, Vec<_>) = what.into_iter().unzip();
        let of = self.names(&by, &values);
        let of = match towards.first() {
            Some((_, to)) if of.is_empty() => self.name(Dimension::Destination, to),
            Some((_, to)) => self
                .texts
                .towards(&of, &self.name(Dimension::Destination, to)),
            None => of,
        };
        let mut asked = self.asked.clone();
        for (dimension, value) in &found.of {
            asked = asked.and(*dimension, value);
        }
        let from = match found.evidence {
            Evidence::Change { since, .. } => since,
            Evidence::Outlier { .. } => Week(self.wanted.to.0 - WEEKS + 1),
        };
        let fields = [
            (
                super::MARK,
                Mark::missing(self.asked.measure).code().to_owned(),
            ),
            ("from", from.monday().to_string()),
        ];
        let fields: Vec<(&str, &str)> = fields
            .iter()
            .map(|(name, value)| (*name, value.as_str()))
            .collect();
        BottleneckView {
            words: self.texts.bottleneck(&of, &found.evidence),
            hurt: self.texts.hurt(found.hurt),
            n: found.n.unsigned_abs(),
            link: format!("/performance/orders{}", asked.query_with(&fields)),
        }
    }
}
