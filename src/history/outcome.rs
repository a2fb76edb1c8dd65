//! What became of an order of the past, as figures count it.

use super::{Column, LineFault, PastOrder, Wrong};
use crate::performance::{Ending, Moment, Outcome, Settlement};
use chrono::NaiveDateTime;

/// What shops and their programs call an order that was called off. One that
/// was refunded was too, unless it had come.
const CALLED_OFF: [&str; 6] = [
    "canceled",
    "cancelled",
    "voided",
    "failed",
    "unavailable",
    "rejected",
];

/// What they call one that has come. "Fulfilled" is no such word: to Shopify
/// it means that all of it has left.
const CAME: [&str; 3] = ["delivered", "completed", "complete"];

/// What they call one that came back.
const CAME_BACK: [&str; 3] = ["returned", "return_to_sender", "restocked"];

impl PastOrder {
    /// Its times, each with the column it stands in.
    fn times(&self) -> impl Iterator<Item = (Column, NaiveDateTime)> {
        let known = [
            (Column::PlacedAt, Some(self.order.placed_at)),
            (Column::ApprovedAt, self.approved_at),
            (Column::HandedOverAt, self.handed_over_at),
            (Column::DeliveredAt, self.delivered_at),
        ];
        known
            .into_iter()
            .filter_map(|(column, at)| Some((column, at?)))
    }

    /// The latest that is told of it.
    #[must_use]
    pub fn latest(&self) -> NaiveDateTime {
        let times = self.times().map(|(_, at)| at);
        times.fold(self.order.placed_at, NaiveDateTime::max)
    }

    /// Refuses what nobody can know yet: a year that was mistyped would make
    /// every order of the file late.
    ///
    /// # Errors
    /// The first time that lies after `latest`.
    pub fn not_after(self, latest: NaiveDateTime) -> Result<Self, LineFault> {
        let ahead = self.times().find(|(_, at)| *at > latest);
        match ahead {
            None => Ok(self),
            Some((column, _)) => Err(LineFault {
                column,
                wrong: Wrong::Ahead,
            }),
        }
    }

    /// How it ended. The shop's word that it was called off stands above all,
    /// then what is known of its arrival; a word that we do not know leaves it
    /// open.
    #[must_use]
    pub fn ending(&self) -> Ending {
        let said = self.status.as_deref().unwrap_or_default();
        let said = said.trim().to_lowercase().replace([' ', '-'], "_");
        // WooCommerce stores its words with this before them.
        let word = said.strip_prefix("wc_").unwrap_or(&said);
        if CALLED_OFF.contains(&word) {
            return Ending::Withdrawn;
        }
        if CAME_BACK.contains(&word) {
            return Ending::Returned;
        }
        if self.delivered_at.is_some() || CAME.contains(&word) {
            return Ending::Delivered;
        }
        match word {
            "refunded" => Ending::Withdrawn,
            "lost" => Ending::Lost,
            _ if self.cancelled_at.is_some() => Ending::Withdrawn,
            _ => Ending::Open,
        }
    }

    /// What it counts for, as of the end of its file. Who carried it told us
    /// nothing of its scans and tries: neither is known.
    #[must_use]
    pub fn outcome(self, as_of: NaiveDateTime, settlement: Option<Settlement>) -> Outcome {
        let ending = self.ending();
        let delivered = self.delivered_at.filter(|_| ending == Ending::Delivered);
        Outcome {
            imported: true,
            settlement,
            handed_over: self.handed_over_at.map(Moment::local),
            delivered: delivered.map(Moment::local),
            ending,
            promised: self.promised_on,
            ..Outcome::placed_at(self.number, self.order, as_of)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::performance::{Against, Count, Span, counts};
    use crate::promise::Order;

    fn at(text: &str) -> NaiveDateTime {
        text.parse().unwrap()
    }

    fn past(status: &str, delivered: Option<&str>) -> PastOrder {
        PastOrder {
            number: "7".to_owned(),
            order: Order::placed_at(at("2026-05-01T10:00:00")),
            approved_at: None,
            handed_over_at: Some(at("2026-05-02T10:00:00")),
            delivered_at: delivered.map(at),
            cancelled_at: None,
            promised_on: "2026-05-06".parse().ok(),
            status: Some(status.to_owned()),
        }
    }

    #[test]
    fn shops_words_end_an_order() {
        let came = Some("2026-05-05T10:00:00");
        for (word, delivered, ending) in [
            ("delivered", came, Ending::Delivered),
            ("Delivered", None, Ending::Delivered),
            ("wc-completed", None, Ending::Delivered),
            ("fulfilled", None, Ending::Open),
            ("shipped", came, Ending::Delivered),
            ("shipped", None, Ending::Open),
            ("", None, Ending::Open),
            ("who knows", None, Ending::Open),
            ("canceled", None, Ending::Withdrawn),
            ("canceled", came, Ending::Withdrawn),
            ("Cancelled", None, Ending::Withdrawn),
            ("unavailable", None, Ending::Withdrawn),
            ("refunded", None, Ending::Withdrawn),
            ("refunded", came, Ending::Delivered),
            ("Returned", came, Ending::Returned),
            ("lost", None, Ending::Lost),
        ] {
            assert_eq!(past(word, delivered).ending(), ending, "{word}");
        }
        let called_off = PastOrder {
            cancelled_at: Some(at("2026-05-02T10:00:00")),
            ..past("unfulfilled", None)
        };
        assert_eq!(called_off.ending(), Ending::Withdrawn);
    }

    #[test]
    fn an_order_counts_as_of_the_end_of_its_file() {
        let count = |past: PastOrder, as_of| counts(&past.outcome(at(as_of), None));
        let open = count(past("shipped", None), "2026-05-06T23:00:00");
        assert_eq!(open.of(Count::Due(Against::Checkout)), 0);
        let late = count(past("shipped", None), "2026-05-07T00:00:00");
        assert_eq!(late.of(Count::Due(Against::Checkout)), 1);
        assert_eq!(late.of(Count::Kept(Against::Checkout)), 0);
        let came = past("delivered", Some("2026-05-06T20:00:00"));
        assert_eq!(came.latest(), at("2026-05-06T20:00:00"));
        let came = count(came, "2026-06-01T00:00:00");
        assert_eq!(came.of(Count::Kept(Against::Checkout)), 1);
        assert!(came.spread(Span::Transit).is_some());
        assert_eq!(came.of(Count::Tried), 0);
        let called_off = past("canceled", Some("2026-05-06T20:00:00"));
        let called_off = count(called_off, "2026-06-01T00:00:00");
        assert_eq!(called_off.of(Count::Withdrawn), 1);
        assert_eq!(called_off.of(Count::Delivered), 0);
    }

    #[test]
    fn nobody_knows_what_comes() {
        let now = at("2026-05-04T00:00:00");
        let fault = past("delivered", Some("2062-05-05T10:00:00")).not_after(now);
        let column = Column::DeliveredAt;
        let wrong = Wrong::Ahead;
        assert_eq!(fault, Err(LineFault { column, wrong }));
        assert!(past("shipped", None).not_after(now).is_ok());
    }
}
