//! German for every reason: in a few words, as a sentence on what happened,
//! and as what the shopper should do about it.

use super::{carrier_first, the_carrier, to_carrier};
use doorstep::scan::Reason;

/// In a few words, to stand after a colon; about 30 letters are a line of a
/// phone.
pub const fn words(reason: Reason) -> &'static str {
    match reason {
        Reason::Damaged => "das Paket wurde beschädigt",
        Reason::Lost => "das Paket ist verloren",
        Reason::Missorted => "es wurde falsch geleitet",
        Reason::Vehicle => "Panne an Wagen oder Flugzeug",
        Reason::Capacity => "zu viele Pakete auf einmal",
        Reason::ProcessingDelay => "der Paketdienst ist im Verzug",
        Reason::Disruption => "Streik, Sperrung oder Unfall",
        Reason::NotReady => "der Shop war noch nicht so weit",
        Reason::OutOfStock => "ein Artikel ist ausverkauft",
        Reason::WrongAddressData => "ein Fehler auf dem Etikett",
        Reason::CancelledByShop => "vom Shop angehalten",
        Reason::Packaging => "ein Problem mit der Verpackung",
        Reason::NotHome => "niemand war da",
        Reason::Refused => "die Annahme wurde abgelehnt",
        Reason::BusinessClosed => "das Geschäft war geschlossen",
        Reason::AddressIncorrect => "Adresse falsch oder lückenhaft",
        Reason::Access => "kein Weg zu Tür oder Briefkasten",
        Reason::Identity => "Ausweis oder Unterschrift nötig",
        Reason::PaymentDue => "es ist noch etwas zu bezahlen",
        Reason::RescheduleRequested => "anderer Tag oder Ort gewünscht",
        Reason::Unclaimed => "nicht rechtzeitig abgeholt",
        Reason::Inspection => "eine Prüfung durch den Zoll",
        Reason::Documents => "dem Zoll fehlen Papiere",
        Reason::Duties => "Zoll oder Steuer ist noch offen",
        Reason::Prohibited => "es darf nicht verschickt werden",
        Reason::CustomsDelay => "der Zoll braucht länger",
        Reason::Weather => "schlechtes Wetter",
        Reason::Disaster => "Hochwasser, Feuer oder Ähnliches",
        Reason::Unknown => "kein Grund genannt",
    }
}

/// Why a date moved, or was missed, in a few words. Of a parcel that is lost
/// no date is told: this one was, and has been found.
pub const fn of_date(reason: Reason) -> &'static str {
    match reason {
        Reason::Lost => "es war zeitweise verschollen",
        _ => words(reason),
    }
}

/// As a sentence on what happened.
pub fn sentence(reason: Reason, carrier: Option<&str>) -> String {
    let first = carrier_first(carrier);
    match reason {
        Reason::Damaged => format!("{first} meldet, dass das Paket unterwegs beschädigt wurde."),
        Reason::Lost => format!("{first} findet das Paket nicht."),
        Reason::Missorted => "Das Paket wurde aus Versehen falsch geleitet.".into(),
        Reason::Vehicle => "Ein Lastwagen, Zug oder Flugzeug fiel aus oder kam zu spät.".into(),
        Reason::Capacity => format!("{first} hat gerade mehr Pakete, als zu schaffen sind."),
        Reason::ProcessingDelay => format!("{first} ist mit Ihrem Paket im Verzug."),
        Reason::Disruption => {
            "Ein Streik, eine Sperrung oder ein Unfall hält Ihr Paket auf.".into()
        }
        Reason::NotReady => "Der Shop hatte Ihr Paket nicht rechtzeitig fertig.".into(),
        Reason::OutOfStock => "Etwas aus Ihrer Bestellung ist beim Shop ausverkauft.".into(),
        Reason::WrongAddressData => format!(
            "Auf dem Etikett, das der Shop {} gab, ist ein Fehler.",
            to_carrier(carrier)
        ),
        Reason::CancelledByShop => "Der Shop hat dieses Paket anhalten lassen.".into(),
        Reason::Packaging => {
            format!("{first} kann das Paket so, wie es gepackt ist, nicht befördern.")
        }
        Reason::NotHome => "Niemand war da, um das Paket anzunehmen.".into(),
        Reason::Refused => "An Ihrer Adresse wurde die Annahme abgelehnt.".into(),
        Reason::BusinessClosed => "Das Geschäft war geschlossen, als das Paket kam.".into(),
        Reason::AddressIncorrect => "Die Adresse ist falsch oder nicht vollständig.".into(),
        Reason::Access => "Ihre Tür oder Ihr Briefkasten war nicht zu erreichen.".into(),
        Reason::Identity => format!("{first} braucht Ihren Ausweis oder eine Unterschrift."),
        Reason::PaymentDue => "Vor der Übergabe ist noch etwas zu bezahlen.".into(),
        Reason::RescheduleRequested => "Jemand hat um einen anderen Tag oder Ort gebeten.".into(),
        Reason::Unclaimed => "Niemand hat das Paket rechtzeitig abgeholt.".into(),
        Reason::Inspection => "Der Zoll prüft das Paket.".into(),
        Reason::Documents => "Der Zoll braucht mehr Papiere zu dem Paket.".into(),
        Reason::Duties => "Zoll oder Steuer muss bezahlt sein, bevor der Zoll es freigibt.".into(),
        Reason::Prohibited => {
            "Das Paket darf nicht ins Land oder darf nicht befördert werden.".into()
        }
        Reason::CustomsDelay => "Der Zoll braucht länger als sonst.".into(),
        Reason::Weather => "Schlechtes Wetter hält Ihr Paket auf.".into(),
        Reason::Disaster => "Hochwasser, Feuer oder Ähnliches hält Ihr Paket auf.".into(),
        Reason::Unknown => {
            format!("Es gibt ein Problem mit Ihrem Paket. {first} hat keinen Grund genannt.")
        }
    }
}

