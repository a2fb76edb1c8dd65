//! Spanish for the three answers: what happened, what happens next, and what
//! the shopper should do.

use super::{carrier_first, carrier_or_word, reasons, to_carrier};
use crate::texts::{ActionKey, Whereabouts};
use doorstep::answers::{Act, Happened, Next};
use doorstep::scan::Reason;

/// What happened.
pub fn happened(key: &Happened, carrier: Option<&str>) -> String {
    let first = carrier_first(carrier);
    match key {
        Happened::NoNews => format!("{first} aún no nos ha dicho nada que sirva."),
        Happened::Ordered => "La tienda tiene su pedido.".into(),
        Happened::Packed => "La tienda ha preparado su paquete.".into(),
        Happened::LabelCreated => {
            format!("La etiqueta está hecha. {first} aún no tiene el paquete.")
        }
        Happened::PickedUp { place } => {
            seen(format!("{first} tiene su paquete."), place.as_deref())
        }
        Happened::InTransit { place } => seen(
            format!(
                "Su paquete está en camino con {}.",
                carrier_or_word(carrier)
            ),
            place.as_deref(),
        ),
        Happened::SentUntracked => "La tienda ha enviado su paquete, sin seguimiento.".into(),
        Happened::Exception { reason, place } => {
            seen(reasons::sentence(*reason, carrier), place.as_deref())
        }
        Happened::OutForDelivery => match carrier {
            Some(carrier) => format!("Su paquete va en el vehículo de reparto de {carrier}."),
            None => "Su paquete va en el vehículo de reparto.".into(),
        },
        Happened::Attempted { reason } => {
            told("El repartidor fue y no pudo entregarlo", *reason, carrier)
        }
        Happened::AvailableForPickup { place } => waiting(place.as_deref()),
        Happened::Delivered { left_at, signed_by } => {
            delivered(left_at.as_deref(), signed_by.as_deref())
        }
        Happened::Returning { reason } => told("El paquete vuelve a la tienda", *reason, carrier),
        Happened::Returned => "El paquete volvió y está de nuevo en la tienda.".into(),
        Happened::ReturnOnItsWay => "Su devolución está en camino a la tienda.".into(),
        Happened::ReturnArrived => "Su devolución ha llegado a la tienda.".into(),
        Happened::Cancelled => "Este paquete se canceló y no se enviará.".into(),
        Happened::Lost => format!("{first} no encuentra su paquete y dice que se ha perdido."),
    }
}

/// Said before what happened, where a delivery turned out not to be the end.
pub fn reopened(carrier: Option<&str>) -> String {
    format!(
        "{} dijo que estaba entregado, pero no fue el final.",
        carrier_first(carrier)
    )
}

/// Places come as the carrier spells them, so they stand on their own.
fn seen(sentence: String, place: Option<&str>) -> String {
    match place {
        Some(place) => format!("{sentence} Visto por última vez: {place}."),
        None => sentence,
    }
}

/// Something that happened, and why, as far as anybody said.
pub fn told(what: &str, reason: Reason, carrier: Option<&str>) -> String {
    if reason == Reason::Unknown {
        return format!("{what}. {} no ha dicho por qué.", carrier_first(carrier));
    }
    format!("{what}: {}.", reasons::words(reason))
}

fn waiting(place: Option<&str>) -> String {
    match place {
        Some(place) => format!("Su paquete le espera en: {place}."),
        None => "Su paquete le espera en un punto de recogida.".into(),
    }
}

fn delivered(left_at: Option<&str>, signed_by: Option<&str>) -> String {
    let mut sentence = String::from("Su paquete ha sido entregado.");
    if let Some(left_at) = left_at {
        sentence.push_str(&format!(" Lugar: {}.", left_at.trim_end_matches('.')));
    }
    if let Some(signed_by) = signed_by {
        // Initials end in a full stop of their own.
        sentence.push_str(&format!(" Firmó {}.", signed_by.trim_end_matches('.')));
    }
    sentence
}

