//! The page as the server has drawn it, and how it is taken over.

use super::{ANNOUNCEMENT, LIVE, SENT, parsed};
use doorstep::view::read::Read;
use leptos::prelude::*;
use leptos::tachys::hydration::Cursor;
use leptos::tachys::view::PositionState;
use web_sys::Element;

/// Draws a newer value in the place of the one before.
pub type Redraw<T> = Box<dyn FnMut(&T)>;

fn element(id: &str) -> Option<Element> {
    web_sys::window()?.document()?.get_element_by_id(id)
}

/// The path that the part of the page that changes by itself is about.
pub fn live_path() -> Option<String> {
    element(LIVE)?.get_attribute("data-path")
}

/// The view that part was drawn from; `None` where another version wrote it.
pub fn sent<T: Read>() -> Option<T> {
    parsed::read(&element(SENT)?.text_content()?)
}

/// Says something to those who hear the page.
pub fn announce(words: &str) {
    if let Some(line) = element(ANNOUNCEMENT) {
        line.set_text_content(Some(words));
    }
}

/// Says what becomes of the page where drawing fails from now on.
pub fn when_it_fails(then: fn()) {
    std::panic::set_hook(Box::new(move |_| then()));
}

/// Takes over the part that changes by itself: goes through what the server
/// has drawn from `held`, and from then on changes what differs. Elements
/// stay, and with them the focus, what lies unfolded, and what moves.
///
/// Where something else has changed them meanwhile (a translation, an
/// extension) that fails, and nothing more can be drawn: see [`when_it_fails`].
pub fn take_over<T, V: IntoView<State: 'static>>(
    held: &T,
    draw: impl Fn(&T) -> V + 'static,
) -> Option<Redraw<T>> {
    let part = element(LIVE)?;
    let drawn = draw(held).into_view();
    let mut state = drawn.hydrate::<true>(&Cursor::new(part), &PositionState::default());
    Some(Box::new(move |newer| {
        draw(newer).into_view().rebuild(&mut state);
    }))
}
