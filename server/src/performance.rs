//! Who keeps the promise: what became of parcels, and what it adds up to. The
//! definitions are the domain's (`doorstep::performance`); here stands what
//! keeps them true while orders change.
//!
//! Whatever changes an order puts it among those to be counted, in the same
//! transaction. A job takes them, derives what became of their parcels, and
//! takes the old count out of the roll-ups and puts the new one in, in one
//! transaction with the outcomes themselves. Passing days do the same. At night
//! a few weeks are counted again from their outcomes, and what differs is
//! mended and said.

pub mod change;
pub mod ends;
pub mod imported;
pub mod live;
pub mod read;
pub mod recount;
