//! What the shopper can do: the one thing to press, the pickup point, the
//! entry in a calendar.

use super::parcel::{Parcel, Setting};
use crate::facts::Told;
use app::texts::{ActionKey, CalendarEntry, Whereabouts};
use chrono::NaiveDateTime;
use doorstep::answers::Act;
use doorstep::calendar::{Entry, When};
use doorstep::derive::Derived;
use doorstep::reading::Estimate;
use doorstep::scan::{Precision, Reason, ReasonGroup, Status};
use doorstep::shipment::Direction;
use doorstep::view::tracking::{ActionView, PickupView, WindowStanding, WindowView};
use doorstep::window::Window;

/// Where to do what is to be done, where there is one place for that.
pub fn action(
    setting: &Setting,
    act: Act,
    status: Status,
    carrier_link: Option<&str>,
    carrier: Option<&str>,
) -> Option<ActionView> {
    let key = place_to_act(act, status)?;
    let link = match key {
        ActionKey::AtCarrier => carrier_link?.to_owned(),
        ActionKey::WriteToShop => mail(setting)?,
    };
    Some(ActionView {
        label: setting.texts.action(key, carrier),
        link,
    })
}

const fn place_to_act(act: Act, status: Status) -> Option<ActionKey> {
    match act {
        Act::ContactShop | Act::LookAround => Some(ActionKey::WriteToShop),
        Act::Resolve(
            Reason::Refused
            | Reason::AddressIncorrect
            | Reason::Unclaimed
            | Reason::WrongAddressData,
        ) => Some(ActionKey::WriteToShop),
        Act::Resolve(_) => Some(ActionKey::AtCarrier),
        Act::BeThere if matches!(status, Status::Attempted) => Some(ActionKey::AtCarrier),
        Act::BeThere | Act::Collect | Act::Nothing => None,
    }
}

/// A mail to the shop that says which order it is about.
fn mail(setting: &Setting) -> Option<String> {
    let address = setting.front.support()?;
    let mut link = format!("mailto:{address}?subject=");
    for byte in setting.texts.order_label(&setting.order_number).bytes() {
        if byte.is_ascii_alphanumeric() {
            link.push(char::from(byte));
        } else {
            link.push_str(&format!("%{byte:02X}"));
        }
    }
    Some(link)
}

/// Where a parcel waits, while it does.
pub fn pickup(derived: &Derived) -> Option<PickupView> {
    if derived.status != Status::AvailableForPickup {
        return None;
    }
    let point = derived.pickup_point.as_deref()?;
    let mut lines = point
        .split(',')
        .map(|line| line.trim().to_owned())
        .filter(|line| !line.is_empty());
    Some(PickupView {
        name: lines.next()?,
        lines: lines.collect(),
        hours: derived.pickup_hours.clone(),
    })
}

/// Where it is, as far as anybody said.
pub fn place(setting: &Setting, parcel: &Parcel, pickup: Option<&PickupView>) -> Option<String> {
    let derived = &parcel.derived;
    let shop = setting.front.brand.name.as_str();
    let carrier = parcel.carrier.name();
    let seen = derived.place.as_deref();
    let goes_back = parcel.told.facts.direction == Direction::Return;
    let key = match derived.status {
        Status::Ordered | Status::Packed | Status::LabelCreated if goes_back => {
            Whereabouts::AtBuyer
        }
        Status::Ordered | Status::Packed | Status::LabelCreated => Whereabouts::AtShop(shop),
        Status::PickedUp
        | Status::InTransit
        | Status::Exception
        | Status::OutForDelivery
        | Status::Attempted
        | Status::Returning => match seen {
            Some(seen) => Whereabouts::Seen(seen),
            // The shop's own trouble begins before anybody has it.
            None if is_of_shop(derived.reason) => Whereabouts::AtShop(shop),
            None if derived.reason == Some(Reason::Lost) => return None,
            None => Whereabouts::AtCarrier(carrier.as_deref()),
        },
        Status::AvailableForPickup => {
            Whereabouts::WaitsAt(pickup.map(|point| point.name.as_str()).or(seen)?)
        }
        // The headline says so itself.
        Status::Delivered if goes_back => return None,
        Status::Delivered => {
            let left_at = derived.left_at.as_deref().map(Whereabouts::LeftAt);
            left_at.or(seen.map(Whereabouts::DeliveredIn))?
        }
        Status::Returned | Status::Unknown | Status::Cancelled => return None,
    };
    Some(setting.texts.whereabouts(key))
}

