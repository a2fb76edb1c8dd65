//! An order's facts as a reply quotes them: gathered by the very code that
//! draws its page, so that no mail says what the page does not, and said in
//! the shop's own voice.

use super::Views;
use super::parcel::{self, Parcel, Setting};
use super::tracking::{Gathered, with_packing};
use crate::db::brand::Stored;
use crate::db::{contact, flag, orders, person};
use crate::error::Error;
use crate::services::Services;
use app::texts::ShopperTexts;
use doorstep::answers::{self, Act, Happened, Next};
use doorstep::brand::Policies;
use doorstep::contact::Topic;
use doorstep::derive::Derived;
use doorstep::flag::Flag;
use doorstep::scan::{Reason, Status};
use doorstep::shipment::Direction;
use doorstep::template::{Known, Placeholder, Situation, TemplateKey, suggest};
use doorstep::view::tracking::ParcelView;
use doorstep::window::Window;
use std::sync::Arc;

/// What is known of an order, and which template fits it.
#[derive(Clone, Debug)]
pub struct Told {
    /// The facts.
    pub known: Known,
    /// The template that fits.
    pub suggested: TemplateKey,
    /// What the shop does in each trouble.
    policies: Policies,
}

impl Told {
    /// The facts for one template: the policy of its own trouble stands before
    /// that of the order's.
    #[must_use]
    pub fn for_template(&self, key: TemplateKey) -> Known {
        let own = key.trouble().and_then(|trouble| self.policies.of(trouble));
        own.map_or_else(
            || self.known.clone(),
            |policy| {
                let known = self.known.clone();
                known.with(Placeholder::Policy, Some(sentence(&policy.words)))
            },
        )
    }
}

/// Gathers them: of the parcel that a contact is about, else of the one that
/// is still to come.
///
/// # Errors
/// When the database refuses.
pub async fn gather(
    services: &Services,
    order: orders::Model,
    contact: Option<&contact::Model>,
) -> Result<Told, Error> {
    gather_in(services, order, contact, "").await
}

/// The same in a language; in the brand's where none is named.
///
/// # Errors
/// When the database refuses.
pub async fn gather_in(
    services: &Services,
    order: orders::Model,
    contact: Option<&contact::Model>,
    language: &str,
) -> Result<Told, Error> {
    let read = services.database.read();
    let person = person::of_orders(read, &[order.id]).await?.pop();
    let flags: Vec<Flag> = flag::of_order(read, order.id)
        .await?
        .iter()
        .filter(|row| row.cleared_ms.is_none())
        .filter_map(|row| Flag::from_code(&row.kind))
        .collect();
    let link = services.link_of(&order);
    let gathered = Views(services.clone()).gathered_in(order, language).await?;
    let setting = &gathered.setting;
    let first_name = person.and_then(|person| person.buyer().first_name);
    let topic = contact.map(contact::Model::topic);
    let mut known = of_order(setting)
        .with(Placeholder::FirstName, first_name)
        .with(Placeholder::Link, link)
        .with(
            Placeholder::Reference,
            contact.map(|contact| contact.reference.clone()),
        );
    let parcel = spoken_of(&gathered, contact, topic);
    if let Some(parcel) = parcel {
        known = of_parcel(known, setting, parcel);
    }
    let derived = parcel.map(|parcel| &parcel.derived);
    let situation = Situation {
        status: derived.map_or(Status::Unknown, |derived| derived.status),
        reason: derived.and_then(|derived| derived.reason),
        is_late: derived.is_some_and(|derived| matches!(derived.window, Window::Missed { .. })),
        flags: &flags,
        topic,
    };
    Ok(Told {
        known,
        suggested: suggest(&situation),
        policies: setting.front.brand.policies.clone(),
    })
}

/// What is the same for every parcel of an order.
fn of_order(setting: &Setting) -> Known {
    let brand = &setting.front.brand;
    let hours = setting.texts.hours(&brand.support).join(", ");
    Known::default()
        .with(Placeholder::Order, Some(setting.order_number.clone()))
        .with(Placeholder::Shop, Some(brand.name.clone()))
        .with(Placeholder::SupportHours, Some(hours))
}

/// The parcel a reply speaks of: what the contact names, else one of those
/// that fit what it is about, the first of them.
fn spoken_of<'a>(
    gathered: &'a Gathered,
    contact: Option<&contact::Model>,
    topic: Option<Topic>,
) -> Option<&'a Parcel> {
    let parcels = &gathered.parcels;
    let named = contact.and_then(|contact| contact.shipment_id);
    let is_named = |parcel: &&Parcel| Some(parcel.told.shipment.id) == named;
    let goes_out = |parcel: &&Parcel| parcel.told.facts.direction == Direction::Outbound;
    let has_arrived = matches!(
        topic,
        Some(Topic::NotReceived | Topic::Damaged | Topic::WrongContents)
    );
    let fits = |parcel: &&Parcel| {
        let status = parcel.derived.status;
        if has_arrived {
            status == Status::Delivered
        } else {
            !status.is_final()
        }
    };
    let mut out = parcels.iter().filter(goes_out);
    parcels
        .iter()
        .find(is_named)
        .or_else(|| parcels.iter().filter(goes_out).find(fits))
        .or_else(|| out.next())
        .or_else(|| parcels.first())
}

