//! What one scan does to the status before it: the rules of the fold, one
//! scan at a time.

use crate::scan::{Place, Reason, Scan, Status};

/// What a scan does to the status before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Step {
    /// It moves or confirms the status.
    To(Status),
    /// It opens an ended journey again.
    Reopens(Status),
    /// It changes nothing: weaker or older evidence than what is known.
    Ignored,
    /// It cannot be true together with what is known.
    Contradicts,
}

/// What the scans so far have shown.
#[derive(Clone, Debug, Default)]
pub(super) struct Seen<'a> {
    /// Whether the carrier has had the parcel in its hands.
    pub(super) possessed: bool,
    /// Whether it is on its way back to the sender, lost on it or not.
    homeward: bool,
    /// Where the carrier took the parcel over.
    origin: Option<&'a Place>,
    /// Where it was brought to a recipient's door or counter.
    doors: Vec<&'a Place>,
    /// Where the journey has ended, while it stands there.
    ended_as: Option<Status>,
    /// The scans that say so.
    end: Vec<&'a Scan>,
}

impl<'a> Seen<'a> {
    /// Takes in a scan that moved or confirmed the status.
    pub(super) fn take(&mut self, scan: &'a Scan, status: Status) {
        if proves_possession(status, scan.reason) {
            self.possessed = true;
            if self.origin.is_none() && scan.place.city.is_some() {
                self.origin = Some(&scan.place);
            }
        }
        if is_at_a_door(status) && scan.place.city.is_some() {
            self.doors.push(&scan.place);
        }
        if status == Status::Returning {
            self.homeward = true;
        } else if is_at_a_door(status) || status == Status::Delivered {
            self.homeward = false;
        }
        let ended_as = Some(status).filter(|status| is_end(*status));
        if ended_as != self.ended_as {
            self.end.clear();
        }
        if ended_as.is_some() {
            self.end.push(scan);
        }
        self.ended_as = ended_as;
    }

    /// The newest scan of the end the journey stands at.
    pub(super) fn end(&self) -> Option<&'a Scan> {
        self.end.last().copied()
    }

    /// A parcel on its way back that is seen again where its recipient lives,
    /// and not where it came from, was not brought back after all: collected
    /// at the counter while the return was being booked, or called back.
    fn is_at_recipient(&self, place: &Place) -> bool {
        let from_elsewhere = self
            .origin
            .is_some_and(|origin| !is_one_town(origin, place));
        from_elsewhere && self.doors.iter().any(|door| is_one_town(door, place))
    }
}

/// Whether a scan shows the parcel in the carrier's hands. A pick-up that
/// failed for want of the goods is a problem before that.
pub(super) const fn proves_possession(status: Status, reason: Option<Reason>) -> bool {
    let never_left = matches!(
        reason,
        Some(Reason::NotReady | Reason::OutOfStock | Reason::CancelledByShop)
    );
    match status {
        Status::Exception => !never_left,
        Status::Cancelled => false,
        _ => !status.is_before_possession(),
    }
}

/// What a scan that says this does, after what was seen.
pub(super) fn next(current: Status, said: Status, scan: &Scan, seen: &Seen<'_>) -> Step {
    use Status as S;
    match (current, said) {
        (_, S::Unknown) => Step::Ignored,
        (S::Delivered | S::Returned, _) => after_the_end(current, said, scan, seen),
        // Labels are printed again and voided after the parcel has left; the
        // parcel in the carrier's hands is the stronger evidence.
        (_, _) if seen.possessed && said.is_before_possession() => Step::Ignored,
        (_, S::Cancelled) if seen.possessed => Step::Contradicts,
        (_, _) if seen.homeward => on_the_way_back(said, scan, seen),
        // "Packed" may be said after the label was made; it is older news.
        (_, _) if current.is_before_possession() && said < current => Step::Ignored,
        (_, _) => Step::To(said),
    }
}

/// On the way back every movement is part of the way back, and its end is
/// the sender, whatever the depot there calls it.
fn on_the_way_back(said: Status, scan: &Scan, seen: &Seen<'_>) -> Step {
    let to_the_recipient =
        (is_at_a_door(said) || said == Status::Delivered) && seen.is_at_recipient(&scan.place);
    if to_the_recipient {
        return Step::To(said);
    }
    match said {
        Status::Delivered | Status::Returned => Step::To(Status::Returned),
        Status::Exception if scan.reason == Some(Reason::Lost) => Step::To(Status::Exception),
        _ => Step::To(Status::Returning),
    }
}

/// Only a real return or re-delivery opens an ended journey again; stray
/// depot scans that trail a delivery do not.
fn after_the_end(current: Status, said: Status, scan: &Scan, seen: &Seen<'_>) -> Step {
    use Status as S;
    // The van, the attempt and the counter come before every delivery, so
    // they speak of a new one only when they surely came after.
    let surely_later = seen.end.iter().all(|end| scan.is_surely_after(end));
    match said {
        // A return is booked after a delivery, or is the truth about it:
        // either way the recipient does not have the parcel.
        S::Returning | S::Returned if current == S::Delivered => Step::Reopens(said),
        S::Returning if surely_later => Step::Reopens(said),
        S::OutForDelivery | S::Attempted | S::AvailableForPickup if surely_later => {
            Step::Reopens(said)
        }
        S::Delivered if current == S::Returned => Step::Ignored,
        S::Delivered | S::Returned => Step::To(current),
        S::PickedUp | S::InTransit | S::Cancelled if surely_later => Step::Contradicts,
        _ => Step::Ignored,
    }
}

const fn is_end(status: Status) -> bool {
    matches!(status, Status::Delivered | Status::Returned)
}

const fn is_at_a_door(status: Status) -> bool {
    matches!(
        status,
        Status::OutForDelivery | Status::Attempted | Status::AvailableForPickup
    )
}

fn is_one_town(one: &Place, other: &Place) -> bool {
    let same = |one: &Option<String>, other: &Option<String>| match (one, other) {
        (Some(one), Some(other)) => one.to_lowercase() == other.to_lowercase(),
        // What one of them leaves out does not tell them apart.
        _ => true,
    };
    one.city.is_some()
        && other.city.is_some()
        && same(&one.city, &other.city)
        && same(&one.region, &other.region)
        && same(&one.country, &other.country)
}
