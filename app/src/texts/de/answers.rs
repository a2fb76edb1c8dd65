//! German for the three answers: what happened, what happens next, and what
//! the shopper should do.

use super::{carrier_first, carrier_or_word, reasons, to_carrier};
use crate::texts::{ActionKey, Whereabouts};
use doorstep::answers::{Act, Happened, Next};
use doorstep::scan::Reason;

/// What happened.
pub fn happened(key: &Happened, carrier: Option<&str>) -> String {
    let first = carrier_first(carrier);
    match key {
        Happened::NoNews => format!("{first} hat uns noch nichts Brauchbares gemeldet."),
        Happened::Ordered => "Der Shop hat Ihre Bestellung.".into(),
        Happened::Packed => "Der Shop hat Ihr Paket gepackt.".into(),
        Happened::LabelCreated => {
            format!("Das Etikett ist erstellt. {first} hat das Paket noch nicht.")
        }
        Happened::PickedUp { place } => seen(format!("{first} hat Ihr Paket."), place.as_deref()),
        Happened::InTransit { place } => seen(
            format!("Ihr Paket ist mit {} unterwegs.", to_carrier(carrier)),
            place.as_deref(),
        ),
        Happened::SentUntracked => {
            "Der Shop hat Ihr Paket verschickt, ohne Sendungsverfolgung.".into()
        }
        Happened::Exception { reason, place } => {
            seen(reasons::sentence(*reason, carrier), place.as_deref())
        }
        Happened::OutForDelivery => van(carrier),
        Happened::Attempted { reason } => attempted(*reason, carrier),
        Happened::AvailableForPickup { place } => waiting(place.as_deref()),
        Happened::Delivered { left_at, signed_by } => {
            delivered(left_at.as_deref(), signed_by.as_deref())
        }
        Happened::Returning { reason } => returning(*reason, carrier),
        Happened::Returned => "Das Paket ging zurück und ist wieder beim Shop.".into(),
        Happened::ReturnOnItsWay => "Ihre Rücksendung ist auf dem Weg zum Shop.".into(),
        Happened::ReturnArrived => "Ihre Rücksendung ist beim Shop angekommen.".into(),
        Happened::Cancelled => "Dieses Paket wurde storniert und wird nicht verschickt.".into(),
        Happened::Lost => format!("{first} findet Ihr Paket nicht und meldet es als verloren."),
    }
}

/// Said before what happened, where a delivery turned out not to be the end.
pub fn reopened(carrier: Option<&str>) -> String {
    format!(
        "{} hat es als zugestellt gemeldet, aber das war nicht das Ende.",
        carrier_first(carrier)
    )
}

fn van(carrier: Option<&str>) -> String {
    match carrier {
        Some(carrier) => format!("Ihr Paket ist im Zustellwagen von {carrier}."),
        None => "Ihr Paket ist im Zustellwagen.".into(),
    }
}

/// Places come as the carrier spells them, so they stand on their own.
fn seen(sentence: String, place: Option<&str>) -> String {
    match place {
        Some(place) => format!("{sentence} Zuletzt gesehen: {place}."),
        None => sentence,
    }
}

/// Something that happened, and why, as far as anybody said.
pub fn told(what: &str, reason: Reason, carrier: Option<&str>) -> String {
    if reason == Reason::Unknown {
        let first = carrier_first(carrier);
        return format!("{what}. {first} hat keinen Grund genannt.");
    }
    format!("{what}: {}.", reasons::words(reason))
}

fn attempted(reason: Reason, carrier: Option<&str>) -> String {
    told("Die Zustellung hat nicht geklappt", reason, carrier)
}

fn waiting(place: Option<&str>) -> String {
    match place {
        Some(place) => format!("Ihr Paket liegt für Sie bereit: {place}."),
        None => "Ihr Paket liegt an einer Abholstelle für Sie bereit.".into(),
    }
}

fn delivered(left_at: Option<&str>, signed_by: Option<&str>) -> String {
    let mut sentence = String::from("Ihr Paket wurde zugestellt.");
    if let Some(left_at) = left_at {
        sentence.push_str(&format!(" Abgelegt: {}.", left_at.trim_end_matches('.')));
    }
    if let Some(signed_by) = signed_by {
        // Initials end in a full stop of their own.
        let signed_by = signed_by.trim_end_matches('.');
        sentence.push_str(&format!(" Unterschrieben von {signed_by}."));
    }
    sentence
}

fn returning(reason: Reason, carrier: Option<&str>) -> String {
    told("Das Paket geht zurück an den Shop", reason, carrier)
}

