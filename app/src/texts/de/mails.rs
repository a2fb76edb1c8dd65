//! German for the mails with a link that a buyer asked for.

use super::German;
use crate::texts::{LinkMail, LinkTexts, MailWords};

impl LinkTexts for German {
    fn list_link_mail(&self, shop: &str, link: &str) -> MailWords {
        MailWords {
            subject: format!("Ihre Bestellungen bei {shop}"),
            body: format!(
                "Guten Tag,\n\nhier ist der Link zu Ihren Bestellungen bei {shop}. Er gilt 30 Minuten:\n\n{link}\n\n\
                 Niemand sonst sollte ihn haben. Haben Sie ihn nicht angefordert, müssen Sie nichts tun.\n\n{shop}"
            ),
        }
    }

    fn link_mail(&self, of: &LinkMail<'_>) -> MailWords {
        let hello = of.first_name.map_or_else(
            || "Guten Tag,".to_owned(),
            |name| format!("Guten Tag {name},"),
        );
        let window = if of.window.is_empty() {
            String::new()
        } else {
            format!("{}\n", of.window)
        };
        MailWords {
            subject: format!("Bestellung {}: die Seite dazu", of.order),
            body: format!(
                "{hello}\n\nhier ist die Seite Ihrer Bestellung {} bei {}:\n\n{}\n\n{}.\n{window}\n\
                 Die Seite zeigt jederzeit, was bekannt ist. Wer diesen Link hat, kann sie sehen.\n\n\
                 Ist etwas unklar? Antworten Sie einfach auf diese Mail.\n\n{}",
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
            subject: format!("Möchten Sie ein Paket von {shop} mitverfolgen?"),
            body: format!(
                "Guten Tag,\n\njemand hat bei {shop} bestellt und möchte, dass Sie das Paket mitverfolgen. \
                 Möchten Sie Nachrichten, wo es ist und wann es kommt? Hier sagen Sie ja oder nein:\n\n{link}\n\n\
                 Sie sehen weder, was darin ist, noch was es gekostet hat. Tun Sie nichts, schreiben wir nicht wieder.\n\n{shop}"
            ),
        }
    }
}
