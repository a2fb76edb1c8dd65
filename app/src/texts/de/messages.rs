//! German for what people choose to hear.

use super::German;
use super::ways::wait;
use crate::texts::{FollowWords, MessagesTexts, MessagesWords, UnsubscribeWords};
use doorstep::choice::{Kind, StopReason};
use doorstep::view::messages::{MessagesProblem, Said, TextsEnd, UnsubscribeStep};

impl MessagesTexts for German {
    fn messages_words(&self) -> MessagesWords {
        WORDS
    }

    fn kind_of_message(&self, kind: Kind) -> &'static str {
        match kind {
            Kind::Order => "Die Bestellung: angenommen oder storniert",
            Kind::OnItsWay => "Das Paket ist unterwegs",
            Kind::Arrival => "Es kommt heute, ist da oder liegt für Sie bereit",
            Kind::Trouble => "Es verspätet sich, oder es gibt ein Problem",
        }
    }

    fn by_email(&self, hint: &str) -> String {
        format!("Per E-Mail an {hint}")
    }

    fn by_sms(&self, hint: &str) -> String {
        format!("Per SMS an {hint}")
    }

    fn sms_consent(&self, shop: &str, ends: TextsEnd) -> String {
        let end = match ends {
            TextsEnd::ByAnswer => "Antworten Sie STOP, um sie zu beenden, oder HELP für Hilfe.",
            TextsEnd::ByLink => "Der Link in jeder SMS führt dorthin, wo Sie sie beenden.",
        };
        format!(
            "Ich bin einverstanden, dass {shop} mir zu dieser Bestellung einige SMS sendet. Ihr Anbieter kann dafür Gebühren verlangen. {end}"
        )
    }

    fn code_sent(&self, hint: &str) -> String {
        format!("Wir haben einen Code an {hint} gesendet. Er gilt 10 Minuten.")
    }

    fn demo_code(&self, code: &str) -> String {
        format!("Das ist eine Demo, sie sendet nichts. Der Code ist {code}.")
    }

    fn sms_on(&self, hint: &str) -> String {
        format!("Nachrichten gehen an {hint}. Welche, wählen Sie oben.")
    }

    fn stopped(&self, hint: &str, why: StopReason, shop: &str) -> String {
        match why {
            StopReason::Unsubscribed => format!(
                "{hint} bekommt nichts: Dort wurden alle Nachrichten von {shop} beendet. Der Link am Ende jeder Nachricht schaltet sie wieder ein."
            ),
            StopReason::Stop => format!(
                "{hint} bekommt nichts: Von dort kam STOP. Mit einer SMS START an dieselbe Nummer kommen sie wieder."
            ),
            StopReason::Bounced => {
                format!(
                    "{hint} bekommt nichts: Was wir sandten, kam dort nicht an. Sagen Sie es {shop}."
                )
            }
            StopReason::Complained => {
                format!(
                    "{hint} bekommt nichts: Eine Nachricht wurde dort als unerwünscht markiert. Sagen Sie es {shop}."
                )
            }
        }
    }

    fn messages_said(&self, said: Said) -> &'static str {
        match said {
            Said::Saved => "Gespeichert.",
            Said::CodeSent => "Der Code ist auf dem Weg zu Ihrem Telefon.",
            Said::NumberConfirmed => "Fertig. Ihr Telefon bekommt jetzt Nachrichten.",
            Said::NumberGone => "Ihr Telefon bekommt keine Nachrichten mehr.",
            Said::Invited => {
                "Wir haben per E-Mail gefragt. Nachrichten kommen, sobald die Antwort ja ist."
            }
            Said::FollowerGone => "Diese Person bekommt zu dieser Bestellung nichts mehr.",
        }
    }

    fn messages_problem(&self, problem: MessagesProblem) -> String {
        match problem {
            MessagesProblem::NoNumber => {
                "Geben Sie Ihre Nummer mit Ländervorwahl ein, zum Beispiel +49 151 23456789".into()
            }
            MessagesProblem::DeafNumber => "Diese Nummer nimmt keine SMS an".into(),
            MessagesProblem::StoppedNumber => {
                "Von dieser Nummer kam STOP. Senden Sie uns von dort zuerst START".into()
            }
            MessagesProblem::NoConsent => {
                "Setzen Sie das Häkchen, damit wir SMS senden dürfen".into()
            }
            MessagesProblem::WrongCode => {
                "Das ist nicht der Code. Sehen Sie in der neuesten SMS nach".into()
            }
            MessagesProblem::CodeOver => {
                "Dieser Code gilt nicht mehr. Lassen Sie sich einen neuen senden".into()
            }
            MessagesProblem::NoEmail => {
                "Geben Sie eine E-Mail-Adresse ein, zum Beispiel jo@example.com".into()
            }
            MessagesProblem::OwnEmail => "Diese Adresse bekommt die Nachrichten schon".into(),
            MessagesProblem::NoTester => {
                "Dies ist eine Testbestellung. Nur wer beim Shop als Tester eingetragen ist, kann sie mitverfolgen".into()
            }
            MessagesProblem::TooManyFollowers => {
                "Mehr Personen können diese Bestellung nicht mitverfolgen".into()
            }
            MessagesProblem::CannotText => {
                "Wir können gerade keine SMS senden. Versuchen Sie es später noch einmal".into()
            }
            MessagesProblem::Wait(seconds) => {
                format!(
                    "Bitte warten Sie {} und versuchen Sie es dann noch einmal",
                    wait(seconds)
                )
            }
        }
    }

    fn code_text(&self, code: &str, shop: &str) -> String {
        // A long name would need a second message.
        let shop: String = shop.chars().take(40).collect();
        format!(
            "{code} ist Ihr Code für Nachrichten von {}. Nicht angefordert? Dann tun Sie nichts.",
            shop.trim()
        )
    }

    fn follow_title(&self, shop: &str) -> String {
        format!("Ein Paket von {shop}")
    }

    fn follow_question(&self, shop: &str) -> String {
        format!("Möchten Sie ein Paket von {shop} mitverfolgen?")
    }

    fn follow_words(&self) -> FollowWords {
        FollowWords {
            text: "Jemand bat uns, auch Sie auf dem Laufenden zu halten. Wir schreiben, wenn es unterwegs ist, wenn es kommt und wenn etwas schiefgeht. Sie sehen weder, was darin ist, noch was es gekostet hat.",
            yes: "Ja, halten Sie mich auf dem Laufenden",
            no: "Nein, danke",
            never: "Nie wieder fragen",
            end: "Keine Nachrichten mehr senden",
            ended: "Sie bekommen zu diesem Paket keine Nachrichten mehr",
            ended_text: "Ihre Adresse ist dort nicht mehr gespeichert.",
        }
    }

    fn unsubscribe_heading(&self, step: UnsubscribeStep) -> &'static str {
        match step {
            UnsubscribeStep::Gets => "Diese Nachrichten beenden?",
            UnsubscribeStep::NoneOfOrder => "Keine Nachrichten mehr zu dieser Bestellung",
            UnsubscribeStep::NoneOfShop => "Keine Nachrichten mehr von diesem Shop",
            UnsubscribeStep::NoneEver => "Diese Adresse bekommt keine Nachrichten",
        }
    }

    fn unsubscribe_text(&self, step: UnsubscribeStep, hint: Option<&str>, shop: &str) -> String {
        let who = hint.map_or_else(String::new, |hint| format!("{hint}: "));
        match (step, hint) {
            (UnsubscribeStep::Gets, Some(hint)) => {
                format!("{hint} bekommt Nachrichten zu einer Bestellung bei {shop}.")
            }
            (UnsubscribeStep::Gets, None) => {
                format!("Sie bekommen Nachrichten zu einer Bestellung bei {shop}.")
            }
            (UnsubscribeStep::NoneOfOrder, Some(hint)) => {
                format!("{hint} bekommt zu dieser Bestellung bei {shop} nichts mehr.")
            }
            (UnsubscribeStep::NoneOfOrder, None) => {
                format!("Sie bekommen zu dieser Bestellung bei {shop} nichts mehr.")
            }
            (UnsubscribeStep::NoneOfShop, _) => {
                format!(
                    "{who}Alle Nachrichten zu Bestellungen bei {shop} sind aus. Antworten auf Ihre Fragen kommen weiterhin."
                )
            }
            (UnsubscribeStep::NoneEver, _) => {
                format!(
                    "{who}Nachrichten kamen nicht an oder wurden als unerwünscht markiert. {shop} kann sie wieder einschalten."
                )
            }
        }
    }

    fn unsubscribe_words(&self) -> UnsubscribeWords {
        UnsubscribeWords {
            order: "Nachrichten zu dieser Bestellung beenden",
            shop_text: "Oder beenden Sie alle Nachrichten zu Bestellungen bei diesem Shop, auch zu späteren:",
            shop: "Alle Nachrichten von diesem Shop beenden",
            again: "Wieder senden",
        }
    }
}

