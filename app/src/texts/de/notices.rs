//! German for notices.

use super::{German, answers, from_carrier, the_carrier, to_carrier};
use crate::texts::{Lateness, NoticeSaid, NoticeTexts, NoticeWords};
use doorstep::answers::{Act, Happened, Next};
use doorstep::notice::{MilestoneOf, Notice};
use doorstep::recipient::Reader;
use doorstep::scan::Reason;

impl NoticeTexts for German {
    fn notice_headline(&self, of: &NoticeSaid<'_>) -> &'static str {
        match (of.notice, of.reader) {
            (Notice::OrderConfirmed, Reader::Buyer) => "Wir haben Ihre Bestellung",
            (Notice::OrderConfirmed, Reader::Follower) => "Sie bekommen ein Paket",
            (Notice::Shipped, _) => "Ihr Paket ist unterwegs",
            (Notice::Milestone, _) => match of.milestone {
                MilestoneOf::Border => "Ihr Paket hat eine Grenze passiert",
                MilestoneOf::Region => "Ihr Paket ist schon in Ihrer Nähe",
            },
            (Notice::OutForDelivery, _) => "Ihr Paket kommt heute",
            (Notice::Delivered, _) => "Ihr Paket ist zugestellt",
            (Notice::AvailableForPickup, _) => "Ihr Paket liegt zur Abholung bereit",
            (Notice::PickupReminder, _) => "Ihr Paket wartet noch auf Sie",
            (Notice::Attempted, _) => "Ihr Paket konnte nicht zugestellt werden",
            (Notice::Delay, _) => match of.lateness {
                Lateness::Moved => "Ihr Paket kommt später als geplant",
                Lateness::Missed => "Ihr Paket verspätet sich",
                Lateness::AtRisk => "Ihr Paket kommt vielleicht später",
            },
            (Notice::Exception, _) => match of.answers.happened {
                Happened::Lost => "Ihr Paket ist verloren gegangen",
                _ => "Es gibt ein Problem mit Ihrem Paket",
            },
            (Notice::Returning, Reader::Buyer) => "Ihr Paket kommt zu uns zurück",
            (Notice::Returning, Reader::Follower) => "Ihr Paket geht an den Shop zurück",
            (Notice::Returned, Reader::Buyer) => "Ihr Paket ist wieder bei uns",
            (Notice::Returned, Reader::Follower) => "Ihr Paket ging an den Shop zurück",
            (Notice::Cancelled, Reader::Buyer) if of.of_order => "Ihre Bestellung wurde storniert",
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
            Notice::Milestone => match of.milestone {
                MilestoneOf::Border => "Ihr Paket ist in einem weiteren Land angekommen.".into(),
                MilestoneOf::Region => "Ihr Paket ist in Ihrer Region angekommen.".into(),
            },
            Notice::Delay => late(of),
            Notice::Cancelled if of.reader == Reader::Buyer && of.of_order => {
                "Ihre Bestellung wurde storniert und wird nicht verschickt.".into()
            }
            Notice::Exception if of.is_sold_out() => {
                "Etwas, das in Ihr Paket gehört, ist bei uns ausverkauft.".into()
            }
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
        let has_no_date = of.notice == Notice::Delay && of.lateness != Lateness::Moved;
        match (of.reader, of.answers.next) {
            _ if has_no_date => Some("Wir schreiben wieder, sobald es einen neuen Termin gibt."),
            (Reader::Buyer, Next::Nothing) if of.notice == Notice::Cancelled && of.of_order => {
                Some("Nichts mehr. Diese Bestellung ist erledigt.")
            }
            (Reader::Follower, Next::ShopSettles) => {
                Some("Wir klären es mit der Person, die bestellt hat.")
            }
            (Reader::Follower, Next::WaitForNews) => {
                Some("Die Seite dieses Pakets zeigt es, sobald es Neues gibt.")
            }
            _ => None,
        }
    }

    fn notice_act(&self, of: &NoticeSaid<'_>) -> Option<&'static str> {
        match (of.reader, of.answers.act) {
            _ if of.is_for_the_buyer() => {
                Some("Nichts. Wir klären es mit der Person, die bestellt hat.")
            }
            (Reader::Follower, Act::LookAround) => Some(
                "Ist es nicht da? Sehen Sie sich um und fragen Sie Nachbarn. Sagen Sie es dann der Person, die bestellt hat.",
            ),
            _ => None,
        }
    }

    fn notice_short_act(&self, act: Act, carrier: Option<&str>) -> Option<String> {
        match act {
            Act::BeThere | Act::Collect => Some(answers::act(act, carrier)),
            Act::Resolve(reason) => resolve_shortly(reason, carrier),
            Act::Nothing | Act::LookAround | Act::ContactShop => None,
        }
    }

    fn notice_hello(&self, first_name: Option<&str>) -> String {
        first_name.map_or_else(|| "Guten Tag,".into(), |name| format!("Hallo {name},"))
    }

    fn notice_more_items(&self, count: usize) -> String {
        match count {
            1 => "und 1 weiterer".into(),
            count => format!("und {count} weitere"),
        }
    }

    fn notice_words(&self, notice: Notice, reader: Reader, shop: &str) -> NoticeWords {
        NoticeWords {
            button: match notice {
                Notice::OrderConfirmed | Notice::Cancelled | Notice::Returned
                    if reader == Reader::Buyer =>
                {
                    "Bestellung ansehen"
                }
                Notice::AvailableForPickup | Notice::PickupReminder => "Abholort ansehen",
                Notice::OrderConfirmed
                | Notice::Shipped
                | Notice::Milestone
                | Notice::OutForDelivery
                | Notice::Delivered
                | Notice::Attempted
                | Notice::Delay
                | Notice::Exception
                | Notice::Returning
                | Notice::Returned
                | Notice::Cancelled => "Paket verfolgen",
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

/// What trouble needs done, in few words; `None` where it goes on by itself.
fn resolve_shortly(reason: Reason, carrier: Option<&str>) -> Option<String> {
    Some(match reason {
        Reason::NotHome => {
            let whom = the_carrier(carrier);
            format!("Bitten Sie {whom} um einen anderen Tag oder Ort.")
        }
        Reason::BusinessClosed => {
            format!("Bitten Sie {} um einen anderen Tag.", the_carrier(carrier))
        }
        Reason::Refused => "Möchten Sie es doch, melden Sie sich heute bei uns.".into(),
        Reason::AddressIncorrect => "Senden Sie uns heute Ihre ganze Adresse.".into(),
        Reason::WrongAddressData => "Prüfen Sie die Adresse in Ihrer Bestellmail.".into(),
        Reason::Access => format!("Sagen Sie {}, wie man zu Ihnen kommt.", to_carrier(carrier)),
        Reason::Identity => "Seien Sie beim nächsten Mal da, mit Ausweis.".into(),
        Reason::PaymentDue => "Halten Sie das Geld bereit.".into(),
        Reason::RescheduleRequested => {
            let whom = to_carrier(carrier);
            format!("Haben Sie nicht darum gebeten, sagen Sie es {whom}.")
        }
        Reason::Documents => format!("Senden Sie {} die Papiere.", to_carrier(carrier)),
        Reason::Duties => format!(
            "Zahlen Sie nur auf der Seite {} oder an der Tür.",
            from_carrier(carrier)
        ),
        Reason::Unclaimed
        | Reason::Damaged
        | Reason::Lost
        | Reason::Prohibited
        | Reason::CancelledByShop => "Schreiben Sie uns, damit wir es regeln können.".into(),
        Reason::OutOfStock
        | Reason::NotReady
        | Reason::Packaging
        | Reason::Missorted
        | Reason::Vehicle
        | Reason::Capacity
        | Reason::ProcessingDelay
        | Reason::Disruption
        | Reason::Inspection
        | Reason::CustomsDelay
        | Reason::Weather
        | Reason::Disaster
        | Reason::Unknown => return None,
    })
}

fn late(of: &NoticeSaid<'_>) -> String {
    let is_with_us = matches!(of.answers.happened, Happened::Ordered | Happened::Packed);
    let what = match (of.lateness, is_with_us) {
        (Lateness::Moved, true) => "Wir brauchen länger als geplant",
        (Lateness::Moved, false) => "Ihr Paket braucht länger als geplant",
        (Lateness::Missed, true) if of.reader == Reader::Follower => {
            "Wir sind mit Ihrem Paket in Verzug"
        }
        (Lateness::Missed, true) => "Wir sind mit Ihrer Bestellung in Verzug",
        (Lateness::Missed, false) => "Ihr Paket kam nicht zum erwarteten Termin",
        (Lateness::AtRisk, true) => "Wir brauchen vielleicht länger als geplant",
        (Lateness::AtRisk, false) => "Ihr Paket kommt vielleicht nicht zum erwarteten Termin",
    };
    match (of.why, of.carrier) {
        (Some(why), _) => format!("{what}: {why}."),
        (None, Some(carrier)) if !is_with_us => {
            format!("{what}. {carrier} hat keinen Grund genannt.")
        }
        (None, _) => format!("{what}."),
    }
}
