//! The order as search engines' and mail programs' machines read it
//! (schema.org, JSON-LD): where the parcels are, and nothing of the buyer.

use super::tracking::Gathered;
use chrono::NaiveDateTime;
use chrono_tz::Tz;
use doorstep::reading::Estimate;
use doorstep::scan::Status;
use doorstep::view::tracking::{ParcelView, TrackingView};
use doorstep::window::Window;
use serde_json::{Map, Value, json};

/// The order, as one JSON text.
pub fn of(gathered: &Gathered, view: &TrackingView) -> String {
    let deliveries: Vec<Value> = view
        .parcels
        .iter()
        .zip(&gathered.parcels)
        .map(|(shown, parcel)| {
            let window = &parcel.derived.window;
            delivery(shown, window, gathered.setting.zone)
        })
        .collect();
    json!({
        "@context": "https://schema.org",
        "@type": "Order",
        "orderNumber": view.order_number,
        "orderStatus": format!("https://schema.org/{}", status(view.status)),
        "merchant": { "@type": "Organization", "name": gathered.setting.front.brand.name },
        "orderDelivery": deliveries,
    })
    .to_string()
}

fn delivery(parcel: &ParcelView, window: &Window, zone: Tz) -> Value {
    let mut delivery = Map::new();
    let mut add = |key: &str, value: Value| delivery.insert(key.to_owned(), value);
    add("@type", "ParcelDelivery".into());
    let state = json!({ "@type": "DeliveryEvent", "name": parcel.headline });
    add("deliveryStatus", state);
    if let Some(carrier) = &parcel.carrier {
        let named = json!({ "@type": "Organization", "name": carrier.name });
        add("provider", named);
        if let Some(number) = &carrier.number {
            add("trackingNumber", number.as_str().into());
        }
        if let Some(link) = &carrier.link {
            add("trackingUrl", link.as_str().into());
        }
    }
    if let Window::Expected { estimate, .. } = window {
        let (from, until) = span(estimate, zone);
        add("expectedArrivalFrom", from.into());
        add("expectedArrivalUntil", until.into());
    }
    let items = parcel
        .items
        .iter()
        .map(|item| json!({ "@type": "Product", "name": item.title }));
    let items: Vec<Value> = items.collect();
    if !items.is_empty() {
        add("itemShipped", items.into());
    }
    Value::Object(delivery)
}

/// Days, or moments where hours are known.
fn span(estimate: &Estimate, zone: Tz) -> (String, String) {
    let moment = |local: NaiveDateTime| {
        let at = local.and_local_timezone(zone).earliest();
        at.map_or_else(|| local.date().to_string(), |at| at.to_rfc3339())
    };
    let Some(hours) = estimate.hours else {
        return (estimate.from.to_string(), estimate.to.to_string());
    };
    let from = hours.from.map_or_else(
        || estimate.from.to_string(),
        |from| moment(estimate.from.and_time(from)),
    );
    (from, moment(estimate.to.and_time(hours.to)))
}

const fn status(status: Status) -> &'static str {
    match status {
        Status::Unknown | Status::Ordered | Status::Packed | Status::LabelCreated => {
            "OrderProcessing"
        }
        Status::Exception | Status::Attempted => "OrderProblem",
        Status::PickedUp | Status::InTransit | Status::OutForDelivery => "OrderInTransit",
        Status::AvailableForPickup => "OrderPickupAvailable",
        Status::Delivered => "OrderDelivered",
        Status::Returning | Status::Returned => "OrderReturned",
        Status::Cancelled => "OrderCancelled",
    }
}
