//! German for notices.

use super::German;
use crate::texts::{Lateness, NoticeSaid, NoticeTexts, NoticeWords};
use doorstep::answers::{Act, Happened};
use doorstep::notice::Notice;
use doorstep::recipient::Reader;

impl NoticeTexts for German {
    fn notice_headline(&self, of: &NoticeSaid<'_>) -> &'static str {
        match (of.notice, of.reader) {
            (Notice::OrderConfirmed, Reader::Buyer) => "Wir haben Ihre Bestellung",
            (Notice::OrderConfirmed, Reader::Follower) => "Sie bekommen ein Paket",
            (Notice::Shipped, _) => "Ihr Paket ist unterwegs",
            (Notice::Milestone, _) => "Ihr Paket ist über eine Grenze",
            (Notice::OutForDelivery, _) => "Ihr Paket kommt heute",
            (Notice::Delivered, _) => "Ihr Paket ist zugestellt",
            (Notice::AvailableForPickup, _) => "Ihr Paket liegt zur Abholung bereit",
            (Notice::PickupReminder, _) => "Ihr Paket wartet noch auf Sie",
            (Notice::Attempted, _) => "Ihr Paket konnte nicht zugestellt werden",
            (Notice::Delay, _) => match of.lateness {
                Lateness::Moved => "Ihr Paket kommt später als geplant",
                Lateness::Missed => "Ihr Paket verspätet sich",
            },
            (Notice::Exception, _) => match of.answers.happened {
                Happened::Lost => "Ihr Paket ist verloren gegangen",
                _ => "Es gibt ein Problem mit Ihrem Paket",
            },
            (Notice::Returning, Reader::Buyer) => "Ihr Paket kommt zu uns zurück",
            (Notice::Returning, Reader::Follower) => "Ihr Paket geht an den Shop zurück",
            (Notice::Returned, Reader::Buyer) => "Ihr Paket ist wieder bei uns",
            (Notice::Returned, Reader::Follower) => "Ihr Paket ging an den Shop zurück",
            (Notice::Cancelled, _) => "Ihr Paket wurde storniert",
        }
    }

    fn notice_subject(&self, headline: &str, order: Option<&str>) -> String {
        match order {
            Some(order) => format!("{headline} (Bestellung {order})"),
            None => headline.to_owned(),
        }
    }

    fn notice_happened(&self, of: &NoticeSaid<'_>) -> Option<String> {
        Some(match of.notice {
            Notice::OrderConfirmed => match of.reader {
                Reader::Buyer => "Wir haben Ihre Bestellung. Vielen Dank.".into(),
                Reader::Follower => "Wir machen ein Paket für Sie fertig.".into(),
            },
            Notice::Milestone => "Ihr Paket ist in einem weiteren Land angekommen.".into(),
            Notice::Delay => late(of),
            Notice::Shipped
            | Notice::OutForDelivery
            | Notice::Delivered
            | Notice::AvailableForPickup
            | Notice::PickupReminder
            | Notice::Attempted
            | Notice::Exception
            | Notice::Returning
            | Notice::Returned
            | Notice::Cancelled => return None,
        })
    }

    fn notice_next(&self, of: &NoticeSaid<'_>) -> Option<&'static str> {
        let is_missed = of.notice == Notice::Delay && of.lateness == Lateness::Missed;
        is_missed.then_some("Wir schreiben wieder, sobald es einen neuen Termin gibt.")
    }

    fn notice_act(&self, of: &NoticeSaid<'_>) -> Option<&'static str> {
        match (of.reader, of.answers.act) {
            (Reader::Follower, Act::ContactShop) => {
                Some("Nichts. Wir klären es mit der Person, die bestellt hat.")
            }
            _ => None,
        }
    }

    fn notice_hello(&self, first_name: Option<&str>) -> String {
        first_name.map_or_else(|| "Guten Tag,".into(), |name| format!("Hallo {name},"))
    }

    fn notice_more_items(&self, count: usize) -> String {
        format!("und {count} weitere")
    }

    fn notice_words(&self, notice: Notice, reader: Reader, shop: &str) -> NoticeWords {
        NoticeWords {
            button: match notice {
                Notice::OrderConfirmed | Notice::Cancelled | Notice::Returned => {
                    "Bestellung ansehen"
                }
                Notice::AvailableForPickup | Notice::PickupReminder => "Abholort ansehen",
                Notice::Shipped
                | Notice::Milestone
                | Notice::OutForDelivery
                | Notice::Delivered
                | Notice::Attempted
                | Notice::Delay
                | Notice::Exception
                | Notice::Returning => "Paket verfolgen",
            },
            in_order: "In Ihrer Bestellung",
            questions: "Fragen? Antworten Sie einfach auf diese E-Mail.",
            because: match reader {
                Reader::Buyer => {
                    format!("Sie bekommen diese E-Mail, weil Sie bei {shop} bestellt haben.")
                }
                Reader::Follower => {
                    format!("Sie bekommen diese E-Mail, weil Sie ein Paket von {shop} verfolgen.")
                }
            },
            choose: "Auswählen, was wir Ihnen schicken",
            stop: "Diese E-Mails abbestellen",
        }
    }
}

fn late(of: &NoticeSaid<'_>) -> String {
    let is_with_us = matches!(of.answers.happened, Happened::Ordered | Happened::Packed);
    let what = match (of.lateness, is_with_us) {
        (Lateness::Moved, true) => "Wir brauchen länger als geplant",
        (Lateness::Moved, false) => "Ihr Paket braucht länger als geplant",
        (Lateness::Missed, true) => "Wir sind mit Ihrer Bestellung in Verzug",
        (Lateness::Missed, false) => "Ihr Paket kam nicht zum erwarteten Termin",
    };
    match (of.why, of.carrier) {
        (Some(why), _) => format!("{what}: {why}."),
        (None, Some(carrier)) if !is_with_us => {
            format!("{what}. {carrier} hat keinen Grund genannt.")
        }
        (None, _) => format!("{what}."),
    }
}
