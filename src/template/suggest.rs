//! Which template fits: what the shopper wrote about comes first, then the
//! worst of what is known of the order.

use super::TemplateKey;
use crate::contact::Topic;
use crate::flag::Flag;
use crate::scan::{Reason, ReasonGroup, Status};

/// What is known when somebody answers.
#[derive(Clone, Copy, Debug)]
pub struct Situation<'a> {
    /// The parcel's status.
    pub status: Status,
    /// Its reason.
    pub reason: Option<Reason>,
    /// Whether the date that was named has passed.
    pub is_late: bool,
    /// The flags that are up, the worst first.
    pub flags: &'a [Flag],
    /// What the contact is about, where there is one.
    pub topic: Option<Topic>,
}

/// The template that fits.
#[must_use]
pub fn suggest(of: &Situation<'_>) -> TemplateKey {
    of.topic
        .and_then(by_topic)
        .or_else(|| by_state(of.status, of.reason))
        .or_else(|| of.flags.iter().copied().find_map(by_flag))
        .unwrap_or(if of.is_late {
            TemplateKey::Late
        } else {
            TemplateKey::WhereIsIt
        })
}

/// `None` for what only asks: the order's state says what to answer.
const fn by_topic(topic: Topic) -> Option<TemplateKey> {
    match topic {
        Topic::NotReceived => Some(TemplateKey::NotReceived),
        Topic::Damaged => Some(TemplateKey::Damaged),
        Topic::WrongContents => Some(TemplateKey::RefundOrResend),
        Topic::WrongAddress => Some(TemplateKey::WrongAddress),
        Topic::Returned => Some(TemplateKey::Returned),
        Topic::WhereIsIt | Topic::Other => None,
    }
}

fn by_state(status: Status, reason: Option<Reason>) -> Option<TemplateKey> {
    match status {
        Status::Returning | Status::Returned => Some(TemplateKey::Returned),
        Status::Cancelled => Some(TemplateKey::RefundOrResend),
        Status::Exception | Status::Attempted => by_reason(reason?),
        Status::Ordered
        | Status::Packed
        | Status::LabelCreated
        | Status::PickedUp
        | Status::InTransit
        | Status::OutForDelivery
        | Status::AvailableForPickup
        | Status::Delivered
        | Status::Unknown => None,
    }
}

fn by_reason(reason: Reason) -> Option<TemplateKey> {
    match (reason, reason.group()) {
        (Reason::Lost, _) => Some(TemplateKey::Lost),
        (Reason::Damaged, _) => Some(TemplateKey::Damaged),
        (Reason::AddressIncorrect | Reason::WrongAddressData, _) => Some(TemplateKey::WrongAddress),
        (Reason::OutOfStock | Reason::CancelledByShop, _) => Some(TemplateKey::RefundOrResend),
        (_, ReasonGroup::Customs) => Some(TemplateKey::Customs),
        _ => None,
    }
}

const fn by_flag(flag: Flag) -> Option<TemplateKey> {
    match flag {
        Flag::Lost => Some(TemplateKey::Lost),
        Flag::Damaged => Some(TemplateKey::Damaged),
        Flag::DeliveredNotReceived => Some(TemplateKey::NotReceived),
        Flag::Returning => Some(TemplateKey::Returned),
        Flag::AddressProblem => Some(TemplateKey::WrongAddress),
        Flag::Stuck | Flag::NoFirstScan => Some(TemplateKey::Stuck),
        Flag::PromiseMissed | Flag::NotShipped => Some(TemplateKey::Late),
        Flag::Exception
        | Flag::Attempted
        | Flag::PickupWaiting
        | Flag::NoNumber
        | Flag::Contradiction => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(of: Situation<'_>, wanted: TemplateKey) {
        assert_eq!(suggest(&of), wanted, "{of:?}");
    }

    const MOVING: Situation<'static> = Situation {
        status: Status::InTransit,
        reason: None,
        is_late: false,
        flags: &[],
        topic: None,
    };

    #[test]
    fn the_shoppers_words_come_first() {
        check(
            Situation {
                topic: Some(Topic::NotReceived),
                status: Status::Returning,
                ..MOVING
            },
            TemplateKey::NotReceived,
        );
        check(
            Situation {
                topic: Some(Topic::WrongContents),
                ..MOVING
            },
            TemplateKey::RefundOrResend,
        );
        for topic in [Some(Topic::WhereIsIt), Some(Topic::Other), None] {
            check(Situation { topic, ..MOVING }, TemplateKey::WhereIsIt);
        }
    }

    #[test]
    fn then_the_state_then_the_flags_then_the_date() {
        let exception = |reason| Situation {
            status: Status::Exception,
            reason: Some(reason),
            is_late: true,
            flags: &[Flag::Exception],
            ..MOVING
        };
        check(exception(Reason::Lost), TemplateKey::Lost);
        check(exception(Reason::Duties), TemplateKey::Customs);
        check(
            exception(Reason::AddressIncorrect),
            TemplateKey::WrongAddress,
        );
        check(exception(Reason::Weather), TemplateKey::Late);
        check(
            Situation {
                status: Status::Returned,
                ..MOVING
            },
            TemplateKey::Returned,
        );
        let flags = [Flag::Contradiction, Flag::Stuck, Flag::PromiseMissed];
        check(
            Situation {
                flags: &flags,
                is_late: true,
                ..MOVING
            },
            TemplateKey::Stuck,
        );
        check(
            Situation {
                flags: &[Flag::PickupWaiting],
                ..MOVING
            },
            TemplateKey::WhereIsIt,
        );
    }

    #[test]
    fn every_template_fits_something() {
        let topics = Topic::ALL.map(|topic| {
            suggest(&Situation {
                topic: Some(topic),
                ..MOVING
            })
        });
        let reasons = Reason::ALL.map(|reason| {
            suggest(&Situation {
                status: Status::Exception,
                reason: Some(reason),
                ..MOVING
            })
        });
        let flags = Flag::ALL.map(|flag| {
            suggest(&Situation {
                flags: &[flag],
                ..MOVING
            })
        });
        let all: Vec<TemplateKey> = [&topics[..], &reasons[..], &flags[..]].concat();
        for key in TemplateKey::ALL {
            assert!(all.contains(key), "{key:?}");
        }
    }
}
