//! Small pieces of pages that fetch nothing: what they show is handed to
//! them.

pub mod area;
pub mod button;
pub mod chart;
pub mod map;
