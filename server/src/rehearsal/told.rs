//! What is told in a step of a journey, as people are shown it: shops' names
//! for their messages are nobody's words, carriers' words are their own.

use crate::demo::journeys::{Step, What};
use crate::demo::round::Round;
use crate::demo::senders;
use app::texts::StepTold;
use doorstep::carrier::Carrier;

/// What a step tells.
#[must_use]
pub fn told(round: &Round, step: &'static Step) -> StepTold {
    let is_one = round.journey.parcels.len() == 1;
    match step.what {
        What::Ordered => StepTold::Ordered,
        What::Cancelled => StepTold::Cancelled,
        What::Packed { parcel } => StepTold::Packed {
            parcel: (!is_one).then_some(parcel + 1),
        },
        What::Scanned { parcel, .. } => {
            let carrier = Carrier::from_code(round.carriage(parcel).carrier);
            StepTold::Scanned {
                carrier: carrier.name(),
                number: (!is_one).then(|| round.tracking_number(parcel)),
                says: senders::message(round, step).said.to_owned(),
            }
        }
    }
}
