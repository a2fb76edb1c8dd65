//! The home page: the forms that find an order, and the demo's orders where a
//! demo runs.

use super::find;
use crate::backend::HomePage;
use crate::texts::ShopperTexts;
use doorstep::view::tracking::{DemoJourneyView, DemoLink};
use leptos::prelude::*;

/// Draws it.
#[must_use]
pub fn page(page: HomePage, texts: &dyn ShopperTexts) -> impl IntoView + use<> {
    let words = texts.home();
    let demo = (!page.demo.is_empty()).then(|| {
        let journeys: Vec<_> = page
            .demo
            .into_iter()
            .map(|journey| demo_journey(journey, texts))
            .collect();
        view! {
            <section class="demo" data-part="demo">
                <h2>{words.demo_headline}</h2>
                <p>{words.demo_text}</p>
                <ul class="journeys">{journeys}</ul>
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

fn demo_journey(journey: DemoJourneyView, texts: &dyn ShopperTexts) -> impl IntoView + use<> {
    let links: Vec<_> = journey
        .links
        .into_iter()
        .map(|link| {
            let order = texts.order_label(&link.order_number);
            demo_link(order, journey.journey.clone(), link, texts)
        })
        .collect();
    view! {
        <li>
            <h3>{journey.title}</h3>
            <p>{journey.look_for}</p>
            <ul>{links}</ul>
        </li>
    }
}

fn demo_link(
    order: String,
    journey: String,
    link: DemoLink,
    texts: &dyn ShopperTexts,
) -> impl IntoView + use<> {
    let beside = texts.mailbox().beside;
    view! {
        <li>
            <a href=link.path data-journey=journey>
                <span>{link.shop} " · " {order.clone()}</span>
                <span class="how-far">{link.how_far}</span>
            </a>
            <a href=link.beside data-beside="">
                {beside} <span class="heard-only">" " {order}</span>
            </a>
        </li>
    }
}
