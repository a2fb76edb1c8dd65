//! German for the pages before an order's own.

use crate::texts::{DeviceWords, FindWords, MailboxWords, MyOrdersWords, NoticePage, ProblemWords};
use doorstep::view::ways::FindProblem;

/// The home page's forms.
pub fn find() -> FindWords {
    FindWords {
        number: "Bestellnummer".into(),
        number_hint: "Sie steht in der Mail vom Shop, zum Beispiel 1001.".into(),
        proof: "E-Mail-Adresse oder Postleitzahl".into(),
        proof_hint: "So, wie Sie sie bei der Bestellung angegeben haben.".into(),
        look: "Meine Bestellung finden".into(),
        mail_headline: "Keine Bestellnummer zur Hand?".into(),
        mail_text: "Wir senden Ihnen einen Link zu allen Ihren Bestellungen bei diesem Shop. Er gilt 30 Minuten.".into(),
        mail_address: "E-Mail-Adresse".into(),
        mail_send: "Link senden".into(),
        newest: "Auf diesem Gerät:".into(),
        another: "Andere Bestellung finden".into(),
    }
}

/// Why the form is shown again.
pub fn find_problem(problem: FindProblem) -> ProblemWords {
    let words = |headline: String, text: &str| ProblemWords {
        headline,
        text: text.into(),
    };
    let missing = "Füllen Sie beide Felder aus, und versuchen Sie es noch einmal.";
    match problem {
        FindProblem::NoNumber => words("Geben Sie Ihre Bestellnummer ein".into(), missing),
        FindProblem::NoProof => words(
            "Geben Sie Ihre E-Mail-Adresse oder Postleitzahl ein".into(),
            missing,
        ),
        FindProblem::Nothing => words(
            "Geben Sie Ihre Bestellnummer und Ihre E-Mail-Adresse oder Postleitzahl ein".into(),
            missing,
        ),
        FindProblem::NotFound => words(
            "Wir konnten diese Bestellung nicht finden".into(),
            "Prüfen Sie die Nummer und die E-Mail-Adresse oder Postleitzahl dazu. Oder lassen Sie sich unten einen Link zu Ihren Bestellungen senden.",
        ),
        FindProblem::Wait(seconds) => words(
            format!(
                "Bitte warten Sie {}, und versuchen Sie es dann noch einmal",
                wait(seconds)
            ),
            "Es gab viele Versuche. Ein Platz ist für Sie frei gehalten: Geben Sie danach dasselbe noch einmal ein.",
        ),
        FindProblem::NoAddress => words(
            "Geben Sie Ihre E-Mail-Adresse ein".into(),
            "Sie sieht aus wie jo@example.com. Nehmen Sie die aus Ihren Bestellungen.",
        ),
    }
}

/// "40 Sekunden", "3 Minuten", "2 Stunden": never less than is to be waited.
pub(super) fn wait(seconds: u64) -> String {
    let (count, unit) = match seconds {
        ..=120 => (seconds, "Sekunde"),
        121..=7_200 => (seconds.div_ceil(60), "Minute"),
        _ => (seconds.div_ceil(3_600), "Stunde"),
    };
    let plural = if count == 1 { "" } else { "n" };
    format!("{count} {unit}{plural}")
}

/// The page after a link was asked for.
pub fn mail_sent() -> NoticePage {
    NoticePage {
        headline: "Sehen Sie in Ihrem Postfach nach".into(),
        text: "Wenn es zu dieser Adresse Bestellungen gibt, ist ein Link zu ihnen unterwegs. Er gilt 30 Minuten.".into(),
        act: "Nichts da? Sehen Sie im Spam-Ordner nach, oder versuchen Sie die Adresse aus der Bestellung.".into(),
    }
}

/// The list of a buyer's orders.
pub fn my_orders() -> MyOrdersWords {
    MyOrdersWords {
        headline: "Ihre Bestellungen".into(),
        text:
            "Diese Liste schließt 30 Minuten nach Ihrer Anfrage. Die Seite jeder Bestellung bleibt."
                .into(),
    }
}

/// The page for a mailed link whose time is over.
pub fn link_over() -> NoticePage {
    NoticePage {
        headline: "Dieser Link gilt nicht mehr".into(),
        text: "Links zur Liste Ihrer Bestellungen gelten 30 Minuten.".into(),
        act: "Lassen Sie sich auf der ersten Seite einen neuen senden.".into(),
    }
}

/// What a device remembers.
pub fn device() -> DeviceWords {
    DeviceWords {
        text: "Datenschutz: Dieses Gerät merkt sich den Link zu Ihrer neuesten Bestellung, in einem Cookie dieser Seite. So öffnet sie sich gleich dort. Sonst wird hier nichts gespeichert.".into(),
        forget: "Auf diesem Gerät vergessen".into(),
    }
}

/// The demo's mailbox.
pub fn mailbox() -> MailboxWords {
    MailboxWords {
        headline: "Der Briefkasten der Demo".into(),
        text: "Was ein echter Shop als Mail und SMS senden würde. Aus dieser Demo geht nichts hinaus."
            .into(),
        empty: "Noch keine Nachricht. Warten Sie etwas, oder fordern Sie auf der ersten Seite einen Link an.".into(),
        to: "An".into(),
        link: "Link zu Ihren Bestellungen öffnen".into(),
        order: "Seite der Bestellung öffnen".into(),
        drawn: "So ansehen, wie sie ankommt".into(),
        beside: "Seite und Nachrichten nebeneinander".into(),
        page: "Die Seite".into(),
        messages: "Die Nachrichten".into(),
        live: "Neue Nachrichten erscheinen von selbst.".into(),
    }
}
