//! English for charts.

use super::English;
use crate::texts::charts::{ChartTexts, ChartWords};
use doorstep::money;
use doorstep::view::chart::table::Heading;
use doorstep::view::chart::{Figure, Measure, Unit};

/// Beyond this a number has no places that anybody reads.
const WITHOUT_PLACES: f64 = 1_000.0;

impl ChartTexts for English {
    fn chart_words(&self) -> ChartWords {
        ChartWords {
            thin: "Too few to say",
            table: "The numbers as a table",
            csv: "Download as CSV",
            empty: "Nothing to show yet",
            why_empty: "No order fits these filters.",
            yes: "Yes",
            no: "No",
            interval: "95 % interval",
            no_place: "Not on the map",
        }
    }

    fn chart_number(&self, value: f64, unit: &Unit) -> String {
        match unit {
            Unit::Count => places(value, usize::from(value.fract().abs() > 0.05)),
            Unit::Percent | Unit::Days | Unit::Hours => places(value, 1),
            Unit::PerHundredOrders => places(value, 2),
            Unit::Money(currency) => {
                let amount = money::amount(value.round() as i64, currency);
                let digits = amount.trim_end_matches(|letter: char| !letter.is_ascii_digit());
                digits.to_owned()
            }
        }
    }

    fn chart_value(&self, value: f64, unit: &Unit) -> String {
        let number = self.chart_number(value, unit);
        let unit = match unit {
            Unit::Percent => "%",
            Unit::Days if number == "1" => "day",
            Unit::Days => "days",
            Unit::Hours => "h",
            Unit::PerHundredOrders => "per 100 orders",
            Unit::Money(currency) => currency,
            Unit::Count => return number,
        };
        format!("{number} {unit}")
    }

    fn chart_measure(&self, measure: &Measure) -> String {
        let name = &measure.name;
        match &measure.unit {
            Unit::Percent => format!("{name} (%)"),
            Unit::Days => format!("{name} (days)"),
            Unit::Hours => format!("{name} (hours)"),
            Unit::PerHundredOrders => format!("{name} (per 100 orders)"),
            Unit::Money(currency) => format!("{name} ({currency})"),
            Unit::Count => name.clone(),
        }
    }

    fn chart_n(&self, n: u64) -> String {
        format!("n = {}", grouped(&n.to_string()))
    }

    fn chart_span(&self, low: f64, high: f64, unit: &Unit) -> String {
        let low = self.chart_number(low, unit);
        format!("{low} to {}", self.chart_value(high, unit))
    }

    fn chart_figure(&self, figure: &Figure, unit: &Unit) -> String {
        let value = figure
            .known()
            .map_or_else(|| "-".to_owned(), |value| self.chart_value(value, unit));
        let span = figure.span().map_or_else(String::new, |span| {
            let low = self.chart_number(span.low, unit);
            format!(" ({low} to {})", self.chart_number(span.high, unit))
        });
        let thin = if figure.thin { ": too few" } else { "" };
        format!("{value}{span}, {}{thin}", self.chart_n(figure.n))
    }

    fn chart_said(&self, figure: &Figure, unit: &Unit) -> String {
        let value = figure.known().map_or_else(
            || "unknown".to_owned(),
            |value| self.chart_value(value, unit),
        );
        let span = figure.span().map_or_else(String::new, |span| {
            let span = self.chart_span(span.low, span.high, unit);
            format!(", 95 % interval {span}")
        });
        let thin = if figure.thin { ", too few to say" } else { "" };
        format!("{value}{span}, {}{thin}", self.chart_n(figure.n))
    }

    fn chart_bin(&self, share: Option<f64>, n: u64) -> String {
        let n = self.chart_n(n);
        match share {
            Some(share) => format!("{}, {n}", self.chart_value(share, &Unit::Percent)),
            None => n,
        }
    }

