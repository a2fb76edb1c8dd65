//! Public holidays: the rules by which their days are found, and whether a
//! day is one.

use super::holiday_table::COUNTRIES;
use chrono::{Datelike, Duration, NaiveDate, Weekday};

/// Which holidays somebody keeps.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Keeps {
    /// Those on which nearly nobody works.
    #[default]
    Common,
    /// Those of posts, banks and offices too.
    Official,
    /// None at all.
    Nothing,
}

/// What becomes of a holiday that falls on a weekend.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Falls {
    /// It is lost.
    Away,
    /// It is kept on the next Monday.
    ToMonday,
    /// It is kept two days later, as Christmas Day and Boxing Day are, which
    /// follow each other.
    TwoDaysLater,
    /// It is kept on the nearest weekday.
    ToNearest,
}

/// How the day of a holiday is found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rule {
    /// A month and a day.
    On(u32, u32, Falls),
    /// A weekday of a month, counted from 1.
    Nth(u32, Weekday, u8),
    /// The last such weekday of a month.
    Last(u32, Weekday),
    /// The last such weekday before a day of the same month.
    Before(u32, u32, Weekday),
    /// So many days after Easter Sunday.
    Easter(i64),
}

/// A holiday.
#[derive(Clone, Copy, Debug)]
pub struct Holiday {
    /// How its day is found.
    pub rule: Rule,
    /// Who keeps it.
    pub kept: Keeps,
}

/// Whether a day is a holiday in a country; a country that is not in the table
/// has none.
#[must_use]
pub fn is_holiday(country: &str, keeps: Keeps, day: NaiveDate) -> bool {
    let country = if country.eq_ignore_ascii_case("UK") {
        "GB"
    } else {
        country
    };
    let known = |code: &str| code.eq_ignore_ascii_case(country);
    let Some((_, holidays)) = COUNTRIES.iter().find(|(code, _)| known(code)) else {
        return false;
    };
    let leaf = Leaf::of(day);
    holidays
        .iter()
        .filter(|holiday| match keeps {
            Keeps::Common => holiday.kept == Keeps::Common,
            Keeps::Official => true,
            Keeps::Nothing => false,
        })
        .any(|holiday| holiday.rule.is_on(&leaf))
}

/// A day as a calendar on the wall shows it: month and day of the month.
type OnWall = (u32, u32);

/// What the rules ask of a day, worked out once: a parcel's time is counted
/// with every scan.
struct Leaf {
    today: OnWall,
    tomorrow: OnWall,
    yesterday: OnWall,
    two_days_ago: OnWall,
    weekday: Weekday,
    days_in_month: u32,
    /// Days since Easter Sunday.
    since_easter: Option<i64>,
}

impl Leaf {
    fn of(day: NaiveDate) -> Self {
        let days_on = |days: i64| {
            let other = day.checked_add_signed(Duration::days(days));
            other.map_or((0, 0), |other| (other.month(), other.day()))
        };
        Self {
            today: (day.month(), day.day()),
            tomorrow: days_on(1),
            yesterday: days_on(-1),
            two_days_ago: days_on(-2),
            weekday: day.weekday(),
            days_in_month: day.num_days_in_month().into(),
            since_easter: easter(day.year())
                .map(|easter| day.signed_duration_since(easter).num_days()),
        }
    }
}

impl Rule {
    fn is_on(self, leaf: &Leaf) -> bool {
        let (month, day) = leaf.today;
        match self {
            Self::On(month, day, falls) => falls.keeps((month, day), leaf),
            Self::Nth(of, weekday, nth) => {
                of == month && weekday == leaf.weekday && (day - 1) / 7 + 1 == u32::from(nth)
            }
            Self::Last(of, weekday) => {
                of == month && weekday == leaf.weekday && day + 7 > leaf.days_in_month
            }
            Self::Before(of, limit, weekday) => {
                of == month && weekday == leaf.weekday && day < limit && day + 7 >= limit
            }
            Self::Easter(days) => leaf.since_easter == Some(days),
        }
    }
}

impl Falls {
    /// Whether a holiday of that day is kept today.
    fn keeps(self, named: OnWall, leaf: &Leaf) -> bool {
        if named == leaf.today {
            return true;
        }
        match (self, leaf.weekday) {
            (Self::ToMonday | Self::ToNearest, Weekday::Mon) if named == leaf.yesterday => true,
            (Self::ToMonday | Self::TwoDaysLater, Weekday::Mon)
            | (Self::TwoDaysLater, Weekday::Tue) => named == leaf.two_days_ago,
            (Self::ToNearest, Weekday::Fri) => named == leaf.tomorrow,
            _ => false,
        }
    }
}

/// Easter Sunday of the western churches, by the rule of Meeus, Jones and
/// Butcher: exact for every year of the Gregorian calendar.
fn easter(year: i32) -> Option<NaiveDate> {
    let golden = year.rem_euclid(19);
    let (century, of_century) = (year.div_euclid(100), year.rem_euclid(100));
    let sun = (century - (century + 8) / 25 + 1) / 3;
    let moon = (19 * golden + century - century / 4 - sun + 15).rem_euclid(30);
    let week = 32 + 2 * (century % 4) + 2 * (of_century / 4) - moon - of_century % 4;
    let week = week.rem_euclid(7);
    let late = (golden + 11 * moon + 22 * week) / 451;
    let day = moon + week - 7 * late + 114;
    NaiveDate::from_ymd_opt(
        year,
        u32::try_from(day / 31).ok()?,
        u32::try_from(day % 31 + 1).ok()?,
    )
}
