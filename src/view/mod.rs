//! The only shapes that cross the wire to a page.

pub mod brand;
pub mod chart;
pub mod console;
pub mod labels;
pub mod map;
pub mod messages;
pub mod read;
pub mod report;
pub mod tracking;
pub mod ways;
