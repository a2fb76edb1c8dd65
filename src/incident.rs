//! An incident: trouble of a carrier's that staff declared, in some region and
//! on some days, and which parcels it touches.

use crate::scan::Status;
use chrono::NaiveDate;

/// A country, or a region of it. Codes, both in one spelling: whoever asks has
/// folded them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Region {
    /// ISO 3166-1 alpha-2.
    pub country: String,
    /// The state or province; the whole country where there is none.
    pub region: Option<String>,
}

impl Region {
    /// Whether a place lies in it; a place whose region nobody said is in no
    /// region, only in its country.
    #[must_use]
    pub fn holds(&self, place: &Self) -> bool {
        self.country == place.country && (self.region.is_none() || self.region == place.region)
    }
}

/// What was declared.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Incident {
    /// The carrier's code.
    pub carrier: String,
    /// Where; everywhere when there is none.
    pub place: Option<Region>,
    /// Its first day.
    pub from: NaiveDate,
    /// Its last day; none while nobody knows.
    pub to: Option<NaiveDate>,
}

/// A parcel, as far as incidents ask.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Underway {
    /// Who carries it.
    pub carrier: String,
    /// How it stands.
    pub status: Status,
    /// Where it goes, where that is known.
    pub destination: Option<Region>,
    /// Where it was last seen.
    pub seen: Option<Region>,
}

/// Whether a parcel in this status is on its way: its label is made or it is
/// handed over, and it waits for more.
#[must_use]
pub const fn is_under_way(status: Status) -> bool {
    match status {
        Status::LabelCreated
        | Status::PickedUp
        | Status::InTransit
        | Status::Exception
        | Status::OutForDelivery
        | Status::Attempted
        | Status::AvailableForPickup
        | Status::Returning => true,
        Status::Unknown
        | Status::Ordered
        | Status::Packed
        | Status::Delivered
        | Status::Returned
        | Status::Cancelled => false,
    }
}

/// Whether an incident touches a parcel on a day: one of the carrier's that is
/// under way, goes to the region or was last seen there, within its days.
#[must_use]
pub fn touches(incident: &Incident, parcel: &Underway, day: NaiveDate) -> bool {
    let within = |place: &Option<Region>| match (&incident.place, place) {
        (None, _) => true,
        (Some(region), Some(place)) => region.holds(place),
        (Some(_), None) => false,
    };
    incident.carrier == parcel.carrier
        && is_under_way(parcel.status)
        && incident.from <= day
        && incident.to.is_none_or(|last| day <= last)
        && (within(&parcel.destination) || within(&parcel.seen))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn region(country: &str, region: &str) -> Region {
        Region {
            country: country.to_owned(),
            region: (!region.is_empty()).then(|| region.to_owned()),
        }
    }

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    /// Snow in Kentucky, from the 10th to the 12th of May.
    fn snow() -> Incident {
        Incident {
            carrier: "ups".to_owned(),
            place: Some(region("US", "KY")),
            from: day("2026-05-10"),
            to: Some(day("2026-05-12")),
        }
    }

    /// From Ohio to Maine, newly seen in Kentucky.
    fn parcel() -> Underway {
        Underway {
            carrier: "ups".to_owned(),
            status: Status::InTransit,
            destination: Some(region("US", "ME")),
            seen: Some(region("US", "KY")),
        }
    }

    #[test]
    fn its_days_count_with_both_ends() {
        let on = |incident: &Incident, text| touches(incident, &parcel(), day(text));
        let snow = snow();
        assert!(!on(&snow, "2026-05-09"));
        assert!(on(&snow, "2026-05-10"));
        assert!(on(&snow, "2026-05-12"));
        assert!(!on(&snow, "2026-05-13"));
        let open = Incident { to: None, ..snow };
        assert!(on(&open, "2027-01-01"));
        assert!(!on(&open, "2026-05-09"));
    }

    #[test]
    fn it_lies_where_the_parcel_is_or_goes() {
        let today = day("2026-05-11");
        let touched = |destination: Option<Region>, seen: Option<Region>| {
            let parcel = Underway {
                destination,
                seen,
                ..parcel()
            };
            touches(&snow(), &parcel, today)
        };
        let (kentucky, ohio) = (Some(region("US", "KY")), Some(region("US", "OH")));
        assert!(touched(kentucky.clone(), None));
        assert!(touched(kentucky.clone(), ohio.clone()));
        assert!(touched(ohio.clone(), kentucky));
        assert!(!touched(ohio.clone(), ohio.clone()));
        assert!(!touched(None, None));
        // A region of another country may have the same letters.
        assert!(!touched(Some(region("XX", "KY")), None));
        // Somewhere in the country is not in the region.
        assert!(!touched(Some(region("US", "")), None));
    }

    #[test]
    fn a_country_holds_its_regions_and_everywhere_holds_all() {
        let today = day("2026-05-11");
        let with = |place: Option<Region>| Incident { place, ..snow() };
        assert!(touches(&with(Some(region("US", ""))), &parcel(), today));
        assert!(!touches(&with(Some(region("CA", ""))), &parcel(), today));
        let nowhere = Underway {
            destination: None,
            seen: None,
            ..parcel()
        };
        assert!(touches(&with(None), &nowhere, today));
        assert!(!touches(&with(Some(region("US", ""))), &nowhere, today));
    }

    #[test]
    fn only_the_carriers_own_parcels_that_are_under_way() {
        let today = day("2026-05-11");
        let fedex = Underway {
            carrier: "fedex".to_owned(),
            ..parcel()
        };
        assert!(!touches(&snow(), &fedex, today));
        let under_way = Status::ALL
            .into_iter()
            .filter(|status| {
                let status = *status;
                touches(&snow(), &Underway { status, ..parcel() }, today)
            })
            .map(Status::code)
            .collect::<Vec<_>>();
        assert_eq!(
            under_way,
            [
                "label_created",
                "picked_up",
                "in_transit",
                "exception",
                "out_for_delivery",
                "attempted",
                "available_for_pickup",
                "returning",
            ]
        );
    }
}
