//! Findings: what a chart shows, said in one line. Each is calculated, and says
//! "nothing stands out" where nothing does.

use super::bottleneck::distance;
use super::count::{Count, Span};
use super::figure::Figure;
use super::outcome::Against;
use super::tally::Tally;
use crate::scan::Reason;
use serde::{Deserialize, Serialize};

/// What a chart says.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Finding {
    /// There is too little to say anything.
    TooFew {
        /// How many there are.
        n: i64,
    },
    /// How many were on time, and how many points that is more than in the time
    /// it is compared with.
    OnTime {
        /// The share.
        share: f64,
        /// More (or fewer) points; none where there is nothing to compare with,
        /// or the difference may be chance.
        points: Option<f64>,
        /// How many were due.
        n: i64,
    },
    /// One of several is worse than the rest.
    Worst {
        /// Which, by its place among them.
        place: usize,
        /// The share of it that was on time.
        share: f64,
        /// How many points below the rest that is.
        points: f64,
        /// How many were due.
        n: i64,
    },
    /// None of several is worse than the rest.
    NoneStandsOut {
        /// How many were looked at.
        among: usize,
    },
    /// Whose the time is, or whose the lateness.
    Split {
        /// The share of the time from order to delivery before the hand-over.
        house: f64,
        /// How many were delivered.
        n: i64,
        /// Late because of the way, because of the warehouse, because of both;
        /// none where the shop's own time is not known.
        late: Option<[i64; 3]>,
    },
    /// What was promised and what became of it.
    Distribution {
        /// The days promised, on average.
        promised: f64,
        /// The median of the days it took.
        took: f64,
        /// What nine in ten did not exceed.
        nine_in_ten: f64,
        /// How many were delivered.
        n: i64,
    },
    /// What stands in the way most often.
    Trouble {
        /// The reason.
        reason: Reason,
        /// Its share among all troubles.
        share: f64,
        /// How many parcels had it.
        n: i64,
    },
    /// How long parcels are silent.
    Silence {
        /// The median of the longest silence, in hours.
        half: f64,
        /// What one in ten exceeds, in hours.
        one_in_ten: f64,
        /// Of how many.
        n: i64,
    },
    /// Why most of those ask who ask.
    Cause {
        /// The share of the commonest cause.
        share: f64,
        /// Of how many.
        n: i64,
    },
    /// How many first scans came in time.
    FirstScans {
        /// The share.
        share: f64,
        /// Of how many.
        n: i64,
    },
    /// Whether later orders make more people ask.
    Asking {
        /// How many ask, per 100 orders.
        asked: f64,
        /// How many more per 100 ask with each ten points of lateness; none
        /// where no line can be drawn.
        each_ten_points: Option<f64>,
        /// Of how many orders.
        n: i64,
    },
}

/// Fewer than this say nothing.
const FEWEST: i64 = 30;
/// A difference this far out is no chance: once in 100 comparisons.
const SURE: f64 = 2.58;

/// What is on time, beside another time.
#[must_use]
pub fn on_time(now: &Tally, other: Option<&Tally>, by: Measure) -> Finding {
    let (kept, due) = by.of(now);
    if due < FEWEST {
        return Finding::TooFew { n: due };
    }
    let points = other.and_then(|other| {
        let (other_kept, other_due) = by.of(other);
        let gap = kept as f64 / due as f64 - other_kept as f64 / other_due as f64;
        let is_sure =
            other_due >= FEWEST && distance((kept, due), (other_kept, other_due)).abs() >= SURE;
        is_sure.then_some(100.0 * gap)
    });
    Finding::OnTime {
        share: kept as f64 / due as f64,
        points,
        n: due,
    }
}

/// By which promise, and by which event, being on time is measured.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Measure {
    /// Against which promise.
    pub against: Against,
    /// By the first try, not by the delivery.
    pub by_try: bool,
}

impl Measure {
    /// How many kept it, and of how many.
    #[must_use]
    pub fn of(self, tally: &Tally) -> (i64, i64) {
        let kept = if self.by_try {
            Count::KeptByTry(self.against)
        } else {
            Count::Kept(self.against)
        };
        (tally.of(kept), tally.of(Count::Due(self.against)))
    }

    /// The figure it is.
    #[must_use]
    pub const fn figure(self) -> Figure {
        if self.by_try {
            Figure::OnTimeByTry(self.against)
        } else {
            Figure::OnTime(self.against)
        }
    }
}

