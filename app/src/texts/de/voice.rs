//! German in the shop's own voice. What concerns the shop is said anew here;
//! the rest is as on the page.

use super::{German, answers, carrier_first, carrier_or_word, reasons, the_carrier, to_carrier};
use crate::texts::own::OwnText;
use crate::texts::{ShopperTexts, VoiceTexts};
use doorstep::answers::{Act, Happened, Next};
use doorstep::scan::Reason;

/// What ends in an agreement, and not in an offer.
const SETTLE: &str = "Antworten Sie auf diese Mail, damit wir es mit Ihnen regeln können.";

impl VoiceTexts for German {
    fn we_happened(&self, key: &Happened, carrier: Option<&str>) -> String {
        happened(key, carrier).unwrap_or_else(|| answers::happened(key, carrier))
    }

    fn we_next(&self, key: Next, carrier: Option<&str>) -> String {
        OwnText::of_next(key)
            .and_then(|text| self.own.about(text, carrier_or_word(carrier)))
            .or_else(|| next(key, carrier))
            .unwrap_or_else(|| answers::next(key, carrier))
    }

    fn we_act(&self, key: Act, carrier: Option<&str>) -> String {
        act(key, carrier).unwrap_or_else(|| self.act(key, carrier))
    }

    fn we_reason(&self, reason: Reason) -> &'static str {
        words(reason)
    }

    fn we_reason_of_date(&self, reason: Reason) -> &'static str {
        of_date(reason)
    }
}

const fn words(reason: Reason) -> &'static str {
    match reason {
        Reason::NotReady => "wir waren noch nicht so weit",
        Reason::CancelledByShop => "wir haben es angehalten",
        _ => reasons::words(reason),
    }
}

/// The same of a date that moved.
const fn of_date(reason: Reason) -> &'static str {
    match reason {
        Reason::Lost => reasons::of_date(reason),
        _ => words(reason),
    }
}

/// `None` where the page's words will do.
fn happened(key: &Happened, carrier: Option<&str>) -> Option<String> {
    Some(match key {
        Happened::Ordered => "Wir haben Ihre Bestellung.".into(),
        Happened::Packed => "Wir haben Ihr Paket gepackt.".into(),
        Happened::SentUntracked => {
            "Wir haben Ihr Paket verschickt, ohne Sendungsverfolgung.".into()
        }
        Happened::Returning { reason } => coming_back(*reason, carrier),
        Happened::Returned => "Das Paket kam zurück und ist wieder bei uns.".into(),
        Happened::ReturnOnItsWay => "Ihre Rücksendung ist auf dem Weg zu uns.".into(),
        Happened::ReturnArrived => "Ihre Rücksendung ist bei uns angekommen.".into(),
        Happened::Exception { reason, place: _ } => return of_ours(*reason, carrier),
        Happened::NoNews
        | Happened::LabelCreated
        | Happened::PickedUp { .. }
        | Happened::InTransit { .. }
        | Happened::OutForDelivery
        | Happened::Attempted { .. }
        | Happened::AvailableForPickup { .. }
        | Happened::Delivered { .. }
        | Happened::Cancelled
        | Happened::Lost => return None,
    })
}

fn coming_back(reason: Reason, carrier: Option<&str>) -> String {
    let what = "Das Paket kommt zu uns zurück";
    if reason == Reason::Unknown {
        return answers::told(what, reason, carrier);
    }
    format!("{what}: {}.", words(reason))
}

/// The trouble that began with us.
fn of_ours(reason: Reason, carrier: Option<&str>) -> Option<String> {
    Some(match reason {
        Reason::NotReady => "Wir hatten Ihr Paket nicht rechtzeitig fertig.".into(),
        Reason::OutOfStock => "Etwas aus Ihrer Bestellung ist bei uns ausverkauft.".into(),
        Reason::WrongAddressData => format!(
            "Auf dem Etikett, das wir {} gaben, ist ein Fehler.",
            to_carrier(carrier)
        ),
        Reason::CancelledByShop => "Wir haben dieses Paket anhalten lassen.".into(),
        _ => return None,
    })
}

