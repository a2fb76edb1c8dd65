//! German for statuses, steps, headlines and the lines of the history.

use super::{carrier_first, from_carrier, reasons, the_carrier};
use crate::texts::{Headline, ScanLine, alike};
use doorstep::scan::{Reason, Status};
use doorstep::shipment::Direction;
use doorstep::status::Step;
use doorstep::view::tracking::Labels;

/// Below a headline, where a part of the order has not left.
pub const REST: &str = "Der Rest ist noch beim Shop";
/// A scan of which neither meaning nor words are known.
pub const SCAN_WITHOUT_WORDS: &str = "Meldung ohne Einzelheiten";
/// Over scans whose time nobody gave.
pub const NO_TIME: &str = "Zeit nicht angegeben";
/// The heading over what has not left.
pub const UNSHIPPED: &str = "Noch nicht verschickt";

/// A status with nothing else known.
pub const fn status(status: Status) -> &'static str {
    match status {
        Status::Unknown => "Noch keine Nachricht vom Paketdienst",
        Status::Ordered => "Der Shop hat Ihre Bestellung",
        Status::Packed => "Gepackt",
        Status::LabelCreated => "Etikett erstellt, wartet auf den Paketdienst",
        Status::PickedUp => "Der Paketdienst hat es",
        Status::InTransit => "Unterwegs",
        Status::Exception => "Es gibt ein Problem mit Ihrem Paket",
        Status::OutForDelivery => "In Zustellung",
        Status::Attempted => "Die Zustellung hat nicht geklappt",
        Status::AvailableForPickup => "Bereit zum Abholen",
        Status::Delivered => "Zugestellt",
        Status::Returning => "Auf dem Weg zurück zum Shop",
        Status::Returned => "Wieder beim Shop",
        Status::Cancelled => "Storniert",
    }
}

/// A parcel's headline.
pub fn headline(of: &Headline<'_>) -> String {
    if of.direction == Direction::Return {
        return of_return(of.status).into();
    }
    match of.status {
        Status::Unknown => format!("Noch keine Nachricht {}", from_carrier(of.carrier)),
        Status::LabelCreated => {
            format!("Etikett erstellt, wartet auf {}", the_carrier(of.carrier))
        }
        Status::PickedUp => format!("{} hat es", carrier_first(of.carrier)),
        Status::Exception if of.reason == Some(Reason::Lost) => {
            "Ihr Paket ist verloren gegangen".into()
        }
        other => status(other).into(),
    }
}

const fn of_return(status: Status) -> &'static str {
    match status {
        Status::Delivered | Status::Returned => "Ihre Rücksendung ist beim Shop",
        Status::Cancelled => "Ihre Rücksendung wurde storniert",
        Status::Unknown | Status::Ordered | Status::Packed | Status::LabelCreated => {
            "Ihre Rücksendung wurde noch nicht gescannt"
        }
        Status::PickedUp
        | Status::InTransit
        | Status::Exception
        | Status::OutForDelivery
        | Status::Attempted
        | Status::AvailableForPickup
        | Status::Returning => "Ihre Rücksendung ist auf dem Weg zum Shop",
    }
}

/// The headline of an order as a whole.
pub fn order_headline(parcels: &[Status]) -> String {
    match parcels {
        [] => status(Status::Ordered).into(),
        [only] => status(*only).into(),
        [first, others @ ..] if others.iter().all(|other| other == first) => match parcels.len() {
            2 => format!("Beide Pakete {}", any(*first)),
            count => format!("Alle {count} Pakete {}", any(*first)),
        },
        _ => {
            let groups: Vec<String> = alike::counted(parcels)
                .into_iter()
                .map(|(status, count)| format!("{count} {}", any(status)))
                .collect();
            format!("{} Pakete: {}", parcels.len(), groups.join(", "))
        }
    }
}

