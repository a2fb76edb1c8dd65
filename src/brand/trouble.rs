//! What has gone wrong with a parcel, as a shop's policies name it.

use crate::scan::{Reason, Status};
use crate::shipment::Direction;
use crate::window::Window;

/// What can go wrong with a parcel.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trouble {
    /// It missed its date.
    Late,
    /// Nobody can find it.
    Lost,
    /// It goes back to the shop.
    Returned,
    /// It cannot be brought to where it should go.
    Undeliverable,
}

impl Trouble {
    /// The trouble a parcel is in; `None` where there is none, and for what a
    /// buyer sends back.
    #[must_use]
    pub fn of(
        direction: Direction,
        status: Status,
        reason: Option<Reason>,
        window: &Window,
    ) -> Option<Self> {
        if direction == Direction::Return {
            return None;
        }
        match (status, reason) {
            (Status::Exception, Some(Reason::Lost)) => Some(Self::Lost),
            (Status::Returning | Status::Returned, _) => Some(Self::Returned),
            (
                Status::Exception | Status::Attempted,
                Some(
                    Reason::AddressIncorrect
                    | Reason::WrongAddressData
                    | Reason::Refused
                    | Reason::Unclaimed,
                ),
            ) => Some(Self::Undeliverable),
            _ if matches!(window, Window::Missed { .. }) => Some(Self::Late),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_trouble_is_known_by_its_signs() {
        let check = |status, reason, wanted| {
            let trouble = Trouble::of(Direction::Outbound, status, reason, &Window::Unknown);
            assert_eq!(trouble, wanted, "{status:?} {reason:?}");
            let back = Trouble::of(Direction::Return, status, reason, &Window::Unknown);
            assert_eq!(back, None, "{status:?} {reason:?}");
        };
        check(Status::InTransit, None, None);
        check(Status::Exception, Some(Reason::Lost), Some(Trouble::Lost));
        check(Status::Exception, Some(Reason::Weather), None);
        check(Status::Returning, None, Some(Trouble::Returned));
        let refused = Some(Reason::Refused);
        check(Status::Attempted, refused, Some(Trouble::Undeliverable));
        check(Status::Attempted, Some(Reason::NotHome), None);
    }
}
