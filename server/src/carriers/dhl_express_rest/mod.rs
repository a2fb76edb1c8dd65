//! DHL Express by its JSON interface (`MyDHL`), and by the messages its
//! push service sends in much the same shape.
//!
//! It is the same carrier as [`super::dhl_express`], so codes, places and the
//! way a sender is known are taken from there.

mod adapt;
mod payload;

#[cfg(test)]
mod tests;

use super::tracking_part::TrackingPart;
use super::{Adapter, dhl_express};

/// Tracking replies and pushed messages in JSON.
pub const ADAPTER: Adapter = Adapter {
    name: "dhl_express_rest",
    read: adapt::read,
    verify: dhl_express::verify::verify,
    tracking_part: TRACKING_PART,
};

/// Not the recipient, nor who signed or where it was left.
const TRACKING_PART: TrackingPart = TrackingPart {
    inside: &[
        "shipments",
        "shipment",
        "trackingResponse",
        "data",
        "status",
        "events",
        "pieces",
        "location",
        "address",
        "serviceArea",
        "remark",
        "remarks",
        "estimatedDeliveryTimeFrame",
    ],
    fields: &[
        "shipmentTrackingNumber",
        "trackingNumber",
        "number",
        "id",
        "status",
        "statusCode",
        "statusDetailed",
        "typeCode",
        "description",
        "remark",
        "remarks",
        "furtherDetails",
        "timestamp",
        "date",
        "time",
        "GMTOffset",
        "gmtOffset",
        "addressLocality",
        "addressRegion",
        "postalCode",
        "countryCode",
        "code",
        "productCode",
        "estimatedDeliveryDate",
        "estimatedTimeOfDelivery",
        "estimatedDelivery",
        "estimatedFrom",
        "estimatedThrough",
    ],
};
