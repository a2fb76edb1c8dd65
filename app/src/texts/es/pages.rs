//! Spanish for whole pages and the parts around a parcel.

use super::carrier_first;
use crate::texts::{CalendarEntry, HomeWords, Linking, MapWords, NoticePage, Remainder, alike};
use doorstep::shipment::{Direction, PromiseSource};

/// "Paquete 1 de 2".
pub fn parcel_heading(direction: Direction, index: usize, total: usize) -> String {
    match (direction, total) {
        (Direction::Outbound, _) => format!("Paquete {index} de {total}"),
        (Direction::Return, ..=1) => "Su devolución".into(),
        (Direction::Return, _) => format!("Devolución {index} de {total}"),
    }
}

/// An order's number over its page.
pub fn order_label(order_number: &str) -> String {
    format!("Pedido {order_number}")
}

/// What a map shows.
pub fn map_words(key: &MapWords<'_>) -> String {
    let way = match (key.from, key.to) {
        (Some(from), Some(to)) if from != to => Some(format!("De {from} a {to}.")),
        (None, Some(to)) => Some(format!("Destino: {to}.")),
        (Some(from), None) if key.newest != Some(from) => Some(format!("Desde {from}.")),
        _ => None,
    };
    let newest = key.newest.map(|newest| format!("Lo último: {newest}."));
    let said: Vec<String> = way.into_iter().chain(newest).collect();
    said.join(" ")
}

/// What is being waited for before it leaves.
pub const fn unshipped_text(remainder: Remainder) -> &'static str {
    match remainder {
        Remainder::All => "La tienda prepara su pedido. Aparece aquí en cuanto sale.",
        Remainder::None | Remainder::Some => {
            "Esto sigue en la tienda. Aparece aquí en cuanto sale."
        }
    }
}

/// What began with a small weekday begins a sentence here.
fn sentence(window: &str) -> String {
    alike::capital(window.trim_end_matches('.'))
}

/// Where a parcel stands, to be told to others.
pub fn share(headline: &str, window: &str) -> String {
    if window.is_empty() {
        format!("Mi paquete: {headline}.")
    } else {
        format!("Mi paquete: {headline}. {}.", sentence(window))
    }
}

/// What a calendar shows.
pub fn calendar_title(entry: &CalendarEntry<'_>) -> String {
    let which = entry
        .which
        .map_or_else(String::new, |which| format!(", {which}"));
    let by = entry.by.map_or_else(String::new, |by| {
        format!(", antes de las {}", super::dates::clock(by))
    });
    format!("Paquete de {}{which}{by}", entry.brand)
}

/// What stands beside it there.
pub fn calendar_note(source: PromiseSource, carrier: Option<&str>) -> String {
    let who = match source {
        PromiseSource::Shop => "La tienda",
        PromiseSource::Carrier => carrier_first(carrier),
        PromiseSource::Doorstep => "Doorstep",
    };
    format!(
        "{who} prevé la entrega para entonces. La fecha puede cambiar: mire la página de su pedido."
    )
}

/// What a screen reader says when a page changed by itself.
pub fn announcement(headline: &str, window: &str) -> String {
    if window.is_empty() {
        format!("Novedad: {headline}.")
    } else {
        format!("Novedad: {headline}. {}.", sentence(window))
    }
}

/// The links under every page.
pub fn linking() -> Linking {
    Linking {
        help: "¿Necesita ayuda?".into(),
        write_to: "Escriba a".into(),
        ask_shop: "Pregunte a la tienda donde lo compró.".into(),
        to_shop: "Volver a la tienda".into(),
        skip: "Ir a su pedido".into(),
    }
}

/// The page for a link that leads to no order.
pub fn not_found() -> NoticePage {
    NoticePage {
        headline: "No pudimos encontrar este pedido".into(),
        text: "Quizá el enlace esté cortado, o lo sustituyó uno más nuevo.".into(),
        act: "Abra el enlace del último correo de la tienda, o cópielo entero.".into(),
    }
}

/// The page for when we cannot look right now.
pub fn unavailable() -> NoticePage {
    NoticePage {
        headline: "Ahora no podemos consultar su pedido".into(),
        text: "Su pedido está bien. Solo esta página tiene un problema.".into(),
        act: "Cargue esta página otra vez en un minuto.".into(),
    }
}

/// The home page.
pub fn home() -> HomeWords {
    HomeWords {
        headline: "¿Dónde está mi pedido?".into(),
        text: "Escriba su número de pedido y lo que dio a la tienda con él. O abra el enlace del correo de la tienda.".into(),
        demo_headline: "Pedidos de prueba".into(),
        demo_text: "Paquetes inventados de dos tiendas. En un segundo pasa media hora: abra uno que esté en camino y \
                    vea cómo se mueve. Lo que ha terminado muestra cómo queda después.".into(),
    }
}
