//! English for flags: what a rep reads in the queue and beside an order.

use super::{English, carrier_first, carrier_or_word, dates, labels, reasons};
use crate::texts::flags::{FlagReason, FlagTexts};
use chrono::{DateTime, Utc};
use doorstep::flag::{Because, Flag};
use doorstep::scan::{Precision, Reason};
use doorstep::shipment::PromiseSource;
use doorstep::silence::{Basis, Limit};

impl FlagTexts for English {
    fn flag_label(&self, flag: Flag) -> &'static str {
        label(flag)
    }

    fn flag_reason(&self, of: &FlagReason<'_>) -> String {
        reason(of)
    }

    fn flag_cleared(&self, flag: Flag) -> &'static str {
        match flag {
            Flag::Lost => "Cleared by itself: it was seen again.",
            Flag::Damaged => "Cleared by itself: it has arrived, or the report is closed.",
            Flag::DeliveredNotReceived => "Cleared by itself: the report is closed.",
            Flag::Returning => "Cleared by itself: it goes back no more.",
            Flag::AddressProblem => "Cleared by itself: it moves again, or the report is closed.",
            Flag::Exception => "Cleared by itself: it moves again.",
            Flag::Stuck => "Cleared by itself: it was scanned again.",
            Flag::NoFirstScan => "Cleared by itself: the carrier has it.",
            Flag::PromiseMissed => "Cleared by itself: it has arrived, or has a new date.",
            Flag::NotShipped => "Cleared by itself: it was shipped or called off.",
            Flag::Attempted => "Cleared by itself: it is on its way to the door again.",
            Flag::PickupWaiting => "Cleared by itself: it waits no more.",
            Flag::NoNumber => "Cleared by itself: it has a number.",
            Flag::Contradiction => "Cleared by itself: newer scans agree.",
        }
    }
}

/// A flag in a word or two.
pub const fn label(flag: Flag) -> &'static str {
    match flag {
        Flag::Lost => "Lost",
        Flag::Damaged => "Damaged",
        Flag::DeliveredNotReceived => "Delivered, not received",
        Flag::Returning => "Going back",
        Flag::AddressProblem => "Address problem",
        Flag::Exception => "Held up",
        Flag::Stuck => "Stuck",
        Flag::NoFirstScan => "No first scan",
        Flag::PromiseMissed => "Date missed",
        Flag::NotShipped => "Not shipped",
        Flag::Attempted => "Delivery failed",
        Flag::PickupWaiting => "Waits for pickup",
        Flag::NoNumber => "No tracking number",
        Flag::Contradiction => "Scans contradict",
    }
}

fn reason(of: &FlagReason<'_>) -> String {
    let carrier = carrier_or_word(of.carrier);
    let first = carrier_first(of.carrier);
    match of.because {
        Because::NotShipped {
            placed_at,
            within_days,
        } => format!(
            "Ordered on {}, and still not shipped; the shop ships within {}.",
            day(of, *placed_at),
            counted(u64::from(*within_days), "working day")
        ),
        Because::NoNumber { told_at } => format!(
            "Left the shop on {}, and has no tracking number yet.",
            day(of, *told_at)
        ),
        Because::NoFirstScan { ready_at, limit } => format!(
            "Ready for {} h, and {carrier} has not scanned it; {}.",
            of.ago(*ready_at).num_hours(),
            others(*limit, "parcels wait for this")
        ),
        Because::Silent {
            since,
            status,
            limit,
        } => {
            let silent = of.ago(*since).num_hours();
            let stood = labels::status(*status);
            let others = others(*limit, "healthy parcels wait");
            format!("No scan for {silent} h since \"{stood}\"; {others}.")
        }
        Because::PromiseMissed {
            estimate,
            source,
            reason,
        } => {
            let by = match source {
                PromiseSource::Shop => "the shop",
                PromiseSource::Carrier => carrier,
                PromiseSource::Doorstep => "this page",
            };
            let when = dates::estimate(estimate, of.today());
            format!(
                "Expected {when} by the word of {by}, and not there{}.",
                because_of_date(*reason)
            )
        }
        Because::Trouble { reason, at } => {
            format!("{first} on {}: {}.", day(of, *at), reasons::words(*reason))
        }
        Because::Attempted { times, reason } => {
            let tries = counted(u64::from(*times), "day");
            format!("Could not be delivered on {tries}{}.", because(*reason))
        }
        Because::PickupWaiting { since, until } => {
            let since = day(of, *since);
            let kept = until.map_or_else(
                || "most are sent back after 7 days".to_owned(),
                |last| format!("it is kept until {}", dates::date(last, of.today())),
            );
            format!("Waits to be picked up since {since}; {kept}.")
        }
        Because::Returning { reason, since } => format!(
            "On its way back to the shop since {}{}.",
            day(of, *since),
            because(*reason)
        ),
        Because::Contradiction { status, at } => {
            let stands = labels::status(*status);
            format!(
                "Stands at \"{stands}\", but a scan of {} says otherwise.",
                moment(of, *at)
            )
        }
        Because::Contact { at } => complaint(of, *at),
    }
}

fn complaint(of: &FlagReason<'_>, at: DateTime<Utc>) -> String {
    let what = match of.flag {
        Flag::DeliveredNotReceived => "it is marked as delivered and is not there",
        Flag::Damaged => "it arrived damaged",
        Flag::AddressProblem => "the address is wrong",
        Flag::Lost
        | Flag::Returning
        | Flag::Exception
        | Flag::Stuck
        | Flag::NoFirstScan
        | Flag::PromiseMissed
        | Flag::NotShipped
        | Flag::Attempted
        | Flag::PickupWaiting
        | Flag::NoNumber
        | Flag::Contradiction => "something is wrong",
    };
    format!("The shopper wrote on {}: {what}.", moment(of, at))
}

