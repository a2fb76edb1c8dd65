//! Spanish for what people choose to hear.

use super::Spanish;
use super::ways::wait;
use crate::texts::{FollowWords, MessagesTexts, MessagesWords, UnsubscribeWords};
use doorstep::choice::{Kind, StopReason};
use doorstep::view::messages::{MessagesProblem, Said, TextsEnd, UnsubscribeStep};

impl MessagesTexts for Spanish {
    fn messages_words(&self) -> MessagesWords {
        WORDS
    }

    fn kind_of_message(&self, kind: Kind) -> &'static str {
        match kind {
            Kind::Order => "El pedido: recibido o cancelado",
            Kind::OnItsWay => "El paquete está en camino",
            Kind::Arrival => "Llega hoy, ya llegó o le espera",
            Kind::Trouble => "Se retrasa o hay un problema",
        }
    }

    fn by_email(&self, hint: &str) -> String {
        format!("Por correo a {hint}")
    }

    fn by_sms(&self, hint: &str) -> String {
        format!("Por SMS a {hint}")
    }

    fn sms_consent(&self, shop: &str, ends: TextsEnd) -> String {
        let end = match ends {
            TextsEnd::ByAnswer => "Responda STOP para terminarlos o HELP para pedir ayuda.",
            TextsEnd::ByLink => "El enlace de cada uno lleva a donde puede terminarlos.",
        };
        format!(
            "Acepto que {shop} me envíe algunos SMS sobre este pedido. Su operador puede cobrarlos. {end}"
        )
    }

    fn code_sent(&self, hint: &str) -> String {
        format!("Enviamos un código a {hint}. Sirve durante 10 minutos.")
    }

    fn demo_code(&self, code: &str) -> String {
        format!("Esta es una demo y no envía nada. El código es {code}.")
    }

    fn sms_on(&self, hint: &str) -> String {
        format!("Los mensajes llegan a {hint}. Arriba elige cuáles.")
    }

    fn stopped(&self, hint: &str, why: StopReason, shop: &str) -> String {
        match why {
            StopReason::Unsubscribed => format!(
                "{hint} no recibe nada: allí se terminaron todos los mensajes de {shop}. El enlace al final de cada mensaje los activa otra vez."
            ),
            StopReason::Stop => format!(
                "{hint} no recibe nada: respondió STOP. Envíe START al mismo número para recibirlos otra vez."
            ),
            StopReason::Bounced => {
                format!("{hint} no recibe nada: lo que enviamos no llegó. Avise a {shop}.")
            }
            StopReason::Complained => {
                format!(
                    "{hint} no recibe nada: allí se marcó un mensaje como no deseado. Avise a {shop}."
                )
            }
        }
    }

    fn messages_said(&self, said: Said) -> &'static str {
        match said {
            Said::Saved => "Guardado.",
            Said::CodeSent => "El código va en camino a su teléfono.",
            Said::NumberConfirmed => "Listo. Su teléfono ya recibe mensajes.",
            Said::NumberGone => "Su teléfono ya no recibe mensajes.",
            Said::Invited => {
                "Hemos preguntado a esa persona por correo. Recibirá mensajes cuando acepte."
            }
            Said::FollowerGone => "Esa persona ya no sigue este pedido.",
        }
    }

    fn messages_problem(&self, problem: MessagesProblem) -> String {
        match problem {
            MessagesProblem::NoNumber => {
                "Escriba su número con el prefijo del país, por ejemplo +34 612 345 678".into()
            }
            MessagesProblem::DeafNumber => "Este número no recibe SMS".into(),
            MessagesProblem::StoppedNumber => {
                "Este número no quiere mensajes. Envíenos primero START desde él".into()
            }
            MessagesProblem::NoConsent => "Marque la casilla para aceptar los SMS".into(),
            MessagesProblem::WrongCode => {
                "Ese no es el código. Mire el último SMS e inténtelo de nuevo".into()
            }
            MessagesProblem::CodeOver => "Este código ya no sirve. Pida uno nuevo".into(),
            MessagesProblem::NoEmail => {
                "Escriba un correo electrónico, por ejemplo jo@example.com".into()
            }
            MessagesProblem::OwnEmail => "Esta dirección ya recibe los mensajes".into(),
            MessagesProblem::NoTester => {
                "Este pedido es una prueba. Solo puede seguirlo quien está en la lista de pruebas de la tienda"
                    .into()
            }
            MessagesProblem::TooManyFollowers => "No pueden seguir este pedido más personas".into(),
            MessagesProblem::CannotText => {
                "Ahora no podemos enviar SMS. Inténtelo más tarde".into()
            }
            MessagesProblem::Wait(seconds) => {
                format!("Espere {} e inténtelo de nuevo", wait(seconds))
            }
        }
    }

    fn code_text(&self, code: &str, shop: &str) -> String {
        // A long name would need a second message.
        let shop: String = shop.chars().take(40).collect();
        format!(
            "{code} es su código para los mensajes de {}. Si no lo pidió, no haga nada.",
            shop.trim()
        )
    }

    fn follow_title(&self, shop: &str) -> String {
        format!("Un paquete de {shop}")
    }

    fn follow_question(&self, shop: &str) -> String {
        format!("¿Quiere seguir un paquete de {shop}?")
    }

    fn follow_words(&self) -> FollowWords {
        FollowWords {
            text: "Alguien nos pidió que le avisemos también a usted. Le escribimos cuando está en camino, cuando llega y cuando algo va mal. No verá qué contiene ni cuánto costó.",
            yes: "Sí, quiero recibirlos",
            no: "No, gracias",
            never: "No volver a preguntarme",
            end: "No enviarme más mensajes",
            ended: "Ya no recibe mensajes sobre este paquete",
            ended_text: "Su dirección ya no se guarda con él.",
        }
    }

    fn unsubscribe_heading(&self, step: UnsubscribeStep) -> &'static str {
        match step {
            UnsubscribeStep::Gets => "¿Terminar estos mensajes?",
            UnsubscribeStep::NoneOfOrder => "No más mensajes sobre este pedido",
            UnsubscribeStep::NoneOfShop => "No más mensajes de esta tienda",
            UnsubscribeStep::NoneEver => "Esta dirección no recibe mensajes",
        }
    }

    fn unsubscribe_text(&self, step: UnsubscribeStep, hint: Option<&str>, shop: &str) -> String {
        let who = hint.map_or_else(String::new, |hint| format!("{hint}: "));
        match (step, hint) {
            (UnsubscribeStep::Gets, Some(hint)) => {
                format!("{hint} recibe mensajes sobre un pedido en {shop}.")
            }
            (UnsubscribeStep::Gets, None) => {
                format!("Usted recibe mensajes sobre un pedido en {shop}.")
            }
            (UnsubscribeStep::NoneOfOrder, Some(hint)) => {
                format!("{hint} ya no recibe nada sobre este pedido en {shop}.")
            }
            (UnsubscribeStep::NoneOfOrder, None) => {
                format!("Usted ya no recibe nada sobre este pedido en {shop}.")
            }
            (UnsubscribeStep::NoneOfShop, _) => {
                format!(
                    "{who}Los mensajes sobre pedidos en {shop} están desactivados. Las respuestas a sus preguntas sí llegan."
                )
            }
            (UnsubscribeStep::NoneEver, _) => {
                format!(
                    "{who}Los mensajes no llegaron o se marcaron como no deseados. {shop} puede activarlos de nuevo."
                )
            }
        }
    }

    fn unsubscribe_words(&self) -> UnsubscribeWords {
        UnsubscribeWords {
            order: "Terminar los mensajes sobre este pedido",
            shop_text: "O termine todos los mensajes sobre pedidos en esta tienda, los de hoy y los futuros:",
            shop: "Terminar todos los mensajes de esta tienda",
            again: "Enviarlos otra vez",
        }
    }
}

const WORDS: MessagesWords = MessagesWords {
    link: "Elegir sus mensajes",
    heading: "Sus mensajes",
    kinds: "¿Qué mensajes quiere?",
    no_email: "La tienda no nos dio un correo electrónico para este pedido.",
    save: "Guardar",
    sms: "SMS",
    number: "Número de teléfono móvil",
    number_hint: "Con el prefijo del país, por ejemplo +34 612 345 678. Enviamos un código para ver que es suyo.",
    send_code: "Enviarme un código",
    code: "El código del SMS",
    confirm: "Confirmar",
    another_number: "Usar otro número",
    no_more_texts: "No más SMS",
    followers: "Otra persona",
    followers_text: "¿Es un regalo o para alguien de casa? Esa persona puede recibir mensajes sobre dónde está y cuándo llega. No verá el pedido ni su contenido.",
    waits: "aún no ha respondido",
    follows: "recibe mensajes",
    remove: "Quitar",
    email: "Correo electrónico de esa persona",
    invite: "Preguntarle",
    no_room: "No pueden seguir este pedido más personas.",
    mend: "Falta algo",
    back: "Volver a su pedido",
};
