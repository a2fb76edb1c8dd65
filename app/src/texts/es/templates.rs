//! Spanish for reply templates: warm, plain, and honest about what nobody
//! knows. They offer what the shop's policy offers, never more.

use super::Spanish;
use crate::texts::{ReplyTexts, TemplateWords};
use doorstep::template::TemplateKey;

impl ReplyTexts for Spanish {
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
    subject: "Pedido {{order}}: dónde está",
    body: "\
Hola, {{first_name|buenos días}}:

Gracias por preguntar por su pedido {{order}}. Esto es lo que sabemos.

{{happened}}
{{window?}}
{{next}}
{{act}}

{{incident?}}

El transportista es {{carrier?}}, y el número de seguimiento es {{number?}}.
Puede seguir su pedido aquí en todo momento:
{{link}}

Si algo no está claro, responda a este correo.
Respondemos {{support_hours?}}.

Un saludo,
{{shop}}",
};

const LATE: TemplateWords = TemplateWords {
    subject: "El pedido {{order}} va con retraso",
    body: "\
Hola, {{first_name|buenos días}}:

Su pedido {{order}} tarda más de lo que esperábamos, y lo sentimos. Esto es lo que sabemos.

{{happened}}
{{window?}}
El motivo que conocemos: {{reason?}}.
{{next}}
{{act}}

{{incident?}}

{{policy?}}

Puede seguir su pedido aquí en todo momento:
{{link}}

Si algo no está claro, responda a este correo.
Respondemos {{support_hours?}}.

Un saludo,
{{shop}}",
};

const STUCK: TemplateWords = TemplateWords {
    subject: "Pedido {{order}}: tiempo sin noticias",
    body: "\
Hola, {{first_name|buenos días}}:

El paquete de su pedido {{order}} lleva más tiempo de lo normal sin escanearse. Lo sentimos.

El último escaneo que tenemos: {{last_scan?}} ({{last_scan_when?}}).
{{window?}}
{{incident?}}

Lo estamos mirando con {{carrier|el transportista}}. No tiene que hacer nada.

{{policy?}}

Puede seguir su pedido aquí en todo momento:
{{link}}

Si llega mientras tanto, nos ayuda una respuesta corta a este correo.
Respondemos {{support_hours?}}.

Un saludo,
{{shop}}",
};

const NOT_RECEIVED: TemplateWords = TemplateWords {
    subject: "Pedido {{order}}: figura como entregado, y no está",
    body: "\
Hola, {{first_name|buenos días}}:

Sentimos que no tenga su pedido {{order}}. Esto es lo que dice {{carrier|el transportista}}:

{{happened}}
El último escaneo que tenemos: {{last_scan?}} ({{last_scan_when?}}).

Mire otra vez, por favor: en un lugar seguro, en el buzón, con los vecinos y con quienes viven con usted. A veces un paquete figura como entregado un poco antes de llegar.

Después responda a este correo y díganos qué encontró. Si no está, lo aclaramos con {{carrier|el transportista}}.

{{policy?}}

La página de su pedido: {{link}}
Respondemos {{support_hours?}}.

Un saludo,
{{shop}}",
};

const WRONG_ADDRESS: TemplateWords = TemplateWords {
    subject: "Pedido {{order}}: ¿qué dirección es la correcta?",
    body: "\
Hola, {{first_name|buenos días}}:

Necesitamos su ayuda con la dirección de su pedido {{order}}.

{{happened}}
{{next}}

Responda a este correo con la dirección completa: nombre, calle y número, código postal, ciudad y país. Se la pasamos enseguida y lo hablamos con {{carrier|el transportista}}. Si aún se puede cambiar en el camino, lo decide esa empresa.

{{policy?}}

Puede seguir su pedido aquí en todo momento:
{{link}}
Respondemos {{support_hours?}}.

Un saludo,
{{shop}}",
};

const DAMAGED: TemplateWords = TemplateWords {
    subject: "Pedido {{order}}: dañado",
    body: "\
Hola, {{first_name|buenos días}}:

Sentimos que algo de su pedido {{order}} esté dañado.

Guárdelo todo, también la caja y el relleno: quizá {{carrier|el transportista}} quiera verlos. Después responda a este correo con fotos de la etiqueta, de la caja y de lo que está roto.

Con ellas podemos aclararlo, y le diremos qué sigue.

{{policy?}}

La página de su pedido: {{link}}
Respondemos {{support_hours?}}.

Un saludo,
{{shop}}",
};

const LOST: TemplateWords = TemplateWords {
    subject: "Pedido {{order}}: su paquete parece perdido",
    body: "\
Hola, {{first_name|buenos días}}:

El paquete de su pedido {{order}} parece perdido, y lo sentimos. Esto es lo que sabemos.

{{happened}}
El último escaneo que tenemos: {{last_scan?}} ({{last_scan_when?}}).

{{policy|Responda a este correo, por favor, para que lo resolvamos con usted.}}

Si aparece después de todo, se lo diremos al momento.

La página de su pedido: {{link}}
Respondemos {{support_hours?}}.

Un saludo,
{{shop}}",
};

const CUSTOMS: TemplateWords = TemplateWords {
    subject: "El pedido {{order}} está en la aduana",
    body: "\
Hola, {{first_name|buenos días}}:

Su pedido {{order}} está en la aduana. Esto es lo que sabemos.

{{happened}}
{{window?}}
{{next}}
{{act}}

La aduana decide cuándo sigue. Ni nosotros ni {{carrier|el transportista}} podemos acelerarlo.
El número de seguimiento que puede dar es {{number?}}.

{{policy?}}

Puede seguir su pedido aquí en todo momento:
{{link}}
Respondemos {{support_hours?}}.

Un saludo,
{{shop}}",
};

const RETURNED: TemplateWords = TemplateWords {
    subject: "El pedido {{order}} vuelve a nosotros",
    body: "\
Hola, {{first_name|buenos días}}:

Su pedido {{order}} vuelve a nosotros. Esto es lo que sabemos.

{{happened}}
El motivo que conocemos: {{reason?}}.
{{next}}

{{policy|Responda a este correo, por favor, para que lo resolvamos con usted.}}

Díganos también si su dirección sigue siendo correcta.

La página de su pedido: {{link}}
Respondemos {{support_hours?}}.

Un saludo,
{{shop}}",
};

const REFUND_OR_RESEND: TemplateWords = TemplateWords {
    subject: "Pedido {{order}}: cómo lo resolvemos",
    body: "\
Hola, {{first_name|buenos días}}:

Sentimos que su pedido {{order}} no fuera como debía. Esto es lo que sabemos.

{{happened}}
{{next}}

{{policy|Responda a este correo, por favor, y díganos qué prefiere. Vemos qué podemos hacer.}}

La página de su pedido: {{link}}
Respondemos {{support_hours?}}.

Un saludo,
{{shop}}",
};
