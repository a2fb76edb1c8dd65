//! The bar above every page: the logo, or the name, and the way to the shop.

use super::file_path;
use doorstep::brand::{Brand, Header};
use leptos::prelude::*;

/// Draws it.
#[must_use]
pub fn header(brand: &Brand) -> impl IntoView + use<> {
    let kind = match brand.look.header {
        Header::Filled => "filled",
        Header::Plain => "plain",
    };
    let shown = match brand.look.logo.as_deref() {
        Some(logo) => view! {
            <img class="logo" src=file_path(brand, logo) alt=brand.name.clone() />
        }
        .into_any(),
        None => view! { {brand.name.clone()} }.into_any(),
    };
    let linked = match brand.links.home.clone() {
        Some(url) => view! { <a href=url>{shown}</a> }.into_any(),
        None => view! { <span>{shown}</span> }.into_any(),
    };
    view! {
        <header class="brand" data-header=kind>
            <p>{linked}</p>
        </header>
    }
}
