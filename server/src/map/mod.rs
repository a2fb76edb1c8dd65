//! The map behind a parcel's way: a piece of the world as a picture.
//!
//! The server draws it from outlines of its own, so no browser asks a
//! stranger for tiles. A picture knows nothing of orders: [`Crop`] is one of
//! a fixed grid, shared by all whose way lies in it.

mod crop;
mod line;
mod outlines;
mod picture;

#[cfg(test)]
mod tests;

pub use crop::{Crop, NotACrop, Place};
pub use picture::{draw, style};

use bytes::Bytes;
use moka::sync::Cache;

/// How many bytes of drawn pictures are kept: some two thousand of them.
const KEPT_BYTES: u64 = 32 * 1024 * 1024;

/// The pictures drawn so far, the most wanted of them.
#[derive(Clone, Debug)]
pub struct Pictures(Cache<Crop, Bytes>);

impl Default for Pictures {
    fn default() -> Self {
        let bytes = |_: &Crop, picture: &Bytes| u32::try_from(picture.len()).unwrap_or(u32::MAX);
        Self(
            Cache::builder()
                .weigher(bytes)
                .max_capacity(KEPT_BYTES)
                .build(),
        )
    }
}

impl Pictures {
    /// A picture that was drawn before.
    #[must_use]
    pub fn kept(&self, crop: Crop) -> Option<Bytes> {
        self.0.get(&crop)
    }

    /// A picture, drawn where it has to be: some milliseconds of work, once
    /// for all who ask for it at the same time.
    #[must_use]
    pub fn drawn(&self, crop: Crop) -> Bytes {
        self.0.get_with(crop, || draw(crop).into())
    }
}
