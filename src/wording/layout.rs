//! In which order the parts of an e-mail stand below its heading. All of them
//! always do: they can be moved, and none can be left out.

use crate::codes::codes;
use serde::{Deserialize, Serialize};

codes! {
    /// A part of an e-mail that can be moved; closed. What stands around them
    /// (the greeting, why they get it, the way out) keeps its place.
    Block {
        /// When it comes.
        Window = "window",
        /// The steps of the way.
        Steps = "steps",
        /// The three answers.
        Answers = "answers",
        /// The one button.
        Button = "button",
        /// Who carries it, and what is in it.
        Details = "details",
    }
}

/// The order of the blocks: each once.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "Vec<Block>", into = "Vec<Block>")]
pub struct Layout([Block; 5]);

/// Where to a block moves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// Nearer to the heading.
    Up,
    /// Away from it.
    Down,
}

impl Default for Layout {
    fn default() -> Self {
        Self([
            Block::Window,
            Block::Steps,
            Block::Answers,
            Block::Button,
            Block::Details,
        ])
    }
}

impl TryFrom<Vec<Block>> for Layout {
    type Error = &'static str;

    fn try_from(blocks: Vec<Block>) -> Result<Self, Self::Error> {
        let is_whole = Block::ALL.iter().all(|block| blocks.contains(block));
        let blocks: Option<[Block; 5]> = blocks.try_into().ok().filter(|_| is_whole);
        blocks.map(Self).ok_or("blocks")
    }
}

impl From<Layout> for Vec<Block> {
    fn from(layout: Layout) -> Self {
        layout.0.into()
    }
}

impl Layout {
    /// The blocks, the topmost first.
    #[must_use]
    pub const fn blocks(&self) -> &[Block] {
        &self.0
    }

    /// With a block moved by one place; the same where there is none.
    #[must_use]
    pub fn moved(mut self, block: Block, way: Way) -> Self {
        let at = self.0.iter().position(|one| *one == block);
        let to = at.and_then(|at| match way {
            Way::Up => at.checked_sub(1),
            Way::Down => Some(at + 1).filter(|to| *to < self.0.len()),
        });
        if let (Some(at), Some(to)) = (at, to) {
            self.0.swap(at, to);
        }
        self
    }
}
