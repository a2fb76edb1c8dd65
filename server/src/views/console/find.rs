//! What the find box finds, and the orders somebody keeps at hand.

use crate::error::Error;
use crate::services::Services;
use crate::staff::Actor;
use app::texts::Texts;
use doorstep::staff::Serves;
use doorstep::view::console::find::{AtHandView, FoundView};

/// The orders of the brands somebody serves that fit what was typed, best
/// first.
///
/// # Errors
/// When the database refuses.
pub async fn find(
    _services: &Services,
    _serves: &Serves,
    _typed: &str,
) -> Result<Vec<FoundView>, Error> {
    Ok(Vec::new())
}

/// The orders somebody pinned or opened last.
///
/// # Errors
/// When the database refuses.
pub async fn at_hand(
    _services: &Services,
    _actor: &Actor,
    _texts: &dyn Texts,
) -> Result<AtHandView, Error> {
    Ok(AtHandView::default())
}
