//! A form of one button, for pages that are done with one press.

use leptos::prelude::*;

/// How much a button stands out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rank {
    /// The one most people press.
    First,
    /// Every other.
    Other,
}

/// A button that posts what it does to a path.
pub fn button(
    path: &str,
    does: &'static str,
    label: &'static str,
    rank: Rank,
) -> impl IntoView + use<> {
    view! {
        <form class="find" method="post" action=path.to_owned() data-form=does>
            <input type="hidden" name="do" value=does />
            <button class="button" class:primary=rank == Rank::First type="submit">
                {label}
            </button>
        </form>
    }
}
