//! The only place that speaks to the browser. What is called here while the
//! server draws a page does nothing there.

#[cfg(feature = "hydrate")]
mod follow;
mod pace;

#[cfg(feature = "hydrate")]
pub use follow::{follow, reload};

/// Follows a stream of views; on the server there is nothing to follow.
#[cfg(not(feature = "hydrate"))]
pub fn follow<T>(_path: String, _held: impl Fn() -> i64 + 'static, _take: impl Fn(T) + 'static) {}

/// Loads the page anew; on the server it is new already.
#[cfg(not(feature = "hydrate"))]
pub fn reload() {}
