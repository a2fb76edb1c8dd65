//! Spanish for a brand's support, packing and policies.

use super::Spanish;
use super::dates::{self, SHORT_WEEKDAYS};
use crate::texts::own::OwnText;
use crate::texts::{BrandTexts, SampleWords, SupportWords, alike};
use chrono::{Datelike, NaiveDate};
use doorstep::brand::{Closure, Policy, Shipping, Support, Trouble};
use doorstep::view::brand::PolicyView;

impl BrandTexts for Spanish {
    fn support_words(&self) -> SupportWords {
        SupportWords {
            ring: "Llame al",
            ask_at: "Pregúntenos en línea",
            hours: "Respondemos",
            account: "Su cuenta",
            returns: "Devolver algo",
            help: "Preguntas y respuestas",
            links: "Enlaces a la tienda",
        }
    }

    fn hours(&self, support: &Support) -> Vec<String> {
        alike::hours(support, SHORT_WEEKDAYS, "-", |city| {
            format!("hora de {city}")
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
            item: "Un ejemplo de lo que vende",
            carrier: "UPS",
            tracking: "1Z12345E0205271688",
            place: "Louisville, KY",
            first_name: "Jo",
        }
    }
}

/// "Se suele preparar en 2 días laborables. Cerrado del 24 al 26 de diciembre:
/// Navidad."
fn packing(shipping: &Shipping, today: NaiveDate) -> Option<String> {
    let mut sentences = Vec::new();
    match shipping.handling_days {
        Some(0) => sentences.push("Se suele preparar el mismo día laborable.".to_owned()),
        Some(1) => sentences.push("Se suele preparar en 1 día laborable.".to_owned()),
        Some(days) => sentences.push(format!("Se suele preparar en {days} días laborables.")),
        None => {}
    }
    if let Some(cut_off) = shipping.cut_off {
        sentences.push(format!(
            "Los pedidos antes de las {} cuentan desde el mismo día.",
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
        format!("el {to}")
    } else if (closure.from.year(), closure.from.month()) == (closure.to.year(), closure.to.month())
    {
        format!("del {} al {to}", closure.from.day())
    } else {
        format!("del {} al {to}", dates::short_date(closure.from, today))
    };
    match &closure.reason {
        Some(reason) => format!("Cerrado {days}: {}.", reason.trim_end_matches('.')),
        None => format!("Cerrado {days}."),
    }
}

fn policy_heading(trouble: Trouble, days: Option<u16>) -> String {
    let count = |days: u16| match days {
        1 => "1 día".to_owned(),
        days => format!("{days} días"),
    };
    match (trouble, days) {
        (Trouble::Late, Some(days)) => format!("Si se retrasa más de {}", count(days)),
        (Trouble::Late, None) => "Porque va con retraso".into(),
        (Trouble::Lost, Some(days)) => {
            format!("Perdido: la tienda lo resuelve en {}", count(days))
        }
        (Trouble::Lost, None) => "Porque se ha perdido".into(),
        (Trouble::Returned, Some(days)) => {
            format!("Cuando vuelva: resuelto en {}", count(days))
        }
        (Trouble::Returned, None) => "Cuando vuelva a la tienda".into(),
        (Trouble::Undeliverable, Some(days)) => {
            format!("Si no se puede entregar en {}", count(days))
        }
        (Trouble::Undeliverable, None) => "Si no se puede entregar".into(),
    }
}
