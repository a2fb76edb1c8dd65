//! Buttons that copy or share: one listener for the whole page, so that a
//! button drawn anew needs none of its own.

use super::{COPY, SHARE};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::js_sys::{Array, Function, Object, Promise, Reflect};
use web_sys::{Element, Event, Window};

/// How long a pressed button shows that it has worked.
const SHOWN_MS: i32 = 2_500;

/// Serves the page's buttons until it is left; `tell` hears what one says
/// once it has worked.
pub fn on_press(tell: impl Fn(String) + Clone + 'static) {
    let Some(document) = web_sys::window().and_then(|window| window.document()) else {
        return;
    };
    let pressed = Closure::<dyn Fn(Event)>::new(move |event: Event| {
        press(&event, tell.clone());
    });
    // Refused only for a null listener, which this is not.
    let _ =
        document.add_event_listener_with_callback("click", pressed.into_js_value().unchecked_ref());
}

fn press(event: &Event, tell: impl Fn(String) + 'static) -> Option<()> {
    let target = event.target()?.dyn_into::<Element>().ok()?;
    let button = target.closest("[data-press]").ok()??;
    let window = web_sys::window()?;
    let text = button.get_attribute("data-text");
    let link = button.get_attribute("data-link");
    let work = match button.get_attribute("data-press")?.as_str() {
        COPY => copy(&window, &text?)?,
        SHARE => share(&window, text.as_deref(), link.as_deref())?,
        _ => return None,
    };
    after(&work, move || show(&window, &button, &tell));
    Some(())
}

fn copy(window: &Window, text: &str) -> Option<Promise> {
    let clipboard = member(window.navigator().as_ref(), "clipboard")?;
    call(&clipboard, "writeText", &text.into())
}

/// The browser's own menu; the clipboard where it has none.
fn share(window: &Window, text: Option<&str>, link: Option<&str>) -> Option<Promise> {
    let origin = window.location().origin().ok()?;
    let link = link.map(|link| {
        let own = link.starts_with('/');
        if own {
            format!("{origin}{link}")
        } else {
            link.to_owned()
        }
    });
    let navigator = window.navigator();
    if member(navigator.as_ref(), "share").is_some() {
        let shared = Object::new();
        for (key, value) in [("text", text), ("url", link.as_deref())] {
            if let Some(value) = value {
                Reflect::set(&shared, &key.into(), &value.into()).ok()?;
            }
        }
        return call(navigator.as_ref(), "share", &shared);
    }
    let parts: Vec<&str> = [text, link.as_deref()].into_iter().flatten().collect();
    copy(window, &parts.join(" "))
}

/// A member, unless the browser has none of that name.
fn member(of: &JsValue, name: &str) -> Option<JsValue> {
    let found = Reflect::get(of, &name.into()).ok()?;
    (!found.is_undefined() && !found.is_null()).then_some(found)
}

fn call(of: &JsValue, name: &str, argument: &JsValue) -> Option<Promise> {
    let function = member(of, name)?.dyn_into::<Function>().ok()?;
    let answer = Reflect::apply(&function, of, &Array::of1(argument)).ok()?;
    answer.dyn_into().ok()
}

/// A menu that was closed and a clipboard that refused are no failures of
/// the page's: nothing happens then.
fn after(work: &Promise, then: impl FnOnce() + 'static) {
    let done = Closure::once_into_js(move |_: JsValue| then());
    let refused = Closure::once_into_js(|_: JsValue| {});
    if let Some(chain) = member(work.as_ref(), "then").and_then(|then| then.dyn_into().ok()) {
        let chain: Function = chain;
        let _ = chain.call2(work.as_ref(), &done, &refused);
    }
}

/// Says so aloud, and for a while on the button.
fn show(window: &Window, button: &Element, tell: &impl Fn(String)) {
    tell(button.get_attribute("data-done").unwrap_or_default());
    let _ = button.set_attribute("data-worked", "");
    let button = button.clone();
    let fade = Closure::once_into_js(move || {
        let _ = button.remove_attribute("data-worked");
    });
    let _ = window
        .set_timeout_with_callback_and_timeout_and_arguments_0(fade.unchecked_ref(), SHOWN_MS);
}
