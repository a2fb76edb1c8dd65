//! Spanish for reports: what shoppers are asked and told. Nothing here says
//! what the shop will do: that is the shop's to say.

use super::Spanish;
use super::ways::wait;
use crate::texts::{ReportAsk, ReportTexts, ReportWords, alike};
use doorstep::brand::{Remedy, Trouble};
use doorstep::contact::{Looked, State, Topic};
use doorstep::view::report::{PhotoProblem, ReportProblem};

impl ReportTexts for Spanish {
    fn report_words(&self) -> ReportWords {
        WORDS
    }

    fn report_topic(&self, topic: Topic, trouble: Option<Trouble>) -> &'static str {
        match (topic, trouble) {
            (Topic::NotReceived, _) => "Figura como entregado, pero no lo tengo",
            (Topic::WhereIsIt, _) => "No ha llegado",
            (Topic::Damaged, _) => "Está dañado",
            (Topic::WrongContents, _) => "Falta algo en la caja, o algo está mal",
            (Topic::WrongAddress, _) => "La dirección está mal",
            (Topic::Returned, Some(Trouble::Undeliverable)) => {
                "No se pudo entregar: ¿qué pasa ahora?"
            }
            (Topic::Returned, _) => "Vuelve a la tienda: ¿qué pasa ahora?",
            (Topic::Other, _) => "Otra cosa",
        }
    }

    fn report_ask(&self, topic: Topic) -> ReportAsk {
        ask(topic)
    }

    fn looked(&self, looked: Looked, left_at: Option<&str>) -> String {
        match (looked, left_at) {
            (Looked::WhereLeft, Some(spot)) => format!("Donde lo dejó el transportista: {spot}"),
            (Looked::WhereLeft, None) => "En la puerta y en el buzón".into(),
            (Looked::Neighbours, _) => "Con los vecinos".into(),
            (Looked::AtHome, _) => "Con quienes viven o trabajan aquí".into(),
        }
    }

    fn remedy(&self, remedy: Remedy) -> &'static str {
        match remedy {
            Remedy::SendAgain => "Que me lo envíen de nuevo",
            Remedy::NewAddress => "Que lo envíen a otra dirección",
            Remedy::Refund => "Que me devuelvan el dinero",
        }
    }

    fn report_problem(&self, topic: Topic, problem: ReportProblem) -> String {
        match problem {
            ReportProblem::NoWords => no_words(topic).into(),
            ReportProblem::TooLong => "Escriba 4000 caracteres como máximo".into(),
            ReportProblem::NoRemedy => "Elija lo que desea".into(),
            ReportProblem::TooManyPhotos => "Elija cuatro fotos como máximo".into(),
            ReportProblem::PhotosTooLarge => "Las fotos juntas pasan de 20 MB. Elija menos".into(),
            ReportProblem::Photo(number, why) => format!("La foto {number} {}", photo(why)),
            ReportProblem::CutOff => "No llegó todo. Envíelo de nuevo".into(),
            ReportProblem::Wait(seconds) => {
                format!("Espere {} y envíelo de nuevo", wait(seconds))
            }
        }
    }

    fn contact_state(&self, state: State) -> &'static str {
        match state {
            State::Received => "recibido",
            State::LookedAt => "en revisión",
            State::Answered => "respondido",
            State::Closed => "cerrado",
        }
    }

    fn told_line(&self, reference: &str, state: State) -> String {
        format!("{reference}: {}", self.contact_state(state))
    }

    fn told_on(&self, on: &str, topic: Topic, reference: &str, state: State) -> String {
        let state = match state {
            State::Received => "la tienda lo tiene",
            State::LookedAt => "la tienda lo está mirando",
            State::Answered => "la tienda ha respondido",
            State::Closed => "cerrado",
        };
        let on = alike::capital(on);
        format!("{on}: {}. {reference}: {state}.", said(topic))
    }

    fn photos_came(&self, count: usize) -> String {
        match count {
            1 => "Llegó 1 foto con ello.".into(),
            count => format!("Llegaron {count} fotos con ello."),
        }
    }

    fn report_title(&self, headline: &str, brand: &str) -> String {
        format!("{headline} - {brand}")
    }
}

