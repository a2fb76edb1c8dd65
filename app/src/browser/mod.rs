//! The only place that speaks to the browser, and what the pages it speaks
//! to must hold.

#[cfg(feature = "hydrate")]
mod follow;
#[cfg(feature = "hydrate")]
mod page;
#[cfg_attr(not(feature = "hydrate"), allow(dead_code))]
mod pace;
#[cfg(feature = "hydrate")]
mod parsed;
#[cfg(feature = "hydrate")]
mod press;

#[cfg(feature = "hydrate")]
pub use follow::{follow, reload, reload_later};
#[cfg(feature = "hydrate")]
pub use page::{Redraw, announce, live_path, sent, take_over, when_it_fails};
#[cfg(feature = "hydrate")]
pub use press::on_press;

/// The id of the part that changes by itself; it names its path.
pub const LIVE: &str = "live";
/// The id of the view that part was drawn from.
pub const SENT: &str = "sent";
/// The id of the line that says aloud what has changed.
pub const ANNOUNCEMENT: &str = "announcement";

/// What a button's `data-press` says that copies its `data-text`.
pub const COPY: &str = "copy";
/// What it says that shares its `data-text` and `data-link`.
pub const SHARE: &str = "share";
