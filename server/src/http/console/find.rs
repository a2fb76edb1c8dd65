//! The find box. What was typed may be an e-mail address or a name: it comes
//! in a form, and no address ever holds it.

use super::{Shown, Visit, order_path};
use crate::views::console::{brands_looked_at, find as orders};
use app::pages::console::Main;
use axum::extract::Form;
use axum::extract::rejection::FormRejection;
use axum::response::Response;
use doorstep::staff::Serves;
use doorstep::view::console::find::{FindView, FoundView};

/// The longest text that is looked for.
const LONGEST: usize = 200;

/// What was typed.
#[derive(Debug, Default, serde::Deserialize)]
#[serde(default)]
pub struct Typed {
    typed: String,
}

/// `POST /console/find`: the orders of the brands that are looked at. Where
/// exactly one order's own number or address was typed, it opens.
pub async fn find(visit: Visit, typed: Result<Form<Typed>, FormRejection>) -> Response {
    let typed = typed.map(|Form(form)| form.typed).unwrap_or_default();
    let typed: String = typed.trim().chars().take(LONGEST).collect();
    if typed.is_empty() {
        return visit
            .show(Shown::new(Main::Found(FindView::default())))
            .await;
    }
    let services = &visit.http.services;
    let book = services.book.now();
    let brands = brands_looked_at(&book, &visit.actor, &visit.asked.filter());
    match orders::find(services, &Serves::Only(brands), &typed, visit.texts()).await {
        Ok(view) => match only(&view.found) {
            Some(one) => visit.back(&order_path(&one.order), &[]),
            None => visit.show(Shown::new(Main::Found(view))).await,
        },
        Err(error) => visit.failed(&error).await,
    }
}

/// The one order that was meant, where there is no doubt.
fn only(found: &[FoundView]) -> Option<&FoundView> {
    let mut exact = found.iter().filter(|order| order.exact);
    match (exact.next(), exact.next()) {
        (Some(one), None) => Some(one),
        _ => None,
    }
}

/// `GET /console/find`: an address that was kept of a form.
pub async fn find_again(visit: Visit) -> Response {
    visit.back("/console", &[])
}
