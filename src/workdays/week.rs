//! The days of a week on which somebody works, as people write them:
//! "mon-fri", "mon-sat", "tue thu sun".

use crate::brand::WEEKDAYS;
use chrono::Weekday;

/// The days of a week that are worked; never none.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Week([bool; 7]);

/// The shortest name of a day ("mon").
const SHORTEST: usize = 3;

impl Week {
    /// Reads days and spans of days; `None` when something else is in it.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let mut days = [false; 7];
        for part in text.split_whitespace() {
            let (from, to) = part.split_once(['-', '–']).unwrap_or((part, part));
            let (from, to) = (day(from)?, day(to)?);
            // A span may pass the end of the week: "sat-mon".
            let length = (to + 7 - from) % 7;
            for after in 0..=length {
                days[(from + after) % 7] = true;
            }
        }
        days.contains(&true).then_some(Self(days))
    }

    /// Whether a day is worked.
    #[must_use]
    pub fn has(self, day: Weekday) -> bool {
        self.0[day.num_days_from_monday() as usize]
    }
}

/// A day by its name, or by the beginning of it.
fn day(text: &str) -> Option<usize> {
    let name = text.trim().to_lowercase();
    let begins = |day: &str| name.len() >= SHORTEST && day.starts_with(&name);
    WEEKDAYS.iter().position(|day| begins(day))
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::Weekday::{Fri, Mon, Sat, Sun, Thu, Tue, Wed};

    #[test]
    fn days_are_read_as_people_write_them() {
        let check = |text: &str, days: &[Weekday]| {
            let week = Week::parse(text).unwrap();
            let all = [Mon, Tue, Wed, Thu, Fri, Sat, Sun];
            let worked: Vec<Weekday> = all.into_iter().filter(|day| week.has(*day)).collect();
            assert_eq!(worked, days, "{text}");
        };
        check("mon-fri", &[Mon, Tue, Wed, Thu, Fri]);
        check("Monday-Wednesday  sun", &[Mon, Tue, Wed, Sun]);
        check("sat-mon", &[Mon, Sat, Sun]);
        check("tue", &[Tue]);
        check("mon–sun", &[Mon, Tue, Wed, Thu, Fri, Sat, Sun]);
        for bad in ["", "mo", "mon-", "daily", "mon,tue", "1-5", "mon - fri"] {
            assert_eq!(Week::parse(bad), None, "{bad}");
        }
    }
}
