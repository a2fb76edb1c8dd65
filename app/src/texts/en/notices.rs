//! English for notices.

use super::English;
use crate::texts::{Lateness, NoticeSaid, NoticeTexts, NoticeWords};
use doorstep::answers::{Act, Happened};
use doorstep::notice::Notice;
use doorstep::recipient::Reader;

impl NoticeTexts for English {
    fn notice_headline(&self, of: &NoticeSaid<'_>) -> &'static str {
        match (of.notice, of.reader) {
            (Notice::OrderConfirmed, Reader::Buyer) => "We have your order",
            (Notice::OrderConfirmed, Reader::Follower) => "A parcel is coming to you",
            (Notice::Shipped, _) => "Your parcel is on its way",
            (Notice::Milestone, _) => "Your parcel has crossed a border",
            (Notice::OutForDelivery, _) => "Your parcel comes today",
            (Notice::Delivered, _) => "Your parcel was delivered",
            (Notice::AvailableForPickup, _) => "Your parcel is ready for pickup",
            (Notice::PickupReminder, _) => "Your parcel still waits for you",
            (Notice::Attempted, _) => "The driver could not deliver your parcel",
            (Notice::Delay, _) => match of.lateness {
                Lateness::Moved => "Your parcel comes later than planned",
                Lateness::Missed => "Your parcel is late",
            },
            (Notice::Exception, _) => match of.answers.happened {
                Happened::Lost => "Your parcel is lost",
                _ => "There is a problem with your parcel",
            },
            (Notice::Returning, Reader::Buyer) => "Your parcel is coming back to us",
            (Notice::Returning, Reader::Follower) => "Your parcel is going back to the shop",
            (Notice::Returned, Reader::Buyer) => "Your parcel has come back to us",
            (Notice::Returned, Reader::Follower) => "Your parcel went back to the shop",
            (Notice::Cancelled, _) => "Your parcel was cancelled",
        }
    }

    fn notice_subject(&self, headline: &str, order: Option<&str>) -> String {
        match order {
            Some(order) => format!("{headline} (order {order})"),
            None => headline.to_owned(),
        }
    }

    fn notice_happened(&self, of: &NoticeSaid<'_>) -> Option<String> {
        Some(match of.notice {
            Notice::OrderConfirmed => match of.reader {
                Reader::Buyer => "We have your order. Thank you.".into(),
                Reader::Follower => "We are getting a parcel for you ready.".into(),
            },
            Notice::Milestone => "Your parcel has reached another country.".into(),
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
        is_missed.then_some("We write again as soon as there is a new date.")
    }

    fn notice_act(&self, of: &NoticeSaid<'_>) -> Option<&'static str> {
        match (of.reader, of.answers.act) {
            (Reader::Follower, Act::ContactShop) => {
                Some("Nothing. We settle it with the person who ordered.")
            }
            _ => None,
        }
    }

    fn notice_hello(&self, first_name: Option<&str>) -> String {
        first_name.map_or_else(|| "Hello,".into(), |name| format!("Hello {name},"))
    }

    fn notice_more_items(&self, count: usize) -> String {
        format!("and {count} more")
    }

    fn notice_words(&self, notice: Notice, reader: Reader, shop: &str) -> NoticeWords {
        NoticeWords {
            button: match notice {
                Notice::OrderConfirmed | Notice::Cancelled | Notice::Returned => "See your order",
                Notice::AvailableForPickup | Notice::PickupReminder => "See where it waits",
                Notice::Shipped
                | Notice::Milestone
                | Notice::OutForDelivery
                | Notice::Delivered
                | Notice::Attempted
                | Notice::Delay
                | Notice::Exception
                | Notice::Returning => "Follow your parcel",
            },
            in_order: "In your order",
            questions: "Questions? Just answer this mail.",
            because: match reader {
                Reader::Buyer => format!("You get this mail because you ordered at {shop}."),
                Reader::Follower => {
                    format!("You get this mail because you follow a parcel from {shop}.")
                }
            },
            choose: "Choose what we send you",
            stop: "Stop these mails",
        }
    }
}

fn late(of: &NoticeSaid<'_>) -> String {
    let is_with_us = matches!(of.answers.happened, Happened::Ordered | Happened::Packed);
    let what = match (of.lateness, is_with_us) {
        (Lateness::Moved, true) => "We need longer than planned",
        (Lateness::Moved, false) => "Your parcel needs longer than planned",
        (Lateness::Missed, true) => "We are late with your order",
        (Lateness::Missed, false) => "Your parcel did not come when we expected it",
    };
    match (of.why, of.carrier) {
        (Some(why), _) => format!("{what}: {why}."),
        (None, Some(carrier)) if !is_with_us => format!("{what}. {carrier} has not said why."),
        (None, _) => format!("{what}."),
    }
}
