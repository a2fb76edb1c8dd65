//! English for the pages on which admins set webhooks out.

use super::English;
use crate::texts::{
    DeliveryStanding, EndpointMail, EndpointMailWords, EndpointStanding, ShopperTexts,
    WebhookTexts, WebhookWords,
};
use chrono::{NaiveDate, NaiveDateTime};
use doorstep::scan::Precision;
use doorstep::webhook::{DeliveryState, DisabledWhy, EventType, WebhookFault};

impl WebhookTexts for English {
    fn webhook_words(&self) -> WebhookWords {
        WORDS
    }

    fn event_label(&self, kind: EventType) -> &'static str {
        match kind {
            EventType::OrderCreated => "An order came in",
            EventType::OrderUpdated => "The shop changed an order",
            EventType::ParcelUpdated => "A parcel's status changed",
            EventType::WindowChanged => "The expected day changed",
            EventType::FlagRaised => "A flag was raised",
            EventType::FlagCleared => "A flag cleared itself",
            EventType::ContactOpened => "A contact was opened",
            EventType::ContactUpdated => "A contact changed",
            EventType::Test => "A test",
        }
    }

    fn endpoint_standing(&self, of: EndpointStanding, today: NaiveDate) -> String {
        match of {
            EndpointStanding::Works => "It takes what it is told.".to_owned(),
            EndpointStanding::Fails { since } => format!(
                "It has taken nothing since {}. After five days it is disabled.",
                moment(self, since, today)
            ),
            EndpointStanding::Disabled { why, since } => {
                let why = match why {
                    Some(DisabledWhy::ByHand) | None => "Disabled",
                    Some(DisabledWhy::Gone) => "Disabled, because it answered 410 (Gone)",
                    Some(DisabledWhy::Failing) => "Disabled, because it took nothing for five days",
                };
                format!(
                    "{why}, since {}. What happens meanwhile is not kept for it.",
                    moment(self, since, today)
                )
            }
        }
    }

    fn delivery_standing(&self, of: &DeliveryStanding, today: NaiveDate) -> String {
        let at = |at: Option<NaiveDateTime>| {
            at.map(|at| format!(" {}", moment(self, at, today)))
                .unwrap_or_default()
        };
        let stands = match of.state {
            DeliveryState::Queued if of.attempts == 0 => "Waits to be sent".to_owned(),
            DeliveryState::Queued => format!("Is tried again{}", at(of.next_try)),
            DeliveryState::Sent => format!("Taken{}", at(of.ended)),
            DeliveryState::Dead => format!("Given up{}", at(of.ended)),
        };
        let tries = match of.attempts {
            0 => String::new(),
            1 => ", after 1 try".to_owned(),
            tries => format!(", after {tries} tries"),
        };
        let answer = of.status.map(|status| format!(", HTTP {status}"));
        let took = of.took_ms.map(|took| format!(" in {took} ms"));
        let why = of.why.as_deref().map(|why| format!(" ({why})"));
        let parts = [answer, took, why].map(Option::unwrap_or_default).concat();
        format!("{stands}{tries}{parts}.")
    }

    fn previous_key(&self, until: NaiveDateTime, today: NaiveDate) -> String {
        format!(
            "The key before signs too until {}.",
            moment(self, until, today)
        )
    }

    fn deliveries_counted(&self, waiting: u64, dead: u64) -> String {
        format!("{waiting} waiting, {dead} given up")
    }

    fn endpoint_mail(&self, of: &EndpointMail<'_>) -> EndpointMailWords {
        endpoint_mail(self, of)
    }

    fn webhook_fault(&self, fault: WebhookFault) -> &'static str {
        match fault {
            WebhookFault::NoAddress => {
                "Type a whole address such as https://hooks.acme.example/doorstep."
            }
            WebhookFault::NotHttps => {
                "The address must begin with https://. Whoever runs the server can open others in its configuration."
            }
            WebhookFault::Inside => {
                "This address lies inside a network that is not reached. Whoever runs the server can open it in its configuration."
            }
            WebhookFault::WithPassword => {
                "Leave user and password out of the address: each message is signed."
            }
            WebhookFault::TooLong => "The address is too long.",
            WebhookFault::TooMany => {
                "This brand has 20 endpoints already. Change one of them instead."
            }
            WebhookFault::IsDisabled => "The endpoint is disabled: enable it first.",
            WebhookFault::NothingToReplay => "There is nothing to send again.",
            WebhookFault::NoDay => "Type the day as in 2026-05-14.",
            WebhookFault::ChangedMeanwhile => {
                "A colleague changed this endpoint meanwhile. This is how it stands now: look again, then save."
            }
        }
    }
}

fn endpoint_mail(texts: &English, of: &EndpointMail<'_>) -> EndpointMailWords {
    let at = |at: Option<NaiveDateTime>, before: &str| {
        at.map(|at| format!(" {before} {}", moment(texts, at, of.today)))
            .unwrap_or_default()
    };
    let disabled = at(of.disabled, "on");
    let which = match of.description {
        "" => format!("The endpoint at {}", of.address),
        name => format!("The endpoint “{name}” at {}", of.address),
    };
    let happened = match of.why {
        DisabledWhy::Gone => {
            format!("{which} answered 410 (Gone){disabled}. That means: send me nothing more.")
        }
        DisabledWhy::Failing | DisabledWhy::ByHand => format!(
            "{which} has taken nothing{}. We tried for five days, and disabled it{disabled}.",
            at(of.failing_since, "since")
        ),
    };
    let answer = of
        .answer
        .map(|answer| ("Its last answer", answer.to_owned()));
    let act = "Look at the system that should listen there. Then open the settings of the endpoint: \
        type a new address if it has moved, and enable it. What was given up can be sent again \
        there. What happens while it is disabled is not kept for it.";
    EndpointMailWords {
        subject: format!("Webhooks to {} have stopped", host(of.address)),
        preview: "It is told nothing more until somebody enables it again.".to_owned(),
        greeting: format!("Hello {},", of.name),
        headline: format!("Nothing more is sent to {}", host(of.address)),
        said: [
            Some(("What happened", happened)),
            answer,
            Some(("What to do", act.to_owned())),
        ]
        .into_iter()
        .flatten()
        .collect(),
        button: "Open the endpoint's settings",
        because: format!("You get this mail because you are an admin of {}.", of.shop),
    }
}

