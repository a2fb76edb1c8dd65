//! Spanish for notices.

use super::{Spanish, answers, of_carrier, to_carrier};
use crate::texts::{Lateness, NoticeSaid, NoticeTexts, NoticeWords};
use doorstep::answers::{Act, Happened, Next};
use doorstep::notice::{MilestoneOf, Notice};
use doorstep::recipient::Reader;
use doorstep::scan::Reason;

impl NoticeTexts for Spanish {
    fn notice_headline(&self, of: &NoticeSaid<'_>) -> &'static str {
        match (of.notice, of.reader) {
            (Notice::OrderConfirmed, Reader::Buyer) => "Tenemos su pedido",
            (Notice::OrderConfirmed, Reader::Follower) => "Va a recibir un paquete",
            (Notice::Shipped, _) => "Su paquete está en camino",
            (Notice::Milestone, _) => match of.milestone {
                MilestoneOf::Border => "Su paquete ha cruzado una frontera",
                MilestoneOf::Region => "Su paquete ya está cerca",
            },
            (Notice::OutForDelivery, _) => "Su paquete llega hoy",
            (Notice::Delivered, _) => "Su paquete ha sido entregado",
            (Notice::AvailableForPickup, _) => "Ya puede recoger su paquete",
            (Notice::PickupReminder, _) => "Su paquete aún le espera",
            (Notice::Attempted, _) => "No se pudo entregar su paquete",
            (Notice::Delay, _) => match of.lateness {
                Lateness::Moved => "Su paquete llega más tarde de lo previsto",
                Lateness::Missed => "Su paquete se retrasa",
                Lateness::AtRisk => "Su paquete puede llegar tarde",
            },
            (Notice::Exception, _) => match of.answers.happened {
                Happened::Lost => "Su paquete se ha perdido",
                _ => "Hay un problema con su paquete",
            },
            (Notice::Returning, Reader::Buyer) => "Su paquete vuelve a nuestra tienda",
            (Notice::Returning, Reader::Follower) => "Su paquete vuelve a la tienda",
            (Notice::Returned, Reader::Buyer) => "Su paquete está de vuelta con nosotros",
            (Notice::Returned, Reader::Follower) => "Su paquete volvió a la tienda",
            (Notice::Cancelled, Reader::Buyer) if of.of_order => "Su pedido se ha cancelado",
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
            Notice::Milestone => match of.milestone {
                MilestoneOf::Border => "Su paquete ha llegado a otro país.".into(),
                MilestoneOf::Region => "Su paquete ha llegado a su región.".into(),
            },
            Notice::Delay => late(of),
            Notice::Cancelled if of.reader == Reader::Buyer && of.of_order => {
                "Su pedido se ha cancelado y no se enviará.".into()
            }
            Notice::Exception if of.is_sold_out() => "Se nos ha agotado algo de su paquete.".into(),
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
        let has_no_date = of.notice == Notice::Delay && of.lateness != Lateness::Moved;
        match (of.reader, of.answers.next) {
            _ if has_no_date => Some("Le escribiremos en cuanto haya una nueva fecha."),
            (Reader::Buyer, Next::Nothing) if of.notice == Notice::Cancelled && of.of_order => {
                Some("Nada más. Este pedido ha terminado.")
            }
            (Reader::Follower, Next::ShopSettles) => {
                Some("Lo resolvemos con la persona que hizo el pedido.")
            }
            (Reader::Follower, Next::WaitForNews) => {
                Some("La página de este paquete lo muestra en cuanto haya noticias.")
            }
            _ => None,
        }
    }

    fn notice_act(&self, of: &NoticeSaid<'_>) -> Option<&'static str> {
        match (of.reader, of.answers.act) {
            _ if of.is_for_the_buyer() => {
                Some("Nada. Lo resolvemos con la persona que hizo el pedido.")
            }
            (Reader::Follower, Act::LookAround) => Some(
                "¿No está? Busque cerca y pregunte a los vecinos. Luego avise a la persona que hizo el pedido.",
            ),
            _ => None,
        }
    }

    fn notice_short_act(&self, act: Act, carrier: Option<&str>) -> Option<String> {
        match act {
            Act::BeThere | Act::Collect => Some(answers::act(act, carrier)),
            Act::Resolve(reason) => resolve_shortly(reason, carrier),
            Act::Nothing | Act::LookAround | Act::ContactShop => None,
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
                Notice::OrderConfirmed | Notice::Cancelled | Notice::Returned
                    if reader == Reader::Buyer =>
                {
                    "Ver su pedido"
                }
                Notice::AvailableForPickup | Notice::PickupReminder => "Ver dónde recogerlo",
                Notice::OrderConfirmed
                | Notice::Shipped
                | Notice::Milestone
                | Notice::OutForDelivery
                | Notice::Delivered
                | Notice::Attempted
                | Notice::Delay
                | Notice::Exception
                | Notice::Returning
                | Notice::Returned
                | Notice::Cancelled => "Seguir su paquete",
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

/// What trouble needs done, in few words; `None` where it goes on by itself.
fn resolve_shortly(reason: Reason, carrier: Option<&str>) -> Option<String> {
    let to = to_carrier(carrier);
    Some(match reason {
        Reason::NotHome => format!("Pida {to} otro día o lugar."),
        Reason::BusinessClosed => format!("Pida {to} otro día."),
        Reason::Refused => "Si aún lo quiere, avísenos hoy.".into(),
        Reason::AddressIncorrect => "Envíenos hoy su dirección completa.".into(),
        Reason::WrongAddressData => "Mire la dirección en el correo del pedido.".into(),
        Reason::Access => format!("Diga {to} cómo llegar."),
        Reason::Identity => "Esté en casa la próxima vez, con su documento.".into(),
        Reason::PaymentDue => "Tenga el dinero a mano.".into(),
        Reason::RescheduleRequested => format!("Si usted no lo pidió, avise {to}."),
        Reason::Documents => format!("Envíe {to} los papeles que pide."),
        Reason::Duties => {
            let of = of_carrier(carrier);
            format!("Pague solo en el sitio {of} o en la puerta.")
        }
        Reason::Unclaimed
        | Reason::Damaged
        | Reason::Lost
        | Reason::Prohibited
        | Reason::CancelledByShop => "Escríbanos para que lo resolvamos.".into(),
        Reason::OutOfStock
        | Reason::NotReady
        | Reason::Packaging
        | Reason::Missorted
        | Reason::Vehicle
        | Reason::Capacity
        | Reason::ProcessingDelay
        | Reason::Disruption
        | Reason::Inspection
        | Reason::CustomsDelay
        | Reason::Weather
        | Reason::Disaster
        | Reason::Unknown => return None,
    })
}

fn late(of: &NoticeSaid<'_>) -> String {
    let is_with_us = matches!(of.answers.happened, Happened::Ordered | Happened::Packed);
    let what = match (of.lateness, is_with_us) {
        (Lateness::Moved, true) => "Necesitamos más tiempo de lo previsto",
        (Lateness::Moved, false) => "Su paquete tarda más de lo previsto",
        (Lateness::Missed, true) if of.reader == Reader::Follower => {
            "Vamos con retraso con su paquete"
        }
        (Lateness::Missed, true) => "Vamos con retraso con su pedido",
        (Lateness::Missed, false) => "Su paquete no llegó cuando lo esperábamos",
        (Lateness::AtRisk, true) => "Puede que necesitemos más tiempo de lo previsto",
        (Lateness::AtRisk, false) => "Puede que su paquete no llegue cuando lo esperábamos",
    };
    match (of.why, of.carrier) {
        (Some(why), _) => format!("{what}: {why}."),
        (None, Some(carrier)) if !is_with_us => {
            format!("{what}. {carrier} no ha dicho por qué.")
        }
        (None, _) => format!("{what}."),
    }
}
