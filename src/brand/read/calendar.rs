//! The calendar of a brand, a line each: warehouses with their days, cut-off
//! and zone, carriers with their days and holidays, and the days off of both.

use super::Reader;
use crate::brand::fault::Fault;
use crate::brand::hours::{Closure, clock};
use crate::carrier::Carrier;
use crate::delivery_days::{Calendar, CarrierDays, Warehouse, Whose};
use crate::workdays::{Keeps, Week};

/// The most days that may be promised where nothing is known.
const PROMISE_DAYS: u16 = 120;

/// Stands for every carrier.
const EVERY: &str = "*";

impl Reader<'_> {
    /// The calendar; the brand's closures hold in every warehouse.
    pub(super) fn calendar(&mut self, closures: &[Closure]) -> Calendar {
        let mut calendar = Calendar {
            week: self.value("calendar.week", Week::parse, Fault::Week),
            promise_days: self.number("calendar.promise_days", 1, PROMISE_DAYS),
            ..Calendar::default()
        };
        self.warehouses(&mut calendar);
        self.warehouse_closures(&mut calendar);
        self.carriers(&mut calendar);
        self.carrier_closures(&mut calendar);
        for warehouse in &mut calendar.warehouses {
            warehouse.closures.extend(closures.iter().cloned());
            warehouse.closures.sort_by_key(|closure| closure.from);
        }
        calendar
    }

    fn warehouses(&mut self, calendar: &mut Calendar) {
        const KEY: &str = "calendar.warehouses";
        for line in self.lines(KEY) {
            match warehouse(line) {
                Some(one) if calendar.warehouse(&one.name).is_some() => {
                    self.problem(KEY, Fault::Twice(one.name));
                }
                Some(one) => calendar.warehouses.push(one),
                None => self.problem(KEY, Fault::WarehouseDays(line.to_owned())),
            }
        }
    }

    /// A warehouse may have days off and nothing else of its own.
    fn warehouse_closures(&mut self, calendar: &mut Calendar) {
        const KEY: &str = "calendar.warehouse_closures";
        for line in self.lines(KEY) {
            let Some((name, closure)) = closure_of(line) else {
                self.problem(KEY, Fault::ClosureOf(line.to_owned()));
                continue;
            };
            let folded = name.to_lowercase();
            let mut known = calendar.warehouses.iter_mut();
            match known.find(|one| one.name.to_lowercase() == folded) {
                Some(one) => one.closures.push(closure),
                None => calendar.warehouses.push(Warehouse {
                    name: name.to_owned(),
                    closures: vec![closure],
                    ..Warehouse::default()
                }),
            }
        }
    }

    fn carriers(&mut self, calendar: &mut Calendar) {
        const KEY: &str = "calendar.carriers";
        for line in self.lines(KEY) {
            match carrier_days(line) {
                Some(days) if calendar.carriers.iter().any(|one| one.whose == days.whose) => {
                    let (whose, _) = line.split_once(':').unwrap_or((line, ""));
                    self.problem(KEY, Fault::Twice(whose.to_owned()));
                }
                Some(days) => calendar.carriers.push(days),
                None => self.problem(KEY, Fault::CarrierDays(line.to_owned())),
            }
        }
    }

    fn carrier_closures(&mut self, calendar: &mut Calendar) {
        const KEY: &str = "calendar.carrier_closures";
        for line in self.lines(KEY) {
            let read = closure_of(line).and_then(|(name, closure)| Some((whose(name)?, closure)));
            let Some((whose, closure)) = read else {
                self.problem(KEY, Fault::ClosureOf(line.to_owned()));
                continue;
            };
            let mut known = calendar.carriers.iter_mut();
            match known.find(|days| days.whose == whose) {
                Some(days) => days.closures.push(closure),
                None => calendar.carriers.push(CarrierDays {
                    whose,
                    closures: vec![closure],
                    ..CarrierDays::default()
                }),
            }
        }
    }
}

/// Who it is about, and what of them.
fn named(line: &str) -> Option<(&str, &str)> {
    let (name, rest) = line.split_once(':')?;
    let (name, rest) = (name.trim(), rest.trim());
    (!name.is_empty() && !rest.is_empty()).then_some((name, rest))
}

fn closure_of(line: &str) -> Option<(&str, Closure)> {
    let (name, rest) = named(line)?;
    Some((name, Closure::parse(rest)?))
}

/// "Berlin: mon-sat, 16:00, Europe/Berlin", with any of the three left out.
fn warehouse(line: &str) -> Option<Warehouse> {
    let (name, rest) = named(line)?;
    let mut one = Warehouse {
        name: name.to_owned(),
        ..Warehouse::default()
    };
    for part in rest.split(',').map(str::trim) {
        if let Some(week) = Week::parse(part) {
            one.week = once(one.week, week)?;
        } else if let Some(time) = clock(part) {
            one.cut_off = once(one.cut_off, time)?;
        } else if part.contains('/') || part == "UTC" {
            one.zone = once(one.zone, part.to_owned())?;
        } else {
            return None;
        }
    }
    Some(one)
}

/// "UPS US: mon-sun, holidays none", with either left out; "* DE" are all
/// carriers in a country, "UPS" alone is UPS everywhere.
fn carrier_days(line: &str) -> Option<CarrierDays> {
    let (name, rest) = named(line)?;
    let mut days = CarrierDays {
        whose: whose(name)?,
        ..CarrierDays::default()
    };
    for part in rest.split(',').map(str::trim) {
        if let Some(week) = Week::parse(part) {
            days.week = once(days.week, week)?;
        } else {
            days.keeps = once(days.keeps, holidays(part)?)?;
        }
    }
    Some(days)
}

/// The value, unless there was one before.
fn once<T>(before: Option<T>, value: T) -> Option<Option<T>> {
    before.is_none().then_some(Some(value))
}

fn holidays(text: &str) -> Option<Keeps> {
    match text.strip_prefix("holidays")?.trim() {
        "none" => Some(Keeps::Nothing),
        "common" => Some(Keeps::Common),
        "official" => Some(Keeps::Official),
        _ => None,
    }
}

/// A country stands last, in capitals, after a carrier or a star.
fn whose(name: &str) -> Option<Whose> {
    let is_country = |word: &&str| word.len() == 2 && word.bytes().all(|b| b.is_ascii_uppercase());
    let (carrier, country) = match name.rsplit_once(char::is_whitespace) {
        Some((carrier, last)) if is_country(&last) => (carrier.trim(), Some(last.to_owned())),
        _ => (name, None),
    };
    if carrier == EVERY {
        return country.is_some().then_some(Whose {
            carrier: None,
            country,
        });
    }
    let carrier = Carrier::from_words(carrier);
    (!carrier.is_unnamed()).then_some(Whose {
        carrier: Some(carrier),
        country,
    })
}
