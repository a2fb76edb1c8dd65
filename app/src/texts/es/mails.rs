//! Spanish for the mails with a link that a buyer asked for.

use super::Spanish;
use crate::texts::{LinkMail, LinkTexts, MailWords};

impl LinkTexts for Spanish {
    fn list_link_mail(&self, shop: &str, link: &str) -> MailWords {
        MailWords {
            subject: format!("Sus pedidos en {shop}"),
            body: format!(
                "Hola:\n\nAquí tiene el enlace a sus pedidos en {shop}. Sirve durante 30 minutos:\n\n{link}\n\n\
                 Nadie más debe tenerlo. Si usted no lo pidió, no tiene que hacer nada.\n\n{shop}"
            ),
        }
    }

    fn link_mail(&self, of: &LinkMail<'_>) -> MailWords {
        let hello = of
            .first_name
            .map_or_else(|| "Hola:".to_owned(), |name| format!("Hola, {name}:"));
        let window = if of.window.is_empty() {
            String::new()
        } else {
            format!("{}\n", of.window)
        };
        MailWords {
            subject: format!("Pedido {}: la página para seguirlo", of.order),
            body: format!(
                "{hello}\n\nEsta es la página de su pedido {} en {}:\n\n{}\n\n{}.\n{window}\n\
                 La página muestra en todo momento lo que se sabe. Quien tenga este enlace puede verla.\n\n\
                 Si algo no está claro, responda a este correo.\n\n{}",
                of.order,
                of.shop,
                of.link,
                of.status.trim_end_matches('.'),
                of.shop
            ),
        }
    }

    fn invitation_mail(&self, shop: &str, link: &str) -> MailWords {
        MailWords {
            subject: format!("¿Quiere seguir un paquete de {shop}?"),
            body: format!(
                "Hola:\n\nAlguien que compró en {shop} quiere que usted también siga el paquete. \
                 ¿Quiere mensajes sobre dónde está y cuándo llega? Diga aquí sí o no:\n\n{link}\n\n\
                 Usted no verá qué contiene ni cuánto costó. Si no hace nada, no volvemos a escribirle.\n\n{shop}"
            ),
        }
    }
}
