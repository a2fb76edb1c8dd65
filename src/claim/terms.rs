//! Until when carriers take a claim.
//!
//! What is in the table was read in the carriers' own terms or in those of
//! shippers that claim by them. Where a carrier, a way or a kind is not in it,
//! or two sources differ, the shorter time is taken and said to be a guess:
//! who claims early loses nothing.

use super::ClaimKind;
use chrono::{Days as CalendarDays, NaiveDate};

/// From where to where a parcel goes.
#[derive(Clone, Copy, Debug, Default)]
pub struct Way<'a> {
    /// The country it leaves from, ISO 3166-1 alpha-2, where known.
    pub from: Option<&'a str>,
    /// The country it goes to.
    pub to: Option<&'a str>,
}

impl Way<'_> {
    fn is_within(&self, country: &str) -> bool {
        let is_it = |end: Option<&str>| end.is_some_and(|end| end.eq_ignore_ascii_case(country));
        is_it(self.from) && is_it(self.to)
    }

    fn crosses_border(&self) -> bool {
        match (self.from, self.to) {
            (Some(from), Some(to)) => !from.eq_ignore_ascii_case(to),
            _ => false,
        }
    }
}

/// The days a carrier counts from, as far as they are known.
#[derive(Clone, Copy, Debug, Default)]
pub struct Days {
    /// When the carrier took it over.
    pub shipped: Option<NaiveDate>,
    /// When it was to arrive.
    pub due: Option<NaiveDate>,
    /// When the carrier says that it did.
    pub delivered: Option<NaiveDate>,
}

/// When a carrier takes a claim.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Deadline {
    /// Not before this day, where it makes one wait.
    pub not_before: Option<NaiveDate>,
    /// The last day.
    pub last: NaiveDate,
    /// Whether the carrier's terms say so; else it is a cautious guess, and
    /// somebody should look.
    pub is_known: bool,
}

/// What a carrier counts from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Since {
    Shipping,
    Due,
    Delivery,
}

/// Where a line of the table holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Where {
    Anywhere,
    Within(&'static str),
    Abroad,
}

/// A line of the table.
struct Terms {
    carrier: &'static str,
    kinds: &'static [ClaimKind],
    on: Where,
    days: u64,
    from: Since,
    wait_days: Option<u64>,
    is_known: bool,
}

const ANY: &[ClaimKind] = &ClaimKind::ALL;
const DAMAGED: &[ClaimKind] = &[ClaimKind::Damaged];
const GONE: &[ClaimKind] = &[ClaimKind::Lost, ClaimKind::NotReceived];

const fn known(
    carrier: &'static str,
    kinds: &'static [ClaimKind],
    on: Where,
    days: u64,
    from: Since,
) -> Terms {
    Terms {
        carrier,
        kinds,
        on,
        days,
        from,
        wait_days: None,
        is_known: true,
    }
}

impl Terms {
    const fn guessed(mut self) -> Self {
        self.is_known = false;
        self
    }

    const fn after(mut self, days: u64) -> Self {
        self.wait_days = Some(days);
        self
    }
}

