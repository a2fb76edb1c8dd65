//! German for reports: what shoppers are asked and told. Nothing here says
//! what the shop will do: that is the shop's to say.

use super::German;
use super::ways::wait;
use crate::texts::{ReportAsk, ReportTexts, ReportWords};
use doorstep::brand::{Remedy, Trouble};
use doorstep::contact::{Looked, State, Topic};
use doorstep::view::report::{PhotoProblem, ReportProblem};

impl ReportTexts for German {
    fn report_words(&self) -> ReportWords {
        WORDS
    }

    fn report_topic(&self, topic: Topic, trouble: Option<Trouble>) -> &'static str {
        match (topic, trouble) {
            (Topic::NotReceived, _) => "Als zugestellt gemeldet, aber ich habe es nicht",
            (Topic::WhereIsIt, _) => "Es ist nicht angekommen",
            (Topic::Damaged, _) => "Es ist beschädigt",
            (Topic::WrongContents, _) => "Im Paket fehlt etwas, oder etwas ist falsch",
            (Topic::WrongAddress, _) => "Die Adresse ist falsch",
            (Topic::Returned, Some(Trouble::Undeliverable)) => {
                "Es war nicht zuzustellen: Was geschieht jetzt?"
            }
            (Topic::Returned, _) => "Es geht zurück an den Shop: Was geschieht jetzt?",
            (Topic::Other, _) => "Etwas anderes",
        }
    }

    fn report_ask(&self, topic: Topic) -> ReportAsk {
        ask(topic)
    }

    fn looked(&self, looked: Looked, left_at: Option<&str>) -> String {
        match (looked, left_at) {
            (Looked::WhereLeft, Some(spot)) => {
                format!("Wo der Paketdienst es abgelegt hat: {spot}")
            }
            (Looked::WhereLeft, None) => "An der Tür und im Briefkasten".into(),
            (Looked::Neighbours, _) => "Bei den Nachbarn".into(),
            (Looked::AtHome, _) => "Bei allen, die hier wohnen oder arbeiten".into(),
        }
    }

    fn remedy(&self, remedy: Remedy) -> &'static str {
        match remedy {
            Remedy::SendAgain => "Noch einmal an mich senden",
            Remedy::NewAddress => "An eine andere Adresse senden",
            Remedy::Refund => "Mein Geld zurück",
        }
    }

    fn report_problem(&self, topic: Topic, problem: ReportProblem) -> String {
        match problem {
            ReportProblem::NoWords => no_words(topic).into(),
            ReportProblem::TooLong => "Schreiben Sie höchstens 4.000 Zeichen".into(),
            ReportProblem::NoRemedy => "Wählen Sie, was Sie möchten".into(),
            ReportProblem::TooManyPhotos => "Wählen Sie höchstens vier Fotos".into(),
            ReportProblem::PhotosTooLarge => {
                "Zusammen sind die Fotos größer als 20 MB. Wählen Sie weniger".into()
            }
            ReportProblem::Photo(number, why) => format!("Foto {number} {}", photo(why)),
            ReportProblem::CutOff => "Nicht alles kam an. Senden Sie es noch einmal".into(),
            ReportProblem::Wait(seconds) => {
                format!(
                    "Bitte warten Sie {}, und senden Sie es dann noch einmal",
                    wait(seconds)
                )
            }
        }
    }

    fn contact_state(&self, state: State) -> &'static str {
        match state {
            State::Received => "eingegangen",
            State::LookedAt => "in Bearbeitung",
            State::Answered => "beantwortet",
            State::Closed => "abgeschlossen",
        }
    }

    fn told_line(&self, reference: &str, state: State) -> String {
        format!("{reference}: {}", self.contact_state(state))
    }

    fn told_on(&self, on: &str, topic: Topic, reference: &str, state: State) -> String {
        let state = match state {
            State::Received => "Der Shop hat es",
            State::LookedAt => "Der Shop kümmert sich darum",
            State::Answered => "Der Shop hat geantwortet",
            State::Closed => "Abgeschlossen",
        };
        format!("{on}: {}. {reference}: {state}.", said(topic))
    }

    fn photos_came(&self, count: usize) -> String {
        match count {
            1 => "1 Foto kam mit.".into(),
            count => format!("{count} Fotos kamen mit."),
        }
    }

    fn report_title(&self, headline: &str, brand: &str) -> String {
        format!("{headline} - {brand}")
    }
}