/// What happens next.
pub fn next(key: Next, carrier: Option<&str>) -> String {
    let first = carrier_first(carrier);
    match key {
        Next::ShopPrepares => "Der Shop packt Ihr Paket und übergibt es einem Paketdienst.".into(),
        Next::CarrierCollects => {
            format!("{first} holt es ab und scannt es zum ersten Mal.")
        }
        Next::TravelsOn => "Es reist weiter zu Ihrer Adresse.".into(),
        Next::ComesToday => "Es wird Ihnen heute gebracht.".into(),
        Next::TriesAgain => {
            format!("{first} versucht es noch einmal oder bringt es zu einer Abholstelle.")
        }
        Next::WaitsForPickup => {
            "Holt es niemand rechtzeitig ab, geht es an den Shop zurück.".into()
        }
        Next::CarrierResolves(reason) => carrier_resolves(reason, first),
        Next::ShopResolves(reason) => shop_resolves(reason),
        Next::WaitsForRecipient(reason) => waits_for_recipient(reason, first),
        Next::CustomsReleases(reason) => customs_releases(reason),
        Next::NatureAllows(_) => {
            "Es geht weiter, sobald Straßen und Flüge wieder sicher sind.".into()
        }
        Next::ShopReceives => "Der Shop erfährt es, sobald das Paket zurück ist.".into(),
        Next::ShopSettles => "Der Shop schickt es noch einmal oder erstattet Ihr Geld.".into(),
        Next::Nothing => "Nichts mehr. Dieses Paket ist erledigt.".into(),
        Next::WaitForNews => {
            let within = carrier_or_word(carrier);
            format!("Wir zeigen es hier, sobald {within} uns mehr meldet.")
        }
    }
}

fn carrier_resolves(reason: Reason, carrier: &str) -> String {
    match reason {
        Reason::Damaged => format!("{carrier} prüft den Schaden und sagt dem Shop Bescheid."),
        Reason::Lost => format!("{carrier} sucht danach und sagt dem Shop Bescheid."),
        Reason::Missorted => format!("{carrier} schickt es auf den richtigen Weg zurück."),
        _ => format!("{carrier} schickt es weiter, sobald es geht."),
    }
}

fn shop_resolves(reason: Reason) -> String {
    match reason {
        Reason::CancelledByShop => "Der Shop sagt Ihnen, wie es weitergeht.".into(),
        Reason::OutOfStock => {
            "Der Shop schickt es, sobald es wieder da ist, oder meldet sich.".into()
        }
        Reason::WrongAddressData => "Der Shop berichtigt das Etikett.".into(),
        _ => "Der Shop bringt es in Ordnung und übergibt es neu.".into(),
    }
}

fn waits_for_recipient(reason: Reason, carrier: &str) -> String {
    match reason {
        Reason::Refused | Reason::Unclaimed => {
            "Es geht zurück an den Shop, wenn niemand etwas anderes sagt.".into()
        }
        Reason::RescheduleRequested => {
            format!("{carrier} bringt es am neuen Tag oder an den neuen Ort.")
        }
        Reason::BusinessClosed | Reason::NotHome => {
            format!("{carrier} behält es und versucht es noch einmal.")
        }
        _ => format!("{carrier} behält es, bis das geklärt ist."),
    }
}

fn customs_releases(reason: Reason) -> String {
    match reason {
        Reason::Documents => "Es geht weiter, sobald der Zoll die Papiere hat.".into(),
        Reason::Duties => "Es geht weiter, sobald der Betrag bezahlt ist.".into(),
        Reason::Prohibited => "Der Zoll sagt, ob es weiter darf oder zurückgeht.".into(),
        _ => "Es geht weiter, sobald der Zoll es freigibt.".into(),
    }
}

/// Where a parcel is, in a few words.
pub fn whereabouts(key: Whereabouts<'_>) -> String {
    match key {
        Whereabouts::AtShop(shop) => format!("Noch bei {shop}"),
        Whereabouts::AtBuyer => "Noch bei Ihnen".into(),
        Whereabouts::AtCarrier(Some(carrier)) => format!("Bei {carrier}"),
        Whereabouts::AtCarrier(None) => "Beim Paketdienst".into(),
        Whereabouts::Seen(place) => format!("Zuletzt gesehen: {place}"),
        Whereabouts::WaitsAt(place) => format!("Liegt bereit: {place}"),
        Whereabouts::LeftAt(spot) => format!("Abgelegt: {spot}"),
        Whereabouts::DeliveredIn(town) => format!("In {town}"),
    }
}

/// The one thing to press.
pub fn action(key: ActionKey, carrier: Option<&str>) -> String {
    match key {
        ActionKey::AtCarrier => match carrier {
            Some(carrier) => format!("Weiter zu {carrier}"),
            None => "Seite des Paketdienstes öffnen".into(),
        },
        ActionKey::WriteToShop => "Dem Shop schreiben".into(),
    }
}

/// What the shopper should do.
pub fn act(key: Act, carrier: Option<&str>) -> String {
    match key {
        Act::Nothing => "Nichts. Sie können diese Seite schließen.".into(),
        Act::BeThere => "Seien Sie da, oder bitten Sie Nachbarn, es anzunehmen.".into(),
        Act::Collect => "Holen Sie es ab, und nehmen Sie Ihren Ausweis mit.".into(),
        Act::LookAround => {
            "Nichts. Nicht da? Erst umsehen und Nachbarn fragen, dann den Shop.".into()
        }
        Act::Resolve(reason) => reasons::resolve(reason, carrier),
        Act::ContactShop => "Bitten Sie den Shop um ein neues Paket oder um Ihr Geld.".into(),
    }
}