/// The worst of several, where it surely is.
#[must_use]
pub fn worst(several: &[Tally], by: Measure) -> Finding {
    let each: Vec<(i64, i64)> = several.iter().map(|tally| by.of(tally)).collect();
    let sum = |of: fn(&(i64, i64)) -> i64| each.iter().map(of).sum::<i64>();
    let (kept, due) = (sum(|one| one.0), sum(|one| one.1));
    if due < FEWEST {
        return Finding::TooFew { n: due };
    }
    // As many orders are hurt by a large carrier's little as by a small one's
    // much: whoever makes most of them late is named.
    let hurt = |(k, n): (i64, i64)| {
        let rest = (kept - k) as f64 / (due - n) as f64;
        n as f64 * rest - k as f64
    };
    let surely = each.iter().enumerate().filter(|(_, (k, n))| {
        *n >= FEWEST && due - n >= FEWEST && distance((*k, *n), (kept - k, due - n)) <= -SURE
    });
    let found = surely.max_by(|(_, one), (_, other)| hurt(**one).total_cmp(&hurt(**other)));
    let Some((place, (k, n))) = found else {
        return Finding::NoneStandsOut {
            among: each.iter().filter(|(_, n)| *n >= FEWEST).count(),
        };
    };
    let (share, rest) = (*k as f64 / *n as f64, (kept - k) as f64 / (due - n) as f64);
    Finding::Worst {
        place,
        share,
        points: 100.0 * (rest - share),
        n: *n,
    }
}

/// Whose the time is.
#[must_use]
pub fn split(of: &Tally) -> Finding {
    let mean = |span| of.spread(span).filter(|spread| spread.n() >= FEWEST);
    let (Some(house), Some(way)) = (mean(Span::ToHandOver), mean(Span::Transit)) else {
        let n = of.spread(Span::Transit).map_or(0, super::spread::Spread::n);
        return Finding::TooFew { n };
    };
    let means = house.mean().zip(way.mean());
    let (before, after) = means.unwrap_or((0.0, 1.0));
    let late = [
        Count::LateOnTheWay,
        Count::LateInTheHouse,
        Count::LateByBoth,
    ];
    let known = of.of(Count::ShipDue) >= FEWEST;
    Finding::Split {
        house: before / (before + after).max(1.0),
        n: way.n(),
        late: known.then(|| late.map(|count| of.of(count))),
    }
}

const DAY: f64 = 86_400.0;
const HOUR: f64 = 3_600.0;

/// What was promised, and what became of it.
#[must_use]
pub fn distribution(of: &Tally, against: Against) -> Finding {
    let whole = of.spread(Span::Whole).filter(|whole| whole.n() >= FEWEST);
    let n = of.spread(Span::Whole).map_or(0, super::spread::Spread::n);
    let promised = Figure::PromisedDays(against).of(of);
    let quantiles = whole.and_then(|whole| whole.quantile(0.5).zip(whole.quantile(0.9)));
    match (promised, quantiles) {
        (Some(promised), Some((half, nine))) => Finding::Distribution {
            promised: promised.value,
            took: half / DAY,
            nine_in_ten: nine / DAY,
            n,
        },
        _ => Finding::TooFew { n },
    }
}

/// What stands in the way most often.
#[must_use]
pub fn trouble(of: &Tally) -> Finding {
    let each = Reason::ALL.map(|reason| (reason, of.of(Count::Trouble(reason))));
    let all: i64 = each.iter().map(|(_, n)| n).sum();
    let most = each.into_iter().max_by_key(|(_, n)| *n);
    match most {
        Some((reason, n)) if all >= FEWEST => Finding::Trouble {
            reason,
            share: n as f64 / all as f64,
            n,
        },
        _ => Finding::TooFew { n: all },
    }
}

/// How long parcels are silent.
#[must_use]
pub fn silence(of: &Tally) -> Finding {
    let silence = of.spread(Span::Silence);
    let n = silence.map_or(0, super::spread::Spread::n);
    let quantiles = silence.and_then(|all| all.quantile(0.5).zip(all.quantile(0.9)));
    match quantiles {
        Some((half, nine)) if n >= FEWEST => Finding::Silence {
            half: half / HOUR,
            one_in_ten: nine / HOUR,
            n,
        },
        _ => Finding::TooFew { n },
    }
}

/// Why most ask; the cause itself is the first of the chart's names.
#[must_use]
pub fn cause(of: &Tally) -> Finding {
    let n = of.of(Count::Wismo);
    let causes = of.counts().filter_map(|(count, n)| match count {
        Count::WismoFor(_) => Some(n),
        _ => None,
    });
    match causes.max() {
        Some(most) if n >= FEWEST => Finding::Cause {
            share: most as f64 / n as f64,
            n,
        },
        _ => Finding::TooFew { n },
    }
}

/// How many first scans came in time.
#[must_use]
pub fn first_scans(of: &Tally) -> Finding {
    let n = of.of(Count::FirstScanDue);
    if n < FEWEST {
        return Finding::TooFew { n };
    }
    Finding::FirstScans {
        share: of.of(Count::FirstScanInTime) as f64 / n as f64,
        n,
    }
}

