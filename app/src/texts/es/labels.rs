//! Spanish for statuses, steps, headlines and the lines of the history.

use super::{carrier_first, carrier_or_word, of_carrier, reasons};
use crate::texts::{Headline, ScanLine, alike};
use doorstep::scan::{Reason, Status};
use doorstep::shipment::Direction;
use doorstep::status::Step;
use doorstep::view::tracking::Labels;

/// Below a headline, where a part of the order has not left.
pub const REST: &str = "El resto sigue en la tienda";
/// A scan of which neither meaning nor words are known.
pub const SCAN_WITHOUT_WORDS: &str = "Novedad sin detalles";
/// Over scans whose time nobody gave.
pub const NO_TIME: &str = "Hora sin indicar";
/// The heading over what has not left.
pub const UNSHIPPED: &str = "Aún sin enviar";

/// A status with nothing else known.
pub const fn status(status: Status) -> &'static str {
    match status {
        Status::Unknown => "Aún sin noticias del transportista",
        Status::Ordered => "La tienda tiene su pedido",
        Status::Packed => "Preparado",
        Status::LabelCreated => "Etiqueta hecha, espera al transportista",
        Status::PickedUp => "Lo tiene el transportista",
        Status::InTransit => "En camino",
        Status::Exception => "Hay un problema con su paquete",
        Status::OutForDelivery => "En reparto",
        Status::Attempted => "El repartidor no pudo entregarlo",
        Status::AvailableForPickup => "Listo para recoger",
        Status::Delivered => "Entregado",
        Status::Returning => "De vuelta a la tienda",
        Status::Returned => "De nuevo en la tienda",
        Status::Cancelled => "Cancelado",
    }
}

/// A parcel's headline.
pub fn headline(of: &Headline<'_>) -> String {
    if of.direction == Direction::Return {
        return of_return(of.status).into();
    }
    match of.status {
        Status::Unknown => format!("Aún sin noticias {}", of_carrier(of.carrier)),
        Status::LabelCreated => match of.carrier {
            Some(carrier) => format!("Etiqueta hecha, espera a {carrier}"),
            None => status(Status::LabelCreated).into(),
        },
        Status::PickedUp => format!("Lo tiene {}", carrier_or_word(of.carrier)),
        Status::Exception if of.reason == Some(Reason::Lost) => "Su paquete se ha perdido".into(),
        other => status(other).into(),
    }
}

const fn of_return(status: Status) -> &'static str {
    match status {
        Status::Delivered | Status::Returned => "Su devolución llegó a la tienda",
        Status::Cancelled => "Su devolución se canceló",
        Status::Unknown | Status::Ordered | Status::Packed | Status::LabelCreated => {
            "Su devolución aún no se ha escaneado"
        }
        Status::PickedUp
        | Status::InTransit
        | Status::Exception
        | Status::OutForDelivery
        | Status::Attempted
        | Status::AvailableForPickup
        | Status::Returning => "Su devolución va hacia la tienda",
    }
}

/// The headline of an order as a whole.
pub fn order_headline(parcels: &[Status]) -> String {
    match parcels {
        [] => status(Status::Ordered).into(),
        [only] => status(*only).into(),
        [first, others @ ..] if others.iter().all(|other| other == first) => match parcels.len() {
            2 => format!("Ambos paquetes {}", several(*first)),
            count => format!("Los {count} paquetes {}", several(*first)),
        },
        _ => {
            let groups: Vec<String> = alike::counted(parcels)
                .into_iter()
                .map(|(status, count)| match count {
                    1 => format!("1 {}", one(status)),
                    _ => format!("{count} {}", several(status)),
                })
                .collect();
            format!("{} paquetes: {}", parcels.len(), groups.join(", "))
        }
    }
}

const fn one(status: Status) -> &'static str {
    match status {
        Status::Packed => "preparado",
        Status::AvailableForPickup => "listo para recoger",
        Status::Delivered => "entregado",
        Status::Cancelled => "cancelado",
        other => several(other),
    }
}

