//! The normalised scan: what a carrier says happened, where and when,
//! in our closed words and with the carrier's own kept beside them.

use chrono::{DateTime, Duration, NaiveDateTime, NaiveTime, Utc};
use serde::{Deserialize, Serialize};
use std::fmt;

mod fingerprint;
mod reason;
#[cfg(test)]
mod tests;

pub use fingerprint::Fingerprint;
pub use reason::{Reason, ReasonGroup};

/// What a scan says has become of a parcel; closed, so that every page and
/// message answers all of it.
///
/// The order of the variants is the journey's: of two scans at one moment the
/// later variant is taken to have happened later.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    /// Nobody has said anything we can use.
    Unknown,
    /// The shop took the order.
    Ordered,
    /// The shop packed the goods.
    Packed,
    /// A label exists; the carrier does not have the parcel yet.
    LabelCreated,
    /// The carrier took possession.
    PickedUp,
    /// Between the first possession and the last van.
    InTransit,
    /// Something stands in the way; the reason says what.
    Exception,
    /// On the van that delivers.
    OutForDelivery,
    /// The driver came and could not deliver.
    Attempted,
    /// Waits at a counter, shop or locker for the recipient.
    AvailableForPickup,
    /// With the recipient, a neighbour or where the recipient said.
    Delivered,
    /// On its way back to the sender.
    Returning,
    /// Back with the sender.
    Returned,
    /// Will not be carried: voided or cancelled.
    Cancelled,
}

impl Status {
    /// Every status in journey order, for tables and exhaustive tests.
    pub const ALL: [Self; 14] = [
        Self::Unknown,
        Self::Ordered,
        Self::Packed,
        Self::LabelCreated,
        Self::PickedUp,
        Self::InTransit,
        Self::Exception,
        Self::OutForDelivery,
        Self::Attempted,
        Self::AvailableForPickup,
        Self::Delivered,
        Self::Returning,
        Self::Returned,
        Self::Cancelled,
    ];

    /// The code kept in the database and on the wire; never shown to people.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Unknown => "unknown",
            Self::Ordered => "ordered",
            Self::Packed => "packed",
            Self::LabelCreated => "label_created",
            Self::PickedUp => "picked_up",
            Self::InTransit => "in_transit",
            Self::Exception => "exception",
            Self::OutForDelivery => "out_for_delivery",
            Self::Attempted => "attempted",
            Self::AvailableForPickup => "available_for_pickup",
            Self::Delivered => "delivered",
            Self::Returning => "returning",
            Self::Returned => "returned",
            Self::Cancelled => "cancelled",
        }
    }

    /// Reads a code back; `None` when it is not one of ours.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|status| status.code() == code)
    }

    /// Whether the carrier cannot have the parcel yet in this status.
    #[must_use]
    pub const fn is_before_possession(self) -> bool {
        matches!(
            self,
            Self::Unknown | Self::Ordered | Self::Packed | Self::LabelCreated
        )
    }

    /// Whether no driver has set out with it yet: it may still be late.
    #[must_use]
    pub const fn is_before_the_van(self) -> bool {
        self.is_before_possession()
            || matches!(self, Self::PickedUp | Self::InTransit | Self::Exception)
    }

    /// Whether a parcel in this status waits for nothing more.
    #[must_use]
    pub const fn is_final(self) -> bool {
        matches!(self, Self::Delivered | Self::Returned | Self::Cancelled)
    }
}

impl fmt::Display for Status {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

/// How much of a scan's time the carrier really gave.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(rename_all = "snake_case")]
pub enum Precision {
    /// To the second.
    #[default]
    Second,
    /// To the minute.
    Minute,
    /// A day, without a time.
    Date,
}

/// A scan's time, only as far as the carrier gave it: no zone is ever
/// invented. About half of all real scans have neither offset nor instant.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct ScanTime {
    /// The wall clock where the scan was made; midnight when only a date is
    /// known.
    pub local: Option<NaiveDateTime>,
    /// Minutes east of UTC, when the carrier gave it.
    pub offset_min: Option<i32>,
    /// The moment, when the carrier gave enough to know it.
    pub instant: Option<DateTime<Utc>>,
    /// How much of it was given.
    pub precision: Precision,
}