const WORDS: ReportWords = ReportWords {
    link: "Algo va mal",
    which: "¿De qué paquete se trata?",
    what: "¿Qué va mal?",
    told: "Ya nos lo había dicho",
    joins: "Esto ya está abierto. Lo que envíe ahora se añade.",
    back: "Volver a su pedido",
    other: "Otra cosa va mal",
    looked: "¿Dónde ha mirado?",
    remedy: "¿Qué desea?",
    photos: "Fotos",
    photos_hint: "Cuatro como máximo, en JPEG, PNG o WebP, de 8 MB cada una. Solo guardamos la imagen: nada que diga dónde se tomó.",
    photos_again: "Elija sus fotos otra vez. Una página no puede guardarlas.",
    send: "Enviar a la tienda",
    mend: "Aún falta esto",
    sent: "La tienda tiene su aviso",
    sent_text: "Diga esta referencia cuando escriba o llame. La página de su pedido muestra cómo va.",
    reference: "Su referencia",
};

/// What was told, within a line.
const fn said(topic: Topic) -> &'static str {
    match topic {
        Topic::NotReceived => "Figura como entregado, no recibido",
        Topic::WhereIsIt => "No ha llegado",
        Topic::Damaged => "Está dañado",
        Topic::WrongContents => "Falta algo o algo está mal",
        Topic::WrongAddress => "La dirección está mal",
        Topic::Returned => "No le llegó a usted",
        Topic::Other => "Su pregunta",
    }
}

const fn ask(topic: Topic) -> ReportAsk {
    const LEAVE_EMPTY: &str = "Puede dejarlo vacío.";
    let (text, label, hint) = match topic {
        Topic::NotReceived => (
            "A menudo se deja con un vecino o en un rincón seco. Mire allí primero.",
            "Qué ayuda a encontrarlo",
            LEAVE_EMPTY,
        ),
        Topic::WhereIsIt => (
            "Diga a la tienda que está esperando.",
            "Qué debe saber la tienda",
            LEAVE_EMPTY,
        ),
        Topic::Damaged => (
            "Guarde la caja y todo lo que hay en ella hasta que la tienda responda.",
            "¿Qué está roto?",
            "Palabras o una foto: basta con una de las dos.",
        ),
        Topic::WrongContents => (
            "Guarde todo lo que llegó hasta que la tienda responda.",
            "¿Qué falta o qué está mal?",
            "",
        ),
        Topic::WrongAddress => (
            "La tienda le dice si aún se puede cambiar.",
            "La dirección correcta",
            "Como en una carta: nombre, calle y número, código postal, ciudad, país.",
        ),
        Topic::Returned => (
            "Diga a la tienda lo que desea.",
            "Qué debe saber la tienda",
            "Si es a otra dirección, escríbala como en una carta.",
        ),
        Topic::Other => (
            "Cuéntelo a la tienda con sus propias palabras.",
            "¿Qué va mal?",
            "",
        ),
    };
    ReportAsk { text, label, hint }
}

const fn no_words(topic: Topic) -> &'static str {
    match topic {
        Topic::Damaged => "Diga qué está roto, o añada una foto",
        Topic::WrongContents => "Diga qué falta o qué está mal",
        Topic::WrongAddress => "Escriba la dirección correcta",
        Topic::Returned => "Escriba la otra dirección",
        Topic::NotReceived | Topic::WhereIsIt | Topic::Other => "Diga qué va mal",
    }
}

const fn photo(why: PhotoProblem) -> &'static str {
    match why {
        PhotoProblem::OtherKind => "no es una foto que podamos leer. Elija un JPEG, PNG o WebP",
        PhotoProblem::Heic => {
            "tiene un formato que los teléfonos usan solo para sí (HEIC). Elija un JPEG o una captura de pantalla"
        }
        PhotoProblem::TooLarge => "pasa de 8 MB. Elija una más pequeña",
        PhotoProblem::TooManyPixels => "pasa de 50 millones de píxeles. Elija una más pequeña",
        PhotoProblem::Broken => "no se puede leer hasta el final. Elija otra",
    }
}