const fn several(status: Status) -> &'static str {
    match status {
        Status::Unknown => "aún sin noticias",
        Status::Ordered => "en la tienda",
        Status::Packed => "preparados",
        Status::LabelCreated => "a la espera del transportista",
        Status::PickedUp => "con el transportista",
        Status::InTransit => "en camino",
        Status::Exception => "con un problema",
        Status::OutForDelivery => "en reparto",
        Status::Attempted => "sin poder entregar",
        Status::AvailableForPickup => "listos para recoger",
        Status::Delivered => "entregados",
        Status::Returning => "de vuelta",
        Status::Returned => "de nuevo en la tienda",
        Status::Cancelled => "cancelados",
    }
}

/// A step of the bar.
pub const fn step(step: Step) -> &'static str {
    match step {
        Step::Ordered => "Pedido",
        Step::Packed => "Preparado",
        Step::Shipped => "Enviado",
        Step::OutForDelivery => "En reparto",
        Step::Delivered => "Entregado",
        Step::ReadyForPickup => "Para recoger",
        Step::Cancelled => "Cancelado",
        Step::Lost => "Perdido",
        Step::Returned => "Devuelto",
    }
}

/// A line of the history: what the scan means, and why where it says so.
pub fn scan_line(scan: &ScanLine<'_>) -> Option<String> {
    let what = scanned(scan.status?, scan.direction, scan.carrier);
    Some(match scan.reason {
        None | Some(Reason::Unknown) => what,
        Some(reason) => format!("{what}: {}", reasons::words(reason)),
    })
}

fn scanned(status: Status, direction: Direction, carrier: Option<&str>) -> String {
    match status {
        Status::Unknown => format!("Noticia {}", of_carrier(carrier)),
        Status::Ordered => "La tienda recibió el pedido".into(),
        Status::Packed => "Preparado".into(),
        Status::LabelCreated => "Etiqueta hecha".into(),
        Status::PickedUp => format!("{} tomó el paquete", carrier_first(carrier)),
        Status::InTransit => "En camino".into(),
        Status::Exception => "Detenido".into(),
        Status::OutForDelivery => match direction {
            Direction::Outbound => "En reparto".into(),
            Direction::Return => "En el último tramo a la tienda".into(),
        },
        Status::Attempted => "El repartidor no pudo entregarlo".into(),
        Status::AvailableForPickup => "Listo para recoger".into(),
        Status::Delivered => match direction {
            Direction::Outbound => "Entregado".into(),
            Direction::Return => "Llegó a la tienda".into(),
        },
        Status::Returning => "De vuelta a la tienda".into(),
        Status::Returned => "De nuevo en la tienda".into(),
        Status::Cancelled => "Cancelado".into(),
    }
}

/// The fixed words of the tracking page.
pub fn fixed() -> Labels {
    Labels {
        happened: "Qué ha pasado".into(),
        next: "Qué pasa después".into(),
        act: "Qué debe hacer usted".into(),
        promises: "Fechas previstas".into(),
        scans: "Historial de seguimiento".into(),
        items: "En este paquete".into(),
        carrier: "Transportista".into(),
        number: "Número de seguimiento".into(),
        steps: "Avance".into(),
        carrier_link: "Abrir la página del transportista".into(),
        carrier_words: "En palabras del transportista:".into(),
        older_scans: "Escaneos anteriores".into(),
        step_done: "hecho".into(),
        step_current: "ahora".into(),
        step_ahead: "pendiente".into(),
        promise_current: "la última".into(),
        parcels: "Sus paquetes".into(),
        pickup: "Dónde recogerlo".into(),
        pickup_hours: "Horario".into(),
        calendar: "Añadir al calendario".into(),
        copy: "Copiar número".into(),
        copied: "Copiado".into(),
        share: "Contárselo a alguien".into(),
        share_status: "Compartir dónde está".into(),
        share_status_note: "Envía la línea de arriba y el enlace del transportista. No envía esta página ni nada de su pedido.".into(),
        share_page: "Compartir esta página".into(),
        share_page_note: "Quien tenga su enlace ve lo mismo que usted: su pedido, sus artículos y cada escaneo.".into(),
        shared: "Hecho".into(),
    }
}
