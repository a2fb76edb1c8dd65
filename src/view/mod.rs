//! The only shapes that cross the wire to a page.

pub mod map;
pub mod tracking;
