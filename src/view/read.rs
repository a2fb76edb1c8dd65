//! How a browser reads a view: out of what its own parser made of the JSON.
//!
//! The parser is there already, and fast; one of ours, with its messages for
//! every way in which JSON can be wrong, would be a quarter of what the page
//! loads. What cannot be read comes from another version: the page is loaded
//! anew then, and no reason is needed.

use super::brand::PolicyView;
use super::labels::Labels;
use super::map::{MapLabel, MapPoint, MapView, Room, Side};
use super::tracking::{
    ActionView, CarrierView, ItemView, ParcelView, PickupView, PromiseView, ReportLineView,
    ScanDay, ScanView, StepState, StepView, ToldLineView, TrackingView, UnshippedView,
    WindowStanding, WindowView,
};
use crate::scan::Status;

/// A piece of JSON, parsed; each question is answered where it is of that
/// kind.
pub trait Parsed: Sized {
    /// A member of an object, null where it has none of the name.
    fn member(&self, name: &str) -> Option<Self>;
    /// The items of a list.
    fn items(&self) -> Option<Vec<Self>>;
    /// A text.
    fn text(&self) -> Option<String>;
    /// A number.
    fn number(&self) -> Option<f64>;
    /// True or false.
    fn truth(&self) -> Option<bool>;
    /// Whether it is null.
    fn is_null(&self) -> bool;
}

/// What can be read from JSON.
pub trait Read: Sized {
    /// Reads it; `None` where it is not what was expected.
    fn read(from: &impl Parsed) -> Option<Self>;
}

impl Read for String {
    fn read(from: &impl Parsed) -> Option<Self> {
        from.text()
    }
}

impl Read for bool {
    fn read(from: &impl Parsed) -> Option<Self> {
        from.truth()
    }
}

impl<T: Read> Read for Option<T> {
    fn read(from: &impl Parsed) -> Option<Self> {
        if from.is_null() {
            return Some(None);
        }
        T::read(from).map(Some)
    }
}

impl<T: Read> Read for Vec<T> {
    fn read(from: &impl Parsed) -> Option<Self> {
        from.items()?.iter().map(T::read).collect()
    }
}

/// Whole numbers, as far as JSON's own hold them exactly.
macro_rules! numbers {
    ($($kind:ident)*) => {
        $(impl Read for $kind {
            fn read(from: &impl Parsed) -> Option<Self> {
                from.number().map(|number| number as Self)
            }
        })*
    };
}

/// Objects: every field, by its own name.
macro_rules! objects {
    ($($kind:ident { $($field:ident)* })*) => {
        $(impl Read for $kind {
            fn read(from: &impl Parsed) -> Option<Self> {
                Some(Self {
                    $($field: Read::read(&from.member(stringify!($field))?)?,)*
                })
            }
        })*
    };
}

/// Closed lists of words.
macro_rules! words {
    ($($kind:ident { $($word:literal $value:ident)* })*) => {
        $(impl Read for $kind {
            fn read(from: &impl Parsed) -> Option<Self> {
                match from.text()?.as_str() {
                    $($word => Some(Self::$value),)*
                    _ => None,
                }
            }
        })*
    };
}

numbers! { i64 u32 u16 }

objects! {
    TrackingView {
        revision brand_version language order_number placed headline status parcels unshipped
        report labels announcement
    }
    ParcelView {
        id heading status headline why place window incident steps map happened next act action policy
        pickup calendar promises carrier days items freshness share
    }
    WindowView { text short standing }
    ActionView { label link }
    PolicyView { heading text }
    PickupView { name lines hours }
    StepView { label state time }
    PromiseView { date note current }
    CarrierView { name number link }
    ScanDay { label scans }
    ScanView { time text place carrier_words }
    ItemView { title quantity }
    UnshippedView { headline rest text items }
    ReportLineView { label told }
    ToldLineView { part text }
    MapView { picture travelled ahead stops newest destination labels words }
    MapLabel { at text side room }
    MapPoint { x y }
}

words! {
    WindowStanding { "open" Open "moved" Moved "missed" Missed }
    StepState { "done" Done "current" Current "ahead" Ahead "ended" Ended }
    Side { "right" Right "left" Left "above" Above "below" Below }
    Room { "phone" Phone "wide" Wide }
}

impl Read for Status {
    fn read(from: &impl Parsed) -> Option<Self> {
        Self::from_code(&from.text()?)
    }
}

impl Read for Labels {
    fn read(from: &impl Parsed) -> Option<Self> {
        Self::from_words(Read::read(from)?)
    }
}

#[cfg(test)]
mod tests;
