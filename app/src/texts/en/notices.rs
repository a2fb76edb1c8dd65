//! English for notices.

use super::{English, answers, carrier_or_word};
use crate::texts::{Lateness, NoticeSaid, NoticeTexts, NoticeWords};
use doorstep::answers::{Act, Happened, Next};
use doorstep::notice::{MilestoneOf, Notice};
use doorstep::recipient::Reader;
use doorstep::scan::Reason;

impl NoticeTexts for English {
    fn notice_headline(&self, of: &NoticeSaid<'_>) -> &'static str {
        match (of.notice, of.reader) {
            (Notice::OrderConfirmed, Reader::Buyer) => "We have your order",
            (Notice::OrderConfirmed, Reader::Follower) => "A parcel is coming to you",
            (Notice::Shipped, _) => "Your parcel is on its way",
            (Notice::Milestone, _) => match of.milestone {
                MilestoneOf::Border => "Your parcel has crossed a border",
                MilestoneOf::Region => "Your parcel is getting close",
            },
            (Notice::OutForDelivery, _) => "Your parcel is coming today",
            (Notice::Delivered, _) => "Your parcel was delivered",
            (Notice::AvailableForPickup, _) => "Your parcel is ready for pickup",
            (Notice::PickupReminder, _) => "Your parcel is still waiting for you",
            (Notice::Attempted, _) => "The driver could not deliver your parcel",
            (Notice::Delay, _) => match of.lateness {
                Lateness::Moved => "Your parcel comes later than planned",
                Lateness::Missed => "Your parcel is late",
                Lateness::AtRisk => "Your parcel may be late",
            },
            (Notice::Exception, _) => match of.answers.happened {
                Happened::Lost => "Your parcel is lost",
                _ => "There is a problem with your parcel",
            },
            (Notice::Returning, Reader::Buyer) => "Your parcel is coming back to us",
            (Notice::Returning, Reader::Follower) => "Your parcel is going back to the shop",
            (Notice::Returned, Reader::Buyer) => "Your parcel has come back to us",
            (Notice::Returned, Reader::Follower) => "Your parcel went back to the shop",
            (Notice::Cancelled, Reader::Buyer) if of.of_order => "Your order was cancelled",
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
            Notice::Milestone => match of.milestone {
                MilestoneOf::Border => "Your parcel has reached another country.".into(),
                MilestoneOf::Region => "Your parcel has reached your region.".into(),
            },
            Notice::Delay => late(of),
            Notice::Cancelled if of.reader == Reader::Buyer && of.of_order => {
                "Your order was called off and will not be sent.".into()
            }
            Notice::Exception if of.is_sold_out() => {
                "We have run out of something for your parcel.".into()
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
            _ if has_no_date => Some("We write again as soon as there is a new date."),
            (Reader::Buyer, Next::Nothing) if of.notice == Notice::Cancelled && of.of_order => {
                Some("Nothing more. This order is done.")
            }
            (Reader::Follower, Next::ShopSettles) => {
                Some("We settle it with the person who ordered.")
            }
            (Reader::Follower, Next::WaitForNews) => {
                Some("The page of this parcel shows it as soon as there is news.")
            }
            _ => None,
        }
    }

    fn notice_act(&self, of: &NoticeSaid<'_>) -> Option<&'static str> {
        match (of.reader, of.answers.act) {
            _ if of.is_for_the_buyer() => {
                Some("Nothing. We settle it with the person who ordered.")
            }
            (Reader::Follower, Act::LookAround) => Some(
                "If it is not there, look around and ask neighbours. Then tell the person who ordered.",
            ),
            _ => None,
        }
    }

    fn notice_short_act(&self, act: Act, carrier: Option<&str>) -> Option<String> {
        match act {
            Act::BeThere | Act::Collect => Some(answers::act(act, carrier)),
            Act::Resolve(reason) => resolve_shortly(reason, carrier_or_word(carrier)),
            Act::Nothing | Act::LookAround | Act::ContactShop => None,
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
                Notice::OrderConfirmed | Notice::Cancelled | Notice::Returned
                    if reader == Reader::Buyer =>
                {
                    "See your order"
                }
                Notice::AvailableForPickup | Notice::PickupReminder => "See where it waits",
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
                | Notice::Cancelled => "Follow your parcel",
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

/// What trouble needs done, in about 40 letters; `None` where it goes on by
/// itself.
fn resolve_shortly(reason: Reason, carrier: &str) -> Option<String> {
    Some(match reason {
        Reason::NotHome => format!("Ask {carrier} for another day or place."),
        Reason::BusinessClosed => format!("Ask {carrier} for another day."),
        Reason::Refused => "If you still want it, tell us today.".into(),
        Reason::AddressIncorrect => "Send us your full address today.".into(),
        Reason::WrongAddressData => "Check the address in your order mail.".into(),
        Reason::Access => format!("Tell {carrier} how to get to your door."),
        Reason::Identity => "Be there next time, with your ID.".into(),
        Reason::PaymentDue => "Have the money ready for the driver.".into(),
        Reason::RescheduleRequested => format!("If you did not ask for it, tell {carrier}."),
        Reason::Documents => format!("Send {carrier} the papers it asks for."),
        Reason::Duties => format!("Pay only on {carrier}'s own site or at the door."),
        Reason::Unclaimed
        | Reason::Damaged
        | Reason::Lost
        | Reason::Prohibited
        | Reason::CancelledByShop => "Write to us, so that we can settle it.".into(),
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
        (Lateness::Moved, true) => "We need longer than planned",
        (Lateness::Moved, false) => "Your parcel is taking longer than planned",
        (Lateness::Missed, true) if of.reader == Reader::Follower => "We are late with your parcel",
        (Lateness::Missed, true) => "We are late with your order",
        (Lateness::Missed, false) => "Your parcel did not come when we expected it",
        (Lateness::AtRisk, true) => "We may need longer than planned",
        (Lateness::AtRisk, false) => "Your parcel may not come when we expected it",
    };
    match (of.why, of.carrier) {
        (Some(why), _) => format!("{what}: {why}."),
        (None, Some(carrier)) if !is_with_us => format!("{what}. {carrier} has not said why."),
        (None, _) => format!("{what}."),
    }
}
