//! The browser's entry point: the page follows its order from here on.

/// Called once by the page's script, when the browser has time for it.
#[wasm_bindgen::prelude::wasm_bindgen]
pub fn hydrate() {
    app::pages::tracking::follow_order();
}
