//! Bottlenecks: where orders are hurt more than elsewhere, or more than
//! before, found without anybody asking.
//!
//! **Outlier.** Of the parcels of a key k of n due were late, of the rest K of
//! N. The two shares are compared by the normal approximation of their
//! difference, z = (k/n - K/N) / sqrt(p (1 - p) (1/n + 1/N)) with p of both
//! together. It counts from z = 3.5 on, a chance of 1 in 4,000 where nothing is
//! wrong: hundreds of keys are looked at.
//!
//! **Change.** Of the weeks of a key the split is sought that tells most:
//! twice the logarithm of the likelihood's ratio between two shares, one
//! before it and one from it on, and one share throughout. It counts from 15
//! on, which 20 weeks without a change exceed once in about 1,000 cases, and
//! where it is for the worse by three points or more.
//!
//! **Orders hurt** are those late beyond what the rest, or the time before,
//! lets expect. What is found is ranked by them. Where a part explains most of
//! what its whole suffers, the part alone is told; else the whole alone.

use super::cut::Dimension;
use super::weeks::Week;
use serde::{Deserialize, Serialize};

/// What one key came to: week by week, the oldest first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Series {
    /// What its parcels have in common, the broadest first.
    pub of: Vec<(Dimension, String)>,
    /// By week: how many were due, and how many of them late.
    pub weeks: Vec<(Week, i64, i64)>,
}

impl Series {
    fn due(&self) -> i64 {
        self.weeks.iter().map(|(_, due, _)| due).sum()
    }

    fn late(&self) -> i64 {
        self.weeks.iter().map(|(.., late)| late).sum()
    }

    /// Whether all of its parcels are among another's.
    fn is_part_of(&self, other: &Self) -> bool {
        self.of.len() > other.of.len() && other.of.iter().all(|one| self.of.contains(one))
    }
}

/// Why something is a bottleneck.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Evidence {
    /// Later than the rest.
    Outlier {
        /// The share of its parcels that was late.
        late: f64,
        /// That of the rest.
        rest: f64,
    },
    /// Later than before.
    Change {
        /// The first week of the worse time.
        since: Week,
        /// The share that was late before.
        before: f64,
        /// From then on.
        after: f64,
    },
}

/// Something that hurts orders.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Bottleneck {
    /// What its parcels have in common.
    pub of: Vec<(Dimension, String)>,
    /// Why.
    pub evidence: Evidence,
    /// How many of its parcels were due in the time that the evidence is of.
    pub n: i64,
    /// How many of those were late beyond what was to be expected.
    pub hurt: i64,
}

/// From this distance on a share is no chance.
const FAR: f64 = 3.5;
/// From this ratio on a change is none.
const LIKELY: f64 = 15.0;
/// A change of less is no news.
const LEAST_CHANGE: f64 = 0.03;
/// Fewer than this are not looked at.
const FEWEST: i64 = 50;
/// So much of what the whole suffers a part explains, to be told alone.
const MOST_OF_IT: f64 = 0.7;

/// The bottlenecks among some keys, most orders hurt first.
#[must_use]
pub fn bottlenecks(all: &[Series], whole: &Series) -> Vec<Bottleneck> {
    let mut found: Vec<(&Series, Bottleneck)> = all
        .iter()
        .filter(|series| series.due() >= FEWEST)
        .filter_map(|series| {
            let found = [outlier(series, whole), change(series)];
            let worst = found.into_iter().flatten().max_by_key(|one| one.hurt)?;
            (worst.hurt > 0).then_some((series, worst))
        })
        .collect();
    found.sort_by(|(_, one), (_, other)| {
        let order = other.hurt.cmp(&one.hurt);
        order.then_with(|| one.of.cmp(&other.of))
    });
    without_repetition(&found)
}