/// "healthy parcels on this lane wait 20 working hours at most".
fn others(limit: Limit, wait: &str) -> String {
    let hours = counted(u64::from(limit.hours), "working hour");
    match limit.basis {
        Basis::Lane => format!("on this lane {wait} {hours} at most"),
        Basis::Carrier => format!("with this carrier {wait} {hours} at most"),
        Basis::Default => format!("as a rule {wait} {hours} at most"),
    }
}

/// Of a date, which is told of no parcel that is lost.
fn because_of_date(reason: Option<Reason>) -> String {
    let known = reason.filter(|reason| *reason != Reason::Unknown);
    known.map_or_else(String::new, |reason| {
        format!(": {}", reasons::of_date(reason))
    })
}

fn because(reason: Option<Reason>) -> String {
    let known = reason.filter(|reason| *reason != Reason::Unknown);
    known.map_or_else(String::new, |reason| {
        format!(": {}", reasons::words(reason))
    })
}

fn counted(count: u64, unit: &str) -> String {
    let plural = if count == 1 { "" } else { "s" };
    format!("{count} {unit}{plural}")
}

fn day(of: &FlagReason<'_>, at: DateTime<Utc>) -> String {
    dates::date((of.clock)(at).date(), of.today())
}

fn moment(of: &FlagReason<'_>, at: DateTime<Utc>) -> String {
    dates::moment((of.clock)(at), Precision::Minute, of.today())
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::{NaiveDate, TimeZone};
    use doorstep::reading::Estimate;
    use doorstep::scan::Status;

    fn at(day: u32, hour: u32) -> DateTime<Utc> {
        Utc.with_ymd_and_hms(2026, 5, day, hour, 0, 0).unwrap()
    }

    fn check(flag: Flag, because: &Because, words: &str) {
        let of = FlagReason {
            flag,
            because,
            carrier: Some("UPS"),
            now: at(20, 12),
            clock: &|at| at.naive_utc(),
        };
        assert_eq!(super::super::ENGLISH.flag_reason(&of), words);
    }

    fn limit(hours: u32, basis: Basis) -> Limit {
        Limit { hours, basis }
    }

    #[test]
    fn every_reason_is_one_sentence() {
        check(
            Flag::Stuck,
            &Because::Silent {
                since: at(17, 23),
                status: Status::InTransit,
                limit: limit(20, Basis::Lane),
            },
            "No scan for 61 h since \"On its way\"; on this lane healthy parcels wait 20 working hours at most.",
        );
        check(
            Flag::NoFirstScan,
            &Because::NoFirstScan {
                ready_at: at(18, 12),
                limit: limit(1, Basis::Default),
            },
            "Ready for 48 h, and UPS has not scanned it; as a rule parcels wait for this 1 working hour at most.",
        );
        check(
            Flag::NotShipped,
            &Because::NotShipped {
                placed_at: at(14, 12),
                within_days: 2,
            },
            "Ordered on Thursday 14 May, and still not shipped; the shop ships within 2 working days.",
        );
        check(
            Flag::NoNumber,
            &Because::NoNumber {
                told_at: at(14, 12),
            },
            "Left the shop on Thursday 14 May, and has no tracking number yet.",
        );
        check(
            Flag::Exception,
            &Because::Trouble {
                reason: Reason::Weather,
                at: at(14, 12),
            },
            "UPS on Thursday 14 May: bad weather.",
        );
        check(
            Flag::Attempted,
            &Because::Attempted {
                times: 2,
                reason: Some(Reason::NotHome),
            },
            "Could not be delivered on 2 days: nobody was there.",
        );
        check(
            Flag::PickupWaiting,
            &Because::PickupWaiting {
                since: at(14, 12),
                until: None,
            },
            "Waits to be picked up since Thursday 14 May; most are sent back after 7 days.",
        );
        check(
            Flag::PickupWaiting,
            &Because::PickupWaiting {
                since: at(14, 12),
                until: NaiveDate::from_ymd_opt(2026, 5, 22),
            },
            "Waits to be picked up since Thursday 14 May; it is kept until Friday 22 May.",
        );
        check(
            Flag::Returning,
            &Because::Returning {
                reason: None,
                since: at(14, 12),
            },
            "On its way back to the shop since Thursday 14 May.",
        );
        check(
            Flag::Contradiction,
            &Because::Contradiction {
                status: Status::Delivered,
                at: at(14, 12),
            },
            "Stands at \"Delivered\", but a scan of Thursday 14 May, 12:00 says otherwise.",
        );
        check(
            Flag::DeliveredNotReceived,
            &Because::Contact { at: at(14, 12) },
            "The shopper wrote on Thursday 14 May, 12:00: it is marked as delivered and is not there.",
        );
        check(
            Flag::PromiseMissed,
            &Because::PromiseMissed {
                estimate: Estimate::day(at(18, 0).date_naive()),
                source: PromiseSource::Carrier,
                reason: Some(Reason::Weather),
            },
            "Expected Monday 18 May by the word of UPS, and not there: bad weather.",
        );
    }

    #[test]
    fn every_flag_has_its_words() {
        for flag in Flag::ALL {
            let label = super::super::ENGLISH.flag_label(flag);
            assert!(!label.is_empty() && !label.contains('_'), "{label}");
            let cleared = super::super::ENGLISH.flag_cleared(flag);
            assert!(cleared.ends_with('.'), "{cleared}");
        }
    }
}
