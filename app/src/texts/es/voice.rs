//! Spanish in the shop's own voice. What concerns the shop is said anew here;
//! the rest is as on the page.

use super::{Spanish, answers, carrier_first, carrier_or_word, of_carrier, reasons, to_carrier};
use crate::texts::own::OwnText;
use crate::texts::{ShopperTexts, VoiceTexts};
use doorstep::answers::{Act, Happened, Next};
use doorstep::scan::Reason;

/// What ends in an agreement, and not in an offer.
const SETTLE: &str = "Responda a este correo para que lo resolvamos con usted.";

impl VoiceTexts for Spanish {
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
        Reason::NotReady => "no lo teníamos listo a tiempo",
        Reason::CancelledByShop => "lo detuvimos nosotros",
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
        Happened::Ordered => "Tenemos su pedido.".into(),
        Happened::Packed => "Hemos preparado su paquete.".into(),
        Happened::SentUntracked => "Hemos enviado su paquete, sin seguimiento.".into(),
        Happened::Returning { reason } => coming_back(*reason, carrier),
        Happened::Returned => "El paquete volvió y ya lo tenemos.".into(),
        Happened::ReturnOnItsWay => "Su devolución viene en camino.".into(),
        Happened::ReturnArrived => "Hemos recibido su devolución.".into(),
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
    let what = "El paquete vuelve a nosotros";
    if reason == Reason::Unknown {
        return answers::told(what, reason, carrier);
    }
    format!("{what}: {}.", words(reason))
}

/// The trouble that began with us.
fn of_ours(reason: Reason, carrier: Option<&str>) -> Option<String> {
    Some(match reason {
        Reason::NotReady => "No tuvimos su paquete listo a tiempo.".into(),
        Reason::OutOfStock => "Se nos ha agotado algo de su pedido.".into(),
        Reason::WrongAddressData => format!(
            "La etiqueta que dimos {} tiene un error.",
            to_carrier(carrier)
        ),
        Reason::CancelledByShop => "Pedimos detener este paquete.".into(),
        _ => return None,
    })
}

fn next(key: Next, carrier: Option<&str>) -> Option<String> {
    let first = carrier_first(carrier);
    let said = match key {
        Next::ShopPrepares => "Lo preparamos y lo entregamos a un transportista.",
        Next::WaitsForPickup => "Si nadie lo recoge a tiempo, vuelve a nosotros.",
        Next::ShopReceives => "Lo sabremos en cuanto el paquete vuelva.",
        Next::ShopSettles => "Lo resolvemos con usted.",
        Next::ShopResolves(Reason::CancelledByShop) => "Le diremos qué sigue.",
        Next::ShopResolves(Reason::OutOfStock) => {
            "Lo enviamos cuando lo tengamos de nuevo, o le avisamos."
        }
        Next::ShopResolves(Reason::WrongAddressData) => "Corregimos la etiqueta.",
        Next::ShopResolves(_) => "Lo arreglamos y lo entregamos de nuevo al transportista.",
        Next::WaitsForRecipient(Reason::Refused | Reason::Unclaimed) => {
            "Vuelve a nosotros si nadie dice otra cosa."
        }
        Next::CarrierResolves(Reason::Damaged) => {
            return Some(format!("{first} revisa el daño y nos avisa."));
        }
        Next::CarrierResolves(Reason::Lost) => {
            return Some(format!("{first} lo busca y nos avisa."));
        }
        Next::WaitForNews => {
            let within = carrier_or_word(carrier);
            return Some(format!(
                "La página de su pedido lo muestra en cuanto {within} nos diga más."
            ));
        }
        _ => return None,
    };
    Some(said.to_owned())
}

fn act(key: Act, carrier: Option<&str>) -> Option<String> {
    Some(match key {
        Act::Nothing => "No tiene que hacer nada.".into(),
        Act::LookAround => {
            "¿No está? Busque cerca, pregunte a los vecinos y luego responda a este correo.".into()
        }
        Act::ContactShop => SETTLE.into(),
        Act::Resolve(reason) => return resolve(reason, carrier),
        Act::BeThere | Act::Collect => return None,
    })
}

fn resolve(reason: Reason, carrier: Option<&str>) -> Option<String> {
    let said = match reason {
        Reason::Refused => {
            "Si aún quiere el paquete, responda hoy a este correo. Si no, no tiene que hacer nada."
        }
        Reason::AddressIncorrect => {
            "Responda hoy a este correo con su dirección completa, con número y piso."
        }
        Reason::WrongAddressData => {
            "Mire la dirección en el correo del pedido. Si está mal, responda a este correo."
        }
        Reason::OutOfStock | Reason::NotReady => {
            "Por ahora nada. Si no puede esperar, responda a este correo."
        }
        Reason::Unclaimed
        | Reason::Damaged
        | Reason::Lost
        | Reason::Prohibited
        | Reason::CancelledByShop => SETTLE,
        Reason::Packaging => "Por ahora nada. Tenemos que embalarlo de nuevo.",
        Reason::Documents => {
            return Some(format!(
                "Busque un mensaje {} y envíe los papeles que pide. La factura se la damos nosotros.",
                of_carrier(carrier)
            ));
        }
        Reason::Unknown => {
            return Some(format!(
                "Por ahora nada. Si en dos días no hay noticias, pregunte {} o a nosotros.",
                to_carrier(carrier)
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
        | Reason::Disaster => "No tiene que hacer nada: sigue su camino sin usted.",
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
