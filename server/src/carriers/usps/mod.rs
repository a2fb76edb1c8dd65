//! The United States Postal Service, by its tracking interface of version 3.

mod adapt;
mod beside;
mod code_table;
mod codes;
mod payload;
mod verify;

#[cfg(test)]
mod tests;

use super::Adapter;
use super::tracking_part::TrackingPart;

/// Tracking replies in JSON.
pub const ADAPTER: Adapter = Adapter {
    name: "usps",
    read: adapt::read,
    verify: verify::verify,
    tracking_part: TRACKING_PART,
};

/// Not the recipient, nor who signed or where it was left.
const TRACKING_PART: TrackingPart = TrackingPart {
    inside: &[
        "trackingResponse",
        "trackResponse",
        "trackResults",
        "trackingResults",
        "results",
        "data",
        "trackInfo",
        "TrackResponse",
        "TrackResults",
        "TrackInfo",
        "trackingEvents",
        "trackSummary",
        "trackDetail",
        "trackDetails",
        "deliveryDateExpectation",
        "deliveryExpectation",
    ],
    fields: &[
        "trackingNumber",
        "uniqueMailPieceID",
        "uniqueMailPieceId",
        "uniqueTrackingId",
        "status",
        "statusCategory",
        "statusSummary",
        "mailClass",
        "eventType",
        "event",
        "eventDescription",
        "eventCode",
        "eventTimestamp",
        "eventDateTime",
        "GMTTimestamp",
        "gmtTimestamp",
        "GMT",
        "GMTOffset",
        "gmtOffset",
        "eventDate",
        "eventTime",
        "eventCity",
        "eventState",
        "eventZIP",
        "eventZIPCode",
        "eventZip",
        "eventCountry",
        "eventCountryCode",
        "predictedDeliveryDate",
        "predictedDeliveryTimeStamp",
        "expectedDeliveryDate",
        "expectedDeliveryTimeStamp",
        "guaranteedDeliveryDate",
        "guaranteedDeliveryTimeStamp",
        "predictedDeliveryWindowStartTime",
        "predictedDeliveryWindowEndTime",
        "endOfDay",
    ],
};
