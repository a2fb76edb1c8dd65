//! Photos that shoppers send: told by what is in them, decoded whole, and
//! drawn anew. What is kept is a picture of our own making; not a byte of the
//! file they sent is in it, be it where it was taken or what hides behind it.

mod draw;
#[cfg(test)]
mod tests;

use bytes::Bytes;
use std::sync::Arc;
use tokio::sync::Semaphore;
use tokio::task::spawn_blocking;

/// The most bytes of one file.
pub const MOST_BYTES: usize = 8 * 1024 * 1024;

/// A photo as it is kept.
#[derive(Clone, PartialEq, Eq)]
pub struct Photo {
    /// The picture.
    pub jpeg: Vec<u8>,
    /// In pixels.
    pub width: u32,
    /// In pixels.
    pub height: u32,
}

impl std::fmt::Debug for Photo {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Photo({} x {})", self.width, self.height)
    }
}

/// Why a file cannot be taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unusable {
    /// It is no picture that we read.
    OtherKind,
    /// It is a picture as some phones keep it, which browsers do not show.
    Heic,
    /// It has too many bytes.
    TooLarge,
    /// It has too many pixels.
    TooManyPixels,
    /// It begins like a picture, and cannot be decoded.
    Broken,
}

/// Draws photos, one at a time and off the threads that answer requests: a
/// large one takes a second and a few hundred megabytes.
#[derive(Clone, Debug)]
pub struct Darkroom(Arc<Semaphore>);

impl Default for Darkroom {
    fn default() -> Self {
        Self(Arc::new(Semaphore::new(1)))
    }
}

impl Darkroom {
    /// Draws a file anew.
    ///
    /// # Errors
    /// When it is no picture, or too large a one.
    pub async fn draw(&self, file: Bytes) -> Result<Photo, Unusable> {
        // What is refused by its first bytes waits for nobody.
        let format = draw::format_of(&file)?;
        if file.len() > MOST_BYTES {
            return Err(Unusable::TooLarge);
        }
        let room = Arc::clone(&self.0).acquire_owned().await;
        let drawn = spawn_blocking(move || {
            let _room = room;
            draw::draw(&file, format)
        });
        // A decoder that panics says that the file is broken.
        drawn.await.unwrap_or(Err(Unusable::Broken))
    }
}
