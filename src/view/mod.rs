//! The only shapes that cross the wire to a page.

pub mod tracking;
pub mod ways;