/// What happens next.
pub fn next(key: Next, carrier: Option<&str>) -> String {
    let first = carrier_first(carrier);
    match key {
        Next::ShopPrepares => "La tienda lo prepara y lo entrega a un transportista.".into(),
        Next::CarrierCollects => {
            format!("{first} lo recoge y lo escanea por primera vez.")
        }
        Next::TravelsOn => "Sigue su camino hasta su dirección.".into(),
        Next::ComesToday => "El repartidor se lo entrega hoy.".into(),
        Next::TriesAgain => {
            format!("{first} lo intenta de nuevo o lo lleva a un punto de recogida.")
        }
        Next::WaitsForPickup => "Si nadie lo recoge a tiempo, vuelve a la tienda.".into(),
        Next::CarrierResolves(reason) => carrier_resolves(reason, first),
        Next::ShopResolves(reason) => shop_resolves(reason),
        Next::WaitsForRecipient(reason) => waits_for_recipient(reason, first),
        Next::CustomsReleases(reason) => customs_releases(reason),
        Next::NatureAllows(_) => "Sigue en cuanto sea seguro conducir o volar de nuevo.".into(),
        Next::ShopReceives => "La tienda lo sabrá en cuanto el paquete vuelva.".into(),
        Next::ShopSettles => "La tienda lo envía de nuevo o le devuelve el dinero.".into(),
        Next::Nothing => "Nada más. Este envío ha terminado.".into(),
        Next::WaitForNews => {
            let within = carrier_or_word(carrier);
            format!("Lo mostramos aquí en cuanto {within} nos diga más.")
        }
    }
}

fn carrier_resolves(reason: Reason, carrier: &str) -> String {
    match reason {
        Reason::Damaged => format!("{carrier} revisa el daño y avisa a la tienda."),
        Reason::Lost => format!("{carrier} lo busca y avisa a la tienda."),
        Reason::Missorted => format!("{carrier} lo pone otra vez en el camino correcto."),
        _ => format!("{carrier} lo envía en cuanto pueda."),
    }
}

fn shop_resolves(reason: Reason) -> String {
    match reason {
        Reason::CancelledByShop => "La tienda le dice qué sigue.".into(),
        Reason::OutOfStock => "La tienda lo envía cuando lo tenga de nuevo, o le avisa.".into(),
        Reason::WrongAddressData => "La tienda corrige la etiqueta.".into(),
        _ => "La tienda lo arregla y lo entrega de nuevo al transportista.".into(),
    }
}

fn waits_for_recipient(reason: Reason, carrier: &str) -> String {
    match reason {
        Reason::Refused | Reason::Unclaimed => "Vuelve a la tienda si nadie dice otra cosa.".into(),
        Reason::RescheduleRequested => {
            format!("{carrier} lo entrega el nuevo día o en el nuevo lugar.")
        }
        Reason::BusinessClosed | Reason::NotHome => {
            format!("{carrier} lo guarda y lo intenta de nuevo.")
        }
        _ => format!("{carrier} lo guarda hasta que se resuelva."),
    }
}

fn customs_releases(reason: Reason) -> String {
    match reason {
        Reason::Documents => "Sigue en cuanto la aduana tenga los papeles.".into(),
        Reason::Duties => "Sigue en cuanto se pague el importe.".into(),
        Reason::Prohibited => "La aduana dice si puede seguir o si vuelve.".into(),
        _ => "Sigue en cuanto la aduana lo deje pasar.".into(),
    }
}

/// Where a parcel is, in a few words.
pub fn whereabouts(key: Whereabouts<'_>) -> String {
    match key {
        Whereabouts::AtShop(shop) => format!("Aún en {shop}"),
        Whereabouts::AtBuyer => "Aún con usted".into(),
        Whereabouts::AtCarrier(carrier) => format!("Con {}", carrier_or_word(carrier)),
        Whereabouts::Seen(place) => format!("Visto por última vez: {place}"),
        Whereabouts::WaitsAt(place) => format!("Espera en: {place}"),
        Whereabouts::LeftAt(spot) => format!("Lugar: {spot}"),
        Whereabouts::DeliveredIn(town) => format!("En {town}"),
    }
}

/// The one thing to press.
pub fn action(key: ActionKey, carrier: Option<&str>) -> String {
    match key {
        ActionKey::AtCarrier => format!("Ir {}", to_carrier(carrier)),
        ActionKey::WriteToShop => "Escribir a la tienda".into(),
    }
}

/// What the shopper should do.
pub fn act(key: Act, carrier: Option<&str>) -> String {
    match key {
        Act::Nothing => "Nada. Puede cerrar esta página.".into(),
        Act::BeThere => "Procure estar en casa, o pida a un vecino que lo reciba.".into(),
        Act::Collect => "Recójalo, y lleve su documento de identidad.".into(),
        Act::LookAround => {
            "Nada. ¿No está? Busque, pregunte a los vecinos y luego a la tienda.".into()
        }
        Act::Resolve(reason) => reasons::resolve(reason, carrier),
        Act::ContactShop => "Pida a la tienda otro envío o la devolución del dinero.".into(),
    }
}