/// Of one parcel or several: these words are the same for both.
const fn any(status: Status) -> &'static str {
    match status {
        Status::Unknown => "noch ohne Nachricht",
        Status::Ordered => "beim Shop",
        Status::Packed => "gepackt",
        Status::LabelCreated => "noch nicht übergeben",
        Status::PickedUp => "beim Paketdienst",
        Status::InTransit => "unterwegs",
        Status::Exception => "mit einem Problem",
        Status::OutForDelivery => "in Zustellung",
        Status::Attempted => "nicht zugestellt",
        Status::AvailableForPickup => "bereit zum Abholen",
        Status::Delivered => "zugestellt",
        Status::Returning => "auf dem Weg zurück",
        Status::Returned => "wieder beim Shop",
        Status::Cancelled => "storniert",
    }
}

/// A step of the bar.
pub const fn step(step: Step) -> &'static str {
    match step {
        Step::Ordered => "Bestellt",
        Step::Packed => "Gepackt",
        Step::Shipped => "Verschickt",
        Step::OutForDelivery => "In Zustellung",
        Step::Delivered => "Zugestellt",
        Step::ReadyForPickup => "Abholbereit",
        Step::Cancelled => "Storniert",
        Step::Lost => "Verloren",
        Step::Returned => "Zurück",
    }
}

/// A line of the history: what the scan means, and why where it says so.
pub fn scan_line(scan: &ScanLine<'_>) -> Option<String> {
    let what = scanned(scan.status?, scan.direction, scan.carrier);
    Some(match scan.reason {
        None | Some(Reason::Unknown) => what,
        Some(reason) => format!("{what}: {}", reasons::words(reason)),
    })
}

fn scanned(status: Status, direction: Direction, carrier: Option<&str>) -> String {
    match status {
        Status::Unknown => format!("Nachricht {}", from_carrier(carrier)),
        Status::Ordered => "Der Shop hat die Bestellung angenommen".into(),
        Status::Packed => "Gepackt".into(),
        Status::LabelCreated => "Etikett erstellt".into(),
        Status::PickedUp => format!("{} hat das Paket übernommen", carrier_first(carrier)),
        Status::InTransit => "Unterwegs".into(),
        Status::Exception => "Aufgehalten".into(),
        Status::OutForDelivery => match direction {
            Direction::Outbound => "In Zustellung".into(),
            Direction::Return => "Auf dem letzten Stück zum Shop".into(),
        },
        Status::Attempted => "Die Zustellung hat nicht geklappt".into(),
        Status::AvailableForPickup => "Bereit zum Abholen".into(),
        Status::Delivered => match direction {
            Direction::Outbound => "Zugestellt".into(),
            Direction::Return => "Beim Shop angekommen".into(),
        },
        Status::Returning => "Auf dem Weg zurück zum Shop".into(),
        Status::Returned => "Wieder beim Shop".into(),
        Status::Cancelled => "Storniert".into(),
    }
}

/// The fixed words of the tracking page.
pub fn fixed() -> Labels {
    Labels {
        happened: "Was geschehen ist".into(),
        next: "Wie es weitergeht".into(),
        act: "Was Sie tun sollten".into(),
        promises: "Erwartete Termine".into(),
        scans: "Sendungsverlauf".into(),
        items: "In diesem Paket".into(),
        carrier: "Paketdienst".into(),
        number: "Sendungsnummer".into(),
        steps: "Fortschritt".into(),
        carrier_link: "Seite des Paketdienstes öffnen".into(),
        carrier_words: "Wortlaut des Paketdienstes:".into(),
        older_scans: "Frühere Scans".into(),
        step_done: "erledigt".into(),
        step_current: "jetzt".into(),
        step_ahead: "kommt noch".into(),
        promise_current: "neuester".into(),
        parcels: "Ihre Pakete".into(),
        pickup: "Wo Sie es abholen".into(),
        pickup_hours: "Geöffnet".into(),
        calendar: "In den Kalender".into(),
        copy: "Nummer kopieren".into(),
        copied: "Kopiert".into(),
        share: "Anderen sagen".into(),
        share_status: "Stand teilen".into(),
        share_status_note: "Sendet die Zeile oben und den Link des Paketdienstes. Nicht diese Seite, und nichts über Ihre Bestellung.".into(),
        share_page: "Diese Seite teilen".into(),
        share_page_note: "Wer den Link hat, sieht alles, was Sie hier sehen: Bestellung, Artikel und jeden Scan.".into(),
        shared: "Erledigt".into(),
    }
}
