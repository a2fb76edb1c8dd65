//! German for a brand's support, packing and policies.

use super::German;
use super::dates::{self, SHORT_WEEKDAYS};
use crate::texts::own::OwnText;
use crate::texts::{BrandTexts, SampleWords, SupportWords, alike};
use chrono::{Datelike, NaiveDate};
use doorstep::brand::{Closure, Policy, Shipping, Support, Trouble};
use doorstep::view::brand::PolicyView;

impl BrandTexts for German {
    fn support_words(&self) -> SupportWords {
        SupportWords {
            ring: "Rufen Sie an:",
            ask_at: "Fragen Sie uns online",
            hours: "Wir antworten",
            account: "Ihr Konto",
            returns: "Etwas zurücksenden",
            help: "Fragen und Antworten",
            links: "Links zum Shop",
        }
    }

    fn hours(&self, support: &Support) -> Vec<String> {
        alike::hours(support, SHORT_WEEKDAYS, "-", |city| {
            format!("Ortszeit {city}")
        })
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
            item: "Etwas aus Ihrem Angebot",
            carrier: "UPS",
            tracking: "1Z12345E0205271688",
            place: "Louisville, KY",
            first_name: "Jo",
        }
    }
}

/// "Meist in 2 Werktagen gepackt. Geschlossen 24. bis 26. Dezember:
/// Weihnachten."
fn packing(shipping: &Shipping, today: NaiveDate) -> Option<String> {
    let mut sentences = Vec::new();
    match shipping.handling_days {
        Some(0) => sentences.push("Meist noch am selben Werktag gepackt.".to_owned()),
        Some(1) => sentences.push("Meist in 1 Werktag gepackt.".to_owned()),
        Some(days) => sentences.push(format!("Meist in {days} Werktagen gepackt.")),
        None => {}
    }
    if let Some(cut_off) = shipping.cut_off {
        sentences.push(format!(
            "Bestellungen vor {} Uhr zählen zum selben Tag.",
            dates::clock(cut_off)
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
    let to = dates::short_date(closure.to, today);
    let days = if closure.from == closure.to {
        format!("am {to}")
    } else if (closure.from.year(), closure.from.month()) == (closure.to.year(), closure.to.month())
    {
        format!("{}. bis {to}", closure.from.day())
    } else {
        format!("{} bis {to}", dates::short_date(closure.from, today))
    };
    match &closure.reason {
        Some(reason) => format!("Geschlossen {days}: {}.", reason.trim_end_matches('.')),
        None => format!("Geschlossen {days}."),
    }
}

fn policy_heading(trouble: Trouble, days: Option<u16>) -> String {
    let within = |days: u16| match days {
        1 => "1 Tag".to_owned(),
        days => format!("{days} Tagen"),
    };
    match (trouble, days) {
        (Trouble::Late, Some(1)) => "Wenn es mehr als 1 Tag verspätet ist".into(),
        (Trouble::Late, Some(days)) => format!("Wenn es mehr als {days} Tage verspätet ist"),
        (Trouble::Late, None) => "Weil es verspätet ist".into(),
        (Trouble::Lost, Some(days)) => {
            format!("Verloren: Der Shop regelt es in {}", within(days))
        }
        (Trouble::Lost, None) => "Weil es verloren ist".into(),
        (Trouble::Returned, Some(days)) => {
            format!("Sobald es zurück ist: in {} geregelt", within(days))
        }
        (Trouble::Returned, None) => "Sobald es wieder beim Shop ist".into(),
        (Trouble::Undeliverable, Some(days)) => {
            format!("Wenn es in {} nicht zuzustellen ist", within(days))
        }
        (Trouble::Undeliverable, None) => "Wenn es nicht zuzustellen ist".into(),
    }
}