/// A part and its whole are one trouble: the part where it explains most of it.
fn without_repetition(found: &[(&Series, Bottleneck)]) -> Vec<Bottleneck> {
    let explains =
        |part: &Bottleneck, whole: &Bottleneck| part.hurt as f64 >= MOST_OF_IT * whole.hurt as f64;
    let is_told = |(series, bottleneck): &&(&Series, Bottleneck)| {
        !found.iter().any(|(other, its)| {
            let by_a_part = other.is_part_of(series) && explains(its, bottleneck);
            let by_the_whole = series.is_part_of(other) && !explains(bottleneck, its);
            by_a_part || by_the_whole
        })
    };
    let told = found.iter().filter(is_told);
    told.map(|(_, bottleneck)| bottleneck.clone()).collect()
}

fn outlier(series: &Series, whole: &Series) -> Option<Bottleneck> {
    let (n, k) = (series.due(), series.late());
    let (rest_n, rest_k) = (whole.due() - n, whole.late() - k);
    if rest_n < FEWEST {
        return None;
    }
    let (late, rest) = (share(k, n), share(rest_k, rest_n));
    if distance((k, n), (rest_k, rest_n)) < FAR {
        return None;
    }
    Some(Bottleneck {
        of: series.of.clone(),
        evidence: Evidence::Outlier { late, rest },
        n,
        hurt: beyond(k, n, rest),
    })
}

/// How far the first share lies above the other, in standard deviations of
/// their difference where both were one.
#[must_use]
pub fn distance((k, n): (i64, i64), (rest_k, rest_n): (i64, i64)) -> f64 {
    let p = share(k + rest_k, n + rest_n);
    let spread = (p * (1.0 - p) * (1.0 / n as f64 + 1.0 / rest_n as f64)).sqrt();
    let gap = share(k, n) - share(rest_k, rest_n);
    if spread > 0.0 { gap / spread } else { 0.0 }
}

fn change(series: &Series) -> Option<Bottleneck> {
    let (n, k) = (series.due(), series.late());
    let (mut n_before, mut k_before) = (0, 0);
    let mut best: Option<(f64, Bottleneck)> = None;
    for (place, (week, due, late)) in series.weeks.iter().enumerate() {
        let (n_after, k_after) = (n - n_before, k - k_before);
        let (before, after) = (share(k_before, n_before), share(k_after, n_after));
        let ratio = 2.0
            * (likelihood(k_before, n_before) + likelihood(k_after, n_after) - likelihood(k, n));
        let counts = place > 0
            && n_before >= FEWEST
            && n_after >= FEWEST
            && ratio >= LIKELY
            && after - before >= LEAST_CHANGE;
        if counts && best.as_ref().is_none_or(|(most, _)| ratio > *most) {
            let evidence = Evidence::Change {
                since: *week,
                before,
                after,
            };
            let found = Bottleneck {
                of: series.of.clone(),
                evidence,
                n: n_after,
                hurt: beyond(k_after, n_after, before),
            };
            best = Some((ratio, found));
        }
        n_before += due;
        k_before += late;
    }
    best.map(|(_, found)| found)
}

/// The logarithm of how likely k of n are where their own share holds.
fn likelihood(k: i64, n: i64) -> f64 {
    let p = share(k, n);
    let part = |count: i64, p: f64| {
        if count > 0 {
            count as f64 * p.ln()
        } else {
            0.0
        }
    };
    part(k, p) + part(n - k, 1.0 - p)
}

fn share(k: i64, n: i64) -> f64 {
    if n > 0 { k as f64 / n as f64 } else { 0.0 }
}