const WORDS: ReportWords = ReportWords {
    link: "Etwas stimmt nicht",
    which: "Um welches Paket geht es?",
    what: "Was stimmt nicht?",
    told: "Das haben Sie schon gemeldet",
    joins: "Das ist schon offen. Was Sie jetzt senden, kommt dazu.",
    back: "Zurück zu Ihrer Bestellung",
    other: "Etwas anderes stimmt nicht",
    looked: "Wo haben Sie nachgesehen?",
    remedy: "Was möchten Sie?",
    photos: "Fotos",
    photos_hint: "Höchstens vier, als JPEG, PNG oder WebP, je bis 8 MB. Wir behalten nur das Bild: nichts darüber, wo es entstand.",
    photos_again: "Bitte wählen Sie Ihre Fotos noch einmal. Eine Seite kann sie nicht behalten.",
    send: "An den Shop senden",
    mend: "Das fehlt noch",
    sent: "Der Shop hat Ihre Meldung",
    sent_text: "Nennen Sie dieses Zeichen, wenn Sie schreiben oder anrufen. Die Seite Ihrer Bestellung zeigt, wie weit es ist.",
    reference: "Ihr Zeichen",
};

/// What was told, within a line.
const fn said(topic: Topic) -> &'static str {
    match topic {
        Topic::NotReceived => "Als zugestellt gemeldet, nicht erhalten",
        Topic::WhereIsIt => "Es ist nicht angekommen",
        Topic::Damaged => "Es ist beschädigt",
        Topic::WrongContents => "Etwas fehlt oder ist falsch",
        Topic::WrongAddress => "Die Adresse ist falsch",
        Topic::Returned => "Es kam nicht bei Ihnen an",
        Topic::Other => "Ihre Frage",
    }
}

const fn ask(topic: Topic) -> ReportAsk {
    const LEAVE_EMPTY: &str = "Das Feld darf leer bleiben.";
    let (text, label, hint) = match topic {
        Topic::NotReceived => (
            "Pakete liegen oft bei Nachbarn oder in einer trockenen Ecke. Bitte sehen Sie dort zuerst nach.",
            "Was hilft, es zu finden",
            LEAVE_EMPTY,
        ),
        Topic::WhereIsIt => (
            "Sagen Sie dem Shop, dass Sie warten.",
            "Was der Shop wissen sollte",
            LEAVE_EMPTY,
        ),
        Topic::Damaged => (
            "Behalten Sie den Karton und alles darin, bis der Shop geantwortet hat.",
            "Was ist kaputt?",
            "Worte oder ein Foto: Eines davon genügt.",
        ),
        Topic::WrongContents => (
            "Behalten Sie alles, was kam, bis der Shop geantwortet hat.",
            "Was fehlt, oder was ist falsch?",
            "",
        ),
        Topic::WrongAddress => (
            "Der Shop sagt Ihnen, ob sie sich noch ändern lässt.",
            "Die richtige Adresse",
            "Wie auf einem Brief: Name, Straße und Hausnummer, Postleitzahl, Ort, Land.",
        ),
        Topic::Returned => (
            "Sagen Sie dem Shop, was Sie möchten.",
            "Was der Shop wissen sollte",
            "Eine andere Adresse schreiben Sie wie auf einem Brief.",
        ),
        Topic::Other => (
            "Sagen Sie es dem Shop in Ihren eigenen Worten.",
            "Was stimmt nicht?",
            "",
        ),
    };
    ReportAsk { text, label, hint }
}

const fn no_words(topic: Topic) -> &'static str {
    match topic {
        Topic::Damaged => "Schreiben Sie, was kaputt ist, oder fügen Sie ein Foto hinzu",
        Topic::WrongContents => "Schreiben Sie, was fehlt oder falsch ist",
        Topic::WrongAddress => "Schreiben Sie die richtige Adresse",
        Topic::Returned => "Schreiben Sie die andere Adresse",
        Topic::NotReceived | Topic::WhereIsIt | Topic::Other => "Schreiben Sie, was nicht stimmt",
    }
}

const fn photo(why: PhotoProblem) -> &'static str {
    match why {
        PhotoProblem::OtherKind => {
            "ist kein Foto, das wir lesen können. Wählen Sie ein JPEG, PNG oder WebP"
        }
        PhotoProblem::Heic => {
            "hat ein Format, das nur manche Geräte lesen (HEIC). Wählen Sie ein JPEG oder ein Bildschirmfoto davon"
        }
        PhotoProblem::TooLarge => "ist größer als 8 MB. Wählen Sie ein kleineres",
        PhotoProblem::TooManyPixels => {
            "hat mehr als 50 Millionen Bildpunkte. Wählen Sie ein kleineres"
        }
        PhotoProblem::Broken => "ist nicht bis zum Ende lesbar. Wählen Sie ein anderes",
    }
}
