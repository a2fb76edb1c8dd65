//! Event codes as Publication 199 and the carrier's replies have them, one row
//! a code, with a note where the status alone does not say what it is; and the
//! carrier's turns of phrase.

use doorstep::scan::Reason::{
    Access, AddressIncorrect, BusinessClosed, Capacity, CustomsDelay, Damaged, Disruption,
    Documents, Duties, Inspection, Missorted, NotHome, PaymentDue, ProcessingDelay, Prohibited,
    Refused, RescheduleRequested, Unclaimed, Unknown, Weather, WrongAddressData,
};
use doorstep::scan::Status::{
    Attempted, AvailableForPickup, Delivered, Exception, InTransit, LabelCreated, OutForDelivery,
    PickedUp, Returned, Returning,
};
use doorstep::scan::{Reason, Status};

/// A code or words; a status (none when the parcel did not move); the cause.
pub type Row = (&'static str, Option<Status>, Option<Reason>);

/// Sorted by code.
pub static CODES: &[Row] = &[
    ("01", Some(Delivered), None),
    ("02", Some(Attempted), None), // notice left
    ("03", Some(PickedUp), None),
    ("04", Some(Attempted), Some(Refused)),
    ("05", Some(Exception), Some(AddressIncorrect)),
    ("06", Some(InTransit), None), // forwarded
    ("07", Some(InTransit), None), // at the post office
    ("08", Some(Exception), Some(Missorted)),
    ("09", Some(Returning), None),
    ("10", Some(InTransit), None),             // processed
    ("11", Some(Exception), Some(Prohibited)), // by the police
    ("12", Some(Exception), Some(Damaged)),
    ("14", Some(AvailableForPickup), None),
    ("15", Some(Exception), Some(Missorted)),
    ("16", Some(AvailableForPickup), None),
    ("17", Some(InTransit), None), // fetched by an agent
    ("19", Some(InTransit), None), // arrived
    ("21", Some(Exception), Some(AddressIncorrect)),
    ("22", Some(Exception), Some(AddressIncorrect)),
    ("23", Some(Exception), Some(AddressIncorrect)),
    ("24", Some(Exception), Some(AddressIncorrect)), // forwarding ended
    ("25", Some(Exception), Some(AddressIncorrect)),
    ("26", Some(Exception), Some(AddressIncorrect)),
    ("27", Some(Exception), Some(Unclaimed)),
    ("28", Some(Returning), None),
    ("29", Some(Returning), None),
    ("30", Some(Attempted), Some(Access)),
    ("31", Some(Returning), Some(Unclaimed)), // not fetched
    ("32", Some(Exception), Some(Unknown)),   // disposed of
    ("33", Some(Exception), Some(Unknown)),   // to the recovery centre
    ("35", Some(InTransit), None),            // vault
    ("36", Some(InTransit), None),            // to an employee
    ("38", Some(InTransit), None),            // registered mail
    ("40", Some(InTransit), None),            // vault
    ("41", Some(InTransit), None),            // opened
    ("42", Some(InTransit), None),            // to a shipping partner
    ("43", Some(PickedUp), None),
    ("44", Some(Exception), Some(Unknown)), // intercepted
    ("45", Some(InTransit), None),          // to the military
    ("46", Some(Exception), Some(WrongAddressData)), // label used twice
    ("51", Some(Attempted), Some(BusinessClosed)),
    ("52", Some(Attempted), None),         // notice left again
    ("53", Some(Attempted), Some(Access)), // mailbox blocked
    ("54", Some(Attempted), Some(Access)), // mailbox full or parcel too big
    ("55", Some(Attempted), Some(Access)), // no safe place
    ("56", Some(Attempted), Some(NotHome)),
    ("57", Some(Attempted), Some(Access)),          // unsafe
    ("59", Some(InTransit), None),                  // on its route
    ("60", Some(InTransit), None),                  // to an agent
    ("71", Some(InTransit), Some(ProcessingDelay)), // next delivery day
    ("80", Some(PickedUp), None),                   // by a shipping partner
    ("81", Some(InTransit), None),                  // at a partner's
    ("82", Some(InTransit), None),                  // left a partner's
    ("A0", Some(PickedUp), None),                   // abroad
    ("A1", Some(InTransit), None),                  // arrived
    ("AD", Some(InTransit), None),                  // accepted at its destination
    ("AE", Some(InTransit), None),                  // arrived
    ("AF", Some(InTransit), None),                  // to another carrier
    ("AG", Some(InTransit), None),                  // from another carrier
    ("AH", Some(InTransit), None),                  // to a postal agent
    ("AJ", Some(InTransit), None),                  // between airports
    ("AP", Some(PickedUp), None),                   // by the origin's carrier
    ("AR", Some(InTransit), None),                  // in the country
    ("AS", Some(InTransit), None),                  // in the country
    ("AT", Some(InTransit), None),                  // left its origin
    ("B0", Some(InTransit), None),                  // at an exchange office
    ("B1", Some(InTransit), None),                  // into customs
    ("BA", Some(Exception), Some(AddressIncorrect)),
    ("BE", Some(InTransit), None),           // processed
    ("BR", Some(Delivered), None),           // by a broker
    ("BX", Some(InTransit), Some(Capacity)), // no room
    ("C0", Some(InTransit), None),           // left abroad
    ("CA", Some(Attempted), Some(BusinessClosed)),
    ("CC", Some(AvailableForPickup), None),
    ("CD", Some(Exception), Some(CustomsDelay)),
    ("CI", Some(InTransit), None), // into customs
    ("CM", Some(Exception), Some(AddressIncorrect)),
    ("CO", Some(InTransit), None), // out of customs
    ("CR", Some(InTransit), None), // out of bond
    ("D0", Some(InTransit), None), // arrived abroad
    ("DC", Some(InTransit), None), // distributed
    ("DD", Some(InTransit), None), // ready to leave the country
    ("DE", Some(InTransit), None), // left
    ("DL", Some(Delivered), None), // signed for
    ("DN", Some(Delivered), Some(Damaged)),
    ("DP", Some(Exception), Some(Unknown)), // disposed of
    ("DT", Some(InTransit), None),          // dispatched
    ("DX", None, None),                     // no delivery scan yet
    ("E0", Some(InTransit), None),          // into customs abroad
    ("E1", Some(InTransit), None),          // left
    ("EA", Some(InTransit), None),          // to an exchange office
    ("EB", Some(InTransit), None),          // to an exchange office
    ("EF", Some(InTransit), None),          // left
    ("F0", Some(InTransit), None),          // out of customs abroad
    ("FD", Some(OutForDelivery), None),     // with a courier
    ("G0", Some(InTransit), None),          // at the post office abroad
    ("GX", Some(LabelCreated), None),
    ("H0", Some(Attempted), None), // abroad
    ("H8", Some(Returning), None), // abroad
    ("HP", Some(Exception), Some(PaymentDue)),
    ("HX", Some(InTransit), Some(Disruption)), // holiday
    ("I0", Some(Delivered), None),             // abroad
    ("IC", Some(InTransit), None),             // into bond
    ("J0", Some(InTransit), None),             // at an exchange office
    ("K0", Some(InTransit), None),             // left an exchange office
    ("K1", Some(InTransit), None),             // to customs
    ("K2", Some(Exception), Some(Inspection)), // call customs
    ("K3", Some(InTransit), None),             // forwarded
    ("K4", Some(Returning), Some(Documents)),
    ("K5", Some(Returning), Some(Unclaimed)), // given up at customs
    ("K6", Some(Returning), Some(Duties)),
    ("K7", Some(Delivered), None), // fetched at customs
    ("L1", Some(InTransit), None), // loaded
    ("LT", Some(InTransit), Some(ProcessingDelay)), // missed its delivery run
    ("LX", Some(Exception), Some(Missorted)), // going in circles
    ("MA", Some(LabelCreated), None), // data received
    ("MC", Some(Exception), Some(Missorted)),
    ("MR", Some(PickedUp), None), // by an agent
    ("MS", Some(Exception), Some(Missorted)),
    ("MT", Some(Exception), Some(Missorted)),
    ("MU", None, None), // sender's number is not registered
    ("MX", None, None), // sender's number misused
    ("MZ", Some(Exception), Some(Missorted)),
    ("ND", Some(Attempted), None), // not delivered
    ("NH", Some(Attempted), Some(NotHome)),
    ("NP", Some(LabelCreated), None), // origin post prepares it
    ("NT", Some(InTransit), None),    // to the next facility
    ("OA", Some(PickedUp), None),
    ("OD", Some(InTransit), None), // processed
    ("OF", Some(OutForDelivery), None),
    ("OH", Some(Exception), Some(Unknown)), // on hold
    ("OK", Some(Delivered), None),          // abroad, signed for
    ("PA", Some(PickedUp), None),
    ("PC", Some(InTransit), None),    // sorted
    ("PD", Some(InTransit), None),    // some of it is delivered
    ("PE", Some(LabelCreated), None), // origin post prepares it
    ("PO", Some(InTransit), None),    // processed
    ("PU", Some(PickedUp), None),
    ("R1", Some(InTransit), None), // ready
    ("RB", Some(InTransit), None), // listed
    ("RD", Some(Attempted), Some(Refused)),
    ("RE", Some(Exception), Some(Prohibited)), // by customs
    ("RT", Some(Returned), None),
    ("SC", None, None),                     // service changed
    ("SF", Some(InTransit), None),          // left
    ("SS", Some(Exception), Some(Unknown)), // stopped
    ("T1", Some(InTransit), None),          // left
    ("TA", Some(InTransit), None),          // arrived
    ("TL", Some(InTransit), None),          // to the next facility
    ("TM", Some(PickedUp), None),
    ("TP", Some(InTransit), None),          // to another carrier
    ("TR", Some(InTransit), None),          // transferred
    ("U1", Some(InTransit), None),          // unloaded
    ("UA", Some(PickedUp), None),           // not on a manifest
    ("VC", None, None),                     // search opened
    ("VF", Some(AvailableForPickup), None), // second notice
    ("VR", Some(InTransit), Some(RescheduleRequested)),
    ("VS", Some(Returning), Some(Unclaimed)), // not fetched
    ("VX", None, None),                       // search closed
    ("WC", Some(OutForDelivery), None),       // with a courier
    ("WX", Some(InTransit), Some(Weather)),
];

/// The carrier's own turns of phrase, written as in [`crate::carriers::phrases`]; the first
/// that fits decides.
pub static WORDS: &[Row] = &[
    ("awaiting delivery scan", None, None),
    ("delivery status not updated", None, None),
    ("research case", None, None),
    ("delivered+original sender", Some(Returned), None),
    ("return to sender", Some(Returning), None),
    ("returned to sender", Some(Returning), None),
    ("being returned", Some(Returning), None),
    ("picked up by shipping partner", Some(PickedUp), None),
    ("shipping partner facility", Some(InTransit), None),
    ("awaiting item", Some(LabelCreated), None),
    ("awaits item", Some(LabelCreated), None),
    ("shipping info received", Some(LabelCreated), None),
    ("pre shipment", Some(LabelCreated), None),
    ("preparing shipment", Some(LabelCreated), None),
    ("label+created", Some(LabelCreated), None),
    ("to agent for final", Some(InTransit), None),
    ("tendered to", Some(InTransit), None),
    ("redelivery", Some(InTransit), Some(RescheduleRequested)),
    ("rescheduled", Some(InTransit), Some(ProcessingDelay)),
    ("no authorized recipient", Some(Attempted), Some(NotHome)),
    ("no secure location", Some(Attempted), Some(Access)),
    ("no access", Some(Attempted), Some(Access)),
    ("receptacle", Some(Attempted), Some(Access)),
    ("animal interference", Some(Attempted), Some(Access)),
    ("business closed", Some(Attempted), Some(BusinessClosed)),
    ("refused", Some(Attempted), Some(Refused)),
    ("notice left", Some(Attempted), None),
    ("attempted", Some(Attempted), None),
    (
        "insufficient address",
        Some(Exception),
        Some(AddressIncorrect),
    ),
    ("no such number", Some(Exception), Some(AddressIncorrect)),
    ("addressee unknown", Some(Exception), Some(AddressIncorrect)),
    ("moved left no", Some(Exception), Some(AddressIncorrect)),
    ("vacant", Some(Exception), Some(AddressIncorrect)),
    (
        "undeliverable as addressed",
        Some(Exception),
        Some(AddressIncorrect),
    ),
    ("unclaimed", Some(Exception), Some(Unclaimed)),
    ("held at post office", Some(AvailableForPickup), None),
    ("being held", Some(AvailableForPickup), None),
    ("reminder", Some(AvailableForPickup), None),
    ("available for pick", Some(AvailableForPickup), None),
    ("ready for pick", Some(AvailableForPickup), None),
    ("seized", Some(Exception), Some(Prohibited)),
    ("missent", Some(Exception), Some(Missorted)),
    ("mis shipped", Some(Exception), Some(Missorted)),
    ("held in customs", Some(Exception), Some(CustomsDelay)),
    (
        "customs clearance delay",
        Some(Exception),
        Some(CustomsDelay),
    ),
    ("arriving late", Some(InTransit), Some(ProcessingDelay)),
    ("weather", Some(InTransit), Some(Weather)),
    ("possession of item", Some(PickedUp), None),
    ("acceptance", Some(PickedUp), None),
    ("accepted at+destination", Some(InTransit), None),
    ("dispatch", Some(InTransit), None),
    ("forward", Some(InTransit), None),
    ("moving through", Some(InTransit), None),
    ("transit", Some(InTransit), None),
];
