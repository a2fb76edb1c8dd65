//! The list of keys.

use crate::texts::Texts;
use leptos::prelude::*;

/// Draws it; the script opens it.
pub fn dialog(texts: &dyn Texts) -> impl IntoView + use<> {
    let words = texts.console();
    let keys: Vec<_> = texts
        .keys()
        .iter()
        .map(|(key, what)| {
            view! {
                <div>
                    <dt>
                        <kbd>{*key}</kbd>
                    </dt>
                    <dd>{*what}</dd>
                </div>
            }
        })
        .collect();
    view! {
        <dialog id="help" class="keys" aria-labelledby="help-heading">
            <h2 id="help-heading">{words.keys}</h2>
            <dl>{keys}</dl>
            <p>
                <label>
                    <input type="checkbox" checked data-part="keys-on" />
                    " "
                    {words.keys_on}
                </label>
            </p>
            <form method="dialog">
                <button class="button main">{words.close}</button>
            </form>
        </dialog>
    }
}
