//! What DHL Express' codes and turns of phrase mean, row by row.

use doorstep::scan::Reason::{
    AddressIncorrect, BusinessClosed, CustomsDelay, Damaged, Inspection, Missorted, NotHome,
    PaymentDue, ProcessingDelay, Prohibited, Refused, Unknown, Vehicle, Weather,
};
use doorstep::scan::Status::{
    Attempted, AvailableForPickup, Delivered, Exception, InTransit, LabelCreated, OutForDelivery,
    PickedUp, Returned, Returning,
};
use doorstep::scan::{Reason, Status};

/// A code or words; a status (none when the parcel did not move); the cause.
pub type Row = (&'static str, Option<Status>, Option<Reason>);

/// Sorted by code: all of the carrier's published list, and what its older
/// interface sends beside it (BL, CI, CU, DI, DM, DP, DU and so on).
pub static CODES: &[Row] = &[
    // Four numbers stand for a whole shipment.
    ("101", Some(Delivered), None),
    ("102", Some(InTransit), None),
    ("103", Some(Exception), Some(Unknown)),
    ("104", Some(LabelCreated), None),
    ("AD", Some(InTransit), None), // a delivery was agreed
    ("AF", Some(InTransit), None), // arrived at a facility
    ("AR", Some(InTransit), None), // arrived where it is delivered from
    ("BA", Some(Exception), Some(AddressIncorrect)),
    ("BL", Some(InTransit), None), // in a bonded store
    ("BN", Some(InTransit), None), // the customer's broker was told
    ("BR", Some(InTransit), None), // released to the broker
    ("CA", Some(Attempted), Some(BusinessClosed)),
    ("CC", Some(AvailableForPickup), None),
    ("CD", Some(Exception), Some(CustomsDelay)),
    ("CI", Some(InTransit), None), // checked in at a facility
    ("CM", Some(Exception), Some(AddressIncorrect)),
    ("CR", Some(InTransit), None),          // cleared
    ("CS", Some(Exception), Some(Unknown)), // closed by the carrier
    ("CU", Some(InTransit), None),          // on the plane
    ("DD", Some(Delivered), Some(Damaged)),
    ("DF", Some(InTransit), None), // left a facility
    ("DI", None, None),            // duty invoice made
    ("DM", Some(Exception), Some(Damaged)),
    ("DP", Some(Exception), Some(Prohibited)), // denied parties
    ("DS", Some(Exception), Some(Unknown)),    // destroyed
    ("DU", Some(LabelCreated), None),
    ("ES", Some(InTransit), None),          // customs entry submitted
    ("FD", Some(InTransit), None),          // sent on to its destination
    ("HI", Some(Exception), Some(Unknown)), // taken into held stock
    ("HN", Some(InTransit), None),          // handed over
    ("HO", Some(InTransit), None),          // out of held stock
    ("HP", Some(Exception), Some(PaymentDue)),
    ("IA", None, None),            // an image is there
    ("IC", Some(InTransit), None), // in clearance
    ("IR", Some(Exception), Some(Missorted)),
    ("LV", Some(InTransit), None), // loaded
    ("MC", Some(Exception), Some(Missorted)),
    ("MD", Some(InTransit), Some(ProcessingDelay)), // missed its delivery run
    ("MS", Some(Exception), Some(Missorted)),
    ("NA", Some(Exception), Some(Unknown)), // did not arrive
    ("ND", Some(Attempted), None),
    ("NH", Some(Attempted), Some(NotHome)),
    ("OH", Some(Exception), Some(Unknown)), // on hold
    ("OK", Some(Delivered), None),
    ("PD", Some(InTransit), None), // some of it is delivered
    ("PL", Some(InTransit), None), // processed
    ("PO", Some(InTransit), None), // leaving its origin
    ("PU", Some(PickedUp), None),
    ("PY", None, None), // payment
    ("RD", Some(Attempted), Some(Refused)),
    ("RR", Some(InTransit), None), // customs or a customer answered
    ("RT", Some(Returned), None),
    ("RW", None, None), // weighed and measured
    ("SA", Some(PickedUp), None),
    ("SC", None, None), // the service was changed
    ("SD", Some(LabelCreated), None),
    ("SI", Some(Exception), Some(Inspection)),
    ("SM", Some(InTransit), None),          // movement is planned
    ("SS", Some(Exception), Some(Unknown)), // stopped
    ("ST", Some(Exception), Some(Unknown)), // intercepted
    ("TD", Some(InTransit), Some(Vehicle)),
    ("TI", Some(Exception), Some(Unknown)), // being traced
    ("TP", Some(InTransit), None),          // passed on to another carrier
    ("TR", Some(InTransit), None),          // transferred
    ("TT", None, None),                     // tracing ended
    ("UD", Some(Exception), Some(CustomsDelay)),
    ("UV", Some(InTransit), None), // unloaded
    ("WC", Some(OutForDelivery), None),
    ("WX", Some(InTransit), Some(Weather)),
];

/// The carrier's own turns of phrase; the first that occurs decides, so the
/// narrow stand before the wide.
pub static WORDS: &[Row] = &[
    ("pre-transit", Some(LabelCreated), None),
    ("information received", Some(LabelCreated), None),
    ("being returned", Some(Returning), None),
    ("will be returned", Some(Returning), None),
    ("returned to", Some(Returned), None),
    ("delivery courier", Some(OutForDelivery), None),
    ("delivering courier", Some(OutForDelivery), None),
    ("not home", Some(Attempted), Some(NotHome)),
    ("closed on arrival", Some(Attempted), Some(BusinessClosed)),
    ("not delivered", Some(Attempted), None),
    ("refused", Some(Attempted), Some(Refused)),
    ("bad address", Some(Exception), Some(AddressIncorrect)),
    ("customer moved", Some(Exception), Some(AddressIncorrect)),
    ("awaiting collection", Some(AvailableForPickup), None),
    ("awaiting consignee", Some(AvailableForPickup), None),
    ("awaiting cnee", Some(AvailableForPickup), None),
    ("available for collection", Some(AvailableForPickup), None),
    ("scheduled for delivery", Some(InTransit), None),
    ("partial delivery", Some(InTransit), None),
    ("partially delivered", Some(InTransit), None),
    ("delivered damaged", Some(Delivered), Some(Damaged)),
    ("held for payment", Some(Exception), Some(PaymentDue)),
    ("clearance event", Some(Exception), Some(CustomsDelay)),
    ("held by customs", Some(Exception), Some(CustomsDelay)),
    ("on hold", Some(Exception), Some(Unknown)),
    ("shipment stopped", Some(Exception), Some(Unknown)),
    ("failure", Some(Exception), Some(Unknown)),
    ("mis-sort", Some(Exception), Some(Missorted)),
    ("miscode", Some(Exception), Some(Missorted)),
    ("transport delay", Some(InTransit), Some(Vehicle)),
    ("pick up", Some(PickedUp), None),
    ("shipment acceptance", Some(PickedUp), None),
    ("transit", Some(InTransit), None),
    ("forward", Some(InTransit), None),
    ("handed over", Some(InTransit), None),
];