/// Whether later orders make more people ask: the line that fits best through
/// some groups of orders, each weighing as many as it has.
#[must_use]
pub fn asking(whole: &Tally, groups: &[Tally]) -> Finding {
    let n = whole.of(Count::Askable);
    if n < FEWEST {
        return Finding::TooFew { n };
    }
    let points: Vec<(f64, f64, f64)> = groups
        .iter()
        .filter(|group| group.of(Count::Askable) >= FEWEST)
        .filter_map(|group| {
            let (late, asked) = (Figure::Late.of(group)?, Figure::Wismo.of(group)?);
            Some((late.value, asked.value, group.of(Count::Askable) as f64))
        })
        .collect();
    Finding::Asking {
        asked: 100.0 * whole.of(Count::Wismo) as f64 / n as f64,
        each_ten_points: slope(&points).map(|slope| slope / 10.0),
        n,
    }
}

/// How much the second grows with the first, where at least five points say so
/// with a correlation of a half or more.
fn slope(points: &[(f64, f64, f64)]) -> Option<f64> {
    if points.len() < 5 {
        return None;
    }
    let weight: f64 = points.iter().map(|(.., w)| w).sum();
    let mean = |of: fn(&(f64, f64, f64)) -> f64| {
        points.iter().map(|one| of(one) * one.2).sum::<f64>() / weight
    };
    let (x, y) = (mean(|one| one.0), mean(|one| one.1));
    let (mut xx, mut xy, mut yy) = (0.0, 0.0, 0.0);
    for (a, b, w) in points {
        xx += w * (a - x) * (a - x);
        xy += w * (a - x) * (b - y);
        yy += w * (b - y) * (b - y);
    }
    let fits = xx > 0.0 && yy > 0.0 && xy / (xx * yy).sqrt() >= 0.5;
    fits.then(|| xy / xx)
}

#[cfg(test)]
mod tests {
    use super::*;

    const BY: Measure = Measure {
        against: Against::Checkout,
        by_try: false,
    };

    fn tally(counts: &[(Count, i64)]) -> Tally {
        let mut tally = Tally::default();
        for (count, times) in counts {
            tally.add(*count, *times);
        }
        tally
    }

    fn kept(kept: i64, due: i64) -> Tally {
        tally(&[
            (Count::Kept(Against::Checkout), kept),
            (Count::Due(Against::Checkout), due),
        ])
    }

    #[test]
    fn a_difference_is_told_where_it_is_no_chance() {
        let points = |now: (i64, i64), then: (i64, i64)| {
            let found = on_time(&kept(now.0, now.1), Some(&kept(then.0, then.1)), BY);
            match found {
                Finding::OnTime { points, .. } => points.map(f64::round),
                other => panic!("{other:?}"),
            }
        };
        assert_eq!(points((810, 1_000), (900, 1_000)), Some(-9.0));
        assert_eq!(points((81, 100), (87, 100)), None);
        assert_eq!(on_time(&kept(5, 29), None, BY), Finding::TooFew { n: 29 });
    }

    #[test]
    fn who_hurts_most_orders_is_the_worst() {
        let several = [kept(9_000, 10_000), kept(950, 1_000), kept(30, 50)];
        let Finding::Worst {
            place, points, n, ..
        } = worst(&several, BY)
        else {
            panic!();
        };
        assert_eq!((place, n), (0, 10_000));
        assert!((points - 3.33).abs() < 0.01, "{points}");
        let alike = [kept(900, 1_000), kept(902, 1_000), kept(3, 3)];
        assert_eq!(worst(&alike, BY), Finding::NoneStandsOut { among: 2 });
        assert_eq!(
            worst(&[kept(900, 1_000)], BY),
            Finding::NoneStandsOut { among: 1 }
        );
    }

    #[test]
    fn those_who_ask_are_laid_beside_the_late() {
        let group = |late: i64, asked: i64| {
            tally(&[
                (Count::Askable, 1_000),
                (Count::Due(Against::Checkout), 1_000),
                (Count::Late, late),
                (Count::Wismo, asked),
            ])
        };
        let groups: Vec<Tally> = (0..6)
            .map(|step| group(step * 50, 20 + step * 10))
            .collect();
        let whole = tally(&[(Count::Askable, 6_000), (Count::Wismo, 270)]);
        let Finding::Asking {
            asked,
            each_ten_points,
            ..
        } = asking(&whole, &groups)
        else {
            panic!();
        };
        assert!((asked - 4.5).abs() < 1e-9);
        assert!((each_ten_points.unwrap() - 2.0).abs() < 1e-9);
        let none = asking(&whole, &groups[..3]);
        assert!(matches!(
            none,
            Finding::Asking {
                each_ten_points: None,
                ..
            }
        ));
    }
}