/// Without what is the same of nearly all.
fn host(address: &str) -> &str {
    address.split("://").last().unwrap_or(address)
}

fn moment(texts: &English, at: NaiveDateTime, today: NaiveDate) -> String {
    texts.short_moment(at, Precision::Minute, today)
}

const WORDS: WebhookWords = WebhookWords {
    heading: "Webhooks",
    text: "Your own systems are told what happens, signed as Standard Webhooks 1.0 has it.",
    empty: "No endpoint yet.",
    add: "Add an endpoint",
    url: "Address",
    url_hint: "It begins with https:// and can be reached from outside.",
    description: "What you call it",
    brand: "Brand",
    events: "Events",
    events_hint: "Choose none to be told of all.",
    all_events: "all events",
    add_go: "Add the endpoint",
    back: "All endpoints",
    secret: "Key",
    secret_text: "Put this key into the system that is told: it proves that a message is ours. It is shown only now.",
    set: "Settings",
    moves_hint: "What waits goes to a new address at once, and its failures are counted anew.",
    save: "Save",
    acts: "What you can do",
    test: "Send a test event",
    rotate: "Make a new key",
    disable: "Disable",
    enable: "Enable",
    since: "Given up since",
    since_hint: "A day as in 2026-05-14. Leave it empty for all that was given up.",
    replay_all: "Send all of that again",
    log: "Newest deliveries",
    log_empty: "Nothing was told yet.",
    response: "How the answer began",
    response_empty: "The answer was empty.",
    replay: "Send again",
    saved: "It is changed.",
    queued: "Queued.",
};

#[cfg(test)]
mod tests {
    use super::*;
    use crate::texts;

    fn at(text: &str) -> NaiveDateTime {
        text.parse().unwrap()
    }

    #[test]
    fn standings_are_sentences() {
        let texts = texts::for_staff("en");
        let today = at("2026-05-15T00:00:00").date();
        let waits = DeliveryStanding {
            state: DeliveryState::Queued,
            attempts: 2,
            next_try: Some(at("2026-05-15T14:05:00")),
            ended: None,
            status: Some(503),
            took_ms: Some(40),
            why: Some("answered 503".to_owned()),
        };
        assert_eq!(
            texts.delivery_standing(&waits, today),
            "Is tried again Fri 15 May, 14:05, after 2 tries, HTTP 503 in 40 ms (answered 503)."
        );
        let fresh = DeliveryStanding {
            attempts: 0,
            next_try: None,
            status: None,
            took_ms: None,
            why: None,
            ..waits
        };
        assert_eq!(texts.delivery_standing(&fresh, today), "Waits to be sent.");
        for why in DisabledWhy::ALL {
            let said = texts.endpoint_standing(
                EndpointStanding::Disabled {
                    why: Some(why),
                    since: at("2026-05-14T09:00:00"),
                },
                today,
            );
            assert!(
                said.starts_with("Disabled") && said.contains("14 May"),
                "{said}"
            );
        }
        let mut labels: Vec<&str> = EventType::ALL
            .iter()
            .map(|kind| texts.event_label(*kind))
            .collect();
        labels.dedup();
        assert_eq!(labels.len(), EventType::ALL.len());
    }

    #[test]
    fn the_mail_about_an_endpoint_says_what_is_known() {
        let texts = texts::for_staff("en");
        let of = EndpointMail {
            name: "Maya",
            why: DisabledWhy::Failing,
            address: "https://hooks.acme.example",
            description: "Warehouse",
            failing_since: Some(at("2026-05-10T09:00:00")),
            disabled: Some(at("2026-05-15T09:00:00")),
            answer: Some("answered 503"),
            shop: "Acme",
            today: at("2026-05-15T00:00:00").date(),
        };
        let happened = |of: &EndpointMail<'_>| texts.endpoint_mail(of).said[0].1.clone();
        let mail = texts.endpoint_mail(&of);
        assert_eq!(mail.subject, "Webhooks to hooks.acme.example have stopped");
        assert_eq!(mail.said[1].1, "answered 503");
        assert_eq!(mail.said.len(), 3);
        assert_eq!(
            happened(&of),
            "The endpoint “Warehouse” at https://hooks.acme.example has taken nothing since \
             Sun 10 May, 09:00. We tried for five days, and disabled it on Fri 15 May, 09:00."
        );
        let little = EndpointMail {
            why: DisabledWhy::Gone,
            description: "",
            failing_since: None,
            answer: None,
            ..of
        };
        assert_eq!(texts.endpoint_mail(&little).said.len(), 2);
        assert_eq!(
            happened(&little),
            "The endpoint at https://hooks.acme.example answered 410 (Gone) on \
             Fri 15 May, 09:00. That means: send me nothing more."
        );
    }
}
