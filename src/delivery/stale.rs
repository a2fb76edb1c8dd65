//! Whether what a notice tells is still so.

use super::{Dropped, Parcel, Queued, Story, asks_to_act};
use crate::derive::Now;
use crate::notice::{DueNotice, Notice};
use crate::scan::Status;
use crate::window::Window;
use chrono::{Duration, NaiveDate};

/// What happened longer ago than this is no news, though it be so still.
const NEWS_FOR: Duration = Duration::days(3);

/// What a delay is about.
enum Date {
    /// It comes later: then.
    Moved(NaiveDate),
    /// It did not come: then.
    Missed(NaiveDate),
    /// It will hardly come: then.
    AtRisk(NaiveDate),
}

impl Date {
    fn of(due: &DueNotice) -> Option<Self> {
        // A day that was come back to has its number behind it.
        let day = |text: &str| text.split('.').next()?.parse().ok();
        match due.milestone.split_once('-')? {
            ("to", text) => day(text).map(Self::Moved),
            ("missed", text) => day(text).map(Self::Missed),
            ("risk", text) => day(text).map(Self::AtRisk),
            _ => None,
        }
    }

    const fn day(&self) -> NaiveDate {
        match self {
            Self::Moved(day) | Self::Missed(day) | Self::AtRisk(day) => *day,
        }
    }
}

impl Story {
    /// Why a notice is not true any more, or no news.
    #[must_use]
    pub fn stale(
        &self,
        shipment: Option<i64>,
        due: &DueNotice,
        delay_days: u16,
        now: Now,
    ) -> Option<Dropped> {
        let Some(shipment) = shipment else {
            return self.stale_of_order(due, delay_days);
        };
        // What was taken out of its order is on no page, and so in no message.
        let parcel = self.parcels.iter().find(|one| one.shipment == shipment);
        let Some(parcel) = parcel else {
            return Some(Dropped::Gone);
        };
        if due.notice == Notice::Delay {
            if !parcel.status.is_before_the_van() {
                return Some(Dropped::Passed);
            }
            let first = parcel.first_day.or(self.first_day);
            return self.stale_date(Some(shipment), due, &parcel.window, first, delay_days);
        }
        let is_so = holds(due.notice, parcel.status) && !is_van_of_another_day(due, now);
        (!is_so).then_some(Dropped::Passed)
    }

    pub(super) fn too_old(&self, one: &Queued, now: Now) -> Option<Dropped> {
        let age = now.instant.signed_duration_since(one.happened);
        // Late is what it is until it comes.
        let is_so_still = asks_to_act(one.due.notice) || one.due.notice == Notice::Delay;
        (age > NEWS_FOR && !is_so_still).then_some(Dropped::TooOld)
    }

    fn stale_of_order(&self, due: &DueNotice, delay_days: u16) -> Option<Dropped> {
        let has_left = self.parcels.iter().any(|parcel| has_left(parcel.status));
        match due.notice {
            Notice::Cancelled => (!self.is_cancelled).then_some(Dropped::Passed),
            _ if self.is_cancelled => Some(Dropped::Passed),
            Notice::OrderConfirmed => has_left.then_some(Dropped::Passed),
            // Its parcels speak for themselves by then.
            Notice::Delay if !self.parcels.is_empty() => Some(Dropped::Passed),
            Notice::Delay => self.stale_date(None, due, &self.window, self.first_day, delay_days),
            _ => None,
        }
    }

    fn stale_date(
        &self,
        shipment: Option<i64>,
        due: &DueNotice,
        window: &Window,
        first: Option<NaiveDate>,
        delay_days: u16,
    ) -> Option<Dropped> {
        let date = Date::of(due)?;
        let is_so = match (&date, window) {
            (Date::Moved(day) | Date::AtRisk(day), Window::Expected { estimate, .. })
            | (Date::Missed(day), Window::Missed { estimate, .. }) => estimate.to == *day,
            _ => false,
        };
        if !is_so {
            return Some(Dropped::DateMoved);
        }
        let of_this = |of: Option<i64>| of.is_none() || of == shipment;
        let mut told = self
            .told
            .iter()
            .filter(|(of, told)| of_this(*of) && told.notice == Notice::Delay);
        // Whoever has heard that it will hardly come need not hear that it
        // has not: the next news is a new date.
        let is_told = |told: &DueNotice| {
            let is_same_day = Date::of(told).is_some_and(|told| told.day() == date.day());
            let foreseen = told.is_of_risk() && matches!(date, Date::Missed(_));
            told.milestone == due.milestone || (foreseen && is_same_day)
        };
        if told.clone().any(|(_, told)| is_told(told)) {
            return Some(Dropped::AlreadyTold);
        }
        if matches!(date, Date::Missed(_) | Date::AtRisk(_)) {
            return None;
        }
        let last = told.next_back().and_then(|(_, told)| Date::of(told));
        let known = last.map(|last| last.day()).or(first)?;
        let moved = date.day().signed_duration_since(known);
        (moved <= Duration::days(i64::from(delay_days))).then_some(Dropped::SmallMove)
    }
}

/// "It comes today" is said of its own day alone.
fn is_van_of_another_day(due: &DueNotice, now: Now) -> bool {
    if due.notice != Notice::OutForDelivery {
        return false;
    }
    let day = due.milestone.split_once('.').map(|(_, day)| day);
    let day: Option<NaiveDate> = day.and_then(|day| day.parse().ok());
    day.is_some_and(|day| day < now.at_destination.date())
}

const fn has_left(status: Status) -> bool {
    !matches!(
        status,
        Status::Unknown | Status::Ordered | Status::Packed | Status::LabelCreated
    )
}

/// Whether a parcel of this status is where a notice says it is.
const fn holds(notice: Notice, status: Status) -> bool {
    match notice {
        Notice::OutForDelivery => matches!(status, Status::OutForDelivery),
        Notice::Delivered => matches!(status, Status::Delivered),
        Notice::AvailableForPickup | Notice::PickupReminder => {
            matches!(status, Status::AvailableForPickup)
        }
        Notice::Attempted => matches!(
            status,
            Status::Attempted | Status::InTransit | Status::Exception
        ),
        Notice::Exception => matches!(status, Status::Exception),
        Notice::Returning => matches!(status, Status::Returning),
        Notice::Returned => matches!(status, Status::Returned),
        Notice::Cancelled => matches!(status, Status::Cancelled),
        // Of a parcel without scans the status says no more than the shop.
        Notice::Shipped | Notice::Milestone | Notice::OrderConfirmed | Notice::Delay => {
            status.is_before_the_van()
        }
    }
}

impl Parcel {
    /// Whether news of this kind may come of it still.
    pub(super) const fn may_follow(&self, notice: Notice) -> bool {
        match notice {
            Notice::Shipped => !has_left(self.status),
            Notice::OutForDelivery => self.status.is_before_the_van(),
            Notice::Delivered => matches!(self.status, Status::OutForDelivery),
            Notice::Milestone => matches!(self.status, Status::PickedUp | Status::InTransit),
            _ => false,
        }
    }
}
