//! English for reply templates: warm, plain, and honest about what nobody
//! knows. They answer what happened, what happens next and what to do, and
//! offer what the shop's policy offers, never more.

use super::English;
use crate::texts::{ReplyTexts, TemplateTexts, TemplateWords, TemplatesPageWords};
use doorstep::template::{Part, Placeholder, TemplateFault, TemplateKey};

impl ReplyTexts for English {
    fn template_words(&self, key: TemplateKey) -> TemplateWords {
        words(key)
    }
}

impl TemplateTexts for English {
    fn template_label(&self, key: TemplateKey) -> &'static str {
        label(key)
    }

    fn placeholder_label(&self, placeholder: Placeholder) -> &'static str {
        fact(placeholder)
    }

    fn template_fault(&self, fault: &TemplateFault) -> String {
        wrong(fault)
    }

    fn templates_page(&self) -> TemplatesPageWords {
        TemplatesPageWords {
            list: "Reply templates",
            list_text: "Replies begin with these words. Staff read each one over before it goes out.",
            ours: "our words",
            changed: "your words",
            subject: "Subject",
            body: "Text",
            save: "Save",
            draw: "Draw the preview",
            reset: "Back to our words",
            preview: "Preview",
            preview_of: "Filled from your newest order:",
            preview_sample: "Filled from a made-up order.",
            lacks: "This order does not know:",
            saved: "Saved. The next reply begins with it.",
            mend: "Nothing is saved yet. Please mend:",
            changed_meanwhile: "Somebody else has changed this template meanwhile. Yours is still in the fields: saving puts it in the place of theirs, which is this:",
            placeholders: "What you may ask for",
            placeholders_text: "{{number}} becomes the fact. Where it is not known it stays in sight, and the reply cannot be sent. {{first_name|there}} says other words then. A line with {{incident?}} is left out then.",
            back: "All templates",
        }
    }
}

const fn label(key: TemplateKey) -> &'static str {
    match key {
        TemplateKey::WhereIsIt => "Where is it",
        TemplateKey::Late => "Late",
        TemplateKey::Stuck => "Stuck",
        TemplateKey::NotReceived => "Not received",
        TemplateKey::WrongAddress => "Wrong address",
        TemplateKey::Damaged => "Damaged",
        TemplateKey::Lost => "Lost",
        TemplateKey::Customs => "Customs",
        TemplateKey::Returned => "Returned",
        TemplateKey::RefundOrResend => "Refund or resend",
    }
}

