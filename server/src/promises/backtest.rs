//! The back-test: replays a history in the order in which it happened, asks
//! the model for each order what it would have promised then, and compares
//! that with what became of it.

mod dirt;
mod figures;
mod past;
mod replay;
mod report;
mod table;
#[cfg(test)]
mod tests;

pub use past::Past;
pub use replay::{Line, replay};
pub use report::{Report, write_lines};
