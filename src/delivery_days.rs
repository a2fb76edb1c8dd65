//! The calendar that promises and flags obey alike: on which days each
//! warehouse packs and until when, and on which days each carrier delivers in
//! each country.
//!
//! What is not said follows from `workdays`: the country's weekend and
//! holidays. What is said of a warehouse comes before what is said of the
//! brand, and what is said of a carrier in a country before what is said of
//! that carrier everywhere, and that before what is said of the country.

use crate::brand::{Brand, Closure};
use crate::carrier::Carrier;
use crate::workdays::{Keeps, Week, WorkingTime, Workplace, Zone};
use chrono::{DateTime, Days, NaiveDate, NaiveTime, Utc};

#[cfg(test)]
mod tests;

/// A brand's calendar, as far as it differs from that of its country.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Calendar {
    /// The days on which the brand packs.
    pub week: Option<Week>,
    /// Warehouses that have something of their own.
    pub warehouses: Vec<Warehouse>,
    /// Carriers and countries that have.
    pub carriers: Vec<CarrierDays>,
    /// Days to promise where nothing has been learned.
    pub promise_days: Option<u16>,
}

/// Where orders are packed. What it does not say is the brand's.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Warehouse {
    /// The name that shipments call it by.
    pub name: String,
    /// The days on which it packs.
    pub week: Option<Week>,
    /// Orders before this time of day count from the same day.
    pub cut_off: Option<NaiveTime>,
    /// Its IANA zone.
    pub zone: Option<String>,
    /// Days on which nothing is packed there, the brand's among them.
    pub closures: Vec<Closure>,
}

/// Whose days are meant: a carrier's, those of a country, or a carrier's in a
/// country.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Whose {
    /// The carrier; every one where it is not named.
    pub carrier: Option<Carrier>,
    /// ISO 3166-1 alpha-2; everywhere where it is not named.
    pub country: Option<String>,
}

/// On which days somebody delivers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CarrierDays {
    /// Who, and where.
    pub whose: Whose,
    /// The days of a week.
    pub week: Option<Week>,
    /// Which holidays they keep.
    pub keeps: Option<Keeps>,
    /// Days on which they do not.
    pub closures: Vec<Closure>,
}

/// When a carrier delivers in a country, put together from all that was said.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Delivering {
    week: Option<Week>,
    keeps: Keeps,
    closures: Vec<Closure>,
}

/// When a warehouse packs, with the brand's word where it has none.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Packing<'a> {
    /// The days of a week.
    pub week: Option<Week>,
    /// Orders before this time of day count from the same day.
    pub cut_off: Option<NaiveTime>,
    /// The IANA zone of its clock.
    pub zone: &'a str,
    /// Days on which nothing is packed.
    pub closures: &'a [Closure],
}

impl Whose {
    /// How much is said by naming so much; `None` where others are meant.
    fn fits(&self, carrier: &str, country: Option<&str>) -> Option<u8> {
        let by_carrier = self.carrier.as_ref().map(Carrier::code);
        let of_carrier = by_carrier.is_none_or(|code| code == carrier);
        let of_country = self.country.as_deref().is_none_or(|named| {
            country.is_some_and(|country| one_name(country).eq_ignore_ascii_case(one_name(named)))
        });
        let said = 2 * u8::from(self.carrier.is_some()) + u8::from(self.country.is_some());
        (of_carrier && of_country).then_some(said)
    }
}

/// Some write the United Kingdom with a code that is not its own.
fn one_name(country: &str) -> &str {
    if country.eq_ignore_ascii_case("UK") {
        return "GB";
    }
    country
}

impl Calendar {
    /// A warehouse by its name, however it is capitalised.
    #[must_use]
    pub fn warehouse(&self, name: &str) -> Option<&Warehouse> {
        let folded = name.trim().to_lowercase();
        let is_it = |one: &&Warehouse| one.name.to_lowercase() == folded;
        self.warehouses.iter().find(is_it)
    }

    /// When a carrier delivers in a country.
    #[must_use]
    pub fn delivering(&self, carrier: &str, country: Option<&str>) -> Delivering {
        let mut fitting: Vec<(u8, &CarrierDays)> = self
            .carriers
            .iter()
            .filter_map(|days| Some((days.whose.fits(carrier, country)?, days)))
            .collect();
        fitting.sort_by_key(|(said, _)| std::cmp::Reverse(*said));
        let days = || fitting.iter().map(|(_, days)| *days);
        Delivering {
            week: days().find_map(|days| days.week),
            keeps: days()
                .find_map(|days| days.keeps)
                .unwrap_or_else(|| Keeps::of_carrier(carrier)),
            closures: days().flat_map(|days| days.closures.clone()).collect(),
        }
    }
}

impl Delivering {
    /// The same as a place in a zone and a country.
    #[must_use]
    pub fn at<'a>(&'a self, zone: &'a dyn Zone, country: Option<&'a str>) -> Workplace<'a> {
        Workplace {
            zone,
            country,
            keeps: self.keeps,
            week: self.week,
            closures: &self.closures,
        }
    }
}

impl Packing<'_> {
    /// The same as a place in a zone and a country.
    #[must_use]
    pub fn at<'a>(&'a self, zone: &'a dyn Zone, country: Option<&'a str>) -> Workplace<'a> {
        Workplace {
            zone,
            country,
            keeps: Keeps::Common,
            week: self.week,
            closures: self.closures,
        }
    }
}

impl Brand {
    /// When a warehouse packs; the brand itself where none is named, or one
    /// of which nothing was said.
    #[must_use]
    pub fn packing(&self, warehouse: Option<&str>) -> Packing<'_> {
        let of_brand = Packing {
            week: self.calendar.week,
            cut_off: self.shipping.cut_off,
            zone: &self.zone,
            closures: &self.shipping.closures,
        };
        let Some(own) = warehouse.and_then(|name| self.calendar.warehouse(name)) else {
            return of_brand;
        };
        Packing {
            week: own.week.or(of_brand.week),
            cut_off: own.cut_off.or(of_brand.cut_off),
            zone: own.zone.as_deref().unwrap_or(of_brand.zone),
            closures: &own.closures,
        }
    }
}

/// The day from which an order counts, which may be none that is worked: the
/// day of its purchase, or after the cut-off the next.
#[must_use]
pub fn day_of(
    shop: &WorkingTime<'_>,
    cut_off: Option<NaiveTime>,
    placed_at: DateTime<Utc>,
) -> Option<NaiveDate> {
    let placed = shop.clock(placed_at);
    let too_late = cut_off.is_some_and(|cut_off| placed.time() >= cut_off);
    let next = Days::new(u64::from(too_late));
    placed.date().checked_add_days(next)
}

/// The moment from which an order counts as placed: that of its purchase, or,
/// after the cut-off or on a day off, the beginning of the warehouse's next
/// working day.
#[must_use]
pub fn counts_from(
    shop: &WorkingTime<'_>,
    cut_off: Option<NaiveTime>,
    placed_at: DateTime<Utc>,
) -> DateTime<Utc> {
    let day = day_of(shop, cut_off, placed_at).and_then(|day| shop.first_worked(day));
    let begins = day.map(|day| shop.moment(day.and_time(NaiveTime::MIN)));
    begins.map_or(placed_at, |begins| begins.max(placed_at))
}

/// The day on which a window may end that was to end on this one: itself, or
/// the next on which somebody delivers. `None` where nobody does for years.
#[must_use]
pub fn delivery_day(place: Workplace<'_>, day: NaiveDate) -> Option<NaiveDate> {
    WorkingTime::at(place).first_worked(day)
}
