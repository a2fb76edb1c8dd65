//! DHL Express by its XML interface (XML-PI), and what its two interfaces
//! share: event codes, places, how a line is read, how a sender is known.

mod adapt;
mod code_table;
pub mod codes;
pub mod lines;
mod payload;
pub mod places;
pub mod verify;

#[cfg(test)]
mod tests;

use super::Adapter;
use super::tracking_part::TrackingPart;

/// Known-tracking replies in XML.
pub const ADAPTER: Adapter = Adapter {
    name: "dhl_express",
    read: adapt::read,
    verify: verify::verify,
    tracking_part: TRACKING_PART,
};

/// Not the recipient, nor who signed or where it was left.
const TRACKING_PART: TrackingPart = TrackingPart {
    inside: &[
        "Envelope",
        "Body",
        "trackShipmentRequestResponse",
        "trackingResponse",
        "TrackingResponse",
        "Response",
        "Status",
        "ArrayOfAWBInfoItem",
        "AWBInfo",
        "AWBNumber",
        "ShipmentInfo",
        "ShipmentEvent",
        "ArrayOfShipmentEventItem",
        "Pieces",
        "PieceInfo",
        "ArrayOfPieceInfoItem",
        "PieceDetails",
        "PieceEvent",
        "ArrayOfPieceEventItem",
        "ServiceArea",
        "ServiceEvent",
        "EventRemarks",
    ],
    fields: &[
        "AWBNumber",
        "ArrayOfAWBNumberItem",
        "ActionStatus",
        "LicensePlate",
        "ServiceAreaCode",
        "Description",
        "EventCode",
        "FurtherDetails",
        "Date",
        "Time",
        "GMTOffset",
        "EstDlvyDate",
        "GlobalProductCode",
    ],
};
