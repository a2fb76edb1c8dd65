//! Performance: which carrier keeps its promises, which part of the chain is
//! late, and what it costs in contacts and claims.
//!
//! What became of a parcel is an [`Outcome`]. Outcomes are added up in
//! [`Tally`]s, kept by brand, by week and by the dimensions of a [`Cut`]; a
//! [`Figure`] reads a tally. What changes takes its old count out of its
//! tallies and puts the new one in, so that they hold what a full recount
//! gives, whatever came late, twice or corrected.
//!
//! **One cohort.** A parcel counts in the week in which its order was placed,
//! whatever happens to it later: every figure of a week speaks of the same
//! parcels.
//!
//! **Dates are the destination's.** A parcel is on time when the day it came,
//! on the clock of its destination, is not after the day it was promised for.
//! It is *due* from the day after that day on, come or not: a parcel that came
//! early must not count before one that is still out could have.
//!
//! **Imported orders** count alike. Their times are local and have no zone;
//! they are looked at as of the end of their file, and never again.

pub mod asked;
mod bottleneck;
mod count;
mod cut;
mod dimensions;
mod figure;
pub mod finding;
mod mark;
mod outcome;
mod spread;
mod tally;
#[cfg(test)]
mod tests;
mod weeks;

pub use asked::{Asked, Compare};
pub use bottleneck::{Bottleneck, Evidence, Series, bottlenecks};
pub use count::{Count, Span, counts};
pub use cut::{CUTS, Cut, Dimension, Key};
pub use dimensions::{Dimensions, Settlement, SizeBand, WeightBand};
pub use figure::{Figure, Formula, Reading, Unit};
pub use finding::{Finding, Measure};
pub use mark::Mark;
pub use outcome::{Against, Cause, Claimed, Ending, Moment, OfOrder, Outcome, Tracked};
pub use spread::Spread;
pub use tally::Tally;
pub use weeks::{Block, Period, Season, Week, cover};
