//! Spanish for notices.

use super::Spanish;
use crate::texts::{Lateness, NoticeSaid, NoticeTexts, NoticeWords};
use doorstep::answers::{Act, Happened};
use doorstep::notice::Notice;
use doorstep::recipient::Reader;

impl NoticeTexts for Spanish {
    fn notice_headline(&self, of: &NoticeSaid<'_>) -> &'static str {
        match (of.notice, of.reader) {
            (Notice::OrderConfirmed, Reader::Buyer) => "Tenemos su pedido",
            (Notice::OrderConfirmed, Reader::Follower) => "Va a recibir un paquete",
            (Notice::Shipped, _) => "Su paquete está en camino",
            (Notice::Milestone, _) => "Su paquete ha cruzado una frontera",
            (Notice::OutForDelivery, _) => "Su paquete llega hoy",
            (Notice::Delivered, _) => "Su paquete está entregado",
            (Notice::AvailableForPickup, _) => "Ya puede recoger su paquete",
            (Notice::PickupReminder, _) => "Su paquete aún le espera",
            (Notice::Attempted, _) => "No se pudo entregar su paquete",
            (Notice::Delay, _) => match of.lateness {
                Lateness::Moved => "Su paquete llega más tarde de lo previsto",
                Lateness::Missed => "Su paquete se retrasa",
            },
            (Notice::Exception, _) => match of.answers.happened {
                Happened::Lost => "Su paquete se ha perdido",
                _ => "Hay un problema con su paquete",
            },
            (Notice::Returning, Reader::Buyer) => "Su paquete vuelve a nuestra tienda",
            (Notice::Returning, Reader::Follower) => "Su paquete vuelve a la tienda",
            (Notice::Returned, Reader::Buyer) => "Su paquete está de vuelta con nosotros",
            (Notice::Returned, Reader::Follower) => "Su paquete volvió a la tienda",
            (Notice::Cancelled, _) => "Su paquete se canceló",
        }
    }

    fn notice_subject(&self, headline: &str, order: Option<&str>) -> String {
        match order {
            Some(order) => format!("{headline} (pedido {order})"),
            None => headline.to_owned(),
        }
    }

    fn notice_happened(&self, of: &NoticeSaid<'_>) -> Option<String> {
        Some(match of.notice {
            Notice::OrderConfirmed => match of.reader {
                Reader::Buyer => "Tenemos su pedido. Gracias.".into(),
                Reader::Follower => "Estamos preparando un paquete para usted.".into(),
            },
            Notice::Milestone => "Su paquete ha llegado a otro país.".into(),
            Notice::Delay => late(of),
            Notice::Shipped
            | Notice::OutForDelivery
            | Notice::Delivered
            | Notice::AvailableForPickup
            | Notice::PickupReminder
            | Notice::Attempted
            | Notice::Exception
            | Notice::Returning
            | Notice::Returned
            | Notice::Cancelled => return None,
        })
    }

    fn notice_next(&self, of: &NoticeSaid<'_>) -> Option<&'static str> {
        let is_missed = of.notice == Notice::Delay && of.lateness == Lateness::Missed;
        is_missed.then_some("Le escribiremos en cuanto haya una nueva fecha.")
    }

    fn notice_act(&self, of: &NoticeSaid<'_>) -> Option<&'static str> {
        match (of.reader, of.answers.act) {
            (Reader::Follower, Act::ContactShop) => {
                Some("Nada. Lo resolvemos con la persona que hizo el pedido.")
            }
            _ => None,
        }
    }

    fn notice_hello(&self, first_name: Option<&str>) -> String {
        first_name.map_or_else(|| "Hola:".into(), |name| format!("Hola, {name}:"))
    }

    fn notice_more_items(&self, count: usize) -> String {
        format!("y {count} más")
    }

    fn notice_words(&self, notice: Notice, reader: Reader, shop: &str) -> NoticeWords {
        NoticeWords {
            button: match notice {
                Notice::OrderConfirmed | Notice::Cancelled | Notice::Returned => "Ver su pedido",
                Notice::AvailableForPickup | Notice::PickupReminder => "Ver dónde recogerlo",
                Notice::Shipped
                | Notice::Milestone
                | Notice::OutForDelivery
                | Notice::Delivered
                | Notice::Attempted
                | Notice::Delay
                | Notice::Exception
                | Notice::Returning => "Seguir su paquete",
            },
            in_order: "En su pedido",
            questions: "¿Preguntas? Responda a este correo.",
            because: match reader {
                Reader::Buyer => format!("Recibe este correo porque compró en {shop}."),
                Reader::Follower => {
                    format!("Recibe este correo porque sigue un paquete de {shop}.")
                }
            },
            choose: "Elegir qué le enviamos",
            stop: "No recibir más estos correos",
        }
    }
}

fn late(of: &NoticeSaid<'_>) -> String {
    let is_with_us = matches!(of.answers.happened, Happened::Ordered | Happened::Packed);
    let what = match (of.lateness, is_with_us) {
        (Lateness::Moved, true) => "Necesitamos más tiempo de lo previsto",
        (Lateness::Moved, false) => "Su paquete tarda más de lo previsto",
        (Lateness::Missed, true) => "Vamos con retraso con su pedido",
        (Lateness::Missed, false) => "Su paquete no llegó cuando lo esperábamos",
    };
    match (of.why, of.carrier) {
        (Some(why), _) => format!("{what}: {why}."),
        (None, Some(carrier)) if !is_with_us => {
            format!("{what}. {carrier} no ha dicho por qué.")
        }
        (None, _) => format!("{what}."),
    }
}
