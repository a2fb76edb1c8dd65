//! EasyPost: tracker objects, lists of them, and its signed webhooks. One
//! source that speaks for many carriers.

mod adapt;
mod codes;
mod payload;
mod report;
mod verify;

use super::tracking_part::TrackingPart;
use super::{Adapter, Unreadable};
use doorstep::reading::Reading;

/// EasyPost as the rest of the server sees it.
pub const ADAPTER: Adapter = Adapter {
    name: SOURCE,
    read,
    verify: verify::is_authentic,
    tracking_part: TRACKING_PART,
};

/// Not the recipient, nor who signed or where it was left.
const TRACKING_PART: TrackingPart = TrackingPart {
    inside: &[
        "result",
        "tracker",
        "trackers",
        "events",
        "tracking_details",
        "tracking_location",
        "carrier_detail",
    ],
    fields: &[
        "id",
        "object",
        "description",
        "tracking_code",
        "carrier",
        "status",
        "status_detail",
        "updated_at",
        "message",
        "carrier_code",
        "source",
        "datetime",
        "city",
        "state",
        "zip",
        "country",
        "service",
        "est_delivery_date",
        "est_delivery_date_local",
        "est_delivery_time_local",
        "guaranteed_delivery_date",
    ],
};

const SOURCE: &str = "easypost";

fn read(body: &[u8]) -> Result<Reading, Unreadable> {
    payload::parse(body).map(adapt::reading)
}
