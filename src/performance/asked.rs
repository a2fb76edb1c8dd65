//! What somebody asks of the figures, as it stands in an address.

use super::cut::Dimension;
use super::finding::Measure;
use super::outcome::Against;
use super::weeks::Week;
use chrono::NaiveDate;
use std::fmt::Write;

/// What a time is compared with.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Compare {
    /// As many weeks just before.
    #[default]
    Before,
    /// The same weeks a year before.
    YearBefore,
    /// Nothing.
    Nothing,
}

impl Compare {
    /// Every one.
    pub const ALL: [Self; 3] = [Self::Before, Self::YearBefore, Self::Nothing];

    /// The code in addresses.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Before => "before",
            Self::YearBefore => "year",
            Self::Nothing => "none",
        }
    }
}

/// What is asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asked {
    /// Of which shop front, by its slug; of all where none is named.
    pub brand: Option<String>,
    /// Over how many weeks.
    pub weeks: u16,
    /// Up to the week of which day; up to now where none is named.
    pub until: Option<NaiveDate>,
    /// Compared with what.
    pub compare: Compare,
    /// By which promise, and by which event.
    pub measure: Measure,
    /// Told apart by what, beside the fixed charts.
    pub by: Dimension,
    /// Of parcels that have these in common.
    pub with: Vec<(Dimension, String)>,
}

/// The weeks that can be chosen.
pub const WEEKS: [u16; 6] = [4, 8, 13, 26, 52, 104];

const USUAL_WEEKS: u16 = 13;

/// A year, as weeks go.
const YEAR: i32 = 52;

impl Default for Asked {
    fn default() -> Self {
        Self {
            brand: None,
            weeks: USUAL_WEEKS,
            until: None,
            compare: Compare::default(),
            measure: Measure {
                against: Against::Checkout,
                by_try: false,
            },
            by: Dimension::Settlement,
            with: Vec::new(),
        }
    }
}

impl Asked {
    /// Reads an address; what cannot be read is as usual.
    pub fn read<'a>(field: impl Fn(&str) -> Option<&'a str>) -> Self {
        let usual = Self::default();
        let is_said = |text: &&str| !text.is_empty() && !text.contains(char::is_control);
        let given = |name: &str| field(name).map(str::trim).filter(is_said);
        let weeks = given("weeks").and_then(|weeks| weeks.parse().ok());
        let against = given("against").and_then(|code| {
            let mut all = Against::ALL.into_iter();
            all.find(|one| one.code() == code)
        });
        let compare = given("compare").and_then(|code| {
            let mut all = Compare::ALL.into_iter();
            all.find(|one| one.code() == code)
        });
        let with = Dimension::ALL.into_iter().filter_map(|dimension| {
            let value = given(dimension.code())?;
            // Nobody has named them: an empty field stands for all.
            let value = if value == UNKNOWN { "" } else { value };
            Some((dimension, value.to_owned()))
        });
        Self {
            brand: given("brand").map(str::to_owned),
            weeks: weeks
                .filter(|weeks| WEEKS.contains(weeks))
                .unwrap_or(usual.weeks),
            until: given("until").and_then(|day| day.parse().ok()),
            compare: compare.unwrap_or_default(),
            measure: Measure {
                against: against.unwrap_or(usual.measure.against),
                by_try: given("counted") == Some("try"),
            },
            by: given("by")
                .and_then(Dimension::from_code)
                .unwrap_or(usual.by),
            with: with.collect(),
        }
    }

    /// The weeks asked for, given the day it is.
    #[must_use]
    pub fn span(&self, today: NaiveDate) -> (Week, Week) {
        let to = Week::of(self.until.map_or(today, |until| until.min(today)));
        (Week(to.0 - i32::from(self.weeks) + 1), to)
    }

    /// The weeks it is compared with.
    #[must_use]
    pub fn other_span(&self, today: NaiveDate) -> Option<(Week, Week)> {
        let (from, to) = self.span(today);
        let back = match self.compare {
            Compare::Before => i32::from(self.weeks),
            Compare::YearBefore => YEAR.max(i32::from(self.weeks)),
            Compare::Nothing => return None,
        };
        Some((Week(from.0 - back), Week(to.0 - back)))
    }

    /// The same of fewer parcels.
    #[must_use]
    pub fn and(&self, dimension: Dimension, value: &str) -> Self {
        let mut asked = self.clone();
        asked.with.retain(|(one, _)| *one != dimension);
        asked.with.push((dimension, value.to_owned()));
        asked
    }

    /// The address's part behind the question mark, with it; empty where all
    /// is as usual.
    #[must_use]
    pub fn query(&self) -> String {
        let usual = Self::default();
        let mut query = String::new();
        let mut say = |name: &str, value: &str| {
            query.push(if query.is_empty() { '?' } else { '&' });
            query.push_str(name);
            query.push('=');
            encode(value, &mut query);
        };
        if let Some(brand) = &self.brand {
            say("brand", brand);
        }
        if self.weeks != usual.weeks {
            say("weeks", &self.weeks.to_string());
        }
        if let Some(until) = self.until {
            say("until", &until.to_string());
        }
        if self.compare != usual.compare {
            say("compare", self.compare.code());
        }
        if self.measure.against != usual.measure.against {
            say("against", self.measure.against.code());
        }
        if self.measure.by_try {
            say("counted", "try");
        }
        if self.by != usual.by {
            say("by", self.by.code());
        }
        for (dimension, value) in &self.with {
            let value = if value.is_empty() { UNKNOWN } else { value };
            say(dimension.code(), value);
        }
        query
    }

    /// The same with one more field.
    #[must_use]
    pub fn query_with(&self, fields: &[(&str, &str)]) -> String {
        let mut query = self.query();
        for (name, value) in fields {
            query.push(if query.is_empty() { '?' } else { '&' });
            query.push_str(name);
            query.push('=');
            encode(value, &mut query);
        }
        query
    }
}

