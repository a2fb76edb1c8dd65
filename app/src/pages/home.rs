//! The home page: the forms that find an order, and the demo's orders where a
//! demo runs.

use super::find;
use crate::backend::HomePage;
use crate::texts::Texts;
use doorstep::view::tracking::DemoLink;
use leptos::prelude::*;

/// Draws it.
#[must_use]
pub fn page(page: HomePage, texts: &dyn Texts) -> impl IntoView + use<> {
    let words = texts.home();
    let demo = (!page.demo.is_empty()).then(|| {
        let links: Vec<_> = page
            .demo
            .into_iter()
            .map(|link| demo_link(texts.order_label(&link.order_number), link))
            .collect();
        view! {
            <section class="demo" data-part="demo">
                <h2>{words.demo_headline}</h2>
                <p>{words.demo_text}</p>
                <ul>{links}</ul>
            </section>
        }
    });
    let remembered = page.remembered.map(|order| find::remembered(order, texts));
    view! {
        <div class="home" data-page="home">
            <h1>{words.headline}</h1>
            {remembered}
            <p>{words.text}</p>
            {find::find(page.find.clone(), texts)}
            {find::mail(page.find.problem, texts)}
            {demo}
        </div>
    }
}

fn demo_link(order: String, link: DemoLink) -> impl IntoView {
    view! {
        <li>
            <a href=link.path data-journey=link.journey>
                <strong>{link.title}</strong>
                <span>{link.shop} " · " {order}</span>
            </a>
        </li>
    }
}
