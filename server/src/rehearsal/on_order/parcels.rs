//! What is in each parcel of a journey that an order is given: its own things,
//! in parts that are as even as they can be, and at least one in each.

use crate::rehearsal::journeys;
use app::texts::RehearsedJourney;
use doorstep::order::OrderLine;

fn travelling(lines: &[OrderLine]) -> impl Iterator<Item = &OrderLine> {
    let travels = |line: &&OrderLine| line.ships && line.quantity > 0;
    lines.iter().filter(travels)
}

/// How many things of an order travel.
pub fn things(lines: &[OrderLine]) -> u32 {
    let quantities = travelling(lines).map(|line| line.quantity);
    quantities.fold(0, u32::saturating_add)
}

/// Whether so many things fill every parcel of a journey. One parcel is
/// always there: shops do not always say what is in theirs.
pub fn is_enough_for(things: u32, journey: RehearsedJourney) -> bool {
    let parcels = journeys::of(journey).map_or(1, |one| one.journey.parcels.len());
    usize::try_from(things.max(1)).is_ok_and(|things| things >= parcels)
}

/// What is in one of so many parcels: ids of lines with how many of each. The
/// lines take turns where there are enough of them, else single things do.
pub fn contents(lines: &[OrderLine], parcel: usize, parcels: usize) -> Vec<(&str, u32)> {
    let parcels = parcels.max(1);
    if travelling(lines).count() >= parcels {
        let turns = travelling(lines).enumerate();
        let own = turns.filter(|(at, _)| at % parcels == parcel);
        return own
            .map(|(_, line)| (line.external_id.as_str(), line.quantity))
            .collect();
    }
    let (parcel, parcels) = (parcel as u64, parcels as u64);
    // How many of the first so many things are in this parcel.
    let share = |things: u64| (things + parcels - 1 - parcel.min(parcels - 1)) / parcels;
    let mut before = 0;
    let mut own = Vec::new();
    for line in travelling(lines) {
        let after = before + u64::from(line.quantity);
        let quantity = u32::try_from(share(after) - share(before)).unwrap_or(line.quantity);
        if quantity > 0 {
            own.push((line.external_id.as_str(), quantity));
        }
        before = after;
    }
    own
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(quantities: &[u32]) -> Vec<OrderLine> {
        let line = |(at, quantity): (usize, &u32)| OrderLine {
            external_id: at.to_string(),
            title: "Trail shoe".to_owned(),
            variant: None,
            sku: None,
            quantity: *quantity,
            ships: true,
        };
        quantities.iter().enumerate().map(line).collect()
    }

    fn check(quantities: &[u32], wanted: &[&[(&str, u32)]]) {
        let lines = lines(quantities);
        for (parcel, held) in wanted.iter().enumerate() {
            assert_eq!(contents(&lines, parcel, wanted.len()), *held);
        }
    }

    #[test]
    fn every_parcel_holds_something_and_nothing_is_in_two() {
        check(&[2], &[&[("0", 1)], &[("0", 1)]]);
        check(&[5], &[&[("0", 3)], &[("0", 2)]]);
        check(&[1, 4], &[&[("0", 1)], &[("1", 4)]]);
        check(&[1, 4, 2], &[&[("0", 1), ("2", 2)], &[("1", 4)]]);
        check(&[1, 2], &[&[("0", 1)], &[("1", 1)], &[("1", 1)]]);
        check(&[3], &[&[("0", 3)]]);
        check(&[], &[&[]]);
    }

    #[test]
    fn what_does_not_travel_is_in_no_parcel() {
        let mut both = lines(&[1, 2]);
        both[0].ships = false;
        assert_eq!(things(&both), 2);
        assert_eq!(contents(&both, 0, 2), [("1", 1)]);
        assert_eq!(contents(&both, 1, 2), [("1", 1)]);
    }

    #[test]
    fn a_journey_needs_a_thing_for_each_parcel() {
        assert!(is_enough_for(0, RehearsedJourney::OnTime));
        assert!(!is_enough_for(1, RehearsedJourney::TwoTogether));
        assert!(is_enough_for(2, RehearsedJourney::TwoTogether));
        assert!(!is_enough_for(2, RehearsedJourney::ThreeApart));
    }
}
