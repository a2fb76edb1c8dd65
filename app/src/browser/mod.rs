//! The only place that speaks to the browser. What is called here while the
//! server draws a page does nothing there.

#[cfg(feature = "hydrate")]
mod follow;
mod pace;
#[cfg(feature = "hydrate")]
mod press;

#[cfg(feature = "hydrate")]
pub use follow::{follow, reload};
#[cfg(feature = "hydrate")]
pub use press::on_press;

/// What a button's `data-press` says that copies its `data-text`.
pub const COPY: &str = "copy";
/// What it says that shares its `data-text` and `data-link`.
pub const SHARE: &str = "share";

/// Follows a stream of views; on the server there is nothing to follow.
#[cfg(not(feature = "hydrate"))]
pub fn follow<T>(_path: String, _held: impl Fn() -> i64 + 'static, _take: impl Fn(T) + 'static) {}

/// Loads the page anew; on the server it is new already.
#[cfg(not(feature = "hydrate"))]
pub fn reload() {}

/// Serves buttons that copy or share; on the server nobody presses any.
#[cfg(not(feature = "hydrate"))]
pub fn on_press(_tell: impl Fn(String) + Clone + 'static) {}
