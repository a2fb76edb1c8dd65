//! Spanish for every reason: in a few words, as a sentence on what happened,
//! and as what the shopper should do about it.

use super::{carrier_first, of_carrier, to_carrier};
use doorstep::scan::Reason;

/// In a few words, to stand after a colon; about 30 letters are a line of a
/// phone.
pub const fn words(reason: Reason) -> &'static str {
    match reason {
        Reason::Damaged => "el paquete se dañó",
        Reason::Lost => "el paquete se ha perdido",
        Reason::Missorted => "se envió por otro camino",
        Reason::Vehicle => "avería de un camión o avión",
        Reason::Capacity => "demasiados paquetes a la vez",
        Reason::ProcessingDelay => "el transportista va con retraso",
        Reason::Disruption => "huelga, cierre o accidente",
        Reason::NotReady => "la tienda no estaba lista",
        Reason::OutOfStock => "un artículo está agotado",
        Reason::WrongAddressData => "un error en la etiqueta",
        Reason::CancelledByShop => "la tienda lo detuvo",
        Reason::Packaging => "un problema con el embalaje",
        Reason::NotHome => "no había nadie",
        Reason::Refused => "no lo quisieron recibir",
        Reason::BusinessClosed => "el negocio estaba cerrado",
        Reason::AddressIncorrect => "dirección errónea o incompleta",
        Reason::Access => "sin acceso a la puerta o buzón",
        Reason::Identity => "hace falta documento o firma",
        Reason::PaymentDue => "hay algo que pagar",
        Reason::RescheduleRequested => "se pidió otro día o lugar",
        Reason::Unclaimed => "no se recogió a tiempo",
        Reason::Inspection => "un control de aduana",
        Reason::Documents => "faltan papeles para la aduana",
        Reason::Duties => "falta pagar aduana o impuestos",
        Reason::Prohibited => "no se puede enviar",
        Reason::CustomsDelay => "la aduana tarda más",
        Reason::Weather => "mal tiempo",
        Reason::Disaster => "inundación, fuego o desastre",
        Reason::Unknown => "sin motivo indicado",
    }
}

/// Why a date moved, or was missed, in a few words. Of a parcel that is lost
/// no date is told: this one was, and has been found.
pub const fn of_date(reason: Reason) -> &'static str {
    match reason {
        Reason::Lost => "estuvo un tiempo perdido",
        _ => words(reason),
    }
}

/// As a sentence on what happened.
pub fn sentence(reason: Reason, carrier: Option<&str>) -> String {
    let first = carrier_first(carrier);
    match reason {
        Reason::Damaged => format!("{first} dice que el paquete se dañó en el camino."),
        Reason::Lost => format!("{first} no encuentra el paquete."),
        Reason::Missorted => "El paquete se envió por error por otro camino.".into(),
        Reason::Vehicle => "Un camión, tren o avión se retrasó o se averió.".into(),
        Reason::Capacity => format!("{first} tiene ahora más paquetes de los que puede llevar."),
        Reason::ProcessingDelay => format!("{first} va con retraso con su paquete."),
        Reason::Disruption => "Una huelga, un cierre o un accidente detiene su paquete.".into(),
        Reason::NotReady => "La tienda no tuvo su paquete listo a tiempo.".into(),
        Reason::OutOfStock => "Se ha agotado en la tienda algo de su pedido.".into(),
        Reason::WrongAddressData => format!(
            "La etiqueta que la tienda dio {} tiene un error.",
            to_carrier(carrier)
        ),
        Reason::CancelledByShop => "La tienda pidió detener este paquete.".into(),
        Reason::Packaging => {
            format!("{first} no puede llevar el paquete tal como está embalado.")
        }
        Reason::NotHome => "No había nadie para recibir el paquete.".into(),
        Reason::Refused => "En su dirección no quisieron recibir el paquete.".into(),
        Reason::BusinessClosed => "El negocio estaba cerrado cuando llegó el repartidor.".into(),
        Reason::AddressIncorrect => "La dirección es errónea o no está completa.".into(),
        Reason::Access => "El repartidor no pudo llegar a su puerta ni a su buzón.".into(),
        Reason::Identity => {
            format!("{first} necesita ver su documento de identidad o una firma.")
        }
        Reason::PaymentDue => "Hay algo que pagar antes de recibir el paquete.".into(),
        Reason::RescheduleRequested => "Alguien pidió otro día u otro lugar.".into(),
        Reason::Unclaimed => "Nadie recogió el paquete a tiempo.".into(),
        Reason::Inspection => "La aduana revisa el paquete.".into(),
        Reason::Documents => "La aduana necesita más papeles para el paquete.".into(),
        Reason::Duties => "Hay que pagar aduana o impuestos antes de que el paquete pase.".into(),
        Reason::Prohibited => "El paquete no puede entrar en el país, o no se puede llevar.".into(),
        Reason::CustomsDelay => "La aduana tarda más de lo normal.".into(),
        Reason::Weather => "El mal tiempo detiene su paquete.".into(),
        Reason::Disaster => "Una inundación, un fuego u otro desastre detiene su paquete.".into(),
        Reason::Unknown => {
            format!("Hay un problema con su paquete. {first} no ha dicho por qué.")
        }
    }
}

