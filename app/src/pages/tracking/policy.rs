//! What the shop does in the trouble a parcel is in, in the shop's own words.

use doorstep::view::brand::PolicyView;
use leptos::prelude::*;

/// Draws it; each line of the words is a paragraph.
pub fn policy(policy: &PolicyView) -> impl IntoView + use<> {
    let lines: Vec<_> = policy
        .text
        .lines()
        .map(str::trim)
        .filter(|line| !line.is_empty())
        .map(|line| view! { <p>{line.to_owned()}</p> })
        .collect();
    view! {
        <aside class="policy" data-part="policy">
            <p class="policy-heading">{policy.heading.clone()}</p>
            {lines}
        </aside>
    }
}
