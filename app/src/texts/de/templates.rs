//! German for reply templates: warm, plain, and honest about what nobody
//! knows. They offer what the shop's policy offers, never more.

use super::German;
use crate::texts::{ReplyTexts, TemplateWords};
use doorstep::template::TemplateKey;

impl ReplyTexts for German {
    fn template_words(&self, key: TemplateKey) -> TemplateWords {
        match key {
            TemplateKey::WhereIsIt => WHERE_IS_IT,
            TemplateKey::Late => LATE,
            TemplateKey::Stuck => STUCK,
            TemplateKey::NotReceived => NOT_RECEIVED,
            TemplateKey::WrongAddress => WRONG_ADDRESS,
            TemplateKey::Damaged => DAMAGED,
            TemplateKey::Lost => LOST,
            TemplateKey::Customs => CUSTOMS,
            TemplateKey::Returned => RETURNED,
            TemplateKey::RefundOrResend => REFUND_OR_RESEND,
        }
    }
}

const WHERE_IS_IT: TemplateWords = TemplateWords {
    subject: "Bestellung {{order}}: wo sie ist",
    body: "\
Guten Tag {{first_name|liebe Kundin, lieber Kunde}},

danke für Ihre Frage zur Bestellung {{order}}. Das wissen wir:

{{happened}}
{{window?}}
{{next}}
{{act}}

{{incident?}}

Der Paketdienst ist {{carrier?}}, die Sendungsnummer ist {{number?}}.
Hier können Sie Ihre Bestellung jederzeit verfolgen:
{{link}}

Ist etwas unklar? Antworten Sie einfach auf diese Mail.
Wir antworten {{support_hours?}}.

Freundliche Grüße
{{shop}}",
};

const LATE: TemplateWords = TemplateWords {
    subject: "Bestellung {{order}} ist verspätet",
    body: "\
Guten Tag {{first_name|liebe Kundin, lieber Kunde}},

Ihre Bestellung {{order}} braucht länger als erwartet, und das tut uns leid. Das wissen wir:

{{happened}}
{{window?}}
Der Grund, soweit wir ihn kennen: {{reason?}}.
{{next}}
{{act}}

{{incident?}}

{{policy?}}

Hier können Sie Ihre Bestellung jederzeit verfolgen:
{{link}}

Ist etwas unklar? Antworten Sie einfach auf diese Mail.
Wir antworten {{support_hours?}}.

Freundliche Grüße
{{shop}}",
};

const STUCK: TemplateWords = TemplateWords {
    subject: "Bestellung {{order}}: länger nichts Neues",
    body: "\
Guten Tag {{first_name|liebe Kundin, lieber Kunde}},

Ihr Paket zur Bestellung {{order}} wurde länger als üblich nicht gescannt. Das tut uns leid.

Der letzte Scan, den wir haben: {{last_scan?}} ({{last_scan_when?}}).
{{window?}}
{{incident?}}

Wir gehen dem mit {{carrier|dem Paketdienst}} nach. Sie müssen nichts tun.

{{policy?}}

Hier können Sie Ihre Bestellung jederzeit verfolgen:
{{link}}

Kommt es inzwischen an, hilft uns eine kurze Antwort auf diese Mail.
Wir antworten {{support_hours?}}.

Freundliche Grüße
{{shop}}",
};

const NOT_RECEIVED: TemplateWords = TemplateWords {
    subject: "Bestellung {{order}}: als zugestellt gemeldet, aber nicht da",
    body: "\
Guten Tag {{first_name|liebe Kundin, lieber Kunde}},

es tut uns leid, dass Ihre Bestellung {{order}} nicht bei Ihnen ist. Das hat {{carrier|der Paketdienst}} gemeldet:

{{happened}}
Der letzte Scan, den wir haben: {{last_scan?}} ({{last_scan_when?}}).

Bitte sehen Sie sich noch einmal um: an einem sicheren Ort, im Briefkasten, bei Nachbarn und allen, die bei Ihnen wohnen. Manchmal wird ein Paket als zugestellt gemeldet, kurz bevor es kommt.

Antworten Sie dann auf diese Mail, und sagen Sie uns, was Sie gefunden haben. Ist es nicht da, klären wir es mit {{carrier|dem Paketdienst}}.

{{policy?}}

Die Seite Ihrer Bestellung: {{link}}
Wir antworten {{support_hours?}}.

Freundliche Grüße
{{shop}}",
};