fn next(key: Next, carrier: Option<&str>) -> Option<String> {
    let first = carrier_first(carrier);
    let said = match key {
        Next::ShopPrepares => "Wir packen Ihr Paket und übergeben es einem Paketdienst.",
        Next::WaitsForPickup => "Holt es niemand rechtzeitig ab, kommt es zu uns zurück.",
        Next::ShopReceives => "Wir erfahren es, sobald das Paket zurück ist.",
        Next::ShopSettles => "Wir regeln es mit Ihnen.",
        Next::ShopResolves(Reason::CancelledByShop) => "Wir sagen Ihnen, wie es weitergeht.",
        Next::ShopResolves(Reason::OutOfStock) => {
            "Wir senden es, sobald es wieder da ist, oder melden uns."
        }
        Next::ShopResolves(Reason::WrongAddressData) => "Wir berichtigen das Etikett.",
        Next::ShopResolves(_) => "Wir bringen es in Ordnung und übergeben es neu.",
        Next::WaitsForRecipient(Reason::Refused | Reason::Unclaimed) => {
            "Es kommt zu uns zurück, wenn niemand etwas anderes sagt."
        }
        Next::CarrierResolves(Reason::Damaged) => {
            return Some(format!("{first} prüft den Schaden und sagt uns Bescheid."));
        }
        Next::CarrierResolves(Reason::Lost) => {
            return Some(format!("{first} sucht danach und sagt uns Bescheid."));
        }
        Next::WaitForNews => {
            let within = carrier_or_word(carrier);
            return Some(format!(
                "Die Seite Ihrer Bestellung zeigt es, sobald {within} uns mehr meldet."
            ));
        }
        _ => return None,
    };
    Some(said.to_owned())
}

fn act(key: Act, carrier: Option<&str>) -> Option<String> {
    Some(match key {
        Act::Nothing => "Sie müssen nichts tun.".into(),
        Act::LookAround => {
            "Ist es nicht da? Sehen Sie sich um, fragen Sie Nachbarn, und antworten Sie dann auf diese Mail.".into()
        }
        Act::ContactShop => SETTLE.into(),
        Act::Resolve(reason) => return resolve(reason, carrier),
        Act::BeThere | Act::Collect => return None,
    })
}

fn resolve(reason: Reason, carrier: Option<&str>) -> Option<String> {
    let said = match reason {
        Reason::Refused => {
            "Möchten Sie das Paket doch, antworten Sie heute auf diese Mail. Sonst müssen Sie nichts tun."
        }
        Reason::AddressIncorrect => {
            "Antworten Sie heute auf diese Mail, mit Ihrer ganzen Adresse samt Hausnummer."
        }
        Reason::WrongAddressData => {
            "Prüfen Sie die Adresse in Ihrer Bestellmail. Ist sie falsch, antworten Sie auf diese Mail."
        }
        Reason::OutOfStock | Reason::NotReady => {
            "Jetzt nichts. Wenn Sie nicht warten können, antworten Sie auf diese Mail."
        }
        Reason::Unclaimed
        | Reason::Damaged
        | Reason::Lost
        | Reason::Prohibited
        | Reason::CancelledByShop => SETTLE,
        Reason::Packaging => "Jetzt nichts. Wir müssen es neu packen.",
        Reason::Documents => {
            return Some(format!(
                "Sehen Sie nach, ob {} Ihnen geschrieben hat, und senden Sie die Papiere. Die Rechnung können wir Ihnen geben.",
                carrier_or_word(carrier)
            ));
        }
        Reason::Unknown => {
            return Some(format!(
                "Jetzt nichts. Gibt es in zwei Tagen nichts Neues, fragen Sie {} oder uns.",
                the_carrier(carrier)
            ));
        }
        Reason::Missorted
        | Reason::Vehicle
        | Reason::Capacity
        | Reason::ProcessingDelay
        | Reason::Disruption
        | Reason::Inspection
        | Reason::CustomsDelay
        | Reason::Weather
        | Reason::Disaster => "Sie müssen nichts tun: Es geht ohne Sie weiter.",
        Reason::NotHome
        | Reason::BusinessClosed
        | Reason::Access
        | Reason::Identity
        | Reason::PaymentDue
        | Reason::RescheduleRequested
        | Reason::Duties => return None,
    };
    Some(said.to_owned())
}
