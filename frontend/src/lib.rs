//! The browser's entry point: makes the islands of `app` ready to hydrate.

// Islands are found by name in this module's exports: the crate must be used.
use app as _;

/// Called once by the page's script, before any island hydrates.
#[wasm_bindgen::prelude::wasm_bindgen]
pub fn hydrate() {
    leptos::mount::hydrate_islands();
}
