//! `/performance`: which carrier keeps its promises, for managers. What is
//! looked at stands in the address.

use super::page::{self, Drawn};
use crate::error::Error;
use crate::http::pages::language;
use crate::http::routes::Http;
use crate::http::session::Manager;
use crate::staff::Actor;
use crate::views::performance::{Look, MARK, OrdersAsked, PAGE, orders};
use app::pages::staff::{Section, StaffFrame, StaffPage, performance};
use app::texts::Texts;
use axum::extract::{Path, Query, State};
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use doorstep::performance::{Asked, Mark};
use std::collections::HashMap;

/// Nobody reads farther down a list.
const FARTHEST: u64 = 1_000_000;

/// What stands behind the path.
type Fields = Result<Query<HashMap<String, String>>, axum::extract::rejection::QueryRejection>;

/// Reads it; what cannot be read is as usual.
fn read(fields: Fields) -> (Asked, HashMap<String, String>) {
    let fields = fields.map(|Query(fields)| fields).unwrap_or_default();
    let asked = Asked::read(|name| fields.get(name).map(String::as_str));
    (asked, fields)
}

fn texts(headers: &HeaderMap) -> &'static dyn Texts {
    app::texts::for_staff(&language(headers))
}

fn frame(actor: &Actor) -> StaffFrame {
    page::frame(actor, Some(Section::Performance))
}

/// `/pkg/performance.css`: the style of these pages, which no shopper loads.
pub async fn style() -> Response {
    let kind = (CONTENT_TYPE, "text/css; charset=utf-8");
    ([kind], performance::style()).into_response()
}

/// `GET /performance`.
pub async fn open(
    State(http): State<Http>,
    Manager(actor): Manager,
    fields: Fields,
    headers: HeaderMap,
) -> Response {
    let (asked, _) = read(fields);
    let look = Look::new(&http.services, &actor, &asked, texts(&headers));
    match look.page().await {
        Ok(view) => Drawn::new(StaffPage::Performance(Box::new(view)))
            .within(frame(&actor))
            .answer(&language(&headers)),
        Err(error) => page::failed(error),
    }
}

/// `GET /performance/orders`.
pub async fn behind(
    State(http): State<Http>,
    Manager(actor): Manager,
    fields: Fields,
    headers: HeaderMap,
) -> Response {
    let (asked, fields) = read(fields);
    let day = |name: &str| fields.get(name).and_then(|day| day.parse().ok());
    let of = OrdersAsked {
        mark: fields.get(MARK).and_then(|code| Mark::from_code(code)),
        from: day("from"),
        to: day("to"),
        after: fields
            .get(PAGE)
            .and_then(|after| after.parse().ok())
            .map_or(0, |after: u64| after.min(FARTHEST)),
    };
    let look = Look::new(&http.services, &actor, &asked, texts(&headers));
    match orders(&look, &of).await {
        Ok(view) => Drawn::new(StaffPage::PerformanceOrders(Box::new(view)))
            .within(frame(&actor))
            .answer(&language(&headers)),
        Err(error) => page::failed(error),
    }
}

/// `GET /performance/csv/{chart}`: the numbers of a chart as a file.
pub async fn csv(
    State(http): State<Http>,
    Manager(actor): Manager,
    Path(chart): Path<String>,
    fields: Fields,
    headers: HeaderMap,
) -> Response {
    let (asked, _) = read(fields);
    let words = texts(&headers);
    let look = Look::new(&http.services, &actor, &asked, words);
    let found: Result<_, Error> = look.named(&chart).await;
    match found {
        Ok(Some(view)) => {
            let name = format!("attachment; filename=\"{}.csv\"", view.name);
            let kind = "text/csv; charset=utf-8".to_owned();
            let file = app::ui::chart::file(&view, words);
            ([(CONTENT_TYPE, kind), (CONTENT_DISPOSITION, name)], file).into_response()
        }
        Ok(None) => StatusCode::NOT_FOUND.into_response(),
        Err(error) => page::failed(error),
    }
}