/// What the shopper should do about it. Three lines of a phone are kept for
/// it, however wide its type: about 70 letters.
pub fn resolve(reason: Reason, carrier: Option<&str>) -> String {
    let whom = the_carrier(carrier);
    let to = to_carrier(carrier);
    match reason {
        Reason::NotHome => {
            format!("Seien Sie nächstes Mal da, oder bitten Sie {whom} um einen anderen Tag.")
        }
        Reason::Refused => {
            "Sie möchten es doch? Sagen Sie es heute dem Shop. Sonst tun Sie nichts.".into()
        }
        Reason::BusinessClosed => {
            format!("Jemand muss da sein. Oder bitten Sie {whom} um einen anderen Tag.")
        }
        Reason::AddressIncorrect => {
            "Senden Sie dem Shop heute Ihre ganze Adresse mit Hausnummer.".into()
        }
        Reason::Access => {
            format!("Sagen Sie {to} den Weg zur Tür, oder wählen Sie eine Abholstelle.")
        }
        Reason::Identity => {
            "Seien Sie selbst da, mit Ihrem Ausweis, und unterschreiben Sie.".into()
        }
        Reason::PaymentDue => {
            format!("Halten Sie das Geld bereit, oder fragen Sie {whom}, wie Sie zahlen.")
        }
        Reason::RescheduleRequested => {
            format!("Seien Sie am neuen Tag da. Nicht Ihr Wunsch? Sagen Sie es {to}.")
        }
        Reason::Unclaimed
        | Reason::Damaged
        | Reason::Lost
        | Reason::Prohibited
        | Reason::CancelledByShop => {
            "Bitten Sie den Shop um ein neues Paket oder um Ihr Geld.".into()
        }
        Reason::Documents => {
            format!("Senden Sie {to} die Papiere. Die Rechnung hat der Shop.")
        }
        Reason::Duties => {
            let site = carrier.map_or_else(
                || "beim Paketdienst".to_owned(),
                |carrier| format!("bei {carrier}"),
            );
            format!("Warten Sie auf die Rechnung. Zahlen Sie nur {site} selbst oder an der Tür.")
        }
        Reason::WrongAddressData => {
            "Prüfen Sie die Adresse in der Bestellmail. Falsch? Sagen Sie es dem Shop.".into()
        }
        Reason::OutOfStock | Reason::NotReady => {
            "Jetzt nichts. Wenn Sie nicht warten können, fragen Sie den Shop.".into()
        }
        Reason::Packaging => "Jetzt nichts. Der Shop muss es neu packen.".into(),
        Reason::Missorted
        | Reason::Vehicle
        | Reason::Capacity
        | Reason::ProcessingDelay
        | Reason::Disruption
        | Reason::Inspection
        | Reason::CustomsDelay
        | Reason::Weather
        | Reason::Disaster => "Nichts. Es geht ohne Sie weiter.".into(),
        Reason::Unknown => {
            format!("Noch nichts. Zwei Tage nichts Neues? Fragen Sie {whom} oder den Shop.")
        }
    }
}
