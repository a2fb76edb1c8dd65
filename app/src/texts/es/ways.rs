//! Spanish for the pages before an order's own.

use crate::texts::{DeviceWords, FindWords, MailboxWords, MyOrdersWords, NoticePage, ProblemWords};
use doorstep::view::ways::FindProblem;

/// The home page's forms.
pub fn find() -> FindWords {
    FindWords {
        number: "Número de pedido".into(),
        number_hint: "Está en el correo de la tienda, por ejemplo 1001.".into(),
        proof: "Correo electrónico o código postal".into(),
        proof_hint: "Tal como lo dio con el pedido.".into(),
        look: "Buscar mi pedido".into(),
        mail_headline: "¿No tiene el número de pedido?".into(),
        mail_text:
            "Le enviamos un enlace a todos sus pedidos en esta tienda. Sirve durante 30 minutos."
                .into(),
        mail_address: "Correo electrónico".into(),
        mail_send: "Enviarme el enlace".into(),
        newest: "En este dispositivo:".into(),
        another: "Buscar otro pedido".into(),
    }
}

/// Why the form is shown again.
pub fn find_problem(problem: FindProblem) -> ProblemWords {
    let words = |headline: String, text: &str| ProblemWords {
        headline,
        text: text.into(),
    };
    let missing = "Complete los dos campos e inténtelo de nuevo.";
    match problem {
        FindProblem::NoNumber => words("Escriba su número de pedido".into(), missing),
        FindProblem::NoProof => words(
            "Escriba su correo electrónico o código postal".into(),
            missing,
        ),
        FindProblem::Nothing => words(
            "Escriba su número de pedido y su correo electrónico o código postal".into(),
            missing,
        ),
        FindProblem::NotFound => words(
            "No pudimos encontrar este pedido".into(),
            "Revise el número, y el correo o el código postal que dio con él. O pida más abajo un enlace a sus pedidos.",
        ),
        FindProblem::Wait(seconds) => words(
            format!("Espere {} e inténtelo de nuevo", wait(seconds)),
            "Hubo muchos intentos. Le guardamos el turno: escriba lo mismo después de la espera.",
        ),
        FindProblem::NoAddress => words(
            "Escriba su correo electrónico".into(),
            "Es algo como jo@example.com. Use el que dio con sus pedidos.",
        ),
    }
}

/// "40 segundos", "3 minutos", "2 horas": never less than is to be waited.
pub(super) fn wait(seconds: u64) -> String {
    let (count, unit) = match seconds {
        ..=120 => (seconds, "segundo"),
        121..=7_200 => (seconds.div_ceil(60), "minuto"),
        _ => (seconds.div_ceil(3_600), "hora"),
    };
    let plural = if count == 1 { "" } else { "s" };
    format!("{count} {unit}{plural}")
}

/// The page after a link was asked for.
pub fn mail_sent() -> NoticePage {
    NoticePage {
        headline: "Mire su correo".into(),
        text: "Si hay pedidos con esta dirección, un enlace a ellos va de camino. Sirve durante 30 minutos.".into(),
        act: "¿No llega nada? Mire en el correo no deseado, o pruebe la dirección que dio con el pedido.".into(),
    }
}

/// The list of a buyer's orders.
pub fn my_orders() -> MyOrdersWords {
    MyOrdersWords {
        headline: "Sus pedidos".into(),
        text: "Esta lista se cierra 30 minutos después de pedirla. La página de cada pedido sigue."
            .into(),
    }
}

/// The page for a mailed link whose time is over.
pub fn link_over() -> NoticePage {
    NoticePage {
        headline: "Este enlace ya no sirve".into(),
        text: "Los enlaces a la lista de sus pedidos sirven durante 30 minutos.".into(),
        act: "Pida uno nuevo desde la primera página.".into(),
    }
}

/// What a device remembers.
pub fn device() -> DeviceWords {
    DeviceWords {
        text: "Privacidad: este dispositivo recuerda el enlace a su último pedido, en una cookie de este sitio. Así la página se abre en él. Aquí no se guarda nada más.".into(),
        forget: "Olvidar en este dispositivo".into(),
    }
}

/// The demo's mailbox.
pub fn mailbox() -> MailboxWords {
    MailboxWords {
        headline: "El buzón de la demo".into(),
        text: "Lo que una tienda real enviaría por correo y SMS. De esta demo no sale nada.".into(),
        empty: "Aún no hay mensajes. Espere un poco o pida un enlace en la primera página.".into(),
        to: "Para".into(),
        link: "Abrir el enlace a sus pedidos".into(),
        order: "Abrir la página del pedido".into(),
        drawn: "Ver el mensaje tal como llega".into(),
        beside: "La página y los mensajes juntos".into(),
        page: "La página".into(),
        messages: "Los mensajes".into(),
        live: "Los mensajes nuevos aparecen solos.".into(),
    }
}
