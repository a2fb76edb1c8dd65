//! FedEx: replies of the Track interface (v1), and the webhook bodies of
//! Advanced Integrated Visibility, which have the same shape inside.

mod adapt;
mod codes;
mod payload;
mod report;
mod verify;

use super::tracking_part::TrackingPart;
use super::{Adapter, Unreadable};
use doorstep::reading::Reading;

/// FedEx as the rest of the server sees it.
pub const ADAPTER: Adapter = Adapter {
    name: SOURCE,
    read,
    verify: verify::is_authentic,
    tracking_part: TRACKING_PART,
};

/// Not the recipient, nor who signed or where it was left.
const TRACKING_PART: TrackingPart = TrackingPart {
    inside: &[
        "output",
        "completeTrackResults",
        "trackResults",
        "payload",
        "data",
        "body",
        "trackingNumberInfo",
        "TrackingNumberInfo",
        "latestStatusDetail",
        "scanEvents",
        "scanLocation",
        "ancillaryDetails",
        "delayDetail",
        "serviceDetail",
        "dateAndTimes",
        "estimatedDeliveryTimeWindow",
        "standardTransitTimeWindow",
        "window",
    ],
    fields: &[
        "trackingNumber",
        "trackingNumberUniqueId",
        "carrierCode",
        "code",
        "derivedCode",
        "statusByLocale",
        "description",
        "eventType",
        "eventDescription",
        "derivedStatus",
        "derivedStatusCode",
        "exceptionCode",
        "exceptionDescription",
        "reason",
        "reasonDescription",
        "type",
        "subType",
        "status",
        "date",
        "dateTime",
        "begins",
        "ends",
        "city",
        "stateOrProvinceCode",
        "postalCode",
        "countryCode",
        "countryName",
    ],
};

const SOURCE: &str = "fedex";

fn read(body: &[u8]) -> Result<Reading, Unreadable> {
    payload::parse(body).map(adapt::reading)
}
