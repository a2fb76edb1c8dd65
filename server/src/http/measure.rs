//! Counts each answer by its route's pattern and its status, with the time
//! it took to begin it.

use super::routes::Route;
use crate::clock::Stopwatch;
use crate::metrics::{Answered, Metrics};
use axum::extract::{Request, State};
use axum::middleware::Next;
use axum::response::Response;
use std::sync::Arc;

/// A route, with where its answers are counted.
#[derive(Clone, Debug)]
pub struct Measured {
    /// The route.
    pub route: Route,
    /// Where.
    pub metrics: Arc<Metrics>,
}

/// Measures one request. A request with another method than the route's is
/// counted with it, as the 405 it is.
pub async fn measure(
    State(Measured { route, metrics }): State<Measured>,
    request: Request,
    next: Next,
) -> Response {
    let watch = Stopwatch::start();
    let response = next.run(request).await;
    let answered = Answered {
        route: route.path,
        method: route.method,
        status: response.status().as_u16(),
    };
    metrics.answered(answered, watch.elapsed());
    response
}