/// What the shopper should do about it. Three lines of a phone are kept for
/// it, however wide its type: about 70 letters.
pub fn resolve(reason: Reason, carrier: Option<&str>) -> String {
    let to = to_carrier(carrier);
    match reason {
        Reason::NotHome => {
            format!("Esté en casa la próxima vez, o pida {to} otro día o lugar.")
        }
        Reason::Refused => "Si aún lo quiere, avise hoy a la tienda. Si no, no haga nada.".into(),
        Reason::BusinessClosed => {
            format!("Que haya alguien la próxima vez, o pida {to} otro día.")
        }
        Reason::AddressIncorrect => {
            "Envíe hoy a la tienda su dirección completa, con número y piso.".into()
        }
        Reason::Access => {
            format!("Diga {to} cómo llegar, o elija un punto de recogida.")
        }
        Reason::Identity => "Esté usted en casa la próxima vez, con su documento, y firme.".into(),
        Reason::PaymentDue => {
            format!("Tenga el dinero a mano, o pregunte {to} cómo pagar.")
        }
        Reason::RescheduleRequested => {
            format!("Esté en casa el nuevo día. Si usted no lo pidió, avise {to}.")
        }
        Reason::Unclaimed
        | Reason::Damaged
        | Reason::Lost
        | Reason::Prohibited
        | Reason::CancelledByShop => {
            "Pida a la tienda otro envío o la devolución del dinero.".into()
        }
        Reason::Documents => {
            format!("Envíe {to} los papeles que pide. La tienda tiene la factura.")
        }
        Reason::Duties => {
            let of = of_carrier(carrier);
            format!("Espere la factura. Pague solo en el sitio {of} o en la puerta.")
        }
        Reason::WrongAddressData => {
            "Mire la dirección en el correo del pedido. ¿Está mal? Avise a la tienda.".into()
        }
        Reason::OutOfStock | Reason::NotReady => {
            "Por ahora nada. Si no puede esperar, pregunte a la tienda.".into()
        }
        Reason::Packaging => "Por ahora nada. La tienda tiene que embalarlo de nuevo.".into(),
        Reason::Missorted
        | Reason::Vehicle
        | Reason::Capacity
        | Reason::ProcessingDelay
        | Reason::Disruption
        | Reason::Inspection
        | Reason::CustomsDelay
        | Reason::Weather
        | Reason::Disaster => "Nada. Sigue su camino sin usted.".into(),
        Reason::Unknown => {
            format!("Aún nada. ¿Dos días sin noticias? Pregunte {to} o a la tienda.")
        }
    }
}
