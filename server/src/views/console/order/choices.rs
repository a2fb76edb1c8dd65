//! What may be chosen in the forms beside an order, the likeliest first.

use super::Pane;
use super::advice::Advised;
use crate::views::parcel::title;
use app::texts::ShipmentChange;
use doorstep::advice;
use doorstep::carrier;
use doorstep::contact::Topic;
use doorstep::correction::CorrectionKind;
use doorstep::mark::Marked;
use doorstep::money;
use doorstep::scan::Status;
use doorstep::template::TemplateKey;
use doorstep::view::console::desk::{ChoiceView, Choices, ContactView, LineChoice};
use doorstep::view::console::parcel::PaneParcelView;

/// Everything that may be chosen.
pub fn of(
    pane: &Pane<'_>,
    advised: &Advised,
    parcels: &[PaneParcelView],
    contacts: &[ContactView],
) -> Choices {
    let texts = pane.texts();
    let shipped: Vec<&PaneParcelView> = parcels.iter().filter(|one| one.is_shipped).collect();
    let changes = ShipmentChange::ALL
        .into_iter()
        .filter(|change| !shipped.is_empty() || !change.is_of_shipment());
    Choices {
        templates: templates(pane, advised.template),
        parcels: shipped
            .iter()
            .map(|one| ChoiceView::new(one.id.clone(), name(one)))
            .collect(),
        shipments: shipped
            .iter()
            .map(|one| ChoiceView::new(format!("{}:{}", one.id, one.version), name(one)))
            .collect(),
        changes: changes
            .map(|change| ChoiceView::new(change.code(), texts.shipment_change(change)))
            .collect(),
        lines: lines(pane),
        claims: advice::claims(&advised.case)
            .into_iter()
            .map(|kind| ChoiceView::new(kind.code(), texts.claim_kind(kind)))
            .collect(),
        marks: Marked::ALL
            .into_iter()
            .map(|marked| ChoiceView::new(marked.code(), texts.marked(marked)))
            .collect(),
        corrections: CorrectionKind::ALL
            .into_iter()
            .map(|kind| ChoiceView::new(kind.code(), texts.correction_kind(kind)))
            .collect(),
        topics: topics(pane, advised.case.status),
        contacts: contacts
            .iter()
            .filter(|contact| contact.is_open)
            .map(|contact| {
                let label = format!("{} ({})", contact.label, contact.reference);
                ChoiceView::new(contact.id.clone(), label)
            })
            .collect(),
        carriers: carrier::names(),
        amount: amount(pane),
    }
}

/// What of the order can be in a shipment.
fn lines(pane: &Pane<'_>) -> Vec<LineChoice> {
    let lines = pane.order.order_lines().into_iter();
    lines
        .filter(|line| line.ships && line.quantity > 0)
        .map(|line| LineChoice {
            title: title(&line),
            id: line.external_id,
            ordered: line.quantity,
        })
        .collect()
}

/// What is on the buyer's bill.
fn amount(pane: &Pane<'_>) -> Option<String> {
    let (minor, currency) = pane.order.total_minor.zip(pane.order.currency.as_deref())?;
    Some(money::amount(minor, currency))
}

/// Which one, how it stands, and under which number.
fn name(parcel: &PaneParcelView) -> String {
    let number = parcel
        .carrier
        .as_ref()
        .and_then(|carrier| carrier.number.clone());
    let parts = [
        parcel.heading.clone(),
        Some(parcel.headline.clone()),
        number,
    ];
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    parts.join(", ")
}

fn templates(pane: &Pane<'_>, first: TemplateKey) -> Vec<ChoiceView> {
    let others = TemplateKey::ALL.iter().copied();
    let others = others.filter(|key| *key != first);
    std::iter::once(first)
        .chain(others)
        .map(|key| ChoiceView::new(key.code(), pane.texts().template_label(key)))
        .collect()
}

/// What the state offers, then everything else: people ask what they like.
fn topics(pane: &Pane<'_>, status: Option<Status>) -> Vec<ChoiceView> {
    let mut topics = Topic::offered(status.unwrap_or(Status::Ordered));
    let others: Vec<Topic> = Topic::ALL
        .into_iter()
        .filter(|topic| !topics.contains(topic))
        .collect();
    topics.extend(others);
    topics
        .into_iter()
        .map(|topic| ChoiceView::new(topic.code(), pane.texts().contact_label(topic)))
        .collect()
}
