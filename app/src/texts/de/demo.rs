//! The demo's journeys in German.

use crate::texts::DemoJourney;

/// A journey, as the home page heads it.
pub const fn title(journey: DemoJourney) -> &'static str {
    match journey {
        DemoJourney::Early => "Es kommt früher",
        DemoJourney::OnTime => "Alles läuft nach Plan",
        DemoJourney::Delayed => "Ein Sturm, ein neuer Termin",
        DemoJourney::Customs => "Beim Zoll aufgehalten",
        DemoJourney::FailedAttempt => "Niemand war zu Hause",
        DemoJourney::PickupPoint => "Es liegt an einer Abholstelle",
        DemoJourney::WrongAddress => "Die Adresse stimmt nicht",
        DemoJourney::Refused => "Abgelehnt und zurückgeschickt",
        DemoJourney::Lost => "Unterwegs verloren",
        DemoJourney::NotHandedOver => "Ein Etikett, aber kein Paket",
        DemoJourney::TwoParcels => "Zwei Pakete, eines zu spät",
        DemoJourney::NotReceived => "Zugestellt, aber nicht da",
        DemoJourney::OutOfOrder => "Scans zu spät, doppelt, vertauscht",
        DemoJourney::Hostile => "Ein Scan mit bösem Text",
    }
}

/// What to look for on its pages.
pub const fn look_for(journey: DemoJourney) -> &'static str {
    match journey {
        DemoJourney::Early => "Der erwartete Tag rückt vor, und jeder frühere bleibt zu sehen.",
        DemoJourney::OnTime => "Vom Etikett bis zur Tür, am letzten Tag mit einem Zeitfenster.",
        DemoJourney::Delayed => "Der neue Termin steht neben dem alten, mit dem Grund.",
        DemoJourney::Customs => {
            "Für eines von zwei Paketen fehlen Papiere; die Seite sagt, wer handeln muss."
        }
        DemoJourney::FailedAttempt => {
            "Warum die Zustellung nicht klappte, und wann der nächste Versuch ist."
        }
        DemoJourney::PickupPoint => "Wo es abzuholen ist, und was mitzubringen ist.",
        DemoJourney::WrongAddress => {
            "Was nicht stimmt, und wie es sich unterwegs noch ändern lässt."
        }
        DemoJourney::Refused => "Es kehrt um, und die Seite sagt, was der Shop als Nächstes tut.",
        DemoJourney::Lost => {
            "Die Nachrichten enden, der Termin verstreicht, und es wird aufgegeben."
        }
        DemoJourney::NotHandedOver => {
            "Der Termin verstreicht, während der Paketdienst noch auf das Paket wartet."
        }
        DemoJourney::TwoParcels => {
            "Jedes Paket hat seinen eigenen Termin, und das verspätete sagt es."
        }
        DemoJourney::NotReceived => {
            "Wo es laut Paketdienst liegt, und was zu tun ist, wenn es dort nicht ist."
        }
        DemoJourney::OutOfOrder => {
            "Die Seite erzählt eine Geschichte, in der Reihenfolge, in der sie geschah."
        }
        DemoJourney::Hostile => {
            "Von Code, Tricks und einem Namen in den Worten des Paketdienstes kommt nichts auf die Seite."
        }
    }
}

/// How far an order is.
pub fn how_far(day: Option<u32>) -> String {
    day.map_or_else(|| "zu Ende".to_owned(), |day| format!("Tag {day}"))
}
