//! What to do next about an order: the step that helps, from what is wrong,
//! what was asked and what was done about it. Which reply fits is
//! [`crate::template`]'s.
//!
//! What was begun comes before what could be begun: a corrected address that
//! nobody has been told of is worth nothing, and a claim that is not filed is
//! not paid. Then the worst flag speaks, then the shopper.

use crate::claim::{ClaimKind, ClaimState};
use crate::contact::Topic;
use crate::flag::Flag;
use crate::scan::{Reason, ReasonGroup, Status};
use serde::{Deserialize, Serialize};

/// What is known of an order when somebody asks what to do.
#[derive(Clone, Debug, Default)]
pub struct Case {
    /// The flags that are up and that nobody has dealt with, worst first.
    pub flags: Vec<Flag>,
    /// How the parcel in question stands; `None` before one has left.
    pub status: Option<Status>,
    /// Why it stands so.
    pub reason: Option<Reason>,
    /// Whether a date that was named has passed.
    pub is_late: bool,
    /// Whether it was sent to the buyer, and is back at the shop.
    pub came_back: bool,
    /// What the oldest open contact is about.
    pub contact: Option<Topic>,
    /// Where the claim for the parcel in question stands.
    pub claim: Option<ClaimState>,
    /// Whether somebody still has to be told of a correction.
    pub is_untold: bool,
}

/// What is done; closed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Do {
    /// Write to the shopper.
    Reply,
    /// Open a claim.
    Claim,
    /// File the claim that is open, or follow it.
    FollowClaim,
    /// Write down the right address.
    Correct,
    /// Tell whoever does not know of a correction yet.
    Tell,
    /// Add a tracking number.
    AddNumber,
    /// Mark the parcel by hand.
    Mark,
    /// Nothing.
    Nothing,
}

impl Do {
    /// Everything that can be done.
    pub const ALL: [Self; 8] = [
        Self::Reply,
        Self::Claim,
        Self::FollowClaim,
        Self::Correct,
        Self::Tell,
        Self::AddNumber,
        Self::Mark,
        Self::Nothing,
    ];

    /// The code for style and programs.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Reply => "reply",
            Self::Claim => "claim",
            Self::FollowClaim => "follow_claim",
            Self::Correct => "correct",
            Self::Tell => "tell",
            Self::AddNumber => "add_number",
            Self::Mark => "mark",
            Self::Nothing => "nothing",
        }
    }
}

/// What the advice is about: the key of its words; closed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Situation {
    /// A correction that somebody has to be told of.
    Untold,
    /// A claim that is not filed.
    ClaimToFile,
    /// A claim the carrier has.
    ClaimWaits,
    /// A claim the carrier has decided.
    ClaimDecided,
    /// It is lost.
    Lost,
    /// It is broken.
    Damaged,
    /// Marked as delivered, and not there.
    NotReceived,
    /// It goes back, or has come back.
    Returning,
    /// It cannot be delivered where it was sent.
    WrongAddress,
    /// Customs holds it.
    Customs,
    /// The recipient has to do something.
    HeldForRecipient,
    /// The shop has to do something.
    HeldByShop,
    /// Only the carrier can mend it.
    HeldByCarrier,
    /// It is silent.
    Stuck,
    /// The carrier has not scanned it.
    NoFirstScan,
    /// Its date has passed.
    Late,
    /// It has not left.
    NotShipped,
    /// The driver could not deliver.
    Attempted,
    /// It waits at a counter.
    PickupWaiting,
    /// It left without a number.
    NoNumber,
    /// Its scans cannot all be true.
    Contradiction,
    /// The shopper asks where it is, and it is on its way.
    Asked,
    /// The shopper reports what is in the box.
    WrongContents,
    /// The shopper asks something else.
    OtherQuestion,
    /// Nothing is wrong.
    AllWell,
}

impl Situation {
    /// Every situation.
    pub const ALL: [Self; 25] = [
        Self::Untold,
        Self::ClaimToFile,
        Self::ClaimWaits,
        Self::ClaimDecided,
        Self::Lost,
        Self::Damaged,
        Self::NotReceived,
        Self::Returning,
        Self::WrongAddress,
        Self::Customs,
        Self::HeldForRecipient,
        Self::HeldByShop,
        Self::HeldByCarrier,
        Self::Stuck,
        Self::NoFirstScan,
        Self::Late,
        Self::NotShipped,
        Self::Attempted,
        Self::PickupWaiting,
        Self::NoNumber,
        Self::Contradiction,
        Self::Asked,
        Self::WrongContents,
        Self::OtherQuestion,
        Self::AllWell,
    ];

