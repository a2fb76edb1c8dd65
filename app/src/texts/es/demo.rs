//! The demo's journeys in Spanish.

use crate::texts::DemoJourney;

/// A journey, as the home page heads it.
pub const fn title(journey: DemoJourney) -> &'static str {
    match journey {
        DemoJourney::Early => "Llega antes",
        DemoJourney::OnTime => "Todo según lo previsto",
        DemoJourney::Delayed => "Una tormenta y otra fecha",
        DemoJourney::Customs => "Detenido en la aduana",
        DemoJourney::FailedAttempt => "No había nadie en casa",
        DemoJourney::PickupPoint => "Espera en un punto de recogida",
        DemoJourney::WrongAddress => "La dirección está mal",
        DemoJourney::Refused => "Rechazado y de vuelta",
        DemoJourney::Lost => "Perdido en el camino",
        DemoJourney::NotHandedOver => "Una etiqueta, pero ningún paquete",
        DemoJourney::TwoParcels => "Dos paquetes, uno con retraso",
        DemoJourney::NotReceived => "Entregado, pero no recibido",
        DemoJourney::OutOfOrder => "Escaneos tardíos y revueltos",
        DemoJourney::Hostile => "Un escaneo con texto hostil",
    }
}

/// What to look for on its pages.
pub const fn look_for(journey: DemoJourney) -> &'static str {
    match journey {
        DemoJourney::Early => {
            "El día previsto se adelanta, y cada uno de los anteriores sigue a la vista."
        }
        DemoJourney::OnTime => "De la etiqueta a la puerta, con unas horas fijas el último día.",
        DemoJourney::Delayed => "La nueva fecha está junto a la antigua, con el motivo.",
        DemoJourney::Customs => {
            "A uno de dos paquetes le faltan papeles; la página dice quién debe actuar."
        }
        DemoJourney::FailedAttempt => "Por qué se fue el repartidor, y cuándo lo intenta de nuevo.",
        DemoJourney::PickupPoint => "Dónde recogerlo, y qué llevar.",
        DemoJourney::WrongAddress => "Qué está mal, y cómo arreglarlo mientras está en camino.",
        DemoJourney::Refused => "Da la vuelta, y la página dice qué hace la tienda después.",
        DemoJourney::Lost => "Las noticias cesan, la fecha pasa y se da por perdido.",
        DemoJourney::NotHandedOver => {
            "El día previsto pasa mientras el transportista aún espera el paquete."
        }
        DemoJourney::TwoParcels => "Cada paquete tiene su fecha, y el que se retrasa lo dice.",
        DemoJourney::NotReceived => {
            "Dónde dice el transportista que lo dejó, y qué hacer si no está."
        }
        DemoJourney::OutOfOrder => {
            "La página cuenta una sola historia, en el orden en que ocurrió."
        }
        DemoJourney::Hostile => {
            "De código, trucos y un nombre en palabras del transportista, nada llega a la página."
        }
    }
}

/// How far an order is.
pub fn how_far(day: Option<u32>) -> String {
    day.map_or_else(|| "terminado".to_owned(), |day| format!("día {day}"))
}