fn beyond(k: i64, n: i64, expected: f64) -> i64 {
    (k as f64 - n as f64 * expected).round() as i64
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn series(of: &[(Dimension, &str)], weeks: &[(i64, i64)]) -> Series {
        let of = of.iter().map(|(by, value)| (*by, (*value).to_owned()));
        let weeks = (0..)
            .zip(weeks)
            .map(|(at, (due, late))| (Week(at), *due, *late));
        Series {
            of: of.collect(),
            weeks: weeks.collect(),
        }
    }

    const UPS: (Dimension, &str) = (Dimension::Carrier, "ups");
    const KY: (Dimension, &str) = (Dimension::Destination, "US-KY");
    const NY: (Dimension, &str) = (Dimension::Destination, "US-NY");

    #[test]
    fn what_is_later_than_the_rest_is_found_with_whom_it_hurts() {
        let ups = series(&[UPS], &[(100, 20); 10]);
        let whole = series(&[], &[(1_000, 110); 10]);
        let found = bottlenecks(std::slice::from_ref(&ups), &whole);
        let [only] = found.as_slice() else {
            panic!("{found:?}");
        };
        assert_eq!(
            only.evidence,
            Evidence::Outlier {
                late: 0.2,
                rest: 0.1
            }
        );
        assert_eq!((only.n, only.hurt), (1_000, 100));
    }

    #[test]
    fn a_change_is_found_where_it_began() {
        let mut weeks = [(100, 5); 12];
        weeks[8..].fill((100, 15));
        let ups = series(&[UPS], &weeks);
        let found = bottlenecks(std::slice::from_ref(&ups), &series(&[], &weeks));
        let [only] = found.as_slice() else {
            panic!("{found:?}");
        };
        let Evidence::Change {
            since,
            before,
            after,
        } = only.evidence
        else {
            panic!("{only:?}");
        };
        assert_eq!(since, Week(8));
        assert!((before - 0.05).abs() < 1e-9 && (after - 0.15).abs() < 1e-9);
        assert_eq!((only.n, only.hurt), (400, 40));
        let better = series(&[UPS], &[&[(100, 15); 8][..], &[(100, 5); 4]].concat());
        assert_eq!(bottlenecks(std::slice::from_ref(&better), &better), []);
    }

    #[test]
    fn few_parcels_say_nothing() {
        let few = series(&[UPS], &[(4, 4); 12]);
        let whole = series(&[], &[(1_000, 50); 12]);
        assert_eq!(bottlenecks(&[few], &whole), []);
    }

    #[test]
    fn the_part_that_explains_it_is_told_alone() {
        let whole = series(&[], &[(1_000, 100); 10]);
        let carrier = series(&[UPS], &[(200, 50); 10]);
        let lane = series(&[UPS, KY], &[(60, 36); 10]);
        let found = bottlenecks(&[carrier.clone(), lane.clone()], &whole);
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].of, lane.of);
        let half = [
            series(&[UPS, KY], &[(100, 26); 10]),
            series(&[UPS, NY], &[(100, 24); 10]),
        ];
        let found = bottlenecks(&[&[carrier.clone()][..], &half].concat(), &whole);
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].of, carrier.of);
    }

    /// Numbers that come again: what is found in noise is a false alarm.
    fn noise(seed: u64) -> impl FnMut() -> f64 {
        let mut state = seed;
        move || {
            state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
            let mut bits = state;
            bits = (bits ^ (bits >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
            bits = (bits ^ (bits >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
            ((bits ^ (bits >> 31)) >> 11) as f64 / (1_u64 << 53) as f64
        }
    }

    #[test]
    fn chance_alone_is_hardly_ever_taken_for_a_bottleneck() {
        let mut alarms = 0;
        let keys = 2_000;
        for seed in 0..keys {
            let mut chance = noise(seed);
            let mut weeks = Vec::new();
            for _ in 0..20 {
                let late = (0..60).filter(|_| chance() < 0.08).count();
                weeks.push((60, i64::try_from(late).unwrap()));
            }
            let one = series(&[UPS], &weeks);
            let whole = series(&[], &[(60_000, 4_800); 20]);
            alarms += bottlenecks(&[one], &whole).len();
        }
        assert!(alarms <= 8, "{alarms} of {keys}");
    }

    proptest! {
        #[test]
        fn nobody_is_hurt_who_was_not_late(weeks in prop::collection::vec((0i64..300, 0.0f64..=1.0), 1..30)) {
            let weeks: Vec<(i64, i64)> = weeks
                .into_iter()
                .map(|(due, late)| (due, (due as f64 * late) as i64))
                .collect();
            let one = series(&[UPS], &weeks);
            let whole = series(&[], &[&weeks[..], &[(5_000, 400)]].concat());
            for found in bottlenecks(std::slice::from_ref(&one), &whole) {
                prop_assert!(found.hurt > 0 && found.hurt <= one.late());
                prop_assert!(found.n <= one.due());
            }
        }
    }
}
