//! What shoppers should not have to look up: the words that no text of ours may
//! hold. The tests of the texts and rehearsals of whole journeys look for them.

/// What no language may show: slips of ours.
pub const SLIPS: [&str; 10] = [
    "_", "{", "}", "  ", "..", " .", ",,", "None", "Some(", "API",
];

/// Words that shoppers would have to look up, or that say too much.
#[must_use]
pub fn jargon(language: &str) -> &'static [&'static str] {
    match language {
        "en" => &[
            "promise",
            "exception",
            "consignee",
            "shipment",
            "in transit",
            "unknown",
            "facility",
            "notif",
            "tender",
        ],
        "de" => &[
            "versprech",
            "Versprech",
            "Exception",
            "Shipment",
            "Tracking",
            "Label",
            "Depot",
            "Empfänger",
            "unbekannt",
            "avisiert",
            "Retoure",
            "Benachricht",
            // A shop that says "Sie" never slips into "du".
            " du ",
            "Du ",
            " dein",
            "Dein",
        ],
        "es" => &[
            "promes",
            "promet",
            "excepción",
            "destinatario",
            "remesa",
            "tránsito",
            "desconocid",
            "incidencia",
            "notific",
            "tracking",
            // Nor one that says "usted" into "tú".
            " tu ",
            " tus ",
            "Tu ",
            " te ",
            " ti ",
        ],
        _ => &[],
    }
}

/// What no shopper should have to look up, in any of our languages.
pub const JARGON_OF_MESSAGES: [&str; 26] = [
    "shipment",
    "consignee",
    "exception",
    "in transit",
    "manifest",
    "tender",
    "facility",
    "hub",
    "notification",
    "fulfil",
    "milestone",
    "ETA",
    "API",
    "None",
    "Some(",
    "unknown",
    "promise",
    "Sendungsstatus",
    "Zustellbasis",
    "Depot",
    "Avis",
    "Event",
    "consignatario",
    "incidencia",
    "expedici",
    "tracking",
];

#[cfg(test)]
mod tests {
    use super::jargon;
    use crate::texts::Language;

    #[test]
    fn every_language_has_its_list() {
        for language in Language::ALL {
            assert!(!jargon(language.tag()).is_empty(), "{}", language.tag());
        }
    }
}