/// What stands in an address for a value that is not known.
pub const UNKNOWN: &str = "-";

/// Every byte that means something in an address, or is no letter, is written
/// as its number.
fn encode(text: &str, query: &mut String) {
    for byte in text.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => {
                query.push(char::from(byte));
            }
            other => {
                let _ = write!(query, "%{other:02X}");
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashMap;

    fn read(fields: &[(&str, &str)]) -> Asked {
        let fields: HashMap<&str, &str> = fields.iter().copied().collect();
        Asked::read(|name| fields.get(name).copied())
    }

    #[test]
    fn an_address_says_what_it_was_read_from() {
        assert_eq!(read(&[]), Asked::default());
        assert_eq!(Asked::default().query(), "");
        let asked = read(&[
            ("brand", "shop"),
            ("weeks", "26"),
            ("until", "2026-03-01"),
            ("compare", "year"),
            ("against", "last_shown"),
            ("counted", "try"),
            ("by", "weight"),
            ("carrier", "ups"),
            ("service", "Ground & more"),
            ("warehouse", "-"),
        ]);
        assert_eq!(
            asked.query(),
            "?brand=shop&weeks=26&until=2026-03-01&compare=year&against=last_shown&counted=try\
             &by=weight&carrier=ups&service=Ground%20%26%20more&warehouse=-"
        );
        assert_eq!(asked.with[2], (Dimension::Warehouse, String::new()));
    }

    #[test]
    fn what_cannot_be_read_is_as_usual() {
        let asked = read(&[
            ("weeks", "7"),
            ("until", "soon"),
            ("by", "colour"),
            ("carrier", " "),
        ]);
        assert_eq!(asked, Asked::default());
    }

    #[test]
    fn a_time_is_compared_with_as_many_weeks() {
        let today: NaiveDate = "2026-03-04".parse().unwrap();
        let asked = read(&[("weeks", "4")]);
        let (from, to) = asked.span(today);
        assert_eq!(to, Week::of(today));
        assert_eq!(from.monday().to_string(), "2026-02-09");
        let (before_from, before_to) = asked.other_span(today).unwrap();
        assert_eq!((before_from.0, before_to.0), (from.0 - 4, from.0 - 1));
        let year = read(&[("weeks", "4"), ("compare", "year")]);
        assert_eq!(year.other_span(today).unwrap().1.0, to.0 - 52);
        assert_eq!(read(&[("compare", "none")]).other_span(today), None);
    }

    #[test]
    fn nobody_looks_into_the_future() {
        let today: NaiveDate = "2026-03-04".parse().unwrap();
        let asked = read(&[("until", "2030-01-01")]);
        assert_eq!(asked.span(today), Asked::default().span(today));
    }
}
