//! The figures of a set of promises, each by its definition.

use chrono::{Duration, NaiveDate, NaiveDateTime};
use doorstep::history::PastOrder;
use doorstep::promise::QUANTILES;

/// Sums, from which the figures are divided.
#[derive(Clone, Debug, Default)]
pub struct Figures {
    /// Delivered orders judged.
    pub n: u32,
    pinball: [f64; 3],
    miss: f64,
    within: [f64; QUANTILES.len()],
    inside: f64,
    width: f64,
    on_time: [f64; QUANTILES.len()],
    promised: [f64; QUANTILES.len()],
}

/// The places of quantiles in an answer.
pub const P10: usize = 0;
pub const P50: usize = 1;
pub const P90: usize = 3;
pub const P95: usize = 4;
pub const P97: usize = 5;

impl Figures {
    /// Judges a promise for an order that was delivered.
    ///
    /// The target T is the time from the start to the delivery in days. The
    /// pinball loss at a is a (T - q) where T is the larger, else (1 - a) (q - T);
    /// coverage is T <= q. The promised date is that of start + q: on time
    /// compares it with the date of delivery, and the days promised count from
    /// the date of the purchase.
    pub fn add(
        &mut self,
        past: &PastOrder,
        delivered_at: NaiveDateTime,
        start: NaiveDateTime,
        quantiles: &[f64; QUANTILES.len()],
    ) {
        let took = (delivered_at - start).num_seconds() as f64 / 86_400.0;
        self.n += 1;
        for (sum, (at, share)) in self
            .pinball
            .iter_mut()
            .zip([(P10, 0.1), (P50, 0.5), (P90, 0.9)])
        {
            let over = took - quantiles[at];
            *sum += (share * over).max((share - 1.0) * over);
        }
        self.miss += (took - quantiles[P50]).abs();
        for (index, quantile) in quantiles.iter().enumerate() {
            let promised = date_after(start, *quantile);
            self.within[index] += one_if(took <= *quantile);
            self.on_time[index] += one_if(delivered_at.date() <= promised);
            self.promised[index] += days_between(past.order.placed_at.date(), promised);
        }
        self.inside += one_if(quantiles[P10] <= took && took <= quantiles[P90]);
        self.width += quantiles[P90] - quantiles[P10];
    }

    fn mean(&self, sum: f64) -> f64 {
        sum / f64::from(self.n.max(1))
    }

    /// Mean pinball loss at .1, .5 and .9, in days.
    pub fn pinball(&self) -> [f64; 3] {
        self.pinball.map(|sum| self.mean(sum))
    }

    /// Mean absolute error of the median, in days.
    pub fn mean_miss(&self) -> f64 {
        self.mean(self.miss)
    }

    /// Share that took no longer than a quantile, in percent.
    pub fn coverage(&self, quantile: usize) -> f64 {
        100.0 * self.mean(self.within[quantile])
    }

    /// Share within [P10, P90], in percent.
    pub fn inside(&self) -> f64 {
        100.0 * self.mean(self.inside)
    }

    /// Mean width of [P10, P90], in days.
    pub fn width(&self) -> f64 {
        self.mean(self.width)
    }

    /// Share on time by date, in percent, and mean days promised.
    pub fn promise(&self, quantile: usize) -> (f64, f64) {
        (
            100.0 * self.mean(self.on_time[quantile]),
            self.mean(self.promised[quantile]),
        )
    }
}

/// The shop's own promises.
#[derive(Clone, Debug, Default)]
pub struct ShopFigures {
    n: u32,
    on_time: f64,
    promised: f64,
}

impl ShopFigures {
    /// Judges what the shop promised, where it did.
    pub fn add(&mut self, past: &PastOrder, delivered_at: NaiveDateTime) {
        if let Some(promised) = past.promised_on {
            self.n += 1;
            self.on_time += one_if(delivered_at.date() <= promised);
            self.promised += days_between(past.order.placed_at.date(), promised);
        }
    }

    /// Share on time by date, in percent, and mean days promised; `None` where
    /// the shop promised nothing.
    pub fn promise(&self) -> Option<(f64, f64)> {
        let n = f64::from(self.n);
        (self.n > 0).then(|| (100.0 * self.on_time / n, self.promised / n))
    }
}

/// The date that lies so many days after a moment.
fn date_after(start: NaiveDateTime, days: f64) -> NaiveDate {
    let seconds = Duration::seconds((days * 86_400.0).round() as i64);
    start.checked_add_signed(seconds).unwrap_or(start).date()
}

fn days_between(from: NaiveDate, to: NaiveDate) -> f64 {
    (to - from).num_days() as f64
}

fn one_if(holds: bool) -> f64 {
    f64::from(u8::from(holds))
}