    /// What is done about it.
    #[must_use]
    pub const fn action(self) -> Do {
        match self {
            Self::Untold => Do::Tell,
            Self::ClaimToFile => Do::FollowClaim,
            Self::Lost | Self::Damaged | Self::NotReceived => Do::Claim,
            Self::WrongAddress => Do::Correct,
            Self::NoNumber => Do::AddNumber,
            Self::Contradiction => Do::Mark,
            Self::ClaimWaits
            | Self::ClaimDecided
            | Self::Returning
            | Self::Customs
            | Self::HeldForRecipient
            | Self::HeldByShop
            | Self::HeldByCarrier
            | Self::Stuck
            | Self::NoFirstScan
            | Self::Late
            | Self::NotShipped
            | Self::Attempted
            | Self::PickupWaiting
            | Self::Asked
            | Self::WrongContents
            | Self::OtherQuestion => Do::Reply,
            Self::AllWell => Do::Nothing,
        }
    }
}

/// What to do next.
#[must_use]
pub fn advise(case: &Case) -> Situation {
    if case.is_untold {
        return Situation::Untold;
    }
    case.flags
        .first()
        .map(|flag| of_flag(*flag, case))
        .or_else(|| case.contact.map(|topic| of_contact(topic, case)))
        .or_else(|| of_claim(case))
        .or_else(|| case.came_back.then_some(Situation::Returning))
        .unwrap_or(Situation::AllWell)
}

fn of_claim(case: &Case) -> Option<Situation> {
    match case.claim? {
        ClaimState::Open => Some(Situation::ClaimToFile),
        ClaimState::Filed => Some(Situation::ClaimWaits),
        ClaimState::Paid | ClaimState::Refused => Some(Situation::ClaimDecided),
        ClaimState::Withdrawn => None,
    }
}

fn of_flag(flag: Flag, case: &Case) -> Situation {
    let or_claim = |situation| of_claim(case).unwrap_or(situation);
    match flag {
        Flag::Lost => or_claim(Situation::Lost),
        Flag::Damaged => or_claim(Situation::Damaged),
        Flag::DeliveredNotReceived => or_claim(Situation::NotReceived),
        Flag::Returning => Situation::Returning,
        Flag::AddressProblem => Situation::WrongAddress,
        Flag::Exception => held(case.reason),
        Flag::Stuck => Situation::Stuck,
        Flag::NoFirstScan => Situation::NoFirstScan,
        Flag::PromiseMissed => late(case),
        Flag::NotShipped => Situation::NotShipped,
        Flag::Attempted => Situation::Attempted,
        Flag::PickupWaiting => Situation::PickupWaiting,
        Flag::NoNumber => Situation::NoNumber,
        Flag::Contradiction => Situation::Contradiction,
    }
}

/// A missed date is late only where nobody has to do anything else.
fn late(case: &Case) -> Situation {
    match case.reason.map(Reason::group) {
        Some(ReasonGroup::Customs) => Situation::Customs,
        _ => Situation::Late,
    }
}

/// Who can mend it.
fn held(reason: Option<Reason>) -> Situation {
    match reason.map(Reason::group) {
        Some(ReasonGroup::Customs) => Situation::Customs,
        Some(ReasonGroup::Recipient) => Situation::HeldForRecipient,
        Some(ReasonGroup::Shop) => Situation::HeldByShop,
        Some(ReasonGroup::Carrier | ReasonGroup::Nature | ReasonGroup::Unknown) | None => {
            Situation::HeldByCarrier
        }
    }
}

fn of_contact(topic: Topic, case: &Case) -> Situation {
    let or_claim = |situation| of_claim(case).unwrap_or(situation);
    match topic {
        Topic::NotReceived => or_claim(Situation::NotReceived),
        Topic::Damaged => or_claim(Situation::Damaged),
        Topic::WrongAddress => Situation::WrongAddress,
        Topic::WrongContents => Situation::WrongContents,
        Topic::Returned => Situation::Returning,
        Topic::WhereIsIt if case.is_late => Situation::Late,
        Topic::WhereIsIt => Situation::Asked,
        Topic::Other => Situation::OtherQuestion,
    }
}

