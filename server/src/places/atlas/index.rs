//! The index of the table: sorted keys, front-coded in blocks, of which only
//! one is read through to find a key.

use super::bytes::{Column, Cursor};
use super::{Called, PlaceId};
use std::ops::Range;

/// Keys of a block; the first of them is written in full.
const BLOCK: usize = 16;
/// Before a block's first key: the number of a place, and the letters the key
/// shares with one before it, which are none.
const BEFORE_HEAD: usize = 4;
/// Set on the number of a place whose own name a key begins.
const SHORT_FORM: u32 = 1 << 23;

/// Where keys and blocks are in the table's bytes.
pub struct Index {
    /// Where each block starts, counted from that of the keys.
    pub blocks: Column,
    /// The keys, and the places called so.
    pub keys: Range<usize>,
}

impl Index {
    /// Every place a key stands for; `None` where it stands for none.
    #[must_use]
    pub fn called(&self, bytes: &[u8], key: &[u8]) -> Option<Vec<Called>> {
        let block = self.block(bytes, key)?;
        let mut cursor = Cursor {
            bytes: bytes.get(..self.keys.end)?,
            at: self.start(bytes, block)?,
        };
        let mut first = cursor.u24()?;
        let mut current = Vec::with_capacity(64);
        for _ in 0..BLOCK {
            current.truncate(usize::from(cursor.u8()?));
            let rest = usize::from(cursor.u8()?);
            current.extend_from_slice(cursor.take(rest)?);
            let (owners, others) = (PlaceId::from(cursor.u8()?), cursor.u8()?);
            if current == key {
                let owners = (first..first + owners).map(|id| Called {
                    id,
                    by_own_name: true,
                });
                let others = (0..others).filter_map(|_| cursor.u24()).map(otherwise);
                return Some(owners.chain(others).collect());
            }
            cursor.take(usize::from(others) * 3)?;
            first += owners;
        }
        None
    }

    /// The last block that does not begin behind a key.
    fn block(&self, bytes: &[u8], key: &[u8]) -> Option<usize> {
        let (mut low, mut high) = (0, self.blocks.rows());
        while low < high {
            let middle = low.midpoint(high);
            if self.head(bytes, middle)? <= key {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        low.checked_sub(1)
    }

    fn start(&self, bytes: &[u8], block: usize) -> Option<usize> {
        Some(self.keys.start + self.blocks.get(bytes, block)? as usize)
    }

    fn head<'a>(&self, bytes: &'a [u8], block: usize) -> Option<&'a [u8]> {
        let at = self.start(bytes, block)? + BEFORE_HEAD;
        let mut cursor = Cursor { bytes, at };
        let letters = usize::from(cursor.u8()?);
        cursor.take(letters)
    }
}

const fn otherwise(number: u32) -> Called {
    Called {
        id: number & !SHORT_FORM,
        by_own_name: number & SHORT_FORM != 0,
    }
}
