//! One small picture for each kind of status, beside its words and never in
//! their place.

use doorstep::scan::Status;
use leptos::prelude::*;

/// Draws a status' picture, hidden from screen readers.
pub fn icon(status: Status) -> impl IntoView {
    view! {
        <svg class="icon" viewBox="0 0 24 24" aria-hidden="true">
            <path d=outline(status) />
        </svg>
    }
}

const fn outline(status: Status) -> &'static str {
    match status {
        // A clock.
        Status::Unknown | Status::Ordered => "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18M12 7v5l3 2",
        // A box.
        Status::Packed | Status::LabelCreated => "M4 8l8-4 8 4v8l-8 4-8-4zM4 8l8 4 8-4M12 12v8",
        // An arrow onwards.
        Status::PickedUp | Status::InTransit => "M4 12h15M13 6l6 6-6 6",
        // A van.
        Status::OutForDelivery => {
            "M3 6h11v10H3zM14 10h4l3 3v3h-7M7 19a2 2 0 1 0 0-4 2 2 0 0 0 0 4M17 19a2 2 0 1 0 0-4 2 2 0 0 0 0 4"
        }
        // A mark of exclamation.
        Status::Exception | Status::Attempted => "M12 4L2.5 20h19zM12 10v4M12 17v.5",
        // A place on a map.
        Status::AvailableForPickup => {
            "M12 21c4-5 6-8 6-11a6 6 0 1 0-12 0c0 3 2 6 6 11M12 8a2 2 0 1 0 0 4 2 2 0 0 0 0-4"
        }
        // A tick.
        Status::Delivered => "M4 13l5 5L20 7",
        // An arrow back.
        Status::Returning | Status::Returned => "M9 6L4 11l5 5M4 11h10a5 5 0 0 1 0 10h-2",
        // A cross.
        Status::Cancelled => "M6 6l12 12M18 6L6 18",
    }
}