impl ScanTime {
    /// A local time of which no offset is known.
    #[must_use]
    pub const fn local(local: NaiveDateTime, precision: Precision) -> Self {
        Self {
            local: Some(local),
            offset_min: None,
            instant: None,
            precision,
        }
    }

    /// A local time with its offset in minutes east of UTC; the instant
    /// follows from them, whatever else the carrier calculated.
    #[must_use]
    pub fn with_offset(local: NaiveDateTime, offset_min: i32, precision: Precision) -> Self {
        let instant = match precision {
            Precision::Date => None,
            Precision::Second | Precision::Minute => local
                .checked_sub_signed(Duration::minutes(i64::from(offset_min)))
                .map(|utc| utc.and_utc()),
        };
        Self {
            local: Some(local),
            offset_min: Some(offset_min),
            instant,
            precision,
        }
    }

    /// A moment of which the local clock is not known.
    #[must_use]
    pub const fn instant(instant: DateTime<Utc>) -> Self {
        Self {
            local: None,
            offset_min: None,
            instant: Some(instant),
            precision: Precision::Second,
        }
    }
}

/// Where a scan was made, as finely as the carrier said.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Place {
    /// Town, or the carrier's name for its depot when it gives nothing else.
    pub city: Option<String>,
    /// State or province, as the carrier spells it.
    pub region: Option<String>,
    /// Postal code.
    pub postal_code: Option<String>,
    /// ISO 3166-1 alpha-2 where the carrier's value could be read as one.
    pub country: Option<String>,
}

impl Place {
    /// Whether the carrier gave no place at all.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.city.is_none()
            && self.region.is_none()
            && self.postal_code.is_none()
            && self.country.is_none()
    }
}

/// One thing a carrier (or a shop in its place) says has happened.
///
/// Scans never change once stored; a parcel's state is a fold over them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Scan {
    /// Who said so: `ups`, `easypost`, `json` and so on.
    pub source: String,
    /// The carrier's code, as given.
    pub code: Option<String>,
    /// What it means, or nothing when the line is no movement (an estimate
    /// update, an internal activity).
    pub status: Option<Status>,
    /// The cause, where the carrier gives one.
    pub reason: Option<Reason>,
    /// The carrier's words, cleaned of mark-up and runs of blanks.
    pub text: String,
    /// When.
    pub time: ScanTime,
    /// Where.
    pub place: Place,
    /// Position in its payload counted from the oldest, the smallest seen in
    /// any payload that carried it.
    pub position: u32,
    /// Minutes east of UTC in the zone of `place` at `time.local`. Used to
    /// order scans and for nothing else: it is never shown.
    pub place_offset_min: Option<i32>,
}

/// No two clocks on Earth are further apart (Kiribati is 14 hours ahead of
/// Greenwich); clocks of one parcel rarely are by so much.
const WIDEST_OFFSET_HOURS: i64 = 14;

/// No clock on Earth is further behind Greenwich.
const WESTERNMOST_HOURS: i64 = 12;

impl Scan {
    /// Two scans with one fingerprint are one scan, heard twice.
    ///
    /// Status and reason stay out of it: a better table must not turn an old
    /// scan into a new one. So does the position, which differs by payload.
    #[must_use]
    pub fn fingerprint(&self) -> Fingerprint {
        let local = self.time.local.map(|local| local.to_string());
        let offset = self.time.offset_min.map(i32::to_be_bytes);
        let instant = self
            .time
            .instant
            .map(|instant| instant.timestamp_millis().to_be_bytes());
        Fingerprint::of_parts([
            Some(self.source.as_bytes()),
            self.code.as_deref().map(str::as_bytes),
            local.as_deref().map(str::as_bytes),
            offset.as_ref().map(<[u8; 4]>::as_slice),
            instant.as_ref().map(<[u8; 8]>::as_slice),
            self.place.city.as_deref().map(str::as_bytes),
            self.place.region.as_deref().map(str::as_bytes),
            self.place.postal_code.as_deref().map(str::as_bytes),
            self.place.country.as_deref().map(str::as_bytes),
            Some(self.text.as_bytes()),
        ])
    }