/// The first line that fits holds.
const TABLE: &[Terms] = &[
    // A shop's own contract with UPS or FedEx may say otherwise.
    // UPS Service Guide, "Time Limit for Notice and Filing of Claims", as the
    // Transportation and Logistics Council quotes it: inland 60 days after the
    // delivery or, where there was none, after the scheduled one. Shippers'
    // summaries of its terms elsewhere differ: 14 days for damage (which is the
    // Montreal Convention's, article 31), 60 days to six months for the rest.
    known("ups", DAMAGED, Where::Within("US"), 60, Since::Delivery),
    known("ups", GONE, Where::Within("US"), 60, Since::Due),
    known("ups", DAMAGED, Where::Anywhere, 14, Since::Delivery).guessed(),
    known("ups", GONE, Where::Anywhere, 60, Since::Due).guessed(),
    // FedEx, "Claims", in its terms for parcels abroad: damage, delay and
    // shortage within 21 days of the delivery; all else, so what never came,
    // within nine months of hand-over. Inland its guide gives 60 days for the
    // first. For the nine months our caution takes 60 days.
    known("fedex", DAMAGED, Where::Within("US"), 60, Since::Delivery),
    known("fedex", DAMAGED, Where::Abroad, 21, Since::Delivery),
    known("fedex", GONE, Where::Within("US"), 60, Since::Shipping).guessed(),
    known("fedex", GONE, Where::Abroad, 60, Since::Shipping).guessed(),
    // USPS, "Domestic Claims": damage and missing contents at once and within
    // 60 days of mailing; loss of insured mail from the 15th to the 60th day.
    known("usps", DAMAGED, Where::Within("US"), 60, Since::Shipping),
    known("usps", GONE, Where::Within("US"), 60, Since::Shipping).after(15),
    // DHL Express, "Claims FAQs": in writing within 30 days from the date on
    // which it accepted the shipment.
    known("dhl_express", ANY, Where::Anywhere, 30, Since::Shipping),
    // DHL eCommerce UK: damage within 14 days of shipping, loss within 28.
    known(
        "dhl_ecommerce",
        DAMAGED,
        Where::Within("GB"),
        14,
        Since::Shipping,
    ),
    known(
        "dhl_ecommerce",
        GONE,
        Where::Within("GB"),
        28,
        Since::Shipping,
    ),
    known("dhl_ecommerce", ANY, Where::Anywhere, 14, Since::Shipping).guessed(),
    // DHL Paket, DPD, GLS in Germany: section 438(2) of the commercial code
    // gives seven days from delivery for damage that could not be seen.
    known("dhl", DAMAGED, Where::Within("DE"), 7, Since::Delivery),
    known("dpd", DAMAGED, Where::Within("DE"), 7, Since::Delivery),
    known("gls", DAMAGED, Where::Within("DE"), 7, Since::Delivery),
    // DPD UK: claims within 14 days of shipping.
    known("dpd", ANY, Where::Within("GB"), 14, Since::Shipping),
    known("dpd", GONE, Where::Anywhere, 14, Since::Shipping).guessed(),
    // Evri: 28 days from the hand-over, as shops that claim there say.
    known("evri", ANY, Where::Anywhere, 28, Since::Shipping).guessed(),
    // Royal Mail, inland: loss within 80 days of posting, and not in the first
    // two weeks. Damage "as soon as possible".
    known("royal_mail", GONE, Where::Within("GB"), 80, Since::Shipping).after(14),
    // Canada Post: mailed within the last 90 days.
    known(
        "canada_post",
        DAMAGED,
        Where::Within("CA"),
        90,
        Since::Shipping,
    ),
    known(
        "canada_post",
        GONE,
        Where::Within("CA"),
        90,
        Since::Shipping,
    )
    .guessed(),
];

/// What stands in for terms that are not in the table. The convention on
/// carriage by road (CMR, article 30) gives seven days from delivery, Sundays
/// and holidays left out, for damage that could not be seen, and 21 from when
/// the goods were at hand for delay.
fn cautious(kind: ClaimKind) -> Terms {
    match kind {
        ClaimKind::Damaged => known("", DAMAGED, Where::Anywhere, 7, Since::Delivery),
        ClaimKind::Lost | ClaimKind::NotReceived => {
            known("", GONE, Where::Anywhere, 21, Since::Shipping)
        }
    }
    .guessed()
}

/// When a carrier takes a claim of a kind. Where the day it counts from is not
/// known, the earliest one stands in that is; `today` where none is.
#[must_use]
pub fn deadline(
    carrier: &str,
    kind: ClaimKind,
    way: Way<'_>,
    days: Days,
    today: NaiveDate,
) -> Deadline {
    let fits = |terms: &&Terms| {
        let there = match terms.on {
            Where::Anywhere => true,
            Where::Within(country) => way.is_within(country),
            Where::Abroad => way.crosses_border(),
        };
        terms.carrier == carrier && terms.kinds.contains(&kind) && there
    };
    let cautious = cautious(kind);
    let terms = TABLE.iter().find(fits).unwrap_or(&cautious);
    let counted = match terms.from {
        Since::Shipping => days.shipped,
        Since::Due => days.due.or(days.delivered),
        Since::Delivery => days.delivered,
    };
    let earliest = || {
        let known = [days.shipped, days.due, days.delivered];
        known.into_iter().flatten().min()
    };
    let from = counted.or_else(earliest).unwrap_or(today);
    let after = |days| from.checked_add_days(CalendarDays::new(days));
    Deadline {
        not_before: terms.wait_days.and_then(after),
        last: after(terms.days).unwrap_or(from),
        is_known: terms.is_known && counted.is_some(),
    }
}