fn is_of_shop(reason: Option<Reason>) -> bool {
    reason.is_some_and(|reason| reason.group() == ReasonGroup::Shop)
}

/// When it came.
pub fn arrival(setting: &Setting, at: NaiveDateTime, precision: Precision) -> WindowView {
    let today = setting.today();
    WindowView {
        text: setting.texts.moment(at, precision, today),
        short: setting.texts.short_moment(at, Precision::Date, today),
        standing: WindowStanding::Open,
    }
}

/// When it comes; for a parcel at a pickup point until when it stays.
pub fn window(setting: &Setting, derived: &Derived, window: &Window) -> WindowView {
    let today = setting.today();
    let texts = &*setting.texts;
    if derived.status == Status::AvailableForPickup
        && let Some(day) = derived.pickup_until
    {
        let over = today > day;
        return WindowView {
            text: texts.pickup_until(day, today),
            short: texts.short_pickup_until(day, today),
            standing: if over {
                WindowStanding::Missed
            } else {
                WindowStanding::Open
            },
        };
    }
    WindowView {
        text: texts.window(window, derived.status, today),
        short: texts.short_window(window, derived.status, today),
        standing: match window {
            Window::Missed { .. } => WindowStanding::Missed,
            Window::Expected { was: Some(_), .. } => WindowStanding::Moved,
            Window::Expected { .. } | Window::Closed | Window::Unknown => WindowStanding::Open,
        },
    }
}

/// The day that can be put into a calendar.
pub fn expected<'a>(told: &Told, derived: &'a Derived) -> Option<&'a Estimate> {
    match &derived.window {
        Window::Expected { estimate, .. } if told.facts.direction == Direction::Outbound => {
            Some(estimate)
        }
        _ => None,
    }
}

/// What a calendar shows of a parcel, under the name `uid`.
pub fn calendar_entry(
    setting: &Setting,
    told: &Told,
    derived: &Derived,
    (uid, which): (String, Option<&str>),
    carrier: Option<&str>,
) -> Option<Entry> {
    let Window::Expected { source, .. } = derived.window else {
        return None;
    };
    let estimate = expected(told, derived)?;
    let when = when(setting, estimate);
    let by = estimate.hours.map(|hours| hours.to);
    let title = CalendarEntry {
        brand: &setting.front.brand.name,
        which,
        by: by.filter(|_| matches!(when, When::Days(..))),
    };
    Some(Entry {
        uid,
        sequence: setting.revision,
        title: setting.texts.calendar_title(&title),
        note: setting.texts.calendar_note(source, carrier),
        when,
    })
}

/// Hours become moments by the destination's clock; where a clock shows none,
/// in the hour that summer time skips, the day must do.
fn when(setting: &Setting, estimate: &Estimate) -> When {
    let moment = |time| {
        let local = estimate.to.and_time(time).and_local_timezone(setting.zone);
        local.earliest().map(|at| at.to_utc())
    };
    let days = When::Days(estimate.from, estimate.to);
    let Some(hours) = estimate.hours.filter(|_| estimate.from == estimate.to) else {
        return days;
    };
    match (hours.from.and_then(moment), moment(hours.to)) {
        (Some(from), Some(to)) if from < to => When::Hours(from, to),
        _ => days,
    }
}