const fn words(key: TemplateKey) -> TemplateWords {
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

const WHERE_IS_IT: TemplateWords = TemplateWords {
    subject: "Order {{order}}: where it is",
    body: "\
Hello {{first_name|there}},

Thank you for asking about your order {{order}}. Here is what we know.

{{happened}}
{{window?}}
{{next}}
{{act}}

{{incident?}}

The carrier is {{carrier?}}, and the tracking number is {{number?}}.
You can follow your order here at any time:
{{link}}

If anything is unclear, just answer this mail.
We answer {{support_hours?}}.

Kind regards,
{{shop}}",
};

const LATE: TemplateWords = TemplateWords {
    subject: "Order {{order}} is late",
    body: "\
Hello {{first_name|there}},

Your order {{order}} takes longer than we expected, and we are sorry about that. Here is what we know.

{{happened}}
{{window?}}
The reason we know of: {{reason?}}.
{{next}}
{{act}}

{{incident?}}

{{policy?}}

You can follow your order here at any time:
{{link}}

If anything is unclear, just answer this mail.
We answer {{support_hours?}}.

Kind regards,
{{shop}}",
};

const STUCK: TemplateWords = TemplateWords {
    subject: "Order {{order}}: no news for a while",
    body: "\
Hello {{first_name|there}},

Your parcel of order {{order}} has not been scanned for longer than usual. We are sorry about that.

The last scan we have: {{last_scan?}} ({{last_scan_when?}}).
{{window?}}
{{incident?}}

We are looking into it with {{carrier|the carrier}}. You do not have to do anything.

{{policy?}}

You can follow your order here at any time:
{{link}}

If it arrives in the meantime, a short answer to this mail helps us.
We answer {{support_hours?}}.

Kind regards,
{{shop}}",
};

const NOT_RECEIVED: TemplateWords = TemplateWords {
    subject: "Order {{order}}: marked as delivered, and not there",
    body: "\
Hello {{first_name|there}},

We are sorry that your order {{order}} is not with you. This is what {{carrier|the carrier}} reports:

{{happened}}
The last scan we have: {{last_scan?}} ({{last_scan_when?}}).

Please look around once more: a safe place, the mailbox, a neighbour, whoever lives with you. Now and then a parcel is marked as delivered a little before it comes.

Then answer this mail and tell us what you found. If it is not there, we take it up with {{carrier|the carrier}}.

{{policy?}}

The page of your order: {{link}}
We answer {{support_hours?}}.

Kind regards,
{{shop}}",
};

const WRONG_ADDRESS: TemplateWords = TemplateWords {
    subject: "Order {{order}}: which address is right?",
    body: "\
Hello {{first_name|there}},

We need your help with the address of your order {{order}}.

{{happened}}
{{next}}

Please answer this mail with the whole address: name, street and number, postal code, town and country. We pass it on to {{carrier|the carrier}}. Whether it can still be changed on the way is up to them.

{{policy?}}

You can follow your order here at any time:
{{link}}
We answer {{support_hours?}}.

Kind regards,
{{shop}}",
};

const DAMAGED: TemplateWords = TemplateWords {
    subject: "Order {{order}}: damaged",
    body: "\
Hello {{first_name|there}},

We are sorry that something of your order {{order}} is damaged.

Please keep everything, the box and the padding too: {{carrier|the carrier}} may want to see them. Then answer this mail with photos of the label, the box and what is broken.

With those we can take it up, and we tell you what happens next.

{{policy?}}

The page of your order: {{link}}
We answer {{support_hours?}}.

Kind regards,
{{shop}}",
};

const LOST: TemplateWords = TemplateWords {
    subject: "Order {{order}}: your parcel seems to be lost",
    body: "\
Hello {{first_name|there}},

Your parcel of order {{order}} seems to be lost, and we are sorry. This is what we know.

{{happened}}
The last scan we have: {{last_scan?}} ({{last_scan_when?}}).

{{policy|Please answer this mail, so that we can settle it with you.}}

If it turns up after all, we tell you at once.

The page of your order: {{link}}
We answer {{support_hours?}}.

Kind regards,
{{shop}}",
};

const CUSTOMS: TemplateWords = TemplateWords {
    subject: "Order {{order}} is with customs",
    body: "\
Hello {{first_name|there}},

Your order {{order}} is with customs. Here is what we know.

{{happened}}
{{window?}}
{{next}}
{{act}}

Customs decides when it goes on. Neither we nor {{carrier|the carrier}} can hurry that.
The tracking number to name is {{number?}}.

{{policy?}}

You can follow your order here at any time:
{{link}}
We answer {{support_hours?}}.

Kind regards,
{{shop}}",
};

const RETURNED: TemplateWords = TemplateWords {
    subject: "Order {{order}} comes back to us",
    body: "\
Hello {{first_name|there}},

Your order {{order}} comes back to us. Here is what we know.

{{happened}}
The reason we know of: {{reason?}}.
{{next}}

{{policy|Please answer this mail, so that we can settle it with you.}}

Please tell us as well whether your address is still right.

The page of your order: {{link}}
We answer {{support_hours?}}.

Kind regards,
{{shop}}",
};

const REFUND_OR_RESEND: TemplateWords = TemplateWords {
    subject: "Order {{order}}: how we settle it",
    body: "\
Hello {{first_name|there}},

We are sorry that your order {{order}} did not go as it should. Here is what we know.

{{happened}}
{{next}}

{{policy|Please answer this mail and tell us what you would like best. We look at what we can do.}}

The page of your order: {{link}}
We answer {{support_hours?}}.

Kind regards,
{{shop}}",
};

const fn fact(placeholder: Placeholder) -> &'static str {
    match placeholder {
        Placeholder::FirstName => "the buyer's first name",
        Placeholder::Order => "the order's number",
        Placeholder::Status => "the status in a few words",
        Placeholder::Happened => "what happened",
        Placeholder::Next => "what happens next",
        Placeholder::Act => "what the buyer should do",
        Placeholder::Window => "when it comes",
        Placeholder::Carrier => "who carries it",
        Placeholder::Number => "the tracking number",
        Placeholder::LastScan => "the newest scan",
        Placeholder::LastScanWhen => "when it was scanned last",
        Placeholder::Reason => "why it stands still",
        Placeholder::Link => "the address of the order's page",
        Placeholder::Shop => "the shop's name",
        Placeholder::SupportHours => "when somebody answers",
        Placeholder::Policy => "what the shop does in this trouble",
        Placeholder::Incident => "a disruption it is caught in",
        Placeholder::Reference => "the contact's reference",
        Placeholder::Rep => "who writes",
    }
}

const fn place(part: Part) -> &'static str {
    match part {
        Part::Subject => "The subject",
        Part::Body => "The text",
    }
}

fn wrong(fault: &TemplateFault) -> String {
    match fault {
        TemplateFault::Empty(part) => format!("{} has no words.", place(*part)),
        TemplateFault::TooLong { part, most } => {
            format!(
                "{} is too long: keep it under {most} characters.",
                place(*part)
            )
        }
        TemplateFault::SeveralLines => "The subject must be on one line.".into(),
        TemplateFault::Unknown {
            part,
            line,
            name,
            nearest,
        } => {
            let place = place(*part);
            let advice = match nearest {
                Some(nearest) => format!("did you mean {{{{{}}}}}?", nearest.code()),
                None => "take it away.".to_owned(),
            };
            format!("{place}, line {line}: nothing is called {{{{{name}}}}}: {advice}")
        }
        TemplateFault::Braces { part, line } => format!(
            "{}, line {line}: braces come in pairs, as in {{{{order}}}}.",
            place(*part)
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::texts::en::ENGLISH;
    use doorstep::template::check;

    #[test]
    fn faults_say_where_and_what_to_do() {
        let said: Vec<String> = check("", "x\n{{order}} {{\n")
            .iter()
            .map(|fault| ENGLISH.template_fault(fault))
            .collect();
        assert_eq!(
            said,
            [
                "The subject has no words.",
                "The text, line 2: braces come in pairs, as in {{order}}."
            ]
        );
        let said: Vec<String> = check("Hi", "x\n{{fist_name}}\n{{zzz}}")
            .iter()
            .map(|fault| ENGLISH.template_fault(fault))
            .collect();
        assert_eq!(
            said,
            [
                "The text, line 2: nothing is called {{fist_name}}: did you mean {{first_name}}?",
                "The text, line 3: nothing is called {{zzz}}: take it away."
            ]
        );
    }
}
