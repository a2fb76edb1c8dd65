//! Numbers with their units.

use super::super::charts;
use doorstep::performance::Unit;

pub fn value(value: f64, unit: Unit) -> String {
    const HOUR: f64 = 3_600.0;
    const DAY: f64 = 86_400.0;
    match unit {
        Unit::Share => percent(value),
        Unit::PerHundred => format!("{value:.1} in 100 orders"),
        Unit::Days => format!("{value:.1} days"),
        Unit::PerDay => format!("{value:.1} a day"),
        Unit::Seconds if value < HOUR => format!("{:.0} min", value / 60.0),
        Unit::Seconds if value < 2.0 * DAY => format!("{:.0} h", value / HOUR),
        Unit::Seconds => format!("{:.1} days", value / DAY),
    }
}

pub fn percent(share: f64) -> String {
    let percent = 100.0 * share;
    if (10.0..=99.0).contains(&percent) {
        return format!("{percent:.0} %");
    }
    format!("{percent:.1} %")
}

pub fn thousands(number: i64) -> String {
    let digits = charts::grouped(&number.unsigned_abs().to_string());
    if number < 0 {
        format!("-{digits}")
    } else {
        digits
    }
}
