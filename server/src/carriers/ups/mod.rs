//! UPS: replies of the tracking interface and bodies of Track Alert.
//!
//! A reply lists shipments with packages, each with its activities, newest
//! first. An alert is one activity of one package. Codes mean different
//! things by the type of their activity; [`codes`] knows which.

mod adapt;
mod codes;
mod payload;
mod report;
mod verify;

use super::Adapter;
use super::tracking_part::TrackingPart;

/// UPS, as the list of carriers knows it.
pub const ADAPTER: Adapter = Adapter {
    name: SOURCE,
    read: adapt::read,
    verify: verify::is_authentic,
    tracking_part: TRACKING_PART,
};

/// Not the recipient, nor who signed or where it was left.
const TRACKING_PART: TrackingPart = TrackingPart {
    inside: &[
        "trackResponse",
        "response",
        "shipment",
        "package",
        "activity",
        "location",
        "address",
        "status",
        "currentStatus",
        "service",
        "deliveryDate",
        "deliveryTime",
        "activityStatus",
        "activityLocation",
    ],
    fields: &[
        "inquiryNumber",
        "trackingNumber",
        "type",
        "code",
        "statusCode",
        "descriptionCode",
        "description",
        "simplifiedTextDescription",
        "statusDescription",
        "date",
        "time",
        "gmtDate",
        "gmtTime",
        "gmtOffset",
        "city",
        "stateProvince",
        "stateProvinceCode",
        "state",
        "postalCode",
        "countryCode",
        "country",
        "startTime",
        "endTime",
        "localActivityDate",
        "localActivityTime",
        "gmtActivityDate",
        "gmtActivityTime",
        "scheduledDeliveryDate",
        "rescheduledDeliveryDate",
        "actualDeliveryDate",
        "deliveryStartTime",
        "deliveryEndTime",
        "deliveryTimeDescription",
    ],
};

/// The name scans carry as their source, and the carrier's code.
const SOURCE: &str = "ups";