const WRONG_ADDRESS: TemplateWords = TemplateWords {
    subject: "Bestellung {{order}}: welche Adresse stimmt?",
    body: "\
Guten Tag {{first_name|liebe Kundin, lieber Kunde}},

wir brauchen Ihre Hilfe mit der Adresse Ihrer Bestellung {{order}}.

{{happened}}
{{next}}

Bitte antworten Sie auf diese Mail mit der ganzen Adresse: Name, Straße und Hausnummer, Postleitzahl, Ort und Land. Wir geben sie an {{carrier|den Paketdienst}} weiter. Ob sie sich unterwegs noch ändern lässt, entscheidet sich dort.

{{policy?}}

Hier können Sie Ihre Bestellung jederzeit verfolgen:
{{link}}
Wir antworten {{support_hours?}}.

Freundliche Grüße
{{shop}}",
};

const DAMAGED: TemplateWords = TemplateWords {
    subject: "Bestellung {{order}}: beschädigt",
    body: "\
Guten Tag {{first_name|liebe Kundin, lieber Kunde}},

es tut uns leid, dass etwas aus Ihrer Bestellung {{order}} beschädigt ist.

Bitte behalten Sie alles, auch Karton und Polster: {{carrier|der Paketdienst}} möchte sie vielleicht sehen. Antworten Sie dann auf diese Mail mit Fotos vom Etikett, vom Karton und von dem, was kaputt ist.

Damit können wir es klären, und wir sagen Ihnen, wie es weitergeht.

{{policy?}}

Die Seite Ihrer Bestellung: {{link}}
Wir antworten {{support_hours?}}.

Freundliche Grüße
{{shop}}",
};

const LOST: TemplateWords = TemplateWords {
    subject: "Bestellung {{order}}: Ihr Paket ist wohl verloren",
    body: "\
Guten Tag {{first_name|liebe Kundin, lieber Kunde}},

Ihr Paket zur Bestellung {{order}} ist wohl verloren gegangen, und das tut uns leid. Das wissen wir:

{{happened}}
Der letzte Scan, den wir haben: {{last_scan?}} ({{last_scan_when?}}).

{{policy|Bitte antworten Sie auf diese Mail, damit wir es mit Ihnen regeln können.}}

Taucht es doch noch auf, sagen wir es Ihnen sofort.

Die Seite Ihrer Bestellung: {{link}}
Wir antworten {{support_hours?}}.

Freundliche Grüße
{{shop}}",
};

const CUSTOMS: TemplateWords = TemplateWords {
    subject: "Bestellung {{order}} ist beim Zoll",
    body: "\
Guten Tag {{first_name|liebe Kundin, lieber Kunde}},

Ihre Bestellung {{order}} ist beim Zoll. Das wissen wir:

{{happened}}
{{window?}}
{{next}}
{{act}}

Der Zoll entscheidet, wann es weitergeht. Weder wir noch {{carrier|der Paketdienst}} können das beschleunigen.
Die Sendungsnummer, die Sie nennen können, ist {{number?}}.

{{policy?}}

Hier können Sie Ihre Bestellung jederzeit verfolgen:
{{link}}
Wir antworten {{support_hours?}}.

Freundliche Grüße
{{shop}}",
};

const RETURNED: TemplateWords = TemplateWords {
    subject: "Bestellung {{order}} kommt zu uns zurück",
    body: "\
Guten Tag {{first_name|liebe Kundin, lieber Kunde}},

Ihre Bestellung {{order}} kommt zu uns zurück. Das wissen wir:

{{happened}}
Der Grund, soweit wir ihn kennen: {{reason?}}.
{{next}}

{{policy|Bitte antworten Sie auf diese Mail, damit wir es mit Ihnen regeln können.}}

Bitte sagen Sie uns auch, ob Ihre Adresse noch stimmt.

Die Seite Ihrer Bestellung: {{link}}
Wir antworten {{support_hours?}}.

Freundliche Grüße
{{shop}}",
};

const REFUND_OR_RESEND: TemplateWords = TemplateWords {
    subject: "Bestellung {{order}}: wie wir es regeln",
    body: "\
Guten Tag {{first_name|liebe Kundin, lieber Kunde}},

es tut uns leid, dass mit Ihrer Bestellung {{order}} nicht alles lief, wie es sollte. Das wissen wir:

{{happened}}
{{next}}

{{policy|Bitte antworten Sie auf diese Mail, und sagen Sie uns, was Ihnen am liebsten wäre. Wir sehen, was wir tun können.}}

Die Seite Ihrer Bestellung: {{link}}
Wir antworten {{support_hours?}}.

Freundliche Grüße
{{shop}}",
};