    fn chart_heading(&self, heading: &Heading) -> String {
        let measured = |what: &str, unit: &Unit| {
            self.chart_measure(&Measure {
                name: what.into(),
                unit: unit.clone(),
            })
        };
        match heading {
            Heading::Said(name) => name.clone(),
            Heading::Series => "Of".into(),
            Heading::Measure(measure) => self.chart_measure(measure),
            Heading::From(measure) => measured(&format!("{} from", measure.name), &measure.unit),
            Heading::To(measure) => measured(&format!("{} to", measure.name), &measure.unit),
            Heading::Share => measured("Share", &Unit::Percent),
            Heading::Low(unit) => measured("95 % from", unit),
            Heading::High(unit) => measured("95 % to", unit),
            Heading::N => "n".into(),
            Heading::Thin => "Too few to say".into(),
            Heading::Origin => "From".into(),
            Heading::Destination => "To".into(),
        }
    }

    fn chart_lane(&self, origin: &str, destination: &str) -> String {
        format!("{origin} to {destination}")
    }

    fn chart_sizes(&self, least: u64, most: u64) -> String {
        format!(
            "The larger the circle, the larger n: {} to {}.",
            grouped(&least.to_string()),
            grouped(&most.to_string())
        )
    }
}

/// Beyond this nobody counts digits.
const WITHOUT_DIGITS: f64 = 1e15;

/// A number with at most so many places, and no zeros at its end.
fn places(value: f64, most: usize) -> String {
    if !value.is_finite() {
        return "-".into();
    }
    if value.abs() >= WITHOUT_DIGITS {
        return format!("{value:.1e}");
    }
    let most = if value.abs() >= WITHOUT_PLACES {
        0
    } else {
        most
    };
    let text = format!("{value:.most$}");
    let short = if most > 0 {
        text.trim_end_matches('0').trim_end_matches('.')
    } else {
        &text
    };
    match short.strip_prefix('-') {
        Some("0") => "0".into(),
        Some(digits) => format!("-{}", grouped(digits)),
        None => grouped(short),
    }
}

/// Digits in groups of three: "12,345.6".
fn grouped(digits: &str) -> String {
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    let mut text = String::with_capacity(digits.len() + whole.len() / 3);
    for (index, digit) in whole.char_indices() {
        if index > 0 && (whole.len() - index).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    if !fraction.is_empty() {
        text.push('.');
        text.push_str(fraction);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::texts::en::ENGLISH;
    use doorstep::view::chart::Interval;

    #[test]
    fn numbers_have_the_places_people_read() {
        let money = Unit::Money("USD".into());
        for (value, unit, wanted) in [
            (81.24, Unit::Percent, "81.2 %"),
            (100.0, Unit::Percent, "100 %"),
            (-0.01, Unit::Percent, "0 %"),
            (1.0, Unit::Days, "1 day"),
            (3.45, Unit::Days, "3.5 days"),
            (36.0, Unit::Hours, "36 h"),
            (1_234_567.0, Unit::Count, "1,234,567"),
            (-1_234.0, Unit::Count, "-1,234"),
            (2.105, Unit::PerHundredOrders, "2.1 per 100 orders"),
            (5_990.4, money, "59.90 USD"),
            (f64::NAN, Unit::Percent, "- %"),
        ] {
            assert_eq!(ENGLISH.chart_value(value, &unit), wanted);
        }
    }

    #[test]
    fn a_figure_is_said_with_what_it_rests_on() {
        let figure = Figure {
            value: Some(81.2),
            n: 1230,
            interval: Some(Interval {
                low: 76.0,
                high: 85.1,
            }),
            thin: true,
            link: None,
        };
        assert_eq!(
            ENGLISH.chart_figure(&figure, &Unit::Percent),
            "81.2 % (76 to 85.1), n = 1,230: too few"
        );
        assert_eq!(
            ENGLISH.chart_said(&figure, &Unit::Percent),
            "81.2 %, 95 % interval 76 to 85.1 %, n = 1,230, too few to say"
        );
        let nothing = Figure::default();
        assert_eq!(ENGLISH.chart_said(&nothing, &Unit::Days), "unknown, n = 0");
    }
}