/// The kinds of claims, the likeliest first.
#[must_use]
pub fn claims(case: &Case) -> [ClaimKind; 3] {
    use ClaimKind::{Damaged, Lost, NotReceived};
    let says = |flag| case.flags.contains(&flag);
    let is_delivered = case.status == Some(Status::Delivered);
    if says(Flag::Damaged) || case.contact == Some(Topic::Damaged) {
        [Damaged, NotReceived, Lost]
    } else if says(Flag::DeliveredNotReceived) || is_delivered {
        [NotReceived, Damaged, Lost]
    } else {
        [Lost, Damaged, NotReceived]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn case(flags: &[Flag]) -> Case {
        Case {
            flags: flags.to_vec(),
            status: Some(Status::InTransit),
            ..Case::default()
        }
    }

    fn check(case: &Case, situation: Situation, action: Do) {
        let advised = advise(case);
        assert_eq!((advised, advised.action()), (situation, action), "{case:?}");
    }

    #[test]
    fn the_worst_flag_says_what_to_do() {
        for (flag, situation, action) in [
            (Flag::Lost, Situation::Lost, Do::Claim),
            (Flag::Damaged, Situation::Damaged, Do::Claim),
            (
                Flag::DeliveredNotReceived,
                Situation::NotReceived,
                Do::Claim,
            ),
            (Flag::Returning, Situation::Returning, Do::Reply),
            (Flag::AddressProblem, Situation::WrongAddress, Do::Correct),
            (Flag::Exception, Situation::HeldByCarrier, Do::Reply),
            (Flag::Stuck, Situation::Stuck, Do::Reply),
            (Flag::NoFirstScan, Situation::NoFirstScan, Do::Reply),
            (Flag::PromiseMissed, Situation::Late, Do::Reply),
            (Flag::NotShipped, Situation::NotShipped, Do::Reply),
            (Flag::Attempted, Situation::Attempted, Do::Reply),
            (Flag::PickupWaiting, Situation::PickupWaiting, Do::Reply),
            (Flag::NoNumber, Situation::NoNumber, Do::AddNumber),
            (Flag::Contradiction, Situation::Contradiction, Do::Mark),
        ] {
            check(&case(&[flag]), situation, action);
            check(&case(&[flag, Flag::Contradiction]), situation, action);
        }
    }

    #[test]
    fn a_reason_says_who_can_mend_it() {
        for (reason, situation) in [
            (Reason::Duties, Situation::Customs),
            (Reason::PaymentDue, Situation::HeldForRecipient),
            (Reason::OutOfStock, Situation::HeldByShop),
            (Reason::Weather, Situation::HeldByCarrier),
            (Reason::Unknown, Situation::HeldByCarrier),
        ] {
            let held = Case {
                reason: Some(reason),
                ..case(&[Flag::Exception])
            };
            assert_eq!(advise(&held), situation, "{reason:?}");
        }
    }

    #[test]
    fn what_was_begun_comes_first() {
        let untold = Case {
            is_untold: true,
            ..case(&[Flag::Lost])
        };
        check(&untold, Situation::Untold, Do::Tell);
        for (state, situation, action) in [
            (ClaimState::Open, Situation::ClaimToFile, Do::FollowClaim),
            (ClaimState::Filed, Situation::ClaimWaits, Do::Reply),
            (ClaimState::Refused, Situation::ClaimDecided, Do::Reply),
            (ClaimState::Withdrawn, Situation::Lost, Do::Claim),
        ] {
            let claimed = Case {
                claim: Some(state),
                ..case(&[Flag::Lost])
            };
            check(&claimed, situation, action);
        }
        let stuck = Case {
            claim: Some(ClaimState::Filed),
            ..case(&[Flag::Stuck])
        };
        assert_eq!(advise(&stuck), Situation::Stuck, "no claim answers it");
    }

    #[test]
    fn without_a_flag_the_shopper_is_answered() {
        let asked = |topic, is_late| Case {
            contact: Some(topic),
            is_late,
            ..case(&[])
        };
        for (topic, situation) in [
            (Topic::NotReceived, Situation::NotReceived),
            (Topic::WhereIsIt, Situation::Asked),
            (Topic::Damaged, Situation::Damaged),
            (Topic::WrongContents, Situation::WrongContents),
            (Topic::WrongAddress, Situation::WrongAddress),
            (Topic::Returned, Situation::Returning),
            (Topic::Other, Situation::OtherQuestion),
        ] {
            assert_eq!(advise(&asked(topic, false)), situation);
        }
        assert_eq!(advise(&asked(Topic::WhereIsIt, true)), Situation::Late);
        check(&case(&[]), Situation::AllWell, Do::Nothing);
        let back = Case {
            came_back: true,
            ..case(&[])
        };
        check(&back, Situation::Returning, Do::Reply);
    }

    #[test]
    fn the_likeliest_claim_stands_first() {
        assert_eq!(claims(&case(&[Flag::Stuck]))[0], ClaimKind::Lost);
        assert_eq!(claims(&case(&[Flag::Damaged]))[0], ClaimKind::Damaged);
        let gone = case(&[Flag::DeliveredNotReceived]);
        assert_eq!(claims(&gone)[0], ClaimKind::NotReceived);
        let delivered = Case {
            status: Some(Status::Delivered),
            ..case(&[])
        };
        assert_eq!(claims(&delivered)[0], ClaimKind::NotReceived);
    }

    #[test]
    fn every_situation_is_listed_once() {
        let mut all: Vec<String> = Situation::ALL.map(|one| format!("{one:?}")).to_vec();
        all.sort_unstable();
        all.dedup();
        assert_eq!(all.len(), Situation::ALL.len());
    }
}