    /// The moment this scan is ordered by; not the moment it happened, which
    /// may not be known. Scans without any time come first.
    #[must_use]
    pub fn sort_instant(&self) -> DateTime<Utc> {
        if let Some(instant) = self.time.instant {
            // As finely as it is stored, so that a scan sorts alike before
            // and after that.
            return DateTime::from_timestamp_millis(instant.timestamp_millis()).unwrap_or(instant);
        }
        let Some(local) = self.time.local else {
            return DateTime::<Utc>::MIN_UTC;
        };
        let local = match self.time.precision {
            Precision::Date if self.is_before_pickup() => local.date().and_time(NaiveTime::MIN),
            Precision::Date => local
                .date()
                .and_hms_opt(23, 59, 59)
                .unwrap_or_else(|| local.date().and_time(NaiveTime::MIN)),
            Precision::Second | Precision::Minute => local,
        };
        let offset = self.time.offset_min.or(self.place_offset_min).unwrap_or(0);
        local
            .checked_sub_signed(Duration::minutes(i64::from(offset)))
            .unwrap_or(local)
            .and_utc()
    }

    /// Whether this scan is later than another beyond doubt, which their order
    /// alone does not say: two days are compared where one of them has only a
    /// day, and two clocks of which one zone is unknown may be far apart.
    #[must_use]
    pub fn is_surely_after(&self, other: &Self) -> bool {
        let (ours, theirs) = (self.sort_instant(), other.sort_instant());
        if ours == DateTime::<Utc>::MIN_UTC || theirs == DateTime::<Utc>::MIN_UTC {
            return false;
        }
        let day_only = [self, other]
            .iter()
            .any(|scan| scan.time.precision == Precision::Date);
        let one_zone_unknown = self.has_zone() != other.has_zone();
        match (self.time.local, other.time.local) {
            (Some(ours), Some(theirs)) if day_only => ours.date() > theirs.date(),
            (Some(ours), Some(theirs)) if one_zone_unknown => ours > theirs,
            _ => {
                let doubt_hours = match (day_only, one_zone_unknown) {
                    (false, false) => 0,
                    (false, true) => WIDEST_OFFSET_HOURS,
                    (true, _) => WIDEST_OFFSET_HOURS + 24,
                };
                ours.signed_duration_since(theirs) > Duration::hours(doubt_hours)
            }
        }
    }

    /// The latest moment at which it may have been made, as far as its time was
    /// given: for who counts how long ago it was, and must not count too much.
    /// A scan without any time has none: it stays before all others.
    #[must_use]
    pub fn latest_instant(&self) -> DateTime<Utc> {
        let at = self.sort_instant();
        if self.has_zone() || at == DateTime::<Utc>::MIN_UTC {
            return at;
        }
        at.checked_add_signed(Duration::hours(WESTERNMOST_HOURS))
            .unwrap_or(at)
    }

    /// Whether the clock it was read from is known, by its own offset or by
    /// its place.
    #[must_use]
    pub fn has_zone(&self) -> bool {
        self.time.instant.is_some() || self.time.offset_min.or(self.place_offset_min).is_some()
    }

    /// Takes in the same scan heard again. Which of the two came first must
    /// not matter, so of every part that is not in the fingerprint one is
    /// chosen by its value: the smallest position, and the later variant of
    /// what a newer table may read differently.
    pub fn hear_again(&mut self, other: &Self) {
        self.position = self.position.min(other.position);
        self.status = self.status.max(other.status);
        self.reason = self.reason.max(other.reason);
        self.place_offset_min = self.place_offset_min.max(other.place_offset_min);
        self.time.precision = self.time.precision.max(other.time.precision);
        self.time.instant = self.time.instant.max(other.time.instant);
    }

    fn is_before_pickup(&self) -> bool {
        self.status
            .is_none_or(|status| status.is_before_possession() || status == Status::PickedUp)
    }

    /// The one total order of a parcel's scans.
    #[must_use]
    pub fn order_key(&self) -> OrderKey {
        self.order_key_with(self.fingerprint())
    }

    /// The same, for a caller that has the fingerprint already.
    pub(crate) fn order_key_with(&self, fingerprint: Fingerprint) -> OrderKey {
        (self.sort_instant(), self.position, self.status, fingerprint)
    }
}

/// Sort instant, position, journey rank of the status, fingerprint.
pub type OrderKey = (DateTime<Utc>, u32, Option<Status>, Fingerprint);