fn of_parcel(known: Known, setting: &Setting, parcel: &Parcel) -> Known {
    let view = parcel::view(setting, parcel);
    let texts = &*setting.texts;
    let name = parcel.carrier.name();
    let carrier = name.as_deref();
    let derived = &parcel.derived;
    let said = answers::answers(&parcel.told.facts, derived);
    let mut happened = texts.we_happened(&at_its_point(said.happened, &view), carrier);
    if said.reopened {
        happened = format!("{} {happened}", texts.reopened(carrier));
    }
    let mut next = texts.we_next(said.next, carrier);
    if said.next == Next::ShopPrepares && derived.window == Window::Unknown {
        next = with_packing(setting, &next);
    }
    let reason = reason(derived, texts).map(str::to_owned);
    of_view(known, &view, texts.no_time())
        .with(Placeholder::Happened, Some(happened))
        .with(Placeholder::Next, Some(next))
        .with(Placeholder::Act, Some(texts.we_act(said.act, carrier)))
        .with(Placeholder::Carrier, name)
        .with(Placeholder::Reason, reason)
}

/// A mail has no place of its own for the whole address of a pickup point:
/// it names it as the page's heading does.
pub fn at_its_point(happened: Happened, view: &ParcelView) -> Happened {
    match (happened, &view.pickup) {
        (Happened::AvailableForPickup { .. }, Some(point)) => {
            let mut lines = vec![point.name.clone()];
            lines.extend(point.lines.iter().cloned());
            Happened::AvailableForPickup {
                place: Some(lines.join(", ")),
            }
        }
        (happened, _) => happened,
    }
}

/// What its page shows of a parcel.
fn of_view(known: Known, view: &ParcelView, no_time: &str) -> Known {
    let number = view
        .carrier
        .as_ref()
        .and_then(|carrier| carrier.number.clone());
    // Of what is there, the day it came is in the newest scan.
    let window = Some(sentence(&view.window.text)).filter(|_| view.status != Status::Delivered);
    let (scan, when) = newest_scan(view, no_time);
    let policy = view.policy.as_ref().map(|policy| sentence(&policy.text));
    let incident = view.incident.as_deref().map(sentence);
    known
        .with(Placeholder::Status, Some(view.headline.clone()))
        .with(Placeholder::Window, window)
        .with(Placeholder::Number, number)
        .with(Placeholder::LastScan, scan)
        .with(Placeholder::LastScanWhen, when)
        .with(Placeholder::Policy, policy)
        .with(Placeholder::Incident, incident)
}

/// The facts of a made-up order that is late, to look at a template where
/// there is no order yet.
#[must_use]
pub fn sample(services: &Services, brand: &Stored) -> Told {
    let texts = app::texts::for_brand(&brand.locale, brand);
    let words = texts.sample();
    let view = Views(services.clone()).view_of(Arc::clone(&brand.brand), brand.version);
    let view = super::sample::sample(&view, "late", &*texts);
    let link = no_link(services, brand);
    let mut known = Known::default()
        .with(Placeholder::Order, Some(words.number.to_owned()))
        .with(Placeholder::Shop, Some(brand.name.clone()))
        .with(Placeholder::Carrier, Some(words.carrier.to_owned()))
        .with(Placeholder::Link, link)
        .with(
            Placeholder::SupportHours,
            Some(texts.hours(&brand.support).join(", ")),
        );
    if let Some(parcel) = view.parcels.first() {
        let place = Some(words.place.to_owned());
        let carrier = Some(words.carrier);
        let happened = texts.we_happened(&Happened::InTransit { place }, carrier);
        known = of_view(known, parcel, texts.no_time())
            .with(Placeholder::Happened, Some(happened))
            .with(
                Placeholder::Next,
                Some(texts.we_next(Next::TravelsOn, carrier)),
            )
            .with(Placeholder::Act, Some(texts.we_act(Act::Nothing, carrier)));
    }
    Told {
        known,
        suggested: TemplateKey::Late,
        policies: brand.policies.clone(),
    }
}

/// What stands for an order's link where no order is to be opened.
#[must_use]
pub fn no_link(services: &Services, brand: &Stored) -> Option<String> {
    let address = services.address_of(brand);
    address.map(|address| format!("{address}/t/..."))
}

/// Why it stands still, or is late.
fn reason(derived: &Derived, texts: &dyn ShopperTexts) -> Option<&'static str> {
    let of_window = match derived.window {
        Window::Expected { reason, .. } | Window::Missed { reason, .. } => reason,
        Window::Closed | Window::Unknown => None,
    };
    let known = |reason: &Reason| *reason != Reason::Unknown;
    match (derived.reason, of_window) {
        (Some(reason), _) => known(&reason).then(|| texts.we_reason(reason)),
        (None, of_window) => {
            let reason = of_window.filter(known);
            reason.map(|reason| texts.we_reason_of_date(reason))
        }
    }
}

/// The newest scan with its place, and when it was, as far as it was said.
fn newest_scan(view: &ParcelView, no_time: &str) -> (Option<String>, Option<String>) {
    let Some(day) = view.days.first() else {
        return (None, None);
    };
    let Some(scan) = day.scans.first() else {
        return (None, None);
    };
    let joined = |first: &str, then: &Option<String>| {
        let parts: Vec<&str> = [Some(first), then.as_deref()]
            .into_iter()
            .flatten()
            .collect();
        parts.join(", ")
    };
    let when = (day.label != no_time).then(|| joined(&day.label, &scan.time));
    (Some(joined(&scan.text, &scan.place)), when)
}

/// Words as a sentence, however they end; nothing stays nothing.
fn sentence(words: &str) -> String {
    let words = words.trim();
    if words.is_empty() || words.ends_with(['.', '!', '?']) {
        return words.to_owned();
    }
    format!("{words}.")
}

#[cfg(test)]
mod tests {
    use super::sentence;

    #[test]
    fn words_become_sentences_once() {
        assert_eq!(sentence(" On its way "), "On its way.");
        assert_eq!(sentence("It is late."), "It is late.");
        assert_eq!(sentence(""), "");
    }
}
