//! English for a brand's support, packing and policies, and for what is wrong
//! with a value.

use super::English;
use super::dates;
use super::{faults, settings};
use crate::texts::own::OwnText;
use crate::texts::{
    BrandTexts, SampleWords, SettingWords, SettingsTexts, SettingsWords, SupportWords, alike,
};
use chrono::{Datelike, NaiveDate};
use doorstep::brand::keys::Section;
use doorstep::brand::{Closure, Fault, Policy, Shipping, Support, Trouble};
use doorstep::view::brand::PolicyView;

const DAYS: [&str; 7] = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];

impl BrandTexts for English {
    fn support_words(&self) -> SupportWords {
        SupportWords {
            ring: "Call",
            ask_at: "Ask us online",
            hours: "We answer",
            account: "Your account",
            returns: "Send something back",
            help: "Questions and answers",
            links: "Links to the shop",
        }
    }

    fn hours(&self, support: &Support) -> Vec<String> {
        hours(support)
    }

    fn packing(&self, shipping: &Shipping, today: NaiveDate) -> Option<String> {
        packing(shipping, today)
    }

    fn policy(&self, trouble: Trouble, policy: &Policy) -> PolicyView {
        PolicyView {
            heading: policy_heading(trouble, policy.days),
            text: self.own_policy(trouble).unwrap_or(&policy.words).to_owned(),
        }
    }

    fn own_policy(&self, trouble: Trouble) -> Option<&str> {
        self.own.get(OwnText::of_policy(trouble))
    }

    fn sample(&self) -> SampleWords {
        SampleWords {
            number: "1001",
            item: "A sample of what you sell",
            carrier: "UPS",
            tracking: "1Z12345E0205271688",
            place: "Louisville, KY",
            first_name: "Jo",
        }
    }
}

impl SettingsTexts for English {
    fn fault(&self, fault: &Fault) -> String {
        faults::fault(fault)
    }

    fn settings_words(&self) -> SettingsWords {
        settings::words()
    }

    fn section(&self, section: Section) -> &'static str {
        settings::section(section)
    }

    fn setting(&self, key: &str) -> SettingWords {
        settings::setting(key)
    }
}

fn hours(support: &Support) -> Vec<String> {
    alike::hours(support, DAYS, "-", |city| format!("{city} time"))
}

fn short(time: chrono::NaiveTime) -> String {
    time.format("%-H:%M").to_string()
}

/// "Usually packed within 2 working days. Closed 24 to 26 December: Christmas."
fn packing(shipping: &Shipping, today: NaiveDate) -> Option<String> {
    let mut sentences = Vec::new();
    match shipping.handling_days {
        Some(0) => sentences.push("Usually packed on the same working day.".to_owned()),
        Some(1) => sentences.push("Usually packed within 1 working day.".to_owned()),
        Some(days) => sentences.push(format!("Usually packed within {days} working days.")),
        None => {}
    }
    if let Some(cut_off) = shipping.cut_off {
        sentences.push(format!(
            "Orders before {} count from the same day.",
            short(cut_off)
        ));
    }
    sentences.extend(
        shipping
            .closures_near(today)
            .map(|closure| closed(closure, today)),
    );
    (!sentences.is_empty()).then(|| sentences.join(" "))
}

fn closed(closure: &Closure, today: NaiveDate) -> String {
    let days = if closure.from == closure.to {
        format!("on {}", dates::short_date(closure.to, today))
    } else if (closure.from.year(), closure.from.month()) == (closure.to.year(), closure.to.month())
    {
        let to = dates::short_date(closure.to, today);
        format!("{} to {to}", closure.from.day())
    } else {
        let from = dates::short_date(closure.from, today);
        format!("{from} to {}", dates::short_date(closure.to, today))
    };
    match &closure.reason {
        Some(reason) => format!("Closed {days}: {}.", reason.trim_end_matches('.')),
        None => format!("Closed {days}."),
    }
}

fn policy_heading(trouble: Trouble, days: Option<u16>) -> String {
    let count = |days: u16| match days {
        1 => "1 day".to_owned(),
        days => format!("{days} days"),
    };
    match (trouble, days) {
        (Trouble::Late, Some(days)) => format!("If it is more than {} late", count(days)),
        (Trouble::Late, None) => "Because it is late".into(),
        (Trouble::Lost, Some(days)) => {
            format!("Lost: the shop settles it within {}", count(days))
        }
        (Trouble::Lost, None) => "Because it is lost".into(),
        (Trouble::Returned, Some(days)) => {
            format!("Once it is back: settled within {}", count(days))
        }
        (Trouble::Returned, None) => "Once it is back at the shop".into(),
        (Trouble::Undeliverable, Some(days)) => {
            format!("If it cannot be delivered within {}", count(days))
        }
        (Trouble::Undeliverable, None) => "If it cannot be delivered".into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use doorstep::brand::{Given, named, read};

    fn brand(values: &[(&str, &str)]) -> doorstep::brand::Brand {
        let mut given: Given = named("acme", "Acme");
        given.extend(
            values
                .iter()
                .map(|(key, value)| ((*key).into(), (*value).into())),
        );
        let (brand, problems) = read(&given);
        assert_eq!(problems, []);
        brand
    }

    #[test]
    fn days_with_the_same_hours_stand_together() {
        let brand = brand(&[
            ("zone", "America/New_York"),
            ("support.hours.monday", "9-17"),
            ("support.hours.tuesday", "9:00-17:00"),
            ("support.hours.wednesday", "closed"),
            ("support.hours.thursday", "9-17"),
            ("support.hours.saturday", "10-14:30"),
        ]);
        assert_eq!(
            hours(&brand.support),
            [
                "Mon-Tue 9:00-17:00",
                "Thu 9:00-17:00",
                "Sat 10:00-14:30 (New York time)"
            ]
        );
        assert!(hours(&Support::default()).is_empty());
    }

    #[test]
    fn packing_speaks_of_days_and_closures_and_names_no_date_of_its_own() {
        let shipping = brand(&[
            ("shipping.handling_days", "2"),
            ("shipping.cut_off", "14:00"),
            (
                "shipping.closures",
                "2026-12-24 to 2026-12-26: Christmas\n2027-01-01",
            ),
        ])
        .shipping;
        let said = |day: &str| packing(&shipping, day.parse().unwrap()).unwrap();
        let usual =
            "Usually packed within 2 working days. Orders before 14:00 count from the same day.";
        assert_eq!(said("2026-06-01"), usual);
        assert_eq!(
            said("2026-12-20"),
            format!("{usual} Closed 24 to 26 December: Christmas. Closed on 1 January.")
        );
        let new_year = shipping.closures.last().unwrap();
        assert_eq!(
            closed(new_year, "2026-06-01".parse().unwrap()),
            "Closed on 1 January 2027."
        );
        assert_eq!(
            packing(&Shipping::default(), "2026-06-01".parse().unwrap()),
            None
        );
    }
}
