//! Event codes as Publication 199 and the carrier's replies have them: one row
//! a code, sorted, with a note where the status alone does not say what it is.

use doorstep::scan::{Reason, Status};

/// Code, status (none when the parcel did not move), and the cause it names.
pub static CODES: &[(&str, Option<Status>, Option<Reason>)] = &[
    ("01", Some(Status::Delivered), None),
    ("02", Some(Status::Attempted), None), // notice left
    ("03", Some(Status::PickedUp), None),
    ("04", Some(Status::Attempted), Some(Reason::Refused)),
    (
        "05",
        Some(Status::Exception),
        Some(Reason::AddressIncorrect),
    ),
    ("06", Some(Status::InTransit), None), // forwarded
    ("07", Some(Status::InTransit), None), // at the post office
    ("08", Some(Status::Exception), Some(Reason::Missorted)),
    ("09", Some(Status::Returning), None),
    ("10", Some(Status::InTransit), None), // processed
    ("11", Some(Status::Exception), Some(Reason::Prohibited)), // by the police
    ("12", Some(Status::Exception), Some(Reason::Damaged)),
    ("14", Some(Status::AvailableForPickup), None),
    ("15", Some(Status::Exception), Some(Reason::Missorted)),
    ("16", Some(Status::AvailableForPickup), None),
    ("17", Some(Status::InTransit), None), // fetched by an agent
    ("19", Some(Status::InTransit), None), // arrived
    (
        "21",
        Some(Status::Exception),
        Some(Reason::AddressIncorrect),
    ),
    (
        "22",
        Some(Status::Exception),
        Some(Reason::AddressIncorrect),
    ),
    (
        "23",
        Some(Status::Exception),
        Some(Reason::AddressIncorrect),
    ),
    (
        "24",
        Some(Status::Exception),
        Some(Reason::AddressIncorrect),
    ), // forwarding ended
    (
        "25",
        Some(Status::Exception),
        Some(Reason::AddressIncorrect),
    ),
    (
        "26",
        Some(Status::Exception),
        Some(Reason::AddressIncorrect),
    ),
    ("27", Some(Status::Exception), Some(Reason::Unclaimed)),
    ("28", Some(Status::Returning), None),
    ("29", Some(Status::Returning), None),
    ("30", Some(Status::Attempted), Some(Reason::Access)),
    ("31", Some(Status::Returning), Some(Reason::Unclaimed)), // not fetched
    ("32", Some(Status::Exception), Some(Reason::Unknown)),   // disposed of
    ("33", Some(Status::Exception), Some(Reason::Unknown)),   // to the recovery centre
    ("35", Some(Status::InTransit), None),                    // vault
    ("36", Some(Status::InTransit), None),                    // to an employee
    ("38", Some(Status::InTransit), None),                    // registered mail
    ("40", Some(Status::InTransit), None),                    // vault
    ("41", Some(Status::InTransit), None),                    // opened
    ("42", Some(Status::InTransit), None),                    // to a shipping partner
    ("43", Some(Status::PickedUp), None),
    ("44", Some(Status::Exception), Some(Reason::Unknown)), // intercepted
    ("45", Some(Status::InTransit), None),                  // to the military
    (
        "46",
        Some(Status::Exception),
        Some(Reason::WrongAddressData),
    ), // label used twice
    ("51", Some(Status::Attempted), Some(Reason::BusinessClosed)),
    ("52", Some(Status::Attempted), None), // notice left again
    ("53", Some(Status::Attempted), Some(Reason::Access)), // mailbox blocked
    ("54", Some(Status::Attempted), Some(Reason::Access)), // mailbox full or parcel too big
    ("55", Some(Status::Attempted), Some(Reason::Access)), // no safe place
    ("56", Some(Status::Attempted), Some(Reason::NotHome)),
    ("57", Some(Status::Attempted), Some(Reason::Access)), // unsafe
    ("59", Some(Status::InTransit), None),                 // on its route
    ("60", Some(Status::InTransit), None),                 // to an agent
    ("71", Some(Status::InTransit), Some(Reason::ProcessingDelay)), // next delivery day
    ("80", Some(Status::PickedUp), None),                  // by a shipping partner
    ("81", Some(Status::InTransit), None),                 // at a partner's
    ("82", Some(Status::InTransit), None),                 // left a partner's
    ("A0", Some(Status::PickedUp), None),                  // abroad
    ("A1", Some(Status::InTransit), None),                 // arrived
    ("AD", Some(Status::InTransit), None),                 // accepted at its destination
    ("AE", Some(Status::InTransit), None),                 // arrived
    ("AF", Some(Status::InTransit), None),                 // to another carrier
    ("AG", Some(Status::InTransit), None),                 // from another carrier
    ("AH", Some(Status::InTransit), None),                 // to a postal agent
    ("AJ", Some(Status::InTransit), None),                 // between airports
    ("AP", Some(Status::PickedUp), None),                  // by the origin's carrier
    ("AR", Some(Status::InTransit), None),                 // in the country
    ("AS", Some(Status::InTransit), None),                 // in the country
    ("AT", Some(Status::InTransit), None),                 // left its origin
    ("B0", Some(Status::InTransit), None),                 // at an exchange office
    ("B1", Some(Status::InTransit), None),                 // into customs
    (
        "BA",
        Some(Status::Exception),
        Some(Reason::AddressIncorrect),
    ),
    ("BE", Some(Status::InTransit), None), // processed
    ("BR", Some(Status::Delivered), None), // by a broker
    ("BX", Some(Status::InTransit), Some(Reason::Capacity)), // no room
    ("C0", Some(Status::InTransit), None), // left abroad
    ("CA", Some(Status::Attempted), Some(Reason::BusinessClosed)),
    ("CC", Some(Status::AvailableForPickup), None),
    ("CD", Some(Status::Exception), Some(Reason::CustomsDelay)),
    ("CI", Some(Status::InTransit), None), // into customs
    (
        "CM",
        Some(Status::Exception),
        Some(Reason::AddressIncorrect),
    ),
    ("CO", Some(Status::InTransit), None), // out of customs
    ("CR", Some(Status::InTransit), None), // out of bond
    ("D0", Some(Status::InTransit), None), // arrived abroad
    ("DC", Some(Status::InTransit), None), // distributed
    ("DD", Some(Status::InTransit), None), // ready to leave the country
    ("DE", Some(Status::InTransit), None), // left
    ("DL", Some(Status::Delivered), None), // signed for
    ("DN", Some(Status::Delivered), Some(Reason::Damaged)),
    ("DP", Some(Status::Exception), Some(Reason::Unknown)), // disposed of
    ("DT", Some(Status::InTransit), None),                  // dispatched
    ("DX", None, None),                                     // no delivery scan yet
    ("E0", Some(Status::InTransit), None),                  // into customs abroad
    ("E1", Some(Status::InTransit), None),                  // left
    ("EA", Some(Status::InTransit), None),                  // to an exchange office
    ("EB", Some(Status::InTransit), None),                  // to an exchange office
    ("EF", Some(Status::InTransit), None),                  // left
    ("F0", Some(Status::InTransit), None),                  // out of customs abroad
    ("FD", Some(Status::OutForDelivery), None),             // with a courier
    ("G0", Some(Status::InTransit), None),                  // at the post office abroad
    ("GX", Some(Status::LabelCreated), None),
    ("H0", Some(Status::Attempted), None), // abroad
    ("H8", Some(Status::Returning), None), // abroad
    ("HP", Some(Status::Exception), Some(Reason::PaymentDue)),
    ("HX", Some(Status::InTransit), Some(Reason::Disruption)), // holiday
    ("I0", Some(Status::Delivered), None),                     // abroad
    ("IC", Some(Status::InTransit), None),                     // into bond
    ("J0", Some(Status::InTransit), None),                     // at an exchange office
    ("K0", Some(Status::InTransit), None),                     // left an exchange office
    ("K1", Some(Status::InTransit), None),                     // to customs
    ("K2", Some(Status::Exception), Some(Reason::Inspection)), // call customs
    ("K3", Some(Status::InTransit), None),                     // forwarded
    ("K4", Some(Status::Returning), Some(Reason::Documents)),
    ("K5", Some(Status::Returning), Some(Reason::Unclaimed)), // given up at customs
    ("K6", Some(Status::Returning), Some(Reason::Duties)),
    ("K7", Some(Status::Delivered), None), // fetched at customs
    ("L1", Some(Status::InTransit), None), // loaded
    ("LT", Some(Status::InTransit), Some(Reason::ProcessingDelay)), // missed its delivery run
    ("LX", Some(Status::Exception), Some(Reason::Missorted)), // going in circles
    ("MA", Some(Status::LabelCreated), None), // data received
    ("MC", Some(Status::Exception), Some(Reason::Missorted)),
    ("MR", Some(Status::PickedUp), None), // by an agent
    ("MS", Some(Status::Exception), Some(Reason::Missorted)),
    ("MT", Some(Status::Exception), Some(Reason::Missorted)),
    ("MU", None, None), // sender's number is not registered
    ("MX", None, None), // sender's number misused
    ("MZ", Some(Status::Exception), Some(Reason::Missorted)),
    ("ND", Some(Status::Attempted), None), // not delivered
    ("NH", Some(Status::Attempted), Some(Reason::NotHome)),
    ("NP", Some(Status::LabelCreated), None), // origin post prepares it
    ("NT", Some(Status::InTransit), None),    // to the next facility
    ("OA", Some(Status::PickedUp), None),
    ("OD", Some(Status::InTransit), None), // processed
    ("OF", Some(Status::OutForDelivery), None),
    ("OH", Some(Status::Exception), Some(Reason::Unknown)), // on hold
    ("OK", Some(Status::Delivered), None),                  // abroad, signed for
    ("PA", Some(Status::PickedUp), None),
    ("PC", Some(Status::InTransit), None),    // sorted
    ("PD", Some(Status::InTransit), None),    // some of it is delivered
    ("PE", Some(Status::LabelCreated), None), // origin post prepares it
    ("PO", Some(Status::InTransit), None),    // processed
    ("PU", Some(Status::PickedUp), None),
    ("R1", Some(Status::InTransit), None), // ready
    ("RB", Some(Status::InTransit), None), // listed
    ("RD", Some(Status::Attempted), Some(Reason::Refused)),
    ("RE", Some(Status::Exception), Some(Reason::Prohibited)), // by customs
    ("RT", Some(Status::Returned), None),
    ("SC", None, None),                                     // service changed
    ("SF", Some(Status::InTransit), None),                  // left
    ("SS", Some(Status::Exception), Some(Reason::Unknown)), // stopped
    ("T1", Some(Status::InTransit), None),                  // left
    ("TA", Some(Status::InTransit), None),                  // arrived
    ("TL", Some(Status::InTransit), None),                  // to the next facility
    ("TM", Some(Status::PickedUp), None),
    ("TP", Some(Status::InTransit), None), // to another carrier
    ("TR", Some(Status::InTransit), None), // transferred
    ("U1", Some(Status::InTransit), None), // unloaded
    ("UA", Some(Status::PickedUp), None),  // not on a manifest
    ("VC", None, None),                    // search opened
    ("VF", Some(Status::AvailableForPickup), None), // second notice
    (
        "VR",
        Some(Status::InTransit),
        Some(Reason::RescheduleRequested),
    ),
    ("VS", Some(Status::Returning), Some(Reason::Unclaimed)), // not fetched
    ("VX", None, None),                                       // search closed
    ("WC", Some(Status::OutForDelivery), None),               // with a courier
    ("WX", Some(Status::InTransit), Some(Reason::Weather)),
];