const WORDS: MessagesWords = MessagesWords {
    link: "Nachrichten auswählen",
    heading: "Ihre Nachrichten",
    kinds: "Welche Nachrichten möchten Sie?",
    no_email: "Der Shop hat uns zu dieser Bestellung keine E-Mail-Adresse gegeben.",
    save: "Speichern",
    sms: "SMS",
    number: "Mobilnummer",
    number_hint: "Mit Ländervorwahl, zum Beispiel +49 151 23456789. Wir senden einen Code, um zu sehen, dass es Ihre ist.",
    send_code: "Code senden",
    code: "Der Code aus der SMS",
    confirm: "Bestätigen",
    another_number: "Andere Nummer verwenden",
    no_more_texts: "Keine SMS mehr",
    followers: "Noch jemand",
    followers_text: "Ist es ein Geschenk oder für jemanden zu Hause? Diese Person kann Nachrichten bekommen, wo es ist und wann es kommt. Sie erfährt weder, was bestellt wurde, noch, was darin ist.",
    waits: "hat noch nicht geantwortet",
    follows: "bekommt Nachrichten",
    remove: "Entfernen",
    email: "E-Mail-Adresse dieser Person",
    invite: "Fragen",
    no_room: "Mehr Personen können diese Bestellung nicht mitverfolgen.",
    mend: "Es fehlt noch etwas",
    back: "Zurück zu Ihrer Bestellung",
};
