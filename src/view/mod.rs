//! The only shapes that cross the wire to a page.

pub mod brand;
pub mod tracking;
